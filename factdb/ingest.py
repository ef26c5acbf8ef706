"""Read, extract, store: the one place where the three meet, for files and for what is stored already.

Each article is one transaction, so whatever was reported as imported is whole and stays, however the process ends.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.extract import engine_of, extract_by
from factdb.records import Article, EngineChoice, Extraction
from factdb.store.connect import persistently, reading, writing
from factdb.store.corrections.apply import merged_article
from factdb.store.corrections.history import outcomes
from factdb.store.originals import keep_original
from factdb.store.read.load import article_id, load_article
from factdb.store.save import (
    Saved,
    is_known_place,
    is_stored,
    lacking,
    note_repeated,
    save,
    save_extraction,
    stored_otherwise,
)
from factdb.store.schema import version
from factdb.text.fetch import Fetching, fetch, is_url
from factdb.text.readers import Reading, read
from factdb.workers import AHEAD, in_order, workers

Done = TypeVar("Done")

_BY_DEFAULT = EngineChoice()

# What a note has that says what a person gave and the stored article has otherwise.
NOT_SET = "not set: "

# Called with an article it begins the extraction; what it returns waits for the result.
Extract = Callable[[Article], Callable[[], Extraction]]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one article: ``saved`` and the claims it brought, or the ``error`` that kept it out.

    ``article`` is its id. If people had decided about it, ``decisions`` are how many of each outcome. ``notes`` are
    what a person should know of how it was read. ``unwanted`` is its language, if it was left out for that.
    """

    saved: Saved | None = None
    claims: int = 0
    error: InputError | None = None
    name: str = ""
    article: int = 0
    decisions: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    language: str = ""
    unwanted: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be imported, and how: see ``Reading`` and ``Fetching``.

    ``collection`` is what files belong to, by default the name of each one's folder. Of ``languages``, if there are
    any, only texts in one of them are stored. ``originals`` is the folder in which the files themselves are kept.
    ``choice`` is the engine that extracts.
    """

    collection: str | None = None
    reading: Reading = field(default_factory=Reading)
    fetching: Fetching = field(default_factory=Fetching)
    languages: frozenset[str] = frozenset()
    originals: Path | None = None
    choice: EngineChoice = _BY_DEFAULT


@dataclass(frozen=True, slots=True)
class Reextracted:
    """An article that was extracted anew, and what became of people's decisions about it: how many of each outcome."""

    article: int
    name: str
    decisions: Counter[str]


_AS_USUAL = Wanted()


def ingest(
    engine: Engine, sources: Iterable[Path | str], jobs: int = 1, wanted: Wanted = _AS_USUAL
) -> Iterator[ImportResult]:
    """Import every article of ``sources`` (files, URLs, "-" for standard input), in order; a result for each.

    A database that is not there yet is made with the first article that is stored. A text that is stored already with
    this engine's extraction is not extracted again. ``jobs`` processes extract; the rows are the same however many.
    What cannot be read is an ImportResult with an error, and the rest goes on. Raises SchemaError, before anything is
    read, if the database is of another version.
    """
    return ingest_articles(engine, chain.from_iterable(articles_of(source, wanted) for source in sources), jobs, wanted)


def ingest_articles(
    engine: Engine, articles: Iterable[Article | InputError], jobs: int = 1, wanted: Wanted = _AS_USUAL
) -> Iterator[ImportResult]:
    """The same for articles that are read already, or the errors in their places."""
    return _ingested(_Store.at(engine), map(_with_text, articles), jobs, wanted)


def _with_text(item: Article | InputError) -> Article | InputError:
    if isinstance(item, Article) and not item.text.strip():
        return InputError(f"{item.name or item.source}: has no text; there is nothing to import", reason="empty")
    return item


def _ingested(
    store: "_Store", articles: Iterable[Article | InputError], jobs: int, wanted: Wanted
) -> Iterator[ImportResult]:
    with workers(jobs) as submit:
        begin = partial(_begin, store, extract=partial(submit, partial(extract_by, wanted.choice)), wanted=wanted)
        begun = (persistently(partial(begin, article)) for article in articles)
        yield from _persistently(begun, jobs)


@dataclass(slots=True)
class _Store:
    """Where articles go, which is made with the first of them if there is no database yet."""

    engine: Engine
    is_made: bool

    @classmethod
    def at(cls, engine: Engine) -> "_Store":
        """Raises SchemaError if the database is of another version, FactDBError if it cannot be made."""
        is_made = not version.is_empty(engine)
        if is_made:
            version.require_current(engine)
        else:
            version.require_place(engine)
        return cls(engine, is_made)

    def write(self, work: Callable[[Session], Done]) -> Done:
        """What ``work`` returns, in a transaction of its own."""
        if self.is_made:
            with writing(self.engine) as session:
                return work(session)
        from factdb.store.schema.first import make_with  # with Alembic, which takes long to start

        done = make_with(self.engine, work)
        self.is_made = True
        return done


def articles_of(source: Path | str, wanted: Wanted) -> Iterator[Article | InputError]:
    """The articles of a file, a URL or "-" (standard input), or the errors in their places."""
    if isinstance(source, str) and is_url(source):
        return fetch(source, wanted.fetching, wanted.reading)
    return read(Path(source), wanted.collection, wanted.reading)


