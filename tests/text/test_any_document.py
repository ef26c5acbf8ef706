"""Whatever words a document holds: what is stored has them, and every span of it is true to the stored text."""

import html
import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factdb.extract import load_extractor
from factdb.records import Article
from factdb.text.readers import Document, read_document

WORD = st.text(st.characters(categories=["L", "M", "N"], max_codepoint=0x1FFFF), min_size=1, max_size=8)
PIECES = WORD | st.sampled_from(["“It", "rained,”", "said", "Ann", "may", "Lee.", "<b>", "&", "𝒜", "e\u0301", "=1"])
PARAGRAPHS = st.lists(st.lists(PIECES, min_size=9, max_size=30).map(" ".join), min_size=3, max_size=6, unique=True)
SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes, name: str, paragraphs: list[str]) -> None:
    [article] = read_document(Document(io.BytesIO(data), name, name))
    assert isinstance(article, Article), article
    text = " ".join(article.text.split())
    for paragraph in paragraphs:
        assert " ".join(paragraph.split()) in text
    extraction = load_extractor().extract(article)
    for claim in extraction.claims:
        assert all(span.of(article.text).strip() and span.end <= len(article.text) for span in claim.spans)


@SOME
@given(PARAGRAPHS)
def test_a_document(paragraphs: list[str]) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{html.escape(words)}</w:t></w:r></w:p>" for words in paragraphs
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    check(file.getvalue(), "any.docx", paragraphs)
