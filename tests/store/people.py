"""People, imports and engines at work on one database, for tests that kill them or let many loose at once."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import wait
from random import Random
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import select

from factdb.errors import NotFoundError, StaleError
from factdb.records import Action, Speaker, SpeakerKind, Status
from factdb.review.claims import Change
from factdb.store.connect import make_engine, reading, writing
from factdb.store.corrections.chain import Reviewer, problems
from factdb.store.corrections.decide import decide
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.read.find.claim import find_claim
from factdb.store.read.load import load_article
from factdb.store.save import save, save_extraction
from factdb.store.schema import tables
from factdb.store.verify.proof import prove
from tests.store import processes
from tests.store.newsroom import Page, article, extract, rendered, sentence
from tests.store.processes import begun, forked

STORIES = 6
VERSIONS = 4
A_FEW = 5
NAMES = ("Zoe Cook", "Yan Kerr", "Max Orr")

# What was done, and what must be found of it: the id of a correction, an article's digest, an extraction's version.
Done = tuple[str, Any]


@dataclass(frozen=True)
class Told:
    """One thing that somebody was told after it was done: who, what, and how many seconds it took."""

    who: str
    done: Done
    seconds: float


def story(number: int, lines: Sequence[int] = ()) -> Page:
    """A story of six sentences, and others that a later version adds."""
    first = 10 * number
    added = ([sentence(at)] for at in lines)
    return [[sentence(first + at) for at in range(3)], [sentence(first + at) for at in range(3, 6)], *added]


def begin(database: Database) -> None:
    """The stories as they are first imported."""
    for number in range(STORIES):
        page = story(number)
        with writing(database) as session:
            save(session, article(page, f"story-{number}"), extract(rendered(page)))


def correct(database: Database, chance: Random, by: Reviewer) -> Done:
    """Look at a claim, and decide about it a moment later."""
    with reading(database) as session:
        rows = list(claims(session))
        if not rows:  # all was rejected
            return "nothing to correct", None
        row = chance.choice(rows)
        target = find_claim(session, row["claim_id"])
    attributed = row["speaker"] is not None
    said = [Change(status=Status.UNSOURCED)]
    if attributed:
        said += [Change(speaker=Speaker(name, SpeakerKind.PERSON)) for name in NAMES]
    action = chance.choice((Action.ACCEPT, Action.REJECT, Action.CHANGE, Action.CHANGE))
    change = chance.choice(said) if action is Action.CHANGE else None
    try:
        with writing(database) as session:
            made = decide(session, target, action, by, change, row["revision"] or 0)
        return "correction", made
    except StaleError as error:
        assert "has decided" in str(error) or "has undone" in str(error), error
        return "stale", str(error)
    except NotFoundError as error:
        return "gone", str(error)


def take_back(database: Database, chance: Random, by: Reviewer) -> Done:
    """Undo one's last correction."""
    try:
        with writing(database) as session:
            undo(session, None, by)
            return "correction", session.scalars(
                select(tables.Correction.id).order_by(tables.Correction.id.desc()).limit(1)
            ).one()
    except NotFoundError as error:
        return "nothing to undo", str(error)


def import_version(database: Database, chance: Random, by: Reviewer) -> Done:
    """Another text of one of the stories; now and then one that it had before."""
    number = chance.randrange(STORIES)
    page = story(number, [chance.randrange(1000, 1000 + 50) for _ in range(chance.randrange(3))])
    text = rendered(page)
    with writing(database) as session:
        save(session, article(page, f"story-{number}"), extract(text, chance.randrange(1, VERSIONS)))
    return "article", article(page, "").sha256


def extract_again(database: Database, chance: Random, by: Reviewer) -> Done:
    """An engine of another version, which finds other speakers, reads an article again."""
    version = chance.randrange(1, VERSIONS)
    with reading(database) as session:
        number = chance.choice(session.scalars(select(tables.Article.id)).all())
        text = load_article(session, number).text
    said = extract(text).claims
    quirks = {claim.spans[0].of(text): NAMES[version % 3] for claim in said[::version]}
    with writing(database) as session:
        save_extraction(session, number, extract(text, version, quirks))
    return "extraction", (number, version)


_ACTS = (correct,) * 5 + (take_back, import_version, extract_again)


def work(url: str, name: str, seed: int, everybody: Any, seconds: float, pipe: Any) -> None:
    """When ``everybody`` is there do one thing after the other for so long, and tell each once it is committed.

    They are a few things at least, however little of a busy machine is left for it.
    """
    database, chance, by = make_engine(url), Random(seed), Reviewer(name)
    everybody.wait()
    until = time.monotonic() + seconds
    for number in count():
        started = time.monotonic()
        if number >= A_FEW and started >= until:
            break
        try:
            done = chance.choice(_ACTS)(database, chance, by)
        except Exception as error:
            done = ("error", f"{type(error).__name__}: {error}")
        pipe.send(Told(name, done, time.monotonic() - started))
    database.dispose()


def killed(url: str, name: str, seed: int, seconds: float) -> list[Told]:
    """What somebody told who began to work and was killed so many seconds after the first thing was told."""
    return processes.killed(work, url, name, seed, forked().Barrier(1), float("inf"), seconds=seconds)


def together(url: str, workers: int, seconds: float) -> list[Told]:
    """What many told who worked at once for so many seconds."""
    everybody = forked().Barrier(workers)
    named = [(url, f"Reviewer {number}", number) for number in range(workers)]
    pipes = {pipe: process for process, pipe in (begun(work, *one, everybody, seconds) for one in named)}
    heard: list[Told] = []
    while pipes:
        ready: list[Any] = wait(list(pipes))
        for pipe in ready:
            try:
                heard.append(pipe.recv())
            except EOFError:
                pipes.pop(pipe).join()
    return heard


def wrong(database: Database, heard: Sequence[Told]) -> Iterator[str]:
    """What is wrong with the database, and what was told and is not there, a line each."""
    with reading(database) as session:
        yield from problems(session.connection())
        yield from prove(session)
        reviewers = dict(session.execute(select(tables.Correction.id, tables.Correction.reviewer)).all())
        digests = set(session.scalars(select(tables.Article.sha256)))
        engines = tables.Extraction
        versions = set(
            map(tuple, session.execute(select(engines.article_id, engines.version).where(engines.corrects.is_(None))))
        )
        series = tables.ArticleVersion
        newest = set(session.scalars(select(tables.Article.id).where(tables.Article.superseded.is_(False))))
        last = {row.series: row.article_id for row in session.scalars(select(series).order_by(series.id))}
    if newest != set(last.values()):
        yield f"the newest versions are {sorted(set(last.values()))}, those marked so {sorted(newest)}"
    for one in heard:
        match one.done:
            case ("correction", number) if reviewers.get(number) != one.who:
                yield f"correction {number} of {one.who} is lost"
            case ("article", digest) if digest not in digests:
                yield f"article {digest} is lost"
            case ("extraction", (number, version)) if (number, str(version)) not in versions:
                yield f"extraction {version} of article {number} is lost"


def counts(heard: Sequence[Told]) -> str:
    """How many of each was done, for people."""
    found = Counter(one.done[0] for one in heard)
    return ", ".join(f"{count:,} {what}" for what, count in found.most_common())
