"""The corrections of speakers, as the records that are replayed."""

import json

from sqlalchemy import Connection, select

from factdb.records import Action
from factdb.review.speakers import Correction, effective
from factdb.store.schema import tables


def made_about_speakers(connection: Connection) -> list[Correction]:
    """All corrections of speakers in their order, undone ones and undoings among them."""
    columns = select(tables.Correction.id, tables.Correction.action, tables.Correction.data)
    made = connection.execute(columns.where(tables.Correction.claim.is_(None)).order_by(tables.Correction.id))
    return [Correction(row.id, Action(row.action), json.loads(row.data)) for row in made]


def holding(connection: Connection) -> list[Correction]:
    """The corrections of speakers that hold, in their order."""
    return effective(made_about_speakers(connection))
