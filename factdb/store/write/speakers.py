"""Which stored speaker a name means that an engine found."""

from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter

from sqlalchemy import Connection

from factdb.names.identity import canonical_name, former_keys, speaker_key
from factdb.records import Speaker, SpeakerKind
from factdb.store.dialect import ids_by_key, insert_missing
from factdb.store.schema import tables
from factdb.store.write import rows

# A name, its kind, and the digest of the article that has it.
Named = tuple[str, SpeakerKind, str]


def stored_speakers(connection: Connection, named: Iterable[Named], decided: Collection[int]) -> dict[Named, int]:
    """The id of the speaker whom each name means; those not yet known are added.

    The rules that join names may have been others when a speaker was stored. Whom people have decided about since
    stays that speaker, so that no decision is lost; the others are joined by the rules of today. ``decided`` are
    the ids of those (see ``decided_speakers``).
    """
    found, keys = _known(connection, named, decided)
    new = {key: Speaker(canonical_name(Speaker(one[0], one[1])), one[1]) for one, key in keys.items()}
    # In one order everywhere, so that two programs never wait for each other in a circle; and only those not known,
    # because on PostgreSQL a row that is refused uses up an id.
    added = [rows.speaker_row(key, speaker) for key, speaker in sorted(new.items(), key=itemgetter(0))]
    ids = dict(insert_missing(connection, tables.Speaker, added, "key, id"))
    if len(ids) < len(new):  # SQLite has not told them, or another program has just put the others in
        ids = ids_by_key(connection, tables.Speaker, list(new))
    return found | {one: ids[key] for one, key in keys.items()}


def known_speakers(connection: Connection, named: Iterable[Named], decided: Collection[int]) -> dict[Named, int]:
    """The same for those who are stored already; adds nobody."""
    found, _ = _known(connection, named, decided)
    return found


def _known(
    connection: Connection, named: Iterable[Named], decided: Collection[int]
) -> tuple[dict[Named, int], dict[Named, str]]:
    """The ids of those who are stored already, and the keys of the others."""
    wanted = sorted(set(named))
    found = _decided(connection, wanted, decided)
    keys = {one: speaker_key(Speaker(one[0], one[1]), one[2]) for one in wanted if one not in found}
    ids = ids_by_key(connection, tables.Speaker, list(keys.values()))
    found |= {one: ids[key] for one, key in keys.items() if key in ids}
    return found, {one: key for one, key in keys.items() if key not in ids}


def _decided(connection: Connection, wanted: Sequence[Named], decided: Collection[int]) -> dict[Named, int]:
    """Those of the names that stand, by the rules of earlier versions, for a speaker whom any correction names."""
    if not decided:
        return {}
    former = {one: former_keys(Speaker(one[0], one[1]), one[2]) for one in wanted}
    ids = ids_by_key(connection, tables.Speaker, {key for keys in former.values() for key in keys})
    kept = ((one, ids[key]) for one, keys in former.items() for key in reversed(keys) if ids.get(key) in decided)
    return dict(kept)
