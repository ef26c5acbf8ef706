"""Plain sayings that no attribution has are found by rules, and nothing else is."""

import pytest

from factdb.extract.attribution.plain_sayings import with_plain_sayings
from factdb.extract.attribution.shaping import Found
from factdb.records import Span
from factdb.text.segments import paragraphs, sentences


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found_in(text: str, before: list[Found] | None = None) -> list[tuple[str, str, str]]:
    whole = [sentence for part in paragraphs(text) for sentence in sentences(text, part)]
    return [
        (one.sources[0].of(text), one.cue.of(text), one.contents[0].of(text))
        for one in with_plain_sayings(text, whole, before or [])
    ]


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("Lind says the ferry is late.", ("Lind", "says", "the ferry is late.")),
        ("But Ann Lind said that she’d sell the ferry.", ("Ann Lind", "said", "she’d sell the ferry.")),
        ("They say it has never been dearer.", ("They", "say", "it has never been dearer.")),
        ("The ferry was late, Lind wrote.", ("Lind", "wrote", "The ferry was late")),
        ("“The ferry was late,” Lind wrote, and left.", ("Lind", "wrote", "“The ferry was late,”")),
        ("The ferry was late, according to the paper.", ("the paper", "according to", "The ferry was late")),
    ],
)
def test_a_plain_saying(text: str, saying: tuple[str, str, str]) -> None:
    assert found_in(text) == [saying]


@pytest.mark.parametrize(
    "text",
    [
        "I said the ferry is late.",
        "We say the ferry is late.",
        "As I said the ferry is late.",
        "Lind said so when it was over.",
        "Lind said in May that it is late.",
        "Lind said a few words.",
        "Late, Lind wrote.",
        "The ferry, Lind and the bridge were late.",
    ],
)
def test_no_plain_saying(text: str) -> None:
    assert not found_in(text)


def test_what_is_attributed_is_left_alone_and_a_source_may_say_more() -> None:
    text = "The ferry was late, Lind wrote, adding: “It is old.”"
    source, adding = span(text, "Lind"), span(text, "adding:")
    other = Found((source,), adding, (span(text, "“It is old.”"),), None)
    assert [cue for _, cue, _ in found_in(text, [other])] == ["wrote", "adding:"]
    whole = Found((source,), span(text, "wrote"), (span(text, "The ferry was late"),), None)
    assert [cue for _, cue, _ in found_in(text, [whole, other])] == ["wrote", "adding:"]
    assert found_in(text, [whole])[0][2] == "The ferry was late"
