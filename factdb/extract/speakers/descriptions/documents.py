"""Documents that are described before they are called by a noun alone: "a Harbour College poll", then "the poll"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.phrases import POINTERS, Phrase
from factdb.extract.speakers.reading import Found, Reading
from factdb.language import ENGLISH, alternatives
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

# Nouns for one and the same document.
_ALIKE = tuple(frozenset(nouns.split()) for nouns in ENGLISH.words("document_synonyms"))
_NOUNS = frozenset(ENGLISH.words("described_documents"))
_FULLER = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w.]{1,60}['’]s?) "
    rf"((?:(?:[\w’'/&-]+|(?:[A-Z]\.)+) ){{1,5}}?({alternatives(sorted(_NOUNS))}))\b"
    r"(?: (?:by|from|of|on) (?:the )?[A-Z][\w.’'&-]*(?: (?:of |for |the )*[A-Z][\w.’'&-]*){0,5})?"
)
_LATEST = frozenset(ENGLISH.words("document_adjectives"))
_NO_MODIFIERS = (
    lx.PREPOSITIONS | lx.RELATIVES | lx.PRONOUNS | lx.ARTICLES | {"and", "or", "is", "was", "has", "said", "to", "no"}
)
_RECENT = 50
_STATEMENTS = frozenset({"statement", "release"})
_OF_STATEMENTS = frozenset({"press", "news", "written", "joint", "brief", "same"})
# What a law or one that is planned is called by, what its name ends in, and how far back, in characters, it is named.
_LAWS = frozenset({"bill", "law", "legislation", "measure", "act", "statute"})
_ACTS = frozenset({"act", "bill"})
_NAMED_BEFORE = 1500
# "said in a statement", "issued a statement": how far back, in characters.
_ISSUED = re.compile(
    r"\b(?:in|issued|released|sent|through|via|put out) an? (?:\w+ )?(?:statement|(?:press|news) release)\b", re.I
)
_ISSUED_BEFORE = 900


def described_documents(reading: Reading) -> None:
    """Remember the documents that the text describes by more than a noun, whether or not they are sources."""
    for found in _FULLER.finditer(reading.text):
        words = found[1].casefold().split()[:-1]
        if not set(words) - _LATEST or not _NO_MODIFIERS.isdisjoint(words) or reading.layout.quotation(found.start()):
            continue
        name = " ".join(reading.text[found.start(1) : found.end()].split())
        reading.somebody(name, SpeakerKind.DOCUMENT, found[2], found.start(1))


def document(reading: Reading, phrase: Phrase) -> Found | None:
    """ "the poll", "that survey": one that was described more fully before; "a new poll": one that is later called
    "the Harbour College poll".
    """
    if issuer := _issuer(reading, phrase):
        return issuer
    if set(phrase.modifiers) - _LATEST - lx.ARTICLES - {"one"} or phrase.span.end > phrase.core.end:
        return None
    nouns = next((alike for alike in _ALIKE if phrase.head in alike), frozenset({phrase.head}))
    known_by_noun = [reading.by_noun.get(noun, []) for noun in nouns]
    if phrase.determiner in ("a", "an", "one"):
        return _told_later(reading, phrase, known_by_noun)
    fuller = []
    for known in known_by_noun:
        before = bisect_left(known, phrase.span.start, key=lambda entity: entity.first)
        fuller += [e for e in known[max(before - _RECENT, 0) : before] if _is_fuller(e.words)]
    if not fuller and phrase.head in _LAWS and (act := _act(reading, phrase.span.start)):
        fuller = [act]
    if not fuller and phrase.head == "document":
        fuller = [entity for _, entity in reading.salience.rank(phrase.span.start, _is_document)][:1]
    if not fuller:
        return None
    fuller.sort(key=lambda entity: -entity.first)
    return Found((fuller[0],), f"the one called “{phrase.head}”", 0.75, tuple(entity.name for entity in fuller[:5]))


def _act(reading: Reading, at: int) -> Entity | None:
    """ "The bill" of an article about the Harbour Dues Act: the law that was named last."""
    before = reading.cast.within(Span(max(at - _NAMED_BEFORE, 0), at))
    return next((entity for name, entity in reversed(before) if len(name.words) > 1 and name.words[-1] in _ACTS), None)


def _is_document(entity: Entity) -> float:
    """Is it one that "the document" may mean: a resolution, a memo?"""
    return float(entity.kind == SpeakerKind.DOCUMENT and entity.words[-1:] != ("document",))


def _issuer(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The statement" of whoever was said to have made one in the sentences before: "Reed said in a statement"."""
    told = phrase.determiner in ("the", "this", "that") and not set(phrase.modifiers[1:]) - _OF_STATEMENTS
    if phrase.head not in _STATEMENTS or not told or phrase.span != phrase.core:
        return None
    at = phrase.span.start
    issued = list(_ISSUED.finditer(reading.text, max(at - _ISSUED_BEFORE, 0), at))
    if not issued:
        return None
    sentence = reading.layout.narrative(issued[-1].start())
    entity = reading.salience.foremost(at, sentence)
    if not entity or entity.speaker_kind not in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION):
        return None
    return Found((entity,), f"who issued the {phrase.head}", 0.7, (entity.name,))


def _told_later(reading: Reading, phrase: Phrase, known_by_noun: Sequence[Sequence[Entity]]) -> Found | None:
    """The one behind a description that is first called by more words as something known: with "the"."""
    later = [
        entity
        for known in known_by_noun
        for entity in known[bisect_left(known, phrase.span.end, key=lambda entity: entity.first) :][:_RECENT]
        if _is_fuller(entity.words) and reading.text[entity.first - 4 : entity.first].casefold() == "the "
    ]
    if not later:
        return None
    first = min(later, key=lambda entity: entity.first)
    return Found((first,), f"the one called “{phrase.head}” later", 0.6, tuple(entity.name for entity in later[:5]))


def _is_fuller(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and bool(set(words[:-1]) - _LATEST) and words[0] not in POINTERS
