"""``factdb completion``."""

import click

# In bash a name of several words is completed as one, unless whoever types has opened a quotation mark.
_AS_ONE_WORD = (
    "COMPREPLY+=($value)",
    """[[ ${COMP_WORDS[COMP_CWORD]} == [\\"\\']* ]] || value=$(printf %q "$value")
            COMPREPLY+=("$value")""",
)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the code that makes your shell complete.

    It completes commands, options, articles and speakers.

    \b
    Examples:
      factdb completion bash >> ~/.bashrc
      factdb completion zsh >> ~/.zshrc
      factdb completion fish > ~/.config/fish/completions/factdb.fish
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completion(ctx.find_root().command, {}, "factdb", "_FACTDB_COMPLETE").source().replace(*_AS_ONE_WORD))
