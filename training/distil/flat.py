"""What ``training.distil.pack`` wrote, on a device, and windows of it as batches of tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from factdb.extract.tagging.windows import NO_FEATURE, WINDOW, IntArray
from training.distil.kinds import KINDS, NOT_ASKED
from training.train import CLS, SEP

# Windows are padded to so many pieces, so that few shapes come.
STEP = 32


@dataclass(frozen=True)
class Readings:
    """Each reading of a text: where its pieces, words and paragraphs begin [readings + 1], and of which text it is."""

    pieces: IntArray
    words: IntArray
    paragraphs: IntArray
    # How many pieces and words each paragraph has.
    sizes: IntArray
    lengths: IntArray
    text: IntArray
    disguised: npt.NDArray[np.bool_]


class Pack:
    """All texts: on the ``device`` pieces and features, and for each word of each reading at which piece it begins
    (``at``), which word of the text as it is it is (``base``), and for a word of the text as it is which word of its
    disguised reading it is (``shown``).
    """

    def __init__(self, path: Path, device: str, prefix: str = "") -> None:
        arrays = dict(np.load(path))
        self.device = device
        self.kind = arrays["kind"]
        opens = arrays[f"{prefix}opens"]
        sizes = arrays[f"{prefix}sizes"].astype(np.int64)
        paragraphs = _bounds(arrays[f"{prefix}paragraphs"])
        piece_bounds = _bounds(sizes)
        begins = np.flatnonzero(opens)
        words_before = np.concatenate([[0], np.cumsum(opens)])
        word_bounds = words_before[piece_bounds]
        self.readings = Readings(
            piece_bounds[paragraphs],
            word_bounds[paragraphs],
            paragraphs,
            sizes,
            np.diff(word_bounds),
            arrays["text"].astype(np.int64),
            arrays["disguised"],
        )
        # A text's first reading is that of the text as it is.
        self.first = np.flatnonzero(~self.readings.disguised)
        self.other = np.full(len(self.first), -1)
        self.other[self.readings.text[self.readings.disguised]] = np.flatnonzero(self.readings.disguised)
        self.pieces = torch.from_numpy(arrays[f"{prefix}pieces"].astype(np.int32)).to(device)
        self.features = torch.from_numpy(arrays[f"{prefix}features"]).to(device)
        self.at = torch.from_numpy(begins.astype(np.int32)).to(device)
        base, shown = self._disguises(arrays["old"].astype(np.int64))
        self.base, self.shown = (torch.from_numpy(one.astype(np.int32)).to(device) for one in (base, shown))
        self.words = len(begins)

    def _disguises(self, old: IntArray) -> tuple[IntArray, IntArray]:
        base = np.arange(self.readings.words[-1])
        shown = np.full(len(base), -1)
        at = 0
        for reading in np.flatnonzero(self.readings.disguised):
            begin, end = self.readings.words[reading : reading + 2]
            own = self.readings.words[self.first[self.readings.text[reading]]]
            base[begin:end] = own + old[at : at + end - begin]
            shown[base[begin:end][::-1]] = np.arange(begin, end)[::-1]
            at += end - begin
        return base, shown

    def texts(self, *kinds: str) -> IntArray:
        """The numbers of the texts of these kinds."""
        return np.flatnonzero(np.isin(self.kind, [KINDS.index(kind) for kind in kinds]))


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive paragraphs of a reading."""

    piece: int
    pieces: int
    word: int
    words: int
    text: int
    disguised: bool


