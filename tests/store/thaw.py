"""Databases of earlier schemas, frozen as SQL in the folder ``frozen``, and what was listed of them then."""

import lzma
import tarfile
from pathlib import Path
from typing import Any

from sqlalchemy import Engine as Database

from factdb.store.schema import version

FOLDER = Path(__file__).parent / "frozen"


def thaw(blank: Database, revision: str) -> None:
    """Fill a database without tables with the frozen one of ``revision``."""
    [path] = FOLDER.glob(f"{revision}-{blank.dialect.name}.sql*")
    dump = (lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()).decode()
    connection = blank.raw_connection()
    driver: Any = connection.driver_connection
    if blank.dialect.name == "sqlite":
        driver.executescript(dump)
    else:
        driver.execute(dump)
        driver.execute("SET search_path TO DEFAULT")
    connection.commit()
    connection.close()
    assert version.current(blank) == revision


def outputs(revision: str) -> dict[str, bytes]:
    """What was listed of that database then, by file name."""
    with tarfile.open(FOLDER / f"{revision}-outputs.tar.xz") as archive:
        files = {member.name: archive.extractfile(member) for member in archive}
        return {name: file.read() for name, file in files.items() if file}
