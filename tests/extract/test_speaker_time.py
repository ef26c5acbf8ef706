"""Whatever a text is made of, its speakers are found in a time proportional to its length."""

import time
from collections.abc import Callable

import pytest

from factdb.extract.layout import Layout
from factdb.extract.speakers import Mention, resolve_speakers
from factdb.records import Span

SYLLABLES = [a + b for a in "bdfgklmn" for b in "aeiou"]


def word(number: int) -> str:
    """A made-up name, another for each number."""
    letters, number = "", number + 1
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[rest]
    return letters.capitalize() + "n"


def numbered(line: Callable[[int], str]) -> Callable[[int], str]:
    """Texts of lines that differ."""
    return lambda size: "".join(line(number) for number in range(size // len(line(0))))


def repeated(line: str) -> Callable[[int], str]:
    """Texts of one line."""
    return lambda size: line * (size // len(line))


TEXTS = {
    "many names": numbered(lambda n: f"{word(n)} {word(n * 7 + 3)} said so. "),
    "one surname": numbered(lambda n: f"{word(n)} Smith said so, and Smith left. "),
    "one person's roles": numbered(lambda n: f"Ann Wood, a {word(n).lower()} lawyer, said so. "),
    "one role": numbered(lambda n: f"Sen. {word(n)} Fox fell. The senator said so. "),
    "one last word": numbered(lambda n: f"{word(n)} Capital said so. Capital won. "),
    "one noun": numbered(lambda n: f"A {word(n)} poll fell. The poll said so. "),
    "families": numbered(lambda n: f"The {word(n)}s won. {word(n)} said so. "),
    "a list of names": repeated("Ann Wood and "),
    "pronouns in a list": repeated("he and "),
    "capitals": repeated("A. "),
    "brackets": repeated("Ann Wood (Aa) "),
    "headlines": numbered(lambda n: f"{word(n)} Wood Wins Big\n\n{word(n)} Wood said so now here.\n\n"),
    "titles of several": repeated("Senators Ann Wood and Bo Fox met. The senator said so. "),
    "nationalities": repeated("Carlos Wood won. The Spaniard said so. "),
    "spaces": lambda size: "Ann" + " " * size + "Wood said",
    "relatives": repeated("a man who said who said "),
}


def seconds(text: str) -> float:
    """Of the processor, for a source every sixty characters and one that is all of the text."""
    layout = Layout.of(text)
    starts = range(0, max(len(text) - 40, 1), 60)
    mentions = [Mention(Span(at, at + 8), Span(at + 9, at + 13), (Span(at + 14, at + 30),)) for at in starts]
    mentions.append(Mention(Span(0, len(text)), None, ()))
    began = time.process_time()
    resolutions = resolve_speakers(text, mentions, layout)
    assert sum(len(one.roles) for one in resolutions) <= 13 * len(mentions)
    return time.process_time() - began


@pytest.mark.parametrize("kind", TEXTS)
def test_time_grows_with_the_length_only(kind: str) -> None:
    make = TEXTS[kind]
    short = min(seconds(make(2_000)) for _ in range(2))
    assert seconds(make(12_000)) < 6 * 3 * short + 0.1
