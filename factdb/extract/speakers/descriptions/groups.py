"""Groups that an article speaks of before it says "they": "the prosecutors", "many voters", "people"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from factdb.extract.speakers.grammar import prominence
from factdb.extract.speakers.pronouns import may_describe
from factdb.extract.speakers.reading import Reading
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span

_SEVERAL = re.compile(
    r"(?<![\w’'-])(?:[A-Za-z][a-z]*s|[Pp]eople|[Ww]omen|[A-Za-z][a-z]*men|[Mm]en|[Pp]olice"
    r"|(?:couple|duo|family|pair|trio)(?! of\b))(?![\w-])"
)
# "Their members": whom "they" means has them.
_OWNED = re.compile(r"\b[Tt]heir (?:[a-z-]+ ){0,2}$")
_IRREGULAR = frozenset({"people", "men", "women", "police", "couple", "duo", "family", "pair", "trio"})
_NOUNS = frozenset(lx.ROLE_PLURALS) | lx.ANONYMOUS | {noun for noun in lx.GROUPS if noun.endswith("s")} | _IRREGULAR
_NOUNS -= {"homeless"}
# Those of a party, who have a capital wherever they stand.
_PARTISANS = frozenset({"Democrats", "Republicans", "Conservatives", "Liberals", "Tories", "Greens"})
# "Most of them are Republicans": what somebody is.
_ARE = re.compile(r"\b(?:are|were|be|been|become|became|as) (?:[a-z-]+ ){0,2}$")
# What stands before a noun and is no part of its phrase.
_OPENERS = frozenset(ENGLISH.words("subordinators")) | {"once", "when", "where", "while", "as", "whether", "how", "why"}
_OPENERS |= frozenset(ENGLISH.words("no_parts_of_groups"))
_DESCRIBING = frozenset(ENGLISH.words("describing_participles"))
_MODIFIERS = frozenset(ENGLISH.words("plural_modifiers"))
_OF_VERB = re.compile(r"[a-z]+(?:ing|[^isu]s)")
# What one begins with.
_DETERMINERS = frozenset(
    {"those", "these", "some", "many", "several", "few", "most", "all", "other", "any", "no", "more"}
)
# How far before its noun, in characters, a phrase begins.
_BEFORE = 40


def groups(reading: Reading, sources: Sequence[Span | None]) -> Iterator[Span]:
    """The phrases of several people that stand in none of the ``sources``, in order."""
    known = sorted(source for source in sources if source)
    for found in _SEVERAL.finditer(reading.text):
        opens = found[0][0].isupper() and reading.layout.sentence_start(found.start()) == found.start()
        partisans = found[0] in _PARTISANS and not _ARE.search(
            reading.text, max(found.start() - _BEFORE, 0), found.start()
        )
        if found[0] in _NOUNS or partisans or (opens and found[0].casefold() in _NOUNS):
            at = bisect_right(known, found.start(), key=lambda span: span.start)
            free = not at or known[at - 1].end <= found.start()
            if free and not _OWNED.search(reading.text, max(found.start() - _BEFORE, 0), found.start()):
                yield Span(_begin(reading.text, found.start()), found.end())


def _begin(text: str, noun: int) -> int:
    before = text[max(noun - _BEFORE, 0) : noun].split(" ")
    if noun > _BEFORE:
        del before[0]  # it may be cut
    if not before or before.pop():
        return noun
    phrase = 0
    for word in takewhile(_belongs, reversed(before)):
        phrase += len(word) + 1
        # "They charge those people": the verb is no part of it.
        if word.casefold() in _DETERMINERS:
            break
    return noun - phrase


def _belongs(word: str) -> bool:
    """Is the word a part of the phrase: "Irish", "young", but not "once", "Sundays" and "encourages"?"""
    folded = word.casefold()
    if _OF_VERB.fullmatch(word) and word not in _DESCRIBING and word not in _MODIFIERS:
        return False
    return may_describe(word) and folded not in _OPENERS and folded.removesuffix("s") not in lx.WEEKDAYS


def note_group(reading: Reading, span: Span) -> None:
    """Remember that a group is spoken of."""
    quoted = reading.layout.quotation(span.start) is not None
    group = reading.group(" ".join(span.of(reading.text).split()), span.start)
    reading.salience.add(span.start, group, prominence(reading, span), quoted)
