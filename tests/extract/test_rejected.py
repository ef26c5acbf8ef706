"""Where what somebody rejects begins, whatever stands around it."""

from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.rejected import rejected
from factdb.records import Span

LIKELY = st.lists(
    st.sampled_from(
        ("rejected", "claims", "that", "the", "he", "was", "to", "a", "as", "idea", "denied", "ferry", ".", ",", "“")
    )
).map(" ".join)


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
