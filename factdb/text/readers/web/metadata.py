"""What a page says about its article: in JSON-LD, in meta elements, in the address, in the page itself.

JSON-LD comes first, because sites write it for search engines and keep it right, then Open Graph and the like
(https://schema.org/NewsArticle, https://ogp.me), then what people see.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from factdb.text.readers.dates import moment

_ARTICLE_TYPES = re.compile(
    r"(?:News|Live|Blog|Opinion|Reportage|Analysis|Scholarly|Review|Background)?\w*(?:Article|Posting)$"
)
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "headline", "title")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "parsely-pub-date", "sailthru.date",
    "publishdate", "pubdate", "dc.date.issued", "dcterms.date", "dc.date", "cxenseparse:recs:publishtime",
    "article.published",
)  # fmt: skip
_OUTLETS = (
    "og:site_name", "publisher", "application-name", "dc.publisher", "dcterms.publisher", "twitter:app:name:iphone",
)  # fmt: skip
_SEPARATOR = re.compile(r"\s+[|\-–—·»:•]\s+")
_DATE_CLASS = re.compile(r"\b(?:date|time|published|pubdate|timestamp|dateline)\b|publish|-date|date-", re.IGNORECASE)
_BYLINE_CLASS = re.compile(r"\b(?:byline|author|writer)\b|byline|author-name", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:by|von|par|por|di)\s+", re.IGNORECASE)
_AFTER_BYLINE = re.compile(r"\s*[|•·]\s*|,? (?:on |published|updated)", re.IGNORECASE)
_LONGEST_BYLINE = 100
_LARGEST_JSON = 2_000_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says; what it doesn't say is empty. ``body`` is the article's text as JSON-LD has it."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published: datetime | None = None
    url: str = ""
    language: str = ""
    body: str = ""


def metadata(page: Any, url: str = "") -> Metadata:
    """What a parsed page says; ``url`` is where it was fetched, for addresses that are relative."""
    meta = _meta(page)
    data = next(_json_ld(page), {})
    address = _canonical(page, meta, data, url)
    publisher = _name(data.get("publisher")) or _first(meta, _OUTLETS) or _site_in_json_ld(page)
    title = _text(data.get("headline")) or _first(meta, _TITLES) or _heading(page) or _page_title(page)
    publisher = publisher or _outlet_in_title(_page_title(page), title) or _from_host(address)
    return Metadata(
        title=_without_outlet(title, publisher, _heading(page)),
        publisher=publisher,
        author=_name(data.get("author") or data.get("creator")) or _author(meta) or _byline(page),
        published=_published(page, meta, data),
        url=address,
        language=str(page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower(),
        body=_text(data.get("articleBody")),
    )


def _meta(page: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), " ".join(content.split()))
    return found


def _json_ld(page: Any) -> Iterator[dict[str, Any]]:
    """The descriptions of articles, the first of the page first."""
    for thing in _things(page):
        if any(_ARTICLE_TYPES.fullmatch(kind) for kind in _kinds(thing)):
            yield thing


def _things(page: Any) -> Iterator[dict[str, Any]]:
    for element in page.iter("script"):
        if "ld+json" in (element.get("type") or "") and element.text and len(element.text) < _LARGEST_JSON:
            try:
                waiting = [json.loads(element.text.strip().removesuffix(";"), strict=False)]
            except (ValueError, RecursionError):
                continue
            while waiting:
                thing = waiting.pop(0)
                if isinstance(thing, list):
                    waiting.extend(thing[:100])
                elif isinstance(thing, dict):
                    yield thing
                    waiting.extend(
                        thing[key] for key in ("@graph", "mainEntity") if isinstance(thing.get(key), list | dict)
                    )


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type") or ()
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _site_in_json_ld(page: Any) -> str:
    for thing in _things(page):
        if {"NewsMediaOrganization", "Organization", "WebSite"} & set(_kinds(thing)) and (name := _name(thing)):
            return name
    return ""


def _name(value: Any) -> str:
    """The names of people or organisations, "; " between several."""
    match value:
        case str():
            return "" if "://" in value else _text(value)
        case dict():
            return _name(value.get("name"))
        case list():
            return "; ".join(dict.fromkeys(filter(None, map(_name, value))))
    return ""


def _text(value: Any) -> str:
    """A string without the markup and entities that some sites leave in it."""
    if not isinstance(value, str):
        return ""
    if "<" in value or "&" in value:
        from factdb.text.readers.web.blocks import text_of_html

        return text_of_html(value)
    return value.strip()


def _first(meta: dict[str, str], names: Sequence[str]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _author(meta: dict[str, str]) -> str:
    found = _first({name: value for name, value in meta.items() if "://" not in value}, _AUTHORS)
    return _BY.sub("", found)


def _canonical(page: Any, meta: dict[str, str], data: dict[str, Any], url: str) -> str:
    links = [link.get("href") for link in page.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    main = data.get("mainEntityOfPage")
    listed = [*links, meta.get("og:url"), data.get("url"), main.get("@id") if isinstance(main, dict) else main, url]
    for address in listed:
        if not isinstance(address, str) or not address:
            continue
        whole = urljoin(url, address.strip())
        # The front page stands there as canonical on pages that were set up wrongly.
        if whole.startswith(("http://", "https://")) and (urlsplit(whole).path.strip("/") or urlsplit(whole).query):
            return whole
    return url


def _heading(page: Any) -> str:
    headings = [" ".join(heading.text_content().split()) for heading in page.iter("h1")]
    return max(headings, key=len, default="")


def _page_title(page: Any) -> str:
    title = page.find(".//title")
    return " ".join((title.text or "").split()) if title is not None else ""


def _outlet_in_title(page_title: str, title: str) -> str:
    """What "Headline | Outlet" has after the headline."""
    parts = _SEPARATOR.split(page_title)
    return parts[-1] if len(parts) > 1 and parts[-1] not in title and len(parts[-1]) <= 40 else ""


def _without_outlet(title: str, publisher: str, heading: str) -> str:
    """The headline alone: as people see it, if the two are one, else without what follows a bar or a dash."""
    if heading and (title.startswith(heading) or heading.startswith(title)):
        return heading if title.startswith(heading) else title
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and (_alike(parts[-1], publisher) or parts[0] == heading):
        return title[: title.rindex(parts[-1])].rstrip(" |-–—·»:•")
    return title


def _alike(one: str, other: str) -> bool:
    plain, other = (re.sub(r"\W|^the ", "", words.lower()) for words in (one, other))
    return bool(plain and other) and (plain in other or other in plain)


def _from_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _byline(page: Any) -> str:
    for element in page.iter("a", "span", "p", "div", "address", "li"):
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        if marked or _BYLINE_CLASS.search(element.get("class") or ""):
            words = " ".join(element.text_content().split())
            if words and len(words) <= _LONGEST_BYLINE:
                return _AFTER_BYLINE.split(_BY.sub("", words), maxsplit=1)[0]
    return ""


def _published(page: Any, meta: dict[str, str], data: dict[str, Any]) -> datetime | None:
    said = [data.get("datePublished"), *(meta.get(name) for name in _DATES), data.get("dateCreated")]
    for value in said:
        if value and (found := moment(value)):
            return found
    times = [element.get("datetime") or element.text_content() for element in page.iter("time")]
    marked = [
        element.get("content") or element.get("data-timestamp") or element.text_content()
        for element in page.iter("span", "div", "p", "li", "abbr", "small")
        if element.get("itemprop") == "datePublished" or _DATE_CLASS.search(element.get("class") or "")
    ]
    return next(filter(None, map(moment, (" ".join(words.split()) for words in (*times, *marked)))), None)
