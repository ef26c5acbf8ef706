"""Ties sources and contents to their cue, by the model's link scores, and mends what the labels missed.

The link scores of a word are probabilities over all words of its window, not only over those that were labelled. So
they can tell of a cue or a source that the labels missed, and of a content that belongs to none of the cues found. The
bounds below were chosen on the PolNeAR dev articles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from factdb.extract.tagging.decode import Run
from factdb.extract.tagging.labels import TAGS
from factdb.extract.tagging.tagger import FloatArray, Scores, log_softmax, mean
from factdb.records import Role

# A content whose words give all cues less than this together is nobody's.
_WEAKEST_LINK = 0.4
# A word that no label claims is a cue if a content points at it this surely, and a source if a cue does.
_MISSED_CUE, _MISSED_SOURCE = 0.5, 0.3
# What was missed goes on over words with at least this probability of the role.
_GOES_ON = {Role.CUE: 0.3, Role.SOURCE: 0.2}
# Parts of one content with nothing else between them are one content up to this many words apart.
_GAP = 10


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with its sources and contents, as runs of words of one window.

    ``content_link`` and ``source_link`` are the probabilities of the links that made it.
    """

    cue: Run
    sources: tuple[Run, ...]
    contents: tuple[Run, ...]
    content_link: float
    source_link: float
    rules: tuple[str, ...] = ()


def linked(scores: Scores, runs: Sequence[Run]) -> Iterator[Linked]:
    """The attributions of one window, in the order of their cues. A cue without content is none."""
    labelled = {role: [run for run in runs if run.label == role] for role in Role}
    if not labelled[Role.CONTENT]:
        return
    missed = list(_missed_cues(scores, runs, scores.cue_chances))
    cues = sorted(labelled[Role.CUE] + missed, key=lambda cue: cue.begin)
    if not cues:
        return
    belongs = [(content, *_cue_of(content, cues, scores.cue_chances)) for content in labelled[Role.CONTENT]]
    source_chances = log_softmax(scores.sources([cue.begin for cue in cues]))
    everything = sorted([*runs, *missed], key=lambda run: run.begin)
    for number, cue in enumerate(cues):
        own = [(content, chance) for content, best, chance in belongs if best == number]
        if not own:
            continue
        source, chance, rule = _source_of(scores, labelled[Role.SOURCE], everything, cue, source_chances[number])
        yield Linked(
            cue,
            (source,) if source else (),
            tuple(_whole([content for content, _ in own], everything)),
            float(mean(np.array([chance for _, chance in own]))),
            chance,
            (*(["a cue that only its content points at"] if cue in missed else []), *rule),
        )


def _missed_cues(scores: Scores, runs: Sequence[Run], chances: FloatArray) -> Iterator[Run]:
    """Words without a label that the words of a content take for the beginning of their cue."""
    begins = {run.begin for run in runs if run.label == Role.CUE}
    for content in runs:
        if content.label == Role.CONTENT:
            cue = mean(np.exp(chances[content.begin : content.end]))
            word = int(cue.argmax())
            if cue[word] >= _MISSED_CUE and word not in begins and _is_free(word, runs):
                begins.add(word)
                yield _grown(scores, Role.CUE, word, runs)


def _cue_of(content: Run, cues: Sequence[Run], chances: FloatArray) -> tuple[int | None, float]:
    """The index of the most likely cue of a content (None: no cue is likely), and how likely it is among the cues."""
    found = mean(chances[content.begin : content.end, [cue.begin for cue in cues]])
    best = int(found.argmax())
    if np.exp(found[best]) < _WEAKEST_LINK:
        return None, 0.0
    return best, float(np.exp(found[best] - np.logaddexp.reduce(found)))


def _source_of(
    scores: Scores, sources: Sequence[Run], everything: Sequence[Run], cue: Run, chances: FloatArray
) -> tuple[Run | None, float, tuple[str, ...]]:
    """The most likely source of a cue (None: it has none), and how likely it is. Several cues may share a source."""
    word = int(chances.argmax())
    rule: tuple[str, ...] = ()
    if word != cue.begin and np.exp(chances[word]) >= _MISSED_SOURCE and _is_free(word, everything):
        sources = [*sources, _grown(scores, Role.SOURCE, word, everything)]
        rule = ("a source that only its cue points at",)
    found = np.array([chances[cue.begin], *(np.logaddexp.reduce(chances[s.begin : s.end]) for s in sources)])
    best = int(found.argmax())
    sure = float(np.exp(found[best] - np.logaddexp.reduce(found)))
    return (sources[best - 1], sure, rule) if best else (None, sure, ())


def _grown(scores: Scores, role: Role, word: int, runs: Sequence[Run]) -> Run:
    """A run from ``word`` on, over the free words that are likely to have the role."""
    chances = np.exp(scores.tags[:, [number for number, tag in enumerate(TAGS) if tag.endswith(role)]]).sum(axis=1)
    end = word + 1
    while end < len(chances) and chances[end] >= _GOES_ON[role] and _is_free(end, runs):
        end += 1
    return Run(role, word, end, float(mean(chances[word:end])))


def _is_free(word: int, runs: Sequence[Run]) -> bool:
    return not any(run.begin <= word < run.end for run in runs)


def _whole(contents: Sequence[Run], everything: Sequence[Run]) -> Iterator[Run]:
    """The contents of one cue, with those that no other run parts joined over a small gap."""
    last = contents[0]
    for content in contents[1:]:
        parted = any(last.end <= run.begin < content.begin for run in everything)
        if not parted and content.begin - last.end <= _GAP:
            last = replace(last, end=content.end, score=min(last.score, content.score))
        else:
            yield last
            last = content
    yield last
