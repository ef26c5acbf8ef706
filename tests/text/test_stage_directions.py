"""What a transcript tells in brackets of sounds and of what nobody hears, where it is no part of what is said."""

import pytest

from factdb.records import Passage, Span
from factdb.text.passages import Part, passages, stands_apart
from factdb.text.segments import is_block_quoted, paragraphs
from factdb.text.stage_directions import between_directions, is_stage_direction, stage_directions

BEFORE, AFTER = "It is late!\n", "\n(laughter) So it is."


@pytest.mark.parametrize(
    "words",
    [
        "(laughter)",
        "[LAUGHTER].",
        "(Loud laughter in the hall)",
        "[SOUNDBITE OF FERRY HORN]",
        "(sound of rain)",
        "(END VIDEO CLIP)",
        "(video clip plays)",
        "(Speaking Spanish)",
        "[through translator]",
        "(Objection sustained)",
        "(witness sworn)",
        "[radio chatter]",
        "ANN REED: (laughter)",
        "(voice-over):",
        "[Operator Instructions]",
        "(Witness indicating.)",
        "<Media omitted>",
        "*laughs*",
        "(In English.)",
    ],
)
def test_a_sound_in_brackets_is_a_stage_direction(words: str) -> None:
    assert is_stage_direction(f"No. {words} No.", Span(4, 4 + len(words)))


@pytest.mark.parametrize(
    "words",
    [
        "laughter",
        "(laughter",
        "(radio chatter)",
        "[Radio chatter]",
        "(There was laughter)",
        "(He said laughter helps)",
        "(laughter) and rain",
        "ANN REED:(laughter)",
        "(the pier)",
    ],
)
def test_other_words_are_none(words: str) -> None:
    assert not is_stage_direction(f"No. {words} No.", Span(4, 4 + len(words)))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        # where a line or a sentence begins or ends
        ("[LAUGHTER] It rained.", ["[LAUGHTER]"]),
        ("(coughs) It rained.", ["(coughs)"]),
        ("It rained. (coughs) It snowed.", ["(coughs)"]),
        ("It rained, (coughs) it snowed.", []),
        ("“It rained.” (coughs) It snowed.", ["(coughs)"]),
        ("It rained – (coughs) it snowed", []),
        ("It rained -- (coughs) it snowed", ["(coughs)"]),
        ("It rained. (coughs)", ["(coughs)"]),
        # one behind another
        ("[APPLAUSE] (coughs) It rained.", ["[APPLAUSE]", "(coughs)"]),
        ("It rained [APPLAUSE] (coughs) and snowed.", []),
        # where a sentence breaks off: only what is loud, or what nobody heard
        ("It was [LAUGHTER]", ["[LAUGHTER]"]),
        ("It was (LAUGHTER)", ["(LAUGHTER)"]),
        ("It was [coughs]", ["[coughs]"]),
        ("It was (inaudible)", ["(inaudible)"]),
        ("It was (coughs)", []),
        ("It was [LAUGHTER] wet", []),
        # a note that names no sound stands behind what is said
        ("It rained. [radio chatter]", ["[radio chatter]"]),
        ("It was [radio chatter]", []),
        ("[radio chatter] It rained.", []),
        # a line of nothing else, with whose sound it is
        ("ANN REED: [LAUGHTER]", ["ANN REED: [LAUGHTER]"]),
        ("[LAUGHTER]", ["[LAUGHTER]"]),
        ("ANN REED: It rained.", []),
        ("ANN REED: It rained. (the pier)", []),
    ],
)
def test_where_stage_directions_stand_in_a_line(line: str, found: list[str]) -> None:
    text = f"{BEFORE}{line}{AFTER}"
    span = Span(len(BEFORE), len(BEFORE) + len(line))
    assert [one.of(text) for one in stage_directions(text, span)] == found


def test_between_stage_directions_stands_what_is_said() -> None:
    text = "No. \u200b [LAUGHTER] It rained.  [APPLAUSE]\xa0[COUGHS] It snowed. \t No."
    line = Span(4, len(text) - 4)
    directions = [
        Span(text.index(sign), text.index(sign) + len(sign)) for sign in ("[LAUGHTER]", "[APPLAUSE]", "[COUGHS]")
    ]
    assert [one.of(text) for one in between_directions(text, line, directions)] == ["It rained.", "It snowed."]
    assert [one.of(text) for one in between_directions(text, Span(4, 6), [])] == []


@pytest.mark.parametrize(
    ("before", "quoted"),
    [("> ", True), ("No.\n>> \t", True), ("No.\n> > ", True), ("No. > ", False), ("No.\n", False), ("> no ", False)],
)
def test_a_block_quote_has_its_sign_before_it(before: str, quoted: bool) -> None:
    text = f"{before}It rained.\n> It snowed."
    assert is_block_quoted(text, Span(len(before), len(before) + 10)) is quoted


def test_one_that_begins_a_line_stands_apart() -> None:
    text = "(laughter)\n[LAUGHTER]\nIt is. (coughs)"
    parts = [Part(Span(0, 10), Passage.NAVIGATION), Part(Span(11, 21), Passage.NAVIGATION)]
    assert [stands_apart(text, part) for part in parts] == [True, True]
    assert not stands_apart(text, Part(Span(29, 37), Passage.NAVIGATION))


def test_what_a_line_is_is_seen_without_those_at_its_edges() -> None:
    text = "The president spoke.\n\n(APPLAUSE) Click here to subscribe. (LAUGHTER)\n\nHe left."
    told = [part.span.of(text) for part in passages(text, paragraphs(text)) if part.passage is Passage.NAVIGATION]
    assert told == ["(APPLAUSE)", "Click here to subscribe.", "(LAUGHTER)"]
