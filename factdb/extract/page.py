"""What is read off a page before it is known who says what: its layout, its attributions, the tagger's doubts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf

import numpy as np

from factdb.extract.attribution.denials import with_denials_apart
from factdb.extract.attribution.edges import moved, weights_of
from factdb.extract.attribution.interrupted import with_all_up_to_frames
from factdb.extract.attribution.lines import labels, read_speaker_lines, spoken, with_turns, without_others
from factdb.extract.attribution.lines.colon_headlines import is_title
from factdb.extract.attribution.relayed import Hints
from factdb.extract.attribution.set_off import with_all_set_off
from factdb.extract.attribution.shaping import Found, placed, shaped, within_paragraphs
from factdb.extract.attribution.whole import (
    lost_openings,
    parted_at_marks,
    with_gaps_filled,
    with_lost_openings,
    with_speakers_before,
    without_clauses_before,
    without_main_clauses,
    without_told_of,
)
from factdb.extract.hedging.governing import Uncertain
from factdb.extract.hedging.hedges import Cue, hedge_cues, scope
from factdb.extract.hedging.odds import Tagged
from factdb.extract.layout import Layout
from factdb.extract.speakers.reading import Reading
from factdb.extract.tagging.decode import runs
from factdb.extract.tagging.labels import CONTENT, TAGS
from factdb.extract.tagging.link import linked
from factdb.extract.tagging.probes import Probe, Probes
from factdb.extract.tagging.tagger import FloatArray, Tagger
from factdb.extract.tagging.windows import windows
from factdb.records import Passage, Span
from factdb.text.passages import BESIDE, Part, passages, stands_apart
from factdb.text.quotes import Quotation, outermost, outermost_closed, quotations
from factdb.text.ran_in import blanked, ran_in
from factdb.text.segments import paragraphs, sentences
from factdb.text.spans import merged

_WINDOWS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Page:
    """A text as it is read: its layout, and the attributions found before their speakers are known.

    ``text`` is blank where links to other pages ran into it: they are nobody's words, and say nothing of the article.
    """

    text: str
    ran_in: list[Span]
    paragraphs: list[Span]
    passages: list[Part]
    sentences: list[Span]
    # The outermost quotations, but for those within the words of a turn, which are not its speaker's; and all of them.
    quoted: list[Span]
    outermost: list[Span]
    quotations: list[Quotation]
    found: list[Found]
    # The cues of what lines say themselves that somebody says.
    line_cues: frozenset[Span]
    # For each word, the probability that it is no content, and what the tagger says of hedges.
    outside: list[float]
    tagged: Tagged
    hints: Hints
    probes: Probes

    def links(self) -> list[Span]:
        """The lines that lead to other pages, of which nothing goes on in the article."""
        return [part.span for part in self.passages if part.passage is Passage.NAVIGATION]

    def is_one_paragraph(self, one: Span, other: Span) -> bool:
        """Do the two begin in the same paragraph?"""
        first, second = (bisect_right(self.paragraphs, at.start, key=lambda span: span.start) for at in (one, other))
        return first == second

    def quoted_by(self, *, relayed: bool) -> list[Span]:
        """What may be quoted of somebody: of whom a speaker relays, also what stands in the words of a turn."""
        return self.outermost if relayed else self.quoted

    def names(self) -> Reading:
        """What is known of the article's names before its sources are resolved."""
        datelines = [part.span for part in self.passages if part.passage is Passage.DATELINE]
        # Of whom is named there alone the article does not go on to speak.
        beside = [part.span for part in self.passages if part.passage in BESIDE]
        layout = Layout.made(self.paragraphs, self.sentences, self.outermost)
        return Reading.of(self.text, layout, datelines, beside, labels(self.found))

    def hedge_cues(self, *, news: bool = True) -> Iterator[tuple[Span, Cue]]:
        """The hedge cues in order, each with its sentence, those of the future among them."""
        for sentence in self.sentences:
            for cue in hedge_cues(self.text, sentence, self.tagged, news=news):
                yield sentence, cue

    def uncertain(self) -> dict[Span, Uncertain]:
        """The hedges by their place, before it is known what they govern."""
        return {
            cue.span: Uncertain(
                cue.kind,
                scope(self.text, sentence, cue),
                cue.certainty,
                cue.denied,
                cue.confidence,
                cue.attitude,
                self.probes.governing(cue.span),
            )
            for sentence, cue in self.hedge_cues()
            if cue.kind != "future"
        }

    def certainty(self) -> list[float]:
        """For each sentence, the mean probability that a word of it is no content."""
        starts, outside = self.tagged.starts, np.concatenate([[0.0], self.outside]).cumsum()
        found = []
        for sentence in self.sentences:
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            # A sentence without a word that the tokenizer knows is nobody's content.
            found.append(float((outside[last] - outside[first]) / (last - first)) if last > first else 1.0)
        return found


