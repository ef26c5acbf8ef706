"""``factdb import``."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.errors import FactDBError

if TYPE_CHECKING:
    from factdb.ingest import ImportResult


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|-...", type=click.Path(path_type=Path))
@options.database
@click.option(
    "--collection", metavar="NAME", help="What the files belong to; the name of each one's folder if not given."
)
@options.jobs
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], url: str, collection: str | None, jobs: int) -> None:
    """Import articles, with every claim found in them.

    Reads plain text, Markdown (with front matter) and JSON Lines (text, title, url, publisher, author, published), in
    folders too; - is standard input. What is there already is not imported again, so an import that was cut short is
    simply run again. A file that cannot be read is named on stderr, and the rest goes on.

    Another text of a URL, or of a file name in the same collection, is a new version of the article: reports go by the
    newest, and what people decided is taken over where its words are in one place.

    \b
    Examples:
      factdb import article.txt
      factdb import news/ archive.jsonl --jobs 4
      factdb import today/*.txt --collection gazette
      curl -s https://example.org/article.txt | factdb import -
    """
    from factdb.cli.database import made
    from factdb.cli.output import counted
    from factdb.cli.progress import track
    from factdb.ingest import ingest
    from factdb.store.save import Saved
    from factdb.text.readers import find_files

    files = list(find_files(paths))
    if not files:
        raise FactDBError(f"{', '.join(map(str, paths))}: no .txt, .md or .jsonl file here; give another")
    counts: Counter[Saved | None] = Counter()
    claims = 0
    whole = False
    try:
        for outcome in track(ingest(made(url), files, jobs, collection), "importing", _articles(files)):
            counts[outcome.saved] += 1
            claims += outcome.claims
            if outcome.error:
                say(f"factdb: {outcome.error}")
            if outcome.decisions:
                say(_told(outcome))
        whole = True
    finally:
        changed = f", {counted(counts[Saved.CHANGED], 'new version')}" if counts[Saved.CHANGED] else ""
        again = f", {counts[Saved.EXTRACTED]:,} extracted anew" if counts[Saved.EXTRACTED] else ""
        say(
            f"imported {counted(counts[Saved.NEW], 'article')}{changed}{again},"
            f" {counts[Saved.UNCHANGED]:,} already there, {counts[None]:,} failed; {counted(claims, 'claim')}"
        )
        if not whole:
            say("broken off: the same command goes on from here, and passes over what is there already")
    if counts[Saved.CHANGED]:
        say("`factdb diff ARTICLE` shows what changed in the claims of a new version")
    if counts[None]:
        ctx.exit(1)


def _told(outcome: "ImportResult") -> str:
    """What became of people's decisions about an article, and what to do about those that need a look."""
    from factdb.store.save import Saved

    became = ", ".join(f"{number:,} {what}" for what, number in sorted(outcome.decisions.items()))
    told = f"{outcome.name} ({outcome.article}): what people decided: {became}"
    if {"orphaned", "conflicting"} & outcome.decisions.keys():
        told += f"; go through these with `factdb review {outcome.article} --conflicts`"
    return f"{told}; see `factdb diff {outcome.article}`" if outcome.saved is Saved.CHANGED else told


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
