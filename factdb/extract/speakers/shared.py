"""Who says what has a cue and no source of its own: it is told elsewhere in the sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factdb.extract.cast import names as nm
from factdb.extract.speakers.descriptions import described
from factdb.extract.speakers.phrases import analyse
from factdb.extract.speakers.pronouns import third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_kind
from factdb.extract.speakers.values import Mention
from factdb.language import lexicon as lx
from factdb.records import Span

_SHARED = re.compile(r"(?:\b(?:and|but|or)|,)(?: (?:also|then|later|\w+ly))? ?$")
# "Having warned them, the mayor left": what opens a sentence and has its subject behind the comma, and how
# many characters may stand before it.
_OPENS = re.compile(
    r"(?:(?:after|before|while|when|also|then|later|by|in|now|but|and|not),? )?(?:(?:having|\w+ly) )?", re.I
)
_OPENING = 60
_PARTICIPLE = re.compile(r"(?:having |\w+ly )?\w+ing\b|having\b", re.I)
# "bemoaned union chief Ann Reed": at most so many words between the cue and the name.
_ROLE = re.compile(r" (?:(?:the |an? )?(?:[\w’'-]+ ){1,4})?$")
_NAME_AHEAD = 60
# "Ann Reed was quoted as saying", and how far before the cue, in characters, the name may begin.
_QUOTED = re.compile(
    r"(?:^|[\s,;])((?:[\w.’'-]+ ){0,5}[\w’'-]+),? (?:was|were|is|are|has been|have been) (?:widely )?"
    r"(?:quoted|cited|reported)\b(?= as\b| say| (?:by|in|on)\b)"
)
_PASSIVE = 80
# How near to its source, in characters, a comma ends the clause before: an article may stand between.
_DETERMINED = 7
# How far before a cue, in characters, the pronoun may stand that it goes on about.
_ASKED_BEFORE = 300
# "When he was asked about it and claimed": the pronoun that the sentence goes on about.
_ASKED = re.compile(
    r"\b(?:when|after|as|because|and|but|then) (he|she|they) (?:was|were|had|is|has|would|\w+ed)\b", re.I
)


def without_source(
    reading: Reading, mentions: Sequence[Mention], sources: Sequence[Span | None], found: dict[int, Found]
) -> None:
    """Finds who says what has a cue and no source of its own, each by the first of these that there is.

    After "and" or a comma it is the source of the cue before it in the sentence; right behind it, its name; where a
    sentence opens with a participle, the source that comes next in it; and whom a pronoun before "and" means.
    """
    last: tuple[int, Found] | None = None
    in_sentence: dict[int, list[tuple[int, Found]]] = {}
    for i, source in enumerate(sources):
        if source and i in found:
            in_sentence.setdefault(reading.layout.sentence(source.start), []).append((source.start, found[i]))
    order = sorted(range(len(mentions)), key=lambda i: _anchor(mentions[i], sources[i]))
    for i in order:
        source, cue = sources[i], mentions[i].cue
        if source is not None and source.start < source.end:
            last = (reading.layout.sentence(source.start), found[i])
        elif cue is not None:
            before = last[1] if last and last[0] == reading.layout.sentence(cue.start) else None
            here = in_sentence.get(reading.layout.sentence(cue.start), ())
            if told := _told(reading, cue, before) or _next_source(reading, cue, here):
                found[i] = told


def _told(reading: Reading, cue: Span, before: Found | None) -> Found | None:
    """Who says it by what stands right beside the cue; ``before`` is the source of the last cue in the sentence."""
    joined = _SHARED.search(reading.text[max(cue.start - 30, 0) : cue.start]) is not None
    if joined and before:
        return Found(before.entities, "the source of the cue before", 0.6 * before.confidence, before.candidates)
    return _quoted(reading, cue) or _named_behind(reading, cue) or (_asked(reading, cue) if joined else None)


def _quoted(reading: Reading, cue: Span) -> Found | None:
    """ "Reed was quoted as saying": the subject of a passive."""
    said = _QUOTED.search(reading.text, max(cue.start - _PASSIVE, 0), cue.end + len(" as "))
    if not said or said.end(1) > cue.start:
        return None
    subject = Span(max(said.start(1), reading.layout.sentence_start(cue.start)), said.end(1))
    named = [one for name, one in reading.cast.within(subject) if name.span.end == subject.end]
    if named:
        return Found((named[-1],), "whoever is quoted", 0.8, (named[-1].name,))
    word = subject.of(reading.text).rpartition(" ")[2].casefold()
    if word in ("he", "she", "they"):
        return third_person(reading, word, subject.end - len(word))
    phrase = analyse(reading.text, subject, reading.cast)
    return described(reading, phrase) if not phrase.named and noun_kind(phrase.head) else None


def _named_behind(reading: Reading, cue: Span) -> Found | None:
    """ "“It is late,” bemoaned union chief Ann Reed": a person named behind a cue that stands behind a quotation."""
    if reading.text[max(cue.start - 2, 0) : cue.start].strip() not in ("”", '"', "’"):
        return None
    behind = reading.cast.within(Span(cue.end, cue.end + _NAME_AHEAD))
    name, entity = next(((n, e) for n, e in behind if n.span.start > cue.end), (None, None))
    if name is None or entity is None or entity.kind != nm.PERSON:
        return None
    words = reading.text[cue.end : (name.title or name.span).start]
    if words.strip() and not (_ROLE.fullmatch(words) and words.split()[-1].casefold() in lx.ROLES):
        return None
    return Found((entity,), "the name behind the verb", 0.7, (entity.name,))


def _asked(reading: Reading, cue: Span) -> Found | None:
    """ "When she was asked and answered that": whom the pronoun means."""
    start = max(reading.layout.sentence_start(cue.start), cue.start - _ASKED_BEFORE)
    told = list(_ASKED.finditer(reading.text, start, cue.start))
    if not told or reading.layout.quotation(told[-1].start()):
        return None
    found = third_person(reading, told[-1][1].casefold(), told[-1].start(1))
    return replace(found, confidence=round(0.6 * found.confidence, 2)) if found.entities else None


def _next_source(reading: Reading, cue: Span, here: Sequence[tuple[int, Found]]) -> Found | None:
    """ "Having warned that it was late, the mayor said": the source that comes next in a sentence that so opens;
    ``here`` are the sources of the sentence and where each starts.
    """
    start = reading.layout.sentence_start(cue.start)
    if cue.start - start > _OPENING or not _OPENS.fullmatch(reading.text, start, cue.start):
        return None
    if not _PARTICIPLE.match(reading.text, cue.start):
        return None
    at, one = min((pair for pair in here if pair[0] > cue.end), key=lambda pair: pair[0], default=(0, None))
    if one is None or ", " not in reading.text[max(at - _DETERMINED, 0) : at]:
        return None
    return Found(one.entities, "the source of the clause behind", 0.6 * one.confidence, one.candidates)


def _anchor(mention: Mention, source: Span | None) -> int:
    if source is not None and source.start < source.end:
        return source.start
    return mention.cue.start if mention.cue else mention.contents[0].start if mention.contents else 0
