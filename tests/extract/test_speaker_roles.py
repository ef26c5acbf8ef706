"""What an article says its people are: titles, offices and descriptions, and where they begin and end."""

import pytest

from factdb.extract.speakers import resolve_speakers
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names, read


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[Elm Foods], a company with 9,000 workers, said so.", "a company with 9,000 workers"),
        ("[Elm Foods], a firm of 1,200,000 clients, said so.", "a firm of 1,200,000 clients"),
        ("[Ann Reed], mayor of 2.5 million people, said so.", "mayor of 2.5 million people"),
        ("[Ann Reed] was the owner of 1,500 boats.", "the owner of 1,500 boats"),
        ("[Ann Reed], owner of boat 12, said so.", "owner of boat 12"),
    ],
)
def test_a_comma_in_a_number_ends_no_role(text: str, role: str) -> None:
    plain, mentions = read(text)
    assert role in [span.of(plain) for span in resolve_speakers(plain, mentions)[0].roles]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("It was a setback for Republican Senate leader [Ann Reed].", ["Republican Senate leader"]),
        ("They are trying to defeat President [Ann Reed].", ["President"]),
        ("Police found former state police Officer [Ann Reed].", ["former state police Officer"]),
        ("Kim asked why Cole praised designer [Ann Reed].", ["designer"]),
        ("The disgraced lawyer [Ann Reed] left.", ["disgraced lawyer"]),
        ("A talk by the Bank of Eastland governor [Ann Reed] began.", ["Bank of Eastland governor"]),
        ("They met Cole's longtime political adviser [Ann Reed].", ["Cole's longtime political adviser"]),
        ("Though Secretary of State [Ann Reed] left, it rained.", ["Secretary of State"]),
        ("Among them is civil rights leader Rep. [Ann Reed].", ["civil rights leader Rep."]),
        ("[Ann Reed], who is also the head of the school, left.", ["the head of the school"]),
        ("[Ann Reed], who was glad, left.", []),
        ("[Ann Reed], prosecutors argued, was there.", []),
        ("When they met [Ann Reed], the president took the train.", []),
    ],
)
def test_a_role_is_no_part_of_the_clause_before_it(text: str, roles: list[str]) -> None:
    plain, mentions = read(text)
    assert [span.of(plain) for span in resolve_speakers(plain, mentions)[0].roles] == roles


def test_roles_keep_their_spans() -> None:
    text, mentions = read(
        "[Hugo Price, a professor of law at Harbour College,] spoke. Former Ghent mayor Maria Lopez (D-Ohio) clapped. "
        "[Price] bowed. [Lopez] left. [A spokesman for the college] rang."
    )
    full, price, lopez, spokesman = resolve_speakers(text, mentions)
    assert full.roles == price.roles
    assert [span.of(text) for span in price.roles] == ["a professor of law at Harbour College"]
    assert [span.of(text) for span in lopez.roles] == ["Former Ghent mayor", "D-Ohio"]
    assert [span.of(text) for span in spokesman.roles] == ["spokesman for the college"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Mayor of Leeds [Ann Reed] left.", "The mayor"),
        ("On Sunday Archbishop of Kent [Ann Reed] wept.", "the archbishop"),
        ("They met the Governor of South Ternland [Ann Reed].", "The governor"),
        ("Forensic pathologist Dr. [Ann Reed] left.", "The pathologist"),
        ("It was epidemiologist Prof. [Ann Reed] who left.", "The epidemiologist"),
    ],
)
def test_who_has_an_office_before_the_name_is_called_by_it(text: str, office: str) -> None:
    assert names(f"{text} “It is late,” [{office}] said.")[1] == "Ann Reed"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("[Then-President Ann Reed] left.", "The president"),
        ("[Then-Gov. Ann Reed] left.", "The governor"),
        ("[Ex-Rep. Ann Reed] left.", "The then-representative"),
        ("Now-Mayor [Ann Reed] left.", "The mayor"),
        ("[Ann Reed], a candidate, left.", "The then-candidate"),
        ("[Ann Reed], an ex-aide to Cole, left.", "The former aide"),
    ],
)
def test_an_office_of_another_time_is_an_office(text: str, office: str) -> None:
    assert names(f"{text} “It is late,” [{office}] said.") == ["Ann Reed"] * 2


def test_a_source_that_begins_within_a_name_is_whoever_has_it() -> None:
    assert names("Bo Cole left. Evans [Revere, a former diplomat,] said so.") == ["Evans Revere"]
    assert names("They met at Ann Reed. [Cole] said so. Bo Cole left.") == ["Bo Cole"]


@pytest.mark.parametrize(
    "title", ["Editor-in-Chief", "Major-General", "Co-Director", "Vice-Chair", "Lieutenant-Governor"]
)
def test_a_title_with_a_hyphen_is_no_part_of_a_name(title: str) -> None:
    assert names(f"It was late. [Tern {title} Ann Reed] said so. “Too late,” [Reed] said.") == ["Ann Reed"] * 2


def test_a_vice_chair_is_not_the_chair() -> None:
    assert names("Vice-Chair Ann Reed left. [The chair] said so.") != ["Ann Reed"]
    assert names("Editor-in-Chief Ann Reed left. [The editor] said so.") == ["Ann Reed"]


@pytest.mark.parametrize("given", ["Rip", "Creigh", "Erskine", "Ann"])
def test_a_democrat_is_no_part_of_a_name(given: str) -> None:
    assert names(f"It was late, said [Democrat {given} Reed] on Monday. [Reed] left.") == [f"{given} Reed"] * 2
    assert names(f"It was late, said [Virginia Democrat {given} Reed]. [Reed] left.") == [f"{given} Reed"] * 2


def test_the_emir_is_called_so_before_his_name() -> None:
    assert names("Emir Kamal met the mayor. [The emir] said {it was late}. [Kamal] sat.") == ["Kamal"] * 2
    assert last("[Ruritania's Emir] <said> {it was late}.")[1] is SpeakerKind.UNNAMED
