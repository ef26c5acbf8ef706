"""The corrections of speakers: as records, and taken together."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from factdb.names.folding import fold
from factdb.records import Action
from factdb.review.speakers import Correction, SpeakerDecisions, named_speakers, take_together
from factdb.review.undoing import effective
from factdb.store.dialect import ask_one
from factdb.store.schema import tables

# Whom each attribution names, in which article, and whom that means so far.
MENTIONED = (
    select(
        tables.Article.id,
        tables.Article.sha256,
        tables.Attribution.named,
        tables.Attribution.named_kind,
        tables.Attribution.speaker_id,
        tables.Attribution.joined_by,
        tables.Attribution.chosen_speaker_id,
    )
    .distinct()
    .join(tables.Extraction, tables.Extraction.article_id == tables.Article.id)
    .join(tables.Attribution, tables.Attribution.extraction_id == tables.Extraction.id)
)
# Those about claims and articles have the article, but for one that is no longer there.
OF_SPEAKERS = and_(tables.Correction.article_id.is_(None), tables.Correction.action != Action.REMOVE.value)
# Made once, because making a statement takes as long as running it, and these run with every article.
_LAST = select(tables.Correction.hash).where(OF_SPEAKERS).order_by(tables.Correction.id.desc()).limit(1)
_MADE = (
    select(tables.Correction.id, tables.Correction.action, tables.Correction.data)
    .where(OF_SPEAKERS)
    .order_by(tables.Correction.id)
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the corrections of speakers come to, and whom they name, undone ones too: undoing can be undone."""

    decisions: SpeakerDecisions
    speakers: frozenset[int]


# The last answer, by the hash of the last correction, which proves all before it: many articles are stored between two
# decisions, and an authority file is long.
_latest: dict[str, Taken] = {}


def speaker_corrections(connection: Connection) -> list[Correction]:
    """All corrections of speakers in their order, undone ones and undoings among them."""
    return [Correction(row.id, Action(row.action), json.loads(row.data)) for row in connection.execute(_MADE)]


def speaker_decisions(connection: Connection) -> SpeakerDecisions:
    """What the corrections of speakers that hold come to; not to be changed."""
    return taken(connection).decisions


def decided_speakers(connection: Connection) -> frozenset[int]:
    """The ids of the speakers whom any correction names, one that was undone too."""
    return taken(connection).speakers


def names_folding_to(connection: Connection, folded: Collection[str]) -> dict[str, str]:
    """The names by which an engine found somebody and that come to one of ``folded``, each with that."""
    if not folded:
        return {}
    # In the order of the index, so that it is all that is read.
    names = connection.scalars(select(tables.Attribution.named).distinct())
    return {name: words for name in names if (words := fold(name)) in folded}


def taken(connection: Connection) -> Taken:
    """Both, asked for once; not to be changed."""
    last = ask_one(connection, _LAST) or ""
    if last not in _latest:
        made = speaker_corrections(connection)
        _latest.clear()
        _latest[last] = Taken(
            take_together(effective(made)), frozenset(speaker for one in made for speaker in named_speakers(one))
        )
    return _latest[last]
