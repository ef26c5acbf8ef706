"""Texts and labels as arrays, to learn from on a GPU: python -m training.distil.pack CORPORA OUT.npz [--tokenizer FAST]

``training.distil.flat`` reads them. A text is read as the tagger reads it (``training.soft.read_words``), and some of
them once more as others would have set them (``training.disguise``). Of these readings, one after another:

``pieces``, ``features`` and ``opens`` have an entry a word piece, the last says which of them begin a word (with
``fast_`` before their names, as the fast model's tokenizer reads); ``sizes`` has one a paragraph, its pieces, and
``paragraphs`` one a reading. ``text`` is the number of the text that was read, ``disguised`` how, and ``old`` [words of
disguised readings] the word of the text as it is that a word is.

A text is of one of KINDS (``kind``). ``reader_of`` has an entry for each that labelled one: which; ``tags``, ``cue_of``
and ``source_of`` have one a word for each of these.
"""

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from factdb.extract.attribution.relayed import alone
from factdb.extract.engine import Extractor
from factdb.extract.tagging import windows
from factdb.extract.tagging.windows import IntArray, Words
from training.corpus import Event, GoldArticle, labelled, read_polnear
from training.disguise import disguised
from training.distil.kinds import KINDS, NOT_ASKED
from training.label_news import news
from training.own_labels import own_articles, own_contents
from training.soft import read_words
from training.student import SHORTEST
from training.train import calibrating, load_tokenizer, pretrained

# How many texts of the news a worker reads at once, and of how many words of it each content is read alone, too.
AT_ONCE, SAID_IN = 100, 1_500_000
# How many of the texts of a kind are read in disguise, too.
DISGUISED = {"news": 0.3, "said in news": 0.2, "train": 1.0, "own": 1.0, "said in own": 0.3}
DISGUISE = 0.75
TOLD = 20


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one kind and what each of its readers says of it."""

    kind: str
    text: str
    readers: tuple[tuple[Event, ...], ...] = ()


@cache
def tokenizers(smaller: Path | None) -> tuple[Tokenizer, ...]:
    """The shipped tagger's, and that of the fast one."""
    return tuple(map(load_tokenizer, (pretrained() / "tokenizer.json", *([smaller] if smaller else []))))


@cache
def _extractor() -> Extractor:
    return Extractor()


def texts(corpora: Path, words: int) -> Iterator[Text]:
    """All texts, by kind."""
    own = {False: "own", True: "own held back"}
    for article in read_polnear(corpora / "polnear" / "train"):
        yield _labelled("kept" if calibrating(article.stem) else "train", article)
    for held, kind in own.items():
        yield from (_labelled(kind, article) for article in own_articles(corpora, held=held))
    for article in own_contents(corpora, held=False):
        if len(article.text.split()) >= SHORTEST:
            yield _labelled("said in own", article)
    read = 0
    for one in news(corpora, words):
        yield Text("news", one.text)
        read += len(one.text.split())
        if read < SAID_IN:
            yield Text("said in news", one.text)


def _labelled(kind: str, article: GoldArticle) -> Text:
    return Text(kind, article.text, article.annotations)


def said_in(text: str) -> Iterator[str]:
    """Each content that the shipped model finds in a text, as the engine reads it once more."""
    for found in _extractor().found(text):
        for content in found.contents:
            place = alone(text, content)
            if len(text[place.start : place.end].split()) >= SHORTEST:
                yield text[place.start : place.end]


