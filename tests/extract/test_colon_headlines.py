"""Headlines that name their speaker before or behind a colon, and those whose colon does something else."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.lines import read_speaker_lines
from factdb.extract.attribution.shaping import Found
from factdb.records import Span
from factdb.text.passages import passages
from factdb.text.segments import paragraphs

BODY = "Nobody knows yet how much it will take, Senator Ann Cole told voters on Monday evening."


def lines(headline: str, body: str = BODY) -> list[tuple[str, str]]:
    """Source and content of what the headline says; the body has one attribution, to Senator Ann Cole."""
    text = f"{headline}\n\n{body}" if body else headline
    found = []
    if body:
        cole, told = text.index("Senator Ann"), text.index("told")
        content = Span(text.index("Nobody"), cole - 2)
        found = [Found((Span(cole, told - 1),), Span(told, told + 4), (content,), None)]
    own = read_speaker_lines(text, passages(text, paragraphs(text)), found)
    return [(one.sources[0].of(text), one.contents[0].of(text)) for one in own if one.rules]


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Cole: Taxes must rise", "Cole", "Taxes must rise"),
        ("Taxes must rise: Cole", "Cole", "Taxes must rise"),
        ("Bridge is safe: mayor", "mayor", "Bridge is safe"),
        ("Dam was never safe: study", "study", "Dam was never safe"),
        ("# Mayor: Taxes must rise", "Mayor", "Taxes must rise"),
        ("Police: Man drowned in river", "Police", "Man drowned in river"),
        ("Report: Half of all dams leak", "Report", "Half of all dams leak"),
        ("Mayor Brook: We will not sell the dam", "Mayor Brook", "We will not sell the dam"),
        ("Ann Brook: Sell the dam", "Ann Brook", "Sell the dam"),
        ("‘No deal’: union", "union", "‘No deal’"),
        ("Union: ‘No deal’", "Union", "‘No deal’"),
        ("Cole on the leak: “We never saw it”", "Cole", "“We never saw it”"),
        ("“We never saw it”: Ann Brook, town clerk", "Ann Brook, town clerk", "“We never saw it”"),
        ("‘We never saw it’: mayor on the leak", "mayor", "‘We never saw it’"),
        ("‘We never saw it’: window cleaner after his fall", "window cleaner", "‘We never saw it’"),
        ("‘Shameful’: Cole condemns ruling on the dam", "Cole", "‘Shameful’"),
        ("“Sell it now”: Mayor Brook Slams Dam Plan", "Mayor Brook", "“Sell it now”"),
        ("‘No more dams’: Ann Brook vows to fight on in May", "Ann Brook", "‘No more dams’"),
        ("'It never leaked': union rejects claims of neglect", "union", "'It never leaked'"),
        ("READ MORE: Dam is safe, say experts: poll", "poll", "Dam is safe, say experts"),
    ],
)
def test_the_speaker_of_a_headline(headline: str, source: str, content: str) -> None:
    assert lines(headline) == [(source, content)]


def test_a_day_in_may_is_no_verb() -> None:
    assert lines("Opened: 4 May 1932", body="") == lines("Opened: May 4, 1932", body="") == []


def test_a_lone_headline_may_name_somebody_unknown() -> None:
    assert lines("Vance: Taxes must rise", body="") == [("Vance", "Taxes must rise")]


@pytest.mark.parametrize(
    "headline",
    [
        "Brexit: Taxes must rise",
        "Ann Brook: (3:45)",
        "Election 2024: live updates",
        "Watch: The dam is falling",
        "Opinion: Sell the dam",
        "How to vote: the rules",
        "Fact check: Is the dam safe",
        "The long way home: a story of two brothers",
        "Ohio: Taxes must rise",
        "Ann Brook Backs Tom Reed: Sell the dam",
        "Dam leaks: what we know",
        "From left: Ann Brook and Tom Reed are at the dam",
        "Ann Brook: early painter of dams that were never built",
        "Ann Brook: nurse who was never late",
        "Ask the coach: Wax for wet snow is not new",
        "‘We never saw it’: how it ended",
        "At 8:30 the dam broke",
        "Director: Ann Roe",
        "Referee: M. Dean (Elm)",
    ],
)
def test_a_colon_of_another_kind(headline: str) -> None:
    assert lines(headline) == []


@pytest.mark.parametrize("space", ["\u2003\u2009", " \u200b", "\xa0 "])
def test_no_blanks_stand_at_the_edges(space: str) -> None:
    assert lines(f"Police{space}: Man drowned in river{space};") == [("Police", "Man drowned in river")]


@pytest.mark.parametrize(
    "headline",
    [
        "‘Shameful’: mayor slammed over the dam",
        "‘Shameful’: Harbour condemns the dam",
        "‘Shameful’: hundreds hail rescue of the dog",
        "‘Shameful’: How Cole condemned the dam",
        "Shameful plan: Cole condemns ruling on the dam",
    ],
)
def test_who_is_judged_or_is_nobody_says_no_quotation(headline: str) -> None:
    assert lines(headline) == []


def test_what_whoever_judges_does_stays_the_writers() -> None:
    text = f"‘Shameful’: Cole condemns ruling on the old dam\n\n{BODY}"
    rows = [(str(one.status), one.spans[0].of(text)) for one in extract(text).claims]
    assert rows[:2] == [("quoted", "‘Shameful’"), ("unsourced", "Cole condemns ruling on the old dam")]
