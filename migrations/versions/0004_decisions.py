"""Corrections of claims, in one chain with those of speakers; versions of an article; checksums."""

import hashlib
import json
import re
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
SPEAKER_ACTIONS = ("merge", "split", "rename", "alias", "load")
ACTIONS = (*SPEAKER_ACTIONS, "accept", "reject", "change", "add", "undo")

# On SQLite columns are added in place: to copy a table loses the triggers of the full-text search.
ADDED = (
    ("article", "collection", "TEXT DEFAULT '' NOT NULL", None),
    ("article", "superseded", "BOOLEAN DEFAULT false NOT NULL", None),
    ("extraction", "corrects", "INTEGER", "extraction"),
    ("extraction", "checksum", "TEXT", None),
    ("attribution", "chosen_speaker_id", "INTEGER", "speaker"),
    ("claim", "machine_claim_id", "INTEGER", "claim"),
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute("DROP VIEW attribution_report")
    for table, column, kind, other in ADDED:
        refers = f" CONSTRAINT fk_{table}_{column} REFERENCES {other} (id)" if other else ""
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}{refers}")
    create_versions()
    create_corrections()
    create_decided()
    connection = op.get_bind()
    chain_corrections(connection)
    op.drop_table("speaker_correction")
    note_versions(connection)
    op.execute(report(dialect, corrected=True))


def downgrade() -> None:
    """What people decided about claims is lost, and with it what they made of the engine's claims."""
    op.execute("DROP VIEW attribution_report")
    op.drop_table("decided_claim")
    delete_corrected()
    create_speaker_corrections()
    parsed = "data" if op.get_bind().dialect.name == "sqlite" else "CAST(data AS JSON)"
    op.execute(
        "INSERT INTO speaker_correction (id, action, data, reviewer, reason, made_at)"
        f" SELECT id, action, {parsed}, reviewer, reason, made_at FROM correction WHERE claim IS NULL"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('speaker_correction', 'id'), max(id)) FROM speaker_correction"
            " HAVING max(id) IS NOT NULL"
        )
    op.drop_table("correction")
    op.drop_table("article_version")
    for table, column, *_ in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.execute(report(op.get_bind().dialect.name, corrected=False))


def create_versions() -> None:
    op.create_table(
        "article_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article_version"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_version_article_id"),
    )
    op.create_index("ix_article_version_series", "article_version", ["series"])
    op.create_index("ix_article_version_article_id", "article_version", ["article_id"])


def create_corrections() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("article_id", sa.Integer()),
        sa.Column("claim", sa.Text()),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_correction_article_id"),
        one_of("correction", "action", ACTIONS),
    )
    op.create_index("ix_correction_article_id", "correction", ["article_id"])
    op.create_index("ix_correction_claim", "correction", ["claim"])


def create_decided() -> None:
    op.create_table(
        "decided_claim",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer()),
        sa.Column("machine_claim_id", sa.Integer()),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "claim", name="pk_decided_claim"),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_decided_claim_{column}")
            for column, other in (
                ("article_id", "article"),
                ("claim_id", "claim"),
                ("machine_claim_id", "claim"),
                ("correction_id", "correction"),
            )
        ),
        one_of("decided_claim", "state", ("open", "accepted", "rejected", "disputed")),
        one_of("decided_claim", "outcome", ("kept", "moved", "agreed", "orphaned", "conflicting")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_decided_claim_claim_id", "decided_claim", ["claim_id"])
    op.create_index("ix_decided_claim_machine_claim_id", "decided_claim", ["machine_claim_id"])


def create_speaker_corrections() -> None:
    op.create_table(
        "speaker_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaker_correction"),
        one_of("speaker_correction", "action", (*SPEAKER_ACTIONS, "undo")),
    )


