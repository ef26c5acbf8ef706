"""The commands as people run them: side by side, killed and begun again, on a cluster."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import copy, which

import pytest

from factdb.ingest import Wanted, ingest
from factdb.shards.cluster import dask_workers
from factdb.shards.extracting import extract_to
from factdb.shards.loading import load
from factdb.shards.parts import Shard
from factdb.store.connect import make_engine
from factdb.workers import workers
from tests.cli.conftest import Run
from tests.shards.rows import all_rows, write_stories


def side_by_side(shards: int) -> list[str]:
    """GNU parallel as the documentation has it, or xargs where there is none."""
    each = [sys.executable, "-m", "factdb", "extract", "many.jsonl", "--to", "parts", "--part-size", "2", "--shard"]
    if which("parallel"):
        return ["parallel", "-j", str(shards), *each, f"{{}}/{shards}"]
    return ["xargs", "-P", str(shards), "-I", "{}", *each, f"{{}}/{shards}"]


def test_shards_side_by_side_that_were_killed_make_what_an_import_makes(
    migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_stories(tmp_path / "many.jsonl", 12)
    numbers = tmp_path / "numbers"
    numbers.write_text("1\n2\n")
    with numbers.open() as lines:
        killed = subprocess.Popen(
            side_by_side(2), cwd=tmp_path, stdin=lines, stderr=subprocess.DEVNULL, start_new_session=True
        )
    while killed.poll() is None and not list(tmp_path.glob("parts/articles/*.parquet")):
        time.sleep(0.01)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("parts/articles/*.parquet")}
    assert before
    with numbers.open() as lines:
        subprocess.run(side_by_side(2), cwd=tmp_path, stdin=lines, stderr=subprocess.DEVNULL, check=True)
    after = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("parts/articles/*.parquet")}
    assert before.items() <= after.items()
    assert len(after) == 6
    loaded, imported = (make_engine(str(copy(migrated_sqlite, tmp_path / name))) for name in ("loaded.db", "other.db"))
    list(load(loaded, tmp_path / "parts"))
    monkeypatch.chdir(tmp_path)
    list(ingest(imported, [Path("many.jsonl")]))
    assert all_rows(loaded) == all_rows(imported)
    assert len(all_rows(loaded)["article"]) == 12
    loaded.dispose()
    imported.dispose()


def test_a_cluster_makes_the_same_parts_though_a_worker_is_killed(tmp_path: Path) -> None:
    from distributed import LocalCluster

    stories = write_stories(tmp_path / "many.jsonl", 12)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        dask_workers(cluster.scheduler_address) as (submit, ahead),
    ):
        found = extract_to(tmp_path / "cluster", [stories], Wanted(), submit, Shard(), part_size=2, ahead=ahead)
        claims = next(found).claims
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        claims += sum(result.claims for result in found)
    with workers(1) as submit:
        alone = extract_to(tmp_path / "alone", [stories], Wanted(), submit, Shard(), part_size=2)
        assert claims == sum(result.claims for result in alone) == 24
    assert parts_in(tmp_path / "cluster") == parts_in(tmp_path / "alone")


def parts_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.parquet")}


def test_extract_and_load_say_what_they_did(run: Run, here: Path) -> None:
    (here / "news").mkdir()
    write_stories(here / "news" / "a.jsonl", 3)
    (here / "news" / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 10)
    result = run("extract", "news", "--to", "news/parts")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "b.txt" in result.stderr
    assert "extracted 3 articles, 0 already there, 1 failed; 6 claims" in result.stderr
    again = run("extract", "news", "--to", "news/parts")
    assert "extracted 0 articles, 3 already there, 1 failed; 0 claims" in again.stderr
    assert "loaded 3 articles, 0 already there, 0 failed; 6 claims" in run("load", "news/parts").stderr
    assert "loaded 0 articles, 3 already there" in run("load", "news/parts").stderr
    assert run("verify").exit_code == 0
    written = run("export", "--format", "parquet", "-o", "tables")
    assert (written.exit_code, written.stdout) == (0, "")
    assert "rows to tables" in written.stderr
    assert {path.name for path in (here / "tables").iterdir()} == {
        f"{table}.parquet" for table in ("articles", "attributions", "claims", "hedges", "spans")
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--shard", "9/8"], "write it as 3/8"),
        (["--shard", "half"], "write it as 3/8"),
        (["--dask", "tcp://localhost:1", "--jobs", "2"], "contradict one another"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, here: Path, arguments: list[str], told: str) -> None:
    (here / "a.txt").write_text("It rained.")
    result = run("extract", "a.txt", "--to", "parts", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_without_pyarrow_it_is_said_how_to_get_it(
    run: Run,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (here / "a.txt").write_text("It rained.")
    for command in (["extract", "a.txt", "--to", "parts"], ["load", "parts"]):
        result = run(*command)
        assert result.exit_code == 1
        assert 'pip install "factdb[parquet]"' in result.stderr
