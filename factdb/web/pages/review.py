"""The review room: a queue, one claim at a time, a key a decision; and what was decided, to be taken back."""

import re
import secrets
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.errors import FactDBError, InputError, NotFoundError, StaleError
from factdb.records import Action, Order, State
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.browse.facets import Fitting
from factdb.store.corrections.edit import EditRequest, resolve_edit
from factdb.store.corrections.history import conflicts, did, history
from factdb.store.corrections.once import decide_once
from factdb.store.corrections.review_queue import review_item
from factdb.store.corrections.undo import undo
from factdb.store.read.find.claim import shown_id
from factdb.store.read.load import removed_articles
from factdb.store.schema.tables import Claim, Correction
from factdb.text.whitespace import short
from factdb.web.asking import Answer, Ask, Go, Page, whole
from factdb.web.looking import seen_claim
from factdb.web.pages import adding
from factdb.web.pages.claim_form import CHOICES, FIELDS, chosen_places, request_of
from factdb.web.pages.claims import CONDITIONS, article_title, wanted_of
from factdb.web.templating import address
from factdb.web.walk import Made, Walk

QUERY = CONDITIONS
_ARTICLE = re.compile(r"/articles/(\d+)")
_MOST_WALKS = 20
_MOST_TARGETS = 5_000
_SHOWN = 25
_PAGE = 100


def queue(ask: Ask) -> Answer:
    """What waits for a decision, the least certain first, and the conflicts."""
    wanted = replace(wanted_of(ask), state=(State.OPEN,))
    with ask.reading() as session:
        fitting = Fitting(session, ask.site.snapshot, wanted)
        found = fitting.page(Order.UNSURE, _SHOWN)
        rows, facets = fitting.rows(found.places), fitting.facets()
        waiting = [dict(row) for row in conflicts(session, wanted.article)]
        decided = sum(one.count for one in facets["state"] if one.value != State.OPEN)
        article = article_title(session, wanted.article)
    data = {"waiting": found.total, "decided": decided, "claims": rows, "conflicts": waiting, "facets": facets}
    return Page("queue.html", data, {"article": article})


def start(ask: Ask) -> Answer:
    """Begin a walk through what the form's conditions leave, or through the conflicts."""
    of_conflicts = ask.field("what") == "conflicts"
    asked = replace(ask, query=ask.form)
    with ask.reading() as session:
        if of_conflicts:
            targets = [Target(row["article_id"], row["claim"]) for row in conflicts(session)]
        else:
            targets = _targets(session, asked)
    if not targets:
        ask.visit.tell("nothing waits for a decision")
        return Go("/review", {"waiting": 0})
    walk = Walk(secrets.token_urlsafe(6), targets, of_conflicts, "conflicts" if of_conflicts else "review")
    ask.visit.walks[walk.id] = walk
    while len(ask.visit.walks) > _MOST_WALKS:
        ask.visit.walks.popitem(last=False)
    return Go(address("review", walk.id, 0), {"walk": walk.id, "claims": len(targets)})


def step(ask: Ask) -> Answer:
    """The next claim of a walk that still waits, from the place of the address on."""
    walk = ask.visit.walks.get(ask.path["walk"])
    if walk is None:
        ask.visit.tell("that review is over: begin another; what was decided is kept")
        return Go("/review")
    place = whole("place", ask.path["place"], 0)
    again = ask.asked("again") == "yes"
    while place < len(walk.targets):
        try:
            return _claim_page(ask, walk.targets[place], walk, place, again=again)
        except NotFoundError:
            walk.passed.add(place)
        except _SettledError:
            if all(one.place != place for one in walk.made):
                walk.passed.add(place)
        place += 1
        again = False
    data = {"decisions": len(walk.made), "claims": len(walk.targets)}
    return Page("reviewed.html", data, {"walk": walk, "progress": walk.progress(len(walk.targets))})


def one(ask: Ask) -> Answer:
    """One claim to decide about, outside of a walk."""
    return _claim_page(ask, _target(ask), None, 0, again=True)


def decide_step(ask: Ask) -> Answer:
    """Decide about a claim of a walk, and go to the next."""
    walk = ask.visit.walks.get(ask.path["walk"])
    place = whole("place", ask.path["place"], 0)
    if walk is None or place >= len(walk.targets):
        raise NotFoundError("that review is over; what was decided is kept")
    if ask.field("action") == "undo":
        return _undo_last(ask, walk, place)
    return _decided(ask, walk.targets[place], walk, place)


def decide_one(ask: Ask) -> Answer:
    """Decide about one claim."""
    return _decided(ask, _target(ask), None, 0)


def take_back(ask: Ask) -> Answer:
    """Undo a correction, by default one's own last."""
    given = ask.field("correction")
    with ask.writing() as session:
        taken = undo(session, whole("correction", given, 0) if given else None, ask.by())
        back = _back(session, ask.field("back"), session.get_one(Correction, taken))
    ask.visit.tell(f"decision {taken} is taken back")
    return Go(back, {"undone": taken})