class Gathered:
    """Arrays that grow, by name."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Any]] = {}

    def put(self, **arrays: Any) -> None:
        """Puts more behind what there is of each."""
        for name, array in arrays.items():
            self.parts.setdefault(name, []).append(array)

    def whole(self) -> dict[str, Any]:
        """Each as one array."""
        return {name: np.concatenate(arrays) for name, arrays in self.parts.items()}


def packed(given: tuple[int, Sequence[Text], Path | None]) -> dict[str, Any]:
    """The arrays of some texts, which are numbered from 0; the number of these sets the chance."""
    number, some, smaller = given
    chance, out, count = random.Random(number), Gathered(), 0
    for kind, text, readers in alone_or_whole(some):
        runs = read(text, smaller)
        if not runs[0]:
            continue
        out.put(kind=[KINDS.index(kind)])
        _put_reading(out, runs, count, np.zeros(0))
        _put_labels(out, windows.joined(runs[0]), readers, count)
        if chance.random() < DISGUISED.get(kind, 0):
            shown = disguised(text, chance, DISGUISE)
            if shown.text != text:
                starts = [start for run in runs[0] for start in run.starts]
                runs = read(shown.text, smaller)
                now = [shown.origin[start] for run in runs[0] for start in run.starts]
                _put_reading(out, runs, count, np.maximum(np.searchsorted(starts, now, side="right") - 1, 0))
        count += 1
    return out.whole() | {"count": count}


def alone_or_whole(some: Iterable[Text]) -> Iterator[tuple[str, str, tuple[tuple[Event, ...], ...]]]:
    """Each text by kind with what its readers say, or each of the contents in it."""
    for one in some:
        for text in said_in(one.text) if one.kind == "said in news" else [one.text]:
            yield one.kind, text, one.readers


def read(text: str, smaller: Path | None) -> list[list[Words]]:
    """The words of each paragraph, as each tokenizer has them."""
    return [read_words(text, tokenizer) for tokenizer in tokenizers(smaller)]


def _put_reading(out: Gathered, runs: Sequence[Sequence[Words]], text: int, old: Any) -> None:
    """``old`` are the words of the text as it is that the words of a disguised one are; none of one as it is."""
    out.put(text=np.array([text], np.int32), disguised=[len(old) > 0], old=old.astype(np.int32))
    # One tokenizer may need another number of parts for a long paragraph.
    for prefix, some in zip(("", "fast_"), runs, strict=False):
        words = windows.joined(some)
        opens = np.zeros(len(words.pieces), dtype=bool)
        opens[words.first] = True
        arrays = {
            "pieces": words.pieces.astype(np.uint16),
            "features": words.features.astype(np.uint8),
            "opens": opens,
            "sizes": np.array([len(run.pieces) for run in some], np.uint16),
            "paragraphs": [len(some)],
        }
        out.put(**{prefix + name: array for name, array in arrays.items()})


def _put_labels(out: Gathered, words: Words, readers: Iterable[Sequence[Event]], text: int) -> None:
    at = np.arange(len(words.starts))
    for events in readers:
        tags, cue_of, source_of = labelled(words, events)
        out.put(reader_of=np.array([text], np.int32), tags=tags.astype(np.uint8))
        out.put(cue_of=_relative(cue_of, at), source_of=_relative(source_of, at))


def _relative(to: IntArray, at: IntArray) -> Any:
    """Where each word points at, counted from it."""
    return np.where(to < 0, NOT_ASKED, np.clip(to - at, NOT_ASKED + 1, -NOT_ASKED - 1)).astype(np.int16)


def chunks(some: Iterator[Text]) -> Iterator[list[Text]]:
    """Some texts at a time."""
    while chunk := list(islice(some, AT_ONCE)):
        yield chunk


def main() -> None:
    """Reads the command line and writes the arrays."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=10**9, help="of the news")
    parser.add_argument("--tokenizer", type=Path, help="that of the fast model, to read all with it, too")
    args = parser.parse_args()
    out, texts_before = Gathered(), 0
    with Pool() as pool:
        given = ((number, some, args.tokenizer) for number, some in enumerate(chunks(texts(args.corpora, args.words))))
        for done, found in enumerate(pool.imap(packed, given), 1):
            for name in {"text", "reader_of"} & found.keys():
                found[name] += texts_before
            texts_before += found.pop("count")
            out.put(**found)
            if done % TOLD == 0:
                print(f"{done * AT_ONCE} texts", flush=True)
    np.savez(args.out, **out.whole())


if __name__ == "__main__":
    main()
