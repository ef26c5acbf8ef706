import json
from datetime import UTC, datetime
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from factdb.formats.json import write


@given(st.lists(st.fixed_dictionaries({"a": st.text() | st.none() | st.booleans(), "b": st.integers()})))
def test_an_array_with_an_object_a_line(rows: list[dict[str, object]]) -> None:
    file = StringIO()
    write(rows, ["a", "b"], file)
    assert json.loads(file.getvalue()) == rows
    assert file.getvalue().count("\n") == max(len(rows), 1)


def test_times_are_iso_8601_and_only_the_columns_are_written() -> None:
    file = StringIO()
    write([{"at": datetime(2024, 6, 20, tzinfo=UTC), "more": 1}], ["at"], file)
    assert file.getvalue() == '[{"at": "2024-06-20T00:00:00+00:00"}]\n'
