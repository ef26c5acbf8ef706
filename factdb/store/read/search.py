"""Full-text search: one condition for a person's words, whichever the database."""

from sqlalchemy import ColumnElement, Connection, cast, func, literal_column, select, text

from factdb.errors import NotFoundError
from factdb.names.folding import fold
from factdb.store.dialect import is_among, is_sqlite
from factdb.store.schema.tables import Claim


def matches(connection: Connection, claim_row: ColumnElement[int], words: str) -> ColumnElement[bool]:
    """The condition that the claim with the row id ``claim_row`` has all of a person's ``words``, in any order.

    Case, accents and punctuation do not count, and nothing in ``words`` is an operator. Raises NotFoundError if
    there is no word in it.
    """
    folded = fold(words).split()
    if not folded:
        raise NotFoundError(f"{words!r}: no word to look for; give at least one letter or digit")
    # Folding leaves letters and digits alone, so nothing in a word can end the quotation it is put in.
    if is_sqlite(connection):
        found = text("SELECT rowid FROM claim_search WHERE claim_search MATCH :words").columns(Claim.id)
        words = " ".join(f'"{word}"' for word in folded)
        return is_among(connection, claim_row, found.bindparams(words=words))
    from sqlalchemy.dialects.postgresql import TSQUERY  # takes as long as all else that a command imports

    # Word for word the expression of the index, or PostgreSQL would not use it.
    indexed = func.array_to_tsvector(func.string_to_array(Claim.folded, literal_column("' '")))
    query = cast(" & ".join(f"'{word}'" for word in folded), TSQUERY)
    return is_among(connection, claim_row, select(Claim.id).where(indexed.bool_op("@@")(query)))
