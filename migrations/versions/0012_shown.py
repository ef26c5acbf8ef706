"""Which extraction is shown of each article, how many claims each speaker has in it, and indexes for what is asked."""

from types import ModuleType

import sqlalchemy as sa
from alembic import context, op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTED = ("quoted", "sourced", "speculative", "unsourced", "hedged", "probable", "possible", "denied")

NEWEST = "SELECT max(newest.id) FROM extraction AS newest WHERE newest.article_id = article.id"


def upgrade() -> None:
    """What was worked out by every question so far is worked out once."""
    drop_views()
    # On SQLite columns are added in place: to copy a table loses the triggers of the full-text search.
    op.execute("ALTER TABLE extraction ADD COLUMN is_shown BOOLEAN DEFAULT FALSE NOT NULL")
    op.execute(
        "UPDATE extraction SET is_shown = TRUE WHERE id IN (SELECT max(extraction.id) FROM extraction"
        " JOIN article ON article.id = extraction.article_id WHERE NOT article.superseded GROUP BY article.id)"
    )
    create_indexes()
    create_claim_count()
    create_views()


def downgrade() -> None:
    drop_views()
    op.drop_table("claim_count")
    op.drop_index("ix_claim_machine_claim_id", "claim")
    op.drop_index("ix_attribution_named", "attribution")
    op.drop_index("ix_speaker_joint", "speaker")
    op.drop_index("ix_article_published", "article")
    op.drop_index("ix_extraction_corrects", "extraction")
    op.drop_index("ix_extraction_shown", "extraction")
    op.execute("ALTER TABLE extraction DROP COLUMN is_shown")
    views = script("0009")
    views.create_views(views.added(op.get_bind().dialect.name))


def create_indexes() -> None:
    op.execute("CREATE UNIQUE INDEX ix_extraction_shown ON extraction (article_id) WHERE is_shown")
    # Without these two a database looks through the whole table whenever a corrected extraction is taken away.
    op.execute("CREATE INDEX ix_extraction_corrects ON extraction (corrects) WHERE corrects IS NOT NULL")
    op.execute("CREATE INDEX ix_claim_machine_claim_id ON claim (machine_claim_id) WHERE machine_claim_id IS NOT NULL")
    op.create_index("ix_article_published", "article", ["published"])
    op.execute("CREATE INDEX ix_speaker_joint ON speaker (name) WHERE name LIKE '%;%'")
    op.create_index("ix_attribution_named", "attribution", ["named"])


def create_claim_count() -> None:
    op.create_table(
        "claim_count",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("is_news", sa.Boolean(), nullable=False),
        *(sa.Column(column, sa.Integer(), nullable=False) for column in COUNTED),
        sa.PrimaryKeyConstraint("article_id", "speaker_id", "is_news", name="pk_claim_count"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_claim_count_article_id"),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"""
        INSERT INTO claim_count (article_id, speaker_id, is_news, {", ".join(COUNTED)})
        SELECT extraction.article_id, coalesce(attribution.speaker_id, 0),
            claim.passage NOT IN ('byline', 'dateline', 'navigation'),
            count(CASE WHEN claim.status = 'quoted' THEN 1 END),
            count(CASE WHEN claim.status = 'sourced' THEN 1 END),
            count(CASE WHEN claim.status = 'speculative' THEN 1 END),
            count(CASE WHEN claim.status = 'unsourced' THEN 1 END),
            count(CASE WHEN claim.speculative THEN 1 END),
            count(CASE WHEN claim.certainty = 'probable' THEN 1 END),
            count(CASE WHEN claim.certainty = 'possible' THEN 1 END),
            count(CASE WHEN claim.denied THEN 1 END)
        FROM extraction
        JOIN claim ON claim.extraction_id = extraction.id
        LEFT JOIN attribution ON attribution.id = claim.attribution_id
        WHERE extraction.is_shown
        GROUP BY 1, 2, 3
        """
    )


def drop_views() -> None:
    for view in ("rejected_report", "attribution_report"):
        op.execute(f"DROP VIEW {view}")


def create_views() -> None:
    """The views as they were, but that the extraction which is shown is looked up."""
    dialect = op.get_bind().dialect.name
    columns = script("0009").added(dialect)
    for view, rejected in (("attribution_report", False), ("rejected_report", True)):
        rows = script("0005").report(dialect, rejected=rejected, passage=True, relayed=True)
        rows = rows.replace("machine.exact AS machine_claim", f"{columns}machine.exact AS machine_claim", 1)
        rows = rows.replace(
            f"ON extraction.id = ({NEWEST})", "ON extraction.article_id = article.id AND extraction.is_shown"
        )
        op.execute(sa.text(f"CREATE VIEW {view} AS {rows}".replace(":", r"\:")))


def script(number: str) -> ModuleType:
    """An earlier revision, of whose views these are made."""
    found = context.script.get_revision(number)
    if found is None:
        raise sa.exc.InvalidRequestError(f"revision {number} is missing")
    return found.module
