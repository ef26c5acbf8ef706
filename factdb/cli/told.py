"""What is said of articles while they are read and stored: each note once, and a line at the end."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factdb.cli.remedies import line
from factdb.cli.talk import say

if TYPE_CHECKING:
    from factdb.ingest import ImportResult

# Notes that are said before only their number is told.
_MOST_NOTES = 20


@dataclass
class Told:
    """What was said of the articles so far; ``done`` is what was done with them ("imported")."""

    done: str = "imported"
    # The database, where it is made with the first article that is stored.
    made: str = ""
    saved: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    unwanted: Counter[str] = field(default_factory=Counter)
    notes: set[str] = field(default_factory=set)
    claims: int = 0
    not_set: bool = False

    @property
    def failed(self) -> int:
        """How many could not be read or stored."""
        return self.reasons.total()

    def tell(self, outcome: "ImportResult") -> None:
        """Say what a person should know of one article."""
        from factdb.ingest import NOT_SET

        self.claims += outcome.claims
        if outcome.saved and self.made:
            say(f"made the database {self.made}")
            self.made = ""
        if outcome.error:
            self.reasons[outcome.error.reason] += 1
            say(f"factdb: {line(outcome.error)}")
        elif outcome.unwanted:
            self.unwanted[outcome.unwanted] += 1
        elif outcome.saved:
            self.saved[outcome.saved] += 1
        if outcome.language not in ("", "en"):
            self.foreign[outcome.language] += 1
        for note in outcome.notes:
            self.not_set |= NOT_SET in note
            if note not in self.notes:
                self.notes.add(note)
                if len(self.notes) <= _MOST_NOTES:
                    say(f"factdb: {note}")
        if outcome.decisions:
            say(_decided(outcome))

    def tell_all(self, outcomes: "Iterable[ImportResult]") -> None:
        """Say it of each as it comes, and at the end, however it comes, what became of all; exit 1 if any failed."""
        whole = False
        try:
            for outcome in outcomes:
                self.tell(outcome)
            whole = True
        finally:
            self.sum_up()
            if not whole:
                say("broken off: the same command goes on from here, and passes over what is there already")
        if self.failed:
            raise SystemExit(1)

    def sum_up(self) -> None:
        """Say what became of all of them."""
        from factdb.cli.output import counted
        from factdb.store.save import Saved

        if len(self.notes) > _MOST_NOTES:
            say(f"factdb: {counted(len(self.notes) - _MOST_NOTES, 'more note')} like these")
        changed = f", {counted(self.saved[Saved.CHANGED], 'new version')}" if self.saved[Saved.CHANGED] else ""
        again = f", {self.saved[Saved.EXTRACTED]:,} extracted anew" if self.saved[Saved.EXTRACTED] else ""
        repeated = f", {self.saved[Saved.REPEATED]:,} known from elsewhere" if self.saved[Saved.REPEATED] else ""
        say(
            f"{self.done} {counted(self.saved[Saved.NEW], 'article')}{changed}{again}{repeated}, "
            f"{self.saved[Saved.UNCHANGED]:,} already there, {self.failed:,} failed; {counted(self.claims, 'claim')}"
        )
        if self.failed > 1:
            say(f"failed: {_counts(self.reasons)}")
        if self.unwanted:
            say(f"left out for their language: {_counts(self.unwanted)}")
        if self.foreign:
            say(f"not in English: {_counts(self.foreign)}; their claims are found by an engine for English")
        if self.not_set:
            say("`factdb articles set ARTICLE` sets what was not set")
        if self.saved[Saved.CHANGED]:
            say("`factdb diff ARTICLE` shows what changed in the claims of a new version")


def _counts(reasons: Counter[str]) -> str:
    return ", ".join(f"{number:,} {reason}" for reason, number in reasons.most_common())


def _decided(outcome: "ImportResult") -> str:
    """What became of people's decisions about an article, and what to do about those that need a look."""
    from factdb.store.save import Saved

    became = ", ".join(f"{number:,} {what}" for what, number in sorted(outcome.decisions.items()))
    told = f"{outcome.name} ({outcome.article}): what people decided: {became}"
    if {"orphaned", "conflicting"} & outcome.decisions.keys():
        told += f"; go through these with `factdb review {outcome.article} --conflicts`"
    return f"{told}; see `factdb diff {outcome.article}`" if outcome.saved is Saved.CHANGED else told
