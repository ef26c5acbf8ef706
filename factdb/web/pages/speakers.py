"""Who says what: everybody, one speaker, and who may be one and the same."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from factdb.errors import one_of
from factdb.names.identity import is_fuller
from factdb.names.kinds import GIVEN_KINDS
from factdb.records import Order, SpeakerKind
from factdb.store.browse import speakers as browse
from factdb.store.browse.facets import Fitting, Wanted
from factdb.store.browse.snapshot import Column, Columns
from factdb.store.browse.speakers import Sort
from factdb.store.corrections import speakers as corrections
from factdb.store.corrections.chain import last
from factdb.store.read.find.article import find_article
from factdb.store.read.find.speaker import find_speaker, listed, merged_into
from factdb.store.read.speakers.candidates import candidates
from factdb.web.asking import Answer, Ask, Go, Page, whole
from factdb.web.charts import months_chart
from factdb.web.templating import address

QUERY = ("q", "kind", "sort", "page")
_MOST_OTHERS = 300  # speakers that are offered to be made one with another
_SIZE = 50
_MOST_CANDIDATES = 60
_SIDES = ("speaker_id", "other_id")
_SAID_BESIDE = 3  # claims of each of two candidates, so that one sees whether they may be one


def listing(ask: Ask) -> Answer:
    """A page of speakers."""
    page, sort = ask.number("page", 1, 1, 10**6), ask.one_of("sort", Sort, Sort.CLAIMS)
    given = ask.asked("kind")
    kind = ask.one_of("kind", SpeakerKind, SpeakerKind.PERSON) if given else None
    with ask.reading() as session:
        columns = ask.site.snapshot.news(session)
        total, rows = browse.listed(session, columns, ask.asked("q"), kind, sort, _SIZE, page)
    data = {"total": total, "page": page, "pages": max(-(-total // _SIZE), 1), "sort": str(sort), "speakers": rows}
    kinds = [kind for kind in SpeakerKind if kind is not SpeakerKind.AUTHOR]
    return Page("speakers.html", data, {"kinds": kinds, "sorts": list(Sort), "kind": given})


def show(ask: Ask) -> Answer:
    """One speaker: everything they said, on a time line, and who relays it."""
    number = whole("speaker", ask.path["speaker"], 0, most=2**63 - 1)
    with ask.reading() as session:
        speaker = browse.one(session, number)
        if into := merged_into(session, number):
            if not ask.wants_json:
                ask.visit.tell(f"{speaker['name']} is {browse.one(session, into)['name']} now")
            return Go(address("speakers", into), {"speaker": into})
        fitting = Fitting(session, ask.site.snapshot, Wanted(speaker=(str(number),)))
        found = fitting.page(Order.NEWEST, _SIZE, ask.asked("after"))
        rows = fitting.rows(found.places)
        facets = fitting.facets()
        months = browse.by_month(fitting.columns, fitting.mask)
        relayed = browse.relays(session, fitting.columns, number)
        articles = len(np.unique(fitting.columns.of["article"][fitting.mask]))
        others = browse.listed(session, fitting.columns, "", None, Sort.CLAIMS, _MOST_OTHERS, 1)[1]
        log = [one for one in corrections.log(session) if speaker["name"] and number in one["speakers"]]
    decisions = [{name: value for name, value in one.items() if name != "speakers"} for one in log]
    data = {
        "speaker": speaker,
        "total": found.total,
        "articles": articles,
        "claims": rows,
        "next": found.next or None,
        "facets": {name: facets[name] for name in ("status", "certainty", "publisher", "state")},
        "months": months,
        "relayed_by": [{"id": one[0], "name": one[1], "count": one[4]} for one in relayed],
        "decisions": decisions,
    }
    chart = months_chart(months, f"Claims of {speaker['name']} by month")
    theirs = {row["article_id"]: row["title"] for row in rows}
    beside = [one for one in others if one["id"] != number and one["name"]]
    return Page("speaker.html", data, {"chart": chart, "others": beside, "kinds": GIVEN_KINDS, "theirs": theirs})


def candidates_page(ask: Ask) -> Answer:
    """Pairs that may be one, side by side with what each says."""
    with ask.reading() as session:
        fitting = Fitting(session, ask.site.snapshot, Wanted())
        likely = fitting.columns.remembered("candidates", lambda: list(islice(candidates(session), _MOST_CANDIDATES)))
        said = fitting.columns.remembered("said beside", lambda: _said_beside(fitting.columns, likely))
        rows = {row["claim_row"]: row for row in fitting.rows(np.concatenate([*said.values(), []]).astype(np.int64))}
        ids = {speaker: fitting.columns.of["claim"][places].tolist() for speaker, places in said.items()}
    pairs = [
        dict(pair) | {f"{side}_claims": [_beside(rows[number]) for number in ids[pair[side]]] for side in _SIDES}
        for pair in likely
    ]
    return Page("candidates.html", {"pairs": pairs})


def _said_beside(columns: Columns, pairs: Sequence[Mapping[str, Any]]) -> dict[int, Column]:
    """By speaker the places of a few claims, for all who stand in one of the pairs."""
    speakers = {pair[side] for pair in pairs for side in _SIDES}
    return {speaker: np.flatnonzero(columns.of["speaker"] == speaker)[:_SAID_BESIDE] for speaker in speakers}


def _beside(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "claim": row["claim"],
        "id": row["claim_id"],
        "article_id": row["article_id"],
        "source": row["source_text"],
    }


def merge(ask: Ask) -> Answer:
    """One click: whatever means ``gone`` means ``into``."""
    with ask.writing() as session:
        into, gone = (find_speaker(session, ask.field(name)) for name in ("into", "gone"))
        names = [browse.one(session, number)["name"] for number in (into, gone)]
        made = corrections.merge(session, into, [gone], ask.by(), any_kind=bool(ask.field("any_kind")))
    ask.visit.tell(f"{names[1]} is {names[0]} now", made)
    if is_fuller(names[1], names[0]):
        ask.visit.tell(f"{names[0]} is what it is called", offers=("Rename it", f"{address('speakers', into)}#who"))
    return Go(_back(ask, address("speakers", into)), {"correction": made})


def rename(ask: Ask) -> Answer:
    """Call a speaker by another name."""
    number = whole("speaker", ask.path["speaker"], 0, most=2**63 - 1)
    with ask.writing() as session:
        before = browse.one(session, number)["name"]
        made = corrections.rename(session, number, ask.field("name"), ask.by())
    ask.visit.tell(f"{before} is called {ask.field('name')} now", made)
    return Go(address("speakers", number), {"correction": made})


def set_kind(ask: Ask) -> Answer:
    """Say of what kind a speaker is."""
    number, kind = whole("speaker", ask.path["speaker"], 0, most=2**63 - 1), ask.field("kind")
    with ask.writing() as session:
        name = browse.one(session, number)["name"]
        made = corrections.set_kind(session, number, one_of(SpeakerKind, kind, "kind"), ask.by())
    ask.visit.tell(f"{name} is of the kind {kind} now", made)
    return Go(address("speakers", number), {"correction": made})


def add_alias(ask: Ask) -> Answer:
    """Find a speaker by another name as well."""
    number = whole("speaker", ask.path["speaker"], 0, most=2**63 - 1)
    with ask.writing() as session:
        name = browse.one(session, number)["name"]
        taken = corrections.namesakes(session, number, ask.field("alias"))
        made = corrections.add_alias(session, number, ask.field("alias"), ask.by())
    ask.visit.tell(f"{name} is found by {ask.field('alias')} as well", made)
    if taken:
        ask.visit.tell(f"{listed(taken)}: all that was said under this name is {name}'s now")
    return Go(address("speakers", number), {"correction": made})


def split(ask: Ask) -> Answer:
    """Make another speaker of what some articles say of one, or of what is said under some of its names."""
    number = whole("speaker", ask.path["speaker"], 0, most=2**63 - 1)
    with ask.writing() as session:
        name = ask.field("name") or browse.one(session, number)["name"]
        places = [find_article(session, article) for article in ask.fields("article")]
        new = corrections.split(session, number, name, places, ask.fields("named"), ask.by())
        made = last(session.connection())
    ask.visit.tell(f"{name} is a speaker of its own now", made)
    return Go(address("speakers", new), {"speaker": new, "correction": made})


def _back(ask: Ask, otherwise: str) -> str:
    """Where a form says that it was; only the pages that have such forms."""
    back = ask.field("back")
    return back if back in ("/speakers/candidates",) else otherwise
