"""Compressed files and archives: what is in them, each as a document of its own, within bounds.

A bomb unpacks to thousands of times its size. News, however repetitive, does not: beyond 64 MiB nothing may grow to
more than 200 times what it is packed in, archives may nest three deep, and nothing is ever written to a disk.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from factdb.errors import InputError
from factdb.text.readers.document import Document
from factdb.text.readers.formats import CONTAINERS, missing
from factdb.text.readers.walk import passed_over

_ALWAYS_FINE = 64 << 20
_MOST_TIMES = 200
_DEEPEST = 3
_MOST_MEMBERS = 100_000

# What each library raises where a file is cut short or damaged.
DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, gzip.BadGzipFile),
    *(EOFError, OSError, NotImplementedError, RuntimeError, ValueError),
)


def members(document: Document, kind: str) -> Iterator[Document | InputError]:
    """The files in an archive, in its order, or the one file in a compressed one; errors in the places of bad ones.

    Folders and hidden files are passed over, and so are the doubles that macOS puts into archives.
    """
    if document.depth >= _DEEPEST:
        yield InputError(f"{document.source}: archives nest more than {_DEEPEST} deep; unpack it", reason="too deep")
        return
    try:
        match kind:
            case "zip":
                yield from _zip(document)
            case "tar":
                yield from _tar(document)
            case _:
                yield _unpacked(document, kind)
    except InputError as error:
        yield error
    except DAMAGE as error:
        yield damaged(document.source, kind, error)


def damaged(source: str, kind: str, error: BaseException) -> InputError:
    """What says that a file is not whole."""
    reason = " ".join(str(error).split())[:100]
    return InputError(f"{source}: not a whole {kind} file ({reason or type(error).__name__})", reason="damaged")


def _unpacked(document: Document, kind: str) -> Document:
    packed = _Counted(document.stream())
    opened = _open(packed, kind, document.source)
    stream = io.BufferedReader(_Bounded(opened, lambda: packed.count, document.source))
    name = document.name
    if document.ending in (kind, "gzip", "zstd", "tgz", "tbz", "txz"):
        name = document.stem + (".tar" if document.ending in ("tgz", "tbz", "txz") else "")
    return document.inner(
        stream,
        name,
        document.source,
        url=document.url,
        media_type=document.media_type,
        charset=document.charset,
    )


def _open(packed: Any, kind: str, source: str) -> Any:
    match kind:
        case "gz":
            return gzip.GzipFile(fileobj=packed)
        case "bz2":
            return bz2.BZ2File(packed)
        case "xz":
            return lzma.LZMAFile(packed)
    try:
        import zstandard
    except ImportError as error:
        raise missing(CONTAINERS[kind], kind, source) from error
    return zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(packed, read_across_frames=True)


def _zip(document: Document) -> Iterator[Document | InputError]:
    file = document.seekable()
    with zipfile.ZipFile(file) as archive:
        size = file.seek(0, io.SEEK_END)
        infos = archive.infolist()
        # Entries may overlap in the file, so that what counts is all that they give, not what each says of itself.
        if sum(info.file_size for info in infos) > _ALWAYS_FINE + _MOST_TIMES * size:
            raise _bomb(document.source)
        if len(infos) > _MOST_MEMBERS:
            raise InputError(f"{document.source}: more than {_MOST_MEMBERS:,} files; unpack it", reason="too large")
        for info in infos:
            if info.is_dir() or _is_hidden(info.filename):
                continue
            source = f"{document.source}/{info.filename}"
            if info.flag_bits & 1:
                yield InputError(f"{source}: locked with a password; unpack it", reason="password")
                continue
            try:
                with archive.open(info) as stream:
                    yield _member(document, stream, info.filename, source)  # type: ignore[arg-type]
            except DAMAGE as error:
                yield damaged(source, "zip", error)


def _tar(document: Document) -> Iterator[Document | InputError]:
    with tarfile.open(fileobj=document.stream(), mode="r|") as archive:
        for number, info in enumerate(archive):
            if number >= _MOST_MEMBERS:
                raise InputError(f"{document.source}: more than {_MOST_MEMBERS:,} files; unpack it", reason="too large")
            if info.isdir() or _is_hidden(info.name):
                continue
            source = f"{document.source}/{info.name}"
            stream = archive.extractfile(info) if info.isreg() else None
            if stream is None:
                yield InputError(f"{source}: a link or a device, no file", reason="no file")
            else:
                yield _member(document, stream, info.name, source)  # type: ignore[arg-type]


def _member(document: Document, stream: BinaryIO, path: str, source: str) -> Document:
    """Its collection is the archive with the folder in it, as a file's is its folder."""
    inside = PurePosixPath(path.replace("\\", "/"))
    folder = "/".join(part for part in inside.parent.parts if part not in ("/", "."))
    collection = "/".join(filter(None, (document.collection, document.stem, folder)))
    return document.inner(stream, inside.name, source, collection=collection)


def _is_hidden(path: str) -> bool:
    return any(passed_over(part) for part in path.replace("\\", "/").split("/") if part != ".")


def _bomb(source: str) -> InputError:
    return InputError(
        f"{source}: unpacks to more than {_MOST_TIMES} times its size; unpack it, if you trust it", reason="too large"
    )


class _Counted(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self.count += len(piece)
        return piece

    def seekable(self) -> bool:
        return False


class _Bounded(io.RawIOBase):
    """What a packed stream unpacks to, as long as that is in proportion."""

    def __init__(self, stream: BinaryIO, packed: Callable[[], int], source: str) -> None:
        self._stream = stream
        self._packed = packed
        self._source = source
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._stream.read(len(buffer)) or b""
        self._count += len(piece)
        if self._count > _ALWAYS_FINE + _MOST_TIMES * self._packed():
            raise _bomb(self._source)
        buffer[: len(piece)] = piece
        return len(piece)
