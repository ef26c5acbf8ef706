from io import StringIO
from pathlib import Path

import pytest

from factdb.report import csv
from factdb.store import schema
from factdb.store.engine import make_engine, reading, writing
from factdb.store.query import REPORT_COLUMNS, claims
from factdb.store.write import save
from tests.report.samples import ARTICLE, EXTRACTION


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The attribution report of the sample article, as it comes out of a real database."""
    folder: Path = tmp_path_factory.mktemp("report")
    engine = make_engine(str(folder / "sample.db"))
    schema.upgrade(engine)
    with writing(engine) as session:
        save(session, ARTICLE, EXTRACTION)
    file = StringIO(newline="")
    with reading(engine) as session:
        csv.write(claims(session), REPORT_COLUMNS, file)
    engine.dispose()
    return file.getvalue()
