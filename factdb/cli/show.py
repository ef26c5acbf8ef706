"""``factdb show``."""

import sys

import click

from factdb.cli import options
from factdb.errors import NotFoundError
from factdb.records import Article, Claim, Extraction, claim_id


@click.command()
@click.argument("article", shell_complete=options.complete_article)
@click.option("--why", metavar="CLAIM", help="Explain one claim, by the start of its id.")
@options.database
def command(article: str, why: str | None, url: str) -> None:
    """Show an article with its claims, sources and hedges marked.

    ARTICLE is its id, its file name, or the start of its title or hash. Claims are coloured by status; signs take the
    place of colours where there are none (NO_COLOR, a pipe). Under each paragraph stand its claims that have a source
    or a hedge, with the start of their ids.

    \b
    Examples:
      factdb show article
      factdb show article --why 3f2a
    """
    from factdb.cli.database import existing
    from factdb.cli.output import destination
    from factdb.store.find import find_article
    from factdb.store.load import load

    with existing(url) as session:
        stored, extraction = load(session, find_article(session, article))
    with destination(None):
        if why is None:
            _show(stored, extraction)
        else:
            _explain(stored, extraction, _find(stored, extraction, why))


def _show(article: Article, extraction: Extraction) -> None:
    from factdb.cli.table import console
    from factdb.report.terminal import legend, paragraphs, visible

    screen = console(sys.stdout)
    colour = screen.color_system is not None and not screen.no_color
    screen.print(visible(article.title or article.name), style="bold")
    published = f"{article.published:%Y-%m-%d}" if article.published else ""
    screen.print(visible(" · ".join(filter(None, (article.publisher, published, article.source)))), style="dim")
    screen.print()
    for line in paragraphs(article, extraction, colour):
        screen.print(line)
    screen.print(legend(colour))


def _explain(article: Article, extraction: Extraction, claim: Claim) -> None:
    from rich.table import Table

    from factdb.cli.table import show
    from factdb.report.terminal import explanation, visible

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in explanation(article, extraction, claim):
        table.add_row(label, visible(value))
    show(table, sys.stdout)


def _find(article: Article, extraction: Extraction, start: str) -> Claim:
    found = {claim_id(article.sha256, claim.spans): claim for claim in extraction.claims}
    matches = [(uid, claim) for uid, claim in found.items() if uid.startswith(start.lower())]
    match matches:
        case [(_, claim)]:
            return claim
        case []:
            where = f"`factdb claims --article {article.name!r}`"
            raise NotFoundError(f"no claim {start!r} in {article.name}; {where} lists their ids")
        case _:
            raise NotFoundError(
                f"{start!r} is the start of several claims' ids: {', '.join(uid for uid, _ in matches)}"
            )
