"""Word lists as data: one entry a line, comments with ``#``; a header says what it is and where it comes from."""

from pathlib import Path


def entries(path: Path) -> list[str]:
    """The entries of a word list in the order of the file, without comments, blank lines and edge white space."""
    lines = (line.strip() for line in path.read_bytes().decode().splitlines())
    return [line for line in lines if line and not line.startswith("#")]
