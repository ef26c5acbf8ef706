"""Links that open an article's original at a claim's words: in a web page, on a PDF's page, in a recording."""

from bisect import bisect_right
from collections.abc import Sequence
from urllib.parse import quote

from factdb.records import Article, Span

_PAGES = ("http://", "https://")
# How many words tell where a passage begins and ends: few enough to stand in one element of a page, as they must.
_WORDS = 6
# How much of the text is looked at for these words, so that a link costs the same in a text of any length.
_NEAR = 300
# In a longer text it isn't looked up whether the words stand there twice: then what surrounds them is always given.
_LONGEST = 200_000
_CONTEXT_WORDS = 3


def link_to(article: Article, spans: Sequence[Span]) -> str | None:
    """Where the words of ``spans`` stand in the original; None if no link leads there.

    A page of a PDF is ``#page=3``, a moment of a recording ``#t=12.5`` (W3C Media Fragments), words of a web page are a
    text fragment, ``#:~:text=prefix-,first words,last words,-suffix`` (https://wicg.github.io/scroll-to-text-fragment/).
    """
    return link_between(article, min(span.start for span in spans), max(span.end for span in spans))


def link_between(article: Article, start: int, end: int) -> str | None:
    """The same for what begins and ends there."""
    if not (article.locators or article.source.startswith(_PAGES)):
        return None
    if article.locators:
        at = bisect_right(article.locators, start, key=lambda locator: locator.start) - 1
        return f"{_without_fragment(article.source)}#{article.locators[max(at, 0)].fragment}"
    own = "" if "#" in article.source else "#"
    return f"{article.source}{own}:~:text={_text_fragment(article.text, start, end)}"


def _without_fragment(source: str) -> str:
    return source.partition("#")[0] if "://" in source else source


def _text_fragment(text: str, start: int, end: int) -> str:
    first_line = text[start : min(end, start + _NEAR)].partition("\n")[0]
    words = first_line.split()
    if end - start == len(first_line) and len(words) <= 2 * _WORDS:
        terms = [words]
    else:
        last_line = text[max(start, end - _NEAR) : end].rpartition("\n")[2]
        terms = [words[:_WORDS], last_line.split()[-_WORDS:]]
    parts = [encoded(term) for term in terms if term]
    if len(text) > _LONGEST or text.count(first_line) > 1:
        before = text[max(0, start - _NEAR) : start].rpartition("\n")[2].split()[-_CONTEXT_WORDS:]
        after = text[end : end + _NEAR].partition("\n")[0].split()[:_CONTEXT_WORDS]
        prefix = [f"{encoded(before)}-"] if before else []
        suffix = [f"-{encoded(after)}"] if after else []
        parts = [*prefix, *parts, *suffix]
    return ",".join(parts)


def encoded(words: Sequence[str]) -> str:
    """The words percent-encoded, also "-", "," and "&", which have a meaning there."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
