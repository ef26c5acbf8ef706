"""The articles that people look at now, with all that their pages tell: read once, kept until something changes."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.formats.html.facts import ClaimFacts, claim_facts
from factdb.records import Article, Extraction
from factdb.store.browse.snapshot import state_of
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.decided import ClaimDecision, decided_claims
from factdb.store.read.load import load
from factdb.store.schema.tables import Article as ArticleRow

# Whoever goes from claim to claim asks for one article again and again; of 10,000 words it is some 4 MB.
_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Read:
    """An article with all that its page tells."""

    number: int
    article: Article
    extraction: Extraction
    facts: Sequence[ClaimFacts]
    decided: Sequence[ClaimDecision]
    superseded: bool


@dataclass(slots=True)
class LatelyRead:
    """What was read last; several threads may ask at once."""

    _kept: OrderedDict[tuple[Any, ...], Read] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def article(self, session: Session, number: int) -> Read:
        """The stored article as the database has it now. Raises NotFoundError."""
        key = (number, state_of(session))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = _read(session, number)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found


def _read(session: Session, number: int) -> Read:
    article, extraction = load(session, number)
    superseded = session.scalars(select(ArticleRow.superseded).where(ArticleRow.id == number)).one()
    rows = () if superseded else claims(session, ClaimFilter(article=number))
    facts = claim_facts(article, extraction, rows)
    return Read(number, article, extraction, facts, decided_claims(session, number), superseded)
