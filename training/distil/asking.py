"""Asking several taggers what they make of texts, and judging that by labels."""

import random
from collections.abc import Iterator, Sequence

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
AT_ONCE = 65_536
UNLIKELY, NONE = 0.02, 1e-6


# Taggers, each with its share of the say; the shares add up to one.
Ensemble = Sequence[tuple[nn.Module, float]]


def answer(taggers: Ensemble, batch: Batch) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
    """The mean of the probabilities that several say of tags and of links; of hedges what the first says."""
    said = [(heads(model, batch), share) for model, share in taggers]
    tags = _mean([(one[0], share) for one, share in said])
    links = {name: _mean([(one[2][name], share) for one, share in said]) for name in LINKS}
    return tags, said[0][0][1].exp(), links


def _mean(logs: Sequence[tuple[Tensor, float]]) -> Tensor:
    return torch.stack([share * one.exp() for one, share in logs]).sum(0)


def asked_in(pack: Pack, texts: IntArray, size: int = AT_ONCE) -> Iterator[Batch]:
    """All of these texts as they are, in windows as at run time."""
    found = list(windows(pack, pack.first[texts]))
    for some in batches(found, random.Random(0), size):
        yield batch_of(pack, some)


@torch.no_grad()  # type: ignore[untyped-decorator]
def say(pack: Pack, texts: IntArray, taggers: Ensemble) -> Soft:
    """What the taggers say of these texts; of the others, nothing."""
    soft = Soft.empty(pack.words, pack.device)
    for batch in asked_in(pack, texts):
        tags, hedges, links = answer(taggers, batch)
        at = batch.base[batch.here]
        soft.tags[at] = tags[batch.here].half()
        soft.hedges[at] = hedges[batch.here].half()
        asks = {"cue_of": tags[..., MEMBERS].sum(-1), "source_of": tags[..., BEGINS_CUE]}
        for name in LINKS:
            share, place = (links[name] * asks[name][..., None]).topk(LIKELIEST, dim=-1)
            soft.to[name][at] = (place + batch.begin[..., None])[batch.here].int()
            soft.share[name][at] = torch.where(share < UNLIKELY, 0, share)[batch.here].half()
    return soft


@torch.no_grad()  # type: ignore[untyped-decorator]
def judged(pack: Pack, taggers: Ensemble, labels: Labels) -> str:
    """The loss of tags and links of several taggers together, for each kind of texts that is kept from training."""
    return "; ".join(_judged(pack, taggers, labels, kind) for kind in KEPT)


def _judged(pack: Pack, taggers: Ensemble, labels: Labels, kind: str) -> str:
    shift = labels.drawn(None)
    lost, words, missed, asked = 0.0, 0, 0.0, 0.0
    for batch in asked_in(pack, pack.texts(kind)):
        gold = Gold(labels, shift, batch)
        tags, _, links = answer(taggers, batch)
        lost -= (gold.tags * tags.clamp(min=NONE).log()).sum(-1)[gold.known].sum().item()
        words += int(gold.known.sum())
        for name in LINKS:
            place, share = gold.links[name]
            missed -= (share * links[name].clamp(min=NONE).log().gather(2, place)).sum().item()
            asked += share.sum().item()
    return f"{kind}: tags {lost / max(words, 1):.4f}, links {missed / max(asked, 1):.4f}"
