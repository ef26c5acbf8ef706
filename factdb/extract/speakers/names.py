"""Find the capitalised names of a text in one pass, without the titles before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factdb.extract.speakers import lexicon as lx
from factdb.extract.speakers.layout import Layout
from factdb.records import Span

PERSON, ORGANISATION, PLACE, GROUP, DOCUMENT, UNKNOWN = (
    "person",
    "organisation",
    "place",
    "group",
    "document",
    "unknown",
)

_UPPER = "".join(c for c in map(chr, [*range(0x250), *range(0x370, 0x530)]) if c.isupper())
_ABBREVIATED = "|".join(sorted((t.capitalize() for t in lx.TITLES if len(t) < 6), key=len, reverse=True))
_TOKEN = (
    rf"(?:(?:[{_UPPER}]\.){{2,6}}|[{_UPPER}]\.(?=\s)|(?:{_ABBREVIATED}|Jr|Sr|St)\.(?=\s)|"
    rf"[{_UPPER}]\w{{0,40}}(?:[-/’'](?!s\b)\w{{1,40}}){{0,4}}|\d+[{_UPPER}]\w{{0,20}})"
)
_PARTICLE = "de|la|del|della|di|da|dos|du|van|von|der|den|ter|bin|ibn|al|el|le"
_JOIN = rf"(?:[ \xa0](?:(?:{_PARTICLE}|&)[ \xa0]){{0,2}}|,[ \xa0](?=(?:Jr|Sr)\b))"
_NICKNAME = "(?:[ \xa0](?:\"\\w{1,20}\"|“\\w{1,20}”|''\\w{1,20}''|‘\\w{1,20}’|\\(\"\\w{1,20}\"\\))(?=[ \xa0]))"
# A name is at most twelve words, so that a page in capitals stays linear.
_SEQUENCE = re.compile(rf"(?<![\w@]){_TOKEN}(?:{_NICKNAME}?{_JOIN}{_TOKEN}){{0,12}}")
_WORD = re.compile(rf"{_TOKEN}|&|(?<= )(?:{_PARTICLE})(?= )|[\"“”‘’'()]+\w+[\"“”‘’')]+")
_LINKS = frozenset({" of ", " for ", " on ", " of the ", " for the "})
# "Secretary of State" before a name: the capitals after "of" are no part of it.
_OFFICE = re.compile(
    r"\b(?:Secretary|Minister|Director|Chief|Commissioner|Administrator|Ambassador|Head) (?:of|for|to) (?:the )?$"
)
# Ban Ki-moon
_HYPHENATED = re.compile(r"\w{2,7} [^\W\d_]\w{1,6}-[^\W\d_]\w{1,6}")
_PARTY = re.compile(r"[DRI]-\w+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "jnr", "esq"})
# Longer paragraphs are no headlines.
_HEADLINE = 160


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: ``words`` in lower case without full stops, ``title`` the capitalised titles right before."""

    span: Span
    words: tuple[str, ...]
    kind: str
    title: Span | None = None


_Token = tuple[Span, str]


def key(word: str) -> str:
    """A word as it is compared: lower case, without full stops, quotation marks and brackets."""
    return word.strip("\"“”‘’'()").replace(".", "").replace("’", "'").casefold()


def find_names(text: str, layout: Layout) -> list[Name]:
    """All names of ``text`` in order; "Center for Strategic Studies" is one, "Mr. Xi" is Xi with a title."""
    found: list[Name] = []
    common = frozenset(text.split())
    headlines = _headlines(text, layout)
    for sequence in _SEQUENCE.finditer(text):
        if sequence[0].casefold() in lx.NOT_NAMES and not sequence[0][1:].isupper():
            continue
        headline = common if headlines and layout.paragraph(sequence.start()) in headlines else frozenset()
        for name in _names_in(text, sequence, layout, headline):
            last = found[-1] if found else None
            if last and (joined := _join(text, last, name)):
                found[-1] = joined
            else:
                found.append(name)
    return found


def _headlines(text: str, layout: Layout) -> frozenset[int]:
    """The paragraphs in title case: short, with hardly a long word that has no capital."""
    found = []
    for i, paragraph in enumerate(layout.paragraphs):
        if paragraph.end - paragraph.start < _HEADLINE:
            words = [word for word in paragraph.of(text).split() if len(word) > 4 and word[0].isalpha()]
            if len(words) > 2 and sum(word[0].isupper() for word in words) * 5 > len(words) * 4:
                found.append(i)
    return frozenset(found)


def _names_in(text: str, sequence: re.Match[str], layout: Layout, headline: frozenset[str]) -> Iterator[Name]:
    tokens = [(Span(*m.span()), key(m[0])) for m in _WORD.finditer(text, sequence.start(), sequence.end())]
    for run in _without_common_words(tokens, headline) if headline else (tokens,):
        if name := _name(text, _without_edges(text, run, layout)):
            yield name


def _without_common_words(tokens: list[_Token], headline: frozenset[str]) -> Iterator[list[_Token]]:
    """The runs between the words of a headline that the article elsewhere writes without a capital."""
    run: list[_Token] = []
    for token in tokens:
        if token[1] not in headline:
            run.append(token)
        elif run:
            yield run
            run = []
    yield run


