"""The engine: an article in, its attributions and claims out. Pure, but for loading the model."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from threadpoolctl import ThreadpoolController

from factdb.extract.attribution.assertions import (
    by_rule,
    chance_of_claim,
    is_saying,
)
from factdb.extract.attribution.chains import Relay, acts, chained, own_contents
from factdb.extract.attribution.cited import CITED, with_cited
from factdb.extract.attribution.confidence import confidence, of_the_writer, with_speaker
from factdb.extract.attribution.contents import is_question, pieces, quote_type, quoted_parts
from factdb.extract.attribution.frames import is_of_something, is_pointer
from factdb.extract.attribution.lines.colon_headlines import JUDGES
from factdb.extract.attribution.lines.dialogues import DASHED, TURN_ABOUT
from factdb.extract.attribution.lines.interviews import ANSWERED, PAGE_ASKS
from factdb.extract.attribution.lines.talks import NAMED
from factdb.extract.attribution.loose_quotations import tied
from factdb.extract.attribution.no_ones import is_no_ones
from factdb.extract.attribution.plain_sayings import with_plain_sayings
from factdb.extract.attribution.relayed import Relayed, opens, relayed, with_quotations
from factdb.extract.attribution.set_off import SET_OFF, is_set_off
from factdb.extract.attribution.shaping import Found
from factdb.extract.claims import Said, claims
from factdb.extract.evidence import evidence
from factdb.extract.hedging.hedges import Cue
from factdb.extract.hedging.odds import Tagged
from factdb.extract.identity import identity
from factdb.extract.nobody import is_anybodys, is_heard, is_told, without_addressed, without_why_unnamed
from factdb.extract.page import Page, read_page
from factdb.extract.ran_in_links import attribution_without, claims_without
from factdb.extract.readings import with_readings
from factdb.extract.speakers import Mention, Resolution, resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.extract.speakers.relays import is_outlet, is_thing
from factdb.extract.tagging.files import MODEL
from factdb.extract.tagging.tagger import Tagger
from factdb.records import (
    Article,
    Attribution,
    Claim,
    Engine,
    Extraction,
    OperatingPoint,
    Passage,
    QuoteType,
    Span,
    SpeakerKind,
)
from factdb.text.passages import Part, passage_at
from factdb.text.spans import overlapping, stripped

# Of the lines that say who speaks in PolNeAR's train and dev articles, 57 of 58 are right.
_SURE = 0.98
# From which probability on a piece of a content is a claim of whom it is attributed to.
_LEAST_CLAIM = 0.5
# A model that isn't calibrated yet says itself how sure it is of the writer's own words.
_UNWEIGHED = (0.0, 1.0)
# NumPy's matrices are small here: its own threads take twice the processor's time for them, and no less of the clock's.
_NUMPY = ThreadpoolController()
# Where somebody asks in these, he says so.
_TURNS = frozenset({ANSWERED, DASHED, NAMED})
# How sure it is that who is named before a colon says the quotation behind it, where the tagger ties it to nobody.
_INTRODUCED = 0.8


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution, and how sure its ``speaker`` is."""

    attribution: Attribution
    speaker: float

    @property
    def confidence(self) -> float:
        """That the attribution is right, its speaker too."""
        return with_speaker(self.attribution.confidence, self.speaker)


