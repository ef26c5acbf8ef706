"""Individuals without a name that an article speaks of before it says "she": "a woman", "one of the men"."""

import re
from collections.abc import Iterator, Sequence

from factdb.extract.speakers.descriptions import whom_noun_means
from factdb.extract.speakers.descriptions.relatives import RELATIVES
from factdb.extract.speakers.grammar import MODIFIER, prominence
from factdb.extract.speakers.phrases import analyse
from factdb.extract.speakers.reading import Reading
from factdb.extract.speakers.salience import EMBEDDED, SUBJECT
from factdb.language import ENGLISH, alternatives, longest_of
from factdb.language import lexicon as lx
from factdb.records import Span

_PEOPLE = frozenset(ENGLISH.words("individuals"))
_OTHERS = longest_of(RELATIVES | lx.ROLES.keys())
_ANYBODY = longest_of(_PEOPLE | lx.ROLES.keys())
# "A young woman", "a New York pilot", "the woman", "one of the men"; not "a woman, Ann Reed,".
_ONE = re.compile(
    rf"\b(?:(?:(?:[Aa]n?|[Aa]nother) (?:{MODIFIER} ){{0,3}}?(?P<anybody>{_ANYBODY})"
    rf"|[Tt]he (?:{MODIFIER} ){{0,3}}?(?P<noun>{alternatives(sorted(_PEOPLE))}))"
    rf"|(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir) (?:[a-z][\w-]* )?(?P<kin>{_OTHERS})"
    r"|[Oo]ne of the (?:[a-z]+ )?(?P<men>(?:wo)?men|boys|girls))\b(?!['’ -][A-Z]|['’]s|, [A-Z])"
)
# "the mayor", "the Ohio senator", before whose verb nothing stands
_OFFICE = re.compile(rf"\b[Tt]he (?:[\w-]+ ){{0,2}}?(?:{longest_of(lx.ROLES)})\b(?! [A-Z]|['’])")


def individuals(reading: Reading, sources: Sequence[Span | None]) -> Iterator[Span]:
    """The phrases of one person in the text that are in none of the ``sources`` and no quotation, in order."""
    return _apart(reading, sources, _ONE)


def offices(reading: Reading, sources: Sequence[Span | None]) -> Iterator[Span]:
    """The same for those who are called by an office."""
    return _apart(reading, sources, _OFFICE)


def _apart(reading: Reading, sources: Sequence[Span | None], phrase: re.Pattern[str]) -> Iterator[Span]:
    taken = {source.start for source in sources if source}
    for one in phrase.finditer(reading.text):
        if one.start() not in taken and not reading.layout.quotation(one.start()):
            yield Span(*one.span())


def note_individual(reading: Reading, span: Span) -> None:
    """Remember that somebody is spoken of, if a sentence or a clause is about that person."""
    one = _ONE.match(reading.text, span.start)
    if one is None or prominence(reading, span) != SUBJECT:
        return
    noun = one["anybody"] or one["noun"] or one["kin"] or lx.singular(one["men"])
    entity = reading.individual(span.of(reading.text), span.start)
    entity.gender = entity.gender or lx.ROLE_GENDER.get(noun, "")
    reading.salience.add(span.start, entity, EMBEDDED if one["kin"] else SUBJECT)


def note_office(reading: Reading, span: Span) -> None:
    """ "In May the mayor resigned": somebody who is called by an office is spoken of as well, by whatever name."""
    if prominence(reading, span) != SUBJECT:
        return
    somebody = whom_noun_means(reading, analyse(reading.text, span, reading.cast))
    # "The mayor, who met Ann Reed, left. She", "The mayor flew to Oslo. She": nobody else is the subject.
    if not somebody and (reading.text.startswith(", who ", span.end) or span.start <= reading.first_person):
        somebody = reading.individual(span.of(reading.text), span.start)
    if somebody:
        reading.salience.add(span.start, somebody, SUBJECT)
