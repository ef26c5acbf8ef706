"""What all requests share: the database, who may come, what is remembered in memory."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from factdb.store.browse.snapshot import Snapshot
from factdb.web.people import Person, Throttle, Visits

if TYPE_CHECKING:
    from factdb.web.jobs import Jobs


@dataclass(frozen=True)
class Site:
    """One running server.

    ``alone`` is the one person who uses it on a loopback address, let in by ``key``; None where people log in.
    ``hosts`` are the names under which it may be asked for.
    """

    database: Engine
    jobs: "Jobs"
    hosts: tuple[str, ...]
    alone: Person | None = None
    key: str = ""
    cookie: str = "factdb"
    snapshot: Snapshot = field(default_factory=Snapshot)
    visits: Visits = field(default_factory=Visits)
    throttle: Throttle = field(default_factory=Throttle)
