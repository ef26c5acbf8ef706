"""What giving a claim other words does beside it: words in no claim any more, and claims whose words it takes in."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Article, Extraction, Span, Status, claim_id, joined
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


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A claim of which another now has words: all, if it is ``whole``."""

    claim: str
    words: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The article of a claim as it is now, its current extraction and its number, and where the claim stands."""

    article: Article
    extraction: Extraction
    number: int
    spans: tuple[Span, ...]


def standing(session: Session, target: Target) -> Standing:
    """Read what tells what stands beside a claim."""
    number = current_extraction(session, target.article)
    article, extraction = load_article(session, target.article), load_extraction(session, number)
    return Standing(article, extraction, number, spans_shown(session, target))


def spans_shown(session: Session, target: Target) -> tuple[Span, ...]:
    """Where the claim stands; nowhere if it is not shown."""
    shown = find_merged_claim(corrected_article(session, target.article), target.key).shown
    return shown.claim.spans if shown else ()


def left_over(session: Session, target: Target, here: Standing, were: Sequence[Span]) -> Iterator[LeftOver]:
    """Of the words where the claim stood, those that are in no claim now, a piece each.

    Those that show who says it are in its frame; and words such as "that it" say nothing by themselves.
    """
    text, extraction = here.article.text, here.extraction
    said = _attribution(extraction, here.spans)
    attribution = None if said is None else extraction.attributions[said]
    frame = (attribution.cue, *attribution.sources) if attribution else ()
    holes = merged((*(span for one in extraction.claims for span in one.spans), *frame))
    pieces = [piece for span in were for rest in without(span, holes) for piece in trimmed(text, rest)]
    of = tables.Attribution
    speaker = select(of.speaker_id).where(of.extraction_id == here.number, of.position == said)
    for piece in pieces:
        words, place = piece.of(text), written_place(piece)
        if _says_nothing(words):
            continue
        if attribution is None:
            yield LeftOver(target.article, words, place)
        else:
            status = Status.QUOTED if stands_in_marks(text, [piece]) else Status.SOURCED
            cue = written_place(attribution.cue)
            yield LeftOver(target.article, words, place, status, session.scalars(speaker).one(), cue)


def taken_in(here: Standing, were: Sequence[Span] = ()) -> Iterator[TakenIn]:
    """The other claims of whose words the claim has some that it had not where it stood.

    What its speaker tells that another said is within the claim by rights.
    """
    article, extraction, now = here.article, here.extraction, here.spans
    said, before = _attribution(extraction, now), merged(were)
    news = merged(rest for span in now for rest in without(span, before))
    for one in extraction.claims:
        via = None if one.attribution is None else extraction.attributions[one.attribution].via
        shared = [both for span in one.spans for new in news if (both := _shared(span, new))]
        if one.spans == now or (via is not None and via == said):
            continue
        if not _says_nothing(joined(article.text, shared)):
            whole = all(any(span.covers(own) for span in now) for own in one.spans)
            yield TakenIn(claim_id(article.sha256, one.spans), joined(article.text, one.spans), whole)


def taken_in_whole(session: Session, added: Target, told: Container[str]) -> list[TakenIn]:
    """The claims that one which was added takes in whole, but for those of which it is ``told`` anyway."""
    return [one for one in taken_in(standing(session, added)) if one.whole and one.claim not in told]


def _attribution(extraction: Extraction, spans: Sequence[Span]) -> int | None:
    """Which of the attributions the claim of these words has."""
    return next((one.attribution for one in extraction.claims if one.spans == spans), None)


def _shared(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None


def _says_nothing(words: str) -> bool:
    return _LITTLE.issuperset(_WORD.findall(words.casefold()))
