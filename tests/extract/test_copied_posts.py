"""Posts that are copied from the pages of a network, with their author's name and handle above."""

import pytest

from factdb.extract.attribution.lines import read_speaker_lines
from factdb.records import Passage
from factdb.text.passages import passages
from factdb.text.segments import paragraphs

BEFORE, BEHIND = "The vote was tight.\n\n", "\n\nNobody answered."


def posts(text: str) -> list[tuple[str, list[str]]]:
    found = read_speaker_lines(text, passages(text, paragraphs(text)), [])
    return [(one.sources[0].of(text), [span.of(text) for span in one.contents]) for one in found]


@pytest.mark.parametrize(
    ("post", "who", "said"),
    [
        ("Ann Roe\n@annroe\nIt is over.\n11:42 PM · Mar 4, 2025\n312 Reposts 1,204 Likes", "Ann Roe", ["It is over."]),
        ("Ann Roe ✔ @annroe · 3h\nIt is over.\nGo home.", "Ann Roe", ["It is over.", "Go home."]),
        ("Ann Roe\n@annroe · Mar 4\nIt is over.\n💬 12 🔁 8 ❤️ 1.2K", "Ann Roe", ["It is over."]),
        ("Ann Roe\n@annroe\nReplying to @bob\nIt is over.", "Ann Roe", ["It is over."]),
        ("@annroe · 5h\nIt is over.", "@annroe", ["It is over."]),
        ("Ann Roe @annroe@elm.example · 2h\n\n1/ It is.\n\n2/2 Over.", "Ann Roe", ["1/ It is.", "2/2 Over."]),
        ("Ann Roe @ann.bsky.example\nIt is over.\nMay 3, 2025 at 9:12 PM", "Ann Roe", ["It is over."]),
        ("RT @annroe: It is over.", "@annroe", ["It is over."]),
        ("@PierPolice tweets: The pier is shut. Keep off.", "@PierPolice", ["The pier is shut. Keep off."]),
        ("@annroe posted on Monday morning: It is over.", "@annroe", ["It is over."]),
    ],
)
def test_a_copied_post(post: str, who: str, said: list[str]) -> None:
    assert posts(BEFORE + post + BEHIND) == [(who, said)]


@pytest.mark.parametrize(
    "text",
    [
        "The vote\n\nAnn Roe\n@annroe\n\nThe vote was tight.\n\nNobody won.",
        "The vote\n\nAnn Roe (@annroe)\n\nThe vote was tight.",
        "10:42 - Police arrive\n\nThe vote was tight.",
    ],
)
def test_no_copied_post(text: str) -> None:
    assert posts(text) == []


def test_what_stands_around_a_post_is_no_part_of_the_article() -> None:
    text = BEFORE + "Ann Roe\n@annroe · 3h\nIt is over.\n12 replies 8 likes" + BEHIND
    kinds = {part.span.of(text): part.passage for part in passages(text, paragraphs(text))}
    assert kinds["Ann Roe"] is kinds["@annroe · 3h"] is Passage.BYLINE
    assert kinds["12 replies 8 likes"] is Passage.NAVIGATION


@pytest.mark.parametrize("greeting", ["Hi @dquill -", "Hello @dquill:", "Thanks @dquill –"])
def test_whom_a_post_greets_wrote_nothing(greeting: str) -> None:
    text = f"The ferry was late again on Monday.\n\n{greeting}\n\nYou said it never would be.\n\nThe mayor left."
    assert posts(text) == []


def test_who_tells_of_a_reply_is_no_sign_of_the_page() -> None:
    text = "Replying to @annroe, the mayor wrote that the bridge was never safe."
    assert [part.passage for part in passages(text, paragraphs(text))] == [Passage.BODY]
    signs = "Ann Roe\n@annroe · Mar 4\nReplying to @bofinch and 3 others\nIt is over.\n312 Reposts"
    assert posts(f"{BEFORE}{signs}{BEHIND}") == [("Ann Roe", ["It is over."])]
