"""Whether it is sure whom a pronoun or "the company" means: sure enough to write the name into the claim.

Who said something is decided by what is likeliest (speakers/). A name written behind a pronoun has to be more than
that, since a wrong one makes the claim false: nobody else may be meant, and no other organisation of the kind.
"""

import re
from collections.abc import Container, Iterator, Mapping

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.referents.namesakes import Namesakes
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Reading
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.whitespace import BREAKS

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
    r"\b(?:(?P<one>one\sof\s(?:the|his|her|their|my|our))|an?|another|his|her|their|my|our|your|one|(?P<known>the)"
    r"|[\w.-]+['’]s)"
    r"\s(?P<words>(?:[\w.’'-]+\s){0,3}[\w’-]+)",
    re.I,
)
# "Reed's lawyer", "the former Reed aide": whose name stands before somebody else.
_SOMEBODYS = re.compile(
    r"(?:['’]s?\s(?P<words>(?:[\w’-]+\s){0,2}[\w’-]+)|\s(?:campaign\s|administration\s|family\s)?(?P<word>[\w-]+))"
)
# "‘It saw her’" that nobody but the writer of a letter says: he isn't whoever was named before it.
_ONESELF = re.compile(r"\b(?:I|my|me)\b")
# What parts the clause of a name from that of a pronoun: "Reed saw him" is never Reed.
_PARTS = re.compile(
    rf"[,;:(—–“\"]|\b(?:that|who|whom|whose|which|what|if|when|because|while|as|after|before|since|and|but|or|than|for"
    rf"|how|why|where|until|{ENGLISH.any_saying('after-name')})\b"
)
_GOES_ON = re.compile(rf"\b(?:and|but|then)\s(?:then\s|later\s)?(?:told|asked|{ENGLISH.any_saying('after-name')})\s\Z")
_OBJECTS = frozenset({"him", "her"})
# "Martin Luther King", where the last of it wasn't taken for a part of the name.
_GOES_ON_AS_NAME = re.compile(rf"\s(?!(?:{ENGLISH.any_of('weekdays')})\b)[A-Z][a-z]+")
_LAST_WORD = re.compile(r"([\w’'-]+)\s\Z")
_LONGEST_WORD = 30
# How many sentences and pronouns before a name it is looked who was told of before.
_TOLD_BEFORE, _PRONOUNS_BEFORE = 3, 3
# "Reed dismissed his talk": hardly what Reed says himself, where somebody else was told of.
_JUDGES = re.compile(
    r"\b(?:accept|applaud|attack|back|blast|condemn|critici[sz]|defend|denounc|dismiss|disput|echo|endors|laud|mock|oppos|prais"
    r"|question|reject|ridicul|slamm?|support|welcom)(?:ed|es|s|ing)?\s\Z"
)
# In characters, within which a paragraph begins with a pronoun; how much oftener than another the main one of an
# article is named, and how often at least.
_BEGINS, _OFTEN, _LEAST_OFTEN = 8, 3, 6
_LONGEST_JUDGING = 14
_SMALL = re.compile(r"\b[a-z]{2,}")
_JOINING = frozenset(ENGLISH.words("leading_subordinators"))
_VERB_BEHIND = re.compile(r"\s[a-z]+(?:ed|[^s\W]s)\b")
_SUBJECTS = {"m": re.compile(r"\b[Hh]e\b"), "f": re.compile(r"\b[Ss]he\b")}
_TOLD_OF = {"m": re.compile(r"\b(?:[Hh]e|him|[Hh]is)\b"), "f": re.compile(r"\b(?:[Ss]he|[Hh]er)\b")}
_MARKS = " .,!?:;-–—\"'“”‘’()"
# "the party with the highest turnout" is whichever has it; "the group al-Shabab" is named behind.
_PARTISAN = lx.DEMONYMS | {"democratic", "republican", "gop", "labour", "conservative"}
_FIRMS = lx.ORGANISATION_PLURALS | lx.ORGANISATION_NOUNS | {"companies", "inc", "corp"}
_ANY = frozenset({"company", "organization", "organisation"})
_OWNS = re.compile("['’]")
_OFFICES = lx.ROLES.keys() | lx.TITLES | lx.TITLE_WORDS | lx.DEMONYMS | lx.PLACES | lx.PREPOSITIONS | lx.ARTICLES
# "The college admissions process" is that of any.
_TOLD_BEHIND = re.compile(
    r"\s(?:of|that|whose|with|where)\b|\s(?:[\w-]+\s)?[A-Z]|\s[a-z]+(?:[st]ions?|ments?|ness|[ae]nces?|it(?:y|ies))\b"
)


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
    if last is None or ((len(last.words) == 1 or found in namesakes.younger) and namesakes.may_be_meant(last, found)):
        return True
    own = last.span
    if _GOES_ON_AS_NAME.match(reading.text, own.end):
        return True
    here = reading.layout.sentence(own.start) == reading.layout.sentence(at)
    judged = _JUDGES.search(reading.text, max(at - _LONGEST_JUDGING, 0), at)
    if here and judged and is_another_named(reading, own.start, found):
        return True
    if _is_called_to(reading, own) or (here and _is_in_clause_of(reading.text, pronoun, own)):
        return True
    if _is_a_letters(reading, own, at) or _may_be_the_main_one(reading, own, at, found, namesakes.main):
        return True
    # In another sentence nobody knows whether its subject goes on or whom it told of: "Reed met Vance. He was late."
    since = own.end if here else reading.layout.sentence_start(own.start)
    if _is_somebodys(reading.text, own, found) or _goes_on_about_another(reading, own, found):
        return True
    if _tells_of_somebody(reading.text[max(since, at - _LOOKED_BACK) : at], found):
        return True
    if _quotes_of_another(reading, Span(max(since, at - _LOOKED_BACK), at), own, found):
        return True
    # Of whom only a pronoun that was taken for his tells that he is a man may be a woman.
    return any(
        entity is not found
        and (
            _may_be_person(entity, found.gender if namesakes.is_gendered(entity) else entity.gender)
            or _is_whoever(reading, name, entity, at)
        )
        for name, entity in before
        if name.span.start >= min(since, begin)
    )


