"""Whom a line that ends in a colon names as the one whose words stand under it, in a paragraph without marks.

"Here is the Herald's Ann Reed on Monday:", "As Roe put it in his column:", "Reed argued that the pier is safe:", "From
the guild's statement:". The last sentence of the line decides, and what stands below has to look like somebody's words
and not like the writer's own about whoever is named. Read off in some 160 such places of many outlets.
"""

from collections.abc import Iterable
from itertools import tee

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.segments import sentences
from factdb.text.spans import PLACE

# How long a line's last sentence is that is read, and what stands below.
_LONGEST, _FEWEST_WORDS = 500, 7
_LEADS = [re.compile(rf"(?:{lead}):\Z") for _, lead in ENGLISH.expressions("lead_lines")]
_CAPITAL = re.compile(r"\b[A-Z]")
_WORD = re.compile(r"\w+")
_INNER_NAME = re.compile(r"\b[A-Z]\w+")
_NOBODY = re.compile(
    r"(?:(?:he|she|they)\s|according|rather|every|each|all|both|several|no|others?|I|we|you|it|this|that|these|those"
    r"|there|who|which|what|how|one|some|many|few|most|critics|people|here|when"
    rf"|{ENGLISH.any_of('prepositions')}|while|if|because|although|though|after|before|as|since|look|note|see|watch|read"
    r"|listen|check|consider)\b",
    re.I,
)
_PRONOUN = re.compile(r"(?:he|she|they)\Z", re.I)
_POINTS = re.compile(
    r"\b(?:watch|videos?|clips?|charts?|graphs?|graphics?|maps?|photos?|images?|pictures?|tables?|below"
    r"|screenshots?|headlines?|following (?:\w+ )?(?:steps|points|items|reasons|ways|options))\b",
    re.I,
)
# A page shows a post that its text may lack.
_POSTED = re.compile(r"\b(?:tweets?|tweeted)\b", re.I)
_MARK = re.compile('["“„«]')
_OWNS = re.compile(r"(?:['’]s|s['’])\Z")
_NO_OWNER = re.compile(r"\b(?:years?|months?|weeks?|days?|nights?|today|yesterday|tonight|mornings?|evenings?)\W*s?\Z")
_TIMES_AND_PLACES = frozenset(word for name in ("weekdays", "countries", "places") for word in ENGLISH.words(name))
# A paragraph of the writer's that goes on from what he told, or of whoever is named.
_GOES_ON = re.compile(r"(?:Similarly|Likewise|Meanwhile|Also|Elsewhere|Nevertheless|Watch|Read|See|He|She)\b")
_ENDS = re.compile(r"[.!?…\])”\"’'*]\Z")
_IS_TOLD = re.compile(r"(?:,|\sthat)?\s[“\"][^“”\"]*[”\"]\s*:\Z")
_WRITERS = re.compile(r"\bhere(?:['’]s|\s(?:is|are|was|were))\s")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
# Who speaks of himself alone, or of himself and others.
_PERSONS = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b"), re.compile(r"\b[Ww]e\b")
_APART = re.compile(r"[\"“„«‘'`>*•–—-]|[A-Z][\w. ]{0,40}:\s")
# How far before a line the writer is looked for as "I" or "we".
_WRITER = 1500
# So many characters of white space before a paragraph are looked at.
_WIDEST_GAP = 40


def named_in(text: str, line: Span, below: Span) -> tuple[Span, Span] | None:
    """The source and the cue in a line whose words are what stands below, if the line says so and it may be."""
    last = sentences(text, line)[-1]
    if last.end - last.start > _LONGEST or _POINTS.search(text, *PLACE(last)):
        return None
    if _POSTED.search(text, *PLACE(last)) and not _MARK.match(text, below.start):
        return None
    words = last.of(text)
    for lead in _LEADS:
        match = lead.search(words)
        # "He concluded, “It is over”:" has told what he said, and "Experts say little, but here is what we know:" is
        # the writer's word.
        if match and not _IS_TOLD.match(words, match.end("cue")) and not _WRITERS.search(words, match.end("cue")):
            source, cue = (
                Span(last.start + match.start(part), last.start + match.end(part)) for part in ("source", "cue")
            )
            return (source, cue) if _is_somebody(source.of(text)) and _may_be_of(text, source, below) else None
    return None


