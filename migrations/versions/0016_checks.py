"""On SQLite the words that a column may hold stand one by one: of a list of three and more it makes a table, for every
row that is put in, which was a quarter of what rows take. The same rows are let in.
"""

import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

LISTED = re.compile(r"(\w+) IN \(('[^']*'(?:, '[^']*'){2,})\)")
ONE_BY_ONE = re.compile(r"(\w+) = '[^']*'(?: OR \1 = '[^']*'){2,}")
WORD = re.compile(r"'[^']*'")


def upgrade() -> None:
    rewrite(
        lambda sql: LISTED.sub(
            lambda found: " OR ".join(f"{found[1]} = {word}" for word in WORD.findall(found[2])), sql
        )
    )


def downgrade() -> None:
    rewrite(lambda sql: ONE_BY_ONE.sub(lambda found: f"{found[1]} IN ({', '.join(WORD.findall(found[0]))})", sql))


def rewrite(checks: Callable[[str], str]) -> None:
    """As SQLite says that checks may be changed (https://sqlite.org/lang_altertable.html#otheralter); no row is moved.

    A SQLite that is built to let nobody do so keeps its lists, which say the same.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    told = "SELECT name, sql FROM sqlite_master WHERE name IN ('speaker', 'attribution', 'attribution_span', 'claim')"
    tables = connection.execute(sa.text(told)).all()
    op.execute("PRAGMA writable_schema = ON")
    try:
        if is_writable(connection):
            for name, sql in tables:
                changed = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name")
                connection.execute(changed, {"sql": checks(sql), "name": name})
            number = connection.scalar(sa.text("PRAGMA schema_version"))
            # So that every other connection reads it again, and then this one.
            op.execute(f"PRAGMA schema_version = {number + 1}")
    finally:
        op.execute("PRAGMA writable_schema = RESET")


def is_writable(connection: sa.Connection) -> bool:
    """May the schema's text be changed? Of an error behind that nothing is left."""
    try:
        connection.execute(sa.text("UPDATE sqlite_master SET sql = sql WHERE FALSE"))
    except sa.exc.DatabaseError:
        return False
    return True
