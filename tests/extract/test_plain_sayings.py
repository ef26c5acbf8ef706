"""Plain sayings that no attribution has are found by rules, and nothing else is."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.plain_sayings import with_plain_sayings
from factdb.extract.attribution.shaping import Found
from factdb.records import Span
from factdb.text.segments import paragraphs, sentences
from tests.extract.sentences import lines_of, span, unmarked

# A clause of which no verb is known, longer than a frame is looked for from its beginning.
LONG = (
    "Keepers sort oars, ropes, lamps, "
    + ", ".join(f"the ropes of pier {number}" for number in range(1, 22))
    + " and nets"
)


def found_in(text: str, before: list[Found] | None = None) -> list[tuple[str, str, str]]:
    whole = [sentence for part in paragraphs(text) for sentence in sentences(text, part)]
    return [
        (one.sources[0].of(text), one.cue.of(text), one.contents[0].of(text))
        for one in with_plain_sayings(text, whole, before or [])
    ]


@pytest.mark.parametrize("marked", lines_of("plain_sayings.txt"))
def test_plain_sayings(marked: str) -> None:
    text, saying = unmarked(marked)
    assert found_in(text) == ([tuple(saying)] if saying else [])


def test_a_frame_stands_far_behind_where_a_sentence_begins() -> None:
    assert found_in(f"{LONG}, the report says.") == [("the report", "says", LONG)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Oars, she ventured, play a smaller part.", ["Oars", "play a smaller part."]),
        ("Oars, the captain of the ferry argued, break in a storm.", ["Oars", "break in a storm."]),
        ("Oars, Ann Lind confided in a letter, break in a storm.", ["Oars", "break in a storm."]),
        ("The town met a man who, the captain said, sold bad oars.", ["who", "sold bad oars."]),
    ],
)
def test_a_saying_inside_of_what_is_said(text: str, contents: list[str]) -> None:
    whole = [sentence for part in paragraphs(text) for sentence in sentences(text, part)]
    (one,) = with_plain_sayings(text, whole, [])
    assert [content.of(text) for content in one.contents] == contents


def test_the_tagger_may_take_the_frame_that_opens_a_sentence_for_what_is_said() -> None:
    text = "As Lind sees it, guests own the quay."
    torn = Found((span(text, "Lind"),), span(text, "sees"), (span(text, "it"),), None)
    assert found_in(text, [torn]) == [("Lind", "sees it", "guests own the quay.")]


@pytest.mark.parametrize(
    "frame", ["By the mayor’s own account", "In the mayor’s own words", "By her aide’s own estimate"]
)
def test_a_frame_that_opens_a_sentence_says_it_once(frame: str) -> None:
    text = f"{frame}, the fire began at noon."
    assert [one.attribution for one in extract(text).claims] == [0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ann Lind was, in her own words, “a lazy clerk.”", ["Ann Lind was", "“a lazy clerk.”"]),
        ("Bo Lind left. The plan was, by his own account, “half baked.”", ["The plan was", "“half baked.”"]),
        ("Bo Lind left. The quay is, in Lind’s words, “a heap.”", ["The quay is", "“a heap.”"]),
        ("Bo Lind is, in his own words, cautious but “very liberal.”", ["Bo Lind is", "cautious but “very liberal.”"]),
    ],
)
def test_a_frame_behind_the_verb_says_whose_words_a_sentence_is(text: str, said: list[str]) -> None:
    extraction = extract(text)
    claim = extraction.claims[-1]
    assert [span.of(text) for span in claim.spans] == said
    assert claim.status == "quoted"
    assert extraction.attributions[claim.attribution or 0].speaker.name.endswith("Lind")


@pytest.mark.parametrize(
    "text", ["Children told it in their own words, and it was late.", "The ferry is, in short order, “late.”"]
)
def test_words_that_are_told_in_are_no_frame(text: str) -> None:
    assert found_in(text) == []


def test_a_passive_that_the_tagger_tears_is_mended() -> None:
    text = "The ferry, Ann Lind was quoted as saying, is late."
    torn = Found(
        (), span(text, "was quoted"), (span(text, "The ferry, Ann Lind"), span(text, "as saying, is late")), None
    )
    assert found_in(text, [torn]) == [("Ann Lind", "was quoted as saying", "The ferry")]


def test_what_somebody_does_may_be_what_another_says() -> None:
    text = "A third of the crew, according to Lind, are weighing whether to leave the ferry."
    weighing = Found(
        (span(text, "A third of the crew"),), span(text, "are weighing"), (span(text, "whether to"),), None
    )
    assert found_in(text, [weighing])[0] == ("Lind", "according to", "A third of the crew")
    # What somebody says in quotation marks is all his, whatever the verb.
    text = "“Roe, as the paper writes it, is late, according to Lind,” she continued."
    outer = Found((span(text, "she"),), span(text, "continued"), (Span(0, text.index(" she")),), None)
    assert found_in(text, [outer]) == [("she", "continued", text[: text.index(" she")])]


def test_what_is_attributed_is_left_alone_and_a_source_may_say_more() -> None:
    text = "The ferry was late, Lind wrote, adding: “It is old.”"
    source, adding = span(text, "Lind"), span(text, "adding:")
    other = Found((source,), adding, (span(text, "“It is old.”"),), None)
    assert [cue for _, cue, _ in found_in(text, [other])] == ["wrote", "adding:"]
    whole = Found((source,), span(text, "wrote"), (span(text, "The ferry was late"),), None)
    assert [cue for _, cue, _ in found_in(text, [whole, other])] == ["wrote", "adding:"]
    assert found_in(text, [whole])[0][2] == "The ferry was late"


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Ann Roe, who has said that the mill is shut, left on Monday.", "Ann Roe", "that the mill is shut"),
        ("Bo Finch, who says he remains undecided on it, asked for calm.", "Bo Finch", "he remains undecided on it"),
        ("Mayor Tom Hale, who has also said that the weir moves, left.", "Tom Hale", "that the weir moves"),
        ("Cara Lund, who confirmed she was in the race, signed the deed.", "Cara Lund", "she was in the race"),
        ("Dan Orr, who previously claimed that the bells rang, walked home.", "Dan Orr", "that the bells rang"),
    ],
)
def test_what_is_told_in_passing_of_whom_a_sentence_is_about(text: str, speaker: str, said: str) -> None:
    found = extract(text)
    ((claim, number),) = ((claim, claim.attribution) for claim in found.claims if claim.attribution is not None)
    assert found.attributions[number].speaker.name == speaker
    assert [span.of(text) for span in claim.spans] == [said]
