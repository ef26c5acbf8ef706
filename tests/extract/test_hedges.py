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

# The cue stands in square brackets, the words it makes uncertain in braces.
HEDGED = [
    # modal verbs
    ("epistemic", "{The plan [may] fail}."),
    ("epistemic", "{The plan, which has few friends, [may] fail}."),
    ("epistemic", "{The vote in May [may] fail}."),
    ("epistemic", "{This [might] work}, but nobody knows."),
    ("epistemic", "{The storm [could] hit Ohio and flood its cities}."),
    ("epistemic", "Officials said {the plan [might] fail}."),
    ("epistemic", "Officials warned that {such a plan [could] fail}."),
    ("epistemic", "{The plan [might] fail}, officials said."),
    ("epistemic", "{The plan [might] fail}, said Ann Roe, the mayor."),
    ("epistemic", "{The plan [might] fail}, according to two officials."),
    ("epistemic", "{Officials [may] have said that it failed}."),
    ("epistemic", "He said, “{We [may] lose},” and left."),
    ("epistemic", '"{We [might] lose}," he said.'),
    ("epistemic", "He resigned because {it [could] fail}."),
    ("epistemic", "He voted for a plan {that [could] fail}."),
    ("epistemic", "They praised Ms. Roe, {who [may] run again}."),
    ("epistemic", "{The deal [could] help Ohio}, which voted for him."),
    ("epistemic", "{The deal [could] fail} because nobody reads it."),
    ("epistemic", "While he won Ohio, {she [could] win Iowa}."),
    ("epistemic", "He lost Ohio, and {his rival [could] win Iowa}."),
    ("epistemic", "{He lost Ohio and [could] lose Iowa}."),
    ("epistemic", "{He lost Ohio, and [could] well lose Iowa}."),
    ("epistemic", "{The plan [could] bring cuts, repairs, and rules on dust that all can read}."),
    ("epistemic", "{The valley [could] see more rain}."),
    ("epistemic", "The vote is over; {a second one [may] follow} — or not."),
    ("epistemic", "{The pact [can] be seen as a threat}."),
    # adverbs and adjectives
    ("epistemic", "{He [probably] knew}."),
    ("epistemic", "{[Perhaps] he knew}, but he kept silent."),
    ("epistemic", "{The gunman was [reportedly] ill}."),
    ("doxastic", "{She [allegedly] took the money}."),
    ("epistemic", "{A strike is [likely] to begin on Monday}."),
    ("epistemic", "He is {the [likely] winner of the vote}."),
    ("epistemic", "{It is [unlikely] that they agree}."),
    ("epistemic", "{It is [possible] that they agree}."),
    ("epistemic", "They spoke of {a [possible] attack on the port}."),
    ("epistemic", "{The [potential] for war, including war at sea}, is alarming."),
    ("epistemic", "There is {a [possibility] of rain}."),
    ("epistemic", "{There is a fair [chance] of rain}."),
    ("epistemic", "They fear the {[possibility] that it rains}."),
    ("doxastic", "Police showed {the [alleged] weapon}."),
    ("doxastic", "The guild {[hopes] that it rains}."),
    ("doxastic", "{[It is reported] that the mill burned}."),
    ("doxastic", "He {[hoped] the guests were gone}."),
    # seeming, suggesting, not knowing
    ("epistemic", "{He [seems] to agree}."),
    ("epistemic", "{The talks [appear] to have failed}."),
    ("epistemic", "Polls {[suggest] that he leads}."),
    ("epistemic", "{It has been [suggested] that he leads}."),
    ("epistemic", "{It [remains to be seen] who wins}."),
    ("epistemic", "{It is [not yet clear] who wins}."),
    ("epistemic", "{There is [no evidence] that he knew}."),
    ("epistemic", "{It is [unclear] who ordered the strike}."),
    ("epistemic", "{It [appears] the vote failed}."),
    ("epistemic", "{There [looks to] be no end in sight}."),
    ("epistemic", "{The talks [appeared] headed for failure}."),
    ("epistemic", "{It [looks like] they’ll agree}."),
    ("epistemic", "{The motive was [not immediately clear]}."),
    ("epistemic", "{It [wasn’t immediately clear] who won}."),
    ("epistemic", "{The vote is [in question]}."),
    ("epistemic", "{The end is [far from certain]}."),
    ("epistemic", "{[Chances are] he wins}."),
    ("epistemic", "{My [guess] is he wins}."),
    ("epistemic", "{They [left open the possibility] that he runs}."),
    # believing, alleging
    ("doxastic", "Experts {[believe] the bank is safe}."),
    ("doxastic", "{The bank is safe, experts [believe]}."),
    ("doxastic", "{The bank is [believed] to be safe}."),
    ("doxastic", "{He is widely [considered] a moderate}."),
    ("doxastic", "{The pact was [seen] as a threat}."),
    ("doxastic", "{She is [expected] to win}."),
    ("doxastic", "I {[think] it is over}."),
    ("doxastic", "He {[expects] “thousands” of letters}."),
    ("doxastic", "Critics {[allege] that he lied}."),
    ("doxastic", "They {[accused] him of lying}, he said."),
    ("doxastic", "Some {[thought] the race was over}."),
    # conditions and open questions
    ("condition", "{[If] the vote fails, the government falls}, officials said."),
    ("condition", "{The government falls [if] the vote fails}."),
    ("condition", "{He stays [unless] the vote fails}."),
    ("investigation", "They asked {[whether] the vote counts}."),
    ("investigation", "Nobody knows {[if] the vote counts}."),
    ("investigation", "They will decide {[whether or not] to go}."),
    # predictions
    ("future", "{The vote [will] be held in June}."),
    ("future", "{The vote is [set] to be held in June}."),
    ("future", "He {[plans] to run again}."),
    ("future", "{It [won’t] rain}."),
]

