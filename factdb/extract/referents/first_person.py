"""Who says "I" in a quotation."""

import re

from factdb.extract.referents.namesakes import Namesakes
from factdb.extract.referents.sure import may_be_another
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Reading
from factdb.language import lexicon as lx
from factdb.records import Attribution, Span, SpeakerKind
from factdb.text.spans import letters

_SUBJECT = re.compile(r"\b(?:I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e)\b")
# How much of each quotation is read for a question.
_READ = 2_000
# "Reed recalled the clerk saying": behind the cue, whose words they are.
# "They can say you won't force me", "they said I sold it": what may be somebody else's words without marks.
_SAYS = re.compile(r"\b(?:say|says|saying|said)[,:]?\s(?:that\s)?(?:you|I|my)\b[^.?!;]{0,120}\Z")
_LONGEST_SAYING = 140
_RELAYED = re.compile(r"\s(?:[^.,;:“”\"\n]{2,60}\s(?:saying|telling|say|tell)|(?:over)?hearing)\b")


def first_person(
    reading: Reading, place: Span, attribution: Attribution | None, quotation: Span | None, namesakes: Namesakes
) -> str:
    """Who says "I" at ``place``: whom the claim is attributed to, in quotation marks, if it is one person with a name.

    Where "he said" may be another's word nobody is named.
    """
    if attribution is None or not quotation or attribution.speaker.kind is not SpeakerKind.PERSON:
        return ""
    if _SAYS.search(reading.text, max(quotation.start, place.start - _LONGEST_SAYING), place.end):
        return ""
    # "Her husband said" may have been taken for her, and "the Texan said" for another one.
    if attribution.speaker.rule.startswith("described") or ", called " in attribution.speaker.rule:
        return ""
    if _quotes_another(reading.text, attribution, quotation) or _is_no_subject(reading, attribution):
        return ""
    if _RELAYED.match(reading.text, max(one.end for one in (attribution.cue, *attribution.sources))):
        return ""
    if _is_told_apart(reading, attribution, quotation) or _may_be_answer(reading, attribution, quotation):
        return ""
    for source in attribution.sources:
        word = source.of(reading.text).casefold()
        if word in lx.MASCULINE or word in lx.FEMININE:
            found = third_person(reading, word, source.start)
            # "Trump was asked if he planned it. “I will,” he replied.": whoever else it was taken for.
            if not found.entities or found.entities[0].name != attribution.speaker.name:
                return ""
            if may_be_another(reading, source, source, found.entities[0], namesakes):
                return ""
        named = reading.cast.within(source)
        if any(len(name.words) == 1 and namesakes.may_be_meant(name, entity) for name, entity in named):
            return ""
    return "" if ";" in attribution.speaker.name else attribution.speaker.name


def _quotes_another(text: str, attribution: Attribution, quotation: Span) -> bool:
    """Is the quotation a part of what somebody has posted: “I can't pay,” Vance said. — Ann Reed (@annreed)?"""
    outside = (Span(one.start, quotation.start) for one in attribution.contents if one.start < quotation.start)
    behind = (Span(quotation.end, one.end) for one in attribution.contents if one.end > quotation.end)
    return "@" in attribution.cue.of(text) and any(letters(text, one) for one in (*outside, *behind))


def _is_no_subject(reading: Reading, attribution: Attribution) -> bool:
    """Does only a colon say who speaks, and tell of somebody else before: "He raged against Reed: “I said so.”"?"""
    if not attribution.sources or letters(reading.text, attribution.cue):
        return False
    source = attribution.sources[0]
    before = Span(reading.layout.sentence_start(source.start), source.start)
    return before.start < before.end and _SUBJECT.search(reading.text, before.start, before.end) is not None


def _is_told_apart(reading: Reading, attribution: Attribution, quotation: Span) -> bool:
    """Is the quotation in a sentence that says nothing of who is told to say it: "Her line that “I left” helped"?"""
    start = reading.layout.sentence_start(quotation.start)
    if not letters(reading.text, Span(start, quotation.start)):
        return False
    said = (attribution.cue, *attribution.sources)
    return all(reading.layout.sentence(one.start) != reading.layout.sentence(start) for one in said)


def _may_be_answer(reading: Reading, attribution: Attribution, quotation: Span) -> bool:
    """Is it said in another paragraph, with a question among the quotations: “Boats?” asked Reed. / “I think so.”?"""
    layout = reading.layout
    here = layout.paragraph(quotation.start)
    if any(layout.paragraph(one.start) == here for one in (attribution.cue, *attribution.sources)):
        return False
    return any(reading.text.find("?", one.start, min(one.end, one.start + _READ)) >= 0 for one in attribution.contents)
