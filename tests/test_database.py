"""The front door: what a user of Python imports, does and gets."""

import doctest
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copy
from typing import Any, assert_type

import pytest

import factdb
import factdb.extract
from factdb import database as front_door
from factdb.store.read.claims import ClaimConditions, ClaimFilter
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS, attribution_report

SEED = Path(__file__).parents[1] / "seeds" / "article.txt"
NEWS = """“The mill makes ten tons of flour a day,” said Ann Lee.

The bridge could close in spring. The council met in room 4 on Monday."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    copy(SEED, tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one article; to be copied."""
    path = tmp_path_factory.mktemp("news") / "mill.db"
    published = datetime(2025, 4, 6, tzinfo=UTC)
    article = factdb.Article(NEWS, name="mill", source="news/mill.txt", title="The mill", published=published)
    with factdb.open(path) as database:
        database.add(article)
    return path


@pytest.fixture
def news(mill: Path, here: Path) -> Iterator[factdb.Database]:
    """The same, opened."""
    with factdb.open(copy(mill, here)) as database:
        yield database


@pytest.mark.parametrize("module", [factdb, front_door, sys.modules["factdb.extract"]])
def test_the_examples_are_true(here: Path, module: object) -> None:
    failed, attempted = doctest.testmod(module)  # type: ignore[arg-type]
    assert (failed, attempted > 1) == (0, True)


@pytest.mark.parametrize("name", factdb.__all__)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    assert name in dir(factdb)
    assert getattr(factdb, name).__doc__


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        factdb.nothing  # noqa: B018


@pytest.mark.parametrize("order", ["import factdb.extract", "import factdb.extract.engine"])
def test_extract_can_be_called_however_it_is_imported(order: str) -> None:
    # That it answers is in the examples, and to load the model takes longer than all else here.
    program = f"{order}; import factdb; print(callable(factdb.extract), factdb.extract.extract.__name__)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "True extract\n"


