"""PolNeAR (brat standoff) and the Szeged Uncertainty Corpus (JSON Lines) as labelled windows of words."""

import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from factdb.extract.hedging.hedges import candidates
from factdb.extract.tagging import windows
from factdb.extract.tagging.labels import HEDGE_TAGS, TAGS
from factdb.extract.tagging.windows import IntArray, Words
from factdb.records import Role, Span
from factdb.text.quotes import Quotation, quotations
from factdb.text.segments import paragraphs

# What a teacher says of words: probabilities [words, tags], or in training.refine [words, hedge tags].
Said = npt.NDArray[np.float16]
# A label that costs nothing: the word isn't judged.
IGNORE = -100
_SPAN = re.compile(r"(T\d+)\t(\S+) ([\d ;]+)")
_EVENT = re.compile(r"E\d+\t(.*)")


@dataclass(frozen=True, slots=True)
class Event:
    """One gold attribution."""

    sources: tuple[Span, ...]
    cue: Span
    contents: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text with its gold attributions: one list an annotator, the first in name order first."""

    stem: str
    text: str
    annotations: tuple[tuple[Event, ...], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with a label a word.

    ``tags`` index TAGS, ``hedges`` index HEDGE_TAGS. ``cue_of[w]`` is the first word of the cue that word ``w`` of a
    source or a content belongs to; ``source_of[w]`` is, for the first word of a cue, the first word of its source, and
    ``w`` itself if it has none. IGNORE where nothing is judged. ``said`` is what a teacher says of the words, if asked.
    """

    words: Words
    tags: IntArray
    cue_of: IntArray
    source_of: IntArray
    hedges: IntArray
    said: Said | None = None


def read_polnear(folder: Path) -> list[GoldArticle]:
    """The articles of a PolNeAR folder (text/, attributions/), in name order; offsets are those of the files."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    return [
        GoldArticle(
            stem,
            (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8"),
            tuple(tuple(_events(path.read_text(encoding="utf-8"))) for path in paths),
        )
        for stem, paths in files.items()
    ]


def _events(annotation: str) -> Iterator[Event]:
    spans: dict[str, tuple[Span, ...]] = {}
    for line in annotation.split("\n"):
        if found := _SPAN.match(line):
            spans[found[1]] = tuple(Span(*map(int, part.split())) for part in found[3].split(";"))
        elif found := _EVENT.match(line):
            roles: dict[str, list[Span]] = defaultdict(list)
            for pair in found[1].split():
                role, _, target = pair.partition(":")
                roles[role.rstrip("0123456789")] += spans.get(target, ())
            if roles["Content"] and roles["Cue"]:
                yield Event(tuple(sorted(roles["Source"])), min(roles["Cue"]), tuple(sorted(roles["Content"])))


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's paragraphs, each as words, so that every epoch can gather them into other windows."""

    article: GoldArticle
    runs: tuple[Words, ...]


def prepare(article: GoldArticle, tokenizer: Tokenizer, limit: int) -> Prepared:
    """Reads an article as the tagger reads it."""
    pars = paragraphs(article.text)
    quotes: Sequence[Quotation] = quotations(article.text, pars)
    return Prepared(article, tuple(windows.runs(article.text, pars, quotes, tokenizer, limit)))


