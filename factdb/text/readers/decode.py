"""Bytes in, exact text out with what is uncertain about it, or an InputError that says why not.

What the file or its sender declares comes first, then UTF-8, then what the bytes look like: Windows-1252 and Mac Roman
are told apart by where their accents and quotation marks would stand, all else by charset-normalizer.
"""

import codecs
import re
from typing import NamedTuple

from factdb.errors import InputError, Remedy

# Control characters that no text needs; tab, line feed, vertical tab, form feed and carriage return are missing here.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r") + b"\x7f"
_MOST_CONTROLS = 0.1
_BEYOND_ASCII = bytes(range(128, 256))
_MOST_ACCENTED = 0.25
_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
# Of UTF-8 that was read as Windows-1252 and written as UTF-8 again: the beginnings of accents, quotation marks, dashes.
_TWICE = re.compile(r"Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x80-\xbf“”˜™œž¦¢]|Â[\xa0-\xbf]")

# How much is looked at to tell an encoding: enough for every letter of a language to occur.
_SAMPLE = 1 << 17
_LEAST_PLAUSIBLE = 0.6
# Fewer bytes beyond ASCII may be anything.
_LEAST_TO_TELL = 4
_OPENING, _CLOSING, _DASHES = "“‘«„¿¡", "”’»…", "–—"
_LAST_LATIN = "\u024f"
_SINGLE_BYTE = ("windows-1252", "mac-roman")
_USUAL = (
    *("cp1251", "koi8-r", "cp1250", "iso8859-2", "cp1253", "cp1254", "iso8859-5", "cp866"),
    *("gb18030", "big5", "cp932", "euc-jp", "cp949"),
)
# The commonest ideographs of Chinese, in both ways of writing them, and of Japanese, by which double-byte encodings
# are told apart; and the commonest syllables of Korean.
_COMMON = frozenset(
    "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過"
    "日本月者長東京相首市民政府発表法案이다는을의에가고하지로"
)


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and ``note``, what a person should know of it, if anything."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, source: str, declared: str = "", wanted: str | None = None) -> Decoded:
    """The text of a file, code point by code point: no line ending is changed, and a byte-order mark stays as U+FEFF.

    ``declared`` is the encoding that the file or its sender names, ``wanted`` one that a person asks for: that is
    taken and no other. ``source`` is what an error names. Raises InputError for a file that is empty, binary or in an
    encoding that cannot be told.
    """
    if wanted:
        return Decoded(checked(_strict(data, wanted, source), source), wanted)
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if encoding:
        if encoding == "utf-8":
            _refuse_binary(data, source)
        return Decoded(checked(_strict(data, encoding, source), source), encoding)
    if encoding := _utf_16_without_mark(data):
        note = f"{source}: read as {encoding.upper()}, which it does not say it is"
        return Decoded(checked(_strict(data, encoding, source), source), encoding, note)
    _refuse_binary(data, source)
    if declared and (text := _as_declared(data, declared)) is not None:
        return Decoded(checked(text, source), declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _detected(data, source, error)
    return _once(checked(text, source), source)


def checked(text: str, source: str) -> str:
    """``text`` itself, if it can be stored. Raises InputError if it is empty, or has a NUL or a lone surrogate."""
    if not text.removeprefix("\ufeff").strip():
        raise InputError(f"{source} is empty; there is nothing to import", reason="empty")
    return storable(text, source)


def storable(text: str, source: str) -> str:
    """``text`` itself, if UTF-8 and both databases can hold every character. Raises InputError otherwise."""
    nul = text.find("\0")
    if nul >= 0:
        raise InputError(f"{source}: NUL at character {nul}; remove it and import again", reason="no text")
    surrogate = _SURROGATE.search(text)
    if surrogate:
        raise InputError(
            f"{source}: half a surrogate pair (U+{ord(surrogate.group()):04X}) at character {surrogate.start()}; "
            "mend what wrote it and import again",
            reason="no text",
        )
    return text


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{source}: not {encoding.upper()} at byte {error.start}; save it as UTF-8 and import it again",
            reason="unknown encoding",
        ) from error
    except LookupError as error:
        raise InputError(f"{source}: {encoding!r} is no encoding; write it like utf-8 or windows-1252") from error