def _name(text: str, tokens: list[_Token]) -> Name | None:
    while tokens and tokens[-1][1] in lx.TITLES and not (len(tokens) == 2 and tokens[0][1] in lx.GIVEN_NAMES):
        tokens = tokens[:-1]
    cut = _title_end([word for _, word in tokens])
    rest = tokens[cut:]
    if not rest or _PARTY.fullmatch(text, rest[0][0].start, rest[0][0].end):
        return None
    title = Span(tokens[0][0].start, tokens[cut - 1][0].end) if cut else None
    if not cut and (office := _OFFICE.search(text, max(rest[0][0].start - 30, 0), rest[0][0].start)):
        person = next((i for i, (_, word) in enumerate(rest) if i and (word in lx.GIVEN_NAMES or len(word) == 1)), 0)
        if person:
            title, rest = Span(office.start(), rest[person - 1][0].end), rest[person:]
    words = tuple(word for _, word in rest)
    span = Span(rest[0][0].start, rest[-1][0].end)
    return Name(span, words, _kind(text, span, words, title), title)


def _without_edges(text: str, tokens: list[_Token], layout: Layout) -> list[_Token]:
    while tokens and tokens[-1][1] in lx.WEEKDAYS:
        tokens = tokens[:-1]
    while tokens and _is_no_name(text, tokens, layout):
        tokens = tokens[1:]
    return tokens


def _is_no_name(text: str, tokens: list[_Token], layout: Layout) -> bool:
    """True if the first token only has its capital because a sentence begins, or is a word like "I" or "Monday"."""
    span, word = tokens[0]
    if span.end - span.start > 1 and text[span.start : span.end].isupper():
        return False
    if word not in lx.NOT_NAMES:
        return len(tokens) == 1 and _is_common_noun(word) and _opens_sentence(text, span, layout)
    if len(tokens) == 1:
        return True
    if f"{word} {tokens[1][1]}" in lx.PLACES:
        return False
    if word in lx.GIVEN_NAMES and tokens[1][1] not in lx.NOT_NAMES:
        return False
    return word in lx.ARTICLES or word in lx.PRONOUNS or word in lx.WEEKDAYS or _opens_sentence(text, span, layout)


def _is_common_noun(word: str) -> bool:
    return (
        word in lx.ROLES
        or (word in lx.ROLE_PLURALS and lx.singular(word) not in lx.DEMONYMS)
        or word in lx.DOCUMENTS
        or word in lx.DOCUMENT_PLURALS
        or word in lx.ORGANISATION_NOUNS
        or word in lx.ORGANISATION_PLURALS
    )


def _opens_sentence(text: str, span: Span, layout: Layout) -> bool:
    start = layout.sentence_start(span.start)
    return span.start - start < 4 or not text[max(start, span.start - 4) : span.start].strip("\"“”‘’'(—–- \xa0")


def _title_end(words: list[str]) -> int:
    """How many leading words are titles, offices and nationalities ("Russian President") before a person's name."""
    if not words or (words[-1] in lx.ORGANISATION_WORDS and not (len(words) > 1 and words[0] in lx.GIVEN_NAMES)):
        return 0
    cut = 0
    for i, word in enumerate(words[:-1]):
        if word in lx.TITLES:
            cut = i + 1
    while 0 < cut < len(words) - 1 and words[cut] in lx.DEMONYMS and words[cut] not in lx.GIVEN_NAMES:
        cut += 1
    if cut == 0:
        while cut < len(words) - 1 and words[cut] in lx.DEMONYMS and words[cut + 1] in lx.GIVEN_NAMES:
            cut += 1
    return cut


def _kind(text: str, span: Span, words: tuple[str, ...], title: Span | None) -> str:
    joined = " ".join(words)
    if len(words) == 2 and len(words[0]) == 1 and words[1] in lx.PLACES | {"korea"}:
        return PLACE
    if joined in lx.PLACES or (joined in {"us", "un", "uk", "eu", "uae"} and span.of(text)[:2].isupper()):
        return PLACE
    if (len(words) == 1 and words[0] in lx.DEMONYMS) or (words[-1].endswith("s") and words[-1][:-1] in lx.DEMONYMS):
        return GROUP
    if title and any(key(t) in lx.TITLES for t in title.of(text).split()):
        return PERSON
    first = span.of(text).split()[0]
    if words[-1] in lx.ORGANISATION_WORDS and not (
        len(words) == 2 and words[0] in lx.GIVEN_NAMES and words[-1] not in lx.ORGANISATION_NOUNS
    ):
        return ORGANISATION
    if len(words) > 1 and words[-1] in lx.DOCUMENTS and words[-1] not in lx.ROLES:
        return DOCUMENT
    if len(words) > 1 and words[0] in lx.GIVEN_NAMES:
        return PERSON
    if len(words) == 2 and _HYPHENATED.fullmatch(text, span.start, span.end):
        return PERSON
    if len(words) > 2 and len(words[1]) == 1:
        return PERSON
    if len(words) == 1 and 1 < len(words[0]) < 6 and first.replace(".", "").isupper():
        return ORGANISATION
    if any(word in lx.ORGANISATION_WORDS for word in words) and len(words) > 2:
        return ORGANISATION
    return UNKNOWN


def _join(text: str, left: Name, right: Name) -> Name | None:
    """One name of two, where an organisation's goes on: Department + of + Justice."""
    if left.kind != ORGANISATION or right.title or right.span.start - left.span.end > 9:
        return None
    link = text[left.span.end : right.span.start]
    if link == " and ":
        goes_on = right.words[-1] in lx.ORGANISATION_FIELDS and any(word in left.words for word in ("of", "for", "on"))
    else:
        goes_on = left.words[-1] in lx.ORGANISATION_NOUNS and link in _LINKS and right.kind != PERSON
    if not goes_on:
        return None
    words = (*left.words, *link.split(), *right.words)
    return Name(Span(left.span.start, right.span.end), words, ORGANISATION, left.title)
