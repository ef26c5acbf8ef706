"""Who wrote a post that was copied from a network's page, and what the network sets under it."""

import pytest

from factdb.records import Passage, Span
from factdb.text.passages.posts import find_posts, is_below_post, is_reply_to, post_header
from factdb.text.segments import paragraphs


@pytest.mark.parametrize(
    ("text", "name", "handle", "lines", "dated"),
    [
        ("Ann Roe @annroe · 3h\n\nIt is over.", "Ann Roe", "@annroe · 3h", 1, True),
        ("Ann Roe ✔ (@annroe)\n\nIt is over.", "Ann Roe", "@annroe)", 1, False),
        ("moss @moss@elm.example · 2h\n\nIt is over.", "moss", "@moss@elm.example · 2h", 1, True),
        ("@annroe · 5h\n\nIt is over.", "@annroe", " · 5h", 1, True),
        ("Ann Roe 🐘\n\n@annroe@elm.example\n\nIt is over.", "Ann Roe", "@annroe@elm.example", 2, False),
        ("Ann Roe\n\n@annroe · Mar 4\n\nIt is over.", "Ann Roe", "@annroe · Mar 4", 2, True),
        ("Ann Roe\n\n@annroe", "Ann Roe", "@annroe", 2, False),
        (f"Ann {'R' * 108} @annroe\n\nIt is over.", f"Ann {'R' * 108}", "@annroe", 1, False),
    ],
)
def test_a_header(text: str, name: str, handle: str, lines: int, dated: bool) -> None:
    found = post_header(text, paragraphs(text), 0)
    assert found is not None
    assert (found.name.of(text), found.handle.of(text), found.lines, found.dated) == (name, handle, lines, dated)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe\n\nIt is over.",
        "Ann Roe",
        "@annroe\n\nIt is over.",
        "RT @annroe It is over.",
        "Ann wrote @annroe · 3h",
        "wrote @annroe",
        f"Ann {'R' * 109} @annroe\n\nIt is over.",
        "Before it.\n\n@annroe · 3h",
    ],
)
def test_no_header(text: str) -> None:
    assert post_header(text, paragraphs(text), 0) is None


def test_each_line_around_a_post() -> None:
    text = (
        "It rained.\n\nAnn Roe\n\n@annroe · 3h\n\nReplying to @bob and 2 others\n\nIt is.\n\n3:42 PM · Mar 4, 2025"
        "\n\n312 Reposts 1,204 Likes\n\nBob Ray @bob\n\nOver."
    )
    lines = paragraphs(text)
    kinds = [Passage.BODY] * len(lines)
    find_posts(text, lines, kinds)
    assert [kind.value for kind in kinds] == [
        *("body", "byline", "byline", "navigation", "body", "navigation", "navigation", "byline", "body")
    ]


def test_only_the_line_itself_is_looked_at() -> None:
    text = "312 Reposts of it. Replying to @bob Ann Roe @annroe · 3h it is."

    def line(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    assert is_below_post(text, line("312 Reposts"))
    assert not is_below_post(text, line("312 Reposts of it."))
    assert is_reply_to(text, line("Replying to @bob"))
    assert not is_reply_to(text, line("it. Replying to @bob"))
    header = post_header(text, [line("Ann Roe @annroe · 3h")], 0)
    assert header is not None and header.dated
    assert post_header(text, [line("Roe @annroe · 3h it is.")], 0) is None
