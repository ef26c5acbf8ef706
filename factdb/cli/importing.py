"""``factdb import``."""

from pathlib import Path

import click

from factdb.cli import options
from factdb.cli.reading import Asked, expected, is_typed, reading
from factdb.cli.told import Told


@click.command()
@reading
@options.database
@click.option("--keep-originals", is_flag=True, help="Keep the files themselves beside the database.")
@options.jobs
def command(asked: Asked, url: str, keep_originals: bool, jobs: int) -> None:
    """Import articles, with every claim found in them.

    Reads web pages, PDF, Word, OpenDocument, RTF, EPUB, e-mail and mailboxes, feeds, web archives, NewsML-G2 and NITF,
    subtitles, CSV and Excel (a row an article), JSON and JSON Lines, Markdown and plain text, in folders and archives
    (gz, bz2, xz, zst, zip, tar) too; URLs are fetched, and - is standard input. What a file is, its content says.

    What is there already is not imported again, so an import that was cut short is simply run again. What cannot be
    read is named on stderr, the rest goes on, and the exit code is 1. Another text of a URL, or of a file name in the
    same collection, is a new version of the article; the same text from another outlet or address is noted as such.

    What --publisher, --published, --title and --author say holds for those articles of this import that don't say it
    themselves, such as plain text: what a file or its name says goes before. Where nobody says it, the lines above
    the first paragraph do, such as a byline or a date alone on its line; that is noted. A new version
    that doesn't say its own, and isn't given any, has that of the version before it. Of an article that is stored
    already none of it is changed, and that is said: `factdb articles set` does it; another outlet or day is kept as
    another place where the text stood (`factdb articles --appearances`).

    \b
    Examples:
      factdb import article.txt
      factdb import news/ archive.warc.gz table.csv --jobs 4
      factdb import https://example.org/story --keep-originals
      factdb import interview.txt --publisher "The Gazette" --published 2025-03-04
      factdb import export.csv --map Artikel=text --map Datum=published
      curl -s https://example.org/article.txt | factdb import -
    """
    from factdb.cli.progress import track
    from factdb.ingest import ingest
    from factdb.store.connect import describe, make_engine
    from factdb.store.originals import originals_folder
    from factdb.store.schema import version

    engine = make_engine(url)
    places = asked.places(None if "://" in url else Path(url))
    wanted = asked.wanted(originals_folder(engine) if keep_originals else None)
    told = Told(made=describe(engine) if version.is_empty(engine) else "")
    found = ingest(engine, places, jobs, wanted)
    told.tell_all(found if is_typed(places) else track(found, "importing", expected(places)))
