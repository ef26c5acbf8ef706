"""Whoever tells what another said, as a person says who it is: somebody who is quoted in the article."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.names.folding import fold
from factdb.records import Attribution, Span
from factdb.review.claims import AttributedClaim, Change
from factdb.review.relayers import Relayer, is_same
from factdb.store.read.find.speaker import find_speaker
from factdb.store.read.load import current_extraction, load_extraction
from factdb.store.schema import tables

NOBODY = "none"
_MOST_NAMED = 8


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
    shown = current_extraction(session, article)
    attributions = load_extraction(session, shown).attributions
    of = tables.Attribution
    named = session.execute(
        select(of.position, of.speaker_id, tables.Speaker.name)
        .join(tables.Speaker, tables.Speaker.id == of.speaker_id)
        .where(of.extraction_id == shown)
        .order_by(of.position)
    ).all()
    # In one article a description is as good as a name.
    called = {row.speaker_id for row in named if fold(row.name) == fold(wanted)}
    number = called.pop() if len(called) == 1 else find_speaker(session, wanted)
    elsewhere = [one for one, row in zip(attributions, named, strict=True) if row.speaker_id == number]
    if speaker and (speaker.chosen == number or any(is_same(one.speaker, speaker) for one in elsewhere)):
        raise InputError(f"{wanted} is who says it, so cannot tell of it; {NOBODY} says that nobody else does")
    others = [one for one in elsewhere if one.cue != cue]
    if not others:
        said = "says just this" if elsewhere else "is quoted nowhere in the article"
        names = ", ".join(list(dict.fromkeys(row.name for row in named if row.name))[:_MOST_NAMED])
        who = f"those quoted there are {names}" if names else "nobody is quoted there"
        raise InputError(f"{session.get_one(tables.Speaker, number).name} {said}, so tells of nobody else; {who}")
    apart = [one for one in others if all(relay.cue != cue for relay in _relays(attributions, one))]
    if not apart:
        raise InputError(f"who says this claim tells what {wanted} says, so {wanted} cannot tell of it")
    relay = min(apart, key=lambda one: _farness(one, cue))
    return (Relayer(relay.cue, relay.speaker),)


def _relays(attributions: Sequence[Attribution], one: Attribution) -> Iterator[Attribution]:
    """Who relays it, and who relays that."""
    while one.via is not None:
        one = attributions[one.via]
        yield one


def _farness(relay: Attribution, cue: Span) -> tuple[bool, int]:
    """How far from a claim's cue somebody speaks; nearest is whoever has the cue in what they say."""
    around = any(content.covers(cue) for content in relay.contents)
    return not around, abs(relay.cue.start - cue.start)
