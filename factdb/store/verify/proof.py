"""Proving: every stored span against the text, every row against its checksum, every decision against the chain."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Select, bindparam, select
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import Session

from factdb.errors import FactDBError, NotFoundError
from factdb.records import Span, claim_id, joined
from factdb.store.connect import make_engine, reading
from factdb.store.corrections import chain as corrections
from factdb.store.corrections.apply import correction_problems
from factdb.store.dialect import damage
from factdb.store.originals import original_problem
from factdb.store.read.load import load_article, load_extraction
from factdb.store.schema.base import Base
from factdb.store.schema.tables import (
    Appearance,
    Article,
    Attribution,
    AttributionRole,
    AttributionSpan,
    Claim,
    ClaimSpan,
    DecidedClaim,
    Extraction,
    Hedge,
)
from factdb.store.verify.articles import article_problems, version_problems
from factdb.store.verify.batches import decided_articles, sound
from factdb.store.verify.rows import row_problems
from factdb.store.verify.schema import schema_problems
from factdb.store.verify.search import search_problems
from factdb.store.verify.shown import shown_problems
from factdb.store.verify.speakers import speaker_problems
from factdb.store.write.rows import CONTEXT

# What reading back comes to where a value is none of those that can stand there.
_UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, NoResultFound, DBAPIError, NotFoundError)

# Articles that are read at a time, and that a process proves before it is given more.
_AT_ONCE = _A_TASK = 100

# What is proved of the database as a whole, each by itself.
_WHOLE: tuple[Callable[[Connection], Iterator[str]], ...] = (
    damage,
    schema_problems,
    corrections.problems,
    version_problems,
    shown_problems,
    speaker_problems,
    search_problems,
)

# Statements are made once, because making one takes as long as running it.
_OF_ARTICLE = Extraction.article_id == bindparam("article")
_NAMES = select(Article.id, Article.name).where(Article.id.in_(bindparam("articles", expanding=True)))
_ARTICLE = select(Article.name, Article.text, Article.sha256).where(Article.id == bindparam("article"))
_LISTED = select(DecidedClaim.claim).where(DecidedClaim.article_id == bindparam("article")).limit(1)
_CORRECTED = select(Extraction.id).where(_OF_ARTICLE, Extraction.corrects.is_not(None)).limit(1)
_ITS_CLAIMS = select(Claim.id).join(Extraction, Extraction.id == Claim.extraction_id).where(_OF_ARTICLE)
_CLAIMS = select(Claim).where(Claim.id.in_(_ITS_CLAIMS)).order_by(Claim.id)
_CLAIM_SPANS = (
    select(ClaimSpan.claim_id, ClaimSpan.start_offset, ClaimSpan.end_offset)
    .where(ClaimSpan.claim_id.in_(_ITS_CLAIMS), ClaimSpan.role == "claim")
    .order_by(ClaimSpan.claim_id, ClaimSpan.position)
)

# How many code points of a wrong text a message shows.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Proof:
    """What was checked of one article: how many spans were compared with the text, and what is wrong, a line each.

    ``article_id`` is None for what is wrong with the database as a whole.
    """

    article_id: int | None
    name: str
    spans: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    """Words stored for a place of the text, and what they are there for."""

    what: str
    start: int
    end: int
    exact: str


def prove(session: Session) -> Iterator[str]:
    """What is wrong, a line each: the article, the claim or attribution, offsets, what is stored and what is there."""
    for proof in proofs(session):
        yield from proof.problems


def proofs(session: Session, begin: int = 0) -> Iterator[Proof]:
    """One Proof an article, in the order of import; one more if something is wrong with the database as a whole.

    Those before the article with the id ``begin`` are left out: an earlier proof had come so far.
    """
    yield from _prove_some(session, articles_from(session, begin))
    yield from _prove_whole(session)


def proofs_by(engine: Engine, jobs: int, begin: int = 0) -> Iterator[Proof]:
    """The same by so many processes at once, each of which reads the articles that it proves as they are then."""
    with reading(engine) as session:
        every = articles_from(session, begin)
    parts = [every[first : first + _A_TASK] for first in range(0, len(every), _A_TASK)]
    url = engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(jobs, mp_context=_context()) as pool:
        try:
            # Begun first: each is one piece of work, which would keep all but one process waiting at the end.
            whole = pool.map(partial(_whole, url), _WHOLE)
            yield from chain.from_iterable(pool.map(partial(_proved, url), parts))
            yield from _of_whole(whole)
        except BrokenProcessPool as error:
            raise FactDBError("a process that proves died, perhaps for want of memory; use fewer jobs") from error


def _context() -> BaseContext:
    """They are forked from a process that has loaded what proves, and nothing else; on Windows each loads its own."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def articles_from(session: Session, begin: int = 0) -> Sequence[int]:
    """The ids of all articles from ``begin`` on, in the order of import."""
    return session.scalars(select(Article.id).where(Article.id >= begin).order_by(Article.id)).all()


