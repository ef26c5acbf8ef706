"""The row ids of the claims in which stands what a person typed, as an array."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from factdb.store.read import search


def claims_with(session: Session, typed: str) -> NDArray[np.int64]:
    """The row ids of the claims, of whatever version, in which all of it stands. Raises as ``search.parsed`` does.

    They come as one string: of a word that stands in a fifth of all claims a row each takes ten times as long.
    """
    found = search.claims_with(session.connection(), typed).subquery()
    ids = session.scalar(select(func.aggregate_strings(cast(found.c.id, String), " ")))
    return np.fromstring(ids or "", np.int64, sep=" ")
