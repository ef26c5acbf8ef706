"""An evening's work: 140 claims corrected in every way, texts edited, another engine; nothing goes wrong.

On PostgreSQL, where the same code runs and each statement takes longer, it is a shorter evening.

What must come of each decision is worked out here, from where each sentence went and what the engine says of it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.records import Action, Extraction, Outcome, Span, State, claim_id
from factdb.review.claims import Change
from factdb.store.connect import reading, writing
from factdb.store.corrections.apply import apply_corrections
from factdb.store.corrections.chain import Reviewer, problems
from factdb.store.corrections.decide import add_claim, decide
from factdb.store.corrections.history import conflicts, history
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import ClaimFilter, Row, claims
from factdb.store.read.find.claim import find_claim
from factdb.store.save import Saved, save, save_extraction
from factdb.store.schema import tables
from factdb.store.verify.proof import proofs
from tests.store.edits import after_edits, number_in
from tests.store.newsroom import Page, Sentence, article, extract, place_of, rendered, sentence
from tests.store.ways import WAYS, Way

# Articles, claims decided about, and edits.
EVENINGS = {"sqlite": (7, 80, 14), "postgresql": (2, 20, 6)}
PARAGRAPHS, SENTENCES = 4, 3
ASPECTS = ("spans", "status", "speaker", "quote_type")
LISTED = (Outcome.ORPHANED, Outcome.CONFLICTING)

Values = dict[str, Any]


@dataclass(frozen=True)
class ClaimDecision:
    """A claim that was decided about: its sentence, its words there, and what must be shown of it."""

    article: int
    key: str
    sentence: Sentence
    words: tuple[str, ...]
    engine_words: tuple[str, ...]
    engine: Values | None
    values: Values
    pinned: frozenset[str]
    state: State


def pages(articles: int) -> list[Page]:
    numbers = count(1000)
    return [[[sentence(next(numbers)) for _ in range(SENTENCES)] for _ in range(PARAGRAPHS)] for _ in range(articles)]


def said_by(extraction: Extraction) -> dict[tuple[Span, ...], Values]:
    """What the engine says of each claim, by its spans."""
    found = {}
    for claim in extraction.claims:
        by = None if claim.attribution is None else extraction.attributions[claim.attribution]
        found[claim.spans] = {
            "status": str(claim.status),
            "speaker": by and by.speaker.name,
            "quote_type": by and str(by.quote_type),
        }
    return found


def correct(session: Session, number: int, page: Page, one: Sentence, way: Way) -> ClaimDecision:
    """Do what ``way`` says about a sentence's claim; what must be shown from then on."""
    text = rendered(page)
    whole = place_of(page, one.number, [one.text])
    assert whole is not None

    def find(words: str) -> Span:
        place = place_of(page, one.number, [words])
        assert place is not None, words
        return place[0]

    spans, engine = next((s, v) for s, v in said_by(extract(text)).items() if whole[0].covers(s[0]))
    words = tuple(span.of(text) for span in spans)
    acts = way.acts(find, number_in(one))
    added = acts[0][1] is Action.ADD
    row = next(row for row in claims(session, ClaimFilter(article=number)) if row["spans"] == spelt(spans))
    target = find_claim(session, row["claim_id"])
    made: list[int] = []
    for by, action, what in acts:
        if action is Action.ADD:
            assert isinstance(what, Change)
            target = add_claim(session, number, what, by)
            made.append(last(session))
        elif action is Action.UNDO:
            assert isinstance(what, int)
            undo(session, made[what], by)
            made.append(last(session))
        else:
            assert not isinstance(what, int)
            made.append(decide(session, target, action, by, what))
    decided = {*way.values} | ({"spans"} if way.words else set())
    return ClaimDecision(
        number,
        target.key,
        one,
        tuple(part.format(number_in(one)) for part in way.words) or words,
        words,
        None if added else engine,
        {**engine, **way.values},
        frozenset(ASPECTS) if way.accepted else frozenset(decided),
        way.state,
    )


def last(session: Session) -> int:
    return session.scalars(select(tables.Correction.id).order_by(tables.Correction.id.desc()).limit(1)).one()


def spelt(spans: Sequence[Span]) -> str:
    return ";".join(f"{span.start}-{span.end}" for span in spans)


QUIRKS = ("gone", "shorter", "Zoe Cook", "Max Orr", "plain", "certain", "", "")


