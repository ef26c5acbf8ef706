"""News whose claims people judged: the corpus of claims, our own labels of other news, and sentences of our own."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdb.records import Article, Span
from training.own_labels import LABELS, held_back, texts

SENTENCES = Path(__file__).parent / "labels"
# A claim is right from this share of its letters on, as in the corpus' scorer.
LEAST_RIGHT = 0.8
_MARKED = re.compile(r"\[([+-])([^]]*)\]")


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim as a reader judges it; ``sure`` unless two readers could well differ."""

    spans: tuple[Span, ...]
    attributed: bool
    speaker: str
    speculative: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article of the corpus of claims, and the claim of each character; none for those of frames."""

    stem: str
    text: str
    claim_at: Sequence[JudgedClaim | None]


@dataclass(frozen=True, slots=True)
class LabelledAttribution:
    """An attribution of our own labels, with its flags: claim or act, spec, specw, denied, unsure."""

    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article with our own labels: its attributions, and what the writer states with a hedge."""

    name: str
    text: str
    attributions: Sequence[LabelledAttribution]
    hedged: Sequence[Span]


def article(text: str) -> Article:
    """The text as something to extract from."""
    return Article(text, "article", "article")


def judged_articles(path: Path) -> Iterator[JudgedArticle]:
    """The articles of a file of the corpus of claims."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield judged_article(json.loads(line))


def judged_article(row: Mapping[str, Any]) -> JudgedArticle:
    """An article as the corpus of claims writes it."""
    claim_at: list[JudgedClaim | None] = [None] * len(row["text"])
    for one in row["claims"]:
        spans = _spans(one["spans"])
        attributed = one["status"] in {"quoted", "sourced"}
        claim = JudgedClaim(spans, attributed, one["speaker"] or "", one["speculative"], one["sure"])
        for span in spans:
            claim_at[span.start : span.end] = [claim] * (span.end - span.start)
    return JudgedArticle(row["stem"], row["text"], claim_at)


def labelled_articles(corpora: Path) -> Iterator[LabelledArticle]:
    """The articles of our own labels but those that are held back, as the first of their readers judges them."""
    rows: dict[str, dict[str, Any]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not held_back(row["id"]):
            rows.setdefault(row["id"], row)
    for name, text in texts(corpora, rows).items():
        attributions = [
            LabelledAttribution(
                _spans(one["sources"]), _spans(one["cues"]), _spans(one["contents"]), frozenset(map(str, one["flags"]))
            )
            for one in rows[name]["attributions"]
        ]
        yield LabelledArticle(name, text, attributions, _spans(rows[name]["own"]))


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def claim_sentences() -> Iterator[tuple[str, bool]]:
    """Our own sentences, and whether somebody puts something forward in them."""
    for line in _lines("claim_sentences.txt"):
        yield line[2:], line[0] == "+"


def hedged_sentences() -> Iterator[tuple[str, list[tuple[Span, bool]]]]:
    """Our own sentences with where they hedge, and whether that governs the main assertion."""
    for line in _lines("governing_sentences.txt"):
        text, marks, at = "", [], 0
        for mark in _MARKED.finditer(line):
            text += line[at : mark.start()]
            marks.append((Span(len(text), len(text) + len(mark[2])), mark[1] == "+"))
            text, at = text + mark[2], mark.end()
        yield text + line[at:], marks


def _lines(name: str) -> Iterator[str]:
    for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def letters_at(text: str, spans: Sequence[Span]) -> list[int]:
    """Where the letters and digits of the spans are."""
    return [at for span in spans for at in range(span.start, span.end) if text[at].isalnum()]


def shared(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters are in both."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in spans for b in others)


def same_name(name: str, other: str) -> bool:
    """Do two names of speakers share a word that tells?"""
    return bool(_words(name) & _words(other))


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w{3,}", name.casefold()) if word != "the"}
