"""Which names are one speaker, and what a speaker is written as: rules over words, pure. Nothing else knows them."""

import hashlib
import re
from functools import lru_cache

from factdb.errors import InputError
from factdb.language import ENGLISH
from factdb.names.authority import Known, known_organisation, known_person, without_legal_form
from factdb.names.folding import fold, plain, without_apostrophes
from factdb.names.kinds import NAMED_KINDS
from factdb.names.persons import without_middle
from factdb.records import AND, Speaker, SpeakerKind

_RELATIVE_CLAUSE = re.compile(r",?\s+(?:who|whom|whose|which|where)\b.*", re.DOTALL)
# Pronouns, relatives and the like.
_NO_NAMES = frozenset(ENGLISH.words("no_names"))
_COURTESY_TITLES = frozenset(entry.split()[0] for entry in ENGLISH.words("courtesy_titles"))
# What is known by whose it is: "Clinton campaign", "Obama administration"; not "federal administration".
_OWNED = frozenset(ENGLISH.words("owned_bodies"))
_NO_OWNERS = frozenset(ENGLISH.words("not_names")) | frozenset(ENGLISH.words("no_owners"))
_PEOPLES = frozenset(ENGLISH.words("demonyms"))
# "Police" and "Poll" at the head of a sentence or a line, "Parliament" of any country; Congress is America's.
_NOUNS = frozenset({*ENGLISH.words("organisation_nouns"), *ENGLISH.words("document_nouns")}) - {"congress"}

_DESCRIPTION = re.compile(rf"(?i:{ENGLISH.any_of('determiners')})\s+[a-z]")


def clean_name(name: str) -> str:
    """A name that a person gives, with single spaces. Raises InputError if there is no letter or digit in it."""
    if fold(name) and "\0" not in name:
        return " ".join(name.split())
    raise InputError(f"{name!r}: no name; give at least one letter or digit")


def speaker_key(speaker: Speaker, sha256: str) -> str:
    """What the same speaker has in every article, and different speakers never share: 64 hex digits.

    Persons with a name of at least two words or whom the authority list knows, and organisations, groups and documents
    with a proper name are joined across articles by kind and name, as ``plain_name`` has it. All others (a lone
    surname, "a spokesman", "the bank") are kept apart article by article: ``sha256`` is the article's.
    """
    name = " ".join(speaker.name.casefold().split())
    joined = is_joined(speaker)
    kept = plain_name(speaker) if joined else name
    return hashlib.sha256("\n".join((speaker.kind, kept, "" if joined else sha256)).encode()).hexdigest()


def former_keys(speaker: Speaker, sha256: str) -> tuple[str, ...]:
    """The keys that earlier rules gave the name: its article's own, and that of the name without the authority list."""
    own = "\n".join((speaker.kind, " ".join(speaker.name.casefold().split()), sha256))
    joined = "\n".join((speaker.kind, _without_authority(speaker), ""))
    return tuple(hashlib.sha256(kept.encode()).hexdigest() for kept in (own, joined))


# An article names the same speakers over and over, and all articles do.
@lru_cache(maxsize=50_000)
def is_joined(speaker: Speaker) -> bool:
    """True if the name means the same in every article; never for a lone surname of whom the authority list knows no
    one, or one with a lone initial.
    """
    if speaker.kind is SpeakerKind.PERSON:
        return all(known_person(name) or _is_full(_words(name)) for name in speaker.name.split(";"))
    # "Q" and "A" stand before questions and answers.
    if len(plain(speaker.name)) < 2:
        return False
    words = speaker.name.split()
    named = words[1:] if fold(words[0]) == "the" else words
    if speaker.kind is SpeakerKind.GROUP:
        # "Republicans" and "House Democrats", not "Experts" at the head of a sentence or "some Republicans".
        return fold(words[-1]).removesuffix("s") in _PEOPLES and all(word[:1].isupper() for word in named)
    if speaker.kind is SpeakerKind.ORGANISATION and words[-1] in _OWNED:
        return len(words) > 1 and words[-2][:1].isupper() and fold(words[-2]) not in _NO_OWNERS
    # "The bank" and "survey by the Bank" are other ones elsewhere: the first and the last word of a proper name have a
    # capital or a digit.
    return (
        speaker.kind in NAMED_KINDS
        and all(any(map(_is_capital, word)) for word in (*named[:1], *named[-1:]))
        and (plain(speaker.name) not in _NOUNS or known_organisation(speaker.name) is not None)
    )