def quirks(decided: Sequence[ClaimDecision]) -> dict[str, str]:
    """What the second engine says otherwise, by the words of claims that it speaks of."""
    kinds = cycle(QUIRKS)
    return {one.engine_words[0]: quirk for one in decided if (quirk := next(kinds))}


def check(
    session: Session, number: int, old: Page, new: Page, engine: Extraction, decided: Sequence[ClaimDecision]
) -> None:
    """Every decision is shown as made, at its own words; or it is listed. Undecided claims are the engine's."""
    says = said_by(engine)
    table = tables.DecidedClaim.__table__.c
    rows = {row.claim: row for row in session.execute(select(*table).where(table.article_id == number))}
    shown = {row["claim_row"]: row for row in claims(session, ClaimFilter(article=number))}
    listed = {row["claim"] for row in conflicts(session, number)}
    assert rows.keys() == {one.key for one in decided if one.state is not State.OPEN}, "none is lost, none made up"
    for one in decided:
        place = place_of(new, one.sentence.number, one.words)
        if one.state is State.OPEN:
            continue
        row = rows[one.key]
        assert row.state == one.state
        assert (one.key in listed) == (row.outcome in LISTED or one.state is State.DISPUTED)
        if is_untouched(old, new, one.sentence):
            assert place is not None
            assert row.outcome != Outcome.ORPHANED, one
        if row.outcome == Outcome.ORPHANED:
            assert row.claim_id is None
            continue
        assert place is not None, ("its words are gone", one, row)
        where = one.engine and place_of(new, one.sentence.number, one.engine_words)
        theirs = says.get(place) or (says.get(where) if where else None)
        if one.state is State.REJECTED:
            check_rejected(one, row, theirs, place, shown.values())
            continue
        now = shown[row.claim_id]
        assert now["spans"] == spelt(place), (one, row)
        if row.note == "its source, cue or hedges were changed":  # listed, and shown as the engine has it
            assert {name: now[name] for name in ("status", "speaker", "quote_type")} == theirs, (one, row)
            continue
        check_values(one, row, theirs, now)
    taken = session.scalars(
        select(tables.Claim.uid)
        .join(tables.DecidedClaim, tables.DecidedClaim.machine_claim_id == tables.Claim.id)
        .where(table.article_id == number)
    ).all()
    sha256 = article(new, "").sha256
    for spans in says:  # what the engine found is shown, unless a decision says otherwise
        assert claim_id(sha256, spans) in taken or spelt(spans) in {line["spans"] for line in shown.values()}
    plain = {spelt(spans): values for spans, values in says.items()}
    for line in shown.values():
        if line["state"] == "open":
            assert {name: line[name] for name in ("status", "speaker", "quote_type")} == plain[line["spans"]]
    if not decided:
        assert [line["spans"] for line in shown.values()] == list(plain)


def check_rejected(one: ClaimDecision, row: Any, theirs: Values | None, place: Sequence[Span], shown: Any) -> None:
    if row.outcome == Outcome.CONFLICTING:
        assert theirs != one.engine
        return
    assert row.claim_id is None
    for other in shown:
        start, end = other["start"], other["end"]
        shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in place)
        assert shared * 2 <= end - start, ("what was rejected is back in silence", one, dict(other))


def check_values(one: ClaimDecision, row: Any, theirs: Values | None, now: Row) -> None:
    values = {name: now[name] for name in ("status", "speaker", "quote_type")}
    pinned = {name: one.values[name] for name in one.pinned - {"spans"}}
    assert {name: values[name] for name in pinned} == pinned, (one, row, values)
    conflicting = row.outcome == Outcome.CONFLICTING
    if theirs == one.engine:
        assert values == one.values, (one, row)
        assert not conflicting, (one, row)
    elif theirs is None:
        assert conflicting or one.engine is None
    else:
        differing = {name for name in values if one.engine is None or theirs[name] != one.engine[name]}
        against = {name for name in differing & pinned.keys() if theirs[name] != pinned[name]}
        assert conflicting or not against, (one, row)
        if not conflicting and pinned.keys() <= {"speaker", "quote_type"}:
            assert {name: values[name] for name in values.keys() - pinned.keys()} == {
                name: theirs[name] for name in values.keys() - pinned.keys()
            }


def is_untouched(old: Page, new: Page, one: Sentence) -> bool:
    """The sentence and those beside it are as they were, and it stands once in both texts."""
    once = rendered(old).count(one.text) == rendered(new).count(one.text) == 1
    return once and beside(old, one) == beside(new, one)


