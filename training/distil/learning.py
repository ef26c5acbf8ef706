"""Which windows an epoch reads, and training on them."""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from factdb.extract.tagging.windows import IntArray
from training.distil.flat import Pack, Window, batches, windows
from training.train import NEW, WARM_UP, optimiser

# After how many steps training says how far it is.
TOLD = 200


@dataclass(frozen=True)
class Diet:
    """What an epoch reads: of each of these texts one reading, the disguised one with a chance of ``disguise``."""

    texts: IntArray
    disguise: float


def planned(pack: Pack, diets: Sequence[Diet], chance: random.Random, size: int) -> list[list[Window]]:
    """The batches of an epoch."""
    some: list[Window] = []
    for diet in diets:
        luck = np.array([chance.random() for _ in diet.texts])
        other = pack.other[diet.texts]
        readings = np.where((other >= 0) & (luck < diet.disguise), other, pack.first[diet.texts])
        some += windows(pack, readings, chance)
    return batches(some, chance, size)


def fit(
    model: nn.Module,
    epoch: Callable[[], Sequence[Sequence[Window]]],
    lose: Callable[[Sequence[Window]], Tensor],
    *,
    rate: float,
    fresh: float,
    epochs: int,
    minutes: float = math.inf,
) -> None:
    """Trains for so many epochs, or until ``minutes`` are over; the rate rises, then falls to nothing with what is
    left of either. The heads and what the page shows of a word learn ``fresh`` times as fast as the rest.
    """
    optimizer = optimiser(model, rate, NEW, fresh)
    rates = [group["lr"] for group in optimizer.param_groups]
    started, step = time.monotonic(), 0
    seen: list[Tensor] = []
    for number in range(epochs):
        plan = epoch()
        for place, batch in enumerate(plan):
            done = max((number + place / len(plan)) / epochs, (time.monotonic() - started) / 60 / minutes)
            if done >= 1:
                return
            for group, its in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = its * min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
            loss = lose(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            # To look at every loss would wait for the device at every step.
            seen.append(loss.detach())
            step += 1
            if step % TOLD == 0:
                mean = torch.stack(seen).mean().item()
                print(f"step {step}, {done:.0%}, mean loss {mean:.4f}, {time.monotonic() - started:.0f} s", flush=True)
                seen.clear()
