"""What somebody changed in a row of an attribution report, as the decision that it means."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from factdb.errors import InputError, StaleError
from factdb.formats import csv
from factdb.formats.decisions import COLUMNS, YES, DecisionRow, request_of
from factdb.records import Action, SpeakerKind, State, Status
from factdb.store.corrections.edit import NO_HEDGE
from factdb.text.readers.dates import moment
from factdb.text.whitespace import short

# Columns in which a claim is corrected, by what decisions call them.
_EDITED = {
    **{"status": "status", "speaker": "speaker", "speaker_kind": "speaker_kind", "quote_type": "quote_type"},
    **{"claim": "span", "source_text": "source", "cue": "cue", "hedges": "hedge", "denied": "denied", "via": "via"},
}
_ATTRIBUTED = frozenset({"speaker", "speaker_kind", "quote_type", "source_text", "cue", "via"})
# Of a claim of these nobody says who says it.
_NOBODYS = (Status.UNSOURCED, Status.SPECULATIVE)
# What changes with other cells, too.
_FOLLOWING = frozenset({"status", "quote_type", "speaker_kind", "hedges", "via"})
# What is worked out from those.
_WORKED_OUT = frozenset({"quoted", "sourced", "speculative", "certainty", "hedged_by", "passage", "reading"})
_WORKED_OUT |= frozenset({"spans", "source_spans", "cue_span", "hedge_spans", "hedge_kinds"})
# What is said of the whole article, and set elsewhere.
_DESCRIBES = ("title", "publisher", "published")
_VERDICTS = (Action.ACCEPT, Action.REJECT)
# Whether the claim is still what the report told.
_SINCE = ("state", "reviewer", "engine_version")


def with_edits(
    row: DecisionRow, now: Mapping[str, str], was: Mapping[str, str | None], own: Sequence[int]
) -> DecisionRow:
    """The row of a report as a decision: a change to what its cells say otherwise than the claim does ``now``.

    A cell in which stands what the claim ``was`` when the report was made is one that nobody changed, unless whoever
    gives the report decided otherwise since: ``own`` are their corrections if they were the last. Raises InputError if
    the row accepts or rejects the claim as well, or changes what cannot be changed there, StaleError if the claim is no
    longer what the report told.
    """
    cells = _cells(row)
    since = [column for column in _SINCE if column in now and not _says(cells.get(column, now[column]), now[column])]
    # What is worked out follows a decision.
    edits = _otherwise(cells, now, _EDITED.keys() if since else _EDITED.keys() | _WORKED_OUT)
    if row.action not in _VERDICTS:  # those are of a claim that is as the row has it
        as_before = {column: cell for column, cell in edits.items() if since and _is_as_it_was(column, cell, was)}
        if own and (reverted := _reverted(as_before, cells, now, was)):
            why = f"so it was before you decided otherwise (correction {own[-1]})"
            raise StaleError(f"{_told(reverted, now)}; {why}: take that back, or make the report anew")
        edits = {column: cell for column, cell in edits.items() if column not in as_before}
    if not edits:
        if row.action is Action.CHANGE and not since:
            raise InputError("says change, but nothing otherwise than the claim does")
        return row if row.action in _VERDICTS else replace(row, action=None)
    told = _told(edits, now)
    if since and (row.action in _VERDICTS or not own or "engine_version" in since):
        by_now = f"its {since[0]} is {_short(now[since[0]])} by now"
        if since[0] == "state" and now["state"] == State.OPEN:
            by_now = "what was decided of it is undone by now"
        elif since[0] == "reviewer":
            by_now = f"so {now['reviewer']} decided it"
        raise StaleError(f"{told}; but {by_now}: make the report anew")
    if "state" not in cells and any(_is_as_it_was(column, cell, was) for column, cell in edits.items()):
        why = f"so it was before {now['reviewer']} decided"
        raise StaleError(f"{told}; {why}: make the report anew, or with its column state, which tells what is newer")
    if row.action in _VERDICTS:
        raise InputError(f"says {row.action}, but {told}; say change, or leave the cell as it was")
    if worked_out := [column for column in edits if column in _WORKED_OUT and "status" not in edits]:
        raise InputError(f"{worked_out[0]} is worked out, so is not changed there; change {', '.join(_EDITED)}")
    return _changed(row, edits)


def decided_elsewhere(row: DecisionRow, now: Mapping[str, str]) -> DecisionRow:
    """The decision that a row tells of, where it was made in another database: nobody has decided about the claim here.

    Whoever decided there decides here.
    """
    cells = _cells(row)
    row = replace(row, reviewer=cells.get("reviewer") or row.reviewer)
    if cells["state"] == State.REJECTED:
        return replace(row, action=Action.REJECT)
    edits = _otherwise(cells, now, _EDITED.keys())
    return _changed(row, edits) if edits else replace(row, action=Action.ACCEPT)


def redescribed(row: DecisionRow, now: Mapping[str, str]) -> Mapping[str, str]:
    """What the row says otherwise of the article; of its date only another day, for spreadsheets write it anew."""
    said = dict(_otherwise(row.cells, now, _DESCRIBES))
    day = moment(said.get("published", ""))
    if day is None or f"{day:%Y-%m-%d}" == now["published"][:10]:
        said.pop("published", None)
    return said


def _cells(row: DecisionRow) -> Mapping[str, str]:
    return {column: _as_meant(column, cell) for column, cell in row.cells.items()}


def _otherwise(cells: Mapping[str, str], now: Mapping[str, str], columns: Collection[str]) -> Mapping[str, str]:
    """The cells of ``columns`` that say otherwise than the claim does."""
    return {
        column: cell
        for column, cell in cells.items()
        if column in now and column in columns and not _says(cell, now[column])
    }


def _reverted(
    as_before: Mapping[str, str], cells: Mapping[str, str], now: Mapping[str, str], was: Mapping[str, str | None]
) -> Mapping[str, str]:
    """The cells, of those that are ``as_before``, that take back a decision: none that only follows of another cell."""
    is_given_again = any(
        _says(cell, now[column]) and not _is_as_it_was(column, cell, was)
        for column, cell in cells.items()
        if column in now and column in _EDITED
    )
    follows = _FOLLOWING if is_given_again else frozenset()
    follows |= _ATTRIBUTED if cells.get("status") in _NOBODYS else frozenset()
    return {column: cell for column, cell in as_before.items() if column not in follows}


def _told(edits: Mapping[str, str], now: Mapping[str, str]) -> str:
    return "; ".join(
        f"{column} is {_short(cell)}, and of the claim {_short(now[column])}" for column, cell in edits.items()
    )


def _changed(row: DecisionRow, edits: Mapping[str, str]) -> DecisionRow:
    return replace(row, action=Action.CHANGE, request=request_of(dict.fromkeys(COLUMNS, "") | dict(_said(edits))))


def _says(cell: str, value: str) -> bool:
    """True if the cell is ``value``, but for what a spreadsheet changes: what its encoding has not it writes as "?"."""
    return csv.says(cell, value) or (
        "?" in cell
        and len(cell) == len(value)
        and all(one == other or (one == "?" and not other.isascii()) for one, other in zip(cell, value, strict=True))
    )


def _short(cell: str) -> str:
    return short(cell) or "empty"


def _as_meant(column: str, cell: str) -> str:
    """A cell as a report has what it says: people write yes for true, and blanks and capitals where there are none."""
    if column not in _EDITED:
        return cell
    if column == "denied":
        said = YES.get(cell.strip().lower())
        return cell.strip() if said is None else str(said).lower()
    return cell.strip().lower() if column in ("status", "quote_type", "speaker_kind") else cell.strip()


def _is_as_it_was(column: str, cell: str, was: Mapping[str, str | None]) -> bool:
    name = {"source_text": "source"}.get(column, column)
    return name in was and _says(cell, _as_meant(column, was[name] or ""))


def _said(edits: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the cells say, by the columns of decisions."""
    is_nobodys = edits.get("status") in _NOBODYS
    for column, cell in edits.items():
        if column in _WORKED_OUT or (is_nobodys and column in _ATTRIBUTED):
            continue
        if column == "speaker" and not cell and edits.get("speaker_kind") == SpeakerKind.NONE:
            continue  # the kind says it
        if not cell and column not in ("hedges", "via"):
            raise InputError(f"{column} is empty; say status unsourced if nobody says it, or leave the cell as it was")
        yield _EDITED[column], cell or NO_HEDGE
