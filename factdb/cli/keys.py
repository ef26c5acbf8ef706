"""What a person types: single keys at a terminal, else lines of standard input, so that a script can type as well."""

import os
import select
import sys

import click

QUIT = "q"


def key(question: str) -> str:
    """The key that answers a question: at a terminal without Enter, else the first character of the next line.

    QUIT where all ends; raises KeyboardInterrupt at Ctrl-C.
    """
    if not sys.stdin.isatty():
        click.echo(question, nl=False)
        line = sys.stdin.readline()
        return (line.strip()[:1] or " ") if line else QUIT
    try:
        import termios
    except ImportError:  # Windows has none
        click.echo(question, nl=False)
        return click.getchar()[:1]
    terminal = sys.stdin.fileno()
    before, alone = termios.tcgetattr(terminal), termios.tcgetattr(terminal)
    special = alone[6]
    alone[3] &= ~(termios.ECHO | termios.ICANON)
    special[termios.VMIN], special[termios.VTIME] = 1, 0
    # Ctrl-C comes as a key like any other. As a signal it would empty the terminal of what is printed and not shown
    # yet; and one that comes right before Python begins to wait for a key is heeded only when a key has come.
    none = bytes([os.fpathconf(terminal, "PC_VDISABLE")])
    interrupt, special[termios.VINTR] = special[termios.VINTR], none
    # Draining leaves alone what was typed ahead, which flushing, as click does, would throw away.
    termios.tcsetattr(terminal, termios.TCSADRAIN, alone)
    try:
        click.echo(question, nl=False)  # only now, so that whatever is typed once it stands there is a key
        return _typed(terminal, interrupt if interrupt != none else b"")
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _typed(terminal: int, interrupt: bytes) -> str:
    """One character; of an arrow or another key that sends several only the first, Escape."""
    typed = os.read(terminal, 1)
    if typed in (b"", b"\x04"):  # the terminal is gone, or Ctrl-D
        return QUIT
    if typed == interrupt:
        raise KeyboardInterrupt
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
