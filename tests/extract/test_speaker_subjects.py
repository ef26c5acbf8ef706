"""Who a pronoun means where something was told of somebody who hasn't spoken. Sources as in ``test_speakers``."""

import pytest

from tests.extract.test_speakers import last, names

BODIES = [
    (
        "The Pier Herald came early. The council was new, and {free to shut any quay [it] <suspects> of fraud}.",
        "council",
    ),
    (
        "Ghent was cold. The Reed administration has made it a habit to leave clubs {[it] <sees> as rude}.",
        "Reed administration",
    ),
    ("Bo Cole met the Tern Trust. The committee meets in May on dues {[it] <says> are high}.", "committee"),
    ("The Pier Herald was late. The ministry was told of a ship {[it] <believed> lost}.", "ministry"),
    ("Lune Foods opened. The union has an office in Ghent, and {[it] <wants> two}.", "union"),
    ("Reporters met Republicans. If the Democrats do not get the bridge {[they] <want>}, nobody will.", "Democrats"),
    ("Many voters said so. Republicans would have wept, but now {[they] <fear> nothing}.", "Republicans"),
]


@pytest.mark.parametrize(("marked", "name"), BODIES)
def test_it_and_they_may_be_a_body_or_a_party_that_was_only_told_of(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_what_somebody_is_is_no_party_that_was_told_of() -> None:
    assert last("[The clerks] said so. Most clerks are Republicans, and {[they] <fear> nothing}.")[0] != "Republicans"


STUDIED = [
    ("Researchers at Leeds followed 500 people. [They] <found> {that sleep helps}.", "Researchers"),
    ("Scientists from the Tern Institute tested 40 patients. [They] <say> {it works}.", "Scientists"),
    ("Doctors in Ghent asked many women. [They] <warn> {of salt}.", "Doctors"),
    ("Economists with the bank watched some farmers. [They] <expect> {rain}.", "Economists"),
    ("Researchers followed 500 people. [They] <found> {that sleep helps}.", "Researchers"),
]


@pytest.mark.parametrize(("marked", "name"), STUDIED)
def test_they_are_those_who_study_not_the_studied(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    "spokesman",
    ["The prime minister's spokesman", "A spokesman for the port", "A spokeswoman", "The mayor's spokeswoman"],
)
def test_a_spokesman_is_not_whoever_speaks_next(spokesman: str) -> None:
    assert "spokes" in names(f"[{spokesman}] said no. [Carol King] said she was glad.")[0]
    assert names(f"[{spokesman}] said no. [Carol King, a spokeswoman for the port,] wept.")[1] == "Carol King"


OPENED = [
    "[The brother-in-law of Bo Cole] said [the family] was glad. “It rained,” [Ann Reed] said.",
    "[A former adviser to Sen. Bo Cole] <said> [senators] would weep. “It rained,” [Ann Reed] said. [Reed] sat.",
    "[The wife of Cole] said so. “It rained,” [Ann Reed] wrote.",
    "[A friend of the mayor] said [many clerks] were late. “[A clerk] told me so,” [Ann Reed] said.",
    "[A critic of the port] said [the port] was shut. “It rained,” [Ann Reed] said.",
]


@pytest.mark.parametrize("marked", OPENED)
def test_who_opens_an_article_is_named_with_the_quotation_behind(marked: str) -> None:
    assert names(marked)[0] == "Ann Reed"


def test_who_is_told_to_be_something_else_did_not_open_the_article() -> None:
    assert names("[A judge] stopped it. “It rained,” [Ann Reed, a lawyer for the port,] said.")[0] == "judge"


RELATED = [
    "[Reed] left. (RELATED: Reed Shrugs Off Harbour Row) [Reed] came.",
    "[Ann Reed] left. (RELATED: Mayor Reed Calls Out Bo Cole) [Reed] came.",
    "[Ann Reed] left. READ MORE: Reed Praises New Quay. [Reed] came.",
    "[Ann Reed] left. Related: “Reed Blocks Action On Dues”. [Reed] came.",
    "[Ann Reed] left. SEE ALSO: Reed Urges Council To Act. [Reed] came.",
]


@pytest.mark.parametrize("marked", RELATED)
def test_the_headline_of_another_article_is_no_name(marked: str) -> None:
    assert {name.split()[-1] for name in names(marked)} == {"Reed"}


def test_a_line_that_tells_who_said_what_follows_is_no_headline() -> None:
    assert last("It rained.\n\n[Operations Manager Bo Cole] told Pier Radio:\n\n“It rained.”")[0] == "Bo Cole"
