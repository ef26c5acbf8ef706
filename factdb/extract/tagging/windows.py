"""Text in, model input out: words, their features, and windows of whole paragraphs. Training reads text the same
way."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from factdb.records import Span
from factdb.text.quotes import Quotation
from factdb.text.ran_in import blanked, ran_in
from factdb.text.segments import sentences

IntArray = npt.NDArray[np.int64]
# A word's pieces and its case.
_Read = tuple[Sequence[int], int]

# Word pieces a window holds, without the two special ones around it.
WINDOW = 254
CASES, QUOTED = 4, 3
# One feature a piece: its word's case, whether it stands in quotation marks, whether it opens a paragraph.
FEATURES = CASES * QUOTED * 2 + 1
# The marks of what the tagger learned from.
_OPENING = frozenset({"“", '"', "''", "``", "‘", "'"})
_CLOSING = frozenset({"”", '"', "''", "’", "'", ""})
# Characters that are given to the tokenizer at once.
_AT_ONCE = 10_000
# Text of these characters alone falls into words as the tokenizer has it, so that each word need be shown to it only
# once. Not "[", since it takes "[MASK]" for a word of its own.
_LETTERS = "A-Za-z0-9À-ÖØ-öø-ÿ"
_USUAL = re.compile(rf"[{_LETTERS}\t\n\r !-Z\\-~“”‘’–—…]*")
_WORD = re.compile(rf"[{_LETTERS}]+|\S")
# The feature of the special pieces.
NO_FEATURE = FEATURES - 1


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words: ``starts`` and ``ends`` in the text; ``pieces`` and ``features`` have one entry a word piece.

    ``first`` is the index of each word's first piece. A word is what the tokenizer keeps together: letters and
    digits, or one punctuation mark.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    pieces: IntArray
    features: IntArray
    first: IntArray

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where each word stands."""
        return tuple(map(Span, self.starts, self.ends))


def words_of(text: str, paragraph: Span, quotations: Sequence[Quotation], tokenizer: Tokenizer) -> Words:
    """The words of one paragraph; ``quotations`` are those of the paragraph."""
    starts: list[int] = []
    ends: list[int] = []
    read: list[_Read] = []
    for place, some in _parts(plain(text, paragraph, quotations)):
        offset = paragraph.start + place
        places, words = (_known if _USUAL.fullmatch(some) else _encoded)(some, tokenizer)
        starts += [offset + start for start, _ in places]
        ends += [offset + end for _, end in places]
        read += words
    pieces, cases = zip(*read, strict=True) if read else ((), ())
    sizes = list(map(len, pieces))
    return Words(
        starts,
        ends,
        np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=sum(sizes)),
        _features(starts, cases, quotations).repeat(sizes),
        np.array([0, *accumulate(sizes)][:-1], dtype=np.int64),
    )


def _known(text: str, tokenizer: Tokenizer) -> tuple[Sequence[tuple[int, int]], Sequence[_Read]]:
    """The words of a usual text: where each stands, and what is read of it."""
    places = [found.span() for found in _WORD.finditer(text)]
    return places, list(map(_reader(tokenizer), _WORD.findall(text)))


@lru_cache(maxsize=2)
def _reader(tokenizer: Tokenizer) -> Callable[[str], _Read]:
    """Tells what is read of a word, and remembers it: an article says the same words over and over, and all do."""
    return lru_cache(maxsize=50_000)(lambda word: (tokenizer.encode(word, add_special_tokens=False).ids, _case(word)))