CERTAIN = [
    "It is reported in the Gazette.",
    "The vote is on May 5.",
    "In May the vote was held.",
    "Theresa May spoke.",
    "The might of the army is known.",
    "It has military might.",
    "He could not be reached for comment.",
    "She could see the fire from her house.",
    "She could see a fire from her house.",
    "He ran as fast as possible.",
    "The grant made the trip possible.",
    "It is possible to vote by mail.",
    "Most likely voters have a telephone.",
    "They believe in him.",
    "She hoped to win.",
    "The hope that it rains is old.",
    "The think tank is old.",
    "On second thought, he stayed.",
    "She gave no thought to it.",
    "They considered the bill for an hour.",
    "Five suspects were arrested.",
    "A new poster appeared on the wall.",
    "The witness appeared in court.",
    "Sales were higher than expected.",
    "He has never been seen again.",
    "They won even if they lost Ohio.",
    "Nobody may-be.",
    "It appears in the paper.",
    "It is no wonder that they lost.",
    "If nothing else, they won.",
    "I believe the engineers.",
    "She believed the old miners and went home.",
    "We believe Ann Reed, who was there.",
    "He believes those two nurses!",
    "They believed her doctor when it rained.",
]


def unmarked(case: str) -> str:
    return case.translate(str.maketrans("", "", "{}[]"))


@pytest.mark.parametrize(("kind", "case"), HEDGED)
def test_cue_kind_and_scope(kind: str, case: str) -> None:
    text = unmarked(case)
    sentence = Span(0, len(text))
    assert [(marked(text, sentence, cue), cue.kind) for cue in hedge_cues(text, sentence) if cue.kind == kind] == [
        (case, kind)
    ]


def marked(text: str, sentence: Span, cue: Cue) -> str:
    around = scope(text, sentence, cue)
    before, after = text[around.start : cue.span.start], text[cue.span.end : around.end]
    return f"{text[: around.start]}{{{before}[{cue.span.of(text)}]{after}}}{text[around.end :]}"


@pytest.mark.parametrize("text", CERTAIN)
def test_no_hedge(text: str) -> None:
    assert hedge_cues(text, Span(0, len(text))) == []


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
