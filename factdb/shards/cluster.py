"""Work on a Dask cluster: a scheduler hands batches to workers, and again to others where one dies."""

from collections.abc import Iterator
from contextlib import contextmanager

from factdb.errors import FactDBError
from factdb.workers import AHEAD, Submit

_PATIENCE = "30 s"


@contextmanager
def dask_workers(address: str) -> Iterator[tuple[Submit, int]]:
    """Begins work on the cluster with a scheduler at ``address``; and how many batches are to be on the way at once.

    Raises FactDBError if there is no scheduler, or a batch has killed several workers. Workers need factdb installed
    with its extra ``parquet``, and no file: articles go to them, and what was found comes back.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise FactDBError('Dask is not installed; install it: pip install "factdb[dask]"') from error
    try:
        client = Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise FactDBError(f"{address}: no Dask scheduler answers ({error}); check the address") from error
    try:
        ahead = AHEAD * max(sum(client.nthreads().values()), 1)
        # A batch is never the same as another, so that there is nothing to be found again by its key.
        yield lambda work, item: client.submit(work, item, pure=False).result, ahead
    except KilledWorker as error:
        raise FactDBError(f"{address}: the same articles ended several workers, perhaps for want of memory") from error
    finally:
        client.close()
