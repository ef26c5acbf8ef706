"""Whom "they" and "I" mean where no name and no quotation mark tells, and sources that something ran into."""

import pytest

from factdb.extract.speakers import Mention, resolve_speakers
from factdb.records import Span
from tests.extract.test_speakers import last, names


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The Harbour Board met at noon. The prosecutors were late. [They] asked for another day.", "prosecutors"),
        ("Reuters asked many voters about the Harbour Act. [They] had not read it.", "many voters"),
        ("The Harbour Board met at noon. On Sundays young residents fish where [they] want.", "young residents"),
        ("The Harbour Board met at noon. Once residents arrived, the mayor asked what [they] want.", "residents"),
        (
            "The Harbour Board met. Once Irish residents left, it knew what [they] did.",
            "Irish residents",
        ),
        ("The rule encourages voters. [They] had not read it.", "voters"),
        ("By informing voters it won. [They] had not read it.", "voters"),
        ("It will ask young voters. [They] had not read it.", "young voters"),
        ("It met rights groups. [They] had not read it.", "rights groups"),
        ("It met working families and neighboring residents. [They] had not read it.", "neighboring residents"),
        ("The captains fear the fog. Without their crews [they] stay ashore.", "captains"),
        ("The Harbour Board met. It thanked the town. [They] will meet again.", "Harbour Board"),
    ],
)
def test_they_are_a_group_that_was_spoken_of(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_who_writes_a_letter_is_meant_by_i_in_it() -> None:
    text = "Dora Quill wrote to the town:\n\nThe quay is old.\n\nAnd I fear for it."
    place = text.index("I fear")
    letter = Mention(Span(0, 10), Span(11, 16), (Span(text.index("The quay"), len(text)),))
    in_it = Mention(Span(place, place + 1), Span(place + 2, place + 6), (Span(place + 7, len(text) - 1),))
    assert [one.speaker.name for one in resolve_speakers(text, [letter, in_it])] == ["Dora Quill", "Dora Quill"]
    assert resolve_speakers(text, [in_it])[0].speaker.name == "AUTHOR"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Dora Quill was late. “The quay,” [s]he said, “is shut.”", "[s]he", "Dora Quill"),
        ("Dora Quill never saw it. By her own admission, she was late.", "her own", "Dora Quill"),
        ("Sen. Dora Quill Dora Ann QuillDues MORE left.", "Sen. Dora Quill Dora Ann QuillDues MORE", "Dora Quill"),
        ("President Moon Tae-ho came. Moon was tired.", "Moon", "Moon Tae-ho"),
        ("Bo Cole left. A Palm Bay-based Dora Quill stayed.", "Palm Bay-based Dora Quill", "Dora Quill"),
        ("Dora Quill left. In Quill’s view, it was late.", "Quill’s view", "Dora Quill"),
    ],
)
def test_what_ran_into_a_source_hides_nobody(text: str, source: str, name: str) -> None:
    begin = text.rindex(source)
    (found,) = resolve_speakers(text, [Mention(Span(begin, begin + len(source)), None, ())])
    assert found.speaker.name == name


def test_a_document_s_name_holds_no_clause() -> None:
    text = "The board addressed the letter to Cole. The letter names a date."
    begin = text.index("The letter")
    (found,) = resolve_speakers(text, [Mention(Span(begin, begin + 10), None, ())])
    assert found.speaker.name == "letter"


