"""What a page has whole, a speech or a memo, is said by whoever the line above it names."""

import pytest

from factdb.extract import extract

SPEECH = (
    "My friends, I am glad to be here.\n\nThe mill burned, and nobody helped us.\n\nWe will build it, and I will pay."
)


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ("Read Mayor Ann Roe's full speech below:", "Mayor Ann Roe", "speech"),
        ("Here is the full memo from guild head Tom Poe to all clerks:", "guild head Tom Poe", "memo"),
        ("Here's the statement from the Elm Guild in its entirety:", "the Elm Guild", "statement"),
        ("The full text of the op-ed by Ann Roe is printed below. It can be read online.", "Ann Roe", "op-ed"),
    ],
)
def test_what_a_page_has_whole_is_said_by_whom_the_line_above_names(line: str, source: str, cue: str) -> None:
    text = f"The mill was shut.\n\n{line}\n\n{SPEECH}\n\nThe clerks said on Monday that it was late."
    (one,) = (one for one in extract(text).attributions if one.cue.of(text) == cue)
    assert [span.of(text) for span in one.sources] == [source]
    assert [span.of(text) for span in one.contents] == SPEECH.split("\n\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ann Roe's full speech was long and late.", SPEECH),
        (
            "Read Ann Roe's full speech below:",
            SPEECH.replace("We", "Clerks").replace("I ", "Poe ").replace("us.", "it."),
        ),
        ("Read Ann Roe's full speech below:", "ROE: I am glad. We are here.\n\nPOE: I am not. Are we late?"),
    ],
)
def test_what_is_not_whole_or_speaks_of_nobody_is_not_whose_speech_a_line_names(line: str, said: str) -> None:
    text = f"The mill was shut.\n\n{line}\n\n{said}\n\nThe clerks said on Monday that it was late."
    assert all(one.cue.of(text) != "speech" for one in extract(text).attributions)
