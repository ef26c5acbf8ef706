"""``factdb seal``."""

from pathlib import Path

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.errors import overwrites


@click.command()
@click.option("--make-key", is_flag=True, help="Make your private key, if there is none, and print the public one.")
@options.signing
@options.output
@click.option("--force", is_flag=True, help="Put the seal in the place of OUTPUT, if that is there.")
@options.database
def command(make_key: bool, key: Path, output: Path | None, force: bool, url: str) -> None:
    """Write a small seal of what the database holds now.

    `factdb verify --seal FILE` later tells what has been changed, taken out or added since, also where somebody made
    every checksum and the chain of corrections again. It is signed if you have a key. Without one keep its hash, which
    is printed, where nobody can change it: on paper, or in a mail. A file that is there already is kept: an older seal
    finds what a newer one cannot.

    \b
    Examples:
      factdb seal --make-key
      factdb seal -o monday.seal
    """
    from factdb.formats import seal as seals

    if make_key:
        click.echo(seals.public(seals.make_key(key)))
        say(f"made the key {key}: keep it to yourself, and give others the line above")
        return
    from factdb.cli.database import existing
    from factdb.cli.output import counted, destination
    from factdb.store.verify.seal import statement

    if output is not None and str(output) != "-" and output.is_file() and not force:
        raise overwrites(output)
    private = seals.load_key(key)
    with existing(url) as session:
        said = statement(session)
    with destination(output) as file:
        file.write(seals.written(said, private))
    articles, corrections = counted(len(said["articles"]), "article"), counted(said["corrections"], "correction")
    signed = f"signed by {seals.public(private)}" if private else "not signed; keep its hash elsewhere"
    say(f"sealed {articles} and {corrections}, {signed}")
    say(f"hash {seals.hash_of(said)}")
