"""Dates of a table whose day may be their month, told by those of the same column that can only be read one way."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from factdb.records import Article
from factdb.text.readers.dates import has_day_first, is_open
from factdb.text.readers.document import Document
from factdb.text.readers.tables import csv, xlsx
from factdb.text.readers.tables.day_order import DayOrder

STORY = "The ferry is late, the harbour master said."


def read(*dates: str) -> list[Article]:
    rows = "".join(f'{date},"{STORY} {number}"\n' for number, date in enumerate(dates))
    items = list(csv.read(Document(BytesIO(f"Pub date,Text\n{rows}".encode()), "list.csv", "list.csv")))
    assert all(isinstance(item, Article) for item in items)
    return [item for item in items if isinstance(item, Article)]


def days(articles: list[Article]) -> list[str | None]:
    return [f"{article.published:%Y-%m-%d}" if article.published else None for article in articles]


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (("03/11/2026", "04/11/2026 18:30", "13/11/2026"), ["2026-11-03", "2026-11-04", "2026-11-13"]),
        (("13/11/2026", "03/11/2026"), ["2026-11-13", "2026-11-03"]),
        (("03/11/2026", "11/13/2026", "2026-11-14"), ["2026-03-11", "2026-11-13", "2026-11-14"]),
        (("3-4-2026", "2026-05-06", "28-4-2026"), ["2026-04-03", "2026-05-06", "2026-04-28"]),
    ],
)
def test_a_date_is_read_as_the_others_of_its_column(dates: tuple[str, ...], found: list[str]) -> None:
    articles = read(*dates)
    assert days(articles) == found
    assert sum(len(article.notes) for article in articles) == 1


@pytest.mark.parametrize(
    "others",
    [
        (),
        ("11/11/2026",),  # is the same either way
        ("31/11/2026",),  # is no day
        ("13.11.2026",),  # dots have the day first always, and slashes beside them need not
        ("13/11/2026", "11/14/2026"),  # contradict one another
    ],
)
def test_where_no_other_tells_it_the_date_is_kept_as_it_is(others: tuple[str, ...]) -> None:
    article, *_ = read("03/11/2026", *others)
    assert (article.published, article.extra) == (None, {"Pub date": "03/11/2026"})


def test_what_is_done_with_such_dates_is_told_once() -> None:
    read_so, *others = read("03/11/2026", "04/11/2026", "13/11/2026")
    assert read_so.notes == (
        "list.csv: '03/11/2026' and 1 more in Pub date: read with the day first, as '13/11/2026' there is written",
    )
    assert not any(article.notes for article in others)
    kept, *others = read("03/11/2026", "04/11/2026", "yesterday")
    assert kept.notes == (
        "list.csv: '03/11/2026' and 1 more in Pub date: may have the day or the month first; kept as they are; "
        "write them as 2025-03-04",
    )
    assert [article.notes for article in others] == [
        (),
        ("list.csv, row 4: 'yesterday' is no date that can be told; kept as it is",),
    ]


def test_excel_sheets_too() -> None:
    book, file = Workbook(), BytesIO()
    for row in (("Date", "Text"), ("03/11/2026", f"{STORY} 1"), (datetime(2026, 11, 5), f"{STORY} 2"), (None, STORY)):
        book.worksheets[0].append(row)
    book.worksheets[0].append(("13/11/2026", f"{STORY} 3"))
    book.save(file)
    articles = [item for item in xlsx.read(Document(file, "list.xlsx", "list.xlsx")) if isinstance(item, Article)]
    assert days(articles) == ["2026-11-03", "2026-11-05", None, "2026-11-13"]


def test_what_is_open() -> None:
    assert [is_open(one) for one in ("03/11/2026", " 3-4-2026 ", "13/11/2026", "3 May 2026", datetime.now(UTC), 3)] == [
        *(True, True),
        *(False, False, False, False),
    ]
    assert [has_day_first(one) for one in ("13/11/2026", "11/13/2026", "03/11/2026", "13.11.2026", "2026-11-13")] == [
        *(True, False),
        *(None, None, None),
    ]


def test_of_a_long_table_so_much_is_read_ahead_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factdb.text.readers.tables.day_order._AHEAD", 3)
    asked = []

    def rows() -> Iterator[tuple[int, list[str]]]:
        for number in range(20):
            asked.append(number)
            yield number, ["13/11/2026" if number == 2 else "03/11/2026"]

    order = DayOrder(0, "Pub date", "list.csv")
    heeded = order.heeding(rows())
    assert next(heeded)[0] == 0
    assert (order.day_first, asked) == (True, [0, 1, 2, 3])
    assert [number for number, _ in heeded] == list(range(1, 20))
    assert order.note().startswith("list.csv: '03/11/2026' and 18 more in Pub date: read with the day first")
