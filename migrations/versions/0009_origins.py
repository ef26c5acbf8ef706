"""Where texts come from: originals, places in them, links, every place of a text; languages; near copies."""

import re
import unicodedata
from datetime import datetime
from urllib.parse import quote

import sqlalchemy as sa
from alembic import context, op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

# On SQLite columns are added in place: to copy a table loses the triggers of the full-text search.
BLOB = {"sqlite": "BLOB", "postgresql": "BYTEA"}
ADDED = (
    ("article", "language", "TEXT DEFAULT '' NOT NULL"),
    ("article", "extra", "TEXT DEFAULT '{}' NOT NULL"),
    ("article", "locators", "TEXT DEFAULT '[]' NOT NULL"),
    ("article", "sketch", "BLOB"),
    ("extraction", "language", "TEXT DEFAULT 'en' NOT NULL"),
    ("claim", "link", "TEXT"),
)


def upgrade() -> None:
    """Each stored article gets the one appearance that is known of it, and claims of pages their links."""
    connection = op.get_bind()
    drop_views()
    for table, column, kind in ADDED:
        known = {"BLOB": BLOB[connection.dialect.name]}.get(kind, kind)
        op.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN {column} {known}"))
    create_appearances()
    fill_appearances(connection)
    link_claims(connection)
    create_views(added(connection.dialect.name))


def downgrade() -> None:
    """Where texts came from, beyond the first place of each, is lost."""
    drop_views()
    op.drop_table("appearance")
    for table, column, _ in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    create_views("")


def drop_views() -> None:
    for view in ("rejected_report", "attribution_report"):
        op.execute(f"DROP VIEW {view}")


def create_views(columns: str) -> None:
    """The views as they were, with ``columns`` before what the engine says."""
    script = context.script.get_revision("0005")
    if script is None:
        raise sa.exc.InvalidRequestError("revision 0005 is missing")
    for view, rejected in (("attribution_report", False), ("rejected_report", True)):
        rows = script.module.report(op.get_bind().dialect.name, rejected=rejected, passage=True, relayed=True)
        rows = rows.replace("machine.exact AS machine_claim", f"{columns}machine.exact AS machine_claim", 1)
        op.execute(sa.text(f"CREATE VIEW {view} AS {rows}".replace(":", r"\:")))


def added(dialect: str) -> str:
    """A link to the original, the other places of the text, its language and the engine's."""
    day = {
        "sqlite": "substr(published, 1, 10)",
        "postgresql": "to_char(published AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    }[dialect]
    # SQLite's group_concat takes the rows in the order of its subquery.
    listed = {"sqlite": "group_concat(place, '; ')", "postgresql": "string_agg(place, '; ' ORDER BY id)"}[dialect]
    return f"""claim.link AS link,
            (SELECT {listed} FROM (
                SELECT trim(publisher || ' ' || coalesce({day} || ' ', '') || source) AS place, id FROM appearance
                WHERE appearance.article_id = article.id AND appearance.id > (
                    SELECT min(earliest.id) FROM appearance AS earliest WHERE earliest.article_id = article.id
                ) ORDER BY id
            ) AS places) AS also_in,
            nullif(article.language, '') AS language,
            extraction.language AS engine_language,
            """


def create_appearances() -> None:
    op.create_table(
        "appearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("published", MOMENT),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_appearance"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_appearance_article_id"),
        sa.UniqueConstraint("article_id", "key", name="uq_appearance_article_id_key"),
    )
    op.create_index("ix_appearance_publisher", "appearance", ["publisher"])


def fill_appearances(connection: sa.Connection) -> None:
    columns = "source, title, publisher, author, published, imported_at"
    for row in connection.execute(sa.text(f"SELECT id, {columns} FROM article ORDER BY id")).all():
        url = row.source if "://" in row.source else ""
        published = datetime.fromisoformat(row.published) if isinstance(row.published, str) else row.published
        day = f"{published:%Y-%m-%d}" if published else ""
        connection.execute(
            sa.text(
                f"INSERT INTO appearance (article_id, key, {columns}, original, media_type, reader, is_kept)"
                " VALUES (:id, :key, :source, :title, :publisher, :author, :published, :imported_at, '', '', '', :no)"
            ),
            {**row._mapping, "key": "\n".join((url, fold(row.publisher), day)), "no": False},
        )


def link_claims(connection: sa.Connection) -> None:
    """Claims of articles that have an address; which are few among those that were imported from files."""
    articles = sa.text("SELECT id, source, text FROM article WHERE source LIKE 'http://%' OR source LIKE 'https://%'")
    claims = sa.text(
        "SELECT claim.id, claim.start_offset, claim.end_offset FROM claim"
        " JOIN extraction ON extraction.id = claim.extraction_id WHERE extraction.article_id = :article"
    )
    change = sa.text("UPDATE claim SET link = :link WHERE id = :id")
    for article in connection.execute(articles).all():
        own = "" if "#" in article.source else "#"
        for claim in connection.execute(claims, {"article": article.id}).all():
            words = text_fragment(article.text, claim.start_offset, claim.end_offset)
            connection.execute(change, {"link": f"{article.source}{own}:~:text={words}", "id": claim.id})


# What follows is a copy of the rules as they were when this revision was made.


def fold(text: str) -> str:
    plain = re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", text))
    return " ".join(word[:500] for word in re.findall(r"[^\W_]+", plain.casefold()))[:250_000]


def text_fragment(text: str, start: int, end: int) -> str:
    first_line = text[start : min(end, start + 300)].partition("\n")[0]
    words = first_line.split()
    if end - start == len(first_line) and len(words) <= 2 * 6:
        terms = [words]
    else:
        last_line = text[max(start, end - 300) : end].rpartition("\n")[2]
        terms = [words[:6], last_line.split()[-6:]]
    parts = [encoded(term) for term in terms if term]
    if len(text) > 200_000 or text.count(first_line) > 1:
        before = text[max(0, start - 300) : start].rpartition("\n")[2].split()[-3:]
        after = text[end : end + 300].partition("\n")[0].split()[:3]
        prefix = [f"{encoded(before)}-"] if before else []
        suffix = [f"-{encoded(after)}"] if after else []
        parts = [*prefix, *parts, *suffix]
    return ",".join(parts)


def encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
