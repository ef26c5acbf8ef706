"""Every format that can be read: its media type, its reader, the libraries behind it and what installs them."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers.document import Document

Items = Iterator[Article | InputError]
Reader = Callable[[Document], Items]


class Format(NamedTuple):
    """Its ``media_type``, the ``module`` whose ``read`` reads it, the ``library`` behind that, and the ``extra``.

    The extra is what ``pip install "factdb[EXTRA]"`` names; empty if the package brings the library anyway.
    """

    media_type: str
    module: str
    library: str = ""
    extra: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: Mapping[str, Format] = {
    "text": Format("text/plain", "prose.plain"),
    "markdown": Format("text/markdown", "prose.markdown"),
    "rtf": Format("application/rtf", "prose.rtf", "striprtf", "office"),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "prose.docx", "defusedxml"
    ),
    "odt": Format("application/vnd.oasis.opendocument.text", "prose.odt", "defusedxml"),
    "epub": Format("application/epub+zip", "prose.epub", "lxml", "html"),
    "pdf": Format("application/pdf", "prose.pdf", "pypdfium2", "pdf"),
    "subtitles": Format("text/vtt", "prose.subtitles"),
    "html": Format("text/html", "web.html", "trafilatura", "html"),
    "feed": Format("application/rss+xml", "web.feed", "feedparser", "feeds"),
    "warc": Format("application/warc", "web.warc", "warcio", "warc"),
    "newsml": Format("application/vnd.iptc.g2.newsitem+xml", "web.newsml", "defusedxml"),
    "mail": Format("message/rfc822", "web.mail"),
    "mbox": Format("application/mbox", "web.mbox"),
    "csv": Format("text/csv", "tables.csv"),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "tables.xlsx", "openpyxl", "office"
    ),
    "json": Format("application/json", "tables.json"),
    "jsonl": Format("application/jsonl", "tables.jsonlines"),
}
# What holds other files: ``containers`` opens them.
CONTAINERS: Mapping[str, Format] = {
    "gz": Format("application/gzip", "containers"),
    "bz2": Format("application/x-bzip2", "containers"),
    "xz": Format("application/x-xz", "containers"),
    "zst": Format("application/zstd", "containers", "zstandard", "zst"),
    "zip": Format("application/zip", "containers"),
    "tar": Format("application/x-tar", "containers"),
}


def reader_of(name: str, source: str) -> Reader:
    """The function that reads a format. Raises InputError, naming what to install, if its library is missing."""
    chosen = FORMATS[name]
    try:
        module = import_module(f"factdb.text.readers.{chosen.module}")
        if chosen.library:
            import_module(chosen.library)
    except ImportError as error:
        raise missing(chosen, name, source) from error
    reader: Reader = module.read
    return reader


def missing_library(error: ImportError, name: str, source: str) -> InputError:
    """The same for one that was missing while a file was read, such as what takes markup out of a field of JSON."""
    formats = (*FORMATS.values(), *CONTAINERS.values())
    extra = next((one.extra for one in formats if one.library == error.name and one.extra), "all")
    return missing(Format("", "", error.name or "a library", extra), name, source)


def missing(chosen: Format, name: str, source: str) -> InputError:
    """What says that a format's library is not there."""
    return InputError(
        f'{source}: reading {name} needs {chosen.library}; install it: pip install "factdb[{chosen.extra}]"',
        reason=f"{chosen.library} is not installed",
    )


@cache
def reader_name(name: str) -> str:
    """The format with its library and version, as it is kept with every article: ``html (trafilatura 2.3.1)``."""
    library = FORMATS[name].library or "factdb"
    try:
        return f"{name} ({library} {version(library)})"
    except PackageNotFoundError:
        return name
