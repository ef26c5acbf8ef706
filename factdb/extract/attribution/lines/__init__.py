"""Lines that say themselves who speaks: the turns of a talk, a quotation or a post that is signed, a headline with its
speaker before or behind a colon.

A tagger that learned from running prose easily ties such a line to the name of another. The page leaves no doubt, so it
decides: the line is one attribution, and what the tagger found in it is dropped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from factdb.extract.attribution.lines.checked_claims import checked_claims
from factdb.extract.attribution.lines.colon_headlines import colon_headlines
from factdb.extract.attribution.lines.copied_posts import copied_posts
from factdb.extract.attribution.lines.dialogues import DASHED, dialogues
from factdb.extract.attribution.lines.interviews import answers
from factdb.extract.attribution.lines.own_words import in_full, own_words, told_to
from factdb.extract.attribution.lines.signed import SIGNED, posts, signed
from factdb.extract.attribution.lines.talks import NAMED, transcript
from factdb.extract.attribution.shaping import Found
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import letters, merged, overlapping, trimmed, without
from factdb.text.stage_directions import is_stage_direction
from factdb.text.whitespace import BREAK

# Nobody says anything in these, and no content takes them along.
_SILENT = (Passage.DATELINE, Passage.BYLINE)
# What short messages are easily taken for.
_LIKE_MESSAGES = (Passage.HEADLINE, Passage.BYLINE, Passage.CAPTION)


def read_speaker_lines(text: str, parts: Sequence[Part], found: Iterable[Found]) -> list[Found]:
    """The attributions ``found``, with those of the lines that say who speaks in the place of what was found there."""
    found = list(found)
    taken: list[Span] = []
    own: dict[Span, Found] = {}
    lines = [*transcript(text, parts), *copied_posts(text, parts), *posts(text, parts), *signed(text, parts)]
    known = {line for line, _ in lines}
    lines += [line for line in own_words(text, parts) if line[0] not in known]
    lines += [line for line in dialogues(text, parts) if line[0] not in known]
    lines += [] if lines else told_to(text, parts)
    lines += list(in_full(text, parts, lines))
    lines = list(answers(text, parts, lines))
    # Who speaks in a talk is no headline's speaker.
    talking = {line for line, _ in lines}
    lines += [line for line in colon_headlines(text, parts, found) if line[0] not in talking]
    lines += [line for line in checked_claims(text, parts, found) if line[0] not in talking]
    for line, one in sorted(lines, key=itemgetter(0)):
        if one.cue in own or not taken or taken[-1].end <= line.start:
            taken.append(line)
            own[one.cue] = one
    silent = [part.span for part in parts if part.passage in _SILENT]
    # The hour or the "Read more:" that a line begins with.
    silent += [
        part.span
        for part, following in pairwise(parts)
        if part.passage is Passage.NAVIGATION and not BREAK.search(text, part.span.end, following.span.start)
    ]
    silent += [
        part.span for part in parts if part.passage is Passage.NAVIGATION and is_stage_direction(text, part.span)
    ]
    closed = merged([*taken, *silent])
    kept = [left for one in found if (left := _outside(text, one, closed))]
    return sorted([*kept, *own.values()], key=lambda one: one.cue)


def spoken(found: Iterable[Found]) -> Iterator[Span]:
    """What stands behind the dash of a turn, which is a quotation mark: "— I won’t go, said Ann."."""
    yield from (content for one in found if DASHED in one.rules for content in one.contents)


def labels(found: Iterable[Found]) -> list[Span]:
    """The names that the turns of a talk begin with, in order."""
    return merged(one.sources[0] for one in found if NAMED in one.rules)


def with_turns(parts: Sequence[Part], found: Iterable[Found]) -> Iterator[Part]:
    """The parts, what somebody says in his turn of a talk a part of the body: messages without a full stop look like
    headlines, "By June." like a byline.
    """
    said = merged(content for one in found if NAMED in one.rules for content in one.contents)
    for part in parts:
        is_said = part.passage in _LIKE_MESSAGES and overlapping(said, part.span)
        yield replace(part, passage=Passage.BODY) if is_said else part


def without_others(text: str, found: Iterable[Found], quoted: Sequence[Span]) -> Iterator[Span]:
    """The quotations ``quoted`` without those that are a part of what somebody says in his turn of a talk, or in his
    post: they are others' words, or words he has his doubts about. What stands in marks as a whole stays quoted.
    """
    turns = merged(
        content
        for one in found
        if (NAMED in one.rules or not SIGNED.isdisjoint(one.rules)) and not _is_quoted(text, one.contents, quoted)
        for content in one.contents
    )
    yield from (span for span in quoted if not overlapping(turns, span))


def _is_quoted(text: str, contents: Sequence[Span], quoted: Sequence[Span]) -> bool:
    return not any(
        letters(text, left) for content in contents for left in without(content, overlapping(quoted, content))
    )


def _outside(text: str, one: Found, taken: Sequence[Span]) -> Found | None:
    """What the attribution has outside of the lines that are ``taken``; None if its cue or source is in one."""
    if any(overlapping(taken, span) for span in (one.cue, *one.sources)):
        return None
    contents: list[Span] = []
    for content in one.contents:
        lines = overlapping(taken, content)
        parts = [part for left in without(content, lines) for part in trimmed(text, left) if letters(text, part)]
        contents += parts if lines else [content]
    if len(contents) == len(one.contents) and tuple(contents) == one.contents:
        return one
    return replace(one, contents=tuple(contents)) if contents else None
