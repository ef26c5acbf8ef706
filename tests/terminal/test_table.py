"""Tables on screens of any width: nothing is lost, and words and numbers stand whole while there is room."""

import re
from io import StringIO
from typing import Any

import pytest

from factdb.terminal.table import write

HEADINGS = {"claim_id": "id", "status": "status", "speaker": "speaker", "claim": "claim", "quoted": "quoted"}
LONG = "The harbour master of Alpha told the council that the old crane would be sold before the end of the year."
ROWS: list[dict[str, Any]] = [
    {"claim_id": "0123456789", "status": "quoted", "speaker": "Ann Lee", "claim": LONG, "quoted": 12_345},
    {"claim_id": "abcdef0123", "status": "speculative", "speaker": None, "claim": f"{LONG} {LONG}", "quoted": 7},
]


def test_versions_are_shown_where_there_are_some(monkeypatch: pytest.MonkeyPatch) -> None:
    for versions, heading in (([1, 1], "name"), ([1, 2], "name  version")):
        screen = StringIO()
        assert write(
            [{"name": "Elm", "version": one} for one in versions], {"name": "name", "version": "version"}, screen
        )
        assert " ".join(screen.getvalue().splitlines()[0].split()) == " ".join(heading.split())


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def lines(rows: list[dict[str, Any]], width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    screen = Screen()
    assert write(rows, HEADINGS, screen)
    return re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue()).splitlines()


def column(shown: list[str], begins: int, ends: int | None = None) -> str:
    return " ".join(" ".join(line[begins:ends] for line in shown).split())


@pytest.mark.parametrize("width", [72, 80, 120])
def test_words_and_numbers_stand_whole(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    shown = lines(ROWS, width, monkeypatch)
    heading, _, *body = shown
    assert max(map(len, shown)) <= width
    assert column(body, heading.index("claim"), heading.index("quoted")) == f"{LONG} {LONG} {LONG}"
    assert column(body, heading.index("speaker"), heading.index("claim")) == "Ann Lee"
    assert body[0].endswith(" 12,345")


def test_what_there_is_most_of_gets_the_most_room(monkeypatch: pytest.MonkeyPatch) -> None:
    heading = lines(ROWS, 80, monkeypatch)[0]
    assert heading.index("claim") - heading.index("speaker") == len("speaker") + 2
    assert len(lines(ROWS, 80, monkeypatch)) == 2 + 3 + 6


@pytest.mark.parametrize("width", [30, 40, 50])
def test_nothing_is_lost_where_words_have_to_be_broken(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    shown = lines(ROWS, width, monkeypatch)
    assert max(map(len, shown)) <= width
    letters = "".join("".join(shown).split())
    assert all(letters.count(letter) >= 3 * LONG.count(letter) for letter in set(LONG) - {" "})
    assert all(letters.count(digit) >= 1 for digit in "12,345")


@pytest.mark.parametrize(("names", "shown"), [(6, "0; 1; 2; 3; 4; 5"), (40, "0; 1; 2; 3; 4; and 35 more")])
def test_of_a_long_list_the_first_are_shown(monkeypatch: pytest.MonkeyPatch, names: int, shown: str) -> None:
    row = {**ROWS[0], "claim": [str(number) for number in range(names)]}
    assert shown in lines([row], 120, monkeypatch)[-1]


def test_a_number_is_broken_after_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = lines([{**row, "status": "quoted"} for row in ROWS], 40, monkeypatch)
    assert max(map(len, shown)) <= 40
    assert [line for line in shown if line.endswith(" 12,345")]


def test_where_there_is_room_nothing_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(lines(ROWS, 300, monkeypatch)) == 2 + len(ROWS)


def test_a_claim_is_shown_with_what_it_refers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = "He [Bo Cole] sold it. [before: The master came.]"
    row = {"claim_id": "0123456789", "status": "unsourced", "speaker": None, "claim": "He sold it.", "quoted": None}
    assert lines([row | {"reading": reading}], 80, monkeypatch)[-1].endswith("He [Bo Cole] sold it.")
    assert lines([row | {"reading": None}], 80, monkeypatch)[-1].endswith("He sold it.")