def outdated(engine: Engine, articles: Sequence[int] = (), choice: EngineChoice = _BY_DEFAULT) -> Sequence[int]:
    """Which stored articles (all newest versions, or those of ``articles``) the engine of this ``choice`` lacks."""
    with reading(engine) as session:
        return lacking(session, engine_of(choice), articles)


def reextract(
    engine: Engine,
    articles: Iterable[int],
    jobs: int = 1,
    *,
    dry_run: bool = False,
    choice: EngineChoice = _BY_DEFAULT,
) -> Iterator[Reextracted]:
    """Run the current engine over stored articles, in order; one Reextracted an article, once it is stored.

    What people decided is merged with what the engine says now. With ``dry_run`` nothing is stored, and the same is
    told. ``jobs`` processes extract, with the engine of this ``choice``.
    """
    with workers(jobs) as submit:

        def begin(number: int) -> Callable[[], Extraction]:
            return persistently(partial(_begun, engine, number, partial(submit, partial(extract_by, choice))))

        begun = (partial(_again, engine, number, begin(number), dry_run) for number in articles)
        yield from _persistently(begun, jobs)


def _begun(engine: Engine, number: int, extract: Extract) -> Callable[[], Extraction]:
    with reading(engine) as session:
        return extract(load_article(session, number))


def _again(engine: Engine, number: int, extracted: Callable[[], Extraction], dry_run: bool) -> Reextracted:
    extraction = extracted()
    with reading(engine) if dry_run else writing(engine) as session:
        article = load_article(session, number)
        if dry_run:
            would_be = merged_article(session, number, article, 0, extraction)
            became = Counter(one.outcome.value for one in would_be.merged if one.reviewed)
        else:
            save_extraction(session, number, extraction)
            became = outcomes(session, number)
    return Reextracted(number, article.name, became)


def _persistently(begun: Iterable[Callable[[], Done]], jobs: int) -> Iterator[Done]:
    """What each returns that was begun; with several processes a few of them ahead of the one that is waited for."""
    tried_again = (partial(persistently, one) for one in begun)
    return in_order(tried_again, jobs * AHEAD if jobs > 1 else 0)


def _begin(store: _Store, item: Article | InputError, extract: Extract, wanted: Wanted) -> Callable[[], ImportResult]:
    if isinstance(item, InputError):
        return partial(ImportResult, error=item)
    if wanted.languages and item.language and item.language not in wanted.languages:
        return partial(ImportResult, name=item.name, unwanted=item.language)
    # Neither those who extract nor those who wait need the bytes, which may be many.
    keep = partial(_keep, item.origin.sha256, item.original, wanted.originals)
    article = replace(item, original=b"")
    if store.is_made:
        with reading(store.engine) as session:
            if is_stored(session, article, engine_of(wanted.choice)):
                return partial(_repeat, store.engine, article, keep, wanted.reading.given)
    return partial(_store, store, article, extract(article), keep, wanted.reading.given)


def _keep(digest: str, original: bytes, folder: Path | None) -> bool:
    """True if the original lies in the folder. Before the article is stored, so that no row names what isn't there."""
    if folder is not None:
        keep_original(folder, digest, original)
    return folder is not None


def _repeat(engine: Engine, article: Article, keep: Callable[[], bool], given: Mapping[str, Any]) -> ImportResult:
    """The text is stored; it may have stood in another place as well."""
    is_kept = keep()
    with reading(engine) as session:
        number, notes = article_id(session, article.sha256), _notes(session, article, given)
        saved = Saved.UNCHANGED
        is_noted = is_known_place(session, article) and not is_kept
    if not is_noted:
        with writing(engine) as session:
            saved = Saved.REPEATED if note_repeated(session, article, is_kept=is_kept) else saved
    return ImportResult(saved, name=article.name, article=number, notes=notes)


def _notes(session: Session, article: Article, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Those of its reading, and whether its text is stored under another name, or with something else than a person
    gave.
    """
    used = [name for name, value in given.items() if getattr(article, name) == value]
    number, otherwise = stored_otherwise(session, article, ("name", *used))
    if otherwise == ["name"]:
        return *article.notes, f"{article.source}: its text is there already, as article {number}"
    if not otherwise:
        return article.notes
    what = ", ".join("date" if name == "published" else name for name in otherwise if name != "name")
    return (
        *article.notes,
        f"{article.source}: stored already as article {number}, which stays as it is; {NOT_SET}{what}",
    )


def _store(
    store: _Store,
    article: Article,
    extracted: Callable[[], Extraction],
    keep: Callable[[], bool],
    given: Mapping[str, Any],
) -> ImportResult:
    extraction = extracted()

    def saving(session: Session) -> tuple[Saved, int, Mapping[str, int], tuple[str, ...]]:
        saved = save(session, article, extraction, is_kept=is_kept)
        number = article_id(session, article.sha256)
        notes = article.notes if saved is Saved.NEW else _notes(session, article, given)
        return saved, number, outcomes(session, number), notes

    try:
        is_kept = keep()
        saved, number, decisions, notes = store.write(saving)
    except InputError as error:
        return ImportResult(error=error)
    if saved in (Saved.UNCHANGED, Saved.REPEATED):
        return ImportResult(saved, name=article.name, article=number, notes=notes)
    return ImportResult(
        saved,
        len(extraction.claims),
        name=article.name,
        article=number,
        decisions=decisions,
        notes=notes,
        language=article.language,
    )
