"""``factdb history``."""

from collections import deque
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import click

from factdb.cli import options
from factdb.cli.talk import say

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

_MOST_NAMED = 5


@click.command()
@click.argument("claim", required=False, shell_complete=options.complete_claim)
@click.option(
    "--article", metavar="ARTICLE", shell_complete=options.complete_article, help="About this article, in any version."
)
@click.option("--by", metavar="NAME", callback=options.named, help="What this reviewer decided.")
@click.option("--last", type=click.IntRange(1, 2**31 - 1), metavar="N", help="Only the last so many.")
@options.output
@options.database
@options.listing()
def command(
    claim: str | None,
    article: str | None,
    by: str | None,
    last: int | None,
    output: Path | None,
    url: str,
    style: str | None,
) -> None:
    """List what people decided: when, who, what and why.

    Of everything, or of one CLAIM: the start of its id, also if it is rejected or no longer in the text. Articles that
    were removed are found by their id or name as well. CSV, JSON and Excel also tell what was shown before and after,
    and the engine that was corrected.

    \b
    Examples:
      factdb history
      factdb history 3f2a
      factdb history --by Ann --last 20
      factdb history --article bridge -o history.csv
    """
    from factdb.cli.database import existing
    from factdb.cli.written import told_by_name, write_rows
    from factdb.store.corrections.history import history
    from factdb.store.read.find.article import find_with_removed
    from factdb.store.read.find.claim import find_claim

    with existing(url) as session:
        about = find_with_removed(session, article) if article else frozenset()
        made = list(history(session, None if claim is None else find_claim(session, claim, removed=True)))
        if by is not None and not any(_is_called(row["reviewer"], by) for row in made):
            _tell_who(by, {row["reviewer"] for row in made})
        rows = (
            row
            for row in made
            if (not about or about.intersection(row["articles"])) and (by is None or _is_called(row["reviewer"], by))
        )
        wanted = rows if last is None else iter(deque(rows, last))
        found = wanted if (style or told_by_name(output)) == "json" else map(_in_words, wanted)
        nothing = "no such decision" if article or by else "nobody has decided anything"
        write_rows(found, _COLUMNS, style, _TABLE, output, nothing=nothing)


def _is_called(reviewer: str, wanted: str) -> bool:
    """True whatever the case and the blanks."""
    return reviewer.casefold().split() == wanted.casefold().split()


def _tell_who(wanted: str, reviewers: Collection[str]) -> None:
    from difflib import get_close_matches

    near = get_close_matches(wanted, reviewers, n=3) or sorted(reviewers)[:_MOST_NAMED]
    say(f"{wanted}: decided nothing" + (f"; did you mean {' or '.join(near)}?" if near else ""))


def _in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row for a table or CSV: what was shown before and after as a person would say it."""
    return {**row, "claim_id": row["claim"], "before": _said(row["before"]), "after": _said(row["after"])}


def _said(shown: Mapping[str, Any] | None) -> str | None:
    if shown is None:
        return None
    facts = ", ".join(shown[part] for part in ("status", "quote_type", "speaker") if shown[part])
    return f"{facts}: {shown['claim']}"
