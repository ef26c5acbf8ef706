"""Who is asking: visits (a cookie, kept in memory), and how often somebody may try a password."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factdb.web.walk import Walk

_MOST_VISITS = 10_000
_LONGEST_VISIT = 14 * 24 * 3600  # seconds since it was last used
_WRONG_BEFORE_WAITING = 5
_LONGEST_WAIT = 900


class Role(StrEnum):
    """What a person may do; each may all that the one before may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def covers(self, other: "Role") -> bool:
        """True if this role may do what ``other`` may."""
        roles = list(Role)
        return roles.index(self) >= roles.index(other)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may look; ``stamp`` changes when the password, the role or the name does."""

    name: str
    role: Role
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was just done, for the next page to say; ``correction`` can be taken back from there.

    ``offers`` is what may be done about it, and its address.
    """

    words: str
    correction: int | None = None
    offers: tuple[str, str] | None = None


@dataclass(slots=True)
class Visit:
    """What the server remembers of one browser: who it is, if known, its forms' token, its reviews."""

    person: Person | None
    csrf: str
    used: float = field(default_factory=time.monotonic)
    told: list[Told] = field(default_factory=list)
    walks: OrderedDict[str, "Walk"] = field(default_factory=OrderedDict)

    def tell(self, words: str, correction: int | None = None, offers: tuple[str, str] | None = None) -> None:
        """Have the next page say it."""
        self.told.append(Told(words, correction, offers))

    def hear(self) -> list[Told]:
        """What is to be said, once."""
        told, self.told = self.told, []
        return told


class Visits:
    """The visits by the secret in the browser's cookie. They end with the server, on leaving, or after two weeks."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._lock = Lock()
        self._clock = clock

    def begin(self, person: Person | None) -> tuple[str, Visit]:
        """A new visit and its secret."""
        secret, visit = secrets.token_urlsafe(32), Visit(person, secrets.token_urlsafe(32), self._clock())
        with self._lock:
            self._visits[secret] = visit
            while len(self._visits) > _MOST_VISITS:
                self._visits.popitem(last=False)
        return secret, visit

    def of(self, secret: str) -> Visit | None:
        """The visit of that secret, if there is one still."""
        with self._lock:
            visit = self._visits.get(secret)
            if visit is None:
                return None
            if self._clock() - visit.used > _LONGEST_VISIT:
                del self._visits[secret]
                return None
            visit.used = self._clock()
            self._visits.move_to_end(secret)
            return visit

    def end(self, secret: str) -> None:
        """Forget a visit."""
        with self._lock:
            self._visits.pop(secret, None)


class Throttle:
    """After five wrong passwords each further one makes a name, or an address, wait twice as long."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()
        self._clock = clock

    def wait(self, *whose: str) -> int:
        """For how many more seconds none of ``whose`` may try; 0 if they may."""
        with self._lock:
            return max((self._left(one) for one in whose), default=0)

    def wrong(self, *whose: str) -> None:
        """Remember a wrong password."""
        with self._lock:
            for one in whose:
                count, _ = self._wrong.pop(one, (0, 0.0))
                self._wrong[one] = (count + 1, self._clock())
            while len(self._wrong) > _MOST_VISITS:
                self._wrong.popitem(last=False)

    def right(self, *whose: str) -> None:
        """Forget the wrong ones after a right one."""
        with self._lock:
            for one in whose:
                self._wrong.pop(one, None)

    def _left(self, one: str) -> int:
        count, last = self._wrong.get(one, (0, 0.0))
        if count < _WRONG_BEFORE_WAITING:
            return 0
        wait = min(2 ** (count - _WRONG_BEFORE_WAITING + 1), _LONGEST_WAIT)
        return max(0, int(last + wait - self._clock() + 0.999))
