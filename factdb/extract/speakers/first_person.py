"""Who "I" and "we" are: the speaker of the quotation around them, the writer of the letter, or the article's writer."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.pronouns import NO_ANTECEDENT
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.values import Mention
from factdb.language import lexicon as lx
from factdb.language import longest_of
from factdb.records import Span, SpeakerKind

_SPEAKER_LINE = re.compile(r"[\"“]?([A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){0,5}):\s")
# "— Ann Reed (@annreed) May 3", behind a post of at most so many characters.
_SIGNED = re.compile(r"[—–-] ?([^—–\n(@]{3,40}) \(@\w+\)")
_POST = 700
# A signature is a paragraph of its own with a name and perhaps a place, at most this many characters long.
_SIGNATURE, _LETTER = 60, 12
# How far behind a quotation, in characters, its speaker is named; how many words may stand before the name.
_BESIDE, _FEW, _BEFORE = 60, 6, 300
_VERB_BEHIND = re.compile(rf",? (?:{longest_of(lx.SPEECH_VERBS)})\b")
# "Ann Reed said, “": a verb of saying right before the quotation.
_OPENED = re.compile(rf"\b(?:{longest_of(lx.SPEECH_VERBS)})\b[^.!?“”\"]{{0,40}}$")
# One alone; "we" may be those of a body that a document speaks for.
_ALONE = frozenset({"i", "me", "my", "myself"})
# How likely "we" are no more than whoever says so: a spokesman may mean a firm, and anybody everybody.
_SEVERAL = 0.6
_MARKS = frozenset("'‘\"“")
# How many attributions on each side of a source are looked at for the one around it.
_COMPARED = 20


def first_person(reading: Reading, at: int) -> Found:
    """The first person outside of quotation marks."""
    paragraphs = reading.layout.paragraphs
    index = reading.layout.paragraph(at)
    if index < len(paragraphs):
        line = _SPEAKER_LINE.match(reading.text, paragraphs[index].start)
        named = reading.cast.within(Span(*line.span(1))) if line else []
        if named and named[-1][1].kind == nm.PERSON:
            return Found((named[-1][1],), "the speaker of the line", 0.9)
    if signed := _SIGNED.search(reading.text, at, at + _POST):
        named = reading.cast.within(Span(*signed.span(1)))
        if named and named[0][1].kind == nm.PERSON and reading.layout.paragraph(signed.start()) <= index + 1:
            return Found((named[0][1],), "the signature of the post", 0.85)
    for paragraph in paragraphs[index + 1 : index + _LETTER]:
        if paragraph.end - paragraph.start > _SIGNATURE:
            continue
        named = reading.cast.within(paragraph)
        if (
            named
            and named[0][1].kind == nm.PERSON
            and named[0][0].span.start == paragraph.start
            and (reading.text[named[0][0].span.end : paragraph.end].strip(" .")[:1] in ("", ","))
        ):
            return Found((named[0][1],), "the letter's signature", 0.8)
    return Found((reading.author,), "the article's writer", 0.9)


class QuotedBy:
    """Which attribution's words a place in quotation marks belongs to."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention], found: Mapping[int, Found]) -> None:
        self._reading = reading
        self._mentions = mentions
        self._found = found
        contents = sorted(
            (span, i)
            for i, mention in enumerate(mentions)
            for span in mention.contents
            if i in found or _is_in_own_marks(reading, span)
        )
        self._contents = contents
        self._by_quotation: dict[int, list[tuple[Span, int]]] = {}
        self._by_paragraph: dict[int, list[tuple[Span, int]]] = {}
        for span, i in contents:
            for at in (span.start, (span.start + span.end) // 2):
                if quotation := reading.layout.quotation(at):
                    self._by_quotation.setdefault(quotation.start, []).append((span, i))
            self._by_paragraph.setdefault(reading.layout.paragraph(span.start), []).append((span, i))

    def first_person(self, i: int, source: Span) -> Found:
        """Who "I" and "we" are in a quotation: its speaker, else whoever is spoken of before it."""
        found = self.speaker(i, source)
        return found if found.entities else _spoken_of_before(self._reading, source) or NO_ANTECEDENT

    def around(self, i: int, source: Span) -> Found | None:
        """Whose words ``source`` stands in, of which no quotation mark tells: those of a letter, of a post."""
        at = bisect_right(self._contents, source.start, key=lambda pair: pair[0].start)
        for span, j in reversed(self._contents[max(at - _COMPARED, 0) : at]):
            if span.covers(source) and j != i and self._speaks(j):
                return Found(self._who(j, source), "the speaker of the words around it", 0.85)
        return None

    def _who(self, j: int, source: Span) -> tuple[Entity, ...]:
        """Who speaks the words of an attribution; "I" of a document is whoever wrote it: "Reed's letter says"."""
        entities, letter = self._found[j].entities, self._mentions[j].source
        written = len(entities) == 1 and entities[0].speaker_kind is SpeakerKind.DOCUMENT
        if not written or not letter or not self._is_one(source):
            return entities
        named = [entity for _, entity in self._reading.cast.within(letter) if entity.kind == nm.PERSON]
        if not named:
            sentence = self._reading.layout.narrative(letter.start)
            foremost = self._reading.salience.foremost(letter.start, sentence)
            named = [foremost] if foremost and foremost.kind == nm.PERSON and not foremost.plural else []
        return (named[0],) if named else entities

    def _is_one(self, source: Span) -> bool:
        return source.of(self._reading.text).casefold() in _ALONE

    def _speaks(self, j: int) -> bool:
        return j in self._found and bool(self._found[j].entities)

    def speaker(self, i: int, source: Span) -> Found:
        """Whose words ``source`` stands in: the attribution around it, else one of its quotation or paragraph."""
        quotation = self._reading.layout.quotation(source.start)
        near = self._by_quotation.get(quotation.start, []) if quotation else []
        near = near or self._by_paragraph.get(self._reading.layout.paragraph(source.start), [])
        at = bisect_right(near, source.start, key=lambda pair: pair[0].start)
        near = near[max(at - _COMPARED, 0) : at + _COMPARED]
        around = [(span, j) for span, j in near if span.covers(source) and j != i]
        others = around or [(span, j) for span, j in near if j != i]
        for _, j in sorted(others, key=lambda pair: pair[0].end - pair[0].start):
            if self._speaks(j):
                sure = (0.9 if around else 0.7) if self._is_one(source) else _SEVERAL
                return Found(self._who(j, source), "the speaker of the quotation", sure)
        return self.around(i, source) or (quotation and _told_beside(self._reading, quotation)) or NO_ANTECEDENT


def _is_in_own_marks(reading: Reading, said: Span) -> bool:
    """ "“He told me, ‘I was late,’” Reed said": what somebody is quoted with within a quotation."""
    around = reading.layout.quotation(said.start)
    if around is None or said.start <= around.start + 1:
        return False
    return not _MARKS.isdisjoint(reading.text[said.start - 1 : said.start + 1])


def _spoken_of_before(reading: Reading, source: Span) -> Found | None:
    """ "Ann Reed found it hard.\n\n“I was late...”": of a quotation that nothing says whose it is."""
    quotation = reading.layout.quotation(source.start)
    if quotation is None or source.of(reading.text).casefold() not in _ALONE:
        return None

    def fits(entity: Entity) -> float:
        return float(entity.kind in (nm.PERSON, SpeakerKind.UNNAMED) and not entity.plural)

    ranked = [entity for _, entity in reading.salience.rank(quotation.start, fits)[:5]]
    names = tuple(entity.name for entity in ranked)
    return Found((ranked[0],), "who is spoken of before the quotation", 0.5, names) if ranked else None


def _told_beside(reading: Reading, quotation: Span) -> Found | None:
    """Who says a quotation that no attribution was found for, by the words beside it: "“...,” said Ann Reed"."""
    behind = [
        (name, entity)
        for name, entity in reading.cast.within(Span(quotation.end, quotation.end + _BESIDE))
        if entity.kind == nm.PERSON and name.span.start >= quotation.end
    ]
    if behind:
        name, entity = behind[0]
        begin = name.title.start if name.title else name.span.start
        words = reading.text[quotation.end : begin].strip(" ,.").split()
        verb = _VERB_BEHIND.match(reading.text, name.span.end)
        if (words and words[0] in lx.SPEECH_VERBS and len(words) < _FEW) or (not words and verb):
            return Found((entity,), "named beside the quotation", 0.7, (entity.name,))
    start = max(reading.layout.sentence_start(quotation.start), quotation.start - _BEFORE)
    opened = _OPENED.search(reading.text, start, quotation.start)
    before = [entity for _, entity in reading.cast.within(Span(start, quotation.start)) if entity.kind == nm.PERSON]
    return Found((before[0],), "named before the quotation", 0.6, (before[0].name,)) if opened and before else None
