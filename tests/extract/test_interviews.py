"""Answers without a name before them, and who gives them."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.lines import read_speaker_lines
from factdb.records import Passage
from factdb.text.passages import passages
from factdb.text.segments import paragraphs

MARA = "The diver Mara Osk found the wreck in May. She spoke to us on the quay."
TALK = [
    "How deep is it?",
    "I stopped at forty metres.",
    "Will you go back?",
    "We have a boat for June.\n\nIt is paid for.",
]


def answers(*lines: str) -> list[tuple[str, str, list[str]]]:
    """Of each attribution that the lines make: its source, its cue and its contents."""
    text = "\n\n".join(lines)
    found = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    return [(one.sources[0].of(text), one.cue.of(text), [span.of(text) for span in one.contents]) for one in found]


def test_what_stands_under_questions_is_said_by_whom_the_page_talks_to() -> None:
    assert answers(MARA, *TALK) == [
        ("Mara Osk", "?", ["I stopped at forty metres."]),
        ("Mara Osk", "?", ["We have a boat for June."]),
    ]


def test_an_answer_ends_where_the_page_tells_of_its_speaker_or_another_part_begins() -> None:
    further = ["It was cold.", "Osk looks at the sea.", "Nobody speaks."]
    said = answers(MARA, TALK[0], TALK[1], *further, *TALK[2:])
    assert said[0][2] == ["I stopped at forty metres.", "It was cold."]
    assert len(said) == 2
    photo = "File photo: The wreck in May"
    assert answers(MARA, *TALK[:2], photo, "It was cold.", *TALK[2:])[0][2] == [TALK[1], "It was cold."]
    assert answers(MARA, *TALK[:2], "# The law", "A wreck is the state's.", *TALK[2:])[0][2] == [TALK[1]]


@pytest.mark.parametrize(
    ("introduction", "who"),
    [
        ("Singer Ilse Brandt answers our questions.", "Ilse Brandt"),
        ("Ann de la Cruz, 41, has dived for years. Interview: Tom Poe.", "Ann de la Cruz"),
        ("Ann Reed was interviewed by Tom Poe.", "Ann Reed"),
        ("Tom Poe spoke to Ann Reed about the wreck.", "Ann Reed"),
        ("Tom Poe found it. Ann Reed paid for it. She talked to us.", None),
        ("Ann Reed has dived for years. This interview was edited for length. Reed is forty.", "Ann Reed"),
        ("Ann Reed has dived for years.", None),
        ("We asked what divers ask.", None),
        ("Zanele Mbatha, 41, has dived for years. We met her in Elm.", "Zanele Mbatha"),
        ("Zanele Mbatha has dived for years. She spoke with reporter Tom Poe.", "Zanele Mbatha"),
        ("An interview with Ann Reed. She spoke to Tom Poe at home.", "Ann Reed"),
        ("Ann Reed, the mayor of Elm, talks to Tom Poe about the wreck.", "Ann Reed"),
        ("Tom Poe, our reporter, talks to Ann Reed about the wreck.", "Ann Reed"),
        ("Ann Reed has dived for nine years. The head of the quay talks to Tom Poe. Reed is at home.", "Ann Reed"),
        ("He spoke to us on Nanga Parbat.", None),
        ("Tom Poe owns it. Mara Osk found it. The Herald talked by telephone with Osk about Poe.", "Mara Osk"),
        ("Tom Poe owns it. Dr. Mara Osk found it. Osk sat down with the Elm Monitor on Friday.", "Mara Osk"),
        ("Tom Poe owns it. Ann Reed found it. NBC's Tom Poe spoke with Reed.", "Ann Reed"),
        ("Tom Poe owns it. Wrecker recently spoke with Elm's Zyzza Orm, the author of a book.", "Zyzza Orm"),
        ("Tom Poe owns it. Ann Reed found it. The sea talks to the quay.", None),
    ],
)
def test_whom_the_page_talks_to(introduction: str, who: str | None) -> None:
    assert {source for source, _, _ in answers(introduction, *TALK)} == ({who} if who else set())


NOTE = "Our talk with Ann Reed took an hour. This conversation has been edited for length."
LONG = f"You said in May that the wreck was yours. {'It was shown to the court. ' * 12}Do you still say so?"


def test_below_a_note_on_the_talk_questions_may_be_long_and_answers_may_ask() -> None:
    page = [
        NOTE,
        "How deep is it?",
        "I stopped at forty metres. Would you go further?",
        LONG,
        "I do.",
        "Who pays for it?",
    ]
    said = answers(*page, "I wish I knew.")
    assert [contents for _, _, contents in said] == [[page[2]], ["I do."], ["I wish I knew."]]
    # Nobody is asked in it.
    report = LONG.replace("You said", "She said").replace("Do you", "Does she")
    assert answers(*page[:3], report, "I do.", "Who pays for it?", "I wish I knew.")[0][2] == [page[2], report, "I do."]


def test_an_article_that_asks_and_answers_reports() -> None:
    reported = "The ministry said that it was wrong."
    assert answers(MARA, TALK[0], reported, TALK[2], "I will.", "Who pays for it?", "Nobody does.") != []
    assert answers(MARA, TALK[0], reported, TALK[2], "“I know,” she said.") == []


def test_answers_of_which_none_speaks_of_itself_are_the_pages_own() -> None:
    assert answers(MARA, "How deep is it?", "Forty metres.", "Who paid?", "Nobody knows.") == []


def lettered(*said: str) -> list[str]:
    return [f"{'QA'[number % 2]}: {words}" for number, words in enumerate(said)]


def test_the_letter_before_an_answer_stands_for_whom_the_page_talks_to() -> None:
    found = answers(MARA, *lettered("How deep is it?", "I stopped at forty metres.", "Who paid?", "Nobody."))
    assert [(source, cue) for source, cue, _ in found] == [
        ("Q", ":"),
        ("Mara Osk", "A:"),
        ("Q", ":"),
        ("Mara Osk", "A:"),
    ]


def test_the_letter_before_a_question_stands_for_the_reporter_whom_the_page_names() -> None:
    asked = lettered("How deep is it?", "I stopped at forty metres.", "Who paid?", "Nobody.")
    found = answers(f"{MARA} She talked to Herald reporter Tom Poe.", *asked)
    assert [(source, cue) for source, cue, _ in found][:2] == [("Tom Poe", "Q:"), ("Mara Osk", "A:")]


def test_what_a_letter_asks_that_stands_for_nobody_is_the_pages_own() -> None:
    asked = lettered("You promised that it would float. Does it?", "I stopped at forty metres.", "Who paid?", "I did.")

    def asking(*lines: str) -> set[str]:
        text = "\n\n".join(lines)
        extraction = extract(text)
        asked = [claim for claim in extraction.claims if claim.passage is Passage.QUESTION]
        return {"" if (n := one.attribution) is None else extraction.attributions[n].speaker.name for one in asked}

    assert asking(MARA, *asked) == {""}
    # In a hearing whoever asks is somebody.
    assert "Q" in asking(*asked, "MR. POE: Object. I was there.", *asked)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["Is it ours?", "I say it is.", "Who paid?", "We did."], ["Q", "A", "Q", "A"]),
        (["Is it ours?", "I say it is."], ["Q"]),
        (["Is it ours?", "It is.", "Who paid?", "Nobody."], ["Q", "Q"]),
    ],
)
def test_a_letter_that_nobody_stands_for_is_somebody_if_it_speaks_of_itself(
    said: list[str], expected: list[str]
) -> None:
    assert [source for source, _, _ in answers("Ask the lawyer", *lettered(*said))] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Osk, 58, diver", "Tom Poe, 33"),
        ("**Mara Osk (58)**", "**Tom Poe (33), joiner**"),
        ("Mara Osk, professor, Elm Law School", "Tom Poe, staff engineer"),
    ],
)
def test_what_several_tell_in_their_own_words(one: str, other: str) -> None:
    found = answers(
        "Voices from the quay", one, "I dive.", "It is cold.", other, "My son says it leaks.", "The quay is shut."
    )
    assert [(source, contents) for source, _, contents in found] == [
        ("Mara Osk", ["I dive.", "It is cold."]),
        ("Tom Poe", ["My son says it leaks."]),
    ]


def test_a_talk_whose_names_stand_on_lines_of_their_own() -> None:
    page = ["A talk about wrecks", "Tom Poe", "How deep is it?", "Mara Osk", "Forty metres.", "It is cold.", "Tom Poe"]
    found = answers(*page, "Who pays?", "Mara Osk", "Nobody.")
    assert [(source, contents) for source, _, contents in found] == [
        ("Tom Poe", ["How deep is it?"]),
        ("Mara Osk", ["Forty metres.", "It is cold."]),
        ("Tom Poe", ["Who pays?"]),
        ("Mara Osk", ["Nobody."]),
    ]
    # Each speaks once: these may be headings.
    assert answers(*page[:6]) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Mara Osk, 58, diver", "I dive."],  # one alone
        ["Mara Osk, 58", "She dives.", "Tom Poe, 33", "He doesn't."],
        ["Mara Osk, 58", "I dive, she says.", "Tom Poe, 33", "“I don't,” he said."],
        ["Fair Winds, 15 August", "I dive.", "Foul Winds, 16 August", "I swim."],
        ["Ada Roe (5 percent)", "I like her.", "Tom Poe (4 percent)", "I don't."],
    ],
)
def test_lists_of_names_are_no_voices(lines: list[str]) -> None:
    assert answers("Voices from the quay", *lines) == []


def test_the_claims_of_an_interview() -> None:
    text = "\n\n".join([MARA, *TALK])
    extraction = extract(text)
    claims = [
        (
            " ".join(span.of(text) for span in claim.spans),
            claim.passage,
            "" if claim.attribution is None else extraction.attributions[claim.attribution].speaker.name,
        )
        for claim in extraction.claims
    ]
    assert claims == [
        ("The diver Mara Osk found the wreck in May.", Passage.BODY, ""),
        ("She spoke to us on the quay.", Passage.BODY, ""),
        ("How deep is it?", Passage.QUESTION, ""),
        ("I stopped at forty metres.", Passage.BODY, "Mara Osk"),
        ("Will you go back?", Passage.QUESTION, ""),
        ("We have a boat for June.", Passage.BODY, "Mara Osk"),
        ("It is paid for.", Passage.BODY, ""),
    ]


def test_nobody_speaks_of_the_letter_that_asks() -> None:
    text = "\n\n".join(
        [MARA, *lettered("Why did he go?", "He lied to me. He told me it was shallow.", "Who paid?", "I did.")]
    )
    assert "Q" not in {one.speaker.name for one in extract(text).attributions if one.cue.of(text) == "told"}


@pytest.mark.parametrize("sign", ["**", "*", "__"])
def test_what_an_interviewer_says_without_asking_is_emphasised(sign: str) -> None:
    asked = [f"{sign}{words}{sign}" for words in ("Tell us of the cold.", "You went back.", "Will you dive again?")]
    page = [MARA, asked[0], "I shook. What else?", asked[1], "I had to.\n\nMy rope was there.", asked[2], "I will."]
    assert answers(*page, "The wreck is open to all.") == [
        ("Mara Osk", ".", ["I shook. What else?"]),
        ("Mara Osk", ".", ["I had to.", "My rope was there."]),
        ("Mara Osk", "?", ["I will."]),
    ]
    speakers = {one.speaker.name for one in extract("\n\n".join(page)).attributions}
    assert speakers == {"Mara Osk"}


def test_emphasised_lines_without_a_talk_are_none() -> None:
    lines = ["A tale of two boats.", "**It begins in May.**", "I was there.", "**It ends in June.**", "I was not."]
    assert answers(*lines) == []


def test_a_record_of_a_court_names_who_is_examined_and_by_whom() -> None:
    asked = lettered("Who signed?", "I did.", "When?", "In May.")
    found = answers(
        "DEPOSITION OF WALTER EGGE, May 2", "EXAMINATION BY MS. POE:", *asked[:2], "BY MR. HALE:", *asked[2:]
    )
    assert [source for source, _, _ in found] == ["MS. POE", "WALTER EGGE", "MR. HALE", "WALTER EGGE"]


@pytest.mark.parametrize(
    "oath",
    [
        "{}, having been first duly sworn, testified as follows:",
        "{},\nhaving been duly sworn, was examined and testified as follows:",
        "Whereupon, {}, called as a witness by the People, was sworn.",
        "DR {} (affirmed)",
        "{} was sworn and testified as follows:",
    ],
)
def test_whoever_is_sworn_answers_until_another_is(oath: str) -> None:
    asked = lettered("Who signed?", "Not me.", "When?", "In May.")
    found = answers(oath.format("WALTER EGGE"), *asked, oath.format("RUTH ELLERY"), *asked)
    assert [source for source, _, _ in found][1::2] == ["WALTER EGGE"] * 2 + ["RUTH ELLERY"] * 2


def test_whoever_is_called_as_the_witness_answers() -> None:
    asked = lettered("Who signed?", "Not me.", "When?", "In May.")
    found = answers("WITNESS:  WALTER EGGE [Resumed]", "Examination by Mr. Hale: [Continued]", *asked)
    assert [source for source, _, _ in found if source != "WITNESS"] == ["Mr. Hale", "WALTER EGGE"] * 2


def test_whoever_is_sworn_in_does_not_testify() -> None:
    asked = lettered("Who paid?", "I did.", "When?", "I forget.")
    found = answers("RUTH ELLERY (sworn)", *asked, "Walter Egge was sworn in as mayor in May.", *asked)
    assert [source for source, _, _ in found][1::2] == ["RUTH ELLERY"] * 4


def test_every_second_turn_behind_a_dash_answers_whom_the_page_talks_to() -> None:
    page = [MARA, "– You were slow.", "– I was ill.", "– Will you dive again?", "– I will.\n\nIt is over."]
    assert answers(*page) == [("Mara Osk", ".", ["I was ill."]), ("Mara Osk", "?", ["I will."])]
    assert answers("She dived.", *page[1:]) == []


def test_whom_she_talks_to_asks() -> None:
    text = (
        "Dr Amina Yusuf spent 20 years as a doctor in Thornby. She talks to Ruth Ellery about asthma.\n\n"
        "**What surprised you most?**\n\nHow little we measure. I was shocked.\n\n"
        "**Would you go back?**\n\nI miss my patients. I do."
    )
    assert {one.speaker.name for one in extract(text).attributions} == {"Amina Yusuf"}


ROWS = ["Sam Thwaite, 45, runs the team.", "How busy was it?", "I was out all May.", "What was hard?", "I lost a boat."]


def test_an_interview_that_nothing_announces_asks_somebody() -> None:
    asked = [*ROWS, "Will you go on?", "I hope so."]
    assert {one.speaker.name for one in extract("\n\n".join(asked)).attributions} == {"Sam Thwaite"}
    # nobody is asked
    report = [*ROWS, "Will it go on?", "I hope so."]
    assert "Sam Thwaite" not in {one.speaker.name for one in extract("\n\n".join(report)).attributions}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Please state your name for the record.", "{}."),
        ("Could you tell us your full name, please?", "Yes. My name is {}, spelled as it sounds."),
        ("State your name and occupation.", "Dr. {}. I'm a surgeon."),
    ],
)
def test_whoever_states_his_name_for_the_record_answers(question: str, answer: str) -> None:
    lines = [f"Q. {question}", f"A. {answer.format('Zyzza Quint')}", "Q. Where were you?", "A. I was at the mill."]
    said = [one for one in extract("\n\n".join(lines)).attributions if one.speaker and one.speaker.name != "Q"]
    assert [one.speaker.name for one in said if one.speaker] == ["Zyzza Quint"] * 2


def test_another_whose_name_is_asked_for_does_not_answer() -> None:
    text = "Q. What is your brother's name?\n\nA. Zyzza Quint.\n\nQ. Where was he?\n\nA. I was told at the mill."
    assert "Zyzza Quint" not in {one.speaker.name for one in extract(text).attributions if one.speaker}
