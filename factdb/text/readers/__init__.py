"""Files in, articles out. What cannot be read comes out as an error in its place, so that the rest of a batch goes on.

    for article in read(path):
        if isinstance(article, InputError): ...  # report it and go on

What a file is, its content says first (``sniff``); each format has a reader of its own (``formats``), and archives are
opened (``containers``). An article's text is what its reader gives, and nothing changes it afterwards.
"""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal

from factdb.errors import InputError, Remedy
from factdb.records import Article, Origin
from factdb.text.readers.containers import members
from factdb.text.readers.dates import lies_ahead
from factdb.text.readers.decode import doubt
from factdb.text.readers.document import AS_USUAL, Document, Reading
from factdb.text.readers.fields import filled
from factdb.text.readers.formats import CONTAINERS, FORMATS, missing_library, reader_name, reader_of
from factdb.text.readers.language import language_of
from factdb.text.readers.sniff import ADDRESSES, kind_of
from factdb.text.readers.walk import STANDARD_INPUT, find_files, folder_name, refusal, shown

__all__ = ["FORMATS", "STANDARD_INPUT", "Document", "Reading", "find_files", "read", "read_document"]

# What is spoken has no lines above it.
_WITHOUT_HEAD = frozenset({"subtitles"})
# Whose author is whoever made the file: the byline that people see goes before.
_MADE_BY_SOMEBODY = frozenset({"docx", "odt", "rtf", "pdf"})


def read(
    path: Path | Literal["-"], collection: str | None = None, reading: Reading = AS_USUAL
) -> Iterator[Article | InputError]:
    """The articles of one file, or of standard input for "-".

    An article that cannot be read is an InputError in its place, one line that names the file, and the line if there
    are many; nothing is raised. ``Article.source`` is the path as given, or the URL that the file names;
    ``Article.collection`` is ``collection``, by default the name of the file's folder, and empty for standard input.
    """
    if str(path) == STANDARD_INPUT:
        # What is typed has an end each time that somebody asks for more.
        typed = BytesIO(sys.stdin.buffer.read()) if sys.stdin.isatty() else sys.stdin.buffer
        document = Document(typed, "stdin", STANDARD_INPUT, collection=collection or "", reading=reading)
        yield from read_document(document)
        return
    if refused := refusal(Path(path)):
        yield refused
        return
    try:
        with Path(path).open("rb") as file:
            yield from read_document(_of_file(file, Path(path), collection, reading))
    except OSError as error:
        yield InputError(f"{shown(path)}: {error.strerror or error}; check the path", reason="cannot be opened")


def read_document(document: Document) -> Iterator[Article | InputError]:
    """The articles of one document, and of what it contains if it is an archive."""
    try:
        name, what = kind_of(document)
        if document.reading.format and not (name in CONTAINERS and document.reading.format not in CONTAINERS):
            name, what = document.reading.format, ""
        if what:
            error = InputError(f"{document.source}: {what}; there is no article in it", reason=what.partition(";")[0])
            yield error.mended_by(Remedy.FETCH_LISTED) if what == ADDRESSES else error
        elif name in CONTAINERS:
            for member in members(document, name):
                yield from (member,) if isinstance(member, InputError) else read_document(member)
        else:
            yield from _articles(document, name)
    except InputError as error:
        yield error
    except Exception as error:
        yield _unreadable(document, error)


def _articles(document: Document, name: str) -> Iterator[Article | InputError]:
    try:
        for item in reader_of(name, document.source)(document):
            yield item if isinstance(item, InputError) else _with_origin(item, document, name)
    except InputError as error:
        yield error
    except RecursionError:
        yield InputError(f"{document.source}: nests too deep to be read as {name}", reason="damaged")
    except Exception as error:
        yield _unreadable(document, error, name)


def _unreadable(document: Document, error: Exception, name: str = "") -> InputError:
    if isinstance(error, ModuleNotFoundError):
        return missing_library(error, name or "this", document.source)
    said = " ".join(f"{type(error).__name__}: {error}".split())[:120]
    as_what = f" as {name}" if name else ""
    return InputError(f"{document.source}: cannot be read{as_what}; it may be damaged ({said})", reason="damaged")


def _with_origin(article: Article, document: Document, name: str) -> Article:
    """With where it came from, unless its reader knows better (a page in a web archive), and what else is known."""
    origin = article.origin
    article = filled(article, document.reading.given)
    # What factdb wrote itself says all that is known of it.
    if not origin.reader and name not in _WITHOUT_HEAD:
        from factdb.text.readers.head import with_head  # word lists, which whoever asks for a date needs none of

        hidden = name in _MADE_BY_SOMEBODY and "author" not in document.reading.given
        article = with_head(article, unsure=("author",) if hidden else ())
    if not origin.reader:
        digest = hashlib.sha256(article.original).hexdigest() if article.original else document.sha256
        origin = Origin(digest, origin.media_type or FORMATS[name].media_type, reader_name(name))
    given = document.reading.given
    return replace(
        article,
        notes=(*article.notes, *filter(None, (doubt(article.text, article.source), _ahead(article, given)))),
        origin=origin,
        # A URL is all that tells which article it is; a file's name does so in its collection only.
        collection="" if _is_elsewhere(article.source, document.source) else article.collection,
        original=(article.original or document.data) if document.reading.originals else b"",
        language=language_of(article.text) or article.language,
    )


def _ahead(article: Article, given: Mapping[str, Any]) -> str:
    """A note for a date that is to come, but for one that a person gave; else an empty string."""
    published = article.published
    if not published or published == given.get("published") or not lies_ahead(published):
        return ""
    return f"{article.source}: dated {published:%Y-%m-%d}, which is still to come; kept as it is"


def _is_elsewhere(source: str, file: str) -> bool:
    return "://" in source and not source.startswith(file)


def _of_file(file: BinaryIO, path: Path, collection: str | None, reading: Reading) -> Document:
    where = folder_name(path) if collection is None else collection
    return Document(file, shown(path.name), shown(path), collection=where, reading=reading)
