"""Finding the article that a person means."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError, Remedy
from factdb.store.read.load import removals, removed_articles
from factdb.store.read.versions import newest_texts, versions
from factdb.store.schema.tables import Article

# Fewer digits are as likely a number or the start of a word; git asks for as many.
_START_OF_HASH = re.compile(r"[0-9a-f]{4,}")

_VERSION = re.compile(r"(?P<name>.+)@(?P<number>[0-9]{1,9})", re.DOTALL)

_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class _Known:
    """What a person may call an article, in lower case."""

    id: int
    name: str
    source: str
    title: str
    sha256: str
    collection: str
    superseded: bool

    @property
    def file(self) -> str:
        return _last_part(self.source)


def find_article(session: Session, wanted: str) -> int:
    """The id of the article a person means, in its newest version; ``NAME@1`` is its first.

    By id, else by source, name, file name or title, else by a start of the name, the title or the hash (4 digits or
    more), else as one of those of a table, whatever the case; an id and a hash mean exactly that text. Raises
    NotFoundError, listing the candidates if there are several and near names if there are none.
    """
    columns = (Article.name, Article.source, Article.title, Article.sha256, Article.collection, Article.superseded)
    query = select(Article.id, *columns)
    known = {
        row.id: _Known(
            row.id,
            row.name.casefold(),
            row.source.casefold(),
            row.title.casefold(),
            row.sha256,
            row.collection.casefold(),
            row.superseded,
        )
        for row in session.execute(query)
    }
    called = wanted.strip().casefold()
    if not called:
        raise NotFoundError("an empty name is no article's").mended_by(Remedy.LIST_ARTICLES)
    found = _called(session, known, called)
    number = 0
    if not found and (numbered := _VERSION.fullmatch(called)):
        found, number = _called(session, known, numbered["name"]), int(numbered["number"])
    if not found:
        raise _unknown(wanted, _near(known.values(), called))
    if len(found) > 1:
        candidates = [known[article] for article in found]
        raise NotFoundError(f"{wanted}: {len(found)} articles are called that: {_listed(candidates)}; give the id")
    return _version(session, found[0], number, wanted) if number else found[0]


def find_versions(session: Session, wanted: str) -> frozenset[int]:
    """The ids of all versions of the article that a person means; raises as ``find_article``."""
    return frozenset(row["article_id"] for row in versions(session, find_article(session, wanted)))


def find_with_removed(session: Session, wanted: str) -> frozenset[int]:
    """The same with those removed articles that had the text of one of them; of what is not there, as find_removed."""
    if gone := find_removed(session, wanted):
        return gone
    found = versions(session, find_article(session, wanted))
    texts = {row["sha256"] for row in found}
    before = (number for number, *_ in removed_before(session, texts))
    return frozenset([*(row["article_id"] for row in found), *before])


def removed_before(session: Session, texts: Collection[str]) -> list[tuple[int, str, int]]:
    """The removed articles that had one of these ``texts``, by SHA-256: its id, who removed it, with which correction.

    Such an article was imported again since, under another id.
    """
    return [
        (one["article"], reviewer, correction)
        for correction, reviewer, data in removals(session.connection())
        for one in data["articles"]
        if one["sha256"] in texts
    ]


def find_removed(session: Session, wanted: str) -> frozenset[int]:
    """The ids of articles that were removed and that a person may mean, by id or name; of those that are there, none.

    Raises NotFoundError as ``find_article`` if there are none of either.
    """
    try:
        find_article(session, wanted)
    except NotFoundError:
        called = wanted.strip().casefold()
        gone = removed_articles(session.connection()).items()
        if found := frozenset(number for number, name in gone if called in (str(number), name.casefold())):
            return found
        raise
    return frozenset()


def _called(session: Session, known: Mapping[int, _Known], called: str) -> Sequence[int]:
    """The articles that are called so, by the best of the ways in which any is."""
    articles = known.values()
    return (
        [article.id for article in articles if called == str(article.id)]
        or [article for series, article in newest_texts(session) if called == series.casefold()]
        or _newest(session, [article for article in articles if called == article.source])
        or _named(session, articles, called)
        or _newest(session, [article for article in articles if _last_part(called) == article.file])
        or _newest(
            session,
            [article for article in articles if article.title.startswith(called) or article.name.startswith(called)],
            [article.id for article in articles if _starts_hash(article, called)],
        )
        or _newest(session, [article for article in articles if _last_part(called) == article.file.rpartition("#")[0]])
    )


def _named(session: Session, articles: Iterable[_Known], called: str) -> Sequence[int]:
    """What files called so have now, and the newest versions of others of that name, file name or title.

    A text is stored once, under the name that it had first: a copy of it has a name of its own, and a file that had it
    may have another by now.
    """
    of_files = {series.casefold(): article for series, article in newest_texts(session) if _is_of_file(series, called)}
    others = [
        one
        for one in articles
        if called in (one.name, one.file, one.title)
        and not any(f"/{series}".endswith(f"/{one.collection}/{one.file}") for series in of_files)
    ]
    return list(dict.fromkeys([*of_files.values(), *_newest(session, others)]))


def _is_of_file(series: str, called: str) -> bool:
    """True if the series is that of a file with that name, with or without its ending; no URL, and no record's."""
    file = _last_part(series).casefold()
    return "://" not in series and "#" not in series and called in (file, file.rpartition(".")[0])


def _newest(session: Session, named: Iterable[_Known], exactly: Iterable[int] = ()) -> Sequence[int]:
    """The newest versions of those ``named``, and those meant ``exactly``, each once."""
    newest = (versions(session, one.id)[-1]["article_id"] if one.superseded else one.id for one in named)
    return list(dict.fromkeys([*newest, *exactly]))


def _version(session: Session, article: int, number: int, wanted: str) -> int:
    known = {row["version"]: row["article_id"] for row in versions(session, article)}
    if number in known:
        return int(known[number])
    raise NotFoundError(f"{wanted}: its versions are 1 to {len(known)}").mended_by(Remedy.LIST_VERSIONS)


def _last_part(source: str) -> str:
    """The file's name, without the folders or the site."""
    return re.split(r"[/\\]", source)[-1]


def _starts_hash(article: _Known, called: str) -> bool:
    return bool(_START_OF_HASH.fullmatch(called)) and article.sha256.startswith(called)


def _listed(candidates: Sequence[_Known]) -> str:
    listed = ", ".join(f"{article.id} ({article.title or article.name})" for article in candidates[:_MOST_LISTED])
    more = len(candidates) - _MOST_LISTED
    return f"{listed} and {more} more" if more > 0 else listed


def _unknown(wanted: str, near: Sequence[str]) -> NotFoundError:
    if near:
        return NotFoundError(f"{wanted}: no such article; did you mean {' or '.join(near)}?")
    return NotFoundError(f"{wanted}: no such article").mended_by(Remedy.LIST_ARTICLES)


def _near(known: Iterable[_Known], called: str) -> Sequence[str]:
    names = {name for article in known for name in (article.name, article.title) if name}
    return get_close_matches(called, sorted(names))
