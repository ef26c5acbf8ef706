"""Files of all sorts, empty, cut short, mislabelled, hostile: read as what they are, or one line that says why not."""

import base64
import bz2
import gzip
import io
import lzma
import os
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers import read
from tests.text.stories import FERRY, FILES

STORY = "\n\n".join(FERRY.paragraphs)


def sample(name: str) -> bytes:
    return (FILES / name).read_bytes()


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(*infos: tarfile.TarInfo) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for info in infos:
            archive.addfile(info)
    return file.getvalue()


def link(name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return info


def locked_pdf() -> bytes:
    """An encrypted PDF's beginning and end are enough for PDFium to ask for a password."""
    return LOCKED_PDF.encode("latin-1")


# Written by hand: a page whose encryption no empty password opens.
LOCKED_PDF = "\n".join(
    (
        "%PDF-1.4",
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj",
        "4 0 obj<</Filter/Standard/V 1/R 2/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)/P -4>>endobj",  # noqa: E501
        "xref",
        "0 5",
        "0000000000 65535 f ",
        "0000000009 00000 n ",
        "0000000053 00000 n ",
        "0000000105 00000 n ",
        "0000000169 00000 n ",
        "trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[(0123456789012345)(0123456789012345)]>>",
        "startxref",
        "290",
        "%%EOF",
        "",
    )
)

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
SHELL = (
    "<!doctype html><html><head><title>News</title><script>"
    + "var a=1;" * 900
    + "</script></head><body><div id=root></div>"
    + "<noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
)
PAYWALL = (
    "<!doctype html><html><head><title>Ferry | Post</title></head><body><h1>Ferry</h1>"
    "<p>Subscribe to continue reading.</p><p>Already a subscriber? Sign in.</p></body></html>"
)

# What is refused: the file's name, its bytes, and what the line says.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty.txt": (b"", "is empty"),
    "empty.html": (b"", "is empty"),
    "empty.pdf": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n", "is empty"),
    "nul.txt": (b"ab\0\0\0cd" * 9, "a binary file (NUL at byte 2)"),
    "controls.txt": (b"\x01\x02\x03 text", "a binary file (full of control characters)"),
    "half.txt": (b"\xff\xfea\x00\x00\xd8b\x00", "not UTF-16-LE at byte 4"),
    "logo.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "an image (PNG)"),
    "photo.txt": (b"\xff\xd8\xff\xe0" + bytes(40), "an image (JPEG)"),
    "anim.gif": (b"GIF89a" + bytes(40), "an image (GIF)"),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><text>Hello there</text></svg>', "an image (SVG)"),
    "song.mp3": (b"ID3\x04" + bytes(40), "sound (MP3)"),
    "clip.mp4": (b"\0\0\0\x18ftypmp42" + bytes(40), "video (MP4)"),
    "tool.exe": (b"MZ\x90\0\x03" + bytes(60), "a program"),
    "tool": (b"\x7fELF\x02\x01" + bytes(60), "a program"),
    "news.db": (b"SQLite format 3\0" + bytes(84), "a SQLite database"),
    "font.woff2": (b"wOF2" + bytes(40), "a font"),
    "table.parquet": (b"PAR1" + bytes(40), "a Parquet table; write it as CSV"),
    "pack.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "a 7z archive; unpack it"),
    "pack.rar": (b"Rar!\x1a\x07" + bytes(40), "a RAR archive; unpack it"),
    "page.ps": (b"%!PS-Adobe-3.0\nshow", "PostScript"),
    "script.js": (b"const a = () => { return 'The minister said no.' }", "a script or a style sheet"),
    "style.css": (b"p { color: red }", "a script or a style sheet"),
    "settings.yaml": (b"name: The minister\nsaid: no\n", "settings"),
    "server.log": (b"2024-01-01 00:00:00 INFO the minister said no\n", "a log"),
    "install.txt": (b"#!/bin/sh\necho The minister said no.\n", "a script"),
    "key.txt": (b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n", "a key or a signature"),
    "calendar.txt": (b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "a calendar"),
    "people.vcf": (b"BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n", "an address book"),
    "change.txt": (b"diff --git a/x b/x\n--- a/x\n+++ b/x\n", "a patch"),
    "paper.txt": (b"% A paper\n\\documentclass{article}\n", "LaTeX"),
    "mail-part.txt": (lambda: base64.encodebytes(STORY.encode()), "data in Base64"),
    "numbers.txt": (b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "no column of text among a, b, c"),
    "tabs.txt": (b"1\t2\t3\n" * 9, "no column of text among 1, 2, 3"),
    "code.py": (b"print('The minister said no.')", "program code"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a Word 97 document"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "an Excel 97 table"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
    "locked.pdf": (locked_pdf, "locked with a password"),
    "slides.pptx": (lambda: zipped({"ppt/presentation.xml": b"<p/>"}), "a presentation (PPTX)"),
    "sheet.ods": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "a spreadsheet (ODS)",
    ),
    "cut.pdf": (lambda: sample("ferry.pdf")[:300], "not a whole pdf file"),
    "cut.docx": (lambda: sample("ferry.docx")[:2000], "not a whole zip file"),
    "cut.zip": (lambda: sample("mixed.zip")[:3000], "not a whole zip file"),
    "cut.rtf": (lambda: sample("ferry.rtf")[:900], "not a whole rtf file"),
    "cut.gz": (lambda: sample("ferry.html.gz")[:400], "not a whole gz file"),
    "cut.xz": (lambda: sample("ferry.html.xz")[:400], "not a whole xz file"),
    "cut.tar": (lambda: b"x" * 257 + b"ustar\0" + bytes(300), "not a whole tar file"),
    "cut.json": (lambda: sample("array.json")[:500], "not JSON"),
    "cut.newsml.xml": (lambda: sample("ferry.newsml.xml")[:900], "not whole XML"),
    "no-text.json": (b'{"a": [1, 2, {"b": "c"}]}', "no object in it has a field for a text"),
    "no-text.csv": (b"a,b\n1,2\n", "no column of text among a, b"),
    "header.csv": (b"title,text\n", "a header and no row"),
    "deep.json": (b'[{"a":' * 50_000, "nests too deep"),
    "shell.html": (SHELL.encode(), "a page without an article's text"),
    "paywall.html": (PAYWALL.encode(), "a page without an article's text"),
    "refresh.html": (
        b'<html><head><meta http-equiv="refresh" content="0;url=/x"></head><body></body></html>',
        "only sends a browser on",
    ),
    "nothing.html": (b"<html><body></body></html>", "a page without an article's text"),
    "laughs.xml": ((LAUGHS + "<rss><channel><title>&c;</title></channel></rss>").encode(), "entities of its own"),
    "laughs.newsml.xml": (
        (LAUGHS.replace("DOCTYPE x", "DOCTYPE nitf") + "<nitf><body>&c;</body></nitf>").encode(),
        "entities of its own",
    ),
    "other.xml": (b"<?xml version='1.0'?><inventory><item/></inventory>", "XML of a kind not known here"),
    "empty.rss": (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "a feed without entries"),
    "empty.vtt": (b"WEBVTT\n\n", "subtitles without words"),
    "empty.warc": (b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "a web archive without"),
    "bomb.gz": (lambda: gzip.compress(bytes(8 << 20)) * 10, "unpacks to more than"),
    "bomb.bz2": (lambda: bz2.compress(bytes(8 << 20)) * 10, "unpacks to more than"),
    "bomb.xz": (lambda: lzma.compress(bytes(8 << 20), preset=0) * 10, "unpacks to more than"),
    "bomb.zip": (lambda: zipped({"a.txt": bytes(80 << 20)}), "unpacks to more than"),
    "bomb.docx": (lambda: zipped({"word/document.xml": b" " * (80 << 20)}), "unpacks to more than"),
    "nested.gz": (lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))), "nest more than 3 deep"),
    "links.tar": (lambda: tarred(link("passwd.txt")), "a link or a device"),
}

