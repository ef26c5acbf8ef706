"""pyarrow, which not everybody has: what needs it says how to get it."""

from importlib import import_module

from factdb.errors import FactDBError


def need_arrow() -> None:
    """Raise FactDBError, with what to install, if pyarrow is not there."""
    try:
        import_module("pyarrow")
    except ImportError as error:
        raise FactDBError('Parquet needs pyarrow; install it: pip install "factdb[parquet]"') from error
