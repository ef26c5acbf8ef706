"""Whom somebody cites or quotes for what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factdb


def told(text: str) -> list[tuple[str, str, list[str]]]:
    """Of each claim with a speaker its words, the speaker, and those who tell of it, the nearest first."""
    found = factdb.extract(text)
    rows = []
    for claim in found.claims:
        if claim.attribution is None:
            continue
        one, tellers = found.attributions[claim.attribution], []
        outer = one
        while outer.via is not None:
            outer = found.attributions[outer.via]
            tellers.append(outer.speaker.name)
        rows.append((" … ".join(span.of(text) for span in claim.spans), one.speaker.name, tellers))
    return rows


THAT = "that the mill would close in May"
SAID = "The mill would close in May"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (f"CNN reported, citing two aides, {THAT}.", (THAT, "two aides", ["CNN"])),
        (
            f"CNN reported on Monday, citing “people close to the talks,” {THAT}.",
            (THAT, "people close to the talks", ["CNN"]),
        ),
        (f"Reuters, quoting a leaked memo, said {THAT}.", (THAT, "leaked memo", ["Reuters"])),
        (f"Citing two aides, Reuters reported {THAT}.", (THAT, "two aides", ["Reuters"])),
        (f"{SAID}, according to CNN, which cited two aides.", (SAID, "two aides", ["CNN"])),
        (f"{SAID}, Reuters reported, citing U.S. Navy officials.", (SAID, "U.S. Navy officials", ["Reuters"])),
        (f"The BBC quoted a police source as saying {THAT}.", (THAT, "police source", ["BBC"])),
        (f"“{SAID},” Ann Roe quoted Bo Cole as saying.", (f"“{SAID},”", "Bo Cole", ["Ann Roe"])),
        (
            f"CNN and NBC News reported {THAT}, citing unnamed officials.",
            (THAT, "unnamed officials", ["CNN; NBC News"]),
        ),
        (f"Bo Cole is quoted as saying by CNN {THAT}.", (THAT, "Bo Cole", ["CNN"])),
        (f"Ann Roe was quoted by Le Monde as saying {THAT}.", (THAT, "Ann Roe", ["Le Monde"])),
        (
            f"Bo Cole, one of the clerks who met there, was quoted earlier Monday in the Herald as saying {THAT}.",
            (THAT, "Bo Cole", ["Herald"]),
        ),
    ],
)
def test_who_is_cited_says_it_and_who_cites_them_tells_of_it(text: str, row: tuple[str, str, list[str]]) -> None:
    assert told(text) == [row]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{SAID}, Roe said, citing the plans of two aides.", "Roe"),
        (f"Reuters reported {THAT}, citing its owners.", "Reuters"),
        (f"{SAID}, Reuters reported, citing a rise in prices.", "Reuters"),
        (f"Ann Roe was quoted in London as saying {THAT}.", "Ann Roe"),
    ],
)
def test_who_speaks_for_himself_cites_nobody_who_says_it(text: str, speaker: str) -> None:
    assert [(who, tellers) for _, who, tellers in told(text)] == [(speaker, [])]


def test_all_of_a_quotation_is_whose_it_is_quoted() -> None:
    text = "“The mill is late. It will not open in May,” Bo Cole was quoted as saying by Reuters."
    assert told(text) == [("“The mill is late. It will not open in May,”", "Bo Cole", ["Reuters"])]


def test_what_is_told_of_who_cites_others_is_no_claim() -> None:
    text = "“The mill is late,” the Herald quoted Bo Cole as saying. “Too late.”"
    assert [claim.status for claim in factdb.extract(text).claims][:1] == ["quoted"]
    assert not [claim for claim in factdb.extract(text).claims if "quoted" in " ".join(s.of(text) for s in claim.spans)]


WORDS = [
    *("CNN", "the Herald", "two aides", "Bo Cole", "quoted", "as saying", ", citing"),
    *("that it is late", "“It is late”", "was", "by", "."),
]


@given(st.lists(st.sampled_from(WORDS)))
def test_any_order_of_such_words_has_an_answer(words: list[str]) -> None:
    text = " ".join(words)
    found = factdb.extract(text)
    for one in found.attributions:
        assert one.via is None or found.attributions[one.via] is not one
        assert all(0 <= span.start < span.end <= len(text) for span in (*one.sources, one.cue, *one.contents))
