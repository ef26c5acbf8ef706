"""What a newsroom knows of speakers: its authority file, with name, aliases, kind, wikidata, and columns of its own."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from factdb.errors import InputError
from factdb.formats.csv import saved_rows, unprotect
from factdb.records import SpeakerKind

COLUMNS = ("name", "aliases", "kind", "wikidata")
KINDS = tuple(kind.value for kind in SpeakerKind if kind not in (SpeakerKind.AUTHOR, SpeakerKind.NONE))
# Which speaker a row is about.
_KEYS = ("speaker_id", "wikidata", "name", "speaker")
_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/|wd:)?(Q[1-9]\d{0,15})")


def read_authorities(path: Path) -> list[dict[str, Any]]:
    """Name, kind, wikidata ("" for none) and aliases (a list) of every row; aliases are parted by ";" in the file.

    It is CSV, also as a spreadsheet saves it, or XLSX. Only the name is needed; the kind is person if not given. Other
    columns are its owner's (see ``read_people``). Raises InputError, which names the row (the line of column names is
    row 1), for the first that is bad: then nothing should be taken from the file.
    """
    columns, rows = _table(path)
    if "name" not in columns:
        raise InputError(f"{path}: row 1: has no column name, which it needs beside aliases, kind and wikidata")
    for column in columns:
        if column not in COLUMNS and (near := get_close_matches(column, COLUMNS, n=1, cutoff=0.75)):
            raise InputError(f"{path}: row 1: {column!r} is no column of it; did you mean {near[0]}?")
    found, seen = [], set()
    for number, row in rows:
        authority = _authority(f"{path}: row {number}", row)
        who = (authority["kind"], authority["name"].casefold())
        if who in seen:
            raise InputError(f"{path}: row {number}: {authority['name']} stands twice; make one row of the two")
        seen.add(who)
        found.append(authority)
    return found


def read_people(path: Path) -> tuple[Sequence[str], list[Mapping[str, str]]]:
    """The columns of a table about speakers, in lower case, and its rows, with Wikidata's ids alone.

    Raises InputError as ``read_authorities`` does, and if no column tells whom a row is about.
    """
    columns, rows = _table(path)
    if not set(_KEYS) & set(columns):
        raise InputError(f"{path}: row 1: no column tells who it is about; name one of {', '.join(_KEYS)}")
    return columns, [row | {"wikidata": _wikidata(row.get("wikidata", ""))} for _, row in rows]


def _table(path: Path) -> tuple[Sequence[str], Iterator[tuple[int, dict[str, str]]]]:
    rows = saved_rows(path)
    try:
        columns = [unprotect(cell).strip().lower() for cell in next(rows, [])]
    except csv.Error as error:
        raise InputError(f"{path}: row 1: {error}; check its quotation marks") from error
    if len(set(columns)) < len(columns):
        raise InputError(f"{path}: row 1: has a column twice")
    return columns, _rows(path, columns, rows)


def _rows(path: Path, columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    number = 1
    while True:
        number += 1
        place = f"{path}: row {number}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{place}: {error}; check its quotation marks") from error
        if not any(cells):
            continue
        if len(cells) != len(columns):
            raise InputError(f"{place}: has not as many cells as row 1; put a cell with a comma in quotation marks")
        if any("\0" in cell for cell in cells):
            raise InputError(f"{place}: holds a NUL character, which is no text; take it out")
        yield number, dict(zip(columns, (unprotect(cell).strip() for cell in cells), strict=True))


def _authority(place: str, row: Mapping[str, str]) -> dict[str, Any]:
    name = " ".join(row["name"].split())
    kind = row.get("kind", "").lower() or SpeakerKind.PERSON.value
    wikidata = _wikidata(row.get("wikidata", ""))
    if not any(map(str.isalnum, name)):
        raise InputError(f"{place}: has no name")
    if kind not in KINDS:
        raise InputError(f"{place}: {kind!r} is no kind of speaker; there are {', '.join(KINDS)}")
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        raise InputError(f"{place}: {wikidata!r} is no Wikidata id; write it as Q42")
    parts = (" ".join(part.split()) for part in row.get("aliases", "").split(";"))
    aliases = sorted({part for part in parts if any(map(str.isalnum, part)) and part != name})
    return {"name": name, "kind": kind, "wikidata": wikidata, "aliases": aliases}


def _wikidata(said: str) -> str:
    """The id alone of what may be its address; what is none is left as it is."""
    found = _WIKIDATA.fullmatch(said)
    return found[1] if found else said