def test_importing_it_imports_nothing_heavy() -> None:
    program = "import sys; import factdb; dir(factdb); print([name for name in sys.modules if name in %r])"
    heavy = ("sqlalchemy", "onnxruntime", "numpy", "click", "alembic", "rich", "psycopg", "factdb.records")
    run = subprocess.run([sys.executable, "-c", program % (heavy,)], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_types_are_seen_by_a_users_type_checker(news: factdb.Database) -> None:
    assert (Path(factdb.__file__).parent / "py.typed").exists()
    row = news.claims(limit=1)[0]
    assert_type(row, factdb.ReportRow)
    assert_type(row.claim, str)
    assert_type(row.confidence, float | None)
    assert_type(factdb.extract("It rains."), factdb.Extraction)
    assert_type(next(iter(factdb.read(SEED))), factdb.Article)
    assert isinstance(row.confidence, float)


def test_the_columns_of_a_row_are_those_of_the_view() -> None:
    names = [field.name for field in fields(factdb.ReportRow)]
    assert names == attribution_report.columns.keys()
    assert tuple(names[: len(REPORT_COLUMNS) + len(MACHINE_COLUMNS)]) == REPORT_COLUMNS + MACHINE_COLUMNS


def test_conditions_are_the_fields_of_the_filter() -> None:
    own = {"article", "since", "until"}
    assert {field.name for field in fields(ClaimFilter)} == {*ClaimConditions.__annotations__} | own


def test_claims_by_condition(news: factdb.Database) -> None:
    assert [row.status for row in news.claims()] == ["quoted", "speculative", "unsourced"]
    assert [row.speaker for row in news.claims(status="quoted", article="mill")] == ["Ann Lee"]
    assert [row.claim for row in news.claims(hedged=True)] == ["The bridge could close in spring."]
    with pytest.raises(factdb.InputError, match="'certainly' is none of quoted, "):
        news.claims(status="certainly")
    with pytest.raises(factdb.NotFoundError, match="no such article"):
        news.claims(article="nowhere")


def test_rows_are_a_sequence(news: factdb.Database) -> None:
    rows = news.claims()
    assert (len(rows), rows[-1].status, [row.status for row in rows[:2]]) == (3, "unsourced", ["quoted", "speculative"])
    assert repr(rows[1:]) == "<2 rows of ReportRow>"


def test_a_notebook_shows_rows_as_a_table(news: factdb.Database) -> None:
    shown = news.claims()._repr_html_()
    assert shown.count("<tr>") == 1 + 3
    assert "<th>claim_id</th>" in shown
    assert "<th>speaker</th>" not in news.claims(status="unsourced")._repr_html_()  # empty in all of them
    assert "<td>Ann Lee</td>" in news.speakers()._repr_html_()
    assert "0 rows of ReportRow" in news.claims(text="nothing of the kind")._repr_html_()


@pytest.mark.parametrize(("library", "convert"), [("pandas", "to_pandas"), ("pyarrow", "to_arrow")])
def test_a_library_that_is_not_there_is_named(
    news: factdb.Database, monkeypatch: pytest.MonkeyPatch, library: str, convert: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(factdb.FactDBError, match=f"install it: pip install {library}"):
        getattr(news.claims(), convert)()


@pytest.mark.parametrize("given", [None, b"Ann Lee said no.", 7])
def test_what_is_no_article_is_not_extracted(given: Any) -> None:
    with pytest.raises(factdb.InputError, match="neither a text"):
        factdb.extract(given)


def test_data_frames(news: factdb.Database) -> None:
    frame = news.claims().to_pandas()
    assert list(frame.columns) == [field.name for field in fields(factdb.ReportRow)]
    assert frame.query("speculative").claim.tolist() == ["The bridge could close in spring."]
    assert frame.published.iloc[0] == datetime(2025, 4, 6, tzinfo=UTC)
    assert news.speakers().to_pandas().total.sum() == 1


def test_arrow_tables_have_their_types_also_when_empty(news: factdb.Database) -> None:
    table, empty = news.claims().to_arrow(), news.claims(text="nothing of the kind").to_arrow()
    assert (table.num_rows, empty.num_rows) == (3, 0)
    assert table.schema == empty.schema
    assert table.column("confidence").type == "double"
    assert table.column("published")[0].as_py() == datetime(2025, 4, 6, tzinfo=UTC)
    assert news.speakers().to_arrow().column("aliases").to_pylist() == [["Ann Lee"]]
    assert news.articles().to_arrow().column("words").to_pylist() == [len(NEWS.split())]


def test_decisions(news: factdb.Database) -> None:
    quoted, bridge, _ = news.claims()
    assert news.correct(bridge.claim_id[:6], "reject", reviewer="Ann", reason="no news", seen=0) == 1
    with pytest.raises(factdb.StaleError, match="Ann has decided"):
        news.correct(bridge.claim_id, "accept", reviewer="Bo", seen=0)
    assert [row.claim_id for row in news.claims(state="rejected")] == [bridge.claim_id]
    edit = factdb.EditRequest(speaker="Bo Li", speaker_kind=factdb.SpeakerKind.PERSON)
    assert news.correct(quoted.claim_id, edit, reviewer="Ann") == 2
    assert news.claims(machine=True)[0].machine_speaker == "Ann Lee"
    added = news.add_claim("mill", factdb.EditRequest(spans=("on Monday",)), reviewer="Bo")
    assert [row.claim for row in news.claims(state="accepted")] == [quoted.claim, "on Monday"]
    assert added in {row.claim_id for row in news.claims()}
    assert news.undo(reviewer="Ann") == 2
    with pytest.raises(factdb.InputError, match="is Bo's decision"):
        news.undo(3, reviewer="Ann")
    assert [row.speaker for row in news.claims(status="quoted")] == ["Ann Lee"]
    assert news.verify() == []


def test_what_one_file_lacks_is_raised_and_of_several_it_is_a_result(news: factdb.Database, here: Path) -> None:
    with pytest.raises(factdb.InputError, match=r"typo\.txt: No such file"):
        news.add("typo.txt")
    with pytest.raises(factdb.InputError, match="blank: has no text"):
        news.add(factdb.Article(" \n", name="blank", source="blank"))
    with pytest.raises(factdb.InputError, match="NUL"):
        news.add(factdb.Article("No\0 text.", name="odd", source="odd"))
    folder = here / "folder"
    folder.mkdir()
    (folder / "empty.pdf").write_bytes(b"%PDF-1.4")
    assert [str(result.error).split(":")[0] for result in news.add("typo.txt", folder)] == [
        "typo.txt",
        str(folder / "empty.pdf"),
    ]
    assert [result.error is None for result in news.add(folder)] == [False]


def test_adding_again_and_what_cannot_be_read(news: factdb.Database, here: Path) -> None:
    (here / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    results = news.add(here, factdb.Article(NEWS, name="mill", source="news/mill.txt"))
    assert [(result.saved, result.error is None) for result in results] == [
        ("new", True),
        (None, False),
        ("unchanged", True),
    ]
    assert [row.name for row in news.articles()] == ["mill", "article"]
    with pytest.raises(factdb.InputError, match=r"bad\.txt"):
        list(factdb.read(here))


def test_nothing_is_extracted_again_by_the_same_engine(news: factdb.Database) -> None:
    assert news.reextract() == []


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(factdb.SchemaError, match="no database at"):
        factdb.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-04-06", "2025-04-06", 3),
        (date(2025, 4, 6), date(2025, 4, 6), 3),
        (datetime(2025, 4, 6), None, 3),
        (datetime(2025, 4, 6, 1, tzinfo=UTC), None, 0),
        ("2025-04-06T02:00+02:00", "2025-04-06T00:00", 3),
        (None, "2025-04-05", 0),
        ("2025-04", "2025-04", 3),
        ("2025", "2025", 3),
        ("2025-05", None, 0),
        (None, "2024", 0),
    ],
)
def test_days_and_moments_that_are_asked_for(
    news: factdb.Database, since: date | str | None, until: date | str | None, expected: int
) -> None:
    assert len(news.claims(since=since, until=until)) == expected


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"since": "2025-05", "until": "2025-04"}, "since is after until"),
        ({"limit": -1}, "is no number of claims"),
        ({"min_confidence": 2}, "is not between 0 and 1"),
        ({"speaker_kind": "king"}, "is none of person, "),
    ],
)
def test_what_no_claim_can_meet_is_refused(news: factdb.Database, conditions: dict[str, Any], said: str) -> None:
    with pytest.raises(factdb.InputError, match=said):
        news.claims(**conditions)


