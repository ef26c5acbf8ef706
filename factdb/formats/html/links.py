"""Where a claim stands in the original: a link that opens the page at its words, for pages that were read by URL."""

from urllib.parse import urlsplit

from factdb.text.links import encoded

_WHOLE = 80  # code points up to which all of the words are given; of more, the first and the last few
_FEW = 4


def original(source: str) -> str | None:
    """The address of the article, if it is one that a browser may open."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    return source if parts.scheme in ("http", "https") and parts.netloc else None


def link_to_words(source: str, words: str) -> str | None:
    """The same with a text fragment (https://wicg.github.io/scroll-to-text-fragment/), which marks the words there."""
    address = original(source)
    if address is None or not words.split():
        return address
    pieces = words.split()
    if len(words) <= _WHOLE or len(pieces) < 3 * _FEW:
        fragment = encoded(pieces)
    else:
        fragment = f"{encoded(pieces[:_FEW])},{encoded(pieces[-_FEW:])}"
    return f"{address.split('#', 1)[0]}#:~:text={fragment}"
