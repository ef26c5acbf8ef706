"""A claim's reading: its words with what they refer to in square brackets, so that it can be read without the article.

"He called it off." reads "He [Ban Ki-moon] called it off." Where it isn't sure what is meant, nothing is named: a
bracket that makes a claim false is worse than none. What leans on the words around it has these behind it (context):
"They called it off. [before: The two had planned a march.]"
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.context import with_context
from factdb.extract.referents.first_person import first_person
from factdb.extract.referents.namesakes import Namesakes
from factdb.extract.referents.offices import Offices
from factdb.extract.referents.pointers import pointed_at
from factdb.extract.referents.pronouns import pronouns, untold_pronoun
from factdb.extract.referents.relatives import named_before, sure_entity, sure_name
from factdb.extract.referents.sure import (
    is_another_named,
    is_last_of_its_sort,
    may_be_another,
)
from factdb.extract.speakers.descriptions import described
from factdb.extract.speakers.phrases import analyse
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Reading
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import GAP, Attribution, Claim, Span, SpeakerKind
from factdb.text.alone import read_alone
from factdb.text.spans import letters

_COUPLE = re.compile(r"\b(?:Mr|Dr)\.?\sand\s(?:(?:Mrs|Ms|Dr)\.?\s)?\Z")
_BEFORE_NAME = 16
# "Follow Ann on Twitter" is the writer, "a man named Reed" and "his last name is Reed" are another.
_IN_ADDRESS = re.compile(r"[@_/]|[.-]\w{1,40}[@_/.]\w|\d")
_VERSUS, _VERSUS_BEHIND = re.compile(r"\svs?\.?\s(?:the\s)?\Z"), re.compile(r"['’]?\svs?\.?\s")
_FOLLOW = re.compile(r"\bFollow\s\Z")
_CALLED = re.compile(r"\b(?:(?:sur)?names?\s(?:was\s|is\s|to\s|of\s|as\s)?|named\s|called\s|nicknamed\s)[“‘\"']?\Z")
# In words: what is longer is a run of capitals.
_LONGEST_PERSON = 4
_GENERATIONS = frozenset({"sr", "jr", "senior", "junior", "ii", "iii", "iv"})
# A quotation mark that opens behind a comma or a colon, and isn't closed again; how long that is at most, and how wide
# the mark of the outer one.
_INNER = re.compile(r"(?:[,:]\s{1,2}[‘“'\"]{1,2}|\s[‘'](?=[A-Za-z]|\Z))(?:[^’”'\"]|(?<=\w)['’](?=\w)){0,120}\Z")
_LONGEST_INNER, _MARK = 125, 2
_ONESELF = re.compile(r"\b(?:I|my|me)\b")
# "Title I", a number.
_NUMBERED = re.compile(
    r"\b(?:Act|Article|Category|Chapter|Class|Level|Part|Phase|Schedule|Section|Tier|Title|Type|Volume|War)\s\Z"
)
_DEFINITE = re.compile(r"\bthe ([a-z]{3,20})\b(?! of\b)", re.I)
# "The administration" is a president's more often than the one office named before.
_PRESIDENTS = "administration"
# "her" is whose it is before a noun, and who it is before these, or at the end.
_NOT_OWNED = lx.PREPOSITIONS.union(
    *map(ENGLISH.words, ("determiners", "subject_pronouns", "finite_verbs", "behind_whom"))
)
# How far before a place a square bracket of the article's own may open that is still open there.
_LONGEST_ASIDE = 80
# How far around a pronoun it is looked for an "I".
_LOOKED_AROUND = 1_000
# "White men" of an article that names a Mr. White.
_COLOURS = frozenset({"white", "black", "brown", "green", "gray", "grey"})
# "Sabine Lake" is no person's name.
_LANDSCAPE = frozenset({"lake", "river", "bay", "island", "beach", "county", "valley", "creek", "springs", "mountain"})
_SEVERAL = re.compile(r"\s(?:[a-z]+\s)?(?:men|women|people|folks?|[a-z]+s)\b")
# "Vance suggested he resign": hardly Vance himself, unless the verb tells what is so.
_ASKS = re.compile(r"\b(?:suggest|demand|recommend|propos|request|urg|insist|ask|prefer)(?:e?d|e?s|ing|e)?\b", re.I)
# What somebody is whose word is mostly of another.
_SPEAKS_OF_OTHERS = frozenset(ENGLISH.words("kin_and_agents"))
_IN_OFFICE = frozenset({"general", "state’s", "state's", "district", "former"})
_IS_SO = re.compile(rf"\s(?:\w+ly\s)?(?:(?:{ENGLISH.any_of('finite_verbs')})\b|\w+(?:ed|[^s\W]s|n['’]t)\b|['’])")
# What may stand before the first word that a note explains.
_OPENS_TOLD = re.compile(
    r"\W*(?:(?:and|but|so|yet|that|if|when|while|because|as)\W+){0,2}(?:he|she|his|her|who|whose|which)\b.{0,3}", re.I
)
# What is done to somebody who then does something: "let her go", before which "her" can't be told from hers.
_MAKES = re.compile(
    r"\b(?:saw|see|sees|seen|let|lets|made|make|makes|had|has|got|keep|keeps|kept|helped|watched|heard)\s\Z"
)
_LONGEST_MAKING = 9
_POSSESSIVE = frozenset({"his", "my", "mine", "hers", "whose"})
_NEXT_WORD = re.compile(r"\W*([\w’'-]+)")
# "They told her directly.", but "her elderly mother".
_ADVERB = re.compile(
    rf"\s\w+ly(?=\W*\Z|[.,;:!?”\"—]|\s(?:{'|'.join(sorted(lx.PREPOSITIONS))}|and|that|if|when|because)\b)"
)


@dataclass(frozen=True, slots=True)
class _Note:
    """What the words that end at ``end`` refer to.

    ``whose`` tells that something of it is spoken of, ``shown`` that the words are its name: nothing is to be added.
    """

    end: int
    name: str
    whose: bool = False
    shown: bool = False


def with_readings(reading: Reading, claims: Sequence[Claim], attributions: Sequence[Attribution]) -> Iterator[Claim]:
    """The claims, each with its reading; empty where it would be the claim's own words."""
    told, untold, opened, namesakes, offices = [], [], [], Namesakes.of(reading), Offices.of(reading)
    for claim in claims:
        attribution = None if claim.attribution is None else attributions[claim.attribution]
        found = sorted(_notes(reading, claim, attribution, namesakes, offices), key=lambda note: note.end)
        told.append(list(_needed(note for note in found if not _is_aside(reading.text, note.end))))
        untold.append(_untold(reading.text, claim, told[-1]))
        speaker = "" if attribution is None else attribution.speaker.name
        ends = {note.end for note in found}
        place = untold_pronoun(reading, claim, speaker, ends)
        opened.append(offices.untold(reading, claim.spans, ends) if place is None else place)
    said = [_said(claim, attributions) for claim in claims]
    contexts = with_context(reading.text, reading.layout, claims, untold, opened, said)
    for claim, notes, context in zip(claims, told, contexts, strict=True):
        words = _written(reading.text, claim.spans, notes) if notes or context else ""
        yield replace(claim, reading=read_alone(words, context)) if words else claim