def _is_whoever(reading: Reading, name: Name, entity: Entity, at: int) -> bool:
    """May a body or who knows what be somebody: "Bloomberg will stay while he likes", "Bloomberg's money helps him"?

    A lone word that isn't known as a place or by its letters, and that the sentence begins with.
    """
    if entity.kind not in (nm.ORGANISATION, nm.UNKNOWN) or len(name.words) != 1 or name.span.of(reading.text).isupper():
        return False
    word, start = name.words[0], reading.layout.sentence_start(at)
    if word in lx.PLACES or word in lx.DEMONYMS or name.span.start < start:
        return False
    # "As Bloomberg tells in his book"
    opens = not _SMALL.search(reading.text, start, name.span.start) or _opens_clause(reading.text, name.span)
    return opens or reading.text[name.span.end : name.span.end + 2] in ("'s", "’s")


def _opens_clause(text: str, name: Span) -> bool:
    before = _LAST_WORD.search(text, max(name.start - _LONGEST_WORD, 0), name.start)
    return before is not None and before[1] in _JOINING and _VERB_BEHIND.match(text, name.end) is not None


def _is_called_to(reading: Reading, own: Span) -> bool:
    """Is a name a label or a sentence of its own: "REED: He left.", "Think of it, Reed. He left."?"""
    text, sentence = reading.text, reading.layout.sentences[reading.layout.sentence(own.start)]
    if text[own.end : own.end + 1] == ":" and text[max(own.start - 1, 0)] in BREAKS:
        return True
    return not sentence.of(text).replace(own.of(text), "", 1).strip(_MARKS)


def _is_in_clause_of(text: str, pronoun: Span, own: Span) -> bool:
    """ "Reed called him a liar": whom a verb has as its object isn't its subject. "Reed had a boat with him" may be."""
    if pronoun.of(text).casefold() not in _OBJECTS:
        return False
    # "Reed said it was late and told him"
    if _GOES_ON.search(text, max(own.end, pronoun.start - _LONGEST_WORD), pronoun.start):
        return True
    if _PARTS.search(text, own.end, pronoun.start):
        return False
    subject = _LAST_WORD.search(text, max(own.start - _LONGEST_WORD, 0), own.start)
    before = _LAST_WORD.search(text, max(own.end, pronoun.start - _LONGEST_WORD), pronoun.start)
    return not any(word is not None and word[1] in lx.PREPOSITIONS for word in (subject, before))


