"""Every room answers, for people and for programs, on SQLite and on PostgreSQL, with what the store holds."""

import csv
import html
import io
import json
import re
import time
from zipfile import ZipFile

import html5lib
import pytest
from starlette.testclient import TestClient

from factdb.formats.csv import unprotect
from factdb.store.connect import reading
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.schema.view import REPORT_COLUMNS
from factdb.text.alone import without_context
from factdb.web.site import Site
from tests.web.conftest import send

PAGES = (
    "/",
    "/articles",
    "/articles?q=bridge&sort=claims",
    "/articles/6",
    "/articles/1",
    "/articles/6/changes",
    "/claims",
    "/claims?sort=unsure&size=5",
    "/claims?state=rejected",
    "/claims?columns=claim&columns=hedge_kinds&columns=denied",
    "/speakers",
    "/speakers?q=lindqvist&kind=person&sort=name",
    "/speakers/candidates",
    "/review",
    "/history",
    "/pictures",
    "/pictures/outlets",
    "/import",
    "/api",
    "/people",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_people_and_programs(reader: TestClient, path: str) -> None:
    page = reader.get(path)
    assert page.status_code == 200, page.text
    assert page.headers["content-type"].startswith("text/html")
    html5lib.HTMLParser(strict=True).parse(page.text)
    told = reader.get(path, headers={"Accept": "application/json"})
    assert told.status_code == 200
    assert isinstance(told.json(), dict)
    if path != "/":
        bare, _, words = path.partition("?")
        assert reader.get(f"{bare}.json?{words}").json().keys() == told.json().keys()


@pytest.mark.parametrize("path", ["/claims?statsu=quoted", "/history?since=2024-01-01", "/speakers/1?status=quoted"])
def test_programs_are_told_of_conditions_that_are_none(reader: TestClient, path: str) -> None:
    refused = reader.get(path, headers={"Accept": "application/json"})
    assert refused.status_code == 400
    assert "is not known here" in refused.text
    assert reader.get(path).status_code == 200  # links in people's mail carry words of others


def test_an_article_is_its_text_with_every_claim_marked(reader: TestClient) -> None:
    told = reader.get("/articles/6.json").json()
    for one in told["claims"]:
        assert " … ".join(told["text"][start:end] for start, end in one["spans"]) == one["claim"]
    page = reader.get("/articles/6").text
    for one in told["claims"]:
        assert f'id="c-{one["id"]}"' in page
        assert f'href="/articles/6/claims/{one["id"]}"' in page


def test_a_claim_has_an_address_that_finds_it(reader: TestClient) -> None:
    one = reader.get("/articles/6.json").json()["claims"][2]
    found = reader.get(f"/claims/{one['id'][:8]}")
    assert found.url.path == f"/articles/6/claims/{one['id']}"
    assert 'class="panel"' in found.text


def test_the_listing_is_that_of_the_command_line(reader: TestClient, read_site: Site) -> None:
    with reading(read_site.database) as session:
        expected = [
            (row["article_id"], row["claim_id"], row["speaker"])
            for row in claims(session, ClaimFilter(furniture=False))
        ]
    told, after = [], None
    while True:
        params = {"size": "7"} | ({"after": after} if after else {})
        page = reader.get("/claims.json", params=params).json()
        told += [(row["article_id"], row["claim_id"], row["speaker"]) for row in page["claims"]]
        after = page["next"]
        if after is None:
            break
    assert told == expected
    assert page["total"] == len(expected)


def test_a_claim_is_listed_with_what_it_refers_to(reader: TestClient) -> None:
    told = reader.get("/claims.json", params={"size": "500"}).json()["claims"]
    leaning = [(*without_context(claim["reading"]), claim["claim"]) for claim in told if claim["reading"]]
    page = html.unescape(re.sub(r"<[^>]*>", "", reader.get("/claims?size=500").text))
    assert any(words != claim for words, _, claim in leaning)
    assert any(context for _, context, _ in leaning)
    for words, context, _ in leaning:
        assert words[:100] in page
        assert context[:100] in page


def test_pages_go_back_as_they_came(reader: TestClient) -> None:
    first = reader.get("/claims.json?sort=sure&size=5").json()
    second = reader.get("/claims.json", params={"sort": "sure", "size": "5", "after": first["next"]}).json()
    third = reader.get("/claims.json", params={"sort": "sure", "size": "5", "after": second["next"]}).json()
    again = reader.get("/claims.json", params={"sort": "sure", "size": "5", "after": third["previous"]}).json()
    assert again["claims"] == second["claims"]
    confidences = [row["confidence"] for page in (first, second, third) for row in page["claims"]]
    assert confidences == sorted(confidences, reverse=True)


def test_facets_count_what_choosing_them_lists(reader: TestClient) -> None:
    told = reader.get("/claims.json?publisher=Harwick+Courier").json()
    for name, choices in told["facets"].items():
        for choice in choices:
            params = {"publisher": "Harwick Courier", name: choice["value"]}
            assert reader.get("/claims.json", params=params).json()["total"] == choice["count"], (name, choice)


def test_claims_of_several_speakers_of_a_month_and_of_some_confidence(reader: TestClient) -> None:
    everything = reader.get("/claims.json?size=500").json()
    speakers = [choice["value"] for choice in everything["facets"]["speaker"]][:2]
    theirs = [row for row in everything["claims"] if str(row["speaker_id"]) in speakers]
    sure = sorted(row["confidence"] for row in theirs)[len(theirs) // 3]
    asked = f"speaker={speakers[0]}&speaker={speakers[1]}&min_confidence={sure}&since=2025-10&until=2025-11"
    path = f"/claims?{asked}"
    expected = [row for row in theirs if row["confidence"] >= sure and "2025-10" <= row["published"][:7] <= "2025-11"]
    assert 0 < len(expected) < len(theirs)
    assert reader.get(f"/claims.json?size=500&{asked}").json()["claims"] == expected
    page = reader.get(f"{path}&speaker=Nobody+At+All").text
    assert 'role="alert"' in page  # and whoever is called so is told
    page = reader.get(path).text
    assert all(f'name="speaker" value="{number}" checked' in page for number in speakers)
    assert all(f'value="{day}"' in page for day in ("2025-10-01", "2025-11-30", sure))
    for wrong in ("1.5", "nan", "sure"):
        assert reader.get(f"/claims?min_confidence={wrong}").status_code == 422


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"swing bridge"', "swing bridge"),
        ("herr*", "herring"),
        ("“nothing left”", "nothing left"),
        ("LUNE bridge", "lune"),
    ],
)
def test_words_phrases_and_beginnings_are_found(reader: TestClient, typed: str, words: str) -> None:
    told = reader.get("/claims.json", params={"q": typed}).json()
    assert told["claims"]
    assert all(words in row["claim"].casefold() for row in told["claims"])


