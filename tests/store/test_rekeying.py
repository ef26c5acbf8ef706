"""Databases from before speakers were joined as they are today."""

from collections.abc import Sequence

from sqlalchemy import Engine as Database
from sqlalchemy import Text, cast, insert, select, text, update
from sqlalchemy.orm import Session

from factdb.names.folding import fold
from factdb.names.identity import former_keys
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
from factdb.store.corrections.speakers import rename
from factdb.store.corrections.undo import undo
from factdb.store.read.find.speaker import find_speaker
from factdb.store.read.speakers import speakers
from factdb.store.save import save
from factdb.store.schema import migrate as schema
from factdb.store.schema.tables import Article as ArticleRow
from factdb.store.schema.tables import Attribution as AttributionRow
from factdb.store.schema.tables import Speaker as SpeakerRow
from factdb.store.write.shown import count_claims

_NAMES = ("Dora Quill", "Dora J. Quill", "Quill")
_ROWS = (
    "INSERT INTO article VALUES (1, 'x', 'Quill said so', 1, 'a', 'a', '', '', '', NULL, '2024-05-06T00:00:00+00:00')",
    "INSERT INTO extraction VALUES (1, 1, 'rules', '1', '', '2024-05-06T00:00:00+00:00')",
)


def stored(session: Session, names: Sequence[str], kind: SpeakerKind) -> None:
    """An article for each name, each with a speaker of its own, under the key of earlier rules."""
    for name in names:
        article = Article(f"{name} said so.", name, name)
        cue = Span(len(name) + 1, len(name) + 5)
        source, content = Span(0, len(name)), Span(len(name) + 6, len(name) + 8)
        found = Attribution((source,), cue, (content,), QuoteType.INDIRECT, Speaker(name, kind), 0.9)
        save(session, article, Extraction(Engine("test", "1", ""), (found,), (Claim((content,), attribution=0),)))
    session.execute(update(SpeakerRow).values(key=cast(SpeakerRow.id, Text)))
    for number, row in enumerate(session.scalars(select(AttributionRow).order_by(AttributionRow.id)).all(), 100):
        sha256 = Article(f"{row.named} said so.", "", "").sha256
        key = former_keys(Speaker(row.named, kind), sha256)[0]
        values = {"id": number, "key": key, "name": row.named, "found_name": row.named, "folded": fold(row.named)}
        session.execute(insert(SpeakerRow).values(kind=kind.value, found_kind=kind.value, **values))
        session.execute(update(AttributionRow).where(AttributionRow.id == row.id).values(speaker_id=number))
    count_claims(session.connection(), session.scalars(select(ArticleRow.id)).all())


def test_names_are_joined_by_the_rules_of_today(blank: Database) -> None:
    schema.upgrade(blank)
    with writing(blank) as session:
        stored(session, ("F.B.I.", "Federal Bureau of Investigation", "FBI", "Pier Board"), SpeakerKind.ORGANISATION)
        assert len(list(speakers(session))) == 4
        work_out(session)
    with reading(blank) as session:
        assert [(row["speaker"], row["total"]) for row in speakers(session)] == [
            ("Federal Bureau of Investigation", 3),
            ("Pier Board", 1),
        ]
        assert find_speaker(session, "fbi") == find_speaker(session, "Federal Bureau of Investigation")


def test_whom_people_have_decided_about_stays_who_it_was(blank: Database) -> None:
    schema.upgrade(blank)
    with writing(blank) as session:
        stored(session, ("Merkel", "A. Merkel", "Angela Merkel"), SpeakerKind.PERSON)
        first = session.scalars(select(SpeakerRow.id).where(SpeakerRow.found_name == "Merkel")).one()
        rename(session, first, "Petra Merkel", Reviewer("Ann"))
        work_out(session)
    with reading(blank) as session:
        assert {row["speaker"]: row["total"] for row in speakers(session)} == {
            "A. Merkel": 1,
            "Angela Merkel": 1,
            "Petra Merkel": 1,
        }


def test_speakers_of_one_name_become_one_and_pronouns_no_aliases(blank: Database) -> None:
    schema.upgrade(blank, "0002")
    with writing(blank) as session:
        for row in _ROWS:
            session.execute(text(row))
        for number, name in enumerate(_NAMES, 1):
            values = {"id": number, "name": name, "written": "he" if number == 1 else name}
            session.execute(text("INSERT INTO speaker VALUES (:id, :name, 'person', :name, lower(:name))"), values)
            session.execute(
                text(
                    "INSERT INTO attribution (id, extraction_id, position, speaker_id, named, named_kind, named_rule,"
                    " quote_type, confidence, why)"
                    " VALUES (:id, 1, :id, :id, :name, 'person', '', 'indirect', 1, '[]')"
                ),
                values,
            )
            session.execute(
                text("INSERT INTO attribution_span VALUES (:id, 'source', 0, 0, 5, :written)"),
                values,
            )
            session.execute(
                text(
                    "INSERT INTO claim (id, uid, extraction_id, position, attribution_id, start_offset, end_offset,"
                    " exact, folded, status, quoted, sourced, speculative, confidence, prefix, suffix)"
                    " VALUES (:id, :name, 1, :id, :id, 0, 5, '', '', 'sourced', false, true, false, 1, '', '')"
                ),
                values,
            )
        if blank.dialect.name == "postgresql":
            session.execute(text("SELECT setval(pg_get_serial_sequence('speaker', 'id'), 10)"))
    schema.upgrade(blank)
    assert schema.check(blank) == []
    with reading(blank) as session:
        first, second = speakers(session)
    assert (first["speaker"], first["total"], first["aliases"]) == ("Dora Quill", 2, ["Dora J. Quill"])
    assert (second["speaker"], second["joined_by"]) == ("Quill", ["same article"])
    assert set(first["joined_by"]) == {"same name", "same first and last name"}
    with writing(blank) as session:
        found = find_speaker(session, "dora quill")
        rename(session, found, "The Quill", Reviewer("Ann"))
        undo(session, None, Reviewer("Ann"))
        assert [row["speaker"] for row in speakers(session)] == ["Dora Quill", "Quill"]
    schema.downgrade(blank, "0002", agree=lambda _: None)
    schema.upgrade(blank)
    assert schema.check(blank) == []