def read_page(text: str, tagger: Tagger) -> Page:
    """The page of ``text``, as the tagger and the rules of layout see it."""
    links = list(ran_in(text))
    text = blanked(text, links)
    blocks = paragraphs(text)
    parts = passages(text, blocks)
    quotes = quotations(text, blocks)
    every_sentence = [sentence for part in parts for sentence in sentences(text, part.span)]
    seen = _tagged(text, blocks, parts, quotes, every_sentence, tagger)
    whole = _whole(text, blocks, quotes, every_sentence, seen.found)
    questions = [part.span for part in parts if part.passage is Passage.QUESTION]
    cut = list(with_denials_apart(text, within_paragraphs(text, whole, blocks, questions, outermost(quotes))))
    # "The Times reports:" introduces what stands below the advertisement.
    skipped = {part.span for part in parts if part.passage is Passage.NAVIGATION}
    lines = read_speaker_lines(text, parts, with_all_set_off(text, [one for one in blocks if one not in skipped], cut))
    outer = merged([*outermost(quotes), *spoken(lines), *lost_openings(text, lines, outermost(quotes))])
    return Page(
        text,
        links,
        blocks,
        list(with_turns(parts, lines)),
        every_sentence,
        list(without_others(text, lines, outer)),
        outer,
        quotes,
        lines,
        frozenset(one.cue for one in lines if one.evidence is None and not is_title(text, one)),
        seen.outside,
        Tagged(seen.starts, seen.hedged),
        Hints(seen.starts, seen.relays),
        Probes.of(seen.starts, seen.probed),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the tagger says of a text: attributions, and for each word where it begins and what it may be."""

    found: list[Found] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    outside: list[float] = field(default_factory=list)
    hedged: list[float] = field(default_factory=list)
    relays: list[float] = field(default_factory=list)
    probed: list[FloatArray] = field(default_factory=list)


def _tagged(
    text: str,
    blocks: Sequence[Span],
    parts: Sequence[Part],
    quotes: Sequence[Quotation],
    every_sentence: Sequence[Span],
    tagger: Tagger,
) -> _Seen:
    apart_ends = {part.span.end for part in parts if stands_apart(text, part)}
    prose = {part.span.start for part in parts if part.passage is Passage.BODY}
    apart = {block for block in blocks if block.end in apart_ends and block.start not in prose}
    edges = weights_of(tagger.settings)
    scores = tagger.scores(windows(text, blocks, quotes, tagger.tokenizer, apart=apart))
    seen = _Seen()
    # Link scores are large: those of a few windows at a time fit in memory however long the text is.
    while some := list(islice(scores, _WINDOWS_AT_ONCE)):
        for window, labelled in zip(some, runs([window.tags for window in some], TAGS), strict=True):
            found = list(linked(window, labelled))
            found = list(moved(window, text, every_sentence, labelled, found, edges))
            seen.found.extend(placed(window.words, found))
            seen.starts.extend(window.words.starts)
            seen.outside.extend((1 - np.exp(window.tags[:, CONTENT]).sum(axis=1)).tolist())
            seen.hedged.extend(window.hedged.tolist())
            seen.relays.extend([inf] * len(window.tags) if window.relays is None else window.relays.tolist())
            seen.probed.append(_unprobed(window.tags) if window.probes is None else window.probes)
    return seen


def _whole(
    text: str,
    blocks: Sequence[Span],
    quotes: Sequence[Quotation],
    every_sentence: Sequence[Span],
    found: Sequence[Found],
) -> Iterable[Found]:
    """What was found, without what is none of it and with all that belongs to it."""
    closed = outermost_closed(quotes)
    told = without_told_of(text, with_speakers_before(text, found), closed)
    told = without_main_clauses(text, every_sentence, without_clauses_before(text, every_sentence, told))
    parted = parted_at_marks(text, list(shaped(text, told, quotes)), closed)
    parted = with_all_up_to_frames(text, every_sentence, parted)
    return with_lost_openings(text, blocks, every_sentence, with_gaps_filled(text, every_sentence, parted))


def _unprobed(words: FloatArray) -> FloatArray:
    """What a model without probes says of so many words: nothing."""
    return np.zeros((len(words), len(Probe)), dtype=np.float32)
