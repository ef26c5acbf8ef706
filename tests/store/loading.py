"""All that a database holds, read back."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from factdb.records import Article, Extraction
from factdb.store.read.load import current_articles, load


def load_all(session: Session) -> Iterator[tuple[Article, Extraction]]:
    """Every article, without superseded ones, with its current extraction, in the order of import."""
    return (load(session, article_id) for article_id in current_articles(session))
