"""How well one set of attributions agrees with another: precision, recall and F1.

The attributions of an article are paired one to one, those whose contents share most first (intersection over union of
the letters and digits they cover, so that a full stop or a quotation mark at an edge costs nothing). Then

    content@t        pairs whose contents share at least t
    attribution@t    those of them whose sources share a letter, or that both have no source
    chars            letters and digits inside any content, with no pairing
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factdb.errors import InputError
from factdb.formats import brat
from factdb.formats.brat import Annotation
from factdb.records import Span

_THRESHOLDS = (0.3, 0.8)
_MARKS = frozenset('"“')


@dataclass(frozen=True, slots=True)
class Scored:
    """The gold and the predicted attributions of one text."""

    text: str
    gold: Sequence[Annotation]
    predicted: Sequence[Annotation]


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of a gold and a predicted attribution, by their places; ``share`` of their letters is common, 0 to 1."""

    share: float
    gold: int
    predicted: int
    same_source: bool


@dataclass(frozen=True, slots=True)
class Score:
    """One measure; ``precision``, ``recall`` and ``f1`` are percentages, rounded to a tenth."""

    attributions: str
    measure: str
    precision: float
    recall: float
    f1: float
    matched: int
    gold: int
    predicted: int


def gold_files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The texts of ``folder`` with their annotations: text/*.txt and attributions/*.ann, or the two side by side.

    An annotation file bears the text's name, or that name, an underscore and an annotator's; the first in name order
    counts. Raises InputError if there is none.
    """
    texts, annotations = folder / "text", folder / "attributions"
    if not annotations.is_dir():
        texts = annotations = folder
    seen = set()
    for path in sorted(annotations.glob("*.ann")):
        exact = texts / f"{path.stem}.txt"
        text = exact if exact.exists() else texts / f"{path.stem.rpartition('_')[0]}.txt"
        if text not in seen and text.exists():
            seen.add(text)
            yield text, path
    if not seen:
        raise InputError(f"{folder}: no annotated texts; give a folder of *.txt with *.ann beside them")


def load(text_path: Path, annotation_path: Path) -> tuple[str, list[Annotation]]:
    """The text, with its line ends as they are, and its attributions; raises InputError if either cannot be read."""
    try:
        text = text_path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{text_path}: cannot read the text ({error})") from error
    return text, brat.read(annotation_path)


def scores(articles: Iterable[Scored]) -> Iterator[Score]:
    """Every measure for all attributions, then for those whose content starts in quotation marks."""
    everything: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for article in articles:
        everything += _tally(article)
        quoted += _tally(_starting_in_quotation_marks(article))
    yield from _measures("all", everything)
    yield from _measures("starts in quotation marks", quoted)


def _starting_in_quotation_marks(article: Scored) -> Scored:
    def quoted(annotation: Annotation) -> bool:
        start = min(annotation.contents).start
        return not _MARKS.isdisjoint(article.text[max(start - 1, 0) : start + 1])

    return Scored(article.text, list(filter(quoted, article.gold)), list(filter(quoted, article.predicted)))


def _tally(article: Scored) -> Counter[str]:
    gold = [_letters(article.text, annotation.contents) for annotation in article.gold]
    predicted = [_letters(article.text, annotation.contents) for annotation in article.predicted]
    every_gold, every_predicted = set[int]().union(*gold), set[int]().union(*predicted)
    count = Counter(
        gold=len(gold),
        predicted=len(predicted),
        chars=len(every_gold & every_predicted),
        gold_chars=len(every_gold),
        predicted_chars=len(every_predicted),
    )
    for match in matches(article):
        for threshold in _THRESHOLDS:
            if match.share >= threshold:
                count[f"content@{threshold}"] += 1
                count[f"attribution@{threshold}"] += match.same_source
    return count


def matches(article: Scored) -> Iterator[Match]:
    """One-to-one pairs of attributions whose contents share a letter, those that share most first."""
    gold = [_letters(article.text, annotation.contents) for annotation in article.gold]
    predicted = [_letters(article.text, annotation.contents) for annotation in article.predicted]
    candidates = sorted(
        ((len(g & p) / len(g | p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if g & p),
        reverse=True,
    )
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    for share, i, j in candidates:
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            ours = _letters(article.text, article.gold[i].sources)
            theirs = _letters(article.text, article.predicted[j].sources)
            yield Match(share, i, j, not ours.isdisjoint(theirs) or not (ours or theirs))


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, min(span.end, len(text))) if text[i].isalnum()}


def _measures(attributions: str, count: Counter[str]) -> Iterator[Score]:
    for measure in [f"{kind}@{threshold}" for kind in ("content", "attribution") for threshold in _THRESHOLDS]:
        yield _score(attributions, measure, count[measure], count["gold"], count["predicted"])
    yield _score(attributions, "chars", count["chars"], count["gold_chars"], count["predicted_chars"])


def _score(attributions: str, measure: str, matched: int, gold: int, predicted: int) -> Score:
    def percent(part: float, whole: int) -> float:
        return round(100 * (part / max(whole, 1)), 1)

    return Score(
        attributions,
        measure,
        precision=percent(matched, predicted),
        recall=percent(matched, gold),
        f1=percent(2 * matched, gold + predicted),
        matched=matched,
        gold=gold,
        predicted=predicted,
    )
