"""Who may log in to ``factdb serve``, and the tokens with which programs read: functions that take a session."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.names.folding import fold
from factdb.store.schema.accounts import AccessToken, Account

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("reader", "reviewer", "admin")
SHORTEST_PASSWORD = 10
_LONGEST = 1000  # characters of a name or a password; more is no mistake but a try


def add_user(session: Session, name: str, role: str, password: str) -> None:
    """Let somebody log in. Raises InputError for a name that is taken or empty, or a password that is too short."""
    name = " ".join(name.split())
    if not fold(name) or "\0" in name or len(name) > _LONGEST:
        raise InputError(f"{name[:60]!r}: no name; give at least one letter or digit")
    if _find(session, name):
        raise InputError(f"{name}: there is somebody of that name already")
    hashed = _hashed(password)
    session.add(Account(name=name, folded=fold(name), role=_known(role), password=hashed, made_at=datetime.now(UTC)))
    session.flush()


def set_password(session: Session, name: str, password: str) -> None:
    """Give somebody another password, which ends all visits. Raises NotFoundError, InputError."""
    _needed(session, name).password = _hashed(password)


def set_role(session: Session, name: str, role: str) -> None:
    """Give somebody another role. Raises NotFoundError, InputError."""
    _needed(session, name).role = _known(role)


def remove_user(session: Session, name: str) -> None:
    """Let somebody in no more; their decisions stay. Raises NotFoundError."""
    session.delete(_needed(session, name))


def users(session: Session) -> Sequence[Account]:
    """Everybody who may log in, by name."""
    return session.scalars(select(Account).order_by(Account.folded)).all()


def user_count(session: Session) -> int:
    """How many may log in."""
    return session.scalars(select(func.count()).select_from(Account)).one()


def stamp_of(session: Session, name: str) -> str | None:
    """What changes when somebody's password or role does; None if there is nobody of that name."""
    one = _find(session, name)
    return _stamp(one) if one else None


def check_password(session: Session, name: str, password: str) -> tuple[str, str, str] | None:
    """Name, role and stamp of whoever has that name and password; None if nobody has.

    It takes as long for a name that nobody has, so that nobody learns who has one.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    one = _find(session, name)
    try:
        _hasher().verify(one.password if one else _nobodys_hash(), password[:_LONGEST])
    except (VerificationError, InvalidHashError):
        return None
    return (one.name, one.role, _stamp(one)) if one else None


def add_token(session: Session, name: str) -> str:
    """A token with which a program may read everything; it is told only once. Raises InputError."""
    name = " ".join(name.split())
    if not fold(name):
        raise InputError("say what the token is for: give it a name")
    if session.scalar(select(AccessToken.id).where(AccessToken.name == name)):
        raise InputError(f"{name}: there is a token of that name; remove it first, or give another name")
    token = f"factdb_{secrets.token_urlsafe(32)}"
    session.add(AccessToken(name=name, digest=_digest(token), made_at=datetime.now(UTC)))
    session.flush()
    return token


def remove_token(session: Session, name: str) -> None:
    """Let nobody read with that token any more. Raises NotFoundError."""
    found = session.scalar(select(AccessToken.id).where(AccessToken.name == name))
    if found is None:
        raise NotFoundError(f"{name}: no such token")
    session.execute(delete(AccessToken).where(AccessToken.id == found))


def tokens(session: Session) -> Sequence[AccessToken]:
    """Every token, by name; what they are themselves is nowhere stored."""
    return session.scalars(select(AccessToken).order_by(AccessToken.name)).all()


def token_name(session: Session, token: str) -> str | None:
    """What the token is called; None if it is none of ours."""
    return session.scalar(select(AccessToken.name).where(AccessToken.digest == _digest(token)))


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST:
        raise InputError(f"a password needs at least {SHORTEST_PASSWORD} characters; a few words are easy to remember")
    return _hasher().hash(password)


def _known(role: str) -> str:
    if role not in ROLES:
        raise InputError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    return role


def _find(session: Session, name: str) -> Account | None:
    return session.scalar(select(Account).where(Account.folded == fold(name)))


def _needed(session: Session, name: str) -> Account:
    if one := _find(session, name):
        return one
    raise NotFoundError(f"{name}: nobody of that name may log in").mended_by(Remedy.LIST_USERS)


def _stamp(one: Account) -> str:
    return hashlib.sha256(f"{one.id}\n{one.role}\n{one.password}".encode()).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
