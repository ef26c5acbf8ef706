"""What people tell in their own words, or say to each other, under lines with a name: ``Moira Petrie, 58, cleaner``,
``Ann Roe, professor, Elm Law School``, and in an interview ``Ann Roe`` alone; and what one person tells who is named
above or in the byline, where the page says ``as told to Tom Poe``; and the letters and speeches that a page has whole
below a line like ``Read the mayor's full speech below:``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from factdb.extract.attribution.lines.interviews import are_spoken, in_first_person, introduced
from factdb.extract.attribution.lines.talks import Line
from factdb.extract.attribution.lines.talks.labels import NAME
from factdb.extract.attribution.shaping import Found
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import PLACE

_FEWEST, _MOST_PARAGRAPHS = 2, 8
_RULE = "what stands under somebody's name is said by whoever has it"
_OPEN = (Passage.BODY, Passage.HEADLINE, Passage.BYLINE)
_SAID = (Passage.BODY, Passage.QUESTION)
# The age tells that it is a person: "Moira Petrie, 58, cleaner", "**Dariusz Wolak (33)**". What one does, in small
# letters, does so of a full name.
_OF_AGE = r"(?:, | \()[1-9]\d(?=[,)*_]|\Z)[^.!?“”\"]{0,80}"
_IN_OFFICE = r", (?:[a-z-]+ ){0,3}[a-z-]{3,}(?:,[^.!?“”\":]{1,80})?[*_]{0,3}"
_PERSON = re.compile(rf"[*_#]{{0,3}}\s?(?P<name>{NAME})(?P<cue>{_OF_AGE}|{_IN_OFFICE})")
_NAME_ALONE = re.compile(r"(?P<name>[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'.-]*){1,2}(?<!\.))")

# "By Ann Roe, as told to Tom Poe", "As told to Tom Poe", "This as-told-to essay is based on a talk with Ann Roe".
_TOLD_TO = re.compile(r"\b[Aa]s[ -]told[ -]to\b|(?m:^)(?:Interview(?:ed)? by|Told to)(?= [A-Z])")
# One of these is in all of them: cheaper to look for, in the whole text.
_NOTED = ("told to", "told-to", "Told to", "Interview")
_BY = re.compile(rf"\b[Bb]y (?P<name>{NAME}),? \(?[Aa]s told to\b")
_WITH = re.compile(rf"\b(?:conversation|interview|talk) with (?P<name>{NAME})")
_TOLD_BY = "what a page has in the first person is said by whom it was told by"
# "Read the mayor's full speech below:", "Here is the full memo from Ann Roe to the guild:", "The text of the op-ed by".
_WHOLE = re.compile(r"\b(?:full|entire|complete|in its entirety|transcript|as prepared|verbatim)\b", re.I)
_BELOW = re.compile(r"\bbelow\b|:\Z")
_NO_OWNER = r"(?!(?:below|here|it|read|see|that|this|watch)\b)"
_CAPITAL = r"(?-i:[A-Z])[\w.-]*"
_TEXT = r"(?:address|e-?mail|eulogy|letter|memo|message|note|op-ed|remarks|speech|statement|testimony)\b"
_OPENS = re.compile(_TEXT, re.I)
_WHOSE = re.compile(
    rf"\b(?:(?P<name>(?:the )?(?:{_NO_OWNER}[\w.-]+ ){{0,4}}?{_NO_OWNER}[\w.-]+)['’]s?|(?P<whose>his|her|their))"
    rf" (?:[a-z-]+ ){{0,3}}(?P<cue>{_TEXT})"
    rf"|\b(?P<text>{_TEXT}) (?:from|by|of) (?P<whom>(?:[a-z-]+ ){{0,3}}{_CAPITAL}(?: {_CAPITAL}){{0,5}})",
    re.I,
)
_OURS = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|us)\b")
_REPORTS = re.compile(r"\b(?:said|told|according to)\b")
_FEWEST_WHOLE, _LONGEST_LINE = 3, 400
# How many such lines are looked below, so that a page of nothing else stays linear.
_MOST_LEADS = 20
_IN_FULL = "a page has all of what somebody wrote or said"
# The line with the name, what it says, and what stands under it.
_Section = tuple[Span, re.Match[str], list[Span]]


def own_words(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The paragraphs under each name, as what whoever has it says, if several are told so and speak of themselves."""
    turns = [turn for turn in _sections(text, parts, _NAME_ALONE) if turn[2]]
    if _is_talk([turn[1]["name"] for turn in turns]):
        yield from _lines(turns)
        return
    told = [section for section in _sections(text, parts, _PERSON) if section[2]]
    if len(told) >= _FEWEST and are_spoken(text, [said for _, _, said in told]):
        line, named, said = told[-1]
        # Below the last one the page may go on itself.
        own = takewhile(lambda span: in_first_person(text, (span,)), said[1:])
        yield from _lines([*told[:-1], (line, named, [said[0], *own])])


