"""How pages lay out talks: hours, badges, notes and questions around what is said, and who speaks told above."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.lines.talks import transcript
from factdb.text.passages import passages
from factdb.text.segments import paragraphs
from tests.extract.test_talks import lines


def test_what_stands_alone_before_a_colon_again_and_again_speaks() -> None:
    text = "The pilot and the tower\n\nTower:\nYou are low.\n\nPilot:\nI know.\n\nTower:\nLand now.\n\nPilot:\nWe do."
    found = {one.cue: one for _, one in transcript(text, passages(text, paragraphs(text)))}
    assert [one.sources[0].of(text) for one in found.values()] == ["Tower", "Pilot", "Tower", "Pilot"]


def test_who_holds_an_office_is_meant_by_it_further_on() -> None:
    text = "Host (Ann Roe): I ask why.\n\nOrk: I don't know.\n\nHost: Do you?\n\nOrk: I never did."
    found = [one for _, one in transcript(text, passages(text, paragraphs(text)))]
    assert [one.sources[-1].of(text) for one in found] == ["Ann Roe", "Ork", "Ann Roe", "Ork"]


def test_a_caption_breaks_off_where_the_next_one_begins() -> None:
    time = "00:00:0{0},000 --> 00:00:0{0},900"
    said = ["ELSA: We read it like", "everybody else here.", "KNUT: I sailed.", "ELSA: Will you go?", "KNUT: No."]
    text = "\n\n".join(f"{n}\n{time.format(n)}\n{words}" for n, words in enumerate(said, 1))
    assert lines(text)[0] == ("ELSA", ["We read it like", "everybody else here."])
    assert [name for name, _ in lines(text)] == ["ELSA", "KNUT", "ELSA", "KNUT"]


def test_a_chat_has_no_full_stops() -> None:
    said = ["the school closes", "what? they lied", "I was there 😡", "then we go"]
    text = "\n".join(f"12/03/2021, 18:2{n} - {('Ann Roe', 'Bo Sø')[n % 2]}: {words}" for n, words in enumerate(said))
    assert [contents for _, contents in lines(text)] == [[words] for words in said]


def test_headings_above_a_talk_are_no_prose_around_it() -> None:
    said = "HALE: We'll hear argument.\n\nMr. Osei.\n\nOSEI: I thank you.\n\nHALE: Go on.\n\nI turn to Bo Hale."
    text = f"Contents\n\nArgument\n\nClosing\n\n{said}\n\nOSEI: I see."
    assert [contents for _, contents in lines(text)] == [
        ["We'll hear argument.", "Mr. Osei."],
        ["I thank you."],
        ["Go on.", "I turn to Bo Hale."],
        ["I see."],
    ]


def test_a_heading_between_turns_is_nobodys_name() -> None:
    text = "OSEI: I left.\n\nHALE: Did you?\n\nALSO ON THE AGENDA: The dam leaks.\n\nOSEI: I did.\n\nHALE: We know."
    assert [name for name, _ in lines(text)] == ["OSEI", "HALE", "OSEI", "HALE"]


def test_a_tag_behind_a_line_is_no_end_of_what_is_said() -> None:
    text = (
        "<p><b>Nora Beck:</b> Did you know?</p>\n<p><b>Hugh Sand:</b> I was tired.</p>\n<p>I never read it.</p>\n"
        "<p><b>Nora Beck:</b> Why?</p>\n<p><b>Hugh Sand:</b> It was long.</p>"
    )
    assert lines(text)[1:3] == [("Hugh Sand", ["I was tired.", "<p>I never read it.</p>"]), ("Nora Beck", ["Why?"])]


def test_who_says_nothing_but_a_tag_or_the_edge_of_a_table_says_nothing() -> None:
    text = "ROE: | \n\nCOLE: Why was it late? |\n\nROE: I do not know. |\n\nCOLE: </p>\n\nROE: We left."
    assert [said for _, said in lines(text)] == [["Why was it late?"], ["I do not know."], ["We left."]]


def test_who_is_addressed_by_a_title_speaks_once() -> None:
    text = "Hon DAVID PERE: Yes.\n\nHon Mere Tahi: How many?\n\nHon DAVID PERE: I met nine.\n\nSPEAKER: Order!"
    assert [name for name, _ in lines(text)] == ["Hon DAVID PERE", "Hon Mere Tahi", "Hon DAVID PERE", "SPEAKER"]


def test_a_question_with_its_paper_is_not_said_by_whoever_spoke_before() -> None:
    text = "Chair: We hear Elm.\n\nQuestion (Post): Who pays?\n\nAnn Roe: I do.\n\nChair: Do you?\n\nAnn Roe: I do."
    assert lines(text)[0] == ("Chair", ["We hear Elm."])


def test_who_was_told_of_it_may_go_on() -> None:
    text = (
        "Chair: Why?\n\nAnn Roe: We lost money.\n\nThe council was told in May.\n\nChair: Was it?\n\nAnn Roe: I know."
    )
    assert lines(text)[1] == ("Ann Roe", ["We lost money.", "The council was told in May."])


def test_a_company_that_ends_in_a_full_stop_is_not_said() -> None:
    said = ["What happens to the plant?", "We close it in June.", "What does it cost?", "I said nine million."]
    offices = ["Ken Lowry\nAnalyst, Marlow LLC\nQ", "Marc Teller\nChief Executive Officer, Bramble Foods, Inc.\nA"]
    text = "\n".join(f"{offices[n % 2]}\n{words}" for n, words in enumerate(said))
    assert lines(text) == [(("Ken Lowry", "Marc Teller")[n % 2], [words]) for n, words in enumerate(said)]


def test_who_speaks_for_an_office_above_is_the_one_in_brackets() -> None:
    office = "The Parliamentary Under-Secretary of State, Department for the Coast (Lord Vane) (Con)"
    text = f"{office}\n\nI saw it.\n\nBaroness Tull (Lab)\n\nDid you?\n\nLord Vane (Con)\n\nI did."
    assert [one.speaker.name for one in extract(text).attributions] == ["Lord Vane", "Baroness Tull", "Lord Vane"]


def test_who_is_asked_to_go_on_does_not_say_so() -> None:
    text = "JUDGE ORLO: Good morning.\n\nMr. Grant, please proceed.\n\nMR. GRANT: I will.\n\nJUDGE ORLO: Why?"
    assert lines(text)[0] == ("JUDGE ORLO", ["Good morning.", "Mr. Grant, please proceed."])


def test_speakers_are_told_apart_by_letters() -> None:
    text = "Speaker A: Is it?\n\nSpeaker B: I say so.\n\nSpeaker A: Why?\n\nSpeaker B: We saw."
    assert [one.speaker.name for one in extract(text).attributions][:2] == ["Speaker A", "Speaker B"]


def test_what_begins_with_an_hour_and_is_nobodys_ends_a_turn() -> None:
    said = ("<ann> is it shut", "<bo> yes, we saw it", "* cy joins #elm", "<ann> my road too", "<bo> I know")
    text = "\n".join(f"[21:0{n}] {words}" for n, words in enumerate(said))
    assert [contents for _, contents in lines(text)] == [
        ["is it shut"],
        ["yes, we saw it"],
        ["my road too"],
        ["I know"],
    ]


def test_wrapped_lines_of_a_table_or_a_record_are_turns_of_their_own() -> None:
    said = (("Ann Roe", "Is it?"), ("Bo Poe", "I say so."), ("Ann Roe", "Why?"), ("Bo Poe", "We saw."))
    text = "| Who | What |\n|---|---|\n" + "\n".join(f"| {who} | {words} |" for who, words in said)
    assert [one for one in lines(text) if one[0] != "Who"] == [(who, [words]) for who, words in said]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("**Ann Roe** [00:00:{n}] {said}", "I came."),
        ("**Ann Roe** [00:00:{n}] [laughs] {said}", "I came."),
        ("ROE: {said} [16:05:{n}] We stayed.", "I came."),
        ("ROE (on camera): {said}\n(voice-over): We stayed.", "I came."),
        ("Operator: [Operator Instructions] {said}", "I came."),
        ("THE WITNESS: {said} (Witness indicating.)", "I came."),
    ],
)
def test_when_and_how_it_is_said_is_no_part_of_it(line: str, said: str) -> None:
    other = (
        line.replace("Ann Roe", "Bo Poe").replace("ROE", "POE").replace("Operator:", "Poe:").replace("THE W", "MR. W")
    )
    text = "\n\n".join((line, other)[n % 2].format(n=10 + n, said=said) for n in range(4))
    contents = [words for _, some in lines(text) for words in some]
    assert set(contents) <= {said, "We stayed."} and contents.count(said) == 4


def test_a_log_of_people_is_a_talk_whatever_they_say() -> None:
    said = ["The vote is on Tuesday", "who says that?", "Delete this", "Bit late"]
    text = "\n".join(f"12/03/2024, 18:4{n} - {('Ann Roe', 'Bo Poe')[n % 2]}: {words}" for n, words in enumerate(said))
    assert [contents for _, contents in lines(text)] == [[words] for words in said]


@pytest.mark.parametrize("name", ["Ann Roe", "Panel"])
def test_what_begins_at_full_five_minutes_is_planned(name: str) -> None:
    said = ["Who owns the sea?", "My life below it.", "Our next bridge.", "I walk home."]
    text = "\n".join(f"1{n}:{n}0 {(name, 'Bo Poe')[n % 2]}: {words}" for n, words in enumerate(said))
    assert lines(text) == []


def test_the_badge_of_a_program_is_not_its_name() -> None:
    lines_of_chat = [("Ann Roe", "i saw it"), ("Pagerbot APP", "Opened by Bo."), ("Ann Roe", "who?"), ("Bo Poe", "me")]
    text = "\n".join(f"{name}  9:1{n} AM\n{said}" for n, (name, said) in enumerate(lines_of_chat))
    speakers = [one.speaker.name for one in extract(text).attributions if one.speaker]
    assert speakers == ["Ann Roe", "Pagerbot", "Ann Roe", "Bo Poe"]


def test_two_of_one_surname_speak_to_each_other() -> None:
    text = "MRS. ROE: I never signed.\n\nTOM ROE: You did.\n\nMRS. ROE: You lie.\n\nTOM ROE: I do not."
    speakers = [one.speaker.name for one in extract(text).attributions if one.speaker]
    assert speakers == ["MRS. ROE", "TOM ROE"] * 2


def test_a_role_before_a_dash_is_not_whoever_speaks_next() -> None:
    text = "MODERATOR — Who is it?\n\nANN ROE — I am.\n\nMODERATOR — And you?\n\nBO POE — I sail."
    speakers = [one.speaker.name for one in extract(text).attributions if one.speaker]
    assert speakers == ["MODERATOR", "ANN ROE", "MODERATOR", "BO POE"]


def test_what_stands_under_a_name_alone_is_said_up_to_the_next_one() -> None:
    said = ["I was there.", "Judge Alder asked about a coop.", "It was late."]
    text = (
        "Ann Roe:\nWhat did you see?\nBo Poe:\n" + "\n".join(said) + "\nFindings\nAnn Roe:\nI see.\nBo Poe:\nWe left."
    )
    assert lines(text)[1] == ("Bo Poe", said)


def test_an_hour_in_brackets_stands_between_a_name_and_what_is_said() -> None:
    said = ["van is here", "which door", "back, by the bins", "too late"]
    text = "\n".join(f"{('Ben', 'Anna')[n % 2]} (10:4{n}): {words}" for n, words in enumerate(said))
    assert [contents for _, contents in lines(text)] == [[words] for words in said]


@pytest.mark.parametrize(
    "layout",
    ["{}\n  10:0{} AM\n{}", "{}, [12.03.24 18:4{}]\n{}", "{} 0:0{}\n{}", "{} — Yesterday at 1:4{} PM\n{}"],
)
def test_the_hour_stands_beside_or_below_the_name(layout: str) -> None:
    said = ["the depot is empty", "they moved it", "who told you?", "sorry"]
    names = ["Ann Roe", "Channel Admin"] * 2
    text = "\n".join(layout.format(name, n + 1, words) for n, (name, words) in enumerate(zip(names, said, strict=True)))
    assert lines(text) == [(name, [words]) for name, words in zip(names, said, strict=True)]


def test_a_wrapped_line_goes_on_in_the_next_one() -> None:
    said = "Call her.  She has\nbeen here since nine\nthis morning."
    text = f"MS. POE:  I am here.\nMR. ROE:  {said}\nMS. POE:  I object.\nMR. ROE:  Why?"
    assert lines(text)[1] == ("MR. ROE", said.split("\n"))


def test_emphasis_is_no_part_of_a_name() -> None:
    text = "_Lou Roe:_ Who is it?\n\n_Bo Poe:_ I am.\n\n_Lou Roe:_ And you?\n\n_Bo Poe:_ I sail."
    assert [one.speaker.name for one in extract(text).attributions if one.speaker] == ["Lou Roe", "Bo Poe"] * 2


def test_what_a_network_sets_under_a_comment_is_nobodys() -> None:
    said = ["They told us in 2015.", "My car is under it.", "Is he ok??", "We hope so."]
    text = "\n".join(f"{('Ann Roe', 'Bo Poe')[n % 2]}\n{words}\nLike · Reply · {n}h" for n, words in enumerate(said))
    assert [contents for _, contents in lines(text)] == [[words] for words in said]


def test_letters_before_names_on_lines_of_their_own_are_no_part_of_them() -> None:
    said = ["Two from me. What is the outlook?", "We bought forward.", "Got it, thanks.", "I thank you."]
    text = "\n".join(f"{('Q - Ivo Roe', 'A - Ann Poe')[n % 2]}\n{words}" for n, words in enumerate(said))
    assert lines(text) == [(("Ivo Roe", "Ann Poe")[n % 2], [words]) for n, words in enumerate(said)]


def test_lines_of_a_chat_that_stand_close_need_no_full_stops() -> None:
    said = [
        "ok so he calls me",
        "did he",
        "and he goes, is that your dog?",
        "you have no dog",
        "I know",
        "whose was it",
    ]
    text = "\n".join(f"{('mara', 'deb')[n % 2]}: {words}" for n, words in enumerate(said))
    assert [contents for _, contents in lines(text)] == [[words] for words in said]


def test_a_lord_holds_the_office_before_his_name() -> None:
    office = "The Minister of State, Department for Roads (Lord Roe) (Con)"
    text = f"Bridges\n14:44:00\n{office}\nI thank her.\nBaroness Poe (Lab)\nDoes he swim?\nLord Roe (Con)\nI do."
    last = [one.sources[-1].of(text) for _, one in transcript(text, passages(text, paragraphs(text)))]
    assert last[0] == "Lord Roe"


def test_whom_the_chair_speaks_to_is_not_the_chair() -> None:
    text = "Counsel: When was it?\n\nMrs Roe: In May.\n\nThe Chair: Take your time, Mrs Roe.\n\nMrs Roe: I saw it."
    speakers = [one.speaker.name for one in extract(text).attributions if one.speaker]
    assert speakers == ["Counsel", "Roe", "Chair", "Roe"]


def test_the_zone_of_an_hour_is_nobody() -> None:
    text = (
        "3.12pm BST\nI am at Kew.\n4.41pm BST\nWe saw the fire.\n5.02pm BST\nIs it out? I hope so.\n6.03pm BST\nI go."
    )
    assert lines(text) == []


def test_an_office_in_capitals_is_whole() -> None:
    text = (
        "The MINISTER OF HEALTH: I see.\n\nMr POE: Do you?\n\nThe MINISTER OF HEALTH: We opened 31.\n\nMr POE: I know."
    )
    assert {one.speaker.name for one in extract(text).attributions if one.speaker} == {"MINISTER OF HEALTH", "POE"}


def test_what_is_heard_before_a_label_is_nobodys() -> None:
    text = "ELSA: We left.\n\nKNUT: Did you?\n\n(dog barking) ELSA: I did.\n\n[door slams shut] KNUT: So I hear."
    assert [said for _, said in lines(text)] == [["We left."], ["Did you?"], ["I did."], ["So I hear."]]


def test_a_record_numbers_its_lines_and_wraps_what_is_said() -> None:
    text = (
        " 1          THE COURT:  We are back on the\n 2   record. Who is ill?\n 3          MR. ROE:  The\n"
        " 4   witness is, and he cannot come.\n 5          MS. POE:  We object."
    )
    assert lines(text) == [
        ("THE COURT", ["We are back on the", "record. Who is ill?"]),
        ("MR. ROE", ["The", "witness is, and he cannot come."]),
        ("MS. POE", ["We object."]),
    ]


def test_an_office_above_of_many_words_is_held_by_whom_the_brackets_name() -> None:
    office = "The Parliamentary Under-Secretary of State for Roads (Joan Roe)"
    text = f"{office}\nI see.\nMs Ada Poe (Elm) (Lab)\nDo you?\n{office}\nWe opened 31.\nMs Poe\nI know."
    assert [name for name, _ in lines(text)] == ["Joan Roe", "Ms Ada Poe", "Joan Roe", "Ms Poe"]


def test_people_who_are_quoted_one_below_the_other_or_one_again_and_again_speak() -> None:
    several = "-- Ann Roe, 73, a delegate from Elm: “Wonderful.”\n\n-- Bo Poe, a baker: “It was long.”"
    assert lines(several) == [("Ann Roe", ["“Wonderful.”"]), ("Bo Poe", ["“It was long.”"])]
    alone = "ROE: “The dam holds.”\n\nThe dam leaks.\n\nROE: “Nobody knew.”\n\nAll knew.\n\nROE: “It is small.”"
    assert [name for name, _ in lines(alone)] == ["ROE"] * 3


def test_somebody_speaks_behind_a_sound_within_the_line() -> None:
    text = "REID: You grandstand. [clip of the show] ANN ROE: He is a child.\n\nACOSTA: I am not.\n\nREID: Are you?"
    assert [name for name, _ in lines(text)] == ["REID", "ANN ROE", "ACOSTA", "REID"]


def test_whoever_stands_between_two_turns_speaks() -> None:
    text = "Deputy Roe: When?\n\nMr Poe: In May.\n\nAn Ceann Comhairle: Time is up.\n\nDeputy Roe: Which May?"
    assert [name for name, _ in lines(text)][2] == "An Ceann Comhairle"


def test_whom_the_prose_names_speaks_and_a_heading_between_prose_does_not() -> None:
    text = (
        "They met on Sunday, Zork and Qorm.\n\nZORK: Why?\n\nQORM: It rained.\n\nZORK: We saw.\n\n"
        "The mill shut.\n\nCABINET NEWCOMERS: The mayor names two.\n\nThe council meets."
    )
    assert [name for name, _ in lines(text)] == ["ZORK", "QORM", "ZORK"]


def test_below_what_is_quoted_the_page_goes_on_itself() -> None:
    text = "ROE: “It holds.”\n\nIt does not, you see.\n\nPOE: “We saw it.”\n\nI did not.\n\nROE: “It holds.”"
    assert [said for _, said in lines(text)] == [["“It holds.”"], ["“We saw it.”"], ["“It holds.”"]]


def test_turns_that_a_page_runs_on_in_one_line_are_apart() -> None:
    text = "They met in May.\n\nROE: I left. SEN. ANN POE: Did you? ROE: Mr. KING: I did not. POE: So? I see."
    assert lines(text) == [
        ("ROE", ["I left."]),
        ("SEN. ANN POE", ["Did you?"]),
        ("ROE", ["Mr. KING: I did not."]),
        ("POE", ["So? I see."]),
    ]


def test_a_note_behind_a_quotation_is_not_said_and_a_quotation_that_begins_a_speech_is() -> None:
    text = 'ROE: “It holds.” — in May.\n\nPOE: "We saw it." pic.example/1\n\nROE: “It “really” holds.” — in June.'
    assert [said for _, said in lines(text)] == [["“It holds.”"], ['"We saw it."'], ["“It “really” holds.”"]]
    text = "ROE: “New Orbit” is by Poe. I like it.\n\nPOE: Do you?\n\nROE: I do, and so do you."
    assert lines(text)[0] == ("ROE", ["“New Orbit” is by Poe. I like it."])


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        (["SHRI RAM ROE (ELM)", "HON. SPEAKER"], "{}: {}"),
        (["Maureen, 71, retired cook", "Dale, 34"], "{}: {}"),
        (["WALT", "JUNE"], "          {}\n     {}"),
        (["Mr. Roe (Elm, Lib.)", "Some hon. members"], "{}: {}"),
        (["WARDEN", "REPORTER"], "{}/ {}"),
        (["Hana K, 12:04", "You, 12:05"], "{}\n{}"),
        (["[Mon 19:02] Gorlak", "[Mon 19:03] Mirelle"], "{}: {}"),
    ],
)
def test_honours_ages_groups_and_names_of_months_are_peoples(labels: list[str], line: str) -> None:
    said = ["I have lived here for forty years.", "Please go on.", "We tried that.", "Did you?"]
    text = "\n\n".join(line.format(labels[n % 2], words) for n, words in enumerate(said))
    assert [words for _, words in lines(text)] == [[words] for words in said]


def test_captions_with_a_label_each_are_all_somebodys() -> None:
    said = [
        "Grace Roe: Can we start?",
        "Felix Poe: They went out.",
        "Grace Roe: Nobody replied.",
        "Qip: I never said so.",
    ]
    text = "\n\n".join(f"{n}\n00:00:0{n}.100 --> 00:00:0{n}.900\n{words}" for n, words in enumerate(said, 1))
    assert [name for name, _ in lines(text)] == ["Grace Roe", "Felix Poe", "Grace Roe", "Qip"]


def test_letters_stand_for_whom_a_label_names_in_full() -> None:
    text = "LAURA ROE: Did you read it?\n\nBEN POE: I was told.\n\nLR: By whom?\n\nBP: By you, Laura."
    assert [name for name, _ in lines(text)] == ["LAURA ROE", "BEN POE"] * 2
