"""What is to be read, and how: the options that `factdb import` and `factdb extract` share."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.errors import FactDBError
from factdb.records import EngineChoice

if TYPE_CHECKING:
    from factdb.ingest import Wanted

_FORMATS = (
    *("text", "markdown", "html", "pdf", "docx", "odt", "rtf", "epub", "mail", "mbox", "feed", "warc", "newsml"),
    *("subtitles", "csv", "xlsx", "json", "jsonl"),
)


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked to be read."""

    sources: tuple[str, ...]
    collection: str | None
    publisher: str | None
    published: datetime | None
    title: str | None
    author: str | None
    style: str | None
    fields: Mapping[str, str]
    encoding: str | None
    languages: tuple[str, ...]
    from_list: Path | None
    allow_private: bool
    timeout: float
    choice: EngineChoice

    def places(self, database: Path | None = None) -> list[Path | str]:
        """The URLs as they are, and the files that the rest leads to, without the database's own.

        Raises UsageError if nothing was named, FactDBError if there is no file.
        """
        listed = [*self.sources, *_listed(self.from_list)]
        if not listed:
            raise click.UsageError("give files, folders or URLs, or - for standard input")
        if "" in listed:
            # A script's variable that isn't set: not the folder that one is in, which Python takes it for.
            raise click.UsageError("one of the names is empty; . is the folder that you are in")
        if not (places := list(_places(listed, database))):
            is_own = database is not None and Path(listed[0]) == database
            here = "the database itself, from which nothing is read" if is_own else "no file here"
            raise FactDBError(f"{', '.join(listed)}: {here}; give another")
        if is_typed(places):
            say("type or paste the article, then press Enter and Ctrl-D; Ctrl-C ends without it")
        return places

    def wanted(self, originals: Path | None = None) -> "Wanted":
        """How to read them; the files themselves are kept in ``originals``, if it is given."""
        from factdb.ingest import Wanted
        from factdb.text.fetch import Fetching
        from factdb.text.readers import Reading

        about = (("title", self.title), ("publisher", self.publisher), ("author", self.author))
        given = {name: value for name, value in (*about, ("published", self.published)) if value}
        return Wanted(
            self.collection,
            Reading(self.style, self.encoding, self.fields, originals is not None, given),
            Fetching(self.timeout, self.allow_private),
            frozenset(self.languages),
            originals,
            self.choice,
        )


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|URL|-]..."),
    click.option(
        "--collection",
        metavar="NAME",
        callback=options.storable,
        help="What the files belong to; the name of each one's folder if not given.",
    ),
    click.option(
        "--publisher", metavar="NAME", callback=options.storable, help="The outlet of articles that don't name theirs."
    ),
    click.option(
        "--published",
        metavar="DATE",
        callback=options.day,
        help="The day of those without a date: 2025-03-04, 4 March 2025.",
    ),
    click.option(
        "--title", metavar="TEXT", callback=options.storable, help="The title of those without one but a first line."
    ),
    click.option(
        "--author", metavar="NAME", callback=options.storable, help="The author of those that don't name theirs."
    ),
    click.option("--as", "style", type=click.Choice(_FORMATS), help="Read them as this, whatever they look like."),
    click.option(
        "--map", "fields", multiple=True, metavar="NAME=FIELD", callback=_mapped, help="What a field of theirs means."
    ),
    click.option("--encoding", metavar="NAME", help="Read texts in this encoding, and no other."),
    click.option("--lang", "languages", multiple=True, metavar="CODE", help="Leave out texts in any other language."),
    click.option(
        "--from-list", type=click.Path(path_type=Path, dir_okay=False), help="Take URLs and files from here too."
    ),
    click.option("--allow-private", is_flag=True, help="Fetch from this machine and its network as well."),
    click.option(
        "--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds for a page."
    ),
)


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """The files to read and how, and with which engine, given to the command as ``asked``."""

    @wraps(command)
    def ask(*arguments: Any, **given: Any) -> None:
        asked = Asked(**{field.name: given.pop(field.name) for field in fields(Asked)})
        command(*arguments, asked=asked, **given)

    for option in reversed(_OPTIONS):
        option(ask)
    return options.engine_choice(ask)


def is_typed(places: Sequence[Path | str]) -> bool:
    """True if a person types an article, which a progress bar would write over."""
    return Path("-") in places and sys.stdin.isatty()


def expected(places: Sequence[Path | str]) -> int | None:
    """How many articles there are to read, for the progress bar; None if it cannot be told beforehand."""
    try:
        counts = [_count(place) for place in places]
    except (OSError, ValueError):
        return None  # what cannot be read is told in its turn
    return None if None in counts else sum(filter(None, counts))


def _count(place: Path | str) -> int | None:
    if isinstance(place, str) or not place.is_file() or place.suffix.lower() in _OF_MANY:
        return None
    if place.suffix.lower() not in (".jsonl", ".ndjson"):
        return 1
    with place.open("rb") as lines:
        return sum(1 for _ in lines)


# Files of these may hold any number of articles.
_OF_MANY = frozenset(
    (".csv", ".tsv", ".xlsx", ".json", ".mbox", ".warc", ".gz", ".zip", ".tar", ".xz", ".bz2", ".zst", ".xml")
)


def _listed(file: Path | None) -> Iterator[str]:
    """The lines of a list; blank ones and those that begin with # say nothing."""
    if file is None:
        return
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FactDBError(f"{file}: cannot be read as a list of URLs ({error})") from error
    yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _places(sources: Sequence[str], own: Path | None) -> Iterator[Path | str]:
    from factdb.store.originals import belongs_to
    from factdb.text.fetch import is_url
    from factdb.text.readers import find_files

    for source in sources:
        if is_url(source):
            yield source
        else:
            yield from (path for path in find_files([Path(source)]) if own is None or not belongs_to(path, own))