class Extractor:
    """A loaded engine. ``threads`` run windows side by side; the output is the same with any number of them.

    ``point`` is how sure it has to be of what it keeps.
    """

    def __init__(self, model: Path = MODEL, threads: int = 1, point: OperatingPoint = OperatingPoint.BALANCED) -> None:
        self.tagger = Tagger(model, threads)
        self.point = OperatingPoint(point)

    @cached_property
    def engine(self) -> Engine:
        """What it is called where its work is stored."""
        return identity(self.tagger.digest, self.point)

    def found(self, text: str) -> list[Found]:
        """The attributions of a text before their speakers are known, with the evidence for each."""
        return self.page(text).found

    def hedges(self, text: str, *, news: bool = True) -> list[Cue]:
        """The hedge cues of a text in order, those of the future among them; ``news`` is false for other prose."""
        return [cue for _, cue in self.page(text).hedge_cues(news=news)]

    def tagged(self, text: str) -> Tagged:
        """What the tagger says of hedges, a word at a time."""
        return self.page(text).tagged

    def extract(self, article: Article) -> Extraction:
        """All attributions and claims of an article, in the order of its text."""
        with _NUMPY.limit(limits=1, user_api="blas"):
            return self._extracted(article)

    def _extracted(self, article: Article) -> Extraction:
        page = self.page(article.text)
        text, names = page.text, page.names()
        told = self._attributions(page, names)
        if page.ran_in:
            told = [replace(one, attribution=attribution_without(text, one.attribution, page.ran_in)) for one in told]
        attributions = [one.attribution for one in told]
        said = list(_said(page, told, names))
        own = self.tagger.settings.get("own", _UNWEIGHED)
        certainty = [round(of_the_writer(outside, own), 4) for outside in page.certainty()]
        made = claims(text, page.sentences, said, page.uncertain(), certainty, _acts_of(told, said))
        made = claims_without(text, list(_with_passages(made, page.passages)), page.ran_in)
        read = with_readings(names, made, attributions)
        # What is a claim is weighed by how sure the attribution is, and shown with how sure its speaker is as well.
        shown = [replace(one.attribution, confidence=round(one.confidence, 4)) for one in told]
        return Extraction(self.engine, tuple(shown), tuple(_as_sure_as_said(read, shown)))

    def page(self, text: str) -> Page:
        """A text as it is read, before it is known who says what."""
        return read_page(text, self.tagger)

    def pieces(self, page: Page) -> list[tuple[Attribution, Span, Sequence[Span]]]:
        """What may be claims of somebody's: the pieces of contents, and what of each is quoted."""
        return [
            (one, piece, quoted_parts(page.text, [piece], page.quoted, one.cue))
            for one in (told.attribution for told in self._attributions(page, page.names()))
            if _is_somebodys(page.text, one) and one.via is None
            for piece in pieces(page.text, one.contents, page.sentences, page.quoted)
        ]

    def relayed(self, page: Page) -> Iterator[tuple[Relay, Sequence[Span], Sequence[Span]]]:
        """What one relays of another and may be the other's claim: the pieces that are put forward, and what of the
        first is quoted."""
        names = page.names()
        attributions = [told.attribution for told in self._attributions(page, names)]
        for one in attributions:
            relay = _relay(one, attributions, names)
            if relay and _is_somebodys(page.text, one):
                some = list(pieces(page.text, one.contents, page.sentences, page.quoted))
                told, quoted = _told_by_inner(page, relay, some)
                if told:
                    yield relay, told, quoted

    def _attributions(self, page: Page, names: Reading) -> list[Told]:
        """The attributions, in the order of the text."""
        text, quoted = page.text, page.quoted
        least, least_relayed, least_handed_on = self.tagger.settings["least"][self.point]
        weights = self.tagger.settings["confidence"]
        sure = [(one, confidence(one.evidence, weights) if one.evidence else _sure(one)) for one in page.found]
        kept = [(one, chance) for one, chance in sure if chance >= least and not _is_anybodys(page, one)]
        by_cue = {one.cue: chance for one, chance in kept}
        tied_here = tied(text, page.paragraphs, quoted, [one for one, _ in kept], page.links())
        tied_here = with_plain_sayings(text, page.sentences, tied_here)
        tied_here = [without_why_unnamed(text, without_addressed(text, one)) for one in tied_here]
        found, tellers = with_cited(
            names, page.sentences, [(one, by_cue.get(one.cue, _INTRODUCED)) for one in tied_here]
        )
        tied_here = [one for one, _ in found]
        inner: list[Relayed] = []
        claiming = set(range(len(found)))
        if least_relayed is not None:  # a model that is to be fast isn't asked

            @cache
            def hands_on(outer: int) -> bool:
                return outer < len(tied_here) and is_outlet(names, _outer(tied_here[outer].sources))

            def bound(outer: int) -> float:
                return float(least_handed_on if hands_on(outer) else least_relayed)

            inner = relayed(
                text, tied_here, page.quotations, page.hints, self.tagger, lambda outer: min(least, bound(outer))
            )
            sure_of = {n for n, one in enumerate(inner) if one.chance >= bound(one.outer) and not one.of_himself}
            inner = list(with_quotations(text, tied_here, inner, hands_on, sure_of))
            claiming |= {len(found) + number for number in sure_of}
        via = [None] * len(found) + [one.outer for one in inner]
        himself = {len(found) + number for number, one in enumerate(inner) if one.of_himself}
        found += [(one.found, one.chance) for one in inner]
        for number, teller in tellers.items():
            via[number] = len(found)
            via.append(None)
            claiming.add(len(found))
            found.append((teller, found[number][1]))
        resolutions = _resolutions(names, [one for one, _ in found], via, himself, claiming)
        attributions = [
            _attribution(text, one, resolution, page.quoted_by(relayed=outer is not None), chance, outer)
            for (one, chance), resolution, outer in zip(found, resolutions, via, strict=True)
        ]
        return [Told(one, resolutions[number].confidence) for number, one in chained(attributions)]


