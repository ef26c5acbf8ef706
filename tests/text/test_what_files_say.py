"""What files of newsrooms say of an article beside its text."""

import io
import json
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from factdb.errors import InputError, Remedy
from factdb.records import Article
from factdb.text.readers import read_document
from factdb.text.readers.document import Document, Reading
from factdb.text.readers.fields import author_in_properties
from tests.text import documents

PARAGRAPHS = (
    "The harbour master said on Thursday that the ferry would be laid up until the end of the year, a decision that was"
    " met with anger.",
    "“We shall not be moved,” said Ann Lee, who keeps the shop on the island and sells what the ferry brings.",
    "The council is to meet on Monday to talk about a bus that would run around the fjord instead, the mayor wrote.",
)


def read(data: bytes, name: str, **given: object) -> list[Article | InputError]:
    return list(read_document(Document(BytesIO(data), name, name, reading=Reading(given=given))))


def article(data: bytes, name: str, **given: object) -> Article:
    [found] = read(data, name, **given)
    assert isinstance(found, Article)
    return found


def word(creator: str, *paragraphs: str) -> bytes:
    file = io.BytesIO(documents.docx("", paragraphs))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(
            "docProps/core.xml",
            f"<p xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>{creator}</dc:creator></p>",
        )
    return file.getvalue()


@pytest.mark.parametrize(
    "name", ["anonymous", "Microsoft Office User", "python-docx", "PAPER\\jdoe", "Admin", "", " - "]
)
def test_a_program_or_an_account_is_no_author(name: str) -> None:
    assert author_in_properties(name) == ""
    assert article(word(name, *PARAGRAPHS), "ferry.docx").author == ""


def test_a_byline_goes_before_who_made_the_file() -> None:
    assert article(word("Bo Quist", *PARAGRAPHS), "ferry.docx").author == "Bo Quist"
    with_byline = word("Bo Quist", "Ferry laid up", "By Ann Lee", *PARAGRAPHS)
    assert article(with_byline, "ferry.docx").author == "Ann Lee"
    assert article(with_byline, "ferry.docx", author="Cy Dunn").author == "Bo Quist"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0033)https://post.example/news/ferry -->",
        "<!--\n Page saved with SingleFile \n url: https://post.example/news/ferry \n saved date: Thu Mar 12 2026\n-->",
    ],
)
def test_the_address_in_a_page_that_a_browser_saved(comment: str) -> None:
    page = documents.html_page("Ferry laid up", PARAGRAPHS).replace(b"<html", f"{comment}<html".encode(), 1)
    assert article(page, "ferry.html").source == "https://post.example/news/ferry"
    canonical = page.replace(b"</head>", b"<link rel='canonical' href='https://post.example/ferry'></head>")
    assert article(canonical, "ferry.html").source == "https://post.example/ferry"


def test_a_json_feed_is_of_its_outlet() -> None:
    items = [{"id": n, "url": f"https://post.example/{n}", "content_text": " ".join(PARAGRAPHS)} for n in "12"]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": items}
    assert [one.publisher for one in read(json.dumps(feed).encode(), "feed.json")] == ["Harbour Post"] * 2  # type: ignore[union-attr]


def test_a_feed_with_whole_articles_in_its_descriptions_has_no_summaries() -> None:
    def feed(words: str) -> bytes:
        item = f"<item><title>Ferry</title><description><![CDATA[{words}]]></description></item>"
        return f"<rss version='2.0'><channel><title>Post</title>{item}</channel></rss>".encode()

    assert article(feed("".join(f"<p>{one}</p>" for one in PARAGRAPHS)), "rss.xml").notes == ()
    assert "only summaries" in article(feed(PARAGRAPHS[0]), "rss.xml").notes[0]


@pytest.mark.parametrize("text", ["https://a.example/1\nhttps://a.example/2\n", "\n https://a.example/1 \r\n\r\n"])
def test_a_list_of_addresses_is_no_article(text: str) -> None:
    [error] = read(text.encode(), "list.txt")
    assert isinstance(error, InputError) and "a list of addresses" in str(error)
    assert error.remedy is Remedy.FETCH_LISTED
    assert article(f"{PARAGRAPHS[0]}\nhttps://a.example/1\n".encode(), "story.txt")
    assert article(f"{text * 4000}\n{PARAGRAPHS[0]}\n".encode(), "story.txt")


@pytest.mark.parametrize(
    "columns",
    [
        ("article_headline", "article_body", "publish_dt", "news_source", "reporter_name", "web_link"),
        ("Überschrift", "Artikeltext", "Erscheinungsdatum", "Zeitung", "Autor", "URL"),
        ("Titre", "Texte", "Date de publication", "Journal", "Auteur", "Link"),
        ("Título", "Contenido", "Fecha", "Medio", "Autor", "URL"),
    ],
)
def test_columns_by_other_names(columns: tuple[str, ...]) -> None:
    row = ("Ferry laid up", PARAGRAPHS[2], "2026-03-12", "Harbour Post", "Ann Lee", "https://post.example/1")
    found = article(f"{';'.join(columns)}\n{';'.join(row)}\n".encode(), "list.csv")
    assert (found.title, found.text, found.publisher, found.author, found.source) == (*row[:2], *row[3:])
    assert f"{found.published:%Y-%m-%d}" == row[2]


