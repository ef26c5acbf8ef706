"""Whatever words a document holds: what is stored has them, and every span of it is true to the stored text."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.records import Article
from factdb.text.readers import Document, read_document
from tests.text.documents import MAKERS

COMMON = st.sampled_from(["“It", "rained,”", "said", "Ann", "may", "Lee.", "<b>", "&", "=1", "(and", "so)", "\\"])
WORD = st.text(st.characters(categories=["L", "M", "N"], max_codepoint=0x1FFFF), min_size=1, max_size=8)
# A plain PDF has the letters of one code page.
LATIN = st.text(st.characters(codec="windows-1252", categories=["L", "N"]), min_size=1, max_size=8)
# Each is written, read and extracted from: few, but long.
SOME = settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])


def paragraphs(word: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    words = st.lists(word | COMMON, min_size=12, max_size=30).map(" ".join)
    return st.lists(words, min_size=4, max_size=6, unique=True)


def check(ending: str, told: list[str]) -> None:
    name = f"any.{ending}"
    [article] = read_document(Document(io.BytesIO(MAKERS[ending]("What is said", told)), name, name))
    assert isinstance(article, Article), article
    text = " ".join(article.text.split())
    for words in told:
        assert " ".join(words.split()) in text
    extraction = extract(article)
    assert extraction.claims
    for claim in extraction.claims:
        assert all(span.of(article.text).strip() and span.end <= len(article.text) for span in claim.spans)
    starts = [locator.start for locator in article.locators]
    assert starts == sorted(starts) and all(0 <= start < len(article.text) for start in starts)


@SOME
@given(paragraphs(WORD | st.sampled_from(["𝒜", "e\u0301"])))
def test_a_document(told: list[str]) -> None:
    check("docx", told)


@SOME
@given(paragraphs(WORD | st.sampled_from(["𝒜", "e\u0301"])))
def test_a_page(told: list[str]) -> None:
    check("html", told)


@SOME
@given(paragraphs(LATIN))
def test_a_pdf(told: list[str]) -> None:
    check("pdf", told)
