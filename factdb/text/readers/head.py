"""What stands above an article: who wrote it, when and for whom, as the lines over its first paragraph say it.

    Ministers agree on the dam
    By Ann Lee, Political Editor
    Published: March 12, 2026 at 9:15 am GMT

Only whole lines tell, never a sentence, and only where nothing else in the head tells otherwise. They are asked last:
what a file says in its fields, its name, or a person gave goes before.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, pairwise
from typing import Any, NamedTuple

from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Article, Span
from factdb.text.passages.datelines import dateline
from factdb.text.readers.dates import lies_ahead, moment
from factdb.text.readers.fields import NAMES, first_line, plain

# How far down the head reaches: so many lines with words, of them so many as long as a sentence.
_MOST_LINES, _MOST_SENTENCES, _WORDS_OF_SENTENCE = 15, 3, 12
_LONGEST_HEAD, _LONGEST_LINE, _LONGEST_DATE = 4_000, 160, 60
# Before it nothing was printed: what stands there is a misprint, or a form's empty day (0001-01-01).
_FIRST_YEAR = 1500
# Of the dates that stand alone in a text, how many are asked whether they are of several days.
_MOST_DATES_ASKED = 20
# Markdown's, anywhere in a line.
_EMPHASIS = re.compile(r"[*_]{1,3}")
_MARKS = "*_#> \t\xa0\ufeff"
# What parts the things that a line tells: "By Ann Lee | March 12, 2026", "March 12, 2026 / 9:15 AM / Harbour News".
_BETWEEN = re.compile(r"\s*[|•·\t]\s*|\s+[–—/-]{1,2}\s+|\s{3,}")
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z -]{1,24}?)\s?:\s*(?P<rest>\S.*)")
_UPDATED = re.compile(r"\W*(?:last\s+)?(?:updated|modified)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\W*(?:(?:first|originally)\s+)?(?:published|posted|issued|released|aired|broadcast|date)\b\W*(?:on\b)?",
    re.IGNORECASE,
)
_MONTHS = ENGLISH.any_of("months", "month_abbreviations")
_DAYS = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_WORD_OF_DATE = re.compile(
    rf"(?:{_MONTHS}|{_DAYS}|a\.?m|p\.?m|at|on|of|the|st|nd|rd|th|gmt|utc|bst|cet|cest|est|edt|et|cst|cdt|ct|mst|mdt|mt"
    r"|pst|pdt|pt|ist|aest|aedt|t|z)\.?",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    rf",?\s+(?:on )?(?=(?:{_DAYS},? )?(?:(?:{_MONTHS})\.? \d{{1,2}}\b|\d{{1,2}} (?:{_MONTHS})\b|\d{{4}}-\d))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{_DAYS})\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_NUMBERS_ONLY = re.compile(r"\d+")
# What stands beside a date and tells nothing: how long the reading takes, the hour alone.
_NO_MATTER = re.compile(
    r"\d{1,3}[ -]min(?:ute)?s?(?: read)?|(?:at )?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
    r"|updated (?:\d{1,3}|an?) \w+ ago",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|words|story|report|reported|text)\s+by|by|author|byline)(?:\s?:\s?|\s+)(?P<names>\S.*)",
    re.IGNORECASE,
)
_PARTICLES = ENGLISH.any_of("name_particles")
_PARTICLE = re.compile(_PARTICLES)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
# Words that make a phrase of what stands behind "By", below a title.
_NO_NAMES = lx.CLAUSE_WORDS | lx.ARTICLES | lx.PRONOUNS | lx.QUANTIFIERS
_NO_BYLINE_ENDS = frozenset(ENGLISH.words("no_byline_ends"))
_BARE_BY = re.compile(r"by\s(?!\s*:)", re.IGNORECASE)
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:[.’'-][^\W\d_]+)*\.?"
_NAME = rf"{_WORD}(?: (?:(?:{_PARTICLES}) ){{0,2}}{_WORD}){{1,3}}"
_NAMES = re.compile(rf"(?P<names>{_NAME}(?:(?:, | and | & |, and | AND | with ){_NAME})*)(?P<rest>.*)", re.DOTALL)
_SURNAME_FIRST = re.compile(rf"\A(?P<surname>{_WORD}), (?P<given>{_WORD}(?: {_WORD})?)\Z")
_AND = re.compile(r", and |, | and | & | AND | with ")
_WRITERS = ENGLISH.any_of("writers")
_ROLE = re.compile(rf"(?:[\w’'&/-]+ ){{0,4}}(?:{_WRITERS})(?:,? (?:in|at|for) .+)?", re.IGNORECASE)
# "Local Democracy Reporter Sam Tully": the office before the name.
_ROLE_BEFORE = re.compile(rf"(?i:(?:[\w’'&/-]+ ){{0,3}}(?:{_WRITERS})s? )(?={_WORD} {_WORD})")
_WHERE = re.compile(rf"(?:(?:in|at|of) )?{_WORD}(?: (?:the|of|{_WORD})){{0,3}}")
_FOR = re.compile(r"(?:special(?:ly)? )?(?:for|to) ", re.IGNORECASE)
_BEHIND_NAMES = re.compile(r"\s*,\s*|\s+(?=(?:in|at|for|of)\s)|\A\s+")
_NAME_BEFORE = re.compile(rf"(?P<name>{_WORD} {_WORD}) (?P<rest>.+)")
_BROKEN_OFF = re.compile(
    r"(?:,|\b(?:a|an|the|of|on|in|by|from|since|until|till|before|after|to|for|and|or|at))\Z", re.I
)
_IN_BRACKETS = re.compile(r"\((?P<one>[^()]{2,40})\)|/(?P<other>[^/\s]{2,40})/")
_DAY_OF_YEAR = rf"(?:(?:{_MONTHS})\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTHS})\.?,? \d{{4}})"
_DATE_WITH_YEAR = re.compile(_DAY_OF_YEAR, re.I)
_DATES_ALONE = re.compile(rf"^[*_#> \t]*(?:(?:{_DAYS}),? )?({_DAY_OF_YEAR})[*_: \t]*$", re.I | re.M)
_WIRES = frozenset(ENGLISH.words("agencies")) | {name.casefold() for name in ENGLISH.words("outlet_names")}
_OUTLET_WORDS = frozenset(ENGLISH.words("outlet_words"))
_SECTIONS = frozenset(ENGLISH.words("section_words"))
_LABELS = {plain(name): field for field in ("title", "published", "publisher", "author") for name in NAMES[field]}
# Of these a caption or a paragraph may be the one that begins so, unless other labels stand beside it.
_AMONG_OTHERS = 2


class _Weight(StrEnum):
    """How much a line's date tells: of two that differ, what is called the date of publication goes before."""

    LABELLED = "labelled"
    BARE = "bare"
    UPDATED = "updated"


