from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from factdb.errors import InputError
from factdb.records import Article
from factdb.report import csv
from factdb.report.verify import verify
from factdb.store.query import REPORT_COLUMNS
from tests.report.samples import ARTICLE

# What no text can prove, and what says nothing that another column of the row could contradict.
ENGINES_WORD = {"speaker"}


def problems(report: str, *articles: Article) -> list[str]:
    proofs = verify(StringIO(report, newline=""), "report.csv", articles or (ARTICLE,))
    return [f"row {proof.row}: {problem}" for proof in proofs for problem in proof.problems]


def changed(report: str, row: int, column: str, change: Callable[[str], str]) -> str:
    rows = list(csv.read(StringIO(report, newline=""))[1])
    rows[row - 2][column] = change(rows[row - 2][column])
    file = StringIO(newline="")
    csv.write(rows, REPORT_COLUMNS, file)
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


def test_a_row_given_twice_is_found(report: str) -> None:
    rows = list(csv.read(StringIO(report, newline=""))[1])
    file = StringIO(newline="")
    csv.write([*rows, rows[0]], REPORT_COLUMNS, file)
    assert problems(file.getvalue()) == ["row 6: claim_id: the claim of row 2 again"]


def test_another_text_is_named_by_its_digest(report: str) -> None:
    found = problems(report, replace(ARTICLE, text=ARTICLE.text.replace("\r\n", "\n")))
    assert found == [f"row {row}: sha256: none of the texts has the digest {ARTICLE.sha256}" for row in range(2, 6)]


@pytest.mark.parametrize("content", ["", "a,b\r\n1,2\r\n", 'a\r\n"unclosed'])
def test_what_is_no_report_says_so(content: str) -> None:
    with pytest.raises(InputError, match=r"^report\.csv: not a"):
        problems(content)
