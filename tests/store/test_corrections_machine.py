"""Whatever people, engines and editors do, in any order: no decision is lost or silently wrong; all can be undone."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine as Database
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, StaleError
from factdb.records import (
    Action,
    Extraction,
    Outcome,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    State,
    Status,
)
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.review.relayers import Relayer
from factdb.store.connect import reading, writing
from factdb.store.corrections import speakers as corrections
from factdb.store.corrections.apply import apply_corrections
from factdb.store.corrections.chain import Reviewer, problems
from factdb.store.corrections.decide import (
    add_claim,
    decide,
)
from factdb.store.corrections.history import conflicts
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import Row, claims
from factdb.store.read.load import load_extraction
from factdb.store.save import save, save_extraction
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from factdb.store.verify.proof import proofs
from tests.store.edits import EDITS_OF_PAGES
from tests.store.newsroom import Page, article, copied, extract, rendered, sentence, starts

PEOPLE = (Reviewer("Ann"), Reviewer("Bob"))
ZOE, YAN = Speaker("Zoe Cook", SpeakerKind.PERSON), Speaker("Yan Kerr", SpeakerKind.PERSON)
QUIRKS = ("gone", "shorter", "Zoe Cook", "Max Orr", "plain", "certain", "")
PARTS = ("spans", "claim", "status", "speaker", "quote_type", "certainty", "cue", "source_text", "hedges", "confidence")
picks = st.integers(0, 50)


@dataclass
class Made:
    """A correction that was acknowledged; ``undoes`` is the id of what it takes back."""

    id: int
    who: str
    key: str | None
    sentence: int | None = None
    text: str = ""
    undoes: int | None = None


def changes(row: Row, text: str) -> list[Change]:
    """What may be said of a claim, fitting or not."""
    start, end = map(int, row["spans"].split(";")[0].split("-"))
    word = Span(start, start + len(text[start:end].split(" ", maxsplit=1)[0]))
    found = [
        Change(speaker=ZOE),
        Change(speaker=YAN),
        Change(status=Status.UNSOURCED),
        Change(status=Status.SOURCED, speaker=ZOE, cue=word),
        Change(status=Status.SPECULATIVE, hedges=(word,)),
        Change(status=Status.QUOTED),
        *(Change(quote_type=quote_type) for quote_type in QuoteType),
        *(Change(denied=denied) for denied in (True, False)),
        *(Change(via=(Relayer(Span(*cue.span()), ZOE),)) for cue in re.finditer("said", text)),
        Change(via=(Relayer(None, YAN),), denied=True),
        Change(via=()),
    ]
    return [*found, Change(spans=(Span(word.end + 1, end),))] if word.end + 1 < end else found


class Newsroom(RuleBasedStateMachine):
    """One story with its versions; two people; engines that come and go."""

    database: ClassVar[Database]

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[Page] = [[[sentence(3), sentence(1)], [sentence(2), sentence(5), sentence(4)]]]
        self.version, self.quirks = 1, dict[str, str]()
        self.made: list[Made] = []
        self.machine: dict[int, Extraction] = {}
        with writing(self.database) as session:
            session.execute(update(tables.Claim).values(machine_claim_id=None))
            session.execute(update(tables.Extraction).values(corrects=None))
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(delete(table))
        self.store(self.pages[0])

    def store(self, page: Page) -> None:
        text = rendered(page)
        with writing(self.database) as session:
            save(session, article(page, "story"), extract(text, self.version, self.quirks))
        self.page, self.text = page, text

    def rows(self, session: Session) -> list[Row]:
        return list(claims(session))

    def note(self, session: Session, key: str | None, row: Row | None = None, undoes: int | None = None) -> None:
        newest = select(tables.Correction.id, tables.Correction.reviewer).order_by(tables.Correction.id.desc()).limit(1)
        last, who = session.execute(newest).one()
        if self.made and last == self.made[-1].id:
            return
        assert last == (self.made[-1].id if self.made else 0) + 1
        self.made.append(Made(last, who, key, self.around(row["start"]) if row else None, self.text, undoes))

    def around(self, offset: int) -> int:
        """The sentence at an offset."""
        return max((start, number) for number, start in starts(self.page).items() if start <= offset)[1]

    @rule(pick=picks, what=picks, who=st.sampled_from(PEOPLE), late=st.booleans())
    def correct(self, pick: int, what: int, who: Reviewer, late: bool) -> None:
        with writing(self.database) as session:
            rows = self.rows(session)
            if not rows:
                return
            row = rows[pick % len(rows)]
            key = self.key_of(session, row)
            known = changes(row, self.text)
            action = (Action.ACCEPT, Action.REJECT)[what % 2] if what < 12 else Action.CHANGE
            change = known[what % len(known)] if action is Action.CHANGE else None
            seen = row["revision"] or 0
            if late and seen:
                with pytest.raises(StaleError):
                    decide(session, Target(row["article_id"], key), action, who, change, seen - 1)
                return
            with suppress(InputError):
                decide(session, Target(row["article_id"], key), action, who, change, seen)
                self.note(session, key, row)

    def key_of(self, session: Session, row: Row) -> str:
        decided = tables.DecidedClaim
        return session.scalar(select(decided.claim).where(decided.claim_id == row["claim_row"])) or row["claim_id"]

    @rule(pick=picks, who=st.sampled_from(PEOPLE))
    def miss(self, pick: int, who: Reviewer) -> None:
        """A claim is added: the last words of a sentence."""
        numbers = starts(self.page)
        number = sorted(numbers)[pick % len(numbers)]
        text = next(one.text for paragraph in self.page for one in paragraph if one.number == number)
        at = text.rindex(" ") + 1
        span = Span(numbers[number] + at, numbers[number] + len(text))
        with writing(self.database) as session, suppress(InputError):
            number = self.newest(session)
            target = add_claim(session, number, Change(spans=(span,), status=Status.UNSOURCED), who)
            self.note(session, target.key, {"start": span.start})

    @precondition(lambda self: self.made)
    @rule(pick=picks)
    def regret(self, pick: int) -> None:
        one = self.made[-1 - pick % len(self.made)]
        who = Reviewer(one.who)
        with writing(self.database) as session:
            if any(other.undoes == one.id and self.holds(other) for other in self.made):
                with pytest.raises(NotFoundError):
                    undo(session, one.id, who)
                return
            assert undo(session, one.id, who) == one.id
            self.note(session, one.key, undoes=one.id)

    @rule(pick=picks)
    def settle(self, pick: int) -> None:
        """An orphan is rejected for good."""
        with writing(self.database) as session:
            orphans = [row for row in conflicts(session) if row["outcome"] == Outcome.ORPHANED]
            if orphans:
                row = orphans[pick % len(orphans)]
                decide(
                    session, Target(row["article_id"], row["claim"]), Action.REJECT, PEOPLE[0], None, row["revision"]
                )
                self.note(session, row["claim"])

    @rule(edits=st.lists(st.tuples(st.sampled_from(EDITS_OF_PAGES), picks), min_size=1, max_size=3))
    def change_text(self, edits: list[tuple[Any, int]]) -> None:
        page = copied(self.page)
        for edit, number in edits:
            if len(page) > 1:
                edit(page, 1 + number % (len(page) - 1), 100 + 5 * len(self.pages) + number)
                page = [paragraph for paragraph in page if paragraph]
        if sum(map(len, page)) in range(1, 20):
            self.pages.append(page)
            self.store(page)

    @rule(pick=picks)
    def take_back_text(self, pick: int) -> None:
        self.store(self.pages[pick % len(self.pages)])

    @rule(quirks=st.lists(st.sampled_from(QUIRKS), min_size=6, max_size=6))
    def change_engine(self, quirks: Sequence[str]) -> None:
        self.version += 1
        found = extract(self.text).claims
        self.quirks = {one.spans[0].of(self.text): quirks[number % 6] for number, one in enumerate(found)}
        with writing(self.database) as session:
            save_extraction(session, self.newest(session), extract(self.text, self.version, self.quirks))

    @rule(pick=picks, other=picks, who=st.sampled_from(PEOPLE))
    def merge_or_rename_speakers(self, pick: int, other: int, who: Reviewer) -> None:
        with writing(self.database) as session, suppress(InputError):
            known = sorted({row["speaker_id"] for row in self.rows(session) if row["speaker_id"]})
            if known and pick % 3:
                corrections.merge(session, known[pick % len(known)], [known[other % len(known)]], who, any_kind=True)
                self.note(session, None)
            elif known:
                corrections.rename(session, known[pick % len(known)], "Somebody Else", who)
                self.note(session, None)

    @rule()
    def compose_again(self) -> None:
        with writing(self.database) as session:
            before = [{part: row[part] for part in (*PARTS, "state", "revision")} for row in self.rows(session)]
            listed = [{**row, "claim_row": 0} for row in conflicts(session)]
            apply_corrections(session, self.newest(session))
            assert [{part: row[part] for part in (*PARTS, "state", "revision")} for row in self.rows(session)] == before
            assert [{**row, "claim_row": 0} for row in conflicts(session)] == listed

    @invariant()
    def all_is_proved(self) -> None:
        with reading(self.database) as session:
            assert list(problems(session.connection())) == []
            assert [line for proof in proofs(session) for line in proof.problems] == []
            corrections_made = session.scalars(select(tables.Correction.id).order_by(tables.Correction.id)).all()
            assert corrections_made == [one.id for one in self.made]

    @invariant()
    def what_engines_found_never_changes(self) -> None:
        with reading(self.database) as session:
            for number in session.scalars(select(tables.Extraction.id).where(tables.Extraction.corrects.is_(None))):
                found = load_extraction(session, number)
                assert self.machine.setdefault(number, found) == found

    @invariant()
    def every_decision_is_shown_or_listed(self) -> None:
        holding = {one.key: one for one in self.made if one.key and one.undoes is None and self.holds(one)}
        with reading(self.database) as session:
            table = tables.DecidedClaim
            decided = {
                row.claim: row for row in session.scalars(select(table).where(table.article_id == self.newest(session)))
            }
            assert decided.keys() == holding.keys()
            listed = {row["claim"] for row in conflicts(session)}
            shown = {row["claim_row"]: row for row in self.rows(session)}
            for key, row in decided.items():
                if row.outcome == Outcome.ORPHANED:
                    assert row.claim_id is None
                    assert key in listed
                elif row.state != State.REJECTED or row.claim_id is not None:
                    assert shown[row.claim_id]["claim"] == row.exact
                    self.is_in_its_sentence(key, shown[row.claim_id])
                if row.state == State.DISPUTED or row.outcome == Outcome.CONFLICTING:
                    assert key in listed
                elif row.state == State.REJECTED:
                    assert row.claim_id is None

    def is_in_its_sentence(self, key: str, row: Row) -> None:
        """Where nothing like it was made or taken away since, the claim is in the very sentence it was decided in."""
        first = next(one for one in self.made if one.key == key)
        at = {one.number: one for paragraph in self.page for one in paragraph}.get(first.sentence or 0)
        if at is None or any(rendered(page).count(at.text) != 1 for page in self.pages):
            return
        start = starts(self.page)[at.number]
        assert start <= row["start"] < row["end"] <= start + len(at.text)

    def holds(self, one: Made) -> bool:
        return not any(other.undoes == one.id and self.holds(other) for other in self.made)

    def newest(self, session: Session) -> int:
        sha256 = article(self.page, "story").sha256
        return session.scalars(select(tables.Article.id).where(tables.Article.sha256 == sha256)).one()

    def teardown(self) -> None:
        """All is undone: what is shown is what the engine found, by the names that it gave."""
        with writing(self.database) as session:
            for one in reversed(list(self.made)):
                if one.undoes is None and self.holds(one):
                    undo(session, one.id, Reviewer(one.who))
                    self.note(session, one.key, undoes=one.id)
        with reading(self.database) as session:
            assert session.scalars(select(tables.DecidedClaim.claim)).all() == []
            assert (
                session.scalars(select(tables.Extraction.id).where(tables.Extraction.corrects.is_not(None))).all() == []
            )
            found = load_extraction(session, max(self.machine)) if self.machine else extract(self.text)
            shown = self.rows(session)
            engines = session.scalars(
                select(tables.Extraction.id)
                .where(tables.Extraction.article_id == self.newest(session))
                .order_by(tables.Extraction.id.desc())
            ).first()
            found = load_extraction(session, engines or 0)
            assert [row["spans"] for row in shown] == [
                ";".join(f"{span.start}-{span.end}" for span in claim.spans) for claim in found.claims
            ]
            assert [(row["status"], row["speaker"]) for row in shown] == [
                (
                    claim.status,
                    None if claim.attribution is None else found.attributions[claim.attribution].speaker.name,
                )
                for claim in found.claims
            ]


# Of the examples of other tests: each of these is an afternoon's work.
SHARE = {"sqlite": 12, "postgresql": 50}


def test_nothing_is_lost_or_silently_wrong(database: Database) -> None:
    Newsroom.database = database
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=settings().max_examples // SHARE[database.dialect.name],
            stateful_step_count=14,
            suppress_health_check=list(HealthCheck),
        ),
    )
