"""What a file is: by its content first, by its name where the content leaves it open."""

import io
import json
import re
import zipfile
from typing import NamedTuple

from factdb.errors import InputError
from factdb.text.readers.document import HEAD, Document
from factdb.text.readers.fields import has_text, plain, understood


class Kind(NamedTuple):
    """A format's ``name``, one of FORMATS; empty if it is nothing that holds an article, and then what it is."""

    name: str
    what: str = ""


# The first bytes of what is read, and of what is no text at all (https://www.garykessler.net/library/file_sigs.html).
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", Kind("gz")),
    (b"BZh", Kind("bz2")),
    (b"\xfd7zXZ\0", Kind("xz")),
    (b"\x28\xb5\x2f\xfd", Kind("zst")),
    (b"{\\rtf", Kind("rtf")),
    (b"WARC/", Kind("warc")),
    (b"\x89PNG", Kind("", "an image (PNG)")),
    (b"\xff\xd8\xff", Kind("", "an image (JPEG)")),
    (b"GIF8", Kind("", "an image (GIF)")),
    (b"II*\0", Kind("", "an image (TIFF)")),
    (b"MM\0*", Kind("", "an image (TIFF)")),
    (b"\0\0\x01\0", Kind("", "an icon")),
    (b"8BPS", Kind("", "an image (Photoshop)")),
    (b"ID3", Kind("", "sound (MP3)")),
    (b"\xff\xfb", Kind("", "sound (MP3)")),
    (b"OggS", Kind("", "sound or video (Ogg)")),
    (b"fLaC", Kind("", "sound (FLAC)")),
    (b"\x1a\x45\xdf\xa3", Kind("", "video (Matroska)")),
    (b"\x7fELF", Kind("", "a program")),
    (b"\xca\xfe\xba\xbe", Kind("", "a program")),
    (b"\xcf\xfa\xed\xfe", Kind("", "a program")),
    (b"\0asm", Kind("", "a program")),
    (b"SQLite format 3\0", Kind("", "a SQLite database")),
    (b"bplist00", Kind("", "a property list or a Safari web archive; save the page as HTML")),
    (b"7z\xbc\xaf\x27\x1c", Kind("", "a 7z archive; unpack it and import the folder")),
    (b"Rar!", Kind("", "a RAR archive; unpack it and import the folder")),
    (b"PAR1", Kind("", "a Parquet table; write it as CSV")),
    (b"wOFF", Kind("", "a font")),
    (b"wOF2", Kind("", "a font")),
    (b"\0\x01\0\0\0", Kind("", "a font")),
    (b"OTTO", Kind("", "a font")),
    (b"%!PS", Kind("", "PostScript; print it to PDF")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_ZIP = (
    ("word/document.xml", Kind("docx")),
    ("xl/workbook.xml", Kind("xlsx")),
    ("ppt/presentation.xml", Kind("", "a presentation (PPTX); save it as PDF")),
    ("META-INF/container.xml", Kind("epub")),
    ("Index/Document.iwa", Kind("", "a document of Apple's Pages, Numbers or Keynote; export it as DOCX, XLSX or PDF")),
)
_IN_ZIP_BY_TYPE = {
    "application/epub+zip": Kind("epub"),
    "application/vnd.oasis.opendocument.text": Kind("odt"),
    "application/vnd.oasis.opendocument.spreadsheet": Kind("", "a spreadsheet (ODS); save it as XLSX or CSV"),
    "application/vnd.oasis.opendocument.presentation": Kind("", "a presentation (ODP); save it as PDF"),
}

_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?(?P<name>[\w.-]+)")
_ROOTS = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "nitf": "newsml",
    "html": "html",
}
_HTML_TAGS = re.compile(
    r"<!doctype html|<(?:html|head|body|main|article|section|div|p|h[1-6]|span|table|ul|meta|title)\b[^<]*>",
    re.IGNORECASE,
)
_NOT_TEXT_BY_NAME = {
    **dict.fromkeys(("js", "mjs", "css", "scss", "map", "ts", "tsx", "jsx"), "a script or a style sheet"),
    **dict.fromkeys(("py", "c", "h", "cpp", "cs", "java", "kt", "go", "rs", "rb", "php", "pl", "lua"), "program code"),
    **dict.fromkeys(("sh", "bat", "ps1", "sql", "ipynb"), "program code"),
    **dict.fromkeys(("yaml", "yml", "toml", "ini", "cfg"), "settings"),
    **dict.fromkeys(("pem", "key", "crt", "asc"), "a key or a signature"),
    **dict.fromkeys(("diff", "patch"), "a patch"),
    **dict.fromkeys(("tex", "bib"), "LaTeX; save it as PDF"),
    **dict.fromkeys(("ann", "conf"), "annotations, not an article"),
    "ics": "a calendar",
    "vcf": "an address book",
    "log": "a log",
}
ADDRESSES = "a list of addresses"
# How texts begin that are no prose, whatever their names.
_NO_PROSE = (
    (re.compile(r"#![ \t]*/"), "a script"),
    (re.compile(r"\[InternetShortcut\]"), "a link; import the page by its address"),
    (re.compile(r"-----BEGIN (?!PGP SIGNED MESSAGE)[A-Z0-9 ]+-----"), "a key or a signature"),
    (re.compile(r"\s*(?:https?://[^\s]+\s+)*https?://[^\s]+\s*\Z"), ADDRESSES),
    (re.compile(r"BEGIN:VCALENDAR\b"), "a calendar"),
    (re.compile(r"BEGIN:VCARD\b"), "an address book"),
    (re.compile(r"diff -{2}git |-{3} \S[^\n]*\n\+\+\+ \S"), "a patch"),
    (re.compile(r"(?:%[^\n]*\n)*\\documentclass\b"), "LaTeX; save it as PDF"),
    (re.compile(r"(?=\S*[a-z])(?=\S*[A-Z])(?=\S*[0-9])(?:[A-Za-z0-9+/]{60,76}\r?\n){3}"), "data in Base64"),
)
_BY_NAME = {
    **dict.fromkeys(("md", "markdown"), "markdown"),
    **dict.fromkeys(("jsonl", "ndjson"), "jsonl"),
    **dict.fromkeys(("html", "htm", "xhtml", "shtml"), "html"),
    "json": "json",
    "csv": "csv",
    "tsv": "csv",
    "tab": "csv",
    "srt": "subtitles",
    "vtt": "subtitles",
    "eml": "mail",
    "mht": "mail",
    "mhtml": "mail",
    "mbox": "mbox",
}
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*:(?:[ \t].*)?|[ \t]+\S.*")
_MAIL_HEADERS = re.compile(
    r"^(?:From|To|Cc|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Type|Reply-To"
    r"|X-[\w-]+|List-[\w-]+|References|In-Reply-To|DKIM-Signature|Sender):",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_HEADERS = 3
_MBOX = re.compile(rb"From \S+ +\w{3} \w{3} [ \d]\d \d\d:\d\d")
# No character may be matched by two neighbours in these, else a long run of them takes for ever.
_CUE_TIME = re.compile(r"(?:\d+[ \t]*\r?\n\s*)?(?:\d+:)?\d\d:\d\d[,.]\d{3}\s+-->\s", re.ASCII)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:(?:\w[\w-]*:|[ \t#-]).*\n)+---[ \t]*(?:\r?\n|\Z)")
_DELIMITERS = ",;\t|"
_LONGEST_HEADING = 60
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
# How much of a text tells whether it is a table, and of how many lines and cells that has to be the least.
_LOOKED_AT, _LEAST_LINES, _LEAST_DELIMITERS = 10_000, 3, 2


def kind_of(document: Document) -> Kind:
    """The document's format, or what it is that holds no article. Raises InputError for one that is locked."""
    head = document.head
    if binary := _by_signature(document, head):
        return binary
    text = _readable(head)
    if text is None:
        return Kind("text")  # whose reader says what is wrong with the bytes
    return Kind(_by_text(document, text)) if not (what := _no_prose(document, text)) else Kind("", what)


def _by_signature(document: Document, head: bytes) -> Kind | None:
    if head[257:262] == b"ustar":
        return Kind("tar")
    if b"%PDF-" in head[:1024]:
        return Kind("pdf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(document)
    if head.startswith(_OLE):
        return _ole_kind(document)
    if head[:4] == b"RIFF":
        return Kind("", {b"WEBP": "an image (WebP)", b"AVI ": "video (AVI)"}.get(head[8:12], "sound (WAV)"))
    if head[4:8] == b"ftyp":
        return Kind("", "an image (HEIC)" if head[8:11] in (b"hei", b"mif", b"avi") else "video (MP4)")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return Kind("", "an image (BMP)")
    if head[:2] == b"MZ" and b"\0" in head[:64]:
        return Kind("", "a program")
    return next((kind for mark, kind in _SIGNATURES if head.startswith(mark)), None)


def _zip_kind(document: Document) -> Kind:
    try:
        with zipfile.ZipFile(document.seekable()) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                if kind := _IN_ZIP_BY_TYPE.get(declared):
                    return kind
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return Kind("zip")  # whose reader says what is wrong with it
    return next((kind for name, kind in _IN_ZIP if name in names), Kind("zip"))


def _ole_kind(document: Document) -> Kind:
    """Old Office files, and new ones that a password locks, which Office keeps in the same container."""
    data = document.data
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(f"{document.source}: locked with a password; save it without one", reason="password")
    for name, what in (
        ("WordDocument", "a Word 97 document; save it as DOCX"),
        ("Workbook", "an Excel 97 table; save it as XLSX"),
        ("PowerPoint Document", "a PowerPoint 97 presentation; save it as PDF"),
        ("__nameid_version1.0", "an Outlook message; save it as .eml"),
    ):
        if name.encode("utf-16-le") in data:
            return Kind("", what)
    return Kind("", "an Office file of before 2007; save it anew")


def _readable(head: bytes) -> str | None:
    """The beginning as text, well enough to tell its format; None if it is none."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head.decode(encoding, "replace").lstrip("\ufeff")
    if b"\0" in head:
        if head[1::2].count(0) > len(head) * 0.35 or head[::2].count(0) > len(head) * 0.35:
            return head.replace(b"\0", b"").decode("latin-1")
        return None
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def _no_prose(document: Document, text: str) -> str:
    """What a text file is that holds no article; empty if it may hold one."""
    root = _root(text)
    if root == "svg":
        return "an image (SVG)"
    if root == "plist":
        return "a property list, or a link; import the page by its address"
    if root and root not in _ROOTS and (text.startswith("<?xml") or document.ending == "xml"):
        return f"XML of a kind not known here (its outer element is <{root[:40]}>)"
    if what := next((what for beginning, what in _NO_PROSE if beginning.match(text)), ""):
        # Of a longer file nobody knows here what stands below its addresses.
        return what if what != ADDRESSES or len(document.head) < HEAD else ""
    return _NOT_TEXT_BY_NAME.get(document.ending, "") if not text.startswith("<!") else ""


def _root(text: str) -> str:
    beginning = text.lstrip()
    if not beginning.startswith("<"):
        return ""
    found = _ROOT.search(
        re.sub(r"<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", "", beginning[:20_000], flags=re.DOTALL)
    )
    return found["name"].lower() if found else ""


def _by_text(document: Document, text: str) -> str:
    named = _BY_NAME.get(document.ending, "")
    beginning = text.lstrip()
    if beginning.startswith("<"):
        root = _root(text)
        if root in _ROOTS:
            return _ROOTS[root]
        if _HTML_TAGS.match(beginning) or named == "html":
            return "html"
    if named == "html" and _HTML_TAGS.search(text):
        return "html"
    if beginning.startswith("WEBVTT") or _CUE_TIME.match(beginning):
        return "subtitles"
    if json_kind := _json_kind(beginning, named):
        return json_kind
    if _MBOX.match(document.head):
        return "mbox"
    if _is_mail(beginning):
        return "mail"
    if named == "markdown" or _FRONT_MATTER.match(beginning):
        return "markdown"
    if named == "csv":
        return "csv"
    if document.ending in ("", "txt", "dat") and (
        delimiter_of(beginning, document, strict=True) or _is_table(beginning)
    ):
        return "csv"
    return named if named in ("jsonl", "json") else "text"


def _json_kind(beginning: str, named: str) -> str:
    """JSON Lines if the first line is an object by itself; JSON if the whole begins as JSON does."""
    if named == "jsonl":
        return "jsonl"
    first, _, rest = beginning.partition("\n")
    if first.startswith("{"):
        try:
            found = json.loads(first)
            return "jsonl" if isinstance(found, dict) and (rest.strip() or has_text(found, {})) else "json"
        except (ValueError, RecursionError):
            pass
    if named == "json" or re.match(r'(?:\[\s*)?\{\s*"', beginning):
        return "json"
    return ""


def _is_mail(text: str) -> bool:
    """Lines of headers and nothing else up to the first blank one, three of them such as only mail has."""
    top, _, _ = text.replace("\r\n", "\n").partition("\n\n")
    lines = top.split("\n")[:200]
    return len(_MAIL_HEADERS.findall(top)) >= _LEAST_HEADERS and all(_HEADER.fullmatch(line) for line in lines if line)


def _is_table(text: str) -> bool:
    """Lines of as many cells each, without a space behind what parts them, as it would stand in prose."""
    whole = text[:_LOOKED_AT].rpartition("\n")[0]
    lines = [_THOUSANDS.sub("", line) for line in whole.splitlines() if line.strip()]
    return len(lines) >= _LEAST_LINES and any(
        len({line.count(delimiter) for line in lines}) == 1
        and lines[0].count(delimiter) >= _LEAST_DELIMITERS
        and not any(f"{delimiter} " in line for line in lines)
        for delimiter in _DELIMITERS
    )


def delimiter_of(text: str, document: Document, *, strict: bool = False) -> str:
    """What parts the cells of the first line: the mark with which most names of fields are understood.

    Empty if there is none; ``strict`` asks for a text and another field among short headings, for a name alone may
    stand in prose as well.
    """
    line = next(io.StringIO(text), "").strip("\r\n")

    def known(delimiter: str) -> int:
        return len(understood([cell.strip('" ') for cell in line.split(delimiter)], document.reading.fields))

    best = max(_DELIMITERS, key=lambda delimiter: (known(delimiter), line.count(delimiter)))
    cells = [cell.strip('" ') for cell in line.split(best)]
    if len(cells) < 2:
        return ""
    if strict and not (
        has_text(cells, document.reading.fields)
        and known(best) > 1
        and all(len(cell) <= _LONGEST_HEADING and plain(cell) for cell in cells)
    ):
        return ""
    return best
