"""The front door: articles in, claims out, for users of Python. The command line goes through it as well.

Each method imports what it needs, so that whoever only asks does not wait for what extracts or migrates.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, Unpack

from factdb.errors import InputError, Remedy, SchemaError, one_of
from factdb.records import Action, Article, EngineChoice, OperatingPoint, SpeakerKind
from factdb.rows import ArticleRow, Rows, SpeakerRow
from factdb.store.connect import describe, make_engine, reading, writing
from factdb.store.schema import version
from factdb.store.schema.moments import day_asked, moment_asked

if TYPE_CHECKING:
    from sqlalchemy import Engine as Connected

    from factdb.ingest import ImportResult, Reextracted
    from factdb.store.corrections.edit import EditRequest
    from factdb.store.read.claims import ClaimConditions, Names, OneOrMore
    from factdb.store.schema.view import ReportRow


def read(path: str | PathLike[str], collection: str | None = None) -> Iterator[Article]:
    """The articles of a file, or of all files in a folder. Raises InputError for the first that cannot be read.

    >>> import factdb
    >>> [article] = factdb.read("article.txt")
    >>> article.text[:35]
    'In a landmark development, Russian '
    """
    from factdb.text.readers import find_files
    from factdb.text.readers import read as read_file

    for file in find_files([Path(path)]):
        for article in read_file(file, collection):
            if isinstance(article, InputError):
                raise article
            yield article


def open(url: str | PathLike[str] = "factdb.db", *, create: bool = True) -> "Database":  # noqa: A001 as sqlite3 and gzip have it
    """The database in a file, or at a ``postgresql://`` URL; made if there is none, unless ``create`` is False.

    Whoever only asks had better say so: else a mistyped name is a new and empty database. Raises SchemaError if it is
    of another version, or not there.
    """
    engine = make_engine(str(url))
    if (revision := version.current(engine)) != version.head():
        if revision is None and version.is_empty(engine):
            if not create:
                raise SchemaError(f"no database at {describe(engine)}").mended_by(Remedy.IMPORT)
            from factdb.store.schema.migrate import upgrade

            upgrade(engine)
        version.require_current(engine)
    return Database(engine)


def _first_of(said: date | str | None) -> datetime | None:
    return None if said is None else moment_asked(said, time.min)


def _last_of(said: date | str | None) -> datetime | None:
    return None if said is None else moment_asked(said, time.max)


class Database:
    """Articles, their claims and what people decided about them; see ``open``.

    >>> import factdb
    >>> database = factdb.open("news.db")
    >>> [result.saved.value for result in database.add("article.txt")]
    ['new']
    >>> [row] = database.claims(speaker="Kim Jong Un")
    >>> row.claim, row.quote_type
    ('which … as an “alliance,”', 'mixed')
    >>> database.correct(row.claim_id, factdb.EditRequest(quote_type=factdb.QuoteType.INDIRECT), reviewer="Ann")
    1
    >>> [row.state for row in database.claims(speaker="Kim Jong Un", status="sourced")]
    ['accepted']
    >>> database.undo(reviewer="Ann")
    1
    >>> database.verify()
    []
    """

    def __init__(self, engine: "Connected") -> None:
        """A database whose schema is current, as ``open`` makes sure."""
        self.engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<factdb.Database {describe(self.engine)}>"

    def close(self) -> None:
        """Let go of the file, or of the connections to the server; they are opened again when need be."""
        self.engine.dispose()

    def add(
        self,
        *items: str | PathLike[str] | Article,
        jobs: int = 1,
        collection: str | None = None,
        point: OperatingPoint = OperatingPoint.BALANCED,
        fast: bool = False,
        publisher: str = "",
        published: date | str | None = None,
    ) -> "list[ImportResult]":
        """Import files, folders, URLs and articles, each in a transaction of its own; a result an article.

        What is stored already is not stored again. Of one file, URL or article that cannot be read or stored the error
        is raised, an InputError; of several items, or a folder, it is the ``error`` of a result in its place, and the
        others are imported. ``jobs`` processes extract; files of one name are versions of one article in each
        ``collection``; ``point`` is how sure the engine has to be of an attribution to keep it; ``fast`` is the smaller
        model. ``publisher`` and ``published`` hold of what is read from files and URLs that don't say theirs.
        """
        from factdb.ingest import Wanted, ingest, ingest_articles
        from factdb.store.originals import belongs_to
        from factdb.text.fetch import is_url
        from factdb.text.readers import Reading, find_files

        named = [item for item in items if not isinstance(item, Article)]
        urls = [item for item in named if isinstance(item, str) and is_url(item)]
        own = Path(self.engine.url.database or "") if self.engine.dialect.name == "sqlite" else None
        found = find_files(Path(item) for item in named if item not in urls)
        files = [path for path in found if own is None or not belongs_to(path, own)]
        given = [item for item in items if isinstance(item, Article)]
        said = {"publisher": publisher, "published": _first_of(published)}
        reading_as = Reading(given={name: value for name, value in said.items() if value})
        wanted = Wanted(collection, reading_as, choice=EngineChoice(one_of(OperatingPoint, point, "point"), fast))
        results = [
            *ingest(self.engine, [*files, *urls], jobs, wanted),
            *ingest_articles(self.engine, given, jobs, wanted),
        ]
        if (
            len(items) == len(results) == 1
            and (error := results[0].error)
            and not any(Path(one).is_dir() for one in named)
        ):
            raise error
        return results

    def articles(
        self,
        *,
        every: bool = False,
        publisher: "Names" = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> Rows[ArticleRow]:
        """The articles in their newest versions, or in ``every`` version: all, or those of an outlet and of some days.

        ``publisher`` is one or several. Raises NotFoundError if none is called so, InputError for a day that is none.
        """
        from factdb.store.read.articles import articles
        from factdb.store.read.claims import ClaimFilter, Publication, published_so

        wanted = ClaimFilter(publisher=publisher, since=_first_of(since), until=_last_of(until), limit=limit)
        with reading(self.engine) as session:
            fits = published_so(session, Publication(wanted.publisher, wanted.since, wanted.until))
            found = islice(articles(session, every=every, fits=fits), limit)
            return Rows(ArticleRow, [ArticleRow(**row) for row in found])

    def claims(
        self,
        *,
        article: int | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        machine: bool = False,
        **conditions: "Unpack[ClaimConditions]",
    ) -> "Rows[ReportRow]":
        """The claims that meet all conditions, as people have them, in the order of the text.

        Beside those here the conditions are the fields of ``factdb.store.read.claims.ClaimFilter``: speaker, status,
        publisher, text, state, passage, limit and so on. Bylines, datelines and navigation come as well, unless
        ``furniture=False`` leaves them out, as the command line does.

        ``article`` is an id, a name, a title or the start of a hash. With ``machine`` each row also tells what the
        engine says. ``since`` and ``until`` are days ("2024-06-20"), months, years or moments. Raises NotFoundError if
        there is no such article or speaker, InputError for a word or a day that is none.
        """
        from factdb.store.read.claims import ClaimFilter, claims
        from factdb.store.read.find.article import find_article
        from factdb.store.schema.view import ReportRow

        with reading(self.engine) as session:
            wanted = ClaimFilter(
                article=find_article(session, str(article)) if article is not None else None,
                since=_first_of(since),
                until=_last_of(until),
                **conditions,
            )
            return Rows(ReportRow, [ReportRow(**row) for row in claims(session, wanted, machine=machine)])

    def speakers(
        self,
        *,
        publisher: "Names" = None,
        since: date | str | None = None,
        until: date | str | None = None,
        kind: "OneOrMore[SpeakerKind]" = None,
        limit: int | None = None,
    ) -> Rows[SpeakerRow]:
        """Who is quoted or cited, most frequent first: in all articles, or in those of an outlet and of some days.

        ``publisher`` is one or several, and so is ``kind``, of SpeakerKind. Raises NotFoundError if no publisher is
        called so, InputError for a word or a day that is none.
        """
        from factdb.store.read.claims import ClaimFilter, Publication
        from factdb.store.read.speakers import speakers

        wanted = ClaimFilter(
            publisher=publisher, since=_first_of(since), until=_last_of(until), speaker_kind=kind, limit=limit
        )
        with reading(self.engine) as session:
            published = Publication(wanted.publisher, wanted.since, wanted.until)
            found = speakers(session, published=published, kind=wanted.speaker_kind, limit=limit)
            return Rows(SpeakerRow, [SpeakerRow(**row) for row in found])

    def correct(
        self,
        claim: str,
        decision: "EditRequest | Literal['accept', 'reject']",
        *,
        reviewer: str,
        reason: str = "",
        seen: int | None = None,
    ) -> int:
        """Accept, reject or change the claim with an id that begins with ``claim``; the correction's number.

        Where the reviewer has decided so already, and it stands, it is that one's number: nothing is decided twice.
        With ``seen``, the ``revision`` of the row that the person saw (0 if that is None), raises StaleError if
        somebody has decided since. Raises NotFoundError if there is no such claim, InputError if the edit does not fit.
        """
        from factdb.store.corrections.chain import Reviewer
        from factdb.store.corrections.edit import EditRequest
        from factdb.store.corrections.once import decide_once, edit_once
        from factdb.store.read.find.claim import find_claim

        by = Reviewer(reviewer, reason)
        with writing(self.engine) as session:
            target = find_claim(session, claim)
            if isinstance(decision, EditRequest):
                return edit_once(session, target, decision, by, seen).id
            if decision not in (Action.ACCEPT, Action.REJECT):
                raise InputError(f"decision: {decision!r} is neither accept nor reject; a change is an EditRequest")
            return decide_once(session, target, Action(decision), by, seen=seen).id

    def add_claim(self, article: int | str, claim: "EditRequest", *, reviewer: str, reason: str = "") -> str:
        """Add a claim that the engine missed; its id. Raises InputError if its words stand in no one place."""
        from factdb.store.corrections.chain import Reviewer
        from factdb.store.corrections.decide import add_claim
        from factdb.store.corrections.edit import resolve_addition
        from factdb.store.read.find.article import find_article

        with writing(self.engine) as session:
            found = find_article(session, str(article))
            change = resolve_addition(session, found, claim)
            return add_claim(session, found, change, Reviewer(reviewer, reason)).key

    def undo(self, correction: int | None = None, *, reviewer: str, reason: str = "") -> int:
        """Take back a correction of one's own, by default the last; its number."""
        from factdb.store.corrections.chain import Reviewer
        from factdb.store.corrections.undo import undo

        with writing(self.engine) as session:
            return undo(session, correction, Reviewer(reviewer, reason))

    def merge_speakers(
        self, into: int | str, *others: int | str, reviewer: str, reason: str = "", any_kind: bool = False
    ) -> int:
        """Make ``others`` the same speaker as ``into``: ids, names or aliases; the correction's number.

        Raises NotFoundError for a name that is nobody's or several speakers', InputError if somebody would become of
        another kind, unless ``any_kind`` will do; ``undo`` takes it back.
        """
        from factdb.store.corrections.chain import Reviewer
        from factdb.store.corrections.speakers import merge
        from factdb.store.read.find.speaker import find_speaker

        with writing(self.engine) as session:
            gone = [find_speaker(session, str(other)) for other in others]
            by = Reviewer(reviewer, reason)
            return merge(session, find_speaker(session, str(into)), gone, by, any_kind=any_kind)

    def describe_article(
        self,
        article: int | str,
        *,
        title: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        published: date | str | None = None,
        reviewer: str,
        reason: str = "",
    ) -> int:
        """Set what is said of an article beside its text, in place of what its file said; the correction's number.

        ``published`` is a day or a moment. An empty text says that it isn't known, None leaves it as it is. Later
        versions that don't say theirs have it as well. Raises NotFoundError if there is no such article, InputError if
        all of it is so already, or ``published`` is no day.
        """
        from factdb.store.corrections.articles.describe import describe_article
        from factdb.store.corrections.chain import Reviewer
        from factdb.store.read.find.article import find_article

        said: dict[str, object] = {"title": title, "publisher": publisher, "author": author}
        given = {name: value for name, value in said.items() if value is not None}
        if published is not None:
            given["published"] = "" if published == "" else day_asked(published)
        with writing(self.engine) as session:
            return describe_article(session, find_article(session, str(article)), given, Reviewer(reviewer, reason))

    def remove_articles(
        self, *articles: int | str, reviewer: str, reason: str = "", with_decisions: bool = False
    ) -> int:
        """Take out articles that should not be there, with all that was found in them; the correction's number.

        It cannot be undone. Raises NotFoundError if there is no such article, InputError, and takes out nothing, if
        decisions about claims of one of them hold, unless it goes ``with_decisions``, which stay on record; or if one
        has a newer version that stays.
        """
        from factdb.store.corrections.articles.remove import remove_articles
        from factdb.store.corrections.chain import Reviewer
        from factdb.store.read.find.article import find_article

        with writing(self.engine) as session:
            numbers = frozenset(find_article(session, str(article)) for article in articles)
            return remove_articles(session, numbers, Reviewer(reviewer, reason), with_decisions=with_decisions)

    def load_speakers(self, path: str | PathLike[str], *, reviewer: str, reason: str = "") -> int:
        """Take who is who from an authority file, with the columns name, aliases, kind, wikidata; how many are new.

        Raises InputError, which names the row, for the first that is bad: then nothing is taken.
        """
        from factdb.formats.authority import read_authorities
        from factdb.store.corrections.chain import Reviewer
        from factdb.store.corrections.speakers import load_authorities

        authorities = read_authorities(Path(path))
        with writing(self.engine) as session:
            return load_authorities(session, authorities, Reviewer(reviewer, reason or str(path)))

    def verify(self) -> list[str]:
        """What is wrong with the database, a line each; empty if all is proved."""
        from factdb.store.verify.proof import proofs

        with reading(self.engine) as session:
            return [problem for proof in proofs(session) for problem in proof.problems]

    def reextract(
        self,
        *articles: int | str,
        jobs: int = 1,
        dry_run: bool = False,
        point: OperatingPoint = OperatingPoint.BALANCED,
        fast: bool = False,
    ) -> "list[Reextracted]":
        """Run the current engine over these articles, or over all that it has not read; what people decided is kept.

        With ``dry_run`` nothing is stored, and the same is told. ``point`` is how sure it has to be of what it keeps;
        ``fast`` is the smaller model.
        """
        from factdb.ingest import outdated, reextract
        from factdb.store.read.find.article import find_article

        with reading(self.engine) as session:
            named = [find_article(session, str(article)) for article in articles]
        choice = EngineChoice(one_of(OperatingPoint, point, "point"), fast)
        return list(reextract(self.engine, outdated(self.engine, named, choice), jobs, dry_run=dry_run, choice=choice))
