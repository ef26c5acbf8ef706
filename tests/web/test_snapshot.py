"""What is kept in memory is, after corrections of speakers, what a new reading of the database finds."""

import numpy as np
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factdb.store.browse.snapshot import Columns, Snapshot
from factdb.store.connect import reading, writing
from factdb.store.corrections import speakers as corrections
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.undo import undo
from factdb.store.schema.tables import Speaker

ANN = Reviewer("Ann")


def test_a_merge_and_its_undoing_are_seen(filled: Engine) -> None:
    kept = Snapshot()
    with reading(filled) as session:
        before = kept.columns(session)
        ids = dict(session.execute(select(Speaker.name, Speaker.id)).all())
        assert len(before.relays), "the newspaper tells of somebody who tells what another said"
    teller, told = before.relays[0].tolist()
    for gone in (told, ids["Anna Lindqvist"]):
        with writing(filled) as session:
            corrections.merge(session, teller, [gone], ANN, any_kind=True)
        with reading(filled) as session:
            now = kept.columns(session)
            assert gone not in now.of["speaker"]
            assert not (now.relays == gone).any()
            _same(now, session)
    for _ in range(2):
        with writing(filled) as session:
            undo(session, None, ANN)
    with reading(filled) as session:
        again = kept.columns(session)
        assert np.array_equal(again.of["speaker"], before.of["speaker"])
        assert np.array_equal(again.relays, before.relays)
        _same(again, session)


def _same(columns: Columns, session: Session) -> None:
    fresh = Snapshot().columns(session)
    for name, column in fresh.of.items():
        assert np.array_equal(columns.of[name], column), name
    assert np.array_equal(columns.relays, fresh.relays)
