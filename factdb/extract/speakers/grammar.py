"""How prominent a name's place in its sentence is: subjects are what the next sentence goes on about."""

import re

from factdb.extract.speakers.reading import Reading
from factdb.extract.speakers.salience import OBJECT, OBLIQUE, SUBJECT
from factdb.language import lexicon as lx
from factdb.records import Span

_VERB_AFTER = re.compile(
    r"(?: \([^()]{1,30}\))?(?:,[^,;.]{1,90},)? (?:also |never |then |later |\w+ly )?"
    r"(?:said|says|told|is|was|has|had|will|would|could|can|does|did|may|might|should|went|made|took|gave|came|began|spoke|wrote|won|lost|\w{3,15}ed|(?!his|its|as)\w{2,14}[^s\W]s)\b"
)


def prominence(reading: Reading, span: Span) -> float:
    """Subject, object, or something less: after a preposition, or before an apostrophe."""
    text = reading.text
    before = text[max(span.start - 24, 0) : span.start]
    if text[span.end : span.end + 2] in ("'s", "’s") or text[span.end : span.end + 1] in ("'", "’"):
        return OBLIQUE
    words = before.casefold().split()[-2:]
    word = words[-1] if words else ""
    if word in lx.SPEECH_VERBS:
        return SUBJECT
    if word in lx.PREPOSITIONS or (word in lx.ARTICLES and words[0] in lx.PREPOSITIONS):
        return OBLIQUE
    return SUBJECT if _VERB_AFTER.match(text, span.end, span.end + 120) else OBJECT
