"""What is said of the words of a text, by labels or by taggers, and windows of it to learn from."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor

from factdb.extract.tagging import windows
from factdb.extract.tagging.labels import HEDGE_TAGS, TAGS
from factdb.extract.tagging.windows import NO_FEATURE, WINDOW, IntArray, Words
from factdb.text.quotes import quotations
from factdb.text.segments import paragraphs
from training.corpus import Event, labelled
from training.disguise import Disguised
from training.model import Tagger
from training.train import CLS, SEP, device_of, masked_scores, soft_loss

FloatArray = npt.NDArray[np.float32]
# How many words a link may point at; the rest of its probability is left out.
LIKELIEST = 4


@dataclass(frozen=True, slots=True)
class Links:
    """For each word the words that it may point at, [words, LIKELIEST], and how likely each is: zero where it isn't
    asked to point anywhere.
    """

    to: IntArray
    share: FloatArray


@dataclass(frozen=True, slots=True)
class Soft:
    """Probabilities of tags and hedges, [words, labels], and of links. What isn't known of hedges is NaN."""

    tags: FloatArray
    hedges: FloatArray
    cues: Links
    sources: Links

    def __len__(self) -> int:
        return len(self.tags)


@dataclass(frozen=True, slots=True)
class Window:
    """Words and what is said of them."""

    words: Words
    soft: Soft


def read_words(text: str, tokenizer: Tokenizer, limit: int = WINDOW) -> list[Words]:
    """The words of each paragraph as the tagger reads them."""
    parts = paragraphs(text)
    return list(windows.runs(text, parts, quotations(text, parts), tokenizer, limit))


def of_events(words: Words, events: Sequence[Event]) -> Soft:
    """What labels say of all the words of an article."""
    tags, cue_of, source_of = labelled(words, events)
    count = len(words.starts)
    return Soft(
        np.eye(len(TAGS), dtype=np.float32)[tags],
        np.full((count, len(HEDGE_TAGS)), np.nan, dtype=np.float32),
        _pointing(cue_of),
        _pointing(source_of),
    )


def _pointing(to: IntArray) -> Links:
    share = np.zeros((len(to), LIKELIEST), dtype=np.float32)
    share[:, 0] = to >= 0
    return Links(np.repeat(np.maximum(to, 0)[:, None], LIKELIEST, axis=1), share)


def joined(parts: Sequence[Soft]) -> Soft:
    """What is said of the words of several windows, one after the other."""
    starts = np.cumsum([0] + [len(part) for part in parts[:-1]])

    def links(name: str) -> Links:
        several = [getattr(part, name) for part in parts]
        to = [one.to + start for one, start in zip(several, starts, strict=True)]
        return Links(np.concatenate(to), np.concatenate([one.share for one in several]))

    tags, hedges = (np.concatenate([getattr(part, name) for part in parts]) for name in ("tags", "hedges"))
    return Soft(tags, hedges, links("cues"), links("sources"))


def drawn(
    disguised: Disguised, starts: Sequence[int], soft: Soft, tokenizer: Tokenizer, chance: random.Random
) -> Iterator[Window]:
    """Windows of whole paragraphs of a text in disguise; the first is cut short.

    ``soft`` is said of the words of the text as it was, which begin at ``starts``.
    """
    gathered: list[Words] = []
    size, room = 0, chance.randint(WINDOW // 4, WINDOW)
    for run in read_words(disguised.text, tokenizer):
        if gathered and size + len(run.pieces) > room:
            yield _window(windows.joined(gathered), disguised, starts, soft)
            gathered, size, room = [], 0, WINDOW
        gathered.append(run)
        size += len(run.pieces)
    if gathered:
        yield _window(windows.joined(gathered), disguised, starts, soft)


def _window(words: Words, disguised: Disguised, starts: Sequence[int], soft: Soft) -> Window:
    now = [disguised.origin[span.start] for span in words.spans]
    # The word of the text as it was that each word is, or is a part of.
    old = np.maximum(np.searchsorted(starts, now, side="right") - 1, 0)
    place = np.full(len(soft), -1, dtype=np.int64)
    place[old[::-1]] = np.arange(len(old))[::-1]
    goes_on = np.concatenate([[False], old[1:] == old[:-1]])

    def links(some: Links) -> Links:
        to = place[some.to[old]]
        return Links(np.maximum(to, 0), np.where(to < 0, 0, some.share[old]).astype(np.float32))

    hedges, tags = (_going_on(array[old], goes_on) for array in (soft.hedges, soft.tags))
    sources = links(soft.sources)
    sources.share[goes_on] = 0
    return Window(words, Soft(tags, hedges, links(soft.cues), sources))


def _going_on(chances: FloatArray, at: npt.NDArray[np.bool_]) -> FloatArray:
    """Where a word goes on ``at`` a place, what began it is inside."""
    found = chances.copy()
    found[at, 2::2] += found[at, 1::2]
    found[at, 1::2] = 0
    return found


def tensors(batch: Sequence[Window], device: str) -> dict[str, Tensor]:
    """A batch as padded tensors; what is said of words is a row a word, and ``row`` and ``at`` say where each begins;
    links point at pieces.
    """
    width = max(len(one.words.pieces) for one in batch) + 2
    ids, features, mask = (np.zeros((len(batch), width), dtype=np.int64) for _ in range(3))
    features[:] = NO_FEATURE
    rows, places = [], []
    for row, one in enumerate(batch):
        end = len(one.words.pieces) + 1
        ids[row, 0], ids[row, 1:end], ids[row, end] = CLS, one.words.pieces, SEP
        features[row, 1:end] = one.words.features
        mask[row, : end + 1] = 1
        rows.append(np.full(len(one.words.first), row))
        places.append(one.words.first + 1)
    out: dict[str, Any] = {"ids": ids, "features": features, "mask": mask}
    out |= {"row": np.concatenate(rows), "at": np.concatenate(places)}
    out |= {name: np.concatenate([getattr(one.soft, name) for one in batch]) for name in ("tags", "hedges")}
    for name in (field.name for field in fields(Soft) if field.name in {"cues", "sources"}):
        links = [getattr(one.soft, name) for one in batch]
        out[name] = np.concatenate([one.words.first[some.to] + 1 for one, some in zip(batch, links, strict=True)])
        out[f"{name}_share"] = np.concatenate([some.share for some in links])
    return {name: torch.from_numpy(array).to(device) for name, array in out.items()}


def loss_on(model: Tagger, batch: Sequence[Window], hedges_weight: float = 2.0) -> Tensor:
    """The cross-entropy of tags and hedges, and half that of the links, against what is said of the words."""
    padded = tensors(batch, device_of(model))
    tags, hedges, links = model(padded["ids"], padded["features"], padded["mask"])
    at = padded["row"], padded["at"]
    lost = soft_loss(tags[at], padded["tags"]).mean()
    known = ~padded["hedges"][:, 0].isnan()
    if known.any():
        lost = lost + hedges_weight * soft_loss(hedges[at][known], padded["hedges"][known]).mean()
    scored = masked_scores(links, padded["mask"])
    for name, scores in zip(("cues", "sources"), scored, strict=True):
        share = padded[f"{name}_share"]
        likely = scores[at].log_softmax(-1).gather(1, padded[name])
        lost = lost - 0.5 * (share * likely).sum() / share.sum().clamp(min=1)
    return lost
