"""Mailboxes: a message after each line that begins with "From ", read one at a time however many there are."""

from collections.abc import Iterator

from factdb.errors import InputError
from factdb.text.readers.document import LARGEST, Document
from factdb.text.readers.formats import Items
from factdb.text.readers.web.mail import articles_of

_FROM = b"From "
_QUOTED = b">From "


def read(document: Document) -> Items:
    """An article for each message, an error in the place of one without words."""
    for number, message in enumerate(_messages(document), 1):
        where = f"{document.source}, message {number}"
        if len(message) > LARGEST:
            yield InputError(f"{where}: larger than {LARGEST >> 20} MB", reason="too large")
            continue
        try:
            yield from articles_of(message, document, f"{document.stem}-{number}", where, original=message)
        except InputError as error:
            yield error
        except Exception as error:
            yield InputError(f"{where}: cannot be read ({type(error).__name__})", reason="damaged")


def _messages(document: Document) -> Iterator[bytes]:
    """The messages without the lines that part them; lines that were quoted for looking like those as they were."""
    lines: list[bytes] = []
    size = 0
    blank = True
    for line in document.lines():
        if blank and line.startswith(_FROM):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= LARGEST:
            lines.append(line[1:] if line.startswith(_QUOTED) else line)
            size += len(line)
        blank = not line.strip()
    if lines:
        yield b"".join(lines)
