"""The chain of corrections: each carries the hash of the one before, so that none is changed or left out unseen."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, String, cast, insert, select

from factdb.errors import InputError
from factdb.records import Action
from factdb.store.dialect import is_sqlite, own_corrections
from factdb.store.schema.tables import Correction

# What the first correction has for the hash of the one before.
_NOTHING = "0" * 64
# Statements are made once, because making one takes as long as running it.
_LAST = select(Correction.id, Correction.hash).order_by(Correction.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and the reason given. Raises InputError for an empty name."""

    name: str
    reason: str = ""

    def __post_init__(self) -> None:
        """Nobody decides namelessly."""
        if not self.name.strip():
            raise InputError("who decides? give a reviewer's name")


def append(
    connection: Connection,
    action: Action,
    data: Mapping[str, Any],
    by: Reviewer,
    *,
    article: int | None = None,
    claim: str | None = None,
) -> int:
    """Add a correction to the end of the chain; its id. Nobody else adds one before the transaction ends."""
    own_corrections(connection)
    last = connection.execute(_LAST).one_or_none()
    row: dict[str, Any] = {
        "id": last.id + 1 if last else 1,
        "action": action.value,
        "data": json.dumps(data, ensure_ascii=False),
        "reviewer": by.name,
        "reason": by.reason,
        "made_at": datetime.now(UTC),
        "article_id": article,
        "claim": claim,
        "previous": last.hash if last else _NOTHING,
    }
    connection.execute(insert(Correction), row | {"hash": _hash(row, row["made_at"].isoformat())})
    return int(row["id"])


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the chain, a line each: a correction that was changed, moved or taken out."""
    previous = _NOTHING
    for found in connection.execute(_every(as_text=is_sqlite(connection))).mappings():
        row = dict(found)
        made_at = row["moment"] if isinstance(row["moment"], str) else row["moment"].isoformat()
        if row["previous"] != previous:
            yield f"correction {row['id']}: does not follow the one before; that was changed, or one between taken out"
        if row["hash"] != _hash(row, made_at):
            yield f"correction {row['id']} by {row['reviewer']!r}: was changed after it was made; its hash is another"
        previous = row["hash"]


@cache
def _every(*, as_text: bool) -> Select[Any]:
    """All corrections in their order, their time as "moment".

    On SQLite a time is text, of which only the one that was stored will do, though others mean the same moment.
    """
    columns = Correction.__table__.c
    moment = cast(columns.made_at, String) if as_text else columns.made_at
    others = (column for column in columns if column is not columns.made_at)
    return select(moment.label("moment"), *others).order_by(columns.id)


def last(connection: Connection) -> int:
    """The id of the last correction, which is how many there are; 0 if there is none."""
    return connection.scalars(_LAST).first() or 0


def _hash(row: Mapping[str, Any], made_at: str) -> str:
    fields = [
        row["previous"],
        row["id"],
        row["action"],
        row["data"],
        row["reviewer"],
        row["reason"],
        made_at,
        row["article_id"],
        row["claim"],
    ]
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()
