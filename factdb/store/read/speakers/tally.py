"""Claims counted by outlet, month, speaker and whatever else is known of them, and by what people know of speakers."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.names.folding import fold
from factdb.records import AND, Status
from factdb.store.read.claims import ClaimFilter, Row
from factdb.store.read.columns import claims_by_column
from factdb.store.schema.tables import Article, Speaker
from factdb.store.schema.view import REPORT_COLUMNS

if TYPE_CHECKING:
    from factdb.store.connect import Reader

# A year is a number, which programs and spreadsheets read as it is written.
_TIMES: Mapping[str, Callable[[datetime], int | str]] = {
    "year": lambda moment: moment.year,
    "month": lambda moment: moment.strftime("%Y-%m"),
    "day": lambda moment: moment.strftime("%Y-%m-%d"),
}
COLUMNS = (*_TIMES, *REPORT_COLUMNS, "speaker_id")
COUNTS = ("claims", *Status, "hedged", "speakers", "articles")
_COUNTED = ("article_id", "speaker_id", "status", "speculative")

# What people know of a speaker, by the names of their columns, or what a file says of its article.
Known = Mapping[str, str]
_Key = tuple[Any, ...]


def tally(
    reader: "Reader",
    wanted: ClaimFilter,
    by: Sequence[str],
    people: Mapping[int, Known] | None = None,
    articles: Mapping[int, Known] | None = None,
) -> list[Row]:
    """A row for all claims that agree in the columns ``by``, in the order of these; absent values are None, and first.

    A column is one of COLUMNS, else what is known of ``articles``, else what ``people`` know of the speaker; both are
    by id. Then follow COUNTS: the four of status add up to ``claims``; ``hedged`` are those that a hedge governs;
    ``speakers`` and ``articles`` are how many different ones. Raises what ``claims`` raises.
    """
    makers = [_maker(name, people or {}, articles or {}) for name in by]
    columns = list(dict.fromkeys((*_COUNTED, *(column for column, _ in makers))))
    alike: Counter[tuple[_Key, str, bool]] = Counter()
    stood_in: set[tuple[_Key, int]] = set()
    speakers: set[tuple[_Key, int | None]] = set()
    for part in claims_by_column(reader, wanted, columns):
        found = dict(zip(columns, part, strict=True))
        keys = list(zip(*(map(make, found[column]) for column, make in makers), strict=True))
        alike.update(zip(keys, found["status"], found["speculative"], strict=True))
        stood_in.update(zip(keys, found["article_id"], strict=True))
        speakers.update(zip(keys, found["speaker_id"], strict=True))
    counted: defaultdict[_Key, Counter[str]] = defaultdict(Counter)
    for (key, status, hedged), number in alike.items():
        counted[key].update({"claims": number, status: number, "hedged": number * hedged})
    for key, _ in stood_in:
        counted[key]["articles"] += 1
    for key, speaker in speakers:
        counted[key]["speakers"] += speaker is not None
    in_order = sorted(counted, key=lambda key: [(value is not None, value) for value in key])
    return [dict(zip(by, key, strict=True)) | {name: counted[key][name] for name in COUNTS} for key in in_order]


def _maker(name: str, people: Mapping[int, Known], articles: Mapping[int, Known]) -> tuple[str, Callable[[Any], Any]]:
    """The column of the report that a value is made of, and how."""
    if (written := _TIMES.get(name)) is not None:
        # Kept, because all claims of an article have the same.
        return "published", lru_cache(1000)(lambda moment: written(moment) if moment else None)
    if name in COLUMNS:
        return name, lambda value: value
    if any(name in known for known in articles.values()):
        return "article_id", lambda article: articles.get(article, {}).get(name) or None
    return "speaker_id", lambda speaker: people.get(speaker, {}).get(name) or None


def articles_known(session: Session, names: Collection[str]) -> Mapping[int, Known]:
    """Who wrote each article (``author``), and what else its file says of it under one of ``names``, which are in small
    letters, by id; of a list all parts, parted by AND.
    """
    known: dict[int, Known] = {}
    for number, author, extra in session.execute(select(Article.id, Article.author, Article.extra)):
        said = {name.lower(): value for name, value in json.loads(extra).items()} | {"author": author}
        if found := {name: _written(said[name]) for name in names if said.get(name)}:
            known[number] = found
    return known


def _written(value: Any) -> str:
    return AND.join(map(str, value)) if isinstance(value, list) else str(value)


def speakers_known(session: Session, people: Iterable[Known]) -> Mapping[int, Known]:
    """What ``people`` know of the speakers of the database, by id.

    Each row of theirs is about the speaker with its ``speaker_id`` if it says one, else with its ``wikidata``, else
    with its ``name`` (or ``speaker``) or one of its ``aliases``, and of its ``kind`` if it says one. Of several people
    who speak together it is known what is known of each, parted by AND.
    """
    by_id: dict[str, Known] = {}
    by_wikidata: dict[str, Known] = {}
    by_name: dict[tuple[str, str], Known] = {}
    for row in people:
        if row.get("speaker_id"):
            by_id[row["speaker_id"]] = row
            continue
        if row.get("wikidata"):
            by_wikidata[row["wikidata"]] = row
        for name in (row.get("name") or row.get("speaker") or "", *row.get("aliases", "").split(";")):
            if folded := fold(name):
                by_name.setdefault((folded, row.get("kind", "").lower()), row)

    def called(name: str, kind: str) -> Known | None:
        return by_name.get((fold(name), kind)) or by_name.get((fold(name), ""))

    known: dict[int, Known] = {}
    for number, name, kind, wikidata in session.execute(
        select(Speaker.id, Speaker.name, Speaker.kind, Speaker.wikidata)
    ):
        found = by_id.get(str(number)) or (by_wikidata.get(wikidata) if wikidata else None) or called(name, kind)
        if found is None and ";" in name:
            found = _together([one for part in name.split(";") if (one := called(part, kind))])
        if found:
            known[number] = found
    return known


def _together(several: Sequence[Known]) -> Known | None:
    columns = dict.fromkeys(column for one in several for column in one)
    return {column: AND.join(sorted({one[column] for one in several if one.get(column)})) for column in columns} or None
