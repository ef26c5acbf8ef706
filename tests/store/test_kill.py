"""A process that is killed while it saves or corrects leaves whole articles, whole decisions and nothing else."""

import random
import subprocess
import sys
import time

from sqlalchemy import Engine as Database

from factdb.store.connect import reading
from factdb.store.verify.proof import proofs
from tests.store.example import ARTICLE, EXTRACTION
from tests.store.loading import load_all
from tests.store.people import Told, begin, killed, wrong

# Says a number only after its article is committed.
_SAVE_FOR_EVER = """
import sys
from dataclasses import replace
from itertools import count
from factdb.store.connect import make_engine, writing
from factdb.store.save import save
from tests.store.example import ARTICLE, EXTRACTION

engine = make_engine(sys.argv[1])
for number in count(int(sys.argv[2])):
    with writing(engine) as session:
        save(session, replace(ARTICLE, text=f"{ARTICLE.text} {number}"), EXTRACTION)
    print(number, flush=True)
"""


def test_whatever_was_reported_before_a_kill_is_whole(database: Database, database_url: str) -> None:
    reported: set[int] = set()
    for kill in range(3):
        command = [sys.executable, "-c", _SAVE_FOR_EVER, database_url, str(kill * 1_000_000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            reported.add(int(process.stdout.readline()))
            time.sleep(random.uniform(0, 0.3))
            process.kill()
            reported |= {int(line) for line in process.stdout if line.endswith("\n")}
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
