"""What a text must not do to a terminal."""

# Control characters become pictures of themselves, one for one; half of a surrogate pair, which stands for a byte that
# is no text, becomes U+FFFD, as it could not be printed at all; so do characters that turn what comes after them round.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_PICTURES |= dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), ord(" "))
_PICTURES |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)), 0xFFFD)


def visible(text: str) -> str:
    """``text`` on one line, of the same length, and harmless to a terminal."""
    return text.translate(_PICTURES)
