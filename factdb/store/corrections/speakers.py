"""Deciding about speakers: every decision is a row that stays, and all that holds is worked out from them again.

What a row's ``data`` holds, with speakers and articles by their ids:

- merge: ``into``, ``from`` (a list)
- split: ``from``, ``into`` (a new speaker), ``articles`` and ``names`` (what goes; an empty list is all)
- rename: ``speaker``, ``name``, ``before`` (what it was called; not in those from before that was noted)
- kind: ``speaker``, ``kind``, ``names`` (whoever articles call so and is of that kind is the speaker)
- alias: ``speaker``, ``kind``, ``alias``
- load: ``speakers``, each with ``speaker``, ``name``, ``kind``, ``wikidata``, ``aliases``
- undo: ``correction``
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, assert_never

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.names.folding import fold
from factdb.names.identity import clean_name, speaker_key
from factdb.names.kinds import GIVEN_KINDS, NAMED_KINDS
from factdb.records import Action, Speaker, SpeakerKind, is_of_speakers
from factdb.review.speakers import Correction
from factdb.review.undoing import effective, undone_by
from factdb.store.corrections.chain import Reviewer, append, last
from factdb.store.corrections.speaker_links import batches, carry_out
from factdb.store.dialect import ids_by_key, insert_missing, is_one_of, own_corrections
from factdb.store.read.find.speaker import KnownSpeaker, called
from factdb.store.read.speakers.corrections import OF_SPEAKERS, speaker_corrections
from factdb.store.schema import tables
from factdb.store.schema.tables import (
    Attribution,
    Extraction,
)
from factdb.store.schema.tables import Speaker as SpeakerRow
from factdb.store.write import rows


def merge(session: Session, into: int, gone: Sequence[int], by: Reviewer, *, any_kind: bool = False) -> int:
    """Whatever means one of ``gone`` means ``into`` from now on; the correction's id.

    Raises InputError if somebody of a named kind would become of another, as happens when two are merged the wrong way
    round, unless ``any_kind`` will do.
    """
    gone = [speaker for speaker in dict.fromkeys(gone) if speaker != into]
    if not gone:
        raise InputError(f"speaker {into} is the same speaker already; name another to merge into it")
    if not any_kind:
        _refuse_other_kinds(session, into, gone)
    return _decide(session, Action.MERGE, {"into": into, "from": gone}, by)


def _refuse_other_kinds(session: Session, into: int, gone: Sequence[int]) -> None:
    these = is_one_of(session.connection(), SpeakerRow.id, [into, *gone])
    known = {
        row.id: row for row in session.execute(select(SpeakerRow.id, SpeakerRow.name, SpeakerRow.kind).where(these))
    }
    for one in (known[speaker] for speaker in gone):
        if one.kind in NAMED_KINDS and one.kind != known[into].kind:
            became = f"{one.id} {one.name} is of the kind {one.kind}, and would become {known[into].kind}"
            error = InputError(f"{became} as {into} {known[into].name} is; merge {into} into {one.id} if that is meant")
            raise error.mended_by(Remedy.MERGE_KINDS)


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
    speaker_split_off = Speaker(clean_name(name), SpeakerKind(kind))
    [new] = _make_speakers(session, [speaker_split_off], f"split {last(connection) + 1}")
    data = {"from": speaker, "into": new, "articles": sorted(articles), "names": sorted(names)}
    _decide(session, Action.SPLIT, data, by)
    if not session.scalars(select(Attribution.id).where(Attribution.speaker_id == new).limit(1)).all():
        raise NotFoundError(f"speaker {speaker} has nothing there to split off")
    return new


def rename(session: Session, speaker: int, name: str, by: Reviewer) -> int:
    """Call a speaker ``name``; the correction's id.

    Raises InputError if that is its name already, or another's of the same kind: then the two are to be merged; as are
    somebody unnamed ("a minister") and whoever is called so, of whatever kind.
    """
    new = clean_name(name)
    one = session.get_one(SpeakerRow, speaker)
    if new == one.name:
        raise InputError(f"speaker {speaker} is called {new} already; give another name")
    kinds = (SpeakerKind(one.kind),) if one.kind in NAMED_KINDS else NAMED_KINDS
    _refuse_another(session, speaker, new, kinds, Remedy.MERGE_SPEAKERS)
    return _decide(session, Action.RENAME, {"speaker": speaker, "name": new, "before": one.name}, by)


def set_kind(session: Session, speaker: int, kind: SpeakerKind, by: Reviewer) -> int:
    """Say what a speaker is; the correction's id. Whoever articles call so and is of that kind is the same from now on.

    Raises InputError if it is of that kind already, or somebody of that kind is called so: then the two are to be
    merged; or for a kind that is none of GIVEN_KINDS.
    """
    if kind not in GIVEN_KINDS:
        raise InputError(f"nobody is made {kind}; the kinds are {', '.join(GIVEN_KINDS)}")
    one = session.get_one(SpeakerRow, speaker)
    if one.kind == kind:
        raise InputError(f"speaker {speaker} {one.name} is of the kind {kind} already; give another")
    called_so = (one.found_name, one.name) if kind in NAMED_KINDS else ()
    for name in dict.fromkeys((one.name, *called_so)):
        kinds = (kind,) if kind in NAMED_KINDS else ()
        _refuse_another(session, speaker, name, kinds, Remedy.MERGE_KINDS_OF, by_alias=True)
    names = {fold(name): name for name in called_so if fold(name)}
    return _decide(session, Action.KIND, {"speaker": speaker, "kind": kind.value, "names": list(names.values())}, by)


def _refuse_another(
    session: Session, speaker: int, name: str, kinds: Collection[str], remedy: Remedy, *, by_alias: bool = False
) -> None:
    """Raise InputError if somebody else of such a kind is called so; ``by_alias`` also if it is only an alias."""
    for other in called(session, name) if kinds and fold(name) else ():
        if other.id != speaker and other.kind in kinds and (by_alias or fold(other.name) == fold(name)):
            told = f"{name} is speaker {other.id} already"
            raise InputError(f"{told}; merge {speaker} into {other.id} if the two are one").mended_by(remedy)


def add_alias(session: Session, speaker: int, alias: str, by: Reviewer) -> int:
    """Find a speaker by ``alias`` as well, also where the engine finds somebody of exactly that name and kind."""
    kind = session.scalars(select(SpeakerRow.kind).where(SpeakerRow.id == speaker)).one()
    return _decide(session, Action.ALIAS, {"speaker": speaker, "kind": kind, "alias": clean_name(alias)}, by)


def namesakes(session: Session, speaker: int, name: str) -> list[KnownSpeaker]:
    """Others of the speaker's kind who are called just ``name``: with that alias they are the speaker."""
    kind = session.scalars(select(SpeakerRow.kind).where(SpeakerRow.id == speaker)).one()
    found = called(session, name) if fold(name) else []
    return [one for one in found if one.id != speaker and one.kind == kind and fold(one.name) == fold(name)]