# What is read although its name, its encoding or its beginning says something else.
READ: dict[str, bytes | Callable[[], bytes]] = {
    "page.txt": lambda: sample("ferry.html"),
    "page": lambda: sample("ferry.html"),
    "paper.html": lambda: sample("ferry.pdf"),
    "paper.doc": lambda: sample("ferry.docx"),
    "letter.txt": lambda: sample("ferry.eml"),
    "export.txt": lambda: sample("table.csv"),
    "export.json": lambda: sample("lines.jsonl"),
    "lines.json": lambda: sample("array.json"),
    "feed.xml": lambda: sample("feed.rss"),
    "story.md": STORY.encode(),
    "windows.txt": STORY.encode("windows-1252"),
    "mac.txt": STORY.encode("mac-roman"),
    "utf-16.txt": STORY.encode("utf-16-le"),
    "utf-16.html": lambda: b"\xff\xfe" + sample("ferry.html").decode().encode("utf-16-le"),
    "latin.html": lambda: sample("ferry.html").replace(b"utf-8", b"windows-1252").decode().encode("windows-1252"),
    "twice.txt": STORY.encode()
    .decode("latin-1")
    .translate(
        {
            c: bytes([c]).decode("windows-1252", "replace")
            for c in range(128, 160)
            if c not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        }
    )
    .encode(),
}


