"""What part of the page each line is: headline, byline, dateline, caption, question, navigation or body.

A line is judged by its words and marks, a headline also by what stands around it. Pure, and linear in the length: only
the first and last few hundred characters of a line are looked at.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.datelines import dateline
from factdb.text.whitespace import BLANK

# Longer lines are prose.
_LONGEST_LINE, _LONGEST_CAPTION = 200, 500
_LONGEST_HEADING, _HEADING_WORDS = 90, 12
_SHORTEST_BODY = 60

_DASHES = BLANK + "–—-"

# A star of the list stands for any words.
_NAVIGATION_LINES = "|".join(re.escape(line).replace(r"\*", ".*") for line in ENGLISH.words("navigation_lines"))
_NAVIGATION = re.compile(rf"\W*(?:{_NAVIGATION_LINES})\W*")
_SHARE_WORDS = frozenset(
    [
        "comments",
        "copy",
        "email",
        "facebook",
        "flipboard",
        "instagram",
        "link",
        "linkedin",
        "pinterest",
        "print",
        "reddit",
        "save",
        "share",
        "tweet",
        "twitter",
        "whatsapp",
        "x",
    ]
)
_FOLLOW = re.compile(
    r"(?:follow|contact|email|e-mail|reach)\b.{1,90}(?:\b(?:on|at)\s(?:twitter|facebook|instagram|x)\b|@)"
)
# Lines of stars or dots, and what a page's source leaves in its text: "<tweet id="12">Well said!</tweet>".
_ORNAMENT = re.compile(r"[\W_]*")
_TAGS = re.compile(r"\W*(?:</?[a-z][\w-]*(?:[\s/][^<>]{0,300})?>\W*)+")
_OPENING_TAG = re.compile(r"<[a-z][\w-]*\s[^<>=]{1,40}=[^<>]{0,300}>\W{0,2}(?=[^<\s])")
_CLOSING_TAG = re.compile(r"\s?</?[a-z][\w-]*/?>\W{0,2}\Z")
_LONGEST_TAG = 60
_CREDIT = re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, ENGLISH.words('credits')))})(?!\w)")
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article)\b|^\W*©|\(c\) \d{4}\b"
)
_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|de|del|der|di|la|van|von|bin|al)"
_BYLINE = re.compile(
    rf"[\W_]*(?:By|BY|by)[ \xa0]{_NAME}(?:[ \xa0]{_NAME}){{0,5}}"
    r"(?:(?:,|[ \xa0](?:and|AND|&|[|•·–—-]|with|for|in|of|at|the)|,[ \xa0](?:and|with))"
    rf"[ \xa0]{_NAME}(?:[ \xa0]{_NAME}){{0,5}}){{0,8}}"
    r"(?:[,|•·–—\s-]*(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)).{0,60})?[\W_]*"
)
_MONTHS = (
    "jan(?:uary|)|feb(?:ruary|)|mar(?:ch|)|apr(?:il|)|may|june?|july?|aug(?:ust|)|sept?(?:ember|)|oct(?:ober|)"
    "|nov(?:ember|)|dec(?:ember|)"
)
_DATE = re.compile(
    rf"\W*(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|{_MONTHS}|am|pm|a\.m|p\.m|at|on"
    r"|updated|published|posted|last|gmt|bst|est|edt|et|pt|utc|\d{1,4}(?:st|nd|rd|th)?|\d{1,2}:\d{2}(?::\d{2})?|ago"
    r"|hours?|minutes?|days?|min|read)\W*){2,12}"
)
_AGENCY = (
    r"(?:AFP|AP|EPA|Getty(?:\s?Images)?|GETTY IMAGES|PA(?: Wire)?|Reuters|REUTERS|Shutterstock|UPI|Xinhua|Zuma|iStock)"
)
_CREDITED = re.compile(
    rf"(?:\((?:[^()]{{0,60}}\b)?(?:Photo|PHOTO|Photos|Image|Picture|Photograph|Credit|{_AGENCY})\b[^()]{{0,80}}\)"
    rf"|(?:{_NAME}\s){{0,3}}(?:{_NAME})?/\s?{_AGENCY}(?:/[\w.’' ]{{1,40}})*|\b{_AGENCY}(?:/[\w.’' ]{{1,40}})+"
    r"|\b(?:Photo|Image|Photograph|Picture):[^.:]{1,60}"
    rf"|\bvia Getty Images|\bGetty Images|\bCredit [A-Z][^.]{{1,60}})[\W_]*\Z"
)
# What every credit has one of: cheaper to look for.
_CREDITING = ("(", "/", ":", "Getty Images", "Credit ")
# "Ann Reed/The Courier", under a picture.
_SLASHED = re.compile(rf"(?:{_NAME}\s){{1,3}}{_NAME}\s?/\s?{_NAME}(?:\s{_NAME}){{0,2}}\W*")
_CAPTION = re.compile(
    r"\W*(?:(?:image|media|photo|video) caption\b|caption:|file photo\b|file\s?(?:photo)?\s?[–—-]"
    r"|pictured:|photos?:|picture:|video:|in this\b.{1,60}\bphoto\b)"
)
_CAPTIONED = re.compile(r"\b(?:image|media|photo|toggle|video) caption \w")
_QUESTION = re.compile(r"[*_\W]*(?:Q|QUESTION|Question)(?:\.|:|\s?[-–—])|[*_]{1,3}[^*_]{3,300}\?[*_]{1,3}\s*\Z")
_HEADING_MARKS = re.compile(r"#{1,6}\s")
_STOPS = (".", "!", "?", "…", "”", '"', "’", "'", ")", ":", ";", ",", "»", "—", "–", "-")
_ENDED = (".", "!", "?", "…")
_ITEM = re.compile(r"(?:[-*+•⁃▪]|\d{1,3}[.)])\s")
_LABEL = re.compile(r"[^:]{1,40}:[*_]*\s")
_READ_MORE = re.compile(r"(?:(?:also )?read(?: also| more)?|related|more|watch(?: live)?)\s?[:|]\s*", re.I)
# What a transcript puts before a label: "[02:50:05] ", "02:50 ", "(0:31) ".
_TIME_STAMP = re.compile(
    r"(?:[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])]|\d{1,2}:\d{2}:\d{2})[\s–—-]{1,4}|\d{1,2}:\d{2}\s(?=[A-Z .]{2,40}:)"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one paragraph and what part of the page it is; a dateline, a time stamp, the words "Read more:" are
    parts before the rest.
    """

    span: Span
    passage: Passage


