"""What a claim that begins with "which" points back to."""

import pytest

from factdb.extract import extract


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (
            "They met in May. The agreement, which Kim described as an “alliance,” marks a shift.",
            "which [the agreement] …",
        ),
        ("They met in May. His plan, which Roe called “wet”, was old.", "which [his plan] …"),
        # of more words one may be the verb
        ("They met in May. The man left the pier, which Roe called “wet”.", "which …"),
        ("They met in May. The ship that sank, which Roe called “old”, was new.", "which …"),
    ],
)
def test_what_which_means_is_told_where_nothing_else_stands_before_it(text: str, reading: str) -> None:
    (claim,) = (one for one in extract(text).claims if one.spans[0].of(text) == "which")
    assert claim.reading.startswith(reading)
