"""RTF: its text as striprtf gives it; title, author and the rest of the information group."""

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.decode import checked
from factdb.text.readers.document import Document
from factdb.text.readers.fields import first_line, from_file_name

_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
_MAC = re.compile(rb"\\mac\b")
_CELLS = re.compile(r"\n\n\|")
_BLANKS = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)*")


def read(document: Document) -> Iterator[Article]:
    """The one article; a blank line stands between paragraphs, however many the file has."""
    data = document.data
    if not data.rstrip(b"\0 \r\n").endswith(b"}"):
        raise InputError(f"{document.source}: not a whole rtf file (its last brace is missing)", reason="damaged")
    code_page = _CODE_PAGE.search(data[:2000])
    encoding = f"cp{int(code_page[1])}" if code_page else "mac-roman" if _MAC.search(data[:200]) else "cp1252"
    source = data.decode("latin-1")
    text = rtf_to_text(source, encoding=encoding, errors="replace")
    # striprtf ends each cell of a table with a bar on a line of its own.
    text = _CELLS.sub("\t", _BLANKS.sub("\n\n", text)).replace("\t\n", "\n")
    text = checked(text.strip(), document.source)
    publisher, published = from_file_name(document.stem)
    yield Article(
        text=text,
        name=document.stem,
        source=document.url or document.source,
        title=_information(source, "title", encoding) or first_line(text),
        publisher=publisher,
        author=_information(source, "author", encoding),
        published=published,
        collection=document.collection,
    )


def _information(source: str, field: str, encoding: str) -> str:
    found = re.search(rf"{{\\info\b.{{0,2000}}?{{\\{field} ([^{{}}]{{0,500}})}}", source, re.DOTALL)
    return rtf_to_text(f"{{\\rtf1 {found[1]}}}", encoding=encoding, errors="replace").strip() if found else ""
