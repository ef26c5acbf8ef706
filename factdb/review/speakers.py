"""What people decided about speakers, replayed over what the engine found: pure, so that undoing loses nothing.

What the engine says is a mention: in this article, by this name, it found this speaker. Corrections change nothing of
that; in their order they say whom each mention means. So they hold for what is imported later as well.
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
class Mention:
    """What an article calls somebody, and the speaker whom the engine found, or a person chose (both by their ids)."""

    article: int
    name: str
    kind: SpeakerKind
    found: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerLink:
    """The id of the speaker whom a mention means, and the rule or the correction that says so."""

    speaker: int
    joined_by: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision that holds: its id, what was done, and to whom (``data``, see ``corrections``)."""

    id: int
    action: Action
    data: Mapping[str, Any]


@dataclass(slots=True)
class Replayed:
    """Whom each mention means; by the ids of speakers the names, kinds, Wikidata ids and aliases that people gave."""

    links: dict[Mention, SpeakerLink]
    names: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, SpeakerKind] = field(default_factory=dict)
    wikidata: dict[int, str] = field(default_factory=dict)
    aliases: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


class AnyCorrection(Protocol):
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


Kind = TypeVar("Kind", bound=AnyCorrection)


def effective(corrections: Sequence[Kind]) -> list[Kind]:
    """Those that hold, in their order: neither undoings nor what is undone. An undoing can be undone as well."""
    undone: set[int] = set()
    for correction in sorted(corrections, key=lambda one: one.id, reverse=True):
        if correction.action is Action.UNDO and correction.id not in undone:
            undone.add(correction.data["correction"])
    return [one for one in corrections if one.action is not Action.UNDO and one.id not in undone]


def replay(mentions: Iterable[Mention], corrections: Iterable[Correction]) -> Replayed:
    """Apply ``corrections``, all of which hold, to ``mentions``. Time is linear in both, not in their product."""
    replayed = Replayed({mention: SpeakerLink(mention.found, _rule(mention)) for mention in mentions})
    of_speaker: defaultdict[int, set[Mention]] = defaultdict(set)
    by_name: defaultdict[tuple[SpeakerKind, str], list[Mention]] = defaultdict(list)
    for mention in replayed.links:
        of_speaker[mention.found].add(mention)
        if mention.kind in _NAMED and not mention.chosen:
            by_name[mention.kind, fold(mention.name)].append(mention)

    def move(moved: Iterable[Mention], speaker: int, correction: Correction) -> None:
        for mention in list(moved):
            if replayed.links[mention].speaker != speaker:
                of_speaker[replayed.links[mention].speaker].discard(mention)
                of_speaker[speaker].add(mention)
                replayed.links[mention] = SpeakerLink(speaker, f"correction {correction.id}")

    def give_alias(speaker: int, kind: SpeakerKind, alias: str, correction: Correction) -> None:
        replayed.aliases[speaker].add(alias)
        move(by_name[kind, fold(alias)], speaker, correction)

    for correction in corrections:
        data = correction.data
        match correction.action:
            case Action.MERGE:
                for gone in data["from"]:
                    move(of_speaker[gone], data["into"], correction)
                    replayed.aliases[data["into"]] |= replayed.aliases.pop(gone, set())
            case Action.SPLIT:
                names = {fold(name) for name in data["names"]}
                apart = (
                    mention
                    for mention in of_speaker[data["from"]]
                    if (not data["articles"] or mention.article in data["articles"])
                    and (not names or fold(mention.name) in names)
                )
                move(apart, data["into"], correction)
            case Action.RENAME:
                replayed.names[data["speaker"]] = data["name"]
            case Action.ALIAS:
                give_alias(data["speaker"], SpeakerKind(data["kind"]), data["alias"], correction)
            case Action.LOAD:
                for entry in data["speakers"]:
                    speaker, kind = entry["speaker"], SpeakerKind(entry["kind"])
                    replayed.names[speaker] = entry["name"]
                    replayed.kinds[speaker] = kind
                    if entry["wikidata"]:
                        replayed.wikidata[speaker] = entry["wikidata"]
                    move(by_name[kind, fold(entry["name"])], speaker, correction)
                    for alias in entry["aliases"]:
                        give_alias(speaker, kind, alias, correction)
    return replayed


def _rule(mention: Mention) -> str:
    return "chosen by a person" if mention.chosen else joined_by(Speaker(mention.name, mention.kind))
