"""Does a content say something that can be so or not so? A clause and quoted words do; "a defense pact" does not."""

import re
from collections.abc import Sequence

from factdb.language.patterns import any_of
from factdb.records import Span
from factdb.text.spans import letters

_COMPLEMENT = re.compile(rf"[^\w]*(?:{any_of('complementisers.txt')})\b", re.I)
_RELATIVE = re.compile(rf"\b(?:{any_of('relatives.txt')})\b.*", re.I | re.S)
_FINITE = re.compile(rf"\b(?:{any_of('finite_verbs.txt')})\b|n[’']t\b|\w[’'](?:re|ll|ve|d|m)\b", re.I)
_SUBJECT = re.compile(
    rf"(?:^|[,;:—–-]\s*|\b(?:and|but|or|as|because|when|while)\s)(?:{any_of('subject_pronouns.txt')})\s\w", re.I
)
_CLAUSE_CUE = re.compile(rf"\b(?:{any_of('clause_cues.txt')})\b", re.I)
_PHRASE = re.compile(rf"[^\w]*(?:{any_of('phrase_openers.txt')})\b", re.I)
_WORD = re.compile(r"\w+")
_INFINITIVE = re.compile(r"[^\w]*to\s+(?:be|have)\b", re.I)


def says_something(text: str, cue: Span, contents: Sequence[Span], *, quoted: bool, sourced: bool) -> bool:
    """True if the contents can be so or not so: quoted words, or a clause, judged by its words and by its cue.

    Without a source ("it was reported", "reportedly") the cue must be one of saying or thinking: nobody is behind "it
    seems".
    """
    if quoted:
        return True
    if not sourced and not _CLAUSE_CUE.search(cue.of(text)):
        return False
    words = " ".join(content.of(text) for content in contents)
    # What stands after a name and a colon and ends like a sentence was said, however short: "ROE: Never."
    if not letters(text, cue) and words.rstrip('"”’)').endswith((".", "!", "?", "…")):
        return True
    if _COMPLEMENT.match(words) or _SUBJECT.search(words) or _INFINITIVE.match(words):
        return True
    if _FINITE.search(_RELATIVE.sub("", words)):
        return True
    # No verb that the lists know: a cue that takes clauses, or a colon or dash, and more than a noun phrase after it.
    takes_clauses = _CLAUSE_CUE.search(cue.of(text)) or not letters(text, cue)
    return bool(takes_clauses) and not _PHRASE.match(words) and len(_WORD.findall(words)) >= 4
