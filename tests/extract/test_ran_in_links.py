"""Links to other pages that ran into a sentence are no part of what it claims."""

import pytest

from factdb.records import Claim, Passage
from tests.extract.test_engine import extract

QUILL = "Dora Ann QuillTown votes 'in anger' on dues Ferry may sink: report MORE"
COLE = "Bo Lee ColeHarbour is 'a wreck' MORE"


def body(text: str) -> list[tuple[str, Claim]]:
    claims = [claim for claim in extract(text).claims if claim.passage is not Passage.NAVIGATION]
    return [(" … ".join(span.of(text) for span in claim.spans), claim) for claim in claims]


@pytest.mark.parametrize(
    ("text", "claim", "status"),
    [
        (f"Mayor Dora Quill {QUILL} opened the new bridge.", "Mayor Dora Quill … opened the new bridge.", "unsourced"),
        (f"The union said that Dora Quill {QUILL} shut the quay.", "that Dora Quill … shut the quay", "sourced"),
        (f"Dora Quill {QUILL} said the quay was shut.", "the quay was shut", "sourced"),
        (f"The board told Bo Cole {COLE} that the quay was shut.", "that the quay was shut", "sourced"),
        (f"“I trust Bo Cole {COLE} with the quay,” Dora Quill said.", "“I trust Bo Cole … with the quay,”", "quoted"),
    ],
)
def test_a_claim_goes_on_behind_links(text: str, claim: str, status: str) -> None:
    found = {words: one.status for words, one in body(text)}
    assert found.get(claim) == status


def test_links_are_navigation() -> None:
    text = f"Mayor Dora Quill {QUILL} met Bo Cole {COLE} in the harbour."
    ((words, claim),) = body(text)
    assert (words, claim.speculative) == ("Mayor Dora Quill … met Bo Cole … in the harbour.", False)
    others = [one for one in extract(text).claims if one.passage is Passage.NAVIGATION]
    assert [span.of(text) for one in others for span in one.spans] == [QUILL, COLE]
