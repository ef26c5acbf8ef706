"""Rejected claims as a view of their own, with the columns of the attribution report."""

from types import ModuleType

import sqlalchemy as sa
from alembic import context, op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.execute("DROP VIEW attribution_report")
    op.execute(f"CREATE VIEW attribution_report AS {report(dialect, rejected=False)}")
    op.execute(f"CREATE VIEW rejected_report AS {report(dialect, rejected=True)}")


def downgrade() -> None:
    op.execute("DROP VIEW rejected_report")
    op.execute("DROP VIEW attribution_report")
    op.execute(before().report(op.get_bind().dialect.name, corrected=True))


def before() -> ModuleType:
    """The revision that made the view first."""
    script = context.script.get_revision(down_revision)
    if script is None:
        raise sa.exc.InvalidRequestError(f"revision {down_revision} is missing")
    return script.module


def report(dialect: str, *, rejected: bool, passage: bool = False, relayed: bool = False) -> str:
    """A row for each claim of each article's newest version, as people have it; an absent value is NULL.

    With ``rejected`` those that people rejected: what the engine says of them, or, where it has no such claim, only
    their words. With ``passage`` it says as well what part of the page each claim stands in, with ``relayed`` how it
    reads alone, and who relays it.
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
    shown = """
        FROM article
        JOIN extraction
            ON extraction.id = (SELECT max(newest.id) FROM extraction AS newest WHERE newest.article_id = article.id)
        JOIN claim ON claim.extraction_id = extraction.id
        LEFT JOIN decided_claim ON decided_claim.claim_id = claim.id
        LEFT JOIN claim AS machine
            ON machine.id = CASE WHEN extraction.corrects IS NULL THEN claim.id ELSE claim.machine_claim_id END"""
    gone = """
        FROM decided_claim
        JOIN article ON article.id = decided_claim.article_id AND decided_claim.state = 'rejected'
        LEFT JOIN claim ON claim.id = decided_claim.machine_claim_id
        LEFT JOIN extraction ON extraction.id = claim.extraction_id
        LEFT JOIN claim AS machine ON machine.id = claim.id"""
    chain = """nullif(claim.reading, '') AS reading,
            nullif(relayer.name || coalesce('; ' || nullif(farther.name, ''), ''), '') AS via,"""
    relays = """LEFT JOIN attribution AS relay ON relay.id = attribution.via_id
        LEFT JOIN speaker AS relayer ON relayer.id = relay.speaker_id
        LEFT JOIN attribution AS first_relay ON first_relay.id = relay.via_id
        LEFT JOIN speaker AS farther ON farther.id = first_relay.speaker_id"""
    return f"""
        SELECT
            article.id AS article_id,
            nullif(article.title, '') AS title,
            nullif(article.source, '') AS source,
            nullif(article.publisher, '') AS publisher,
            article.published AS published,
            article.sha256 AS sha256,
            {"coalesce(claim.uid, decided_claim.claim)" if rejected else "claim.uid"} AS claim_id,
            {"decided_claim" if rejected else "claim"}.exact AS claim,
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
            {listed("kind", "; ", hedges)} AS hedge_kinds,
            coalesce(decided_claim.state, 'open') AS state,
            decided_claim.reviewer AS reviewer,
            {"claim.passage AS passage," if passage else ""}
            {chain if relayed else ""}
            machine.exact AS machine_claim,
            {listed(place, ";", machine_spans)} AS machine_spans,
            machine.status AS machine_status,
            said.quote_type AS machine_quote_type,
            nullif(sayer.name, '') AS machine_speaker,
            article.name AS article_name,
            extraction.id AS extraction_id,
            claim.position AS position,
            claim.id AS claim_row,
            attribution.speaker_id AS speaker_id,
            decided_claim.outcome AS outcome,
            decided_claim.correction_id AS revision
        {gone if rejected else shown}
        LEFT JOIN attribution ON attribution.id = claim.attribution_id
        LEFT JOIN speaker ON speaker.id = attribution.speaker_id
        LEFT JOIN attribution AS said ON said.id = machine.attribution_id
        LEFT JOIN speaker AS sayer ON sayer.id = said.speaker_id
        {relays if relayed else ""}
        WHERE NOT article.superseded
    """