def _said(claim: Claim, attributions: Sequence[Attribution]) -> Sequence[Span]:
    """The words that tell who says a claim."""
    if claim.attribution is None:
        return ()
    attribution = attributions[claim.attribution]
    return (*attribution.sources, attribution.cue)


def _untold(text: str, claim: Claim, notes: Sequence[_Note]) -> Claim:
    """The claim without its first words if it is told behind them whom they mean: "She [Maria Holt]"."""
    first = claim.spans[0]
    if not notes or not _OPENS_TOLD.fullmatch(text, first.start, notes[0].end) or notes[0].end >= first.end:
        return claim
    return replace(claim, spans=(Span(notes[0].end, first.end), *claim.spans[1:]))


def _is_aside(text: str, at: int) -> bool:
    """True within square brackets of the article's own, who has put there what is meant: "[Trump's] friends"."""
    begin = max(at - _LONGEST_ASIDE, 0)
    return text.rfind("[", begin, at) > text.rfind("]", begin, at)


def _needed(notes: Iterable[_Note]) -> Iterator[_Note]:
    """The first note about each name, unless the name itself stands before it."""
    told: set[str] = set()
    for note in notes:
        if note.name not in told and not note.shown:
            yield note
        told.add(note.name)


def _written(text: str, spans: Sequence[Span], notes: Sequence[_Note]) -> str:
    """``notes`` are in the order of the text."""
    ends = [note.end for note in notes]
    inside = ((span, slice(bisect_right(ends, span.start), bisect_right(ends, span.end))) for span in spans)
    return GAP.join(_with_notes(text, span, notes[some]) for span, some in inside)


def _with_notes(text: str, span: Span, notes: Sequence[_Note]) -> str:
    written, at = "", span.start
    for note in notes:
        written += f"{text[at : note.end]} [{note.name}{'’s' * note.whose}]"
        at = note.end
    return written + text[at : span.end]


