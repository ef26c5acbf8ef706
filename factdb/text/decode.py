"""Bytes in, exact text out, or an InputError that says why not."""

import re

from factdb.errors import InputError

# Control characters that no text needs; tab, line feed, vertical tab, form feed and carriage return are missing here.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r") + b"\x7f"
_MOST_CONTROLS = 0.1
_MOST_ACCENTED = 0.25
_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def decode(data: bytes, source: str) -> str:
    """The text of a file, code point by code point: no line ending is changed, and a byte-order mark stays as U+FEFF.

    UTF-8, or UTF-16 if a byte-order mark says so, or Windows-1252 if the bytes can hardly be anything else.
    ``source`` is what an error names. Raises InputError for a file that is empty, binary or in another encoding.
    """
    encoding = _BYTE_ORDER_MARKS.get(data[:2], "utf-8")
    if encoding == "utf-8":
        _refuse_binary(data, source)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or not _is_windows_1252(data):
            raise InputError(
                f"{source}: not {encoding.upper()} at byte {error.start}; save it as UTF-8 and import it again"
            ) from error
        text = data.decode("windows-1252")
    return checked(text, source)


def checked(text: str, source: str) -> str:
    """``text`` itself, if it can be stored. Raises InputError if it is empty, or has a NUL or a lone surrogate."""
    if not text.removeprefix("\ufeff").strip():
        raise InputError(f"{source} is empty; there is nothing to import")
    return storable(text, source)


def storable(text: str, source: str) -> str:
    """``text`` itself, if UTF-8 and both databases can hold every character. Raises InputError otherwise."""
    nul = text.find("\0")
    if nul >= 0:
        raise InputError(f"{source}: NUL at character {nul}; remove it and import again")
    surrogate = _SURROGATE.search(text)
    if surrogate:
        raise InputError(
            f"{source}: half a surrogate pair (U+{ord(surrogate.group()):04X}) at character {surrogate.start()}; "
            "mend what wrote it and import again"
        )
    return text


def _refuse_binary(data: bytes, source: str) -> None:
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(f"{source}: a binary file (NUL at byte {nul}); give its text as UTF-8")
    if _share(data, _CONTROLS) > _MOST_CONTROLS:
        raise InputError(f"{source}: a binary file (full of control characters); give its text as UTF-8")


def _is_windows_1252(data: bytes) -> bool:
    """Some accents and curly quotation marks among ASCII, and no sign of damaged UTF-8 or control characters."""
    try:
        data.decode("windows-1252")
    except UnicodeDecodeError:
        return False
    has_utf8 = not data.decode("utf-8", "ignore").isascii()
    return not has_utf8 and not _share(data, _CONTROLS) and _share(data, bytes(range(128, 256))) <= _MOST_ACCENTED


def _share(data: bytes, characters: bytes) -> float:
    return 1 - len(data.translate(None, characters)) / len(data) if data else 0.0