def test_a_phrase_is_no_bag_of_words(reader: TestClient) -> None:
    assert reader.get("/claims.json", params={"q": "bridge swing"}).json()["total"]
    assert not reader.get("/claims.json", params={"q": '"bridge swing"'}).json()["total"]


@pytest.mark.parametrize(
    "query", ["q=bridge&sort=newest", "status=quoted&columns=claim&columns=speaker&columns=published"]
)
def test_a_download_is_what_is_seen(reader: TestClient, query: str) -> None:
    seen = reader.get(f"/claims.json?size=500&{query}").json()["claims"]
    columns = [part.split("=")[1] for part in query.split("&") if part.startswith("columns")] or list(REPORT_COLUMNS)
    rows = list(csv.DictReader(io.StringIO(reader.get(f"/claims/download?format=csv&{query}").text)))
    assert [unprotect(row["claim"]) for row in rows] == [row["claim"] for row in seen]
    assert list(rows[0]) == columns
    lines = reader.get(f"/claims/download?format=jsonl&{query}").text.splitlines()
    assert [json.loads(line) for line in lines] == [{name: row[name] for name in columns} for row in seen]
    sheet = ZipFile(io.BytesIO(reader.get(f"/claims/download?format=xlsx&{query}").content)).read(
        "xl/worksheets/sheet1.xml"
    )
    assert sheet.count(b"<row ") == len(seen) + 1
    assert b"<f>" not in sheet


