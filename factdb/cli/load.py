"""``factdb load``."""

from pathlib import Path

import click

from factdb.cli import options
from factdb.cli.told import Told


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@options.database
@click.option("--unfinished", is_flag=True, help="Load what is there, though some shards are not finished.")
def command(folder: Path, url: str, unfinished: bool) -> None:
    """Load what `factdb extract` wrote into the database.

    It makes what an import would have made: same rows, same ids, same order; what people have decided about earlier
    texts is merged as an import does it. What is there already is not loaded again, so a load that was cut short is
    simply run again. Every span is compared with its text before it is stored.

    \b
    Examples:
      factdb load parts
      factdb load parts --db postgresql://user@host/news
    """
    from factdb.cli.arrow import need_arrow
    from factdb.cli.database import made
    from factdb.cli.progress import track

    need_arrow()
    from factdb.shards.loading import articles_in, load

    total = articles_in(folder, unfinished=unfinished)
    loaded = load(made(url), folder, unfinished=unfinished)
    Told("loaded").tell_all(track(loaded, "loading", total))
