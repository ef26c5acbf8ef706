"""The texts that one source has had: which is the newest, which are counted, and how to ask for an earlier one."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError
from factdb.ingest import Wanted, ingest
from factdb.records import (
    Action,
    Article,
    Claim,
    Extraction,
    Span,
    claim_id,
)
from factdb.review.decisions import Target
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.chain import Reviewer, problems
from factdb.store.corrections.decide import decide
from factdb.store.corrections.history import outcomes
from factdb.store.read.articles import articles
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.find.article import find_article
from factdb.store.read.load import current_articles
from factdb.store.read.speakers import speakers
from factdb.store.read.speakers.candidates import candidates
from factdb.store.read.summary import summary_by_article, summary_by_speaker
from factdb.store.read.versions import versions
from factdb.store.save import Saved, save
from factdb.store.schema.tables import Article as ArticleRow
from factdb.store.verify.proof import prove
from factdb.text.readers import find_files
from tests.store.example import ARTICLE, ENGINE, EXTRACTION, TEXT
from tests.store.loading import load_all
from tests.store.processes import at_once

PAGE = replace(ARTICLE, source="https://example.org/page", name="page", title="Page")
FILE = replace(ARTICLE, source="in/some/folder/page.txt", name="page", title="Page", collection="folder")


def store(database: Database, article: Article, text: str) -> Saved:
    """Store another text of the article, with a claim that is all of it."""
    with writing(database) as session:
        return save(session, replace(article, text=text), Extraction(ENGINE, (), (Claim((Span(0, len(text)),)),)))


def texts(session: Session, ids: Iterable[int]) -> list[str]:
    """The texts of articles, whose ids have gaps on PostgreSQL."""
    known = dict(session.execute(select(ArticleRow.id, ArticleRow.text)).all())
    return [known[one] for one in ids]


def listed(session: Session, *, every: bool = False) -> list[str]:
    rows = list(articles(session, every=every))
    of = texts(session, (row["id"] for row in rows))
    return [f"{text}{row['version']}" for text, row in zip(of, rows, strict=True)]


def found(session: Session, *wanted: str) -> list[str]:
    return texts(session, (find_article(session, one) for one in wanted))


@pytest.mark.parametrize(
    "article", [replace(PAGE, is_fetched=True), FILE], ids=["page that is fetched", "file in a collection"]
)
def test_a_text_that_changes_and_changes_back(database: Database, article: Article) -> None:
    saved = [store(database, article, text) for text in ("A", "B", "A", "A")]
    assert saved == [Saved.NEW, Saved.CHANGED, Saved.CHANGED, Saved.UNCHANGED]
    with reading(database) as session:
        assert [row["version"] for row in versions(session, 2)] == [1, 2, 3]
        assert texts(session, (row["article_id"] for row in versions(session, 2))) == ["A", "B", "A"]
        assert (listed(session), listed(session, every=True)) == (["A3"], ["A1", "B2", "A3"])
        assert [row["claim"] for row in claims(session)] == ["A"]
        assert found(session, "page", "page@1", "page@2", "page@3", "1") == ["A", "A", "B", "A", "A"]


IDS = ("politics/1", "sports/1", "1", "politics/1/", "https://example.org/1", "https://example.org/1/", "a#1", "#1")
URLS = ("https://example.org/a/", "https://example.org/b/", "HTTPS://example.org/a", "example.org/a/", "example.org/b/")
PERMALINKS = ("/2023/a/", "/2024/a/", "/2024/a", "/2023/a.html", "www.example.org/a/")


def write_news(folder: Path, says: str) -> int:
    """Two files of records and one file a permalink, every text of which is another; how many there are."""
    for file in ("archive", "other"):
        records = [{"text": f"Record {one} of {file} {says}.", "id": one} for one in IDS]
        records += [{"text": f"Page {one} of {file} {says}.", "url": f"{one}{file}"} for one in URLS]
        lines = "\n".join(map(json.dumps, records))
        (folder / f"{file}.jsonl").write_text(lines, encoding="utf-8")
    for number, link in enumerate(PERMALINKS):
        (folder / str(number)).mkdir(exist_ok=True)
        page = f"---\nurl: {link}\n---\nThe page at {link} {says}.\n"
        (folder / str(number) / "a.md").write_text(page, encoding="utf-8")
    return 2 * (len(IDS) + len(URLS)) + len(PERMALINKS)


def test_different_ids_and_urls_are_different_articles(database: Database, tmp_path: Path) -> None:
    for says, saved in (("says yes", Saved.NEW), ("says no", Saved.CHANGED), ("says no", Saved.UNCHANGED)):
        (folder := tmp_path / "news").mkdir(exist_ok=True)  # the database lies beside it
        every = write_news(folder, says)
        found = [one.saved for one in ingest(database, find_files([folder]), wanted=Wanted("news"))]
        assert found == [saved] * every
        with reading(database) as session:
            assert len(current_articles(session)) == every
    with reading(database) as session:
        assert list(prove(session)) == []


def test_one_text_of_two_sources_is_current_while_either_has_it(database: Database) -> None:
    other = replace(PAGE, source="https://example.org/other")
    assert [store(database, PAGE, "A"), store(database, other, "A")] == [Saved.NEW, Saved.REPEATED]
    assert store(database, PAGE, "B") is Saved.CHANGED
    with reading(database) as session:
        assert texts(session, current_articles(session)) == ["A", "B"]
        assert (listed(session), listed(session, every=True)) == (["A1", "B2"], ["A1", "B2", "A1"])
        assert found(session, PAGE.source, other.source) == ["B", "A"]
        assert len(versions(session, 1)) == 1
    assert store(database, other, "B") is Saved.CHANGED
    with reading(database) as session:
        assert texts(session, current_articles(session)) == ["B"]
        assert found(session, "page", other.source) == ["B", "B"]


def test_a_copy_is_listed_under_its_own_name_and_outlet(database: Database) -> None:
    mill = replace(FILE, source="a/mill.txt", name="mill", collection="a", publisher="The Gazette")
    flour = replace(mill, source="b/flour.txt", name="flour", collection="b", publisher="The Herald")
    record = replace(mill, source="c/wire.jsonl#7", name="7", collection="c", publisher="")
    other = replace(mill, source="d/bread.v2.txt", name="bread.v2", collection="d")  # whose place is the first one's
    for article in (mill, flour, record, other):
        store(database, article, "A")
    store(database, mill, "B")
    first, copy = ("mill", "The Gazette"), ("flour", "The Herald")
    with reading(database) as session:
        every = [(row["name"], row["publisher"]) for row in articles(session, every=True)]
        assert every == [first, first, copy, ("7", ""), ("bread.v2", "The Gazette")]
        assert [(row["name"], row["publisher"]) for row in articles(session)] == [copy, first]


def test_saved_pages_of_one_url_are_told_once(database: Database) -> None:
    saved = [store(database, PAGE, text) for text in "ABAB"]
    assert saved == [Saved.NEW, Saved.CHANGED, Saved.UNCHANGED, Saved.UNCHANGED]
    with reading(database) as session:
        assert listed(session, every=True) == ["A1", "B2"]


# Two stories that have nothing in common, and what an edit adds to either: less than half of it.
ALPHA = "The harbour master of Alpha told the council on Monday that the old crane would be sold this year."
BETA = "Schools in Beta will open two hours later next winter, because most of the buses are away for repairs."
EDITED = " It was put to a vote."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2019/01/lead.txt", "2020/01/lead.txt"),
        ("papers/2019/01/lead.txt", "papers/2020/01/lead.txt"),
        ("/a/2019/01/lead.txt", "2020/01/lead.txt"),
        ("2019/01/all.jsonl#7", "2020/01/all.jsonl#7"),
        ("2019/01.zip/lead.txt", "2020/01.zip/lead.txt"),
    ],
)
def test_files_of_one_name_in_folders_of_one_name(database: Database, first: str, second: str) -> None:
    one, other = (replace(FILE, source=source, name="7", collection="01") for source in (first, second))
    assert [store(database, one, ALPHA), store(database, other, BETA)] == [Saved.NEW, Saved.NEW]
    assert [store(database, one, ALPHA), store(database, other, BETA)] == [Saved.UNCHANGED, Saved.UNCHANGED]
    assert store(database, other, BETA + EDITED) is Saved.CHANGED
    assert store(database, one, ALPHA + EDITED) is Saved.CHANGED
    with reading(database) as session:
        assert texts(session, current_articles(session)) == [BETA + EDITED, ALPHA + EDITED]
        assert list(prove(session)) == []


@pytest.mark.parametrize(
    ("before", "later"),
    [("2019/01/lead.txt", "papers/2019/01/lead.txt"), ("papers/2019/01/lead.txt", "lead.txt"), ("x/01/lead.txt",) * 2],
)
def test_one_file_however_it_is_named(database: Database, before: str, later: str) -> None:
    one = replace(FILE, collection="01")
    assert store(database, replace(one, source=before), ALPHA) is Saved.NEW
    assert store(database, replace(one, source=later), BETA) is Saved.CHANGED


def test_a_file_that_was_moved_and_edited(database: Database) -> None:
    assert store(database, replace(FILE, source="old/folder/page.txt"), ALPHA) is Saved.NEW
    assert store(database, replace(FILE, source="new/folder/page.txt"), ALPHA + EDITED) is Saved.CHANGED


def test_a_name_that_a_person_gives_is_one_wherever_the_files_lie(database: Database) -> None:
    one = replace(FILE, collection="Courier")
    assert store(database, replace(one, source="a/folder/page.txt"), ALPHA) is Saved.NEW
    assert store(database, replace(one, source="b/folder/page.txt"), BETA) is Saved.CHANGED


def test_what_has_neither_a_url_nor_a_collection_has_no_versions(database: Database) -> None:
    piped = replace(ARTICLE, source="-", name="stdin", title="")
    assert [store(database, piped, text) for text in "AB"] == [Saved.NEW, Saved.NEW]
    with reading(database) as session:
        assert listed(session) == listed(session, every=True) == ["A1", "B1"]
        assert [row["version"] for row in versions(session, 1)] == [1]
        with pytest.raises(NotFoundError, match="2 articles"):
            find_article(session, "stdin")


def test_files_of_one_name_in_two_collections_are_two_articles(database: Database) -> None:
    store(database, FILE, "A")
    store(database, replace(FILE, collection="elsewhere"), "B")
    with reading(database) as session:
        assert listed(session) == ["A1", "B1"]
        assert found(session, "folder/page.txt", "elsewhere/page.txt") == ["A", "B"]


@pytest.fixture
def changed(database: Database) -> Database:
    """Two versions of the example, of which the second has lost its last sentence's claims; and people's word."""
    with writing(database) as session:
        save(session, FILE, EXTRACTION)
        for claim in (EXTRACTION.claims[0], EXTRACTION.claims[2]):
            target = Target(1, claim_id(FILE.sha256, claim.spans))
            decide(session, target, Action.ACCEPT, Reviewer("Ann", "heard it"))
        text = TEXT.replace(" It might rain in O'Brien-on-Sea.", " That is all.")
        save(session, replace(FILE, text=text, title="News"), replace(EXTRACTION, claims=EXTRACTION.claims[:2]))
    return database


def test_nothing_counts_an_earlier_version(changed: Database) -> None:
    with reading(changed) as session:
        assert [row["version"] for row in articles(session)] == [2]
        assert [row["claims"] for row in articles(session, every=True)] == [4, 2]
        assert [row["claims"] for row in summary_by_article(session)] == [2]
        assert [row["total"] for row in speakers(session)] == [1, 1]
        assert all(len(row["aliases"]) == 1 for row in speakers(session))
        assert [row["claims"] for row in summary_by_speaker(session)] == [1, 1]
        assert {row["article_id"] for row in claims(session)} == {2}
        assert list(claims(session, ClaimFilter(article=1))) == []
        assert [article.title for article, _ in load_all(session)] == ["News"]
        assert list(candidates(session)) == []


def test_decisions_go_along_or_are_called_orphans(changed: Database) -> None:
    with reading(changed) as session:
        assert outcomes(session, 2) == {"moved": 1, "orphaned": 1}
        assert list(prove(session)) == []


def test_a_name_means_the_newest_version_and_an_id_or_a_hash_that_very_text(changed: Database) -> None:
    with reading(changed) as session:
        for wanted in ("page", "page.txt", FILE.source, "news", "Page@2", "1@2"):
            assert find_article(session, wanted) == 2
        for wanted in ("1", FILE.sha256, FILE.sha256[:8], "page@1", "news@1", "2@1"):
            assert find_article(session, wanted) == 1
        with pytest.raises(NotFoundError, match=r"page@3: its versions are 1 to 2$"):
            find_article(session, "page@3")


def save_ten(url: str, letter: str) -> None:
    engine = make_engine(url)
    for number in range(10):
        text = f"{letter}{number}"
        with writing(engine) as session:
            save(session, replace(PAGE, text=text), Extraction(ENGINE, (), (Claim((Span(0, len(text)),)),)))


def test_versions_that_several_import_at_once(database: Database, database_url: str) -> None:
    store(database, PAGE, "A")
    assert at_once(save_ten, *((database_url, letter) for letter in "BCD")) == [0, 0, 0]
    with reading(database) as session:
        known = versions(session, 1)
        assert len({row["article_id"] for row in known}) == len(known) == 31
        assert [(row["id"], row["version"]) for row in articles(session)] == [(known[-1]["article_id"], 31)]
        assert list(problems(session.connection())) == []