def _proved(url: str, articles: Sequence[int]) -> list[Proof]:
    with reading(_opened(url)) as session:
        return list(_prove_some(session, articles))


def _whole(url: str, problems: Callable[[Connection], Iterator[str]]) -> list[str]:
    with reading(_opened(url)) as session:
        return list(_as_far_as_it_goes(problems(session.connection())))


@cache  # once a process, which else would make each statement anew for every piece of work
def _opened(url: str) -> Engine:
    return make_engine(url)


def _prove_whole(session: Session) -> Iterator[Proof]:
    connection = session.connection()
    return _of_whole(_as_far_as_it_goes(problems(connection)) for problems in _WHOLE)


def _of_whole(found: Iterable[Iterable[str]]) -> Iterator[Proof]:
    if problems := tuple(chain.from_iterable(found)):
        yield Proof(None, "", 0, problems)


def _prove_some(session: Session, articles: Sequence[int]) -> Iterator[Proof]:
    try:
        decided: Collection[int] = decided_articles(session.connection())
    except _UNREADABLE:
        decided = articles  # so that each is looked at alone
    for first in range(0, len(articles), _AT_ONCE):
        yield from _prove_together(session, articles[first : first + _AT_ONCE], decided)


def _prove_together(session: Session, articles: Sequence[int], decided: Collection[int]) -> Iterator[Proof]:
    """Those beyond doubt together, the others one by one."""
    try:
        spans = sound(session.connection(), [number for number in articles if number not in decided])
    except _UNREADABLE:
        spans = {}  # one of them, which is found below
    names = dict(session.execute(_NAMES, {"articles": list(spans)}).all())
    for article_id in articles:
        if article_id in spans:
            yield Proof(article_id, names[article_id], spans[article_id], ())
            continue
        try:
            yield _prove_article(session, article_id)
        except _UNREADABLE as error:
            line = f"article {article_id}: cannot be read back; it is damaged ({error!r:.200})"
            yield Proof(article_id, "", 0, (line,))


def _as_far_as_it_goes(problems: Iterator[str]) -> Iterator[str]:
    try:
        yield from problems
    except _UNREADABLE as error:
        yield f"something cannot be read back; it is damaged ({error!r:.200})"


def original_problems(session: Session, folder: Path) -> Iterator[str]:
    """What is wrong with the originals that are kept: one that is missing or was changed, a line each."""
    kept = (
        select(Appearance.article_id, Article.name, Appearance.original)
        .join(Article, Article.id == Appearance.article_id)
        .where(Appearance.is_kept)
        .order_by(Appearance.id)
    )
    for number, name, digest in session.execute(kept).all():
        if problem := original_problem(folder, digest):
            yield f"article {number} ({name}): {problem}"


def _prove_article(session: Session, article_id: int) -> Proof:
    connection = session.connection()
    name, body, sha256 = session.execute(_ARTICLE, {"article": article_id}).one()
    problems = list(article_problems(connection, article_id, body, sha256))
    actual = hashlib.sha256(body.encode()).hexdigest()
    if actual != sha256:
        problems.append(f"its SHA-256 is stored as {sha256}, the text's is {actual}")
    spans = list(_spans(session, article_id))
    for span in spans:
        found = body[span.start : span.end]
        if found != span.exact:
            problems.append(_difference(f"{span.what} {span.start}-{span.end}", span.exact, found))
    problems.extend(_claim_problems(session, article_id, body, sha256))
    article, load = load_article(session, article_id), cache(partial(load_extraction, session))
    problems.extend(row_problems(session, article_id, article, sha256, load))
    try:
        problems.extend(correction_problems(session, article_id, article, load))
    except _UNREADABLE as error:
        problems.append(f"what people decided cannot be worked out; something that it builds on is damaged ({error!r})")
    if _decided_of_nothing(connection, article_id):
        problems.append("claims are listed as decided about, and nobody decided anything")
    return Proof(article_id, name, len(spans), tuple(f"article {article_id} ({name}): {line}" for line in problems))


