"""Texts as archives of the press export them (ProQuest, Nexis, Factiva): many articles in a file, each with its lines
of title, outlet and date above it, and of labels around it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, takewhile

from factdb.records import Span
from factdb.text.readers.fields import first_line
from factdb.text.readers.head import label_of, named_in, whole_date

# "Document 3 of 20", "3 of 20 DOCUMENTS" above an article.
_BEGINS = re.compile(
    r"^[ \t]*(?:Document (?P<one>\d+) of \d+|(?P<other>\d+) of \d+ DOCUMENTS?)[ \t]*\r?$", re.MULTILINE
)
# "End of Document", and the number that Factiva gives an article: "Document GRDN000020260312em3c0001x".
_ENDS = re.compile(r"^[ \t]*(?:End of Document|Document [A-Z]{2,10}\d{10,}\w{4,12})[ \t]*\r?$", re.MULTILINE)
_EDGES = " \t\r\n\ufeff_"
# How many lines above and below an article tell of it.
_LINES = 40
_MOST_ABOVE_DATE = 8
# Of them the first may be a headline, with the lines that outlet and day take above it.
_MOST_OF_HEADLINE = 4
_LENGTH = re.compile(r"(?:length:\s*)?[\d,.]+ words", re.IGNORECASE)
# The line below which an article itself stands.
_BODY = re.compile(r"Body|(?:Full[ -])?text\s?:?", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[^\W\d_][.!?][\"”’')]*\Z")
_LEAST_WORDS, _WORDS_OF_LINE = 5, 12
_NOTICE = re.compile(r"©|\(c\)|\bcopyright\b|\brights reserved\b|\A\d+[.)]\s", re.IGNORECASE)
_LONGEST_LABELLED = 160
_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n")
_TIME = re.compile(r"\d{1,2}[:.]\d\d.{0,8}")
# ProQuest: "Publication info: Harbour Post ; Oslo  [Oslo]12 Mar 2026: A.4."
_INFO = re.compile(
    r"^Publication info:\s*(?P<outlet>[^;\[\]\n]{2,80}?)\s*[;,\[].{0,80}?(?P<date>\d{1,2} [A-Z][a-z]{2,8} \d{4})",
    re.MULTILINE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)\Z")


@dataclass(frozen=True, slots=True)
class Exported:
    """An article in such a file: where it stands, and what its lines say of it, empty where they don't."""

    span: Span
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: datetime | None = None


def exported(text: str) -> list[Exported]:
    """The articles of an export, in order; none if the text is no export."""
    return [_described(text, span) for span in _spans(text)]


def _spans(text: str) -> Iterator[Span]:
    """What stands between the lines that part articles, without blank lines and rules at its edges."""
    begins = list(_BEGINS.finditer(text))
    ends = [] if begins else list(_ENDS.finditer(text))
    if [int(one["one"] or one["other"]) for one in begins] != list(range(1, len(begins) + 1)):
        return
    if begins and any(map(_is_prose, _PARAGRAPHS.split(text[: begins[0].start()]))):
        return
    starts = [one.end() for one in begins] or [0, *(one.end() for one in ends)]
    stops = [*(one.start() for one in begins[1:]), *(one.start() for one in ends), len(text)]
    if ends and not _tells_of_itself(text[starts[-1] :]):
        del starts[-1], stops[-1]
    for start, stop in zip(starts, stops, strict=True) if begins or ends else ():
        words = text[start:stop]
        begin = start + len(words) - len(words.lstrip(_EDGES))
        if inner := words.strip(_EDGES):
            yield Span(begin, begin + len(inner))


def _tells_of_itself(piece: str) -> bool:
    """Has it a line of its day or its length, as every article has, and what an archive writes below them has not?"""
    now = datetime.now(UTC)
    lines = [line.strip() for line in piece.splitlines() if line.strip()][:_LINES]
    return any(_LENGTH.fullmatch(line) or _is_dated(line, now) for line in lines)


def _is_dated(line: str, now: datetime) -> bool:
    label = label_of(line)
    return whole_date(label[1] if label else line, now) is not None


def _described(text: str, span: Span) -> Exported:
    lines = [line.strip() for line in span.of(text).splitlines() if line.strip()]
    labels: dict[str, str] = {}
    for line in _labelling(lines):
        if len(line) <= _LONGEST_LABELLED and (found := label_of(line)):
            labels.setdefault(*found)
    if info := _INFO.search(text, span.start, span.end):
        labels |= {"publisher": info["outlet"], "published": info["date"]}
    now = datetime.now(UTC)
    dates = ((number, whole_date(line, now)) for number, line in enumerate(lines[:_MOST_ABOVE_DATE]))
    at, date = next((found for found in dates if found[1]), (None, None))
    named = "" if at is None else _beside_date(lines, at)
    return Exported(
        span,
        # Where the outlet is the first line, the title stands below the date.
        labels.get("title", "") or (lines[2] if at == 1 and lines[2:] else first_line(span.of(text))),
        labels.get("publisher", "") or named,
        named_in(labels.get("author", "")),
        date or whole_date(labels.get("published", ""), now),
    )


def _labelling(lines: Sequence[str]) -> Iterator[str]:
    """The lines above the article's first sentence and below its last."""
    above = takewhile(lambda at: not _begins_article(lines[at], at < _MOST_OF_HEADLINE), range(len(lines[:_LINES])))
    below = [*takewhile(lambda line: not _begins_article(line), lines[::-1][:_LINES])]
    return chain((lines[at] for at in above), reversed(below))


def _begins_article(line: str, may_be_headline: bool = False) -> bool:
    """A headline may ask, and may be as long as a sentence."""
    if not _is_prose(line):
        return bool(_BODY.fullmatch(line))
    if may_be_headline:
        return line.rstrip("\"”’')").endswith(".")
    label = label_of(line)
    return not label or label[0] != "title"


def _is_prose(words: str) -> bool:
    """A sentence, or a line of one; no notice of rights, no entry of a table of contents or list of subjects."""
    number = len(words.split())
    if number < _LEAST_WORDS or _NOTICE.search(words):
        return False
    return bool(_SENTENCE_ENDS.search(words.rstrip())) or (number >= _WORDS_OF_LINE and ";" not in words)


def _beside_date(lines: list[str], at: int) -> str:
    """The outlet: Factiva has it below the date, which stands under the length; Nexis above the date."""
    if at and _LENGTH.fullmatch(lines[at - 1]):
        below = [line for line in lines[at + 1 : at + 3] if not _TIME.fullmatch(line)]
        return below[0] if below else ""
    return _IN_BRACKETS.sub("", lines[at - 1]).rstrip() if at else ""
