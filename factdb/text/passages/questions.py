"""Questions that stand alone above their answers: an interviewer's, or a reader's, without a label; and what an
interviewer says without asking, where all that he says is emphasised: ``**Tell me about the bridge.**``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from factdb.records import Passage, Span
from factdb.text.spans import PLACE

_SHORTEST, _FEWEST_WORDS, _FEWEST_QUESTIONS = 2, 3, 2
# How long a question may be, and how many of the lines from the first one on have to ask: where the page says that it
# holds an interview or answers, and where it doesn't. An essay asks now and then as well. Below a note on the talk that
# follows who asks may say a good deal before.
_FOLLOWING, _ANNOUNCED, _PLAIN = (800, 0.2), (320, 0.2), (160, 0.4)
_INTRODUCTION = 1000
_ANNOUNCES = re.compile(
    r"\b(?:(?:answer|ask|chat|interview|speak|talk)(?:ed|s|ing)?|conversation|FAQ|Q ?& ?A|questions?|sat down|spoke"
    r"|caught up|(?:receives?|received|welcomes?|welcomed|greets|greeted|met) (?:us|me))\b",
    re.I,
)
# "Our conversation has been edited for clarity", "A condensed transcript of the interview follows": what is below is a
# talk, or what is above, where the note stands at the end.
_TALK = r"(?:conversation|interview|Q ?& ?A|exchange|transcript|discussion|chat)"
_FOLLOWS = re.compile(
    rf"\b{_TALK}\b[^.\n]{{0,120}}?\b(?:edited|condensed|abridged|follows|is below)\b"
    rf"|\b(?:edited|condensed|abridged)\s(?:\w+\s){{0,3}}?{_TALK}\b|\binterview highlights\b",
    re.I,
)
_AT_THE_END = 2
_ADDRESSED = re.compile(r"\byou(?:r|['’]\w+)?\b(?! know\b)", re.I)
_OF_ONESELF = re.compile(r"\b(?:I|me|my|we|our|us)\b(?!\s(?:guess|imagine|take it)\b)", re.I)
# Who asks may stand behind: "How long does it last? — Lena, Hull", "Do you swim? Lena99".
_ASKS = re.compile(
    r"[*_]{0,3}(?:\d{1,2}[.)]\s)?[^\W\d_“\"‘'(].*\?[*_]{0,3}(?:\s[—–-]{1,2}\s?[A-Z][^.!?]{1,40}|\s\([A-Z][^.!?()]{1,40}\)"
    r"|\s(?:[A-Z]\S*|\S*\d\S*)(?:,?\s[A-Z]\S*(?<![.!?])){0,3}(?<![.!?]))?",
    re.S,
)
_DASHED = re.compile(r"[—–-]\s?(?=[^\W\d_a-z]|[¿¡“\"])(?!.{1,300}[?,!]\s[a-z]+ [A-Z])")
_ASKED = re.compile(r"\?\Z")
_LABEL = re.compile(r"[^:?]{1,40}:[*_]*\s")
_WORD = re.compile(r"[^\W\d_]+")
# A whole line in Markdown's signs of emphasis that ends like a sentence; above a paragraph it is no heading.
_EMPHASISED = re.compile(r"([*_]{1,3})(?=[^\W\d_]|[“\"‘'(¿¡…])[^*\n]{2,320}[.?!…][”\"’')]{0,2}\1")


def find_questions(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark the lines of the body that ask and have an answer below, if there are several and they stand close."""
    body = [i for i, kind in enumerate(kinds) if kind in (Passage.BODY, Passage.QUESTION)]
    # Who answers asks back now and then: "What else could I do?"
    if _find_emphasised(text, paragraphs, kinds, body) or _find_dashed(text, paragraphs, kinds, body):
        return
    begin, longest, share = _limits(text, paragraphs, body)
    lines = {
        number: paragraphs[body[number]]
        for number in range(begin, len(body))
        if kinds[body[number]] is Passage.QUESTION or _asks(text, paragraphs[body[number]], longest, _SHORTEST)
    }
    asking = list(_without_answers(text, lines))
    # "And then?" is one between others.
    sure = [n for n in asking if kinds[body[n]] is Passage.QUESTION or _asks(text, paragraphs[body[n]], longest)]
    answered = {number + 1 for number in sure} - {*asking, len(body)}
    if len(answered) < _FEWEST_QUESTIONS or len(asking) < share * (len(body) - asking[0]):
        return
    for number in asking:
        kinds[body[number]] = Passage.QUESTION


