import pytest
from sqlalchemy import Engine as Database

from factdb.records import (
    Article,
    Attribution,
    Engine,
    Extraction,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.store.connect import writing
from factdb.store.read.speakers.candidates import MANY, candidates
from factdb.store.save import save

PERSON, ORGANISATION = SpeakerKind.PERSON, SpeakerKind.ORGANISATION


@pytest.mark.parametrize(
    ("one", "other", "kind", "reason"),
    [
        ("Leonard Burman", "Len Burman", PERSON, "same surname, nickname"),
        ("Anna Bell", "A. Bell", PERSON, "same surname, initial"),
        ("Annabella Bell", "Annab Bell", PERSON, "same surname, short first name"),
        ("Anna Bell", "Bell", PERSON, "same surname"),
        ("Jorge Castaneda", "Jorge Castanedo", PERSON, "near spelling"),
        ("Bureau of River Mapping", "B.R.M.", ORGANISATION, "acronym"),
        ("Wells Fargo", "Wels Fargo", ORGANISATION, "near spelling"),
        ("Senate", "The Senate", ORGANISATION, "same name"),
        ("Anna Bell", "Tom Bell", PERSON, None),
        # "Jr." is no surname, and tells a son from his father as initials tell two of one name apart.
        ("Anna Bell Jr.", "Anna Cole Jr.", PERSON, None),
        ("Len Bell Jr.", "Leonard Bell", PERSON, "same surname, nickname"),
        ("Len Bell Jr.", "Len Bell Sr.", PERSON, None),
        ("Anna W. Bell", "Anna H.W. Bell", PERSON, None),
        ("Wells Fargo", "White House", ORGANISATION, None),
        ("Harbour Research Center", "Harbour Research Centre", ORGANISATION, "near spelling"),
        ("Kenton County Fire Department", "Kenley County Fire Department", ORGANISATION, None),
        ("Kent Harbour District Council", "Kens Harbour District Council", ORGANISATION, None),
    ],
)
def test_who_may_be_one_and_why(
    shared_database: Database, one: str, other: str, kind: SpeakerKind, reason: str | None
) -> None:
    spans = (Span(0, 1),)
    found = tuple(
        Attribution(spans, Span(0, 1), spans, QuoteType.INDIRECT, Speaker(name, kind), 1.0)
        for name in (one, one, other)
    )
    with writing(shared_database) as session:
        save(session, Article("a", "a", "a"), Extraction(Engine("rules", "1", ""), found, ()))
        rows = list(candidates(session))
        session.rollback()
    expected = [] if reason is None else [(one, 2, other, 1, reason)]
    assert [(r["speaker"], r["total"], r["other"], r["other_total"], r["reason"]) for r in rows] == expected


@pytest.mark.parametrize(
    ("name", "kind", "asked"),
    [("Police", ORGANISATION, 0), ("city council", ORGANISATION, 0), ("Marsh", PERSON, 1)],
)
def test_a_body_called_by_a_noun_is_another_in_each_article(
    shared_database: Database, name: str, kind: SpeakerKind, asked: int
) -> None:
    spans = (Span(0, 1),)
    found = (Attribution(spans, Span(0, 1), spans, QuoteType.INDIRECT, Speaker(name, kind), 1.0),)
    with writing(shared_database) as session:
        for article in ("a", "b"):
            save(session, Article(article, article, article), Extraction(Engine("rules", "1", ""), found, ()))
        rows = list(candidates(session))
        session.rollback()
    assert len(rows) == asked


def test_of_a_name_that_very_many_have_each_is_asked_about_beside_the_most_frequent(shared_database: Database) -> None:
    spans, names = (Span(0, 1),), ["Marsh", "Paul Marsh", "Paul Marsh"]
    with writing(shared_database) as session:
        for number in range(3 * MANY):
            found = tuple(
                Attribution(spans, Span(0, 1), spans, QuoteType.INDIRECT, Speaker(name, PERSON), 1.0)
                for name in [*names, f"A{chr(97 + number % 26)}{number // 26 * 'x'} Marsh"]
            )
            save(session, Article(f"a{number}", "a", "a"), Extraction(Engine("rules", "1", ""), found, ()))
        rows = list(candidates(session))
        session.rollback()
    alone = [row for row in rows if (row["speaker"], row["other"]) == ("Marsh", "Marsh")]
    assert len(alone) == 3 * MANY - 1
    assert len({row["speaker_id"] for row in alone}) == 1
    assert ("Paul Marsh", "Marsh") in {(row["speaker"], row["other"]) for row in rows}
    assert len(rows) < 3 * MANY * MANY
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
