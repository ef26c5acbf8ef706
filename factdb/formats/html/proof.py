"""Proving a report that is one HTML file: from the file alone, with no database, no text beside it, no network.

The text inside proves its digest; every place proves its words; ids and statuses derive; and what a person sees on the
page (the paragraphs, the marks in them, the list of claims, the annotations) must be what the data inside says.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from factdb.errors import InputError, Remedy
from factdb.formats.html.report import PROOF_TYPE, PROOF_VERSION
from factdb.formats.html.visible import plain
from factdb.records import Span, Status, claim_id, joined
from factdb.text.segments import paragraphs

_LINKED_TYPE = "application/ld+json"


@dataclass(frozen=True, slots=True)
class PageProof:
    """One article of a page: its title, how many claims it has, and what is wrong with it, a line each."""

    title: str
    claims: int
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """What a browser shows of one article, and the data in it."""

    data: dict[str, str] = field(default_factory=dict)
    paragraphs: list[tuple[int, list[str | int]]] = field(default_factory=list)
    marked: defaultdict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    words: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    digest: str = ""


def verify_page(path: Path) -> Iterator[PageProof]:
    """Prove every article of the page. Raises InputError if it is not such a report."""
    try:
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not an HTML file in UTF-8 ({error})") from error
    found = [one for one in reader.articles if PROOF_TYPE in one.data]
    if not found:
        raise InputError(f"{path}: not a report of factdb in one HTML file").mended_by(Remedy.MAKE_PAGE)
    return (_proof(one, str(path)) for one in found)


def _proof(seen: _Seen, path: str) -> PageProof:
    try:
        inside = json.loads(seen.data[PROOF_TYPE])
        if inside["version"] != PROOF_VERSION:
            raise InputError(f"{path}: its proof is of version {inside['version']}, this factdb knows {PROOF_VERSION}")
        problems = (*_of_data(inside), *_of_page(inside, seen), *_of_annotations(inside, seen))
        return PageProof(inside["title"], len(inside["claims"]), problems)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise InputError(f"{path}: its proof is damaged ({type(error).__name__}: {error})") from error


def _of_data(inside: Mapping[str, Any]) -> Iterator[str]:
    text = inside["text"]
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    if digest != inside["sha256"]:
        yield f"sha256: {inside['sha256']}, but that of the text is {digest}"
    for one in inside["claims"]:
        who = f"claim {one['number'] + 1}"
        spans = _spans(one["spans"], text)
        for name, places, words in (
            ("claim", one["spans"], one["claim"]),
            ("source", one["source_spans"], one["source"]),
            ("cue", [one["cue_span"]] if one["cue_span"] else [], one["cue"]),
            *(("hedge", [hedge["span"]], hedge["words"]) for hedge in one["hedges"]),
        ):
            there = joined(text, _spans(places, text))
            if there != words or len(_spans(places, text)) != len(places):
                yield f"{who}: {name} {words!r}, but at its place the text has {there!r}"
        if one["id"] != (derived := claim_id(inside["sha256"], spans)):
            yield f"{who}: its id is {one['id']}, but it derives as {derived}"
        expected = next((status for status in Status if one.get(status)), Status.UNSOURCED)
        if one["status"] != expected:
            yield f"{who}: {one['status']}, but from quoted, sourced and speculative it derives as {expected}"
        if one["sourced"] != bool(one["cue_span"]) or one["speculative"] != bool(one["hedges"]):
            yield f"{who}: its facts do not go with what shows them"


def _of_page(inside: Mapping[str, Any], seen: _Seen) -> Iterator[str]:
    text = inside["text"]
    blocks = paragraphs(text)
    if [start for start, _ in seen.paragraphs] != [block.start for block in blocks]:
        yield "the page: has not the paragraphs of the text"
    for block, (_, parts) in zip(blocks, seen.paragraphs, strict=False):
        if not _is_shown(block.of(text), parts):
            yield f"the page: its paragraph at {block.start} is not that of the text"
    for one in inside["claims"]:
        expected = _inside(_spans(one["spans"], text), blocks)
        if _joined(seen.marked[one["number"]]) != _joined(expected):
            yield f"the page: claim {one['number'] + 1} is not marked where it stands"
    if seen.words != [_one_space(plain(one["claim"])) for one in inside["claims"]]:
        yield "the page: lists other claims"
    if seen.statuses != [one["status"] for one in inside["claims"]]:
        yield "the page: lists claims with another status"
    if seen.digest != inside["sha256"]:
        yield "the page: shows another digest"


def _of_annotations(inside: Mapping[str, Any], seen: _Seen) -> Iterator[str]:
    text = inside["text"]
    graph = json.loads(seen.data.get(_LINKED_TYPE, '{"@graph": []}'))["@graph"]
    found = Counter(one["id"] for one in graph)
    if found != Counter(f"urn:factdb:claim:{one['id']}" for one in inside["claims"]):
        yield "annotations: are of other claims"
    statuses = {f"urn:factdb:claim:{one['id']}": (one["status"], one["spans"]) for one in inside["claims"]}
    for one in graph:
        places = []
        for target in one["target"]:
            position, quote = target["selector"]
            span = Span(position["start"], position["end"])
            places.append([span.start, span.end])
            before = text[max(span.start - len(quote["prefix"]), 0) : span.start]
            after = text[span.end : span.end + len(quote["suffix"])]
            if (quote["exact"], quote["prefix"], quote["suffix"]) != (span.of(text), before, after):
                yield f"annotations: {one['id']} has other words than the text"
        if (one["body"][0]["value"], places) != statuses.get(one["id"]):
            yield f"annotations: {one['id']} is not as the claim is"


def _is_shown(words: str, parts: Iterable[str | int]) -> bool:
    """True if the parts of a paragraph are these words; a number stands for so many characters that nobody sees."""
    at = 0
    for part in parts:
        if isinstance(part, int):
            at += part
        elif words[at : at + len(part)] == part:
            at += len(part)
        else:
            return False
    return at == len(words)


def _spans(pairs: Sequence[Sequence[int]], text: str) -> list[Span]:
    return [Span(start, end) for start, end in pairs if 0 <= start < end <= len(text)]


def _inside(spans: Sequence[Span], blocks: Sequence[Span]) -> list[Span]:
    return [
        Span(max(span.start, block.start), min(span.end, block.end))
        for block in blocks
        for span in spans
        if span.overlaps(block)
    ]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same places, those that touch each other as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _one_space(words: str) -> str:
    return " ".join(words.split())


class _Reader(HTMLParser):
    """Reads what a browser would show of the parts that are proved."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.articles: list[_Seen] = []
        self._stack: list[tuple[str, Mapping[str, str | None]]] = []
        self._at = 0
        self._quoted: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where we are."""
        attributes = dict(attrs)
        if tag == "article":
            self.articles.append(_Seen())
        elif self.articles and tag == "p" and attributes.get("data-start"):
            self._at = int(attributes["data-start"] or 0)
            self.articles[-1].paragraphs.append((self._at, []))
        elif tag == "blockquote":
            self._quoted = []
        if attributes.get("data-n") and self._paragraph() is not None:
            self._take(int(attributes["data-n"] or 0))
        if tag not in ("meta", "link", "br"):
            self._stack.append((tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        while self._stack and self._stack.pop()[0] != tag:
            pass
        if tag == "blockquote" and self._quoted is not None and self.articles:
            self.articles[-1].words.append(_one_space("".join(self._quoted)))
            self._quoted = None

    def handle_data(self, data: str) -> None:
        """Take what is shown, or the data of a script."""
        if not self._stack or not self.articles:
            return
        tag, attributes = self._stack[-1]
        article = self.articles[-1]
        if tag == "script":
            article.data[attributes.get("type") or ""] = data
        elif self._quoted is not None:
            self._quoted.append(data)
        elif self._paragraph() is not None:
            if "data-n" not in attributes:
                self._take(data)
        elif tag == "code" and len(data) == 64:
            article.digest = data
        elif "status" in (attributes.get("class") or "").split() and any(one[0] == "ol" for one in self._stack):
            article.statuses.append(data)

    def _paragraph(self) -> list[str | int] | None:
        inside = any(tag == "p" and attributes.get("data-start") for tag, attributes in self._stack)
        return self.articles[-1].paragraphs[-1][1] if inside else None

    def _take(self, part: str | int) -> None:
        article = self.articles[-1]
        article.paragraphs[-1][1].append(part)
        end = self._at + (part if isinstance(part, int) else len(part))
        for tag, attributes in self._stack:
            if tag == "mark":
                for number in (attributes.get("data-c") or "").split():
                    article.marked[int(number)].append(Span(self._at, end))
        self._at = end
