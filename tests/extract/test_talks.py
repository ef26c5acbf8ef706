"""Transcripts: 424 lines of our own in fifty-three forms, and what looks like one and is none."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.extract.attribution.lines import read_speaker_lines
from factdb.extract.attribution.lines.talks import transcript
from factdb.records import Status
from factdb.text.passages import passages
from factdb.text.segments import paragraphs
from tests.extract.test_coverage import check

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
    "letters in bold": ("**{}** {}", ["Q", "A", "A"]),
    "congress": ("{}. {}", ["Mr. BRANDT", "Ms. KAREN T. OSEI", "Mr. LINDQVIST of Ohio"]),
    "parliament": ("{}: {}", ["Senator BRANDT", "The PRESIDENT", "Opposition senators"]),
    "through a translator": ("{}: {}", ["ANN BRANDT", "KOFI OSEI (through translator)", "UNIDENTIFIED MALE (off mic)"]),
    "court": ("{}: {}", ["MR. BRANDT", "THE WITNESS", "THE COURT"]),
    "press office": ("{}    {}", ["Q", "A", "A"]),
    "Europe": ("{}. – {}", ["Ann Brandt (PPE)", "President", "Karin Lindqvist (S&D)"]),
    "messages": ("10:02:1{n} From {} to Everyone: {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "chats": ("[12/03/2021, 18:22:0{n}] {}: {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "numbered questions": ("Q{n} {}: {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "handles": ("**{}:** {}", ["u/brandt", "u/the_osei", "u/lindqvist"]),
    "station above": ("{}:\n\n{}", ["ANN BRANDT, HOST", "KOFI OSEI, BYLINE", "KARIN LINDQVIST"]),
    "office above": ("{}\n\n{}", ["Ann Brandt -- Chief Executive", "Kofi Osei -- Analyst", "Operator"]),
    "seat above": ("{}\n{}", ["Ann Brandt (Kelso) (Lab)", "Mr Osei", "Karin Lindqvist (Arfon)"]),
    "initials": ("{}: {}", ["A.B.", "K.O.", "K.L."]),
    "roles": ("{}: {}", ["Resident", "Developer", "Lawyer"]),
    "time behind": ("**{} [0:0{n}]:** {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "time above, behind a colon": ("{}: (04:0{n})\n{}", ["Senator Brandt", "Speaker 1", "Ms. Lindqvist"]),
    "asked and answered": ("<Q - {}>: {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "members of a house": ("Hon. (Ms.) {}: {}", ["Ann Brandt (Elm, UDA)", "Kofi Osei", "Karin Lindqvist"]),
    "asked of a minister": (
        "{} to the Minister of Roads: {}",
        ["Hon Ann Brandt (Elm)", "Kofi Osei", "Karin Lindqvist"],
    ),
    "before a full stop": ("{}. {}", ["Senator Brandt (R.)", "Senator Osei", "Chairman Lindqvist [Ohio]"]),
    "tags of a film": ("<v {}>{}</v>", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "tags of a page": ("<i>{}:</i> {}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "a table": ("| {} | {} |", ["Cllr Ann Brandt", "Mr K. Osei (applicant)", "The Chair"]),
    "slashes": ("{} // {}", ["BRANDT", "OSEI", "KARIN LINDQVIST"]),
    "a dash": ("{} – {}", ["DC BRANDT", "OSEI", "DS LINDQVIST"]),
    "bold with a dash": ("**{} —** {}", ["Ann Brandt", "Kofi Osei", "Woman in the hall"]),
    "an hour in brackets": ("{} [19:0{n}] {}", ["Mayor Brandt", "Resident", "Ms. Lindqvist"]),
    "tabs": ("{}\t{}", ["CHAIRMAN BRANDT", "MR. OSEI", "DR. LINDQVIST"]),
    "pictures": ("🎙️ {}: {}", ["Host", "Kofi Osei", "Karin Lindqvist"]),
    "codes": ("{}: {}", ["I", "P3", "P4"]),
    "handles in brackets": ("[21:0{n}] <{}> {}", ["brandt", "the_osei", "lindqvist"]),
    "seconds of a radio": ("1532:1{n} {} — {}", ["TOWER", "N42K", "KELSO GROUND"]),
    "age above": ("{} • {n} hours ago\n{}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "handle and age above": ("{}\n2 years ago\n{}", ["@brandt", "@the_osei", "@lindqvist"]),
    "time above": ("{}  0:0{n}\n{}", ["Ann Brandt", "Kofi Osei", "Karin Lindqvist"]),
    "a chat's hour above": ("{}  9:1{n} AM\n{}", ["Ann Brandt", "kofi.osei", "Karin Lindqvist"]),
    "a day and an hour above": ("{} — Today at 21:0{n}\n{}", ["Ann Brandt", "mossfoot", "Karin Lindqvist"]),
    "office on a line below": ("{}\n\n{}", ["Ann Brandt\nChief Executive", "Operator", "Karin Lindqvist\nElm Ltd"]),
    "lines of a deposition": ("{n}           {}:  {}", ["MR. BRANDT", "THE WITNESS", "MS. LINDQVIST"]),
    "rows of a table": ("| {} | {} |", ["Brandt, chair", "Kofi Osei", "Zyzza Qorm"]),
}


def lines(text: str) -> list[tuple[str, list[str]]]:
    found = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    return [(one.sources[0].of(text), [span.of(text) for span in one.contents]) for one in found]


def written(form: str) -> tuple[str, list[tuple[str, list[str]]]]:
    template, labels = FORMS[form]
    text = "\n\n".join(
        template.replace("{n}", str(number)).format(labels[who], said) for number, (who, said) in enumerate(COUNCIL)
    )
    names = [re.split(r",| [(\[]| of | -- |\n", label)[0] for label in labels]
    return text, [(names[who], [said]) for who, said in COUNCIL]


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
        ("Mr. Brandt (Kenya): My road is shut.\n\nMs. Osei (Peru): It rained.", ["Mr. Brandt", "Ms. Osei"]),
        ("Councilmember Ochs: I move it.\n\nMayor Poe: We vote.", ["Councilmember Ochs", "Mayor Poe"]),
        ("Ann Roe, 34, nurse: I pay.\n\nTom Idle, 61, retired: You do.", ["Ann Roe", "Tom Idle"]),
        (
            "OSEI: Is it?\n\nHALE: It is.\n\nOSEI: And you?\n\nVice Adm. Poe: I paid.",
            ["OSEI", "HALE", "OSEI", "Vice Adm. Poe"],
        ),
        (
            "THE CLERK: All rise.\n\nTHE COURT: The verdict is in.\n\nTHE CLERK: It was signed.",
            ["THE CLERK", "THE COURT", "THE CLERK"],
        ),
        ("Admiral POE. It was shut.\n\nMs. CRUZ LEON. It leaks.", ["Admiral POE", "Ms. CRUZ LEON"]),
        (
            "UNIDENTIFIED MALE #1: I paid.\n\nHOST: Sir?\n\nJuror 7: You did.",
            ["UNIDENTIFIED MALE #1", "HOST", "Juror 7"],
        ),
        ("OSEI: You left.\n\nPRICE: I did.\n\nOSEI: When?\n\nPRICE: In May.", ["OSEI", "PRICE", "OSEI", "PRICE"]),
        ("Reporter: Is it?\n\nMinister: It is, said no minister.\n\nReporter: Oh.\n\nMinister: No, no.", 4),
        (
            "Roe spoke.\n\nAnn Roe, D-Ohio: I was.\n\nTom Vidal, CNN host: You?\n\nRoe: Yes.",
            ["Ann Roe", "Tom Vidal", "Roe"],
        ),
        ("We asked two.\n\nRUTH LONG: I pay.\n\nMS BELL: You pay too much.", ["RUTH LONG", "MS BELL"]),
    ],
)
def test_a_label_that_occurs_once_or_is_written_otherwise(text: str, speakers: list[str] | int) -> None:
    found = [name for name, _ in lines(text)]
    assert (found if isinstance(speakers, list) else len(found)) == speakers


def test_a_turn_goes_on_behind_laughter_on_a_line_of_its_own() -> None:
    text = "BRANDT: Will you?\n\nOSEI: No.\n\n(Laughter.)\n\nI like it here.\n\nBRANDT: We know.\n\nOSEI: You do."
    assert lines(text)[1] == ("OSEI", ["No.", "I like it here."])


def test_a_paragraph_that_names_others_goes_on_if_all_is_talk() -> None:
    text = "ANN BRANDT, HOST:\n\nIt is shut.\n\nIt is there that Kofi Osei was.\n\nOSEI: I do.\n\nBRANDT: So?"
    assert lines(text)[0] == ("ANN BRANDT", ["It is shut.", "It is there that Kofi Osei was."])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Q. Who owns it?\n\nA. I do. My brother sold it.\n\nMR. POE: Object.", ["Q", "A", "POE"]),
        ("Chair: Ms Roe, you were there.\n\nAnn Roe: I was.\n\nChair: When?\n\nAnn Roe: In May.", ["Chair", "Ann Roe"]),
        (
            "The Minister for Roads (Ann Roe): The road is open.\n\nMr Poe: I saw it shut.\n\nAnn Roe: You did not.",
            ["Ann Roe", "Poe"],
        ),
        (
            "Minister of State at the Treasury (Mr Kofi Osei): I did.\n\nMr Poe: Did you?\n\nMr Osei: I said so.",
            ["Kofi Osei", "Poe"],
        ),
        ("HOST: Is it cold?\n\nOPERATOR: We open the line.\n\nHOST: Thanks.", ["HOST", "OPERATOR"]),
    ],
)
def test_who_speaks_in_a_turn(text: str, speakers: list[str]) -> None:
    found = extract(text)
    named = [
        found.attributions[claim.attribution].speaker.name for claim in found.claims if claim.attribution is not None
    ]
    assert list(dict.fromkeys(named)) == speakers
    assert len(named) == len(found.claims)


@pytest.mark.parametrize(
    "label",
    ["HOST (LENA FROST)", "THE HOST [Lena Frost]", "LENA FROST (HOST)", "LENA FROST, HOST", "Q (Lena Frost)"],
)
@pytest.mark.parametrize("later", ["FROST", "MS. FROST", "LENA FROST", "FROST (through translator)"])
def test_a_label_with_a_role_names_whom_the_later_label_and_the_prose_name(label: str, later: str) -> None:
    text = (
        f"{label}: The pass was shut on Monday.\n\nRANGER (BILL AKANDE): Two lorries slid off it.\n\n"
        f"{later}: The mayor counted three.\n\nMR. AKANDE: One came back."
    )
    found = extract(text)
    said = [one.speaker.name.casefold() for one in found.attributions]
    assert said == ["lena frost", "bill akande", "lena frost", "bill akande"]


def test_a_place_in_brackets_behind_an_office_is_nobody() -> None:
    text = "SENATOR (RHODE ISLAND): It helps us.\n\nSENATOR (OHIO): It hurts us.\n\nSENATOR (RHODE ISLAND): I see."
    assert "RHODE ISLAND" not in {one.speaker.name for one in extract(text).attributions}


def test_nobody_says_a_sound() -> None:
    text = (
        "[MUSIC]\n\nIVES: The ship is stuck. (Applause.) It leaks. [LAUGHTER]\n\nFROST: [COUGHS] It sank and the "
        "(CROSSTALK)\n\nIVES: She knows. [dog barks]\n\n(SOUNDBITE OF SHIP HORN)\n\nFROST: (Nods.)"
    )
    found = extract(text)
    said = [[span.of(text) for span in claim.spans] for claim in found.claims if claim.attribution is not None]
    assert said == [["The ship is stuck.", "It leaks."], ["It sank and the"], ["She knows."]]
    assert {one.speaker.name for one in found.attributions} == {"IVES", "FROST"}
    assert not any(sound in claim.reading for claim in found.claims for sound in ("Applause", "COUGHS", "Nods", "HORN"))
    check(text)


def test_all_of_a_turn_is_its_speakers_and_what_stands_in_marks_there_is_not_quoted() -> None:
    text = "OSEI: We call it “the beast”. Objection. Really.\n\nHALE: Thank you.\n\nOSEI: And the road?"
    assert {claim.status for claim in extract(text).claims} == {Status.SOURCED}


def test_a_turn_in_marks_is_quoted() -> None:
    text = (
        "Officer Hale: “Step out.”\n\nBen Osei: “I did nothing.”\n\nOfficer Hale: “Now. You there.”\n\nBen Osei: “No.”"
    )
    assert {claim.status for claim in extract(text).claims} == {Status.QUOTED}


def test_a_lone_answer_has_nobody_without_a_name_for_its_he() -> None:
    text = "A. I did. I saw him on the floor."
    found = extract(text)
    assert found.claims
    assert all(one.speaker.name or not one.sources for one in found.attributions)


def test_prose_between_two_exchanges_is_nobodys() -> None:
    text = (
        "A tape was played.\n\nOsei: Who was it?\n\nHale: You were, in May.\n\nA second tape was longer.\n\n"
        "Osei: I never was.\n\nHale: Were you not?\n\nThe case goes on.\n\nIt began in June."
    )
    assert sum(len(contents) for _, contents in lines(text)) == 4
    assert all(claim.attribution is None for claim in extract(text).claims[:1])


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


PIECES = st.sampled_from(
    re.split(
        "¦",
        "“¦”¦[¦] ¦**¦BRANDT: ¦Ann Osei: ¦Q: ¦A: ¦Mr. KELSO. ¦Speaker 1: ¦We said so.¦[02:50:05] ¦02:50 ¦>> ¦(APPLAUSE)"
        "¦\n¦\n\n¦\u2028¦?¦.¦ ¦—¦@ann: ¦RT ¦Ben Orr @ben · 2h¦Ann Osei -- Chief¦ANN OSEI:¦Q   ¦Operator¦Karl Poe  0:06"
        "¦. – ¦HOST (ANN OSEI): ¦/ ¦The Chair (Mr Poe)¦ 12   ¦[laughs] ¦</p>¦ |",
    )
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_talk(text: str) -> None:
    parts = passages(text, paragraphs(text))
    found = read_speaker_lines(text, parts, [])
    spans = sorted(span for one in found for span in (*one.sources, one.cue, *one.contents))
    assert all(span.start < span.end for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_who_has_a_seat_in_brackets_speaks_once() -> None:
    said = (
        "Ann Roe (Elm) (Lab): I ask why.",
        "Bob Cole (Kelso): It rained.",
        "Ann Roe: I see.",
        "Zyzza Qorm (Ash) (PC): I don't.",
    )
    found = dict(transcript(text := "\n\n".join(said), passages(text, paragraphs(text))))
    assert [one.sources[0].of(text) for one in found.values()][-1] == "Zyzza Qorm"
