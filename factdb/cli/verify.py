"""``factdb verify``."""

from pathlib import Path

import click

from factdb.cli import options
from factdb.errors import InputError, ProofError
from factdb.records import Article


@click.command()
@click.argument("report", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[REPORT]")
@click.argument("texts", nargs=-1, type=click.Path(path_type=Path), metavar="[ARTICLE.txt]...")
@options.database
def command(report: Path | None, texts: tuple[Path, ...], url: str) -> None:
    """Prove the database, or a report, against the texts.

    Without arguments every stored span is compared with its text, every row with the checksum of its extraction, every
    correction with the hash of the one before, and what is shown with what the corrections come to; originals that
    are kept beside the database with their hashes. A report needs no
    database: its CSV file is compared with the files (or folders) that were imported. What they cannot prove, such as
    whom a pronoun means or who published, is only checked for contradictions. A report that is one HTML file brings its
    text along, and is proved by itself. Exit 1 if anything is wrong; what it is, is listed.

    \b
    Examples:
      factdb verify
      factdb verify report.csv article.txt
      factdb verify page.html
    """
    if report is None:
        _verify_database(url)
    elif report.suffix.lower() in (".html", ".htm"):
        _verify_page(report)
    elif texts:
        _verify_report(report, texts)
    else:
        raise click.UsageError("give the texts that the report is about: factdb verify REPORT.csv ARTICLE.txt")


def _verify_database(url: str) -> None:
    from factdb.cli.database import existing
    from factdb.cli.output import counted
    from factdb.store.corrections.chain import count
    from factdb.store.originals import originals_folder
    from factdb.store.verify.proof import original_problems, proofs

    articles = spans = problems = 0
    with existing(url) as session:
        for proof in proofs(session):
            articles += proof.article_id is not None
            spans += proof.spans
            problems += len(proof.problems)
            for problem in proof.problems:
                click.echo(problem)
        for problem in original_problems(session, originals_folder(session.get_bind())):
            problems += 1
            click.echo(problem)
        corrections = count(session.connection())
    if problems:
        raise ProofError(f"{counted(problems, 'thing')} wrong in the database, out of {counted(spans, 'span')}")
    decided = f" and {counted(corrections, 'correction')}" if corrections else ""
    click.echo(f"proved {counted(spans, 'span')} of {counted(articles, 'article')}{decided}", err=True)


def _verify_report(report: Path, texts: tuple[Path, ...]) -> None:
    from factdb.cli.output import counted
    from factdb.formats.proof import verify

    rows = wrong = 0
    with report.open(encoding="utf-8-sig", newline="") as file:
        for proof in verify(file, str(report), _articles(texts)):
            rows += 1
            wrong += bool(proof.problems)
            for problem in proof.problems:
                click.echo(f"row {proof.row}: {problem}")
    if wrong:
        raise ProofError(f"{report}: {wrong:,} of {counted(rows, 'row')} not as the texts have it")
    click.echo(f"proved {counted(rows, 'row')} of {report}", err=True)


def _verify_page(page: Path) -> None:
    from factdb.cli.output import counted
    from factdb.formats.html.proof import verify_page
    from factdb.terminal.article import visible

    claims = wrong = 0
    for proof in verify_page(page):
        claims += proof.claims
        wrong += len(proof.problems)
        for problem in proof.problems:
            click.echo(f"{visible(proof.title)}: {visible(problem)}")
    if wrong:
        raise ProofError(f"{page}: {counted(wrong, 'thing')} wrong")
    click.echo(f"proved {counted(claims, 'claim')} of {page}", err=True)


def _articles(paths: tuple[Path, ...]) -> list[Article]:
    from factdb.text.readers import find_files, read

    articles = []
    for path in find_files(paths):
        for article in read(path):
            if isinstance(article, InputError):
                raise article
            articles.append(article)
    return articles
