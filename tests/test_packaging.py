"""What a user gets from an installed wheel, far from any checkout."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built in this environment and so without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_carries_all_that_the_package_needs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    package = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "factdb").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package <= packed
    assert "factdb/extract/model/tagger.onnx" in packed
    for folder, place in (("migrations", "factdb/_migrations"), ("seeds", "factdb/_seeds")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{place}/{path.relative_to(ROOT / folder)}" in packed


# Where it comes from, and what else needs files that only the wheel has.
_MORE = """
import factdb
from factdb.cli import cli

print(factdb.__file__)
cli(["report", "attribution"], standalone_mode=False)
cli(["claims", "--speaker", "Kim Jong Un"], standalone_mode=False)
cli(["db", "upgrade", "--db", "another.db"], standalone_mode=False)
for database in ("factdb.db", "another.db"):
    cli(["db", "check", "--db", database], standalone_mode=False)
    cli(["db", "current", "--db", database], standalone_mode=False)
"""


def test_the_wheel_does_the_main_job_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    with ZipFile(wheel) as archive:
        archive.extractall(installed)

    def python(*arguments: str) -> str:
        environment = {key: value for key, value in os.environ.items() if key != "FACTDB_DB"}
        result = subprocess.run(
            [sys.executable, *arguments],
            cwd=empty,
            env=environment | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    python("-m", "factdb", "import", str(installed / "factdb" / "_seeds" / "article.txt"))
    where, report, *rows, one, other = python("-c", _MORE).splitlines()
    assert where.startswith(str(installed))
    assert report.startswith("article_id,")
    assert any("Kim Jong Un" in row for row in rows)
    assert one == other
