"""Quotations that a page sets off: who said them stays with them."""

from io import BytesIO

import pytest

from factdb.records import Article
from factdb.text.readers.document import Document
from factdb.text.readers.web.html import read

BEFORE = (
    "<p>The harbour master said on Thursday that the ferry would be laid up until the end of the year, a decision that"
    " was met with anger by those who live on the island.</p>"
)
AFTER = (
    "<p>The council is to meet on Monday to talk about a bus that would run around the fjord instead, the mayor wrote"
    " in a letter to the islanders.</p>"
)
SAID = "“We shall not be moved from here.”"


def paragraphs(html: str) -> list[str]:
    page = (
        f"<html><head><title>Ferry laid up</title></head><body><nav><a href='/'>Home</a></nav><article>{BEFORE}{html}"
        f"{AFTER}</article><footer>© Harbour Post</footer></body></html>"
    )
    [article] = read(Document(BytesIO(page.encode()), "ferry.html", "ferry.html"))
    assert isinstance(article, Article)
    return article.text.split("\n\n")[1:-1]


@pytest.mark.parametrize(
    "html",
    [
        f"<blockquote><p>{SAID}</p><footer>Ann Lee, grocer</footer></blockquote>",
        f"<blockquote>{SAID}<footer><cite>Ann Lee, grocer</cite></footer></blockquote>",
        f"<blockquote><p>{SAID}</p><cite>Ann Lee, grocer</cite></blockquote>",
        f"<figure><blockquote><p>{SAID}</p></blockquote><figcaption>Ann Lee, grocer</figcaption></figure>",
        f"<div class='pull-quote'><p>{SAID}</p><span class='quote-credit'>Ann Lee, grocer</span></div>",
        f"<aside><blockquote><p>{SAID}</p><footer>Ann Lee, grocer</footer></blockquote></aside>",
    ],
)
def test_who_said_what_is_set_off_stays_with_it(html: str) -> None:
    assert paragraphs(html) == [SAID, "Ann Lee, grocer"]


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<figure><img src='a.jpg'><figcaption>The ferry in May</figcaption></figure>", []),
        (f"<blockquote><p>{SAID}</p><div class='share'>Share this</div></blockquote>", [SAID]),
        (
            f"<p>{SAID} said Ann Lee, who has kept a shop on the island for thirty years.</p>"
            f"<aside><blockquote>{SAID}<footer>Ann Lee</footer></blockquote></aside>",
            [f"{SAID} said Ann Lee, who has kept a shop on the island for thirty years."],
        ),
    ],
)
def test_what_belongs_to_no_quotation_or_repeats_one_goes(html: str, left: list[str]) -> None:
    assert paragraphs(html) == left
