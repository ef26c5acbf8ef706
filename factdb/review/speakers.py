"""What people decided about speakers, taken together: pure, so that undoing loses nothing.

What the engine says is a mention: in this article, by this name, it found this speaker. Corrections change nothing of
that; in their order they say whom each mention means. So they hold for what is imported later as well.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, assert_never

from factdb.names.folding import fold
from factdb.names.identity import joined_by
from factdb.names.kinds import NAMED_KINDS
from factdb.records import Action, Speaker, SpeakerKind, is_of_speakers
from factdb.review.undoing import effective


class Mention(NamedTuple):
    """What an article calls somebody, and the speaker whom the engine found, or a person chose (both by their ids)."""

    article: int
    name: str
    kind: SpeakerKind
    found: int
    chosen: bool = False


class SpeakerLink(NamedTuple):
    """The id of the speaker whom a mention means, and the rule or the correction that says so."""

    speaker: int
    joined_by: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision about speakers: its id, what was done, and to whom (for ``data`` see ``corrections.speakers``)."""

    id: int
    action: Action
    data: Mapping[str, Any]


class _Step(NamedTuple):
    """From here on mentions of one name, or of one speaker (in ``articles``, by ``names``), mean ``into``.

    ``number`` rises in the order in which steps were decided; an empty condition is none.
    """

    number: int
    into: int
    correction: int
    articles: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

    def takes(self, mention: Mention) -> bool:
        return (not self.articles or mention.article in self.articles) and (
            not self.names or fold(mention.name) in self.names
        )


@dataclass(slots=True)
class SpeakerDecisions:
    """All that was decided: names, kinds, Wikidata ids and aliases by speakers' ids, and whom each mention means."""

    names: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, SpeakerKind] = field(default_factory=dict)
    wikidata: dict[int, str] = field(default_factory=dict)
    aliases: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _of_speaker: defaultdict[int, list[_Step]] = field(default_factory=lambda: defaultdict(list))
    _of_name: defaultdict[tuple[SpeakerKind, str], list[_Step]] = field(default_factory=lambda: defaultdict(list))
    _steps: int = 0

    def link(self, mention: Mention) -> SpeakerLink:
        """Whom the mention means. The time is that of the steps that it takes, however many there are for others."""
        by_name: Sequence[_Step] | None = None
        if self._of_name and mention.kind in NAMED_KINDS and not mention.chosen:
            by_name = self._of_name.get((mention.kind, fold(mention.name)))
        speaker, rule, at = mention.found, _rule(mention), 0
        while steps := [*_next(by_name, at, mention), *_next(self._of_speaker.get(speaker), at, mention)]:
            step = min(steps)
            at = step.number
            if step.into != speaker:
                speaker, rule = step.into, f"correction {step.correction}"
        return SpeakerLink(speaker, rule)

    def take(self, correction: Correction) -> None:
        """Take one more correction, which holds and is later than all so far."""
        data, action = correction.data, correction.action
        if not is_of_speakers(action):
            raise ValueError(f"correction {correction.id} is none of speakers: {action}")
        match action:
            case Action.MERGE:
                for gone in data["from"]:
                    self._of_speaker[gone].append(self._step(data["into"], correction))
                    self.aliases[data["into"]] |= self.aliases.pop(gone, set())
            case Action.SPLIT:
                names = frozenset(map(fold, data["names"]))
                step = self._step(data["into"], correction, frozenset(data["articles"]), names)
                self._of_speaker[data["from"]].append(step)
            case Action.RENAME:
                self.names[data["speaker"]] = data["name"]
                self.aliases[data["speaker"]].update(former_names(data))
            case Action.KIND:
                kind = SpeakerKind(data["kind"])
                self.kinds[data["speaker"]] = kind
                step = self._step(data["speaker"], correction)
                for name in data["names"]:
                    self._of_name[kind, fold(name)].append(step)
            case Action.ALIAS:
                self.aliases[data["speaker"]].add(data["alias"])
                named = SpeakerKind(data["kind"]), fold(data["alias"])
                self._of_name[named].append(self._step(data["speaker"], correction))
            case Action.LOAD:
                for entry in data["speakers"]:
                    speaker, kind = entry["speaker"], SpeakerKind(entry["kind"])
                    self.names[speaker] = entry["name"]
                    self.kinds[speaker] = kind
                    if entry["wikidata"]:
                        self.wikidata[speaker] = entry["wikidata"]
                    step = self._step(speaker, correction)
                    self.aliases[speaker].update(entry["aliases"])
                    for name in (entry["name"], *entry["aliases"]):
                        self._of_name[kind, fold(name)].append(step)
            case _:
                assert_never(action)

    def of_names(self) -> Iterable[tuple[SpeakerKind, str]]:
        """The kinds and folded names of whom something was decided by name."""
        return self._of_name.keys()

    def reached(self) -> set[int]:
        """The speakers from whom and to whom steps lead."""
        steps = chain.from_iterable((*self._of_speaker.values(), *self._of_name.values()))
        return self._of_speaker.keys() | {step.into for step in steps}

    def led_to(self, speakers: Iterable[int]) -> set[int]:
        """Those to whom steps lead from ``speakers``, over however many others."""
        found: set[int] = set()
        waiting = list(speakers)
        while waiting:
            for step in self._of_speaker.get(waiting.pop(), ()):
                if step.into not in found:
                    found.add(step.into)
                    waiting.append(step.into)
        return found

    def _step(
        self,
        into: int,
        correction: Correction,
        articles: frozenset[int] = frozenset(),
        names: frozenset[str] = frozenset(),
    ) -> _Step:
        self._steps += 1
        return _Step(self._steps, into, correction.id, articles, names)


