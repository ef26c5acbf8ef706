"""Our own labels of other news: python -m training.own_labels resolve CORPORA FOLDER, or agreement CORPORA.

The readers wrote their labels with the words that they saw (``part-N.txt``, one file a reader, N a digit or letter);
``resolve`` looks for these in the articles and keeps offsets alone, in labels/other_news.jsonl, beside those of readers
who are not in the folder: an article and a reader a line, without a word of the text. ``agreement`` prints how well
readers agree on the articles that two of them read.
"""

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factdb.evaluate import Scored, scores
from factdb.extract.attribution.relayed import alone
from factdb.formats.brat import Annotation
from factdb.records import Span
from factdb.text.segments import paragraphs, sentences
from training.corpus import Event, GoldArticle, part_of

LABELS = Path(__file__).parent / "labels" / "other_news.jsonl"
# In the order in which they are looked for: cues and sources stand near the content.
ROLES = {"con": "contents", "cue": "cues", "src": "sources"}
# How far from the beginning of their sentence.
AROUND = 1500
FLAGS = frozenset(("claim", "act", "spec", "specw", "denied", "unsure"))
# One article in so many is kept to measure on.
PARTS = 5


@dataclass(frozen=True, slots=True)
class _Text:
    """An article's text and where its sentences begin and end."""

    text: str
    sentences: Sequence[Span]

    def find(
        self, phrase: str, at: int, near: Sequence[Sequence[int]] = (), apart: Sequence[Sequence[int]] = ()
    ) -> list[int]:
        """Where ``phrase`` stands from ``at`` on: itself, or "first words ... last words"; ValueError if nowhere.

        Of several places it is the first, or the nearest to spans that it should be ``near`` and, if it can be, that
        is in none of those that it should stand ``apart`` from.
        """
        first, _, last = phrase.partition(" ... ")
        places = list(self._all(first, at, AROUND if near else None))
        if not places:
            raise ValueError(f"“{first}” is not found")
        begin, end = min(places, key=lambda place: _distance(place, near, apart)) if near else places[0]
        return [begin, next(self._all(last, end, None))[1] if last else end]

    def _all(self, words: str, at: int, reach: int | None) -> Iterator[tuple[int, int]]:
        """All places of these words from ``at`` on, none of them a part of other words."""
        words = words.strip()
        edges = (r"\b" if words[:1].isalnum() else ""), (r"\b" if words[-1:].isalnum() else "")
        pattern = re.compile(re.escape(words).join(edges))
        end = len(self.text) if reach is None else at + reach
        found = list(pattern.finditer(self.text, at, end)) or list(pattern.finditer(self.text, at))[:1]
        if not words or not found:
            raise ValueError(f"“{words}” is not found")
        yield from (one.span() for one in found)

    def begins(self, number: str) -> int:
        """Where the sentence of that number begins."""
        return self.sentences[int(number) - 1].start


def _distance(place: tuple[int, int], near: Sequence[Sequence[int]], apart: Sequence[Sequence[int]]) -> int:
    """How far a place is from the nearest span; very far if it is inside of one of the others."""
    inside = any(begin < place[1] and place[0] < end for begin, end in apart)
    return min(max(begin - place[1], place[0] - end, 0) for begin, end in near) + 10**6 * inside


