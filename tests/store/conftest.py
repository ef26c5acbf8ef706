from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factdb.store.connect import reading, writing
from factdb.store.save import save
from factdb.store.verify.proof import prove
from factdb.store.verify.seal import statement
from tests.store.bells import article, extraction
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


@pytest.fixture(scope="module")
def bells(shared_database: Engine) -> Engine:
    """A database with three articles that name the same five speakers."""
    with writing(shared_database) as session:
        for number in range(3):
            save(session, article(number), extraction())
    return shared_database


@pytest.fixture
def session(bells: Engine) -> Iterator[Session]:
    """A session on it whose writes are taken back."""
    with writing(bells) as session:
        yield session
        session.rollback()
