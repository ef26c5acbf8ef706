"""How far the confidence of attributions and claims can be trusted.

    python -m benchmarks.calibration POLNEAR_DIR SPEAKERS.jsonl --scorer score_speakers.py [--claims CLAIMS.jsonl]
        [--own CORPORA]

An attribution is right if it pairs with a gold one at content@0.3, their sources agree, and its speaker is right, as
the scorer (which is no part of the project) judges names. The articles are those that SPEAKERS.jsonl names; what it
isn't sure of is left out. A claim is right if most of its letters are attributed to its speaker in CLAIMS.jsonl, or to
nobody if it is the writer's. With ``--own`` it does the same for the articles with our own labels that were kept to
measure on. Prints a reliability table and the expected calibration error of each.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from runpy import run_path
from typing import Any, NamedTuple

from benchmarks.own_rows import judged_rows
from benchmarks.reliability import show
from benchmarks.speakers import attributions
from factdb.evaluate import Scored, matches
from factdb.extract import load_extractor
from factdb.formats.brat import Annotation, annotation
from factdb.records import Span
from training.judged import (
    LEAST_RIGHT,
    JudgedArticle,
    JudgedClaim,
    article,
    judged_article,
    judged_articles,
    letters_at,
)
from training.own_labels import first_rows, outer_numbers, spans
from training.own_speakers import spoken_articles

# Says whether a name is right, of the gold name, its kind, and the name that was found.
IsRight = Callable[[str, str, str], bool]


class Gold(NamedTuple):
    """An attribution as people label it; no speaker where none of them said who that is."""

    annotation: Annotation
    speaker: str | None = None
    kind: str = ""
    sure: bool = True


def of_polnear(folder: Path, speakers: list[dict[str, Any]]) -> Iterator[tuple[str, list[Gold]]]:
    """The text and the attributions of each article whose speakers were judged."""
    known = {(row["stem"], row["id"]): row for row in speakers}
    for stem in dict.fromkeys(row["stem"] for row in speakers):
        text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        gold = []
        for name, one in attributions(min((folder / "attributions").glob(f"{stem}_*.ann"))):
            label = Annotation(_spans(one.source), _spans(one.cue), one.contents)
            row = known.get((stem, name))
            gold.append(Gold(label, row["speaker"], row["kind"], row["sure"]) if row else Gold(label))
        yield text, gold


def of_other_news(corpora: Path) -> Iterator[tuple[str, list[Gold]]]:
    """The same of the articles with our own labels that are kept to measure on."""
    labelled = first_rows()
    for one in spoken_articles(corpora, held=True):
        who = {source.number: source for source in one.sources}
        outer = outer_numbers(labelled[one.name])
        gold = []
        for each in labelled[one.name]["attributions"]:
            if each["number"] in outer:
                label = Annotation(spans(each["sources"]), spans(each["cues"]), spans(each["contents"]))
                source = who[each["number"]]
                gold.append(Gold(label, source.speaker, source.kind or "", source.sure or source.speaker is None))
        yield one.text, gold


def judged(articles: Iterable[tuple[str, list[Gold]]], is_right: IsRight) -> Iterator[tuple[float, bool]]:
    """The confidence of each attribution that is found, and whether it is right."""
    extractor = load_extractor()
    for text, gold in articles:
        # Annotations have one layer: what stands in another attribution is in none.
        found = [one for one in extractor.extract(article(text)).attributions if one.via is None]
        scored = Scored(text, [one.annotation for one in gold], [annotation(one) for one in found])
        pairs = {match.predicted: match for match in matches(scored)}
        for number, one in enumerate(found):
            match = pairs.get(number)
            label = gold[match.gold] if match else None
            if label and not label.sure:
                continue
            paired = match is not None and match.share >= 0.3 and match.same_source
            named = label is None or label.speaker is None or is_right(label.speaker, label.kind, one.speaker.name)
            yield one.confidence, paired and named


def judged_claims(articles: Iterable[JudgedArticle], is_right: IsRight) -> Iterator[tuple[float, bool]]:
    """The confidence of each claim that readers are sure about, and whether it is right."""
    extractor = load_extractor()
    for one in articles:
        found = extractor.extract(article(one.text))
        for claim in found.claims:
            golds = [one.claim_at[at] for at in letters_at(one.text, claim.spans)]
            if golds and all(gold is None or gold.sure for gold in golds):
                speaker = "" if claim.attribution is None else found.attributions[claim.attribution].speaker.name
                right = sum(gold is not None and _agree(gold, speaker, is_right) for gold in golds)
                yield claim.confidence, right >= LEAST_RIGHT * len(golds)


def _agree(gold: JudgedClaim, speaker: str, is_right: IsRight) -> bool:
    if not gold.attributed:
        return not speaker
    return bool(speaker) and any(is_right(gold.speaker, kind, speaker) for kind in ("person", "other"))


def _spans(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("speakers", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--claims", type=Path, help="claims as readers judge them")
    parser.add_argument("--own", type=Path, help="the folder of the corpora, for our own labels of other news")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.speakers.read_text(encoding="utf-8").splitlines()]
    sys.path.insert(0, str(args.scorer.parent))  # it imports its neighbours
    is_right = run_path(str(args.scorer))["right"]
    show(list(judged(of_polnear(args.corpus, rows), is_right)), "attributions")
    if args.claims:
        show(list(judged_claims(judged_articles(args.claims), is_right)), "claims")
    if args.own:
        show(list(judged(of_other_news(args.own), is_right)), "attributions of other news")
        show(list(judged_claims(map(judged_article, judged_rows(args.own)), is_right)), "claims of other news")


if __name__ == "__main__":
    main()
