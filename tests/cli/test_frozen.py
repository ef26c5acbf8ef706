"""What was stored with an earlier schema is listed, reported and exported as it was then, byte for byte.

That of 0004 holds the sample article and thirty others, eight of them in two versions, an engine's second opinion, and
every kind of decision, some of them disputed, orphaned or conflicting; that of 0008 relayed sayings, passages and
readings; that of 0011 also what other formats tell of where they come from; that of 0014 what people said of articles
and removed. See ``tests/store/frozen/README.md``.
"""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine as Database
from sqlalchemy import text

from factdb.cli import cli
from factdb.formats.csv import unprotect
from factdb.store.connect import reading
from factdb.store.schema import migrate as schema
from factdb.store.schema import version
from factdb.store.verify.proof import proofs
from tests.store.thaw import outputs, thaw

REVISIONS = ("0004", "0008", "0011", "0014")
# Not all of them were there from the first.
LISTED = {
    "appearances.json": ("articles", "--appearances", "--format", "json"),
    "articles.csv": ("articles", "--versions"),
    "copies.csv": ("articles", "--copies"),
    "claims.json": ("claims", "--machine", "--format", "json"),
    "diff.json": ("diff", "Courier_2025-03-04_mill", "--format", "json"),
    "disputed.csv": ("claims", "--state", "disputed"),
    "export.jsonl": ("export", "--format", "jsonl"),
    "hedged.csv": ("claims", "--hedged"),
    "history.json": ("history", "--format", "json"),
    "log.csv": ("speakers", "log"),
    "machine.csv": ("report", "attribution", "--machine"),
    "passages.csv": ("claims", "--all-passages"),
    "relayed.csv": ("claims", "--relayed", "--machine"),
    "rejected.json": ("claims", "--state", "rejected", "--machine", "--format", "json"),
    "report.csv": ("report", "attribution"),
    "speakers.json": ("speakers", "--format", "json"),
    "summary.csv": ("report", "summary"),
}
# What a name meant then, where that was something else.
OF_THAT_TIME = {
    ("0004", "hedged.csv"): ("claims", "--hedged", "--text", "crowns"),
    ("0004", "diff.json"): ("diff", "town-03", "--format", "json"),
}
# Sources of whom people said that somebody else is meant.
TAUGHT = {"The Harbour Board", "Bram Aldane, Mayor", "Kaja Gravdal", "Lindholm", "parents", "Holm"}


@pytest.fixture
def revision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def url(blank: Database, blank_url: str, revision: str) -> str:
    """The URL of the frozen database, upgraded."""
    thaw(blank, revision)
    schema.upgrade(blank)
    assert schema.check(blank) == []
    return blank_url


def run(url: str, *arguments: str) -> bytes:
    result = CliRunner().invoke(cli, [*arguments, "--db", url], prog_name="factdb")
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


# On PostgreSQL the first, where most has to be moved, and the last: what is between is the same steps.
@pytest.mark.parametrize(
    ("blank_url", "revision"),
    [*(("sqlite", one) for one in REVISIONS), *(("postgresql", one) for one in (REVISIONS[0], REVISIONS[-1]))],
    indirect=True,
)
def test_all_is_as_it_was_and_proved_and_going_back_and_up_again_changes_nothing(
    url: str, blank: Database, revision: str, tmp_path: Path
) -> None:
    then = outputs(revision)
    listed = {name for name in then if not name.startswith("brat/")}
    assert listed <= LISTED.keys() and {"report.csv", "history.json"} <= listed
    for name in listed:
        command = OF_THAT_TIME.get((revision, name), LISTED[name])
        assert as_then(name, run(url, *command), then[name]) == then[name], name
    chains = [] if revision == "0004" else ["--nested"]
    run(url, "export", "--format", "brat", *chains, "-o", str(tmp_path))
    exported = {f"brat/{path.name}": path.read_bytes() for path in tmp_path.glob("*.ann")}
    assert exported == {name: content for name, content in then.items() if name.startswith("brat/")}
    # Then nobody disagreed with what others made of a claim that they had accepted.
    assert run(url, "db", "upgrade") == b""
    with reading(blank) as session:
        assert [problem for proof in proofs(session) for problem in proof.problems] == []
    check_there_and_back(url, revision, blank)


def check_there_and_back(url: str, revision: str, blank: Database) -> None:
    now = run(url, "claims", "--machine", "--format", "json"), run(url, "claims", "--state", "rejected")
    before = view(blank)
    schema.downgrade(blank, revision)
    assert version.current(blank) == revision
    then = view(blank)
    # Columns that came later go, and nothing else.
    assert then == [{column: row[column] for column in then[0]} for row in before]
    schema.upgrade(blank)
    assert (run(url, "claims", "--machine", "--format", "json"), run(url, "claims", "--state", "rejected")) == now


def view(database: Database) -> list[Any]:
    with reading(database) as session:
        rows = session.execute(text("SELECT * FROM attribution_report ORDER BY article_id, position"))
        return [dict(row) for row in rows.mappings()]


def as_then(name: str, now: bytes, then: bytes) -> bytes:
    """``now`` without the columns and keys that were added since."""
    if now == then:
        return now
    if name.endswith(".csv"):
        return "".join(_of_columns(now.decode(), then.decode(), name)).encode()
    lines = zip(now.decode().splitlines(), then.decode().splitlines(), strict=True)
    if name.endswith(".jsonl"):
        return "".join(f"{json.dumps(_of(*map(json.loads, pair)), ensure_ascii=False)}\n" for pair in lines).encode()
    rows = list(map(_of, json.loads(now), before := json.loads(then)))
    if name == "speakers.json":
        rows = list(map(_taught, rows, before))
    return ("[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]\n").encode()


def _taught(now: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """Then whomever a person chose was also called as the one whom the source names, and one who is only described so
    had no name beside that.
    """
    kept = [alias for alias in then["aliases"] if alias not in TAUGHT]
    same = (kept, then["aliases"], [then["speaker"], *kept])
    return {**now, "aliases": then["aliases"]} if now["aliases"] in same else now


def _of_columns(now: str, then: str, name: str) -> Iterator[str]:
    before = csv.DictReader(StringIO(then, newline=""))
    # Then an article's claims were counted with bylines and the like.
    counted = [{"claims": row["claims"]} if name == "articles.csv" else {} for row in before]
    columns = next(csv.reader(StringIO(then)))
    rows = csv.DictReader(StringIO(now, newline=""))
    file = StringIO(newline="")
    writer = csv.DictWriter(file, columns, extrasaction="ignore")
    writer.writeheader()
    # Cells that a spreadsheet would take for a number or a date are protected since.
    writer.writerows(
        {name: _as_protected_then(unprotect(row[name])) for name in columns} | count
        for row, count in zip(rows, counted, strict=True)
    )
    yield file.getvalue()


def _as_protected_then(cell: str) -> str:
    return f"'{cell}" if cell[:1] in tuple("=+-@'\t\r\n") and cell else cell


def _of(now: Any, then: Any) -> Any:
    """``now`` with the keys that ``then`` has, all the way down."""
    match now, then:
        case dict(), dict():
            return {key: _of(now[key], value) for key, value in then.items()}
        case list(), list() if len(now) == len(then):
            return [_of(one, other) for one, other in zip(now, then, strict=True)]
    return now
