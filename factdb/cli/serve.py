"""``factdb serve``."""

import click

from factdb.cli import options
from factdb.cli.talk import say


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Where it listens.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens on.")
@click.option("--name", "names", metavar="NAME", multiple=True, help="What it is called by: news.example.org.")
@options.reviewer
@options.database
def command(port: int, opens: bool, host: str, names: tuple[str, ...], reviewer: str | None, url: str) -> None:
    """Read, search, review and correct in the browser.

    On this machine alone it has one reader, whose decisions carry the name that --reviewer gives, else git's; the
    address that is printed lets you in, with its key. It runs until Ctrl-C.

    With another --host people log in: `factdb users add` says who. Then give --name, the name under which it is asked
    for, and have a web server in front of it that speaks HTTPS; the README shows one.

    \b
    Examples:
      factdb serve --open
      factdb serve --port 9000 --reviewer "Jane Doe"
      factdb serve --host 0.0.0.0 --name factdb.example.org
    """
    from factdb.cli.database import made
    from factdb.web.serving import serve

    serve(made(url), host, port, names, _name(reviewer), opens, say)


def _name(reviewer: str | None) -> str:
    """Who decides: the name given, else git's, else that of the account."""
    from getpass import getuser

    from factdb.cli.reviewer import reviewer_of
    from factdb.errors import InputError

    try:
        return reviewer_of(reviewer, "").name
    except InputError:
        return getuser()