class _Told(NamedTuple):
    """What a line says: which ``field`` of the article, the ``value``, the ``words`` that say it."""

    field: str
    value: str | datetime
    words: str
    weight: _Weight = _Weight.LABELLED


def with_head(article: Article, today: datetime | None = None, *, unsure: Collection[str] = ()) -> Article:
    """The article with what its first lines say, where nothing else does; ``extra`` keeps the words that said it.

    What the article has of the fields of which it is ``unsure`` gives way to it.
    """
    fields = ("title", "published", "author", "publisher")
    # The first line, which stands for a title, may be one of those that say who wrote it.
    unsure = {*unsure, *(("title",) if article.title == first_line(article.text) else ())}
    lacking = [field for field in fields if not getattr(article, field) or field in unsure]
    if not lacking:
        return article
    said = head_of(article.text, today or datetime.now(UTC))
    taken = {field: said[field] for field in lacking if field in said and said[field][0] != getattr(article, field)}
    if not taken:
        return article
    values: dict[str, Any] = {field: value for field, (value, _) in taken.items()}
    told = ", ".join(f"{_called(field)} {_shown(value)}" for field, value in values.items())
    return replace(
        article,
        **values,
        extra={**article.extra, "first lines": {field: words for field, (_, words) in taken.items()}},
        notes=(*article.notes, f"{article.source}: {told}, as its first lines say"),
    )


