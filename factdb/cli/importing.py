"""``factdb import``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.errors import FactDBError
from factdb.records import OperatingPoint

if TYPE_CHECKING:
    from factdb.ingest import ImportResult

_FORMATS = (
    *("text", "markdown", "html", "pdf", "docx", "odt", "rtf", "epub", "mail", "mbox", "feed", "warc", "newsml"),
    *("subtitles", "csv", "xlsx", "json", "jsonl"),
)
# Notes that are said before only their number is told.
_MOST_NOTES = 20


def _mapped(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """``date=published`` as {"date": "published"}."""
    from factdb.text.readers.fields import NAMES, understood

    mapped = {}
    for value in values:
        name, _, field_name = (part.strip() for part in value.rpartition("="))
        meant = next(iter(understood([field_name], {})), None)
        if not name or meant is None:
            raise click.BadParameter(f"{value!r}: write it as NAME=FIELD, where FIELD is one of {', '.join(NAMES)}")
        mapped[name] = meant
    return mapped


@click.command()
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|URL|-]...")
@options.database
@click.option(
    "--collection", metavar="NAME", help="What the files belong to; the name of each one's folder if not given."
)
@click.option("--as", "style", type=click.Choice(_FORMATS), help="Read them as this, whatever they look like.")
@click.option(
    "--map", "fields", multiple=True, metavar="NAME=FIELD", callback=_mapped, help="What a field of theirs means."
)
@click.option("--encoding", metavar="NAME", help="Read texts in this encoding, and no other.")
@click.option("--lang", "languages", multiple=True, metavar="CODE", help="Leave out texts in any other language.")
@click.option("--from-list", type=click.Path(path_type=Path, dir_okay=False), help="Take URLs and files from here too.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and its network as well.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds for a page.")
@click.option("--keep-originals", is_flag=True, help="Keep the files themselves beside the database.")
@options.point
@options.jobs
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    url: str,
    collection: str | None,
    style: str | None,
    fields: dict[str, str],
    encoding: str | None,
    languages: tuple[str, ...],
    from_list: Path | None,
    allow_private: bool,
    timeout: float,
    keep_originals: bool,
    point: OperatingPoint,
    jobs: int,
) -> None:
    """Import articles, with every claim found in them.

    Reads web pages, PDF, Word, OpenDocument, RTF, EPUB, e-mail and mailboxes, feeds, web archives, NewsML-G2 and NITF,
    subtitles, CSV and Excel (a row an article), JSON and JSON Lines, Markdown and plain text, in folders and archives
    (gz, bz2, xz, zst, zip, tar) too; URLs are fetched, and - is standard input. What a file is, its content says.

    What is there already is not imported again, so an import that was cut short is simply run again. What cannot be
    read is named on stderr, the rest goes on, and the exit code is 1. Another text of a URL, or of a file name in the
    same collection, is a new version of the article; the same text from another outlet or address is noted as such.

    \b
    Examples:
      factdb import article.txt
      factdb import news/ archive.warc.gz table.csv --jobs 4
      factdb import https://example.org/story --keep-originals
      factdb import export.csv --map Artikel=text --map Datum=published
      curl -s https://example.org/article.txt | factdb import -
    """
    from factdb.cli.database import made
    from factdb.cli.progress import track
    from factdb.ingest import Wanted, ingest
    from factdb.store.originals import originals_folder
    from factdb.text.fetch import Fetching
    from factdb.text.readers import Reading

    listed = [*sources, *_listed(from_list)]
    if not listed:
        raise click.UsageError("give files, folders or URLs, or - for standard input")
    places = list(_places(listed, url))
    if not places:
        raise FactDBError(f"{', '.join(listed)}: no file here; give another")
    engine = made(url)
    wanted = Wanted(
        collection,
        Reading(style, encoding, fields, originals=keep_originals),
        Fetching(timeout, allow_private),
        frozenset(languages),
        originals_folder(engine) if keep_originals else None,
        point,
    )
    told = _Told()
    whole = False
    try:
        for outcome in track(ingest(engine, places, jobs, wanted), "importing", _articles(places)):
            told.tell(outcome)
        whole = True
    finally:
        told.sum_up()
        if not whole:
            say("broken off: the same command goes on from here, and passes over what is there already")
    if told.failed:
        ctx.exit(1)


@dataclass
class _Told:
    """What was said of the articles so far: each note once."""

    saved: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    foreign: Counter[str] = field(default_factory=Counter)
    unwanted: Counter[str] = field(default_factory=Counter)
    notes: set[str] = field(default_factory=set)
    claims: int = 0

    @property
    def failed(self) -> int:
        """How many could not be read or stored."""
        return self.reasons.total()

    def tell(self, outcome: "ImportResult") -> None:
        """Say what a person should know of one article."""
        self.claims += outcome.claims
        if outcome.error:
            self.reasons[outcome.error.reason] += 1
            say(f"factdb: {outcome.error}")
        elif outcome.unwanted:
            self.unwanted[outcome.unwanted] += 1
        elif outcome.saved:
            self.saved[outcome.saved] += 1
        if outcome.language not in ("", "en"):
            self.foreign[outcome.language] += 1
        for note in outcome.notes:
            if note not in self.notes:
                self.notes.add(note)
                if len(self.notes) <= _MOST_NOTES:
                    say(f"factdb: {note}")
        if outcome.decisions:
            say(_decided(outcome))

    def sum_up(self) -> None:
        """Say what became of all of them."""
        from factdb.cli.output import counted
        from factdb.store.save import Saved

        if len(self.notes) > _MOST_NOTES:
            say(f"factdb: {counted(len(self.notes) - _MOST_NOTES, 'more note')} like these")
        changed = f", {counted(self.saved[Saved.CHANGED], 'new version')}" if self.saved[Saved.CHANGED] else ""
        again = f", {self.saved[Saved.EXTRACTED]:,} extracted anew" if self.saved[Saved.EXTRACTED] else ""
        repeated = f", {self.saved[Saved.REPEATED]:,} known from elsewhere" if self.saved[Saved.REPEATED] else ""
        say(
            f"imported {counted(self.saved[Saved.NEW], 'article')}{changed}{again}{repeated}, "
            f"{self.saved[Saved.UNCHANGED]:,} already there, {self.failed:,} failed; {counted(self.claims, 'claim')}"
        )
        if self.failed > 1:
            say(f"failed: {_counts(self.reasons)}")
        if self.unwanted:
            say(f"left out for their language: {_counts(self.unwanted)}")
        if self.foreign:
            say(f"not in English: {_counts(self.foreign)}; their claims are found by an engine for English")
        if self.saved[Saved.CHANGED]:
            say("`factdb diff ARTICLE` shows what changed in the claims of a new version")


def _counts(reasons: Counter[str]) -> str:
    return ", ".join(f"{number:,} {reason}" for reason, number in reasons.most_common())


def _decided(outcome: "ImportResult") -> str:
    """What became of people's decisions about an article, and what to do about those that need a look."""
    from factdb.store.save import Saved

    became = ", ".join(f"{number:,} {what}" for what, number in sorted(outcome.decisions.items()))
    told = f"{outcome.name} ({outcome.article}): what people decided: {became}"
    if {"orphaned", "conflicting"} & outcome.decisions.keys():
        told += f"; go through these with `factdb review {outcome.article} --conflicts`"
    return f"{told}; see `factdb diff {outcome.article}`" if outcome.saved is Saved.CHANGED else told


