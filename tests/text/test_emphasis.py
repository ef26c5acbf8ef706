"""What an interviewer says in bold type on a web page."""

from lxml import html

from factdb.text.readers.web.blocks import blocks_of, joined
from factdb.text.readers.web.emphasis import with_signs


def text(*said: str) -> str:
    return joined(with_signs(blocks_of(html.fromstring(f"<div>{''.join(said)}</div>"))))


def test_what_an_interviewer_says_gets_signs_where_some_of_it_does_not_ask() -> None:
    assert text("<p><b>You dive.</b></p><p>I do.</p>", "<h3>Is it cold?</h3><p>No.</p>", "<p><b>The end.</b></p>") == (
        "**You dive.**\n\nI do.\n\n**Is it cold?**\n\nNo.\n\nThe end."
    )


def test_headings_and_questions_alone_get_none() -> None:
    assert "*" not in text("<p><b>The sea</b></p><p>It rose.</p>", "<p><b>The land</b></p><p>It sank.</p>")
    assert "*" not in text("<p><b>Is it cold?</b></p><p>No.</p>", "<p><i>Is it deep?</i></p><p>Yes.</p>")
    assert "*" not in text("<p>It <b>rose.</b></p><p>It sank.</p>", "<p><b>Why?</b></p><p>Nobody knows.</p>")


def test_what_is_in_bold_type_above_an_answer_in_one_block() -> None:
    asked = "<p><b>You dive.</b><br>I do.</p>", "<p><b>Is it cold?</b><br>No.</p>"
    assert text(*asked) == "**You dive.**\nI do.\n\n**Is it cold?**\nNo."
    assert "*" not in text("<p><b>I</b> dive.<br>Is it?</p>", asked[1])
