"""Lists and block quotes under the line that says whose they are."""

import pytest

import factdb
from factdb.extract.attribution.set_off import with_all_set_off
from factdb.extract.attribution.shaping import Found
from factdb.records import Span
from factdb.text.segments import paragraphs
from tests.extract.sentences import span

CLERK = "The clerk wrote:\n\n"


def contents(text: str, *found: tuple[str, str, str]) -> list[list[str]]:
    """The contents of attributions, each by its source, cue and content, when all that is set off was looked at."""
    some = [
        Found((span(text, source),) if source else (), span(text, cue), (span(text, content),), None)
        for source, cue, content in found
    ]
    return [[part.of(text) for part in one.contents] for one in with_all_set_off(text, paragraphs(text), some)]


@pytest.mark.parametrize(
    ("under", "said"),
    [
        ("> It leaks.\n>\n> It smells.\n\nThe abbot left.", "It leaks.\n>\n> It smells."),
        ("> It leaks.\n> It smells.\n", "It leaks.\n> It smells."),
        ("- It leaks.\n- It smells.\n\nThe abbot left.", "- It leaks.\n- It smells."),
        ("1. It leaks.\n2. It smells on Friday.", "1. It leaks.\n2. It smells on Friday."),
        ("• It leaks.\n\n• It smells.\n\nThe abbot left.", "• It leaks.\n\n• It smells."),
    ],
)
def test_all_of_it_is_said(under: str, said: str) -> None:
    text = CLERK + under
    assert contents(text, ("The clerk", "wrote", ":\n\n" + under[: under.index("leaks")] + "leaks")) == [[said]]


@pytest.mark.parametrize(
    ("below", "goes_on"),
    [("The abbot left on Friday.", []), ("“It leaks,” she wrote.", ["“It leaks,” she wrote."])],
)
def test_behind_a_list_only_a_quotation_goes_on(below: str, goes_on: list[str]) -> None:
    listed = "- It leaks.\n- It smells."
    text = f"{CLERK}{listed}\n\n{below}"
    found = Found(
        (span(text, "The clerk"),),
        span(text, "wrote"),
        (span(text, listed), Span(text.index(below), len(text))),
        None,
    )
    (one,) = with_all_set_off(text, paragraphs(text), [found])
    assert [part.of(text) for part in one.contents] == [listed, *goes_on]


def test_of_what_follows_in_plain_paragraphs_the_first_is_set_off() -> None:
    text = CLERK + "It leaks.\n\nIt smells."
    assert contents(text, ("The clerk", "wrote", "It leaks")) == [["It leaks."]]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("The clerk wrote in a letter", ("The clerk", "wrote")),
        ("The abbot’s aide explains the rule", ("The abbot’s aide", "explains")),
        ("The draft of the rule states", ("The draft of the rule", "states")),
        ("The warden gave a short statement, saying", ("The warden", "saying")),
        ("From the guild", ("the guild", ":")),
    ],
)
def test_a_paragraph_under_who_says_something_is_theirs(line: str, found: tuple[str, str]) -> None:
    text = f"{line}:\n\nThe pier leaks. It will be shut. Nobody was hurt.\n\nRain fell."
    assert contents(text, (*found, "The pier leaks")) == [["The pier leaks. It will be shut. Nobody was hurt."]]


@pytest.mark.parametrize(
    ("line", "found", "under"),
    [
        ("The chart showed the rain by town", ("The chart", "showed"), "Kelso had most of it. Poe had none."),
        ("The clerks asked the same in May", ("The clerks", "asked"), "Few believe it now. More did in June."),
        ("Ann Reed said the pier leaks", ("Ann Reed", "said"), "Reed is a plumber. She fell in May."),
        ("The clerk wrote a note", ("The clerk", "wrote"), "“The pier leaks.” Rain fell."),
        ("The list has two halls", ("The list", "has"), "One is shut. One is open."),
    ],
)
def test_what_is_shown_or_asked_or_told_of_somebody_is_not(line: str, found: tuple[str, str], under: str) -> None:
    text = f"{line}:\n\n{under}"
    first = under[: under.index(".")]
    others = [("Reed", "is", "a plumber")] if under.startswith("Reed") else []
    if others:
        second = Found(
            (Span(text.rindex("Reed"), text.rindex("Reed") + 4),), span(text, "is"), (span(text, "a plumber"),), None
        )
        mine = Found((span(text, "Ann Reed"),), span(text, "said"), (span(text, "the pier leaks"),), None)
        assert with_all_set_off(text, paragraphs(text), [mine, second]) == [mine, second]
    else:
        assert contents(text, (*found, first)) == [[first]]


@pytest.mark.parametrize(
    "line", ["Reed added", "In May she wrote in a letter", "The Herald reports", "Via The Kelso Herald"]
)
def test_a_line_that_the_tagger_finds_nobody_in_says_whose_the_paragraph_is(line: str) -> None:
    assert contents(f"{line}:\n\nThe pier leaks. It will be shut.\n\nRain fell.") == [
        ["The pier leaks. It will be shut."]
    ]


