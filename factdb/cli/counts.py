"""``factdb report counts``: how many claims, speakers and articles there are, by whatever is known of them."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from factdb.cli import conditions, options
from factdb.cli.written import listed_article, write_rows


@click.command()
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help="Needed: a column of the attribution report; speaker_id; year, month or day; author, or what else files say of"
    " their articles; or a column of --people. Give it several times to count by several.",
)
@click.option(
    "--people",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A table of yours about speakers, CSV or XLSX: each row finds its speaker by speaker_id, else wikidata, else"
    " name.",
)
@conditions.of_claims
@options.without_copies
@options.output
@options.database
@options.listing()
def counts(
    by: tuple[str, ...],
    people: Path | None,
    article: str | None,
    without_copies: bool,
    output: Path | None,
    url: str,
    style: str | None,
    **wanted: Any,
) -> None:
    """Count claims by outlet, month, speaker, or whatever else is known of them.

    A row for all claims that agree in the columns --by, of those that meet the conditions, which are those of `factdb
    claims`. The four of status add up to the claims; hedged are those that a hedge governs; speakers and articles are
    how many different ones.

    What the files say of their articles and factdb doesn't understand, such as topic or section, it counts by as well.
    What it doesn't know of speakers, such as gender or party, you may: `factdb speakers -o people.csv`, add a
    column in any spreadsheet, and count by it. An authority file with more columns will do as well.

    \b
    Examples:
      factdb report counts --by publisher --by month
      factdb report counts --by speaker_kind --by status --since 2024
      factdb report counts --by topic --by author
      factdb report counts --by publisher --by month --by gender --people people.csv --speaker-kind person
      factdb report counts --by cue --speaker "Kim Jong Un" -o cues.xlsx
    """
    if not by:
        raise click.UsageError("count by what? Give --by publisher, month, speaker, status, or another column")
    from factdb.cli.database import existing, left_out
    from factdb.formats.authority import read_people
    from factdb.store.read.claims import ClaimFilter
    from factdb.store.read.speakers.tally import COLUMNS, COUNTS, articles_known, speakers_known, tally

    own, rows = ((), []) if people is None else read_people(people)
    columns = tuple(dict.fromkeys(name.lower() for name in by))
    others = [name for name in columns if name not in COLUMNS and name not in own]
    with existing(url) as session:
        of_articles = articles_known(session, others) if others else {}
        for name in others:
            if name != "author" and not any(name in known for known in of_articles.values()):
                raise click.UsageError(f"--by {name}: no such column; {_columns_like(name, own, people)}")
        conditions.tell_of_several(session, wanted["speaker"])
        asked = ClaimFilter(
            article=None if article is None else listed_article(session, article),
            without=left_out(session, without_copies),
            **wanted,
        )
        found = tally(session, asked, columns, speakers_known(session, rows), of_articles)
        headings = {name: name for name in (*columns, *COUNTS)}
        write_rows(found, tuple(headings), style, headings, output, nothing="no such claims")
        conditions.tell_of_undated(session, asked)
        conditions.tell_of_furniture(session, asked, "counts")


def _columns_like(name: str, own: Collection[str], people: Path | None) -> str:
    """What a person may have meant: near names, else those that are counted by most, and where others come from."""
    from difflib import get_close_matches

    from factdb.store.read.speakers.tally import COLUMNS

    if near := get_close_matches(name, (*COLUMNS, *own), n=3, cutoff=0.75):
        return f"did you mean {' or '.join(near)}?"
    if people is not None:
        return f"{people} has {', '.join(own)}"
    return (
        "there are year, month, day, publisher, speaker, speaker_kind, status and all others of the attribution report;"
        " author and what else files say of their articles; give your own table of speakers with --people"
    )
