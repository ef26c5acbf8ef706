"""The tables of those who may log in to ``factdb serve``, people and programs."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from factdb.store.schema.base import Base, one_of


class Account(Base):
    """Somebody who may log in to ``factdb serve``; ``password`` is its Argon2 hash."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    password: Mapped[str]
    made_at: Mapped[datetime]

    __table_args__ = (one_of("role", ("reader", "reviewer", "admin")),)


class AccessToken(Base):
    """With what a program reads pages as JSON; ``digest`` is the token's SHA-256, so that it can't be read here."""

    __tablename__ = "access_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