def test_what_is_decided_is_counted_at_once(jane: TestClient) -> None:
    before = jane.get("/review.json").json()["waiting"]
    one = jane.get("/claims.json?state=open&size=1").json()["claims"][0]
    answer = send(jane, f"/decide/{one['article_id']}/{one['claim_id']}", {"action": "accept", "seen": "0"})
    assert answer.status_code == 200
    assert "accepted" in answer.text
    html5lib.HTMLParser(strict=True).parse(answer.text)
    assert jane.get("/review.json").json()["waiting"] == before - 1


def test_an_import_is_followed_to_its_end(jane: TestClient) -> None:
    files = [("files", ("../../quay.txt", b"The quay is closed, Ann Lee said.")), ("files", ("no.txt", b"\0\1"))]
    answer = send(jane, "/import", {"collection": "town"}, files=files)
    told = done(jane, answer.url.path)
    saved, failed = told["outcomes"]
    assert saved["name"] == "quay"
    assert failed["error"].startswith("no.txt")
    assert jane.get(f"/articles/{saved['article']}.json").json()["source"] == "quay.txt"
    pasted = {
        "text": "“We are back,” said Bob Ray.",
        "title": "Back",
        "url": "https://example.org/back",
        "published": "2025-02-03",
    }
    told = done(jane, send(jane, "/import", pasted).url.path)
    article = jane.get(f"/articles/{told['outcomes'][0]['article']}.json").json()
    assert (article["title"], article["source"], article["published"][:10]) == (
        "Back",
        "https://example.org/back",
        "2025-02-03",
    )


def done(jane: TestClient, path: str) -> dict:  # type: ignore[type-arg]
    while not (told := jane.get(f"{path}.json").json())["done"]:
        time.sleep(0.05)
    return dict(told)


def test_speakers_are_merged_and_parted_again(jane: TestClient) -> None:
    pair = jane.get("/speakers/candidates.json").json()["pairs"][0]
    into, gone = str(pair["speaker_id"]), str(pair["other_id"])
    before = {one["id"]: one["claims"] for one in jane.get("/speakers.json").json()["speakers"]}
    answer = send(jane, "/speakers/merge", {"into": into, "gone": gone, "back": "/speakers/candidates"})
    assert answer.url.path == "/speakers/candidates"
    after = {one["id"]: one["claims"] for one in jane.get("/speakers.json").json()["speakers"]}
    assert after[int(into)] == before[int(into)] + before[int(gone)]
    assert int(gone) not in after
    send(jane, "/undo", {"back": "/speakers"})
    assert {one["id"]: one["claims"] for one in jane.get("/speakers.json").json()["speakers"]} == before


def test_who_was_merged_away_leads_to_whom_it_is_now(jane: TestClient) -> None:
    speakers = jane.get("/speakers.json").json()["speakers"]
    gone, into = (one for one in speakers if one["kind"] == "person" and one["name"] in ("Ida Lindqvist", "Lindqvist"))
    for surname, full in ((gone, into), (into, gone)):
        told = send(jane, "/speakers/merge", {"into": str(surname["id"]), "gone": str(full["id"])}).text
        assert ("is what it is called" in told) == full["name"].endswith(f" {surname['name']}")
        answer = jane.get(f"/speakers/{full['id']}")
        assert answer.url.path == f"/speakers/{surname['id']}"
        assert f"{full['name']} is {surname['name']} now" in answer.text
        newest = jane.get("/history.json").json()["decisions"][0]["id"]
        assert f'name="correction" value="{newest}"' in answer.text
        back = f"/speakers/{full['id']}"
        assert send(jane, "/undo", {"correction": str(newest), "back": back}).url.path == back


def test_whoever_has_more_of_the_name_that_is_asked_for_is_told(reader: TestClient) -> None:
    page = reader.get("/claims", params={"speaker": "Lindqvist"}).text
    assert "Lindqvist: not those of" in page and "(Anna Lindqvist, person); name them if they are meant." in page
    assert "not those of" not in reader.get("/claims", params={"speaker": "Anna Lindqvist"}).text


