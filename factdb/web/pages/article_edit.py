"""What is said of an article beside its text, and taking out one that should not be there."""

from collections.abc import Collection
from typing import Any

from factdb.errors import FactDBError, InputError, StaleError
from factdb.store.corrections.articles.describe import DESCRIBED, describe_article
from factdb.store.corrections.articles.remove import removable, remove_articles
from factdb.store.corrections.history import did
from factdb.store.read.find.article import find_versions
from factdb.store.read.load import load_article
from factdb.store.schema.moments import day_asked
from factdb.web.asking import Answer, Ask, Go, Page, whole
from factdb.web.templating import address


def describing(ask: Ask) -> Answer:
    """What is said of the article, in a form."""
    return _description(ask)


def describe(ask: Ask) -> Answer:
    """Say otherwise; what stands in the form as it was shown is left as it is, also where others changed it since."""
    number = ask.article()
    try:
        given = _given(ask)
        with ask.writing() as session:
            made = describe_article(session, number, given, ask.by())
            what = did(session, made)
    except InputError as error:
        if ask.wants_json:
            raise
        return _description(ask, str(error))
    ask.visit.tell(what, made)
    return Go(address("articles", number), {"correction": made})


def removing(ask: Ask) -> Answer:
    """What goes with the article, alone or with all its versions, before it does."""
    return _removal(ask, {ask.article()}, every=ask.asked("versions") == "yes")


def remove(ask: Ask) -> Answer:
    """Take out the articles that the form has told of, if no more goes with them than it told."""
    number = ask.article()
    meant = {whole("articles", one, 0, most=2**63 - 1) for one in ask.fields("articles")}
    decided = ask.field("with_decisions") == "yes"
    try:
        if number not in meant:
            raise InputError("nothing is removed: send the form that tells what goes")
        with ask.writing() as session:
            goes, _ = removable(session, meant, with_decisions=decided)
            if sum(one.decisions for one in goes) != whole("decisions", ask.field("decisions"), 0):
                raise StaleError("nothing is removed: more or less was decided about it meanwhile; look at it again")
            made = remove_articles(session, meant, ask.by(), with_decisions=decided)
    except (InputError, StaleError) as error:
        if ask.wants_json:
            raise
        return _removal(ask, meant | {number}, problem=error)
    ask.visit.tell(f"removed {', '.join(one.title or one.name for one in goes)}")
    return Go("/articles", {"correction": made})


def _description(ask: Ask, problem: str = "") -> Page:
    number = ask.article()
    with ask.reading() as session:
        article = load_article(session, number)
    said = {name: getattr(article, name) for name in DESCRIBED}
    said["published"] = f"{article.published:%Y-%m-%d}" if article.published else ""
    data: dict[str, Any] = {"article": number, "name": article.name, **said, "problem": problem or None}
    typed = {name: ask.field(name) for name in (*DESCRIBED, "reason")} if problem else {**said, "reason": ""}
    return Page("describe.html", data, {"typed": typed, "said": said}, 422 if problem else 200)


def _given(ask: Ask) -> dict[str, Any]:
    """What the form says otherwise than it was filled with; a browser leaves no line break in a field of one line."""

    def words(name: str) -> list[str]:
        return ask.field(name).split()

    given: dict[str, Any] = {name: ask.field(name) for name in DESCRIBED if words(name) != words(f"was_{name}")}
    if not given:
        raise InputError("nothing is changed: say another title, outlet, date or author")
    if given.get("published"):
        given["published"] = day_asked(given["published"])
    return given


def _removal(ask: Ask, meant: Collection[int], *, every: bool = False, problem: FactDBError | None = None) -> Page:
    number = ask.article()
    with ask.reading() as session:
        article = load_article(session, number)
        versions = find_versions(session, str(number))
        try:
            goes, newest = removable(session, versions if every else meant, with_decisions=True)
        except InputError as error:  # a version that stays came after it
            goes, newest, problem = (), (), problem or error
    data: dict[str, Any] = {
        "article": number,
        "title": article.title or article.name,
        "versions": len(versions),
        "goes": goes,
        "decisions": sum(one.decisions for one in goes),
        "originals": sum(one.originals for one in goes),
        "newest": newest,
        "problem": str(problem) if problem else None,
    }
    status = 409 if isinstance(problem, StaleError) else 422 if problem and ask.form else 200
    return Page("remove.html", data, {"all_of_them": len(goes) == len(versions), "reason": ask.field("reason")}, status)
