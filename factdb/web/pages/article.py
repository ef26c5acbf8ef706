"""One article: its text with every claim marked, and a panel for the one that is chosen."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from factdb.errors import NotFoundError
from factdb.formats.html.facts import ClaimFacts
from factdb.formats.html.links import link_to_words, original
from factdb.formats.html.text import text_as_html
from factdb.review.decisions import Target
from factdb.store.browse.articles import described
from factdb.store.corrections.history import history
from factdb.store.read.appearances import appearances
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.versions import versions
from factdb.web.asking import Answer, Ask, Lines, Page
from factdb.web.read import Read

_MOST_SPEAKERS = 200


def show(ask: Ask) -> Answer:
    """The article, with the claim of the address chosen."""
    number = ask.article()
    wanted = ask.path.get("claim") or ask.asked("claim")
    with ask.reading() as session:
        found = ask.site.read.article(session, number)
        chosen = _chosen(found, wanted) if wanted else None
        others = versions(session, number)
        [row] = described(session, ask.site.snapshot.news(session), [number])
        known = _known(session, found, chosen) if chosen else None
        places = appearances(session, number)
        alike = ask.site.copies.of(session, [number]).get(number, [])
    article = found.article
    data: dict[str, Any] = {
        "id": number,
        "title": article.title,
        "name": article.name,
        "source": article.source,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published,
        "imported_at": row["imported_at"],
        "sha256": article.sha256,
        "words": row["words"],
        "superseded": found.superseded,
        "versions": [dict(other) for other in others],
        "places": [{**place, "link": original(place["source"])} for place in places],
        "copies": alike,
        "claims": found.facts,
        "gone": [one for one in found.decided if one.claim is None],
    }
    return Page(
        "article.html",
        {**data, "text": article.text} if ask.wants_json else data,
        {
            "html": text_as_html(article, found.extraction, chosen.number if chosen else None),
            "chosen": chosen,
            "known": known,
            "speakers": _speakers(found.facts),
            "original": original(article.source),
        },
    )


def panel(ask: Ask) -> Answer:
    """All that is known of one claim."""
    number = ask.article()
    with ask.reading() as session:
        found = ask.site.read.article(session, number)
        chosen = _chosen(found, ask.path["claim"])
        known = _known(session, found, chosen)
    return Page("panel.html", {"id": number, "chosen": chosen, "known": known, "superseded": found.superseded})


def report(ask: Ask) -> Answer:
    """The article as one file that needs no server."""
    from factdb.formats.brat import _file_name
    from factdb.formats.html.report import report_page

    number = ask.article()
    with ask.reading() as session:
        found = ask.site.read.article(session, number)
        rows = [] if found.superseded else list(claims(session, ClaimFilter(article=number)))
    page = report_page([(found.article, found.extraction, rows)])
    return Lines(f"{_file_name(found.article.name)}.html", "text/html", (part.encode() for part in [page]))


def _chosen(found: Read, wanted: str) -> ClaimFacts:
    """The claim whose id begins so; one that was decided about also by the id that it had before."""
    now = {one.key: one.claim for one in found.decided if one.claim}
    start = now.get(wanted, wanted).lower()
    fitting = [one for one in found.facts if one.id.startswith(start)]
    if len(fitting) == 1:
        return fitting[0]
    exact = [one for one in fitting if one.id == start]
    if exact:
        return exact[0]
    raise NotFoundError(f"{wanted}: no claim of this article has such an id; it may have been rejected or reworded")


def _known(session: Session, found: Read, chosen: ClaimFacts) -> dict[str, Any]:
    """What only a panel tells: decisions, what the engine says, where it stands in the original, what overlaps it."""
    people = next((one for one in found.decided if one.claim == chosen.id), None)
    key = people.key if people else chosen.id
    return {
        "key": key,
        "people": people,
        "history": list(history(session, Target(found.number, key))) if people else [],
        "link": link_to_words(found.article.source, chosen.claim.split(" … ")[0]),
        "overlaps": [one for one in found.facts if one.number != chosen.number and _overlap(one, chosen)],
        "before": found.facts[chosen.number - 1] if chosen.number else None,
        "after": found.facts[chosen.number + 1] if chosen.number + 1 < len(found.facts) else None,
        "total": len(found.facts),
    }


def _overlap(one: ClaimFacts, other: ClaimFacts) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one.spans for b in other.spans)


def _speakers(facts: Sequence[ClaimFacts]) -> list[tuple[str, int]]:
    """Who says something in the article, and how much, the most often first."""
    counts: dict[str, int] = {}
    for one in facts:
        if one.speaker:
            counts[one.speaker] = counts.get(one.speaker, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_SPEAKERS]
