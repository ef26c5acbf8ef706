"""What people say of an article beside its text, and what it was imported as where that is otherwise; removals."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BEFORE = "'merge', 'split', 'rename', 'alias', 'load', 'accept', 'reject', 'change', 'add', 'undo'"
# A correction outlives an article that was removed.
ARTICLE = "CONSTRAINT fk_correction_article_id FOREIGN KEY(article_id) REFERENCES article (id), \n\t"
CHECK = "CONSTRAINT ck_correction_action"
SINCE = f"{BEFORE}, 'describe', 'remove'"


def upgrade() -> None:
    op.execute("ALTER TABLE article ADD COLUMN as_imported TEXT")
    remake(ARTICLE + CHECK, CHECK, BEFORE, SINCE)
    op.execute("CREATE INDEX ix_correction_removal ON correction (id) WHERE action = 'remove'")


def downgrade() -> None:
    """What people said of articles is lost, and they are as they were imported."""
    op.drop_index("ix_correction_removal", "correction")
    op.execute("DELETE FROM correction WHERE (claim IS NULL AND article_id IS NOT NULL) OR action = 'remove'")
    # Of claims that went with a removed article.
    op.execute("DELETE FROM correction WHERE article_id NOT IN (SELECT id FROM article)")
    remake(CHECK, ARTICLE + CHECK, SINCE, BEFORE)
    op.execute("ALTER TABLE article DROP COLUMN as_imported")


def remake(old: str, new: str, before: str, after: str) -> None:
    """On SQLite the table is made anew with its rows; nothing but its own indexes depends on it."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_correction_action"), "correction", type_="check")
        op.create_check_constraint(op.f("ck_correction_action"), "correction", f"action IN ({after})")
        if ARTICLE in old:
            op.drop_constraint(op.f("fk_correction_article_id"), "correction", type_="foreignkey")
        else:
            op.create_foreign_key(op.f("fk_correction_article_id"), "correction", "article", ["article_id"], ["id"])
        return
    told = "SELECT sql FROM sqlite_master WHERE tbl_name = 'correction' AND sql IS NOT NULL ORDER BY type DESC, name"
    table, *indexes = connection.execute(sa.text(told)).scalars().all()
    _, _, body = table.partition("(")
    op.execute(f"CREATE TABLE correction_anew ({body.replace(old, new).replace(before, after)}")
    op.execute("INSERT INTO correction_anew SELECT * FROM correction")
    op.execute("DROP TABLE correction")
    op.execute("ALTER TABLE correction_anew RENAME TO correction")
    for index in indexes:
        op.execute(index)
