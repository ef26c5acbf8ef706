"""Speakers joined by their first and last names, corrected by people; what they are written as; their roles."""

import hashlib
import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = "'person', 'unnamed', 'group', 'organisation', 'document', 'author', 'none'"
ACTIONS = "'merge', 'split', 'rename', 'alias', 'load', 'undo'"


def upgrade() -> None:
    """Rows that were stored keep their speakers; those of one name by the rules of this version become one.

    On SQLite columns are added in place: to copy a table that a view reads is refused.
    """
    op.execute("ALTER TABLE speaker ADD COLUMN found_name TEXT DEFAULT '' NOT NULL")
    op.execute(
        "ALTER TABLE speaker ADD COLUMN found_kind TEXT DEFAULT 'none' NOT NULL"
        f" CONSTRAINT ck_speaker_found_kind CHECK (found_kind IN ({KINDS}))"
    )
    op.execute("ALTER TABLE speaker ADD COLUMN wikidata TEXT")
    op.execute("UPDATE speaker SET found_name = name, found_kind = kind")
    op.execute("ALTER TABLE attribution ADD COLUMN joined_by TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE attribution ADD COLUMN alias TEXT")
    op.execute("ALTER TABLE attribution ADD COLUMN alias_folded TEXT")
    op.create_index("ix_speaker_folded", "speaker", ["folded"])
    op.create_index("ix_attribution_alias_folded", "attribution", ["alias_folded"])
    op.execute("DELETE FROM speaker_alias")
    create_roles()
    create_corrections()
    connection = op.get_bind()
    fill_aliases(connection)
    join_speakers(connection)


def downgrade() -> None:
    """What people decided is lost; the speakers stay as they were decided."""
    op.drop_table("speaker_correction")
    op.drop_table("attribution_role")
    op.execute("DELETE FROM speaker_alias")
    op.execute(
        "INSERT INTO speaker_alias (speaker_id, alias, folded)"
        " SELECT DISTINCT speaker_id, alias, alias_folded FROM attribution WHERE alias IS NOT NULL"
    )
    op.drop_index("ix_attribution_alias_folded", "attribution")
    op.drop_index("ix_speaker_folded", "speaker")
    for table, column in (
        ("attribution", "alias_folded"),
        ("attribution", "alias"),
        ("attribution", "joined_by"),
        ("speaker", "wikidata"),
        ("speaker", "found_kind"),
        ("speaker", "found_name"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def create_roles() -> None:
    op.create_table(
        "attribution_role",
        sa.Column("attribution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("attribution_id", "position", name="pk_attribution_role"),
        sa.ForeignKeyConstraint(["attribution_id"], ["attribution.id"], name="fk_attribution_role_attribution_id"),
        sa.CheckConstraint("0 <= start_offset AND start_offset < end_offset", name=op.f("ck_attribution_role_offsets")),
        sqlite_with_rowid=False,
    )


def create_corrections() -> None:
    op.create_table(
        "speaker_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_correction"),
        sa.CheckConstraint(f"action IN ({ACTIONS})", name=op.f("ck_speaker_correction_action")),
    )


def fill_aliases(connection: sa.Connection) -> None:
    """What a source is written as, where one span holds it: the rest comes when the article is read again."""
    rows = connection.execute(
        sa.text(
            "SELECT attribution_id, min(exact) FROM attribution_span WHERE role = 'source'"
            " GROUP BY attribution_id HAVING count(*) = 1"
        )
    ).all()
    filled = [
        {"id": row[0], "alias": found[:500], "folded": fold(found[:500])} for row in rows if (found := alias(row[1]))
    ]
    if filled:
        connection.execute(
            sa.text("UPDATE attribution SET alias = :alias, alias_folded = :folded WHERE id = :id"), filled
        )


def join_speakers(connection: sa.Connection) -> None:
    """Give each speaker who is joined across articles the key of this version's rules; the first of a key stays."""
    first: dict[str, int] = {}
    rows = connection.execute(sa.text("SELECT id, name, kind, key FROM speaker ORDER BY id")).all()
    for row_id, name, kind, key in rows:
        new, rule = rekeyed(name, kind)
        connection.execute(
            sa.text("UPDATE attribution SET joined_by = :rule WHERE speaker_id = :id"), {"rule": rule, "id": row_id}
        )
        new = new or key
        if new in first:
            moved = {"old": row_id, "new": first[new]}
            connection.execute(sa.text("UPDATE attribution SET speaker_id = :new WHERE speaker_id = :old"), moved)
            connection.execute(sa.text("DELETE FROM speaker WHERE id = :old"), moved)
        else:
            first[new] = row_id
            connection.execute(sa.text("UPDATE speaker SET key = :key WHERE id = :id"), {"key": new, "id": row_id})


# What follows is a copy of the rules as they were when this revision was made.


def rekeyed(name: str, kind: str) -> tuple[str | None, str]:
    if kind == "person":
        names = [words(part) for part in name.split(";")]
        if not all(len(found) > 2 or (len(found) == 2 and len(found[0]) > 1) for found in names):
            return None, "same article"
        whole = "; ".join(sorted(" ".join(found) for found in names))
        plain = "; ".join(sorted(" ".join(without_middle(found)) for found in names))
    elif kind in ("organisation", "document"):
        joined = re.sub(r"(?<=\w)\.(?=\w)", "", re.sub(r"(?<=\w)['’](?=\w)", "", name))
        whole = plain = re.sub("^the ", "", fold(joined))
        if not whole or not any(c.isupper() or c.isdigit() for c in (name.split() or [""])[-1]):
            return None, "same article"
    else:
        return None, "same article"
    key = hashlib.sha256(f"{kind}\n{plain}\n".encode()).hexdigest()
    return key, "same name" if plain == whole else "same first and last name"


def words(name: str) -> list[str]:
    first, _, rest = re.sub(r"(?<=\w)['’](?=\w)", "", name.strip()).partition(" ")
    return fold(f"{first.replace('-', '')} {rest}").split()


def without_middle(found: list[str]) -> list[str]:
    generation = found[-1:] if found[-1:] and found[-1] in ("jr", "sr", "ii", "iii", "iv") else []
    named = found[: len(found) - len(generation)]
    middle = named[1:-1]
    if not middle or len(named[0]) == 1 or (len(middle) > 1 and all(len(word) == 1 for word in middle)):
        return found
    return [named[0], named[-1], *generation]


def alias(source: str) -> str | None:
    found = re.sub(r",?\s+(?:who|whom|whose|which|where)\b.*", "", source, flags=re.DOTALL)
    found = " ".join(found.split()).strip(" ,;:")
    pronouns = (
        "he him his himself she her hers herself it its itself they them their theirs themselves"
        " i me my mine myself we us our ours ourselves you your yours who whom whose which that this these those"
        " one some others both all many"
    )
    return None if not fold(found) or fold(found) in pronouns.split() else found


def fold(text: str) -> str:
    plain = re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", text))
    return " ".join(word[:500] for word in re.findall(r"[^\W_]+", plain.casefold()))[:250_000]
