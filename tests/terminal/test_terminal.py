import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from factdb.records import Passage, Span, claim_id
from factdb.terminal.article import hanging, legend, paragraphs
from factdb.terminal.explanation import explanation
from factdb.terminal.visible import visible
from tests.formats.samples import ARTICLE, EXTRACTION


def plain(lines: list[Text]) -> list[str]:
    return [line.plain for line in lines]


def test_signs_mark_claims_sources_cues_and_hedges() -> None:
    lines = plain(list(paragraphs(ARTICLE, EXTRACTION, colour=False)))
    assert lines[0] == "[S =SUM(A1)], {the minister} _said_ on Monday."
    assert lines[1].startswith("  ↳ ba13a00e sourced  the minister")
    assert "[Q win,”] _said_ {Ana 𝒜lvarez}, [Q “and soon.”]" in lines
    assert "[? - She *might*, *it seems*, leave.] That is so." in lines
    assert "  ↳ 87610e3d speculative  possible, hedged by the writer: “might”; “it seems”" in lines


def test_a_claim_without_a_source_is_known_by_its_id_and_first_words() -> None:
    long = replace(EXTRACTION.claims[3], spans=(Span(0, 80),), denied=False)
    lines = plain(list(paragraphs(ARTICLE, replace(EXTRACTION, claims=(EXTRACTION.claims[3], long)), colour=False)))
    [one] = [line for line in lines if "“That is so.”" in line]
    assert one == f"  ↳ unsourced  {claim_id(ARTICLE.sha256, EXTRACTION.claims[3].spans)[:8]} “That is so.” denied"
    assert f"  ↳ unsourced  {claim_id(ARTICLE.sha256, long.spans)[:8]} “=SUM(A1), the minister said on …”" in lines
    navigation = replace(long, passage=Passage.NAVIGATION)
    assert not any(
        "↳" in line for line in plain(list(paragraphs(ARTICLE, replace(EXTRACTION, claims=(navigation,)), False)))
    )


def test_a_note_that_is_broken_stands_under_its_first_word() -> None:
    [note] = [line for line in paragraphs(ARTICLE, EXTRACTION, colour=False) if "87610e3d" in line.plain]
    assert hanging(note, Console(width=40)).plain.splitlines() == [
        "  ↳ 87610e3d speculative  possible,",
        "    hedged by the writer: “might”; “it",
        "    seems”",
    ]
    assert hanging(note, Console(width=400)) is note


def test_a_note_says_who_told_that_somebody_said_it() -> None:
    first, second, *others = EXTRACTION.attributions
    chain = replace(EXTRACTION, attributions=(replace(first, via=1), second, *others))
    [note] = [line.plain for line in paragraphs(ARTICLE, chain, colour=False) if "the minister, " in line.plain]
    assert note.endswith("sourced  the minister, “said”, told by Ana 𝒜lvarez")


def test_who_says_two_things_and_what_stands_within_a_name_is_marked_once() -> None:
    first, second, *others = EXTRACTION.attributions
    [whole] = first.sources
    again = replace(second, sources=(whole, Span(whole.start + 4, whole.end)))
    lines = plain(list(paragraphs(ARTICLE, replace(EXTRACTION, attributions=(first, again, *others)), colour=False)))
    assert lines[0] == "[S =SUM(A1)], {the minister} _said_ on Monday."


def test_a_line_that_ends_behind_a_name_is_no_word_to_show() -> None:
    first, *others = EXTRACTION.attributions
    end = ARTICLE.text.index("\n")
    alone = replace(EXTRACTION, attributions=(replace(first, cue=Span(end, end + 1)), *others))
    [note] = [line.plain for line in paragraphs(ARTICLE, alone, colour=False) if "sourced  the minister" in line.plain]
    assert note.endswith("sourced  the minister")


def test_colours_leave_the_words_alone() -> None:
    lines = list(paragraphs(ARTICLE, EXTRACTION, colour=True))
    assert lines[0].plain == "=SUM(A1), the minister said on Monday."
    styles = {(span.start, span.end): span.style for span in lines[0].spans}
    assert styles == {(0, 8): "cyan", (10, 22): "bold", (23, 27): "italic"}


def test_the_legend_shows_every_mark() -> None:
    assert legend(colour=False).plain == (
        "[Q quoted]  [S sourced]  [? speculative]  unsourced  {source}  _cue_  *hedge*  accepted✓  disputed⚠"
    )
    assert legend(colour=True).plain == (
        "quoted  sourced  speculative  unsourced  source  cue  hedge  accepted  disputed"
    )


def test_an_explanation_has_speaker_reasons_and_hedges() -> None:
    quoted = list(explanation(ARTICLE, EXTRACTION, EXTRACTION.claims[1]))
    assert ("stands at", "42-57;76-87") in quoted
    assert ("status", "quoted, sourced") in quoted
    assert ("speaker", "Ana 𝒜lvarez (person, full name)") in quoted
    assert ("source", "Ana 𝒜lvarez at 63-74") in quoted
    assert [value for label, value in quoted if label == "why"] == list(EXTRACTION.attributions[1].why)
    hedged = dict(explanation(ARTICLE, EXTRACTION, EXTRACTION.claims[2]))
    assert hedged["hedge"] == (
        "it seems at 101-109: doxastic, probable, the writer's, confidence 0.75, "
        "governs She might, it seems, leave at 90-116"
    )
    assert hedged["certainty"] == "possible"
    plain_claim = dict(explanation(ARTICLE, EXTRACTION, EXTRACTION.claims[3]))
    assert (plain_claim["status"], plain_claim["certainty"]) == ("unsourced", "certain, denied")


@given(st.text())
def test_no_text_can_play_tricks_on_a_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) == "Cc" for character in shown)


def test_a_claim_over_two_lines_is_marked_in_both() -> None:
    assert Span(42, 57).of(ARTICLE.text) == "“We shall\nwin,”"
    lines = plain(list(paragraphs(ARTICLE, EXTRACTION, colour=False)))
    assert "[Q “We shall]" in lines
