"""Adding claims in the browser: words by their place, what is missing, and words that a change left in no claim."""

import html
import re

from starlette.testclient import TestClient

from tests.web.conftest import send

PATH = "/articles/6/add"


def _article(client: TestClient) -> dict:  # type: ignore[type-arg]
    return dict(client.get("/articles/6.json").json())


def _added(client: TestClient, words: str) -> dict:  # type: ignore[type-arg]
    return next(claim for claim in _article(client)["claims"] if claim["claim"] == words)


def test_a_claim_is_added_where_its_words_were_chosen_and_taken_back(jane: TestClient) -> None:
    assert f'href="{PATH}"' in jane.get("/articles/6").text
    text = _article(jane)["text"]
    start = text.rindex("may close")
    before = len(_article(jane)["claims"])
    answer = send(jane, PATH, {"words": "may close", "words_at": f"{start}-{start + 9}", "reason": "missed"})
    assert answer.url.path == "/articles/6"
    added = _added(jane, "may close")
    assert (added["spans"], added["status"], added["state"]) == ([[start, start + 9]], "unsourced", "accepted")
    assert f'name="correction" value="{jane.get("/history.json").json()["decisions"][0]["id"]}"' in answer.text
    send(jane, "/undo", {"back": "/articles/6"})
    assert len(_article(jane)["claims"]) == before


def test_what_is_missing_is_told_and_what_was_typed_stays(jane: TestClient) -> None:
    for form, told in (
        ({}, "which words are the claim?"),
        ({"words": "nowhere at all"}, "nowhere at all"),
        ({"words": "next spring", "status": "quoted"}, "who says it"),
        ({"words": "next spring", "status": "rumoured"}, "none of quoted"),
    ):
        refused = send(jane, PATH, form)
        assert refused.status_code == 422
        assert told in html.unescape(refused.text)
        assert form.get("words", "") in refused.text
    assert jane.get("/articles/999/add").status_code == 404


def test_words_that_a_change_leaves_in_no_claim_are_offered_as_they_were_said(jane: TestClient) -> None:
    one = next(claim for claim in _article(jane)["claims"] if claim["status"] == "sourced" and " " in claim["claim"])
    *words, rest = one["claim"].split(" ", 2)
    first = " ".join(words)
    start = one["spans"][0][0] + len(first) + 1
    form = {"action": "change", "seen": "0", "words": rest, "words_at": f"{start}-{one['spans'][0][1]}"}
    told = send(jane, f"/decide/6/{one['id']}", form).text
    [offer] = re.findall(rf'“{re.escape(first)}”\s*<a href="([^"]+)">Add it</a>', told)
    page = jane.get(html.unescape(offer)).text
    typed = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]*? value="([^"]*)"', page))
    [words] = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page)
    assert words == first
    answer = send(jane, PATH, typed | {"words": words, "status": "sourced"})
    assert answer.url.path == "/articles/6", answer.text
    added, changed = _added(jane, first), _added(jane, rest)
    assert [added[name] for name in ("status", "speaker", "cue")] == [
        changed[name] for name in ("status", "speaker", "cue")
    ]


def test_of_very_long_words_no_more_is_told_than_tells_which_are_meant(jane: TestClient) -> None:
    text = _article(jane)["text"]
    send(jane, PATH, {"words": text[:500], "words_at": "0-500"})
    told = send(jane, PATH, {"words": text[:499], "words_at": "0-499"}).text
    [words] = re.findall("mostly the same words: “([^”]*)", told)
    assert words.startswith(text[:30])
    assert len(words) <= 80
