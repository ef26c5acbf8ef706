"""``factdb show``."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from factdb.cli import options
from factdb.errors import NotFoundError, Remedy
from factdb.records import Article, Extraction, claim_id

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdb.store.read.decided import ClaimDecision


@click.command(short_help="Show an article with its claims and hedges marked.")
@click.argument("article", required=False, shell_complete=options.complete_article)
@click.option("--why", metavar="CLAIM", help="Explain one claim, by the start of its id; no ARTICLE is needed.")
@click.option("--format", "style", type=click.Choice(["text", "html"]), default="text", help="html: a part of a page.")
@options.database
def command(article: str | None, why: str | None, style: str, url: str) -> None:
    """Show an article with its claims, sources and hedges marked.

    ARTICLE is its id, its file name, or the start of its name, title or hash; NAME@1 is its first version. Claims are
    coloured by status; signs take the place of colours where there are none (NO_COLOR, a pipe). Under each paragraph
    stand its claims with the start of their ids: those that have a source, a hedge or a decision, then the others with
    their first words; at the end what people rejected, and decisions whose words are gone.

    \b
    Examples:
      factdb show article
      factdb show --why 3f2a
      factdb show article --format html > part.html
    """
    from factdb.cli.database import existing
    from factdb.cli.output import destination
    from factdb.store.read.appearances import appearances
    from factdb.store.read.decided import decided_claims
    from factdb.store.read.find.article import removed_before
    from factdb.store.read.load import load

    if article is None and why is None:
        raise click.UsageError("show what? give an ARTICLE, or --why CLAIM")
    with existing(url) as session, destination(None):
        number = _article(session, article, why or "")
        stored, extraction = load(session, number)
        decided = decided_claims(session, number)
        if style == "html":
            from factdb.formats.html.report import fragment

            sys.stdout.write(fragment(stored, extraction))
        elif why is None:
            before = [told for told in removed_before(session, [stored.sha256]) if told[0] != number]
            _show(stored, extraction, decided, appearances(session, number)[1:], before)
        else:
            _explain(_explanation(session, number, stored, extraction, decided, why))


def _article(session: "Session", called: str | None, claim: str) -> int:
    """The article that is ``called`` so; else that of the claim. What is no article's name may be a claim's id."""
    from factdb.store.read.find.article import find_article
    from factdb.store.read.find.claim import find_claim

    if called is None:
        return find_claim(session, claim).article
    try:
        return find_article(session, called)
    except NotFoundError as unknown:
        try:
            find_claim(session, called)
        except NotFoundError:
            raise unknown from None
        raise NotFoundError(f"{called}: no article but a claim; `factdb show --why {called}` explains it") from unknown


def _show(
    article: Article,
    extraction: Extraction,
    decided: "list[ClaimDecision]",
    elsewhere: "Sequence[Mapping[str, Any]]",
    before: Sequence[tuple[int, str, int]],
) -> None:
    from factdb.terminal.article import hanging, legend, paragraphs
    from factdb.terminal.table import console
    from factdb.terminal.visible import visible

    screen = console(sys.stdout)
    colour = screen.color_system is not None and not screen.no_color
    screen.print(visible(article.title or article.name), style="bold")
    published = f"{article.published:%Y-%m-%d}" if article.published else ""
    about = (article.author and f"by {article.author}", article.publisher, published, article.source)
    screen.print(visible(" · ".join(filter(None, about))), style="dim")
    for place in elsewhere:
        day = f"{place['published']:%Y-%m-%d}" if place["published"] else ""
        also = " · ".join(filter(None, (place["publisher"], day, place["source"])))
        screen.print(visible(f"also in {also}"), style="dim")
    for number, reviewer, correction in before:
        removed = f"imported again; article {number}, which had this text, was removed by {reviewer}"
        screen.print(visible(f"{removed} (correction {correction}; `factdb history --article {number}`)"), style="dim")
    if article.language not in ("", extraction.engine.language):
        screen.print(
            f"in {article.language}; claims found by an engine for {extraction.engine.language}", style="yellow"
        )
    screen.print()
    for line in paragraphs(article, extraction, colour, decided):
        screen.print(hanging(line, screen))
    screen.print(legend(colour))


def _explain(labelled: Iterable[tuple[str, str]]) -> None:
    from rich.table import Table

    from factdb.terminal.table import show
    from factdb.terminal.visible import visible

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in labelled:
        table.add_row(label, visible(value))
    show(table, sys.stdout)


def _explanation(
    session: "Session",
    number: int,
    article: Article,
    extraction: Extraction,
    decided: "list[ClaimDecision]",
    start: str,
) -> Iterator[tuple[str, str]]:
    """Of the one claim of the article whose id begins with ``start``: what it says, and what people decided."""
    from factdb.review.claims import attributed_claims
    from factdb.review.decisions import Target
    from factdb.store.corrections.decide import describe
    from factdb.store.corrections.history import history
    from factdb.store.read.find.claim import find_claim
    from factdb.terminal.explanation import decisions, explanation

    shown = {
        claim_id(article.sha256, claim.spans): (claim, one)
        for claim, one in zip(extraction.claims, attributed_claims(extraction), strict=True)
    }
    key = find_claim(session, start, number).key
    reviewed = next((one for one in decided if key in (one.key, one.claim)), None)
    uid = key if reviewed is None else reviewed.claim or reviewed.key
    if reviewed is None and uid not in shown:
        raise NotFoundError(f"{start}: is no longer a claim of {article.name}").mended_by(Remedy.LIST_CLAIMS)
    claim, stands = shown.get(uid, (None, None))
    if claim is not None:
        yield from explanation(article, extraction, claim)
    if reviewed is not None:
        made = history(session, Target(number, reviewed.key))
        yield from decisions(reviewed, describe(article.text, stands), made)