def _limits(text: str, paragraphs: Sequence[Span], body: Sequence[int]) -> tuple[int, int, float]:
    """The first line that may ask, how long such lines are at most, and how many of those below it have to ask."""
    noted = next((i for i, paragraph in enumerate(paragraphs) if _FOLLOWS.search(text, *PLACE(paragraph))), None)
    if noted is not None:
        below = bisect_right(body, noted)
        return (1 if below + _AT_THE_END > len(body) else below), *_FOLLOWING
    first = next((i for i in body[1:] if _asks(text, paragraphs[i], _ANNOUNCED[0])), None)
    announced = first is not None and _ANNOUNCES.search(text, 0, min(paragraphs[first].start, _INTRODUCTION))
    return 1, *(_ANNOUNCED if announced else _PLAIN)


def _without_answers(text: str, lines: Mapping[int, Span]) -> Iterator[int]:
    """The numbers of lines that ask without those that answer the one beside them, though they end in asking."""
    own = {number for number, line in lines.items() if _OF_ONESELF.search(text, *PLACE(line))}
    for number in lines:
        beside = {number - 1, number + 1} & lines.keys()
        if number not in own or beside <= own:
            yield number


def _find_emphasised(text: str, paragraphs: Sequence[Span], kinds: list[Passage], body: Sequence[int]) -> bool:
    """Mark what is emphasised between plain paragraphs, if some of it asks, or the page says that it holds a talk."""
    signs = [sign[1] if (sign := _EMPHASISED.fullmatch(text, *PLACE(paragraphs[i]))) else "" for i in body]
    said = [number for number, (sign, below) in enumerate(pairwise([*signs, "."])) if sign and not below]
    # Above a talk stands in the same signs what it is about.
    if said and (said[0] == 0 or _ANNOUNCES.search(text, *PLACE(paragraphs[body[said[0]]]))):
        del said[0]
    if len(said) < _FEWEST_QUESTIONS or len(said) < _ANNOUNCED[1] * (said[-1] + 1 - said[0]):
        return False
    asks = any(kinds[body[number]] is Passage.QUESTION for number in said)
    if not asks and not _ANNOUNCES.search(text, 0, min(paragraphs[body[said[0]]].start, _INTRODUCTION)):
        return False
    for number in said:
        kinds[body[number]] = Passage.QUESTION
    return True


def _find_dashed(text: str, paragraphs: Sequence[Span], kinds: list[Passage], body: Sequence[int]) -> bool:
    """Mark every second line of a talk whose turns begin with a dash, if more of these lines ask than of the others;
    all of them ask, where the page doesn't say that it holds a talk.
    """
    dashed = [i for i in body if _DASHED.match(text, *PLACE(paragraphs[i]))]
    if len(dashed) < 2 * _FEWEST_QUESTIONS or dashed != list(range(dashed[0], dashed[-1] + 1)):
        return False
    asking = [_ASKED.search(text, *PLACE(paragraphs[i])) is not None for i in dashed]
    announced = _ANNOUNCES.search(text, 0, min(paragraphs[dashed[0]].start, _INTRODUCTION))
    if not (announced or all(asking[::2])) or sum(asking[::2]) <= sum(asking[1::2]):
        return False
    for i in dashed[::2]:
        kinds[i] = Passage.QUESTION
    return True


def _asks(text: str, line: Span, longest: int, fewest: int = _FEWEST_WORDS) -> bool:
    if line.end - line.start > longest or not _ASKS.fullmatch(text, line.start, line.end):
        return False
    words = line.of(text)
    # Whoever says so much before he asks, asks somebody.
    if len(words) > _ANNOUNCED[0] and not _ADDRESSED.search(words):
        return False
    return len(_WORD.findall(words)) >= fewest and not _LABEL.match(words)
