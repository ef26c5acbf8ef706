"""The review room: a walk, changes by words and by places, undo, and somebody else who was quicker."""

import re

from starlette.testclient import TestClient

from factdb.web.site import Site
from tests.web.conftest import entered, send


def _begin(client: TestClient, **conditions: str) -> str:
    answer = send(client, "/review", conditions)
    assert re.fullmatch(r"/review/[^/]+/\d+", answer.url.path), answer.text
    return str(answer.url.path)


def _claim(client: TestClient, number: int, article: int = 6) -> dict:  # type: ignore[type-arg]
    return dict(client.get(f"/articles/{article}.json").json()["claims"][number])


def test_a_walk_goes_from_the_least_certain_on(jane: TestClient) -> None:
    waiting = jane.get("/review.json").json()
    path = _begin(jane)
    first = jane.get(f"{path}.json").json()
    assert first["claim"]["now"]["id"] == waiting["claims"][0]["claim_id"]
    page = jane.get(path).text
    assert f"1 of {waiting['waiting']}" in page
    after = send(jane, path, {"action": "accept", "seen": "0"})
    assert "1 accepted" in after.text
    assert after.url.path.endswith("/1")
    again = send(jane, str(after.url.path), {"action": "undo"})
    assert again.url.path == path
    assert jane.get("/review.json").json()["waiting"] == waiting["waiting"]


def test_conditions_limit_a_walk(jane: TestClient) -> None:
    path = _begin(jane, article="6", status="quoted")
    assert jane.get(f"{path}.json").json()["claim"]["now"]["status"] == "quoted"
    assert "1 of 3" in jane.get(path).text


def test_the_end_of_a_walk_still_undoes(jane: TestClient) -> None:
    path = _begin(jane, article="6", status="speculative")
    end = send(jane, path, {"action": "reject", "seen": "0"})
    assert "That was the last one" in end.text
    back = send(jane, path, {"action": "undo"})
    assert back.url.path == path


def test_words_that_were_chosen_are_taken_where_they_stand(jane: TestClient) -> None:
    one = _claim(jane, 2)
    text = jane.get("/articles/6.json").json()["text"]
    start = text.index("may close", one["spans"][0][0])  # it stands in the headline as well
    form = {"action": "change", "seen": "0", "words": "may close", "words_at": f"{start}-{start + 9}"}
    answer = send(jane, f"/decide/6/{one['id']}", form)
    assert answer.status_code == 200, answer.text
    spans = [claim["spans"] for claim in jane.get("/articles/6.json").json()["claims"]]
    assert [[start, start + 9]] in spans


def test_places_that_are_not_those_of_the_words_are_not_believed(jane: TestClient) -> None:
    one = _claim(jane, 2)
    form = {"action": "change", "seen": "0", "words": "next spring", "words_at": "0-11"}
    send(jane, f"/decide/6/{one['id']}", form)
    told = jane.get("/articles/6.json").json()
    assert any(claim["claim"] == "next spring" for claim in told["claims"])
    assert all(claim["spans"] != [[0, 11]] for claim in told["claims"])


def test_a_claim_whose_words_another_takes_in_is_told(jane: TestClient) -> None:
    one, other = _claim(jane, 2), _claim(jane, 3)
    start, end = one["spans"][0][0], other["spans"][-1][1]
    words = jane.get("/articles/6.json").json()["text"][start:end]
    form = {"action": "change", "seen": "0", "words": words, "words_at": f"{start}-{end}"}
    told = send(jane, f"/decide/6/{one['id']}", form).text
    assert "is in this one now" in told
    assert f'href="/decide/6/{other["id"]}"' in told


def test_a_status_needs_what_shows_it(jane: TestClient) -> None:
    one = next(claim for claim in jane.get("/articles/6.json").json()["claims"] if claim["status"] == "unsourced")
    path = f"/decide/6/{one['id']}"
    refused = send(jane, path, {"action": "change", "seen": "0", "status": "speculative"})
    assert refused.status_code == 422
    assert 'value="speculative" data-pick="p" checked' in refused.text  # what was chosen stays
    nothing = send(jane, path, {"action": "change", "seen": "0"})
    assert "nothing is changed" in nothing.text


def test_a_speaker_is_named_or_made(jane: TestClient) -> None:
    one = _claim(jane, 5)
    path = f"/decide/6/{one['id']}"
    send(jane, path, {"action": "change", "seen": "0", "speaker": "Tomas Berg"})
    assert _claim(jane, 5)["speaker"] == "Tomas Berg"
    seen = str(jane.get(f"{path}.json").json()["claim"]["revision"])
    unknown = send(jane, path, {"action": "change", "seen": seen, "speaker": "Gro Vik"})
    assert unknown.status_code == 422
    send(jane, path, {"action": "change", "seen": seen, "speaker": "Gro Vik", "speaker_kind": "person"})
    assert _claim(jane, 5)["speaker"] == "Gro Vik"