def texts(corpora: Path, wanted: Iterable[str]) -> dict[str, str]:
    """The texts of news and of Wikinews with these ids."""
    asked, found = set(wanted), dict[str, str]()
    for path in sorted((corpora / "unlabelled").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found |= {row["id"]: row["text"] for row in map(json.loads, lines) if row["id"] in asked}
    others = (corpora / "meantime" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return found | {row["id"]: row["text"] for row in map(json.loads, others) if row["id"] in asked}


def resolved(lines: Iterable[str], read: Mapping[str, str], reader: int) -> Iterator[dict[str, Any]]:
    """What one reader wrote, with offsets; says of lines that it can't follow and leaves them out."""
    row: dict[str, Any] | None = None
    text = _Text("", ())
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            if row:
                yield row
            name = line[1:].split()[0]
            row = {"id": name, "reader": reader, "attributions": [], "own": []} if name in read else None
            text = _Text(read.get(name, ""), list(_sentences(read.get(name, ""))))
        elif line.strip() and row:
            try:
                _add(row, [field.strip() for field in line.split(" | ")], text)
            except (ValueError, IndexError, KeyError) as error:
                print(f"reader {reader}, line {number}: {error}", file=sys.stderr)
    if row:
        yield row


def _sentences(text: str) -> Iterator[Span]:
    for part in paragraphs(text):
        yield from sentences(text, part)


def _add(row: dict[str, Any], fields: Sequence[str], text: _Text) -> None:
    named = [field.partition(":")[::2] for field in fields[1:]]
    if fields[0].startswith("W"):
        sentence = text.sentences[int(fields[0][1:].split()[0]) - 1]
        phrase = dict(named).get("span")
        row["own"].append(text.find(phrase, sentence.start) if phrase else [sentence.start, sentence.end])
        return
    number, sentence_number = re.fullmatch(r"A(\d+)\s+(\d+)", fields[0]).groups()  # type: ignore[union-attr]
    found: dict[str, Any] = {"number": int(number), **{name: [] for name in sorted(ROLES.values(), reverse=True)}}
    near: list[list[int]] = []
    for role in ROLES:
        for value in (value for name, value in named if name == role and value):
            elsewhere = re.match(r"@(\d+)\s+(.*)", value)
            at = text.begins(elsewhere[1] if elsewhere else sentence_number)
            found[ROLES[role]].append(text.find(elsewhere[2] if elsewhere else value, at, near, found["contents"]))
        near = found["cues"] or found["contents"]
    values = dict(named)
    if not found["contents"]:
        raise ValueError("no content")
    found["in"] = int(values["in"].lstrip("A")) if "in" in values else None
    found["flags"] = sorted(FLAGS.intersection(values.get("flags", "").split()))
    row["attributions"].append(found)


@cache
def rows() -> list[dict[str, Any]]:
    """All that readers said, in the order of the file; nothing where there is no file yet."""
    if not LABELS.exists():
        return []
    return [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


def first_rows() -> dict[str, dict[str, Any]]:
    """By article what the first of its readers said."""
    return {row["id"]: row for row in reversed(rows())}


def own_ids() -> set[str]:
    """The articles that readers labelled."""
    return {row["id"] for row in rows()}


def held_back(name: str) -> bool:
    """True for the fifth of the articles that is kept to measure on."""
    return part_of(name, PARTS) == 0


def own_articles(corpora: Path, *, held: bool) -> list[GoldArticle]:
    """The articles of one side of the split with the attributions that stand in no other, by each of their readers."""
    read = texts(corpora, (name for name in own_ids() if held_back(name) == held))
    found: dict[str, list[tuple[Event, ...]]] = defaultdict(list)
    for row in rows():
        if row["id"] in read:
            found[row["id"]].append(tuple(outer_events(row)))
    return [GoldArticle(name, read[name], tuple(several)) for name, several in sorted(found.items())]


def own_contents(corpora: Path, *, held: bool) -> list[GoldArticle]:
    """What is said in the articles of one side of the split, each content alone, with what is relayed in it."""
    read = texts(corpora, (name for name in own_ids() if held_back(name) == held))
    return [one for row in rows() if row["id"] in read for one in contents_alone(row, read[row["id"]])]


def contents_alone(row: Mapping[str, Any], text: str) -> Iterator[GoldArticle]:
    """Each content as the engine reads it once more, as an article of its own (extract/attribution/relayed.py)."""
    for outer in row["attributions"]:
        for content in spans(outer["contents"]):
            place = alone(text, content)
            inner = tuple(_inner_events(row, outer["number"], place))
            yield GoldArticle(f"{row['id']} {outer['number']}", text[place.start : place.end], (inner,))


def _inner_events(row: Mapping[str, Any], outer: int, place: Span) -> Iterator[Event]:
    """The attributions that stand in another, in the part of it at ``place``, from whose beginning they count."""

    def within(spans: Iterable[Span]) -> tuple[Span, ...]:
        shared = (Span(max(s.start, place.start), min(s.end, place.end)) for s in spans if s.overlaps(place))
        return tuple(Span(s.start - place.start, s.end - place.start) for s in shared)

    for one in row["attributions"]:
        contents = within(spans(one["contents"]))
        if one["in"] == outer and contents:
            cues = within(spans(one["cues"])) or contents[:1]
            yield Event(within(spans(one["sources"])), cues[0], contents)


def outer_events(row: Mapping[str, Any]) -> Iterator[Event]:
    """The attributions of an article by one reader that stand in no other, as PolNeAR has them: with a cue each."""
    outer = outer_numbers(row)
    for one in row["attributions"]:
        contents = spans(one["contents"])
        if one["number"] in outer:
            cues = spans(one["cues"]) or contents[:1]
            yield Event(spans(one["sources"]), cues[0], contents)


def outer_numbers(row: Mapping[str, Any]) -> set[int]:
    """The numbers of those that stand in no other."""
    numbers = {one["number"] for one in row["attributions"]}
    return {one["number"] for one in row["attributions"] if one["in"] not in numbers}


def spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """The spans of a list of offsets, in order."""
    return tuple(sorted(Span(*pair) for pair in pairs))


def agreement(corpora: Path) -> Iterator[Scored]:
    """The articles that two readers read, the second's attributions against the first's; nested ones count too."""
    several: dict[str, list[list[Annotation]]] = defaultdict(list)
    for row in rows():
        several[row["id"]].append(
            [Annotation(spans(a["sources"]), spans(a["cues"]), spans(a["contents"])) for a in row["attributions"]]
        )
    twice = {name: pair for name, pair in several.items() if len(pair) > 1}
    read = texts(corpora, twice)
    for name, (first, second, *_) in twice.items():
        yield Scored(read[name], first, second)


def main() -> None:
    """Reads the command line; resolves labels or prints agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("resolve", "agreement"))
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", help="what the readers wrote: part-0.txt, ..., part-z.txt")
    args = parser.parse_args()
    if args.what == "resolve":
        paths = {int(path.stem[-1], 36): path for path in sorted(args.folder.glob("part-?.txt"))}
        written = {reader: path.read_text(encoding="utf-8").splitlines() for reader, path in paths.items()}
        names = {line[1:].split()[0] for lines in written.values() for line in lines if line.startswith("#")}
        read = texts(args.corpora, names)
        found = [row for row in rows() if row["reader"] not in written]
        found += (row for reader, lines in written.items() for row in resolved(lines, read, reader))
        LABELS.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    else:
        pairs = list(agreement(args.corpora))
        print(f"{len(pairs)} articles read twice")
        for score in scores(pairs):
            print(f"{score.attributions:28} {score.measure:16} {score.precision:6} {score.recall:6} {score.f1:6}")


if __name__ == "__main__":
    main()
