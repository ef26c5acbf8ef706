"""Every address, what it is for, and who may ask for it: the one table that the server and its OpenAPI page read."""

from collections.abc import Callable
from dataclasses import dataclass

from factdb.web import entering
from factdb.web.access.people import Role
from factdb.web.asking import Answer, Ask
from factdb.web.pages import (
    adding,
    api,
    article,
    article_edit,
    articles,
    changes,
    claims,
    importing,
    people,
    pictures,
    review,
    speakers,
)

READER, REVIEWER, ADMIN = Role.READER, Role.REVIEWER, Role.ADMIN


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address; ``query`` are the words it takes behind the question mark, ``role`` None if it is for everybody."""

    method: str
    path: str
    handler: Callable[[Ask], Answer]
    summary: str
    role: Role | None = READER
    query: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """One name for one endpoint."""
        return f"{self.method.lower()}-{self.handler.__name__}"


ROUTES = (
    Endpoint("GET", "/", articles.first_page, "The first page: what is there, and what waits"),
    Endpoint("GET", "/articles", articles.listing, "The articles", query=articles.QUERY),
    Endpoint("GET", "/articles/{article}", article.show, "An article with its claims", query=("claim",)),
    Endpoint("GET", "/articles/{article}/claims/{claim}", article.show, "An article with one claim chosen"),
    Endpoint("GET", "/articles/{article}/claims/{claim}/panel", article.panel, "All that is known of one claim"),
    Endpoint("GET", "/articles/{article}/report.html", article.report, "The article as one file to keep"),
    Endpoint("GET", "/articles/{article}/changes", changes.show, "Two versions side by side", query=("old", "new")),
    Endpoint("GET", "/articles/{article}/add", adding.form, "A claim that was missed", REVIEWER, adding.QUERY),
    Endpoint("POST", "/articles/{article}/add", adding.add, "Add a claim that was missed", REVIEWER),
    Endpoint("GET", "/articles/{article}/describe", article_edit.describing, "What is said of an article", REVIEWER),
    Endpoint("POST", "/articles/{article}/describe", article_edit.describe, "Say otherwise", REVIEWER),
    Endpoint("GET", "/articles/{article}/remove", article_edit.removing, "What goes with it", REVIEWER, ("versions",)),
    Endpoint("POST", "/articles/{article}/remove", article_edit.remove, "Take an article out", REVIEWER),
    Endpoint("GET", "/claims", claims.listing, "Claims that meet conditions, with counts", query=claims.QUERY),
    Endpoint("GET", "/claims/download", claims.download, "The same as a file", query=(*claims.QUERY, "format")),
    Endpoint("GET", "/claims/{claim}", claims.permalink, "A claim, wherever it stands now"),
    Endpoint("GET", "/speakers", speakers.listing, "Who is quoted and cited", query=speakers.QUERY),
    Endpoint("GET", "/speakers/candidates", speakers.candidates_page, "Who may be one and the same"),
    Endpoint("GET", "/speakers/{speaker}", speakers.show, "All that one speaker said", query=("page",)),
    Endpoint("POST", "/speakers/merge", speakers.merge, "Two speakers are one", REVIEWER),
    Endpoint("POST", "/speakers/{speaker}/rename", speakers.rename, "Another name for a speaker", REVIEWER),
    Endpoint("POST", "/speakers/{speaker}/alias", speakers.add_alias, "A name that finds a speaker as well", REVIEWER),
    Endpoint("POST", "/speakers/{speaker}/split", speakers.split, "Another speaker of part of what one says", REVIEWER),
    Endpoint("POST", "/speakers/{speaker}/kind", speakers.set_kind, "Of what kind a speaker is", REVIEWER),
    Endpoint("GET", "/review", review.queue, "One claim after the other to decide about", query=review.QUERY),
    Endpoint("POST", "/review", review.start, "Begin a review", REVIEWER, review.QUERY),
    Endpoint("GET", "/review/{walk}/{place}", review.step, "The next claim of a review", query=("again",)),
    Endpoint("POST", "/review/{walk}/{place}", review.decide_step, "Decide about a claim of a review", REVIEWER),
    Endpoint("GET", "/decide/{article}/{claim}", review.one, "One claim to decide about"),
    Endpoint("POST", "/decide/{article}/{claim}", review.decide_one, "Decide about one claim", REVIEWER),
    Endpoint("POST", "/undo", review.take_back, "Take a decision back", REVIEWER),
    Endpoint("GET", "/history", review.decisions, "Who decided what, when and why", query=("page",)),
    Endpoint("GET", "/pictures", pictures.show, "Who says what how often, as pictures and as numbers"),
    Endpoint("GET", "/pictures/{picture}", pictures.one, "One picture's numbers, or the picture", query=("format",)),
    Endpoint("GET", "/import", importing.form, "Where files and text are dropped", REVIEWER),
    Endpoint("POST", "/import", importing.begin, "Import files or text", REVIEWER),
    Endpoint("GET", "/import/{job}", importing.progress, "How far an import is", REVIEWER),
    Endpoint("GET", "/people", people.listing, "Who may log in", ADMIN),
    Endpoint("POST", "/people", people.change, "Let somebody in, or no more", ADMIN),
    Endpoint("GET", "/login", entering.log_in_page, "Where people log in", None, ("next",)),
    Endpoint("POST", "/login", entering.log_in, "Log in", None),
    Endpoint("POST", "/logout", entering.log_out, "Log out", None),
    Endpoint("GET", "/api", api.page, "What programs may ask, for people", None),
    Endpoint("GET", "/openapi", api.openapi, "The same for programs: OpenAPI 3.1", None),
)
