"""What a person types: single keys at a terminal, else lines of standard input, so that a script can type as well."""

import os
import select
import sys

import click

QUIT = "q"


def key() -> str:
    """The next key: at a terminal without Enter, else the first character of the next line; QUIT where all ends."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return (line.strip()[:1] or " ") if line else QUIT
    try:
        import termios
        import tty
    except ImportError:  # Windows has none
        return click.getchar()[:1]
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    # Draining leaves alone what was typed ahead, which flushing, as click does, would throw away.
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        return _typed(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _typed(terminal: int) -> str:
    """One character; of an arrow or another key that sends several only the first, Escape."""
    typed = os.read(terminal, 1)
    if typed in (b"", b"\x04"):  # the terminal is gone, or Ctrl-D
        return QUIT
    if typed == b"\x1b":
        while select.select([terminal], [], [], 0)[0]:
            os.read(terminal, 1)
    more = next((count for count, first in ((3, 0xF0), (2, 0xE0), (1, 0xC0)) if typed[0] >= first), 0)
    return (typed + os.read(terminal, more) if more else typed).decode(errors="replace")


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
