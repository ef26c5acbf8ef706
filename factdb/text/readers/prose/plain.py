"""Plain text, stored as it stands in the file; also what is hard-wrapped, whose paragraphs ``segments`` finds.

What an archive of the press exported is as many articles as it holds.
"""

from collections.abc import Iterator, Sequence

from factdb.records import Article
from factdb.text.readers.decode import Decoded, decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import first_line, from_file_name
from factdb.text.readers.prose.exports import Exported, exported


def read(document: Document) -> Iterator[Article]:
    """The one article, or those of an export; a name like ``PUBLISHER_YYYY-MM-DD_SLUG`` gives publisher and date."""
    decoded = decode(document.data, document.source, document.charset, document.reading.encoding)
    if articles := exported(decoded.text):
        yield from _of_export(articles, document, decoded)
        return
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


def _of_export(articles: Sequence[Exported], document: Document, decoded: Decoded) -> Iterator[Article]:
    for number, one in enumerate(articles, 1):
        yield Article(
            text=one.span.of(decoded.text),
            name=f"{document.stem}-{number}" if len(articles) > 1 else document.stem,
            source=f"{document.source}#{number}" if len(articles) > 1 else document.source,
            title=one.title,
            publisher=one.publisher,
            author=one.author,
            published=one.published,
            # What only its number names may be another article tomorrow.
            collection="" if len(articles) > 1 else document.collection,
            notes=(decoded.note,) if decoded.note else (),
        )
