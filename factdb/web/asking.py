"""What a page function is given, and what it may answer: plain values, so that it can be called without a server."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any, BinaryIO, TypeVar
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.schema.moments import moment_asked
from factdb.web.access.people import Person, Visit
from factdb.web.site import Site

Word = TypeVar("Word", bound=StrEnum)

_LONGEST = 2_000  # code points of a value in an address; what people type is far shorter


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a browser sent."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Ask:
    """One request.

    ``path`` are the parts of the address that vary; ``query`` and ``form`` may hold a name several times.
    """

    site: Site
    visit: Visit
    path: Mapping[str, str] = field(default_factory=dict)
    query: Sequence[tuple[str, str]] = ()
    form: Sequence[tuple[str, str]] = ()
    uploads: Sequence[Upload] = ()
    address: str = "/"
    client: str = ""
    wants_json: bool = False

    @property
    def person(self) -> Person:
        """Who is asking; only asked of those who are known."""
        assert self.visit.person is not None, "a page for everybody asks for nobody"
        return self.visit.person

    def reading(self) -> AbstractContextManager[Session]:
        """A session that reads."""
        return reading(self.site.database)

    def writing(self) -> AbstractContextManager[Session]:
        """A session that writes, all or nothing."""
        return writing(self.site.database)

    def by(self) -> Reviewer:
        """Whose decision it is, and why."""
        return Reviewer(self.person.name, self.field("reason"))

    def field(self, name: str) -> str:
        """What was typed into a field of the form, without white space around it."""
        return next((value.strip() for key, value in self.form if key == name), "")

    def fields(self, name: str) -> list[str]:
        """All that was given under that name."""
        return [value for key, value in self.form if key == name and value]

    def asked(self, name: str, default: str = "") -> str:
        """A word of the address."""
        found = next((value.strip() for key, value in self.query if key == name), "") or default
        if len(found) > _LONGEST:
            raise InputError(f"{name}: is longer than {_LONGEST:,} characters; make it shorter")
        return found

    def article(self) -> int:
        """The number of the article that the address is about. Raises InputError if it is none."""
        return whole("article", self.path["article"], 0, most=2**63 - 1)

    def all_asked(self, name: str) -> tuple[str, ...]:
        """All words of the address under that name."""
        return tuple(dict.fromkeys(value for key, value in self.query if key == name and value))

    def number(self, name: str, default: int, least: int = 0, most: int = 2**31) -> int:
        """A whole number of the address. Raises InputError if it is none, or out of bounds."""
        return whole(name, self.asked(name), default, least, most)

    def share(self, name: str) -> float:
        """A number from 0 to 1 of the address, 0 if none is given. Raises InputError if it is none."""
        given = self.asked(name)
        try:
            found = float(given or 0)
        except ValueError:
            found = -1
        if not 0 <= found <= 1:
            raise InputError(f"{name}: {given[:40]!r} is no number from 0 to 1")
        return found

    def one_of(self, name: str, words: type[Word], default: Word) -> Word:
        """One of certain words. Raises InputError for another."""
        try:
            return words(self.asked(name) or default)
        except ValueError as error:
            raise InputError(f"{name}: {self.asked(name)!r} is none of {', '.join(words)}") from error

    def some_of(self, name: str, words: Iterable[str]) -> tuple[str, ...]:
        """Any of certain words. Raises InputError for another."""
        known = tuple(words)
        for value in (found := self.all_asked(name)):
            if value not in known:
                raise InputError(f"{name}: {value!r} is none of {', '.join(known)}")
        return found

    def day(self, name: str, *, end: bool = False) -> datetime | None:
        """The beginning, or the ``end``, of a day, a month or a year. Raises InputError if it is none."""
        if not (value := self.asked(name)):
            return None
        try:
            return moment_asked(value, time.max if end else time.min)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error

    def here(self, **changed: str | int | None) -> str:
        """The same address with other words: None takes one away."""
        kept = [(key, value) for key, value in self.query if key not in changed]
        pairs = kept + [(key, str(value)) for key, value in changed.items() if value is not None]
        return f"{self.address}?{urlencode(pairs)}" if pairs else self.address


def whole(name: str, given: str, default: int, least: int = 0, most: int = 2**31) -> int:
    """A whole number between two bounds, or the default for nothing. Raises InputError."""
    if not given:
        return default
    if not (given.isascii() and given.isdecimal() and len(given) < 20 and least <= int(given) <= most):
        raise InputError(f"{name}: {given[:40]!r} is no whole number from {least:,} to {most:,}")
    return int(given)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is a page for people and, without what is in ``only_html``, JSON for programs."""

    template: str
    data: Mapping[str, Any]
    only_html: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Go:
    """An answer that sends the browser elsewhere on this server; ``data`` is told to programs instead.

    ``person`` is who begins a visit with it.
    """

    address: str
    data: Mapping[str, Any] = field(default_factory=dict)
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """An answer that is a file to keep, written as it is read."""

    name: str
    media_type: str
    chunks: Iterable[bytes]


Answer = Page | Go | Lines
