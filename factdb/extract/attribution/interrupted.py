"""What is said up to the frame that interrupts it: "You have to, Roe says, work"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from factdb.extract.attribution.shaping import Found, taken_by
from factdb.language import expressions as re
from factdb.records import Span
from factdb.text.spans import overlapping

# What the tagger leaves out between a part of what is said and the frame that two commas set off.
_UP_TO_FRAME = re.compile(r"(?P<rest>,?(?:\s[\w’'-]+){1,6}),\s(?:as\s)?")
_RULE = "what is said goes on up to the frame that interrupts it"


def with_all_up_to_frames(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions, each with the few words of a sentence up to the frame behind which it goes on."""
    taken = taken_by(found)
    return [_up_to_frame(text, sentences, taken, one) if len(one.contents) > 1 else one for one in found]


def _up_to_frame(text: str, sentences: Sequence[Span], taken: Sequence[Span], one: Found) -> Found:
    contents = sorted(one.contents)
    for before, behind in pairwise(contents):
        frame = [span for span in (*one.sources, one.cue) if before.end <= span.start and span.end <= behind.start]
        begins = min(frame, default=behind).start
        rest = _UP_TO_FRAME.fullmatch(text, before.end, begins)
        is_one = len(overlapping(sentences, Span(before.start, behind.end))) == 1
        if one.cue in frame and rest and is_one and not overlapping(taken, Span(before.end, begins)):
            grown = Span(before.start, rest.end("rest"))
            kept = tuple(grown if content == before else content for content in one.contents)
            return replace(one, contents=kept, rules=(*one.rules, _RULE))
    return one
