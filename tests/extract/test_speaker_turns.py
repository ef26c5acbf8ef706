"""Whose words they are where the source alone doesn't tell. Sources are marked as in ``test_speakers``."""

import pytest

from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names

OWNED = [
    ("Dora Quill left. [Her husband, Bo Tern], said so.", "Bo Tern"),
    ("Bo Tern Jr. was out. [Bo Tern Jr.’s doctor] said so.", "Bo Tern Jr.’s doctor"),
    ("Mayor Dora Quill spoke. [Some of the mayor]’s claims were wrong.", "Dora Quill"),
]


@pytest.mark.parametrize(("marked", "name"), OWNED)
def test_whose_it_is_tells_who_speaks(marked: str, name: str) -> None:
    assert last(marked)[0] == name


UNSOURCED = [
    "[]<Having warned> {that it was late}, [Dora Quill] left.",
    "{“It is late,”} []<lamented> union boss Dora Quill.",
    "Dora Quill came by. When she was asked about the quay and []<answered> {that it was late}, it rained.",
]


@pytest.mark.parametrize("marked", UNSOURCED)
def test_a_cue_without_a_source_is_said_by_whom_the_sentence_tells(marked: str) -> None:
    assert names(marked)[0] == "Dora Quill"


@pytest.mark.parametrize(
    "marked",
    [
        "[]<Warning> {that it was late} is rude; [Dora Quill] left.",
        "{It is late}, []<lamented> the Dora Quill Foundation.",
        "When it rained and []<it emerged> {that it was late}, Dora Quill left.",
    ],
)
def test_a_cue_without_a_source_may_be_nobodys(marked: str) -> None:
    assert names(marked)[0] == ""


ANSWERS = [
    ("{“It is late,”} [Bo Tern] <told> Karl Holt.\n\n{“It is not,”} [he] <replied>.", "Karl Holt"),
    ("Karl Holt came. {“It is late,”} [Bo Tern] <said>. {“It is not,”} [he] <shot back>.", "Karl Holt"),
    ("Karl Holt came. {“It is late,”} [Bo Tern] <said>.\n\n{“It is,”} [he] <added>.", "Bo Tern"),
    ("{“It is late,”} [Bo Tern] <said>.\n\n{“It is not,”} [he] <replied>.", "Bo Tern"),
    ("Karl Holt came. {“It is late,”} [Bo Tern] <said>.\n\nAsked if it was, [he] <replied> {that it was}.", "Bo Tern"),
]


