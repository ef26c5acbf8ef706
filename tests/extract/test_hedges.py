"""Hedge cues in context and what they make uncertain: sentences of our own, and any text at all."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.hedging.hedges import (
    _ENTRIES,
    Cue,
    candidates,
    hedge_cues,
    scope,
)
from factdb.records import Span
from factdb.text.segments import paragraphs, sentences
from tests.extract.sentences import cases, lines_of


def unmarked(case: str) -> str:
    return case.translate(str.maketrans("", "", "{}[]"))


@pytest.mark.parametrize(("case", "kind"), cases(lines_of("hedge_cues.txt")))
def test_cue_kind_and_scope(case: str, kind: str) -> None:
    text = unmarked(case)
    sentence = Span(0, len(text))
    found = [cue for cue in hedge_cues(text, sentence) if kind in (cue.kind, "certain")]
    assert [marked(text, sentence, cue) for cue in found] == ([case] if kind != "certain" else [])


def marked(text: str, sentence: Span, cue: Cue) -> str:
    around = scope(text, sentence, cue)
    before, after = text[around.start : cue.span.start], text[cue.span.end : around.end]
    return f"{text[: around.start]}{{{before}[{cue.span.of(text)}]{after}}}{text[around.end :]}"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor believes the doctors were ill.",
        "We believe Ann Reed lied.",
        "He believes the road is shut.",
        "She believed the miners to be safe.",
        f"She believed the {'old ' * 20}miners were safe.",
    ],
)
def test_what_is_believed_of_somebody_is_in_doubt(text: str) -> None:
    assert [cue.kind for cue in hedge_cues(text, Span(0, len(text)))] == ["doxastic"]


@pytest.mark.parametrize("words", ["unknown", "uncertain", "not certain", "little doubt", "no evidence", "suggestive"])
def test_words_that_hedge_now_and_then_are_weighed(words: str) -> None:
    text = f"There is, she wrote, {words}."
    assert {span.of(text) for fitting in candidates(text, Span(0, len(text))) for _, span in fitting} == {words}


def test_the_hedges_of_the_sample_article() -> None:
    text = (Path(__file__).parents[2] / "seeds" / "article.txt").read_bytes().decode()
    found = [
        (cue.span.of(text), words[:22], words[-22:])
        for paragraph in paragraphs(text)
        for sentence in sentences(text, paragraph)
        for cue in hedge_cues(text, sentence)
        if cue.kind != "future" and (words := scope(text, sentence, cue).of(text))
    ]
    assert found == [
        ("could", "such an alliance could", "ea’s nuclear ambitions"),
        ("potential", "the potential for incr", "Russia and North Korea"),
        ("could", "This new pact, dependi", "support of North Korea"),
        ("can", "This new alliance betw", "ing Western opposition"),
        ("seen", "This new alliance betw", "ing Western opposition"),
        ("could", "Looking forward, this ", "security in the region"),
        ("potential", "The potential for incr", "e and nuclear programs"),
        ("possible", "possible aid for North", "e and nuclear programs"),
        ("could", "Such developments coul", "hieve denuclearization"),
        ("might", "Furthermore, this alli", "at conflict resolution"),
    ]


@pytest.mark.parametrize(
    ("certainty", "texts"),
    [
        ("possible", ("It is alleged that {}.", "{}, it is alleged.", "The clerk is alleged to know that {}.")),
        ("possible", ("It is rumoured that {}.", "Rumour has it that {}.", "The king is rumored to know that {}.")),
        ("possible", ("It is feared that {}.", "{}, it is feared.", "The miners are feared lost, and {}.")),
        ("possible", ("Supposedly {}.", "The clerk is supposed to have said that {}.")),
        ("probable", ("Presumably {}.", "It is presumed that {}.", "The miners are presumed lost, and {}.")),
    ],
)
def test_words_of_one_family_are_as_certain(certainty: str, texts: Sequence[str]) -> None:
    for text in (one.format("the seam caved in") for one in texts):
        (cue,) = (cue for cue in hedge_cues(text, Span(0, len(text))) if cue.kind != "future")
        assert cue.certainty == certainty, text


def test_every_entry_of_the_list_can_be_looked_for() -> None:
    """Each is compiled where a word of it is first met, which for a wrong one may be years from now."""
    for entry in {id(one): one for of_word in _ENTRIES.values() for one in of_word}.values():
        for expression in filter(None, (entry.cue, entry.after, entry.not_after, entry.around)):
            re.compile(expression, re.I)


def test_a_cue_of_another_finder_has_a_scope() -> None:
    text = "He said the plan smelt of failure, but she stayed."
    cue = Cue(Span(17, 25), "epistemic")
    assert cue.span.of(text) == "smelt of"
    assert scope(text, Span(0, len(text)), cue).of(text) == "the plan smelt of failure"
    assert scope(text, Span(0, len(text)), Cue(cue.span, "doxastic")).of(text) == "smelt of failure"


WORDS = st.sampled_from(
    [
        *("may", "could", "if", "whether", "experts", "believe", "that", "said", "and", "but", "he", "possible", "not"),
        *("potential", "for", "who", "is", "likely", ",", ";", "—", "“", "”", '"', "''", "(", ")", "."),
    ]
)


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_cues_and_scopes_lie_in_their_sentence(text: str) -> None:
    for paragraph in paragraphs(text):
        for sentence in sentences(text, paragraph):
            end = sentence.start
            for cue in hedge_cues(text, sentence):
                around = scope(text, sentence, cue)
                assert end <= cue.span.start < cue.span.end
                assert sentence.covers(around) and around.covers(cue.span)
                assert around.of(text) == around.of(text).strip()
                end = cue.span.end


@given(st.text(min_size=1), st.integers(0), st.integers(1), st.sampled_from(["epistemic", "doxastic"]))
def test_any_words_may_be_a_cue(text: str, start: int, length: int, kind: str) -> None:
    span = Span(start % len(text), min(len(text), start % len(text) + length))
    if span.of(text).strip():
        sentence = Span(0, len(text))
        around = scope(text, sentence, Cue(span, kind))
        assert sentence.covers(around) and around.overlaps(span)


@pytest.mark.parametrize("unit", ["may ", "if ", "“may ", "may, ", "possible ", "not yet "])
def test_a_very_long_sentence_is_no_trouble(unit: str) -> None:
    text = unit * (12_000 // len(unit))
    cues = hedge_cues(text, Span(0, len(text)))
    assert all(scope(text, Span(0, len(text)), cue).covers(cue.span) for cue in cues[:: max(1, len(cues) // 100)])
