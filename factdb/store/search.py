"""Full-text search: one condition for a person's words, whichever the database."""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session


def matches(session: Session, claim_row: ColumnElement[int], words: str) -> ColumnElement[bool]:
    """The condition that the claim with the row id ``claim_row`` has all of a person's ``words``, in any order.

    Case, accents and punctuation do not count, and nothing in ``words`` is an operator. Raises NotFoundError if
    there is no word in it.
    """
    raise NotImplementedError
