"""What all tables share: names for constraints, times, and the checks that several have."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from factdb.store.schema.moments import UTCDateTime


class Base(DeclarativeBase):
    """Every constraint has a name, so that a later migration can change it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {str: Text, datetime: UTCDateTime}  # noqa: RUF012 SQLAlchemy reads it from the class


def one_of(column: str, values: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    """A column that holds one of ``values``."""
    literals = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({literals})", name=column)


def offsets(prefix: str = "") -> CheckConstraint:
    """A span of at least one character."""
    start, end = f"{prefix}start_offset", f"{prefix}end_offset"
    return CheckConstraint(f"0 <= {start} AND {start} < {end}", name=f"{prefix}offsets")


def probability() -> CheckConstraint:
    """A probability."""
    return CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence")
