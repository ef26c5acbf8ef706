"""What the lines above an article say of it: who wrote it, when and for whom."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers import Reading, read
from factdb.text.readers.dates import moment
from factdb.text.readers.head import head_of, whole_date

TODAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
BODY = (
    "\n\nThe harbour master said on Thursday that the ferry would be laid up until the end of the year, a decision that"
    " was met with anger by those who live on the island.\n\nIt was the second in a week.\n"
)


def said(head: str, body: str = BODY) -> dict[str, str]:
    found = head_of(head + body, TODAY)
    return {
        field: f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value
        for field, (value, _) in found.items()
    }


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 March 2026", "2026-03-12 00:00"),
        ("Thursday, 12 March 2026", "2026-03-12 00:00"),
        ("Published: March 12, 2026 at 9:15 am GMT", "2026-03-12 09:15"),
        ("PUBLISHED THU, MAR 12 2026 9:15 AM EDT", "2026-03-12 13:15"),
        ("First published on Thu 12 Mar 2026 06.00 GMT", "2026-03-12 06:00"),
        ("12 March 2026, 9:15 p.m. BST", "2026-03-12 20:15"),
        ("9:15 p.m. EDT, March 12, 2026", "2026-03-13 01:15"),
        ("Updated 9:15 p.m. ET, Thursday, March 12, 2026", "2026-03-13 01:15"),
        ("Oslo, 12 March 2026", "2026-03-12 00:00"),
        ("*12 March 2026 • 9:15am • 4 min read*", "2026-03-12 00:00"),
        ("PUBLISHED: 12:15, 12 March 2026 | UPDATED: 13:00, 14 March 2026", "2026-03-12 12:15"),
        ("FOR IMMEDIATE RELEASE\n\n12th March, 2026", "2026-03-12 00:00"),
        ("Published: 12 March 2026\nUpdated: 14 March 2026", "2026-03-12 00:00"),
        ("Updated: 14 March 2026", "2026-03-14 00:00"),
        ("2 May 2026", "2026-05-02 00:00"),
    ],
)
def test_a_line_with_nothing_but_a_date_dates_the_article(line: str, day: str) -> None:
    assert said(f"Ferry laid up\n\n{line}") == {"published": day}


@pytest.mark.parametrize(
    "line",
    [
        "4 May 2026",
        "31 February 2026",
        "Monday, 12 March 2026",
        "Wednesday, 12 March 2026",
        "03/04/2026",
        "March 2026",
        "20260312",
        "Monday, 0001-01-01",
        "Date: 0001-01-01\nBy: Ann Lee",
        "Published: 1066-10-14",
        "Embargoed until 12 March 2026",
        "12 March 2026: what we know",
        "The ferry was launched on 12 March 1926",
        "Built on\n12 March 1926\nin Bergen",
        "12 March 2026\nThe ferry stops.\n\n14 March 2026\nIt is laid up.",
        "Published: 12 March 2026\nFirst published: 14 March 2026",
    ],
)
def test_what_is_no_day_of_publication_dates_nothing(line: str) -> None:
    assert "published" not in said(f"Ferry laid up\n\n{line}")


def test_a_day_of_the_first_year_is_none() -> None:
    assert whole_date("0001-01-01T00:30:00", TODAY) is None
    assert whole_date("Mon 0001-01-01 00:30", TODAY) is None


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Ann Lee, Political Editor", "Ann Lee", ""),
        ("By Ann Lee and Tomás de la Cruz", "Ann Lee and Tomás de la Cruz", ""),
        ("BY ANN LEE", "ANN LEE", ""),
        ("Words by Ann Lee", "Ann Lee", ""),
        ("Author: Ann Lee", "Ann Lee", ""),
        ("By Ann Lee Staff Writer", "Ann Lee", ""),
        ("By Ann Lee in Oslo, Harbour News", "Ann Lee", "Harbour News"),
        ("By Ann Lee for The Harbour Post", "Ann Lee", "The Harbour Post"),
        ("By Ann Lee and Tom Poe, Associated Press", "Ann Lee and Tom Poe", "Associated Press"),
        ("By ANN LEE\nAssociated Press", "ANN LEE", "Associated Press"),
        ("By Reuters", "Reuters", "Reuters"),
        ("By Ann Lee, Harbour White House correspondent", "Ann Lee", ""),
        ("By Charlotte Church", "Charlotte Church", ""),
        ("By Xyzzy van der Qwerty", "Xyzzy van der Qwerty", ""),
        ("By X. Y. Qwerty", "X. Y. Qwerty", ""),
        ("By Xyzzy Qwerty", "Xyzzy Qwerty", ""),
        ("By Xyzzy Qwerty, Political Editor", "Xyzzy Qwerty", ""),
        ("By Local Democracy Reporter Ann Lee", "Ann Lee", ""),
        ("By CRIME CORRESPONDENT ANN LEE", "ANN LEE", ""),
        ("By Staff Writers Ann Lee and Tom Poe", "Ann Lee and Tom Poe", ""),
        ("Author: Xyzzy Qwerty", "Xyzzy Qwerty", ""),
        ("Newspaper: The Harbour Post\nByline: Ann Lee", "Ann Lee", "The Harbour Post"),
    ],
)
def test_a_byline_names_author_and_outlet(line: str, author: str, publisher: str) -> None:
    found = said(f"Ferry laid up\n\n{line}")
    assert (found.get("author", ""), found.get("publisher", "")) == (author, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "By Land and Sea: the ferry",
        "By the time it stopped, the ferry was full",
        "By Staff Writer",
        "By Train To Paris",
        "By Monday Morning",
        "By Mark Twain Elementary School",
        "By Popular Demand",
        "By The Numbers",
        "By Land And Sea",
        "By Harbour Church",
        "Words by Harbour Council",
        "By Ann Lee\n\nBy Tom Poe",
        "Source: Harbour Trust",
        "World News",
        "Published by Harbour Books",
    ],
)
def test_what_is_no_byline_names_nobody(line: str) -> None:
    assert not {"author", "publisher"} & said(f"Ferry laid up\n\n{line}").keys()


def test_labels_above_an_article_name_its_title() -> None:
    head = "Headline: Ferry laid up\nDate: 2026-03-12\nBy: Ann Lee"
    assert said(head) == {"title": "Ferry laid up", "author": "Ann Lee", "published": "2026-03-12 00:00"}
    assert said("Headline: Ferry laid up\n\nIt is broken.") == {}


def test_a_headline_that_begins_with_a_place_is_no_first_paragraph() -> None:
    assert said("OSLO: Ferry laid up\n\nBy Ann Lee") == {"author": "Ann Lee"}


def test_a_headline_that_begins_with_by_is_no_byline() -> None:
    assert said("By Royal Appointment") == {}
    assert said("By Ann Lee") == {"author": "Ann Lee"}


def test_a_byline_with_a_date_tells_both() -> None:
    for line in ("By Ann Lee, 12 March 2026", "By Ann Lee | March 12, 2026", "**By Ann Lee** — *12 March 2026*"):
        assert said(f"Ferry laid up\n\n{line}") == {"author": "Ann Lee", "published": "2026-03-12 00:00"}


@pytest.mark.parametrize(
    ("dateline", "found"),
    [
        ("OSLO, March 12 (Reuters) - ", {"publisher": "Reuters"}),
        ("OSLO, March 12, 2026 (AFP) - ", {"publisher": "AFP", "published": "2026-03-12 00:00"}),
        ("OSLO (AP) — ", {"publisher": "AP"}),
        ("OSLO (Norway) - ", {}),
    ],
)
def test_a_dateline_names_the_agency_and_the_day_with_its_year(dateline: str, found: dict[str, str]) -> None:
    assert said(f"Ferry laid up\n\n{dateline}The ferry is laid up, the harbour master said.", "") == found


def test_nothing_below_the_head_tells() -> None:
    paragraphs = BODY * 4
    assert said(f"Ferry laid up{paragraphs}\n\nBy Ann Lee\n\n12 March 2026", "") == {}


@given(
    st.text()
    | st.lists(st.sampled_from(["By Ann Lee", "12 March 2026", "(AP) - A", "x", "|", " - ", "\n"])).map("".join)
)
def test_any_text_is_looked_at_and_every_value_stands_in_it(text: str) -> None:
    for value, words in head_of(text, TODAY).values():
        assert isinstance(value, datetime) or value in text
        assert all(word in text for word in words.split())


def article(path: Path, **given: object) -> Article:
    [found] = read(path, reading=Reading(given=given))
    assert not isinstance(found, InputError)
    return found


def test_a_file_is_described_by_its_head_where_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(f"Ferry laid up\nBy Ann Lee\n12 March 2026{BODY}")
    found = article(path)
    assert (found.title, found.author) == ("Ferry laid up", "Ann Lee")
    assert found.published == datetime(2026, 3, 12, tzinfo=UTC)
    assert found.extra == {"first lines": {"published": "12 March 2026", "author": "By Ann Lee"}}
    assert found.notes == (f"{path}: published 2026-03-12, by Ann Lee, as its first lines say",)
    day = datetime(2026, 3, 13, tzinfo=UTC)
    path.write_text(f"Title: Ferry laid up\nBy Ann Lee\nDate: March 12, 2026 at 9:15 am GMT{BODY}")
    labelled = article(path)
    assert (labelled.title, labelled.author) == ("Ferry laid up", "Ann Lee")
    assert ", published 2026-03-12 09:15 UTC, by Ann Lee, " in labelled.notes[0]
    assert article(path, title="Mine").title == "Mine"
    told = article(path, published=day, author="Desk")
    assert (told.published, told.author) == (day, "Desk")
    assert told.notes == (f"{path}: title Ferry laid up, as its first lines say",)


def test_the_name_of_a_file_goes_before_its_head(tmp_path: Path) -> None:
    path = tmp_path / "Gazette_2026-03-14_ferry.txt"
    path.write_text(f"Ferry laid up\nBy Ann Lee, The Harbour Post\n12 March 2026{BODY}")
    found = article(path)
    assert (found.publisher, found.published, found.author) == ("Gazette", datetime(2026, 3, 14, tzinfo=UTC), "Ann Lee")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("March 25, 2016 05:37 PM", "2016-03-25 17:37"),
        ("25 March 2016, 5:37 p.m. BST", "2016-03-25 16:37"),
        ("Updated 12 March 2026 13:00 GMT+1", "2026-03-12 12:00"),
        ("12 March 2026 13:00 UTC-05:00", "2026-03-12 18:00"),
    ],
)
def test_the_half_of_a_day_and_the_way_to_greenwich_count(written: str, meant: str) -> None:
    found = moment(written)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == meant
