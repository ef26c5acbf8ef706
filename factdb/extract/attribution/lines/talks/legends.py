"""Who is meant by a short label, as labels in full or the lines above a talk tell: ``ANN BRANDT:`` or ``Interview with
Ann Brandt (AB)`` and then ``AB:``, ``Interviewer: Tom Poe`` and then ``INTERVIEWER:``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factdb.extract.attribution.lines.talks.labels import NAME, Turn
from factdb.extract.attribution.lines.talks.named import is_full_name
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import PLACE

# How far above the first turn its speakers are told.
_ABOVE = 3000
_ENDED = (".", "!", "?", "…", "”", '"')
_CODED = re.compile(rf"(?P<name>{NAME})\s?(?:\((?P<code>[A-Z]{{1,4}}\d?)\)|[=:–-]\s?(?P<other>[A-Z]{{2,4}}\d?)(?!\w))")
_CODE_FIRST = re.compile(rf"(?P<code>[A-Z]{{1,4}}\d?)\s?[=:–—-]\s?(?P<name>{NAME})")
_IN_OFFICE = re.compile(rf"(?:The )?(?P<code>[A-Z][a-z]{{3,20}}):\s(?P<name>{NAME})")
_CODE = re.compile(r"[A-Z]{2,4}")
_NAME = re.compile(NAME)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def legend(text: str, parts: Sequence[Part], turns: Sequence[Turn]) -> dict[str, Span]:
    """By the keys of labels, where labels or the lines above the first turn name in full who is meant, if it is one."""
    first = turns[0].part.start
    above = [part for part in parts if first - _ABOVE < part.span.start < part.span.end <= first]
    full = {turn.key for turn in turns if is_full_name(turn.name)}
    short = {turn.key: turn.name for turn in turns if turn.key not in full}
    codes = {key for key, name in short.items() if _CODE.fullmatch(name) and key not in lx.SURNAMES}
    named: dict[str, list[Span]] = defaultdict(list)
    # "LAURA ROE:", and then "LR:".
    for turn in turns:
        letters = "".join(word[0] for word in _WORD.findall(turn.name)).casefold()
        if turn.key in full and letters in codes:
            named[letters].append(Span(*turn.label.span("name")))
    for part in above:
        told = part.span.of(text).endswith(_ENDED) and part.passage is Passage.BODY
        for key, name in _told(text, part.span, codes) if told else _listed(text, part.span, codes):
            if key in short:
                named[key].append(name)
    return {key: spans[0] for key, spans in named.items() if len({one.of(text).casefold() for one in spans}) == 1}


def _told(text: str, line: Span, codes: set[str]) -> Iterator[tuple[str, Span]]:
    """What prose tells of letters: "Ann Brandt" of "AB"."""
    for words in _NAME.finditer(text, *PLACE(line)):
        if name := _full(text, Span(*words.span())):
            letters = "".join(word[0] for word in _WORD.findall(name.of(text))).casefold()
            if letters in codes:
                yield letters, name


def _listed(text: str, line: Span, codes: set[str]) -> Iterator[tuple[str, Span]]:
    """What a heading or a list tells: of letters and offices."""
    for coded in (*_CODED.finditer(text, *PLACE(line)), *_CODE_FIRST.finditer(text, *PLACE(line))):
        code = coded["code"] or coded.groupdict().get("other")
        if code and (name := _full(text, Span(*coded.span("name")))):
            yield code.casefold(), name
    office = _IN_OFFICE.fullmatch(text, *PLACE(line))
    if office and (name := _full(text, Span(*office.span("name")))):
        yield office["code"].casefold(), name
    yield from _told(text, line, codes)


def _full(text: str, words: Span) -> Span | None:
    """The name from its given name on: without the "Press Secretary" before it."""
    found = list(_WORD.finditer(text, *PLACE(words)))
    for i, word in enumerate(found[:-1]):
        if word[0].casefold() in lx.GIVEN_NAMES and len(found) - i <= 4:
            return Span(word.start(), found[-1].end())
    return None