def _is_somebody(source: str) -> bool:
    if _PRONOUN.match(source) or source in ("his", "her", "their"):
        return True
    last, named = _last_word(source).casefold(), source.removeprefix("the ").casefold()
    if not last or _NOBODY.match(source) or last in lx.FIRST_PERSON or named in _TIMES_AND_PLACES:
        return False
    # A people or a party has no one voice that a whole paragraph could be quoted from.
    if last.removesuffix("s") in lx.DEMONYMS and last.endswith("s"):
        return False
    if _CAPITAL.search(source.removeprefix("The ")) or (_OWNS.search(source) and not _NO_OWNER.search(source)):
        return True
    return last in lx.DOCUMENTS | lx.ROLES.keys() | lx.GROUPS | lx.ORGANISATION_NOUNS


def _last_word(source: str) -> str:
    words: list[str] = _WORD.findall(source.removesuffix("’s").removesuffix("'s"))
    return words[-1] if words else ""


def _may_be_of(text: str, source: Span, below: Span) -> bool:
    """Is what stands below whole sentences, and not the writer's of whoever is named?"""
    said = below.of(text)
    if len(_WORD.findall(said)) < _FEWEST_WORDS or not _ENDS.search(said) or _GOES_ON.match(said):
        return False
    name = _last_word(source.of(text))
    return not (name[0].isupper() and re.search(rf"\b{re.escape(name)}\b", _spoken(text, below)))


def with_same_voice(text: str, line: Span, below: Span, behind: Iterable[Span]) -> Span:
    """What stands below the line, with the paragraphs right behind it that are its speaker's as well.

    Those are what stands wider apart than the article's own paragraphs, as copied block quotes do, or else what the
    same "I" or "we" goes on with.
    """
    once, again = tee(behind)
    return Span(below.start, max(_end_of_block(text, line, below, once), _end_of_person(text, line, below, again)))


def _end_of_block(text: str, line: Span, below: Span, behind: Iterable[Span]) -> int:
    """Where the paragraphs end that stand wider apart than the line does from what is before and below it."""
    usual, end = _lines_before(text, below), below.end
    if _lines_before(text, line) > usual:
        return end
    for paragraph in behind:
        if not text[end : paragraph.start].isspace() or _lines_before(text, paragraph) <= usual:
            break
        if not _ENDS.search(paragraph.of(text)):
            break
        end = paragraph.end
    return end


def _lines_before(text: str, paragraph: Span) -> int:
    """How many line breaks stand right before a paragraph."""
    before = text[max(paragraph.start - _WIDEST_GAP, 0) : paragraph.start]
    return before[len(before.rstrip()) :].count("\n")


def _end_of_person(text: str, line: Span, below: Span, behind: Iterable[Span]) -> int:
    """Where the paragraphs end in which the same "I" or "we" goes on.

    Where the writer speaks of himself as well, or nobody does below, only the first paragraph is sure.
    """
    first, end = _spoken(text, below), below.end
    person = next((one for one in _PERSONS if one.search(first)), None)
    if not person or person.search(_spoken(text, Span(max(line.start - _WRITER, 0), line.end))):
        return end
    named = set(_INNER_NAME.findall(line.of(text)))
    for paragraph in behind:
        apart = not text[end : paragraph.start].isspace() or _APART.match(text, paragraph.start)
        spoken = _spoken(text, paragraph)
        goes_on = person.search(spoken) and _ENDS.search(paragraph.of(text)) and named.isdisjoint(_WORD.findall(spoken))
        if apart or not goes_on or _GOES_ON.match(text, paragraph.start):
            break
        end = paragraph.end
    return end


def _spoken(text: str, span: Span) -> str:
    """The words without those in quotation marks."""
    return _QUOTED.sub("", span.of(text))
