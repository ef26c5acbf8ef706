"""What belongs to a content before and behind it: "If it rains, [the river rises], she said"."""

from bisect import bisect_left
from collections.abc import Sequence

from factdb.extract.attribution.contents import VERDICT
from factdb.extract.attribution.frames import (
    DESCRIBES,
    FEWEST,
    LINK,
    LOOKED_AT,
    REGULAR_PAST,
    RELATIVE,
    SUBSTANCE,
    VERB,
    VERB_OR_PAST,
    WIDEST_SPACE,
    is_pointer,
)
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span
from factdb.text.spans import letters, overlapping, trimmed, without
from factdb.text.whitespace import WORD

# "But a report may revise [that], an aide said."
_ENDS_IN_THAT = re.compile(r"(?<=\w)\s(?:that|this|so|it)\Z")
_VERB_OR_REGULAR = re.compile(f"{VERB.pattern}|{REGULAR_PAST.pattern}")
# What parts a content from the frame behind it, and a frame from what goes on behind.
_COMMA, _GOES_ON = re.compile(r"(?:,[”\"’]*|[”\"’]+,?)\s*\Z"), re.compile(r",\s")
GOES_ON_LATER = re.compile(rf"(?:\s(?:{ENGLISH.any_of('when_said')})\b[^,.;:“”\"\n]{{1,40}})?,\s")
_SET_OFF = re.compile(r",\s(?:as\s)?\Z")
# A quotation of whole sentences, and the colon that leads in what is said.
_INTRODUCED, _LEADS_IN = re.compile(r"[“\"„«‘'][A-Z]"), re.compile(r":\s*\Z|;")
# What opens a sentence and belongs to the clause behind it, and what follows a clause and belongs to it.
_OPENS = re.compile(rf"\W*(?:{ENGLISH.any_of('sentence_openers')})\b", re.I)
_FOLLOWS = re.compile(
    r",?\s+(?:(?:which|whose|because)|(?P<phrase>amid|despite))\b"
    # "It will be 24 percent, about ten points less", "costs rose to $3, up from $2".
    r"|(?<=[\w%]),\s(?:or|up|down|about|roughly|nearly|almost|compared\s(?:with|to))\s(?:about\s|roughly\s|nearly\s|from\s)?[$£€]?\d",
    re.I,
)


def grown(text: str, content: Span, cue: Span, sentence: Span, taken: Sequence[Span]) -> Span:
    """The content with what belongs to it before and behind: "If it rains, [the river rises], she said", "she said [the
    river rises], which it does".

    What opens the sentence belongs to a content with its frame behind, what follows to one with its frame before.
    """
    before = _free(taken, sentence.start, content.start)
    if (
        cue.start > content.start
        and before == sentence.start
        and (_ENDS_IN_THAT.match(text, content.start - 1, content.end) or not _goes_on_behind(text, content))
        and (_opens(text, sentence, content) or _ends_in(text, sentence, content, taken))
    ):
        content = Span(sentence.start, content.end)
    behind = _ahead(taken, content.end, sentence.end)
    if cue.start < content.start and _follows(text, Span(content.end, behind)):
        content = next(trimmed(text, Span(content.start, behind)), content)
    return content


def _goes_on_behind(text: str, content: Span) -> bool:
    """ "Which" in "which, he said, is wet": what is said of it stands behind the frame."""
    return is_pointer(text, content) or DESCRIBES.search(text, content.start, content.end) is not None


def _follows(text: str, behind: Span) -> bool:
    """Does it belong to the content before it: a clause, or a phrase that says too little to stand alone?"""
    follows = _FOLLOWS.match(text, behind.start, behind.end)
    if VERDICT.match(text, behind.start, behind.end):
        return False
    if follows is None or not follows["phrase"]:
        return follows is not None
    return len(WORD.findall(text, behind.start, min(behind.end, behind.start + LOOKED_AT))) < SUBSTANCE


