"""The engine: an article in, its attributions and claims out. Pure, but for loading the model."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np

from factdb import __version__
from factdb.extract.attribution.assertions import chance_of_claim
from factdb.extract.attribution.chains import is_claimed, own_contents, without_echoes
from factdb.extract.attribution.confidence import confidence, with_speaker
from factdb.extract.attribution.contents import pieces, quote_type, quoted_parts
from factdb.extract.attribution.edges import moved, weights_of
from factdb.extract.attribution.loose_quotations import tied
from factdb.extract.attribution.relayed import relayed
from factdb.extract.attribution.shaping import Found, placed, shaped
from factdb.extract.attribution.speaker_lines import read_speaker_lines
from factdb.extract.claims import Said, claims
from factdb.extract.hedging.governing import Uncertain
from factdb.extract.hedging.hedges import Cue, hedge_cues, scope
from factdb.extract.hedging.odds import Tagged
from factdb.extract.layout import Layout
from factdb.extract.readings import with_readings
from factdb.extract.speakers import Mention, Resolution, resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.extract.tagging.decode import runs
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.link import Linked, linked
from factdb.extract.tagging.tagger import MODEL, Tagger
from factdb.extract.tagging.windows import windows
from factdb.language.wordlists import LISTS
from factdb.records import (
    Article,
    Attribution,
    Claim,
    Engine,
    Extraction,
    QuoteType,
    Role,
    Span,
    SpeakerKind,
)
from factdb.text.passages import Part, passage_at, passages, stands_apart
from factdb.text.quotes import Quotation, outermost, quotations
from factdb.text.segments import paragraphs, sentences
from factdb.text.spans import overlapping

# What is less likely to be right is not kept; chosen on the PolNeAR dev articles.
_LEAST_CONFIDENCE = 0.35
# The same for what a speaker relays of another.
_LEAST_RELAYED = 0.5
# Of the lines that say who speaks in PolNeAR's train and dev articles, 57 of 58 are right.
_SURE = 0.98
# From which probability on a piece of a content is a claim of whom it is attributed to.
_LEAST_CLAIM = 0.5
# How sure it is that who is named before a colon says the quotation behind it, where the tagger ties it to nobody.
_INTRODUCED = 0.8
# How far into a content, in characters, whoever is relayed may stand.
_OPENING = 60
# Below this, others who may be the speaker are said.
_IN_DOUBT = 0.85
_WINDOWS_AT_ONCE = 64
_INSIDE = [number for number, tag in enumerate(TAGS) if tag.endswith(Role.CONTENT)]


@dataclass(frozen=True, slots=True)
class _Reading:
    paragraphs: list[Span]
    passages: list[Part]
    sentences: list[Span]
    quoted: list[Span]
    quotations: list[Quotation]
    found: list[Found]
    # For each word, the probability that it is no content, and what the tagger says of hedges.
    outside: list[float]
    tagged: Tagged


class Extractor:
    """A loaded engine. ``threads`` run windows side by side; the output is the same with any number of them."""

    def __init__(self, model: Path = MODEL, threads: int = 1) -> None:
        self.tagger = Tagger(model, threads)

    @cached_property
    def engine(self) -> Engine:
        """Name, version, and a digest of all that decides: the model's files and the word lists."""
        digest = hashlib.sha256(self.tagger.digest.encode())
        for path in sorted(LISTS.glob("*.txt")):
            digest.update(path.read_bytes())
        return Engine("factdb", __version__, digest.hexdigest())

    def found(self, text: str) -> list[Found]:
        """The attributions of a text before their speakers are known, with the evidence for each."""
        return self._read(text).found

    def hedges(self, text: str, *, news: bool = True) -> list[Cue]:
        """The hedge cues of a text in order, those of the future among them; ``news`` is false for other prose."""
        return [cue for _, cue in _hedges(text, self._read(text), news=news)]

    def uncertain(self, text: str) -> dict[Span, Uncertain]:
        """The hedges of a text by their place, before it is known what they govern."""
        return dict(_uncertain(text, self._read(text)))

    def tagged(self, text: str) -> Tagged:
        """What the tagger says of hedges, a word at a time."""
        return self._read(text).tagged

    def extract(self, article: Article) -> Extraction:
        """All attributions and claims of an article, in the order of its text."""
        text = article.text
        reading = self._read(text)
        known = _known(text, reading)
        spoken = self._attributions(text, reading, known)
        attributions = [one for one, _ in spoken]
        said = list(_said(text, attributions, reading))
        hedges = dict(_uncertain(text, reading))
        made = claims(text, reading.sentences, said, hedges, _certainty(reading))
        read = with_readings(known, list(_with_passages(made, reading.passages)), attributions)
        # What is a claim is weighed by how sure the attribution is, and shown with how sure its speaker is as well.
        shown = [replace(one, confidence=round(with_speaker(one.confidence, speaker), 4)) for one, speaker in spoken]
        return Extraction(self.engine, tuple(shown), tuple(_as_sure_as_said(read, shown)))

    def pieces(self, article: Article) -> list[tuple[Attribution, Span, list[Span]]]:
        """What may be claims of somebody's: the pieces of contents, and the article's outermost quotations."""
        text, reading = article.text, self._read(article.text)
        return [
            (one, piece, reading.quoted)
            for one, _ in self._attributions(text, reading, _known(text, reading))
            if _is_somebodys(one) and one.via is None
            for piece in pieces(text, one.contents, reading.sentences, reading.quoted)
        ]

    def _attributions(self, text: str, reading: _Reading, known: Reading) -> list[tuple[Attribution, float]]:
        """The attributions, each with the confidence that its speaker is right."""
        quoted = reading.quoted
        weights = self.tagger.settings["confidence"]
        sure = [(one, confidence(one.evidence, weights) if one.evidence else _SURE) for one in reading.found]
        kept = [(one, chance) for one, chance in sure if chance >= _LEAST_CONFIDENCE]
        by_cue = {one.cue: chance for one, chance in kept}
        tied_here = tied(text, reading.paragraphs, quoted, [one for one, _ in kept])
        found = [(one, by_cue.get(one.cue, _INTRODUCED)) for one in tied_here]
        inner = relayed(text, tied_here, reading.quotations, self.tagger, _LEAST_RELAYED)
        via = [None] * len(found) + [one.outer for one in inner]
        found += [(one.found, one.chance) for one in inner]
        outer_ones = {one.outer for one in inner if _opens(found[one.outer][0], one.found)}
        mentions = [
            Mention(_outer(one.sources), one.cue, one.contents, number in outer_ones)
            for number, (one, _) in enumerate(found)
        ]
        resolutions = resolve_in(known, mentions)
        attributions = [
            _attribution(text, one, resolution, quoted, chance, outer)
            for (one, chance), resolution, outer in zip(found, resolutions, via, strict=True)
        ]
        speakers = {
            (one.cue, one.contents): found.confidence for one, found in zip(attributions, resolutions, strict=True)
        }
        return [(one, speakers[one.cue, one.contents]) for one in without_echoes(attributions)]

    def _read(self, text: str) -> _Reading:
        blocks = paragraphs(text)
        parts = passages(text, blocks)
        apart_ends = {part.span.end for part in parts if stands_apart(text, part)}
        apart = {block for block in blocks if block.end in apart_ends}
        quotes = quotations(text, blocks)
        found: list[Found] = []
        starts: list[int] = []
        outside: list[float] = []
        hedged: list[float] = []
        every_sentence = [sentence for part in parts for sentence in sentences(text, part.span)]
        edges = weights_of(self.tagger.settings)
        scores = self.tagger.scores(windows(text, blocks, quotes, self.tagger.tokenizer, apart=apart))
        # Link scores are large: those of a few windows at a time fit in memory however long the text is.
        while some := list(islice(scores, _WINDOWS_AT_ONCE)):
            for window, labelled in zip(some, runs([window.tags for window in some], TAGS), strict=True):
                some_found = list(linked(window, labelled))
                some_found = list(moved(window, text, every_sentence, labelled, some_found, edges))
                found += placed(window.words, some_found)
                starts += [span.start for span in window.words.spans]
                outside += (1 - np.exp(window.tags[:, _INSIDE]).sum(axis=1)).tolist()
                hedged += window.hedged.tolist()
        return _Reading(
            blocks,
            parts,
            every_sentence,
            outermost(quotes),
            quotes,
            read_speaker_lines(text, parts, shaped(text, found, quotes)),
            outside,
            Tagged(starts, hedged),
        )


