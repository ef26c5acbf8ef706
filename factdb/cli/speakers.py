"""``factdb speakers``."""

import click

from factdb.cli import options

_COLUMNS = ("speaker_id", "speaker", "kind", "aliases", "quoted", "sourced", "speculative", "total")
_TABLE = {
    "speaker": "speaker",
    "kind": "kind",
    "quoted": "quoted",
    "sourced": "sourced",
    "speculative": "speculative",
    "total": "claims",
    "aliases": "written as",
}


@click.command()
@options.database
@options.listing()
def command(url: str, style: str | None) -> None:
    """List who is quoted or cited, and how often.

    The most frequent come first. Quoted and sourced add up to the claims; speculative counts those of them that are
    hedged.

    \b
    Examples:
      factdb speakers
      factdb speakers --format csv > speakers.csv
    """
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.query import speakers

    with existing(url) as session:
        print_rows(speakers(session), _COLUMNS, style, _TABLE, nothing="nobody is quoted or cited")
