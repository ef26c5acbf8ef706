from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from factdb.errors import InputError
from factdb.formats import csv
from factdb.formats.proof import adds_notes, verify
from factdb.records import Article
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS
from tests.formats.samples import ARTICLE

# What no text can prove, and what says nothing that another column of the row could contradict.
ENGINES_WORD = {"speaker", "via"}


def problems(report: str, *articles: Article) -> list[str]:
    proofs = verify(StringIO(report, newline=""), "report.csv", articles or (ARTICLE,))
    return [f"row {proof.row}: {problem}" for proof in proofs for problem in proof.problems]


def changed(report: str, row: int, column: str, change: Callable[[str], str]) -> str:
    rows = list(csv.read(StringIO(report, newline=""))[1])
    rows[row - 2][column] = change(rows[row - 2][column])
    file = StringIO(newline="")
    csv.write(rows, list(rows[0]), file)
    return file.getvalue()


def test_an_honest_report_is_proved(report: str) -> None:
    assert len(list(verify(StringIO(report, newline=""), "report.csv", [ARTICLE]))) == 4
    assert problems(report) == []


@pytest.mark.parametrize("row", range(2, 6))
@pytest.mark.parametrize("column", [column for column in REPORT_COLUMNS if column not in ENGINES_WORD])
def test_a_changed_cell_is_found_and_named(report: str, row: int, column: str) -> None:
    found = problems(changed(report, row, column, lambda cell: cell + "0" if column != "confidence" else "2"))
    assert any(column in problem for problem in found), found
    assert any(f"row {row}" in problem for problem in found), found


@pytest.mark.parametrize("column", ["claim", "spans", "cue", "cue_span", "source_text", "source_spans", "claim_id"])
def test_an_emptied_cell_is_found(report: str, column: str) -> None:
    assert problems(changed(report, 3, column, lambda cell: ""))


def test_shifted_offsets_are_found(report: str) -> None:
    found = problems(changed(report, 5, "spans", lambda cell: "119-130"))
    assert "row 5: claim: 'That is so.', but at spans 119-130 the text has 'hat is so.\\n'" in found


@pytest.mark.parametrize("places", ["5-3", "0-99999", "-1-3", "one-two", "3", "0-8;", "0-8,9-10"])
def test_places_that_are_none_are_found(report: str, places: str) -> None:
    assert any(
        "is no place in the text" in problem for problem in problems(changed(report, 2, "spans", lambda _: places))
    )


def test_a_status_that_the_facts_do_not_give_is_found(report: str) -> None:
    assert problems(changed(report, 5, "status", lambda _: "quoted")) == [
        "row 5: status: 'quoted', but it derives as unsourced from quoted, sourced and speculative"
    ]


@pytest.mark.parametrize("claim", ["He left.", "He [sic] left.", "[He left [", "He ] left [so]", "He [left"])
def test_a_reading_adds_notes_to_a_claim_that_may_have_brackets(claim: str) -> None:
    noted = claim.replace("He", "He [Ann’s]")
    for reading in (claim, noted, f"{noted} [in: it rained]"):
        assert adds_notes(reading, claim)
        assert not adds_notes(reading.replace("left", "stayed"), claim)
        assert not adds_notes(reading[:-1], claim)


def test_a_report_with_what_the_engine_says_is_proved(machine_report: str) -> None:
    rows = list(csv.read(StringIO(machine_report, newline=""))[1])
    assert [(row["state"], row["reviewer"], row["machine_status"]) for row in rows] == [
        ("accepted", "Ann", "sourced"),
        ("accepted", "Ann", ""),
        ("accepted", "Ann", "quoted"),
        ("disputed", "Ann", "speculative"),
        ("open", "", "unsourced"),
    ]
    assert (rows[2]["speaker"], rows[2]["machine_speaker"]) == ("Bo Li", "Ana 𝒜lvarez")
    assert problems(machine_report) == []


@pytest.mark.parametrize("row", range(2, 7))
@pytest.mark.parametrize("column", ["state", *MACHINE_COLUMNS[:-1]])
def test_a_changed_cell_about_the_engine_is_found(machine_report: str, row: int, column: str) -> None:
    found = problems(changed(machine_report, row, column, lambda cell: cell + "0"))
    assert any(column in problem and f"row {row}" in problem for problem in found), found


@pytest.mark.parametrize(
    ("row", "column", "value", "problem"),
    [
        (6, "reviewer", "Ann", "reviewer: 'Ann', but state is open"),
        (6, "state", "accepted", "reviewer: 'empty', but state is accepted"),
        (2, "state", "rejected", "state: 'rejected' is none of open, accepted, disputed"),
        (2, "reviewer", "", "reviewer: 'empty', but state is accepted"),
        (6, "machine_status", "quoted", "machine_status: 'quoted', but the claim is open and has 'unsourced'"),
        (2, "machine_spans", "1-8", "machine_claim: '=SUM(A1)', but at machine_spans 1-8 the text has 'SUM(A1)'"),
        (2, "machine_claim", "", "machine_claim: '', but at machine_spans 0-8 the text has '=SUM(A1)'"),
        (2, "machine_spans", "", "machine_spans: empty, but machine_claim is '=SUM(A1)'"),
        (3, "machine_speaker", "Ann", "machine_speaker: 'Ann', but machine_status is ''"),
        (5, "machine_speaker", "Ann", "machine_speaker: 'Ann', but machine_status is 'speculative'"),
    ],
)
def test_what_people_decided_and_the_engine_says_must_agree(
    machine_report: str, row: int, column: str, value: str, problem: str
) -> None:
    assert f"row {row}: {problem}" in problems(changed(machine_report, row, column, lambda _: value))


def test_an_open_claim_that_the_engine_does_not_make_is_found(machine_report: str) -> None:
    for column in MACHINE_COLUMNS:
        machine_report = changed(machine_report, 6, column, lambda _: "")
    assert "row 6: machine_claim: '', but the claim is open and has 'That is so.'" in problems(machine_report)


def test_half_of_what_the_engine_says_is_no_report(machine_report: str) -> None:
    with pytest.raises(InputError, match=r"no column machine_claim"):
        problems(machine_report.replace("machine_claim", "", 1))


def test_what_an_engine_called_indirect_and_quoted_is_no_contradiction(report: str) -> None:
    """Earlier engines did where marks of another language, or with spaces inside, stood around the words."""
    assert problems(changed(report, 3, "quote_type", lambda _: "indirect")) == []


def test_a_row_given_twice_is_found(report: str) -> None:
    rows = list(csv.read(StringIO(report, newline=""))[1])
    file = StringIO(newline="")
    csv.write([*rows, rows[0]], REPORT_COLUMNS, file)
    assert problems(file.getvalue()) == ["row 6: claim_id: the claim of row 2 again"]


def test_another_text_is_named_by_its_digest(report: str) -> None:
    found = problems(report, replace(ARTICLE, text=ARTICLE.text.replace("\r\n", "\n")))
    told = f"sha256: none of the texts is {ARTICLE.source}, with the digest {ARTICLE.sha256}"
    assert found == [f"row {row}: {told}" for row in range(2, 6)]


@pytest.mark.parametrize("content", ["", "a,b\r\n1,2\r\n", 'a\r\n"unclosed'])
def test_what_is_no_report_says_so(content: str) -> None:
    with pytest.raises(InputError, match=r"^report\.csv: not a"):
        problems(content)