def _as_declared(data: bytes, declared: str) -> str | None:
    """The text in the encoding declared; None if that is wrong, so that what the bytes say may decide.

    What is valid UTF-8 with characters beyond ASCII is hardly ever anything else, whatever its header says.
    """
    try:
        name = codecs.lookup(declared).name
        # What pages call Latin-1 is Windows-1252, as browsers read it (https://encoding.spec.whatwg.org/#names-and-labels).
        name = "windows-1252" if name in ("iso8859-1", "ascii") else name
        if name != "utf-8" and not data.isascii():
            try:
                return data.decode("utf-8")
            except UnicodeDecodeError:
                pass
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf_16_without_mark(data: bytes) -> str | None:
    """UTF-16 of European text: every second byte is zero, or nearly."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, source: str) -> None:
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(f"{source}: a binary file (NUL at byte {nul}); give its text as UTF-8", reason="no text")
    if _share(data, _CONTROLS) > _MOST_CONTROLS:
        raise InputError(
            f"{source}: a binary file (full of control characters); give its text as UTF-8", reason="no text"
        )


def _detected(data: bytes, source: str, error: UnicodeDecodeError) -> Decoded:
    """What is no UTF-8: in the encoding in which it reads most like text, if it reads like text in any."""
    unknown = InputError(
        f"{source}: not UTF-8 at byte {error.start}; save it as UTF-8 and import it again, or say what it is",
        reason="unknown encoding",
    ).mended_by(Remedy.GIVE_ENCODING)
    if _share(data, _CONTROLS):
        raise unknown from error
    accented = _share(data, _BEYOND_ASCII)
    whole = data.decode("utf-8", "ignore").encode()
    damaged = _share(whole, _BEYOND_ASCII) * len(whole) > accented * len(data) / 2
    best = Decoded("", "")
    if damaged:
        raise unknown from error
    if accented <= _MOST_ACCENTED:
        best = max((_read_as(data, name) for name in _SINGLE_BYTE), key=lambda one: _plausible(one.text))
        if _plausible(best.text) >= _LEAST_PLAUSIBLE and best.encoding == "windows-1252":
            return Decoded(checked(best.text, source), best.encoding)
    if accented * len(data) < _LEAST_TO_TELL:
        raise unknown from error
    if not best.text or _plausible(best.text) < _LEAST_PLAUSIBLE:
        best = _by_charset_normalizer(data)
    if not best.text:
        raise unknown from error
    note = f"{source}: read as {best.encoding}, by the look of it; if that is wrong, save it as UTF-8"
    return Decoded(checked(best.text, source), best.encoding, note)


def _read_as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded("", encoding)


def _by_charset_normalizer(data: bytes) -> Decoded:
    """The encoding in which most letters stand as letters do, of those that charset-normalizer and the usual ones are.

    charset-normalizer alone takes a sentence of KOI8-R for Japanese, and one of Greek for Russian.
    """
    from charset_normalizer import from_bytes

    names = dict.fromkeys([*_USUAL, *(found.encoding for found in from_bytes(data[:_SAMPLE]))])
    read = [_read_as(data, name) for name in names]
    readable = [one for one in read if one.text and "\0" not in one.text and _reads_like_words(one.text)]
    return max(readable, key=lambda one: _likely(one.text), default=Decoded("", ""))


def _likely(text: str) -> tuple[float, float]:
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f"]
    return round(_plausible(text), 2), sum(c in _COMMON or "\u3040" <= c <= "\u30ff" for c in beyond) / len(beyond)


def _reads_like_words(text: str) -> bool:
    """Most of what is not ASCII are letters, ideographs or marks of punctuation."""
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f"]
    fine = sum(c.isalpha() or c in _OPENING + _CLOSING + _DASHES or _is_wide_mark(c) for c in beyond)
    letters = sum(map(str.isalpha, text[:_SAMPLE]))
    return bool(beyond) and fine >= 0.8 * len(beyond) and letters > 0.3 * len(text[:_SAMPLE])


def _is_wide_mark(character: str) -> bool:
    return "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff20"


def _plausible(text: str) -> float:
    """The share of characters beyond ASCII that stand where such a character would; 1 if there are none."""
    fine = total = 0
    for found in re.finditer(r"[^\x00-\x7f]", text[:_SAMPLE]):
        before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
        total += 1
        fine += _stands_well(found.group(), before, after)
    return fine / total if total else float(bool(text))


def _stands_well(character: str, before: str, after: str) -> bool:
    if character in _OPENING:
        return not before.strip() or not before.isalnum()
    if character in _CLOSING:
        return bool(before.strip()) and (character == "’" or not after.isalnum())
    if character in _DASHES or character in "€£§°½·•\u00a0":
        return True
    if character > _LAST_LATIN and _is_latin(before, after):
        return False  # no word is written in two scripts
    if character.islower():
        return before.isalpha() or after.isalpha() or (not before.strip() and not after.strip())
    if character.isupper():
        return not before.islower() and (after.isalpha() or not before.strip())
    # Without small and capital letters: ideographs, kana and Hangul, but not the narrow kana of no text of today.
    return _is_wide_mark(character) or (character.isalpha() and "\u3040" <= character <= "\ud7a3")


def _is_latin(before: str, after: str) -> bool:
    return any(c.isascii() and c.isalpha() for c in (before, after))


def doubt(text: str, source: str) -> str:
    """A note for a text that looks encoded twice, wherever that was done; else an empty string."""
    if not _TWICE.search(text, 0, _SAMPLE):
        return ""
    return f"{source}: parts of it look encoded twice ({_shown(text)}); kept as it is"


def _once(text: str, source: str) -> Decoded:
    """The text, read once more if it was encoded twice: if all of it can be, and that leaves no sign of it."""
    if not _TWICE.search(text, 0, _SAMPLE):
        return Decoded(text, "utf-8")
    try:
        mended = text.encode("windows-1252", "factdb_c1").decode("utf-8")
    except UnicodeError:
        return Decoded(text, "utf-8")  # ``doubt`` says so
    return Decoded(
        checked(mended, source), "utf-8", f"{source}: was encoded twice (as in {_shown(text)}); read as it was"
    )


def _shown(text: str) -> str:
    found = _TWICE.search(text)
    return repr(text[max(found.start() - 8, 0) : found.end() + 8] if found else "")


def _as_c1(error: UnicodeError) -> tuple[bytes, int]:
    """Windows-1252 has no character for five bytes, which programs pass on as the control characters of that number."""
    if isinstance(error, UnicodeEncodeError):
        codes = [ord(c) for c in error.object[error.start : error.end]]
        if all(code in (0x81, 0x8D, 0x8F, 0x90, 0x9D) for code in codes):
            return bytes(codes), error.end
    raise error


codecs.register_error("factdb_c1", _as_c1)


def _share(data: bytes, characters: bytes) -> float:
    return 1 - len(data.translate(None, characters)) / len(data) if data else 0.0
