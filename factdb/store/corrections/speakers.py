"""Deciding about speakers: every decision is a row that stays, and all that holds is worked out from them again.

What a row's ``data`` holds, with speakers and articles by their ids:

- merge: ``into``, ``from`` (a list)
- split: ``from``, ``into`` (a new speaker), ``articles`` and ``names`` (what goes; an empty list is all)
- rename: ``speaker``, ``name``
- alias: ``speaker``, ``kind``, ``alias``
- load: ``speakers``, each with ``speaker``, ``name``, ``kind``, ``wikidata``, ``aliases``
- undo: ``correction``
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.names.folding import fold
from factdb.names.identity import clean_name, speaker_key
from factdb.records import Action, Speaker, SpeakerKind
from factdb.review.speakers import Correction, Mention, SpeakerLink, effective, replay
from factdb.store.corrections.chain import Reviewer, append, count
from factdb.store.dialect import insert_all, own_corrections
from factdb.store.read.speaker_corrections import holding, made_about_speakers
from factdb.store.schema import tables
from factdb.store.schema.tables import (
    Article,
    Attribution,
    Extraction,
    SpeakerAlias,
)
from factdb.store.schema.tables import Speaker as SpeakerRow
from factdb.store.write import rows


def merge(session: Session, into: int, gone: Sequence[int], by: Reviewer) -> int:
    """Whatever means one of ``gone`` means ``into`` from now on; the correction's id."""
    gone = [speaker for speaker in dict.fromkeys(gone) if speaker != into]
    if not gone:
        raise InputError(f"speaker {into} is the same speaker already; name another to merge into it")
    return _decide(session, Action.MERGE, {"into": into, "from": gone}, by)


def split(
    session: Session, speaker: int, name: str, articles: Sequence[int], names: Sequence[str], by: Reviewer
) -> int:
    """What ``articles`` say of a speaker, or what is said under ``names``, or both, is a new speaker's called ``name``.

    An empty list of either sets no condition. Returns the new speaker's id.
    """
    if not articles and not names:
        raise InputError("say what to split off: give an article, or a name that the engine found")
    connection = session.connection()
    own_corrections(connection)
    kind = session.scalars(select(SpeakerRow.kind).where(SpeakerRow.id == speaker)).one()
    new = _make_speaker(session, Speaker(clean_name(name), SpeakerKind(kind)), f"split {count(connection) + 1}")
    data = {"from": speaker, "into": new, "articles": sorted(articles), "names": sorted(names)}
    _decide(session, Action.SPLIT, data, by)
    if not session.scalars(select(Attribution.id).where(Attribution.speaker_id == new).limit(1)).all():
        raise NotFoundError(f"speaker {speaker} has nothing there to split off; `factdb claims --speaker {speaker}`")
    return new


def rename(session: Session, speaker: int, name: str, by: Reviewer) -> int:
    """Call a speaker ``name``; the correction's id."""
    return _decide(session, Action.RENAME, {"speaker": speaker, "name": clean_name(name)}, by)


def add_alias(session: Session, speaker: int, alias: str, by: Reviewer) -> int:
    """Find a speaker by ``alias`` as well, also where the engine finds somebody of exactly that name and kind."""
    kind = session.scalars(select(SpeakerRow.kind).where(SpeakerRow.id == speaker)).one()
    return _decide(session, Action.ALIAS, {"speaker": speaker, "kind": kind, "alias": clean_name(alias)}, by)


def load_authorities(session: Session, authorities: Sequence[Mapping[str, Any]], by: Reviewer) -> int:
    """Take names, kinds, Wikidata ids and aliases as given; how many of ``authorities`` are new or changed.

    Each has name, kind, wikidata ("" for none) and aliases. What was loaded before just so is left alone.
    """
    own_corrections(session.connection())
    known = {
        entry["speaker"]: entry
        for correction in holding(session.connection())
        if correction.action is Action.LOAD
        for entry in correction.data["speakers"]
    }
    entries = []
    for authority in authorities:
        speaker = Speaker(authority["name"], SpeakerKind(authority["kind"]))
        entry = {"speaker": _make_speaker(session, speaker, "authority"), **authority}
        if known.get(entry["speaker"]) != entry:
            entries.append(entry)
    if entries:
        _decide(session, Action.LOAD, {"speakers": entries}, by)
    return len(entries)


def undo(session: Session, correction: int | None, by: Reviewer) -> int:
    """Take back a correction, by default the last that holds; its id. Taking back an undoing brings back what it took.

    Raises NotFoundError if there is no such correction, or it does not hold.
    """
    connection = session.connection()
    own_corrections(connection)
    made = made_about_speakers(connection)
    if correction is None:
        holding = effective(made)
        if not holding:
            raise NotFoundError("nothing to undo: no correction holds; `factdb speakers log` lists all")
        correction = holding[-1].id
    elif correction not in {one.id for one in made}:
        raise NotFoundError(f"{correction}: no such correction; `factdb speakers log` lists them")
    elif correction in _undone(made):
        raise NotFoundError(f"{correction}: is undone already; `factdb speakers log` says by which")
    _decide(session, Action.UNDO, {"correction": correction}, by)
    return correction


def log(session: Session) -> Iterator[Mapping[str, Any]]:
    """Every correction of speakers in order: id, made_at, reviewer, action, what (in words), reason, undone_by."""
    names = dict(session.execute(select(SpeakerRow.id, SpeakerRow.name)).all())
    undone = _undone(made_about_speakers(session.connection()))
    columns = tables.Correction
    for row in session.scalars(select(columns).where(columns.claim.is_(None)).order_by(columns.id)):
        yield {
            "id": row.id,
            "made_at": row.made_at,
            "reviewer": row.reviewer,
            "action": row.action,
            "what": _in_words(Action(row.action), json.loads(row.data), names),
            "reason": row.reason,
            "undone_by": undone.get(row.id),
        }


