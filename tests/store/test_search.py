import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine as Database
from sqlalchemy import text

from factdb.errors import NotFoundError
from factdb.names.folding import LONGEST_TEXT, LONGEST_WORD, fold
from factdb.records import (
    Article,
    Claim,
    Engine,
    Extraction,
    Span,
)
from factdb.store.connect import reading, writing
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.save import save
from tests.store.strategies import texts

with_one_database = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def store(database: Database, *sentences: str) -> None:
    """An article of these sentences, a claim each."""
    body, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(body), len(body) + len(sentence)))
        body += sentence + "\n"
    with writing(database) as session:
        save(
            session,
            Article(body, "name", "source"),
            Extraction(Engine("e", "1", ""), (), tuple(Claim((span,)) for span in spans)),
        )


def found(database: Database, words: str) -> list[int]:
    with reading(database) as session:
        return [row["position"] for row in claims(session, ClaimFilter(text=words))]


@pytest.fixture(scope="module")
def stored(shared_database: Database) -> Database:
    store(
        shared_database,
        "Grain exports rose.",
        "He would and/or would not sell 10.5 tons of grain.",
        "Slavoj Žižek met O’Brien.",
        "STRASSE, straße, 한국, x_y",
    )
    return shared_database


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        ("grain", [0, 1]),
        ("GRAIN exports", [0]),
        ("exports grain", [0]),
        ("expor", []),
        ("Zizek", [2]),
        ("ŽIŽEK", [2]),
        ("o'brien", [2]),
        ('"grain"', [0, 1]),
        ("-grain", [0, 1]),
        ("grain*", [0, 1]),
        ("expor*", [0]),
        ("GRA* ros*", [0]),
        ('"exports rose"', [0]),
        ("“rose exports”", []),
        ('"would not" gra*', [1]),
        ("folded:grain", []),
        ("grain OR Žižek", []),
        ("grain NOT exports", []),
        ("NEAR(grain exports)", []),
        ("10.5", [1]),
        ("or not", [1]),
        ("and/or", [1]),
        ("strasse", [3]),
        ("Straße", [3]),
        ("한국", [3]),
        ("x_y", [3]),
    ],
)
def test_all_words_must_stand_there_and_none_is_an_operator(stored: Database, words: str, positions: list[int]) -> None:
    assert found(stored, words) == positions


@with_one_database
@given(words=st.one_of(st.text(max_size=30), texts, st.text("'\"-*:^()\\%_&|!<> aN", max_size=20)))
def test_no_words_crash_or_find_everything(database: Database, words: str) -> None:
    with writing(database) as session:
        save(
            session,
            Article("zzzz", "name", "source"),
            Extraction(Engine("e", "1", ""), (), (Claim((Span(0, 4),)),)),
        )
        if fold(words):
            assert list(claims(session, ClaimFilter(text=words))) == [] or "zzzz" in fold(words)
        else:
            with pytest.raises(NotFoundError):
                list(claims(session, ClaimFilter(text=words)))
        session.rollback()


@with_one_database
@given(body=texts, data=st.data())
def test_a_claim_is_found_by_each_of_its_words(database: Database, body: str, data: st.DataObject) -> None:
    assume(fold(body))
    words = data.draw(st.lists(st.sampled_from(fold(body).split()), min_size=1, max_size=3))
    with writing(database) as session:
        save(
            session,
            Article(body, "name", "source"),
            Extraction(Engine("e", "1", ""), (), (Claim((Span(0, len(body)),)),)),
        )
        assert len(list(claims(session, ClaimFilter(text=" ".join(words))))) == 1
        assert len(list(claims(session, ClaimFilter(text=body)))) == 1
        session.rollback()


def test_search_follows_a_claim_that_is_changed_or_deleted(database: Database) -> None:
    store(database, "grain", "wheat")
    with writing(database) as session:
        session.execute(text("UPDATE claim SET folded = 'barley' WHERE position = 0"))
        session.execute(text("DELETE FROM claim_span"))
        session.execute(text("DELETE FROM claim WHERE position = 1"))
    assert (found(database, "grain"), found(database, "wheat"), found(database, "barley")) == ([], [], [0])


@given(texts)
def test_folding_gives_letters_and_digits_parted_by_single_spaces(body: str) -> None:
    folded = fold(body)
    assert all(word.isalnum() for word in folded.split(" ") if word)
    assert folded == " ".join(folded.split())


def test_folding_cuts_what_no_index_takes() -> None:
    assert len(fold("x" * (LONGEST_WORD + 1))) == LONGEST_WORD
    assert len(fold("word " * LONGEST_TEXT)) == LONGEST_TEXT