@pytest.mark.parametrize(("marked", "name"), ANSWERS)
def test_who_answers_is_another_than_who_spoke(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


TOGETHER = [
    ("Harbour Bank and the Pier Union sued. [The two organizations] won.", "Harbour Bank; Pier Union"),
    ("Harbour Bank sued. The Pier Union struck. [The two organizations] won.", "two organizations"),
]


@pytest.mark.parametrize(("marked", "name"), TOGETHER)
def test_two_bodies_are_those_that_were_named_together(marked: str, name: str) -> None:
    assert last(marked) == (name, SpeakerKind.ORGANISATION)


WHOLE = [
    ("It was late. [U.S.] President Dora Quill on Monday <said> {that it was}.", "Dora Quill"),
    ("It was late. [The] whole department <said> {that it was}.", "whole department"),
    ("It was late. [One Kent] council member <said> {that it was}.", "One Kent council member"),
    ("It was late, and [Bo Tern] on Monday <said> {that it was}.", "Bo Tern"),
]


@pytest.mark.parametrize(("marked", "name"), WHOLE)
def test_a_source_that_was_cut_goes_on_to_its_noun(marked: str, name: str) -> None:
    assert names(marked) == [name]


TOLD = [
    ("Dora Quill left. {Quill stressed that it was late}, <according to> [the report].", "Dora Quill"),
    ("Then, as [Bo Tern] <noted> in May, mayor Dora Quill said {that it was late}.", "Dora Quill"),
    ("{“It is late,”} said village mayor Dora Quill last year, <according to> [The New York Times].", "Dora Quill"),
    ("{Quill stressed that it was late}, <according to> [press reports].", "press reports"),
    ("{The quay is shut, it stressed that it was}, <according to> [the report].", "report"),
    ("{The village’s bogus tax claims for the quay are late}, [the BBC] <notes>.", "BBC"),
]


@pytest.mark.parametrize(("marked", "name"), TOLD)
def test_the_innermost_one_speaks(marked: str, name: str) -> None:
    assert names(marked) == [name]


ISSUED = [
    ("In a statement, [Dora Quill] said so. [The statement] said more.", "Dora Quill"),
    ("Harbour Bank issued a press release. It rained. [The press release] said so.", "Harbour Bank"),
    ("Dora Quill was out. [The statement] said so.", "statement"),
    ("Dora Quill read a statement. [The report] said so.", "report"),
]


@pytest.mark.parametrize(("marked", "name"), ISSUED)
def test_a_statement_is_its_issuers(marked: str, name: str) -> None:
    assert last(marked)[0] == name


CALLED = [
    ("Harlow, Ohio, Mayor Dora Quill left. [The Harlow mayor] said so.", "Dora Quill"),
    ("House Speaker Nancy Pelosi left. [The top House Democrat] said so.", "Nancy Pelosi"),
    ("Ted Cruz left. [The Texas Republican] said so.", "Ted Cruz"),
    ("Benjamin Netanyahu left. [The Israeli prime minister] said so.", "Benjamin Netanyahu"),
    ("Hillary Clinton left. [The former first lady] said so.", "Hillary Clinton"),
    ("Donald Trump left. [The commander in chief] said so.", "Donald Trump"),
    ("Amazon left. [The Seattle-based company] said so.", "Amazon"),
    ("Amazon left. [The tech giant] said so.", "Amazon"),
    ("Apple left. [The Cupertino, California-based company] said so.", "Apple"),
    ("Axios left. [The news site] said so.", "Axios"),
    ("Amazon left. [The Pier newspaper] said so.", "Pier newspaper"),
    ("Amazon left. [The Elm, N.D.-based radio station KQRX] said so.", "KQRX"),
    ("President Dora Quill left. [The harbour police chief] said so.", "harbour police chief"),
    (
        "Dora Quill was praised by both Republicans and Democrats on the pier, [who] said so.",
        "both Republicans and Democrats on the pier",
    ),
    ("Dora Quill was the darling of many voters in Ohio, [who] said so.", "many voters in Ohio"),
    ("Famed astrophysicist Dora Quill left. [The astrophysicist] said so.", "Dora Quill"),
    ("Dora Quill, a rancher from Harlow, left. [The rancher] said so.", "Dora Quill"),
    ("Chief executive Dora Quill left. [The billionaire] said so.", "Dora Quill"),
    ("Dora Quill left. Then [Sen. @DoraQuill] said so.", "Dora Quill"),
    ("Dora Quill left. Then [@SomebodyElse] said so.", "@SomebodyElse"),
    ("[Neighbor Dora Quill] said so.", "Dora Quill"),
    ("Sens. Ann Tern, Karl Holt and Dora Quill met. [The senators] said so.", "Ann Tern; Karl Holt; Dora Quill"),
    ("Dora Quill left. [The senators] said so.", "senators"),
    ("Then [Dora Quill and her husband, Karl Holt,] said so.", "Dora Quill; Karl Holt"),
]


@pytest.mark.parametrize(("marked", "name"), CALLED)
def test_who_is_called_otherwise(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_a_pronoun_tells_whether_its_antecedent_is_he_or_she() -> None:
    marked = "“It is late,” [Dora Quill] told Xu Tern. “It is not,” [he] said. “It is,” [she] said."
    assert names(marked) == ["Dora Quill", "Xu Tern", "Dora Quill"]


VARIED = [
    ("Dora Quill was glad. On Sunday, [the pension fund manager] said so.", "Dora Quill"),
    ("Dora Quill was glad. [The Pier House co-founder] said so.", "Dora Quill"),
    ("Dora Quill, a plumber, was glad. [The professor] said so.", "professor"),
    ("Dora Quill was glad. [The campaign manager] said so.", "campaign manager"),
    ("The Brookings Institution was glad. [The liberal think tank] said so.", "Brookings Institution"),
    ("It was in The Economist. In May, [the magazine] said so.", "Economist"),
    ("It was late, said an economist. In May, [the economist] said more.", "economist"),
    ("They asked Dora Quill, [a Kent senator] wondering why. [She] said so.", "Dora Quill"),
    ("After talks with Dora Quill, [the senator] said so.", "senator"),
    ("Treasury Secretary Dora Quill left. [A Treasury spokesman] said so.", "Treasury spokesman"),
    ("Press secretary Dora Quill left. [The spokeswoman] said so.", "Dora Quill"),
    ("Bo Tern left. [A new survey Ipsos] did found few.", "new survey Ipsos"),
    ("Dora Quill was glad. [The 41-year-old] said so.", "Dora Quill"),
    ("[The president of Mexico] said so. President Bo Tern left. Mexican President Dora Quill was glad.", "Dora Quill"),
    ("Reddit was late. [The company] said so. It shut TERF, a forum. [The company] said more.", "Reddit"),
    ("It was in The Economist, said [the magazine], which had <accused> him.", "Economist"),
    ("It was in The Economist. The magazine, [which] had accused him, was late.", "Economist"),
    (
        "[One of the clerks at the quay] said so. [The clerk] said more.",
        "One of the clerks at the quay",
    ),
    ("[A lawyer for the mayor] said so. Dora Quill's statement was late.", "Dora Quill"),
    ("[The president’s spokeswoman] said so. “No,” [presidential spokeswoman Dora Quill] said.", "Dora Quill"),
    ("There were tree huggers [who] said so.", "huggers"),
    ("Sen. Dora Quill calls it late and other news of the day [MORE] said so.", "Dora Quill"),
]


@pytest.mark.parametrize(("marked", "name"), VARIED)
def test_who_is_called_by_what_they_are(marked: str, name: str) -> None:
    assert last(marked)[0] == name


NAMES = [
    ("Backing Tern would be odd. Bo Tern left. [Tern] said so.", "Bo Tern"),
    ("[Backing Tern] said so. Bo Tern left.", "Bo Tern"),
    ("Undaunted, Dora Quill went on. [She] said so.", "Dora Quill"),
    ("Rosa Quispe Mora is out. [Quispe] said so.", "Rosa Quispe Mora"),
    ("[Miss Harbour Ann Quill] said so.", "Ann Quill"),
    ("Bo Tern Jr. is out. [Tern Jr.] said so. [Bo Jr.] said so. [Junior] said so.", "Bo Tern Jr."),
    ("[Barack Obama] and Michelle Obama came. [President Obama] said so.", "Barack Obama"),
    ("[Obama] said so. Michelle Obama did not.", "Obama"),
    ("It was in the Hollywood Reporter. [The Hollywood Reporter] said so.", "Hollywood Reporter"),
    ("Dora Quill left. [Dora Now, Inc.], said so.", "Dora Now"),
    ("Bo Lund, 54, of Victoria, Texas, left. Dora Quill was out. [She] said so.", "Dora Quill"),
]


@pytest.mark.parametrize(("marked", "name"), NAMES)
def test_names_end_where_they_end(marked: str, name: str) -> None:
    assert set(names(marked)) == {name}


def test_whom_a_paper_quotes_saying_something_is_the_speaker() -> None:
    assert names("Dora Quill left. {“I will be back,”} [The Washington Post] <quoted> her saying.") == ["Dora Quill"]


INITIALS = [
    ("Nora Fisk spoke to Bo Cole.\n\n[Bo Cole]: {Why?}\n\n[NF]: {It was late.}", "Nora Fisk"),
    ("Nora Jane Fisk spoke.\n\n[NF]: {It was late.}", "Nora Jane Fisk"),
    # Initials of two, or of a body, and letters that label nothing
    ("Nora Fisk met Ned Frey.\n\n[NF]: {It was late.}", "NF"),
    ("Uma Noll spoke.\n\n[UN]: {It was late.}", "UN"),
    ("Nora Fisk left. [NF] <said> {it was late}.", "NF"),
]


@pytest.mark.parametrize(("marked", "name"), INITIALS)
def test_initials_that_label_a_turn_are_whose_they_are(marked: str, name: str) -> None:
    assert names(marked)[-1] == name
