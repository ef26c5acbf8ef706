"""Adding a claim that the machine missed: its words are chosen in the article, as are those that show who says it."""

from typing import Any

from factdb.errors import FactDBError
from factdb.formats.html.text import text_as_html
from factdb.records import joined
from factdb.store.corrections.decide import add_claim, alike
from factdb.store.corrections.edit import resolve_addition
from factdb.store.corrections.left_over import LeftOver, TakenIn, taken_in_whole
from factdb.store.corrections.repeated import own_corrections_of
from factdb.text.whitespace import short
from factdb.web.asking import Answer, Ask, Go, Page
from factdb.web.looking import read_places
from factdb.web.pages.claim_form import CHOICES, FIELDS, WORDS, chosen_places, request_of
from factdb.web.templating import address

QUERY = FIELDS


def form(ask: Ask) -> Answer:
    """The article to choose words in, and the form; what the address says of the claim is filled in."""
    return _page(ask, {name: ask.asked(name) for name in FIELDS})


def add(ask: Ask) -> Answer:
    """Add the claim, and tell of those of mostly the same words."""
    number = ask.article()
    try:
        request, by = request_of(ask), ask.by()
        with ask.writing() as session:
            change = resolve_addition(session, number, request, **chosen_places(ask, session, number))
            others = alike(session, number, change.spans or ())
            target = add_claim(session, number, change, by)
            made = own_corrections_of(session, target, by.name)[-1]
            inside = taken_in_whole(session, target, others)
    except FactDBError as error:
        if ask.wants_json:
            raise
        return _page(ask, {name: ask.field(name) for name in FIELDS}, str(error))
    ask.visit.tell("added", made)
    for key, words in others.items():
        ask.visit.tell(
            f"there is one of mostly the same words: “{short(words)}”", offers=("Look", address("decide", number, key))
        )
    for one in inside:
        tell_of_taken_in(ask, number, one)
    return Go(address("articles", number, claim=target.key), {"claim": target.key, "correction": made})


def tell_of_taken_in(ask: Ask, article: int, one: TakenIn) -> None:
    """Tell of a claim that has words in another now, and lead to it."""
    has = "is in this one now" if one.whole else "has some of its words in this one now"
    ask.visit.tell(f"the claim “{short(one.words)}” {has}", offers=("Look", address("decide", article, one.claim)))


def address_of(one: LeftOver) -> str:
    """Where words that are in no claim any more are added, as they were said."""
    said: dict[str, Any] = {"words_at": one.place.strip("@")}
    if one.cue is not None:
        said |= {"status": one.status, "speaker": one.speaker, "cue_at": one.cue.strip("@")}
    return address("articles", one.article, "add", **said)


def _page(ask: Ask, typed: dict[str, str], problem: str = "") -> Page:
    number = ask.article()
    with ask.reading() as session:
        found = ask.site.read.article(session, number)
    article = found.article
    filled = {name: typed[name] or joined(article.text, read_places(typed[f"{name}_at"])) for name in WORDS}
    names = {one.speaker_id: one.speaker for one in found.facts if one.speaker}
    data = {"article": number, "title": article.title or article.name, "problem": problem or None}
    shown = {
        "html": text_as_html(article, found.extraction),
        "typed": typed | filled,
        "speakers": [{"id": one, "name": name} for one, name in names.items()],
        **CHOICES,
    }
    return Page("add.html", data, shown, 422 if problem else 200)
