"""Which names are one speaker, and what a speaker is written as: rules over words, pure. Nothing else knows them."""

import hashlib
import re

from factdb.errors import InputError
from factdb.language.wordlists import LISTS, entries
from factdb.names.folding import fold, plain, without_apostrophes
from factdb.names.persons import without_middle
from factdb.records import Speaker, SpeakerKind

# A full name, an organisation's or a document's means the same wherever it is written.
JOINED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT)

_RELATIVE_CLAUSE = re.compile(r",?\s+(?:who|whom|whose|which|where)\b.*", re.DOTALL)
# Pronouns, relatives and the like.
_NO_NAMES = frozenset(entries(LISTS / "no_names.txt"))


def clean_name(name: str) -> str:
    """A name that a person gives, with single spaces. Raises InputError if there is no letter or digit in it."""
    if fold(name) and "\0" not in name:
        return " ".join(name.split())
    raise InputError(f"{name!r}: no name; give at least one letter or digit")


def speaker_key(speaker: Speaker, sha256: str) -> str:
    """What the same speaker has in every article, and different speakers never share: 64 hex digits.

    Persons with a name of at least two words, organisations and documents with a proper name are joined across
    articles by kind and name, as ``plain_name`` has it. All others (a lone surname, "a spokesman", "the bank") are kept
    apart article by article: ``sha256`` is the article's.
    """
    name = " ".join(speaker.name.casefold().split())
    joined = is_joined(speaker)
    kept = plain_name(speaker) if joined else name
    return hashlib.sha256("\n".join((speaker.kind, kept, "" if joined else sha256)).encode()).hexdigest()


def is_joined(speaker: Speaker) -> bool:
    """True if the name means the same in every article; never for a lone surname, or one with a lone initial."""
    if speaker.kind is SpeakerKind.PERSON:
        return all(len(words) > 2 or (len(words) == 2 and len(words[0]) > 1) for words in _names(speaker))
    # "The bank" and "the report" are other ones elsewhere: the last word of a proper name has a capital or a digit.
    last = (speaker.name.split() or [""])[-1]
    return speaker.kind in JOINED and any(map(_is_capital, last)) and bool(_whole(speaker))


def _is_capital(character: str) -> bool:
    return character.isupper() or character.isdigit()


def joined_by(speaker: Speaker) -> str:
    """The rule that joins the speaker across articles, for people; "same article" if none does."""
    if not is_joined(speaker):
        return "same article"
    return "same name" if plain_name(speaker) == _whole(speaker) else "same first and last name"


def plain_name(speaker: Speaker) -> str:
    """A name without case, accents and punctuation; of a person's names only the first, the last and "Jr." or the like.

    >>> plain_name(Speaker("Hillary Rodham Clinton", SpeakerKind.PERSON))
    'hillary clinton'
    """
    if speaker.kind is not SpeakerKind.PERSON:
        return _whole(speaker)
    return "; ".join(sorted(" ".join(without_middle(words)) for words in _names(speaker)))


def alias(source: str) -> str | None:
    """What of a source as written is a name or a description; None for a pronoun, a relative or no words at all."""
    words = " ".join(_RELATIVE_CLAUSE.sub("", source).split()).strip(" ,;:")
    return None if not fold(words) or fold(words) in _NO_NAMES else words


def _whole(speaker: Speaker) -> str:
    if speaker.kind is SpeakerKind.PERSON:
        return "; ".join(sorted(" ".join(words) for words in _names(speaker)))
    return plain(speaker.name)


def _names(speaker: Speaker) -> list[list[str]]:
    """The words of each person's name: "O'Brien" and "Jean-Claude" are one, "H.W." and "Jong-un" are two."""
    found = []
    for name in speaker.name.split(";"):
        first, _, rest = without_apostrophes(name.strip()).partition(" ")
        found.append(fold(f"{first.replace('-', '')} {rest}").split())
    return found
