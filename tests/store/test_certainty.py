"""How sure claims are, stored; and what an older database knows of it after its upgrade."""

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from factdb.store.connect import writing
from factdb.store.schema import migrate as schema

_BEFORE = """
    INSERT INTO article VALUES (1, 'f00', 'It may rain. It is wet.', 6, 'wet', '', '', '', '', NULL,
                                '2024-01-01T00:00:00+00:00');
    INSERT INTO extraction VALUES (1, 1, 'rules', '1', 'd', '2024-01-01T00:00:00+00:00');
    INSERT INTO claim VALUES (1, 'a', 1, 0, NULL, 0, 12, 'It may rain.', 'it may rain', 'speculative',
                              false, false, true, 'writer', 0.9, '', '');
    INSERT INTO claim VALUES (2, 'b', 1, 1, NULL, 13, 23, 'It is wet.', 'it is wet', 'unsourced',
                              false, false, false, NULL, 0.9, '', '');
    INSERT INTO hedge VALUES (1, 0, 'epistemic', 'writer', 3, 6, 'may', 0, 11, 'It may rain')
"""


@pytest.fixture
def upgraded(blank: Database) -> Database:
    schema.upgrade(blank, "0001")
    with writing(blank) as session:
        for statement in _BEFORE.split(";"):
            session.execute(text(statement))
    schema.upgrade(blank, "0002")
    return blank


def test_what_was_hedged_is_possible_and_the_rest_certain(upgraded: Database) -> None:
    with writing(upgraded) as session:
        report = "SELECT claim, certainty, denied, hedge_kinds FROM attribution_report ORDER BY position"
        assert [
            (row.claim, row.certainty, bool(row.denied), row.hedge_kinds) for row in session.execute(text(report))
        ] == [
            ("It may rain.", "possible", False, "epistemic"),
            ("It is wet.", "certain", False, None),
        ]


def test_back_and_forth_keeps_the_claims(upgraded: Database) -> None:
    schema.downgrade(upgraded, "0001")
    with writing(upgraded) as session:
        rows = session.execute(text("SELECT * FROM attribution_report")).all()
        assert len(rows) == 2
        assert not hasattr(rows[0], "certainty")
    schema.upgrade(upgraded, "0002")
    with writing(upgraded) as session:
        assert session.scalar(text("SELECT count(*) FROM claim WHERE certainty = 'possible'")) == 1


def test_what_contradicts_itself_is_refused(upgraded: Database) -> None:
    for change in (
        "UPDATE claim SET certainty = 'certain' WHERE speculative",
        "UPDATE claim SET certainty = 'probable' WHERE NOT speculative",
        "UPDATE claim SET certainty = 'sure'",
        "UPDATE hedge SET certainty = 'certain'",
        "UPDATE hedge SET confidence = 1.5",
    ):
        with pytest.raises(IntegrityError), writing(upgraded) as session:
            session.execute(text(change))
