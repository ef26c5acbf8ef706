"""Words of a claim that are in no claim any more, once somebody has given it others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span, Status
from factdb.review.claims import stands_in_marks
from factdb.review.decisions import Target
from factdb.review.locate import written_place
from factdb.store.corrections.apply import corrected_article
from factdb.store.corrections.decide import find_merged_claim
from factdb.store.read.load import current_extraction, load_article, load_extraction
from factdb.store.schema import tables
from factdb.text.spans import merged, trimmed, without

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_LITTLE = lx.ARTICLES | lx.PRONOUNS | lx.RELATIVES | frozenset(ENGLISH.words("linking_words"))
_LITTLE |= frozenset(ENGLISH.words("subordinators"))


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Words that are in no claim, and what a claim of them would be: as they were said, if anybody said them.

    ``place`` and ``cue`` are as ``EditRequest`` takes words; ``speaker`` is an id.
    """

    article: int
    words: str
    place: str
    status: Status = Status.UNSOURCED
    speaker: int | None = None
    cue: str | None = None


def spans_shown(session: Session, target: Target) -> tuple[Span, ...]:
    """Where the claim stands; nowhere if it is not shown."""
    shown = find_merged_claim(corrected_article(session, target.article), target.key).shown
    return shown.claim.spans if shown else ()


def left_over(session: Session, target: Target, were: Sequence[Span]) -> Iterator[LeftOver]:
    """Of the words where the claim stood, those that are in no claim now, a piece each.

    Those that show who says it are in its frame; and words such as "that it" say nothing by themselves.
    """
    text, number = load_article(session, target.article).text, current_extraction(session, target.article)
    extraction, now = load_extraction(session, number), spans_shown(session, target)
    said = next((one.attribution for one in extraction.claims if one.spans == now), None)
    attribution = None if said is None else extraction.attributions[said]
    frame = (attribution.cue, *attribution.sources) if attribution else ()
    holes = merged((*(span for one in extraction.claims for span in one.spans), *frame))
    pieces = [piece for span in were for rest in without(span, holes) for piece in trimmed(text, rest)]
    of = tables.Attribution
    speaker = select(of.speaker_id).where(of.extraction_id == number, of.position == said)
    for piece in pieces:
        words, place = piece.of(text), written_place(piece)
        if _LITTLE.issuperset(_WORD.findall(words.casefold())):
            continue
        if attribution is None:
            yield LeftOver(target.article, words, place)
        else:
            status = Status.QUOTED if stands_in_marks(text, [piece]) else Status.SOURCED
            cue = written_place(attribution.cue)
            yield LeftOver(target.article, words, place, status, session.scalars(speaker).one(), cue)
