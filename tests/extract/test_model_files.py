"""The model that reads is the model that was made: whatever happened to its files is one line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factdb.errors import FactDBError
from factdb.extract.tagging import files
from factdb.extract.tagging.files import MODEL, digest, read_files, write_sums

NAMES = ("tagger.onnx", "tokenizer.json", "model.json")


def zero(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\0" * (size // 4))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(f"what {name} holds, or would".encode() * 9)
    write_sums(folder)
    return folder


@pytest.mark.parametrize("damage", [zero, cut, empty, flip, Path.unlink])
@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_named(made: Path, name: str, damage: Callable[[Path], None]) -> None:
    before = digest(read_files(made))
    damage(made / name)
    with pytest.raises(FactDBError, match=f"{name}: .*; install factdb again$"):
        read_files(made)
    if (made / name).exists():
        write_sums(made)
        assert digest(read_files(made)) != before


@pytest.mark.parametrize("damage", [zero, empty, Path.unlink])
def test_damaged_checksums_of_the_shipped_model(
    made: Path, damage: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MODEL", made)
    read_files(made)
    damage(made / "SHA256SUMS")
    with pytest.raises(FactDBError):
        read_files(made)


def test_the_shipped_model_is_as_it_was_made() -> None:
    assert set(read_files(MODEL)) == set(NAMES)
    assert (MODEL / "SHA256SUMS").read_text(encoding="utf-8").count("\n") == len(NAMES)
