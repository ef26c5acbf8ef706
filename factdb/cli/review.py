"""``factdb review``."""

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.records import Status


@click.command(short_help="Decide about open claims, the least certain first.")
@click.argument("article", required=False, shell_complete=options.complete_article)
@options.any_of("--status", Status, "Only claims of this status, or of any of several.")
@click.option("--speaker", metavar="NAME", shell_complete=options.complete_speaker, help="A name, an alias or an id.")
@click.option("--conflicts", is_flag=True, help="What people decided and the engine or the text now contradicts.")
@options.limit
@options.deciding
@options.database
def command(
    article: str | None,
    status: tuple[Status, ...],
    speaker: str | None,
    conflicts: bool,
    limit: int | None,
    reviewer: str | None,
    reason: str,
    url: str,
) -> None:
    """Decide about open claims one by one, the least certain first.

    Of all articles, or of one. Each claim is shown in its paragraph, and a key decides: a accepts it as it is, r
    rejects it, s, p, t, d, v and w change its status, its speaker, its quote type, whether it is denied, who tells of
    it and its words; ? explains all keys. A decision is kept at once, and u takes it back.

    Where standard input is no terminal, each line is a key or an answer.

    \b
    Examples:
      factdb review
      factdb review article --status sourced
      factdb review --speaker Putin --limit 20
      factdb review --conflicts
    """
    from factdb.cli.database import opened
    from factdb.cli.review_session import ReviewSession
    from factdb.cli.reviewer import reviewer_of
    from factdb.store.connect import reading
    from factdb.store.corrections.review_queue import claims_to_review, conflicts_to_review
    from factdb.store.read.claims import ClaimFilter
    from factdb.store.read.find.article import find_article

    if conflicts and (status or speaker):
        raise click.UsageError("--conflicts lists all that is in conflict: leave out --status and --speaker")
    who, engine = reviewer_of(reviewer, reason), opened(url).engine
    with reading(engine) as session:
        found = None if article is None else find_article(session, article)
        if conflicts:
            targets = conflicts_to_review(session, found, limit)
        else:
            targets = claims_to_review(session, ClaimFilter(article=found, status=status, speaker=speaker, limit=limit))
    if not targets:
        say("nothing waits for a decision")
        return
    walk = ReviewSession(engine, who, targets, conflicts=conflicts)
    try:
        walk.all()
    except KeyboardInterrupt:
        click.echo()  # ends the line of the question
        raise
    finally:
        say(walk.summary())