def _encoded(text: str, tokenizer: Tokenizer) -> tuple[Sequence[tuple[int, int]], Sequence[_Read]]:
    """The same of any text, all of which the tokenizer reads."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    numbers, offsets, pieces = encoding.word_ids, encoding.offsets, encoding.ids
    begins = [piece for piece, (before, number) in enumerate(pairwise([None, *numbers])) if number != before]
    parts = list(pairwise([*begins, len(pieces)]))
    places = [(offsets[begin][0], offsets[behind - 1][1]) for begin, behind in parts]
    read = [
        (pieces[begin:behind], _case(text[start:end]))
        for (begin, behind), (start, end) in zip(parts, places, strict=True)
    ]
    return places, read


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """A text in parts that the tokenizer reads as it reads the whole, each with its place: the time it takes grows
    faster than a text's length.

    No word reaches over a space. Where there is none for very long, a part ends anywhere.
    """
    start = 0
    while len(text) - start > _AT_ONCE:
        space = text.rfind(" ", start + 1, start + _AT_ONCE)
        end = space if space > 0 else start + _AT_ONCE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def plain(text: str, paragraph: Span, quotations: Sequence[Quotation]) -> str:
    """The words of a paragraph as the tagger learned to read them, one character for one; nothing of this is stored.

    Marks of other typographies look like curly ones, and a comma behind a mark stands before it, as in America. Links
    to other pages that ran into a name are blank.
    """
    links = [Span(one.start - paragraph.start, one.end - paragraph.start) for one in ran_in(text, paragraph)]
    if not (quotations or links):
        return paragraph.of(text)
    words = list(paragraph.of(text))
    for quotation in quotations:
        others = text[quotation.span.start : quotation.inner.start] not in _OPENING or (
            text[quotation.inner.end : quotation.span.end] not in _CLOSING
        )
        british = quotation.single and quotation.depth == 0
        marks = ((quotation.span.start, quotation.inner.start, "“"), (quotation.inner.end, quotation.span.end, "”"))
        for start, end, plain in marks:
            if start < end and (british or others):
                words[start - paragraph.start : end - paragraph.start] = plain.ljust(end - start)
        end = quotation.inner.end - paragraph.start
        behind = quotation.span.end - paragraph.start
        if quotation.depth == 0 and end < behind and words[behind : behind + 1] == [","]:
            asks = "".join(words[max(end - 3, 0) : end]).rstrip().endswith(("?", "!", "…"))
            words[end : behind + 1] = (words[end] if asks else "," + words[end]).ljust(behind + 1 - end)
    return blanked("".join(words), links)


def _features(starts: Sequence[int], cases: Sequence[int], quotations: Sequence[Quotation]) -> IntArray:
    """One a word."""
    found = np.array(cases, dtype=np.int64) * QUOTED
    if quotations:
        quoted = [0] * len(starts)
        for quotation in quotations:
            first, last = bisect_left(starts, quotation.span.start), bisect_left(starts, quotation.span.end)
            # An outer one comes before those in it.
            quoted[first:last] = [1 if quotation.depth == 0 and not quotation.single else 2] * (last - first)
        found += quoted
    found *= 2
    found[:1] += 1
    return found


def _case(word: str) -> int:
    """0 lower case or no letters, 1 Capitalised, 2 ALL CAPITALS (two or more), 3 digits inside."""
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    if word[:1].isupper():
        return 1
    return 3 if any(map(str.isdigit, word)) else 0


def windows(
    text: str,
    paragraphs: Sequence[Span],
    quotations: Sequence[Quotation],
    tokenizer: Tokenizer,
    limit: int = WINDOW,
    apart: Collection[Span] = (),
) -> Iterator[Words]:
    """Consecutive runs of whole paragraphs, at most ``limit`` pieces each; a longer paragraph is cut between
    sentences. A paragraph that is ``apart`` shares its window with no other, so that nothing reaches over its edges.
    """
    gathered: list[Words] = []
    size = 0
    alone = False
    for paragraph, run in _runs(text, paragraphs, quotations, tokenizer, limit):
        if gathered and (alone or paragraph in apart or size + len(run.pieces) > limit):
            yield joined(gathered)
            gathered, size = [], 0
        gathered.append(run)
        size += len(run.pieces)
        alone = paragraph in apart
    if gathered:
        yield joined(gathered)


def runs(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], tokenizer: Tokenizer, limit: int
) -> Iterator[Words]:
    """The words of each paragraph; those of a paragraph of more than ``limit`` pieces in several parts."""
    return (words for _, words in _runs(text, paragraphs, quotations, tokenizer, limit))


def _runs(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], tokenizer: Tokenizer, limit: int
) -> Iterator[tuple[Span, Words]]:
    """Each paragraph with its words, or parts of them."""
    at = 0
    for paragraph in paragraphs:
        here: list[Quotation] = []
        while at < len(quotations) and quotations[at].span.start < paragraph.end:
            here.append(quotations[at])
            at += 1
        words = words_of(text, paragraph, here, tokenizer)
        if len(words.pieces) <= limit:
            yield paragraph, words
        else:
            starts = [sentence.start for sentence in sentences(text, paragraph)]
            yield from ((paragraph, some) for some in _cut(words, starts, limit))


def _cut(words: Words, sentence_starts: Sequence[int], limit: int) -> Iterator[Words]:
    """Parts of at most ``limit`` pieces that end at a sentence's end, else between two words."""
    count = len(words.starts)
    ends = sorted({0, count, *(bisect_left(words.starts, start) for start in sentence_starts)})
    bounds = [*words.first.tolist(), len(words.pieces)]
    begin = 0
    while begin < count:
        reach = bisect_right(bounds, bounds[begin] + limit) - 1
        end = ends[bisect_right(ends, reach) - 1]
        if end <= begin:
            end = max(reach, begin + 1)
        yield part(words, begin, end)
        begin = end


def part(words: Words, begin: int, end: int) -> Words:
    """The words from index ``begin`` to before ``end``; takes time only for them."""
    first = words.first[begin:end]
    last_piece = words.first[end] if end < len(words.first) else len(words.pieces)
    first_piece = first[0] if len(first) else last_piece
    pieces = slice(first_piece, last_piece)
    return Words(
        words.starts[begin:end],
        words.ends[begin:end],
        words.pieces[pieces],
        words.features[pieces],
        first - first_piece,
    )


def joined(several: Sequence[Words]) -> Words:
    """Several runs as one."""
    sizes = np.cumsum([0] + [len(run.pieces) for run in several[:-1]])
    return Words(
        [start for run in several for start in run.starts],
        [end for run in several for end in run.ends],
        np.concatenate([run.pieces for run in several]),
        np.concatenate([run.features for run in several]),
        np.concatenate([run.first + size for run, size in zip(several, sizes, strict=True)]),
    )
