"""Texts as archives of the press export them: many articles in a file."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.records import Article
from factdb.text.readers import read
from factdb.text.readers.prose.exports import exported

STORY = "The ferry is laid up, the harbour master said. It was the {} time in a week."
TIMES = ("first", "second")


def proquest(number: int, story: str) -> str:
    return (
        f"{'_' * 40}\n\nDocument {number} of 2\n\nFerry laid up\n\nAuthor: Lee, Ann\n\n"
        f"Publication info: Harbour Post ; Oslo  [Oslo]1{number} Mar 2026: A.4.\n\nFull text: {story}\n\n"
    )


def nexis_of_old(number: int, story: str) -> str:
    return (
        f"{' ' * 20}{number} of 2 DOCUMENTS\n\n{' ' * 20}Harbour Post (Oslo)\n\n{' ' * 20}March 1{number}, 2026\n\n"
        f"Ferry laid up\n\nBYLINE: Ann Lee\n\nLENGTH: 12 words\n\n{story}\n\nLOAD-DATE: March 20, 2026\n\n"
    )


def nexis(number: int, story: str) -> str:
    return (
        f"Ferry laid up\r\n\r\nHarbour Post (Oslo)\r\n\r\nMarch 1{number}, 2026\r\n\r\nLength: 12 words\r\n\r\n"
        f"Byline: Ann Lee\r\n\r\nBody\r\n\r\n{story}\r\n\r\nEnd of Document\r\n\r\n"
    )


def factiva(number: int, story: str) -> str:
    return (
        f"Ferry laid up\nBy Ann Lee\n12 words\n1{number} March 2026\n09:15\nHarbour Post\nHARPOS\n\n{story}\n\n"
        f"Document HARPOS0020260312em3c0001{number}\n\n"
    )


@pytest.mark.parametrize("export", [proquest, nexis_of_old, nexis, factiva])
def test_an_export_is_as_many_articles_as_it_holds(tmp_path: Path, export: object) -> None:
    path = tmp_path / "march.txt"
    stories = [STORY.format(time) for time in TIMES]
    path.write_text("".join(export(number, one) for number, one in enumerate(stories, 1)), newline="")  # type: ignore[operator]
    found = [one for one in read(path) if isinstance(one, Article)]
    assert [one.source for one in found] == [f"{path}#1", f"{path}#2"]
    for number, (one, story) in enumerate(zip(found, stories, strict=True), 1):
        assert story in one.text and one.text in path.read_bytes().decode()
        assert (one.title, one.publisher) == ("Ferry laid up", "Harbour Post")
        assert one.author in ("Ann Lee", "Lee, Ann")
        assert f"{one.published:%Y-%m-%d}" == f"2026-03-1{number}"


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"Document 1 of the hearing\n{STORY}",
        f"Document 2 of 3\n{STORY}\nDocument 7 of 9\n{STORY}",
        f"{STORY}\nDocument of the week\n{STORY}",
        f"Ferry laid up\n\n{STORY}\n\nDocument 1 of 1\n\n{STORY}",
        "The ferry is laid up.\nDocument 1 of 2\nThe first.\nDocument 2 of 2\nThe second.",
    ],
)
def test_what_is_no_export_is_one_article(text: str) -> None:
    assert exported(text) == []


CONTENTS = "Table of contents\n\n1. Ferry laid up\n2. Is it late?\n\n© 2026 ProQuest LLC. All rights reserved.\n\n"


def test_contents_and_rights_above_an_export_are_none_of_its_articles() -> None:
    text = CONTENTS + "".join(proquest(number, STORY) for number in (1, 2))
    assert [one.title for one in exported(text)] == ["Ferry laid up"] * 2


def test_what_an_archive_writes_below_the_last_article_is_none() -> None:
    text = factiva(1, STORY) + factiva(2, STORY)
    assert exported(text + "© 2026 Factiva, Inc. All rights reserved.\n") == exported(text)
    assert len(exported(text)) == 2


@pytest.mark.parametrize("talk", ["Reporter: Is it late, minister?", "Writer: Jane Austen", "Headline: None today"])
def test_what_is_said_in_an_article_describes_it_not(talk: str) -> None:
    story = f"{STORY}\n\n{talk}\n\n{STORY}"
    for text in (
        nexis(1, story).replace("Byline: Ann Lee\r\n", ""),
        proquest(1, story).replace("Author: Lee, Ann", ""),
    ):
        (found,) = exported(text.replace(" of 2\n", " of 1\n"))
        assert (found.author, found.title) == ("", "Ferry laid up")


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("Lee, Ann; Poe, Tom", "Lee, Ann; Poe, Tom"),
        ("By Ann Lee, Political Editor", "Ann Lee"),
        ("Is it late, minister?", ""),
        ("Staff Writer", ""),
    ],
)
def test_an_author_is_who_the_line_names(written: str, author: str) -> None:
    (found,) = exported(nexis(1, STORY).replace("Byline: Ann Lee", f"Byline: {written}"))
    assert found.author == author


def test_a_headline_may_be_as_long_as_a_sentence() -> None:
    long = "Harbour master told to bring back the ferry that is laid up for a second week"
    (found,) = exported(nexis(1, STORY).replace("Ferry laid up", long))
    assert (found.title, found.author) == (long, "Ann Lee")


@given(
    st.lists(st.sampled_from(["Document 1 of 2\n", "Document 2 of 2\n", "End of Document\n", "a\n", "_\n", "\n"])).map(
        "".join
    )
)
def test_parts_stand_in_order_and_hold_what_is_between_the_lines_that_part_them(text: str) -> None:
    parts = exported(text)
    assert all(one.span.of(text).strip() for one in parts)
    assert all(one.span.end <= other.span.start for one, other in pairwise(parts))
    if parts and "Document 1 of 2" not in text:
        words = text.rpartition("End of Document\n")[0]
        assert sum(one.span.of(text).count("a") for one in parts) == words.count("a")