def _known(text: str, reading: _Reading) -> Reading:
    """What is known of the article's names before its sources are resolved."""
    return Reading.of(text, Layout.made(reading.paragraphs, reading.sentences, reading.quoted))


def _outer(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _attribution(
    text: str, found: Found, resolution: Resolution, quoted: Sequence[Span], sure: float, via: int | None
) -> Attribution:
    why = (
        *(_evidence(text, found, found.evidence) if found.evidence else ()),
        *found.rules,
        _speaker(resolution),
    )
    return Attribution(
        found.sources,
        found.cue,
        found.contents,
        quote_type(text, found.contents, quoted),
        resolution.speaker,
        round(sure, 4),
        why,
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


def _opens(outer: Found, inner: Found) -> bool:
    """Does what ``outer`` says begin with whom it relays: "The mayor said it would close, reports The Herald"?"""
    begin = outer.contents[0].start
    return bool(inner.sources) and begin <= inner.sources[0].start < begin + _OPENING


def _speaker(resolution: Resolution) -> str:
    """How the speaker was found; where that is in doubt, who else may be meant."""
    found = f"speaker: {resolution.speaker.rule}, {resolution.confidence:.2f}"
    others = [name for name in resolution.candidates if name != resolution.speaker.name]
    return f"{found}; or {', '.join(others)}" if others and resolution.confidence < _IN_DOUBT else found


def _evidence(text: str, found: Found, evidence: Linked) -> Iterator[str]:
    yield f"cue “{found.cue.of(text)}”: label score {evidence.cue.score:.2f}"
    for number, run in enumerate(evidence.contents, 1):
        yield f"content, part {number}: label score {run.score:.2f}"
    yield f"content tied to the cue: link score {evidence.content_link:.2f}"
    if found.sources:
        source = " … ".join(span.of(text) for span in found.sources)
        scores = f"label score {evidence.sources[0].score:.2f}, link score {evidence.source_link:.2f}"
        yield f"source “{source}”: {scores}"
    else:
        yield f"no source: link score {evidence.source_link:.2f}"


def _is_somebodys(one: Attribution) -> bool:
    """Not the article's author's, and not nobody's: "it is thought that" is the writer's own doubt."""
    nobodys = not one.sources and not one.speaker.name and one.quote_type is QuoteType.INDIRECT
    return one.speaker.kind is not SpeakerKind.AUTHOR and not nobodys


def _said(text: str, attributions: Sequence[Attribution], reading: _Reading) -> Iterator[Said]:
    """The attributions that say something; what a speaker relays of another is the other's alone."""
    whole = [
        list(pieces(text, one.contents, reading.sentences, reading.quoted)) if _is_somebodys(one) else []
        for one in attributions
    ]
    claimed = [
        tuple(sorted(piece for piece in some if chance_of_claim(text, one, piece, reading.quoted) >= _LEAST_CLAIM))
        if is_claimed(text, one, reading.quoted)
        else ()
        for one, some in zip(attributions, whole, strict=True)
    ]
    for index, own in enumerate(own_contents(text, attributions, claimed)):
        if claimed[index]:
            one = attributions[index]
            here = overlapping(reading.sentences, one.cue)
            beside = [piece for piece in whole[index] if overlapping(here, piece)]
            framing = not beside or not set(claimed[index]).isdisjoint(beside)
            quotations = quoted_parts(text, own, reading.quoted)
            yield Said(index, one.sources, one.cue, own, quotations, one.confidence, one.speaker.kind, framing)


def _hedges(text: str, reading: _Reading, *, news: bool = True) -> Iterator[tuple[Span, Cue]]:
    for sentence in reading.sentences:
        for cue in hedge_cues(text, sentence, reading.tagged, news=news):
            yield sentence, cue


def _uncertain(text: str, reading: _Reading) -> Iterator[tuple[Span, Uncertain]]:
    for sentence, cue in _hedges(text, reading):
        if cue.kind != "future":
            governed = scope(text, sentence, cue)
            yield cue.span, Uncertain(cue.kind, governed, cue.certainty, cue.denied, cue.confidence, cue.attitude)


def _with_passages(found: Iterable[Claim], parts: Sequence[Part]) -> Iterator[Claim]:
    for claim in found:
        yield replace(claim, passage=passage_at(parts, claim.spans[0].start))


def _certainty(reading: _Reading) -> list[float]:
    """For each sentence, the mean probability that a word of it is no content."""
    starts, outside = np.array(reading.tagged.starts), np.concatenate([[0.0], reading.outside]).cumsum()
    found = []
    for sentence in reading.sentences:
        first, last = np.searchsorted(starts, (sentence.start, sentence.end))
        # A sentence without a word that the tokenizer knows is nobody's content.
        found.append(round(float((outside[last] - outside[first]) / (last - first)), 4) if last > first else 1.0)
    return found
