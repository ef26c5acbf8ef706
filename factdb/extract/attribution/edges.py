"""Where a content begins and ends, weighed anew: the best of the words around each outer edge that the tags propose.

The tags are decided word by word; an edge is one decision. A linear model weighs for each place what lies between it
and the edge that the tags propose (how likely the words are content, and how surely they point at the cue), how far
that is, sentences and quotation marks, and what kind of word stands on either side. ``training/edges.py`` fits it; its
weights are in the model's settings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from factdb.extract.tagging.decode import Run
from factdb.extract.tagging.labels import CONTENT, TAGS
from factdb.extract.tagging.link import Linked
from factdb.extract.tagging.tagger import FloatArray, Scores
from factdb.extract.tagging.windows import QUOTED
from factdb.language import ENGLISH
from factdb.records import Role, Span
from factdb.text.spans import overlapping

# How many words an edge may move, and beyond which log-odds say no more.
_FAR, _BOUND = 25, 6.0
# The log-probability of such log-odds, nearly.
_MOST = -np.float32(np.exp(-_BOUND))
_LISTED = (
    "complementisers", "relatives", "subordinators", "prepositions", "determiners", "subject_pronouns",
    "finite_verbs", "said_verbs", "weekdays",
)  # fmt: skip
_WORDS = (
    ("that",), ("to",), ("and", "or"), ("but",), ("not",), ("as",), ("which",), ("who",), ("of",), ("in", "on", "at"),
    ("because",), ("when", "while"), ("after", "before", "during"), ("with", "without"), ("for",), ("by",), ("if",),
    ("the", "a", "an"), ("his", "her", "its", "their"), ("is", "was", "are", "were", "be"), ("has", "have", "had"),
    (",",), (".", "?", "!"), (":", ";"), ("-", "–", "—"), ("(", ")"), ("“", "”", '"'), ("‘", "’", "'"),
)  # fmt: skip
_SUFFIXES = ("ing", "ed", "ly", "s")
_KINDS = (*_LISTED, *map(" ".join, _WORDS), *_SUFFIXES, "digits", "capital", "letters")
_OWN = (
    "stays", "grows", "shrinks", "grows far", "shrinks far", "odds between", "bounded odds between", "links between",
    "odds inside", "odds outside", "beginning inside", "beginning outside", "link inside", "link outside",
    "sentence here", "sentences taken in", "sentences left out", "quotation here", "margin here", "cue outside",
    "source outside", "length", "is one word",
)  # fmt: skip
FEATURES = (*_OWN, *(f"{kind} {where}" for where in ("inside", "outside") for kind in _KINDS))
# Those of a place whatever content may begin there; the others are in the order of _OWN.
_OF_PLACE = [_OWN.index(name) for name in (
    "odds inside", "odds outside", "beginning inside", "beginning outside", "sentence here", "quotation here",
    "margin here", "cue outside", "source outside",
)]  # fmt: skip
_BETWEEN = slice(_OWN.index("odds between"), _OWN.index("links between"))
_LINKS_BETWEEN, _LINK_INSIDE, _LINK_OUTSIDE = map(_OWN.index, ("links between", "link inside", "link outside"))
_TAKEN_IN, _LEFT_OUT = map(_OWN.index, ("sentences taken in", "sentences left out"))
_LENGTH, _IS_ONE_WORD = map(_OWN.index, ("length", "is one word"))
_BEGINS = TAGS.index(f"B-{Role.CONTENT}")
# What is summed up before each place: odds, bounded odds, sentences, and the links to each cue.
_OPENS, _LINKS = 2, 3


def _listed(name: str) -> Sequence[str]:
    return ENGLISH.sayings("after-name") if name == "said_verbs" else ENGLISH.words(name)


_KINDS_OF: dict[str, list[int]] = {}
for _number, _kind in enumerate((*map(_listed, _LISTED), *_WORDS)):
    for _word in _kind:
        _KINDS_OF.setdefault(_word.lower(), []).append(_number)

Weights = Mapping[str, FloatArray]


@dataclass(frozen=True)
class View:
    """A window as it is read for one side: forwards for left edges, backwards for right ones.

    Each array has a row a word and one of nothing in front, which is what stands before the first word. ``links`` has a
    column a cue: how surely each word points at the word with which that begins.
    """

    odds: FloatArray
    begins: FloatArray
    kinds: FloatArray
    opens: FloatArray
    quoted: FloatArray
    cues: FloatArray
    sources: FloatArray
    links: FloatArray

    @cached_property
    def sums(self) -> npt.NDArray[np.float64]:
        """What odds, bounded odds, sentences and links come to before each place, [words + 1, 3 + cues]."""
        found = np.zeros((len(self.odds), _LINKS + self.links.shape[1]))
        found[:, 0], found[:, 1], found[:, _OPENS] = self.odds, np.clip(self.odds, -2, 2), self.opens
        found[:, _LINKS:] = self.links
        return found.cumsum(axis=0)

    @cached_property
    def places(self) -> FloatArray:
        """The features of each place, without those that depend on the content that may begin there."""
        here, before = slice(1, None), slice(0, -1)
        own = (
            self.odds[here], self.odds[before], self.begins[here], self.begins[before], self.opens[here],
            self.quoted[here] != self.quoted[before], np.arange(len(self.odds) - 1) == 0, self.cues[before],
            self.sources[before],
        )  # fmt: skip
        found = np.zeros((len(self.odds) - 1, len(FEATURES)), dtype=np.float32)
        for column, values in zip(_OF_PLACE, own, strict=True):
            found[:, column] = values
        found[:, len(_OWN) : -len(_KINDS)] = self.kinds[here]
        found[:, -len(_KINDS) :] = self.kinds[before]
        return found

    def backwards(self, opens: FloatArray) -> "View":
        """The same from behind; ``opens`` says which words end a sentence."""
        turned = (_turned(some) for some in self._arrays())
        odds, begins, kinds, _, quoted, cues, sources, links = turned
        return View(odds, begins, kinds, _turned(opens), quoted, cues, sources, links)

    def _arrays(self) -> tuple[FloatArray, ...]:
        return self.odds, self.begins, self.kinds, self.opens, self.quoted, self.cues, self.sources, self.links


class Edges:
    """The places where contents of one window may begin and end, with what tells them apart. ``runs`` has all cues."""

    def __init__(self, scores: Scores, text: str, sentences: Sequence[Span], runs: Sequence[Run]) -> None:
        words = scores.words
        self.count = len(words.starts)
        cues = sorted({run.begin for run in runs if run.label == Role.CUE})
        self.columns = {cue: column for column, cue in enumerate(cues)}
        near = overlapping(sentences, Span(words.starts[0], words.ends[-1])) if self.count else ()
        starts, ends = {one.start for one in near}, {one.end for one in near}
        first = words.features[words.first] if self.count else np.zeros(0, dtype=np.int64)
        forwards = View(
            _padded(_log_odds(np.logaddexp.reduce(scores.tags[:, CONTENT], axis=1))),
            _padded(_log_odds(scores.tags[:, _BEGINS])),
            _padded(_kinds_of([text[start:end] for start, end in zip(words.starts, words.ends, strict=True)])),
            _padded([start in starts for start in words.starts]),
            _padded(first // 2 % QUOTED),
            _padded(_within(runs, Role.CUE, self.count)),
            _padded(_within(runs, Role.SOURCE, self.count)),
            _padded(_log_odds(scores.cue_chances[:, cues])),
        )
        self.views = {"left": forwards, "right": forwards.backwards(_padded([end in ends for end in words.ends]))}

    def places(self, side: str, content: Run, cue: Run, free: Run) -> tuple[npt.NDArray[np.int64], FloatArray]:
        """Where the content may begin ("left") or end ("right"), and the features of each place, [places, FEATURES].

        ``free`` is how far around it no other run stands.
        """
        here, begin, end = self.choice(side, content, free)
        at = np.arange(here.start, here.stop)
        found = _features(self.views[side], self.columns[cue.begin], at, begin, end)
        return (at if side == "left" else self.count - at), found

    def choice(self, side: str, content: Run, free: Run) -> tuple[slice, int, int]:
        """The places and the content's words, as they are counted for the side."""
        begin, end, least = content.begin, content.end, free.begin
        if side == "right":
            begin, end, least = self.count - end, self.count - begin, self.count - free.end
        return slice(max(least, begin - _FAR), min(end - 1, begin + _FAR) + 1), begin, end