def opening_of(text: str, content: Span, cue: Span, sentence: Span, taken: Sequence[Span]) -> Span | None:
    """What stands before a frame that two commas set off, if what is said goes on behind: "Only by work, he argued,
    can they see it".
    """
    frame = overlapping(taken, Span(sentence.start, content.start)) if cue.end <= content.start else ()
    if not frame or not frame[0].start <= cue.start or frame[-1].end > content.start:
        return None
    # What stands before "which, he said, was late" isn't his.
    if is_pointer(text, frame[0]):
        return None
    set_off = _SET_OFF.search(text, max(frame[0].start - WIDEST_SPACE, sentence.start), frame[0].start)
    before = next(trimmed(text, Span(sentence.start, set_off.start())), None) if set_off else None
    goes_on = _GOES_ON.fullmatch(text, frame[-1].end, content.start) and not _INTRODUCED.match(text, content.start)
    apart = any(letters(text, gap) for gap in without(Span(frame[0].start, frame[-1].end), frame))
    if not before or ";" in before.of(text) or not goes_on or apart:
        return None
    if DESCRIBES.search(text, max(before.start, before.end - LINK), before.end):
        return None
    return before if len(WORD.findall(before.of(text))) >= FEWEST else None


def going_on_of(text: str, content: Span, cue: Span, sentence: Span, taken: Sequence[Span]) -> Span | None:
    """What stands behind a frame that two commas set off, if no clause ends before it: "The ferry, according to Roe,
    was late", "a man who, police say, fled".
    """
    frame = overlapping(taken, Span(content.end, sentence.end)) if content.end <= cue.start else ()
    goes_on = GOES_ON_LATER.match(text, frame[-1].end, sentence.end) if frame else None
    behind = next(trimmed(text, Span(goes_on.end(), sentence.end)), None) if goes_on else None
    if not behind or frame[0].start > cue.start or RELATIVE.match(text, behind.start):
        return None
    set_off = _SET_OFF.fullmatch(text, content.end, frame[0].start)
    apart = any(letters(text, gap) for gap in without(Span(frame[0].start, frame[-1].end), frame))
    breaks_off = DESCRIBES.search(text, content.start, content.end) or not (
        letters(text, Span(sentence.start, content.start)) or _VERB_OR_REGULAR.search(text, content.start, content.end)
    )
    is_one = set_off and breaks_off and not apart and VERB_OR_PAST.search(text, behind.start, behind.end)
    return behind if is_one else None


def _free(taken: Sequence[Span], start: int, end: int) -> int:
    """From where on, at ``start`` or behind it, nothing stands before ``end``."""
    before = bisect_left(taken, end, key=lambda span: span.start) - 1
    return max(taken[before].end, start) if before >= 0 else start


def _ahead(taken: Sequence[Span], start: int, end: int) -> int:
    """Up to where, at most to ``end``, nothing stands behind ``start``."""
    after = bisect_left(taken, start, key=lambda span: span.start)
    return min(taken[after].start, end) if after < len(taken) else end


def _opens(text: str, sentence: Span, content: Span) -> bool:
    link = _OPENS.match(text, sentence.start, content.start)
    return bool(link) and not RELATIVE.match(text, content.start, content.end)


def _ends_in(text: str, sentence: Span, content: Span, taken: Sequence[Span]) -> bool:
    """Does the sentence begin with words that only belong to the content, before a comma and a frame behind it?"""
    behind = _ahead(taken, content.end, sentence.end)
    comma = _COMMA.search(text, max(content.end - 2, content.start), behind)
    if behind == sentence.end or not comma or letters(text, Span(content.end, behind)):
        return False
    before = text[sentence.start : content.start]
    if not letters(text, Span(sentence.start, content.start)) or before.count("(") > before.count(")"):
        return False
    introduced = _INTRODUCED.match(text, content.start) or _LEADS_IN.search(before)
    return not introduced and not RELATIVE.match(text, content.start, content.end)
