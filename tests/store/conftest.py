import pytest
from sqlalchemy import Engine

from factdb.store.connect import reading, writing
from factdb.store.verify.proof import prove
from factdb.store.verify.seal import statement
from tests.store.tampering import Says, fill_more, seal_says


@pytest.fixture(scope="module")
def filled(shared_database: Engine) -> Engine:
    """A database with every kind of row in it; not to be changed."""
    with writing(shared_database) as session:
        fill_more(session)
        assert list(prove(session)) == []
    return shared_database


@pytest.fixture(scope="module")
def seal(filled: Engine) -> Says:
    """The first thing that is no longer as it is in that database."""
    with reading(filled) as session:
        return seal_says(statement(session))