def _undone(made: Sequence[Correction]) -> dict[int, int]:
    """By which undoing that holds each correction was taken back."""
    found: dict[int, int] = {}
    for one in reversed(made):
        if one.action is Action.UNDO and one.id not in found:
            found.setdefault(one.data["correction"], one.id)
    return found


def _decide(session: Session, action: Action, data: Mapping[str, Any], by: Reviewer) -> int:
    made = append(session.connection(), action, data, by)
    _work_out(session)
    return made


def _work_out(session: Session) -> None:
    """Bring speakers, their aliases and whom each attribution means in line with the corrections that hold."""
    connection = session.connection()
    mentions = _mentions(connection)
    replayed = replay(mentions, holding(connection))
    changed = [
        {
            "speaker": meant.speaker,
            "rule": meant.joined_by,
            "in": mention.article,
            "name": mention.name,
            "of": mention.kind,
            "chosen": mention.found if mention.chosen else 0,
        }
        for mention, meant in replayed.links.items()
        if mentions[mention] != {meant}
    ]
    of_article = select(Extraction.id).where(Extraction.article_id == bindparam("in"))
    move = (
        update(Attribution)
        .where(Attribution.extraction_id.in_(of_article))
        .where(Attribution.named == bindparam("name"), Attribution.named_kind == bindparam("of"))
        .where(func.coalesce(Attribution.chosen_speaker_id, 0) == bindparam("chosen"))
        .values(speaker_id=bindparam("speaker"), joined_by=bindparam("rule"))
    )
    if changed:
        connection.execute(move, changed)
    for row in connection.execute(select(SpeakerRow.__table__)).all():
        name = replayed.names.get(row.id, row.found_name)
        decided = (name, replayed.kinds.get(row.id, row.found_kind), replayed.wikidata.get(row.id))
        if decided != (row.name, row.kind, row.wikidata):
            values = dict(zip(("name", "kind", "wikidata"), decided, strict=True), folded=fold(name))
            connection.execute(update(SpeakerRow).where(SpeakerRow.id == row.id).values(values))
    connection.execute(delete(SpeakerAlias))
    aliases = [rows.alias_row(speaker, name) for speaker, names in replayed.aliases.items() for name in sorted(names)]
    insert_all(connection, SpeakerAlias, aliases)
    session.expire_all()


def _mentions(connection: Connection) -> dict[Mention, set[SpeakerLink]]:
    """Every mention, with whom its attributions mean so far."""
    found = connection.execute(
        select(
            Article.id,
            Article.sha256,
            Attribution.named,
            Attribution.named_kind,
            Attribution.speaker_id,
            Attribution.joined_by,
            Attribution.chosen_speaker_id,
        )
        .distinct()
        .join(Extraction, Extraction.article_id == Article.id)
        .join(Attribution, Attribution.extraction_id == Extraction.id)
    ).all()
    keyed = {
        speaker_key(speaker, row.sha256): speaker
        for row in found
        for speaker in [Speaker(row.named, SpeakerKind(row.named_kind))]
    }
    # What was stored by other rules than those of today may have none of these keys yet.
    new = [rows.speaker_row(key, speaker) for key, speaker in sorted(keyed.items(), key=itemgetter(0))]
    insert_all(connection, SpeakerRow, new, missing=True)
    ids = dict(connection.execute(select(SpeakerRow.key, SpeakerRow.id)).all())
    mentions: defaultdict[Mention, set[SpeakerLink]] = defaultdict(set)
    for article, sha256, name, kind, speaker, rule, chosen in found:
        key = speaker_key(Speaker(name, SpeakerKind(kind)), sha256)
        mention = Mention(article, name, SpeakerKind(kind), chosen or ids[key], chosen is not None)
        mentions[mention].add(SpeakerLink(speaker, rule))
    return mentions


def _make_speaker(session: Session, speaker: Speaker, maker: str) -> int:
    """The id of the speaker of that name and kind; made if need be. A ``maker`` is who would make it otherwise."""
    ours = hashlib.sha256(f"{maker}\n{speaker.kind}\n{fold(speaker.name)}".encode()).hexdigest()
    key = ours if maker != "authority" else speaker_key(speaker, ours)
    insert_all(session.connection(), SpeakerRow, [rows.speaker_row(key, speaker)], missing=True)
    return session.scalars(select(SpeakerRow.id).where(SpeakerRow.key == key)).one()


def _in_words(action: Action, data: Mapping[str, Any], names: Mapping[int, str]) -> str:
    def called(speaker: int) -> str:
        return f"{speaker} {names[speaker]}".rstrip()

    match action:
        case Action.MERGE:
            return f"{', '.join(map(called, data['from']))} into {called(data['into'])}"
        case Action.SPLIT:
            places = [f"article {article}" for article in data["articles"]] + [repr(name) for name in data["names"]]
            return f"{called(data['into'])} off {called(data['from'])}: {', '.join(places)}"
        case Action.RENAME:
            return f"{data['speaker']} to {data['name']}"
        case Action.ALIAS:
            return f"{data['alias']} for {called(data['speaker'])}"
        case Action.LOAD:
            return f"{len(data['speakers'])} speakers from a file"
        case Action.UNDO:
            return f"correction {data['correction']}"
        case _:
            raise ValueError(f"{action}: says nothing of speakers")
