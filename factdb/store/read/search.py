"""Searching claims as people do in a search box: words, "phrases in quotation marks" and beginnings*."""

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, literal, literal_column, select, text
from sqlalchemy.sql.selectable import TextualSelect

from factdb.errors import NotFoundError
from factdb.names.folding import fold
from factdb.store.dialect import is_among, is_sqlite
from factdb.store.schema.tables import Claim

_PART = re.compile(r'["“”„](?P<phrase>[^"“”„]*)(?:["“”„]|$)|(?P<word>\S+)')


@dataclass(frozen=True, slots=True)
class Words:
    """What to look for, folded: whole words, beginnings of words, and phrases, whose words are among the first."""

    whole: tuple[str, ...]
    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]


def parsed(typed: str) -> Words:
    """What a person means who types so. Raises NotFoundError if there is no word in it."""
    whole: list[str] = []
    beginnings: list[str] = []
    phrases: list[str] = []
    for found in _PART.finditer(typed):
        if found["phrase"] is not None:
            words = fold(found["phrase"]).split()
            whole += words
            phrases += [" ".join(words)] if len(words) > 1 else []
            continue
        words = fold(found["word"]).split()
        if words and found["word"].endswith("*"):
            beginnings.append(words.pop())
        whole += words
    if not whole and not beginnings:
        raise NotFoundError(f"{typed!r}: no word to look for; give at least one letter or digit")
    return Words(tuple(dict.fromkeys(whole)), tuple(dict.fromkeys(beginnings)), tuple(dict.fromkeys(phrases)))


def matches(connection: Connection, claim_row: ColumnElement[int], typed: str) -> ColumnElement[bool]:
    """The condition that the claim with the row id ``claim_row`` has all that a person typed, in any order.

    Case, accents and punctuation do not count, and nothing but quotation marks and a star behind a word means anything.
    Raises as ``parsed`` does.
    """
    return is_among(connection, claim_row, claims_with(connection, typed))


def claims_with(connection: Connection, typed: str) -> Select[int] | TextualSelect:
    """The row ids of the claims, of whatever version, in which all of it stands. Raises as ``parsed`` does."""
    words = parsed(typed)
    # Folding leaves letters and digits alone, so nothing in a word can end the quotation it is put in.
    if is_sqlite(connection):
        found = text("SELECT rowid AS id FROM claim_search WHERE claim_search MATCH :words").columns(Claim.id)
        terms = [f'"{word}"' for word in words.whole] + [f'"{word}"*' for word in words.beginnings]
        matching = found.bindparams(words=" ".join(terms))
        if not words.phrases:
            return matching
        query = select(Claim.id).where(Claim.id.in_(matching))
    else:
        from sqlalchemy.dialects.postgresql import TSQUERY  # takes as long as all else that a command imports

        # Word for word the expression of the index, or PostgreSQL would not use it.
        indexed = func.array_to_tsvector(func.string_to_array(Claim.folded, literal_column("' '")))
        terms = [f"'{word}'" for word in words.whole] + [f"'{word}':*" for word in words.beginnings]
        query = select(Claim.id).where(indexed.bool_op("@@")(cast(" & ".join(terms), TSQUERY)))
    around = literal(" ", String)
    for phrase in words.phrases:
        query = query.where((around + Claim.folded + around).contains(f" {phrase} ", autoescape=True))
    return query
