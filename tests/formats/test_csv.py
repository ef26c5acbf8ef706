import csv as standard
import re
import unicodedata
from datetime import UTC, datetime
from io import StringIO
from itertools import cycle, islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.formats.csv import (
    protect,
    read,
    unprotect,
    write,
    write_columns,
)
from factdb.store.read.columns import Runs

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
RISKY = st.sampled_from(list("=+-@'＝＋－＠\t\r\n\x00\x1b\x85")).flatmap(
    lambda first: CELLS.map(lambda rest: first + rest)
)


def written(*rows: dict[str, Any]) -> str:
    file = StringIO(newline="")
    write(rows, list(rows[0]), file)
    return file.getvalue()


@given(CELLS | RISKY)
def test_protection_comes_off_exactly(cell: str) -> None:
    assert unprotect(protect(cell)) == cell


@given(CELLS | RISKY)
def test_no_protected_cell_begins_with_what_a_spreadsheet_runs(cell: str) -> None:
    first = protect(cell)[:1]
    assert first == "" or (first not in "=+-@＝＋－＠" and unicodedata.category(first) != "Cc")


@given(st.lists(st.lists(CELLS | RISKY, min_size=3, max_size=3), min_size=1))
def test_what_is_written_is_read(table: list[list[str]]) -> None:
    rows = [dict(zip("abc", cells, strict=True)) for cells in table]
    columns, found = read(StringIO(written(*rows), newline=""))
    assert (list(columns), list(found)) == (list("abc"), rows)


NEARLY = st.from_regex(r"\A[\d.,:/eE%;\t-]{1,8}[;\t]?[=@'a]?\Z") | st.sampled_from(
    ["true", "False", "falſe", "TRUEST", ""]
)


@given(st.lists(st.lists(CELLS | RISKY | NEARLY | st.none(), min_size=2, max_size=2), min_size=1, max_size=60))
def test_cells_are_protected_and_quoted_as_each_would_be_alone(table: list[list[str | None]]) -> None:
    alone = StringIO(newline="")
    cells = [["" if cell is None else protected_simply(cell) for cell in row] for row in table]
    standard.writer(alone).writerows([["a", "b"], *cells])
    assert written(*(dict(zip("ab", row, strict=True)) for row in table)) == alone.getvalue()


def protected_simply(cell: str) -> str:
    """By the rule as it is told, without looking first at what most cells are."""
    cell = re.sub(r"([;\t])(?=[=+\-@＝＋－＠'])", r"\1'", cell)
    number = r"(\d+([.,]\d+)?|\d{1,3}([.,]\d{3})+([.,]\d+)?)(e[+-]?\d+)?%?"
    day = r"(0?[1-9]|[12]\d|3[01])[-/.:](0{0,2}\d{1,2}|19\d\d|[2-9]\d{3})([-/.:]\d{1,4})?"
    risky = re.match(r"[=+\-@＝＋－＠'\x00-\x1f\x7f-\x9f]", cell)
    changed = re.fullmatch(f"{number}|{day}", cell, re.ASCII | re.IGNORECASE) or cell.upper() in ("TRUE", "FALSE")
    return f"'{cell}" if risky or changed else cell


VALUES = CELLS | RISKY | NEARLY | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False)


@given(st.lists(st.tuples(VALUES, VALUES, st.integers(1, 100)), min_size=1, max_size=5), st.lists(VALUES, min_size=1))
def test_what_rows_share_is_written_as_if_each_had_it(runs: list[tuple[Any, Any, int]], own: list[Any]) -> None:
    first, second, lengths = (list(values) for values in zip(*runs, strict=True))
    part = (Runs(first, lengths), Runs(second, lengths), list(islice(cycle(own), sum(lengths))), Runs(first, lengths))
    together, apart = StringIO(newline=""), StringIO(newline="")
    write_columns([part, part], "abcd", together)
    write((dict(zip("abcd", row, strict=True)) for row in [*zip(*part, strict=True)] * 2), "abcd", apart)
    assert together.getvalue() == apart.getvalue()


def test_a_column_of_very_many_values_keeps_few_in_mind() -> None:
    parts = [[[f"{number}.{which % 20}" for which in range(100)]] for number in range(200)]
    file = StringIO(newline="")
    write_columns(parts, "a", file, header=False)
    assert file.getvalue().split() == [f"'{number}.{which % 20}" for number in range(200) for which in range(100)]


def test_rows_of_one_column_are_rows_also_where_they_are_empty() -> None:
    assert written({"a": None}, {"a": ""}, {"a": "b"}) == 'a\r\n""\r\n""\r\nb\r\n'


def test_what_is_equal_and_of_another_kind_is_written_as_its_own() -> None:
    same = (True, 1, 1.0, "1", None)
    assert written(*({"a": value, "b": ""} for value in same)) == "a,b\r\ntrue,\r\n1,\r\n1.0,\r\n'1,\r\n,\r\n"


def test_values_of_other_types() -> None:
    row = {
        "yes": True,
        "no": False,
        "none": None,
        "number": -3,
        "share": 0.5,
        "time": datetime(2024, 6, 20, tzinfo=UTC),
        "names": ["=a", "b"],
    }
    assert written(row).splitlines()[1] == "true,false,,-3,0.5,2024-06-20T00:00:00+00:00,'=a; b"


def test_lines_end_as_rfc_4180_has_it() -> None:
    assert written({"a": 'say "no"', "b": "x,y"}, {"a": "two\nlines", "b": ""}) == (
        'a,b\r\n"say ""no""","x,y"\r\n"two\nlines",\r\n'
    )


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(standard.Error, match="row 3 has 1 cells and the header 2"):
        list(read(StringIO("a,b\r\n1,2\r\n3\r\n", newline=""))[1])