def former_names(renaming: Mapping[str, Any]) -> list[str]:
    """The name that a renaming took, of its ``data``: an alias from then on, unless the new one has the same words.

    It is noted since there are aliases of that sort.
    """
    before = renaming.get("before", "")
    return [before] if fold(before) not in ("", fold(renaming["name"])) else []


def named_speakers(correction: Correction) -> Sequence[int]:
    """The ids of the speakers whom the correction names; none if it is of something else."""
    data = correction.data
    match correction.action:
        case Action.MERGE:
            return [data["into"], *data["from"]]
        case Action.SPLIT:
            return [data["into"], data["from"]]
        case Action.RENAME | Action.ALIAS | Action.KIND:
            return [data["speaker"]]
        case Action.LOAD:
            return [entry["speaker"] for entry in data["speakers"]]
        case _:
            return []


def take_together(corrections: Iterable[Correction]) -> SpeakerDecisions:
    """What ``corrections``, all of which hold, come to in their order."""
    decisions = SpeakerDecisions()
    for correction in corrections:
        decisions.take(correction)
    return decisions


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a change of decisions may concern: ``speakers`` in what they are called, and attributions in whom they mean
    that mean one of ``meant`` now or go by one of the folded ``names``.
    """

    speakers: frozenset[int]
    meant: frozenset[int]
    names: frozenset[str]


def undone(corrections: Sequence[Correction], count: int = 1) -> Concerned:
    """Whom the last ``count`` of all ``corrections``, undoings, may concern.

    Whatever takes a step that holds no longer, or holds again, stood at its speaker before it or goes by its name. So
    it means now one of those to whom steps lead from there, as they were or as they are.
    """
    before, after = effective(corrections[:-count]), effective(corrections)
    changed = {one.id for one in before} ^ {one.id for one in after}
    turned = take_together(one for one in corrections if one.id in changed)
    meant, speakers = turned.reached(), {*turned.names, *turned.kinds, *turned.wikidata, *turned.aliases}
    names = frozenset(name for _, name in turned.of_names())
    for decisions in (take_together(before), take_together(after)):
        meant |= decisions.led_to(meant)
        speakers |= meant | decisions.led_to(speakers)
    return Concerned(frozenset(speakers), frozenset(meant), names)


def _next(steps: Sequence[_Step] | None, at: int, mention: Mention) -> list[_Step]:
    """The first of the steps after number ``at`` that takes the mention, if one does."""
    if not steps:
        return []
    later = steps[bisect_right(steps, at, key=attrgetter("number")) :]
    return [step for step in later if step.takes(mention)][:1]


def _rule(mention: Mention) -> str:
    return "chosen by a person" if mention.chosen else joined_by(Speaker(mention.name, mention.kind))
