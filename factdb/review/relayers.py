"""Who tells what another said: relayers of attributions, in one text and in another. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factdb.records import Attribution, Extraction, Span, Speaker, SpeakerKind
from factdb.review.serial import read_speaker, write_speaker


@dataclass(frozen=True, slots=True)
class Relayer:
    """Who tells what another said: whoever speaks with that cue, else the same speaker with another.

    ``cue`` is None where it has no place in the text.
    """

    cue: Span | None
    speaker: Speaker


def relayers_of(extraction: Extraction, attribution: Attribution) -> tuple[Relayer, ...]:
    """Who relays what an attribution of the extraction attributes, if anybody does."""
    if attribution.via is None:
        return ()
    relay = extraction.attributions[attribution.via]
    return (Relayer(relay.cue, relay.speaker),)


def names_of(relayers: Sequence[Relayer]) -> tuple[tuple[str, SpeakerKind], ...]:
    """Who they are, wherever they do it."""
    return tuple((one.speaker.name, one.speaker.kind) for one in relayers)


def is_same(one: Speaker, other: Speaker) -> bool:
    """True if both are called so and of that kind, by whatever rule each was found, or whoever chose them."""
    return (one.name, one.kind) == (other.name, other.kind)


def relayers_placed(
    relayers: tuple[Relayer, ...] | None, place: Callable[[Span], Span | None]
) -> tuple[Relayer, ...] | None:
    """Who relays a claim, in another text, be it with words that have no place there."""
    return relayers and tuple(Relayer(one.cue and place(one.cue), one.speaker) for one in relayers)


def heard(relayer: Relayer, known: Mapping[int, Attribution]) -> int | None:
    """The attribution in which the relayer speaks: with the same cue, else with the nearest of the speaker's."""

    def fits(number: int) -> tuple[bool, bool, int]:
        one, cue = known[number], relayer.cue
        return (
            one.cue != cue,
            not is_same(one.speaker, relayer.speaker),
            abs(one.cue.start - cue.start) if cue else number,
        )

    speaks = (
        number for number, one in known.items() if one.cue == relayer.cue or is_same(one.speaker, relayer.speaker)
    )
    return min(speaks, key=fits, default=None)


def without_rounds(
    relays: Mapping[Attribution, Attribution | None], told: Collection[Attribution]
) -> Mapping[Attribution, Attribution | None]:
    """Who relays each, so that nobody tells of it by way of itself; what people ``told`` holds where it can."""
    found = dict(relays)
    for one in [*(one for one in found if one not in told), *told]:
        if _goes_round(one, found):
            found[one] = None
    return found


def _goes_round(one: Attribution, relays: Mapping[Attribution, Attribution | None]) -> bool:
    at: Attribution | None = one
    for _ in relays:
        at = at and relays[at]
        if at == one:
            return True
    return False


def write_relayers(relayers: Sequence[Relayer]) -> list[dict[str, Any]]:
    """Relayers as JSON values."""
    return [
        {"cue": one.cue and [one.cue.start, one.cue.end], "speaker": write_speaker(one.speaker)} for one in relayers
    ]


def read_relayers(value: Sequence[dict[str, Any]] | None) -> tuple[Relayer, ...] | None:
    """What ``write_relayers`` wrote; None of None."""
    if value is None:
        return None
    return tuple(Relayer(one["cue"] and Span(*one["cue"]), read_speaker(one["speaker"])) for one in value)
