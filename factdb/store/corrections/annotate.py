"""Deciding about claims by what a person marked in an annotation tool."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from factdb.errors import NotFoundError, StaleError
from factdb.records import Action, Speaker, SpeakerKind, claim_id
from factdb.review.annotations import MarkedAttribution, claim_edits, marked
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.choose_speaker import chosen_speaker
from factdb.store.corrections.decide import add_claim, decide
from factdb.store.corrections.repeated import own_corrections_of
from factdb.store.dialect import own_corrections
from factdb.store.read.find.claim import find_claim
from factdb.store.read.find.speaker import KnownSpeaker, find_speakers
from factdb.store.read.load import load

# The kinds whose names mean the same in every article.
_NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)


def annotate(
    session: Session, article: int, before: MarkedAttribution | None, after: MarkedAttribution | None, by: Reviewer
) -> list[int]:
    """Make ``after`` of an article's attribution ``before`` (see ``claim_edits``): the corrections; none if it is so.

    Raises StaleError if the article no longer has ``before``, InputError if it is not clear what is meant or does not
    fit, NotFoundError if the speaker's name is that of several.
    """
    own_corrections(session.connection())
    text, extraction = load(session, article)
    current = [marked(one) for one in extraction.attributions]
    if _is_done(current, before, after):
        return []
    if before is not None and before not in current:
        raise StaleError("was decided about or extracted anew since it was exported; look at it again")
    edits = claim_edits(text.text, extraction, before, after)
    # What is new speaks of the text as it is, so the claims are found before any of them changes.
    targets = [
        None if edit.claim is None else find_claim(session, claim_id(text.sha256, edit.claim), article)
        for edit in edits
    ]
    made = []
    for target, edit in zip(targets, edits, strict=True):
        speaker = edit.change.speaker and _stored(session, edit.change.speaker, before, text.sha256)
        change = replace(edit.change, speaker=speaker)
        if target is None:
            made.append(own_corrections_of(session, add_claim(session, article, change, by), by.name)[-1])
        else:
            made.append(decide(session, target, Action.CHANGE, by, change))
    return made


def _is_done(
    current: Sequence[MarkedAttribution], before: MarkedAttribution | None, after: MarkedAttribution | None
) -> bool:
    """True if ``after`` is there, or nothing is where it is to be so; whose it is was found out for a new one."""
    if after is None:
        return before is not None and all(one.cues != before.cues for one in current)
    known = current if before else [replace(one, speaker=after.speaker) for one in current]
    return after in known


def _stored(session: Session, speaker: Speaker, before: MarkedAttribution | None, sha256: str) -> Speaker:
    """The one stored speaker who is called so; a new one if there is none, or if the kind was changed."""
    kind = speaker.kind
    of_another_kind = before is not None and before.speaker is not None and before.speaker.kind is not kind
    if kind in _NAMED and not of_another_kind and (known := _known(session, speaker.name)):
        # The engine may make out a part of the name; a person types the whole.
        is_made_out = bool(speaker.rule) and len(known) == 1
        return chosen_speaker(session, str(known[0].id) if is_made_out else speaker.name, None, sha256)
    return chosen_speaker(session, speaker.name, kind, sha256)


def _known(session: Session, name: str) -> Sequence[KnownSpeaker]:
    try:
        return find_speakers(session, name)
    except NotFoundError:
        return ()
