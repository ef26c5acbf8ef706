"""What is said and what is denied beside it are two claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.extract.attribution.denials import with_denials_apart
from factdb.extract.attribution.shaping import Found
from factdb.records import Span

LIKELY = st.lists(
    st.sampled_from(
        ("it", "she", "was", "late", "and", "but", "denied", "that", "taking", "the", "boat", ",", ".", "“")
    )
).map(" ".join)


def parted(said: str) -> list[tuple[str, str, str]]:
    text = f"Lind said {said}."
    found = Found((Span(0, 4),), Span(5, 9), (Span(10, len(text) - 1),), None)
    return [
        (one.sources[0].of(text), one.cue.of(text), one.contents[0].of(text))
        for one in with_denials_apart(text, [found])
    ]


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("she had paid the toll and denied taking the boat", ("she", "denied", "taking the boat")),
        ("that it prized the lock, but strongly denied any role", ("it", "denied", "any role")),
        ("they had told the guild and denied the ferry had sunk", ("they", "denied", "the ferry had sunk")),
        ("he wept and had denied that he could swim", ("he", "had denied", "that he could swim")),
    ],
)
def test_what_whoever_somebody_tells_of_denies_stands_apart(said: str, denied: tuple[str, str, str]) -> None:
    first, second = parted(said)
    assert first[:2] == ("Lind", "said") and "denied" not in first[2]
    assert second == denied


@pytest.mark.parametrize(
    "said",
    [
        "the keeper took the boat and denied it was hers",
        "it had heard the guild and denied the request",
        "she was “late and denied it”",
        "she was late. Nobody asked and denied it",
    ],
)
def test_what_may_be_anothers_or_no_denial_stays_whole(said: str) -> None:
    assert parted(said) == [("Lind", "said", said)]


@given(before=LIKELY, behind=LIKELY)
def test_no_word_that_is_said_is_lost_but_the_link(before: str, behind: str) -> None:
    said = f"{before} and denied {behind}".strip()
    whole = " ".join(content for _, _, content in parted(said)).split()
    missing = [word for word in said.split() if word not in whole]
    assert set(missing) <= {"and", "but", "denied", ","}


def test_what_is_denied_beside_what_is_said_is_a_denied_claim() -> None:
    text = "The harbour board said it prized the old lock and denied it had drained the basin in May."
    said, denied = extract(text).claims
    assert (said.denied, denied.denied) == (False, True)
    assert denied.spans[0].of(text) == "it had drained the basin in May"
