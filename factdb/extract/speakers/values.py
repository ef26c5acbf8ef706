"""What goes into speaker resolution and what comes out."""

from dataclasses import dataclass

from factdb.records import Span, Speaker


@dataclass(frozen=True, slots=True)
class Mention:
    """The spans of one attribution; ``source`` is None where the text gives none.

    ``relays`` is true where what another said in its contents is an attribution of its own.
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    relays: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source is. ``confidence`` is 0 to 1; ``candidates`` are the names considered, the likeliest first.

    ``roles`` are spans of the titles, positions and affiliations that the article gives the speaker.
    """

    speaker: Speaker
    confidence: float
    candidates: tuple[str, ...]
    roles: tuple[Span, ...]
