"""What a person says of a claim on the command line: the options, and what they come to."""

from typing import TYPE_CHECKING, Any

import click

from factdb.cli import options
from factdb.records import AND, QuoteType, SpeakerKind, Status

if TYPE_CHECKING:
    from factdb.store.corrections.edit import EditRequest

_OPTIONS = (
    click.option("--status", type=options.OneOf(Status), help="The claim's one-word status."),
    click.option(
        "--speaker", metavar="NAME", shell_complete=options.complete_speaker, help="A whole name or alias, or an id."
    ),
    click.option(
        "--speaker-kind",
        type=options.OneOf(SpeakerKind),
        help="What a new speaker is; none says that no source is given.",
    ),
    click.option("--quote-type", type=options.OneOf(QuoteType), help="How much is in quotes."),
    click.option("--span", "spans", metavar="WORDS", multiple=True, help="The claim's words; once for each piece."),
    click.option("--source", metavar="WORDS", help="The words that name the speaker."),
    click.option("--cue", metavar="WORDS", help="The words that attribute it: said, according to."),
    click.option(
        "--hedge",
        metavar="WORDS",
        multiple=True,
        help="Words that mark it as uncertain (could, allegedly), once for each; none says that it is certain.",
    ),
    click.option("--denied/--not-denied", default=None, help="Whether it is put forward as not so."),
    click.option(
        "--via",
        metavar="NAME",
        shell_complete=options.complete_speaker,
        help="Who in the article tells what the speaker said; none if its writer does.",
    ),
)


def edit_options(command: options.Command) -> options.Command:
    """``--status``, ``--speaker``, ``--span`` and all else that can be said of a claim, for ``edit_request``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def says_anything(said: dict[str, Any]) -> bool:
    """Is any of the options of ``edit_options`` given?"""
    return any(value not in (None, "", ()) for value in said.values())


def edit_request(said: dict[str, Any]) -> "EditRequest":
    """What the options of ``edit_options`` come to. Raises UsageError if one needs another."""
    from factdb.store.corrections.edit import EditRequest

    if said["speaker_kind"] not in (None, SpeakerKind.NONE) and not said["speaker"]:
        raise click.UsageError("--speaker-kind says what a new speaker is: give --speaker NAME as well")
    if "" in {one.strip() for one in said["spans"]}:
        raise click.UsageError("--span is empty: give words of the article, or leave it out")
    if "" in {one.strip() for one in said["hedge"]}:
        raise click.UsageError("--hedge is empty: give words of the article, or none")
    if empty := [name for name, value in said.items() if isinstance(value, str) and not value.strip()]:
        raise click.UsageError(f"--{empty[0].replace('_', '-')} is empty: say what it is, or leave it out")
    return EditRequest(**{**said, "hedge": AND.join(said["hedge"]) or None})
