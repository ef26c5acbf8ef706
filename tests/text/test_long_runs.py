"""Files of one thing over and over are read in time: each of these took minutes, or for ever, when it was found."""

from pathlib import Path

import pytest

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers import read

_MANY = 60_000
RUNS = {
    "blank.txt": "\n" * _MANY,
    "number.txt": "1" + "\n" * _MANY,
    "no end.txt": "---\n" + "-a: b\r\n" * 3000,
    "no end.md": "---\n" + "- a: b\r\n" * 3000,
    "voices.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v a" * _MANY,
    "subject.eml": "From: a@b.example\nTo: c\nSubject: " + "=?utf-8?q?a?= " * _MANY + "\n\nIt may rain.",
    "asides.html": f"<p>{'It may rain. ' * 20}</p>"
    + "".join(f"<aside><blockquote>It may rain {number} days.</blockquote></aside>" for number in range(20_000)),
    "blanks.txt": f"Document 1 of 1\nIt may rain\nPost{' ' * _MANY}(Oslo\n12 March 2026\nIt may.\n",
    "dates.txt": "It may rain\n" + "12 March 2026\n" * 14 + f"{'It may. ' * 20}\n\n" + "12 March 2026\n\n" * 4000,
}


@pytest.mark.parametrize("name", RUNS)
def test_a_long_run_of_one_thing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(RUNS[name], encoding="utf-8", newline="")
    (found,) = read(path)
    assert isinstance(found, InputError if name == "blank.txt" else Article)


def test_that_a_header_was_cut_is_said(tmp_path: Path) -> None:
    path = tmp_path / "long.eml"
    path.write_text("From: a@b.example\nTo: c\nSubject: " + "word " * 9000 + "\n\nIt may rain.", encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Article)
    assert found.text == "It may rain."
    assert found.notes == (f"{path}: of its header Subject only the first 40,000 characters are read",)
