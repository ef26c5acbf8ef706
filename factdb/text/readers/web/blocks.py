"""HTML that is all article: the words of its blocks, as a browser would show them, with nothing taken off."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import itemgetter
from typing import Any, NamedTuple

# Elements that begin on a line of their own (https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3).
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset((
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select", "option",
    "button",
))  # fmt: skip
_EMPHASIS = frozenset(("b", "em", "i", "strong"))
# White space that HTML folds: not the no-break space.
_FOLDED = re.compile(r"[ \t\n\r\f]+")
_SPACES = re.compile(" +")
_MARKUP = re.compile(
    r"\s*(?:<!doctype html|<(?:html|head|body|main|article|section|div|p|h[1-6]|span|table|ul|ol|blockquote|figure)\b"
    r"[^<]*>)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"</(?:p|div|h[1-6]|article|section|span|ul|ol|table|blockquote|figure|body|html)>", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """True if a text begins with an element of HTML and closes one."""
    return bool(_MARKUP.match(text)) and bool(_CLOSED.search(text))


def text_of_html(html: str) -> str:
    """The text of a fragment or a page, a blank line between blocks and a line end where one is broken."""
    from lxml import html as parser

    if not html.strip():
        return ""
    return text_of(parser.fromstring(f"<div>{_without_declaration(html)}</div>"))


class Block(NamedTuple):
    """A block's ``words``, the share of them in links, the tag of the element that holds it, and which of the words,
    from the first one to a line's end, are emphasised.
    """

    words: str
    linked: float
    tag: str
    emphasised: str


def text_of(element: Any) -> str:
    """The same for an element that is parsed already."""
    return joined(blocks_of(element))


def joined(blocks: Iterable[Block]) -> str:
    """Blocks as text."""
    return "\n\n".join(block.words for block in blocks)


def blocks_of(element: Any) -> list[Block]:
    """Every block with words, in order. The cells of a row are one, parted by tabs."""
    return [block for pieces in _blocks(element) if (block := _block(pieces)).words.strip()]


# A piece of text with whether it is linked, the tag of the block that it stands in, and whether it is emphasised.
_Piece = tuple[str, bool, str, bool]


def _block(pieces: list[_Piece]) -> Block:
    words = re.sub(r" *([\n\t]) *", r"\1", _SPACES.sub(" ", "".join(words for words, *_ in pieces))).strip(" \n\t")
    linked = sum(len(words.strip()) for words, is_linked, *_ in pieces if is_linked)
    tag = next((tag for words, _, tag, _ in pieces if words.strip()), "")
    inked = [piece for piece in pieces if piece[0].strip() or piece[0] == "\n"]
    opening = "".join(words for words, *_ in takewhile(itemgetter(3), inked))
    emphasised = " ".join(opening.split())
    whole = emphasised and words.startswith(emphasised) and words[len(emphasised) :][:1] in ("", "\n")
    return Block(words, linked / max(len(words), 1), tag, emphasised if whole else "")


def _blocks(element: Any) -> Iterator[list[_Piece]]:
    """The pieces of text between one block's edge and the next; without recursion, however deep elements nest."""
    pieces: list[_Piece] = []
    skipped = links = rows = signs = 0
    tags = [""]
    # Each entry is an element that begins (True) or ends.
    waiting = [(element, True)]
    while waiting:
        node, begins = waiting.pop()
        name = node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
        is_row = name == "tr" and not _is_layout(node)
        is_edge = name in _BLOCKS and not (rows and not is_row)
        change = 1 if begins else -1
        unseen = not name or name in _UNSEEN or _is_hidden(node)
        skipped += unseen and begins
        if is_edge and not skipped and pieces:
            yield pieces
            pieces = []
        links += change * (name == "a")
        signs += change * (name in _EMPHASIS)
        rows += change * is_row
        if begins:
            if is_edge:
                tags.append(name)
            if not skipped:
                in_row = "\t" if name in ("td", "th") else " " if name in _BLOCKS else ""
                if gap := "\n" if name == "br" else in_row if rows else "":
                    pieces.append((gap, False, tags[-1], False))
                if node.text:
                    words = node.text if name == "pre" else _FOLDED.sub(" ", node.text)
                    pieces.append((words, links > 0, tags[-1], signs > 0))
            waiting.append((node, False))
            waiting.extend((child, True) for child in reversed(node))
        else:
            if is_edge:
                tags.pop()
            skipped -= unseen
            if node.tail and not skipped and node is not element:
                pieces.append((_FOLDED.sub(" ", node.tail), links > 0, tags[-1], signs > 0))
    yield pieces


def _is_layout(row: Any) -> bool:
    """True for a row of a table that only lays out the page: it holds paragraphs, or another table."""
    return any(row.find(f".//{tag}") is not None for tag in ("p", "table", "h1", "div"))


def _is_hidden(node: Any) -> bool:
    return node.get("hidden") is not None or "display:none" in (node.get("style") or "").replace(" ", "").lower()


def _without_declaration(html: str) -> str:
    """lxml refuses text that declares an encoding, since it is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", html, count=1)