def _listed(file: Path | None) -> Iterator[str]:
    """The lines of a list; blank ones and those that begin with # say nothing."""
    if file is None:
        return
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FactDBError(f"{file}: cannot be read as a list of URLs ({error})") from error
    yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _places(sources: Iterable[str], database: str) -> Iterator[Path | str]:
    """URLs as they are, and the files that the rest leads to, without the database's own."""
    from factdb.store.originals import belongs_to
    from factdb.text.fetch import is_url
    from factdb.text.readers import find_files

    own = Path(database) if "://" not in database else None
    for source in sources:
        if is_url(source):
            yield source
        else:
            yield from (path for path in find_files([Path(source)]) if own is None or not belongs_to(path, own))


def _articles(places: list[Path | str]) -> int | None:
    """How many articles there are to read, for the progress bar; None if it cannot be told beforehand."""
    total = 0
    for place in places:
        if isinstance(place, str) or not place.is_file():
            return None
        if place.suffix.lower() in (".jsonl", ".ndjson"):
            with place.open("rb") as lines:
                total += sum(1 for _ in lines)
        elif place.suffix.lower() in _OF_MANY:
            return None
        else:
            total += 1
    return total


# Files of these may hold any number of articles.
_OF_MANY = frozenset(
    (".csv", ".tsv", ".xlsx", ".json", ".mbox", ".warc", ".gz", ".zip", ".tar", ".xz", ".bz2", ".zst", ".xml")
)
