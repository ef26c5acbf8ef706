import json
from typing import Any

from factdb.formats import jsonl
from factdb.records import Outcome, State, claim_id
from factdb.store.read.decided import ClaimDecision
from tests.formats.samples import ARTICLE, EXTRACTION, TEXT


def spans(value: Any) -> list[tuple[int, int, str]]:
    """Every ``[start, end, exact]`` anywhere in ``value``."""
    match value:
        case [int(start), int(end), str(exact)]:
            return [(start, end, exact)]
        case dict():
            return [span for part in value.values() for span in spans(part)]
        case list():
            return [span for part in value for span in spans(part)]
        case _:
            return []


def test_one_line_with_everything_in_it() -> None:
    line = jsonl.line(ARTICLE, EXTRACTION)
    assert "\n" not in line
    found = json.loads(line)
    assert (found["text"], found["sha256"], found["name"]) == (TEXT, ARTICLE.sha256, "hard")
    assert found["published"] == "2024-06-20T09:30:00+00:00"
    assert found["engine"]["version"] == "1.0"
    assert found["attributions"][1]["contents"] == [[42, 57, "“We shall\nwin,”"], [76, 87, "“and soon.”"]]
    speaker = {"name": "Ana 𝒜lvarez", "kind": "person", "rule": "full name", "roles": []}
    assert found["attributions"][1]["speaker"] == speaker
    assert [claim["status"] for claim in found["claims"]] == ["sourced", "quoted", "speculative", "unsourced"]
    assert [claim["attribution"] for claim in found["claims"]] == [0, 1, None, None]
    assert found["claims"][2]["hedges"][1] == {
        "span": [101, 109, "it seems"],
        "kind": "doxastic",
        "holder": "writer",
        "scope": [90, 116, "She might, it seems, leave"],
        "certainty": "probable",
        "confidence": 0.75,
    }
    assert [(claim["certainty"], claim["denied"]) for claim in found["claims"][2:]] == [
        ("possible", False),
        ("certain", True),
    ]
    assert found["claims"][3]["id"] == claim_id(ARTICLE.sha256, EXTRACTION.claims[3].spans)


def test_what_people_decided_stands_with_the_claim() -> None:
    [first, *rest] = [claim_id(ARTICLE.sha256, claim.spans) for claim in EXTRACTION.claims]
    decided = ClaimDecision(first, first, State.DISPUTED, Outcome.KEPT, "", "Ann", "", "=SUM(A1)", None)
    claims = json.loads(jsonl.line(ARTICLE, EXTRACTION, [decided]))["claims"]
    assert (claims[0]["state"], claims[0]["reviewer"]) == ("disputed", "Ann")
    assert [(claim["state"], claim["reviewer"]) for claim in claims[1:]] == [("open", None)] * len(rest)


def test_every_span_has_its_words() -> None:
    found = spans(json.loads(jsonl.line(ARTICLE, EXTRACTION)))
    assert len(found) == 18
    assert all(TEXT[start:end] == exact for start, end, exact in found)
