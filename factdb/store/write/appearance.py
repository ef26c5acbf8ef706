"""Remembering where a text appeared."""

from sqlalchemy import Connection, bindparam, select, update

from factdb.records import Article
from factdb.store.dialect import ask_one, insert_one
from factdb.store.schema.tables import Appearance
from factdb.store.write.rows import appearance_key, appearance_row

_UNKNOWN = "\n\n"
# Kept, because making a statement takes as long as running it.
_LAST = (
    select(Appearance.checksum)
    .where(Appearance.article_id == bindparam("article"))
    .order_by(Appearance.id.desc())
    .limit(1)
)
_KNOWN = select(Appearance.id).where(Appearance.article_id == bindparam("article"), Appearance.key == bindparam("key"))


def is_known(connection: Connection, article: Article, article_id: int) -> bool:
    """True if the text is known to have appeared there, or nothing is said of where it did."""
    key = appearance_key(article)
    return key == _UNKNOWN or ask_one(connection, _KNOWN, article=article_id, key=key) is not None


def note_appearance(
    connection: Connection, article_id: int, article: Article, key: str, *, is_kept: bool, is_first: bool = False
) -> bool:
    """Add the place with this ``key``, unless it is known; True if it was added. Of a new article it ``is_first``.

    A text without any place is added if it is the article's first. An original that is kept by now is noted.
    """
    last = None if is_first else ask_one(connection, _LAST, article=article_id)
    if last is not None and is_known(connection, article, article_id):
        if is_kept:
            same = Appearance.article_id == article_id, Appearance.original == article.origin.sha256
            connection.execute(update(Appearance).where(*same).values(is_kept=True))
        return False
    row = appearance_row(article_id, article, key, last or "", is_kept=is_kept)
    return insert_one(connection, Appearance, row) is not None
