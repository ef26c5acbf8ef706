"""Storing: one article with what one engine found in it, whole or not at all."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, bindparam, func, select
from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.records import Article, Engine, Extraction
from factdb.store.corrections.apply import apply_corrections
from factdb.store.corrections.articles.describe import DESCRIBED, work_out_description
from factdb.store.dialect import ask_one, insert_one, is_sqlite, own_corrections, share_corrections
from factdb.store.read.load import (
    OF_TEXT,
    article_id,
    current_extraction,
    greatest_removed,
    known_article,
    load_article,
)
from factdb.store.read.versions import inherited, note_version, series_of, series_to_note
from factdb.store.schema import tables
from factdb.store.write import rows
from factdb.store.write.appearance import is_known, note_appearance
from factdb.store.write.extraction import take_out, write_extraction
from factdb.store.write.shown import count_first, show_newest

# Made once, because making a statement takes as long as running it.
_EXTRACTED = select(tables.Extraction.id).where(
    tables.Extraction.article_id == OF_TEXT.scalar_subquery(),
    *(getattr(tables.Extraction, name) == bindparam(name) for name in ("engine", "version", "digest")),
)
_GREATEST = select(func.max(tables.Article.id))


class Saved(StrEnum):
    """What ``save`` stored: a NEW article, the CHANGED text of a known source, nothing (UNCHANGED), a new engine's
    extraction of a known text (EXTRACTED), or that a known text stood in another place as well (REPEATED).
    """

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    EXTRACTED = "extracted"
    REPEATED = "repeated"


def is_stored(session: Session, article: Article, engine: Engine) -> bool:
    """True if the article's source has this text, and this engine's extraction of it is stored.

    Whether it is known to have appeared where ``article`` says is another matter: see ``note_repeated``.
    """
    connection = session.connection()
    by = {"engine": engine.name, "version": engine.version, "digest": engine.digest}
    stored = ask_one(connection, _EXTRACTED, sha256=article.sha256, **by) is not None
    return stored and series_to_note(connection, article) is None


def is_known_place(session: Session, article: Article) -> bool:
    """True if the stored text is known to have stood where ``article`` says, or it says nothing of that."""
    connection = session.connection()
    return is_known(connection, article, article_id(session, article.sha256))


def stored_otherwise(session: Session, article: Article, columns: Sequence[str]) -> tuple[int, list[str]]:
    """The id of the stored text, and of which ``columns`` it has another value than ``article``; also of which
    others it has none, where that is from the same source, as where a table's columns are understood now.

    What is said of a stored text is never changed: reports and seals that people keep prove it.
    """
    names = dict.fromkeys((*columns, *DESCRIBED))
    query = select(*(getattr(tables.Article, name) for name in ("id", "source", *names)))
    stored = session.execute(query.where(tables.Article.sha256 == article.sha256)).mappings().one()
    missing = [name for name in names if stored["source"] == article.source and not stored[name]]
    compared = [name for name in names if name in columns or name in missing]
    return stored["id"], [name for name in compared if stored[name] != getattr(article, name)]


def note_repeated(session: Session, article: Article, *, is_kept: bool = False) -> bool:
    """Remember that the stored text stood in this place as well; False if that is known. ``session`` writes."""
    _refuse_what_cannot_be_stored(article)
    number = article_id(session, article.sha256)
    return note_appearance(session.connection(), number, article, rows.appearance_key(article), is_kept=is_kept)


def save(session: Session, article: Article, extraction: Extraction, *, is_kept: bool = False) -> Saved:
    """Store the article, unless its text is known, and the extraction, unless this engine's is there.

    What a new version does not say itself (title, publisher, author, date) it has of the version before it, and what
    people said of that.
    ``is_kept`` tells that the original lies beside the database.
    ``session`` comes from ``engine.writing``, which commits. Raises InputError for text that a database cannot hold
    (a NUL character, half of a surrogate pair) or a ``published`` without a time zone.
    """
    _refuse_what_cannot_be_stored(article)
    connection = session.connection()
    # Looked up first: on PostgreSQL a row that is refused uses up an id, and the ids of later articles would differ.
    known = known_article(connection, article.sha256)
    series = series_to_note(connection, article)
    # Where it appeared is told apart by what it says itself, which it says again when it is imported again.
    key = rows.appearance_key(article)
    article = article if known else inherited(connection, series, article)
    new_id = None if known else insert_one(connection, tables.Article, _new_row(connection, article))
    number = known or new_id or article_id(session, article.sha256)
    # While an article is being stored nobody decides anything, so that each decision meets whole articles; nor does
    # anybody store another version or extraction, so that the two agree which is the newest and what it comes to.
    (share_corrections if new_id and series_of(article) is None else own_corrections)(connection)
    is_new = new_id is not None
    put = write_extraction(connection, article, number, extraction, is_shown=is_new)
    before = note_version(connection, series, number, article.sha256, is_new=is_new)
    changed = before is not None
    if is_new:
        count_first(connection, number)
    show_newest(connection, [*([] if is_new else [number]), *([] if before is None else [before])])
    noted = note_appearance(connection, number, article, key, is_kept=is_kept, is_first=is_new)
    repeated = noted and not is_new
    if is_new and not changed:
        return Saved.NEW  # about which nobody can have decided anything
    if put is None and not changed:
        return Saved.REPEATED if repeated else Saved.UNCHANGED
    if changed:
        work_out_description(session, number)
    apply_corrections(session, number)
    return Saved.CHANGED if changed else Saved.EXTRACTED


def _new_row(connection: Connection, article: Article) -> rows.Row:
    """The row of a new article, with an id if the database might give that of a removed one, as SQLite does."""
    row = rows.article_row(article)
    if is_sqlite(connection) and (removed := greatest_removed(connection)):
        greatest = ask_one(connection, _GREATEST) or 0
        return {"id": max(greatest, removed) + 1, **row}
    return row


def lacking(session: Session, engine: Engine, articles: Sequence[int] = ()) -> Sequence[int]:
    """Which of ``articles``, by default every article's newest version, another engine has read last; in order."""
    found = tables.Extraction
    last = select(func.max(found.id)).where(found.corrects.is_(None)).group_by(found.article_id)
    made = select(found.article_id).where(found.id.in_(last), *_is_by(engine))
    wanted = tables.Article.id.in_(articles) if articles else tables.Article.superseded.is_(False)
    lack = select(tables.Article.id).where(wanted, tables.Article.id.not_in(made)).order_by(tables.Article.id)
    return session.scalars(lack).all()