def load_authorities(session: Session, authorities: Sequence[Mapping[str, Any]], by: Reviewer) -> int:
    """Take names, kinds, Wikidata ids and aliases as given; how many of ``authorities`` are new or changed.

    Each has name, kind, wikidata ("" for none) and aliases. What was loaded before just so is left alone.
    """
    own_corrections(session.connection())
    known = {
        entry["speaker"]: entry
        for correction in effective(speaker_corrections(session.connection()))
        if correction.action is Action.LOAD
        for entry in correction.data["speakers"]
    }
    speakers = [Speaker(authority["name"], SpeakerKind(authority["kind"])) for authority in authorities]
    numbered = zip(_make_speakers(session, speakers, "authority"), authorities, strict=True)
    loaded = [{"speaker": number, **authority} for number, authority in numbered]
    entries = [entry for entry in loaded if known.get(entry["speaker"]) != entry]
    if entries:
        _decide(session, Action.LOAD, {"speakers": entries}, by)
    return len(entries)


def of_other_kinds(
    session: Session, authorities: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, Mapping[str, Any], Mapping[str, Sequence[int]]]]:
    """Those loaded whose name or alias articles give to others as well, which are of other kinds and so stay apart.

    With the id of each, and the ids of the others by their kinds.
    """
    named: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    folded = sorted({fold(name) for one in authorities for name in (one["name"], *one["aliases"])})
    speaker = select(SpeakerRow.id, SpeakerRow.kind)
    shown = select(Attribution.id).join(Extraction).where(Extraction.is_shown, Attribution.speaker_id == SpeakerRow.id)
    called = speaker.add_columns(SpeakerRow.folded).where(shown.exists())
    aliased = (
        speaker.add_columns(Attribution.alias_folded)
        .join(Attribution, Attribution.speaker_id == SpeakerRow.id)
        .join(Extraction)
        .where(Attribution.chosen_speaker_id.is_(None))
        .distinct()
    )
    for some in batches(folded):
        for query in (
            called.where(SpeakerRow.folded.in_(some)),
            aliased.where(Attribution.alias_folded.in_(some), Extraction.is_shown),
        ):
            for number, kind, name in session.execute(query):
                named[name].add((number, kind))
    keys = [_key(Speaker(one["name"], SpeakerKind(one["kind"])), "authority") for one in authorities]
    ids = ids_by_key(session.connection(), SpeakerRow, keys)
    for key, one in zip(keys, authorities, strict=True):
        others: dict[str, list[int]] = {}
        for number, kind in sorted(set().union(*(named[fold(name)] for name in (one["name"], *one["aliases"])))):
            if kind != one["kind"]:
                others.setdefault(kind, []).append(number)
        if others:
            yield ids[key], one, others