def built(data: bytes | Callable[[], bytes]) -> bytes:
    return data if isinstance(data, bytes) else data()


def test_there_are_many() -> None:
    assert len(REFUSED) + len(READ) >= 60


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line_with_the_reason(tmp_path: Path, name: str) -> None:
    data, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(built(data))
    tracemalloc.start()
    started = time.process_time()
    found = list(read(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(one) for one in found] == [InputError], found
    line = str(found[0])
    assert line.startswith(str(path)) and len(line.splitlines()) == 1
    assert reason in line
    assert isinstance(found[0], InputError) and found[0].reason
    assert most < 400 << 20 and time.process_time() - started < 60


@pytest.mark.parametrize("name", READ)
def test_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(built(READ[name]))
    article = next(iter(read(path)))
    assert isinstance(article, Article), article
    at = -1
    for paragraph in FERRY.paragraphs:
        found = article.text.find(paragraph)
        assert found > at, paragraph
        at = found


@pytest.mark.parametrize(
    "prose",
    [
        "SMITH:\tIt may rain.\nLEE:\tNo.\nSMITH:\tYes.\n",
        "\tIt may rain.\n\tIt may snow.\n\tIt may hail.\n",
        "1,000,000 people left.\n2,000,000 stayed.\n3,000,000 slept.\n",
        "Ann, Bob, and Eve left.\nCarl, Dan, and Fay stayed.\nGil, Hal, and Ida slept.\n",
        "---\nIt may rain.\n---\nIt may snow.\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt may rain.\n",
        "#!!! It may rain.\n",
        "BEGIN: it may rain.\n",
        "x" * 400,
    ],
)
def test_what_looks_a_little_like_something_else_is_read(prose: str, tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text(prose, encoding="utf-8")
    [article] = read(tmp_path / "prose.txt")
    assert isinstance(article, Article), article
    assert article.text == prose


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    said = {}
    for path in (
        tmp_path / "pipe",
        tmp_path / "loop",
        tmp_path / "gone.txt",
        Path("/dev/zero"),
        tmp_path / ("x" * 300),
    ):
        [error] = read(path)
        assert isinstance(error, InputError)
        said[path.name[:8]] = str(error).removeprefix(f"{path}: ")
    assert said == {
        "pipe": "a pipe, no file; save what it gives as a file",
        "loop": "a link to a folder; give it by name to import it",
        "gone.txt": "No such file or directory; check the path",
        "zero": "a device, no file; save what it gives as a file",
        "xxxxxxxx": "File name too long; check the path",
    }


def test_encodings_that_are_guessed_are_said(tmp_path: Path) -> None:
    russian = "Министр сказал в понедельник, что закона не будет. Совсем другая кодировка, и это видно."
    chinese = "部长周一表示，该法案今年不会通过。议会将于明年再次审议这项提案，反对党对此表示批评。"
    japanese = "首相は月曜日、法案は今年は成立しないと述べた。野党はこれを批判している。"
    for text, encoding in (
        *((russian, name) for name in ("koi8-r", "windows-1251", "iso8859-5")),
        *((chinese, name) for name in ("gbk", "gb18030")),
        *((japanese, name) for name in ("shift_jis", "euc-jp")),
        (STORY, "mac-roman"),
    ):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        [article] = read(path)
        assert isinstance(article, Article)
        assert article.text == text
        assert any("by the look of it" in note for note in article.notes)
