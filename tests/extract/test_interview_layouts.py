"""How pages lay out interviews: who answers is told above, by initials, by a note or by turns, and others ask."""

import pytest

from factdb.extract import extract
from tests.extract.test_talks import lines


@pytest.mark.parametrize(
    ("above", "labels", "names"),
    [
        ("Interview with Agnes Poe (AP), by Tom Rusk (INT)", ("INT", "AP"), ["Tom Rusk", "Agnes Poe"]),
        ("We talk to the composer Agnes Poe.", ("TQ", "AP"), ["TQ", "Agnes Poe"]),
        ("Interviewer: Tom Rusk\n\nRecorded in May", ("INTERVIEWER", "POE"), ["Tom Rusk", "POE"]),
    ],
)
def test_the_lines_above_tell_who_is_meant(above: str, labels: tuple[str, str], names: list[str]) -> None:
    said = ["Where were you born?", "In Elm. My father was a smith.", "And then?", "I left."]
    text = "\n\n".join([above, *(f"{labels[n % 2]}: {words}" for n, words in enumerate(said))])
    assert [name for name, _ in lines(text)][-4:] == names * 2


def test_a_lone_letter_asks() -> None:
    text = "MS. ROE: I will start with you.\n\nQ (Inaudible.) Is it true?\n\nMS. ROE: I hope so.\n\nQ And when?"
    assert lines(text) == [
        ("MS. ROE", ["I will start with you."]),
        ("Q", ["Is it true?"]),
        ("MS. ROE", ["I hope so."]),
        ("Q", ["And when?"]),
    ]


def test_initials_answer_questions_without_a_label() -> None:
    asked = ["What is it about?", "Which is your favourite?", "You're kidding."]
    text = "\n\n".join(f"**{question}**\n\n**TK:** I wrote it in a van. It never ends." for question in asked)
    assert lines(f"The bassist on tours.\n\n{text}") == [("TK", ["I wrote it in a van. It never ends."])] * 3


@pytest.mark.parametrize(
    "note",
    [
        "By Ann Roe, as told to Bo Poe\n\n{}",
        "Ann Roe, 84, kept the light until 1988. As told to Bo Poe.\n\n{}",
        "This as-told-to essay is based on a conversation with Ann Roe, a baker in Elm.\n\n{}",
        "My first day\n\nInterview by Bo Poe\n\nAnn Roe has kept the light for 22 years.\n\n{}",
    ],
)
def test_what_is_told_to_somebody_is_said_by_whoever_told_it(note: str) -> None:
    said = ["I was nineteen then.", "The boat was late.", "My mother wrote to me."]
    text = note.format("\n\n".join(said))
    (told,) = [one for one in extract(text).attributions if one.speaker and one.speaker.name == "Ann Roe"]
    assert [content.of(text) for content in told.contents] == said


def test_a_note_on_who_was_told_does_not_make_an_article_anybodys() -> None:
    said = "The mill shut in 1988.\n\nThe town lost 400 jobs.\n\nI was there."
    assert lines(f"The story as told to Bo Poe\n\n{said}") == []


@pytest.mark.parametrize(
    "head", ["Five minutes with... Saskia Roe", "Q&A: Saskia Roe on mud", "A word with Saskia Roe"]
)
def test_whom_a_heading_announces_answers(head: str) -> None:
    asked = ["WHEN DO YOU GET UP?", "WHO BUYS YOUR POTS?", "BEST ADVICE?"]
    text = "\n\n".join(
        [head, *(words for question in asked for words in (question, "I like the kiln. My mum has it."))]
    )
    assert {name for name, _ in lines(text)} == {"Saskia Roe"} and len(lines(text)) == len(asked)


def test_readers_ask_by_name() -> None:
    asked = ["What did you cook first? Larkspur99", "Do you read reviews? Dom, Leicester", "And now? Anya K"]
    said = "I burned it. My agent knows."
    text = "\n\n".join(["Ann Roe answers your questions", *(words for question in asked for words in (question, said))])
    assert lines(text) == [("Ann Roe", [said])] * 3


@pytest.mark.parametrize("line", ["{}. What's in your bag?", "– What's in your bag?", "What's in your bag?"])
def test_who_receives_the_writer_answers(line: str) -> None:
    turns = [line.format(1), "I carry a sock.", line.format(2), "My sister knows.", line.format(3), "I forget."]
    dashed = [f"– {words}" if line.startswith("–") and n % 2 else words for n, words in enumerate(turns)]
    text = "\n\n".join(["The sculptor Benedetta Roe, 71, receives us at home.", *dashed])
    assert [name for name, _ in lines(text)] == ["Benedetta Roe"] * 3


def test_one_alone_with_a_label_answers_what_stands_above_it() -> None:
    asked = ["Who still rents films?", "What does he rent?", "You could have sold it.", "So what keeps you here?"]
    said = "The smell. I can't explain it."
    text = "\n\n".join(["An interview with Ann Roe.", *(line for one in asked for line in (one, f"AR: {said}"))])
    assert lines(text) == [("Ann Roe", [said])] * 4


def test_emphasis_around_a_question_is_not_said() -> None:
    text = "**Q: Why Elm?**\n\n**A:** My wife is from Elm.\n\n**Q: And now?**\n\n**A:** I sleep."
    assert lines(text)[0] == ("Q", ["Why Elm?"])


def test_what_stands_between_the_turns_of_several_and_asks_is_an_interviewers() -> None:
    introduction = "The weaver Renata Kolb and her brother Matthias Kolb share a barn.\n\nWhy a barn?\n\n"
    talk = "RK: I like the cold.\n\nMK: She does. I don't.\n\nDo you argue?\n\nRK: We do.\n\nMK: About wool, I think."
    assert [words for _, said in lines(introduction + talk) for words in said] == [
        "I like the cold.",
        "She does. I don't.",
        "We do.",
        "About wool, I think.",
    ]
    # Where turns go on in paragraphs of their own, one may ask as well.
    assert lines(talk)[1][1] == ["She does. I don't.", "Do you argue?"]
    assert lines(introduction + talk.replace("We do.", "We do.\n\nI win."))[1][1] == [
        "She does. I don't.",
        "Do you argue?",
    ]


@pytest.mark.parametrize("head", ["We met her in Elm.", "She has stood on all peaks."])
def test_every_second_line_behind_a_dash_asks(head: str) -> None:
    said = [
        "Are you afraid?",
        "I am afraid in lifts.",
        "Who goes with you?",
        "My mother.",
        "And did you fall?",
        "I did.",
    ]
    text = "\n\n".join(["An interview with the climber Ewa Roe.", head, *(f"— {words}" for words in said)])
    assert lines(text) == [("Ewa Roe", [words]) for words in said[1::2]]
