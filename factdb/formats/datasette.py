"""Metadata for Datasette: names for keys, facets, a list to begin with.

See https://docs.datasette.io/en/stable/metadata.html.
"""

from typing import Any

# What a foreign key shows instead of a number.
_LABELS = {
    "article": "title",
    "attribution": "named",
    "claim": "exact",
    "correction": "reviewer",
    "extraction": "engine",
    "speaker": "name",
}
_FACETS = ("status", "speaker", "publisher", "certainty", "state")
_CLAIMS = (
    "SELECT status, claim, speaker, source_text, cue, hedges, quote_type, title, publisher, published, state,"
    " article_id, claim_id FROM attribution_report"
    " WHERE (:words = '' OR claim LIKE '%' || :words || '%') ORDER BY published DESC, article_id, position"
)


def metadata(database: str) -> dict[str, Any]:
    """The metadata of a database that Datasette calls by that name, the file's without its ending."""
    tables: dict[str, Any] = {table: {"label_column": column} for table, column in _LABELS.items()}
    tables["claim"] |= {"fts_table": "claim_search", "fts_pk": "id", "facets": ["status", "certainty"]}
    tables["attribution_report"] = {
        "description": "Every claim with its words, place, speaker, cue, hedges and status, as people corrected it.",
        "facets": list(_FACETS),
        "size": 50,
    }
    for hidden in ("factdb_version", "claim_count", "claim_span", "attribution_span", "attribution_role"):
        tables[hidden] = {"hidden": True}
    # Nobody needs to read the hashes of passwords, not even whoever may read everything else.
    for secret in ("account", "access_token"):
        tables[secret] = {"hidden": True, "allow": False}
    return {
        "title": "factdb",
        "description": "Who said what, where exactly it stands, and how sure it is.",
        "databases": {
            database: {
                "tables": tables,
                "queries": {
                    "claims": {
                        "title": "Claims to read",
                        "description": "The columns that people read first; words are looked for as they are.",
                        "sql": _CLAIMS,
                        "params": ["words"],
                    }
                },
            }
        },
    }
