"""Asking several taggers what they make of texts, and judging that by labels."""

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.windows import IntArray
from training.distil.flat import Batch, Labels, Pack, batch_of, batches, windows
from training.distil.kinds import KEPT
from training.distil.words import LINKS, Gold, Soft, heads
from training.soft import LIKELIEST

MEMBERS = [number for number, tag in enumerate(TAGS) if tag.endswith(("source", "content"))]
BEGINS_CUE = TAGS.index("B-cue")
# Word pieces.
AT_ONCE = 16384
UNLIKELY, NONE = 0.02, 1e-6


def ensemble(models: Sequence[nn.Module], batch: Batch) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
    """The mean of the probabilities that several say."""
    tags, hedges, links = zip(*(heads(model, batch) for model in models), strict=True)
    return _mean(tags), _mean(hedges), {name: _mean([one[name] for one in links]) for name in LINKS}


def _mean(logs: Sequence[Tensor]) -> Tensor:
    return torch.stack([one.exp() for one in logs]).mean(0)


def asked_in(pack: Pack, texts: IntArray, size: int = AT_ONCE) -> Iterator[Batch]:
    """All of these texts as they are, in windows as at run time."""
    found = list(windows(pack, pack.first[texts]))
    for some in batches(found, random.Random(0), size):
        yield batch_of(pack, some)


@torch.no_grad()  # type: ignore[untyped-decorator]
def say(pack: Pack, teachers: Sequence[nn.Module], own: nn.Module, trust: float) -> Soft:
    """What the teachers, by ``trust``, and the tagger to begin with say of all texts; of hedges, that one alone."""
    soft = Soft.empty(pack.words, pack.device)
    for batch in asked_in(pack, np.arange(len(pack.kind))):
        tags, _, links = ensemble(teachers, batch)
        own_tags, own_hedges, own_links = ensemble([own], batch)
        tags = trust * tags + (1 - trust) * own_tags
        at = batch.base[batch.here]
        soft.tags[at] = tags[batch.here].half()
        soft.hedges[at] = own_hedges[batch.here].half()
        asks = {"cue_of": tags[..., MEMBERS].sum(-1), "source_of": tags[..., BEGINS_CUE]}
        for name in LINKS:
            chances = (trust * links[name] + (1 - trust) * own_links[name]) * asks[name][..., None]
            share, place = chances.topk(LIKELIEST, dim=-1)
            soft.to[name][at] = (place + batch.begin[..., None])[batch.here].int()
            soft.share[name][at] = torch.where(share < UNLIKELY, 0, share)[batch.here].half()
    return soft


@torch.no_grad()  # type: ignore[untyped-decorator]
def judged(pack: Pack, models: Sequence[nn.Module], labels: Labels) -> str:
    """The loss of tags and links of several taggers together, for each kind of texts that is kept from training."""
    return "; ".join(_judged(pack, models, labels, kind) for kind in KEPT)


def _judged(pack: Pack, models: Sequence[nn.Module], labels: Labels, kind: str) -> str:
    shift = labels.drawn(None)
    lost, words, missed, asked = 0.0, 0, 0.0, 0.0
    for batch in asked_in(pack, pack.texts(kind)):
        gold = Gold(labels, shift, batch)
        tags, _, links = ensemble(models, batch)
        lost -= (gold.tags * tags.clamp(min=NONE).log()).sum(-1)[gold.known].sum().item()
        words += int(gold.known.sum())
        for name in LINKS:
            place, share = gold.links[name]
            missed -= (share * links[name].clamp(min=NONE).log().gather(2, place)).sum().item()
            asked += share.sum().item()
    return f"{kind}: tags {lost / max(words, 1):.4f}, links {missed / max(asked, 1):.4f}"
