"""factdb: who said what, where exactly it stands, and how sure it is.

What an article puts forward, and who says so:

>>> import factdb
>>> text = "“The mill makes ten tons of flour a day,” said Ann Lee."
>>> extraction = factdb.extract(text)
>>> for claim in extraction.claims:
...     print(claim.status, [span.of(text) for span in claim.spans])
quoted ['“The mill makes ten tons of flour a day,”']
>>> extraction.attributions[0].speaker.name
'Ann Lee'

Articles from files, and a database that keeps them (see ``Database``):

>>> [article.name for article in factdb.read("article.txt")]
['article']
>>> with factdb.open("news.db") as database:
...     results = database.add("article.txt")
...     for row in database.claims(speaker="Kim Jong Un"):
...         print(row.status, row.spans)
quoted 207-212;227-244

Whatever a person can mend is raised as a ``FactDBError``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Action",
    "Article",
    "ArticleRow",
    "Attribution",
    "Certainty",
    "Claim",
    "Database",
    "EditRequest",
    "Extraction",
    "FactDBError",
    "Hedge",
    "Holder",
    "ImportResult",
    "InputError",
    "NotFoundError",
    "OperatingPoint",
    "ProofError",
    "QuoteType",
    "Reextracted",
    "ReportRow",
    "Rows",
    "SchemaError",
    "Span",
    "Speaker",
    "SpeakerKind",
    "SpeakerRow",
    "StaleError",
    "State",
    "Status",
    "extract",
    "open",
    "read",
]

if TYPE_CHECKING:
    from factdb.database import Database, open, read  # noqa: A004 as gzip has it
    from factdb.errors import (
        FactDBError,
        InputError,
        NotFoundError,
        ProofError,
        SchemaError,
        StaleError,
    )
    from factdb.extract import extract
    from factdb.ingest import ImportResult, Reextracted
    from factdb.records import (
        Action,
        Article,
        Attribution,
        Certainty,
        Claim,
        Extraction,
        Hedge,
        Holder,
        OperatingPoint,
        QuoteType,
        Span,
        Speaker,
        SpeakerKind,
        State,
        Status,
    )
    from factdb.rows import ArticleRow, Rows, SpeakerRow
    from factdb.store.corrections.edit import EditRequest
    from factdb.store.schema.view import ReportRow

# Where each name is made; it is imported when it is first used, so that `import factdb` takes no time.
_HOMES = {
    "factdb.database": ("Database", "open", "read"),
    "factdb.errors": ("FactDBError", "InputError", "NotFoundError", "ProofError", "SchemaError", "StaleError"),
    "factdb.ingest": ("ImportResult", "Reextracted"),
    "factdb.rows": ("ArticleRow", "Rows", "SpeakerRow"),
    "factdb.store.corrections.edit": ("EditRequest",),
    "factdb.store.schema.view": ("ReportRow",),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "extract":
        return import_module("factdb.extract")  # a package that can be called, see there
    home = next((home for home, names in _HOMES.items() if name in names), "factdb.records")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
