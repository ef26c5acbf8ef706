"""People's decisions about claims as CSV, a row each: made by hand, by a script or in a spreadsheet."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from factdb.errors import InputError
from factdb.formats.csv import as_written, saved_rows, unprotect
from factdb.records import Action, QuoteType, SpeakerKind, Status
from factdb.store.corrections.edit import EditRequest

COLUMNS = (
    "claim",
    "decision",
    "status",
    "speaker",
    "speaker_kind",
    "quote_type",
    "span",
    "source",
    "cue",
    "hedge",
    "denied",
    "via",
    "reason",
    "reviewer",
    "seen",
)
_NUMBER = re.compile(r"[0-9]{1,9}")
# What people write into a column of a report instead.
_SAID = {
    **dict.fromkeys(("true", "yes", "y", "ok", "x", "accepted"), Action.ACCEPT.value),
    **dict.fromkeys(("false", "no", "n", "rejected"), Action.REJECT.value),
}
YES = {**dict.fromkeys(("yes", "true", "y", "x", "denied"), True), **dict.fromkeys(("no", "false", "n"), False)}
_DECISIONS = (Action.ACCEPT, Action.REJECT, Action.CHANGE)

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row: ``claim`` is an id, ``action`` None if nothing is decided, ``seen`` the last correction known of.

    ``cells`` are those of a report's row, which say what the claim is, or ought to be (see ``report_edits``).
    """

    row: int
    claim: str
    action: Action | None
    request: EditRequest
    reviewer: str
    reason: str
    seen: int | None
    cells: Mapping[str, str] = field(default_factory=dict)


def read_decisions(path: Path) -> Iterator[DecisionRow | InputError]:
    """Each row of the file, or what is wrong with it, naming the file and the row (the column names are row 1).

    The file is CSV, also as a spreadsheet saves it, or XLSX: an attribution report, or columns of one, with what was
    changed in it, and with ``decision`` and ``reason`` added or not; or decisions.
    Their columns are COLUMNS, in any order; only ``claim`` is needed, and empty cells say nothing. The pieces of a
    claim in several are parted by " … ", as in a report. Raises InputError if the file as a whole cannot be read.
    """
    rows = saved_rows(path)
    columns = [column.strip().lower() for column in next(rows, [])]
    is_report = "claim_id" in columns
    if not is_report and "claim" not in columns:
        some = ", ".join(COLUMNS[1:])
        raise InputError(f"{path}: row 1: has no column claim or claim_id, which it needs beside {some}")
    if not is_report and (unknown := [column for column in columns if column not in COLUMNS]):
        raise InputError(f"{path}: row 1: {unknown[0]!r} is no column of it; there are {', '.join(COLUMNS)}")
    if len(set(columns)) < len(columns):
        raise InputError(f"{path}: row 1: has a column twice")
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
            if cells:
                yield _decision(number, columns, cells, is_report=is_report)
        except StopIteration:
            return
        except (csv.Error, InputError) as error:
            yield InputError(f"{path}: row {number}: {error}")


def _decision(number: int, columns: list[str], cells: list[str], *, is_report: bool = False) -> DecisionRow:
    if len(cells) != len(columns):
        raise InputError("has not as many cells as row 1; put a cell with a comma in quotation marks")
    row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, (unprotect(cell).strip() for cell in cells), strict=True))
    shown: dict[str, str] = {}
    if is_report:
        shown = dict(zip(columns, map(as_written, cells), strict=True))
        said = {"claim": row["claim_id"], "decision": row["decision"], "reason": row["reason"]}
        row = dict.fromkeys(COLUMNS, "") | said | {"decision": _SAID.get(row["decision"].lower(), row["decision"])}
    if any("\0" in cell for cell in cells):
        raise InputError("holds a NUL character, which is no text; take it out")
    if not row["claim"]:
        raise InputError("names no claim; give the start of its id")
    if row["seen"] and not _NUMBER.fullmatch(row["seen"]):
        raise InputError(f"{row['seen']!r} in seen is no number of a correction; leave it empty if you know none")
    request = request_of(row)
    seen = int(row["seen"]) if row["seen"] else None
    action = _action(row, request, is_report=is_report)
    return DecisionRow(number, row["claim"], action, request, row["reviewer"], row["reason"], seen, shown)


def request_of(row: Mapping[str, str]) -> EditRequest:
    """What a row that has all COLUMNS says a claim is. Raises InputError for a word that is none of those it may be."""
    return EditRequest(
        spans=(row["span"],) if row["span"] else (),
        status=_one_of(row, "status", Status),
        source=row["source"] or None,
        cue=row["cue"] or None,
        hedge=row["hedge"] or None,
        speaker=row["speaker"] or None,
        speaker_kind=_one_of(row, "speaker_kind", SpeakerKind),
        quote_type=_one_of(row, "quote_type", QuoteType),
        denied=_yes_or_no(row, "denied"),
        via=row["via"] or None,
    )


def _action(row: Mapping[str, str], request: EditRequest, *, is_report: bool) -> Action | None:
    said, changes = row["decision"].lower(), request != EditRequest()
    if said and said not in _DECISIONS:
        raise InputError(f"{row['decision']!r} is no decision; there are {', '.join(_DECISIONS)}")
    if changes and said in (Action.ACCEPT, Action.REJECT):
        raise InputError(f"says {said} and also what to change; make it one or the other")
    if said == Action.CHANGE and not changes and not is_report:
        raise InputError("says change, but not to what; fill in status, speaker, quote_type, span, denied or via")
    return Action(said) if said else Action.CHANGE if changes else None


def _yes_or_no(row: Mapping[str, str], column: str) -> bool | None:
    """What a cell says; None if it is empty. Raises InputError if it says something else."""
    if not row[column]:
        return None
    if (said := YES.get(row[column].lower())) is None:
        raise InputError(f"{row[column]!r} in {column} is neither yes nor no")
    return said


def _one_of(row: Mapping[str, str], column: str, words: type[Word]) -> Word | None:
    if not row[column]:
        return None
    try:
        return words(row[column].lower())
    except ValueError as error:
        raise InputError(f"{row[column]!r} is no {column}; there are {', '.join(words)}") from error
