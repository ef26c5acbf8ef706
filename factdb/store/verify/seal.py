"""What a database holds at one moment, small enough to keep elsewhere, and what has become of it since.

What can be worked out from other rows is left out: ``proof`` finds it. The rest is said by checksums: the texts and
what is told of them, where they appeared, their versions, what engines found, speakers as first found, and the chain of
corrections. Whoever changes any of it, even if every checksum and the chain are made again, makes another statement.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.review.checksums import digest
from factdb.store.corrections.chain import last
from factdb.store.read.load import removals
from factdb.store.schema import tables
from factdb.store.verify.articles import told_rows

FORMAT = "factdb database seal 1"

# Half of a SHA-256: enough that nobody finds another row with the same.
_DIGITS = 32

Statement = Mapping[str, Any]

_PARTS = {
    "articles": (tables.Article, "checksum"),
    "appearances": (tables.Appearance, "checksum"),
    "versions": (tables.ArticleVersion, "checksum"),
    "extractions": (tables.Extraction, "run_checksum"),
    "speakers": (tables.Speaker, "checksum"),
}


def statement(session: Session) -> Statement:
    """What the database holds now, as JSON values: each row's checksum by its id, and the end of the chain."""
    said: dict[str, Any] = {"format": FORMAT, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
    connection = session.connection()
    for part, (table, checksum) in _PARTS.items():
        own: dict[str, str] = {}
        corrected: dict[str, str] = {}
        for row in told_rows(connection, table, without=("text",)):
            kept = corrected if row.get("corrects") is not None else own
            kept[str(row["id"])] = digest(row["id"], row[checksum])[:_DIGITS]
        said[part] = own
        if part == "extractions":
            said["corrected"] = corrected
    said["names"] = {
        str(number): name for number, name in session.execute(select(tables.Article.id, tables.Article.name))
    }
    number, last = _end_of_chain(session)
    said["corrections"], said["last_correction"] = number, last
    return said


def gone(session: Session, sealed: Statement) -> Iterator[str]:
    """What was sealed and is no longer as it was, a line each."""
    now, removed = statement(session), _removed(session, sealed["corrections"])
    for part in _PARTS:
        what = part.removesuffix("s")
        for number, checksum in sealed[part].items():
            if number in removed[part]:
                if part == "articles":
                    yield f"article {number} ({sealed['names'][number]}): {removed[part][number]}"
                continue
            of = f" ({sealed['names'][number]})" if part == "articles" else ""
            if number not in now[part]:
                yield f"{what} {number}{of}: was there when it was sealed, and is gone"
            elif now[part][number] != checksum:
                yield f"{what} {number}{of}: was changed since it was sealed"
    if not added(now, sealed) and now["corrected"] != sealed["corrected"]:
        yield "what people corrected: was stored again since it was sealed, though nobody decided anything"
    if (last := _hash(session, sealed["corrections"])) != sealed["last_correction"]:
        how = "is gone" if last is None else "or one before it was changed or taken out"
        yield f"correction {sealed['corrections']}: was the last one when it was sealed, and {how}"


def _removed(session: Session, after: int) -> Mapping[str, Mapping[str, str]]:
    """What was removed by corrections ``after`` that one: by part, the ids and who says so."""
    found: dict[str, dict[str, str]] = {part: {} for part in _PARTS}
    for number, reviewer, data in removals(session.connection()):
        if number > after:
            told = f"was there when it was sealed, and was removed by {reviewer} (correction {number})"
            for one in data["articles"]:
                found["articles"][str(one["article"])] = told
                for part in ("appearances", "versions", "extractions"):
                    found[part] |= dict.fromkeys(map(str, one[part]), told)
    return found


def added(now: Statement, sealed: Statement) -> Mapping[str, int]:
    """How many of each have come since."""
    counts = {part: len(now[part].keys() - sealed[part].keys()) for part in _PARTS}
    counts["corrections"] = max(now["corrections"] - sealed["corrections"], 0)
    return {part: number for part, number in counts.items() if number}


def _end_of_chain(session: Session) -> tuple[int, str]:
    number = last(session.connection())
    return number, _hash(session, number) or ""


def _hash(session: Session, correction: int) -> str | None:
    """The hash of a correction; empty for the beginning of the chain, None if there is no such correction."""
    if correction == 0:
        return ""
    return session.scalar(select(tables.Correction.hash).where(tables.Correction.id == correction))
