"""What all requests share: the database, who may come, what is remembered in memory."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from factdb.store.browse.copies import Copies
from factdb.store.browse.snapshot import Snapshot
from factdb.text.fetch import Fetching
from factdb.web.access.people import Person, Throttle, Visits
from factdb.web.read import LatelyRead

if TYPE_CHECKING:
    from factdb.web.jobs import Jobs


@dataclass(frozen=True)
class Site:
    """One running server.

    ``alone`` is the one person who uses it on a loopback address, let in by ``key``; None where people log in.
    ``hosts`` are the names under which it may be asked for. ``fetching`` is how pages that somebody names are fetched.
    """

    database: Engine
    jobs: "Jobs"
    hosts: tuple[str, ...]
    alone: Person | None = None
    key: str = ""
    cookie: str = "factdb"
    snapshot: Snapshot = field(default_factory=Snapshot)
    copies: Copies = field(default_factory=Copies)
    read: LatelyRead = field(default_factory=LatelyRead)
    visits: Visits = field(default_factory=Visits)
    throttle: Throttle = field(default_factory=Throttle)
    fetching: Fetching = field(default_factory=Fetching)