def save_extraction(session: Session, article_id: int, extraction: Extraction) -> None:
    """Store another engine's extraction of a stored article, and what people make of it.

    What this engine found of it before gives way to it, unless it is the last that was found: then it is there already.
    Unlike ``save`` it says nothing of the article's sources: which text each of them has now stays as it is.
    """
    connection = session.connection()
    own_corrections(connection)
    article = load_article(session, article_id)
    same = select(tables.Extraction.id).where(
        tables.Extraction.article_id == article_id, tables.Extraction.corrects.is_(None), *_is_by(extraction.engine)
    )
    before = connection.scalars(same).all()
    if current_extraction(session, article_id, machine=True) in before:
        return
    take_out(connection, before)
    write_extraction(connection, article, article_id, extraction)
    apply_corrections(session, article_id)


def _is_by(engine: Engine) -> tuple[ColumnElement[bool], ...]:
    found = tables.Extraction
    return found.engine == engine.name, found.version == engine.version, found.digest == engine.digest


def _refuse_what_cannot_be_stored(article: Article) -> None:
    texts = (article.text, article.name, article.source, article.title, article.publisher, article.author)
    for text in (*texts, article.language, article.origin.media_type, *(one.fragment for one in article.locators)):
        if "\0" in text:
            raise InputError(f"{article.source!r}: holds a NUL character, which is no text; take it out")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InputError(f"{article.source!r}: holds half of a surrogate pair, which is no text") from error
    if article.published is not None and article.published.tzinfo is None:
        raise InputError(f"{article.source!r}: its time of publication has no time zone; add one")
