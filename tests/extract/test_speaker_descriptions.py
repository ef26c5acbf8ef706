"""Speakers behind offices, descriptions and shortened names, end to end from the names of a text to its speakers."""

import pytest

from factdb.extract.layout import Layout
from factdb.extract.speakers import Mention, resolve_in, resolve_speakers
from factdb.extract.speakers.reading import Reading
from factdb.records import Span


def _speakers(text: str, *sources: str) -> list[str]:
    """The speakers of sources, in the order of the text."""
    mentions, at = [], 0
    for source in sources:
        start = text.index(source, at)
        mentions.append(Mention(Span(start, start + len(source)), None, ()))
        at = start + len(source)
    return [one.speaker.name for one in resolve_speakers(text, mentions)]


def test_who_a_pronoun_may_mean_as_well_as_another_is_not_told_surely() -> None:
    for text in (
        "Karl Holt and his partner, Peter Reed, opened a shop. He said so.",
        "In Paris it rained. They said so.",
    ):
        source = text.index(" said so") - len("He" if "He said" in text else "They")
        (found,) = resolve_speakers(text, [Mention(Span(source, text.index(" said so")), None, ())])
        assert found.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The brothers, Tom Vale and Rob Vale, own a mill. Vale said so.", "Vale said so"[:4]),
        ("Karl Holt and Laura Holt left the mill. It rained on Monday. Holt said so.", "Holt"),
        ("Senators Karl Holt and Peter Reed disagreed. The senator said so.", "The senator"),
        ("Police chief Karl Holt and fire chief Peter Reed agreed. The chief said so.", "The chief"),
        ("The Fed and the ECB waited. It said so.", "It"),
    ],
)
def test_of_two_who_are_told_of_alike_none_is_sure(text: str, source: str) -> None:
    at = text.rindex(source)
    (found,) = resolve_speakers(text, [Mention(Span(at, at + len(source)), None, ())])
    assert found.confidence < 0.4
    assert len(found.candidates) > 1


def test_a_sister_may_be_she_as_well() -> None:
    text = "Laura Marsh and her sister arrived. She said so."
    at = text.index("She")
    (found,) = resolve_speakers(text, [Mention(Span(at, at + 3), None, ())])
    assert (found.speaker.name, found.candidates) == ("Laura Marsh", ("Laura Marsh", "her sister"))
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    ("text", "source", "content", "name"),
    [
        ("Laura Holt met the crew. Her husband, Peter Holt, left. Holt said he knew.", "Holt", "he knew", "Peter Holt"),
        ("Laura Holt and Peter Holt met the crew. Holt said she knew.", "Holt", "she knew", "Laura Holt"),
        (
            "Karl Holt drowned. His father, Peter Holt, arrived. Holt said it was late.",
            "Holt",
            "it was late",
            "Peter Holt",
        ),
        (
            "Karl Holt spoke. His father, Peter Holt, arrived. Holt said it was late.",
            "Holt",
            "it was late",
            "Peter Holt",
        ),
    ],
)
def test_a_surname_of_two_is_whose_the_words_are(text: str, source: str, content: str, name: str) -> None:
    at, words = text.rindex(source), text.index(content)
    (found,) = resolve_speakers(text, [Mention(Span(at, at + len(source)), None, (Span(words, len(text) - 1),))])
    assert found.speaker.name == name
    assert found.confidence <= 0.65


def test_whoever_is_quoted_is_the_subject_of_a_passive() -> None:
    for subject, name in (
        ("The minister, Laura Marsh,", "Laura Marsh"),
        ("Holt’s widow", "Holt’s widow"),
        ("Karl Holt left. He", "Karl Holt"),
    ):
        text = f"{subject} was quoted as saying that it was late."
        cue = text.index("quoted as saying")
        content = Span(text.index("that it"), len(text) - 1)
        (found,) = resolve_speakers(text, [Mention(None, Span(cue, cue + 16), (content,))])
        assert found.speaker.name == name


def test_somebody_whom_an_article_opens_with_is_named_with_an_age_below() -> None:
    text = "A woman who fell has told how she sang.\n\nLaura Holt, 31, was at work."
    assert _speakers(text, "A woman who fell") == ["Laura Holt"]
    other = text.replace("Laura Holt", "Karl Holt")
    assert _speakers(other, "A woman who fell") != ["Karl Holt"]


