"""Which stored speaker a name means that an engine found."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from sqlalchemy import Connection, bindparam, select

from factdb.names.identity import canonical_name, former_keys, speaker_key
from factdb.records import Speaker, SpeakerKind
from factdb.store.dialect import insert_all
from factdb.store.read.speakers.corrections import decided_speakers
from factdb.store.schema import tables
from factdb.store.write import rows

# A name, its kind, and the digest of the article that has it.
Named = tuple[str, SpeakerKind, str]

_KEYS_AT_ONCE = 10_000
# Statements are made once, because making one takes as long as running it.
_SPEAKER_IDS = select(tables.Speaker.key, tables.Speaker.id).where(
    tables.Speaker.key.in_(bindparam("keys", expanding=True))
)


def stored_speakers(connection: Connection, named: Iterable[Named]) -> dict[Named, int]:
    """The id of the speaker whom each name means; those not yet known are added.

    The rules that join names may have been others when a speaker was stored. Whom people have decided about since
    stays that speaker, so that no decision is lost; the others are joined by the rules of today.
    """
    found, keys = _known(connection, named)
    new = {key: Speaker(canonical_name(Speaker(one[0], one[1])), one[1]) for one, key in keys.items()}
    # In one order everywhere, so that two programs never wait for each other in a circle; and only those not known,
    # because on PostgreSQL a row that is refused uses up an id.
    added = [rows.speaker_row(key, speaker) for key, speaker in sorted(new.items(), key=itemgetter(0))]
    insert_all(connection, tables.Speaker, added, missing=True)
    ids = speaker_ids(connection, list(new))
    return found | {one: ids[key] for one, key in keys.items()}


def known_speakers(connection: Connection, named: Iterable[Named]) -> dict[Named, int]:
    """The same for those who are stored already; adds nobody."""
    found, _ = _known(connection, named)
    return found


def _known(connection: Connection, named: Iterable[Named]) -> tuple[dict[Named, int], dict[Named, str]]:
    """The ids of those who are stored already, and the keys of the others."""
    wanted = sorted(set(named))
    found = _decided(connection, wanted)
    keys = {one: speaker_key(Speaker(one[0], one[1]), one[2]) for one in wanted if one not in found}
    ids = speaker_ids(connection, list(keys.values()))
    found |= {one: ids[key] for one, key in keys.items() if key in ids}
    return found, {one: key for one, key in keys.items() if key not in ids}


def speaker_ids(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """The ids of the stored speakers with these keys, by key."""
    ids: dict[str, int] = {}
    # A statement takes 32,766 parameters on SQLite and 65,535 on PostgreSQL; a very long text may name more speakers.
    for first in range(0, len(keys), _KEYS_AT_ONCE):
        ids.update(connection.execute(_SPEAKER_IDS, {"keys": keys[first : first + _KEYS_AT_ONCE]}).all())
    return ids


def _decided(connection: Connection, wanted: Sequence[Named]) -> dict[Named, int]:
    """Those of the names that stand, by the rules of earlier versions, for a speaker whom any correction names."""
    decided = decided_speakers(connection)
    if not decided:
        return {}
    former = {one: former_keys(Speaker(one[0], one[1]), one[2]) for one in wanted}
    ids = speaker_ids(connection, sorted({key for keys in former.values() for key in keys}))
    kept = ((one, ids[key]) for one, keys in former.items() for key in reversed(keys) if ids.get(key) in decided)
    return dict(kept)
