"""Web pages: where the main text is, by trafilatura; all of it, from there; what the page says, by ``metadata``.

Before trafilatura sees a page, what is surely no article is taken off: consent banners, share bars, comments, captions.
What it finds leaves out headings, lists and short paragraphs now and then. So the text is taken from the page itself:
what stands between the first paragraph that it found and the last, in the element that holds them all.
"""

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml import etree
from lxml import html as parser

from factdb.errors import InputError
from factdb.records import Article, Origin
from factdb.text.readers.decode import checked, decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import first_line, from_file_name
from factdb.text.readers.web.blocks import Block, blocks_of, joined, text_of
from factdb.text.readers.web.emphasis import with_signs
from factdb.text.readers.web.metadata import Metadata, metadata

_LARGEST = 20 << 20
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)

# "<!-- saved from url=(0045)https://... -->", and what SingleFile writes.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<url>https?://[^\s>]+)", re.IGNORECASE
)
_HEAD_OF_PAGE = 4096

_UNWANTED_TAGS = (
    "script", "style", "noscript", "template", "iframe", "svg", "form", "button", "nav", "footer", "aside", "dialog",
)  # fmt: skip
# Within an article: what stands between its paragraphs and is none of them.
_UNWANTED = re.compile(
    r"""(?:^|[\s_-])(?:
        cookies?|consent|gdpr|onetrust|didomi|privacy-banner
      | share|sharing|social|sharedaddy|addthis|sharebar|follow-us
      | comments?|disqus|respond|comment-list|livefyre
      | related|recommended|recirc|more-stories|read-more|read-next|also-like
      | trending|most-read|most-popular|outbrain|taboola
      | newsletter|subscribe|signup|sign-up|promo|paywall-prompt|piano|donate|membership
      | advert|advertisement|ads?|sponsored|ad-slot|dfp
      | breadcrumbs?|pagination|pager|nav|navbar|menu|sidebar|site-header|site-footer|footer|toolbar|skip-link
      | caption|figcaption|credit|photo-credit|image-caption|wp-caption-text|media-caption
      | tags|tag-list|topics|keywords|print-only|screen-reader-text|sr-only|visually-hidden|modal|popup|overlay|toast
    )(?:$|[\s_-])""",
    re.IGNORECASE | re.VERBOSE,
)
_UNWANTED_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"))
_CAPTIONS = ("figcaption", "amp-ad", "amp-sidebar", "amp-consent", "amp-social-share", "amp-user-notification")
_BODY = re.compile(
    r"(?:^|[\s_])(?:article|story|post|entry|content|news)[_-]*(?:body|content|text|main)(?:$|[\s_-])"
    r"|(?:^|[\s_-])live-?blog(?:-posts?|-entries|-feed)?(?:$|\s)",
    re.IGNORECASE,
)
_PULL_QUOTE = re.compile(r"(?:^|[\s_-])(?:pull-?_?quote|block-?quote)(?:$|[\s_-])", re.IGNORECASE)
_CREDITING = re.compile(
    r"(?:^|[\s_-])(?:caption|figcaption|credit|cite|citation|author|attribution|source|footer)\Z", re.IGNORECASE
)
# How deep in a quotation the name of whose it is may stand, and how long it may be.
_NEAR_QUOTATION, _MOST_WORDS_UNDER_QUOTATION = 4, 25
_HEADINGS = ("h1", "h2", "h3", "h4")
# How many asides of a page are asked whether they quote what stands nowhere else: each is looked for in all of it.
_MOST_ASIDES = 100
# By how many words a paragraph is known again.
_OPENING_WORDS = 8
# How much longer the text may be than the paragraphs by which it was found.
_MOST_TIMES = 1.8
# A paragraph of prose, rather than a label or a link.
_LEAST_WORDS_OF_PARAGRAPH = 8
_LEAST_WORDS = 25
_NO_ARTICLE = re.compile(
    r"enable\s+javascript|javascript\s+is\s+(?:disabled|required)|subscribe\s+to\s+(?:continue|read)|"
    r"(?:sign|log)\s+in\s+to\s+(?:continue|read)|already\s+a\s+subscriber",
    re.IGNORECASE,
)


def read(document: Document) -> Iterator[Article]:
    """The one article of a page. Raises InputError for a page that has none."""
    data = document.data
    if len(data) > _LARGEST:
        raise InputError(f"{document.source}: a page larger than {_LARGEST >> 20} MB", reason="too large")
    decoded = decode(data, document.source, document.charset or _declared(data), document.reading.encoding)
    found, text = article_of_page(decoded.text, document.source, document.url or _saved_from(decoded.text))
    publisher, published = from_file_name(document.stem)
    yield Article(
        text=checked(text, document.source),
        name=document.stem,
        source=found.url or document.source,
        title=found.title or first_line(text),
        publisher=found.publisher or publisher,
        author=found.author,
        published=found.published or published,
        collection=document.collection,
        language=found.language,
        origin=Origin(media_type=document.media_type or "text/html"),
        notes=(decoded.note,) if decoded.note else (),
    )


