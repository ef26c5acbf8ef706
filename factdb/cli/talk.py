"""Talk: every line on stderr goes through here, so that no name, path or field can play tricks on a terminal."""

import re

import click

from factdb.terminal.visible import visible

# All that stands between a user's name and the last @ of an address (of which a path keeps one slash), and the value of
# any option of that kind.
_PASSWORD = re.compile(r"(\w:/{1,2}[^\s:/@]*:)\S+(?=@)")
_OPTION = re.compile(r"(pass(?:word|file|phrase)?=)[^\s&;,'\")]+", re.IGNORECASE)


def say(line: str) -> None:
    """Tell people something, on stderr."""
    click.echo(harmless(line), err=True)


def harmless(line: str) -> str:
    """``line`` as one line, without control characters and passwords."""
    return visible(_OPTION.sub(r"\1***", _PASSWORD.sub(r"\1***", line)))