def passages(text: str, paragraphs: Sequence[Span]) -> list[Part]:
    """What each paragraph is, in order; together the parts hold every letter and digit of the paragraphs."""
    kinds = [_by_itself(text, paragraph) for paragraph in paragraphs]
    _find_headlines(text, paragraphs, kinds)
    return list(_parts(text, paragraphs, kinds))


def _parts(text: str, paragraphs: Sequence[Span], kinds: Sequence[Passage]) -> Iterator[Part]:
    opening = True
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        stamp = _TIME_STAMP.match(text, paragraph.start, paragraph.end)
        if stamp and stamp.end() < paragraph.end and kind in (Passage.BODY, Passage.QUESTION):
            yield Part(Span(paragraph.start, paragraph.start + len(stamp[0].rstrip(_DASHES))), Passage.NAVIGATION)
            yield Part(Span(stamp.end(), paragraph.end), kind)
            continue
        tag = _OPENING_TAG.match(text, paragraph.start, paragraph.end) if kind is Passage.BODY else None
        if tag:
            yield from _without_tags(text, paragraph, tag.end())
            continue
        more = _READ_MORE.match(text, paragraph.start, paragraph.end) if kind is Passage.NAVIGATION else None
        if more and more.end() < paragraph.end:
            yield Part(Span(paragraph.start, paragraph.start + len(more[0].rstrip(BLANK))), kind)
            yield Part(Span(more.end(), paragraph.end), kind)
            continue
        if kind is Passage.BODY:
            found = dateline(text, paragraph, opening=opening)
            opening = False
            if found:
                place, rest = found
                yield Part(place, Passage.DATELINE)
                yield Part(rest, Passage.BODY)
                continue
        yield Part(paragraph, kind)