def test_a_word_that_is_none_is_refused_as_all_that_a_person_can_mend(news: factdb.Database) -> None:
    claim = news.claims()[0].claim_id
    with pytest.raises(factdb.InputError, match="neither accept nor reject"):
        news.correct(claim, "acept", reviewer="Ann")  # type: ignore[arg-type]
    with pytest.raises(factdb.InputError, match="point: 'recal' is none of balanced, "):
        news.reextract(point="recal")  # type: ignore[arg-type]
    with pytest.raises(factdb.InputError, match="status: 'sourcd' is none of "):
        factdb.EditRequest(status="sourcd")  # type: ignore[arg-type]
    assert factdb.EditRequest(status="sourced").status is factdb.Status.SOURCED  # type: ignore[arg-type]


def test_speakers_of_an_outlet_and_a_month(news: factdb.Database) -> None:
    everybody = news.speakers()
    assert {row.articles for row in everybody} == {1}
    assert list(news.speakers(since="2025-04", until="2025-04")) == list(everybody)
    assert len(news.speakers(until="2024")) == 0
    assert {row.kind for row in news.speakers(kind="person")} == {"person"}
    with pytest.raises(factdb.NotFoundError, match="no article is from a publisher called that"):
        news.speakers(publisher="Nobody's Herald")


def test_a_frame_has_times_also_where_there_are_none(news: factdb.Database) -> None:
    for rows in (news.claims(), news.claims(until="2024")):
        frame = rows.to_pandas()
        assert len(frame) == len(rows)
        assert frame.published.dt.strftime("%Y-%m").isin(["2025-04"]).all()


def test_whose_article_it_is_and_who_is_who(news: factdb.Database, tmp_path: Path) -> None:
    folder = tmp_path / "gazette"
    folder.mkdir()
    (folder / "pier.txt").write_text("“The pier is safe,” said Ida Brandt. Brandt said it is new.")
    (folder / "crane.txt").write_text("“The crane is old,” said Idabelle Brandt.")
    news.add(folder, publisher="The Gazette", published="2025-06-07")
    assert {row.publisher for row in news.claims(since="2025-06-07", until="2025-06-07")} == {"The Gazette"}
    assert news.merge_speakers("Ida Brandt", "Idabelle Brandt", reviewer="Ann") == 1
    (tmp_path / "who.csv").write_text("name,aliases,wikidata\nIda Brandt,,Q77\n")
    assert news.load_speakers(tmp_path / "who.csv", reviewer="Ann") == 1
    [ida] = news.speakers(publisher="gazette")
    assert (ida.speaker, ida.wikidata, ida.articles, ida.total) == ("Ida Brandt", "Q77", 2, 3)
    assert news.verify() == []


def test_articles_of_an_outlet_and_of_some_days(news: factdb.Database) -> None:
    [one] = news.articles()
    news.describe_article(1, publisher="The Gazette", published="2025-03-04", reviewer="Ann")
    for asked in ({"publisher": "gazette"}, {"since": "2025-03", "until": "2025"}, {"limit": 1}):
        assert [row.id for row in news.articles(**asked)] == [one.id]
    assert not news.articles(until="2025-02") and not news.articles(limit=0)
    with pytest.raises(factdb.NotFoundError, match="no article is from a publisher called that"):
        news.articles(publisher="Post")
    news.describe_article(1, published="", reviewer="Ann")
    assert news.articles()[0].published is None


def test_a_day_is_a_day_and_a_reviewer_has_a_name(news: factdb.Database) -> None:
    for month in ("2024", "2024-06"):
        with pytest.raises(factdb.InputError, match=f"'{month}' is no day: write it as 2024-06-20"):
            news.describe_article(1, published=month, reviewer="Ann")
    for nobody in ("", "  "):
        with pytest.raises(factdb.InputError, match="who decides"):
            news.describe_article(1, author="Bo", reviewer=nobody)


@pytest.mark.parametrize("said", ["2025-13", "202", "some day", "1/2/2025", ""])
def test_what_is_no_day_is_refused(news: factdb.Database, said: str) -> None:
    with pytest.raises(factdb.InputError, match=r"is no date: write it as 2024-06-20|may be either of two days"):
        news.claims(until=said)
