"""One claim in its paragraph, for a person who decides about it: in colour or in signs."""

from collections.abc import Iterator

from rich.text import Text

from factdb.records import GAP, Article, Outcome, Span, State, Status, claim_id, joined
from factdb.review.claims import AttributedClaim, words
from factdb.store.corrections.review_queue import ReviewItem
from factdb.terminal.article import (
    MARKS,
    SHORT_ID,
    Mark,
    Place,
    marked,
    moved,
)
from factdb.terminal.visible import visible
from factdb.text.segments import paragraphs
from factdb.text.spans import merged, overlapping

# The claim itself stands out from the rest; in signs it needs its own, because an unsourced claim has none.
_MARKS = MARKS | {status: Mark(f"reverse {MARKS[status].style}".strip(), ">>", "<<") for status in Status}

# Code points of a long paragraph that are shown before and after the claim, and of the paragraph before it.
_AROUND = 500
_BEFORE = 200


def screen(item: ReviewItem, colour: bool) -> Iterator[Text]:
    """All that a person needs to decide about the claim: where it stands, what is said of it, and by whom."""
    one = item.shown or item.machine
    if one is None:
        was = words(item.decided_in, item.was) if item.was else "what was decided about"
        yield Text("no longer in the article: ", style="bold").append(visible(was), style="reverse")
    else:
        yield from _in_paragraph(item.article, one, colour)
    yield Text()
    if item.shown is not None:
        yield _facts(item, item.shown)
    if item.merged.reviewed is not None:
        yield _decided(item)
    if item.machine is not None and (differing := _differing(item, item.machine)):
        yield Text("the engine says: ", style="dim").append(visible(differing))


def _in_paragraph(article: Article, one: AttributedClaim, colour: bool) -> Iterator[Text]:
    text, spans = article.text, merged(one.claim.spans)
    blocks = paragraphs(text)
    here = [number for number, block in enumerate(blocks) if overlapping(spans, block)]
    if here and here[0] > 0:
        before = blocks[here[0] - 1]
        yield Text(visible(_tail(text, before)), style="dim")
        yield Text()
    for number in here:
        block = blocks[number]
        inside = overlapping(spans, block)
        claim = Span(max(inside[0].start, block.start), min(inside[-1].end, block.end))
        shown = _window(text, block, claim)
        line = marked(shown.of(text), _places(one, shown), colour, _MARKS)
        yield Text("").join([_cut(shown.start > block.start), line, _cut(shown.end < block.end)])


def _cut(more: bool) -> Text:
    return Text(GAP if more else "", style="dim")


def _places(one: AttributedClaim, shown: Span) -> list[Place]:
    """What is marked, counted from the start of what is shown: the claim first, so that the rest shows on it."""
    found = [Place(span, one.claim.status) for span in one.claim.spans]
    if one.attribution is not None:
        found += [Place(source, "source") for source in one.attribution.sources]
        found.append(Place(one.attribution.cue, "cue"))
    found += [Place(hedge.span, "hedge") for hedge in one.claim.hedges]
    return [moved(place, shown) for place in found if place.span.overlaps(shown)]


def _window(text: str, block: Span, claim: Span) -> Span:
    """The part of a long paragraph around the claim, cut between words where it can be."""
    start, end = max(block.start, claim.start - _AROUND), min(block.end, claim.end + _AROUND)
    if start > block.start:
        start = text.find(" ", start, claim.start) + 1 or start
    if end < block.end:
        end = max(text.rfind(" ", claim.end, end), claim.end)
    return Span(start, end)


def _tail(text: str, block: Span) -> str:
    """The end of a paragraph."""
    if block.end - block.start <= _BEFORE:
        return block.of(text)
    start = text.find(" ", block.end - _BEFORE, block.end)
    return f"… {text[max(start + 1, block.end - _BEFORE) : block.end]}"


def _facts(item: ReviewItem, one: AttributedClaim) -> Text:
    """The status, who says it with which words, how sure it is, and how sure the engine is."""
    claim, text = one.claim, item.article.text
    line = Text().append(claim.status, style=f"bold {MARKS[claim.status].style}")
    facts = []
    if (attribution := one.attribution) is not None:
        facts += [attribution.quote_type, item.speaker or "source not given"]
        said_by = [visible(joined(text, attribution.sources)), visible(attribution.cue.of(text).strip())]
        facts.append(f"“{' … '.join(filter(None, said_by))}”")
        facts += [f"told by {relayer.speaker.name}" for relayer in one.relayers or ()]
    if claim.hedges:
        hedges = ", ".join(f"“{visible(hedge.span.of(text))}”" for hedge in claim.hedges)
        facts.append(f"{claim.certainty}, hedged by the {' and the '.join(claim.hedged_by)}: {hedges}")
    if claim.denied:
        facts.append("denied")
    line.append("".join(f" · {visible(fact)}" for fact in facts))
    number = claim_id(item.article.sha256, claim.spans)[:SHORT_ID]
    return line.append(f" · confidence {claim.confidence:.2f} · {number}", style="dim")


def _decided(item: ReviewItem) -> Text:
    """What people decided, and why it is listed if it is in conflict."""
    reviewed = item.merged.reviewed
    assert reviewed is not None
    line = Text(f"{item.state} by {visible(reviewed.reviewer)}", style="magenta")
    if item.merged.outcome in (Outcome.ORPHANED, Outcome.CONFLICTING):
        line.append(f"; {item.merged.outcome}: {item.merged.note}")
    if item.state is State.DISPUTED:
        line.append(f"; {', '.join(sorted(reviewed.views))} disagree")
    return line


def _differing(item: ReviewItem, machine: AttributedClaim) -> str:
    """What the engine says where people say otherwise."""
    one = item.shown
    if one == machine:
        return ""
    other = one is not None and one.claim.spans != machine.claim.spans
    return _in_words(machine) + (f": {words(item.article.text, machine)}" if other else "")


def _in_words(one: AttributedClaim) -> str:
    facts = [str(one.claim.status)]
    if one.attribution is not None:
        facts += [str(one.attribution.quote_type), one.attribution.speaker.name or "source not given"]
        facts += [f"told by {relayer.speaker.name}" for relayer in one.relayers or ()]
    if one.claim.denied:
        facts.append("denied")
    return ", ".join(facts)