@lru_cache(maxsize=50_000)
def joined_by(speaker: Speaker) -> str:
    """The rule that joins the speaker across articles, for people; "same article" if none does."""
    if not is_joined(speaker):
        return "same article"
    if plain_name(speaker) == _whole(speaker):
        return "same name"
    if plain_name(speaker) == _without_authority(speaker):
        return "same first and last name"
    return "authority list" if any(map(_known, _parts(speaker))) else "same name but for Inc. and the like"


@lru_cache(maxsize=50_000)
def plain_name(speaker: Speaker) -> str:
    """A name without case, accents and punctuation; of a person's names only the first, the last and "Jr." or the like,
    of a company's all but what it is by law.

    Whom the authority list knows by it has the name that stands there.

    >>> plain_name(Speaker("Hillary Rodham Clinton", SpeakerKind.PERSON))
    'hillary clinton'
    >>> plain_name(Speaker("F.B.I.", SpeakerKind.ORGANISATION))
    'federal bureau of investigation'
    """
    names = [Speaker(known.name, one.kind) if (known := _known(one)) else one for one in _parts(speaker)]
    return AND.join(sorted(map(_without_small_parts, names)))


def canonical_name(speaker: Speaker) -> str:
    """What the speaker is called who has this name: as the authority list has it, else the name itself."""
    parts = [(one, _known(one)) for one in _parts(speaker)]
    names = [known.name if known else one.name for one, known in parts]
    return AND.join(names) if any(known for _, known in parts) else speaker.name


def alias(source: str) -> str | None:
    """What of a source as written is a name or a description; None for a pronoun, a relative or no words at all."""
    words = " ".join(_RELATIVE_CLAUSE.sub("", source).split()).strip(" ,;:")
    # A source that ends where a bracket opens: "Northwind Foods Inc. (".
    words = words.rstrip("([").rstrip(" ,;:")
    folded = fold(words)
    return None if not folded or folded in _NO_NAMES else words


def is_description(words: str) -> bool:
    """True for "the mayor", "my husband", "its spokesman": each text means another by them."""
    return _DESCRIPTION.match(words.strip()) is not None


def is_fuller(one: str, other: str) -> bool:
    """Has ``one`` more of a name than ``other``, which is its end: Bryan Foote and Foote?"""
    return fold(one).endswith(f" {fold(other)}") and not is_description(one)


def _known(speaker: Speaker) -> Known | None:
    if speaker.kind is SpeakerKind.PERSON:
        return known_person(speaker.name)
    return known_organisation(speaker.name) if speaker.kind is SpeakerKind.ORGANISATION else None


def _parts(speaker: Speaker) -> list[Speaker]:
    """Several persons one by one."""
    if speaker.kind is not SpeakerKind.PERSON:
        return [speaker]
    return [Speaker(name.strip(), speaker.kind) for name in speaker.name.split(";")]


def _is_capital(character: str) -> bool:
    return character.isupper() or character.isdigit()


def _is_full(words: list[str]) -> bool:
    """ "Ann Reed", "Reed Ann Lee"; not "A. Reed", and not "Mrs Reed": there is one in every town."""
    words = words[_COURTESY_TITLES.issuperset(words[:1]) :]
    return len(words) > 2 or (len(words) == 2 and len(words[0]) > 1)


def _without_authority(speaker: Speaker) -> str:
    if speaker.kind is SpeakerKind.PERSON:
        return AND.join(sorted(" ".join(without_middle(_words(one.name))) for one in _parts(speaker)))
    return plain(speaker.name)


def _without_small_parts(speaker: Speaker) -> str:
    if speaker.kind is not SpeakerKind.ORGANISATION:
        return _without_authority(speaker)
    # "Hill Inc." is not The Hill.
    stem = without_legal_form(plain(speaker.name))
    return stem if " " in stem else plain(speaker.name)


def _whole(speaker: Speaker) -> str:
    if speaker.kind is SpeakerKind.PERSON:
        return AND.join(sorted(" ".join(_words(one.name)) for one in _parts(speaker)))
    return plain(speaker.name)


def _words(name: str) -> list[str]:
    """The words of a person's name: "O'Brien" and "Jean-Claude" are one, "H.W." and "Jong-un" are two."""
    first, _, rest = without_apostrophes(name.strip()).partition(" ")
    return fold(f"{first.replace('-', '')} {rest}").split()
