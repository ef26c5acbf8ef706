"""How a claim reads alone, and the words of it without what is told around it."""

from hypothesis import given
from hypothesis import strategies as st

from factdb.text.alone import read_alone, without_context

_WORDS = st.text(min_size=1)
_CONTEXTS = st.sampled_from(["before: ", "in: "]).flatmap(
    lambda kind: st.text(st.characters(exclude_characters="[]\n", exclude_categories=["Cs"])).map(kind.__add__)
)


@given(words=_WORDS, context=_CONTEXTS)
def test_words_and_context_come_apart_as_they_were_put_together(words: str, context: str) -> None:
    assert without_context(read_alone(words, context)) == (words, context)


@given(words=st.text(st.characters(exclude_characters="[]")))
def test_words_without_context_stay_as_they_are(words: str) -> None:
    assert without_context(words) == (words, "")


def test_what_words_refer_to_is_no_context() -> None:
    assert without_context("He [Bo Cole] left. [before: The mayor came.]") == (
        "He [Bo Cole] left.",
        "before: The mayor came.",
    )
    assert without_context("He [Bo Cole] left [the pier]") == ("He [Bo Cole] left [the pier]", "")