@pytest.mark.parametrize("line", ["She added", "From the Kelso Guild", "It is politics as usual, via the Herald"])
def test_only_the_last_words_of_a_line_say_whose_the_paragraph_is(line: str) -> None:
    text = f"Roe denied that the pier leaks. {line}:\n\nIt leaks. It will be shut.\n\nRain fell."
    before = ("Roe", "denied", "that the pier leaks")
    assert contents(text, before) == [["that the pier leaks"], ["It leaks. It will be shut."]]


@pytest.mark.parametrize("line", ["What we know", "Here is what I wrote", "The pier in figures", "They asked in May"])
def test_a_line_that_says_nothing_of_who_speaks_leaves_the_paragraph_to_the_writer(line: str) -> None:
    assert contents(f"{line}:\n\nThe pier leaks. It will be shut.\n\nRain fell.") == []


@pytest.mark.parametrize(
    ("line", "found", "is_theirs"),
    [
        ("The Herald reports on the rain", ("The Herald", "reports on", "the rain"), True),
        ("The Herald explained the vote", ("The Herald", "explained", "the vote"), True),
        ("The Herald likes the rain", ("The Herald", "likes", "the rain"), False),
        ("As I reported in May, it rains", ("I", "reported", "it rains"), False),
    ],
)
def test_what_is_reported_on_before_a_colon_is_reported_behind_it(
    line: str, found: tuple[str, str, str], is_theirs: bool
) -> None:
    text = f"{line}:\n\nThe pier leaks. It will be shut.\n\nRain fell."
    assert contents(text, found) == [[found[2], *(["The pier leaks. It will be shut."] if is_theirs else [])]]


def test_what_no_colon_opens_is_not_set_off() -> None:
    text = "The clerk wrote it leaks.\n\n- Rain fell.\n- Snow fell."
    assert contents(text, ("The clerk", "wrote", "it leaks.\n\n- Rain")) == [["it leaks.\n\n- Rain"]]


def test_what_somebody_else_says_in_a_list_stays_his() -> None:
    text = CLERK + "- It leaks.\n- The abbot said it smells."
    found = [("The clerk", "wrote", "It leaks"), ("The abbot", "said", "it smells")]
    assert contents(text, *found) == [["It leaks"], ["it smells"]]


def test_a_block_quote_is_one_voice() -> None:
    text = CLERK + "> It leaks.\n> Nobody warned us."
    found = [("The clerk", "wrote", "It leaks"), ("Nobody", "warned", "us")]
    assert contents(text, *found) == [["It leaks.\n> Nobody warned us."]]


@pytest.mark.parametrize("where", ["", " at a wake on Monday"])
def test_the_end_of_what_somebody_else_says_in_a_paragraph_is_no_part_of_the_rest(where: str) -> None:
    text = CLERK + f"It leaks, the abbot said{where}. It smells."
    found = [("The clerk", "wrote", "It smells"), ("the abbot", "said", "It leaks,")]
    assert contents(text, *found) == [["It smells."], ["It leaks,"]]


def test_what_is_tied_to_nobody_in_it_is_dropped() -> None:
    text = CLERK + "- It leaks.\n- The abbot was told."
    assert contents(text, ("The clerk", "wrote", "It leaks"), ("", "was told", "The abbot")) == [
        ["- It leaks.\n- The abbot was told."]
    ]


@pytest.mark.parametrize("advertisement", ["AD", "Advertisement"])
def test_an_advertisement_is_not_what_a_line_introduces(advertisement: str) -> None:
    said = "The ferry sank on Monday with all the mail. Nobody was hurt."
    text = f"The pier is shut. The Post reports:\n\n{advertisement}\n\n{said}\n\nThe sea is calm."
    by_post = [claim for claim in factdb.extract(text).claims if claim.status == "sourced"]
    assert "".join(part.of(text) for claim in by_post for part in claim.spans) == said.replace(". ", ".")


@pytest.mark.parametrize(
    "text",
    [
        "The warden wrote in her letter:\n\n> The ferry sank.\n>\n> Nobody warned the crew.\n\nThe sea is calm.",
        "Ann Reed wrote on her blog:\n> The ferry sank.\n> Nobody cares.\n\nThe sea is calm.",
        "The pilot wrote in his diary:\n\n> We lost the mast.\n\n> We found an island.\n\nThe sea is calm.",
        "According to the warden:\n\n1. The ferry sails at noon.\n2. The ferry is full.\n3. The pier opens on Monday.",
        "The audit of the pier says:\n\n• The planks rotted for years.\n• The warden was told in June.",
    ],
)
def test_every_line_is_a_claim_of_who_wrote_it(text: str) -> None:
    found = factdb.extract(text)
    under = Span(text.index(":"), text.rindex("\n\n") if "calm" in text else len(text))
    claims = [claim for claim in found.claims if any(under.overlaps(part) for part in claim.spans)]
    lines = sorted(part for claim in claims for part in claim.spans)
    assert {claim.status for claim in claims} == {"sourced"}
    assert all(part.of(text)[-1] == "." and ">" not in part.of(text) for part in lines)
    assert len(lines) == under.of(text).count(".") - under.of(text).count("1.") * 3
