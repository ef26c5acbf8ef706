"""Documents of every sort with given words in them, made from nothing but Python."""

import gzip
import html
import io
import json
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage

_WORD_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_COLUMNS, _LINES = 78, 48  # of a page in Courier of 10 points

Make = Callable[[str, Sequence[str]], bytes]


def html_page(title: str, paragraphs: Sequence[str]) -> bytes:
    """A page with a menu before and a footer after the article."""
    body = "".join(f"<p>{html.escape(words)}</p>" for words in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{html.escape(title)}</title></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
        f"<main><article><h1>{html.escape(title)}</h1>{body}</article></main><footer>© Somebody</footer></body></html>"
    ).encode()


def docx(title: str, paragraphs: Sequence[str]) -> bytes:
    """The one part of a Word document that has words."""
    parts = [f"<w:p><w:r><w:t xml:space='preserve'>{html.escape(words)}</w:t></w:r></w:p>" for words in paragraphs]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {_WORD_SPACE}><w:body>{''.join(parts)}</w:body></w:document>"
        )
    return file.getvalue()


def pdf(title: str, paragraphs: Sequence[str]) -> bytes:
    """Pages in Courier, whose letters are those of Windows-1252; a blank line between paragraphs."""
    return pdf_of_lines("\n\n".join("\n".join(textwrap.wrap(words, _COLUMNS)) for words in paragraphs).split("\n"))


def pdf_of_lines(lines: Sequence[str]) -> bytes:
    """The same with these lines."""
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        shown = "".join(f"({_escaped(line)})Tj T*\n" if line else "T*\n" for line in page)
        stream = f"BT /F1 10 Tf 14 TL 60 760 Td\n{shown}ET"
        box = "/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {5 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj{one}endobj\n".encode("windows-1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return written + f"{head}startxref\n{len(written)}\n%%EOF\n".encode()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _text(title: str, paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join((title, *paragraphs)).encode()


def _hard_wrapped(title: str, paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join(map(textwrap.fill, (title, *paragraphs))).encode("windows-1252")


def _markdown(title: str, paragraphs: Sequence[str]) -> bytes:
    return "\n\n".join((f"# {title}", *paragraphs)).encode()


def _mail(title: str, paragraphs: Sequence[str]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Desk <a@b.example>", title, "Tue, 04 Mar 2025 08:00:00 +0100"
    mail.set_content("\n\n".join(paragraphs))
    return mail.as_bytes()


def _record(title: str, paragraphs: Sequence[str]) -> bytes:
    return json.dumps({"title": title, "text": "\n\n".join(paragraphs), "date": "2025-03-04"}).encode()


def _table(title: str, paragraphs: Sequence[str]) -> bytes:
    cells = ('"' + cell.replace('"', '""') + '"' for cell in (title, "\n\n".join(paragraphs)))
    return f"title,text\r\n{','.join(cells)}\r\n".encode()


def _feed(title: str, paragraphs: Sequence[str]) -> bytes:
    body = html.escape("".join(f"<p>{html.escape(words)}</p>" for words in paragraphs))
    link = html.escape(f"https://news.example/{title}".replace(" ", "-"))
    entry = f"<item><title>{html.escape(title)}</title><link>{link}</link><description>{body}</description></item>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{entry}</channel></rss>".encode()


def _packed(title: str, paragraphs: Sequence[str]) -> bytes:
    return gzip.compress(html_page(title, paragraphs), mtime=0)


MAKERS: Mapping[str, Make] = {
    "html": html_page,
    "pdf": pdf,
    "docx": docx,
    "txt": _text,
    "wrapped.txt": _hard_wrapped,
    "md": _markdown,
    "eml": _mail,
    "json": _record,
    "jsonl": lambda title, paragraphs: _record(title, paragraphs) + b"\n",
    "csv": _table,
    "rss": _feed,
    "html.gz": _packed,
}
