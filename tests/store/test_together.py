"""Several processes that correct, undo, import and extract at once: nobody meets an error, and nothing is lost."""

from collections import Counter

from sqlalchemy import Engine as Database

from tests.store.people import begin, together, wrong


def test_everybody_at_once(database: Database, database_url: str) -> None:
    begin(database)
    heard = together(database_url, workers=4, seconds=1.5)
    assert [one for one in heard if one.done[0] == "error"] == []
    assert list(wrong(database, heard)) == []
    done = Counter(one.done[0] for one in heard)
    assert done["correction"] > 0
    # Only those who looked at what somebody else has changed since are told so, and by whom.
    nothing = {"nothing to undo", "nothing to correct"}
    assert set(done) <= {"correction", "article", "extraction", "stale", "gone"} | nothing
