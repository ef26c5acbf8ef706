"""How well attributions are found in news of other subjects: python -m benchmarks.other_news CORPORA [--model FOLDER]

On the articles with our own labels that were kept to measure on (training/own_labels.py). Prints the scores of the
attributions that stand in no other, as ``factdb evaluate`` does; of those with a verb of reporting and a clause, and of
those that stand in another, how many are found: by one of their cue's words, with a content that shares at least 0.3 of
its letters; and how many of those found in another are labelled, in whatever layer.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdb.evaluate import Scored, matches, scores
from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import MODEL
from factdb.formats.brat import Annotation, annotation
from factdb.language import ENGLISH
from factdb.records import Article, Attribution
from training.own_labels import held_back, outer_events, rows, spans, texts

VERBS = frozenset(ENGLISH.sayings("relays"))
# A content of fewer words is hardly a clause.
FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Read:
    """An article as one reader labelled it, and what the engine found in it."""

    text: str
    row: Mapping[str, Any]
    found: Sequence[Attribution]


def read(corpora: Path, extractor: Extractor) -> Iterator[Read]:
    """The articles that are kept, once for each of their readers."""
    kept = [row for row in rows() if held_back(row["id"])]
    known = texts(corpora, (row["id"] for row in kept))
    for row in kept:
        text = known[row["id"]]
        yield Read(text, row, extractor.extract(Article(text, row["id"], row["id"])).attributions)


def outer(one: Read) -> Scored:
    """The attributions that stand in no other."""
    gold = [Annotation(event.sources, (event.cue,), event.contents) for event in outer_events(one.row)]
    return Scored(one.text, gold, [annotation(found) for found in one.found if found.via is None])


def is_found(one: Read, gold: Annotation) -> bool:
    """True if the engine found this attribution, in whatever layer."""
    return any(is_same(one.text, gold, found) for found in one.found)


def is_labelled(one: Read, found: Attribution) -> bool:
    """True if the reader labelled what was found, in whatever layer."""
    return any(is_same(one.text, gold, found) for nested in (True, False) for gold in labelled(one, nested=nested))


def is_same(text: str, gold: Annotation, found: Attribution) -> bool:
    """True if they share a word of their cue and enough of what is said."""
    if not any(found.cue.overlaps(cue) for cue in gold.cues):
        return False
    return any(match.share >= 0.3 for match in matches(Scored(text, [gold], [annotation(found)])))


def labelled(one: Read, *, nested: bool) -> Iterator[Annotation]:
    """The attributions of one reader that have a cue: those in no other, or those that stand in another."""
    numbers = {each["number"] for each in one.row["attributions"]}
    for each in one.row["attributions"]:
        if each["cues"] and (each["in"] in numbers) is nested:
            yield Annotation(spans(each["sources"]), spans(each["cues"]), spans(each["contents"]))


def reports(text: str, gold: Annotation) -> bool:
    """True if a verb of reporting has a clause."""
    cues = {word.lower() for cue in gold.cues for word in cue.of(text).split()}
    return not VERBS.isdisjoint(cues) and any(len(c.of(text).split()) >= FEWEST_WORDS for c in gold.contents)


def told(what: str, judged: Sequence[bool]) -> str:
    """How many of them are found."""
    return f"{what}: {sum(judged)} of {len(judged)} found, {100 * sum(judged) / max(len(judged), 1):.1f} %"


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL, help="the folder of a model, if not the one that ships")
    args = parser.parse_args()
    everything = list(read(args.corpora, Extractor(args.model)))
    for score in scores(map(outer, everything)):
        print(f"{score.attributions:25} {score.measure:16} {score.precision:5} {score.recall:5} {score.f1:5}")
    plain = [
        is_found(one, gold) for one in everything for gold in labelled(one, nested=False) if reports(one.text, gold)
    ]
    print(told("verbs of reporting with a clause", plain))
    print(told("in another", [is_found(one, gold) for one in everything for gold in labelled(one, nested=True)]))
    inner = [is_labelled(one, found) for one in everything for found in one.found if found.via is not None]
    print(f"found in another: {sum(inner)} of {len(inner)} labelled, {100 * sum(inner) / max(len(inner), 1):.1f} %")


if __name__ == "__main__":
    main()
