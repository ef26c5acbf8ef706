"""What stands in the Parquet files: five tables, and the one nested table that an engine such as Spark hands on.

Every column says in its metadata what it means (``description``), so that a file explains itself. Offsets are code
points of the article's text, half-open. Texts of enums are those of ``records``.
"""

from typing import Any

import pyarrow as pa

Schema = Any  # pyarrow ships no types


def _column(name: str, kind: Any, meaning: str, *, absent: bool = False) -> Any:
    return pa.field(name, kind, nullable=absent, metadata={"description": meaning})


_NUMBER, _TEXT, _CHANCE, _TRUTH = pa.int32(), pa.string(), pa.float64(), pa.bool_()

SPAN = pa.struct(
    [
        _column("start", _NUMBER, "its first character"),
        _column("end", _NUMBER, "behind its last character"),
        _column("exact", _TEXT, "the words that stand there"),
    ]
)
_SPANS = pa.list_(SPAN)
_LOCATORS = pa.list_(
    pa.struct([_column("start", _NUMBER, "from here on"), _column("fragment", _TEXT, "page=3, t=12.5")])
)

# An article as it was read. Only ``text`` has to be there for ``extracted``; the rest is what an import knows.
ARTICLE = pa.schema(
    [
        _column("file", _NUMBER, "which of the files that were named it came from, from 0; -1 if that is not known"),
        _column("number", _NUMBER, "which of that file's articles it is, from 0; -1 if that is not known"),
        _column("name", _TEXT, "what a person would call it: the file's stem"),
        _column("source", _TEXT, "the file or the URL it came from"),
        _column("title", _TEXT, "its title, empty if it has none"),
        _column("publisher", _TEXT, "its outlet"),
        _column("author", _TEXT, "its author"),
        _column("published", pa.timestamp("us", tz="UTC"), "when it was published", absent=True),
        _column("published_offset", _NUMBER, "seconds that its publisher's clock is ahead of UTC", absent=True),
        _column("collection", _TEXT, "within which a file's name means the same"),
        _column("language", _TEXT, "ISO 639-1, empty if it is not known"),
        _column("text", _TEXT, "the text, in which every span stands"),
        _column("extra", _TEXT, "what else the file says, as a JSON object"),
        _column("locators", _LOCATORS, "where in the original the words stand"),
        _column("original", _TEXT, "SHA-256 of the file or page"),
        _column("media_type", _TEXT, "what the file is"),
        _column("reader", _TEXT, "what read it"),
    ]
)

_OF_TEXT = [
    _column("sha256", _TEXT, "SHA-256 of the text in UTF-8: the article's identity in every database"),
    _column("words", _NUMBER, "how many words white space parts"),
    _column("engine", _TEXT, "what found attributions and claims"),
    _column("engine_version", _TEXT, "its version"),
    _column("engine_digest", _TEXT, "SHA-256 of its model and word lists"),
    _column("engine_language", _TEXT, "the language that it is made for"),
]

_ATTRIBUTION = [
    _column("speaker", _TEXT, "the entity behind the source"),
    _column("speaker_kind", _TEXT, "person, unnamed, group, organisation, document, author or none"),
    _column("rule", _TEXT, "how the speaker was found"),
    _column("quote_type", _TEXT, "direct, mixed or indirect"),
    _column("confidence", _CHANCE, "how sure the engine is, 0 to 1"),
    _column("why", pa.list_(_TEXT), "the reasons, a line each"),
    _column("via", _NUMBER, "the position of the attribution that relays this one", absent=True),
]
ATTRIBUTION_SPANS = {"source": "sources", "cue": "cue", "content": "contents", "role": "roles"}

