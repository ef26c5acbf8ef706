"""A database from before speakers were joined by their first and last names."""

from sqlalchemy import Engine as Database
from sqlalchemy import text

from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.speakers import rename
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import speakers
from factdb.store.read.find_speaker import find_speaker
from factdb.store.schema import migrate as schema

_NAMES = ("Donald Trump", "Donald J. Trump", "Trump")
_ROWS = (
    "INSERT INTO article VALUES (1, 'x', 'Trump said so', 1, 'a', 'a', '', '', '', NULL, '2024-05-06T00:00:00+00:00')",
    "INSERT INTO extraction VALUES (1, 1, 'rules', '1', '', '2024-05-06T00:00:00+00:00')",
)


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
    assert (first["speaker"], first["total"], first["aliases"]) == ("Donald Trump", 2, ["Donald J. Trump"])
    assert (second["speaker"], second["joined_by"]) == ("Trump", ["same article"])
    assert set(first["joined_by"]) == {"same name", "same first and last name"}
    with writing(blank) as session:
        found = find_speaker(session, "donald trump")
        rename(session, found, "The Donald", Reviewer("Ann"))
        undo(session, None, Reviewer("Ann"))
        assert [row["speaker"] for row in speakers(session)] == ["Donald Trump", "Trump"]
    schema.downgrade(blank, "0002", agree=lambda _: None)
    schema.upgrade(blank)
    assert schema.check(blank) == []
