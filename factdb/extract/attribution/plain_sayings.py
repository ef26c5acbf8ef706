"""Plain sayings that the tagger misses: "Roe said the bridge is closed", "The bridge is closed, she wrote".

Only where no attribution has the words, and only with a verb that says something and hardly anything else.
Linear: of a sentence a fixed number of characters is looked at.
"""

import re
from collections.abc import Iterator, Sequence

from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.records import Span
from factdb.text.spans import letters, merged, overlapping, trimmed

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# A saying of fewer words may be a phrase: "she said so".
_FEWEST_WORDS = 4
# How many characters of a sentence are looked at.
_LOOKED_AT = 400
# No name of ours ends in "I" or "we": those are the writer, who attributes nothing.
_NAME = r"(?:[Tt]he\s)?(?:[A-Z][\w.&’'-]{0,30}\s){0,4}[A-Z][\w&’'-]{1,30}(?<!We)(?<!You)"
_VERB = ENGLISH.any_saying("after-name")
# "Roe said", "But she says": what opens a sentence, a clause behind it.
_BEFORE = re.compile(
    rf"[\"“]?(?:(?:And|But|Still|Meanwhile|However),?\s)?(?P<source>{_NAME}|(?:[Hh]e|[Ss]he|[Tt]hey))\s"
    r"(?:(?:also|later|then)\s)?(?P<cue>said|says|say)\s(?:that\s)?(?=[\w“\"‘$])"
)
_CLAUSE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs')})\b|n[’']t\b|\w[’'](?:s|re|ll|ve|d)\b")
# "he said so", "they say in the letter": no clause begins with these.
_NO_CLAUSE = re.compile(rf"(?:{ENGLISH.any_of('no_clause_openers')})\b", re.I)
# ", she wrote." and ", according to the paper." behind a clause.
_BEHIND = re.compile(
    rf"(?P<marks>,[\"”’]*)\s(?:(?P<source>{_NAME}|he|she|they)\s(?P<cue>{_VERB})"
    r"|(?P<to>according to)\s(?P<whom>(?:the\s)?[\w.&’'-]{0,30}\w(?:\s[\w.&’'-]{0,30}\w){0,5}?))"
    r"(?=[.,:]|\Z|\s(?:on|in|at|to|during|after|last|this|earlier)\b)"
)


def with_plain_sayings(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions ``found`` and the plain sayings where none of them stands, in the order of their cues."""
    taken = merged(span for one in found for span in (*one.sources, one.cue, *one.contents))
    missed = [one for sentence in sentences for one in _missed(text, sentence, taken)]
    return sorted([*found, *missed], key=lambda one: one.cue) if missed else list(found)


def _missed(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[Found]:
    one = _said_before(text, sentence) or _said_behind(text, sentence)
    # A source may be that of another cue too: "Roe wrote, adding".
    if one and not any(overlapping(taken, span) for span in (one.cue, *one.contents)):
        yield one


def _said_before(text: str, sentence: Span) -> Found | None:
    opening = _BEFORE.match(text, sentence.start, min(sentence.end, sentence.start + _LOOKED_AT))
    if not opening or _NO_CLAUSE.match(text, opening.end()):
        return None
    return _made(text, Span(*opening.span("source")), Span(*opening.span("cue")), Span(opening.end(), sentence.end))


def _said_behind(text: str, sentence: Span) -> Found | None:
    ends = _BEHIND.search(text, sentence.start, min(sentence.end, sentence.start + _LOOKED_AT))
    if not ends:
        return None
    source, cue = ("whom", "to") if ends["to"] else ("source", "cue")
    return _made(text, Span(*ends.span(source)), Span(*ends.span(cue)), Span(sentence.start, ends.end("marks")))


def _made(text: str, source: Span, cue: Span, words: Span) -> Found | None:
    content = next((part for part in trimmed(text, words) if letters(text, part)), words)
    said = content.of(text)
    if len(_WORD.findall(said)) < _FEWEST_WORDS or not _CLAUSE.search(said):
        return None
    return Found((source,), cue, (content,), None, ("a plain saying that the tagger did not tie",))
