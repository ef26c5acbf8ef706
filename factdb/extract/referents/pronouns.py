"""Where words like "he" stand, and those of whom nothing in the claim says who they are."""

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from factdb.extract.cast import names as nm
from factdb.extract.referents.sure import has_any_of
from factdb.extract.speakers.pronouns import NO_ANTECEDENT, third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.language import lexicon as lx
from factdb.records import Claim, Span

# "His or her" is anybody's, "I.M.F." nobody's. "He'll" is his word too, behind which no name can stand.
_PRONOUN = re.compile(
    r"\b(?=[hsim])(?:(?<!\bor )(?<![.&-])(?:he|him|his|she|her|hers|I|me|my|mine)\b(?!['’]?\w|[.&]\w)"
    r"(?!\sor\s(?:he|she|him|her|his)\b)|(?P<open>he|she)['’](?:s|d|ll)\b)",
    re.I,
)
# "Rate My Professor", "Her Royal Highness": a word of a name.
_IN_NAME = re.compile(
    r"(?:[\w,] (?:Her|His|My)\b|.{0,2}\b(?:Her|His|My)(?=\s(?:Eminence|Excellency|Grace|Highness|Holiness|Honou?r"
    r"|Imperial|Ladyship|Lordship|Majesty|Royal|Serene)\b))(?= [A-Z])"
)
# Words for somebody without a name, and for nobody known: "everyone has his price".
_SPOKEN_OF = (
    # "In a general election", "at the head of", "a major plan"
    (lx.ROLES.keys() - {"general", "head", "major", "model", "principal", "chief", "fellow", "master"})
    | {"anyone", "anybody", "everyone", "everybody", "someone", "somebody", "nobody", "whoever", "who"}
    | {"person", "people", "man", "woman", "boy", "girl"}
)
# How far before a pronoun it is looked for whom it may mean.
_LOOKED_BACK = 1_000


@lru_cache(maxsize=8)  # asked for twice a claim
def pronouns(text: str, span: Span) -> Sequence[re.Match[str]]:
    """The pronouns of one person in ``span``; behind an ``open`` one, "he'll", no name can stand."""
    found = _PRONOUN.finditer(text, span.start, span.end)
    return [match for match in found if not _IN_NAME.match(text, max(match.start() - 2, 0))]


def untold_pronoun(reading: Reading, claim: Claim, speaker: str, told: Container[int]) -> int | None:
    """Where it may be told who is meant by a "he" or "her" of whom nothing before in the claim says who it is, or by an
    "I" that is quoted and nobody's; None if there is none.
    """
    text, start = reading.text, claim.spans[0].start
    known: set[bool] = set()
    for match in (match for span in claim.spans for match in pronouns(text, span)):
        word = match[0].casefold().replace("’", "'").partition("'")[0]
        if match.end() in told:
            known |= {word in lx.FEMININE} if word not in lx.FIRST_PERSON else set()
        elif word in lx.FIRST_PERSON:
            if claim.attribution is None and match[0] != "i" and reading.layout.quotation(match.start()):
                return start
        elif (word in lx.FEMININE) not in known:
            likeliest = third_person(reading, word, match.start())
            before = Span(max(start, match.start() - _LOOKED_BACK), match.start())
            # "He" of who speaks is told by his name, unless the words are quoted: nobody calls himself so.
            if any(entity.name == speaker for entity in likeliest.entities):
                if not reading.layout.quotation(match.start()):
                    continue
                likeliest = NO_ANTECEDENT
            if not _is_told_of(reading, before, likeliest, "f" if word in lx.FEMININE else "m"):
                return _last_named(reading, likeliest, start)
    return None


def _last_named(reading: Reading, found: Found, at: int) -> int:
    """Where the likeliest one was named last before a place; the place itself if it wasn't."""
    before = reading.cast.within(Span(max(at - _LOOKED_BACK, 0), at))
    return next((name.span.start for name, entity in reversed(before) if entity in found.entities), at)


def _is_told_of(reading: Reading, before: Span, likeliest: Found, gender: str) -> bool:
    """Is whoever a pronoun may mean spoken of in the words before it: the likeliest, or somebody without a name?"""
    people = [e for _, e in reading.cast.within(before) if e.kind == nm.PERSON and e.gender in ("", gender)]
    if any(entity in likeliest.entities for entity in people) or (people and not likeliest.entities):
        return True
    return has_any_of(_SPOKEN_OF, reading.text, before)
