"""``factdb history``."""

from collections.abc import Mapping
from typing import Any

import click

from factdb.cli import options

_COLUMNS = (
    "id",
    "made_at",
    "reviewer",
    "action",
    "article_id",
    "claim",
    "what",
    "before",
    "after",
    "reason",
    "engine",
    "undone_by",
)
_TABLE = {
    "id": "id",
    "made_at": "when (UTC)",
    "reviewer": "who",
    "action": "action",
    "claim_id": "claim",
    "what": "what",
    "reason": "why",
    "undone_by": "undone by",
}


@click.command()
@click.argument("claim", required=False, shell_complete=options.complete_claim)
@options.database
@options.listing()
def command(claim: str | None, url: str, style: str | None) -> None:
    """List what people decided: when, who, what and why.

    Of everything, or of one CLAIM: the start of its id, also if it is rejected or no longer in the text. CSV and JSON
    also tell what was shown before and after, and the engine that was corrected.

    \b
    Examples:
      factdb history
      factdb history 3f2a
      factdb history --format csv > history.csv
    """
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.corrections.history import history
    from factdb.store.read.find.claim import find_claim

    with existing(url) as session:
        rows = history(session, None if claim is None else find_claim(session, claim))
        found = rows if style == "json" else map(_in_words, rows)
        print_rows(found, _COLUMNS, style, _TABLE, nothing="nobody has decided anything")


def _in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row for a table or CSV: what was shown before and after as a person would say it."""
    return {**row, "claim_id": row["claim"], "before": _said(row["before"]), "after": _said(row["after"])}


def _said(shown: Mapping[str, Any] | None) -> str | None:
    if shown is None:
        return None
    facts = ", ".join(shown[part] for part in ("status", "quote_type", "speaker") if shown[part])
    return f"{facts}: {shown['claim']}"
