"""Where what somebody rejects begins, whatever stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.rejected import rejected
from factdb.records import Span

WORDS = [
    *("the claim that it rains", "an idea that", "claims he was late", "as false", "denied", "was denied"),
    *("claims", "that", "the", "he", "was", "to", "a", "ferry", ".", ",", "“"),
]
LIKELY = st.lists(st.sampled_from(WORDS)).map(" ".join)


@given(before=LIKELY, between=LIKELY, behind=LIKELY)
def test_what_is_rejected_begins_in_the_piece_or_where_it_ends(before: str, between: str, behind: str) -> None:
    text = f"{before} rejected {between} {behind}"
    cue = Span(len(before) + 1, len(before) + len(" rejected"))
    for piece in (Span(cue.end + 1, len(text)), Span(0, len(before))):
        begins = rejected(text, cue, piece)
        assert begins is None or piece.start <= begins <= piece.end


def test_what_is_rejected_begins_behind_that() -> None:
    text = "Roe rejected outright the claim that it rains."
    assert rejected(text, Span(4, 12), Span(13, 46)) == text.index("it rains")
    assert rejected(text.replace("claim that", "toll when "), Span(4, 12), Span(13, 46)) is None
    of_others = "Roe repeated the rejected claim that it rains."
    assert rejected(of_others, Span(4, 12), Span(13, 46)) is None
    his_own = "Roe dismissed claims he made in May."
    assert rejected(his_own, Span(4, 13), Span(14, 35)) is None


@pytest.mark.parametrize(
    ("who", "denies", "what", "is_rejected"),
    [
        ("The keeper", "denies", "manslaughter", True),
        ("Lind", "has always denied", "seven counts of theft from the lock", True),
        ("The guild", "denied", "the latest accusations, and left", True),
        ("Both", "deny", "“any wrongdoing”", True),
        ("Lind", "strongly denied", "even owning a boat", True),
        ("The guild", "denied", "it", True),
        ("The guild", "denied", "his request for a boat", False),
        ("The guild", "denied", "fraud victims a hearing", False),
        ("The guild", "denied", "it a licence", False),
        ("The harbour court", "denied", "the claims", False),
        ("Lind hopes to", "deny", "the claims", False),
    ],
)
def test_what_somebody_denies_to_have_done_is_rejected_and_not_what_is_refused(
    who: str, denies: str, what: str, is_rejected: bool
) -> None:
    text = f"{who} {denies} {what}."
    start = len(who) + len(denies) + 2
    begins = rejected(text, Span(len(who) + 1, start - 1), Span(start, len(text) - 1))
    assert begins == (start if is_rejected else None)
