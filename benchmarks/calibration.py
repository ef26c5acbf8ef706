"""How far the confidence of attributions and claims can be trusted.

    python -m benchmarks.calibration POLNEAR_DIR SPEAKERS.jsonl --scorer score_speakers.py [--claims CLAIMS.jsonl]

An attribution is right if it pairs with a gold one at content@0.3, their sources agree, and its speaker is right, as
the scorer (which is no part of the project) judges names. The articles are those that SPEAKERS.jsonl names; what it
isn't sure of is left out. A claim is right if most of its letters are attributed to its speaker in CLAIMS.jsonl, or to
nobody if it is the writer's. Prints a reliability table and the expected calibration error of each.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from runpy import run_path
from typing import Any

from benchmarks.reliability import show
from benchmarks.speakers import attributions
from factdb.evaluate import Scored, matches
from factdb.extract import load_extractor
from factdb.formats.brat import Annotation, annotation
from factdb.records import Article
from training.judged import LEAST_RIGHT, JudgedClaim, article, judged_articles, letters_at

# Says whether a name is right, of the gold name, its kind, and the name that was found.
IsRight = Callable[[str, str, str], bool]


def judged(folder: Path, speakers: list[dict[str, Any]], is_right: IsRight) -> Iterator[tuple[float, bool]]:
    """The confidence of each attribution that is found, and whether it is right."""
    extractor = load_extractor()
    known = {(row["stem"], row["id"]): row for row in speakers}
    for stem in dict.fromkeys(row["stem"] for row in speakers):
        text = (folder / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        events = list(attributions(min((folder / "attributions").glob(f"{stem}_*.ann"))))
        gold = [
            Annotation((one.source,) if one.source else (), (one.cue,) if one.cue else (), one.contents)
            for _, one in events
        ]
        # Annotations have one layer: what stands in another attribution is in none.
        found = [one for one in extractor.extract(Article(text, stem, stem)).attributions if one.via is None]
        pairs = {match.predicted: match for match in matches(Scored(text, gold, [annotation(one) for one in found]))}
        for number, one in enumerate(found):
            match = pairs.get(number)
            row = known.get((stem, events[match.gold][0])) if match else None
            if row and not row["sure"]:
                continue
            paired = match is not None and match.share >= 0.3 and match.same_source
            yield one.confidence, paired and (not row or is_right(row["speaker"], row["kind"], one.speaker.name))


def judged_claims(path: Path, is_right: IsRight) -> Iterator[tuple[float, bool]]:
    """The confidence of each claim that readers are sure about, and whether it is right."""
    extractor = load_extractor()
    for one in judged_articles(path):
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


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("speakers", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--claims", type=Path, help="claims as readers judge them")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.speakers.read_text(encoding="utf-8").splitlines()]
    sys.path.insert(0, str(args.scorer.parent))  # it imports its neighbours
    is_right = run_path(str(args.scorer))["right"]
    show(list(judged(args.corpus, rows, is_right)), "attributions")
    if args.claims:
        show(list(judged_claims(args.claims, is_right)), "claims")