def _notes(
    reading: Reading, claim: Claim, attribution: Attribution | None, namesakes: Namesakes, offices: Offices
) -> Iterator[_Note]:
    text = reading.text
    for span in claim.spans:
        yield from _names(reading, span, namesakes)
        for match in pronouns(text, span):
            if match["open"]:
                continue
            if name := _antecedent(reading, match, span, attribution, namesakes):
                yield _Note(match.end(), name, _is_whose(text, match))
        for match in _DEFINITE.finditer(text, span.start, span.end):
            found = _described(reading, Span(match.start(), match.end()))
            # "According to the Harbour, the center closed": a paper tells of others.
            if found and not _is_according_to(text, attribution, found):
                yield _Note(match.end(), found.name)
        for end, whose, holder in offices.told(text, span):
            if attribution is None or attribution.speaker.name != holder.name:
                yield _Note(end, " ".join(holder.name.split()), whose)
    if opening := named_before(reading, claim.spans[0]):
        yield _Note(*opening)
    if thing := pointed_at(text, reading.layout, claim):
        yield _Note(claim.spans[0].end, thing)


def _names(reading: Reading, span: Span, namesakes: Namesakes) -> Iterator[_Note]:
    """What is named in ``span``; a person whom the article has named in full elsewhere may be named by one word."""
    for name, entity in reading.cast.within(span):
        if span.covers(name.span):
            shortened = _is_shortened(reading.text, name, entity) and not namesakes.may_be_meant(name, entity)
            yield _Note(name.span.end, " ".join(entity.name.split()), shown=not shortened)


def _is_shortened(text: str, name: Name, entity: Entity) -> bool:
    """True for a lone surname or given name of somebody with a longer name, but not for "the Bible"."""
    part = len(name.words) == 1 < len(entity.words) <= _LONGEST_PERSON and name.words[0] in entity.words
    # Without a sign that it is somebody, a longer name may be that of a place: "Northeast Asia".
    if not part or entity.kind != nm.PERSON or len(name.words[0]) == 1:
        return False
    # "Baby boomers" of an article that has "Baby Boomer" too.
    if text[name.span.end + 1 : name.span.end + 1 + len(entity.words[-1])].casefold() == entity.words[-1]:
        return False
    if name.words[0] in _COLOURS and not name.title and _SEVERAL.match(text, name.span.end):
        return False
    # "Chris" is a man's or a woman's.
    given = entity.words[0] in lx.GIVEN_NAMES and name.words[0] == entity.words[-1] and name.words[0] not in lx.PLACES
    if not (entity.gender or name.title or given):
        return False
    # Of "Fred Sr." it may be his son who is called Fred.
    if entity.words[-1].rstrip(".") in _GENERATIONS and len(entity.words) == 2:
        return False
    # "Poor Mexico" opens a sentence and is nobody's name, and "a lawyer in Moscow" is not John Moscow.
    if (name.words[0] in lx.PLACES or name.words[0] in _LANDSCAPE) and not name.title:
        return False
    # "U.N. sanctions" are not Kim Jong Un's.
    if name.span.of(text).isupper() and not entity.name.isupper():
        return False
    before = text[max(name.span.start - _BEFORE_NAME, 0) : name.span.start]
    # "New Yorkers", "7-year-old Tommy", and "Roe v. Wade" is a case.
    if "year-old" in entity.words[0] or f"{before}{name.span.of(text)}".casefold().endswith(entity.name.casefold()):
        return False
    if _VERSUS_BEHIND.match(text, name.span.end) or _VERSUS.search(before):
        return False
    # "Ann.Roe@example.org" and "#Roe2016" are nobody's name.
    if before[-1:] in tuple("@#_/") or _IN_ADDRESS.match(text, name.span.end):
        return False
    # "At Roe, profits fell" is the firm; "An anti-Roe speech", "the Bible", "Mr. and Mrs. Roe"
    if before.endswith("At ") and text[name.span.end : name.span.end + 1] == ",":
        return False
    if _CALLED.search(before):
        return False
    if _FOLLOW.search(before) and text.startswith(" on ", name.span.end):
        return False
    return not before.endswith("-") and before[-4:].casefold() != "the " and not _COUPLE.search(before)