def told_to(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """All that the page has in the first person and behind it, as what the one person says who told it to somebody."""
    if not any(words in text for words in _NOTED):
        return
    noted = next((part.span for part in parts if _TOLD_TO.search(text, *PLACE(part.span))), None)
    body = [part.span for part in parts if part.passage in _SAID and part.span != noted]
    own = [span for span in body if in_first_person(text, (span,))]
    if not noted or not are_spoken(text, [(span,) for span in body]):
        return
    name = _told_by(text, noted, [part for part in parts if part.span.end <= max(own[0].start, noted.start)])
    told = _TOLD_TO.search(text, *PLACE(noted))
    if name and told:
        said = [span for span in body if span.start >= own[0].start and span.start > name.start]
        one = Found((name,), Span(*told.span()), tuple(said), None, (_TOLD_BY,))
        yield from ((span, one) for span in said)


def in_full(text: str, parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[Line]:
    """All that stands below the line that says whose letter or speech it is, in the first person, up to a report or one
    of the ``lines`` that say who speaks."""
    others = {line for line, _ in lines}
    leads = (
        (number, lead)
        for number, part in enumerate(parts)
        if part.passage in _OPEN and (lead := _in_full(text, part.span, opens=not number))
    )
    for number, lead in islice(leads, _MOST_LEADS):
        below = (other.span for other in parts[number + 1 :] if other.passage in _OPEN[:2])
        told = list(takewhile(lambda span: span not in others and not _is_report(text, span), below))
        own = [place for place, span in enumerate(told) if _is_ours(text, span)]
        if len(own) >= _FEWEST_WHOLE and 2 * len(own) >= len(told):
            one = Found(*lead, tuple(told), None, (_IN_FULL,))
            yield from ((span, one) for span in told)
            return


def _in_full(text: str, line: Span, *, opens: bool) -> tuple[tuple[Span], Span] | None:
    """Who is named in a line as the one whose words stand below, whole, and what they are called."""
    if line.end - line.start > _LONGEST_LINE or not _BELOW.search(text, *PLACE(line)):
        return None
    # "Remarks by Ann Roe:", where a page begins, are all of it.
    if not _WHOLE.search(text, *PLACE(line)) and not (opens and _OPENS.match(text, *PLACE(line))):
        return None
    if not (whose := _WHOSE.search(text, *PLACE(line))):
        return None
    source, cue = next(pair for pair in (("name", "cue"), ("whose", "cue"), ("whom", "text")) if whose[pair[0]])
    return (Span(*whose.span(source)),), Span(*whose.span(cue))


def _is_report(text: str, span: Span) -> bool:
    return _REPORTS.search(text, *PLACE(span)) is not None and not _is_ours(text, span)


def _is_ours(text: str, span: Span) -> bool:
    return _OURS.search(text, *PLACE(span)) is not None


def _told_by(text: str, noted: Span, above: Sequence[Part]) -> Span | None:
    by = _BY.search(text, *PLACE(noted)) or _WITH.search(text, *PLACE(noted))
    return Span(*by.span("name")) if by else introduced(text, above)


def _is_talk(names: Sequence[str]) -> bool:
    """Do at least two take turns, each more than once, and none twice in a row?"""
    often = Counter(names)
    return len(often) > 1 and min(often.values()) > 1 and all(one != other for one, other in pairwise(names))


def _lines(sections: Sequence[_Section]) -> Iterator[Line]:
    for line, person, said in sections:
        name = Span(*person.span("name"))
        cue = Span(name.end, max(person.end(), name.end + 1))
        one = Found((name,), cue, tuple(said), None, (_RULE,))
        yield from ((span, one) for span in (line, *said))


def _sections(text: str, parts: Sequence[Part], person: re.Pattern[str]) -> Iterator[_Section]:
    """Each line with a name, up to the next one or to another heading."""
    current: _Section | None = None
    for part in parts:
        named = person.fullmatch(text, part.span.start, part.span.end) if part.passage in _OPEN else None
        if named or part.passage is Passage.HEADLINE:
            if current:
                yield current
            current = (part.span, named, []) if named else None
        elif current and part.passage in _SAID and len(current[2]) < _MOST_PARAGRAPHS:
            current[2].append(part.span)
    if current:
        yield current
