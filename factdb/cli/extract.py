"""``factdb extract``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdb.cli import options
from factdb.cli.reading import Asked, expected, is_typed, reading
from factdb.cli.told import Told
from factdb.errors import InputError

if TYPE_CHECKING:
    from factdb.workers import Submit


@click.command()
@reading
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for Parquet."
)
@click.option("--shard", "of", metavar="I/N", default="1/1", show_default=True, help="Which part of the work to do.")
@click.option(
    "--part-size",
    type=click.IntRange(1, 2**31 - 1),
    default=500,
    show_default=True,
    help="Articles in one Parquet file at most.",
)
@click.option("--dask", metavar="SCHEDULER", help="Extract on this Dask cluster: tcp://host:8786.")
@options.jobs
@options.debug
def command(asked: Asked, folder: Path, of: str, part_size: int, dask: str | None, jobs: int) -> None:
    """Extract claims into Parquet files, with no database.

    For many machines, and for use in other programs. Reads what `factdb import` reads. Every shard is given the same
    files in the same order, and does its own part of them; what is there already is not done again, so whatever was cut
    short is simply run again. `factdb load` makes a database of the folder, the same that an import would have made.

    The folder has a folder each for articles, attributions, claims, spans and hedges, whose columns say what they mean;
    DuckDB, pandas, polars and Spark read them.

    \b
    Examples:
      factdb extract news/ --to parts --jobs 4
      factdb extract news/ --to parts --shard 3/8
      seq 8 | parallel factdb extract news/ --to parts --shard {}/8
      factdb extract archive.jsonl --to parts --dask tcp://head:8786
    """
    from factdb.cli.arrow import need_arrow
    from factdb.cli.progress import track

    need_arrow()
    from factdb.shards.extracting import extract_to
    from factdb.shards.parts import Shard

    try:
        shard = Shard.parse(of)
    except InputError as error:
        raise click.BadParameter(str(error), param_hint="--shard") from error
    if dask and jobs > 1:
        raise click.UsageError("--dask and --jobs contradict one another: the cluster has its own processes")
    own = folder.resolve()
    places = [place for place in asked.places() if isinstance(place, str) or not _is_in(own, place)]
    with _workers(dask, jobs) as (submit, ahead):
        found = extract_to(folder, places, asked.wanted(), submit, shard, part_size=part_size, ahead=ahead)
        total = expected(places) if shard.of == 1 else None
        Told("extracted").tell_all(found if is_typed(places) else track(found, "extracting", total))


def _is_in(folder: Path, place: Path) -> bool:
    try:
        return folder in place.resolve().parents
    except (OSError, ValueError, RuntimeError):  # no path, which is told in its turn; the last for a link to itself
        return False


@contextmanager
def _workers(dask: str | None, jobs: int) -> "Iterator[tuple[Submit, int]]":
    """Who extracts, and how many batches are to be on the way at once."""
    if dask:
        from factdb.shards.cluster import dask_workers

        with dask_workers(dask) as found:
            yield found
    else:
        from factdb.workers import AHEAD, workers

        with workers(jobs) as submit:
            yield submit, AHEAD * jobs if jobs > 1 else 0