def test_a_stale_decision_says_who_was_quicker(jane: TestClient, site: Site) -> None:
    one = _claim(jane, 4)
    path = f"/decide/6/{one['id']}"
    with entered(site) as other:
        send(other, path, {"action": "reject", "seen": "0"})
    late = send(jane, path, {"action": "accept", "seen": "0"})
    assert late.status_code == 409
    assert "Jane Doe has decided about this claim since" in late.text
    now = re.search(r'name="seen" value="(\d+)"', late.text)
    assert now
    assert send(jane, path, {"action": "accept", "seen": now[1]}).status_code == 200


def test_what_is_taken_back_is_shown_again(jane: TestClient) -> None:
    one = _claim(jane, 3)
    for back, shown in (
        ("/articles/6?claim=gone", f"/articles/6?claim={one['id']}"),
        ("/articles/5?x=y", "/articles/5"),
    ):
        send(jane, f"/decide/6/{one['id']}", {"action": "reject", "seen": "0"})
        newest = jane.get("/history.json").json()["decisions"][0]
        answer = send(jane, "/undo", {"correction": str(newest["id"]), "back": back})
        assert str(answer.url).endswith(shown)


def test_what_others_decided_meanwhile_is_passed_over(jane: TestClient, site: Site) -> None:
    path = _begin(jane)
    first = jane.get(f"{path}.json").json()
    with entered(site) as other:
        send(other, f"/decide/{first['article']}/{first['key']}", {"action": "accept", "seen": "0"})
    page = jane.get(path).text
    assert "1 decided by others" in page


def test_a_conflict_shows_both_sides(jane: TestClient) -> None:
    told = jane.get("/review.json").json()
    assert [row["state"] for row in told["conflicts"]] == ["disputed"]
    row = told["conflicts"][0]
    page = jane.get(f"/decide/{row['article_id']}/{row['claim']}").text
    assert "Bob Ray" in page
    assert "disagree" in page
    path = str(send(jane, "/review", {"what": "conflicts"}).url.path)
    assert jane.get(f"{path}.json").json()["key"] == row["claim"]


def test_history_takes_back_any_decision(jane: TestClient) -> None:
    told = jane.get("/history.json").json()
    assert told["total"] == 4
    newest = told["decisions"][0]
    answer = send(jane, "/undo", {"correction": str(newest["id"]), "back": "//evil.example/"})
    assert answer.url.path == "/history"
    assert jane.get("/history.json").json()["decisions"][1]["undone_by"] == 5


def test_what_is_denied_and_who_tells_of_it(jane: TestClient) -> None:
    one = next(claim for claim in jane.get("/articles/6.json").json()["claims"] if claim["status"] == "quoted")
    path = f"/decide/6/{one['id']}"
    send(jane, path, {"action": "change", "seen": "0", "denied": "yes"})
    told = jane.get(f"{path}.json").json()
    assert told["claim"]["now"]["denied"] is True
    assert told["history"][-1]["what"] == "denied: no to yes"
    again = send(jane, path, {"action": "change", "seen": str(told["claim"]["revision"]), "denied": "yes"})
    assert "you decided so already" in again.text
    others = {one["name"] for one in told["claim"]["speakers"]} - {one["speaker"], ""}
    name = sorted(others)[0]
    send(jane, path, {"action": "change", "seen": str(told["claim"]["revision"]), "via": name})
    told = jane.get(f"{path}.json").json()
    assert told["claim"]["now"]["via"] == [name]
    assert f"told by <bdi>{name}</bdi>" in jane.get(path).text
    denied = jane.get("/claims.json?article=6&denied=yes").json()
    assert one["claim"] in [row["claim"] for row in denied["claims"]]
    assert one["claim"] not in [row["claim"] for row in jane.get("/claims.json?article=6&denied=no").json()["claims"]]
    assert [(choice["value"], choice["chosen"]) for choice in denied["facets"]["denied"]] == [
        ("no", False),
        ("yes", True),
    ]
    relayed = jane.get(f"/speakers/{one['speaker_id']}.json").json()["relayed_by"]
    assert name in str(relayed)
    assert send(jane, path, {"action": "change", "denied": "perhaps"}).status_code == 422
    assert send(jane, path, {"action": "change", "via": "Nobody Known"}).status_code == 422
