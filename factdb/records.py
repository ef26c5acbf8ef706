"""The frozen values that one part of factdb hands to the next.

Offsets are Unicode code points of ``Article.text``, half-open ``[start, end)``. This imports nothing of factdb.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal, TypeGuard, get_args

# What stands between the pieces of a claim or a source that has several, and between several hedges.
GAP, AND = " … ", "; "


class QuoteType(StrEnum):
    """How much of an attribution's content stands in quotation marks: all, part or none of it."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Status(StrEnum):
    """The one word for a claim; the first that holds, in this order."""

    QUOTED = "quoted"
    SOURCED = "sourced"
    SPECULATIVE = "speculative"
    UNSOURCED = "unsourced"


class OperatingPoint(StrEnum):
    """How sure an engine has to be of an attribution to keep it: balanced, or surer to miss little or to err little."""

    BALANCED = "balanced"
    RECALL = "recall"
    PRECISION = "precision"


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """Which engine reads: at which operating point, and whether with the ``fast`` model, which errs more often."""

    point: OperatingPoint = OperatingPoint.BALANCED
    fast: bool = False


class SpeakerKind(StrEnum):
    """What a speaker is. UNNAMED is an individual who is not named, NONE a source that is not given."""

    PERSON = "person"
    UNNAMED = "unnamed"
    GROUP = "group"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    AUTHOR = "author"
    NONE = "none"


class Holder(StrEnum):
    """Who hedges: the article's writer or the speaker to whom the claim is attributed."""

    WRITER = "writer"
    SPEAKER = "speaker"


class Certainty(StrEnum):
    """How sure a claim is put forward as, by whoever makes it: the scale of FactBank (Saurí and Pustejovsky 2009).

    The surest first. Whether it is put forward as so or as not so is another matter: see ``Claim.denied``.
    """

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Role(StrEnum):
    """The label of a labelled span."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class Action(StrEnum):
    """What people may decide: about speakers, claims, articles; UNDO takes an earlier decision back."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ALIAS = "alias"
    LOAD = "load"
    KIND = "kind"
    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"
    ADD = "add"
    DESCRIBE = "describe"
    REMOVE = "remove"
    UNDO = "undo"


# What is decided about speakers, so that code about these need not know what may be decided about claims.
SpeakerAction = Literal[Action.MERGE, Action.SPLIT, Action.RENAME, Action.ALIAS, Action.LOAD, Action.KIND]


def is_of_speakers(action: Action) -> TypeGuard[SpeakerAction]:
    """True if the action is about speakers; for UNDO what it undoes would have to be asked."""
    return action in get_args(SpeakerAction)


class State(StrEnum):
    """What people say of a claim; DISPUTED when two of them disagree, OPEN while nobody has said anything."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"


class Outcome(StrEnum):
    """What became of a decision when the engine or the text changed.

    KEPT where it was made, MOVED to other offsets, AGREED by the engine; ORPHANED if its words stand in no one place,
    CONFLICTING if the engine now says a third thing.
    """

    KEPT = "kept"
    MOVED = "moved"
    AGREED = "agreed"
    ORPHANED = "orphaned"
    CONFLICTING = "conflicting"


class Passage(StrEnum):
    """What part of the page some text is. BYLINE takes in credits and dates, NAVIGATION all that is no article."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    QUESTION = "question"
    NAVIGATION = "navigation"
    BODY = "body"


class Order(StrEnum):
    """How claims are listed: as they stand in the articles, by date, or by how sure the engine is.

    Without a date is before every date.
    """

    TEXT = "text"
    NEWEST = "newest"
    OLDEST = "oldest"
    UNSURE = "unsure"
    SURE = "sure"


