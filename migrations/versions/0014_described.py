"""What people say of an article beside its text, and what it was imported as where that is otherwise; removals."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BEFORE = "'merge', 'split', 'rename', 'alias', 'load', 'accept', 'reject', 'change', 'add', 'undo'"
SINCE = f"{BEFORE}, 'describe', 'remove'"


def upgrade() -> None:
    op.execute("ALTER TABLE article ADD COLUMN as_imported TEXT")
    allow_actions(BEFORE, SINCE)
    op.execute("CREATE INDEX ix_correction_removal ON correction (id) WHERE action = 'remove'")


def downgrade() -> None:
    """What people said of articles is lost, and they are as they were imported."""
    op.drop_index("ix_correction_removal", "correction")
    op.execute("DELETE FROM correction WHERE (claim IS NULL AND article_id IS NOT NULL) OR action = 'remove'")
    allow_actions(SINCE, BEFORE)
    op.execute("ALTER TABLE article DROP COLUMN as_imported")


def allow_actions(before: str, after: str) -> None:
    """On SQLite the table is made anew with its rows; nothing but its own indexes depends on it."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_correction_action"), "correction", type_="check")
        op.create_check_constraint(op.f("ck_correction_action"), "correction", f"action IN ({after})")
        return
    told = "SELECT sql FROM sqlite_master WHERE tbl_name = 'correction' AND sql IS NOT NULL ORDER BY type DESC, name"
    table, *indexes = connection.execute(sa.text(told)).scalars().all()
    _, _, body = table.partition("(")
    op.execute(f"CREATE TABLE correction_anew ({body.replace(before, after)}")
    op.execute("INSERT INTO correction_anew SELECT * FROM correction")
    op.execute("DROP TABLE correction")
    op.execute("ALTER TABLE correction_anew RENAME TO correction")
    for index in indexes:
        op.execute(index)
