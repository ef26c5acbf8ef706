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
# "On Mon, 3 Nov 2025 at 10:14, Tom Hall <tom@elm.example> wrote:"
_ANSWERED = re.compile(
    r"On\s(?=.*@[\w.-]+>|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s).*\bwrote:"
    r"|-{2,}\s?(?:Original|Forwarded) [Mm]essage\s?-{2,}"
)
_CALLED = r"(?: (?:[^\W\d_a-z][\w.’'-]*|all|and|both|everyone|there)){1,5}\s?[,:–—-]?"
_HELLO = re.compile(rf"(?:Hi|Hello|Hey){_CALLED}(?<=[,:–—-])|(?:Hi|Hello|Hey) (?:all|both|everyone|there)")
# Above an open letter, which nobody signs below, it says whom "you" means; "Hello Dolly" may be a title there.
_DEAR = re.compile(rf"(?:Dear|Hi|Hello|Hey){_CALLED}")
# A word alone may be somebody's answer: "Thanks".
_SIGN_OFF = re.compile(
    rf"(?i:{ENGLISH.any_of('sign_offs')})\s?[,–—-]|(?i:[a-z]+ (?:regards|wishes|sincerely|faithfully))"
)
_SIGNED = re.compile(r"[^.!?:“”\"]{2,60}(?:\b(?:Dr|Mr|Mrs|Ms|Jr|Sr|Inc|Ltd|Co)\.)?[^.!?:“”\"]{0,40}")
_MOST_SIGNED = 5


def find_letters(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark what is around the words of letters: two lines of a head or more, what opens and what closes one."""
    short = [i for i, span in enumerate(paragraphs) if span.end - span.start <= _LONGEST]
    signed = [i for i in short if _SIGN_OFF.fullmatch(text, *PLACE(paragraphs[i]))]
    around = (_ANSWERED, _HELLO, _SIGN_OFF, _DEAR) if signed else (_ANSWERED, _HELLO)
    headers = {i for i in short if _HEADER.fullmatch(text, *PLACE(paragraphs[i]))}
    for i in short:
        in_head = i in headers and not headers.isdisjoint((i - 1, i + 1))
        if in_head or any(form.fullmatch(text, *PLACE(paragraphs[i])) for form in around):
            kinds[i] = Passage.NAVIGATION
    for i in signed:
        _mark_signature(text, paragraphs, kinds, i + 1)


def _mark_signature(text: str, paragraphs: Sequence[Span], kinds: list[Passage], first: int) -> None:
    """Name, office and place below the end of a letter."""
    for i in range(first, min(first + _MOST_SIGNED, len(paragraphs))):
        if not _SIGNED.fullmatch(text, *PLACE(paragraphs[i])) or text[paragraphs[i].start].islower():
            return
        if kinds[i] is Passage.BODY:
            kinds[i] = Passage.BYLINE