def head_of(text: str, today: datetime) -> dict[str, tuple[str | datetime, str]]:
    """What the lines above the first paragraph say of publication, author and publisher, each with its words."""
    told = list(_told(text[:_LONGEST_HEAD], today))
    found = {field: _agreed([one for one in told if one.field == field]) for field in ("title", "author", "publisher")}
    dates = [one for one in told if one.field == "published"]
    if any(one.weight is _Weight.BARE for one in dates) and _has_entries(text):
        dates = [one for one in dates if one.weight is not _Weight.BARE]
    found["published"] = next(
        (_agreed(some) for weight in _Weight if (some := [one for one in dates if one.weight is weight])), None
    )
    return {field: (one.value, one.words) for field, one in found.items() if one}


def _has_entries(text: str) -> bool:
    """Do days stand over entries, as those of a chronicle do, of which others have other days?"""
    written = dict.fromkeys(found[1] for found in _DATES_ALONE.finditer(text))
    days = filter(None, map(moment, islice(written, _MOST_DATES_ASKED)))
    first = next(days, None)
    return any(day != first for day in days)


def _agreed(told: list[_Told]) -> _Told | None:
    """The first of those that say it, if all mean the same: of days, whatever the hour."""
    if len({one.value.date() if isinstance(one.value, datetime) else one.value for one in told}) != 1:
        return None
    return told[0]


def _told(text: str, today: datetime) -> Iterator[_Told]:
    lines = _head_lines(text)
    labelled = [one for one in (label_of(_EMPHASIS.sub("", line.of(text)).strip(_MARKS)) for line in lines) if one]
    for above, line in pairwise([Span(0, 0), *lines]):
        words = _EMPHASIS.sub("", line.of(text)).strip(_MARKS)
        if place := dateline(text, line, opening=True):
            yield from _of_dateline(place[0].of(text), today)
            if len(words.split()) >= _WORDS_OF_SENTENCE:  # else a headline that begins with a place
                return
        if len(words) > _LONGEST_LINE or _goes_on(text, above, line):
            continue
        if (label := label_of(words)) and (len(labelled) >= _AMONG_OTHERS or label[0] == "author"):
            yield from _of_labelled(*label, words, today)
        else:
            yield from _of_line(words, today, is_first=above.end == 0)


def _head_lines(text: str) -> list[Span]:
    """The lines with words down to the first paragraph, a line of which is among them for its dateline."""
    lines, sentences, start = [], 0, 0
    for line in text.splitlines(keepends=True):
        words = line.strip(_MARKS + "\r\n")
        begin = start + len(line) - len(line.lstrip(_MARKS))
        start += len(line)
        if not words:
            continue
        lines.append(Span(begin, begin + len(words)))
        sentences += len(words.split()) >= _WORDS_OF_SENTENCE
        if sentences >= _MOST_SENTENCES or len(lines) >= _MOST_LINES:
            break
    return lines


def _goes_on(text: str, above: Span, line: Span) -> bool:
    """Is the line the middle of a paragraph whose lines are broken?"""
    between = text[above.end : line.start]
    adjacent = above.end > 0 and between.count("\n") <= 1
    below = text[line.end : line.end + 3].lstrip("\r").removeprefix("\n")
    return (adjacent and bool(_BROKEN_OFF.search(above.of(text)))) or below[:1].islower()


def label_of(line: str) -> tuple[str, str] | None:
    """``Newspaper: The Harbour Post`` as the field and what it has."""
    found = _LABEL.fullmatch(line)
    field = _LABELS.get(plain(found["label"])) if found else None
    return (field, found["rest"].strip(_MARKS)) if found and field else None


