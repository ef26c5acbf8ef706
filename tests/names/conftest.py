import pytest

from factdb.names import identity


@pytest.fixture(autouse=True)
def _asked_anew() -> None:
    """Each test works out what a name comes to: what is remembered would hide changes of ``make mutants`` below it."""
    for one in vars(identity).values():
        if hasattr(one, "cache_clear"):
            one.cache_clear()