class Weighed:
    """What the features of places weigh on one side of a window, added up once for all of its contents but for what
    depends on the content. What all places of a choice have alike is left out.
    """

    def __init__(self, edges: Edges, side: str, weights: FloatArray) -> None:
        self.edges, self.side, self.weights = edges, side, weights
        view = edges.views[side]
        self.opened = view.sums[:, _OPENS]
        links, up_to = view.links, view.sums[:-1]
        of_place = view.places @ weights - up_to[:, :_OPENS] @ weights[_BETWEEN]
        of_link = links[1:] * weights[_LINK_INSIDE] + links[:-1] * weights[_LINK_OUTSIDE]
        # [cues, places]
        self.of_cue = of_place + (of_link - up_to[:, _LINKS:] * weights[_LINKS_BETWEEN]).T
        self.of_move = _MOVES @ weights[: _BETWEEN.start]

    def best(self, content: Run, cue: Run, free: Run) -> int:
        """Where the content begins or ends best."""
        here, begin, end = self.edges.choice(self.side, content, free)
        weights, far = self.weights, _FAR - begin
        odds = self.of_cue[self.edges.columns[cue.begin], here] + self.of_move[here.start + far : here.stop + far]
        opened = self.opened[begin] - self.opened[here]
        odds += opened * np.where(opened > 0, weights[_TAKEN_IN], -weights[_LEFT_OUT])
        odds += np.log1p(np.arange(end - here.start, end - here.stop, -1)) * weights[_LENGTH]
        if here.stop == end:
            odds[-1] += weights[_IS_ONE_WORD]
        place = int(here.start + odds.argmax())
        return place if self.side == "left" else self.edges.count - place


