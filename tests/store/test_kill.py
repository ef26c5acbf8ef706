"""A process that is killed while it saves or corrects leaves whole articles, whole decisions and nothing else."""

import random
from dataclasses import replace
from itertools import count
from typing import Any

from sqlalchemy import Engine as Database

from factdb.store.connect import make_engine, reading, writing
from factdb.store.save import save
from factdb.store.verify.proof import proofs
from tests.store import processes
from tests.store.example import ARTICLE, EXTRACTION
from tests.store.loading import load_all
from tests.store.people import Told, begin, killed, wrong


def save_for_ever(url: str, first: int, pipe: Any) -> None:
    """Tell a number only after its article is committed."""
    engine = make_engine(url)
    for number in count(first):
        with writing(engine) as session:
            save(session, replace(ARTICLE, text=f"{ARTICLE.text} {number}"), EXTRACTION)
        pipe.send(number)


def test_whatever_was_reported_before_a_kill_is_whole(database: Database, database_url: str) -> None:
    reported: set[int] = set()
    for kill in range(3):
        told = processes.killed(save_for_ever, database_url, kill * 1_000_000, seconds=random.uniform(0, 0.3))
        reported.update(told)
    with reading(database) as session:
        stored = list(load_all(session))
        assert all(extraction == EXTRACTION for _, extraction in stored)
        assert not any(proof.problems for proof in proofs(session))
    found = {int(article.text.removeprefix(ARTICLE.text)) for article, _ in stored}
    assert len(found) == len(stored)
    # Of each run no more than one article was stored and not yet reported.
    assert reported <= found
    assert len(found - reported) <= 3


def test_whatever_was_decided_before_a_kill_is_there(database: Database, database_url: str) -> None:
    """Corrections, undoings, new versions and new extractions, in any order."""
    begin(database)
    heard: list[Told] = []
    for kill in range(4):
        heard += killed(database_url, "Ann", kill, random.uniform(0, 0.4))
        assert list(wrong(database, heard)) == []
    assert [one for one in heard if one.done[0] == "error"] == []
