"""What an article tells of somebody whom it does not name."""

import pytest

from tests.extract.test_claims import made, saying, words


@pytest.mark.parametrize(
    "why",
    [
        "who spoke on condition of anonymity because he may not say so",
        "who asked not to be named",
        "who declined to give his name",
        "whose name has been changed",
        "who was not authorized to discuss it",
    ],
)
def test_why_somebody_is_not_named_belongs_to_who_says_it(why: str) -> None:
    text = f"One aide, {why}, said it was late."
    for source in ("One aide,", f"One aide, {why},"):
        assert words(text, made(text, [saying(text, source, "said", "it was late")])) == [["it was late"]]


@pytest.mark.parametrize(
    "clause",
    [
        "who runs an anonymous hotline",
        "whose name was on the list",
        "who is not authorized to speak but whose office paid for it",
    ],
)
def test_what_is_told_of_somebody_is_the_writers(clause: str) -> None:
    text = f"One aide, {clause}, said it was late."
    assert words(text, made(text, [saying(text, "One aide,", "said", "it was late")])) == [
        [f"One aide, {clause}"],
        ["it was late"],
    ]