def moved(
    scores: Scores, text: str, sentences: Sequence[Span], runs: Sequence[Run], found: Sequence[Linked], weights: Weights
) -> Iterator[Linked]:
    """The attributions of a window with the outer edges of their contents where ``weights`` have them."""
    if not weights or not found:
        yield from found
        return
    taken = {*runs, *(run for one in found for run in (one.cue, *one.sources, *one.contents))}
    edges = Edges(scores, text, sentences, sorted(taken, key=lambda run: run.begin))
    sides = {side: Weighed(edges, side, some) for side, some in weights.items()}
    for one in found:
        contents = list(one.contents)
        for side, weighed in sides.items():
            index = 0 if side == "left" else -1
            run = contents[index]
            best = weighed.best(run, one.cue, room(run, taken, edges.count))
            begin, end = (best, run.end) if side == "left" else (run.begin, best)
            if (begin, end) != (run.begin, run.end):
                contents[index] = Run(run.label, begin, end, run.score)
                taken = taken - {run} | {contents[index]}
        if tuple(contents) == one.contents:
            yield one
        else:
            rules = (*one.rules, "the edges of the content were weighed again")
            yield replace(one, contents=tuple(contents), rules=rules)


def room(run: Run, taken: set[Run], count: int) -> Run:
    """The words around a run that belong to no other, up to ``count``."""
    before = max([other.end for other in taken if other.end <= run.begin], default=0)
    after = min([other.begin for other in taken if other.begin >= run.end], default=count)
    return Run(run.label, before, after, run.score)


def weights_of(settings: dict[str, Any]) -> Weights:
    """The weights among a model's settings; none where it has none."""
    return {side: np.array(weights, dtype=np.float32) for side, weights in settings.get("edges", {}).items()}


# An article says the same words over and over, and all articles do.
@lru_cache(maxsize=50_000)
def kinds_of(word: str) -> bytes:
    """1 for each kind of word that it is."""
    found = bytearray(len(_LISTED) + len(_WORDS))
    small = word.lower()
    for kind in _KINDS_OF.get(small, ()):
        found[kind] = 1
    endings = (small.endswith(suffix) and len(small) > len(suffix) + 1 for suffix in _SUFFIXES)
    return bytes((*found, *endings, word[:1].isdigit(), word[:1].isupper(), word[:1].isalpha()))


def _kinds_of(words: Sequence[str]) -> FloatArray:
    """The kinds of each word, a row each."""
    return np.frombuffer(b"".join(map(kinds_of, words)), dtype=np.int8).reshape(-1, len(_KINDS)).astype(np.float32)


def _features(view: View, cue: int, at: npt.NDArray[np.int64], begin: int, end: int) -> FloatArray:
    """The features of each place ``at`` which the content that the tags have in ``[begin, end)`` may begin; ``cue`` is
    the column of its cue.
    """
    first, behind = int(at[0]), int(at[-1]) + 1
    here, before = slice(first + 1, behind + 1), slice(first, behind)
    # The sums over the words that are taken in, or what is lost by those that are left out.
    between = view.sums[begin] - view.sums[before]
    found: FloatArray = view.places[before].copy()
    found[:, : _BETWEEN.start] = _MOVES[first - begin + _FAR : behind - begin + _FAR]
    found[:, _BETWEEN] = between[:, :_OPENS]
    found[:, _LINKS_BETWEEN] = between[:, _LINKS + cue]
    found[:, _LINK_INSIDE], found[:, _LINK_OUTSIDE] = view.links[here, cue], view.links[before, cue]
    opened = between[:, _OPENS]
    found[:, _TAKEN_IN], found[:, _LEFT_OUT] = np.maximum(opened, 0), np.maximum(-opened, 0)
    found[:, _LENGTH], found[:, _IS_ONE_WORD] = np.log1p(end - at), end - at == 1
    return found


def _moves() -> FloatArray:
    """Whether an edge stays, grows or shrinks, and how far, for each number of words that it may move."""
    by = np.arange(-_FAR, _FAR + 1)
    grows, shrinks, far = by < 0, by > 0, np.log1p(np.abs(by))
    return np.stack([by == 0, grows, shrinks, far * grows, far * shrinks], axis=1).astype(np.float32)


_MOVES = _moves()


def _turned(values: FloatArray) -> FloatArray:
    """From behind, the row of nothing in front."""
    return np.concatenate([values[:1], values[:0:-1]])


def _padded(values: Any) -> FloatArray:
    array = np.asarray(values, dtype=np.float32)
    return np.concatenate([np.zeros((1, *array.shape[1:]), dtype=np.float32), array])


def _within(runs: Sequence[Run], role: Role, count: int) -> FloatArray:
    found = np.zeros(count, dtype=np.float32)
    for run in runs:
        if run.label == role:
            found[run.begin : run.end] = 1
    return found


def _log_odds(log_chance: FloatArray) -> FloatArray:
    bounded = np.minimum(np.maximum(log_chance, -_BOUND), _MOST)
    found: FloatArray = bounded - np.log1p(-np.exp(bounded))
    return found
