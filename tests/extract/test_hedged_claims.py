"""Which hedges and negations a claim has, and where a sentence that hedges half of what it says is parted."""

import pytest

from factdb.extract import extract
from factdb.extract.claims import Said
from factdb.extract.hedging.governing import Uncertain
from factdb.records import (
    Holder,
    Span,
    Status,
)
from tests.extract.sentences import span
from tests.extract.test_claims import made, saying, words


def test_who_hedges() -> None:
    text = "It may rain, she might have said."
    scopes = {"may": "It may rain", "might": "she might have said"}
    hedges = {span(text, cue): Uncertain("epistemic", span(text, scope), probed=1) for cue, scope in scopes.items()}
    (claim,) = made(
        text,
        [
            Said(
                0, (span(text, "she"),), span(text, "might have said"), (span(text, "It may rain"),), (), 1.0, "unnamed"
            )
        ],
        hedges,
    )
    assert [(h.span.of(text), h.holder) for h in claim.hedges] == [
        ("may", Holder.SPEAKER),
        ("might", Holder.WRITER),
    ]
    assert claim.hedged_by == (Holder.WRITER, Holder.SPEAKER)


def test_the_writers_hedge() -> None:
    text = "It may rain."
    (claim,) = made(text, hedges={span(text, "may"): Uncertain("epistemic", span(text, "It may rain"))})
    assert (claim.status, claim.hedged_by) == (Status.SPECULATIVE, (Holder.WRITER,))


@pytest.mark.parametrize(("word", "hedged"), [("Perhaps", True), ("Maybe", True), ("Perhaps most of all,", False)])
def test_a_sentence_that_opens_with_perhaps_is_in_doubt_whatever_stands_before(word: str, hedged: bool) -> None:
    text = f"She was right, and nobody listened. {word} that is because there is no money in it."
    assert bool(extract(text).claims[-1].hedges) is hedged


def test_the_same_words_make_one_claim() -> None:
    text = "It rains, he said, she said."
    both = [saying(text, "he", "said", "It rains"), saying(text, "she", "said", "It rains")]
    assert len(made(text, both)) == 1


def test_a_hedge_on_the_main_assertion_governs_one_in_its_words_too() -> None:
    text = "The rain may bring a possible flood. The town fears the potential for rain."
    hedges = {
        span(text, "may"): Uncertain("epistemic", span(text, "The rain may bring a possible flood")),
        span(text, "possible"): Uncertain("epistemic", span(text, "a possible flood")),
        span(text, "potential"): Uncertain("epistemic", span(text, "the potential for rain")),
    }
    first, second = made(text, hedges=hedges)
    assert [hedge.span.of(text) for hedge in first.hedges] == ["may", "possible"]
    assert not second.speculative


def hedged(
    text: str, cue: str, scope: str, kind: str = "epistemic", *, denied: bool = False, attitude: bool = False
) -> dict[Span, Uncertain]:
    return {span(text, cue): Uncertain(kind, span(text, scope), denied=denied, attitude=attitude)}


def test_a_certain_and_a_hedged_half_are_two_claims() -> None:
    text = "He lost the city, but she could win the county."
    found = made(text, hedges=hedged(text, "could", "she could win the county"))
    assert words(text, found) == [["He lost the city"], ["but she could win the county."]]
    assert [claim.status for claim in found] == [Status.UNSOURCED, Status.SPECULATIVE]


@pytest.mark.parametrize(
    ("text", "scope", "parted"),
    [
        ("She could win the city — but he lost the county.", "She could win the city", True),
        ("She could win — and he has lost — the county.", "She could win", False),
    ],
)
def test_one_dash_parts_halves_and_two_set_off_an_aside(text: str, scope: str, parted: bool) -> None:
    assert len(made(text, hedges=hedged(text, "could", scope))) == 1 + parted


def test_a_half_with_an_empty_subject_needs_no_comma() -> None:
    text = "She left the town and it was not clear why she did."
    found = made(text, hedges=hedged(text, "not clear", "it was not clear why she did"))
    assert words(text, found) == [["She left the town"], ["and it was not clear why she did."]]


def test_two_hedged_halves_stay_together() -> None:
    text = "He may lose the city, but she could win the county."
    hedges = hedged(text, "may", "He may lose the city") | hedged(text, "could", "she could win the county")
    assert len(made(text, hedges=hedges)) == 1


def test_a_hedge_in_a_relative_clause_is_remote_however_long_it_is() -> None:
    text = "It buys a plane that could cost the town a good deal more than it has."
    (claim,) = made(text, hedges=hedged(text, "could", "that could cost the town a good deal more than it has"))
    assert claim.status == Status.UNSOURCED


def test_a_hedge_on_who_speaks_is_none_on_what_is_said() -> None:
    text = "The alleged thief said it rains."
    hedges = hedged(text, "alleged", "The alleged thief")
    assert not made(text, [saying(text, "The alleged thief", "said", "it rains")], hedges)[0].speculative


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It does not rain.", True),
        ("It didn’t rain in the town.", True),
        ("It has never rained here.", True),
        ("Nobody saw the rain.", True),
        ("There was no rain.", True),
        ("It not only rains, it pours.", False),
        ("The town that does not flood is dry.", False),
        ("If it does not rain, the river falls.", False),
        ("It rains.", False),
    ],
)
def test_negation_of_the_main_clause_denies(text: str, denied: bool) -> None:
    assert made(text)[0].denied is denied


def test_two_denials_cancel_each_other() -> None:
    for content, denied in (("that it rained", True), ("that it never rained", False)):
        text = f"She denied {content}."
        assert made(text, [saying(text, "She", "denied", content)])[0].denied is denied


def test_a_hedge_may_deny_and_its_own_negation_is_not_counted_twice() -> None:
    text = "There is no evidence that it rained."
    assert made(text, hedges=hedged(text, "no evidence", text[:-1], denied=True))[0].denied
    text = "It is not yet clear who came."
    assert not made(text, hedges=hedged(text, "not yet clear", text[:-1]))[0].denied


def test_no_white_space_stands_before_the_mark_between_two_halves() -> None:
    text = "He lost the city ; she could win the county."
    found = made(text, hedges=hedged(text, "could", "she could win the county"))
    assert words(text, found) == [["He lost the city"], ["she could win the county."]]