_CLAIM = [
    _column("claim_id", _TEXT, "its id in every database"),
    _column("claim", _TEXT, "its words, an ellipsis between its spans"),
    _column("start", _NUMBER, "its first character"),
    _column("end", _NUMBER, "behind its last character"),
    _column("status", _TEXT, "quoted, sourced, speculative or unsourced"),
    _column("quoted", _TRUTH, "some of it stands in quotation marks and is attributed"),
    _column("sourced", _TRUTH, "it is attributed to somebody or something other than the writer"),
    _column("speculative", _TRUTH, "a hedge governs it"),
    _column("attribution", _NUMBER, "the position of its attribution", absent=True),
    _column("hedged_by", _TEXT, "writer, speaker, or both", absent=True),
    _column("certainty", _TEXT, "certain, probable or possible"),
    _column("denied", _TRUTH, "it is put forward as not so"),
    _column("passage", _TEXT, "where on the page it stands"),
    _column("reading", _TEXT, "its words with what they refer to in square brackets, empty if they need nothing"),
    _column("confidence", _CHANCE, "how sure the engine is, 0 to 1"),
]
CLAIM_SPANS = {"claim": "spans", "quotation": "quotations"}

_HEDGE = [
    _column("kind", _TEXT, "epistemic, doxastic, condition or investigation"),
    _column("holder", _TEXT, "who hedges: writer or speaker"),
    _column("start", _NUMBER, "its first character"),
    _column("end", _NUMBER, "behind its last character"),
    _column("exact", _TEXT, "the words that hedge"),
    _column("scope_start", _NUMBER, "the first character of what they govern"),
    _column("scope_end", _NUMBER, "behind its last character"),
    _column("scope_exact", _TEXT, "the words that they govern"),
    _column("certainty", _TEXT, "how sure they leave it: probable or possible"),
    _column("confidence", _CHANCE, "how likely the words hedge at all"),
]

# A row an article, with all that was found in it: what ``extracted`` makes of rows of ARTICLE.
EXTRACTED = pa.schema(
    [
        *ARTICLE,
        *_OF_TEXT,
        _column(
            "attributions",
            pa.list_(
                pa.struct(
                    [
                        *_ATTRIBUTION,
                        _column("sources", _SPANS, "who says it, as written"),
                        _column("cue", _SPANS, "the one cue"),
                        _column("contents", _SPANS, "what is said"),
                        _column("roles", _SPANS, "titles, positions and affiliations of the speaker"),
                    ]
                )
            ),
            "in the order of the text",
        ),
        _column(
            "claims",
            pa.list_(
                pa.struct(
                    [
                        *_CLAIM,
                        _column("spans", _SPANS, "where its words stand"),
                        _column("quotations", _SPANS, "those parts of it that stand in quotation marks"),
                        _column("hedges", pa.list_(pa.struct(_HEDGE)), "what makes it uncertain"),
                    ]
                )
            ),
            "in the order of the text",
        ),
    ]
)

_ARTICLE_KEY = _OF_TEXT[0]
_POSITION = _column("position", _NUMBER, "its place among its like, from 0")
_OF_CLAIM = [_ARTICLE_KEY, _column("claim", _NUMBER, "the claim's position in its article"), _POSITION]
_OF_OWNER = [
    _ARTICLE_KEY,
    _column("owner", _TEXT, "whose span it is: attribution or claim"),
    _column("owner_position", _NUMBER, "the position of that attribution or claim in its article"),
    _column("role", _TEXT, "of an attribution: source, cue, content, role; of a claim: claim, quotation"),
    _POSITION,
]

# The tables as they lie in a folder each; ``sha256`` ties them to the article.
TABLES: dict[str, Schema] = {
    "attributions": pa.schema([_ARTICLE_KEY, _POSITION, *_ATTRIBUTION]),
    "claims": pa.schema([_ARTICLE_KEY, _POSITION, *_CLAIM]),
    "spans": pa.schema([*_OF_OWNER, *SPAN]),
    "hedges": pa.schema([*_OF_CLAIM, *_HEDGE]),
    "articles": pa.schema([*ARTICLE, *_OF_TEXT]),
}