def named_in(author: str) -> str:
    """The words, if they name whoever wrote an article; empty if they name nobody: "Lee, Ann; Poe, Tom"."""
    people = [_SURNAME_FIRST.sub(r"\g<given> \g<surname>", one.strip()) for one in author.split(";")]
    if len(people) > 1 or people != [author.strip()]:
        return author if all(any(_of_byline(one, one)) for one in people) else ""
    by = _BY.fullmatch(author)
    told = _of_byline(by["names"] if by else author, author)
    return next((str(one.value) for one in told if one.field == "author"), "")


def _of_labelled(field: str, value: str, words: str, today: datetime) -> Iterator[_Told]:
    if field == "published":
        if date := whole_date(value, today):
            yield _Told(field, date, words)
    elif field in ("publisher", "title"):
        yield _Told(field, value, words)
    else:
        yield from _of_byline(value, words)


def _of_line(line: str, today: datetime, *, is_first: bool) -> Iterator[_Told]:
    """What a line says of which every part says something."""
    if whole := _of_date(line, line, today):
        yield whole
        return
    told: list[_Told] = []
    for part in filter(None, _BETWEEN.split(_BEFORE_DATE.sub(" | ", line) if _BY.match(line) else line)):
        if found := _of_part(part, line, today, is_first=is_first):
            told += found
        elif not _NO_MATTER.fullmatch(part) and not (told and _ROLE.fullmatch(part)):
            return
    yield from told


def _of_part(part: str, line: str, today: datetime, *, is_first: bool) -> list[_Told]:
    if date := _of_date(part, line, today):
        return [date]
    if by := _BY.fullmatch(part):
        known = _is_surely_person if is_first else _may_be_person
        return list(_of_byline(by["names"], line, known if part == line and _BARE_BY.match(part) else None))
    outlet, comma, place = part.partition(", ")
    if _is_outlet(outlet) and (outlet.casefold() in _WIRES or line != outlet) and (not comma or _is_place(place)):
        return [_Told("publisher", outlet, line)]
    return []


def _of_date(part: str, line: str, today: datetime) -> _Told | None:
    """A date with or without what it is called, or the place before it: "Oslo, 12 March 2026"."""
    if len(part) > _LONGEST_DATE or not _YEAR.search(part):
        return None
    label = _UPDATED.match(part) or _PUBLISHED.match(part)
    rest = part[label.end() :].lstrip(" :,-–—") if label else part
    place, comma, after = rest.partition(", ")
    if comma and _is_place(place):
        rest = after
    date = whole_date(rest, today)
    if not date:
        return None
    weight = _Weight.BARE if not label else _Weight.UPDATED if _UPDATED.match(part) else _Weight.LABELLED
    return _Told("published", date, line, weight)


def whole_date(words: str, today: datetime) -> datetime | None:
    """The date that all of the words make, unless it lies ahead or its weekday is that of another day."""
    if _NUMBERS_ONLY.fullmatch(words) or not all(map(_WORD_OF_DATE.fullmatch, _LETTERS.findall(_without_day(words)))):
        return None
    found = moment(words)
    if found is None or found.year < _FIRST_YEAR or lies_ahead(found, today):
        return None
    weekday = _WEEKDAY.search(words)
    # Its hour may be that of another day in UTC.
    days = {f"{found + timedelta(days=more):%a}".lower() for more in ((0,) if found.time() == time.min else (-1, 0, 1))}
    return found if not weekday or weekday[0][:3].lower() in days else None


def _without_day(words: str) -> str:
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words)


