"""What attributions leave of a sentence: words of the writer's own, or the frame of what somebody says.

A frame is the source, the cue and what tells when, where and to whom somebody said it ("Mr. Roe told reporters on
Monday that"). It claims nothing beside what was said. What has a verb of its own does: "Roe, who leads it, said".
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from factdb.language.patterns import any_of
from factdb.records import Span
from factdb.text.spans import letters, overlapping, trimmed, without

_WIDEST_SPACE = 8
# How many characters at the edges and inside of a part are looked at: time stays linear in any sentence.
_LINK, _LOOKED_AT = 40, 400
# "The town, which" before "she called wet": the link to what was said.
_DANGLING = re.compile(
    r"(?:\A|[^\w’'])(?:(?:which|who|whom|whose|that|and|but|as|while|when|where|after|before|because|since|by|so|or)\W*)+\Z",
    re.I,
)
_DESCRIBES = re.compile(r"\b(?:which|who|whom|whose|that)\W*\Z", re.I)
_LEADING = re.compile(r"\W*(?:(?:and|but|or|so|yet|as|that|however|meanwhile)\b\W*)*", re.I)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_RELATIVE = re.compile(r"\W*(?:who|whose|which|where)\b", re.I)
_VERB = re.compile(
    rf"\b(?:{any_of('finite_verbs.txt')}|{any_of('past_verbs.txt')})\b|\bisn|n[’']t\b|\w[’'](?:re|ll|ve|d|m)\b", re.I
)
_REGULAR_PAST = re.compile(r"\b[a-z]{2,}ed\b(?!\s+(?:by|with)\b)")
_SAYING = re.compile(rf"\b(?:{any_of('saying_verbs.txt')}|{any_of('said_verbs.txt')}|asked|according|saying)\b", re.I)
_CIRCUMSTANCE = re.compile(rf"\W*(?:{any_of('circumstance_openers.txt')}|\w+ing|\w+ed)\b", re.I)
_VERB_OR_PAST = re.compile(f"{_VERB.pattern}|{_REGULAR_PAST.pattern}|\\b\\w{{3,}}s\\s", re.I)
# What opens a sentence and belongs to the clause behind it, and what follows a clause and belongs to it.
_OPENS = re.compile(
    r"\W*(?:and|but|or|so|yet|if|unless|while|although|though|even|as|when|whenever|because|since|once|until|given|despite"
    r"|in|on|at|for|with|without|among|after|before|during|under|by|from|to|instead|rather|still|only|just|then|now)\b",
    re.I,
)
_FOLLOWS = re.compile(r",?\s+(?:which|whose|amid|despite|because|even (?:if|though|as))\b", re.I)
_DESCRIBED = re.compile(r",\s+(?P<clause>(?:who|whose|which|where)\s+\w+\s+\w+\s+\w+)", re.I)
# The fewest words that claim something, with a verb that is known and without one.
_FEWEST, _SUBSTANCE = 3, 7


@dataclass(frozen=True, slots=True)
class Roles:
    """Where the article's attributions stand, each sorted and disjoint: sources, all of it, and what they claim."""

    sources: Sequence[Span]
    taken: Sequence[Span]
    claimed: Sequence[Span]


def left_over(text: str, sentence: Span, roles: Roles) -> tuple[Span, ...]:
    """What the attributions leave of a sentence to the writer, if it says something; all of it if they leave all.

    A source is the speaker's name in one claim and may be the subject of the other: "Putin linked the two, suggesting
    ...".
    """
    holes = overlapping(roles.taken, sentence)
    # A content may end in a line of nothing but marks, which is no part of what it claims.
    if not holes or not (letters(text, sentence) or overlapping(roles.claimed, sentence)):
        return (sentence,)
    parts = [part for left in without(sentence, holes) for part in trimmed(text, left)]
    described = {one.start for one in parts if _DESCRIBES.search(text, max(one.start, one.end - _LINK), one.end)}
    parts = [part for one in parts for part in trimmed(text, _unlinked(text, one)) if letters(text, part)]
    subjects = {source.end: source.start for source in overlapping(roles.sources, sentence)}
    ends = {span.end for span in overlapping(roles.claimed, sentence)}
    own = [part for part in parts if _claims(text, part, _before(text, part.start), subjects, ends)]
    # "The town" of "The town, which she called wet, lies on a river" is the subject of what goes on behind.
    whole = [part for part in parts if part in own or (part.start in described and own and part < own[-1])]
    return tuple(_with_subject(text, part, parts, subjects) for part in whole)


