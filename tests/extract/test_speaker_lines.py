"""Lines that say themselves who speaks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import chosen, extract
from factdb.extract.attribution.lines import read_speaker_lines
from factdb.extract.attribution.shaping import Found
from factdb.records import EngineChoice, QuoteType, Span, Status
from factdb.text.passages import passages
from factdb.text.segments import paragraphs

TRANSCRIPT = """Ann Wallace asked Governor Pence about the debate.

WALLACE: Will she be there?

PENCE: No. The mayor said that she stays at home.

UPDATE: An update was made to this page.

WALLACE: Thank you."""
MIXED = """John McCain met Ann Roe, whose first name is Ann.

ANN ROE, CNN HOST: Will you run, and if not, why?

JOHN S. MCCAIN (R-AZ): I’d rather not say so.

ROE: You would be the first.

MCCAIN (voice-over): So be it …"""


def lines(text: str) -> list[tuple[str, str, str]]:
    found = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    return [(one.sources[0].of(text), one.cue.of(text), one.contents[0].of(text)) for one in found]


def is_line(one: Found) -> bool:
    return "speaker's name" in one.rules[0] if one.rules else False


def test_a_transcript_is_read_line_by_line() -> None:
    assert lines(TRANSCRIPT) == [
        ("WALLACE", ":", "Will she be there?"),
        ("PENCE", ":", "No. The mayor said that she stays at home."),
        ("WALLACE", ":", "Thank you."),
    ]


def test_a_line_in_quotation_marks_is_quoted() -> None:
    text = '"WALLACE: Will she be there?"\n\n"PENCE: No."\n\n"WALLACE: And he?"\n\n"PENCE: Neither."'
    assert lines(text)[0] == ("WALLACE", ":", "Will she be there?")
    extraction = extract(text)
    assert [one.quote_type for one in extraction.attributions] == [QuoteType.DIRECT] * 4


def test_labels_may_change_and_say_more_than_the_name() -> None:
    assert [source for source, _, _ in lines(MIXED)] == ["ANN ROE", "JOHN S. MCCAIN", "ROE", "MCCAIN"]


@pytest.mark.parametrize(
    "said", ["The vote is over. Go home.", "It is over, and we have lost more than we ever had before."]
)
def test_a_post_in_one_line_with_its_authors_name_and_handle(said: str) -> None:
    assert lines(f"They met.\n\nAnn Roe (@annroe): {said}\n\nThe council left.") == [("Ann Roe", "(@annroe):", said)]


@pytest.mark.parametrize(
    ("said", "post"),
    [
        ("It is over. We are ready for more!", True),
        (".@bobhill Thank you for the vote.", True),
        ("I don't know whom to ask.", True),
        ("is a fellow of the Elm Institute.", False),
        ("March 4, 2017", False),
        ("https://elm.example/1 pic.elm.example/2", False),
    ],
)
def test_a_handle_in_brackets_before_a_post_needs_no_colon(said: str, post: bool) -> None:
    found = lines(f"They met.\n\nAnn Roe (@annroe) {said}\n\nThe council left.")
    assert found == ([("Ann Roe", "(@annroe)", said)] if post else [])


def test_a_date_behind_a_handle_is_no_post() -> None:
    text = "They met.\n\nAnn Roe (@annroe): June 5, 2020\n\nThe vote is over."
    assert [content for _, _, content in lines(text)] == ["The vote is over."]


@pytest.mark.parametrize("dash", ["-", "–", "—", "--"])
def test_a_name_in_capitals_before_a_dash(dash: str) -> None:
    said = [("ANN ROE", "I left."), ("JOE DOE", "Did you?"), ("ANN ROE", "We all did.")]
    text = "\n\n".join(["They met on Monday.", *(f"{name} {dash} {words}" for name, words in said)])
    assert lines(text) == [(name, dash, words) for name, words in said]


def test_who_speaks_once_and_is_told_what_he_is() -> None:
    said = ("Ann Roe, 19: I left.", "Zyzza Qorm, nurse: The mill paid.", "Joe Doe, 34: Did you?")
    assert [source for source, _, _ in lines("\n\n".join(["They met on Monday.", *said]))] == [
        *("Ann Roe", "Zyzza Qorm", "Joe Doe")
    ]


def test_only_the_mark_around_the_line_is_left_out() -> None:
    text = '"ROE: Did you say “no”?"\n\n"DOE: I did."\n\n"ROE: She said "no.""\n\n"DOE: So I said “no.”"'
    assert [content for _, _, content in lines(text)] == [
        "Did you say “no”?",
        "I did.",
        'She said "no."',
        "So I said “no.”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "PENCE: Will you?\n\nPENCE: Never.",
        "Photo: Are you Ann Roe?\n\nVideo: Joe Doe.\n\nPhoto: Are you Ann Roe?\n\nVideo: You.",
        "He said: No.\n\nShe said: Did you?\n\nHe said: No.\n\nShe said: Did you?",
        "Ann Roe: I did.\n\nJoe Doe: You did.",
        "2016: We did.\n\n2017: You did.\n\n2016: We did.\n\n2017: You did.",
        "Roe:\n\nDoe:\n\nRoe:\n\nDoe:",
        "Clinton: 547.\n\nSanders: 46.\n\nClinton: 2,316.\n\nSanders: 1,547.",
        "Clinton: 48 percent\n\nTrump: 49 percent\n\nClinton: 50 percent\n\nTrump: 46 percent",
        "FLORIDA: Polls close at 7 p.m.\n\nOHIO: You may vote by 7 p.m.\n\nFLORIDA: Will you?",
        "CLINTON: Would raise taxes.\n\nTRUMP: Would cut taxes.\n\nCLINTON: Backs it.\n\nTRUMP: Opposes it.",
        "ANN ROE - Died in her sleep.\n\nJOE DOE - Died at sea.\n\nANN ROE - Was a nurse.",
        "NEW YORK - Did you hear?\n\nLOS ANGELES - We did.\n\nNEW YORK - You did.",
        "Claim: We lost.\n\nRating: Untrue.\n\nClaim: We won.\n\nRating: This claim has no rating.",
    ],
)
def test_no_transcript(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is over.” — Pamela Padilla", "Pamela Padilla"),
        ("“It is over.”\n― Pamela Padilla.", "Pamela Padilla"),
        ('"It is over." -- Ann Roe, 34, of Ohio', "Ann Roe, 34, of Ohio"),
        ("”It is over.” – John Doe Jr.", "John Doe Jr."),
        ("“It is over.” — Ursula von der Leyen", "Ursula von der Leyen"),
        ("-- “It is over.” (The Kelso Herald)", "The Kelso Herald"),
        ("• “It is over.” (Ann Roe)", "Ann Roe"),
        ("“It is over.” — Paula K., Essen", "Paula K., Essen"),
        ("ANN ROE, HARBOUR SECURITIES: “It is over.”", "ANN ROE, HARBOUR SECURITIES"),
        ("**Ann de Roe:** “It is over.”", "Ann de Roe"),
        ("- Ann Roe, a voter: “It is over.”", "Ann Roe, a voter"),
        ("“It is over.” — Editorial, The Kelso Herald", "The Kelso Herald"),
        ("“It is over.” — Editorial board, Kelso Herald", "Kelso Herald"),
        ("“It is over.” - Ann Roe, president of the union of all workers of the town of Dearborn", None),
    ],
)
def test_a_signed_quotation(text: str, name: str | None) -> None:
    ((source, _, content),) = lines(text)
    assert source == (name or text.partition(" - ")[2])
    assert content.strip('“”"') == "It is over."


@pytest.mark.parametrize(
    ("text", "name", "contents"),
    [
        ("“The vote was over before it began.” Ann Roe, The Kelso Herald", "Ann Roe", 1),
        ("“The vote was over before it began. “And so it was in May.” Ann Roe, The Kelso Herald", "Ann Roe", 1),
        ("“The vote was over before it began.”\n\nAnn Roe and Bob Hill, Daily Post", "Ann Roe and Bob Hill", 1),
        ("“The vote was over…\n\n“And so it was before it began.”\n\nAnn Roe, Daily Post", "Ann Roe", 2),
        ("The vote is over! — Ann Roe (@annroe) June 5, 2020", "Ann Roe", 1),
        ("The vote is over! — Ann Roe (@annroe) [June 5, 2020](https://x.example/1)", "Ann Roe", 1),
        ("The vote is over! — Ann Roe 🐘 (@annroe) June 5, 2020", "Ann Roe", 1),
        ("The vote is over! — Ann Roe ⚓️ 🌊 (@annroe) June 5, 2020", "Ann Roe", 1),
        ("The vote is over! — Bob Hill, Jr. (@bobhill) June 5, 2020", "Bob Hill, Jr.", 1),
        ("The vote is over! — ann roe (@annroe) June 5, 2020", "ann roe", 1),
        ("The vote is over! — Ann Roe, MD🌊???? (@annroe) June 5, 2020", "Ann Roe, MD", 1),
        (
            "The vote is over! — 4th Fan Club of Roe™ (@annroe) [June 5, 2020](https://x.example/1)",
            "4th Fan Club of Roe",
            1,
        ),
        (
            "Hill says “the vote is over, and so am I”. It is not, and he knows it! — Ann Roe (@annroe) June 5",
            "Ann Roe",
            1,
        ),
        ('The "grand old vote", as they called it, is over. — Ann Roe (@annroe) June 5, 2020', "Ann Roe", 1),
    ],
)
def test_who_wrote_it_stands_behind(text: str, name: str, contents: int) -> None:
    (one,) = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    assert [span.of(text) for span in one.sources] == [name]
    assert len(one.contents) == contents
    assert not any(name in span.of(text) for span in one.contents)


SIGNED_POST = "Go home! — Ann Roe (@annroe) June 5, 2020"


@pytest.mark.parametrize(
    ("above", "below", "contents"),
    [
        ("The vote was tight.\n\nIt is over.\n\n\n\n", "\n\nThe count ends.", ["It is over.", "Go home!"]),
        ("The vote was tight.\n\n", "\n\nThe count ends.", ["Go home!"]),
        ("The vote was tight.\n\nWATCH:\n\n", "\n\nThe count ends.", ["Go home!"]),
        ("The vote was tight.\n\n\n\n", "\n\n\n\nThe count ends.", ["Go home!"]),
        ("The vote was tight.\n\n\n\n", "", ["Go home!"]),
        ("“The vote was tight, and it was long.”\n\n\n\n", "\n\nThe count ends.", ["Go home!"]),
        (SIGNED_POST + "\n\n\n\nIt is over.\n\n\n\n", "\n\nThe count ends.", ["It is over.", "Go home!"]),
    ],
)
def test_lines_of_a_post_stand_further_apart_than_paragraphs(above: str, below: str, contents: list[str]) -> None:
    text = above + SIGNED_POST + below
    *_, one = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    assert [span.of(text) for span in one.contents] == contents


@pytest.mark.parametrize(
    "text",
    [
        "“The vote was over before it began.”\n\nAnn Roe, who lost, left",
        "“What Ann Saw” Ann Roe, The Herald",
        "“It is over,” he wrote. — Ann Roe (@annroe) is a pen name.",
        "“The vote is over, and so am I,” Bob Hill says — The Herald (@herald) June 5, 2020",
        "“It is over.” — and so it was",
        "“It is over,” he said. “Go home.” — Ann Roe",
        "The “end” — Ann Roe",
        "“It is over.” — Ann Roe was the first of many people to say so",
        "“It is over.” Ann Roe",
        "“Hello” — Adele",
        "Ann Roe concluded: “It is over.”",
        "A spokesman told Roe: “It is over.”",
        "Roe: “It is over.”",
        '"The Girl on the Train" - Paula Hawkins',
        "“Never Trump.”-Republicans, weary of the fight.",
        "“We are done.” — Then, after a pause, he left.",
    ],
)
def test_not_signed(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("> It leaks.\n>\n> It smells.\n>\n> — Ann Roe, in a letter", ["It leaks.", "It smells."]),
        ("> It leaks.\n> -- Ann Roe", ["It leaks."]),
        ("> It leaks.\n>\n> — *Ann Roe, a clerk*", ["It leaks."]),
        ("> It leaks.\n\n— Ann Roe", []),  # below it, perhaps the writer's own name
        ("> — Ann Roe", []),
        ("> It leaks.\n> — and smells", []),
    ],
)
def test_a_block_quote_signed_in_its_last_line(quote: str, expected: list[str]) -> None:
    text = f"A note was found.\n\n{quote}\n\nNobody came."
    found = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    assert [span.of(text) for one in found for span in one.contents] == expected


@pytest.mark.parametrize("apart", ["\n", "\n\n", "\n>\n"])
def test_block_quotes_below_each_other_are_signed_each_by_its_own(apart: str) -> None:
    said = lines(f"> It leaks.\n> — Ann Roe{apart}> It smells.\n> — Bo Cole, a clerk")
    assert said == [("Ann Roe", "—", "It leaks."), ("Bo Cole, a clerk", "—", "It smells.")]


def test_a_signed_quotation_that_ends_in_a_stop_needs_no_verb() -> None:
    assert lines("“Rest well, captain.” – Zola Mbeki") == [("Zola Mbeki", "–", "“Rest well, captain.”")]


def test_what_a_headline_gives_its_speaker_is_always_a_claim() -> None:
    text = "Sea wall will hold for years: mayor\n\nThe wall was built in May, two weeks ahead of plan, and is paid for."
    extraction = extract(text)
    assert extraction.claims[0].status is Status.SOURCED
    assert extraction.attributions[0].speaker.name == "mayor"


def test_the_lines_take_the_place_of_what_was_found_in_them() -> None:
    extraction = extract(TRANSCRIPT)
    found = [(one.sources[0].of(TRANSCRIPT), one.cue.of(TRANSCRIPT)) for one in extraction.attributions]
    # What the mayor said stands in what Pence says.
    assert found[-4:] == [("WALLACE", ":"), ("PENCE", ":"), ("The mayor", "said"), ("WALLACE", ":")]
    assert extraction.attributions[-1].why[0] == "the line begins with its speaker's name"
    assert extraction.attributions[-1].speaker.name == "Ann Wallace"


def test_the_shortest_answer_is_a_claim_of_its_speakers() -> None:
    text = "ROE: Will you run?\n\nDOE: Never.\n\nROE: You said so.\n\nDOE: Never!"
    claims = extract(text).claims
    assert [(claim.spans[0].of(text), claim.status) for claim in claims] == [
        ("Will you run?", Status.SOURCED),
        ("Never.", Status.SOURCED),
        ("You said so.", Status.SOURCED),
        ("Never!", Status.SOURCED),
    ]


def test_what_is_left_of_a_content_is_words() -> None:
    text = TRANSCRIPT + "\n\nAnn Roe said that all was said."
    start, second = text.index("WALLACE: Will"), text.index("PENCE: No")
    source, cue = (Span(text.rindex(words), text.rindex(words) + len(words)) for words in ("Ann Roe", "said that"))

    def left(*contents: Span) -> list[tuple[str, ...]]:
        found = read_speaker_lines(text, passages(text, paragraphs(text)), [Found((source,), cue, contents, None)])
        return [tuple(span.of(text) for span in one.contents) for one in found if one.cue == cue]

    after = Span(text.index("that all"), len(text))
    assert left(Span(start, second - 1), after) == [("that all was said.",)]
    assert left(Span(start, second - 1)) == []
    assert left(Span(0, second)) == [("Ann Wallace asked Governor Pence about the debate.",)]


@pytest.mark.parametrize(
    "text",
    [
        "WALLACE: " + "so. " * 25_000 + "so",
        "\n".join(f"Na{number:x}e: I did." for number in range(5_000)),
        "“" + "so. " * 25_000,
        "A" * 100_000,
        "Ann " * 25_000,
    ],
    ids=["a long line", "many labels", "an open quotation", "a long word", "many names"],
)
def test_any_amount_of_text_is_read(text: str) -> None:
    # What took time by the square of it, or recursed, would show at a tenth of a megabyte as it does at one.
    assert lines(text) == []


PIECES = st.sampled_from(["“", "”", '"', "WALLACE: ", "PENCE: ", "Wallace", "said", " — ", "\n", "\n\n", ".", " ", "é"])


@given(st.lists(PIECES).map("".join) | st.text())
def test_any_text(text: str) -> None:
    parts = passages(text, paragraphs(text))
    lines_found: list[Found] = read_speaker_lines(text, parts, chosen(EngineChoice()).found(text))
    own = sorted(span for one in lines_found for span in (*one.sources, one.cue, *one.contents) if is_line(one))
    assert all(span.of(text).strip() for span in own)
    assert all(before.end <= after.start for before, after in pairwise(own))
    assert read_speaker_lines(text, parts, lines_found) == lines_found


def test_marks_within_a_post_quote_nobody_of_it() -> None:
    text = "Ann Roe wrote:\n\nThe plan is no “rescue” of the pier. — Ann Roe (@annroe) May 3, 2024"
    found = extract(text)
    assert {claim.status for claim in found.claims if claim.attribution is not None} == {"sourced"}
