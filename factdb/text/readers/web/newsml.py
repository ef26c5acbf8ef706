"""NewsML-G2 and NITF, in which news agencies send: headline, byline, date, and the paragraphs of the story."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from factdb.errors import InputError
from factdb.records import Article, Origin
from factdb.text.readers.dates import moment
from factdb.text.readers.decode import checked, storable
from factdb.text.readers.document import Document
from factdb.text.readers.fields import json_ready
from factdb.text.readers.formats import Items
from factdb.text.readers.prose.office import parsed

_PARAGRAPHS = ("p", "hl2", "h1", "h2", "h3", "h4", "li", "pre", "dt", "dd", "tr")
_UNSEEN = ("media", "figure", "script", "style", "table-reference")
_NITF, _G2 = "application/nitf+xml", "application/vnd.iptc.g2.newsitem+xml"


def read(document: Document) -> Items:
    """An article for each news item, or the one of an NITF file."""
    root = parsed(document.data, document.source)
    items = [item for item in root.iter() if _name(item) == "newsItem"]
    stories = [_of_g2(item, document) for item in items] if items else [_of_nitf(root, document)]
    if not stories:
        raise InputError(f"{document.source}: no news item in it", reason="no article")
    for number, story in enumerate(stories, 1):
        where = f"{document.source}, item {number}" if len(stories) > 1 else document.source
        try:
            yield _article(story, document, where, number if len(stories) > 1 else 0)
        except InputError as error:
            yield error


Story = dict[str, str]


def _article(story: Story, document: Document, where: str, number: int) -> Article:
    text = checked(story.pop("text"), where)
    published = story.pop("published")
    known = {field: storable(story.pop(field), where) for field in ("title", "publisher", "author", "language", "url")}
    kind, name = story.pop("kind"), story.pop("name")
    if published and not moment(published):
        story["published"] = published
    return Article(
        text=text,
        name=storable(name, where) or (f"{document.stem}-{number}" if number else document.stem),
        source=known["url"] or (f"{document.source}#{name or number}" if number else document.source),
        title=known["title"],
        publisher=known["publisher"],
        author=known["author"],
        published=moment(published),
        collection=document.collection if name or not number else "",
        language=known["language"][:2].lower(),
        extra=json_ready({key: value for key, value in story.items() if value}),
        origin=Origin(media_type=kind),
    )


def _of_g2(item: Element, document: Document) -> Story:
    nitf = next((one for one in item.iter() if _name(one) == "nitf"), None)
    inside = _of_nitf(nitf, document) if nitf is not None else None
    content = next((one for one in item.iter() if _name(one) == "inlineXML"), None)
    data = next((one for one in item.iter() if _name(one) == "inlineData"), None)
    if inside:
        text = inside["text"]
    elif content is not None:
        text = _text(content)
    else:
        text = "\n\n".join((data.text or "").strip().split("\n\n")) if data is not None else ""
    language = next((one.get("tag") or "" for one in item.iter() if _name(one) == "language"), "")
    provider = next((one for one in item.iter() if _name(one) == "provider"), None)
    named = (
        next((one.text or "" for one in provider.iter() if _name(one) == "name"), "") if provider is not None else ""
    )
    return {
        "kind": _G2,
        "text": text,
        "name": item.get("guid") or "",
        "title": _first(item, "headline") or (inside["title"] if inside else ""),
        "author": _byline(item, "by") or (inside["author"] if inside else ""),
        "publisher": _first(item, "creditline")
        or named
        or (provider.get("literal") or provider.get("qcode") or "" if provider is not None else "")
        or (inside["publisher"] if inside else ""),
        "published": _first(item, "firstCreated")
        or _first(item, "contentCreated")
        or _first(item, "versionCreated")
        or (inside["published"] if inside else ""),
        "language": language,
        "url": "",
        "dateline": _first(item, "dateline") or (inside["dateline"] if inside else ""),
        "copyright": _first(item, "copyrightNotice"),
        "version": item.get("version") or "",
    }


def _of_nitf(root: Element, document: Document) -> Story:
    body = next((one for one in root.iter() if _name(one) == "body.content"), None)
    if body is None:
        raise InputError(f"{document.source}: no body.content in it, where NITF has the story", reason="no article")
    issued = next((one for one in root.iter() if _name(one) in ("date.issue", "story.date")), None)
    publication = next((one for one in root.iter() if _name(one) == "pubdata"), None)
    identity = next((one for one in root.iter() if _name(one) == "doc-id"), None)
    about = dict(publication.items()) if publication is not None else {}
    address = about.get("ex-ref", "")
    return {
        "kind": _NITF,
        "text": _text(body),
        "name": (identity.get("id-string") or "" if identity is not None else ""),
        "title": _first(root, "hl1") or _first(root, "title"),
        "author": _byline(root, "byline"),
        "publisher": about.get("name", "") or _first(root, "distributor"),
        "published": (issued.get("norm") or "" if issued is not None else "") or about.get("date.publication", ""),
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        "url": address if address.startswith("http") else "",
        "dateline": _first(root, "dateline"),
    }


def _byline(root: Element, name: str) -> str:
    words = _first(root, name)
    return words[3:] if words.lower().startswith("by ") else words


def _first(root: Element, name: str) -> str:
    """The words of the first element of that name."""
    found = next((one for one in root.iter() if _name(one) == name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _text(root: Element) -> str:
    paragraphs = (" ".join("".join(_words(one)).split()) for one in _paragraphs(root))
    return "\n\n".join(filter(None, paragraphs))


def _paragraphs(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _name(element) in _PARAGRAPHS:
            yield element
        elif _name(element) not in (*_UNSEEN, "head", "title"):
            waiting.extend(reversed(element))


def _words(element: Element) -> Iterator[str]:
    if _name(element) in _UNSEEN:
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
