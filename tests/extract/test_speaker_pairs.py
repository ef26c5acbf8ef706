"""Two who are told of together, and who of them is meant. Marked as in ``test_speakers``."""

import pytest

from tests.extract.test_speakers import names

TWO = [
    ("Bo Lund, who made news with his wife Dora last month, left. [The couple] <said> {no}.", "Bo Lund; Dora"),
    ("Bo Lund says his wife, Dora Quill, is late. [The two] <said> {no}.", "Bo Lund; Dora Quill"),
    ("Dora Quill sang for her husband, Bo Lund. It rained. [The pair] <said> {no}.", "Dora Quill; Bo Lund"),
    ("The views of Ann Reed are much like those of Bo Cole. [Both of them] <said> {no}.", "Ann Reed; Bo Cole"),
    ("Ann Reed met Bo Cole. [Neither of them] <said> {so}.", "Ann Reed; Bo Cole"),
    ("The Harbour Bank and the Pier Union met. [The two unions] <said> {no}.", "Harbour Bank; Pier Union"),
    ("France and Spain met. [Both countries] <said> {no}.", "France; Spain"),
    ("France and Spain met. [The two nations] <said> {no}.", "France; Spain"),
    ("Bo Lund and his brother Axel farm. [Axel Lund] <said> {no}. [His brother] <said> {yes}.", "Bo Lund"),
    ("Dora Quill and her husband, Ray, left. [Ray Quill] <said> {no}. [His wife] <said> {yes}.", "Dora Quill"),
    ("[The wife of Bo Lund] <said> {no}. Dora Quill, Lund's wife, was late.", "Dora Quill"),
    ("[The mother of Officer Bo Lund] <said> {no}. His mother, Dora Quill, was late.", "Dora Quill"),
    ("Ann Reed, Bo Lund and Sen. Dora Quill run, and [all three] <said> {so}.", "Ann Reed; Bo Lund; Dora Quill"),
    ("Ann Reed, Bo Lund and Dora Quill left. [All three of them] <said> {so}.", "Ann Reed; Bo Lund; Dora Quill"),
    ("Kestrel Air and Heron Airlines merge. [The two airlines] <said> {so}.", "Kestrel Air; Heron Airlines"),
    ("Karl Holt and Peter Reed met in Dover. [The two Ohio rivals] <said> {so}.", "Karl Holt; Peter Reed"),
    ("Karl Holt and Peter Reed met. [Both] <said> {so}, and [each candidate] <said> {no}.", "Karl Holt; Peter Reed"),
    ("Karl Holt and Peter Reed met. [Both players] <said> {so}.", "Karl Holt; Peter Reed"),
    ("Eva Lund and her sister, Karin Lund, met. [The sisters] <said> {so}.", "Eva Lund; Karin Lund"),
    ("Eva Lund, 24, and her husband, Karl Holt, met. [The couple] <said> {so}.", "Eva Lund; Karl Holt"),
    ("Ford and Toyota met. [Both] <said> {so}.", "Ford; Toyota"),
]


@pytest.mark.parametrize(("marked", "name"), TWO)
def test_two_are_who_was_told_of_together(marked: str, name: str) -> None:
    assert set(names(marked)[-1].split("; ")) == set(name.split("; "))


NOT_TWO = [
    ("Bo Lund spoke of his wife. [The couple] <said> {no}.", "couple"),
    ("Ann Reed left. [Both of them] <said> {no}.", "Both of them"),
    ("Ann Reed left. [All three] <said> {no}.", "All three"),
    ("The Harbour Bank and the Pier Union met. [The two countries] <said> {no}.", "two countries"),
    ("Karl Holt and Peter Reed met. [Both plans] <said> {so}.", "Both plans"),
    ("Bo Lund left. [His brother] <said> {yes}.", "Bo Lund's brother"),
    ("[The wife of a clerk] <said> {no}. Dora Quill, Bo Lund's wife, was late.", "wife of a clerk"),
    (
        "Dora Quill and her sister, Ann Reed, left. [Ann Reed] <said> {no}. [Her husband] <said> {yes}.",
        "Ann Reed's husband",
    ),
]


@pytest.mark.parametrize(("marked", "name"), NOT_TWO)
def test_whoever_was_told_of_alone_is_no_two(marked: str, name: str) -> None:
    assert names(marked)[-1] == name
