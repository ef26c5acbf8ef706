"""The table of counts, kept with every change, so that no question has to count claims."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from factdb.store.schema.base import Base


class ClaimCount(Base):
    """How many claims of the extraction that is shown of an article a speaker has: see ``shown``.

    ``speaker_id`` is 0 for those that nobody is said to make; those of bylines, datelines and navigation are counted
    apart, as no ``is_news``. The first four are by status, the others of claims with a hedge, of each certainty, and
    denied.
    """

    __tablename__ = "claim_count"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 SQLAlchemy reads it from the class

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    speaker_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_news: Mapped[bool] = mapped_column(primary_key=True)
    quoted: Mapped[int]
    sourced: Mapped[int]
    speculative: Mapped[int]
    unsourced: Mapped[int]
    hedged: Mapped[int]
    probable: Mapped[int]
    possible: Mapped[int]
    denied: Mapped[int]
