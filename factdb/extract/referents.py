"""Whether it is sure whom a pronoun or "the company" means: sure enough to write the name into the claim.

Who said something is decided by what is likeliest (speakers/). A name written behind a pronoun has to be more than
that, since a wrong one makes the claim false: nobody else may be meant, and no other organisation of the kind.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.cast.telling import gender_known, gender_of_title
from factdb.extract.speakers.reading import Reading
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span

# How many sentences before a pronoun its name may stand, and in characters how far before it others are looked for;
# chosen by reading claims of train articles.
_SENTENCES, _LOOKED_BACK = 4, 1_500
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
# "Despite his", "In her": a phrase that opens a sentence, how far behind the pronoun its comma is looked for, and how
# far behind that the subject.
_OPENING_PHRASE = re.compile(
    rf"\W*(?:(?:and|but|yet)\W+)?(?:{ENGLISH.any_of('opening_phrases', 'leading_subordinators')}|[a-z]+ing)\b",
    re.I,
)
_AHEAD, _SUBJECT = 120, 30
# "She told a driver that he": somebody without a name, unless the words say what the one named is: "Reed is a driver".
_SOMEBODY = re.compile(
    r"(?P<told>(?:,|\b(?:is|was|as|been|be|become|became|remains?|remained))\s)?"
    r"\b(?:(?P<one>one\sof\s(?:the|his|her|their))|an?|another|his|her|their|one|(?P<known>the))"
    r"\s(?P<words>(?:[\w.’'-]+\s){0,3}[\w’-]+)",
    re.I,
)
# "the party with the highest turnout" is whichever has it; "the group al-Shabab" is named behind.
_PARTISAN = lx.DEMONYMS | {"democratic", "republican", "gop", "labour", "conservative"}
_ANY = frozenset({"company", "organization", "organisation"})
# Offices of which an article may know one holder: "the president".
_OFFICES = "president|prime minister|pope|governor|mayor|chancellor|queen|king|sheriff"
_OFFICE = re.compile(
    rf"\b[Tt]he (?P<office>(?i:{_OFFICES}))\b(?P<whose>['’]s\b)?(?![\w-])"
    r"(?!\s(?:of|and|who|whom|whose|that|elect|or|for|in)\b|\s[A-Z(“\"]|,\s(?:[A-Z]|an?\b|the\b|who\b))"
)
_OFFICE_ALONE = re.compile(rf"(?:u\.?s\.? )?(?P<office>{_OFFICES})")
# What he who becomes it isn't yet: "elected the president"
_BECOMES = re.compile(
    r"\b(?:is|was|be|been|being|become|becomes|became|as|elected|remains?|remained|named|called|than|like|not|or)\s\Z",
    re.I,
)
_BEFORE_OFFICE = 12
_ANYBODYS = re.compile(r"\b(?i:whenever|whoever|anyone|anybody)\b|\s[‘'](?=\w)[^’']*\Z")
# Words by which another may be the one of an office: "a mayor", "mayors", "the former president".
_OTHERS = re.compile(
    r"\b(?:an?|any|each|every|another|next|future|new|no|first|last|previous|former|then|late|ex|his|her|their|its|our"
    rf"|\w+['’]s)(?:-|\s(?:[a-z]+\s)?)(?P<one>{_OFFICES})\b|\b(?P<several>{_OFFICES})s\b"
    rf"|\b(?P<of>{_OFFICES})\sof\s(?!the United States)",
    re.I,
)
_OWNS = re.compile("['’]")
_TOLD_BEHIND = re.compile(r"\s(?:of|that|whose|with|where)\b|\s(?:[\w-]+\s)?[A-Z]")


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Where the article names people in full who share a surname or a given name: starts and who, by that name."""

    named: Mapping[str, tuple[Sequence[int], Sequence[Entity]]]
    # Of whom a name, a title or a role tells whether they are men or women, not a pronoun that was taken for theirs.
    gendered: frozenset[Entity]

    @classmethod
    def of(cls, reading: Reading) -> "Namesakes":
        """Find the families of the article."""
        found: defaultdict[str, list[tuple[int, Entity]]] = defaultdict(list)
        gendered: set[Entity] = set()
        for name, entity in zip(reading.cast.names, reading.cast.entities, strict=True):
            if entity.gender and (gender_known(name.words) or gender_of_title(reading.text, name)):
                gendered.add(entity)
            if entity.kind == nm.PERSON and len(name.words) > 1:
                for shared in {name.words[0], _surname(name)}:
                    found[shared].append((name.span.start, entity))
        return cls(
            {
                shared: ([start for start, _ in some], [entity for _, entity in some])
                for shared, some in found.items()
                if len({entity for _, entity in some}) > 1
            },
            frozenset(gendered | {entity for entity in reading.cast.entities if _has_role_of_gender(entity)}),
        )

    def may_be_meant(self, name: Name, found: Entity) -> bool:
        """May the one word that ``found`` is called by mean another: the first, or the last who was named in full?"""
        if (shared := _surname(name)) not in self.named:
            return False
        starts, people = self.named[shared]
        before = bisect_left(starts, name.span.start)
        return people[0] is not found or people[max(before - 1, 0)] is not found


