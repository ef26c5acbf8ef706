"""Who says what our own labels attribute: python -m training.own_speakers CORPORA FOLDER

For each attribution of labels/other_news.jsonl that has a source, a reader wrote who that is (``who-N.jsonl``). This
looks for the names in the articles and keeps offsets alone, in labels/other_speakers.jsonl: an article a line, without
a word of the text. The name of a speaker is made of the words at its spans, several where it stands apart in the text
("Clinton campaign" of "Clinton's campaign"). Says of what it can't find, and leaves it out.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdb.extract.attribution.relayed import opens
from factdb.extract.speakers import Mention
from factdb.records import Span, SpeakerKind
from training.own_labels import first_rows, held_back, spans, texts

LABELS = Path(__file__).parent / "labels" / "other_speakers.jsonl"
AUTHOR = "AUTHOR"
# What may stand between the words of a name that isn't written in one: "Clinton's campaign", "Ann and Bob Reed".
_APART = r"(?:['’]s?)?\W{1,3}(?:[\w.’'-]+\W{1,3}){0,4}?"
_WORD = re.compile(r"[^\W_](?:[\w.’'&-]*\w)?")


@dataclass(frozen=True, slots=True)
class JudgedSource:
    """An attribution of our own labels and who a reader says its source is; ``speaker`` as the scorers write it."""

    number: int
    mention: Mention
    speaker: str | None
    kind: SpeakerKind | None
    sure: bool


@dataclass(frozen=True, slots=True)
class SpokenArticle:
    """An article with its attributions; those whose source nobody was asked about have no speaker."""

    name: str
    text: str
    sources: Sequence[JudgedSource]


def spoken_articles(corpora: Path, *, held: bool) -> Iterator[SpokenArticle]:
    """The articles of one side of the split, as the first of their readers labelled them."""
    judged = {row["id"]: row for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())}
    labelled = first_rows()
    wanted = (name for name in judged.keys() & labelled.keys() if held_back(name) == held)
    for name, text in sorted(texts(corpora, wanted).items()):
        speakers = {one["number"]: one for one in judged[name]["speakers"]}
        yield SpokenArticle(name, text, list(_sources(text, labelled[name]["attributions"], speakers)))


def _sources(
    text: str, attributions: Sequence[Mapping[str, Any]], speakers: Mapping[int, Mapping[str, Any]]
) -> Iterator[JudgedSource]:
    inner = defaultdict(list)
    for one in attributions:
        inner[one["in"]].append(spans(one["sources"]))
    for one in attributions:
        sources, cues, contents = (spans(one[role]) for role in ("sources", "cues", "contents"))
        relays = any(opens(contents, relayed) for relayed in inner[one["number"]])
        mention = Mention(_hull(sources), cues[0] if cues else None, contents, relays)
        who = speakers.get(one["number"])
        name = _name(text, who) if who else None
        kind = SpeakerKind(who["kind"]) if who else None
        yield JudgedSource(one["number"], mention, name, kind, bool(who and who["sure"]))


def _hull(found: Sequence[Span]) -> Span | None:
    return Span(found[0].start, found[-1].end) if found else None


def _name(text: str, who: Mapping[str, Any]) -> str:
    if who["kind"] == SpeakerKind.AUTHOR:
        return AUTHOR
    return "; ".join(" ".join(text[begin:end] for begin, end in parts) for parts in who["names"])


def placed(speaker: str, text: str, source: Sequence[Span]) -> list[list[list[int]]]:
    """Where the names of a speaker stand, each by its parts: in the source if they can be, else anywhere in the text.

    A name that the reader put together ("70 percent of Americans" of "70 percent") has its words from where they are.
    Raises ValueError for a word that is nowhere.
    """
    return [_place(name.strip(), text, source) for name in speaker.split(";") if name.strip()]


def _place(name: str, text: str, source: Sequence[Span]) -> list[list[int]]:
    words = _WORD.findall(name)
    whole = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)")
    apart = re.compile(_APART.join(rf"(?<!\w)({re.escape(word)})(?!\w)" for word in words))
    around = [*source, Span(0, len(text))]
    for pattern in (whole, re.compile(whole.pattern, re.I), apart, re.compile(apart.pattern, re.I)):
        for span in around:
            if found := pattern.search(text, span.start, span.end):
                return _joined(text, [found.span(i) for i in range(1, pattern.groups + 1)] or [found.span()])
    return _joined(text, [_word_place(word, text, source) for word in words])


def _word_place(word: str, text: str, source: Sequence[Span]) -> tuple[int, int]:
    """Where a word stands alone: in the source, else as near before its end as can be, else the first behind it."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.I)
    inside = [found for span in source for found in pattern.finditer(text, span.start, span.end)]
    before = list(pattern.finditer(text, 0, source[-1].end))
    found = (inside or before[-1:] or list(pattern.finditer(text, source[-1].end)))[:1]
    if not found:
        raise ValueError(f"“{word}” is not found")
    return found[0].span()


def _joined(text: str, parts: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The parts, those with nothing but a space between them as one."""
    found: list[list[int]] = []
    for begin, end in parts:
        if found and text[found[-1][1] : begin].isspace():
            found[-1][1] = end
        else:
            found.append([begin, end])
    return found


def resolved(lines: Iterable[str], corpora: Path) -> Iterator[dict[str, Any]]:
    """What the readers wrote, with offsets, an article at a time; says of names that it can't find."""
    written: defaultdict[str, dict[int, Mapping[str, Any]]] = defaultdict(dict)
    for one in map(json.loads, lines):
        written[one["id"]][one["n"]] = one
    labelled = first_rows()
    for name, text in sorted(texts(corpora, written.keys() & labelled.keys()).items()):
        row: dict[str, Any] = {"id": name, "speakers": []}
        for one in labelled[name]["attributions"]:
            who = written[name].get(one["number"])
            if not one["sources"] or not who:
                continue
            kind = SpeakerKind(who["kind"])
            try:
                names = [] if kind is SpeakerKind.AUTHOR else placed(who["speaker"], text, spans(one["sources"]))
            except ValueError as error:
                print(f"{name}, {one['number']}: {error}", file=sys.stderr)
                continue
            row["speakers"].append({"number": one["number"], "names": names, "kind": kind, "sure": who["sure"]})
        yield row


def main() -> None:
    """Reads the command line and keeps what the readers wrote."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path, help="what the readers wrote: who-1.jsonl, who-2.jsonl, ...")
    args = parser.parse_args()
    lines = [
        line
        for path in sorted(args.folder.glob("who-?.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    found = resolved(lines, args.corpora)
    LABELS.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")


if __name__ == "__main__":
    main()