def article_of_page(html: str, source: str, url: str = "") -> tuple[Metadata, str]:
    """What a page says about its article, and its text. Raises InputError for a page that has no article."""
    page = _parsed(html, source)
    if any((meta.get("http-equiv") or "").lower() == "refresh" for meta in page.iter("meta")) and len(html) < 2000:
        raise InputError(f"{source}: only sends a browser on to another page", reason="no article")
    found = metadata(page, url)
    plainly = text_of(page) if len(html) < 20_000 else ""
    _prune(page)
    # The headline is kept as the title; whether it would be in the text depends on what stands below it.
    text = _main_text(page, found).removeprefix(f"{found.title}\n\n")
    words = len(text.split())
    if words < _LEAST_WORDS and (not words or _NO_ARTICLE.search(plainly) or _is_shell(html, plainly)):
        why = "a page without an article's text: built by JavaScript, behind a paywall, or a list of links"
        raise InputError(f"{source}: {why}; save the page from a browser", reason="no article")
    return replace(found, body=""), text


def _parsed(html: str, source: str) -> Any:
    # A declaration of an encoding would contradict what is decoded already.
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html.removeprefix("\ufeff"), count=1)
    try:
        page = parser.document_fromstring(html, parser=parser.HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{source}: a page with nothing in it", reason="empty") from error
    return page


def _saved_from(html: str) -> str:
    """The address that a browser writes into a page that it saves; empty if there is none."""
    found = _SAVED_FROM.search(html, 0, _HEAD_OF_PAGE)
    return found["url"] if found else ""


def _declared(data: bytes) -> str:
    found = _XML_CHARSET.search(data[:200]) or _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace") if found else ""


def _prune(page: Any) -> None:
    """Take off what is no article, unless that would be most of the page, as where all of it is in a form."""
    words = page.text_content()
    whole = max(len(words), 1)
    words = " ".join(words.split())
    asides = 0
    for element in [*page.iter(*_UNWANTED_TAGS, *_CAPTIONS)]:
        if element.tag in ("form", "aside", "dialog") and len(element.text_content()) > whole / 2:
            continue
        asides += element.tag == "aside"
        if _names_who_said(element) or (
            element.tag == "aside" and asides <= _MOST_ASIDES and _quotes_alone(element, words)
        ):
            continue
        element.drop_tree()
    for element in [*page.iterdescendants()]:
        if element.tag in ("html", "body", "main", "article") or not isinstance(element.tag, str):
            continue
        if not _is_unwanted(element) or _names_who_said(element):
            continue
        if _ends_here(element, page) and len(element.text_content()) < 0.6 * whole:
            element.drop_tree()


def _names_who_said(element: Any) -> bool:
    """Is it what stands under a quotation that is set off: the ``footer`` or ``cite`` in it, a figure's caption?"""
    called = element.tag in ("footer", "figcaption", "cite") or _CREDITING.search(element.get("class") or "")
    if not called or element.find(".//img") is not None:
        return False
    if len(element.text_content().split()) > _MOST_WORDS_UNDER_QUOTATION:
        return False
    around = islice(element.iterancestors(), _NEAR_QUOTATION)
    return any(_is_set_off(one) and one.find(".//img") is None for one in around)


def _is_set_off(element: Any) -> bool:
    """A quotation, or what holds one with the name of whose it is."""
    if element.tag == "blockquote" or _PULL_QUOTE.search(element.get("class") or ""):
        return True
    return element.tag == "figure" and any(element.find(f".//{tag}") is not None for tag in ("blockquote", "q"))


def _quotes_alone(aside: Any, words: str) -> bool:
    """Does it hold a quotation that stands nowhere else on the page?"""
    said = next(filter(None, map(_said_in, aside.iter("blockquote"))), "")
    return bool(said) and words.count(said) == 1


def _said_in(quotation: Any) -> str:
    """The first words of a quotation, without its marks and the name under it."""
    pieces = quotation.xpath(".//text()[not(ancestor::footer or ancestor::cite)]")
    return " ".join("".join(pieces).split()[:_OPENING_WORDS]).strip("“”\"‘’'.,… ")


def _is_unwanted(element: Any) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        (element.get("role") or "") in _UNWANTED_ROLES
        or element.get("hidden") is not None
        or (element.get("aria-hidden") == "true" and element.tag not in ("span", "p"))
        or "display:none" in (element.get("style") or "").replace(" ", "").lower()
        or (marks != " " and bool(_UNWANTED.search(marks)) and not _BODY.search(marks))
    )


