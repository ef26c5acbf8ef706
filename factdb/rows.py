"""Rows that the front door gives: as a sequence, a pandas data frame or an Arrow table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints, overload

from factdb.errors import FactDBError

if TYPE_CHECKING:
    import pandas
    import pyarrow

Row = TypeVar("Row")
# So many rows a notebook shows of those that it is given.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A stored article; ``version`` counts the texts that its source has had, from 1."""

    id: int
    version: int
    name: str
    title: str
    publisher: str
    published: datetime | None
    sha256: str
    imported_at: datetime
    words: int
    claims: int
    language: str
    appearances: int


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Who is quoted or cited, and how often; ``quoted`` and ``sourced`` add up to ``total``."""

    speaker_id: int
    speaker: str | None
    kind: str
    aliases: list[str]
    roles: list[str]
    joined_by: list[str]
    wikidata: str | None
    quoted: int
    sourced: int
    speculative: int
    total: int
    articles: int


class Rows(Sequence[Row], Generic[Row]):
    """Rows of one kind, as a sequence, a pandas data frame or an Arrow table."""

    def __init__(self, kind: type[Row], rows: Iterable[Row]) -> None:
        self._kind, self._rows = kind, tuple(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> "Rows[Row]": ...

    def __getitem__(self, index: int | slice) -> "Row | Rows[Row]":
        return Rows(self._kind, self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self._kind.__name__}>"

    def _repr_html_(self) -> str:
        """The first rows as a table, as notebooks show them, without the columns that are empty in all of these."""
        shown = self[:_SHOWN]._columns()
        kept = {name: column for name, column in shown.items() if any(value not in (None, "", []) for value in column)}
        head = "".join(f"<th>{name}</th>" for name in kept)
        rows = ["".join(f"<td>{_cell(value)}</td>" for value in row) for row in zip(*kept.values(), strict=True)]
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{escape(repr(self))}</p>"

    def to_pandas(self) -> "pandas.DataFrame":
        """A data frame with a column for each field, times as times also where all are absent.

        Raises FactDBError if pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise FactDBError("a data frame needs pandas; install it: pip install pandas") from error
        frame = pandas.DataFrame(self._columns())
        for field, kind in get_type_hints(self._kind).items():
            if datetime in (kind, *get_args(kind)):
                frame[field] = pandas.to_datetime(frame[field], utc=True)
            elif not len(self):
                frame[field] = frame[field].astype(object)
        return frame

    def to_arrow(self) -> "pyarrow.Table":
        """A table with a column for each field, of its type also where all is absent.

        Raises FactDBError if pyarrow is not installed.
        """
        try:
            import pyarrow
        except ModuleNotFoundError as error:
            raise FactDBError("an Arrow table needs pyarrow; install it: pip install pyarrow") from error
        from factdb.formats.parquet import schema_of

        return pyarrow.table(self._columns(), schema=schema_of(self._kind))

    def _columns(self) -> dict[str, list[Any]]:
        names = [field.name for field in fields(self._kind)]  # type: ignore[arg-type]
        return {name: [getattr(row, name) for row in self._rows] for name in names}


def _cell(value: object) -> str:
    return "" if value is None else escape("; ".join(map(str, value)) if isinstance(value, list) else str(value))
