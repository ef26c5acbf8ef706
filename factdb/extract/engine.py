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
from factdb.extract.attribution.confidence import confidence
from factdb.extract.attribution.contents import pieces, quote_type, quoted_parts
from factdb.extract.attribution.edges import moved, weights_of
from factdb.extract.attribution.loose_quotations import tied
from factdb.extract.attribution.shaping import Found, placed, shaped
from factdb.extract.attribution.speaker_lines import read_speaker_lines
from factdb.extract.claims import Said, claims
from factdb.extract.hedging.governing import Uncertain
from factdb.extract.hedging.hedges import Cue, hedge_cues, scope
from factdb.extract.hedging.odds import Tagged
from factdb.extract.layout import Layout
from factdb.extract.speakers import Mention, Resolution, resolve_speakers
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
from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs, sentences
from factdb.text.spans import overlapping

# What is less likely to be right is not kept; chosen on the PolNeAR dev articles.
_LEAST_CONFIDENCE = 0.35
# Of the lines that say who speaks in PolNeAR's train and dev articles, 57 of 58 are right.
_SURE = 0.98
# From which probability on a piece of a content is a claim of whom it is attributed to.
_LEAST_CLAIM = 0.5
# How sure it is that who is named before a colon says the quotation behind it, where the tagger ties it to nobody.
_INTRODUCED = 0.8
_WINDOWS_AT_ONCE = 64
_INSIDE = [number for number, tag in enumerate(TAGS) if tag.endswith(Role.CONTENT)]


@dataclass(frozen=True, slots=True)
class _Reading:
    paragraphs: list[Span]
    passages: list[Part]
    sentences: list[Span]
    quoted: list[Span]
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

    def tagged(self, text: str) -> Tagged:
        """What the tagger says of hedges, a word at a time."""
        return self._read(text).tagged

    def extract(self, article: Article) -> Extraction:
        """All attributions and claims of an article, in the order of its text."""
        text = article.text
        reading = self._read(text)
        attributions = self._attributions(text, reading)
        said = list(_said(text, attributions, reading))
        hedges = dict(_uncertain(text, reading))
        found = claims(text, reading.sentences, said, hedges, _certainty(reading))
        return Extraction(self.engine, tuple(attributions), tuple(_with_passages(found, reading.passages)))

    def pieces(self, article: Article) -> list[tuple[Attribution, Span, list[Span]]]:
        """What may be claims of somebody's: the pieces of contents, and the article's outermost quotations."""
        text, reading = article.text, self._read(article.text)
        return [
            (one, piece, reading.quoted)
            for one in self._attributions(text, reading)
            if _is_somebodys(one)
            for piece in pieces(text, one.contents, reading.sentences, reading.quoted)
        ]

    def _attributions(self, text: str, reading: _Reading) -> list[Attribution]:
        quoted = reading.quoted
        weights = self.tagger.settings["confidence"]
        sure = [(one, confidence(one.evidence, weights) if one.evidence else _SURE) for one in reading.found]
        kept = [(one, chance) for one, chance in sure if chance >= _LEAST_CONFIDENCE]
        by_cue = {one.cue: chance for one, chance in kept}
        tied_here = tied(text, reading.paragraphs, quoted, [one for one, _ in kept])
        found = [(one, by_cue.get(one.cue, _INTRODUCED)) for one in tied_here]
        mentions = [Mention(_outer(one.sources), one.cue, one.contents) for one, _ in found]
        layout = Layout.made(reading.paragraphs, reading.sentences, quoted)
        resolutions = resolve_speakers(text, mentions, layout)
        return [
            _attribution(text, one, resolution, quoted, chance)
            for (one, chance), resolution in zip(found, resolutions, strict=True)
        ]

    def _read(self, text: str) -> _Reading:
        blocks = paragraphs(text)
        parts = passages(text, blocks)
        apart = {part.span for part in parts if stands_apart(text, part)}
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
            read_speaker_lines(text, parts, shaped(text, found, quotes)),
            outside,
            Tagged(starts, hedged),
        )


def _outer(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _attribution(text: str, found: Found, resolution: Resolution, quoted: Sequence[Span], sure: float) -> Attribution:
    why = (
        *(_evidence(text, found, found.evidence) if found.evidence else ()),
        *found.rules,
        f"speaker: {resolution.speaker.rule}, {resolution.confidence:.2f}",
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
    )


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
    for index, one in enumerate(attributions):
        if not _is_somebodys(one):
            continue
        whole = list(pieces(text, one.contents, reading.sentences, reading.quoted))
        kept = tuple(p for p in whole if chance_of_claim(text, one, p, reading.quoted) >= _LEAST_CLAIM)
        if kept:
            quotations = quoted_parts(text, kept, reading.quoted)
            here = overlapping(reading.sentences, one.cue)
            beside = [piece for piece in whole if overlapping(here, piece)]
            framing = not beside or any(piece in kept for piece in beside)
            yield Said(index, one.sources, one.cue, kept, quotations, one.confidence, one.speaker.kind, framing)


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
