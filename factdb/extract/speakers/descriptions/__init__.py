"""Sources that are described, not named: "the senator", "his lawyer", "the bank", "two officials", "the poll"."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.descriptions.documents import document
from factdb.extract.speakers.descriptions.fitting import (
    ELSEWHERE,
    OF_PLACES,
    OF_STATES,
    alike_roles,
    is_another,
    is_of_another_party,
    is_of_another_state,
    is_of_other_place_or_party,
    is_other_office,
    match,
    states,
    states_of,
)
from factdb.extract.speakers.descriptions.main_person import charged, main_person, of_an_age, tells_of_another
from factdb.extract.speakers.descriptions.organisations import country_of, organisation
from factdb.extract.speakers.descriptions.relatives import RELATIVES, relative_of
from factdb.extract.speakers.descriptions.unnamed import last_unnamed, unnamed
from factdb.extract.speakers.grammar import is_label
from factdb.extract.speakers.phrases import Phrase, before_relative, described_kind
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_kind, noun_role
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.names.authority import Known, known_offices, known_person
from factdb.records import Span, SpeakerKind

_HALVES = frozenset({"north", "south"})
# How near to a name, in characters, the place of an office stands.
_NEAR = 60
# How many that share a noun are compared, so that a long text stays linear.
_RECENT = 50
_DEFINITE = lx.POSSESSIVES | {"the", "this", "that", ""}
# What a person may be as well as something else that a writer calls them by.
_BESIDE = frozenset(ENGLISH.words("roles_beside_others"))
_PARTIES = {"republican": "democrat", "democrat": "republican"}
# What tells nobody from another: "the state's", and how old somebody is.
_OF_SOMETHING = re.compile(
    r"(?:state|city|county|country|nation|town|company|team|group|party|agency|school)['’]s|\d{1,3}-year-old"
)
# Behind a comma, with nothing but an article.
_OPENED = re.compile(r", (?:the |an? )?$")
# "A senator wondering why", "a firm that was": what goes on with a participle or a relative has no verb of its own.
_WITH_PARTICIPLE = re.compile(r" (?:\w{3,}ing|that|which)\b")
_CAPITAL = re.compile(r"\s[A-Z]")
# "of the World Bank", "of state for Ohio"
_OF_NAME = re.compile(r" of (?:[a-z]+ for )?(?:the )?((?:[A-Z][\w’'.-]*\s?)+)")
_OFFICES = known_offices()
# What politicians seldom are.
_ARTS = frozenset(ENGLISH.words("unpolitical_roles")) | lx.POSITIONS
# What a politician of a party and a state is, beside a senator or the like: "the Kent Republican".
_POLITICAL = OF_STATES | {"chair", "leader", "whip", "speaker", "candidate", "nominee", "assembly member", "delegate"}
# How many sentences on somebody may be named who is described first.
_SOON = 6
# From which confidence on "the mayor" is taken for somebody of whom a pronoun may tell then; how sure one of two is.
_SURE_NOUN, _EITHER = 0.6, 0.35
# Who is often told of without a name.
_OFTEN_UNNAMED = frozenset(ENGLISH.words("often_unnamed"))


def described(reading: Reading, phrase: Phrase) -> Found:
    """Whom a description means: somebody whom the article describes so, or somebody who stays unnamed."""
    kind = described_kind(phrase)
    office = _office(phrase)
    # "GOP senators" are nobody whom the article calls a senator.
    role = noun_role("" if phrase.head in lx.ROLE_PLURALS else phrase.head) or office
    if phrase.head == "commander-in-chief" or (
        phrase.head == "commander" and reading.text.startswith(" in chief", phrase.core.end)
    ):
        role = "president"
    found = None
    alone = phrase.determiner in ("one", "another", "some")
    beside = _beside(reading, phrase, nm.PERSON) if role and not alone else None
    # "Candidate Ann Reed's doctor" is not Ann Reed, though she is the candidate.
    if beside and beside is not phrase.owner:
        found = Found((beside,), "described beside the name", 0.9)
    elif role and (kind is SpeakerKind.UNNAMED or office) and not alone:
        found = (
            relative_of(reading, phrase, role) or _told_before(reading, phrase, role) or _by_role(reading, phrase, role)
        )
    elif phrase.determiner == "the" and phrase.head in _HALVES and phrase.span == phrase.core:
        found = country_of(reading, phrase)
    elif (
        phrase.determiner == "the"
        and phrase.head in lx.DEMONYMS
        and kind is SpeakerKind.UNNAMED
        and phrase.span == phrase.core
    ):
        found = _talked_about(reading, phrase, phrase.head, "")
    elif kind is SpeakerKind.ORGANISATION and (body := _beside(reading, phrase, kind)) and body is not phrase.owner:
        found = Found((body,), "described beside the name", 0.9)
    else:
        found = called_by_noun(reading, phrase)
    return (
        found
        or _ends_so(reading, phrase)
        or _said_before(reading, phrase, kind)
        or charged(reading, phrase)
        or last_unnamed(reading, phrase)
        or of_an_age(reading, phrase)
        or main_person(reading, phrase, kind)
        or unnamed(reading, phrase, kind)
    )


def called_by_noun(reading: Reading, phrase: Phrase) -> Found | None:
    """The organisation or the document of the article that "the company" or "the report" means, if there is one."""
    kind = described_kind(phrase)
    if kind is SpeakerKind.ORGANISATION:
        return organisation(reading, phrase)
    return document(reading, phrase) if kind is SpeakerKind.DOCUMENT else None


def _beside(reading: Reading, phrase: Phrase, kind: str) -> Entity | None:
    """Whose name stands right beside the description; not "At the talks with Ann Reed, the mayor said", where no comma
    closes it, though "Ann Reed, a senator wondering why" is Ann Reed; nor "Chair: Ms Reed, you were there".
    """
    text = reading.text
    behind = text[phrase.core.end : phrase.core.end + 2]
    goes_on = behind[:1] == " " and behind[1:].islower() and phrase.core.end == phrase.span.end
    told = phrase.determiner in ("a", "an") and _WITH_PARTICIPLE.match(text, phrase.core.end)
    if goes_on and not told and _OPENED.search(text, max(phrase.core.start - 6, 0), phrase.core.start):
        return None
    if is_label(reading, phrase.core):
        return None
    return reading.cast.whose_role(phrase.core, kind)


def _ends_so(reading: Reading, phrase: Phrase) -> Found | None:
    """ "The palace" for Windsor Palace: the only body or place of the article that is named so at its end."""
    if phrase.determiner != "the" or len(phrase.modifiers) > 1 or phrase.span != phrase.core or noun_kind(phrase.head):
        return None
    before = reading.cast.within(Span(0, phrase.span.start))
    alike = {
        entity
        for name, entity in before
        if entity.kind in (nm.ORGANISATION, nm.PLACE) and len(name.words) > 1 and name.words[-1] == phrase.head
    }
    return Found(tuple(alike), f"the one called “{phrase.head}”", 0.75) if len(alike) == 1 else None


def _said_before(reading: Reading, phrase: Phrase, kind: SpeakerKind) -> Found | None:
    """ "the official": the one who was described by more words, a speaker too."""
    pointed = phrase.determiner in ("the", "this", "that", "these")
    if kind not in (SpeakerKind.UNNAMED, SpeakerKind.GROUP) or not pointed:
        return None
    if set(phrase.modifiers) - {phrase.determiner} or phrase.span != phrase.core:
        return None
    known = reading.by_noun.get(phrase.head, [])
    before = bisect_left(known, phrase.span.start, key=lambda entity: entity.first)
    fuller = [e for e in known[max(before - _RECENT, 0) : before] if len(e.words) > 1 and e.speaker_kind == kind]
    # "An official" without more words, who has come since, is the official.
    bare = reading.described.get((kind, phrase.head))
    if not fuller or (bare and fuller[-1].first < bare.first < phrase.span.start):
        return None
    names = tuple(entity.name for entity in reversed(fuller))
    return Found((fuller[-1],), f"the one called “{phrase.head}”", 0.75, names[:5])


def _told_before(reading: Reading, phrase: Phrase, role: str) -> Found | None:
    """ "His lawyer" behind "his lawyer, Ann Reed": she, whom nobody would take for her own."""
    if phrase.determiner not in ("his", "her", "its", "their"):
        return None
    told = (
        e for e, said in reading.by_role.get(role, [])[:_RECENT] if e.kind == nm.PERSON and phrase.determiner in said
    )
    one = next((entity for entity in reversed([*told]) if entity.first < phrase.span.start), None)
    if one is None:
        return None
    then, now = (third_person(reading, phrase.determiner, at).entities for at in (one.first, phrase.span.start))
    return Found((one,), f"described as “{role}”", 0.7, (one.name,)) if now in (then, (one,)) else None


def _by_role(reading: Reading, phrase: Phrase, role: str) -> Found | None:
    words = _words_about(reading, phrase)
    definite = phrase.determiner in _DEFINITE
    gender = lx.ROLE_GENDER.get(phrase.head, "")
    whose = _body_named(reading, phrase)
    best: dict[Entity, float] = {}
    # "His Ugandan counterpart, Ann Reed," is "the Ugandan minister".
    counterparts = () if lx.DEMONYMS.isdisjoint(words) else ("counterpart",)
    for wanted in (*alike_roles(role), *counterparts):
        for entity, said in reading.by_role.get(wanted, [])[:_RECENT]:
            if entity.kind != nm.PERSON or (gender and entity.gender not in ("", gender)):
                continue
            # A press secretary speaks for others, the Secretary of State doesn't.
            if role == "spokesperson" and wanted == "secretary" and "press" not in said:
                continue
            if is_of_other_place_or_party(words, entity) or (is_another(said) and entity.first > phrase.span.start):
                continue
            if _is_far_ahead(reading, phrase, entity) and not (words and words <= said):
                continue
            # A police chief is not the president, though a chief may be.
            if wanted != role and words - said - reading.facts.get(entity, frozenset()) - OF_PLACES:
                continue
            if entity.first < phrase.span.start and _is_of_another(reading, whose, entity):
                continue
            score = match(words, said, reading.facts.get(entity, frozenset()))
            if score > 0 and (definite or len(words & said) >= 2):
                best[entity] = max(best.get(entity, 0.0), score)
    if definite and not words - set(_office(phrase).split()) and not phrase.owner:
        best |= _known_holders(reading, phrase, role)
    if not best and phrase.determiner == "the":
        best = _only_one(reading, phrase, role, words)
    if about := _talked_about_before(reading, phrase, role, gender, words, best):
        return about
    if best:
        recent = {entity: i for i, (_, entity) in enumerate(reading.salience.rank(phrase.span.start, lambda _: 1.0))}
        ranked = sorted(best, key=lambda e: (-best[e], recent.get(e, 99), e.first))
        sure = 0.8 if len(ranked) == 1 or best[ranked[0]] > best[ranked[1]] else 0.6
        sure = sure if best[ranked[0]] > ELSEWHERE else 0.5
        same = [entity for entity in ranked if best[entity] == best[ranked[0]]]
        sure = _EITHER if reading.salience.are_alike(phrase.span.start, same) else sure
        return Found((ranked[0],), f"described as “{role}”", sure, tuple(e.name for e in ranked[:5]))
    if phrase.determiner in ("the", "") and phrase.owner is None and not is_another(words):
        return _talked_about(reading, phrase, role, gender, words)
    return None


def _talked_about_before(
    reading: Reading, phrase: Phrase, role: str, gender: str, words: frozenset[str], best: Mapping[Entity, float]
) -> Found | None:
    """ "The comedian": rather the actor whom it is all about than a comedian who is named further on."""
    variation = not lx.ROLE_VARIATIONS.isdisjoint({role, phrase.head})
    if not (best and variation and phrase.determiner == "the" and all(e.first > phrase.span.start for e in best)):
        return None
    about = _talked_about(reading, phrase, role, gender, words)
    return about if about and about.entities[0] not in best and _roles(about.entities[0]) else None


def whom_noun_means(reading: Reading, phrase: Phrase) -> Entity | None:
    """The named person that "the mayor" surely means, where nobody speaks; remembers nobody new."""
    role = noun_role(phrase.head) or _office(phrase)
    if not role or phrase.named or described_kind(phrase) is not SpeakerKind.UNNAMED:
        return None
    if beside := _beside(reading, phrase, nm.PERSON):
        return beside if beside is not phrase.owner else None
    found = _by_role(reading, phrase, role)
    return found.entities[0] if found and found.confidence >= _SURE_NOUN else None


def _last_words(phrase: Phrase) -> str:
    """ "prime minister" of "the British prime minister": the noun and the word before it."""
    return " ".join((*phrase.modifiers[-1:], phrase.head))


def _office(phrase: Phrase) -> str:
    """ "prime minister", "first lady": an office of two words that somebody of the authority list has held."""
    office = _last_words(phrase)
    return office if office in _OFFICES else ""


def _has_held(known: Known, role: str, phrase: Phrase) -> bool:
    return role in known.offices or _office(phrase) in known.offices


def _known_holders(reading: Reading, phrase: Phrase, role: str) -> dict[Entity, float]:
    """Those spoken of shortly before who are known to have held the office, whatever the article calls them."""

    def fits(entity: Entity) -> float:
        known = known_person(entity.name) if entity.kind == nm.PERSON else None
        return float(known is not None and _has_held(known, role, phrase))

    return {entity: 1.0 for _, entity in reading.salience.rank(phrase.span.start, fits)}


def _words_about(reading: Reading, phrase: Phrase) -> frozenset[str]:
    """The words of a description but its noun; the name of whose it is in place of a pronoun."""
    told = Span(phrase.span.start, before_relative(reading.text, phrase.span)).of(reading.text)
    # "The state's governor" is the governor, "the 68-year-old senator" the senator.
    words = {key(re.sub(r"['’]s?$", "", word)) for word in told.split() if not _OF_SOMETHING.fullmatch(word)}
    if phrase.determiner in lx.POSSESSIVES and phrase.determiner not in lx.FIRST_PERSON:
        owner = third_person(reading, phrase.determiner, phrase.span.start)
        words |= {entity.words[-1] for entity in owner.entities if entity.words}
    return frozenset(words - {phrase.head} - lx.ARTICLES - lx.PREPOSITIONS - lx.POSSESSIVES - {"this", "that", ""})


def _body_named(reading: Reading, phrase: Phrase) -> frozenset[str]:
    """The words of the name behind "of": "the president of the World Bank"; none for the United States, whose president
    most news calls so.
    """
    named = _OF_NAME.match(reading.text, phrase.core.end, phrase.span.end)
    words = frozenset(map(key, named[1].split())) if named else frozenset[str]()
    return frozenset() if words <= {"united", "states", "america"} else words


def _is_of_another(reading: Reading, whose: frozenset[str], entity: Entity) -> bool:
    return bool(whose) and whose.isdisjoint(reading.facts.get(entity, ()))


def _only_one(reading: Reading, phrase: Phrase, role: str, words: frozenset[str]) -> dict[Entity, float]:
    """The only one of the article with a role, whatever adjectives come with it: "the embattled mayor"."""
    holders = reading.by_role.get(role, [])[:_RECENT]
    # "The former aide" may be told of as an aide: of the time when she was.
    asked = words - {"former"}
    alike = dict.fromkeys(
        e
        for e, said in holders
        if e.kind == nm.PERSON and not is_another(said) and not is_other_office(asked, said - {"former"})
        if not _is_far_ahead(reading, phrase, e)
    )
    named = [word for word in phrase.span.of(reading.text).split()[1:] if not word.islower()]
    plain = not named or (len(alike) == 1 and _stands_beside(reading, next(iter(alike)), named, phrase.span.start))
    if len(alike) != 1 or len(phrase.modifiers) > 2 + len(named) or not plain or phrase.core != phrase.span:
        return {}
    # "The victim's mother" is not the mother of the accused.
    return {} if words & lx.OTHER_ONES or (words and role in RELATIVES) else dict.fromkeys(alike, ELSEWHERE)


def _is_far_ahead(reading: Reading, phrase: Phrase, entity: Entity) -> bool:
    """Is somebody named too far behind to be meant, but for "the president" whom everybody knows?"""
    known = known_person(entity.name) if phrase.core == phrase.span else None
    if known and _has_held(known, phrase.head, phrase):
        return False
    return reading.layout.narrative(entity.first) - reading.layout.narrative(phrase.span.start) > _SOON


def _stands_beside(reading: Reading, entity: Entity, words: Sequence[str], before: int) -> bool:
    """Do the words stand where somebody is named first, ``before`` a place: "Harlow, Ohio, Mayor Ann Reed"?"""
    behind = entity.first + _NEAR
    around = reading.text[max(entity.first - _NEAR, 0) : min(behind, before) if before > entity.first else behind]
    return all(word in around for word in words)


def _talked_about(
    reading: Reading, phrase: Phrase, role: str, gender: str, words: frozenset[str] = frozenset()
) -> Found | None:
    """The person spoken of, by another word: "the billionaire"; an office only for somebody known to have held it."""
    # "The Kent quarterback" may be of another team than whoever it is about.
    of_team = role in lx.POSITIONS and _CAPITAL.search(reading.text, phrase.core.start, phrase.core.end)
    if of_team or tells_of_another(reading.text, phrase):
        return None
    here, whose = states(words), _body_named(reading, phrase)
    # "The former lawyer for Ann Reed" is nobody else who was named.
    named = [set(entity.words) for _, entity in reading.cast.within(phrase.span) if entity.kind == nm.PERSON]

    def fits(entity: Entity) -> float:
        if entity.kind != nm.PERSON or entity.plural or (gender and entity.gender not in ("", gender)):
            return 0.0
        if _is_of_another(reading, whose, entity) or any(other.isdisjoint(entity.words) for other in named):
            return 0.0
        if (
            _PARTIES.get(role) in _roles(entity)
            or is_of_another_party(words, entity)
            or is_of_another_state(words, entity)
        ):
            return 0.0
        if here & states_of(entity) and role in OF_STATES:
            return 1.0 + entity.count
        known = known_person(entity.name)
        if here and role in _PARTIES:
            return float(not _POLITICAL.isdisjoint(_roles(entity) | (known.offices if known else set())))
        if known and _has_held(known, role, phrase):
            return 1.0 + entity.count
        # "The former coach" is hardly anybody but whom it is all about.
        if lx.ROLE_VARIATIONS.isdisjoint({role, _last_words(phrase)}) and phrase.head not in lx.DEMONYMS:
            anaphoric = "former" in phrase.modifiers[1:2] and role not in _OFTEN_UNNAMED
            return ELSEWHERE * (anaphoric and not _is_only(entity, role))
        # Anybody may be a Dutchman.
        anybody = phrase.head in lx.DEMONYMS and role not in _PARTIES
        if anybody and not _roles(entity).isdisjoint(lx.DEMONYMS - {role, *_PARTIES}):
            return 0.0
        if (_is_only(entity, role) and not anybody) or (known and known.offices and role in _ARTS):
            return 0.0
        if role == "businessperson" and not OF_STATES.isdisjoint(_roles(entity) - {"republican", "democrat"}):
            return 0.0
        return 1.0 + entity.count

    ranked = [entity for _, entity in reading.salience.rank(phrase.span.start, fits)[:5]]
    if not ranked:
        return None
    if phrase.head in lx.DEMONYMS and role not in _roles(ranked[0]):
        ranked[0].described.append((role, frozenset()))
    names = tuple(entity.name for entity in ranked)
    return Found((ranked[0],), f"the person spoken of, called “{phrase.head}”", 0.4, names)


def _roles(entity: Entity) -> set[str]:
    return {role for role, _ in entity.described}


def _is_only(entity: Entity, role: str) -> bool:
    """Does the article say that the person is something that hardly anybody is beside this: a plumber?"""
    return any(said and said != role and said not in _BESIDE for said, _ in entity.described)