def _without_tags(text: str, paragraph: Span, start: int) -> Iterator[Part]:
    closing = _CLOSING_TAG.search(text, max(start, paragraph.end - _LONGEST_TAG), paragraph.end)
    end = closing.start() if closing else paragraph.end
    yield Part(Span(paragraph.start, start), Passage.NAVIGATION)
    yield Part(Span(start, end), Passage.BODY)
    if closing:
        yield Part(Span(closing.end() - len(closing[0].lstrip()), paragraph.end), Passage.NAVIGATION)


def stands_apart(text: str, part: Part) -> bool:
    """True for a line that no full stop ends and of which nothing goes on in the next one."""
    if part.passage in (Passage.BODY, Passage.DATELINE, Passage.QUESTION):
        return False
    end = text[max(part.span.end - 4, part.span.start) : part.span.end].rstrip("”\"'’)»")
    return not end.endswith((".", ";"))


def passage_at(parts: Sequence[Part], offset: int) -> Passage:
    """The passage of the part at or before ``offset``; BODY before the first."""
    index = bisect_right(parts, offset, key=lambda part: part.span.start) - 1
    return parts[index].passage if index >= 0 else Passage.BODY


def ends_open(text: str, span: Span) -> bool:
    """True if no full stop, question or exclamation mark ends the words, with or without a mark behind it."""
    end = text[max(span.end - 8, span.start) : span.end].rstrip(BLANK + "”\"'’)»*_")
    return not end.endswith(_ENDED)


def _by_itself(text: str, paragraph: Span) -> Passage:
    """What the words of a line alone say that it is; BODY if they say nothing."""
    size = paragraph.end - paragraph.start
    if size <= _LONGEST_LINE:
        line = paragraph.of(text)
        small = line.casefold()
        if _CAPTIONED.search(small):
            return Passage.CAPTION
        if _is_navigation(small) or _ORNAMENT.fullmatch(line):
            return Passage.NAVIGATION
        if _is_byline(line, small):
            return Passage.BYLINE
        if _HEADING_MARKS.match(line):
            return Passage.HEADLINE
        if _QUESTION.match(line):
            return Passage.QUESTION
    if size <= _LONGEST_CAPTION:
        line = paragraph.of(text)
        if line[0] == "<" and _TAGS.fullmatch(line):
            return Passage.NAVIGATION
        begin = max(size - 160, 0)
        if any(sign in line[begin:] for sign in _CREDITING) and (credited := _CREDITED.search(line, begin)):
            return Passage.CAPTION if len(_WORD.findall(line[: credited.start()])) > 2 else Passage.BYLINE
        if _CAPTION.match(line[:120].casefold()):
            return Passage.CAPTION
    return Passage.BODY


def _is_navigation(small: str) -> bool:
    if _NAVIGATION.fullmatch(small) or _FOLLOW.match(small):
        return True
    words = _WORD.findall(small)
    return len(words) > 1 and all(word in _SHARE_WORDS for word in words)


def _is_byline(line: str, small: str) -> bool:
    if _BYLINE.fullmatch(line) or _SLASHED.fullmatch(line) or _CONTRIBUTED.search(small):
        return True
    if _CREDIT.match(small):
        return not small.endswith(_ENDED) or " by " in small or "appeared" in small or small.startswith("(")
    return _DATE.fullmatch(small) is not None and any(map(str.isdigit, small))


