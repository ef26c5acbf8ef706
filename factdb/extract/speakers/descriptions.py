"""Sources that are described, not named: "the senator", "his lawyer", "the bank", "two officials", "the poll"."""

import re

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import Phrase, described_kind, own_words
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_role
from factdb.language import lexicon as lx
from factdb.records import SpeakerKind

_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
# How many that share a noun are compared, so that a long text stays linear.
_RECENT = 50
_LATEST = frozenset({"new", "latest", "recent"})
_DEFINITE = _POSSESSIVES | {"the", "this", "that", ""}
# A role may be told by a more general word.
_MORE_GENERAL = {
    "candidate": ("nominee", "candidate"),
    "nominee": ("nominee", "candidate"),
    "legislator": ("senator", "representative", "delegate", "assembly member", "legislator"),
    "leader": ("president", "prime minister", "leader", "chancellor", "chair"),
    "spokesperson": ("spokesperson", "secretary"),
    "scientist": ("scientist", "researcher", "professor"),
    "journalist": ("journalist", "reporter", "correspondent", "anchor", "host"),
}
# Words that make another office of an office.
_OTHER_OFFICE = frozenset({"vice", "former", "deputy", "assistant", "ex", "running", "acting", "associate"})


def described(reading: Reading, phrase: Phrase) -> Found:
    """Whom a description means: somebody whom the article describes so, or somebody who stays unnamed."""
    kind = described_kind(phrase)
    role = noun_role(phrase.head)
    found = None
    alone = phrase.determiner in ("one", "another", "some")
    if role and not alone and (beside := reading.cast.whose_role(phrase.core)):
        found = Found((beside,), "described beside the name", 0.9)
    elif role and kind is SpeakerKind.UNNAMED and not alone:
        found = _by_role(reading, phrase, role)
    elif kind is SpeakerKind.ORGANISATION and phrase.determiner in _DEFINITE - _POSSESSIVES:
        found = _organisation(reading, phrase)
    elif kind is SpeakerKind.DOCUMENT:
        found = _document(reading, phrase)
    return found or _own(reading, phrase, kind)


def _own(reading: Reading, phrase: Phrase, kind: SpeakerKind) -> Found:
    span = own_words(reading.text, phrase)
    name = " ".join(span.of(reading.text).split())
    entity = reading.somebody(name, kind, phrase.head, span.start)
    entity.gender = entity.gender or lx.ROLE_GENDER.get(phrase.head, "")
    entity.plural = entity.plural or phrase.head in lx.ROLE_PLURALS or phrase.head in lx.ANONYMOUS
    if kind is SpeakerKind.UNNAMED and len(entity.words) > 1:
        entity.roles.setdefault(key(name), span)
    return Found((entity,), "described, not named", 0.8)


def _by_role(reading: Reading, phrase: Phrase, role: str) -> Found | None:
    words = _words_about(reading, phrase)
    definite = phrase.determiner in _DEFINITE
    gender = lx.ROLE_GENDER.get(phrase.head, "")
    best: dict[Entity, float] = {}
    for wanted in _MORE_GENERAL.get(role, (role,)):
        for entity, said in reading.by_role.get(wanted, [])[:_RECENT]:
            if entity.kind != nm.PERSON or (gender and entity.gender not in ("", gender)):
                continue
            score = _match(words, said)
            if score > 0 and (definite or len(words & said) >= 2):
                best[entity] = max(best.get(entity, 0.0), score)
    if best:
        recent = {entity: i for i, (_, entity) in enumerate(reading.salience.rank(phrase.span.start, lambda _: 1.0))}
        ranked = sorted(best, key=lambda e: (-best[e], recent.get(e, 99), e.first))
        return Found((ranked[0],), f"described as “{role}”", 0.8, tuple(e.name for e in ranked[:5]))
    if phrase.determiner == "the" and role in lx.ROLE_VARIATIONS and phrase.owner is None:
        return _talked_about(reading, phrase, gender)
    return None


def _words_about(reading: Reading, phrase: Phrase) -> frozenset[str]:
    """The words of a description but its noun; the name of whose it is in place of a pronoun."""
    words = {key(re.sub(r"['’]s?$", "", word)) for word in phrase.span.of(reading.text).split()}
    if phrase.determiner in _POSSESSIVES and phrase.determiner not in lx.FIRST_PERSON:
        owner = third_person(reading, phrase.determiner, phrase.span.start)
        words |= {entity.words[-1] for entity in owner.entities if entity.words}
    return frozenset(words - {phrase.head} - lx.ARTICLES - lx.PREPOSITIONS - _POSSESSIVES - {"this", "that", ""})


def _match(asked: frozenset[str], said: frozenset[str]) -> float:
    """How well a description fits what was said: 1 for the noun alone, more for words shared, less for missing ones."""
    if (asked ^ said) & _OTHER_OFFICE:
        return 0.0
    if (asked & lx.DEMONYMS) and (said & lx.DEMONYMS) and not asked & said & lx.DEMONYMS:
        return 0.0
    shared = len(asked & said)
    return 0.0 if asked and not shared else 1.0 + shared - 0.5 * len(asked - said)


def _talked_about(reading: Reading, phrase: Phrase, gender: str) -> Found | None:
    def fits(entity: Entity) -> float:
        if entity.kind != nm.PERSON or entity.plural or (gender and entity.gender not in ("", gender)):
            return 0.0
        return 1.0 + entity.count

    ranked = reading.salience.rank(phrase.span.start, fits)
    if not ranked:
        return None
    return Found(
        (ranked[0][1],), f"the person spoken of, called “{phrase.head}”", 0.4, tuple(e.name for _, e in ranked[:5])
    )


def _organisation(reading: Reading, phrase: Phrase) -> Found | None:
    """ "the Council", "the bank": an organisation with the word in its name, or described by it."""
    if phrase.modifiers and set(phrase.modifiers) - {phrase.determiner}:
        return None
    noun = phrase.head
    ranked = reading.salience.rank(phrase.span.start, lambda e: float(e.kind == nm.ORGANISATION and len(e.words) > 0))
    named = [entity for _, entity in ranked if noun == entity.words[-1]]
    named = named or [entity for _, entity in ranked if noun in entity.words]
    if not named:
        named = [entity for entity, _ in reading.by_role.get(noun, ()) if entity.kind == nm.ORGANISATION]
    if not named and noun in lx.ORGANISATION_VARIATIONS and phrase.determiner in ("the", ""):
        named = [entity for _, entity in ranked if entity.count > 1]
    if not named:
        named = [e for e in reading.by_noun.get(noun, [])[-_RECENT:] if len(e.words) > 1]
    if not named:
        return None
    return Found((named[0],), f"the one called “{noun}”", 0.75, tuple(e.name for e in named[:5]))


def _document(reading: Reading, phrase: Phrase) -> Found | None:
    """ "the poll", "the ad": one that was described more fully."""
    if set(phrase.modifiers) - _LATEST - _DEFINITE - lx.ARTICLES or phrase.span.end > phrase.core.end:
        return None
    fuller = [entity for entity in reading.by_noun.get(phrase.head, [])[-_RECENT:] if len(entity.words) > 1]
    if not fuller:
        return None
    return Found((fuller[-1],), f"the one called “{phrase.head}”", 0.7, tuple(e.name for e in fuller[:5]))
