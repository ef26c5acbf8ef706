"""How often a source's speaker is right, and how well an article's names and pronouns are joined.

    speakers.py polnear SPEAKERS.jsonl POLNEAR_DIR PRED.jsonl [--scorer score_speakers.py]
    speakers.py endtoend SPEAKERS.jsonl POLNEAR_DIR PRED_DIR --scorer score_speakers.py
    speakers.py meantime ARTICLES.jsonl

``polnear`` resolves the gold sources of the articles that SPEAKERS.jsonl names and writes one line an attribution
(stem, id, speaker, kind, rule, confidence); the scorer then prints the share that is right. POLNEAR_DIR holds text/ and
attributions/ in brat standoff. ``endtoend`` finds the attributions itself, writes them to PRED_DIR in brat standoff and
prints the scorer's figures for those that it pairs with gold ones. ``meantime`` prints B-cubed precision, recall and F1
(Bagga and Baldwin, 1998) over the given mentions, persons and organisations apart: each mention is resolved as if it
were a source. The corpus has several chains of one name in an article ("Boeing" three times): who joins these, and
makes no other mistake, gets what is printed as "at most".
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factdb.extract import load_extractor
from factdb.extract.speakers import Mention, Resolution, resolve_speakers
from factdb.formats.brat import write_folder
from factdb.names.identity import alias
from factdb.records import Article, Span
from factdb.text.readers import read


def attributions(path: Path) -> Iterator[tuple[str, Mention]]:
    """The attributions of one brat file with their ids; those without a content are left out."""
    spans: dict[str, list[Span]] = {}
    events: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if found := re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line):
            spans[found[1]] = [Span(*map(int, part.split())) for part in found[2].split(";")]
        elif found := re.match(r"(E\d+)\t(.*)", line):
            events.append((found[1], found[2]))
    for event, arguments in events:
        roles: defaultdict[str, list[Span]] = defaultdict(list)
        for argument in arguments.split():
            role, _, target = argument.partition(":")
            roles[role.rstrip("0123456789")] += spans.get(target, [])
        if roles["Content"]:
            yield event, Mention(hull(roles["Source"]), hull(roles["Cue"]), tuple(roles["Content"]))


def hull(spans: Sequence[Span]) -> Span | None:
    """The span from the first to the last of ``spans``; None if there are none."""
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def polnear(speakers: Path, corpus: Path, pred: Path, scorer: Path | None) -> None:
    """Write the speakers of the gold sources to ``pred`` and score them."""
    stems = dict.fromkeys(json.loads(line)["stem"] for line in speakers.read_text(encoding="utf-8").splitlines())
    words, seconds = 0, 0.0
    with pred.open("w", encoding="utf-8") as out:
        for stem in stems:
            text = (corpus / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
            gold = list(attributions(min((corpus / "attributions").glob(f"{stem}_*.ann"))))
            began = time.perf_counter()
            resolutions = resolve_speakers(text, [mention for _, mention in gold])
            seconds += time.perf_counter() - began
            words += len(text.split())
            for (event, _), resolution in zip(gold, resolutions, strict=True):
                out.write(json.dumps(row(stem, event, resolution), ensure_ascii=False) + "\n")
    print(f"{len(stems)} articles, {words} words, {1e6 * seconds / words:.1f} microseconds a word", file=sys.stderr)
    if scorer:
        subprocess.run([sys.executable, str(scorer), str(speakers), str(pred)], check=True)


def end_to_end(speakers: Path, corpus: Path, pred: Path, scorer: Path) -> None:
    """Extract the articles that ``speakers`` names into ``pred``, as brat standoff, and score their speakers."""
    extractor = load_extractor()
    stems = dict.fromkeys(json.loads(line)["stem"] for line in speakers.read_text(encoding="utf-8").splitlines())
    found = (article for stem in stems for article in read(corpus / "text" / f"{stem}.txt"))
    write_folder(pred, ((one, extractor.extract(one)) for one in found if isinstance(one, Article)))
    run = [sys.executable, str(scorer), str(speakers), str(pred), str(corpus)]
    result = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    print(json.dumps({key: result[key] for key in ("scored", "percent right", "counts")}, indent=1))


def row(stem: str, event: str, resolution: Resolution) -> dict[str, object]:
    """One line for the scorer, with the reason."""
    speaker = resolution.speaker
    return {
        "stem": stem,
        "id": event,
        "speaker": speaker.name,
        "kind": speaker.kind.value,
        "rule": speaker.rule,
        "confidence": resolution.confidence,
    }


def meantime(path: Path) -> None:
    """Print B-cubed figures for the persons and the organisations of each article."""
    totals: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        gold = [
            (chain["kind"], number, Span(*span))
            for number, chain in enumerate(article["chains"])
            for span in chain["mentions"]
        ]
        resolved = resolve_speakers(article["text"], [Mention(span, None, ()) for _, _, span in gold])
        joined = joined_by_name(article)
        for kind in ("person", "organisation"):
            ours, best = [], []
            for (gold_kind, number, _), resolution in zip(gold, resolved, strict=True):
                if gold_kind == kind:
                    ours.append((number, resolution.speaker.name.casefold()))
                    best.append((number, str(joined[number])))
            for title, pairs in ((kind, ours), (f"{kind}, at most", best)):
                for i, value in enumerate(b_cubed(pairs)):
                    totals[title][i] += value
    for title, (precision, recall, mentions) in totals.items():
        p, r = precision / mentions, recall / mentions
        print(
            f"{title}: {mentions:.0f} mentions, precision {p:.3f}, recall {r:.3f}, B-cubed F1 {2 * p * r / (p + r):.3f}"
        )


def joined_by_name(article: Mapping[str, Any]) -> list[int]:
    """For each chain the first one that it shares a name with, itself or over others between."""
    first = list(range(len(article["chains"])))
    holder: dict[tuple[str, str], int] = {}
    for number, chain in enumerate(article["chains"]):
        names = {
            article["text"][start:end].removeprefix("the ").removeprefix("The ") for start, end in chain["mentions"]
        }
        for name in filter(is_proper, names):
            other = first[holder.setdefault((chain["kind"], name), number)]
            here = first[number]
            first = [min(other, here) if one in (other, here) else one for one in first]
    return first


def is_proper(name: str) -> bool:
    """Has a mention a capital, and is it no pronoun at the head of a sentence?"""
    return name[:1].isupper() and alias(name) is not None


def b_cubed(pairs: Sequence[tuple[int, str]]) -> tuple[float, float, int]:
    """Summed precision and recall of (gold, predicted) labels over the mentions, and how many mentions there are."""
    gold, predicted, both = Counter(g for g, _ in pairs), Counter(p for _, p in pairs), Counter(pairs)
    return (
        sum(n * n / predicted[p] for (_, p), n in both.items()),
        sum(n * n / gold[g] for (g, _), n in both.items()),
        len(pairs),
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(dest="mode", required=True)
    one = modes.add_parser("polnear")
    one.add_argument("speakers", type=Path)
    one.add_argument("corpus", type=Path)
    one.add_argument("pred", type=Path)
    one.add_argument("--scorer", type=Path)
    whole = modes.add_parser("endtoend")
    whole.add_argument("speakers", type=Path)
    whole.add_argument("corpus", type=Path)
    whole.add_argument("pred", type=Path)
    whole.add_argument("--scorer", type=Path, required=True)
    modes.add_parser("meantime").add_argument("articles", type=Path)
    options = parser.parse_args()
    if options.mode == "polnear":
        polnear(options.speakers, options.corpus, options.pred, options.scorer)
    elif options.mode == "endtoend":
        end_to_end(options.speakers, options.corpus, options.pred, options.scorer)
    else:
        meantime(options.articles)


if __name__ == "__main__":
    main()
