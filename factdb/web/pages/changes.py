"""Two versions of an article side by side: claims gone, new, reworded, newly hedged."""

from typing import Any

from markupsafe import Markup

from factdb.errors import NotFoundError
from factdb.formats.html.visible import shown
from factdb.review.comparison import differences
from factdb.store.read.compare import compared
from factdb.store.read.load import load_article
from factdb.store.read.versions import versions
from factdb.terminal.changes import changed_words, rows
from factdb.web.asking import Answer, Ask, Page, whole


def show(ask: Ask) -> Answer:
    """What changed between two versions, by default the newest two."""
    number = whole("article", ask.path["article"], 0, most=2**63 - 1)
    with ask.reading() as session:
        article = load_article(session, number)
        known = [dict(row) for row in versions(session, number)]
        by_version = {row["version"]: row["article_id"] for row in known}
        new = ask.number("new", max(by_version), 1)
        old = ask.number("old", max(new - 1, 1), 1)
        if new not in by_version or old not in by_version:
            raise NotFoundError(f"the versions of this article are 1 to {max(by_version)}")
        before, after = compared(session, by_version[old], by_version[new])
        digests = [load_article(session, by_version[version]).sha256 for version in (old, new)]
        sides = ((digests[0], before.text), (digests[1], after.text))
        found = [] if old == new else list(rows(differences(before, after), *sides))
    data: dict[str, Any] = {
        "article": number,
        "title": article.title or article.name,
        "versions": known,
        "old": {"version": old, "id": by_version[old]},
        "new": {"version": new, "id": by_version[new]},
        "changes": found,
    }
    return Page("changes.html", data, {"sides": [_sides(row["old_claim"], row["new_claim"]) for row in found]})


def _sides(old: str | None, new: str | None) -> tuple[Markup, Markup]:
    """Both claims, each with the words that the other has not marked."""
    before, after = Markup(""), Markup("")
    for gone, come, is_same in changed_words(old or "", new or ""):
        if is_same:
            before, after = before + shown(gone), after + shown(come)
        else:
            before += Markup("<del>{}</del>").format(shown(gone)) if gone else ""
            after += Markup("<ins>{}</ins>").format(shown(come)) if come else ""
    return before, after
