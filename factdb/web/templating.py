"""Pages from templates: everything is escaped, and no character that nobody sees gets into a page unseen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import factdb
from factdb.formats.html.visible import plain
from factdb.text.alone import without_context
from factdb.web.charts import strip

# What people call things that the store has other words for.
_LABELS = {
    "quote_type": "quote type",
    "hedged_by": "hedged by",
    "speaker_kind": "kind of speaker",
    "min_confidence": "confidence from",
    "publisher": "outlet",
    "article_id": "article",
    "claim_id": "id",
    "q": "words",
    "since": "from",
    "until": "to",
}


@cache
def environment() -> Environment:
    """The templates, with what they may call."""
    made = Environment(
        loader=PackageLoader("factdb.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "alone": lambda row: without_context(row["reading"])[0] if row["reading"] else row["claim"],
        "bdi": _bdi,
        "context": lambda row: without_context(row["reading"] or "")[1],
        "count": lambda number: f"{number:,}",
        "counted": _counted,
        "day": _day,
        "exact": escape,
        "label": lambda name: _LABELS.get(name, name),
        "moment": _moment,
        "short": lambda claim: str(claim)[:8],
        "percent": lambda share: f"{100 * share:.0f} %",
        "cut": _cut,
    }
    made.globals |= {"address": address, "strip": strip, "version": factdb.__version__}
    return made


def render(template: str, data: Mapping[str, Any]) -> str:
    """The page."""
    return environment().get_template(template).render(data)


def address(*parts: object, **query: Any) -> str:
    """An address on this server: every part and every word is quoted; what is None or empty is left out."""
    path = "/" + "/".join(quote(str(part), safe="") for part in parts)
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        values: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(one)) for one in values if one not in (None, "")]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _finalized(value: Any) -> Any:
    """What people wrote, with unseen characters written out; HTML that we made as it is."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _bdi(words: str | None) -> Markup:
    """Words whose direction must not reach those around them."""
    return Markup(f"<bdi>{escape(plain(words or ''))}</bdi>")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _cut(words: str, length: int) -> str:
    """No more than so many characters, cut between words."""
    if len(words) <= length:
        return words
    return f"{words[:length].rsplit(' ', 1)[0]} …"
