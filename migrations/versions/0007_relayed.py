"""How a claim reads alone, and who relays what another says."""

from types import ModuleType

import sqlalchemy as sa
from alembic import context, op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is stored already has no reading and no relayed sayings, until its article is read again."""
    drop_views()
    op.execute("ALTER TABLE claim ADD COLUMN reading TEXT DEFAULT '' NOT NULL")
    op.execute(
        "ALTER TABLE attribution ADD COLUMN via_id INTEGER"
        " CONSTRAINT fk_attribution_via_id_attribution REFERENCES attribution (id)"
    )
    op.create_index("ix_attribution_via_id", "attribution", ["via_id"])
    make_views(relayed=True)


def downgrade() -> None:
    """Back to one layer: what was relayed stays, as attributions of their own."""
    drop_views()
    op.execute("ALTER TABLE claim DROP COLUMN reading")
    op.drop_index("ix_attribution_via_id", "attribution")
    op.execute("ALTER TABLE attribution DROP COLUMN via_id")
    make_views(relayed=False)


def drop_views() -> None:
    op.execute("DROP VIEW rejected_report")
    op.execute("DROP VIEW attribution_report")


def make_views(*, relayed: bool) -> None:
    dialect, report = op.get_bind().dialect.name, before().report
    for view, rejected in (("attribution_report", False), ("rejected_report", True)):
        op.execute(f"CREATE VIEW {view} AS {report(dialect, rejected=rejected, passage=True, relayed=relayed)}")


def before() -> ModuleType:
    """The revision that made the views."""
    script = context.script.get_revision("0005")
    if script is None:
        raise sa.exc.InvalidRequestError("revision 0005 is missing")
    return script.module
