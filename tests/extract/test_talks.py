"""Transcripts: 120 lines of our own in fifteen forms, and what looks like one and is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract.attribution.lines import read_speaker_lines
from factdb.text.passages import passages
from factdb.text.segments import paragraphs

# Eight turns of each talk: who speaks, and what is said.
COUNCIL = [
    (0, "Good evening. Are you ready to begin?"),
    (1, "We are. The dam must be mended this year, and I will say why."),
    (0, "How much would it cost you?"),
    (1, "Forty million. Nobody here disputes that."),
    (2, "That is not so."),
    (1, "My own engineers told me so on Friday."),
    (0, "Let us hear from the mayor. What do you say?"),
    (1, "Nothing. I have said it all."),
]
# Each form: how a line is written, with the label in braces, and the labels.
FORMS = {
    "surnames in capitals": ("{}: {}", ["BRANDT", "OSEI", "LINDQVIST"]),
    "full names": ("{}: {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "stations": ("{}: {}", ["ANN BRANDT, CBC HOST", "KOFI OSEI (D-OH)", "KARIN LINDQVIST, MAYOR (voice-over)"]),
    "time stamps": ("[02:50:0{n}] {}: {}", ["BRANDT", "OSEI", "LINDQVIST"]),
    "bare time stamps": ("02:5{n} {}: {}", ["BRANDT", "OSEI", "LINDQVIST"]),
    "bold with the colon": ("**{}:** {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "bold before the colon": ("**{}**: {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "brackets": ("[{}] {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "captions": (">> {}: {}", ["BRANDT", "OSEI", "LINDQVIST"]),
    "numbered": ("{}: {}", ["Speaker 1", "Speaker 2", "Speaker 3"]),
    "letters": ("{}: {}", ["Q", "A", "A"]),
    "congress": ("{}. {}", ["Mr. BRANDT", "Ms. KAREN T. OSEI", "Mr. LINDQVIST of Ohio"]),
    "parliament": ("{}: {}", ["Senator BRANDT", "The PRESIDENT", "Opposition senators"]),
    "through a translator": ("{}: {}", ["ANN BRANDT", "KOFI OSEI (through translator)", "UNIDENTIFIED MALE (off mic)"]),
    "court": ("{}: {}", ["MR. BRANDT", "THE WITNESS", "THE COURT"]),
}


def lines(text: str) -> list[tuple[str, list[str]]]:
    found = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    return [(one.sources[0].of(text), [span.of(text) for span in one.contents]) for one in found]


def written(form: str) -> tuple[str, list[tuple[str, list[str]]]]:
    template, labels = FORMS[form]
    text = "\n\n".join(
        template.replace("{n}", str(number)).format(labels[who], said) for number, (who, said) in enumerate(COUNCIL)
    )
    names = [label.split(",")[0].split(" (")[0].split(" of ")[0] for label in labels]
    return text, [(names[who], [said]) for who, said in COUNCIL]


def test_nearly_all_of_120_lines_are_right() -> None:
    right = 0
    for form in FORMS:
        text, expected = written(form)
        right += len([one for one in lines(text) if one in expected])
    assert len(FORMS) * len(COUNCIL) == 120
    assert right >= 114


@pytest.mark.parametrize("form", FORMS)
def test_each_form(form: str) -> None:
    text, expected = written(form)
    assert lines(text) == expected


def test_a_turn_of_several_paragraphs_goes_on() -> None:
    text = (
        "BRANDT: Will you resign?\n\nOSEI: No, I will not.\n\nThe dam is what matters now.\n\nWe must mend it.\n\n"
        "(APPLAUSE)\n\nBRANDT: And the road?\n\nOSEI: You know my answer."
    )
    assert [contents for _, contents in lines(text)] == [
        ["Will you resign?"],
        ["No, I will not.", "The dam is what matters now.", "We must mend it."],
        ["And the road?"],
        ["You know my answer."],
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("MR PRICE: Is it yours?\n\nMS OSEI: It is mine.\n\nMR PRICE: I see.", ["MR PRICE", "MS OSEI", "MR PRICE"]),
        ("OSEI: Is it?\n\nHALE: It is.\n\nOSEI: And you?\n\nMr Young: I paid.", ["OSEI", "HALE", "OSEI", "Mr Young"]),
        ("OSEI: Is it?\n\nHALE: It is.\n\nOSEI: And you?\n\nThe Chair: We end.", ["OSEI", "HALE", "OSEI", "The Chair"]),
        ("DR SHORT: I was ill.\n\nMrs Short: You were not.\n\nTHE JUDGE: We will see.\n\nDR SHORT: I was.", 4),
        ("ANN BRANDT: I like it.\n\nTOM IDLE: You would say so.", ["ANN BRANDT", "TOM IDLE"]),
        ("We asked two.\n\nRUTH LONG: I pay.\n\nMS BELL: You pay too much.", ["RUTH LONG", "MS BELL"]),
    ],
)
def test_a_label_that_occurs_once_or_is_written_otherwise(text: str, speakers: list[str] | int) -> None:
    found = [name for name, _ in lines(text)]
    assert (found if isinstance(speakers, list) else len(found)) == speakers


def test_a_turn_goes_on_behind_laughter_on_a_line_of_its_own() -> None:
    text = "BRANDT: Will you?\n\nOSEI: No.\n\n(Laughter.)\n\nI like it here.\n\nBRANDT: We know.\n\nOSEI: You do."
    assert lines(text)[1] == ("OSEI", ["No.", "I like it here."])


def test_prose_between_turns_is_nobodys() -> None:
    text = (
        "BRANDT: Will you resign?\n\nOSEI: No, I will not.\n\nOsei told the court that she was tired.\n\n"
        "BRANDT: And the road?\n\nOSEI: You know my answer.\n\nThe hearing goes on in May."
    )
    assert sum(len(contents) for _, contents in lines(text)) == 4


def test_a_group_breaks_in_behind_a_dash() -> None:
    text = (
        "Senator HALE: I ask you what we have just heard.\n\nOpposition senators—Nonsense!\n\n"
        "Senator HALE: I will go on.\n\nSenator POE: Will you?\n\nSenator HALE: Yes."
    )
    assert lines(text)[1] == ("Opposition senators", ["Nonsense!"])


@pytest.mark.parametrize(
    "text",
    [
        "OHIO: We vote at 7.\n\nTEXAS: You vote at 8.\n\nOHIO: We vote at 9.\n\nTEXAS: You vote at 9.",
        "Brandt: 48 percent.\n\nOsei: 49 percent.\n\nBrandt: 50 percent.\n\nOsei: 46 percent.",
        "Photo: You and I.\n\nVideo: We won.\n\nPhoto: Our dam.\n\nVideo: Are you there?",
        "8:30: We open.\n\n9:30: You eat.\n\n8:30: We close.\n\n9:30: You go.",
        "PROS: You save.\n\nCONS: You pay.\n\nPROS: I like it.\n\nCONS: You wait.",
        "Star Dam: We Rise\n\nStar Dam: You Fall\n\nStar Dam: We End",
        "[Applause] We won.\n\n[Laughter] You lost.",
        "Mr. Brandt left. I saw him.\n\nMs. Osei stayed. You know her.\n\nMr. Brandt came back. We ate.",
        "Update: We erred.\n\nCorrection: You were right.\n\nUpdate: We thank you.\n\nCorrection: I erred.",
        "A. The dam is ours.\n\nB. The road is yours.\n\nA. We pay.\n\nB. You do.",
    ],
)
def test_false_friends(text: str) -> None:
    assert lines(text) == []


PIECES = st.sampled_from(
    [
        "“",
        "”",
        "[",
        "] ",
        "**",
        "BRANDT: ",
        "Ann Osei: ",
        "Q: ",
        "A: ",
        "Mr. KELSO. ",
        "Speaker 1: ",
        "We said so.",
        "[02:50:05] ",
        "02:50 ",
        ">> ",
        "(APPLAUSE)",
        "\n",
        "\n\n",
        "\u2028",
        "?",
        ".",
        " ",
        "—",
        "@ann: ",
        "RT ",
        "Ben Orr @ben · 2h",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_talk(text: str) -> None:
    parts = passages(text, paragraphs(text))
    found = read_speaker_lines(text, parts, [])
    spans = sorted(span for one in found for span in (*one.sources, one.cue, *one.contents))
    assert all(span.start < span.end for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
