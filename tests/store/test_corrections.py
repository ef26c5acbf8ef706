"""What people decide about speakers: any sequence undone gives the start, and later imports obey what holds."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine as Database
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.extract import extract
from factdb.records import (
    Article,
    Attribution,
    Claim,
    Engine,
    Extraction,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.speaker_links import work_out
from factdb.store.corrections.speakers import (
    add_alias,
    load_authorities,
    log,
    merge,
    rename,
    set_kind,
    split,
)
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.find.speaker import find_speaker, find_speakers, renamed
from factdb.store.read.speakers import speakers
from factdb.store.save import save
from factdb.store.schema.tables import Article as ArticleRow
from factdb.store.schema.tables import Attribution as AttributionRow
from factdb.store.schema.tables import Extraction as ExtractionRow
from factdb.store.schema.tables import Speaker as SpeakerRow
from factdb.store.verify.proof import prove
from factdb.store.verify.shown import shown_problems

BY = Reviewer("Ann", "she knows")
ENGINE = Engine("rules", "1", "")
TEXT = "Anna Bell, J. Bell, Bell, Ann Bell and the Bell Bank said A B C D E."
NAMES = ("Anna Bell", "J. Bell", "Bell", "Ann Bell", "Bell Bank")


def extraction(engine: Engine = ENGINE, names: tuple[str, ...] = NAMES) -> Extraction:
    cue = Span(TEXT.index("said"), TEXT.index("said") + 4)
    found = []
    for name, letter in zip(names, "ABCDE", strict=False):
        source = Span(TEXT.index(name), TEXT.index(name) + len(name))
        content = Span(TEXT.index(f" {letter}", cue.end) + 1, TEXT.index(f" {letter}", cue.end) + 2)
        kind = SpeakerKind.ORGANISATION if name == "Bell Bank" else SpeakerKind.PERSON
        found.append(Attribution((source,), cue, (content,), QuoteType.INDIRECT, Speaker(name, kind), 1.0))
    contents = tuple(Claim(one.contents, attribution=number) for number, one in enumerate(found))
    return Extraction(engine, tuple(found), contents)


def article(number: int) -> Article:
    return Article(f"{TEXT} {number}", f"news-{number}", f"news-{number}.txt")


@pytest.fixture(scope="module")
def filled(shared_database: Database) -> Iterator[Database]:
    """A database with three articles that name the same five speakers."""
    with writing(shared_database) as session:
        for number in range(3):
            save(session, article(number), extraction())
    yield shared_database
    with writing(shared_database) as session:
        tables = "claim_span claim attribution_span attribution extraction appearance article speaker_alias speaker"
        for table in f"claim_count {tables} decided_claim correction".split():
            session.execute(text(f"DELETE FROM {table}"))


@pytest.fixture
def session(filled: Database) -> Iterator[Session]:
    """A session whose writes are taken back."""
    with writing(filled) as session:
        yield session
        session.rollback()


def people(session: Session) -> list[str]:
    """All that people see of speakers, without ids: those that a transaction took back are not given again."""
    meant = session.execute(
        select(
            ArticleRow.sha256,
            ExtractionRow.version,
            AttributionRow.position,
            AttributionRow.joined_by,
            SpeakerRow.key,
            SpeakerRow.name,
            SpeakerRow.kind,
            SpeakerRow.wikidata,
        )
        .join(ExtractionRow, ExtractionRow.article_id == ArticleRow.id)
        .join(AttributionRow, AttributionRow.extraction_id == ExtractionRow.id)
        .join(SpeakerRow, SpeakerRow.id == AttributionRow.speaker_id)
    )
    listed = ({**row, "speaker_id": 0} for row in speakers(session))
    return sorted([*map(str, meant), *map(str, listed)])


def everyone(session: Session) -> list[int]:
    return sorted({row["speaker_id"] for row in speakers(session)})


picks = st.integers(0, 30)
decisions = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), picks, picks),
        st.tuples(st.just("split"), picks, st.sets(st.integers(0, 2), max_size=2), st.sampled_from([None, *NAMES])),
        st.tuples(st.just("rename"), picks, st.sampled_from(["Zoe", "Anna Bell", "=1'\"%"])),
        st.tuples(st.just("kind"), picks, st.sampled_from([SpeakerKind.ORGANISATION, SpeakerKind.PERSON])),
        st.tuples(st.just("alias"), picks, st.sampled_from(["Bell", "ANNA BELL", "Nobody", "Bell Bank"])),
        st.tuples(st.just("load"), st.sampled_from(["Anna Bell", "Bell"]), st.sets(st.sampled_from(NAMES))),
        st.tuples(st.just("undo"), picks),
        st.tuples(st.just("import")),
    ),
    min_size=1,
    max_size=7,
)


def decide(session: Session, step: tuple[Any, ...], articles: list[int]) -> None:
    known = everyone(session)
    match step:
        case ("merge", one, other):
            merge(session, known[one % len(known)], [known[other % len(known)]], BY, any_kind=True)
        case ("split", one, numbers, name):
            places = [articles[number] for number in sorted(numbers)]
            with session.begin_nested():
                split(session, known[one % len(known)], "Another Bell", places, [name] if name else [], BY)
        case ("rename", one, name):
            with suppress(InputError):  # it is another's name
                rename(session, known[one % len(known)], name, BY)
        case ("kind", one, kind):
            with suppress(InputError):  # it is of that kind, or another is
                set_kind(session, known[one % len(known)], kind, BY)
        case ("alias", one, alias):
            add_alias(session, known[one % len(known)], alias, BY)
        case ("load", name, aliases):
            one = {"name": name, "kind": "person", "wikidata": "Q1", "aliases": sorted(aliases)}
            load_authorities(session, [one], BY)
        case ("undo", one):
            made = [row["id"] for row in log(session)]
            undo(session, made[one % len(made)] if made else None, BY)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(steps=decisions)
def test_any_decisions_undone_give_the_start(filled: Database, steps: list[tuple[Any, ...]]) -> None:
    """Also with an article imported in between, and one read again by another engine.

    Each undoing, of whichever decision, comes to what working out all of them comes to; so does what is counted.
    """
    with writing(filled) as session:
        articles = sorted({row["article_id"] for row in claims(session)})
        for step in steps:
            if step == ("import",):
                save(session, article(3), extraction())
                save(session, article(0), extraction(Engine("rules", "2", "")))
            else:
                with suppress(InputError, NotFoundError):
                    decide(session, step, articles)
            assert list(shown_problems(session.connection())) == []
        as_carried_out = people(session)
        work_out(session)
        assert people(session) == as_carried_out
        with suppress(NotFoundError):
            while True:
                undo(session, None, BY)
        after = people(session)
        session.rollback()
    with writing(filled) as session:
        if ("import",) in steps:
            save(session, article(3), extraction())
            save(session, article(0), extraction(Engine("rules", "2", "")))
        plain = people(session)
        session.rollback()
    assert after == plain


def ids(session: Session) -> dict[str, int]:
    return {str(row["speaker"]): row["speaker_id"] for row in speakers(session) if row["total"] == 3}


def total(session: Session, speaker: int) -> int:
    return len(list(claims(session, ClaimFilter(speaker=str(speaker)))))


def test_a_merge_holds_for_what_is_imported_later_and_by_another_engine(session: Session) -> None:
    anna, ann = ids(session)["Anna Bell"], ids(session)["Ann Bell"]
    merge(session, anna, [ann], BY)
    assert (total(session, anna), total(session, ann)) == (6, 0)
    save(session, article(7), extraction())
    save(session, article(0), extraction(Engine("rules", "2", "")))
    assert (total(session, anna), total(session, ann)) == (8, 0)
    [row] = [row for row in speakers(session) if row["speaker_id"] == anna]
    assert row["aliases"] == ["Ann Bell", "Anna Bell"]
    undo(session, None, BY)
    assert (total(session, anna), total(session, ann)) == (4, 4)


def test_a_split_takes_an_article_or_a_name_off(session: Session) -> None:
    anna = ids(session)["Anna Bell"]
    one = next(row["article_id"] for row in claims(session))
    new = split(session, anna, "Anna Bell (the baker)", [one], [], BY)
    assert (total(session, anna), total(session, new)) == (2, 1)
    merge(session, anna, [ids(session)["Ann Bell"], new], BY)
    other = split(session, anna, "Ann", [], ["ann bell"], BY)
    assert (total(session, anna), total(session, other)) == (3, 3)
    with pytest.raises(NotFoundError, match="nothing there to split off"):
        split(session, anna, "Ann", [], ["Zoe"], BY)
    with pytest.raises(InputError, match="say what to split off"):
        split(session, anna, "Ann", [], [], BY)


def test_an_alias_joins_lone_surnames_and_a_name_renamed_is_found(session: Session) -> None:
    anna = ids(session)["Anna Bell"]
    add_alias(session, anna, "BELL", BY)
    assert total(session, anna) == 6
    rename(session, anna, "Anna  Žižek", BY)
    assert find_speaker(session, "anna zizek") == anna
    assert {row["speaker"] for row in claims(session, ClaimFilter(speaker=str(anna)))} == {"Anna Žižek"}
    with pytest.raises(InputError, match="no name"):
        rename(session, anna, "—", BY)
    with pytest.raises(InputError, match="same speaker already"):
        merge(session, anna, [anna], BY)


def test_nobody_becomes_of_another_kind_or_is_called_as_another_is_by_mistake(session: Session) -> None:
    known = {row["speaker"]: row for row in speakers(session) if row["speaker"]}
    anna, ann, bank = (known[name]["speaker_id"] for name in ("Anna Bell", "Ann Bell", "Bell Bank"))
    with pytest.raises(InputError, match=f"{anna} Anna Bell is of the kind person, and would become organisation as "):
        merge(session, bank, [anna], BY)
    with pytest.raises(InputError, match=f"ANN bell is speaker {ann} already; merge {anna} into {ann} if"):
        rename(session, anna, "ANN bell", BY)
    rename(session, anna, "ANNA Bell", BY)
    set_kind(session, bank, SpeakerKind.UNNAMED, BY)
    with pytest.raises(InputError, match=f"Ann Bell is speaker {ann} already; merge {bank} into {ann} if"):
        rename(session, bank, "Ann Bell", BY)  # "a minister" is somebody whom articles name
    set_kind(session, bank, SpeakerKind.ORGANISATION, BY)
    merge(session, ann, [anna], BY)
    rename(session, ann, "Anna Bell", BY)  # whose that was has gone into this one
    merge(session, bank, [ann], BY, any_kind=True)
    assert total(session, bank) == 9


def test_a_former_name_is_an_alias_until_the_renaming_is_undone(session: Session) -> None:
    bank = ids(session)["Bell Bank"]
    for name in ("First Bank", "Second Bank", "SECOND bank"):
        rename(session, bank, name, BY)
    connection = session.connection()
    for former in ("first bank", "Bell Bank"):
        assert find_speaker(session, former) == bank
        found = find_speakers(session, former)
        assert [one.id for one in renamed(connection, former, found)] == [bank]
    found = find_speakers(session, "second bank")
    assert renamed(connection, "second bank", found) == []
    [row] = [row for row in speakers(session) if row["speaker_id"] == bank]
    assert row["aliases"] == ["Bell Bank", "First Bank"]
    for _ in range(2):
        undo(session, None, BY)
    with pytest.raises(NotFoundError, match="Second Bank: no such speaker"):
        find_speaker(session, "Second Bank")
    assert find_speaker(session, "Bell Bank") == bank
    assert list(prove(session)) == []


def test_what_kind_somebody_is_holds_for_later_imports_and_is_undone(session: Session) -> None:
    known = {row["speaker"]: row for row in speakers(session) if row["speaker"]}
    anna, bank = (known[name]["speaker_id"] for name in ("Anna Bell", "Bell Bank"))

    def kinds(name: str) -> list[tuple[int, str]]:
        return [(row["speaker_id"], row["kind"]) for row in speakers(session) if row["speaker"] == name]

    made = set_kind(session, bank, SpeakerKind.GROUP, BY)
    assert kinds("Bell Bank") == [(bank, "group")]
    found = [row["claim"] for row in claims(session, ClaimFilter(speaker="Bell Bank", speaker_kind="group"))]
    assert len(found) == total(session, bank)
    # Whether an engine calls it what it was found as, or what people say.
    said = extraction()
    as_group = tuple(
        replace(one, speaker=replace(one.speaker, kind=SpeakerKind.GROUP)) if one.speaker.name == "Bell Bank" else one
        for one in said.attributions
    )
    save(session, article(7), said)
    save(session, article(8), replace(said, attributions=as_group))
    save(session, article(0), extraction(Engine("rules", "2", "")))
    assert kinds("Bell Bank") == [(bank, "group")]
    assert list(prove(session)) == []
    with pytest.raises(InputError, match=f"speaker {bank} Bell Bank is of the kind group already"):
        set_kind(session, bank, SpeakerKind.GROUP, BY)
    with pytest.raises(InputError, match="nobody is made author; the kinds are person, "):
        set_kind(session, anna, SpeakerKind.AUTHOR, BY)
    session.execute(text("UPDATE speaker SET kind = 'person' WHERE id = :bank"), {"bank": bank})
    assert any("the corrections come to 'group'" in line for line in prove(session))
    session.execute(text("UPDATE speaker SET kind = 'group' WHERE id = :bank"), {"bank": bank})
    undo(session, made, BY)
    [(_, one), (other, _)] = sorted(kinds("Bell Bank"))
    assert (one, len({kind for _, kind in kinds("Bell Bank")})) == ("organisation", 2)
    with pytest.raises(InputError, match=f"is speaker {other} already; merge {bank} into {other} if"):
        set_kind(session, bank, SpeakerKind.GROUP, BY)
    assert list(prove(session)) == []


def test_the_log_keeps_who_when_why_and_what_undid_it(session: Session) -> None:
    anna = ids(session)["Anna Bell"]
    first = rename(session, anna, "Anna B.", BY)
    with pytest.raises(InputError, match="is Ann's decision, not yours"):
        undo(session, first, Reviewer("Bob"))
    with pytest.raises(NotFoundError, match="nothing of Bob's to undo"):
        undo(session, None, Reviewer("Bob"))
    assert undo(session, first, replace(BY, reason="")) == first
    with pytest.raises(NotFoundError, match="is undone already"):
        undo(session, first, BY)
    with pytest.raises(NotFoundError, match="nothing of Ann's to undo"):
        undo(session, None, BY)
    with pytest.raises(NotFoundError, match="no such correction"):
        undo(session, first + 100, BY)
    undo(session, first + 1, BY)
    assert find_speaker(session, "anna b.") == anna
    rows = list(log(session))
    assert [(row["action"], row["reviewer"], row["reason"], row["undone_by"]) for row in rows] == [
        ("rename", "Ann", "she knows", None),
        ("undo", "Ann", "", first + 2),
        ("undo", "Ann", "she knows", None),
    ]
    assert rows[0]["what"] == f"{anna} Anna Bell to Anna B."
    assert [row["speakers"] for row in rows] == [{anna}] * 3
    assert rows[0]["made_at"].tzinfo is not None


def test_an_authority_file_joins_by_its_aliases_and_twice_changes_nothing(session: Session) -> None:
    authority = {"name": "Annabel Bell", "kind": "person", "wikidata": "Q7", "aliases": ["Ann Bell", "Anna Bell"]}
    assert load_authorities(session, [authority], BY) == 1
    before = people(session)
    found = find_speaker(session, "annabel bell")
    assert total(session, found) == 6
    [row] = [row for row in speakers(session) if row["speaker_id"] == found]
    assert (row["speaker"], row["wikidata"]) == ("Annabel Bell", "Q7")
    assert load_authorities(session, [authority], BY) == 0
    assert people(session) == before
    assert len(list(log(session))) == 1


def test_what_people_say_together_is_said_by_each(session: Session) -> None:
    before = total(session, ids(session)["Anna Bell"])
    one = extraction().attributions[0]
    both = replace(one, speaker=Speaker("Tom Cook; Anna Bell", SpeakerKind.PERSON))
    save(session, article(8), replace(extraction(), attributions=(both,), claims=extraction().claims[:1]))
    assert total(session, ids(session)["Anna Bell"]) == before + 1


def test_what_joined_speakers_is_said(session: Session) -> None:
    merge(session, ids(session)["Anna Bell"], [ids(session)["Ann Bell"]], BY)
    save(session, replace(article(9), text=f"{TEXT} 9"), extraction())
    number = next(log(session))["id"]
    rules = {row["speaker"]: row["joined_by"] for row in speakers(session)}
    assert set(rules["Anna Bell"]) == {"same name", f"correction {number}"}
    assert (rules["Bell Bank"], rules["J. Bell"]) == (["same name"], ["same article"])


def test_corrections_are_there_after_the_session(database: Database) -> None:
    with writing(database) as session:
        save(session, article(0), extraction())
        rename(session, find_speaker(session, "Anna Bell"), "A. B.", BY)
    with reading(database) as session:
        assert find_speaker(session, "A. B.") == find_speaker(session, "Anna Bell")


def test_nobody_takes_the_claims_of_whom_another_kind_has_by_his_first_name(session: Session) -> None:
    known = {row["speaker"]: row["speaker_id"] for row in speakers(session) if row["speaker"]}
    bell, bank = known["Ann Bell"], known["Bell Bank"]
    rename(session, bell, "Ann Bell-Cole", BY)
    add_alias(session, bank, "Ann Bell", BY)
    with pytest.raises(InputError, match=f"Ann Bell is speaker {bank} already; merge {bell} into {bank} if"):
        set_kind(session, bell, SpeakerKind.ORGANISATION, BY)
    assert list(prove(session)) == []


def test_what_articles_call_somebody_beside_his_name_is_no_name_in_a_decision(session: Session) -> None:
    words = "Ann Cole is the mayor of Elm. “It is late,” Cole said. The mayor said it was wet."
    save(session, Article(words, "mayor", "mayor.txt"), extract(words))
    (cole,) = (row["speaker_id"] for row in speakers(session) if row["speaker"] == "Ann Cole")
    assert find_speaker(session, "Cole") == cole
    assert [one.id for one in find_speakers(session, "the mayor")] == [cole]
    with pytest.raises(NotFoundError, match=rf"the mayor: what articles call {cole} \(Ann Cole, person\), and others"):
        find_speaker(session, "the mayor")
    add_alias(session, cole, "the mayor", BY)
    assert find_speaker(session, "the mayor") == cole
