"""What taggers and readers say of the words of a batch, and what a tagger loses that says something else."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from factdb.extract.tagging.labels import HEDGE_TAGS, TAGS
from training.distil.flat import Batch, Labels
from training.model import LINK
from training.soft import LIKELIEST

HEDGES_WEIGHT = 2.0
LINKS = ("cue_of", "source_of")


@dataclass(frozen=True)
class Soft:
    """Of every word of the texts as they are: probabilities of tags and hedges, and of links the likeliest words."""

    tags: Tensor
    hedges: Tensor
    to: dict[str, Tensor]
    share: dict[str, Tensor]

    @classmethod
    def empty(cls, words: int, device: str) -> "Soft":
        """Of so many words, nothing yet."""
        return cls(
            torch.zeros(words, len(TAGS), dtype=torch.half, device=device),
            torch.zeros(words, len(HEDGE_TAGS), dtype=torch.half, device=device),
            {name: torch.zeros(words, LIKELIEST, dtype=torch.int32, device=device) for name in LINKS},
            {name: torch.zeros(words, LIKELIEST, dtype=torch.half, device=device) for name in LINKS},
        )


def heads(model: nn.Module, batch: Batch) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
    """Log-probabilities of tags and hedges [windows, words, labels] and of links [windows, words, words]."""
    device = batch.ids.device.type
    with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
        found = model(batch.ids, batch.features, batch.mask)
    at = batch.at.clamp(0, batch.ids.shape[1] - 1)[..., None]
    tags, hedges, links = (one.float().gather(1, at.expand(-1, -1, one.shape[-1])) for one in found)
    member, cue, asking, source = links.split(LINK, dim=-1)
    absent = ~batch.here[:, None, :]
    scores = (member @ cue.transpose(1, 2), asking @ source.transpose(1, 2))
    chances = [(one * LINK**-0.5).masked_fill(absent, -1e4).log_softmax(-1) for one in scores]
    return tags.log_softmax(-1), hedges.log_softmax(-1), dict(zip(LINKS, chances, strict=True))


class Gold:
    """What labels say of the words of a batch; ``known`` [windows, words] where there are any."""

    def __init__(self, labels: Labels, shift: Tensor, batch: Batch) -> None:
        where = batch.base + shift[batch.text]
        self.known = batch.here & (where >= 0)
        where = where.clamp(0, len(labels.tags) - 1)
        self.tags = nn.functional.one_hot(labels.tags[where].long(), len(TAGS)).float()
        self.links = {}
        for name in LINKS:
            place, inside = batch.place(labels.to[name][where].long()[..., None])
            self.links[name] = place, (inside & self.known[..., None]).float()


def link_loss(chances: Tensor, *wanted: tuple[Tensor, Tensor]) -> Tensor:
    """The cross-entropy of links, a mean over the words that point somewhere; ``wanted`` are places and shares."""
    lost = torch.stack([(share * chances.gather(2, place)).sum() for place, share in wanted]).sum()
    return -lost / torch.stack([share.sum() for _, share in wanted]).sum().clamp(min=1)


def soft_loss(
    model: nn.Module,
    batch: Batch,
    soft: Soft,
    labels: Labels,
    shift: Tensor,
    trust: float,
    hedges_weight: float = HEDGES_WEIGHT,
) -> Tensor:
    """Against what teachers say, and where there are labels by 1 - ``trust`` against these."""
    tags, hedges, links = heads(model, batch)
    gold = Gold(labels, shift, batch)
    counts = torch.where(gold.known, trust, 1.0) * batch.here
    words = batch.here.sum()
    begins = (batch.base[:, 1:] != batch.base[:, :-1]) | ~batch.here[:, 1:]
    goes_on = nn.functional.pad(~begins, (1, 0)) & batch.here
    wanted = counts[..., None] * going_on(soft.tags[batch.base].float(), goes_on)
    wanted = wanted + (gold.known * (1 - trust))[..., None] * gold.tags
    lost = -(wanted * tags).sum() / words
    said = going_on(soft.hedges[batch.base].float(), goes_on) * batch.here[..., None]
    lost = lost - hedges_weight * (said * hedges).sum() / words
    for name in LINKS:
        place, inside = batch.place(soft.to[name][batch.base].long())
        share = soft.share[name][batch.base].float() * inside * batch.here[..., None]
        if name == "source_of":
            share = share * ~goes_on[..., None]
        gold_place, gold_share = gold.links[name]
        both = (place, share * counts[..., None]), (gold_place, gold_share * (1 - trust))
        lost = lost + 0.5 * link_loss(links[name], *both)
    return lost


def going_on(chances: Tensor, at: Tensor) -> Tensor:
    """Where a word goes on ``at`` a place (it was one with the word before), what began it is inside."""
    moved = chances.clone()
    moved[..., 2::2] += moved[..., 1::2]
    moved[..., 1::2] = 0
    return torch.where(at[..., None], moved, chances)
