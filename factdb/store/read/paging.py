"""The order of a listing of claims, and where in it a page begins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, or_, select

from factdb.errors import NotFoundError, Remedy
from factdb.records import Order
from factdb.store.schema.view import attribution_report

if TYPE_CHECKING:
    from factdb.store.connect import Reader


def in_order(order: Order, report: Any) -> Sequence[ColumnElement[Any]]:
    """What puts the rows of a report in that order."""
    match order:  # each made only where it is wanted: to make all takes longer than to find a few rows
        case Order.TEXT:
            first: tuple[ColumnElement[Any], ...] = ()
        case Order.NEWEST:
            first = (report.published.desc().nulls_last(),)
        case Order.OLDEST:
            first = (report.published.asc().nulls_first(),)
        case Order.UNSURE:
            first = (report.confidence.asc(),)
        case Order.SURE:
            first = (report.confidence.desc(),)
    return (*first, report.article_id, report.position)


def behind(reader: "Reader", order: Order, claim: str) -> ColumnElement[bool]:
    """The condition that a row of the attribution report comes behind that of ``claim`` in that order.

    Raises NotFoundError if there is no such claim now.
    """
    report = attribution_report.columns
    columns = (report.article_id, report.position, report.published, report.confidence)
    row = reader.execute(select(*columns).where(report.claim_id == claim)).one_or_none()
    if row is None:
        raise NotFoundError(f"{claim}: no such claim now, so what comes behind it is unknown").mended_by(
            Remedy.LIST_CLAIMS
        )
    later = _later_in_text(row)
    match order:
        case Order.TEXT:
            return later
        case Order.NEWEST if row.published is None:
            return and_(report.published.is_(None), later)
        case Order.NEWEST:
            older = or_(report.published < row.published, report.published.is_(None))
            return or_(older, and_(report.published == row.published, later))
        case Order.OLDEST if row.published is None:
            return or_(report.published.is_not(None), later)
        case Order.OLDEST:
            return or_(report.published > row.published, and_(report.published == row.published, later))
        case Order.UNSURE:
            return or_(report.confidence > row.confidence, and_(report.confidence == row.confidence, later))
        case Order.SURE:
            return or_(report.confidence < row.confidence, and_(report.confidence == row.confidence, later))


def _later_in_text(row: Any) -> ColumnElement[bool]:
    report = attribution_report.columns
    # The first condition follows from the second, and is one for which a database has an index.
    return and_(
        report.article_id >= row.article_id,
        or_(report.article_id > row.article_id, report.position > row.position),
    )
