"""What a fact-checker does in ten minutes is done, all of it, and stands in what is exported."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web import ten_minutes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_ten_minutes_of_a_fact_checkers_work(browser: "Browser", tmp_path: Path) -> None:
    found = ten_minutes.work(browser, tmp_path, lambda page, what: None)
    claims = found["claims"]
    pointed = claims["Transport chief Leo Marsh pointed at the soil."]
    assert (pointed["status"], pointed["speaker"], pointed["cue"]) == ("sourced", "Leo Marsh", "pointed at")
    line = claims["some 9,000 people would use the line every day"]
    assert (line["speaker"], line["speaker_kind"], line["status"]) == (
        "Harbour Riders' League",
        "organisation",
        "sourced",
    )
    assert (line["speculative"], line["hedges"][0]["words"], line["hedged_by"]) == (True, "would", ["speaker"])
    assert claims["“The ground is softer than the maps say,”"]["cue"] == "told reporters"
    assert claims["“a bad joke”"]["state"] == "accepted"
    assert "the delay “a bad joke”" not in claims
    assert found["told"] == [
        "status: unsourced to sourced; speaker: none to Leo Marsh; quote type: none to indirect;"
        " source: none to “Transport chief Leo Marsh”; cue: none to “pointed at”",
        "speaker: Riders' League to Harbour Riders' League",
        "cue: “told” to “told reporters”",
        "hedges: none to “would”",
        "claim: the delay “a bad joke” to “a bad joke”; quote type: mixed to direct Undo\n"
        "in no claim any more: “the delay” Add it",
        "rejected",
        "accepted",
        "Leonard Marsh is Leo Marsh now",
    ]
    assert {row["speaker"] for row in found["rows"]} == {"Leo Marsh"}
    assert {row["title"] for row in found["rows"]} == {
        "Tram to the harbour put off again",
        "What lies under Quay Street",
    }
    # The browser notes that one answer was a refusal, and nothing else.
    assert all("422" in one for one in found["complaints"])