def test_part_of_what_a_speaker_says_is_another_s_and_a_name_finds_one(jane: TestClient) -> None:
    one = next(
        row for row in jane.get("/speakers.json").json()["speakers"] if row["claims"] > 1 and row["articles"] > 1
    )
    there = f"/speakers/{one['id']}"
    said = jane.get(f"{there}.json").json()["claims"]
    article = str(said[0]["article_id"])
    assert f'name="article" value="{article}"' in jane.get(there).text
    answer = send(jane, f"{there}/split", {"article": article, "name": "Somebody Else"})
    new = jane.get(f"{answer.url.path}.json").json()
    assert (new["speaker"]["name"], new["articles"]) == ("Somebody Else", 1)
    assert jane.get(f"{there}.json").json()["total"] == one["claims"] - new["total"]
    send(jane, "/undo", {"back": "/speakers"})
    assert jane.get(f"{there}.json").json()["total"] == one["claims"]
    assert send(jane, f"{there}/split", {"name": "Nobody"}).status_code == 422
    send(jane, f"{there}/alias", {"alias": "The Old Fox"})
    assert [row["id"] for row in jane.get("/speakers.json?q=the old fox").json()["speakers"]] == [one["id"]]


def test_of_what_kind_a_speaker_is_is_said_and_taken_back(jane: TestClient) -> None:
    def groups() -> int:
        return int(jane.get("/claims.json", params={"speaker_kind": "group"}).json()["total"])

    before = groups()
    one = next(row for row in jane.get("/speakers.json").json()["speakers"] if row["kind"] == "person")
    answer = send(jane, f"/speakers/{one['id']}/kind", {"kind": "group", "reason": "a band"})
    assert "<option selected>group</option>" in answer.text
    assert groups() == before + one["claims"]
    send(jane, "/undo", {"back": "/speakers"})
    assert groups() == before


def test_changes_stand_side_by_side(reader: TestClient) -> None:
    told = reader.get("/articles/6/changes.json").json()
    assert {tuple(row["changes"]) for row in told["changes"]} >= {("reworded",), ("added",)}
    page = reader.get("/articles/6/changes").text
    assert "<del>1,400 </del>" in page
    assert "<ins>1,150 </ins>" in page


def test_pictures_are_their_numbers(reader: TestClient) -> None:
    for picture in reader.get("/pictures.json").json()["pictures"]:
        file = reader.get(f"/pictures/{picture['name']}", params={"format": "csv"}).text
        assert len(list(csv.DictReader(io.StringIO(file)))) == len(picture["rows"])
        svg = reader.get(f"/pictures/{picture['name']}", params={"format": "svg"})
        assert svg.headers["content-type"].startswith("image/svg+xml")
    shares = reader.get("/pictures/outlets.json").json()["rows"]
    total = reader.get("/claims.json").json()["total"]
    assert sum(row["claims"] for row in shares) == total


def test_the_description_for_programs_is_of_every_address(reader: TestClient) -> None:
    paths = reader.get("/openapi.json").json()["paths"]
    for path in ("/claims.json", "/articles/{article}.json", "/speakers/{speaker}.json", "/pictures.json"):
        assert "get" in paths[path]
    assert "post" in paths["/undo.json"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/999", 404),
        ("/articles/x", 422),
        (f"/articles/{'9' * 30}", 422),
        ("/articles/6/claims/ffff", 404),
        ("/claims?status=true", 422),
        ("/claims?since=someday", 422),
        ("/claims?size=0", 422),
        ("/claims/download?format=exe", 422),
        ("/speakers/999", 404),
        ("/pictures/none", 404),
        ("/import/77", 404),
        ("/nowhere", 404),
        ("/articles?q=" + "x" * 3000, 422),
    ],
)
def test_what_is_wrong_is_said_in_a_line(reader: TestClient, path: str, status: int) -> None:
    page = reader.get(path)
    assert page.status_code == status
    assert "Traceback" not in page.text
    told = reader.get(path, headers={"Accept": "application/json"})
    assert told.status_code == status
    assert list(told.json()) == ["error"]
