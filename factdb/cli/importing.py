"""``factdb import``."""

from collections import Counter
from pathlib import Path

import click

from factdb.cli import options
from factdb.errors import FactDBError


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|-...", type=click.Path(path_type=Path))
@options.database
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that extract.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], url: str, jobs: int) -> None:
    """Import articles, with every claim found in them.

    Reads plain text, Markdown (with front matter) and JSON Lines (text, title, url, publisher, author, published), in
    folders too; - is standard input. What is there already is not imported again, so an import that was cut short is
    simply run again. A file that cannot be read is named on stderr, and the rest goes on.

    \b
    Examples:
      factdb import article.txt
      factdb import news/ archive.jsonl --jobs 4
      curl -s https://example.org/article.txt | factdb import -
    """
    from factdb.cli.database import made
    from factdb.cli.output import counted
    from factdb.cli.progress import track
    from factdb.ingest import ingest
    from factdb.store.write import Saved
    from factdb.text.readers import find_files

    files = list(find_files(paths))
    if not files:
        raise FactDBError(f"{', '.join(map(str, paths))}: no .txt, .md or .jsonl file here; give another")
    counts: Counter[Saved | None] = Counter()
    claims = 0
    for outcome in track(ingest(made(url), files, jobs), "importing", _articles(files)):
        counts[outcome.saved] += 1
        claims += outcome.claims
        if outcome.error:
            click.echo(f"factdb: {outcome.error}", err=True)
    again = f", {counts[Saved.EXTRACTED]:,} extracted anew" if counts[Saved.EXTRACTED] else ""
    click.echo(
        f"imported {counted(counts[Saved.NEW], 'article')}{again}, {counts[Saved.UNCHANGED]:,} already there, "
        f"{counts[None]:,} failed; {counted(claims, 'claim')}",
        err=True,
    )
    if counts[None]:
        ctx.exit(1)


def _articles(files: list[Path]) -> int | None:
    """How many articles there are to read, for the progress bar; None if it cannot be told beforehand."""
    total = 0
    for file in files:
        if not file.is_file():
            return None
        if file.suffix.lower() in (".jsonl", ".ndjson"):
            with file.open("rb") as lines:
                total += sum(1 for _ in lines)
        else:
            total += 1
    return total
