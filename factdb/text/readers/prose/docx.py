"""Word documents: paragraphs, tables, footnotes and text boxes in their order; tracked deletions left out.

Read from the XML itself: python-docx passes over inserted words, text boxes and footnotes without saying so.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from factdb.records import Article
from factdb.text.readers.decode import checked
from factdb.text.readers.document import Document
from factdb.text.readers.prose.office import office_article, parsed_part, properties, within_bounds

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE_STYLES = ("Title", "Heading1")
# Runs between these show a field's code or words that are no longer there.
_UNSEEN = frozenset((f"{_W}del", f"{_W}moveFrom", _CHOICE, f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr"))
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


def read(document: Document) -> Iterator[Article]:
    """The one article; its title is that of the properties, else its first heading."""
    within_bounds(document)
    root = parsed_part(document, "word/document.xml")
    blocks = [] if root is None else list(_blocks(root))
    notes = parsed_part(document, "word/footnotes.xml")
    footnotes = [] if notes is None else [words for _, words in _blocks(notes)]
    text = checked("\n\n".join([*(words for _, words in blocks), *footnotes]), document.source)
    described = properties(parsed_part(document, "docProps/core.xml"))
    headed = next((words for style, words in blocks if style in _TITLE_STYLES), "")
    yield office_article(document, text, headed, described)


def _blocks(root: Element) -> Iterator[tuple[str, str]]:
    """Each paragraph that has words, with its style; a row of a table is a block, its cells parted by tabs."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tr":
            cells = (" ".join(words for p in cell.iter(f"{_W}p") for _, words in _paragraph(p)) for cell in element)
            if row := "\t".join(filter(None, cells)):
                yield "", row
        elif element.tag not in _UNSEEN:
            waiting.extend(reversed(element))


def _paragraph(element: Element) -> Iterator[tuple[str, str]]:
    """The paragraph, and after it those of the boxes that are anchored in it."""
    style = element.find(f"{_W}pPr/{_W}pStyle")
    boxes: list[Element] = []
    words = "".join(_words(element, boxes)).strip(" \n\t")
    if words:
        yield (style.get(f"{_W}val") or "") if style is not None else "", words
    for box in boxes:
        yield from _blocks(box)


def _words(element: Element, boxes: list[Element]) -> Iterator[str]:
    waiting = list(reversed(element))
    while waiting:
        node = waiting.pop()
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in _SIGNS:
            yield _SIGNS[node.tag]
        elif node.tag == f"{_W}txbxContent":
            boxes.append(node)
        elif node.tag not in _UNSEEN:
            waiting.extend(reversed(node))
