from io import StringIO
from pathlib import Path

import pytest

from factdb.formats import csv
from factdb.store.connect import make_engine, reading, writing
from factdb.store.read.claims import claims
from factdb.store.save import save
from factdb.store.schema import migrate as schema
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS
from tests.formats.samples import ARTICLE, EXTRACTION, correct


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


@pytest.fixture(scope="session")
def machine_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """That of the article as people corrected it, with what the engine says beside it."""
    engine = make_engine(str(tmp_path_factory.mktemp("report") / "corrected.db"))
    schema.upgrade(engine)
    with writing(engine) as session:
        save(session, ARTICLE, EXTRACTION)
        correct(session)
    file = StringIO(newline="")
    with reading(engine) as session:
        csv.write(claims(session, machine=True), REPORT_COLUMNS + MACHINE_COLUMNS, file)
    engine.dispose()
    return file.getvalue()
