"""Finding the speaker that a person means, by any name it goes by."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from operator import attrgetter

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError, Remedy
from factdb.names.folding import fold
from factdb.store.dialect import is_one_of
from factdb.store.schema.tables import SEVERAL, Attribution, Speaker, SpeakerAlias

# Neither database has a greater one.
_ID = re.compile(r"[0-9]{1,9}")

_WIKIDATA = re.compile(r"Q[0-9]+")

_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A speaker, and in how many attributions it is."""

    id: int
    name: str
    kind: str
    attributions: int


def find_speakers(session: Session, wanted: str) -> list[KnownSpeaker]:
    """Those whom ``wanted`` may mean, most frequent first, whatever its case and accents.

    By id or Wikidata's; else by a whole name or alias; else by words of the name (but not of an alias: Putin does not
    say what "Putin's spokesman" says). Raises NotFoundError, with near names, if there are none.
    """
    folded = required_name(wanted)
    numbered = [int(wanted)] if _ID.fullmatch(wanted) else []
    found = (
        _counted(session, numbered, every=True)
        or _counted(session, _of_wikidata(session, wanted), every=True)
        or _counted(session, _wholly(session, folded))
        or _counted(
            session, session.scalars(select(Speaker.id).where((" " + Speaker.folded + " ").contains(f" {folded} ")))
        )
    )
    if found:
        return found
    if near := _near(session, folded):
        raise NotFoundError(f"{wanted}: no such speaker; did you mean {' or '.join(near)}?")
    raise NotFoundError(f"{wanted}: no such speaker").mended_by(Remedy.LIST_SPEAKERS)


def with_joint(session: Session, found: Sequence[KnownSpeaker]) -> list[int]:
    """The ids of those ``found``, and of speakers who are several people together, one of them among those found."""
    names = {fold(one.name) for one in found}
    # Word for word the condition of the index; of those in it the database leaves out most.
    query = select(Speaker.id, Speaker.name).where(text(SEVERAL))
    if len(names) <= _MOST_LISTED:
        query = query.where(or_(*(Speaker.folded.contains(name, autoescape=True) for name in names)))
    together = session.execute(query)
    joint = (row.id for row in together if not names.isdisjoint(map(fold, row.name.split(";"))))
    return [*(one.id for one in found), *joint]


def find_speaker(session: Session, wanted: str) -> int:
    """The id of the one speaker a person means. Raises NotFoundError, listing the candidates if there are several."""
    found = find_speakers(session, wanted)
    if len(found) == 1:
        return found[0].id
    raise NotFoundError(f"{ambiguous(wanted, found)}; give the id")


def ambiguous(wanted: str, found: Sequence[KnownSpeaker]) -> str:
    """Say in one line that several speakers go by a name, and which."""
    listed = ", ".join(f"{one.id} ({one.name or 'no name'}, {one.kind})" for one in found[:_MOST_LISTED])
    more = f" and {len(found) - _MOST_LISTED} more" if len(found) > _MOST_LISTED else ""
    return f"{wanted}: {len(found)} speakers are called that: {listed}{more}"


def required_name(name: str) -> str:
    """``name`` folded. Raises NotFoundError if nothing is left of it."""
    if folded := fold(name):
        return folded
    raise NotFoundError(f"{name!r}: no name to look for; give at least one letter or digit")


def _of_wikidata(session: Session, wanted: str) -> Iterable[int]:
    """Looked for only if it may be an id of Wikidata's, for there is no index."""
    return session.scalars(select(Speaker.id).where(Speaker.wikidata == wanted)) if _WIKIDATA.fullmatch(wanted) else ()


def _wholly(session: Session, folded: str) -> set[int]:
    return {
        *session.scalars(select(Speaker.id).where(Speaker.folded == folded)),
        *session.scalars(select(SpeakerAlias.speaker_id).where(SpeakerAlias.folded == folded)),
        *session.scalars(select(Attribution.speaker_id).where(Attribution.alias_folded == folded).distinct()),
    }


def _counted(session: Session, ids: Iterable[int], every: bool = False) -> list[KnownSpeaker]:
    """The speakers of these ids, but (without ``every``) for those that nothing means and nobody named."""
    connection = session.connection()
    mentions = select(func.count()).where(Attribution.speaker_id == Speaker.id).scalar_subquery()
    known = select(Speaker.id, Speaker.name, Speaker.kind, mentions).where(is_one_of(connection, Speaker.id, set(ids)))
    found = [KnownSpeaker(*row) for row in connection.execute(known)]
    used = found if every else [one for one in found if one.attributions] or _given(session, found)
    return sorted(sorted(used, key=attrgetter("id")), key=attrgetter("attributions"), reverse=True)


def _given(session: Session, found: list[KnownSpeaker]) -> list[KnownSpeaker]:
    """Those to whom people gave names before any article named them."""
    given = {*session.scalars(select(SpeakerAlias.speaker_id))} | {
        *session.scalars(select(Speaker.id).where(Speaker.wikidata.is_not(None)))
    }
    return [one for one in found if one.id in given]


def _near(session: Session, folded: str) -> list[str]:
    """Near names and aliases, as they are written; ``wanted`` may also be near one word of them."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for name in (
        *session.scalars(select(Speaker.name).where(Speaker.id.in_(select(Attribution.speaker_id)))),
        *session.scalars(select(SpeakerAlias.alias)),
        *session.scalars(select(Attribution.alias).where(Attribution.alias.is_not(None)).distinct()),
    ):
        words = fold(name)
        known[words].add(name)
        for word in words.split():
            known[word].add(name)
    near = get_close_matches(folded, sorted(known), n=3, cutoff=0.75)
    return list(dict.fromkeys(min(known[words], key=lambda name: (len(name), name)) for words in near))