def _find_headlines(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark headlines above the body, the line under them, the author's lone name, and headings between paragraphs."""
    seen_body = seen_headline = False
    for i, paragraph in enumerate(paragraphs):
        if kinds[i] in (Passage.HEADLINE, Passage.CAPTION):
            seen_headline = True
        if kinds[i] is not Passage.BODY:
            continue
        following = next((j for j in range(i + 1, min(i + 8, len(paragraphs))) if kinds[j] is Passage.BODY), None)
        if following is None:
            continue
        if not seen_body and (_is_lone_name(paragraph.of(text)) or _goes_on_byline(text, paragraph, kinds[i - 1 : i])):
            kinds[i] = Passage.BYLINE
        elif not seen_body and _is_headline(text, paragraph, paragraphs[following], first=not seen_headline):
            kinds[i] = Passage.HEADLINE
            seen_headline = True
        elif seen_body and _is_heading(text, paragraphs[i - 1], paragraph, paragraphs[following]):
            kinds[i] = Passage.HEADLINE
        else:
            seen_body = True


def _is_headline(text: str, line: Span, following: Span, *, first: bool) -> bool:
    """A short line without a full stop above the body, or the first one in title case."""
    size = line.end - line.start
    if size > _LONGEST_LINE or _ITEM.match(text, line.start, line.end):
        return False
    if _LABEL.match(text, line.start, line.end) and _LABEL.match(text, following.start, following.end):
        return False  # a talk
    longer = following.end - following.start > size
    if ends_open(text, line):
        return not line.of(text).endswith((":", ",", "—", "–")) and (first or longer or _is_title(line.of(text)))
    stop = text[max(line.end - 3, line.start) : line.end].rstrip("”\"'’)»*_")
    asks = stop.endswith(("?", "!")) and len(re.findall(r"[.?!]\s", line.of(text))) == 0
    return first and longer and (asks or _is_title(line.of(text)))


def _says_who_speaks(text: str, line: Span) -> bool:
    """ "ROE: Never", but not "Roe: Taxes must rise": capitals all over are a label's."""
    label = _LABEL.match(text, line.start, line.end)
    return label is not None and label[0].isupper() and not line.of(text).isupper()


def _is_heading(text: str, before: Span, line: Span, following: Span) -> bool:
    """A few words without a stop between two paragraphs that are sentences."""
    if line.end - line.start > _LONGEST_HEADING or _ITEM.match(text, line.start, line.end):
        return False
    words = line.of(text)
    return (
        not words.endswith(_STOPS)
        and not words[0].islower()
        and words[0] not in "“\"'‘«„—–-("
        and "@" not in words
        and 0 < len(_WORD.findall(words)) <= _HEADING_WORDS
        and not ends_open(text, before)
        and following.end - following.start >= _SHORTEST_BODY
        and not ends_open(text, following)
        and not _says_who_speaks(text, line)
    )


def _is_title(words: str) -> bool:
    """Hardly a long word that has no capital."""
    long = [word for word in _WORD.findall(words) if len(word) > 4]
    return len(long) > 2 and sum(word[0].isupper() for word in long) * 5 > len(long) * 4


def _goes_on_byline(text: str, line: Span, before: Sequence[Passage]) -> bool:
    """The outlet or the office of the author, on the line below the name."""
    words = _WORD.findall(line.of(text)) if line.end - line.start <= _LONGEST_HEADING else []
    return list(before) == [Passage.BYLINE] and 0 < len(words) <= 4 and all(word[0].isupper() for word in words)


def _is_lone_name(words: str) -> bool:
    """ "Ann Roe", "Ann Roe, Associated Press", "ANN ROE | The Courier"."""
    if len(words) > _LONGEST_HEADING or words.endswith(_STOPS):
        return False
    found = _WORD.findall(words)
    return (
        2 <= len(found) <= 9
        and found[0].casefold() in lx.GIVEN_NAMES
        and all(word[0].isupper() or word in ("and", "of", "for", "the", "de", "van", "von") for word in found)
        and (len(found) <= 4 or "," in words or "|" in words or " and " in words)
    )
