"""Headlines, where every word has a capital."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from factdb.extract.cast.capitals import SAY, Token
from factdb.extract.layout import Layout
from factdb.language.lexicon import ARTICLES, GIVEN_NAMES, PREPOSITIONS, PRONOUNS, SPEECH_VERBS
from factdb.records import Span
from factdb.text.spans import overlapping

# Longer paragraphs are no headlines.
_LONGEST = 160
_SMALL_IN_TITLES = (
    ARTICLES | PREPOSITIONS | {"and", "or", "but", "nor", "as", "if", "is", "it", "vs", "vs.", "via", "up"}
)
# Words that no name has two of, whatever their capitals: "Ghent Says That It Will Sell The Quay".
_OF_A_CLAUSE = _SMALL_IN_TITLES | PRONOUNS | {"that", "will", "are", "was", "has", "have", "not", "be"}
# What stands before the headline of another article, and how far before a name in it, in characters.
_RELATED = re.compile(r"(?:RELATED|[Rr]elated|SEE ALSO|See also|READ MORE|Read more|READ|WATCH|MORE): [‘“'\"]?$")
_BEFORE_TITLE = 14
# So many words in a row all in capitals are a headline too.
SHOUTED = 4


def headlines(text: str, layout: Layout) -> frozenset[int]:
    """The paragraphs in title case: short, with hardly a long word that has no capital, and none that says who said so
    (“Never,” said Kent Law Society President Ann Reed.)"""
    found = []
    for i, paragraph in enumerate(layout.paragraphs):
        if paragraph.end - paragraph.start < _LONGEST:
            every = [word for word in paragraph.of(text).split() if word[0].isalpha()]
            words = [word for word in every if len(word) > 4]
            small = [word for word in every if word[0].islower() and word not in _SMALL_IN_TITLES]
            capitals = sum(word[0].isupper() for word in words)
            if (
                len(words) > 2
                and capitals * 5 > len(words) * 4
                and len(small) < 3
                and (SAY | SPEECH_VERBS).isdisjoint(small)
                # "Justices Ann Reed and Bo Cole dissented."
                and not (every[-1].endswith("ed.") and every[-1].islower())
            ):
                found.append(i)
    return frozenset(found)


def is_title(text: str, run: list[Token]) -> bool:
    """A headline within a line: "(RELATED: Mayor Accused Of Lying About The Harbour)"."""
    start = run[0][0].start
    if len(run) > 2 and _RELATED.search(text, max(start - _BEFORE_TITLE, 0), start):
        return True
    return len(run) >= SHOUTED and sum(word in _OF_A_CLAUSE for _, word in run[1:-1]) > 1


def goes_on(text: str, held: list[list[Token]], run: list[Token]) -> bool:
    """Is it what the longest run there may be left over of the headline before it? A blank alone parts them then."""
    return bool(held) and text[held[-1][-1][0].end : run[0][0].start] in (" ", "\xa0")


def known_parts(run: list[Token], known: Collection[tuple[str, ...]]) -> Iterator[list[Token]]:
    """The parts of a run of capitals that are names elsewhere in the text, the longest first.

    A surname takes the given name before it along: the headline may be the only place that has both.
    """
    words = [word for _, word in run]
    i = done = 0
    while i < len(words):
        size = next((n for n in range(len(words) - i, 0, -1) if tuple(words[i : i + n]) in known), 0)
        # "Thanks, Ann", and "Mr. Reed"
        if size == 1 and words[i].casefold() in GIVEN_NAMES and tuple(words[i + 1 : i + 2]) in known:
            size = 2
        if size:
            first = i - 1 if size < 3 and i > done and words[i - 1].casefold() in GIVEN_NAMES else i
            yield run[first : i + size]
            done = i + size
        i += max(size, 1)


def parted_by(every: Iterable[list[Token]], labels: Sequence[Span]) -> Iterator[tuple[list[Token], bool]]:
    """The runs, parted at the edges of labels, and whether each is of one."""
    if not labels:
        yield from ((run, False) for run in every)
        return
    for run in every:
        for label, tokens in groupby(run, lambda token: next(iter(overlapping(labels, token[0])), None)):
            yield list(tokens), label is not None


def are_letters(text: str, tokens: Sequence[Token], following: Token) -> bool:
    """ "CNN" before "Ann", all in capitals and more than an initial; but "LOU ANN" is one name."""
    written = [span.of(text) for span, _ in tokens]
    if following[0].of(text).isupper() and all(word in GIVEN_NAMES for _, word in tokens):
        return False
    return all(len(word) > 2 and word.isupper() and "." not in word for word in written)


def part_shouted(text: str, run: list[Token]) -> tuple[list[Token], list[Token]]:
    """The words all in capitals that a run starts with, if they are so many as to be a headline, and the others."""
    count = next((i for i, (span, _) in enumerate(run) if not text[span.start : span.end].isupper()), len(run))
    return (run[:count], run[count:]) if count >= SHOUTED else ([], run)


def come_again(words: list[str]) -> int:
    """Where the title of a page about somebody begins that ran into the name: "Ann Reed Ann Lee ReedMORE"; else 0.

    A surname alone comes again at the head of the words that it is glued to: "President Reed Ann Lee ReedDem".
    """
    for i in range(2, len(words)):
        before = words[: i - 1]
        if words[i] in before and (words[i] in GIVEN_NAMES or words[i] == words[0]) and words[i - 1] != "&":
            return i
        glued = (
            k for k in range(i - 2) if len(words[k]) > 3 and words[i] != words[k] and words[i].startswith(words[k])
        )
        if (alone := next(glued, -1)) >= 0:
            return alone + 1
    return 0
