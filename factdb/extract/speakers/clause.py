"""Whom "he" and "she" mean by the verb right before them: who says so, or who is asked why they did something."""

import re
from collections.abc import Callable

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.reading import Reading
from factdb.extract.speakers.roles import noun_role
from factdb.language import ENGLISH, longest_of
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

# How well a pronoun fits a person of whom nothing tells that it doesn't, and how far before it, in characters, the
# verb is looked for.
KNOWN, _BEHIND = 0.7, 300
_PEOPLE = frozenset({"man", "woman", "boy", "girl", "guy", "lady", "person", "owner", "neighbor", "neighbour"})
_SPOKESPERSON = "spokesperson"
# "asked Reed why", "pressed Cole on whether", "urging Sen. Reed that"
_ASKS = re.compile(
    r"\b(?:ask(?:ed|s|ing)?|press(?:ed|es|ing)|question(?:ed|s|ing)|urg(?:ed|es|ing)|challeng(?:ed|es|ing)) "
    r"([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,4}?)(?: (?:on|about|in \d{4}|to explain))?(?: exactly| just)? "
    r"(?:if|whether|why|how|that|what|when|where)(?: exactly| else| kind of \w+)? $",
    re.I,
)
_SAYS_THAT = re.compile(
    rf"\b(?:{longest_of(lx.SPEECH_VERBS)}|believes?|believed|thinks|hopes|fears)"
    r"(?: (?:the |a |an |his |her )?[\w.’'-]+)?(?: that)? $"
)
# Those who tell of somebody else.
_FOR_OTHERS = frozenset(ENGLISH.words("for_others"))
# "He told me", "she has promised us".
_TOLD_ME = re.compile(
    r"\w+ (?:(?:has|had|would|also|always|never|then|just) )?(?:told|asked|promised|assured|warned|said to|called|"
    r"texted|reminded|begged|urged|wrote to) (?:me|us)\b"
)
_GOES_ON = re.compile(r"(?:he|she) (?:also |then )?(?:added|continued|went on|concluded)\b")
# "**Ann Reed:** ", "A: ", which begin a turn of a talk.
_TURN = re.compile(r"[*_]{0,3}[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}[*_]{0,3}(?::|\.(?=[*_]|\s[–—-]))[*_]{0,3}\s")
_NOUNS = longest_of(lx.ROLES.keys() | _PEOPLE)
_SOMEBODY = re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Mm]y|[Oo]ur) ((?:[a-z-]+ ){{0,2}}?({_NOUNS}))\b(?!['’-])")


def who_says_so(reading: Reading, at: int, fits: Callable[[Entity], float]) -> Entity | None:
    """ "One general said he", "a clerk told police that she": who says it, though without a name; but "a spokesman for
    Reed said he" is Reed.
    """
    said = _SAYS_THAT.search(reading.text, max(at - _BEHIND, reading.layout.sentence_start(at)), at)
    where, spoke = reading.salience.speaking(reading.layout.sentence_start(at), said.start()) if said else (0, None)
    if not said or spoke is None or spoke.kind != SpeakerKind.UNNAMED or spoke.plural:
        return None
    roles = {noun_role(word) for word in spoke.words}
    if roles.isdisjoint(_FOR_OTHERS):
        return spoke if fits(spoke) else None
    if _SPOKESPERSON not in roles:
        return None
    for_whom = [
        e for _, e in reading.cast.within(Span(where, said.start())) if e.kind == nm.PERSON and fits(e) >= KNOWN
    ]
    return for_whom[0] if len(for_whom) == 1 else None


def who_goes_on(reading: Reading, at: int, fits: Callable[[Entity], float]) -> Entity | None:
    """ "Reed may appeal, his solicitor said. “It is late,” he added": who spoke last in the paragraph, with a name or
    without, if nobody did anything since.
    """
    i = reading.layout.paragraph(at)
    if not _GOES_ON.match(reading.text, at) or i >= len(reading.layout.paragraphs):
        return None
    _, spoke = reading.salience.speaking(reading.layout.paragraphs[i].start, at)
    return spoke if spoke and fits(spoke) else None


def told_whom(reading: Reading, at: int, gender: str, fits: Callable[[Entity], float]) -> Entity | None:
    """ "The owner came. He told me": in an answer or a quotation, whoever it tells of last, never who asks."""
    if not _TOLD_ME.match(reading.text, at):
        return None
    paragraphs, i = reading.layout.paragraphs, reading.layout.paragraph(at)
    label = _TURN.match(reading.text, paragraphs[i].start) if i < len(paragraphs) else None
    quotation = reading.layout.quotation(at)
    if label is None and quotation is None:
        return None
    begin = max(label.end() if label else paragraphs[i].start, at - _BEHIND)
    told = [
        (name.span.start, one)
        for name, one in reading.cast.within(Span(begin, at))
        if fits(one) >= KNOWN and (label or reading.layout.quotation(name.span.start))
    ]
    for noun in _SOMEBODY.finditer(reading.text, begin, at):
        if lx.ROLE_GENDER.get(noun[2], gender) != gender or not (label or reading.layout.quotation(noun.start())):
            continue
        known = [one for place, one in reading.salience.between(noun.start(), noun.start() + 1) if fits(one)]
        told.append((noun.start(), known[0] if known else reading.individual(noun[1], noun.start(1))))
    return max(told, key=lambda pair: pair[0])[1] if told else None


def asked_whom(reading: Reading, at: int, fits: Callable[[Entity], float]) -> Entity | None:
    """ "Reed asked Cole why he was late": who is asked about what they do."""
    asked = _ASKS.search(reading.text, max(reading.layout.sentence_start(at), at - _BEHIND), at)
    named = reading.cast.within(Span(*asked.span(1))) if asked else []
    if not asked or not named or (named[0][0].title or named[0][0].span).start != asked.start(1):
        return None
    one = named[0][1]
    alone = named[0][0].span.end == asked.end(1) and one.kind == nm.PERSON
    return one if alone and fits(one) >= KNOWN else None
