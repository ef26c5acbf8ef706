"""What a text must not do to a page: characters that nobody sees, or that turn the words around them, are shown.

An article is written as ``⟨U+202E⟩`` where it holds such a character, in an element that says how many characters of
the text it stands for, so that offsets can still be counted.
"""

import re
import unicodedata
from collections.abc import Callable

from markupsafe import Markup, escape

# Controls but for white space, format characters, fillers and variation selectors.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# What joins letters or makes a picture of a sign does its work where it stands behind one of these categories.
_JOINING = frozenset({"\u200c", "\u200d", "\ufe0e", "\ufe0f", "\ufe0f\u200d"})
_JOINED = frozenset({"So", "Sk", "Sm", "Mn", "Mc", "Lo", "Po"})


def shown(text: str) -> Markup:
    """``text`` as HTML, every unseen character in an element of its own."""
    return Markup("").join(_parts(text, _element)) if _UNSEEN.search(text) else escape(text)


def plain(text: str) -> str:
    """``text`` with every unseen character written out, for where no element can stand."""
    return "".join(_parts(text, _name)) if _UNSEEN.search(text) else text


def _parts(text: str, write: Callable[[str], str]) -> list[str]:
    parts: list[str] = []
    done = 0
    for found in _UNSEEN.finditer(text):
        if _is_at_work(text, found):
            continue
        parts += [text[done : found.start()], write(found[0])]
        done = found.end()
    return [*parts, text[done:]]


def _is_at_work(text: str, found: re.Match[str]) -> bool:
    before = text[found.start() - 1 : found.start()]
    return found[0] in _JOINING and bool(before) and unicodedata.category(before) in _JOINED


def _element(run: str) -> Markup:
    return Markup('<span class="unseen" data-n="{}" title="{}">{}</span>').format(len(run), _title(run), _name(run))


def _name(run: str) -> str:
    if len(run) > 1:
        return f"⟨{len(run):,} unseen⟩"
    return f"⟨U+{ord(run):04X}⟩"


def _title(run: str) -> str:
    if len(run) > 1:
        return f"{len(run):,} characters that nobody sees"
    return unicodedata.name(run, "a control character").lower()