def _antecedent(
    reading: Reading, match: re.Match[str], span: Span, attribution: Attribution | None, namesakes: Namesakes
) -> str:
    word = match[0].casefold()
    quotation = reading.layout.quotation(match.start())
    if word in lx.FIRST_PERSON:
        # "He said, ‘I will go’": of a quotation in the quotation nobody knows whose it is.
        if quotation and _opens_another(reading.text, quotation, match.start()):
            return ""
        if _NUMBERED.search(reading.text, max(match.start() - _BEFORE_NAME, 0), match.start()):
            return ""
        if match[0] == "i":
            return ""
        return first_person(reading, Span(match.start(), match.end()), attribution, quotation, namesakes)
    found = third_person(reading, word, match.start(), bool(quotation))
    # "She asked, ‘Why did he go?’": nobody knows of whom it told where that was said.
    if not found.entities or (quotation and _opens_another(reading.text, quotation, match.start())):
        return ""
    pronoun = Span(match.start(), match.end())
    # Who speaks of "him" as "I" is somebody else, and so is whoever speaks of him in his own words.
    if attribution is not None and found.entities[0].name == attribution.speaker.name:
        asked = _ASKS.search(attribution.cue.of(reading.text)) and not _IS_SO.match(reading.text, pronoun.end)
        own_words = quotation or asked or not letters(reading.text, attribution.cue)
        if own_words or _speaks_of_oneself(reading.text, span, pronoun):
            return ""
        # "Holt said she would come" is Holt, "Holt said the town would let her in" may be whom she speaks for.
        first = not letters(reading.text, Span(span.start, pronoun.start)) or word in ("he", "she")
        if not first and is_another_named(reading, pronoun.start, found.entities[0]):
            return ""
        if _may_speak_of_another(reading, attribution, found.entities[0]):
            return ""
    if may_be_another(reading, pronoun, span, found.entities[0], namesakes):
        return ""
    if quotation and attribution is not None and _may_say_it(reading, quotation, attribution, found.entities[0]):
        return ""
    return sure_name(found)


def _may_speak_of_another(reading: Reading, attribution: Attribution, found: Entity) -> bool:
    """Does somebody speak who speaks of others, and is another told of: "The club's doctor Reed said he was hurt"?"""
    roles = (frozenset(role.split()) for role in found.roles)
    if all(_SPEAKS_OF_OTHERS.isdisjoint(role) or not _IN_OFFICE.isdisjoint(role) for role in roles):
        return False
    return is_another_named(reading, reading.layout.sentence_start(attribution.cue.start), found)


def _may_say_it(reading: Reading, quotation: Span, attribution: Attribution, found: Entity) -> bool:
    """Is whoever a pronoun may mean named before the quotation in its sentence, of which nobody with a name is told to
    say it? "Vance defended not having paid a builder, saying, “He was late.”"
    """
    if attribution.speaker.kind is SpeakerKind.PERSON:
        return False
    before = Span(reading.layout.sentence_start(quotation.start), quotation.start)
    return any(entity is found for _, entity in reading.cast.within(before))


def _speaks_of_oneself(text: str, claim: Span, pronoun: Span) -> bool:
    begin, end = pronoun.start - _LOOKED_AROUND, pronoun.end + _LOOKED_AROUND
    return _ONESELF.search(text, max(claim.start, begin), min(claim.end, end)) is not None


def _opens_another(text: str, quotation: Span, at: int) -> bool:
    return _INNER.search(text, max(quotation.start + _MARK, at - _LONGEST_INNER), at) is not None


def _is_according_to(text: str, attribution: Attribution | None, found: Entity) -> bool:
    if attribution is None or attribution.speaker.name != found.name:
        return False
    return "according" in attribution.cue.of(text).casefold()


def _described(reading: Reading, span: Span) -> Entity | None:
    noun = span.of(reading.text).casefold().rpartition(" ")[2]
    if (noun not in lx.ORGANISATION_NOUNS and noun not in lx.ORGANISATION_VARIATIONS) or noun == _PRESIDENTS:
        return None
    found = sure_entity(described(reading, analyse(reading.text, span, reading.cast)))
    # "The state Health and Human Services Secretary" names no body.
    if found is None or noun in found.words or lx.ORGANISATION_FIELDS.issuperset(found.words):
        return None
    if not is_last_of_its_sort(reading, span, found):
        return None
    return found


def _is_whose(text: str, match: re.Match[str]) -> bool:
    word = match[0].casefold()
    if word != "her":
        return word in _POSSESSIVE
    # "Her “plan” has failed": who opens a sentence as "Her" owns something.
    if match[0] == "Her":
        return True
    # "It saw her first blamed": whom, not whose.
    if _MAKES.search(text, max(match.start() - _LONGEST_MAKING, 0), match.start()):
        return False
    after = _NEXT_WORD.match(text, match.end(), match.end() + 40)
    # "They would test her “out of caution”"
    if after is None or after.start(1) != match.end() + 1 or after[1][0].isdigit():
        return False
    return after[1].casefold() not in _NOT_OWNED and not _ADVERB.match(text, match.end())