def one_of(table: str, column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    literals = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({literals})", name=op.f(f"ck_{table}_{column}"))


def chain_corrections(connection: sa.Connection) -> None:
    """What was decided so far becomes the beginning of the chain."""
    previous = "0" * 64
    old = connection.execute(
        sa.text(
            "SELECT id, action, CAST(data AS TEXT) AS data, reviewer, reason, made_at"
            " FROM speaker_correction ORDER BY id"
        )
    ).all()
    for row in old:
        moment = datetime.fromisoformat(row.made_at) if isinstance(row.made_at, str) else row.made_at
        moment = moment.astimezone(UTC)
        fields = [previous, row.id, row.action, row.data, row.reviewer, row.reason, moment.isoformat(), None, None]
        digest = hashlib.sha256(json.dumps(fields).encode()).hexdigest()
        connection.execute(
            sa.text(
                "INSERT INTO correction (id, action, data, reviewer, reason, made_at, previous, hash)"
                " VALUES (:id, :action, :data, :reviewer, :reason, :made_at, :previous, :hash)"
            ),
            {
                "id": row.id,
                "action": row.action,
                "data": row.data,
                "reviewer": row.reviewer,
                "reason": row.reason,
                "made_at": moment.isoformat() if connection.dialect.name == "sqlite" else moment,
                "previous": previous,
                "hash": digest,
            },
        )
        previous = digest


def note_versions(connection: sa.Connection) -> None:
    """Texts of one URL, or of one file in one folder, are versions; a bare file name tells too little."""
    newest: dict[str, int] = {}
    for row in connection.execute(sa.text("SELECT id, source, imported_at FROM article ORDER BY id")).all():
        if re.match(r"[a-z][a-z0-9+.-]*://", row.source):
            collection, series = "", row.source
        elif re.search(r"#\d+$", row.source):  # a line of a file, which may be another article's tomorrow
            continue
        elif len(parts := re.split(r"[/\\\\]", row.source)) > 1:
            collection, series = parts[-2], f"{parts[-2]}/{parts[-1]}"
        else:
            continue
        connection.execute(
            sa.text("INSERT INTO article_version (series, article_id, imported_at) VALUES (:series, :article, :at)"),
            {"series": series, "article": row.id, "at": row.imported_at},
        )
        connection.execute(
            sa.text("UPDATE article SET collection = :collection WHERE id = :id"),
            {"collection": collection, "id": row.id},
        )
        if series in newest:
            connection.execute(
                sa.text("UPDATE article SET superseded = :yes WHERE id = :id"), {"yes": True, "id": newest[series]}
            )
        newest[series] = row.id


def delete_corrected() -> None:
    corrected = "SELECT id FROM extraction WHERE corrects IS NOT NULL"
    claims = f"SELECT id FROM claim WHERE extraction_id IN ({corrected})"
    attributions = f"SELECT id FROM attribution WHERE extraction_id IN ({corrected})"
    op.execute(f"DELETE FROM hedge WHERE claim_id IN ({claims})")
    op.execute(f"DELETE FROM claim_span WHERE claim_id IN ({claims})")
    op.execute(f"DELETE FROM claim WHERE extraction_id IN ({corrected})")
    op.execute(f"DELETE FROM attribution_span WHERE attribution_id IN ({attributions})")
    op.execute(f"DELETE FROM attribution_role WHERE attribution_id IN ({attributions})")
    op.execute(f"DELETE FROM attribution WHERE extraction_id IN ({corrected})")
    op.execute("DELETE FROM extraction WHERE corrects IS NOT NULL")


def report(dialect: str, *, corrected: bool) -> str:
    """The view of all claims of each article's newest extraction; an absent value is NULL.

    ``corrected``: only articles that no newer version supersedes, and beside what people decided what the engine says.
    """
    concatenated = {
        "sqlite": "group_concat(item, '{0}')",
        "postgresql": "string_agg(item, '{0}' ORDER BY position)",
    }[dialect]

    def listed(item: str, separator: str, rows: str) -> str:
        # SQLite's group_concat takes the rows in the order of its subquery.
        items = f"SELECT {item} AS item, position FROM {rows} ORDER BY position"
        return f"(SELECT {concatenated.format(separator)} FROM ({items}) AS items)"

    place = "start_offset || '-' || end_offset"
    claim_spans = "claim_span WHERE claim_id = claim.id AND role = 'claim'"
    sources = "attribution_span WHERE attribution_id = claim.attribution_id AND role = 'source'"
    cue = "attribution_span WHERE attribution_id = claim.attribution_id AND role = 'cue'"
    hedges = "hedge WHERE claim_id = claim.id"
    machine_spans = "claim_span WHERE claim_id = machine.id AND role = 'claim'"
    decided = f"""
            coalesce(decided_claim.state, 'open') AS state,
            decided_claim.reviewer AS reviewer,
            machine.exact AS machine_claim,
            {listed(place, ";", machine_spans)} AS machine_spans,
            machine.status AS machine_status,
            said.quote_type AS machine_quote_type,
            nullif(sayer.name, '') AS machine_speaker,"""
    last = """,
            decided_claim.outcome AS outcome,
            decided_claim.correction_id AS revision"""
    joins = """
        LEFT JOIN decided_claim ON decided_claim.claim_id = claim.id
        LEFT JOIN claim AS machine
            ON machine.id = CASE WHEN extraction.corrects IS NULL THEN claim.id ELSE claim.machine_claim_id END
        LEFT JOIN attribution AS said ON said.id = machine.attribution_id
        LEFT JOIN speaker AS sayer ON sayer.id = said.speaker_id
        WHERE NOT article.superseded"""
    return f"""
        CREATE VIEW attribution_report AS
        SELECT
            article.id AS article_id,
            nullif(article.title, '') AS title,
            nullif(article.source, '') AS source,
            nullif(article.publisher, '') AS publisher,
            article.published AS published,
            article.sha256 AS sha256,
            claim.uid AS claim_id,
            claim.exact AS claim,
            claim.start_offset AS start,
            claim.end_offset AS "end",
            {listed(place, ";", claim_spans)} AS spans,
            claim.status AS status,
            claim.quoted AS quoted,
            claim.sourced AS sourced,
            claim.speculative AS speculative,
            attribution.quote_type AS quote_type,
            nullif(speaker.name, '') AS speaker,
            speaker.kind AS speaker_kind,
            {listed("exact", " … ", sources)} AS source_text,
            {listed(place, ";", sources)} AS source_spans,
            (SELECT exact FROM {cue}) AS cue,
            (SELECT {place} FROM {cue}) AS cue_span,
            {listed("exact", "; ", hedges)} AS hedges,
            {listed(place, ";", hedges)} AS hedge_spans,
            claim.hedged_by AS hedged_by,
            claim.confidence AS confidence,
            claim.prefix AS prefix,
            claim.suffix AS suffix,
            extraction.engine AS engine,
            extraction.version AS engine_version,
            claim.certainty AS certainty,
            claim.denied AS denied,
            {listed("kind", "; ", hedges)} AS hedge_kinds,{decided if corrected else ""}
            article.name AS article_name,
            extraction.id AS extraction_id,
            claim.position AS position,
            claim.id AS claim_row,
            attribution.speaker_id AS speaker_id{last if corrected else ""}
        FROM article
        JOIN extraction
            ON extraction.id = (SELECT max(newest.id) FROM extraction AS newest WHERE newest.article_id = article.id)
        JOIN claim ON claim.extraction_id = extraction.id
        LEFT JOIN attribution ON attribution.id = claim.attribution_id
        LEFT JOIN speaker ON speaker.id = attribution.speaker_id{joins if corrected else ""}
    """
