"""An article as one HTML file that needs no server, no network and no script, and proves itself.

Inside are, beside what people read: the text's characters as they are (a JSON string, so that white space and unseen
characters are kept), the rows of the attribution report, and each claim as a W3C Web Annotation in JSON-LD. The proof
needs the file alone: see ``report_proof``.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

import factdb
from factdb.formats.html.facts import ClaimFacts, claim_facts
from factdb.formats.html.links import link_to_words, original
from factdb.formats.html.text import TEXT_STYLE, text_as_html
from factdb.formats.html.visible import plain
from factdb.formats.json import as_written
from factdb.records import Article, Extraction, Span

if TYPE_CHECKING:
    from jinja2 import Template

# What a scanner for the report's own parts looks for; the version changes when their meaning does.
PROOF_TYPE = "application/factdb-report+json"
PROOF_VERSION = 1
_CONTEXT = 32  # code points before and after, as in the report

Row = Mapping[str, Any]
# An article, what was found in it, and its rows of the attribution report.
Part = tuple[Article, Extraction, Sequence[Row]]


def report_page(parts: Iterable[Part]) -> str:
    """The whole file."""
    shown = [_shown(*part) for part in parts]
    title = shown[0]["title"] if len(shown) == 1 else f"{len(shown)} articles"
    return _template().render(
        title=title, articles=shown, style=Markup(TEXT_STYLE.read_text("utf-8")), version=factdb.__version__
    )


def fragment(article: Article, extraction: Extraction) -> str:
    """The article's text alone, with its claims marked: to be put into another page, with a style of one's own."""
    return f'<div class="text">\n{text_as_html(article, extraction)}\n</div>\n'


def annotations(article: Article, facts: Sequence[ClaimFacts]) -> list[dict[str, Any]]:
    """Each claim as a Web Annotation (https://www.w3.org/TR/annotation-model/), its target the article's text."""
    where = original(article.source) or f"urn:sha256:{article.sha256}"
    return [_annotation(article, one, where) for one in facts]


def _shown(article: Article, extraction: Extraction, rows: Sequence[Row]) -> dict[str, Any]:
    facts = claim_facts(article, extraction, rows)
    engine = extraction.engine
    proof = {
        "version": PROOF_VERSION,
        "factdb": factdb.__version__,
        "sha256": article.sha256,
        "text": article.text,
        "title": article.title,
        "source": article.source,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "engine": {"name": engine.name, "version": engine.version, "digest": engine.digest},
        "claims": [asdict(one) for one in facts],
    }
    linked = {"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": annotations(article, facts)}
    return {
        "title": plain(article.title or article.name),
        "article": article,
        "published": f"{article.published:%Y-%m-%d}" if article.published else "",
        "original": original(article.source),
        "html": text_as_html(article, extraction),
        "claims": [(one, link_to_words(article.source, one.claim.split(" … ")[0])) for one in facts],
        "engine": engine,
        "proof": _script(proof),
        "linked": _script(linked),
    }


def _annotation(article: Article, one: ClaimFacts, where: str) -> dict[str, Any]:
    selectors = [_selectors(article.text, Span(*pair)) for pair in one.spans]
    made: dict[str, Any] = {
        "id": f"urn:factdb:claim:{one.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"type": "TextualBody", "purpose": "classifying", "value": one.status}],
        "target": [{"source": where, "selector": selector} for selector in selectors],
    }
    if one.speaker:
        made["body"].append({"type": "TextualBody", "purpose": "identifying", "value": one.speaker})
    return made


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(span.start - _CONTEXT, 0) : span.start],
            "suffix": text[span.end : span.end + _CONTEXT],
        },
    ]


def _script(value: Any) -> Markup:
    """JSON that can stand in a ``script`` element: nothing in it ends the element or begins a comment."""
    written = json.dumps(value, ensure_ascii=True, default=as_written)
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
