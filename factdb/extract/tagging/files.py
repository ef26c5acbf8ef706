"""The files of a model, checked against what its maker wrote down of them."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from factdb.errors import FactDBError

MODEL = Path(__file__).parents[1] / "model"
FAST = MODEL.with_name("fast_model")
GRAPH = "tagger.onnx"
_NAMES = (GRAPH, "tokenizer.json", "model.json")

# Beside the files, as sha256sum writes it; a model that is still being made has none.
_SUMS = "SHA256SUMS"
_SUM = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)


def read_files(folder: Path = MODEL) -> Mapping[str, bytes]:
    """The files by their names. Raises FactDBError, naming the file, if one is missing or not as it was made."""
    files = {name: _read(folder / name) for name in _NAMES}
    if folder in (MODEL, FAST) or (folder / _SUMS).exists():
        made = {name: digest for digest, name in _SUM.findall(_read(folder / _SUMS).decode(errors="replace"))}
        for name, data in files.items():
            if made.get(name) != hashlib.sha256(data).hexdigest():
                raise FactDBError(f"{folder / name}: is damaged, as {_SUMS} beside it shows; install factdb again")
    return files


def write_sums(folder: Path) -> None:
    """Write down what the files are, once they are made."""
    lines = (f"{hashlib.sha256(_read(folder / name)).hexdigest()}  {name}\n" for name in _NAMES)
    (folder / _SUMS).write_text("".join(lines), encoding="utf-8")


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the files of a model."""
    return hashlib.sha256(b"".join(hashlib.sha256(files[name]).digest() for name in _NAMES)).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        told = f"the model cannot be read ({error.strerror or error})"
        raise FactDBError(f"{path}: {told}; install factdb again") from error