def log(session: Session) -> Iterator[Mapping[str, Any]]:
    """Every correction of speakers in order: id, made_at, reviewer, action, what (in words), reason, undone_by.

    And ``speakers``: the ids of those whom it is about.
    """
    names = dict(session.execute(select(SpeakerRow.id, SpeakerRow.name)).all())
    made = speaker_corrections(session.connection())
    undone = undone_by(made)
    about: dict[int, frozenset[int]] = {}
    for one in made:
        about[one.id] = about[one.data["correction"]] if one.action is Action.UNDO else _about(one.action, one.data)
    columns = tables.Correction
    for row in session.scalars(select(columns).where(OF_SPEAKERS).order_by(columns.id)):
        yield {
            "id": row.id,
            "made_at": row.made_at,
            "reviewer": row.reviewer,
            "action": row.action,
            "what": _in_words(Action(row.action), json.loads(row.data), names),
            "reason": row.reason,
            "undone_by": undone.get(row.id),
            "speakers": about[row.id],
        }


def in_words(session: Session, action: Action, data: Mapping[str, Any]) -> str:
    """One decision about speakers as the log has it."""
    about = frozenset() if action is Action.UNDO else _about(action, data)
    named = is_one_of(session.connection(), SpeakerRow.id, about)
    names = dict(session.execute(select(SpeakerRow.id, SpeakerRow.name).where(named)).all())
    return _in_words(action, data, names)


def _decide(session: Session, action: Action, data: Mapping[str, Any], by: Reviewer) -> int:
    number = append(session.connection(), action, data, by)
    carry_out(session, Correction(number, action, data))
    return number


def _make_speakers(session: Session, speakers: Sequence[Speaker], maker: str) -> list[int]:
    """The ids of speakers of these names and kinds; made if need be. A ``maker`` is who would make them otherwise."""
    connection = session.connection()
    keys = [_key(speaker, maker) for speaker in speakers]
    new = [rows.speaker_row(key, speaker) for key, speaker in zip(keys, speakers, strict=True)]
    insert_missing(connection, SpeakerRow, new, "id")
    ids = ids_by_key(connection, SpeakerRow, keys)
    return [ids[key] for key in keys]


def _key(speaker: Speaker, maker: str) -> str:
    ours = hashlib.sha256(f"{maker}\n{speaker.kind}\n{fold(speaker.name)}".encode()).hexdigest()
    return ours if maker != "authority" else speaker_key(speaker, ours)


def _about(action: Action, data: Mapping[str, Any]) -> frozenset[int]:
    """The speakers whom a decision is about that takes none back."""
    match action:
        case Action.MERGE:
            return frozenset({*data["from"], data["into"]})
        case Action.SPLIT:
            return frozenset({data["from"], data["into"]})
        case Action.LOAD:
            return frozenset(entry["speaker"] for entry in data["speakers"])
        case _:
            return frozenset({data["speaker"]})


def _in_words(action: Action, data: Mapping[str, Any], names: Mapping[int, str]) -> str:
    def with_id(speaker: int) -> str:
        return f"{speaker} {names[speaker]}".rstrip()

    if action is Action.UNDO:
        return f"correction {data['correction']}"
    if not is_of_speakers(action):
        raise ValueError(f"{action}: says nothing of speakers")
    match action:
        case Action.MERGE:
            return f"{', '.join(map(with_id, data['from']))} into {with_id(data['into'])}"
        case Action.SPLIT:
            places = [f"article {article}" for article in data["articles"]] + [repr(name) for name in data["names"]]
            return f"{with_id(data['into'])} off {with_id(data['from'])}: {', '.join(places)}"
        case Action.RENAME:
            before = data.get("before", "")
            return f"{data['speaker']} {before}".rstrip() + f" to {data['name']}"
        case Action.KIND:
            return f"{with_id(data['speaker'])} is of the kind {data['kind']}"
        case Action.ALIAS:
            return f"{data['alias']} for {with_id(data['speaker'])}"
        case Action.LOAD:
            return f"{len(data['speakers'])} speakers from a file"
        case _:
            assert_never(action)
