"""What is said of articles, and articles taken out, in the browser; and of which days and outlets they are listed."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from starlette.testclient import TestClient

from factdb.ingest import ingest_articles
from factdb.store.connect import reading
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.summary import undated_left_out
from factdb.store.schema.moments import moment_asked
from factdb.web.site import Site
from tests.web import paper
from tests.web.conftest import send


def _form(client: TestClient, path: str) -> dict[str, str]:
    """The fields of the page's form as a browser would send them, but for boxes that nobody ticked."""
    page = client.get(path).text
    fields = re.findall(r'<input(?! type="checkbox")[^>]* name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in fields if name != "q"}


def _of_an_article(client: TestClient, number: int) -> tuple[str, str, str, str]:
    told = client.get(f"/articles/{number}.json").json()
    return told["title"], told["publisher"], told["author"], told["published"]


def _listed(client: TestClient, **conditions: str) -> list[int]:
    return [row["id"] for row in client.get("/articles.json", params=conditions).json()["articles"]]


def test_what_is_said_of_an_article_is_changed_and_taken_back(jane: TestClient) -> None:
    before = _of_an_article(jane, 3)
    path = "/articles/3/describe"
    assert f'href="{path}"' in jane.get("/articles/3").text
    form = _form(jane, path) | {"publisher": "The Quay", "published": "4 March 2025", "reason": "on its first page"}
    page = send(jane, path, form)
    assert page.url.path == "/articles/3"
    assert "publisher: The Lune Gazette to The Quay; date: 2025-09-21T08:00:00+00:00 to 2025-03-04" in page.text
    assert _of_an_article(jane, 3) == (before[0], "The Quay", before[2], "2025-03-04T00:00:00+00:00")
    correction = re.search(r'name="correction" value="(\d+)"', page.text)
    assert correction
    send(jane, "/undo", {"correction": correction[1], "back": "/articles/3"})
    assert _of_an_article(jane, 3) == before


def test_a_field_that_nobody_touched_is_left_as_it_is(jane: TestClient) -> None:
    late = _form(jane, "/articles/3/describe")
    send(jane, "/articles/3/describe", _form(jane, "/articles/3/describe") | {"title": "Open on Sundays"})
    before = _of_an_article(jane, 3)
    send(jane, "/articles/3/describe", late | {"author": ""})
    assert _of_an_article(jane, 3) == ("Open on Sundays", before[1], "", before[3])  # the time of day as well


def test_what_cannot_be_said_is_told_in_the_form(jane: TestClient) -> None:
    form = _form(jane, "/articles/3/describe")
    for changed, told in (
        ({"published": "03/04/2025", "title": "Kept as typed"}, "2025-04-03 (3 April) or 2025-03-04 (4 March)"),
        ({"published": "2025-03"}, "is no day"),
        ({"author": "a\0b"}, "holds what is no text"),
        ({}, "nothing is changed"),
    ):
        refused = send(jane, "/articles/3/describe", form | changed)
        assert refused.status_code == 422
        assert told in refused.text
        if "title" in changed:
            assert 'value="Kept as typed"' in refused.text
            assert 'value="03/04/2025"' in refused.text


def test_an_article_goes_once_one_has_seen_what_goes(jane: TestClient) -> None:
    path = "/articles/4/remove"
    claims = len(jane.get("/articles/4.json").json()["claims"])
    page = jane.get(path).text
    assert re.search(rf"article 4: .*Ferry fares.* · {claims} claims</li>", page)
    assert send(jane, path, {}).status_code == 422  # a form that told nothing
    answer = send(jane, path, _form(jane, path) | {"reason": "a test file"})
    assert "removed Ferry fares rise by a tenth" in answer.text
    assert 4 not in _listed(jane)
    assert jane.get("/articles/4").status_code == 404
    assert jane.get("/claims.json", params={"article": "4"}).json()["total"] == 0
    made = jane.get("/history.json").json()["decisions"][0]
    assert (made["action"], made["reason"]) == ("remove", "a test file")
    assert send(jane, path, {"articles": "4", "decisions": "0"}).status_code == 404


def test_decisions_go_with_it_only_if_that_is_said(jane: TestClient) -> None:
    path = "/articles/2/remove"
    form = _form(jane, path)
    assert form["decisions"] == "4"
    refused = send(jane, path, form)
    assert refused.status_code == 422
    assert "about its claims hold" in refused.text
    some = send(jane, path, form | {"with_decisions": "yes", "decisions": "3"})  # as it was told before the fourth
    assert some.status_code == 409
    assert 2 in _listed(jane)
    assert send(jane, path, form | {"with_decisions": "yes"}).url.path == "/articles"
    assert 2 not in _listed(jane)
    assert jane.get("/history.json").json()["total"] == 5
    history = jane.get("/history").text
    assert history.count("of article 2, which was removed") == 4
    assert "/decide/2/" not in history
    assert 'action="/undo"' not in history  # nobody is offered what cannot be


def test_a_version_goes_with_those_after_it(jane: TestClient) -> None:
    page = jane.get("/articles/1/remove").text
    assert "has a newer version, article 6; remove that as well" in page
    assert "<button>Remove" not in page
    assert "/articles/1/remove?versions=yes" in page
    newest = jane.get("/articles/6/remove").text
    assert re.search(r"The newest version again: <a[^>]*>article 1</a>", newest)
    both = "/articles/1/remove?versions=yes"
    assert "Remove 2 articles" in jane.get(both).text
    fields = re.findall(r'name="articles" value="(\d+)"', jane.get(both).text)
    assert fields == ["1", "6"]
    sent: dict[str, str | list[str]] = {"articles": fields, "decisions": "0"}
    send(jane, "/articles/1/remove", sent)
    assert _listed(jane, q="bridge") == []


@pytest.fixture
def everywhere(jane: TestClient, site: Site) -> TestClient:
    """Jane's browser after the ferry's text stood in another paper in February, and a longer one on no known day."""
    ferry = paper.articles()[3]
    february = datetime(2026, 2, 3, tzinfo=UTC)
    elsewhere = replace(ferry, source="https://tide.example/f", publisher="Morning Tide", published=february)
    undated = replace(ferry, text=f"{ferry.text} Nobody knows why.", source="https://tide.example/g", published=None)
    jane.get("/claims")  # what it keeps in memory is older than both
    assert all(outcome.error is None for outcome in ingest_articles(site.database, [elsewhere, undated]))
    return jane


def test_articles_are_of_every_day_and_outlet_that_had_them(everywhere: TestClient) -> None:
    assert _listed(everywhere, since="2026-01-01") == [4]
    told = everywhere.get("/articles.json", params={"since": "2026-01", "until": "2026"}).json()
    assert [(row["id"], row["publisher"]) for row in told["articles"]] == [(4, "Morning Tide")]
    assert told["undated_left_out"] == 1
    page = everywhere.get("/articles?since=2026").text
    assert "1 article; left out 1 article without a date" in page
    assert 'value="2026-01-01"' in page
    assert "Morning Tide (2)" in page
    assert _listed(everywhere, publisher="The Lune Gazette", since="2026-01-01") == []  # that outlet had it before
    assert sorted(_listed(everywhere, publisher="Morning Tide")) == [4, 5]


@pytest.mark.parametrize(
    ("publisher", "since", "until"),
    [
        ("Morning Tide", None, None),
        (None, "2026-01", None),
        ("Morning Tide", None, "2025"),
        ("The Lune Gazette", "2026-01", None),
    ],
)
def test_claims_are_so_too_as_on_the_command_line(
    everywhere: TestClient, site: Site, publisher: str | None, since: str | None, until: str | None
) -> None:
    given = {"publisher": publisher, "since": since, "until": until}
    params = {name: value for name, value in given.items() if value}
    told = everywhere.get("/claims.json", params={"size": "500", **params}).json()
    begin, end = since and moment_asked(since, time.min), until and moment_asked(until, time.max)
    wanted = ClaimFilter(publisher=publisher, since=begin or None, until=end or None, furniture=False)
    with reading(site.database) as session:
        assert [row["claim_id"] for row in told["claims"]] == [row["claim_id"] for row in claims(session, wanted)]
        assert told["undated_left_out"] == undated_left_out(session, wanted)
    for one in told["facets"]["publisher"]:
        those = everywhere.get("/claims.json", params=params | {"publisher": one["value"]}).json()
        assert those["total"] == one["count"], one
