"""How prominent a name's place in its sentence is: subjects are what the next sentence goes on about."""

from factdb.extract.cast.names import Name
from factdb.extract.speakers.reading import Reading
from factdb.extract.speakers.salience import OBJECT, OBLIQUE, SUBJECT
from factdb.language import ENGLISH, alternatives
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span

_VERB = (
    r"(?:also |never |then |later |\w+ly )?"
    rf"(?:{ENGLISH.any_of('verbs_behind_names', 'past_verbs')}|[a-z]{{2,6}}n['’]t|"
    r"\w{3,15}ed|(?!his|its|as)\w{2,14}[^s\W]s)\b"
)
# A word that may belong to the noun behind it, as a pattern: no article, preposition, pronoun or verb that is known.
_APART = lx.ARTICLES | lx.PREPOSITIONS | lx.PRONOUNS | lx.RELATIVES | {"and", "or", "but", "as"}
MODIFIER = rf"(?!(?:{alternatives(sorted(_APART))}|{ENGLISH.any_of('past_verbs')})\b)\w[\w-]*"
_VERB_AFTER = re.compile(
    r"(?: and (?:his|her|their) (?:[\w’'-]+ ){0,2}?[\w’'-]+)?(?: \([^()]{1,30}\))?"
    r"(?:,[^,;.]{1,90},| – [^–;.]{1,90} –| — [^—;.]{1,90} —)? " + _VERB
)
# "Ann Reed, pastor of a church in Harlow, Ohio, spoke": where a sentence opens with a name.
_VERB_FURTHER = re.compile(r",[^;.:“”\"()]{1,140}?, " + _VERB)
# "Researchers at Leeds followed": where a sentence opens with those who are told of.
_VERB_BEHIND_PLACE = re.compile(r" (?:at|from|in|of|with|for) (?:[\w.’'&-]+ ){1,8}?" + _VERB)
# "In Leeds, a nurse at the clinic wept": where it was, before whom a sentence tells of.
_FRONTED = re.compile(
    r"(?:In|At|On|Near|Outside|Inside|After|Before|During|Across|From|Last|Earlier|Later)\b[^,;:.]{0,40}, "
)
# What may follow the name of a people, but is no noun that the name describes.
_NO_NOUN = lx.PREPOSITIONS | lx.RELATIVES | lx.SPEECH_VERBS | {"and", "or", "but", "is", "are", "was", "were"}
_NO_NOUN |= {"have", "had"}
# What ends the label of a turn in a talk.
_LABEL_END = re.compile(r"[*_]{0,3}(?::|\. [–—-]\s)")
# A label on a line of its own, or before a gap or a bar.
_ALONE_END, _OPENS_LINE = (
    re.compile(r"[*_>\])]{0,3}(?:[ \t\xa0]{0,4}[\r\n]|[ \xa0]?[|\t]|\s{2})"),
    re.compile(r"(?:\A|[\r\n])\W{0,8}\Z"),
)
_NOUN_AFTER = re.compile(r" ([a-z][\w-]+)")


# "Her mother, Ann Reed, wept": what a sentence opens with, and what follows the name.
_OPENED = re.compile(
    r"(?:His|Her|Their|Its|The|An?|(?:[A-Z][\w.]+ ){0,3}[A-Z][\w-]+['’]s) (?:[\w’'-]+ ){0,6}[\w’'-]+, "
)
_CLOSED = re.compile(r", (?!an?\b|the\b|who\b|which\b|and\b|of\b)[a-z]")


# "Reed told Cole": no verb before its subject, as in "“It is late,” said Cole".
_SPOKEN_TO = re.compile(r"\b(?:told|tells)\s$")
# "Neither did former Gov. Ann Reed", and how far before the name it begins, in characters.
_INVERTED = re.compile(
    r"\b(?:[Nn]either|[Nn]or|[Ss]o) (?:did|does|do|has|have|had|was|were|is|are|will|would|can|could) (?:[\w.]+ ){0,6}$"
)
_INVERTED_BEFORE = 70


# "The mayor, who met Ann Reed, left", "Reed – who runs Reed Cars – left": what is set off is told beside.
_ASIDE = re.compile(r"(?:,| [–—]) (?:who|which|whose|whom)\b[^,;:.“”\"\n]*$")
_ASIDE_END = re.compile(r"[^,;:.“”\"\n]{0,60}?(?:,| [–—]) (?:also |\w+ly )?[a-z]")
_ASIDE_BEFORE = 120


def is_adjective(text: str, name: Name) -> bool:
    """ "Iranian" of "in Iranian custody": it names no people."""
    articled = text[max(name.span.start - 4, 0) : name.span.start].casefold() == "the "
    if articled or not lx.DEMONYMS.issuperset(name.words):
        return False
    after = _NOUN_AFTER.match(text, name.span.end)
    return after is not None and after[1] not in _NO_NOUN


def is_label(reading: Reading, source: Span) -> bool:
    """ "Chair: Ms Reed, you were there": whoever is named behind a label is spoken to, or speaks next."""
    text = reading.text
    if source.start in reading.labels or _LABEL_END.match(text, source.end):
        return True
    alone = _ALONE_END.match(text, source.end) is not None
    return alone and _OPENS_LINE.search(text, max(source.start - 8, 0), source.start) is not None


def prominence(reading: Reading, span: Span) -> float:
    """Subject, object, or something less: after a preposition, or before an apostrophe, unless it opens a sentence."""
    text = reading.text
    before = text[max(span.start - 24, 0) : span.start]
    if text[span.end : span.end + 2] in ("'s", "’s") or text[span.end : span.end + 1] in ("'", "’"):
        return OBJECT if reading.layout.sentence_start(span.start) == span.start else OBLIQUE
    words = before.casefold().split()[-2:]
    word = words[-1] if words else ""
    if word in lx.SPEECH_VERBS:
        return OBJECT if _SPOKEN_TO.search(before) else SUBJECT
    if word in lx.PREPOSITIONS or (word in lx.ARTICLES and words[0] in lx.PREPOSITIONS):
        return OBLIQUE
    sentence = reading.layout.sentence_start(span.start)
    if _ASIDE.search(text, max(sentence, span.start - _ASIDE_BEFORE), span.start) and _ASIDE_END.match(text, span.end):
        return OBLIQUE
    opens = sentence == span.start or _FRONTED.fullmatch(text, sentence, span.start) is not None
    if opens and (_VERB_FURTHER.match(text, span.end) or _VERB_BEHIND_PLACE.match(text, span.end)):
        return SUBJECT
    if _INVERTED.search(text, max(span.start - _INVERTED_BEFORE, 0), span.start):
        return SUBJECT
    opening = Span(reading.layout.sentence_start(span.start), span.start)
    if _OPENED.fullmatch(text, opening.start, opening.end) and _CLOSED.match(text, span.end):
        return SUBJECT
    return SUBJECT if _VERB_AFTER.match(text, span.end, span.end + 120) else OBJECT
