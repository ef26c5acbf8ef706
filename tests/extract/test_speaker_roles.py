"""What an article says its people are: titles, offices and descriptions, and where they begin and end."""

import pytest

from factdb.extract.speakers import resolve_speakers
from tests.extract.test_speakers import names, read


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


def test_a_vice_chair_is_not_the_chair() -> None:
    assert names("Vice-Chair Ann Reed left. [The chair] said so.") != ["Ann Reed"]
    assert names("Editor-in-Chief Ann Reed left. [The editor] said so.") == ["Ann Reed"]


@pytest.mark.parametrize("given", ["Rip", "Creigh", "Erskine", "Ann"])
def test_a_democrat_is_no_part_of_a_name(given: str) -> None:
    assert names(f"It was late, said [Democrat {given} Reed] on Monday. [Reed] left.") == [f"{given} Reed"] * 2
    assert names(f"It was late, said [Virginia Democrat {given} Reed]. [Reed] left.") == [f"{given} Reed"] * 2
