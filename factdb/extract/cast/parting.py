"""Names that stand side by side without a mark between them: a place or a body, and a person."""

import re
from collections.abc import Iterator

from factdb.extract.cast.capitals import Token
from factdb.extract.cast.headlines import are_letters, come_again
from factdb.language import lexicon as lx

# "Secretary of State" before a name: the capitals after "of" are no part of it.
_OFFICE = re.compile(
    r"\b(?:[Ss]ecretary|[Mm]inister|Director|Chief|Commissioner|Administrator|Ambassador|Head|Speaker|President|"
    r"Chair(?:man|woman)?|Leader|Mayor|Governor|Archbishop|Bishop|Justice)(?: of State)? (?:of|for|to) (?:the )?$|"
    r"\bAgent in $"
)
# "Petty Officer Second Class Ann Reed"
_RANKS = (["first", "class"], ["second", "class"], ["third", "class"])
# "FY2019", "Q3": a fiscal year or a part of it.
_PERIOD = re.compile(r"fy'?\d{2,4}|[qh][1-4]")
# What a body does and nobody is called.
_FIELDS = lx.ORGANISATION_FIELDS - lx.TITLES - lx.SURNAMES


def parted(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """A place or an organisation and the person right after it are two names: "United States" and "Barack Obama".

    What a maker calls its products is no part of its name: "Airbus A330".
    """
    words = [word for _, word in tokens]
    # "FY2019 EPA"
    if words and _PERIOD.fullmatch(words[0]):
        yield from parted(text, tokens[1:])
        return
    if len(words) < 2:
        yield tokens
        return
    # "Ann & Bob Reed"
    if len(words) == 4 and words[1] == "&" and {words[0], words[2]} <= lx.GIVEN_NAMES.keys():
        yield from (tokens[:1], tokens[2:])
        return
    if model := next((i for i, w in enumerate(words) if i and not w.isalpha() and any(map(str.isdigit, w))), 0):
        yield from parted(text, tokens[:model])
        return
    if again := come_again(words):
        yield tokens[:again]
        return
    for i in range(1, len(words) - 1):
        if words[i] in lx.GIVEN_NAMES and (
            " ".join(words[:i]) in lx.PLACES
            or (i > 1 and (words[i - 1] in lx.ORGANISATION_WORDS or words[i - 2 : i] in _RANKS))
            or (i > 1 and words[i - 1] in _FIELDS and not office_before(text, tokens[0][0].start))
            or are_letters(text, tokens[:i], tokens[i])
            or (i == 1 and _is_no_given(words[0]))
        ):
            yield tokens[:i]
            yield tokens[i:]
            return
    yield tokens


def office_before(text: str, at: int) -> re.Match[str] | None:
    """The office that ends ``at`` a place: "Director of" before "National Intelligence Ann Reed"."""
    return _OFFICE.search(text, max(at - 30, 0), at)


def _is_no_given(word: str) -> bool:
    """ "Prevention" of "Centers for Disease Control and Prevention", "Justices", "Democrats": no person's name."""
    several = word in lx.ROLE_PLURALS or (word not in lx.DEMONYMS and lx.singular(word) in lx.DEMONYMS)
    return (
        (several or word in lx.ORGANISATION_FIELDS or word == "police")
        and word not in lx.GIVEN_NAMES
        and word not in lx.SURNAMES
    )