def windows(pack: Pack, readings: Sequence[int] | IntArray, chance: random.Random | None = None) -> Iterator[Window]:
    """Windows of whole paragraphs; with ``chance``, the first of a reading is cut short."""
    r = pack.readings
    for reading in readings:
        room = chance.randint(WINDOW // 4, WINDOW) if chance else WINDOW
        piece, word, pieces, words = int(r.pieces[reading]), int(r.words[reading]), 0, 0
        of = int(r.text[reading]), bool(r.disguised[reading])
        for paragraph in range(r.paragraphs[reading], r.paragraphs[reading + 1]):
            size, length = int(r.sizes[paragraph]), int(r.lengths[paragraph])
            if words and pieces + size > room:
                yield Window(piece, pieces, word, words, *of)
                piece, word, pieces, words, room = piece + pieces, word + words, 0, 0, WINDOW
            pieces, words = pieces + size, words + length
        if words:
            yield Window(piece, pieces, word, words, *of)


def batches(some: Sequence[Window], chance: random.Random, size: int) -> list[list[Window]]:
    """Batches of similar length and about ``size`` pieces, in random order."""
    found: list[list[Window]] = [[]]
    for window in sorted(some, key=lambda window: window.pieces + 8 * chance.random()):
        if found[-1] and (len(found[-1]) + 1) * (window.pieces + 2) > size:
            found.append([])
        found[-1].append(window)
    chance.shuffle(found)
    return [batch for batch in found if batch]


@dataclass(frozen=True)
class Batch:
    """Windows as padded tensors: [windows, pieces] and, of words, [windows, words].

    ``at`` is the piece at which a word begins, ``here`` whether there is a word; ``base`` is the word of the text as it
    is, ``text`` [windows, 1] that text.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    at: Tensor
    here: Tensor
    base: Tensor
    text: Tensor
    begin: Tensor
    disguised: Tensor
    count: Tensor
    shown: Tensor

    def place(self, word: Tensor) -> tuple[Tensor, Tensor]:
        """Where in its window each ``word`` [windows, words, n] of the text as it is stands, and whether it does."""
        now = torch.where(self.disguised[..., None], self.shown[word.clamp(min=0)].long(), word)
        place = now - self.begin[..., None]
        inside = (word >= 0) & (now >= 0) & (place >= 0) & (place < self.count[..., None])
        return torch.where(inside, place, 0), inside


def batch_of(pack: Pack, some: Sequence[Window]) -> Batch:
    """The windows on the pack's device."""
    rows = torch.tensor([(w.piece, w.pieces, w.word, w.words, w.text, w.disguised) for w in some], device=pack.device)
    piece, pieces, word, words, text, disguised = rows.unsqueeze(-1).unbind(1)
    width = -(-(max(w.pieces for w in some) + 2) // STEP) * STEP
    j = torch.arange(width, device=pack.device)[None]
    inside = (j >= 1) & (j <= pieces)
    where = (piece + j - 1).clamp(0, len(pack.pieces) - 1)
    special = torch.where(j == 0, CLS, torch.where(j == pieces + 1, SEP, 0))
    ids = torch.where(inside, pack.pieces[where].long(), special)
    features = torch.where(inside, pack.features[where].long(), NO_FEATURE)
    most = -(-max(w.words for w in some) // STEP) * STEP
    k = torch.arange(most, device=pack.device)[None]
    here = k < words
    which = torch.where(here, word + k, word)
    return Batch(
        ids,
        features,
        (j <= pieces + 1).long(),
        pack.at[which].long() - piece + 1,
        here,
        pack.base[which].long(),
        text,
        word,
        disguised.bool(),
        words,
        pack.shown,
    )


def _bounds(sizes: npt.NDArray[np.generic]) -> IntArray:
    found: IntArray = np.concatenate([[0], np.cumsum(sizes.astype(np.int64))])
    return found


class Labels:
    """What readers say of the words of texts, on the device: of each text as many layers as it has readers."""

    def __init__(self, path: Path, pack: Pack) -> None:
        arrays = np.load(path)
        of = arrays["reader_of"]
        lengths = np.diff(pack.readings.words)[pack.first]
        bounds = _bounds(lengths[of])
        self.begins: dict[int, list[int]] = {}
        for text, begin in zip(of.tolist(), bounds.tolist(), strict=False):
            self.begins.setdefault(text, []).append(begin)
        starts = pack.readings.words[pack.first]
        at = np.repeat(starts[of] - bounds[:-1], lengths[of]) + np.arange(bounds[-1])
        self.tags = torch.from_numpy(arrays["tags"]).to(pack.device)
        self.to = {}
        for name in ("cue_of", "source_of"):
            relative = arrays[name].astype(np.int64)
            to = np.where(relative == NOT_ASKED, -1, at + relative)
            self.to[name] = torch.from_numpy(to.astype(np.int32)).to(pack.device)
        self.starts = starts
        self.texts = len(pack.kind)

    def drawn(self, chance: random.Random | None) -> Tensor:
        """For each text what is to be added to its words to find what one of its readers says of them; so little
        that it is below zero where nobody says anything.

        Without ``chance`` it is the first reader.
        """
        shift = np.full(self.texts, -(2**40))
        for text, begins in self.begins.items():
            shift[text] = (chance.choice(begins) if chance else begins[0]) - self.starts[text]
        return torch.from_numpy(shift).to(self.tags.device)
