"""Whoever tells what another said, as a person says who it is: somebody who is quoted in the article."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError, Remedy
from factdb.names.folding import fold
from factdb.records import Attribution, Span
from factdb.review.claims import AttributedClaim, Change
from factdb.review.relayers import Relayer, is_same
from factdb.store.read.find.speaker import called as called_so
from factdb.store.read.find.speaker import find_speaker
from factdb.store.read.load import current_extraction, load_extraction
from factdb.store.schema import tables

NOBODY = "none"
_MOST_NAMED = 8


class _Quoted(NamedTuple):
    """The speaker's id and name, and one attribution of what they say."""

    speaker: int
    name: str
    said: Attribution


def told_by(
    session: Session, article: int, wanted: str, change: Change, here: AttributedClaim | None
) -> tuple[Relayer, ...]:
    """The one of those quoted in the article who is called ``wanted``, where that one speaks nearest; empty for NOBODY.

    Cue and speaker of the claim are those of the ``change``, by default those that it has ``here``. Raises
    NotFoundError if nobody or several are called so, InputError if that one is the speaker, says nothing else in the
    article, or tells of it by way of the claim itself.
    """
    if wanted.strip().lower() == NOBODY:
        return ()
    was = here.attribution if here else None
    cue, speaker = change.cue or (was.cue if was else None), change.speaker or (was.speaker if was else None)
    if cue is None:
        raise InputError("the claim is attributed to nobody, so nobody tells of it; give speaker and cue first")
    quoted = _quoted(session, article)
    number = _called(session, wanted, quoted)
    theirs = [one.said for one in quoted if one.speaker == number]
    if speaker and (speaker.chosen == number or any(is_same(one.speaker, speaker) for one in theirs)):
        raise InputError(f"{wanted} is who says it, so cannot tell of it; {NOBODY} says that nobody else does")
    others = [one for one in theirs if one.cue != cue]
    if not others:
        name = session.get_one(tables.Speaker, number).name
        if not theirs:
            raise _unheard(name, quoted)
        raise InputError(f"{name} says just this, so tells of nobody else; {_listed(quoted)}")
    attributions = [one.said for one in quoted]
    apart = [one for one in others if all(relay.cue != cue for relay in _relays(attributions, one))]
    if not apart:
        raise InputError(f"who says this claim tells what {wanted} says, so {wanted} cannot tell of it")
    relay = min(apart, key=lambda one: _farness(one, cue))
    return (Relayer(relay.cue, relay.speaker),)


def _quoted(session: Session, article: int) -> list[_Quoted]:
    """Whoever is quoted in the article, once for each attribution, in their order."""
    shown = current_extraction(session, article)
    of = tables.Attribution
    named = session.execute(
        select(of.speaker_id, tables.Speaker.name)
        .join(tables.Speaker, tables.Speaker.id == of.speaker_id)
        .where(of.extraction_id == shown)
        .order_by(of.position)
    )
    return [_Quoted(*row, said) for row, said in zip(named, load_extraction(session, shown).attributions, strict=True)]


def _called(session: Session, wanted: str, quoted: Sequence[_Quoted]) -> int:
    """The id of whoever is called ``wanted``: in one article a description is as good as a name."""
    called = {one.speaker for one in quoted if fold(one.name) == fold(wanted)}
    if len(called) == 1:
        return called.pop()
    try:
        return find_speaker(session, wanted)
    except NotFoundError as error:
        if error.remedy is Remedy.LIST_SPEAKERS:  # nobody is called so, or nearly so
            raise _unheard(wanted, quoted) from error
        if called_so(session, wanted):
            raise
        told = f"{error} Whoever is quoted nowhere in the article is first added with a claim"
        raise NotFoundError(told).mended_by(Remedy.ADD_CLAIM) from error


def _unheard(name: str, quoted: Sequence[_Quoted]) -> InputError:
    told = f"{name} is quoted nowhere in the article, so tells of nobody else; {_listed(quoted)}"
    return InputError(f"{told}; first add what {name} says there as a claim").mended_by(Remedy.ADD_CLAIM)


def _listed(quoted: Sequence[_Quoted]) -> str:
    names = list(dict.fromkeys(one.name for one in quoted if one.name))
    return f"those quoted there are {', '.join(names[:_MOST_NAMED])}" if names else "nobody is quoted there"


def _relays(attributions: Sequence[Attribution], one: Attribution) -> Iterator[Attribution]:
    """Who relays it, and who relays that."""
    while one.via is not None:
        one = attributions[one.via]
        yield one


def _farness(relay: Attribution, cue: Span) -> tuple[bool, int]:
    """How far from a claim's cue somebody speaks; nearest is whoever has the cue in what they say."""
    around = any(content.covers(cue) for content in relay.contents)
    return not around, abs(relay.cue.start - cue.start)
