"""The place and the day before what an article begins with."""

import pytest

from factdb.records import Passage, Span
from tests.text.lines import BODY, read


@pytest.mark.parametrize(
    ("dateline", "dash"),
    [
        ("OSLO, March 3 (Newswire)", " - "),
        ("OSLO (AP)", " — "),
        ("OSLO", " — "),
        ("OSLO", "—"),
        ("Oslo", ": "),
        ("OSLO, Norway (NNA)", " -- "),
        ("(Oslo)", " "),
        ("OSLO/LONDON, March 3 (Newswire)", " - "),
        ("ELM GROVE, Ohio/NEW YORK (Newswire)", " - "),
        ("OSLO, Norway/LONDON, March 3 (Newswire)", " - "),
        ("ELM, Ohio", " — "),
        ("March 3 (Newswire)", " - "),
        ("Elm Grove, Ohio (CNN)", " — "),
        ("NEW YORK", " – "),
        ("ST. PAUL, Minn. (AP)", " — "),
        ("WASHINGTON, D.C.", " — "),
        ("ELM, Ohio, March 3, 2024", " – "),
        ("ELM, Ohio – March 3, 2024", " – "),
        ("ELM, Ohio, Sunday, March 3, 2024", " – "),
        ("ELM GROVE, 3 March 2024 /Newswire/", " -- "),
        ("Elm Grove, Ohio, March 3, 2024", " – "),
        ("Elm—March 3, 2024", "—"),
        ("Elm Grove, Okla.", " — "),
        ("Elm Grove, New York", " -- "),
        ("ELM GROVE", ": "),
        ("March 3, 2024", " -- "),
        ("(CNN)", " "),
        ("Elm Grove, Ohio (CNN)", " "),
        ("Oslo (NNA)", ""),
    ],
)
def test_datelines(dateline: str, dash: str) -> None:
    text = f"{dateline}{dash}{BODY}\n\n{BODY}"
    first, second, _ = read(text)
    assert (first.span.of(text), first.passage) == (dateline, Passage.DATELINE)
    assert (second.span.of(text), second.passage) == (BODY, Passage.BODY)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE — The dam holds.",
        "NASA — the space agency — is closed.",
        "Lund: The dam holds.",
        "(He) held.",
        "OSLO — ",
        "Elm Grove, March 3 – The dam holds.",
        "Elm Grove, Lund — The dam holds.",
        "UPDATE: The dam holds.",
        "LUND: The dam holds.\n\nROE: It leaks.",
    ],
)
def test_no_datelines(text: str) -> None:
    assert Passage.DATELINE not in {part.passage for part in read(text)}


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        ("OSLO — ", True),  # a known place
        ("ELM GROVE (NNA) — ", True),
        ("ELM GROVE — ", False),  # may be a heading that runs on
        ("Oslo (CNN) — ", False),
        ("(Oslo) ", False),
        ("Oslo: ", False),
        ("Elm Grove, Ohio — ", True),
        ("ELM GROVE: ", False),
    ],
)
def test_datelines_below_the_first_paragraph(beginning: str, expected: bool) -> None:
    parts = read(f"{BODY}\n\n{beginning}{BODY}")
    assert (Passage.DATELINE in {part.passage for part in parts}) == expected
    assert parts[-1].passage == "body"


def test_a_place_that_nobody_knows_is_one_above_all_else() -> None:
    text = f"Dam is safe\n\nELM GROVE — {BODY}\n\n{BODY}"
    assert [part.span for part in read(text)][1:3] == [Span(13, 22), Span(25, 25 + len(BODY))]


def test_a_place_alone_is_no_dateline() -> None:
    """The paragraph ends with the dash; what stands below is another one."""
    for line in ("ELM GROVE —", "Elm Grove (NNA) —", "(Oslo)", "Oslo:"):
        assert Passage.DATELINE not in {part.passage for part in read(f"{line}\nThe dam holds.\n{BODY}")}