def _resolutions(
    names: Reading, found: Sequence[Found], via: Sequence[int | None], himself: set[int], claiming: set[int]
) -> list[Resolution]:
    """Who speaks in each of ``found``; whoever tells of ``himself`` is whoever it stands in the words of."""
    relaying = {
        outer
        for number in claiming
        if (outer := via[number]) is not None
        and (CITED in found[number].rules or opens(found[outer].contents, found[number].sources))
    }
    mentions = [
        Mention(_outer(one.sources), one.cue, one.contents, number in relaying) for number, one in enumerate(found)
    ]
    first = sorted(claiming)
    asides = sorted({*range(len(found))} - claiming - himself)
    resolved = resolve_in(names, [mentions[n] for n in first], [mentions[n] for n in asides])
    known: dict[int | None, Resolution] = dict(zip([*first, *asides], resolved, strict=True))
    for number in sorted(himself):
        around = known[via[number]]
        known[number] = replace(around, speaker=replace(around.speaker, rule="the speaker of the words around it"))
    return [known[number] for number in range(len(found))]


def _sure(one: Found) -> float:
    """How sure it is what a line says itself of who speaks."""
    return _INTRODUCED if TURN_ABOUT in one.rules else _SURE


def _outer(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _attribution(
    text: str, found: Found, resolution: Resolution, quoted: Sequence[Span], sure: float, via: int | None
) -> Attribution:
    return Attribution(
        stripped(text, found.sources),
        found.cue,
        stripped(text, found.contents),
        quote_type(text, found.contents, quoted, found.cue),
        resolution.speaker,
        round(sure, 4),
        evidence(text, found, resolution),
        resolution.roles,
        via,
    )


def _as_sure_as_said(made: Iterable[Claim], attributions: Sequence[Attribution]) -> Iterator[Claim]:
    for claim in made:
        yield (
            claim
            if claim.attribution is None
            else replace(claim, confidence=attributions[claim.attribution].confidence)
        )


def _is_somebodys(text: str, one: Attribution) -> bool:
    """Not the article's author's, which is also what a letter asks for the page, and not nobody's: "it is thought that"
    is the writer's own doubt, "is known as “the pot”" the writer's own word. But what "jurors were told" somebody told
    them.
    """
    if PAGE_ASKS in one.why:
        return False
    nobodys = not one.sources and not one.speaker.name and one.quote_type is not QuoteType.DIRECT
    nobodys &= not (is_told(text, one.cue) or is_heard(text, one.cue) or one.cue.of(text) == "told")
    return one.speaker.kind is not SpeakerKind.AUTHOR and not nobodys


def _said(page: Page, told: Sequence[Told], names: Reading) -> Iterator[Said]:
    """The attributions that say something; what a speaker relays of another is the other's alone."""
    text = page.text
    attributions = [one.attribution for one in told]
    whole = [
        list(pieces(text, one.contents, page.sentences, page.quoted)) if _is_somebodys(page.text, one) else []
        for one in attributions
    ]
    claimed = [
        _claimed(page, one, some, _relay(one, attributions, names))
        for one, some in zip(attributions, whole, strict=True)
    ]
    for index, own in enumerate(own_contents(text, attributions, claimed)):
        if claimed[index]:
            one = attributions[index]
            here = overlapping(page.sentences, one.cue)
            beside = [piece for piece in whole[index] if overlapping(here, piece)]
            done = set(beside) - set(claimed[index])
            framing = len(done) < len(beside) if beside else is_saying(text, one.cue)
            # "She thanked the crew and told the town": with what is only done right behind it, a cue is no frame.
            # But what she said something of is: "“It is late,” she said of the ferry".
            if not is_of_something(text, one.cue.end):
                framing &= not any(piece.start - one.cue.end in (0, 1) for piece in done)
            framing &= JUDGES not in one.why
            quotations = quoted_parts(text, own, page.quoted_by(relayed=one.via is not None), one.cue)
            # Whom an interview is with stands far above his answers, and is told of there.
            beside_cue = tuple(source for source in one.sources if page.is_one_paragraph(source, one.cue))
            yield Said(index, beside_cue, one.cue, own, quotations, one.confidence, one.speaker.kind, framing)


def _acts_of(told: Sequence[Told], said: Iterable[Said]) -> list[Span]:
    saying = {one.index for one in said}
    return acts(one.attribution for index, one in enumerate(told) if index not in saying)


def _relay(one: Attribution, attributions: Sequence[Attribution], names: Reading) -> Relay | None:
    if one.via is None:
        return None
    outer = attributions[one.via]
    return Relay(one, outer, is_outlet(names, _outer(outer.sources)), is_thing(names, _outer(one.sources)))


def _claimed(page: Page, one: Attribution, some: Sequence[Span], relay: Relay | None) -> tuple[Span, ...]:
    """The pieces that are claims of the attribution's speaker, if he isn't relayed by somebody whose they are."""
    if relay is None:
        return _put_forward(page, one, some)
    told, quoted = _told_by_inner(page, relay, some)
    is_his = told and (CITED in one.why or relay.chance_of_claim(page.text, told[0], quoted) >= _LEAST_CLAIM)
    return told if is_his else ()


def _told_by_inner(page: Page, relay: Relay, some: Sequence[Span]) -> tuple[tuple[Span, ...], Sequence[Span]]:
    """The pieces that whoever is relayed puts forward, if they may be his claims, and what of the first is quoted."""
    quoted = page.quoted_by(relayed=True)
    told = _put_forward(page, relay.inner, some) if relay.may_be_claimed(page.text, quoted) else ()
    return told, quoted_parts(page.text, told[:1], quoted, relay.inner.cue)


def _put_forward(page: Page, one: Attribution, some: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces that are claims, and what they point back with: "which" in "which she called wet"."""
    claims_of = {piece for piece in some if _is_claim(page, one, piece)}
    if claims_of:
        claims_of |= {piece for piece in some if is_pointer(page.text, piece)}
    return tuple(sorted(claims_of))


def _is_claim(page: Page, one: Attribution, piece: Span) -> bool:
    """Is the piece put forward as so by whom it is attributed to? What a saying sets off under its line is."""
    if one.cue in page.line_cues and (not _TURNS.isdisjoint(one.why) or not is_question(page.text, one.contents[-1])):
        return True
    if (SET_OFF in one.why or is_saying(page.text, one.cue)) and is_set_off(page.text, one.cue, piece):
        return True
    if is_no_ones(page.text, one.sources, one.cue, piece) or _is_told_before(page, one, piece):
        return False
    ruled = by_rule(page.text, one, piece)
    if ruled is not None:
        return ruled
    quoted = quoted_parts(page.text, [piece], page.quoted_by(relayed=one.via is not None), one.cue)
    return chance_of_claim(page.text, one, piece, quoted, page.probes.claim(one.cue, piece)) >= _LEAST_CLAIM


def _is_told_before(page: Page, one: Attribution, piece: Span) -> bool:
    """Is the piece a sentence of the writer's before the one in which it is said who speaks? Nobody's words go back so
    far unless they are quoted, or set off above a signature."""
    here = overlapping(page.sentences, one.cue)
    behind = bool(here) and piece.end <= here[0].start and "\n" not in page.text[piece.end : one.cue.start]
    return behind and page.text[one.cue.start].isalpha() and not overlapping(page.quoted, piece)


def _is_anybodys(page: Page, one: Found) -> bool:
    asked = passage_at(page.passages, one.cue.start) is Passage.QUESTION
    return is_anybodys(page.text, one.sources, one.cue, asked=asked)


def _with_passages(found: Iterable[Claim], parts: Sequence[Part]) -> Iterator[Claim]:
    for claim in found:
        passage = passage_at(parts, claim.spans[0].start)
        # What somebody is asked in an answer's sentence is known to be a question, wherever it stands.
        yield claim if claim.passage in (passage, Passage.QUESTION) else replace(claim, passage=passage)
