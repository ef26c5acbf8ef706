"""Quotation marks: which characters and sequences are some, and what may close what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factdb.language import ENGLISH
from factdb.records import Span
from factdb.text.whitespace import BLANK

# Each mark's kind; those that differ in nothing but their shape are one kind.
_KINDS = {
    **dict.fromkeys(('"', "＂", "&quot;", "&#34;", "&#x22;"), '"'),
    **dict.fromkeys(("“", "‟", "〝", "&ldquo;", "&#8220;", "&#x201c;", "&#x201C;"), "“"),
    **dict.fromkeys(("”", "〞", "〟", "&rdquo;", "&#8221;", "&#x201d;", "&#x201D;"), "”"),
    **dict.fromkeys(("„", "&bdquo;", "&#8222;"), "„"),
    **dict.fromkeys(("«", "&laquo;", "&#171;"), "«"),
    **dict.fromkeys(("»", "&raquo;", "&#187;"), "»"),
    **dict.fromkeys(("‘", "‛", "&lsquo;", "&#8216;"), "‘"),
    **dict.fromkeys(("’", "&rsquo;", "&#8217;"), "’"),
    **dict.fromkeys(("'", "&apos;", "&#39;", "&#x27;"), "'"),
    # What is typed twice for want of a double mark.
    "’’": "''",
    "‘‘": "``",
    **{mark: mark for mark in ("``", "''", ",,", "<<", ">>", "‹", "›", "‚", "`", "「", "」", "『", "』")},
}
_MARK = re.compile("|".join(re.escape(mark) for mark in sorted(_KINDS, key=len, reverse=True)))

# What may close each kind. Writers mix straight and curly marks in one quotation; German opens low and closes with the
# mark that opens in English; Danish and older German turn the angles inwards; Swedish and Finnish have one for both.
CLOSERS: dict[str, tuple[str, ...]] = {
    '"': ('"', "“", "”", "''"),
    "“": ("”", "“", '"', "''"),
    "”": ("”", "“", '"'),
    "„": ("“", "”", '"', "''"),
    ",,": ("''", "“", "”", '"'),
    "``": ("''", '"', "”"),
    "''": ("''",),
    "«": ("»", "«"),
    "»": ("«", "»"),
    "<<": (">>",),
    ">>": (),
    "‹": ("›", "‹"),
    "›": ("‹", "›"),
    "「": ("」",),
    "」": (),
    "『": ("』",),
    "』": (),
    "‘": ("’", "'"),
    "’": (),
    "‚": ("‘", "’", "'"),
    "'": ("'", "’"),
    "`": ("'", "’"),
}
OPENS = frozenset({"“", "„", ",,", "``", "«", "<<", "‹", "「", "『", "‘", "‚", "`"})
SINGLE = frozenset({"‘", "’", "‚", "'", "`"})
# What is no quotation at all if nothing closes it.
NEEDS_CLOSER = SINGLE | {",,", "<<", "‹", "”", "»", "›"}
# In a quotation of several paragraphs each opens with a mark of one family.
FAMILY = {kind: kind for kind in CLOSERS} | dict.fromkeys("“”„", '"') | {"``": "''", "»": "«", "›": "‹"}
FAMILY |= dict.fromkeys("’'‚`", "‘")

# Words that begin with an apostrophe: ’90s, ’tis, ’em, ’cause, rock ’n’ roll.
_ELISION = re.compile(rf"\d0s|(?:{ENGLISH.any_of('elisions')})\b", re.I)
_FEET = re.compile(r"['’]\s?\d{1,2}\Z")
_BLANKS = frozenset(BLANK)
# No quotation begins with a mark that stands inside or at the end of a sentence.
_INSIDE = re.compile(r"[,;:)]|\.(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark ``[start, end)`` and what stands around it inside its paragraph."""

    kind: str
    start: int
    end: int
    spaced_before: bool
    spaced_after: bool
    before_is_word: bool
    after_is_word: bool
    possessive: bool


def marks_of(text: str, paragraph: Span) -> Iterator[Mark]:
    """The quotation marks of a paragraph in order; apostrophes and inch signs are none."""
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        kind, (start, end) = _KINDS[found[0]], found.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if not _is_apostrophe(text, kind, before, after, found, paragraph):
            yield Mark(
                kind,
                start,
                end,
                before in _BLANKS or before in "([{",
                after in _BLANKS or _INSIDE.match(text, end, paragraph.end) is not None,
                before.isalnum(),
                after.isalnum(),
                before in "sS" and after == " " and text[end + 1 : end + 2].islower(),
            )


def kind_at(text: str, at: int) -> str:
    """The kind of the mark at ``at``."""
    found = _MARK.match(text, at)
    assert found
    return _KINDS[found[0]]


def _is_apostrophe(text: str, kind: str, before: str, after: str, mark: re.Match[str], paragraph: Span) -> bool:
    """True for the mark in don’t, ’90s and 6'2", for an inch sign and for two commas by mistake."""
    if kind in ("'", "’", "‘"):
        return (before.isalnum() and after.isalnum()) or (
            not before.isalnum() and _ELISION.match(text, mark.end(), paragraph.end) is not None
        )
    if kind in (",,", "<<"):
        return before.isalnum()
    return kind == '"' and before.isdigit() and _FEET.search(text[max(mark.start() - 4, 0) : mark.start()]) is not None