def test_a_byline_of_newsml_names_people() -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    item = (
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1'><contentMeta><headline>Ferry</headline>"
        "<by>By Ann Lee</by></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    )
    assert article(item.encode(), "item.xml").author == "Ann Lee"


@pytest.mark.parametrize(
    "above",
    [
        "sep=;\r\n",
        "Results for: ferry\n\n",
        "\n\n",
        "Export;of;March\nby the desk\n",
        "\ufeffsep=;\n",
        "\n" * 25,
        ";;\n" * 25,
    ],
)
def test_the_names_of_columns_stand_below_what_an_export_says_of_itself(above: str) -> None:
    table = f'{above}Title;Text;Date\nFerry;"{PARAGRAPHS[1]}";2026-03-12\n'
    found = article(table.encode(), "list.csv")
    assert (found.title, found.text, found.extra) == ("Ferry", PARAGRAPHS[1], {})


def test_an_excel_table_with_a_title_above() -> None:
    book, file = Workbook(), io.BytesIO()
    for row in (["Export of March"], [], ["Headline", "Body", "Outlet"], ["Ferry", PARAGRAPHS[1], "Harbour Post"]):
        book.worksheets[0].append(row)
    book.save(file)
    found = article(file.getvalue(), "list.xlsx")
    assert (found.title, found.text, found.publisher) == ("Ferry", PARAGRAPHS[1], "Harbour Post")


def test_a_table_without_a_text_names_its_first_row() -> None:
    [error] = read(b"Export of March\n\nA,B\n1,2\n", "list.csv")
    assert "no column of text among Export of March; " in str(error)


def test_json_of_a_site() -> None:
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    post = {"title": {"rendered": "Ferry &#8211; laid up"}, "content": {"rendered": body}, "author": 3}
    found = article(json.dumps([post]).encode(), "posts.json")
    assert (found.title, found.author, found.text) == ("Ferry – laid up", "", "\n\n".join(PARAGRAPHS))
    inside = {"webTitle": "Ferry", "webPublicationDate": "2026-03-12", "fields": {"bodyText": PARAGRAPHS[0]}}
    found = article(json.dumps({"results": [inside]}).encode(), "results.json")
    assert (found.title, found.text, found.extra) == ("Ferry", PARAGRAPHS[0], {})
    assert f"{found.published:%Y-%m-%d}" == "2026-03-12"


def captions(*cues: str) -> str:
    timed = (f"00:0{number}.000 --> 00:0{number + 1}.000\n{cue}\n" for number, cue in enumerate(cues))
    return article("\n".join(["WEBVTT\n", *timed]).encode(), "talk.vtt").text


def test_captions_that_roll_up_are_read_once() -> None:
    rolling = captions(
        " \nthe<00:00.400><c> ferry</c><00:00.800><c> is</c>",
        "the ferry is\n ",
        "the ferry is\nlaid<00:02.879><c> up</c>",
        "laid up\n ",
        "laid up\nfor the winter",
    )
    assert rolling == "the ferry is laid up for the winter"


def test_who_is_named_above_the_times_speaks() -> None:
    cues = [('1 "Ann Lee" (2481)', "Good morning."), ('2 "Bo Roe" (2399)', "I came\nby boat."), ("3", "It was late.")]
    timed = [f"{above}\n00:0{n}.000 --> 00:0{n + 1}.000\n{said}\n" for n, (above, said) in enumerate(cues)]
    found = article("\n".join(["WEBVTT\n", *timed]).encode(), "talk.vtt").text
    assert found == "Ann Lee: Good morning.\n\nBo Roe: I came by boat. It was late."


def test_who_is_named_in_brackets_speaks_and_what_is_heard_does_not() -> None:
    assert captions("[Nina] Who lived here?", "[Applause] My aunt.", "[Spanish] Mi tía.", "[door creaks] Here.") == (
        "Nina: Who lived here? [Applause] My aunt. [Spanish] Mi tía. [door creaks] Here."
    )


def test_who_says_the_same_twice_says_it_twice() -> None:
    assert (
        captions("No.", "No.", "It is laid up.", "For good?", "For good.")
        == "No. No. It is laid up. For good? For good."
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.url", b"[InternetShortcut]\r\nURL=https://post.example/1\r\n", "a link"),
        ("a.webloc", b"<?xml version='1.0'?><plist><dict><key>URL</key></dict></plist>", "a link"),
        ("a.webarchive", b"bplist00\xd1\x01\x02", "save the page as HTML"),
    ],
)
def test_what_is_no_article_says_what_to_do(name: str, data: bytes, says: str) -> None:
    [error] = read(data, name)
    assert isinstance(error, InputError) and says in str(error)


def test_a_document_of_pages_says_what_to_do() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Index/Document.iwa", b"\0\1")
    [error] = read(file.getvalue(), "a.pages")
    assert "export it as DOCX" in str(error)


def test_a_page_without_a_title_has_its_first_line() -> None:
    page = f"<html><body><p>Ferry laid up</p>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</body></html>"
    assert article(page.encode(), "doc.html").title == "Ferry laid up"
