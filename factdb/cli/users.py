"""``factdb users``: who may log in to ``factdb serve``."""

import click

from factdb.cli import options
from factdb.cli.talk import say

_ROLES = click.Choice(["reader", "reviewer", "admin"], case_sensitive=False)
_COLUMNS = {"name": "name", "role": "role", "made_at": "since (UTC)"}
_TOKENS = {"name": "token", "made_at": "since (UTC)"}


@click.group(cls=options.Group, short_help="Say who may log in to `factdb serve`.", invoke_without_command=True)
@options.database
@options.listing()
@click.pass_context
def command(ctx: click.Context, url: str, style: str | None) -> None:
    """List who may log in to `factdb serve` when it is not for this machine alone; or say who.

    A reader looks, a reviewer also decides and imports, an admin also says who may log in.

    \b
    Examples:
      factdb users
      factdb users add "Jane Doe" --role reviewer
    """
    if ctx.invoked_subcommand:
        ctx.default_map = {ctx.invoked_subcommand: {"url": url, "style": style}}
        return
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.users import users

    with existing(url) as session:
        rows = ({"name": one.name, "role": one.role, "made_at": one.made_at} for one in users(session))
        print_rows(rows, tuple(_COLUMNS), style, _COLUMNS, nothing="nobody may log in")


@command.command()
@click.argument("name")
@click.option("--role", type=_ROLES, default="reviewer", show_default=True, help="What they may do.")
@options.database
def add(name: str, role: str, url: str) -> None:
    """Let NAME log in; the password is asked for, or read from standard input.

    \b
    Example:
      factdb users add "Jane Doe" --role admin
    """
    from factdb.cli.database import correcting
    from factdb.store.users import add_user

    with correcting(url) as session:
        add_user(session, name, role, _password())
    say(f"{name} may log in as {role}")


@command.command()
@click.argument("name")
@options.database
def reset(name: str, url: str) -> None:
    """Give NAME another password, and end all visits under the old one.

    \b
    Example:
      factdb users reset "Jane Doe"
    """
    from factdb.cli.database import correcting
    from factdb.store.users import set_password

    with correcting(url) as session:
        set_password(session, name, _password())
    say(f"{name} has another password")


@command.command()
@click.argument("name")
@click.argument("role", type=_ROLES)
@options.database
def role(name: str, role: str, url: str) -> None:
    """Give NAME another ROLE.

    \b
    Example:
      factdb users role "Jane Doe" reader
    """
    from factdb.cli.database import correcting
    from factdb.store.users import set_role

    with correcting(url) as session:
        set_role(session, name, role)
    say(f"{name} is a {role} now")


@command.command()
@click.argument("name")
@options.database
def remove(name: str, url: str) -> None:
    """Let NAME log in no more; what they decided stays.

    \b
    Example:
      factdb users remove "Jane Doe"
    """
    from factdb.cli.database import correcting
    from factdb.store.users import remove_user

    with correcting(url) as session:
        remove_user(session, name)
    say(f"{name} may not log in any more")


@command.command()
@click.argument("name")
@click.option("--remove", "removes", is_flag=True, help="Take the token of that name back.")
@options.database
def token(name: str, removes: bool, url: str) -> None:
    """Make a token with which a program may read every page as JSON; it is printed once.

    \b
    Examples:
      factdb users token dashboard
      factdb users token dashboard --remove
    """
    from factdb.cli.database import correcting
    from factdb.store.users import add_token, remove_token

    with correcting(url) as session:
        if removes:
            remove_token(session, name)
            say(f"the token {name} is taken back")
        else:
            click.echo(add_token(session, name))


@command.command()
@options.database
@options.listing()
def tokens(url: str, style: str | None) -> None:
    """List the tokens by what they are called.

    \b
    Example:
      factdb users tokens
    """
    from factdb.cli.database import existing
    from factdb.cli.output import print_rows
    from factdb.store.users import tokens as known

    with existing(url) as session:
        rows = ({"name": one.name, "made_at": one.made_at} for one in known(session))
        print_rows(rows, tuple(_TOKENS), style, _TOKENS, nothing="no tokens")


def _password() -> str:
    """Typed twice at a terminal, else the first line of standard input."""
    import sys

    if sys.stdin.isatty():
        return str(click.prompt("password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