def test_who_relays_stays_where_another_says_most_of_it() -> None:
    text = "“It is late,” Dora Quill told reporters, according to Reuters."
    content = Span(0, 13)
    said = Mention(Span(14, 24), Span(25, 29), (content,))
    relayed = Mention(Span(text.index("Reuters"), len(text) - 1), Span(41, 53), (content,))
    assert [one.speaker.name for one in resolve_speakers(text, [said, relayed])] == ["Dora Quill", "Reuters"]
    assert resolve_speakers(text, [relayed])[0].speaker.name == "Dora Quill"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # at the head of a sentence
        ("Teachers of the Maple school walked out at noon. [They] <said> {pay had not risen}.", "Teachers"),
        ("It rained. Police came at ten. [They] <said> {it was late}.", "Police"),
        ("Critics wrote to the bank. [They] <said> {it was late}.", "Critics"),
        # a verb is no part of the phrase
        ("The bank told followers on Monday. [They] <said> {it was late}.", "followers"),
        ("It can charge those people more. [They] <said> {it was late}.", "those people"),
        ("The new rules will give more customers more. [They] <said> {so}.", "more customers"),
    ],
)
def test_a_group_is_its_noun_phrase_alone(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize(
    "marked",
    [
        "The Lunds left. Bo Lund waved. [He] <said> {no}.",
        "Ann Lund met the Lunds. [She] <said> {no}.",
        "The Marshes spoke. It rained on Tom Marsh. [He] <said> {no}.",
    ],
)
def test_a_family_is_neither_he_nor_she(marked: str) -> None:
    assert names(marked)[-1] in ("Bo Lund", "Ann Lund", "Tom Marsh")


def test_a_family_is_they() -> None:
    marked = "Bo Lund waved. As Pier News has it, the Lunds came to town, where [they] <said> {no}."
    assert names(marked)[-1] == "Lunds"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Amnesty's report on Zenda came out on Monday. [It] <says> {that 60 were beaten}.", "Amnesty's report"),
        ("A letter from the bank came in May. [It] <said> {the loan was due}.", "letter"),
        ("The union's survey of members is new. [It] <found> {few were paid}.", "union's survey"),
        # not what a body only writes or whose it is
        ("Amnesty wrote a report. [It] <said> {so}.", "Amnesty"),
        ("Readers of a letter met Amnesty. [It] <said> {so}.", "Amnesty"),
        ("Amnesty's office is shut. Amnesty left. [It] <said> {so}.", "Amnesty"),
    ],
)
def test_it_is_a_document_that_a_sentence_is_about(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The U.S. government paid. [The Afghan government] <said> {no}.", "Afghan government"),
        ("The American Harbour Agency met the UK Harbour Agency. [The UK agency] <said> {no}.", "UK Harbour Agency"),
        ("The Pier Bank rose. [Euronews] <said> {no}. [The outlet] <said> {yes}.", "Euronews"),
    ],
)
def test_a_noun_with_a_country_is_a_body_of_that_country(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Officials spoke on Monday. {Troops have fled}, [they] <said>.", "Officials"),
        ("The doctors met. {Patients were late}, [they] <said>.", "doctors"),
        ("Prosecutors came. {Customers paid twice}, [they] <said>.", "Prosecutors"),
        # those who spoke before may tell of themselves
        ("[Teachers] <said> {it was late}. It rained on officials. {Teachers would go}, [they] <said>.", "Teachers"),
    ],
)
def test_they_seldom_tell_of_themselves_as_others(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[Ann Reed's letter] <said>: {“It was late, and [I] <thought> {it was cold}.”}", "Ann Reed"),
        ("[The email from Bo Cole] <reads>: {“[I] <know> {it was cold}.”}", "Bo Cole"),
        ("Bo Cole released [the following letter] <to> {“[I] <know> {it was cold}.”}", "Bo Cole"),
        # whoever wrote it is not told, or several did
        ("[The council's report] <said>: {“[I] <know> {it was cold}.”}", "council's report"),
        ("[Ann Reed's letter] <said>: {“[We] <think> {it was cold}.”}", "Ann Reed's letter"),
        ("[Bo Cole of the council] <said>: {“[I] <know> {it was cold}.”}", "Bo Cole"),
    ],
)
def test_no_document_says_i(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "Dora Quill kept the quay. She says it was hard.\n\n“[I] <thought> {it would sink}, and so did you.”",
            "Dora Quill",
        ),
        (
            "[Another sailor, who gave no name,] <said> little.\n\n“[I] <believe> {it was late}. So do you.”",
            "Another sailor",
        ),
        ("The quay was shut. “[I] <hope> {it opens},” reads the door.", "I"),
    ],
)
def test_who_is_spoken_of_says_i_in_a_quotation_that_is_nobodys(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # shares, one after the other
        ("[40 percent] <said> {yes}. [50 percent] <said> {no}, and [they] <said> {so} loudly.", "50 percent"),
        ("Nobody saw Ann Wood or Rita Sand. [She] <said> {so}.", "Rita Sand"),
        ("Ann Wood was late. Nobody saw Ann Wood or Rita Sand. [She] <said> {so}.", "Ann Wood"),
    ],
)
def test_of_those_about_as_likely_a_pronoun_means_whom_was_mentioned_last(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[A host of experts] <said> {so}. “Too late,” [Dora Quill] <said>.", "host of experts"),
        ("[A slew of clerks] <said> {so}. “Too late,” [Dora Quill] <said>.", "slew of clerks"),
        ("[A British source] <said> {so}. “Too late,” [Dora Quill] <said>.", "British source"),
        ("[The host of the show] <said> {so}. “Too late,” [Dora Quill] <said>.", "Dora Quill"),
    ],
)
def test_a_host_of_people_and_a_source_are_not_named_later(marked: str, name: str) -> None:
    assert names(marked)[0] == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Those clerks", "clerks"),
        ("These two clerks", "two clerks"),
        ("That report", "report"),
        ("Far too many clerks", "many clerks"),
        ("So few clerks", "few clerks"),
        ("Just 13% of clerks", "13% of clerks"),
        ("Only the clerks", "clerks"),
        ("Those who row", "Those who row"),
        ("Those in the town", "Those in the town"),
    ],
)
def test_what_points_at_somebody_or_weighs_how_many_is_no_part_of_the_name(source: str, name: str) -> None:
    assert last(f"The quay is old. [{source}] <say> {{that it sinks}}.")[0] == name
