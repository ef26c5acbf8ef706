"""What people decide about speakers: any sequence undone gives the start, and the log keeps what holds."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.records import Engine, SpeakerKind
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.speaker_links import work_out
from factdb.store.corrections.speakers import add_alias, load_authorities, log, merge, rename, set_kind, split
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.read.find.speaker import find_speaker
from factdb.store.save import save
from factdb.store.verify.shown import shown_problems
from tests.store.bells import BY, NAMES, article, everyone, extraction, ids, people

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
def test_any_decisions_undone_give_the_start(bells: Database, steps: list[tuple[Any, ...]]) -> None:
    """Also with an article imported in between, and one read again by another engine.

    Each undoing, of whichever decision, comes to what working out all of them comes to; so does what is counted.
    """
    with writing(bells) as session:
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
    with writing(bells) as session:
        if ("import",) in steps:
            save(session, article(3), extraction())
            save(session, article(0), extraction(Engine("rules", "2", "")))
        plain = people(session)
        session.rollback()
    assert after == plain


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


def test_corrections_are_there_after_the_session(database: Database) -> None:
    with writing(database) as session:
        save(session, article(0), extraction())
        rename(session, find_speaker(session, "Anna Bell"), "A. B.", BY)
    with reading(database) as session:
        assert find_speaker(session, "A. B.") == find_speaker(session, "Anna Bell")
