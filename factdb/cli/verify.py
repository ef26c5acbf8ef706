"""``factdb verify``."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from operator import attrgetter
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from factdb.cli import options
from factdb.cli.talk import harmless, say
from factdb.errors import InputError, ProofError
from factdb.records import Article

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from factdb.formats.saved import Opened
    from factdb.formats.seal import Seal

_MOST_NAMED = 5

# What of a report is wrong, nothing where it only lacks a claim, and the line that says so.
_Unlike = tuple[Sequence[object], str]


@click.command()
@click.argument("report", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[REPORT]")
@click.argument("texts", nargs=-1, type=click.Path(path_type=Path), metavar="[ARTICLE.txt]...")
@click.option(
    "--seal",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Compare with this seal; that of a report is REPORT.csv.seal, and used if it is there.",
)
@click.option("--signer", metavar="KEY", help="The seal must be signed by whoever has this public key.")
@options.signing
@click.option(
    "--from",
    "begin",
    type=click.IntRange(1, 2**31 - 1),
    metavar="ARTICLE",
    help="Go on with the article that has this number, as a proof that was interrupted says.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that prove.")
@click.option(
    "--part", is_flag=True, help="The report is a selection: the rest of its articles' claims may be missing."
)
@options.database
@click.pass_context
def command(
    ctx: click.Context,
    report: Path | None,
    texts: tuple[Path, ...],
    seal: Path | None,
    signer: str | None,
    key: Path,
    begin: int | None,
    jobs: int,
    part: bool,
    url: str,
) -> None:
    """Prove the database, or a report.

    Without arguments every stored span is compared with its text, every row with its checksum, every correction with
    the hash of the one before, what is shown with what the corrections come to, the search index with the claims, and
    tables, views and triggers with those that factdb makes; originals that are kept beside the database with their
    hashes. --seal also tells what was changed or taken out together with all its checksums, and what has been added.

    A report (CSV, Excel, JSON or Parquet) is compared with the files (or folders) that were imported, with its seal,
    with the database if --db is given, or with several of them; with the database that is here if nothing else is
    named. The texts alone prove words and places; whom a pronoun means or who published is then only checked for
    contradictions. A claim that the database has and the report lacks is wrong, but for a selection (--part). A report
    that is one HTML file brings its text along, and is proved by itself. Exit 1 if anything is wrong; what it is, is
    listed.

    \b
    Examples:
      factdb verify
      factdb verify --seal monday.seal
      factdb verify --jobs 4 --db archive.db
      factdb verify --from 12001 --db archive.db
      factdb verify report.csv
      factdb verify report.csv article.txt
      factdb verify quoted.xlsx --part --db archive.db
      factdb verify page.html
    """
    if part and (report is None or report.suffix.lower() in (".html", ".htm")):
        raise click.UsageError("--part is for a report that is a table")
    if report is None:
        _verify_database(url, _seal(seal, signer, key, of_report=False), jobs, begin or 0)
        return
    if begin is not None:
        raise click.UsageError("--from goes on with the proof of a database; a report is proved whole")
    if report.suffix.lower() in (".html", ".htm"):
        if seal is not None or signer:
            raise click.UsageError("a page proves itself, and has no seal")
        _verify_page(report)
        return
    if report.suffix.lower() in (".jsonl", ".ndjson"):
        raise click.UsageError(
            f"{report}: holds whole articles, and is no report; import it into a new database, and verify that"
        )
    from factdb.formats.seal import beside

    if seal is None and beside(report).exists():
        seal = beside(report)
    if signer and seal is None:
        raise click.UsageError("--signer asks who signed a seal: name it with --seal")
    named = ctx.get_parameter_source("url")
    alone = not texts and seal is None
    # The database that is here, or that the environment names, is asked where there is nothing else to compare with.
    in_database = named is ParameterSource.COMMANDLINE or (
        alone and (named is not ParameterSource.DEFAULT or _is_here(url))
    )
    if alone and not in_database:
        raise click.UsageError(
            f"compare the report with what? There is no {url} here: factdb verify {quote(report.name)} ARTICLE.txt, "
            "or --db DATABASE, or --seal FILE"
        )
    if part and not in_database:
        raise click.UsageError("--part is about a database: the texts and a seal don't tell what is missing")
    _verify_report(report, texts, _seal(seal, signer, key, of_report=True), url if in_database else None, is_part=part)


def _is_here(url: str) -> bool:
    return "://" not in url and Path(url).is_file()


def _seal(path: Path | None, signer: str | None, key: Path, *, of_report: bool) -> "Seal | None":
    """The seal in ``path``; who signed it is told. Raises ProofError if that is not ``signer``."""
    if path is None:
        if signer:
            raise click.UsageError("--signer asks who signed a seal: name it with --seal")
        return None
    from factdb.formats import seal as seals
    from factdb.store.verify.seal import FORMAT

    seal = seals.read(path, seals.REPORT if of_report else FORMAT)
    own = seals.load_key(key)
    if signer and signer.strip().lower() != seal.signer:
        raise ProofError(f"{path}: is signed by {seal.signer or 'nobody'}, not by {signer}")
    if not seal.signer:
        who = "not signed: compare its hash with the one that you kept"
    elif signer or (own and seals.public(own) == seal.signer):
        who = f"signed by {seal.signer}{'' if signer else ', which is you'}"
    else:
        who = f"signed by {seal.signer}: is that the key that you know? Then ask with --signer"
    say(f"seal of {seal.statement.get('made_at')}, {who}")
    say(f"hash {seal.hash}")
    return seal


def _verify_database(url: str, seal: "Seal | None", jobs: int, begin: int) -> None:
    from factdb.cli.database import existing, opened
    from factdb.cli.output import counted
    from factdb.cli.progress import track
    from factdb.store.corrections.chain import last
    from factdb.store.originals import originals_folder
    from factdb.store.verify.proof import articles_from, original_problems, proofs, proofs_by

    articles = spans = problems = 0
    with existing(url) as session:
        wanted = articles_from(session, begin)
        found = proofs(session, begin) if jobs == 1 else proofs_by(opened(url).engine, jobs, begin)
        try:
            for proof in track(found, "proving", len(wanted)):
                articles += proof.article_id is not None
                spans += proof.spans
                problems += len(proof.problems)
                for problem in proof.problems:
                    click.echo(harmless(problem))
        except KeyboardInterrupt:
            if articles < len(wanted):
                wrong = f", {counted(problems, 'thing')} wrong" if problems else ""
                so_far = f"proved {counted(spans, 'span')} of {counted(articles, 'article')} so far{wrong}"
                say(f"{so_far}; go on with `factdb verify --from {wanted[articles]}`")
            raise
        unsealed = _unlike_seal(session, seal) if seal else ()
        for problem in chain(unsealed, original_problems(session, originals_folder(session.get_bind()))):
            problems += 1
            click.echo(harmless(problem))
        corrections = last(session.connection())
    if problems:
        raise ProofError(f"{counted(problems, 'thing')} wrong in the database, out of {counted(spans, 'span')}")
    decided = f" and {counted(corrections, 'correction')}" if corrections else ""
    say(f"proved {counted(spans, 'span')} of {counted(articles, 'article')}{decided}")


def _unlike_seal(session: "Session", seal: "Seal") -> Iterator[str]:
    """What was changed or taken out since, a line each; what was added is told."""
    from factdb.cli.output import counted
    from factdb.store.verify.seal import added, gone, statement

    try:
        yield from gone(session, seal.statement)
        news = added(statement(session), seal.statement)
    except (LookupError, TypeError, AttributeError) as error:
        raise InputError("the seal lacks a part; make another with `factdb seal`") from error
    came = ", ".join(counted(number, part.removesuffix("s")) for part, number in news.items())
    say(f"added since it was sealed: {came or 'nothing'}")


def _verify_report(
    report: Path, texts: tuple[Path, ...], seal: "Seal | None", url: str | None, *, is_part: bool
) -> None:
    from factdb.cli.output import counted
    from factdb.formats.proof import rows_of

    opened = _opened(report)
    with opened() as file:
        rows = sum(1 for _ in rows_of(file, str(report)))
    against: dict[str, Iterable[_Unlike]] = {}
    not_given: dict[str, list[object]] = {}
    if texts:
        against["the texts"] = _unlike_texts(report, opened, texts, not_given)
    if seal is not None:
        against["its seal"] = _unlike_its_seal(opened, seal)
    if url is not None:
        against[f"the database {url}"] = _unlike_database(report, opened, url)
    wrong: set[object] = set()
    missing = 0
    for what, line in chain.from_iterable(against.values()):
        missing += not what
        if what or not is_part:
            click.echo(harmless(line))
        wrong.update(what)
    lacks = f"{counted(missing, 'claim')} of {'its' if rows else 'the'} articles missing"
    if wrong:
        have = "have" if texts else "has"
        told = f"{len(wrong):,} of {counted(rows, 'row')} not as {', '.join(against)} {have} it"
        told += f", and {lacks}" if missing and not is_part else ""
        raise ProofError(f"{report}: {told}{f'; {_not_given(not_given)}' if not_given else ''}")
    if not_given:
        proved = f"proved {rows - sum(map(len, not_given.values())):,} of {counted(rows, 'row')}"
        raise ProofError(f"{report}: {_not_given(not_given)}; {proved}")
    by = "" if list(against) == ["the texts"] else f", by {', '.join(against)}"
    if missing and not is_part:
        raise ProofError(f"{report}: {lacks}; if it is a selection, --part proves it as one")
    proved = f"proved {counted(rows, 'row')} of {report}{by}"
    say(f"{proved}{f'; {missing:,} more claims of the same articles are not in it' if missing else ''}")


def _not_given(sources: Collection[str]) -> str:
    from factdb.cli.output import counted

    listed = ", ".join([*islice(sources, _MOST_NAMED), *(["..."] if len(sources) > _MOST_NAMED else [])])
    return f"no text given for {counted(len(sources), 'article')} ({listed})"


def _opened(report: Path) -> "Opened":
    """What opens the report as CSV. Raises FactDBError where what reads its format is not there."""
    if report.suffix.lower() == ".parquet":
        from factdb.cli.arrow import need_arrow

        need_arrow()
    from factdb.formats.saved import as_csv

    return as_csv(report)


def _unlike_texts(
    report: Path, opened: "Opened", texts: tuple[Path, ...], not_given: dict[str, list[object]]
) -> Iterator[_Unlike]:
    """What is unlike the texts; rows of which none is given go into ``not_given``, by their source."""
    from factdb.formats.proof import verify

    with opened() as file:
        # A text that is another by now is told once, not for every row of its article.
        proofs = groupby(verify(file, str(report), _articles(texts)), attrgetter("problems", "not_given"))
        for (problems, source), rows_alike in proofs:
            rows = [proof.row for proof in rows_alike]
            if source:
                not_given.setdefault(source, []).extend(rows)
                continue
            where = f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]} to {rows[-1]}"
            for problem in problems:
                yield rows, f"{where}: {problem}"


def _unlike_its_seal(opened: "Opened", seal: "Seal") -> Iterator[_Unlike]:
    from factdb.formats.seal import report_problems

    with opened() as file:
        for problem in report_problems(file, seal.statement):
            yield [problem], problem


def _unlike_database(report: Path, opened: "Opened", url: str) -> Iterator[_Unlike]:
    from factdb.cli.database import existing
    from factdb.formats.comparison import compare

    with existing(url) as session, opened() as file:
        for proof in compare(session, file, str(report)):
            for problem in proof.problems:
                yield ([proof.row], f"row {proof.row}: {problem}") if proof.row else ([], problem)


def _verify_page(page: Path) -> None:
    from factdb.cli.output import counted
    from factdb.formats.html.proof import verify_page

    claims = wrong = 0
    for proof in verify_page(page):
        claims += proof.claims
        wrong += len(proof.problems)
        for problem in proof.problems:
            click.echo(harmless(f"{proof.title}: {problem}"))
    if wrong:
        raise ProofError(f"{page}: {counted(wrong, 'thing')} wrong")
    say(f"proved {counted(claims, 'claim')} of {page}")


def _articles(paths: tuple[Path, ...]) -> list[Article]:
    """The articles of the files. Of what cannot be read it is said: where a row needs it, that has no text given."""
    from factdb.text.readers import find_files, read

    read_so = [article for path in find_files(paths) for article in read(path)]
    unread = [one for one in read_so if isinstance(one, InputError)]
    if unread:
        say(f"factdb: {unread[0]}{f'; and {len(unread) - 1:,} more could not be read' if len(unread) > 1 else ''}")
    return [one for one in read_so if isinstance(one, Article)]
