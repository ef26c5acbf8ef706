"""The first schema: articles, extractions, speakers, attributions, claims, their report and full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# On SQLite ISO 8601 text, always in UTC.
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

SPEAKER_KINDS = "'person', 'unnamed', 'group', 'organisation', 'document', 'author', 'none'"


def upgrade() -> None:
    create_articles()
    create_speakers()
    create_attributions()
    create_claims()
    create_search()
    op.execute(report(op.get_bind().dialect.name))


def downgrade() -> None:
    op.execute("DROP VIEW attribution_report")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE claim_search")
    for table in (
        "hedge",
        "claim_span",
        "claim",
        "attribution_span",
        "attribution",
        "speaker_alias",
        "speaker",
        "extraction",
        "article",
    ):
        op.drop_table(table)


def text(name: str, *constraints: sa.schema.SchemaItem) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), *constraints, nullable=False)


def integer(name: str, *constraints: sa.schema.SchemaItem) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), *constraints, nullable=False)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def foreign(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def offsets(table: str, prefix: str = "") -> sa.CheckConstraint:
    start, end = f"{prefix}start_offset", f"{prefix}end_offset"
    return check(table, f"{prefix}offsets", f"0 <= {start} AND {start} < {end}")


def create_articles() -> None:
    op.create_table(
        "article",
        integer("id"),
        text("sha256"),
        text("text"),
        integer("words"),
        text("name"),
        text("source"),
        text("title"),
        text("publisher"),
        text("author"),
        sa.Column("published", MOMENT),
        sa.Column("imported_at", MOMENT, nullable=False),
        primary("article", "id"),
        unique("article", "sha256"),
    )
    op.create_table(
        "extraction",
        integer("id"),
        integer("article_id"),
        text("engine"),
        text("version"),
        text("digest"),
        sa.Column("created_at", MOMENT, nullable=False),
        primary("extraction", "id"),
        foreign("extraction", "article_id", "article"),
        unique("extraction", "article_id", "engine", "version", "digest"),
    )


def create_speakers() -> None:
    op.create_table(
        "speaker",
        integer("id"),
        text("name"),
        text("kind"),
        text("key"),
        text("folded"),
        primary("speaker", "id"),
        unique("speaker", "key"),
        check("speaker", "kind", f"kind IN ({SPEAKER_KINDS})"),
    )
    op.create_table(
        "speaker_alias",
        integer("speaker_id"),
        text("alias"),
        text("folded"),
        primary("speaker_alias", "speaker_id", "alias"),
        foreign("speaker_alias", "speaker_id", "speaker"),
        sqlite_with_rowid=False,
    )


def create_attributions() -> None:
    op.create_table(
        "attribution",
        integer("id"),
        integer("extraction_id"),
        integer("position"),
        integer("speaker_id"),
        text("named"),
        text("named_kind"),
        text("named_rule"),
        text("quote_type"),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        primary("attribution", "id"),
        foreign("attribution", "extraction_id", "extraction"),
        foreign("attribution", "speaker_id", "speaker"),
        unique("attribution", "extraction_id", "position"),
        check("attribution", "named_kind", f"named_kind IN ({SPEAKER_KINDS})"),
        check("attribution", "quote_type", "quote_type IN ('direct', 'mixed', 'indirect')"),
        check("attribution", "confidence", "confidence BETWEEN 0 AND 1"),
    )
    op.create_index("ix_attribution_speaker_id", "attribution", ["speaker_id"])
    op.create_table(
        "attribution_span",
        integer("attribution_id"),
        text("role"),
        integer("position"),
        integer("start_offset"),
        integer("end_offset"),
        text("exact"),
        primary("attribution_span", "attribution_id", "role", "position"),
        foreign("attribution_span", "attribution_id", "attribution"),
        check("attribution_span", "role", "role IN ('source', 'cue', 'content')"),
        offsets("attribution_span"),
        sqlite_with_rowid=False,
    )


def create_claims() -> None:
    op.create_table(
        "claim",
        integer("id"),
        text("uid"),
        integer("extraction_id"),
        integer("position"),
        sa.Column("attribution_id", sa.Integer()),
        integer("start_offset"),
        integer("end_offset"),
        text("exact"),
        text("folded"),
        text("status"),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.Column("sourced", sa.Boolean(), nullable=False),
        sa.Column("speculative", sa.Boolean(), nullable=False),
        sa.Column("hedged_by", sa.Text()),
        sa.Column("confidence", sa.Double(), nullable=False),
        text("prefix"),
        text("suffix"),
        primary("claim", "id"),
        foreign("claim", "extraction_id", "extraction"),
        foreign("claim", "attribution_id", "attribution"),
        unique("claim", "extraction_id", "position"),
        unique("claim", "extraction_id", "uid"),
        offsets("claim"),
        check("claim", "status", "status IN ('quoted', 'sourced', 'speculative', 'unsourced')"),
        check(
            "claim",
            "status_derives",
            "status = CASE WHEN quoted THEN 'quoted' WHEN sourced THEN 'sourced'"
            " WHEN speculative THEN 'speculative' ELSE 'unsourced' END",
        ),
        check("claim", "quoted_is_sourced", "sourced OR NOT quoted"),
        check("claim", "sourced_has_attribution", "sourced = (attribution_id IS NOT NULL)"),
        check("claim", "speculative_has_holder", "speculative = (hedged_by IS NOT NULL)"),
        check("claim", "hedged_by", "hedged_by IN ('writer', 'speaker', 'writer; speaker')"),
        check("claim", "confidence", "confidence BETWEEN 0 AND 1"),
    )
    op.create_index("ix_claim_uid", "claim", ["uid"])
    op.create_index("ix_claim_attribution_id", "claim", ["attribution_id"])
    op.create_table(
        "claim_span",
        integer("claim_id"),
        text("role"),
        integer("position"),
        integer("start_offset"),
        integer("end_offset"),
        text("exact"),
        primary("claim_span", "claim_id", "role", "position"),
        foreign("claim_span", "claim_id", "claim"),
        check("claim_span", "role", "role IN ('claim', 'quotation')"),
        offsets("claim_span"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hedge",
        integer("claim_id"),
        integer("position"),
        text("kind"),
        text("holder"),
        integer("start_offset"),
        integer("end_offset"),
        text("exact"),
        integer("scope_start_offset"),
        integer("scope_end_offset"),
        text("scope_exact"),
        primary("hedge", "claim_id", "position"),
        foreign("hedge", "claim_id", "claim"),
        check("hedge", "holder", "holder IN ('writer', 'speaker')"),
        offsets("hedge"),
        offsets("hedge", "scope_"),
        sqlite_with_rowid=False,
    )


def create_search() -> None:
    """Index claim.folded, whose words are lower case and parted by single spaces, word by word as they are."""
    if op.get_bind().dialect.name == "postgresql":
        # Not to_tsvector: its parser would keep "10.5" or "and/or" whole, where SQLite's finds their parts.
        op.execute("CREATE INDEX ix_claim_search ON claim USING gin (array_to_tsvector(string_to_array(folded, ' ')))")
        return
    # The ascii tokenizer takes every character beyond ASCII for a letter; folding has taken all else away.
    # detail=none: a query asks which claims have a word, never where in them it stands.
    op.execute(
        "CREATE VIRTUAL TABLE claim_search USING fts5"
        " (folded, content='claim', content_rowid='id', tokenize='ascii', detail=none, columnsize=0)"
    )
    add = "INSERT INTO claim_search (rowid, folded) VALUES (new.id, new.folded);"
    remove = "INSERT INTO claim_search (claim_search, rowid, folded) VALUES ('delete', old.id, old.folded);"
    op.execute(f"CREATE TRIGGER claim_search_insert AFTER INSERT ON claim BEGIN {add} END")
    op.execute(f"CREATE TRIGGER claim_search_delete AFTER DELETE ON claim BEGIN {remove} END")
    op.execute(f"CREATE TRIGGER claim_search_update AFTER UPDATE OF id, folded ON claim BEGIN {remove} {add} END")


def report(dialect: str) -> str:
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
