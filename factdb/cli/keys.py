"""What a person types: single keys at a terminal, else lines of standard input, so that a script can type as well."""

import sys

import click

QUIT = "q"


def key() -> str:
    """The next key: at a terminal without Enter, else the first character of the next line; QUIT where all ends."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return (line.strip()[:1] or " ") if line else QUIT
    try:
        return click.getchar()[:1]
    except EOFError:
        return QUIT


def words(question: str, given: str = "") -> str:
    """The answer to a question, on one line; empty if there is none. At a terminal ``given`` is there to be edited."""
    if not sys.stdin.isatty():
        click.echo(question, nl=False)
        answer = sys.stdin.readline().strip()
        click.echo(answer)
        return answer
    edited = _edited(given)
    try:
        return input(question).strip()
    except EOFError:
        click.echo()
        return ""
    finally:
        if edited:
            _edited("")


def _edited(given: str) -> bool:
    """Have ``given`` stand there already when the next line is asked for, where the terminal can do that."""
    try:
        import readline
    except ImportError:  # Windows has none
        return False
    readline.set_startup_hook((lambda: readline.insert_text(given)) if given else None)
    return True
