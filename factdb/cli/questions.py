"""The questions that a review asks when a claim is to be changed: what a person answers, None if that is nothing."""

import sys
from enum import StrEnum
from shutil import get_terminal_size
from textwrap import wrap
from typing import TypeVar

import click
from sqlalchemy import Engine

from factdb.cli import keys
from factdb.cli.talk import harmless, say
from factdb.errors import NotFoundError
from factdb.names.folding import fold
from factdb.records import AND, QuoteType, SpeakerKind, Status, joined
from factdb.review.claims import words
from factdb.store.connect import reading
from factdb.store.corrections.choose_relayer import NOBODY
from factdb.store.corrections.edit import EditRequest
from factdb.store.corrections.review_queue import ReviewItem
from factdb.store.read.find.speaker import ambiguous, find_speakers
from factdb.terminal.visible import visible

_STATUSES = {"q": Status.QUOTED, "s": Status.SOURCED, "p": Status.SPECULATIVE, "u": Status.UNSOURCED}
_TYPES = {"d": QuoteType.DIRECT, "m": QuoteType.MIXED, "i": QuoteType.INDIRECT}
_KINDS = {
    "p": SpeakerKind.PERSON,
    "u": SpeakerKind.UNNAMED,
    "g": SpeakerKind.GROUP,
    "o": SpeakerKind.ORGANISATION,
    "d": SpeakerKind.DOCUMENT,
}
_MOST_SPEAKERS = 12

Word = TypeVar("Word", bound=StrEnum)


def ask_status(item: ReviewItem, engine: Engine) -> EditRequest | None:
    """The status, and what shows it where the claim has nothing that does."""
    status = _choice("status", _STATUSES)
    one = item.shown or item.machine
    if status in (Status.QUOTED, Status.SOURCED) and (one is None or one.attribution is None):
        return _attribution(item, engine, status)
    if status is Status.SPECULATIVE and (one is None or not one.claim.hedges):
        hedge = keys.words("which words mark it as uncertain? ")
        return EditRequest(status=status, hedge=hedge) if hedge else None
    return EditRequest(status=status) if status else None


def ask_speaker(item: ReviewItem, engine: Engine) -> EditRequest | None:
    """Who says it; with which words as well, if it is attributed to nobody so far."""
    one = item.shown or item.machine
    if one is None or one.attribution is None:
        return _attribution(item, engine, Status.SOURCED)
    return _who(item, engine)


def ask_evidence(item: ReviewItem, engine: Engine) -> EditRequest | None:
    """The words that attribute it and those that name the speaker; who it is as well, if it is attributed to nobody."""
    one = item.shown or item.machine
    if one is None or (attribution := one.attribution) is None:
        return _attribution(item, engine, Status.SOURCED)
    text = item.article.text
    cue = _other("cue", attribution.cue.of(text))
    source = _other("source", joined(text, attribution.sources))
    return EditRequest(cue=cue, source=source) if cue or source else None


def ask_type(_item: ReviewItem, _engine: Engine) -> EditRequest | None:
    """The quote type."""
    quote_type = _choice("quote type", _TYPES)
    return EditRequest(quote_type=quote_type) if quote_type else None


def ask_denied(item: ReviewItem, _engine: Engine) -> EditRequest | None:
    """Nothing: it is denied if it was not, and the other way round."""
    one = item.shown or item.machine
    return None if one is None else EditRequest(denied=not one.claim.denied)


def ask_relayer(item: ReviewItem, _engine: Engine) -> EditRequest | None:
    """Who in the article tells what the speaker said, if anybody says it."""
    one = item.shown or item.machine
    if one is None or one.attribution is None:
        say("it is attributed to nobody, so nobody tells of it; p says who says it")
        return None
    _tell_speakers(item)
    wanted = keys.words(f"who tells of it ({NOBODY} if the article's writer does)? ")
    return EditRequest(via=wanted) if wanted else None


def ask_words(item: ReviewItem, _engine: Engine) -> EditRequest | None:
    """The claim's words; for an orphan also those of its cue, its source and its hedge, as they may be others now."""
    one, text = (item.shown or item.machine, item.article.text)
    if one is None:
        one, text = item.was, item.decided_in
    given = "" if one is None else visible(words(text, one))
    answer = keys.words("the claim's words: ", given)
    if not answer or (answer == given and item.shown is not None):
        return None
    if item.shown is not None or one is None:
        return EditRequest(spans=(answer,))
    cue = source = hedge = None
    if one.attribution is not None:
        cue = _kept("cue", one.attribution.cue.of(text))
        source = _kept("source", one.attribution.sources[0].of(text)) if one.attribution.sources else None
    if one.claim.status is Status.SPECULATIVE:
        hedge = _kept("hedge", AND.join(hedge.span.of(text) for hedge in one.claim.hedges))
    return EditRequest(spans=(answer,), cue=cue, source=source, hedge=hedge)


def _kept(what: str, given: str) -> str | None:
    return keys.words(f"its {what}: ", visible(given)) or None


def _other(what: str, given: str) -> str | None:
    """Other words than there are already."""
    answer = _kept(what, given)
    return None if answer == visible(given) else answer


def _attribution(item: ReviewItem, engine: Engine, status: Status) -> EditRequest | None:
    who = _who(item, engine)
    cue = who and keys.words("which words attribute it (said, according to)? ")
    if who is None or not cue:
        return None
    source = keys.words("which words name the speaker (Enter if none)? ")
    return EditRequest(
        status=status, speaker=who.speaker, speaker_kind=who.speaker_kind, cue=cue, source=source or None
    )


def _who(item: ReviewItem, engine: Engine) -> EditRequest | None:
    """A speaker, by the id if there is one already, else by name and kind."""
    _tell_speakers(item)
    while wanted := keys.words("who says it? "):
        with reading(engine) as session:
            try:
                found = find_speakers(session, wanted)
            except NotFoundError as error:
                say(str(error))
                if kind := _choice("new?", _KINDS):
                    return EditRequest(speaker=wanted, speaker_kind=kind)
                continue
        here = [one for one in found if one.id in item.speakers]
        match found if len(found) == 1 else here:
            case [one]:
                if wanted != str(one.id) and fold(wanted) != fold(one.name):
                    _say(f"{wanted} is taken for {one.id} {one.name}, {one.kind}")
                return EditRequest(speaker=str(one.id))
        _say(f"{ambiguous(wanted, found)}; give the id", err=True)
    return None


def _tell_speakers(item: ReviewItem) -> None:
    if some := list(item.speakers.items())[:_MOST_SPEAKERS]:
        _say(f"in this article: {', '.join(f'{number} {visible(name)}' for number, name in some)}")


def _say(line: str, err: bool = False) -> None:
    """Print a line that may be long, broken between words where a person reads it."""
    wide = get_terminal_size().columns if sys.stdout.isatty() else len(line)
    for part in wrap(harmless(line), wide):
        click.echo(part, err=err)


def _choice(question: str, choices: dict[str, Word]) -> Word | None:
    """What a key stands for; None for any other key."""
    listed = " · ".join(f"{key} {word}" for key, word in choices.items())
    chosen = choices.get(keys.key(f"{question}: {listed}: "))
    click.echo(chosen or "")
    return chosen