# What tells of the article rather than of the world: listings and totals leave it out unless asked.
FURNITURE = (Passage.BYLINE, Passage.DATELINE, Passage.NAVIGATION)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open ``[start, end)`` in code points of the article's text."""

    start: int
    end: int

    def __reduce__(self) -> tuple[type["Span"], tuple[int, int]]:
        """How it is sent to another process: an extraction has hundreds, and by themselves dataclasses take longer."""
        return Span, (self.start, self.end)

    def of(self, text: str) -> str:
        """The exact words of the span in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """True if the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """True if ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Origin:
    """The file or page that a text was read from: the SHA-256 of its bytes, what it is, and what read it.

    ``reader`` is the format with the library and its version: ``html (trafilatura 2.3.1)``.
    """

    sha256: str = ""
    media_type: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Locator:
    """From ``start`` on the text stands where ``fragment`` leads in the original: ``page=3``, ``t=12.5``."""

    start: int
    fragment: str


@dataclass(frozen=True)  # with no slots: its digest is worked out once, though each of its claims asks for it
class Article:
    """One imported text, as it is stored: nothing has been normalised.

    ``name`` is what a person would call it (the file's stem); ``source`` is the file or the URL it came from.
    ``collection`` is what a file's name means the same in: another text under it is a new version of the article.
    ``language`` is a code of ISO 639-1, empty if it is not known; ``extra`` what else the file says, as it says it.
    ``notes`` are what a person should know of the reading, and ``original`` the bytes, if they are to be kept.
    ``is_fetched`` tells that it stands at its source now, where a file that names a URL may be of any day.
    """

    text: str
    name: str
    source: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: datetime | None = None
    collection: str = ""
    language: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    locators: tuple[Locator, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)
    original: bytes = field(default=b"", compare=False, repr=False)
    is_fetched: bool = field(default=False, compare=False)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8: the article's identity in every database."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The entity behind a source: its canonical name, its kind, and the rule that found it.

    ``chosen`` is the id of the stored speaker if a person chose one.
    """

    name: str
    kind: SpeakerKind
    rule: str = ""
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue, the source it names (if any) and what it attributes, with the reasons in ``why``, a line each.

    ``roles`` are titles, positions and affiliations that the article gives the speaker, wherever they stand in it.
    ``via`` is the index, in ``Extraction.attributions``, of the attribution in whose content this one stands: whoever
    says that relays it. None for what the article's writer reports.
    """

    sources: tuple[Span, ...]
    cue: Span
    contents: tuple[Span, ...]
    quote_type: QuoteType
    speaker: Speaker
    confidence: float
    why: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    via: int | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that mark ``scope`` as uncertain; ``kind`` is epistemic, doxastic, condition or investigation.

    ``certainty`` is how sure they leave it, probable or possible; ``confidence`` the probability that they hedge.
    """

    span: Span
    kind: str
    holder: Holder
    scope: Span
    certainty: Certainty = Certainty.POSSIBLE
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the article puts forward as so.

    ``attribution`` is the index into ``Extraction.attributions``, or None for the writer's own claims;
    ``quotations`` are the parts of the claim in quotation marks, if it is attributed; ``hedges`` govern it; ``denied``
    says that it is put forward as not so ("no evidence that", "denied that"); ``passage`` is where on the page it is.
    ``reading`` is the claim's words with what they refer to in square brackets; empty if they need nothing.
    """

    spans: tuple[Span, ...]
    attribution: int | None = None
    quotations: tuple[Span, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    confidence: float = 1.0
    denied: bool = False
    passage: Passage = Passage.BODY
    reading: str = ""

    @property
    def quoted(self) -> bool:
        """Some of the content stands in quotation marks and is attributed."""
        return self.sourced and bool(self.quotations)

    @property
    def sourced(self) -> bool:
        """The claim is attributed to somebody or something other than the article's writer."""
        return self.attribution is not None

    @property
    def speculative(self) -> bool:
        """A hedge governs the claim."""
        return bool(self.hedges)

    @property
    def status(self) -> Status:
        """The one-word status: the first of quoted, sourced, speculative, unsourced that holds."""
        if self.attribution is not None:
            return Status.QUOTED if self.quotations else Status.SOURCED
        return Status.SPECULATIVE if self.hedges else Status.UNSOURCED

    @property
    def certainty(self) -> Certainty:
        """That of the hedge that leaves it least sure; certain if no hedge governs it."""
        if not self.hedges:
            return Certainty.CERTAIN
        return max((hedge.certainty for hedge in self.hedges), key=tuple(Certainty).index)

    @property
    def hedged_by(self) -> tuple[Holder, ...]:
        """Who hedges, the writer first; empty if nobody does."""
        if not self.hedges:
            return ()
        holders = {hedge.holder for hedge in self.hedges}
        return tuple(holder for holder in Holder if holder in holders)


@dataclass(frozen=True, slots=True)
class Engine:
    """What made an extraction: its name, its version, the SHA-256 of its model and word lists, and its language."""

    name: str
    version: str
    digest: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Extraction:
    """One run of one engine over one article; attributions and claims in the order of the text."""

    engine: Engine
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]


def joined(text: str, spans: Iterable[Span]) -> str:
    """The exact words of the spans, a GAP between them."""
    return GAP.join([text[span.start : span.end] for span in spans])


def claim_columns(claim: Claim) -> dict[str, Any]:
    """What is said of a claim in one word or number each, by the names of the columns that hold it."""
    return {
        "status": claim.status.value,
        "quoted": claim.quoted,
        "sourced": claim.sourced,
        "speculative": claim.speculative,
        "hedged_by": AND.join(claim.hedged_by) if claim.hedges else None,
        "certainty": claim.certainty.value,
        "denied": claim.denied,
        "passage": claim.passage.value,
        "reading": claim.reading,
        "confidence": claim.confidence,
    }


def claim_id(sha256: str, spans: Iterable[Span]) -> str:
    """A claim's content address: 16 hex digits of SHA-256 over the text's digest and the claim's spans.

    The same words at the same place of the same text have the same id in every database.
    """
    return claim_id_at(sha256, ";".join(f"{span.start}-{span.end}" for span in spans))


def claim_id_at(sha256: str, place: str) -> str:
    """The same, of spans each written as start, "-" and end, ";" between them."""
    return hashlib.sha256(f"{sha256}:{place}".encode()).hexdigest()[:16]