def _of_byline(names: str, line: str, is_known: Callable[[str], bool] | None = None) -> Iterator[_Told]:
    """Who is named behind "By", and whose agency, if no more stands there than a role or a place.

    A headline may begin with "By" as well: where it is all that the line has beside the names, one has to be known.
    """
    if names.strip(" .").casefold() in _WIRES:
        yield _Told("author", names.strip(" ."), line)
        yield _Told("publisher", names.strip(" ."), line)
        return
    names = _ROLE_BEFORE.sub("", names.strip(_MARKS), count=1)
    found = _NAMES.fullmatch(names)
    if not found:
        return
    people = _AND.split(found["names"])
    behind = [part for part in _BEHIND_NAMES.split(found["rest"]) if part]
    while len(people) > 1 and _tells_no_person(people[-1]):
        behind.insert(0, people.pop())
    if (last := _NAME_BEFORE.fullmatch(people[-1])) and _tells_no_person(last["rest"]):
        people[-1] = last["name"]
        behind.insert(0, last["rest"])
    while len(people) > 1 and not _is_person(people[-1]):
        behind.insert(0, people.pop())
    if not all(map(_is_person, people)) or not all(_tells_no_person(part) or _WHERE.fullmatch(part) for part in behind):
        return
    named = names[: names.index(people[-1]) + len(people[-1])].strip(_MARKS)
    if not is_known or behind or any(map(is_known, people)):
        yield _Told("author", named, line)
        yield from (_Told("publisher", outlet, line) for part in behind if _is_outlet(outlet := _FOR.sub("", part)))


def _tells_no_person(part: str) -> bool:
    return bool(_ROLE.fullmatch(part)) or _is_outlet(_FOR.sub("", part)) or _is_place(part)


def _is_place(name: str) -> bool:
    return name.casefold() in lx.PLACES


def _is_person(name: str) -> bool:
    words = name.split()
    plain = [word.casefold() for word in words]
    if len(words) < 2 or any(word in lx.PREPOSITIONS or word in lx.WEEKDAYS for word in plain):
        return False
    # "Ann Church" is somebody's name, but not "Harbour Church" or "Mark Twain Elementary School".
    if plain[-1] in lx.ORGANISATION_WORDS and (len(words) > 2 or plain[0] not in lx.GIVEN_NAMES):
        return False
    return not any(_ROLE.fullmatch(some) for some in (name, words[-1])) and not _is_outlet(name)


def _is_surely_person(name: str) -> bool:
    """Has it a given name or a surname that is known, an initial, or what stands in names only ("de la")?"""
    words = name.casefold().split()
    return (
        any(word in lx.GIVEN_NAMES or _INITIAL.fullmatch(word) for word in words[:-1])
        or words[-1] in lx.SURNAMES
        or any(_PARTICLE.fullmatch(word) for word in words[1:-1])
    )


def _may_be_person(name: str) -> bool:
    """Could it be a name by its words: "By Tami Luhby", not "By The Numbers" nor "By Popular Demand"?"""
    words = name.casefold().split()
    return _is_surely_person(name) or (_NO_NAMES.isdisjoint(words) and words[-1] not in _NO_BYLINE_ENDS)


def _is_outlet(name: str) -> bool:
    words = name.split()
    return name.casefold() in _WIRES or (
        1 < len(words) <= 5
        and words[-1] in _OUTLET_WORDS
        and words[0].casefold() not in _SECTIONS
        and all(word[:1].isupper() or word == "of" for word in words)
    )


def _of_dateline(words: str, today: datetime) -> Iterator[_Told]:
    """The agency in brackets, and the day where its year stands there."""
    if (found := _IN_BRACKETS.search(words)) and _is_outlet(named := (found["one"] or found["other"]).strip()):
        yield _Told("publisher", named, words)
    if (dated := _DATE_WITH_YEAR.search(words)) and (date := whole_date(dated[0], today)):
        yield _Told("published", date, words, _Weight.BARE)


def _called(field: str) -> str:
    return "by" if field == "author" else field


def _shown(value: str | datetime) -> str:
    if not isinstance(value, datetime):
        return value
    return f"{value:%Y-%m-%d %H:%M} UTC" if value.time() != time.min else f"{value:%Y-%m-%d}"
