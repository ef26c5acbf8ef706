"""A claim as whoever decides about it sees it: in its paragraphs, with what the engine and other people say."""

from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from factdb.formats.html.text import text_as_html
from factdb.records import Article, Engine, Extraction, Outcome, Span, claim_id, joined
from factdb.review.claims import AttributedClaim, words
from factdb.review.locate import written_places
from factdb.store.corrections.review_queue import ReviewItem
from factdb.store.read.load import load_article
from factdb.text.segments import paragraphs


def seen_claim(look: ReviewItem) -> dict[str, Any]:
    """All that a page needs to show the claim; ``html`` are its paragraphs with the claim marked, and one around."""
    one = look.shown or look.machine
    reviewed = look.merged.reviewed
    found: dict[str, Any] = {
        "article_title": look.article.title or look.article.name,
        "state": str(look.state),
        "revision": look.revision,
        "outcome": str(look.merged.outcome),
        "note": look.merged.note,
        "is_orphan": look.merged.outcome is Outcome.ORPHANED,
        "shown": look.shown is not None,
        "reviewer": reviewed.reviewer if reviewed else "",
        "views": sorted(reviewed.views) if reviewed else [],
        "speakers": [{"id": number, "name": name} for number, name in sorted(look.speakers.items())],
        "now": None if one is None else described(look.article, one, look.speaker),
        "engine": _engine(look),
        "was": words(look.decided_in, look.was) if look.was and look.shown is None else "",
        "html": in_paragraphs(look.article, one),
    }
    return found


def described(article: Article, one: AttributedClaim, speaker: str = "") -> dict[str, Any]:
    """A claim and what shows it, in words and places."""
    text, claim, said = article.text, one.claim, one.attribution
    return {
        "id": claim_id(article.sha256, claim.spans),
        "words": words(text, one),
        "words_at": written_places(claim.spans),
        "status": str(claim.status),
        "certainty": str(claim.certainty),
        "denied": claim.denied,
        "confidence": claim.confidence,
        "speaker": (speaker or said.speaker.name) if said else "",
        "speaker_kind": str(said.speaker.kind) if said else "",
        "quote_type": str(said.quote_type) if said else "",
        "source": joined(text, said.sources) if said else "",
        "cue": said.cue.of(text) if said else "",
        "via": [relayer.speaker.name for relayer in one.relayers or ()],
        "hedges": [hedge.span.of(text) for hedge in claim.hedges],
        "hedged_by": [str(holder) for holder in claim.hedged_by],
    }


def in_paragraphs(article: Article, one: AttributedClaim | None) -> Markup:
    """The whole text if there is no claim to show, else the claim's paragraphs and one before and after them."""
    blocks = paragraphs(article.text)
    if one is None:
        return text_as_html(article, _alone(None))
    here = [n for n, block in enumerate(blocks) if any(block.overlaps(span) for span in one.claim.spans)]
    if not here:
        return Markup("")
    around = range(max(here[0] - 1, 0), min(here[-1] + 2, len(blocks)))
    return text_as_html(article, _alone(one), chosen=0, only=frozenset(blocks[n] for n in around))


def placed_words(session: Session, article: int, said: str, places: str) -> tuple[Span, ...]:
    """Where words were chosen in the text ("12-40;50-61"), if they are still the words that stand there."""
    spans = read_places(places)
    if not spans or not said:
        return ()
    text = load_article(session, article).text
    there = joined(text, spans)
    return spans if there.split() == said.split() else ()


def _engine(look: ReviewItem) -> dict[str, Any] | None:
    """What the engine says, where it is not what is shown."""
    if look.machine is None or look.machine == look.shown:
        return None
    return described(look.article, look.machine)


def _alone(one: AttributedClaim | None) -> Extraction:
    engine = Engine("", "", "")
    if one is None:
        return Extraction(engine, (), ())
    return Extraction(engine, (one.attribution,) if one.attribution else (), (one.claim,))


def read_places(places: str) -> tuple[Span, ...]:
    """Places as pages write them ("12-40;50-61"); none if it is something else."""
    found = []
    for place in filter(None, places.split(";")):
        start, _, end = place.partition("-")
        if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal() and len(place) < 40):
            return ()
        if int(start) >= int(end):
            return ()
        found.append(Span(int(start), int(end)))
    return tuple(sorted(found))
