"""Walking through claims at a terminal, a key a decision, as ``git add -p`` walks through hunks."""

import sys
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto

import click
from rich.text import Text
from sqlalchemy import Engine

from factdb.cli import keys
from factdb.cli.correct import tell_of_words
from factdb.cli.output import counted
from factdb.cli.questions import (
    ask_denied,
    ask_evidence,
    ask_relayer,
    ask_speaker,
    ask_status,
    ask_type,
    ask_words,
)
from factdb.cli.talk import say
from factdb.errors import FactDBError, NotFoundError, StaleError
from factdb.records import Action, State
from factdb.review.decisions import Target
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.edit import EditRequest
from factdb.store.corrections.history import did
from factdb.store.corrections.once import decide_once, edit_once
from factdb.store.corrections.review_queue import ReviewItem, review_item
from factdb.store.corrections.undo import undo
from factdb.terminal.claim import screen
from factdb.terminal.table import console
from factdb.terminal.visible import visible

_PROMPT = "a accept · r reject · s status · p speaker · t type · w words · n next · ? more: "
_END = "that was the last · u undo your last decision · b back · q quit: "
_HELP = """\
a  accept it: all of it is as it should be
r  reject it: it is no claim of the article
s  status: then q quoted, s sourced, p speculative, u unsourced
p  speaker: then a name, an alias or an id
c  cue and source: the words that attribute it, and those that name the speaker
t  quote type: then d direct, m mixed, i indirect
d  denied: says that it is put forward as not so, or that it isn't after all
v  via: who in the article tells what the speaker said
w  words: the claim's words as they stand in the article, " … " between pieces
n  next, also the space bar: decide nothing
b  back to the claim before
u  undo your last decision of this session
q  quit: what is decided is kept
An empty answer to a question decides nothing."""
_ASKING = {
    "s": ask_status,
    "p": ask_speaker,
    "c": ask_evidence,
    "t": ask_type,
    "d": ask_denied,
    "v": ask_relayer,
    "w": ask_words,
}


class NextStep(Enum):
    """What follows a key."""

    ASK = auto()  # another key for the same claim
    SHOW = auto()  # the claim at which the walk now stands
    NEXT = auto()
    QUIT = auto()


class ReviewSession:
    """A walk through ``targets``; each decision is stored before the next claim is shown."""

    def __init__(self, engine: Engine, by: Reviewer, targets: Sequence[Target], *, conflicts: bool) -> None:
        self._engine, self._by, self._targets, self._conflicts = engine, by, targets, conflicts
        self._at = 0
        self._furthest = 0  # a person may go back
        self._made: list[tuple[int, int, Action]] = []  # correction, place in the walk, what was done
        self._again = -1  # the claim that is shown whatever its state
        self._passed = 0
        self._screen = console(sys.stdout)
        self._colour = self._screen.color_system is not None and not self._screen.no_color

    def all(self) -> None:
        """Show one claim after the other, until there is none left or the person quits."""
        while self._at < len(self._targets) or self._goes_back():
            match self._one():
                case NextStep.NEXT:
                    self._at += 1
                    self._furthest = max(self._furthest, self._at)
                case NextStep.QUIT:
                    return

    def _goes_back(self) -> bool:
        """Behind the last claim: whether the person goes back to one, so that the last decision can be undone too."""
        while self._made:
            pressed = keys.key(_END)
            click.echo(pressed if pressed.isprintable() else "")
            match pressed:
                case "u":
                    return self._undo() is NextStep.SHOW
                case "b":
                    self._again = self._at = len(self._targets) - 1
                    return True
                case keys.QUIT | "\n" | "\r":
                    return False
        return False

    def summary(self) -> str:
        """What was done, in a line."""
        done = Counter(action for *_, action in self._made)
        left = len(self._targets) - self._furthest
        return (
            f"{counted(len(self._made), 'decision')}: {done[Action.ACCEPT]} accepted, {done[Action.REJECT]} rejected, "
            f"{done[Action.CHANGE]} changed; {self._passed} decided by others meanwhile, {left} not looked at"
        )

    def _one(self) -> NextStep:
        target = self._targets[self._at]
        try:
            with reading(self._engine) as session:
                found = review_item(session, target)
        except NotFoundError:
            self._passed += 1
            return NextStep.NEXT
        if self._again != self._at and not (found.in_conflict if self._conflicts else found.state is State.OPEN):
            self._passed += all(place != self._at for _, place, _ in self._made)
            return NextStep.NEXT
        self._show(found)
        then = NextStep.ASK
        while then is NextStep.ASK:
            pressed = keys.key(_PROMPT)
            click.echo(pressed if pressed.isprintable() else "")
            then = self._step(found, pressed)
        return then

    def _show(self, found: ReviewItem) -> None:
        name = visible(found.article.title or found.article.name)
        self._screen.print(Text(f"\n── {self._at + 1} of {len(self._targets)} · {name} ──", style="bold"))
        for line in screen(found, self._colour):
            self._screen.print(line)

    def _step(self, found: ReviewItem, pressed: str) -> NextStep:
        """Do what the key says."""
        match pressed:
            case "a":
                return self._decide(found, Action.ACCEPT)
            case "r":
                return self._decide(found, Action.REJECT)
            case _ if pressed in _ASKING:
                request = _ASKING[pressed](found, self._engine)
                return NextStep.ASK if request is None else self._decide(found, Action.CHANGE, request)
            case "n" | " ":
                return NextStep.NEXT
            case "b":
                self._again = self._at = max(self._at - 1, 0)
                return NextStep.SHOW
            case "u":
                return self._undo()
            case keys.QUIT:
                return NextStep.QUIT
            case "?":
                click.echo(_HELP)
                return NextStep.ASK
            case _:
                say(f"{pressed if pressed.isprintable() else 'this key'} means nothing here; ? tells of all keys")
                return NextStep.ASK

    def _decide(self, found: ReviewItem, action: Action, request: EditRequest | None = None) -> NextStep:
        try:
            with writing(self._engine) as session:
                if request:
                    made = edit_once(session, found.target, request, self._by, found.revision)
                else:
                    made = decide_once(session, found.target, action, self._by, seen=found.revision)
                what = did(session, made.id)
        except StaleError as error:
            say(str(error))
            self._again = self._at
            return NextStep.SHOW
        except FactDBError as error:
            say(str(error))
            return NextStep.ASK
        if not made.is_new:
            say(f"you decided so already: correction {made.id}")
            return NextStep.NEXT
        self._made.append((made.id, self._at, action))
        self._screen.print(Text(f"✓ {visible(what)}", style="green"))
        tell_of_words(made)
        return NextStep.NEXT

    def _undo(self) -> NextStep:
        if not self._made:
            say("nothing decided in this session yet; `factdb undo` takes back what was decided before")
            return NextStep.ASK
        made, at, _ = self._made.pop()
        try:
            with writing(self._engine) as session:
                undo(session, made, self._by)
        except NotFoundError as error:
            say(str(error))
        self._again = self._at = at
        return NextStep.SHOW
