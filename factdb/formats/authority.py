"""A newsroom's own authority file: who is who, as CSV with the columns name, aliases, kind and wikidata."""

import csv
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from factdb.errors import InputError
from factdb.records import SpeakerKind

COLUMNS = ("name", "aliases", "kind", "wikidata")
KINDS = tuple(kind.value for kind in SpeakerKind if kind not in (SpeakerKind.AUTHOR, SpeakerKind.NONE))
_WIKIDATA = re.compile(r"Q[1-9]\d{0,15}")


def read_authorities(path: Path) -> list[dict[str, Any]]:
    """Name, kind, wikidata ("" for none) and aliases (a list) of every row; aliases are parted by ";" in the file.

    Only the name is needed; the kind is person if not given. Raises InputError, which names the row (the line of
    column names is row 1), for the first that is bad: then nothing should be taken from the file.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text; save it as CSV in UTF-8") from error
    reader = csv.DictReader(StringIO(text, newline=""), strict=True)
    found, seen = [], set()
    try:
        if "name" not in (reader.fieldnames or ()):
            raise InputError(f"{path}: row 1: has no column name, which it needs beside aliases, kind and wikidata")
        if unknown := [column for column in reader.fieldnames or () if column not in COLUMNS]:
            raise InputError(f"{path}: row 1: {unknown[0]!r} is no column of it; there are {', '.join(COLUMNS)}")
        for number, row in enumerate(reader, 2):
            authority = _authority(f"{path}: row {number}", row)
            who = (authority["kind"], authority["name"].casefold())
            if who in seen:
                raise InputError(f"{path}: row {number}: {authority['name']} stands twice; make one row of the two")
            seen.add(who)
            found.append(authority)
    except csv.Error as error:
        raise InputError(f"{path}: row {len(found) + 2}: {error}; check its quotation marks") from error
    return found


def _authority(place: str, row: Mapping[str | None, Any]) -> dict[str, Any]:
    if None in row or None in row.values():
        raise InputError(f"{place}: has not as many cells as row 1; put a cell with a comma in quotation marks")
    if any("\0" in cell for cell in row.values()):
        raise InputError(f"{place}: holds a NUL character, which is no text; take it out")
    name = " ".join(row["name"].split())
    kind = (row.get("kind") or "").strip().lower() or SpeakerKind.PERSON.value
    wikidata = (row.get("wikidata") or "").strip()
    if not any(map(str.isalnum, name)):
        raise InputError(f"{place}: has no name")
    if kind not in KINDS:
        raise InputError(f"{place}: {kind!r} is no kind of speaker; there are {', '.join(KINDS)}")
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        raise InputError(f"{place}: {wikidata!r} is no Wikidata id; write it as Q42")
    parts = (" ".join(part.split()) for part in (row.get("aliases") or "").split(";"))
    aliases = sorted({part for part in parts if any(map(str.isalnum, part)) and part != name})
    return {"name": name, "kind": kind, "wikidata": wikidata, "aliases": aliases}
