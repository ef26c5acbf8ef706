"""What a reader is given: one file, page or member of an archive, as bytes that are read when they are needed."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, BinaryIO

from factdb.errors import InputError

# What is looked at to tell the format.
HEAD = 1 << 16
# Readers that need all of a file at once take no larger one; those that go line by line take any.
LARGEST = 100 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are to be read, as a person asked.

    ``format`` is one of FORMATS in the place of what the content says, ``encoding`` likewise; ``fields`` says what
    names of fields mean (``{"date": "published"}``); ``originals`` asks for the bytes themselves beside the text.
    ``given`` is what holds of articles that don't say it themselves: any of title, publisher, author and published.
    """

    format: str | None = None
    encoding: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    originals: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)


AS_USUAL = Reading()


class Document:
    """One file, page or member of an archive.

    ``name`` is the file's name, ``source`` what errors name, ``charset`` what its sender declared, ``url`` where it was
    fetched, ``media_type`` what its sender said it is. ``head`` are its first 64 KiB.
    """

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        source: str,
        *,
        collection: str = "",
        url: str = "",
        charset: str = "",
        media_type: str = "",
        reading: Reading = AS_USUAL,
        depth: int = 0,
    ) -> None:
        self.name = name
        self.source = source
        self.collection = collection
        self.url = url
        self.charset = charset
        self.media_type = media_type
        self.reading = reading
        self.depth = depth
        self._stream = stream
        self.head = read_fully(stream, HEAD)
        self._rest: bytes | None = None
        self._is_lent = False

    @property
    def stem(self) -> str:
        """The file's name without its last ending."""
        stem, dot, _ = self.name.rpartition(".")
        return stem if dot and stem else self.name

    @property
    def ending(self) -> str:
        """The name's last ending in small letters, without its dot; empty if it has none."""
        stem, dot, ending = self.name.rpartition(".")
        return ending.lower() if dot and stem else ""

    @property
    def data(self) -> bytes:
        """All of it. Raises InputError if it is larger than LARGEST."""
        if self._rest is None:
            self._go_behind_head()
            self._rest = read_fully(self._stream, LARGEST - len(self.head) + 1)
        if len(self.head) + len(self._rest) > LARGEST:
            raise InputError(
                f"{self.source}: larger than {LARGEST >> 20} MB; split it, or give it as JSON Lines", reason="too large"
            )
        return self.head + self._rest

    @cached_property
    def sha256(self) -> str:
        """Hex digest of all of it."""
        return hashlib.sha256(self.data).hexdigest()

    def stream(self) -> BinaryIO:
        """All of it from the beginning, whatever its size, to be read once."""
        self._go_behind_head()
        return io.BufferedReader(_Joined(self.head if self._rest is None else self.data, self._stream))

    def seekable(self) -> BinaryIO:
        """All of it as a file with random access: itself if it has that, else its bytes in memory."""
        try:
            if self._stream.seekable():
                self._stream.seek(0)
                self._is_lent = True
                return self._stream
        except AttributeError:  # a member of a tar that is read as a stream doesn't even say
            pass
        return io.BytesIO(self.data)

    def _go_behind_head(self) -> None:
        """Whoever had the file with random access has left it anywhere."""
        if self._is_lent:
            self._stream.seek(len(self.head))

    def lines(self) -> Iterator[bytes]:
        """Its lines with their ends, whatever their number."""
        return iter(self.stream())

    def inner(
        self, stream: BinaryIO, name: str, source: str, *, collection: str | None = None, **declared: str
    ) -> "Document":
        """Something that this document contains: an archive's member, an attached page."""
        return Document(
            stream,
            name,
            source,
            collection=self.collection if collection is None else collection,
            reading=self.reading,
            depth=self.depth + 1,
            **declared,
        )


def read_fully(stream: BinaryIO, size: int) -> bytes:
    """``size`` bytes, or all there are: a pipe or a decompressor may give fewer at a time."""
    pieces = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


class _Joined(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._stream = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece: bytes | memoryview = self._head[: len(buffer)]
        if piece:
            self._head = self._head[len(piece) :]
        else:
            piece = self._stream.read(len(buffer)) or b""
        buffer[: len(piece)] = piece
        return len(piece)
