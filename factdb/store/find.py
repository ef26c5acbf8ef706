"""Finding the article that a person means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError
from factdb.store.models import Article

# Fewer digits are as likely a number or the start of a word; git asks for as many.
_START_OF_HASH = re.compile(r"[0-9a-f]{4,}")

_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class _Known:
    """What a person may call an article, in lower case."""

    id: int
    name: str
    source: str
    title: str
    sha256: str

    @property
    def file(self) -> str:
        return _last_part(self.source)


def find_article(session: Session, wanted: str) -> int:
    """The id of the article a person means.

    By id, else by source, name, file name or title, else by a start of the title or of the hash (4 digits or more),
    whatever the case. Raises NotFoundError, listing the candidates if there are several and near names if there are
    none.
    """
    query = select(Article.id, Article.name, Article.source, Article.title, Article.sha256)
    known = [_Known(row.id, *(field.casefold() for field in row[1:])) for row in session.execute(query)]
    called = wanted.strip().casefold()
    if not called:
        raise NotFoundError("an empty name is no article's; `factdb articles` lists them")
    for candidates in (
        [article for article in known if called == str(article.id)],
        [article for article in known if called == article.source],
        [article for article in known if called in (article.name, article.file, article.title)],
        [article for article in known if _last_part(called) == article.file],
        [article for article in known if _starts(article, called)],
    ):
        if len(candidates) == 1:
            return candidates[0].id
        if candidates:
            raise NotFoundError(
                f"{wanted}: {len(candidates)} articles are called that: {_listed(candidates)}; give the id"
            )
    raise NotFoundError(f"{wanted}: no such article; {_near(known, called)}")


def _last_part(source: str) -> str:
    """The file's name, without the folders or the site."""
    return re.split(r"[/\\]", source)[-1]


def _starts(article: _Known, called: str) -> bool:
    by_hash = _START_OF_HASH.fullmatch(called) and article.sha256.startswith(called)
    return bool(by_hash) or article.title.startswith(called)


def _listed(candidates: Sequence[_Known]) -> str:
    listed = ", ".join(f"{article.id} ({article.title or article.name})" for article in candidates[:_MOST_LISTED])
    more = len(candidates) - _MOST_LISTED
    return f"{listed} and {more} more" if more > 0 else listed


def _near(known: Sequence[_Known], called: str) -> str:
    names = {name for article in known for name in (article.name, article.title) if name}
    near = get_close_matches(called, sorted(names))
    return f"did you mean {' or '.join(near)}?" if near else "`factdb articles` lists them"