def grown(text: str, content: Span, cue: Span, sentence: Span, taken: Sequence[Span]) -> Span:
    """The content with what belongs to it before and behind: "If it rains, [the river rises], she said", "she said [the
    river rises], which it does".

    What opens the sentence belongs to a content with its frame behind, what follows to one with its frame before.
    """
    before = _free(taken, sentence.start, content.start)
    if cue.start > content.start and before == sentence.start and _opens(text, sentence, content):
        content = Span(sentence.start, content.end)
    behind = _ahead(taken, content.end, sentence.end)
    if cue.start < content.start and _FOLLOWS.match(text, content.end, behind):
        content = Span(content.start, behind)
    return content


def _free(taken: Sequence[Span], start: int, end: int) -> int:
    """From where on nothing stands before ``end``."""
    return max((span.end for span in overlapping(taken, Span(start, end))), default=start) if start < end else end


def _ahead(taken: Sequence[Span], start: int, end: int) -> int:
    """Up to where nothing stands behind ``start``."""
    return min((span.start for span in overlapping(taken, Span(start, end))), default=end) if start < end else end


def _opens(text: str, sentence: Span, content: Span) -> bool:
    link = _OPENS.match(text, sentence.start, content.start)
    return bool(link) and not _RELATIVE.match(text, content.start, content.end)


def clauses_of(text: str, source: Span) -> Iterator[Span]:
    """What a source says itself of whom it names: "who leads the council" in "Roe, who leads the council,"."""
    inside = _DESCRIBED.search(text, source.start, min(source.end, source.start + _LOOKED_AT))
    if inside and _VERB_OR_PAST.search(text, inside.end(), source.end):
        yield from trimmed(text, Span(inside.start("clause"), source.end))


def _unlinked(text: str, part: Span) -> Span:
    link = _DANGLING.search(text, max(part.start, part.end - _LINK), part.end)
    return Span(part.start, max(link.start(), part.start)) if link else part


def _claims(text: str, part: Span, behind: int, subjects: Container[int], contents: Container[int]) -> bool:
    """Does the part say something itself, and not only when, where and to whom?

    ``behind`` is where the words before it end; ``subjects`` and ``contents`` are the ends of sources and of contents.
    """
    lead = _LEADING.match(text, part.start, part.end)
    start = lead.end() if lead else part.start
    words = text[start : min(part.end, start + _LOOKED_AT)]
    count = len(_WORD.findall(words))
    if count < _FEWEST or _SAYING.match(words):
        return False
    if _RELATIVE.match(words) or _VERB.search(words):
        return True
    opens_with_circumstance = bool(_CIRCUMSTANCE.match(words))
    if _REGULAR_PAST.search(words) and (behind in subjects or not opens_with_circumstance):
        return True
    if behind in contents and count > _FEWEST:
        return True
    return count >= _SUBSTANCE and not opens_with_circumstance


def _with_subject(text: str, part: Span, parts: Sequence[Span], subjects: dict[int, int]) -> Span:
    """The part with the source right before it, and with what opens the sentence before that: "Last week, Roe went"."""
    start = subjects.get(_before(text, part.start))
    if start is None:
        return part
    opening = next((one.start for one in parts if one.end <= start and not letters(text, Span(one.end, start))), start)
    return Span(opening, part.end)


def _before(text: str, offset: int) -> int:
    """The end of the words before ``offset``: white space is skipped."""
    return len(text[max(offset - _WIDEST_SPACE, 0) : offset].rstrip(" \t\n,")) + max(offset - _WIDEST_SPACE, 0)