def decisions(ask: Ask) -> Answer:
    """Every decision, the newest first."""
    page = ask.number("page", 1, 1, 10**6)
    with ask.reading() as session:
        newest = sorted(history(session), key=lambda one: -one["id"])
        rows = [dict(row) for row in newest[(page - 1) * _PAGE : page * _PAGE]]
        removed = removed_articles(session.connection())
    total = len(newest)
    data = {"total": total, "page": page, "pages": max(-(-total // _PAGE), 1), "decisions": rows}
    return Page("history.html", data, {"removed": removed})


class _SettledError(Exception):
    """A claim about which others have decided since the walk began."""


def _targets(session: Session, asked: Ask) -> list[Target]:
    wanted = replace(wanted_of(asked), state=(State.OPEN,))
    fitting = Fitting(session, asked.site.snapshot, wanted)
    places = fitting.page(Order.UNSURE, _MOST_TARGETS).places
    of = fitting.columns.of
    ids = of["claim"][places].tolist()
    names: dict[int, str] = {}
    for first in range(0, len(ids), 500):
        query = select(Claim.id, Claim.uid).where(Claim.id.in_(ids[first : first + 500]))
        names |= dict(session.execute(query).all())
    return [Target(int(article), names[number]) for article, number in zip(of["article"][places], ids, strict=True)]


def _target(ask: Ask) -> Target:
    return Target(ask.article(), ask.path["claim"])


def _claim_page(
    ask: Ask, target: Target, walk: Walk | None, place: int, *, again: bool, problem: str = "", status: int = 200
) -> Page:
    with ask.reading() as session:
        found = review_item(session, target)
        waits = found.in_conflict if walk and walk.conflicts else found.state is State.OPEN
        if not again and not waits:
            raise _SettledError
        seen = seen_claim(found)
        made = list(history(session, target)) if found.merged.reviewed else []
    data = {"article": target.article, "key": target.key, "claim": seen, "history": made, "problem": problem or None}
    shown: dict[str, Any] = {
        "walk": walk,
        "place": place,
        "progress": walk.progress(place) if walk else "",
        "typed": {name: ask.field(name) for name in FIELDS},
        **CHOICES,
        "can_decide": ask.person.role != "reader",
    }
    return Page("decide.html", data, shown, status)


def _decided(ask: Ask, target: Target, walk: Walk | None, place: int) -> Answer:
    try:
        action = _action(ask)
        with ask.writing() as session:
            change = _change(ask, session, target) if action is Action.CHANGE else None
            seen = whole("seen", ask.field("seen"), 0)
            decided = decide_once(session, target, action, ask.by(), change, seen)
            made = decided.id
            what = did(session, made)
            shown = shown_id(session, target)
    except FactDBError as error:
        status = 409 if isinstance(error, StaleError) else 422
        if ask.wants_json:
            raise
        # The page is that of the claim as it is now; what was typed stays, unless somebody else was quicker.
        kept = ask if status == 422 else replace(ask, form=())
        return _claim_page(kept, target, walk, place, again=True, problem=str(error), status=status)
    ask.visit.tell(what if decided.is_new else f"{what}: you decided so already", made)
    for one in decided.left:
        ask.visit.tell(f"in no claim any more: “{short(one.words)}”", offers=("Add it", adding.address_of(one)))
    for other in decided.taken_in:
        adding.tell_of_taken_in(ask, target.article, other)
    if walk is None:
        return Go(address("articles", target.article, **({"claim": shown} if shown else {})), {"correction": made})
    if decided.is_new:
        walk.made.append(Made(made, place, action))
    return Go(address("review", walk.id, place + 1), {"correction": made, "next": place + 1})


def _undo_last(ask: Ask, walk: Walk, place: int) -> Answer:
    if not walk.made:
        ask.visit.tell("nothing is decided in this review yet; the history takes back what was decided before")
        return Go(address("review", walk.id, place, again="yes"))
    last = walk.made.pop()
    try:
        with ask.writing() as session:
            undo(session, last.correction, ask.by())
        ask.visit.tell(f"decision {last.correction} is taken back")
    except NotFoundError as error:
        ask.visit.tell(str(error))
    return Go(address("review", walk.id, last.place, again="yes"), {"undone": last.correction})


def _action(ask: Ask) -> Action:
    given = ask.field("action")
    if given not in (Action.ACCEPT, Action.REJECT, Action.CHANGE):
        raise InputError(f"action: {given!r} is none of accept, reject, change")
    return Action(given)


def _change(ask: Ask, session: Session, target: Target) -> Change:
    request = request_of(ask)
    if request == EditRequest():
        raise InputError("nothing is changed: choose another status, speaker, quote type or other words")
    return resolve_edit(session, target, request, **chosen_places(ask, session, target.article))


def _back(session: Session, given: str, taken: Correction) -> str:
    """Where the form was, if that is a page of this server, and the claim that the decision was about."""
    inside = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    if not inside:
        return "/history"
    article = _ARTICLE.match(given)
    if not article:
        return given
    target = Target(int(article[1]), taken.claim) if taken.claim else None
    shown = shown_id(session, target) if target and target.article == taken.article_id else None
    return address("articles", article[1], **({"claim": shown} if shown else {}))
