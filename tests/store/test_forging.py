"""What the proof cannot find, a seal does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.orm import Session

from factdb.review.checksums import (
    appearance_checksum,
    article_checksum,
    run_checksum,
    speaker_checksum,
    version_checksum,
)
from factdb.review.serial import checksum
from factdb.store.corrections.apply import apply_corrections
from factdb.store.corrections.chain import _NOTHING, _hash
from factdb.store.corrections.speaker_links import work_out
from factdb.store.read.load import load_extraction
from factdb.store.schema import tables as models
from factdb.store.verify.articles import told_rows
from tests.store.example import ARTICLE
from tests.store.tampering import Says, tampered
from tests.store.test_tampering import NEEDS_A_SEAL, NO_PART_OF_IT, NOT_PROVED

# What somebody does who knows how factdb works: all checksums, the chain and what people's decisions come to are made
# again.


def remake(session: Session) -> None:
    connection = session.connection()
    for stored in session.execute(text("SELECT id, text FROM article")):
        session.execute(
            text("UPDATE article SET sha256 = :sha256, words = :words WHERE id = :id"),
            {"id": stored.id, "sha256": replace(ARTICLE, text=stored.text).sha256, "words": len(stored.text.split())},
        )
    sha256 = {}
    for told in list(told_rows(connection, models.Article)):
        sha256[told["id"]] = told["sha256"]
        one = {"checksum": article_checksum(told), "id": told["id"]}
        session.execute(text("UPDATE article SET checksum = :checksum WHERE id = :id"), one)
    place: dict[int, str] = {}
    for told in list(told_rows(connection, models.Appearance)):
        of = told["article_id"]
        place[of] = appearance_checksum(place.get(of, ""), sha256[of], told)
        one = {"checksum": place[of], "id": told["id"]}
        session.execute(text("UPDATE appearance SET checksum = :checksum WHERE id = :id"), one)
    last: dict[str, str] = {}
    for told in list(told_rows(connection, models.ArticleVersion)):
        series = told["series"]
        last[series] = version_checksum(last.get(series, ""), series, sha256[told["article_id"]], told["imported_at"])
        one = {"checksum": last[series], "id": told["id"]}
        session.execute(text("UPDATE article_version SET checksum = :checksum WHERE id = :id"), one)
    for told in list(told_rows(connection, models.Speaker)):
        one = {"checksum": speaker_checksum(told["key"], told["found_name"], told["found_kind"]), "id": told["id"]}
        session.execute(text("UPDATE speaker SET checksum = :checksum WHERE id = :id"), one)
    session.expire_all()
    for told in list(told_rows(connection, models.Extraction)):
        row = dict(told) | {"checksum": checksum(load_extraction(session, told["id"]))}
        one = {"checksum": row["checksum"], "run": run_checksum(row, sha256[row["article_id"]]), "id": row["id"]}
        session.execute(text("UPDATE extraction SET checksum = :checksum, run_checksum = :run WHERE id = :id"), one)
    previous = _NOTHING
    for number, told in enumerate(list(told_rows(connection, models.Correction)), 1):
        row = dict(told) | {"previous": previous, "id": number}
        previous = _hash(row, row["made_at"])
        one = {"previous": row["previous"], "hash": previous, "id": told["id"], "number": number}
        session.execute(
            text("UPDATE correction SET previous = :previous, hash = :hash, id = :number WHERE id = :id"), one
        )
    session.expire_all()
    work_out(session)
    for number in sha256:
        apply_corrections(session, number)


def forged(*statements: str) -> Callable[[Session], None]:
    def forge(session: Session) -> None:
        for one in statements:
            session.execute(text(one))
        remake(session)

    return forge


_LAST_ARTICLE = "(SELECT id FROM article WHERE name = 'third')"
_ITS_EXTRACTIONS = f"(SELECT id FROM extraction WHERE article_id = {_LAST_ARTICLE})"
_ITS_CLAIMS = f"(SELECT id FROM claim WHERE extraction_id IN {_ITS_EXTRACTIONS})"
_ITS_ATTRIBUTIONS = f"(SELECT id FROM attribution WHERE extraction_id IN {_ITS_EXTRACTIONS})"

FORGERIES = {
    "the last correction deleted": (
        "DELETE FROM decided_claim",
        "DELETE FROM correction WHERE id = (SELECT max(id) FROM correction)",
    ),
    "all corrections deleted": ("DELETE FROM decided_claim", "DELETE FROM correction"),
    "a correction in the middle deleted": ("DELETE FROM decided_claim", "DELETE FROM correction WHERE id = 1"),
    "a reviewer changed": ("UPDATE correction SET reviewer = 'Eve' WHERE reviewer = 'Bob'",),
    "a reason changed": ("UPDATE correction SET reason = 'no idea' WHERE id = 1",),
    "an article deleted with its rows": (
        f"DELETE FROM hedge WHERE claim_id IN {_ITS_CLAIMS}",
        f"DELETE FROM claim_span WHERE claim_id IN {_ITS_CLAIMS}",
        f"DELETE FROM claim WHERE id IN {_ITS_CLAIMS}",
        f"DELETE FROM attribution_span WHERE attribution_id IN {_ITS_ATTRIBUTIONS}",
        f"DELETE FROM attribution_role WHERE attribution_id IN {_ITS_ATTRIBUTIONS}",
        f"DELETE FROM attribution WHERE id IN {_ITS_ATTRIBUTIONS}",
        f"DELETE FROM extraction WHERE id IN {_ITS_EXTRACTIONS}",
        f"DELETE FROM claim_count WHERE article_id = {_LAST_ARTICLE}",
        f"DELETE FROM article_version WHERE article_id = {_LAST_ARTICLE}",
        f"DELETE FROM appearance WHERE article_id = {_LAST_ARTICLE}",
        f"DELETE FROM article WHERE id = {_LAST_ARTICLE}",
    ),
    **{
        f"the {column} of an article changed": (f"UPDATE article SET {column} = 'x' WHERE id = {_LAST_ARTICLE}",)
        for column in ("title", "publisher", "author", "name", "source")
    },
    "titles swapped": ("UPDATE article SET title = CASE title WHEN 'Third' THEN 'A page' ELSE 'Third' END",),
    "the newest place of a text taken out": (
        "DELETE FROM appearance WHERE id = (SELECT max(id) FROM appearance WHERE article_id = 1)",
    ),
    "a place changed": ("UPDATE appearance SET publisher = 'Other' WHERE id = 1",),
    "a date changed": ("UPDATE article SET published = imported_at",),
    "the last version of a page taken out": (
        "DELETE FROM article_version WHERE id = (SELECT max(id) FROM article_version)",
        "INSERT INTO article_version (series, article_id, imported_at, checksum)"
        " SELECT 'https://example.org/other', max(id) - 1, max(imported_at), '' FROM article",
    ),
    "an engine renamed": ("UPDATE extraction SET engine = 'other' WHERE corrects IS NULL",),
    "a speaker named otherwise": ("UPDATE attribution SET named = 'Cora Dunn' WHERE named = 'Anna Müller'",),
    "a certainty changed": (
        "UPDATE hedge SET certainty = 'probable'",
        "UPDATE claim SET certainty = 'probable' WHERE speculative",
    ),
    "a claim denied": (f"UPDATE claim SET denied = NOT denied WHERE id IN {_ITS_CLAIMS}",),
    "a confidence changed": (f"UPDATE claim SET confidence = 0.5 WHERE id IN {_ITS_CLAIMS}",),
}


# Of each kind of table one: a seal compares what was read, whatever database it was read from.
ON_A_SERVER = {"a reviewer changed", "an article deleted with its rows", "a date changed", "a confidence changed"}


@pytest.mark.parametrize(
    ("shared_database", "name"),
    [("sqlite", name) for name in FORGERIES] + [("postgresql", name) for name in FORGERIES if name in ON_A_SERVER],
    indirect=["shared_database"],
    scope="module",
)
def test_a_seal_finds_what_was_forged_with_every_checksum(filled: Database, seal: Says, name: str) -> None:
    assert tampered(filled, forged(*FORGERIES[name]), seal)


def test_a_seal_of_what_nobody_changed_finds_nothing(filled: Database, seal: Says) -> None:
    assert tampered(filled, lambda _: None, seal) == ""


def test_the_readme_says_what_takes_a_seal() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    only_sealed = [line.split("|")[1].strip() for line in readme.splitlines() if line.endswith("| | found |")]
    assert only_sealed == [
        "the newest corrections taken out, and what they come to made again",
        "an article with all its rows, the newest of its extractions, or of the places where it appeared, taken out",
        "the number of a row that tells of a version or of a place",
        "anything, with every checksum made again and the chain as well",
    ]
    assert {("article_version", "id"), ("appearance", "id")} == NEEDS_A_SEAL
    assert (
        "\n| who may log in to `factdb serve`, and that an original is no longer kept, which nothing proves" in readme
    )
    assert ({("appearance", "is_kept")}, {"account", "access_token"}) == (NOT_PROVED, NO_PART_OF_IT)
