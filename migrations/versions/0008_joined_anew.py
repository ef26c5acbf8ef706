"""Names are joined by other rules: acronyms, lone surnames and groups that mean the same in every article.

Nothing of the schema changes. The rules stand in factdb.names and change with the lists that they read, so they are not
repeated here: `factdb db upgrade` joins the stored names by them once the schema is up to date. A database that has not
been joined anew is at an earlier revision, and says so.
"""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing to change: see above."""


def downgrade() -> None:
    """What was joined stays so; the rules of before make of it what they make of any name."""
