"""What surrounds the words of a letter or an e-mail: the lines of its head, its greeting, its end with who wrote it.

``From: Ann Roe`` / ``Subject: The dam`` / ``Hi Tom,`` / ... / ``Kind regards,`` / ``Ann Roe``
"""

import re
from collections.abc import Sequence

from factdb.language import ENGLISH
from factdb.records import Passage, Span
from factdb.text.spans import PLACE

_LONGEST = 160
_HEADER = re.compile(r"(?:From|To|Cc|CC|Bcc|Sent|Date|Subject|Reply-To|Attachments?):\s\S.*")
_FEWEST_HEADERS = 2
# "On Mon, 3 Nov 2025 at 10:14, Tom Hall <tom@elm.example> wrote:"
_ANSWERED = re.compile(r"On\s[^:]*\d.*\bwrote:|-{2,}\s?(?:Original|Forwarded) [Mm]essage\s?-{2,}")
_GREETING = re.compile(
    r"(?:Hi|Hello|Hey|Dear)(?: (?:[^\W\d_a-z][\w.’'-]*|all|and|both|everyone|there)){1,5}\s?[,:–—-]?"
)
# A word alone may be somebody's answer: "Thanks".
_SIGN_OFF = re.compile(
    rf"(?i:{ENGLISH.any_of('sign_offs')})\s?[,–—-]|(?i:[a-z]+ (?:regards|wishes|sincerely|faithfully))"
)
_SIGNED = re.compile(r"[^.!?:“”\"]{2,60}(?:\b(?:Dr|Mr|Mrs|Ms|Jr|Sr|Inc|Ltd|Co)\.)?[^.!?:“”\"]{0,40}")
_MOST_SIGNED = 5


def find_letters(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark what is around the words of letters: two lines of a head or more, what opens and what closes one."""
    run = 0
    for i, span in enumerate(paragraphs):
        short = span.end - span.start <= _LONGEST
        run = run + 1 if short and _HEADER.fullmatch(text, *PLACE(span)) else 0
        if run >= _FEWEST_HEADERS:
            kinds[i + 1 - run : i + 1] = [Passage.NAVIGATION] * run
        elif short and (_ANSWERED.fullmatch(text, *PLACE(span)) or _GREETING.fullmatch(text, *PLACE(span))):
            kinds[i] = Passage.NAVIGATION
        elif short and _SIGN_OFF.fullmatch(text, *PLACE(span)):
            kinds[i] = Passage.NAVIGATION
            _mark_signature(text, paragraphs, kinds, i + 1)


def _mark_signature(text: str, paragraphs: Sequence[Span], kinds: list[Passage], first: int) -> None:
    """Name, office and place below the end of a letter."""
    for i in range(first, min(first + _MOST_SIGNED, len(paragraphs))):
        if not _SIGNED.fullmatch(text, *PLACE(paragraphs[i])) or text[paragraphs[i].start].islower():
            return
        if kinds[i] is Passage.BODY:
            kinds[i] = Passage.BYLINE
