"""Who pronouns mean within quotations. Sources are marked as in ``test_speakers``."""

import pytest

from tests.extract.test_speakers import names, resolve

# Whoever the quotation is about, rather than whom the writer spoke of before it; which source is asked for.
ABOUT = [
    (
        "The dockers left. {“[The bakers] <think> {it is late}. [They] <want> {to go home},”} [Ann Reed] <said>.",
        1,
        "bakers",
    ),
    (
        "The dockers wanted more. {“The bakers waited all morning, and now [they] <say> {it is too late},”} "
        "[Ann Reed] <said>.",
        0,
        "bakers",
    ),
    (
        "Harbour Motors struck. {“Lund Motors went home. [It] <says> {it is tired},”} [Ann Reed] <said>.",
        0,
        "Lund Motors",
    ),
    (
        "Bo Cole paid. {“Carl Lund came home,”} [Ann Reed] <said>. {“[He] <says> {he is glad}.”}",
        1,
        "Carl Lund",
    ),
    # What stands in other paragraphs' quotations makes nobody prominent, nor does it outside of them.
    (
        "Carl Lund resigned.\n\n{“Bo Cole left,”} Ann Reed said.\n\nLund was glad. {“[He] <says> {it is over},”} "
        "[Reed] <said>.",
        0,
        "Carl Lund",
    ),
    ("Ann Reed paid. {“Eve Lund came home,”} Reed said. [She] <added> {that it rained}.", 0, "Ann Reed"),
]


@pytest.mark.parametrize(("marked", "which", "name"), ABOUT)
def test_in_a_quotation_a_pronoun_is_whom_the_quotation_is_about(marked: str, which: int, name: str) -> None:
    assert names(marked)[which] == name


# Who is quoted within a quotation says "I" there, and nowhere else in it.
WITHIN = [
    ("{“[Bo Cole] <told> me, {‘[I] <think> {it leaks}’},”} [Ann Reed] <said>.", 1, "Bo Cole"),
    ("{“[The dockers] <said>, {'[We] <know> {it leaks}'},”} [Ann Reed] <said>.", 1, "dockers"),
    ("{“[Bo Cole] <told> me {that [I] <think> {it leaks}},”} [Ann Reed] <said>.", 1, "Ann Reed"),
    ("{“[Bo Cole] <said>, {‘It leaks.’} [I] <think> {he is right},”} [Ann Reed] <said>.", 1, "Ann Reed"),
]


@pytest.mark.parametrize(("marked", "which", "name"), WITHIN)
def test_who_is_quoted_within_a_quotation_says_i_there(marked: str, which: int, name: str) -> None:
    assert names(marked)[which] == name


@pytest.mark.parametrize(("one", "several"), [("I", "we"), ("My", "Our")])
def test_who_says_we_is_less_sure_than_who_says_i(one: str, several: str) -> None:
    alone, together = (
        resolve(f"{{“[{word}] <think> {{it leaks}},”}} [Ann Reed] <said>.")[0] for word in (one, several)
    )
    assert alone.speaker.name == together.speaker.name == "Ann Reed"
    assert together.confidence < alone.confidence
