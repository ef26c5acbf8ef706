"""What part of the page a claim stands in: headline, byline, dateline, caption, question, navigation or body."""

from types import ModuleType

import sqlalchemy as sa
from alembic import context, op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PASSAGES = ("headline", "byline", "dateline", "caption", "question", "navigation", "body")


def upgrade() -> None:
    """What is stored already counts as body, until its article is read again.

    A column that brings its check along is added in place on both databases; on SQLite anything else would copy the
    table, and lose the triggers of the full-text search.
    """
    drop_views()
    names = ", ".join(f"'{name}'" for name in PASSAGES)
    op.execute(
        "ALTER TABLE claim ADD COLUMN passage TEXT DEFAULT 'body' NOT NULL"
        f" CONSTRAINT ck_claim_passage CHECK (passage IN ({names}))"
    )
    make_views(passage=True)


def downgrade() -> None:
    drop_views()
    op.execute("ALTER TABLE claim DROP COLUMN passage")
    make_views(passage=False)


def drop_views() -> None:
    op.execute("DROP VIEW rejected_report")
    op.execute("DROP VIEW attribution_report")


def make_views(*, passage: bool) -> None:
    dialect, report = op.get_bind().dialect.name, before().report
    op.execute(f"CREATE VIEW attribution_report AS {report(dialect, rejected=False, passage=passage)}")
    op.execute(f"CREATE VIEW rejected_report AS {report(dialect, rejected=True, passage=passage)}")


def before() -> ModuleType:
    """The revision that made the views."""
    script = context.script.get_revision(down_revision)
    if script is None:
        raise sa.exc.InvalidRequestError(f"revision {down_revision} is missing")
    return script.module
