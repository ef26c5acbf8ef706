"""What people decided about speakers, replayed over what the engine found: pure, so that undoing loses nothing.

The engine's answer is a naming: in this article, by this name, it found this speaker. Corrections change nothing of
that; in their order they say whom each naming means. So they hold for what is imported later as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from factdb.names.folding import fold
from factdb.names.identity import joined_by
from factdb.records import Action, Speaker, SpeakerKind

# Words like "a spokesman" are no name, whatever alias they equal.
_NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Naming:
    """What an article calls somebody, and the speaker whom the engine found, or a person chose (both by their ids)."""

    article: int
    name: str
    kind: SpeakerKind
    found: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """The id of the speaker whom a naming means, and the rule or the correction that says so."""

    speaker: int
    joined_by: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision that holds: its id, what was done, and to whom (``data``, see ``corrections``)."""

    id: int
    action: Action
    data: Mapping[str, Any]


@dataclass(slots=True)
class Outcome:
    """Whom each naming means; by the ids of speakers the names, kinds, Wikidata ids and aliases that people gave."""

    meant: dict[Naming, Meant]
    names: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, SpeakerKind] = field(default_factory=dict)
    wikidata: dict[int, str] = field(default_factory=dict)
    aliases: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


class Made(Protocol):
    """A correction of speakers or of claims."""

    @property
    def id(self) -> int:
        """Its id, rising with every correction."""

    @property
    def action(self) -> Action:
        """What was done."""

    @property
    def data(self) -> Mapping[str, Any]:
        """To whom; for an undoing ``correction``, the id of what it takes back."""


Kind = TypeVar("Kind", bound=Made)


def effective(corrections: Sequence[Kind]) -> list[Kind]:
    """Those that hold, in their order: neither undoings nor what is undone. An undoing can be undone as well."""
    undone: set[int] = set()
    for correction in sorted(corrections, key=lambda one: one.id, reverse=True):
        if correction.action is Action.UNDO and correction.id not in undone:
            undone.add(correction.data["correction"])
    return [one for one in corrections if one.action is not Action.UNDO and one.id not in undone]


def replay(namings: Iterable[Naming], corrections: Iterable[Correction]) -> Outcome:
    """Apply ``corrections``, all of which hold, to ``namings``. Time is linear in both, not in their product."""
    outcome = Outcome({naming: Meant(naming.found, _rule(naming)) for naming in namings})
    of_speaker: defaultdict[int, set[Naming]] = defaultdict(set)
    by_name: defaultdict[tuple[SpeakerKind, str], list[Naming]] = defaultdict(list)
    for naming in outcome.meant:
        of_speaker[naming.found].add(naming)
        if naming.kind in _NAMED and not naming.chosen:
            by_name[naming.kind, fold(naming.name)].append(naming)

    def move(moved: Iterable[Naming], speaker: int, correction: Correction) -> None:
        for naming in list(moved):
            if outcome.meant[naming].speaker != speaker:
                of_speaker[outcome.meant[naming].speaker].discard(naming)
                of_speaker[speaker].add(naming)
                outcome.meant[naming] = Meant(speaker, f"correction {correction.id}")

    def give_alias(speaker: int, kind: SpeakerKind, alias: str, correction: Correction) -> None:
        outcome.aliases[speaker].add(alias)
        move(by_name[kind, fold(alias)], speaker, correction)

    for correction in corrections:
        data = correction.data
        match correction.action:
            case Action.MERGE:
                for gone in data["from"]:
                    move(of_speaker[gone], data["into"], correction)
                    outcome.aliases[data["into"]] |= outcome.aliases.pop(gone, set())
            case Action.SPLIT:
                names = {fold(name) for name in data["names"]}
                apart = (
                    naming
                    for naming in of_speaker[data["from"]]
                    if (not data["articles"] or naming.article in data["articles"])
                    and (not names or fold(naming.name) in names)
                )
                move(apart, data["into"], correction)
            case Action.RENAME:
                outcome.names[data["speaker"]] = data["name"]
            case Action.ALIAS:
                give_alias(data["speaker"], SpeakerKind(data["kind"]), data["alias"], correction)
            case Action.LOAD:
                for entry in data["speakers"]:
                    speaker, kind = entry["speaker"], SpeakerKind(entry["kind"])
                    outcome.names[speaker] = entry["name"]
                    outcome.kinds[speaker] = kind
                    if entry["wikidata"]:
                        outcome.wikidata[speaker] = entry["wikidata"]
                    move(by_name[kind, fold(entry["name"])], speaker, correction)
                    for alias in entry["aliases"]:
                        give_alias(speaker, kind, alias, correction)
    return outcome


def _rule(naming: Naming) -> str:
    return "chosen by a person" if naming.chosen else joined_by(Speaker(naming.name, naming.kind))
