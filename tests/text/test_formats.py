"""Real files of every format: the right articles, their words in order and whole, and what is said about them."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers import FORMATS, Reading, read
from tests.text.stories import FERRY, FILES, SCHOOL, STORIES, WATER, Story

ALL = (FERRY, SCHOOL, WATER)
# Which fields a file of each kind tells: title, author, outlet, day.
EVERYTHING = "taod"
# The office programs write the day of the story into its text, and know no outlet.
OFFICE = "ta"

MANY = {
    **dict.fromkeys(("array.json", "lines.jsonl", "table.csv", "table.tsv", "semicolons.csv"), EVERYTHING),
    **dict.fromkeys(("table.xlsx", "two-sheets.xlsx", "by-libreoffice.xlsx"), EVERYTHING),
    **dict.fromkeys(("pages.warc", "pages.warc.gz", "message.newsml.xml", "letters.mbox"), EVERYTHING),
    "crawler.jsonl": EVERYTHING,
    "wire.ndjson": EVERYTHING,
    **dict.fromkeys(("thunderbird.mbox", "webmail.mbox"), "tad"),
    "interface.json": "ta",
    "rendered.json": "td",
    "feed.atom": "tad",
    "feed.rss": "ta",
}
ONE = {
    **{f"{slug}.{ending}": OFFICE for slug in STORIES for ending in ("docx", "odt", "rtf", "pdf")},
    **{f"{slug}.{ending}": EVERYTHING for slug in STORIES for ending in ("html", "eml", "nitf.xml", "epub", "md")},
    **{f"{slug}.txt": "t" for slug in STORIES},
    **dict.fromkeys(("one.json", "one.warc", "ferry.newsml.xml", "ferry-saved.html", "saved.mhtml"), EVERYTHING),
    **{f"ferry.html.{ending}": EVERYTHING for ending in ("gz", "bz2", "xz", "zst")},
}


# Of these the original is what is in them.
NOT_WHOLE = (".epub", ".mhtml", ".warc", ".gz", ".bz2", ".xz", ".zst")
AS_USUAL = Reading()


def articles(path: Path, reading: Reading = AS_USUAL) -> list[Article]:
    found = list(read(path, reading=reading))
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def words(text: str) -> str:
    """One space between words: a document may break a line, or keep "Dr." and a name together."""
    return " ".join(text.split())


def check(article: Article, story: Story, told: str) -> None:
    text, at = words(article.text), 0
    for paragraph in story.paragraphs:
        at = text.find(paragraph, at)
        assert at >= 0, f"missing, or out of order: {paragraph}"
    for unwanted in ("cookies", "Home", "Tweet", "Photo: staff", "Something else", "says a reader", "© 2025"):
        assert unwanted not in article.text
    day = f"{article.published:%Y-%m-%d}" if article.published else ""
    said = {"t": article.title, "a": article.author, "o": article.publisher, "d": day}
    meant = {"t": story.title, "a": story.author, "o": story.outlet, "d": story.day}
    assert {field: said[field] for field in told} == {field: meant[field] for field in told}
    assert article.language == "en"


@pytest.mark.parametrize("name", MANY)
def test_files_of_many_articles(name: str) -> None:
    found = articles(FILES / name)
    assert len(found) == len(ALL)
    for article, story in zip(found, ALL, strict=True):
        check(article, story, MANY[name])
    assert len({article.name for article in found}) == len({article.source for article in found}) == len(ALL)


@pytest.mark.parametrize("name", ONE)
def test_files_of_one_article(name: str) -> None:
    [article] = articles(FILES / name)
    slug = name.partition(".")[0].partition("-")[0]
    story = STORIES.get(slug, FERRY)
    if name.endswith((".epub", ".docx", ".odt", ".rtf")) and slug == "water":
        assert "Dr.\u00a0Samir" in article.text, "pandoc keeps the two together, and so does the stored text"
    check(article, story, ONE[name])


def test_no_format_is_without_three_files() -> None:
    made: dict[str, set[str]] = {"warc": {"one.warc", "pages.warc", "pages.warc.gz"}}
    for name in (*MANY, *ONE, "talk.srt", "hearing.vtt", "plain.srt", "summaries.rss"):
        for article in articles(FILES / name):
            made.setdefault(article.origin.reader.partition(" ")[0], set()).add(name)
    assert {name for name in FORMATS if len(made.get(name, ())) < 3} == set()


@pytest.mark.parametrize("name", ["ferry.docx", "ferry.odt", "ferry.rtf", "ferry.pdf", "ferry.epub", "ferry.html"])
def test_headings_and_lists_are_kept(name: str) -> None:
    [article] = articles(FILES / name)
    assert "What comes next" in article.text
    assert FERRY.last in article.text


@pytest.mark.parametrize("name", [*MANY, *ONE])
def test_every_article_tells_where_it_came_from(name: str) -> None:
    for article in articles(FILES / name, Reading(originals=True)):
        assert article.origin.sha256 == hashlib.sha256(article.original).hexdigest()
        assert re.fullmatch(r"[\w.+-]+/[\w.+-]+", article.origin.media_type)
        assert re.fullmatch(r"\w+ \([\w.]+ \d[\w.]*\)", article.origin.reader)


@pytest.mark.parametrize("name", [name for name in ONE if not name.endswith(NOT_WHOLE)])
def test_the_original_of_a_file_with_one_article_is_all_of_the_file(name: str) -> None:
    whole = (FILES / name).read_bytes()
    for reading in (Reading(originals=True), AS_USUAL):
        [article] = articles(FILES / name, reading)
        assert article.origin.sha256 == hashlib.sha256(whole).hexdigest()
        assert article.original == (whole if reading.originals else b"")


def test_a_pdf_tells_the_page_of_every_word() -> None:
    [article] = articles(FILES / "ferry.pdf")
    assert [locator.fragment for locator in article.locators] == ["page=1"]


def test_subtitles_tell_who_speaks_and_when() -> None:
    [talk] = articles(FILES / "talk.srt")
    assert talk.text == (
        "MARA QUIST: Commissioner, why now?\n\n"
        "IDA BRANDT: Because the hull could break in a heavy sea. We had no choice.\n\n"
        "MARA QUIST: The company says that it didn’t know."
    )
    [hearing] = articles(FILES / "hearing.vtt")
    assert hearing.title == "Hearing on the schools"
    assert hearing.text == (
        "Petra Lindholm: Nobody here wanted long bus rides. We may look at it again in 2027.\n\n"
        "Karl Ostrow: You bought yourself a spring of quiet & no more."
    )
    [plain] = articles(FILES / "plain.srt")
    times = {locator.fragment: plain.text[locator.start :][:12] for locator in plain.locators}
    assert times == {"t=1": "The health o", "t=3.1": "that residen", "t=80": "The cause is"}


def test_an_archive_gives_what_is_in_it_and_names_what_is_no_text() -> None:
    found = list(read(FILES / "mixed.zip"))
    assert [type(one) for one in found] == [Article, Article, Article, InputError]
    assert str(found[-1]).endswith("mixed.zip/news/logo.png: an image (PNG); there is no article in it")
    assert [getattr(one, "source", "")[-16:] for one in found[1:3]] == ["news/school.docx", ".zip/news/water.eml"[-16:]]
    assert [one.name for one in articles(FILES / "mixed.tar.gz")] == ["ferry", "school", "ferry", "school", "water"]


def test_what_is_attached_and_what_is_only_a_summary_is_said() -> None:
    [mail] = articles(FILES / "water.eml")
    assert mail.notes == (f"{FILES / 'water.eml'}: not read, what is attached: test.pdf",)
    assert mail.extra["To"] == "list@readers.example"
    assert all("only summaries" in one.notes[0] for one in articles(FILES / "summaries.rss"))


def test_a_format_may_be_chosen() -> None:
    [article] = articles(FILES / "ferry.html", Reading("text"))
    assert article.text.startswith("<!DOCTYPE html>")


def test_a_field_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Artikel,Wann\nIt rained.,2025-03-04\n")
    [error] = read(path)
    assert "no column of text among Artikel, Wann" in str(error)
    [article] = articles(path, Reading(fields={"Artikel": "text", "wann": "published"}))
    assert article.text == "It rained."
    assert article.published is not None


def test_a_library_that_a_field_needs_is_named_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sys

    for name in ("lxml", "lxml.html", "factdb.text.readers.web.blocks"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "lxml", None)
    (tmp_path / "feed.json").write_text('{"items": [{"content_html": "<p>It rained.</p><p>It snowed.</p>"}]}')
    [error] = read(tmp_path / "feed.json")
    assert str(error).endswith('feed.json: reading json needs lxml; install it: pip install "factdb[html]"')


def test_a_missing_library_is_named_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    modules: dict[str, Any] = {"pypdfium2": None, "factdb.text.readers.prose.pdf": None}
    for name in modules:
        monkeypatch.setitem(sys.modules, name, None)
    [error] = read(FILES / "ferry.pdf")
    assert str(error).endswith('reading pdf needs pypdfium2; install it: pip install "factdb[pdf]"')
