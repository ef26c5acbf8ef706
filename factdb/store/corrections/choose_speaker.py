"""The speaker that a person says it is: one that is stored, or a new one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.names.identity import clean_name, speaker_key
from factdb.records import Speaker, SpeakerKind
from factdb.store.dialect import insert_one
from factdb.store.read.find.speaker import called, find_speaker, titled
from factdb.store.schema import tables
from factdb.store.write import rows

RULE = "chosen by a person"


def chosen_speaker(session: Session, wanted: str, kind: SpeakerKind | None, sha256: str) -> Speaker:
    """The one stored speaker called just ``wanted``; with a ``kind`` that of just this name and kind, made if need be,
    unless it is a known person's with a title before it.

    A new one is known in other articles as one that an engine finds is (see ``identity.speaker_key``); ``sha256`` is
    the article's. NONE is a source that is not given, and has no name. Raises NotFoundError if nobody or several are
    called so, InputError if there is no name in ``wanted``, or one that goes with no such kind.
    """
    if kind is SpeakerKind.NONE:
        if wanted.strip():
            raise InputError(f"the kind none says that no source is given; leave {wanted} out, or give another kind")
        return Speaker("", kind, RULE)
    if kind is None:
        try:
            found = find_speaker(session, wanted)
        except NotFoundError as error:
            if called(session, wanted):
                raise
            told = f"{error} A new one" if str(error).endswith("?") else f"{error}; a new one"
            told += " needs a kind, such as person"
            raise NotFoundError(told).mended_by(Remedy.GIVE_KIND) from error
        return _stored(session, found)
    speaker = Speaker(clean_name(wanted), kind)
    if kind is SpeakerKind.PERSON and (known := titled(session, speaker.name)):
        return _stored(session, known)
    key = speaker_key(speaker, sha256)
    insert_one(session.connection(), tables.Speaker, rows.speaker_row(key, speaker))
    number = session.scalars(select(tables.Speaker.id).where(tables.Speaker.key == key)).one()
    return Speaker(speaker.name, kind, RULE, number)


def _stored(session: Session, number: int) -> Speaker:
    row = session.get_one(tables.Speaker, number)
    return Speaker(row.name, SpeakerKind(row.kind), RULE, row.id)