def _is_a_letters(reading: Reading, own: Span, at: int) -> bool:
    """Does a paragraph behind the name speak of "me" without quotation marks, as a letter that is shown at length does?

    Nobody knows who writes there of whom.
    """
    layout = reading.layout
    begin = layout.paragraph_starts[layout.paragraph(at)]
    if begin <= own.end:
        return False
    end = layout.sentences[layout.sentence(at)].end
    told = _ONESELF.finditer(reading.text, max(begin, at - _LOOKED_BACK), min(end, at + _LOOKED_BACK))
    return any(not reading.layout.quotation(one.start()) for one in told)


def _may_be_the_main_one(reading: Reading, own: Span, at: int, found: Entity, main: Mapping[str, Entity]) -> bool:
    """Is the name in another paragraph, and somebody else told of far more often: "Why do they call for her to go?"?

    A paragraph that begins with "he" goes on about whom the one before told of.
    """
    layout = reading.layout
    begin = layout.paragraph_starts[layout.paragraph(at)]
    if own.start >= begin or at - begin < _BEGINS:
        return False
    other = main.get(found.gender, found)
    return other is not found and other.count >= max(_OFTEN * found.count, _LEAST_OFTEN)


def _is_somebodys(text: str, own: Span, found: Entity) -> bool:
    """Is the name a part of what somebody else is called: "Reed's lawyer", "the former Reed aide"?"""
    told = _SOMEBODYS.match(text, own.end)
    words = (told["words"] or told["word"]).split() if told else ()
    return any(_is_somebody(word, lx.ROLES, (), found.gender) for word in words)


def _goes_on_about_another(reading: Reading, own: Span, found: Entity) -> bool:
    """Was somebody else told of as "he" right before: "He [Vance] won. Not even Reed said that he was late."?

    Whose name opens its sentence is told of from there on.
    """
    layout, text = reading.layout, reading.text
    if not _SMALL.search(text, layout.sentence_start(own.start), own.start):
        return False
    first = layout.sentence_starts[max(layout.sentence(own.start) - _TOLD_BEFORE, 0)]
    told = list(_SUBJECTS[found.gender].finditer(text, max(first, own.start - _LOOKED_BACK), own.start))
    for one in told[-_PRONOUNS_BEFORE:]:
        if not layout.quotation(one.start()):
            likeliest = third_person(reading, one[0].casefold(), one.start())
            if likeliest.entities and likeliest.entities[0] is not found:
                return True
    return False


def _quotes_of_another(reading: Reading, since: Span, own: Span, found: Entity) -> bool:
    """Is somebody told of in a quotation that does not name ``found``: "“She is ill,” Reed said. They came to see her"?

    Whoever is quoted there tells of somebody else.
    """
    quotation = reading.layout.quotation
    told = _TOLD_OF[found.gender].finditer(reading.text, since.start, since.end)
    return not quotation(own.start) and any(quotation(one.start()) for one in told)


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
    word = word.partition("’")[0].partition("'")[0]
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
        entity is not found
        # "Ann Reed Companies" may have been taken for a person.
        and (
            entity.kind != nm.PERSON or not _FIRMS.isdisjoint(entity.words[-1:]) or _heads_another(reading, name, found)
        )
        and (not entity.sort or _is_called(reading, entity, noun))
        for name, entity in before
        if name.span.start >= since
    )


def _heads_another(reading: Reading, name: Name, found: Entity) -> bool:
    """Does somebody's title name another body: "Harbour Air Lines CEO Ann Reed", where ``found`` is Elm Air?"""
    title = [] if name.title is None else [key(word) for word in name.title.of(reading.text).split()]
    body = {word for word in title if word not in _OFFICES}
    return bool(body) and body.isdisjoint(found.words)


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
    # What it points ahead to may be of another claim: "As he left the town, |Reed said it was late|".
    end = max(claim.end, reading.layout.sentences[reading.layout.sentence(pronoun.start)].end)
    comma = reading.text.find(",", pronoun.end, min(end, pronoun.end + _AHEAD))
    if comma < 0 or not _OPENING_PHRASE.match(reading.text, claim.start, pronoun.start):
        return False
    subject = Span(comma, min(end, comma + _SUBJECT))
    if has_any_of(lx.ROLES, reading.text, subject):
        return True
    named = reading.cast.within(subject)
    return any(entity is not found and _may_be_person(entity, found.gender) for _, entity in named)
