"""Pages that are fetched by the browser's import, and what a list then tells of copies, places and who relays whom."""

import io
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import ThreadingHTTPServer
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from factdb.ingest import ingest_articles
from factdb.records import Article
from factdb.store.connect import reading
from factdb.store.read.articles import articles
from factdb.text import fetch as module
from factdb.text.fetch import Fetching
from factdb.web.site import Site
from tests.text.stories import FERRY
from tests.text.test_fetch import Site as Pages
from tests.web.conftest import entered, send
from tests.web.paper import BRIDGE_LATER
from tests.web.test_pages import done


@pytest.fixture
def pages() -> Iterator[str]:
    """The address of a site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    module._RULES.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_pages_are_fetched_and_followed(site: Site, pages: str) -> None:
    open_to_all = replace(site, fetching=Fetching(seconds=5, allow_private=True))
    with entered(open_to_all) as jane:
        urls = f"{pages}/moved\n\n {pages}/feed \n{pages}/secret\n{pages}/moved"
        told = done(jane, send(jane, "/import", {"urls": urls}).url.path)
        assert (told["articles"], told["failed"], told["total"]) == (5, 1, 3)
        page, *_, forbidden = told["outcomes"]
        assert "redirected to" in page["notes"][0]
        assert jane.get(f"/articles/{page['article']}.json").json()["title"] == FERRY.title
        assert "robots.txt" in forbidden["error"]


def test_no_private_page_is_fetched(jane: TestClient, pages: str) -> None:
    Pages.asked.clear()
    told = done(jane, send(jane, "/import", {"urls": f"{pages}/story"}).url.path)
    assert "a private address" in told["outcomes"][0]["error"]
    assert Pages.asked == []
    for wrong in ("file:///etc/passwd", "ftp://a.example/b", "news"):
        answer = send(jane, "/import", {"urls": wrong})
        assert answer.status_code == 422 and "is no address of a page" in answer.text
    many = "\n".join(f"https://a.example/{number}" for number in range(101))
    assert "too many at once" in send(jane, "/import", {"urls": many}).text


def test_copies_and_other_places_are_marked(jane: TestClient, filled: Engine) -> None:
    listed = jane.get("/articles.json").json()["articles"]
    assert not any(one["copy_of"] for one in listed) and {one["places"] for one in listed} == {1}
    cut = BRIDGE_LATER.rpartition("\n\n")[0]
    again = [
        Article("Bridge\n\n" + cut, "wire", "https://wire.example/1", "A bridge", "The Wire"),
        Article(BRIDGE_LATER, "same", "https://other.example/2", "The bridge", "The Other"),
    ]
    assert all(outcome.error is None for outcome in ingest_articles(filled, again))
    with reading(filled) as session:
        known = {row["name"]: row["id"] for row in articles(session)}
    rows = {one["name"]: one for one in jane.get("/articles.json").json()["articles"]}
    assert rows["wire"]["copy_of"]["article"] == known["bridge"]
    assert (rows["bridge"]["copy_of"], rows["bridge"]["places"]) == (None, 2)
    page = jane.get("/articles").text
    assert "in 2 places" in page and re.search(r'class="state copy">copy</span> of <a href="/articles/\d+"', page)
    told = jane.get(f"/articles/{known['bridge']}.json").json()
    assert [one["publisher"] for one in told["places"]] == ["Harwick Courier", "The Other"]
    assert [(one["article"], one["is_earlier"]) for one in told["copies"]] == [(known["wire"], False)]
    shown = jane.get(f"/articles/{known['wire']}").text
    assert "Near copies" in shown and "earlier, shares" in shown


def test_who_relays_whom_is_seen_everywhere(jane: TestClient) -> None:
    rows = jane.get("/claims.json?size=200&columns=via&columns=claim").json()["claims"]
    row = next(row for row in rows if row["via"])
    told = f"told by <bdi>{row['via']}</bdi>"
    article = f"/articles/{row['article_id']}"
    claims = jane.get(f"{article}/claims/{row['claim_id']}.json").json()["claims"]
    [number] = {one["speaker_id"] for one in claims if one["id"] == row["claim_id"]}
    for path in ("/claims?size=200", article, f"{article}/report.html", f"/speakers/{number}"):
        assert told in jane.get(path).text, path


def test_what_is_pasted_takes_the_place_of_nothing(jane: TestClient) -> None:
    """Two pasted texts are two articles, in the same collection as well; their source is no file that nobody has."""
    before = jane.get("/articles.json").json()["total"]
    for text in ("The mayor said taxes would rise.", "A whale was seen. Kim Lund said it was ill."):
        told = done(jane, send(jane, "/import", {"text": text, "collection": "Desk"}).url.path)
        [outcome] = told["outcomes"]
        assert outcome["saved"] == "new"
        assert jane.get(f"/articles/{outcome['article']}.json").json()["source"] == "pasted"
    assert jane.get("/articles.json").json()["total"] == before + 2


def test_what_is_sent_has_the_name_that_it_had_wherever_it_lay_meanwhile(jane: TestClient) -> None:
    """Rows of a table and members of an archive too, in their sources and in what is said of them."""
    table = b"Date,Section,Text\n03/11/2026,News,The weir leaks.\n13/11/2026,News,The weir held.\n"
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("sub/weir.txt", "The weir broke. Nobody was hurt.")
    files = [("files", ("weirs.csv", table)), ("files", ("weirs.zip", packed.getvalue()))]
    told = done(jane, send(jane, "/import", {"collection": "Weirs"}, files=files).url.path)
    ids = [outcome["article"] for outcome in told["outcomes"]]
    sources = [jane.get(f"/articles/{number}.json").json()["source"] for number in ids]
    assert sources == ["weirs.csv#1", "weirs.csv#2", "weirs.zip/sub/weir.txt"]
    assert [note.split(":")[0] for note in told["outcomes"][0]["notes"]] == ["weirs.csv", "weirs.csv"]
    path = send(jane, "/import", {"collection": "Weirs"}, files=files).url.path
    again = done(jane, path)
    assert (again["articles"], again["known"], again["claims"]) == (3, 3, 0)
    assert "3 articles, 3 of them there already, 0 claims" in (page := jane.get(path).text)
    assert "weirs-1" in page and "weirs-2" in page


def test_what_is_there_already_is_a_link_to_it_and_a_title_that_it_does_not_get_is_told(jane: TestClient) -> None:
    text = "Gulls nest on the pier, the council said."
    pasted = {"text": text, "title": "Gulls"}
    [first] = done(jane, send(jane, "/import", pasted).url.path)["outcomes"]
    answer = send(jane, "/import", pasted | {"title": "Gulls again"})
    [again] = done(jane, answer.url.path)["outcomes"]
    assert (again["article"], again["title"], again["saved"]) == (first["article"], "Gulls", "unchanged")
    assert any("which stays as it is; not set: title" in note for note in again["notes"])
    page = jane.get(answer.url.path).text
    assert f'href="/articles/{first["article"]}"' in page
    assert "already there" in page