def _has_role_of_gender(entity: Entity) -> bool:
    return any(word in lx.ROLE_GENDER for role in entity.roles for word in role.split())


def _surname(name: Name) -> str:
    return name.words[-1].rpartition("-")[2]


@dataclass(frozen=True, slots=True)
class Offices:
    """Who holds which office in the article, and where it is told first, if it knows of one holder alone."""

    held: Mapping[str, tuple[int, Entity]]
    titled: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, reading: Reading) -> "Offices":
        """Find the offices that stand before a name as a title, each of one person."""
        text = reading.text
        found: defaultdict[str, list[tuple[int, Entity]]] = defaultdict(list)
        sure: set[str] = set()
        for name, entity in zip(reading.cast.names, reading.cast.entities, strict=True):
            title = name.title.of(text).casefold() if name.title and entity.kind == nm.PERSON else ""
            if alone := _OFFICE_ALONE.fullmatch(title):
                found[alone["office"]].append((name.span.start, entity))
                if len(name.words) > 1 or len(entity.words) == 1:
                    sure.add(alone["office"])
        others = {word.casefold() for one in _OTHERS.finditer(text if found else "") for word in one.groups() if word}
        # "President Clinton" may be the husband of the one who is named in full.
        ones = [office for office, some in found.items() if len({e for _, e in some}) == 1 and office in sure]
        return cls(
            {office: found[office][0] for office in ones if office not in others},
            {office: [start for start, _ in some] for office, some in found.items()},
        )

    def told(self, text: str, span: Span) -> Iterator[tuple[int, bool, Entity]]:
        """Where in ``span`` an office stands for whom the article has called so before, and if something is his."""
        for told in _OFFICE.finditer(text, span.start, span.end) if self.held else ():
            since, holder = self.held.get(told["office"].casefold(), (len(text), None))
            becomes = _BECOMES.search(text, max(told.start() - _BEFORE_OFFICE, 0), told.start())
            # "The law says ‘whenever the president finds’": of whoever is president.
            anybodys = _ANYBODYS.search(text, max(span.start, told.start() - _LOOKED_BACK), told.start())
            if holder and since < told.start() and not becomes and not anybodys:
                yield told.end(), bool(told["whose"]), holder

    def untold(self, reading: Reading, spans: Sequence[Span], told: Container[int]) -> int | None:
        """Where it may be told who "the president" in ``spans`` is, with nobody named before; None if it is told."""
        for span in spans:
            office = _OFFICE.search(reading.text, span.start, span.end)
            if office and office.end() not in told:
                if any(entity.kind == nm.PERSON for _, entity in reading.cast.within(Span(span.start, office.start()))):
                    return None
                titled = self.titled.get(office["office"].casefold(), ())
                return titled[max(bisect_left(titled, span.start) - 1, 0)] if titled else span.start
        return None


def may_be_another(reading: Reading, pronoun: Span, claim: Span, found: Entity, namesakes: Namesakes) -> bool:
    """May "he" or "her" be somebody else than ``found``: is another person named since, or in the same claim before?"""
    at = pronoun.start
    if not found.gender or found not in namesakes.gendered or _stands_ahead(reading, pronoun, claim, found):
        return True
    # "the president had been blamed for his past"
    begin = max(claim.start, at - _LOOKED_BACK)
    if has_any_of(lx.ROLES, reading.text, Span(begin, at)):
        return True
    before = list(_named_shortly_before(reading, at))
    last = next((name for name, entity in reversed(before) if entity is found), None)
    if last is None or (len(last.words) == 1 and namesakes.may_be_meant(last, found)):
        return True
    own = last.span
    here = reading.layout.sentence(own.start) == reading.layout.sentence(at)
    # In another sentence nobody knows whether its subject goes on or whom it told of: "Reed met Vance. He was late."
    since = own.end if here else reading.layout.sentence_start(own.start)
    if _tells_of_somebody(reading.text[max(since, at - _LOOKED_BACK) : at], found):
        return True
    return any(
        entity is not found and _may_be_person(entity, found.gender)
        for name, entity in before
        if name.span.start >= min(since, begin)
    )