def _decided_of_nothing(connection: Connection, article_id: int) -> bool:
    """True if there are decided claims without an extraction that people corrected."""
    of = {"article": article_id}
    return connection.scalar(_LISTED, of) is not None and connection.scalar(_CORRECTED, of) is None


def _spans(session: Session, article_id: int) -> Iterator[_Stored]:
    """Every span of every extraction of the article."""

    def of_article(part: type[Base]) -> Iterator[Any]:
        yield from session.execute(_spans_of()[part], {"article": article_id})

    for attributed, position in of_article(AttributionSpan):
        what = f"{attributed.role} of attribution {position}"
        yield _Stored(what, attributed.start_offset, attributed.end_offset, attributed.exact)
    for role, position in of_article(AttributionRole):
        yield _Stored(f"role of the speaker of attribution {position}", role.start_offset, role.end_offset, role.exact)
    for claimed, uid in of_article(ClaimSpan):
        what = f"{'words' if claimed.role == 'claim' else claimed.role} of claim {uid}"
        yield _Stored(what, claimed.start_offset, claimed.end_offset, claimed.exact)
    for hedge, uid in of_article(Hedge):
        yield _Stored(f"hedge of claim {uid}", hedge.start_offset, hedge.end_offset, hedge.exact)
        what = f"scope of a hedge of claim {uid}"
        yield _Stored(what, hedge.scope_start_offset, hedge.scope_end_offset, hedge.scope_exact)


@cache
def _spans_of() -> Mapping[type[Base], Select[Any]]:
    """The rows of each table of spans of ``article``, each with what the attribution or claim is called that has it."""

    def rows(part: type[Base], whole: type[Attribution | Claim], called: Any, *order: Any) -> Select[Any]:
        found: Select[Any] = select(part, called).join(whole).join(Extraction, Extraction.id == whole.extraction_id)
        return found.where(Extraction.article_id == bindparam("article", type_=Integer())).order_by(whole.id, *order)

    span, attribution = AttributionSpan, Attribution
    return {
        span: rows(span, attribution, attribution.position, span.role, span.position),
        AttributionRole: rows(AttributionRole, attribution, attribution.position, AttributionRole.position),
        ClaimSpan: rows(ClaimSpan, Claim, Claim.uid, ClaimSpan.role, ClaimSpan.position),
        Hedge: rows(Hedge, Claim, Claim.uid, Hedge.position),
    }


def _claim_problems(session: Session, article_id: int, body: str, sha256: str) -> Iterator[str]:
    """What a claim's own row says, against its spans and the text."""
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for row_id, start, end in session.execute(_CLAIM_SPANS, {"article": article_id}):
        spans[row_id].append(Span(start, end))
    for claim in session.scalars(_CLAIMS, {"article": article_id}):
        places = spans[claim.id]
        what = f"claim {claim.uid} {claim.start_offset}-{claim.end_offset}"
        if not places:
            yield f"{what}: has no spans"
            continue
        start, end = min(places).start, max(place.end for place in places)
        for part, stored, found in (
            ("id", claim.uid, claim_id(sha256, places)),
            ("outer span", f"{claim.start_offset}-{claim.end_offset}", f"{start}-{end}"),
            ("words", claim.exact, joined(body, places)),
            ("prefix", claim.prefix, body[max(0, start - CONTEXT) : start]),
            ("suffix", claim.suffix, body[end : end + CONTEXT]),
        ):
            if stored != found:
                yield _difference(f"{part} of {what}", stored, found)


def _difference(what: str, stored: str, found: str) -> str:
    return f"{what}: stored {_short(stored)}, the text has {_short(found)}"


def _short(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")
