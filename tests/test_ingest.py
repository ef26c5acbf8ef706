import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from factdb.ingest import ingest
from factdb.store.connect import make_engine, reading
from factdb.store.read.claims import claims
from factdb.store.save import Saved
from factdb.store.schema.tables import Article
from factdb.store.verify.proof import prove
from tests.store.loading import load_all

SENTENCES = [
    "“It is {n},” said Ann Lee, “and it may rain.”",
    "According to the ministry, {n} people could leave.",
    "Nobody came.",
    "Bob Ray, who warned that {n} was too many, allegedly left.",
]


@pytest.fixture
def engine(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(str(copy(migrated_sqlite, tmp_path / "news.db")))
    yield engine
    engine.dispose()


def generated(path: Path, count: int) -> Path:
    """JSON Lines of ``count`` different articles."""
    texts = (" ".join(sentence.format(n=number) for sentence in SENTENCES) for number in range(count))
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def rows(engine: Engine) -> list[dict[str, object]]:
    with reading(engine) as session:
        return [dict(row) for row in claims(session)]


def problems(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(prove(session))


def test_outcomes_come_in_the_order_of_the_articles(engine: Engine, tmp_path: Path) -> None:
    one, many = tmp_path / "one.txt", generated(tmp_path / "many.jsonl", 2)
    one.write_text("Nobody came.")
    outcomes = list(ingest(engine, [tmp_path / "missing.txt", one, many, one]))
    assert [outcome.saved for outcome in outcomes] == [None, Saved.NEW, Saved.NEW, Saved.NEW, Saved.UNCHANGED]
    assert "missing.txt" in str(outcomes[0].error)
    assert (outcomes[1].name, outcomes[1].claims) == ("one", 1)
    assert outcomes[4].claims == 0
    with reading(engine) as session:
        assert [article.name for article, _ in load_all(session)] == ["one", "many-1", "many-2"]


def test_what_was_yielded_is_stored_and_the_rest_is_not(engine: Engine, tmp_path: Path) -> None:
    outcomes = ingest(engine, [generated(tmp_path / "many.jsonl", 5)])
    first = [next(outcomes), next(outcomes)]
    outcomes.close()  # type: ignore[attr-defined]
    assert Counter(row["article_id"] for row in rows(engine)) == {
        number: outcome.claims for number, outcome in enumerate(first, 1)
    }


def test_twice_is_once(engine: Engine, tmp_path: Path) -> None:
    path = generated(tmp_path / "many.jsonl", 5)
    assert {outcome.saved for outcome in ingest(engine, [path])} == {Saved.NEW}
    before = rows(engine)
    assert [outcome.saved for outcome in ingest(engine, [path, path])] == [Saved.UNCHANGED] * 10
    assert rows(engine) == before


ODD = ["“", "”", '"', "'", "‘", "\n\n", "\r\n", "\ufeff", "\u00a0", "e\u0301", "\U0001d49c"]
ANY_TEXT = st.lists(st.text(max_size=40) | st.sampled_from(SENTENCES + ODD), min_size=1, max_size=20).map("".join)


def test_any_text_imports_and_its_spans_prove(engine: Engine) -> None:
    @settings(max_examples=20)
    @given(ANY_TEXT)
    def imports(text: str) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "any.jsonl"
            path.write_text(json.dumps({"text": text}) + "\n")
            (outcome,) = ingest(engine, [path])
        assert outcome.saved or "\0" in text or not text.removeprefix("\ufeff").strip()

    imports()
    assert problems(engine) == []


def test_any_bytes_import_or_say_in_one_line_why_not(engine: Engine) -> None:
    @given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".jsonl", ".bin"]))
    def imports(content: bytes, ending: str) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"any{ending}"
            path.write_bytes(content)
            for outcome in ingest(engine, [path]):
                message = str(outcome.error)
                assert outcome.saved or (str(path) in message and len(message.splitlines()) == 1)

    imports()
    assert problems(engine) == []


def test_a_killed_import_leaves_whole_articles_and_is_finished_by_the_next(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    """Whether it was killed while it worked alone, or while others extracted for it."""
    path = generated(tmp_path / "many.jsonl", 30)
    database = str(copy(migrated_sqlite, tmp_path / "killed.db"))
    command = [sys.executable, "-m", "factdb", "import", str(path), "--db", database, "--jobs"]
    killed = make_engine(database)
    for jobs, wanted in zip(("1", "2"), sorted(random.sample(range(1, 20), 2)), strict=True):
        process = subprocess.Popen([*command, jobs], stderr=subprocess.DEVNULL)
        while process.poll() is None and stored(killed) < wanted:
            time.sleep(0.05)
        process.kill()
        process.wait()
        assert problems(killed) == []
    whole = make_engine(str(copy(migrated_sqlite, tmp_path / "whole.db")))
    list(ingest(whole, [path]))
    done = subprocess.run([*command, "2"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert done.stdout == b""
    for row, expected in zip(rows(killed), rows(whole), strict=True):
        assert row == expected
    killed.dispose()
    whole.dispose()


def stored(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count(Article.id))) or 0
