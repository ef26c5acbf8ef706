"""Which names are one speaker. A fuller treatment may replace this: nothing else knows the rule."""

import hashlib

from factdb.records import Speaker, SpeakerKind

# A full name, an organisation's or a document's means the same wherever it is written.
_JOINED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT)


def speaker_key(speaker: Speaker, sha256: str) -> str:
    """What the same speaker has in every article, and different speakers never share: 64 hex digits.

    Persons with a name of at least two words, organisations and documents are joined across articles by kind and
    name, whatever the case. All others (a lone surname, "a spokesman", "experts") are kept apart article by article:
    ``sha256`` is the article's.
    """
    name = " ".join(speaker.name.casefold().split())
    lone_name = speaker.kind is SpeakerKind.PERSON and " " not in name
    joined = speaker.kind in _JOINED and name and not lone_name
    return hashlib.sha256("\n".join((speaker.kind, name, "" if joined else sha256)).encode()).hexdigest()
