"""Where texts come from: every place where one stood, links, originals, near copies, on both databases."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text

from factdb.records import Article, Claim, Engine, Extraction, Locator, Origin, Span
from factdb.store.connect import reading, writing
from factdb.store.originals import keep_original, original_path
from factdb.store.read.appearances import appearances, copies
from factdb.store.read.articles import articles
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.load import load_article
from factdb.store.read.summary import summary_by_article
from factdb.store.save import Saved, save, stored_otherwise
from factdb.store.verify.proof import original_problems, proofs
from tests.text.stories import FERRY, SCHOOL

TEXT = "It rained. It may rain again, and again. It rained."
PAGE = Article(
    TEXT,
    "rain",
    "https://post.example/rain",
    "Rain",
    "The Post",
    "Ann Roe",
    datetime(2025, 3, 4, 8, tzinfo=UTC),
    language="en",
    extra={"section": "weather", "tags": ["a", 1, None]},
    origin=Origin("a" * 64, "text/html", "html (trafilatura 2.3.1)"),
)
ENGINE = Engine("rules", "1", "")


def extraction(body: str) -> Extraction:
    ends = [at + 1 for at, c in enumerate(body) if c == "."]
    spans = [
        Span(start + len(body[start:end]) - len(body[start:end].lstrip()), end)
        for start, end in zip([0, *ends], ends, strict=False)
    ]
    return Extraction(ENGINE, (), tuple(Claim((span,)) for span in spans))


def stored(database: Database, *found: Article) -> list[Saved]:
    saved = []
    for article in found:
        with writing(database) as session:
            saved.append(save(session, article, extraction(article.text)))
    return saved


def test_what_is_known_of_an_article_comes_back(database: Database) -> None:
    article = replace(PAGE, locators=(Locator(0, "page=1"), Locator(11, "page=2")))
    stored(database, article)
    with reading(database) as session:
        assert load_article(session, 1) == article
        [first] = appearances(session, 1)
    assert Origin(first["original"], first["media_type"], first["reader"]) == article.origin


def test_the_same_text_elsewhere_is_another_appearance_of_one_article(database: Database) -> None:
    echo = replace(PAGE, source="https://echo.example/1", publisher="Écho", published=datetime(2025, 3, 6, tzinfo=UTC))
    file = replace(PAGE, source="rain.txt", publisher="", published=None)
    assert stored(database, PAGE, echo, PAGE, echo, file) == [
        *(Saved.NEW, Saved.REPEATED, Saved.UNCHANGED, Saved.UNCHANGED, Saved.UNCHANGED)
    ]
    with reading(database) as session:
        assert [row["source"] for row in appearances(session, 1)] == [PAGE.source, echo.source]
        assert [row["appearances"] for row in articles(session)] == [2]
        rows = list(claims(session))
        assert {row["also_in"] for row in rows} == {"Écho 2025-03-06 https://echo.example/1"}
        assert {row["publisher"] for row in rows} == {"The Post"}
        for outlet in ("echo", "the post"):
            assert len(list(claims(session, ClaimFilter(publisher=outlet)))) == len(rows) == 3
        assert [proof.problems for proof in proofs(session)] == [()]


def test_what_is_stored_otherwise_than_it_is_given(database: Database) -> None:
    columns = ("title", "publisher", "author", "published")
    by_another_clock = PAGE.published and PAGE.published.astimezone(timezone(timedelta(hours=2)))
    stored(database, replace(PAGE, publisher="", author=""))
    with reading(database) as session:
        assert stored_otherwise(session, replace(PAGE, published=by_another_clock), columns) == (
            1,
            ["publisher", "author"],
        )
        same = replace(PAGE, publisher="", author="", published=None)
        assert stored_otherwise(session, same, columns[-1:]) == (1, ["published"])
        # Its source says by now what it didn't; what another source says of the text is another's.
        assert stored_otherwise(session, PAGE, ()) == (1, ["publisher", "author"])
        assert stored_otherwise(session, replace(PAGE, source="elsewhere"), ()) == (1, [])


def test_links_open_the_page_at_the_words(database: Database) -> None:
    stored(database, PAGE)
    with reading(database) as session:
        assert [row["link"] for row in claims(session)] == [
            "https://post.example/rain#:~:text=It%20rained.,-It%20may%20rain",
            "https://post.example/rain#:~:text=It%20may%20rain%20again%2C%20and%20again.",
            "https://post.example/rain#:~:text=again%2C%20and%20again.-,It%20rained.",
        ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [("paper.pdf", "paper.pdf#page=2"), ("https://x.example/p.pdf", "https://x.example/p.pdf#page=2")],
)
def test_links_open_a_pdf_at_its_page(database: Database, source: str, expected: str) -> None:
    stored(database, replace(PAGE, source=source, locators=(Locator(0, "page=1"), Locator(11, "page=2"))))
    with reading(database) as session:
        assert [row["link"] for row in claims(session)][1:] == [expected] * 2
        assert not [problem for proof in proofs(session) for problem in proof.problems]


def test_a_changed_link_is_found(database: Database) -> None:
    stored(database, PAGE)
    with writing(database) as session:
        session.execute(text("UPDATE claim SET link = 'https://evil.example' WHERE position = 0"))
    with reading(database) as session:
        assert any("link is stored as" in problem for proof in proofs(session) for problem in proof.problems)


def test_originals_that_are_kept_are_proved(database: Database, tmp_path: Path) -> None:
    data = b"<p>It rained."
    digest = hashlib.sha256(data).hexdigest()
    keep_original(tmp_path, digest, data)
    with writing(database) as session:
        save(session, replace(PAGE, origin=Origin(digest, "text/html", "html")), extraction(TEXT), is_kept=True)
    with reading(database) as session:
        assert list(original_problems(session, tmp_path)) == []
        original_path(tmp_path, digest).write_bytes(b"<p>It snowed.")
        [changed] = original_problems(session, tmp_path)
        original_path(tmp_path, digest).unlink()
        [missing] = original_problems(session, tmp_path)
    assert changed.startswith("article 1 (rain): its original") and changed.endswith("was changed")
    assert "is missing from" in missing


def test_near_copies_are_found_and_may_be_left_out(database: Database) -> None:
    wire = "\n\n".join(FERRY.paragraphs)
    cut = "A ferry stops\n\n" + "\n\n".join(FERRY.paragraphs[:3]) + "\n\nMore soon."
    other = "\n\n".join(SCHOOL.paragraphs)
    day = datetime(2025, 3, 4, tzinfo=UTC)
    late, early = replace(PAGE, published=day.replace(day=9)), replace(PAGE, published=day)
    stored(
        database,
        replace(late, text=cut, source="https://a.example/1"),
        replace(early, text=wire, source="https://b.example/1"),
        replace(early, text=other, source="https://c.example/1"),
    )
    with reading(database) as session:
        [copy] = copies(session)
        assert (copy["id"], copy["copy_of"]) == (1, 2)
        assert copy["shared"] > 0.85
        without = frozenset((copy["id"],))
        assert [row["article_id"] for row in summary_by_article(session, without=without)] == [2, 3]
        assert {row["article_id"] for row in claims(session, ClaimFilter(without=without))} == {2, 3}
    with writing(database) as session:
        session.execute(text("UPDATE article SET sketch = NULL"))
    with reading(database) as session:
        assert list(copies(session)) == [copy], "what was stored before there were sketches is sketched when asked"
