"""Plain text, stored as it stands in the file; also what is hard-wrapped, whose paragraphs ``segments`` finds."""

from collections.abc import Iterator

from factdb.records import Article
from factdb.text.readers.decode import decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import first_line, from_file_name


def read(document: Document) -> Iterator[Article]:
    """The one article; a name like ``PUBLISHER_YYYY-MM-DD_SLUG`` gives publisher and date."""
    decoded = decode(document.data, document.source, document.charset, document.reading.encoding)
    publisher, published = from_file_name(document.stem)
    yield Article(
        text=decoded.text,
        name=document.stem,
        source=document.url or document.source,
        title=first_line(decoded.text),
        publisher=publisher,
        published=published,
        collection=document.collection,
        notes=(decoded.note,) if decoded.note else (),
    )
