"""OpenDocument texts: headings, paragraphs, lists, tables and notes in their order; tracked deletions left out."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.decode import checked
from factdb.text.readers.document import Document
from factdb.text.readers.prose.office import office_article, parsed_part, part, properties, within_bounds

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_UNSEEN = frozenset(
    (
        *(f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}sequence-decls"),
        *(f"{_OFFICE}forms", f"{_TEXT}table-of-content"),
    )
)


def read(document: Document) -> Iterator[Article]:
    """The one article; its title is that of the properties, else its first heading."""
    within_bounds(document)
    if b"encryption-data" in (part(document, "META-INF/manifest.xml") or b""):
        raise InputError(f"{document.source}: locked with a password; save it without one", reason="password")
    root = parsed_part(document, "content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    blocks = [] if body is None else list(_blocks(body))
    text = checked("\n\n".join(words for _, words in blocks), document.source)
    described = properties(parsed_part(document, "meta.xml"))
    headed = next((words for is_heading, words in blocks if is_heading), "")
    yield office_article(document, text, headed, described)


def _blocks(root: Element) -> Iterator[tuple[bool, str]]:
    """Each paragraph that has words, and whether it is a heading; a row of a table is a block."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _PARAGRAPHS:
            yield from _paragraph(element)
        elif element.tag == f"{_TABLE}table-row":
            cells = (" ".join(_of(p, []) for p in cell.iter() if p.tag in _PARAGRAPHS) for cell in element)
            if row := "\t".join(filter(None, cells)):
                yield False, row
        elif element.tag not in _UNSEEN:
            waiting.extend(reversed(element))


def _paragraph(element: Element) -> Iterator[tuple[bool, str]]:
    """The paragraph, and after it the notes and frames that are anchored in it."""
    inside: list[Element] = []
    if words := _of(element, inside):
        yield element.tag == f"{_TEXT}h", words
    for other in inside:
        yield from _blocks(other)


def _of(element: Element, inside: list[Element]) -> str:
    return "".join(_words(element, inside)).strip(" \n\t")


def _words(element: Element, inside: list[Element]) -> Iterator[str]:
    """Line ends and runs of spaces in the XML are one space, as OpenDocument has it; ``text:s`` stands for more."""
    waiting: list[Element | str] = [*_inner(element)][::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif node.tag == f"{_TEXT}s":
            yield " " * min(int(node.get(f"{_TEXT}c") or 1), 100)
        elif node.tag == f"{_TEXT}tab":
            yield "\t"
        elif node.tag == f"{_TEXT}line-break":
            yield "\n"
        elif node.tag in (f"{_TEXT}note-body",) or node.tag.endswith("}text-box"):
            inside.append(node)
        elif node.tag not in _UNSEEN:
            waiting.extend([*_inner(node)][::-1])


def _inner(element: Element) -> Iterator[Element | str]:
    if element.text:
        yield _one_line(element.text)
    for child in element:
        yield child
        if child.tail:
            yield _one_line(child.tail)


def _one_line(words: str) -> str:
    return words.replace("\r", " ").replace("\n", " ")
