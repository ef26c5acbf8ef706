"""What a database is asked: through SQLAlchemy, and past it, of the driver itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, event
from sqlalchemy import Engine as Database

from factdb.store import connect, dialect

Statement = tuple[str, Any]


@contextmanager
def listened(asked: Connection | Database) -> Iterator[list[Statement]]:
    """Each statement that is run meanwhile, with its parameters: a list of them if it is run many times."""
    made: list[Statement] = []
    told_to_people = connect.told_to_people

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        made.append((statement, parameters))

    class Listening:
        """The driver's connection, which has what it is asked noted."""

        def __init__(self, driver: Any) -> None:
            self._driver = driver

        def execute(self, statement: str, parameters: Any = ()) -> Any:
            made.append((statement, tuple(parameters) if isinstance(parameters, list) else parameters))
            return self._driver.execute(statement, parameters)

        def executemany(self, statement: str, rows: list[Any]) -> Any:
            made.append((statement, rows))
            return self._driver.executemany(statement, rows)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._driver, name)

    @contextmanager
    def listening(connection: Connection) -> Iterator[Any]:
        with told_to_people(connection) as driver:
            yield Listening(driver)

    event.listen(asked, "before_cursor_execute", note)
    try:
        with patch.object(dialect, "told_to_people", listening):
            yield made
    finally:
        event.remove(asked, "before_cursor_execute", note)