def polnear_examples(
    prepared: Prepared, limit: int, chance: random.Random | None = None, said: Said | None = None
) -> Iterator[Example]:
    """Windows of whole paragraphs; with ``chance``, the first window is cut short and the annotator is drawn.

    ``said`` is what a teacher says of all words of the article.
    """
    annotations = prepared.article.annotations
    events = chance.choice(annotations) if chance else annotations[0]
    gathered: list[Words] = []
    size, room = 0, limit if chance is None else chance.randint(limit // 4, limit)
    labelled = []
    for run in prepared.runs:
        if gathered and size + len(run.pieces) > room:
            labelled.append(_labelled(windows.joined(gathered), events))
            gathered, size, room = [], 0, limit
        gathered.append(run)
        size += len(run.pieces)
    if gathered:
        labelled.append(_labelled(windows.joined(gathered), events))
    return with_said(labelled, said)


def with_said(examples: Iterable[Example], said: Said | None) -> Iterator[Example]:
    """The windows of a document in order, each with its part of what a teacher says of all their words.

    Raises ValueError if it says something of other words.
    """
    at = 0
    for example in examples:
        end = at + len(example.words.spans)
        yield example if said is None else replace(example, said=said[at:end])
        at = end
    if said is not None:
        check_said(said, at)


def check_said(said: Said, words: int) -> None:
    """Raises ValueError unless a teacher speaks of so many words: the texts or the word list may have changed since."""
    if len(said) != words:
        raise ValueError(f"a teacher says something of {len(said)} words where {words} are: ask the teachers again")


def _labelled(words: Words, events: Iterable[Event]) -> Example:
    return Example(words, *labelled(words, events), np.full(len(words.spans), IGNORE, dtype=np.int64))


def labelled(words: Words, events: Iterable[Event]) -> tuple[IntArray, IntArray, IntArray]:
    """The tag of each word, and where it points at as part of a source or content, and as the first word of a cue."""
    count = len(words.spans)
    starts = np.array([span.start for span in words.spans], dtype=np.int64)
    ends = np.array([span.end for span in words.spans], dtype=np.int64)
    tags = np.full(count, TAGS.index("O"), dtype=np.int64)
    cue_of = np.full(count, IGNORE, dtype=np.int64)
    source_of = np.full(count, IGNORE, dtype=np.int64)

    def inside(span: Span) -> IntArray:
        found: IntArray = np.flatnonzero((starts < span.end) & (ends > span.start))
        return found

    for event in events:
        cue = inside(event.cue)
        if not len(cue):
            continue
        for role, spans in ((Role.SOURCE, event.sources), (Role.CONTENT, event.contents), (Role.CUE, (event.cue,))):
            for span in spans:
                at = inside(span)
                if not len(at):
                    continue
                tags[at] = TAGS.index(f"I-{role}")
                tags[at[0]] = TAGS.index(f"B-{role}")
                if role != Role.CUE:
                    cue_of[at] = cue[0]
        sources = [at[0] for span in event.sources if len(at := inside(span))]
        source_of[cue[0]] = sources[0] if sources else cue[0]
    return tags, cue_of, source_of


def part_of(name: str, parts: int) -> int:
    """Which of so many parts an article or document belongs to, by chance but always the same."""
    return hashlib.sha256(name.encode()).digest()[0] % parts


def held_back(document: str) -> bool:
    """True for the fifth of the uncertainty corpus' documents that is kept for measuring."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 5 == 0


def uncertainty_documents(path: Path, *, held: bool) -> dict[str, list[dict[str, object]]]:
    """The rows of each document of one side of the split, in the order of the file."""
    documents: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if held_back(row["doc"]) == held:
            documents[row["doc"]].append(row)
    return documents


def uncertainty_examples(path: Path, tokenizer: Tokenizer, limit: int) -> dict[str, list[Example]]:
    """The windows of each document that isn't held back: its sentences one after the other, each as a paragraph, with
    a hedge label a word.
    """
    documents = uncertainty_documents(path, held=False)
    return {name: list(_hedge_examples(rows, tokenizer, limit)) for name, rows in documents.items()}


def telling_examples(path: Path, tokenizer: Tokenizer, limit: int) -> dict[str, list[Example]]:
    """The same, of sentences with words that may hedge alone: nothing else is asked of the tagger."""
    return {name: list(_hedge_examples(rows, tokenizer, limit)) for name, rows in telling_rows(path).items()}


def telling_rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """The rows with words that may hedge of each document that isn't held back."""
    documents = uncertainty_documents(path, held=False)
    telling = {name: [row for row in rows if _may_hedge(row)] for name, rows in documents.items()}
    return {name: rows for name, rows in telling.items() if rows}


def _may_hedge(row: dict[str, object]) -> bool:
    text = str(row["text"])
    return bool(row["cues"]) or any(candidates(text, Span(0, len(text))))


def _hedge_examples(rows: Iterable[dict[str, object]], tokenizer: Tokenizer, limit: int) -> Iterator[Example]:
    """The sentences of ``rows`` in windows, with a hedge label a word."""
    gathered: list[Words] = []
    labels: list[IntArray] = []
    size = 0
    for row in rows:
        words, hedges = hedged_words(row, tokenizer, limit)
        if gathered and size + len(words.pieces) > limit:
            yield _hedge_example(gathered, labels)
            gathered, labels, size = [], [], 0
        gathered.append(words)
        labels.append(hedges)
        size += len(words.pieces)
    if gathered:
        yield _hedge_example(gathered, labels)


def hedged_words(row: dict[str, object], tokenizer: Tokenizer, limit: int) -> tuple[Words, IntArray]:
    """The words of one row, as many as fit, each with its hedge label."""
    text = str(row["text"])
    whole = Span(0, len(text))
    words = windows.words_of(text, whole, quotations(text, [whole]), tokenizer)
    hedges = np.full(len(words.spans), HEDGE_TAGS.index("O"), dtype=np.int64)
    for start, end, kind in hedge_spans(row):
        at = [i for i, span in enumerate(words.spans) if span.start < end and span.end > start]
        hedges[at] = HEDGE_TAGS.index(f"I-{kind}")
        hedges[at[:1]] = HEDGE_TAGS.index(f"B-{kind}")
    fitting = int(np.searchsorted(np.append(words.first, len(words.pieces)), limit, side="right")) - 1
    return windows.part(words, 0, fitting), hedges[:fitting]


def hedge_spans(row: dict[str, object]) -> list[tuple[int, int, str]]:
    """The cue spans of one row: start, end, type."""
    cues = row["cues"]
    assert isinstance(cues, list)
    return [(int(start), int(end), str(kind)) for start, end, kind in cues]


def _hedge_example(gathered: Sequence[Words], labels: Sequence[IntArray]) -> Example:
    words = windows.joined(gathered)
    nothing = np.full(len(words.spans), IGNORE, dtype=np.int64)
    return Example(words, nothing, nothing, nothing, np.concatenate(labels))