def _ends_here(element: Any, page: Any) -> bool:
    """False for what was taken off with something around it."""
    while element is not None:
        if element is page:
            return True
        element = element.getparent()
    return False


def _main_text(page: Any, found: Metadata) -> str:
    from trafilatura import bare_extraction

    extracted: Any = bare_extraction(
        copy.deepcopy(page), fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    text = ""
    if extracted is not None and extracted.body is not None:
        blocks = _blocks_of_extracted(extracted.body)
        text = joined(with_signs(_whole(page, blocks) or blocks))
    if len(found.body.split()) > 2 * len(text.split()) + _LEAST_WORDS:
        text = found.body
    return text


def _blocks_of_extracted(body: Any) -> list[Block]:
    """trafilatura's blocks: headings, paragraphs, quotations, items of lists, rows of tables."""
    for element in body.iter(*_AS_HTML, "hi", "ref", "del"):
        element.tag = _AS_HTML.get(element.tag, "span")
    return blocks_of(body)


_AS_HTML = {"head": "h2", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "code": "pre", "lb": "br"}


def _whole(page: Any, found: Sequence[Block]) -> list[Block]:
    """All blocks of the page from the first that was found to the last, with what belongs to them.

    The element that holds them is known by the opening words of whole paragraphs; in it short ones count as well.

    Empty if they can't be found again, or if they stand so far apart that most between them is something else.
    """
    holder = _holder(page, {_opening(block) for block in found if _is_paragraph(block)})
    if holder is None:
        return []
    blocks, openings = blocks_of(holder), {_opening(block) for block in found}
    known = [number for number, block in enumerate(blocks) if _opening(block) in openings]
    if not known:
        return []
    first, last = known[0], known[-1]
    while first > 0 and blocks[first - 1].tag in _HEADINGS and not blocks[first - 1].linked:
        first -= 1
    while last + 1 < len(blocks) and (added := _belonging(blocks[last + 1 : last + 3])):
        last += added
    kept = [block for block in blocks[first : last + 1] if not _is_only_a_link(block)]
    wanted = sum(len(blocks[number].words) for number in known)
    return kept if sum(len(block.words) for block in kept) < _MOST_TIMES * wanted else []


def _holder(page: Any, openings: set[str]) -> Any:
    """The innermost element that holds every paragraph with one of these openings."""
    lines: list[list[Any]] = []
    for element in page.iter("p", "div", "li", "blockquote", "section", "article", "td", "h2", "h3", "pre", "span"):
        words = " ".join(islice(_words(element), _OPENING_WORDS))
        if words in openings:
            lines.append([*element.iterancestors()][::-1])
    if not lines:
        return None
    shared = None
    for level in zip(*lines, strict=False):
        if any(element is not level[0] for element in level):
            break
        shared = level[0]
    return shared


def _words(element: Any) -> Iterator[str]:
    before = ""
    for piece in element.itertext():
        parts = (before + piece).split(" ")
        joined_up = (before + piece).split()
        before = ""
        if joined_up and parts and not piece[-1:].isspace():
            before = joined_up.pop()
        yield from joined_up
    if before:
        yield before


def _opening(block: Block) -> str:
    return " ".join(block.words.split()[:_OPENING_WORDS])


def _is_paragraph(block: Block) -> bool:
    return len(block.words.split()) >= _LEAST_WORDS_OF_PARAGRAPH and block.linked < 0.5


def _belonging(following: Sequence[Block]) -> int:
    """How many of the next two blocks belong to those before: a heading does if what it heads does."""
    if _belongs(following[0]):
        return 1
    is_heading = following[0].tag in _HEADINGS and not following[0].linked
    return 2 if is_heading and len(following) > 1 and _belongs(following[1]) else 0


def _belongs(block: Block) -> bool:
    """A block right after the last one that was found: an item of a list, a last short paragraph."""
    return block.linked < 0.2 and (
        block.tag in ("li", "blockquote", "tr") or (block.tag == "p" and _is_paragraph(block))
    )


def _is_only_a_link(block: Block) -> bool:
    """ "Read more: ...", "Related: ..." between paragraphs."""
    return block.linked > 0.7 and len(block.words.split()) < 2 * _LEAST_WORDS_OF_PARAGRAPH


def _is_shell(html: str, plainly: str) -> bool:
    """A page whose code is far longer than its words."""
    return len(html) > 40 * (len(plainly) + 1)
