"""``factdb reextract``."""

from collections import Counter

import click

from factdb.cli import options
from factdb.cli.talk import say
from factdb.records import EngineChoice

# What may have become of a decision, as people read it.
_OUTCOMES = {
    "kept": "kept",
    "moved": "moved",
    "agreed": "now agreed",
    "orphaned": "orphaned",
    "conflicting": "conflicting",
}
_COLUMNS = ("article_id", "name", *_OUTCOMES)
_TABLE = {"article_id": "id", "name": "name"} | _OUTCOMES


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=options.complete_article)
@options.database
@options.listing()
@click.option("--dry-run", is_flag=True, help="Store nothing; say what would become of people's decisions.")
@options.engine_choice
@options.jobs
def command(
    articles: tuple[str, ...], url: str, style: str | None, dry_run: bool, choice: EngineChoice, jobs: int
) -> None:
    """Run this factdb's engine over stored articles again.

    All articles, in their newest versions, or those named by id, name, title or hash; what this engine has extracted
    already is passed over. What people decided stays: it is kept where the engine says what it said, "now agreed"
    where it came round, and listed where their words are no longer in one place (orphaned) or the engine says a third
    thing (conflicting). The articles that have such decisions are printed.

    \b
    Examples:
      factdb reextract --dry-run
      factdb reextract --jobs 4
      factdb reextract --recall
      factdb reextract --fast
      factdb reextract 17 "Victory is Near"
    """
    from factdb.cli.database import existing
    from factdb.cli.output import counted, print_rows
    from factdb.cli.progress import track
    from factdb.ingest import outdated, reextract
    from factdb.store.connect import make_engine
    from factdb.store.read.find.article import find_article

    with existing(url) as session:
        named = [find_article(session, article) for article in articles]
    engine = make_engine(url)
    wanted = outdated(engine, named, choice)
    total: Counter[str] = Counter()
    rows = []
    finished = 0
    try:
        for one in track(reextract(engine, wanted, jobs, dry_run=dry_run, choice=choice), "extracting", len(wanted)):
            total.update(one.decisions)
            finished += 1
            if one.decisions["orphaned"] or one.decisions["conflicting"]:
                rows.append(
                    {"article_id": one.article, "name": one.name} | {name: one.decisions[name] for name in _OUTCOMES}
                )
        print_rows(rows, _COLUMNS, style, _TABLE, nothing="no decision to look at")
    finally:
        done = "would extract" if dry_run else "extracted"
        became = ", ".join(f"{total[name]:,} {words}" for name, words in _OUTCOMES.items())
        say(f"{done} {counted(finished, 'article')} anew; decisions: {became}")
        if finished < len(wanted):
            say(f"broken off: {counted(len(wanted) - finished, 'article')} left; the same command goes on from here")
    if not wanted:
        say("this engine has extracted all of them already")
    if rows and not dry_run:
        say("`factdb review --conflicts` goes through those that are orphaned or conflicting")
