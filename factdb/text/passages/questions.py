"""Questions that stand alone above their answers: an interviewer's, or a reader's, without a label."""

import re
from collections.abc import Sequence

from factdb.records import Passage, Span

_FEWEST_WORDS, _FEWEST_QUESTIONS = 3, 2
# How long a question may be, and how many of the lines from the first one on have to ask: where the page says that it
# holds an interview or answers, and where it doesn't. An essay asks now and then as well.
_ANNOUNCED, _PLAIN = (320, 0.2), (160, 0.4)
_INTRODUCTION = 1000
_ANNOUNCES = re.compile(
    r"\b(?:(?:answer|ask|chat|interview|speak|talk)(?:ed|s|ing)?|conversation|FAQ|Q ?& ?A|questions?|sat down|spoke"
    r"|caught up)\b",
    re.I,
)
# Who asks may stand behind: "How long does it last? — Lena, Hull".
_ASKS = re.compile(
    r"[*_]{0,3}[^\W\d_“\"‘'(].*\?[*_]{0,3}(?:\s[—–-]{1,2}\s?[A-Z][^.!?]{1,40}|\s\([A-Z][^.!?()]{1,40}\))?", re.S
)
_LABEL = re.compile(r"[^:?]{1,40}:[*_]*\s")
_WORD = re.compile(r"[^\W\d_]+")


def find_questions(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark the lines of the body that ask and have an answer below, if there are several and they stand close."""
    body = [i for i, kind in enumerate(kinds) if kind in (Passage.BODY, Passage.QUESTION)]
    first = next((i for i in body[1:] if _asks(text, paragraphs[i], _ANNOUNCED[0])), None)
    if first is None:
        return
    announced = _ANNOUNCES.search(text, 0, min(paragraphs[first].start, _INTRODUCTION))
    longest, share = _ANNOUNCED if announced else _PLAIN
    asking = [
        number
        for number, i in enumerate(body)
        if number and (kinds[i] is Passage.QUESTION or _asks(text, paragraphs[i], longest))
    ]
    answered = {number + 1 for number in asking} - {*asking, len(body)}
    if len(answered) < _FEWEST_QUESTIONS or len(asking) < share * (len(body) - asking[0]):
        return
    for number in asking:
        kinds[body[number]] = Passage.QUESTION


def _asks(text: str, line: Span, longest: int) -> bool:
    if line.end - line.start > longest or not _ASKS.fullmatch(text, line.start, line.end):
        return False
    words = line.of(text)
    return len(_WORD.findall(words)) >= _FEWEST_WORDS and not _LABEL.match(words)
