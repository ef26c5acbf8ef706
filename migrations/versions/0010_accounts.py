"""Who may log in to ``factdb serve``; full-text search that Datasette finds as well."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("folded", name="uq_account_folded"),
        sa.CheckConstraint("role IN ('reader', 'reviewer', 'admin')", name=op.f("ck_account_role")),
    )
    op.create_table(
        "access_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_token"),
        sa.UniqueConstraint("name", name="uq_access_token_name"),
        sa.UniqueConstraint("digest", name="uq_access_token_digest"),
    )
    create_search('"claim"')


def downgrade() -> None:
    """Nobody can log in any more; what they decided stays."""
    create_search("'claim'")
    op.drop_table("access_token")
    op.drop_table("account")


def create_search(content: str) -> None:
    """The full-text search anew: Datasette looks for the very characters ``content="claim"``."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE claim_search")  # the triggers are the claims', and stay
    op.execute(
        "CREATE VIRTUAL TABLE claim_search USING fts5"
        f" (folded, content={content}, content_rowid='id', tokenize='ascii', detail=none, columnsize=0)"
    )
    op.execute("INSERT INTO claim_search (claim_search) VALUES ('rebuild')")