@pytest.mark.parametrize(
    ("before", "named", "found"),
    [
        ("", "Rep. Laura Marsh, Ohio Democrat,", True),
        ("", "Rep. Laura Marsh, Ohio Republican,", False),
        ("", "Sen. Laura Marsh, Ohio Democrat,", False),
        ("It rained. It rained. It rained. It rained.", "Rep. Laura Marsh, Ohio Democrat,", False),
    ],
)
def test_a_member_of_a_chamber_whom_an_article_opens_with_is_named_below(before: str, named: str, found: bool) -> None:
    text = f"{before} A top House Democrat sued the mayor.\n\nLate in May, {named} said so.".strip()
    (member, _) = _speakers(text, "A top House Democrat", named)
    assert (member == "Laura Marsh") is found


def test_a_headline_describes_who_is_named_below() -> None:
    text = "Union boss wants more\n\nThe head of the union said so.\n\n“Too late,” said Laura Marsh, the union's chief."
    names = _speakers(text, "Union boss", "The head of the union", "Laura Marsh, the union's chief")
    assert names == ["Laura Marsh"] * 3


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Anna Reed spoke. Karl Holt answered. He said Holt would go.", "He", "Karl Holt"),
        ("Peter Reed asked Karl Holt about it. He said Holt had agreed.", "He", "Peter Reed"),
        ("Karl Holt met the crew. Peter Reed ran through the plan. He said it was late.", "He", "Peter Reed"),
        ("Karl Holt said he was in Iranian hands. They said so.", "They", "They"),
        ("The Herald reported on Harlow Bank. The resolution passed by a vote. It said so.", "It", "resolution"),
        ("Robin Holt, who uses they/them pronouns, moved to Dover. They said so.", "They", "Robin Holt"),
        ("Laura Marsh left. Mr. Holt’s rival, Yaa Reed, spoke at noon. She said so.", "She", "Yaa Reed"),
        ("Karl Holt left. A smuggler known as El Moro agreed. He said so.", "He", "El Moro"),
        ("Karl Holt left. A rebel commander known as El Cid agreed. He said so.", "He", "El Cid"),
        ("Robin Holt, a vet in Dover who goes by they/them, moved. They said so.", "They", "Robin Holt"),
        ("Police met Karl Holt. A young woman fell. She said so.", "She", "young woman"),
        ("Peter Reed ran the shop. One of the men shouted. Reed left. He said so.", "He", "Peter Reed"),
    ],
)
def test_pronouns(text: str, source: str, name: str) -> None:
    start = text.rindex(source + " said")
    content = Span(start + len(source) + 6, len(text))
    (found,) = resolve_speakers(text, [Mention(Span(start, start + len(source)), None, (content,))])
    assert found.speaker.name == name


def test_a_share_of_those_asked_speaks_beside_the_poll_that_asked_them() -> None:
    text = "According to the Harlow poll, 40 percent said they would stay. But 30 percent said no."
    mentions = []
    for source, cue in (("the Harlow poll", "According to"), ("40 percent", "said"), ("30 percent", "said")):
        start = text.index(source)
        at = text.index(cue, 0 if cue == "According to" else start)
        mentions.append(Mention(Span(start, start + len(source)), Span(at, at + len(cue)), ()))
    found = [one.speaker.name for one in resolve_speakers(text, mentions)]
    assert found == ["Harlow poll", "40 percent", "30 percent"]


def test_a_source_that_was_cut_before_whose_words_they_are() -> None:
    text = "“It is late,” a statement from Holt's campaign read."
    source, cue = text.index("a statement"), text.index("read")
    mention = Mention(Span(source, source + 16), Span(cue, cue + 4), (Span(0, 13),))
    (found,) = resolve_speakers(text, [mention])
    assert found.speaker.name == "statement from Holt's campaign"


def test_whom_only_a_caption_names_is_not_whom_the_article_speaks_of() -> None:
    text = "Karl Holt left the pier.\n\nMedia caption Peter Reed explains the tide\n\nHe said that it was late."
    caption = Span(text.index("Media"), text.index("\n\nHe"))
    reading = Reading.of(text, Layout.of(text), beside=[caption])
    he, cue = text.index("He said"), text.index("said that")
    (found,) = resolve_in(reading, [Mention(Span(he, he + 2), Span(cue, cue + 4), (Span(cue + 5, len(text) - 1),))])
    assert found.speaker.name == "Karl Holt"
