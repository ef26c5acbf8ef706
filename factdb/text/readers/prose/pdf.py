"""PDF: the lines of each page by PDFium, put together to paragraphs by ``lines``; the page of every word.

PDFium gives lines in the order in which the page paints them, which is that of reading in what word processors and
layout programs write; columns that a page paints line by line are told apart by the gap between them.
"""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from factdb.errors import InputError
from factdb.records import Article, Locator
from factdb.text.readers.dates import moment
from factdb.text.readers.decode import checked
from factdb.text.readers.document import Document
from factdb.text.readers.fields import author_in_properties, from_file_name
from factdb.text.readers.prose.lines import Line, in_reading_order, put_together, without_running_heads

_MOST_PAGES = 5_000
# What PDFium gives for a hyphen at the end of a line, in the place of both.
_HYPHEN = "\ufffe"
# A gap in a line that is wider than this many of its heights parts two columns.
_GAP = 2.5
_NO_TITLES = ("untitled", "microsoft word", "document", "slide", ".doc", ".indd", ".qxp", ".pdf", ".tex", ".odt")


def read(document: Document) -> Iterator[Article]:
    """The one article. Raises InputError for a file that is locked, or that has pictures of pages only."""
    pdf = _opened(document)
    try:
        if len(pdf) > _MOST_PAGES:
            raise InputError(f"{document.source}: more than {_MOST_PAGES:,} pages; split it", reason="too large")
        pages = [in_reading_order(list(_lines(pdf[number], number + 1))) for number in range(len(pdf))]
        about = {key: value.strip() for key, value in pdf.get_metadata_dict(skip_empty=True).items()}
    finally:
        pdf.close()
    if not any(pages):
        raise InputError(
            f"{document.source}: pages without text, pictures perhaps; make them readable with a program like ocrmypdf",
            reason="no text in its pages",
        )
    lines = [line for page in without_running_heads(pages) for line in page]
    text, starts = put_together(lines)
    publisher, published = from_file_name(document.stem)
    created = _created(about.get("CreationDate", ""))
    title = about.get("Title", "")
    yield Article(
        text=checked(text, document.source),
        name=document.stem,
        source=document.url or document.source,
        title=title if title and not any(word in title.lower() for word in _NO_TITLES) else _headline(lines),
        publisher=publisher,
        author=author_in_properties(about.get("Author", "")),
        published=published,
        collection=document.collection,
        extra={"created": created} if created else {},
        locators=tuple(Locator(start, f"page={number}") for number, start in starts),
    )


def _opened(document: Document) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(document.data)
        len(pdf)
        return pdf
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                f"{document.source}: locked with a password; save it without one", reason="password"
            ) from error
        raise InputError(f"{document.source}: not a whole pdf file ({error})", reason="damaged") from error


def _lines(page: Any, number: int) -> Iterator[Line]:
    """The page's lines as it paints them; a line with a wide gap is two."""
    text_page = page.get_textpage()
    try:
        height = page.get_height()
        text, places = _characters(text_page)
        start = 0
        for piece in re.split(rf"(?<={_HYPHEN})|\n", text):
            yield from _parts(text_page, piece, places[start : start + len(piece)], number, height)
            start += len(piece) + (not piece.endswith(_HYPHEN))
    finally:
        text_page.close()
        page.close()


def _characters(text_page: Any) -> tuple[str, list[int]]:
    """The page's text with one "\\n" between lines, and PDFium's index of each of its characters."""
    text = text_page.get_text_range()
    count = text_page.count_chars()
    if len(text) != count:  # characters beyond the Basic Multilingual Plane, or ones that it leaves out
        codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
        text = "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)
    kept = [(c, index) for index, c in enumerate(text) if c not in "\r\0"]
    return "".join(c for c, _ in kept), [index for _, index in kept]


def _parts(text_page: Any, piece: str, places: list[int], number: int, height: float) -> Iterator[Line]:
    words = piece.strip()
    if not words:
        return
    first = len(piece) - len(piece.lstrip())
    last = len(piece.rstrip()) - 1
    left, right = _edges(text_page, places[first])
    _, end = _edges(text_page, places[last])
    words = words.replace(_HYPHEN, "-")
    whole = Line(words, number, left, max(end, right), *_baseline_and_size(text_page, places[first]), height)
    if cut := _gap(text_page, piece, places, whole):
        yield from _parts(text_page, piece[:cut], places[:cut], number, height)
        yield from _parts(text_page, piece[cut:], places[cut:], number, height)
    else:
        yield whole


def _gap(text_page: Any, piece: str, places: list[int], line: Line) -> int:
    """Where a line is to be cut, at the first wide gap; 0 if it has none.

    Only a line that is wider than its letters can fill is looked at letter by letter.
    """
    size = max(line.size, 1)
    if line.right - line.left < 0.45 * size * len(line.words) + _GAP * size:
        return 0
    before: float | None = None
    for index, character in enumerate(piece):
        if character.isspace():
            continue
        left, right = _edges(text_page, places[index])
        if before is not None and left - before > _GAP * size:
            return index
        before = right
    return 0


def _edges(text_page: Any, index: int) -> tuple[float, float]:
    """Left and right of a character with the room that its font gives it, in points from the page's left."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
    return box.left, box.right


def _baseline_and_size(text_page: Any, index: int) -> tuple[float, float]:
    """Where a character stands, and how large its font is."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
    tall = abs(box.top - box.bottom)
    size = raw.FPDFText_GetFontSize(text_page, index)
    # Some programs set every font at one point and enlarge it afterwards, which PDFium leaves out of the size.
    return y.value, size if 0.8 * tall <= size <= 2.5 * tall else 1.3 * tall


def _headline(lines: list[Line]) -> str:
    """The largest lines of the first page, if they are larger than the rest."""
    first = [line for line in lines if line.page == lines[0].page]
    largest = max(line.size for line in first)
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    headline = " ".join(line.words for line in first if line.size > 0.95 * largest)
    return headline if largest > 1.15 * usual and len(headline) <= 200 else ""


def _created(value: str) -> str:
    """D:20240620093000+02'00' as ISO 8601."""
    digits = value.removeprefix("D:")[:8]
    found = moment(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}") if len(digits) == 8 else None
    return found.date().isoformat() if found else ""
