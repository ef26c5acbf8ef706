"""How sure a claim is, after FactBank's scale, whether it is denied, and how likely its hedges are hedges."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is stored already gets what was known of it: hedged claims are possible, until their article is read again.

    A column that brings its check along is added in place on both databases; on SQLite anything else would copy the
    table, and lose the triggers of the full-text search. The check of two columns comes with the second.
    """
    dialect = op.get_bind().dialect.name
    double = {"sqlite": "DOUBLE", "postgresql": "DOUBLE PRECISION"}[dialect]
    op.execute("DROP VIEW attribution_report")
    add("hedge", "certainty", "TEXT", "'possible'", "certainty", "certainty IN ('probable', 'possible')")
    add("hedge", "confidence", double, "1.0", "confidence", "confidence BETWEEN 0 AND 1")
    add("claim", "certainty", "TEXT", "'certain'", "certainty", "certainty IN ('certain', 'probable', 'possible')")
    op.execute("UPDATE claim SET certainty = 'possible' WHERE speculative")
    add("claim", "denied", "BOOLEAN", "false", "speculative_is_uncertain", "speculative = (certainty <> 'certain')")
    op.execute(report(dialect, degree=True))


def downgrade() -> None:
    op.execute("DROP VIEW attribution_report")
    for table, column in (
        ("claim", "denied"),
        ("claim", "certainty"),
        ("hedge", "confidence"),
        ("hedge", "certainty"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.execute(report(op.get_bind().dialect.name, degree=False))


def add(table: str, column: str, kind: str, default: str, check: str, condition: str) -> None:
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {kind} DEFAULT {default} NOT NULL"
        f" CONSTRAINT ck_{table}_{check} CHECK ({condition})"
    )


def report(dialect: str, *, degree: bool) -> str:
    """The view of all claims of each article's newest extraction; an absent value is NULL."""
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
    degrees = f"""
            claim.certainty AS certainty,
            claim.denied AS denied,
            {listed("kind", "; ", hedges)} AS hedge_kinds,"""
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
            extraction.version AS engine_version,{degrees if degree else ""}
            article.name AS article_name,
            extraction.id AS extraction_id,
            claim.position AS position,
            claim.id AS claim_row,
            attribution.speaker_id AS speaker_id
        FROM article
        JOIN extraction
            ON extraction.id = (SELECT max(newest.id) FROM extraction AS newest WHERE newest.article_id = article.id)
        JOIN claim ON claim.extraction_id = extraction.id
        LEFT JOIN attribution ON attribution.id = claim.attribution_id
        LEFT JOIN speaker ON speaker.id = attribution.speaker_id
    """