def is_another_named(reading: Reading, at: int, found: Entity) -> bool:
    """Is another person of the gender of ``found`` named shortly before?"""
    before = _named_shortly_before(reading, at)
    return any(entity is not found and _may_be_person(entity, found.gender) for _, entity in before)


def has_any_of(words: Container[str], text: str, span: Span) -> bool:
    """Is any of the words in small letters there?"""
    return any(word in words for word in _SMALL_WORD.findall(text, span.start, span.end))


def _tells_of_somebody(words: str, found: Entity) -> bool:
    """Is anybody of the gender of ``found`` spoken of without a name: "a driver", "one of the men", or "the officer",
    where nobody called ``found`` one?
    """
    own = {role for role, _ in found.described}
    return any(
        _is_somebody(word, lx.ROLE_PLURALS if told["one"] else lx.ROLES, own if told["known"] else (), found.gender)
        for told in _SOMEBODY.finditer(words)
        if not told["told"]
        for word in told["words"].split()
    )


def _is_somebody(word: str, roles: Mapping[str, str], own: Container[str], gender: str) -> bool:
    return word in roles and roles[word] not in own and lx.ROLE_GENDER.get(word, gender) == gender


def is_last_of_its_sort(reading: Reading, phrase: Span, found: Entity) -> bool:
    """Is ``found`` known to be what ``phrase`` calls it, "the company", and no other organisation named since?"""
    noun = phrase.of(reading.text).casefold().rpartition(" ")[2]
    # "The Democratic senate" is no name.
    if len(found.words) > 1 and found.words[0] in _PARTISAN:
        return False
    if not _is_called(reading, found, noun) or _TOLD_BEHIND.match(reading.text, phrase.end):
        return False
    before = list(_named_shortly_before(reading, phrase.start))
    own = next((name.span for name, entity in reversed(before) if entity is found), None)
    if own is None:
        return False
    since = reading.layout.sentence_start(own.start)
    return not any(
        entity is not found and entity.kind != nm.PERSON and (not entity.sort or _is_called(reading, entity, noun))
        for name, entity in before
        if name.span.start >= since
    )


def _named_shortly_before(reading: Reading, at: int) -> Iterator[tuple[Name, Entity]]:
    first = reading.layout.sentence_starts[max(reading.layout.sentence(at) - _SENTENCES, 0)]
    for name, entity in reading.cast.within(Span(max(first, at - _LOOKED_BACK), at)):
        if name.span.end <= at:
            yield name, entity


def _may_be_person(entity: Entity, gender: str) -> bool:
    return entity.kind == nm.PERSON and entity.gender in ("", gender)


def _is_called(reading: Reading, entity: Entity, noun: str) -> bool:
    """Does its name, its sort or the article say that it is what the noun calls it?"""
    sort = noun in lx.SORTS[entity.sort][0] if entity.sort in lx.SORTS else False
    # An outlet is a company too, but hardly called one.
    if (sort and not (noun in _ANY and entity.sort in lx.OUTLETS)) or noun in entity.words:
        return True
    # "The party's Harbour List" is not the party.
    told = (role for words, role in entity.roles.items() if words.rpartition(" ")[2] == noun)
    return any(not _OWNS.match(reading.text, role.end) for role in told)


def _stands_ahead(reading: Reading, pronoun: Span, claim: Span, found: Entity) -> bool:
    """True if the pronoun may point ahead: "Despite his dislike of crowds, Reed came"."""
    comma = reading.text.find(",", pronoun.end, min(claim.end, pronoun.end + _AHEAD))
    if comma < 0 or not _OPENING_PHRASE.match(reading.text, claim.start, pronoun.start):
        return False
    subject = Span(comma, min(claim.end, comma + _SUBJECT))
    if has_any_of(lx.ROLES, reading.text, subject):
        return True
    named = reading.cast.within(subject)
    return any(entity is not found and _may_be_person(entity, found.gender) for _, entity in named)
