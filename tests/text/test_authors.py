"""What stands below an article of who wrote it."""

import pytest

from tests.text.lines import BODY, kinds


@pytest.mark.parametrize(
    "line",
    [
        "Ada Lund is a fellow of the Elm Institute. She lives in Kelso.",
        "Ada Lund is editor in chief of The Elm Courier.",
        "Ada Lund is the Courier’s chief critic.",
        "Ada Lund is Elm Radio’s chief critic.",
        "Dr. Ada Lund (@adalund) teaches law at Kelso.",
        "• Zyzza Quint, a former judge, is the author of “The Dam.”",
        "— Zyzza van der Quint was the mayor of Elm.",
        "Ada Lund served as mayor of Elm.",
        "Zyzza Brown is a writer from Elm.",
        "Z.Z. Quint is the host of “The Dam” on Elm Radio.",
        "The writer is a mason.",
    ],
)
def test_what_tells_below_an_article_who_wrote_it_is_no_body(line: str) -> None:
    assert kinds(BODY, BODY, line) == ["body", "body", "byline"]
    assert kinds(BODY, BODY, line, "Tom Poe is a mason.") == ["body", "body", "byline", "byline"]
    assert kinds(BODY, line, BODY) == ["body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Zyzza Quint is a mason.",  # perhaps nobody
        "Ada Lund is mending the dam.",
        "Ada Lund said so.",
        "The dam is a wall of stone.",
        f"Ada Lund is a mason. {BODY * 12}",
    ],
)
def test_what_else_an_article_ends_with(line: str) -> None:
    assert kinds(BODY, BODY, line) == ["body", "body", "body"]


def test_of_whom_an_article_tells_did_not_write_it() -> None:
    assert kinds(BODY, "Lund mends it.", "Ada Lund is the mayor of Elm.")[-1] == "body"
    assert kinds("# The dam", "By Ada Lund", BODY, BODY, "Ada Lund is the mayor of Elm.")[-1] == "byline"


def test_one_paragraph_alone_is_the_article() -> None:
    assert kinds("Ada Lund is the mayor of Elm.") == ["body"]


def test_an_article_has_only_so_many_authors() -> None:
    authors = [f"Ann Qu{'o' * number}nt is a fellow of the Elm Institute." for number in range(20)]
    assert kinds(BODY, BODY, *authors)[2:] == ["body"] * 8 + ["byline"] * 12