def beside(page: Page, one: Sentence) -> list[str]:
    for paragraph in page:
        for at, other in enumerate(paragraph):
            if other.number == one.number:
                return [found.text for found in paragraph[max(0, at - 1) : at + 2]]
    return []


def check_all(
    database: Database, ids: Sequence[int], old: Sequence[Page], new: Sequence[Page], found: Any, decided: Any
) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    with reading(database) as session:
        for index, number in enumerate(ids):
            mine = [one for one in decided if one.article == index + 1]
            check(session, number, old[index], new[index], found[index], mine)
            table = tables.DecidedClaim
            outcomes.update(session.scalars(select(table.outcome).where(table.article_id == number)))
        assert list(problems(session.connection())) == []
        assert [line for proof in proofs(session) for line in proof.problems] == []
    return outcomes


def events(session: Session) -> Iterator[tuple[Any, ...]]:
    columns = tables.Correction.__table__.c
    for row in session.execute(select(columns.id, columns.action, columns.data, columns.reviewer).order_by(columns.id)):
        yield tuple(row)


def test_an_evening_s_work(database: Database) -> None:
    articles, decisions, edits = EVENINGS[database.dialect.name]
    before = pages(articles)
    with writing(database) as session:
        for index, page in enumerate(before):
            save(session, article(page, f"story-{index}"), extract(rendered(page)))
    decided: list[ClaimDecision] = []
    ways = {kind: cycle([way for way in WAYS if kind in way.fits]) for kind in range(5)}
    for index, page in enumerate(before):
        with writing(database) as session:
            for one in (one for paragraph in page for one in paragraph):
                if len(decided) < decisions:
                    way = next(ways[int(number_in(one)) % 5])
                    decided.append(correct(session, index + 1, page, one, way))
    assert len(decided) == decisions
    with reading(database) as session:
        made = list(events(session))
    ids = list(range(1, articles + 1))
    at_first = [extract(rendered(page)) for page in before]
    outcomes = check_all(database, ids, before, before, at_first, decided)
    assert set(outcomes) == {"kept"}

    after = after_edits(before, edits)
    for index, page in enumerate(after):
        with writing(database) as session:
            assert save(session, article(page, f"story-{index}"), extract(rendered(page))) is Saved.CHANGED
    with reading(database) as session:
        ids = [row["article_id"] for row in newest(session)]
    outcomes = check_all(database, ids, before, after, [extract(rendered(page)) for page in after], decided)
    assert outcomes["moved"] > decisions / 2
    assert outcomes["orphaned"] > edits // 10

    otherwise = quirks(decided)
    second = [extract(rendered(page), 2, otherwise) for page in after]
    for number, found in zip(ids, second, strict=True):
        with writing(database) as session:
            save_extraction(session, number, found)
    outcomes = check_all(database, ids, before, after, second, decided)
    assert min(outcomes[name] for name in ("moved", "agreed", "orphaned", "conflicting")) > edits // 10

    with writing(database) as session:  # what is composed again is the same
        shown = [{**row, "claim_row": 0, "extraction_id": 0} for row in claims(session)]
        for number in ids:
            apply_corrections(session, number)
        assert [{**row, "claim_row": 0, "extraction_id": 0} for row in claims(session)] == shown

    for index, page in enumerate(before):  # the old texts are back
        with writing(database) as session:
            assert save(session, article(page, f"story-{index}"), extract(rendered(page))) is Saved.CHANGED
    outcomes = check_all(database, range(1, articles + 1), before, before, at_first, decided)
    assert set(outcomes) == {"kept"}

    with reading(database) as session:
        assert list(events(session)) == made
    undo_everything(database)
    with reading(database) as session:
        assert session.scalars(select(tables.DecidedClaim.claim)).all() == []
        for number, found in enumerate(at_first, 1):
            check(session, number, before[number - 1], before[number - 1], found, [])
        assert list(problems(session.connection())) == []
        assert [line for proof in proofs(session) for line in proof.problems] == []


def undo_everything(database: Database) -> None:
    with reading(database) as session:
        rows = list(history(session))
    with writing(database) as session:
        for row in reversed(rows):
            if row["undone_by"] is None and row["action"] != "undo":
                undo(session, row["id"], Reviewer(row["reviewer"]))


def newest(session: Session) -> list[Row]:
    rows = {row["article_id"]: row for row in claims(session)}
    return sorted(rows.values(), key=lambda row: int(row["source"].removesuffix(".txt").rpartition("-")[2]))
