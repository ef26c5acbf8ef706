"""What kind of speaker people say somebody is; where a text stood on some day is found by an index."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = (
    "'merge', 'split', 'rename', 'alias', 'load', 'accept', 'reject', 'change', 'add', 'undo', 'describe', 'remove'"
)
SINCE = f"{BEFORE}, 'kind'"


def upgrade() -> None:
    remake(BEFORE, SINCE)
    op.create_index("ix_appearance_published", "appearance", ["published"])


def downgrade() -> None:
    """What kind people said somebody is, and that they took it back, is lost."""
    op.drop_index("ix_appearance_published", "appearance")
    connection = op.get_bind()
    gone = set(connection.execute(sa.text("SELECT id FROM correction WHERE action = 'kind'")).scalars())
    undone = connection.execute(sa.text("SELECT id, data FROM correction WHERE action = 'undo' ORDER BY id")).all()
    for number, data in undone:
        if json.loads(data)["correction"] in gone:
            gone.add(number)
    for number in gone:
        connection.execute(sa.text("DELETE FROM correction WHERE id = :number"), {"number": number})
    remake(SINCE, BEFORE)


def remake(before: str, after: str) -> None:
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
