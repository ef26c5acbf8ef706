"""How often a source's speaker is right in news of other subjects: python -m benchmarks.own_speakers CORPORA SCORER

On the articles with our own labels, of which readers said who each source is (training/own_speakers.py): resolves the
labelled sources and asks the scorer of speakers, which is not part of the project, for the articles that were learned
from and for those that were kept to measure on.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from factdb.extract.speakers import Resolution, resolve_speakers
from training.own_speakers import JudgedSource, SpokenArticle, spoken_articles


def resolutions(one: SpokenArticle) -> Iterator[tuple[JudgedSource, Resolution]]:
    """The sources of an article that were judged, each with whom the engine takes it for."""
    found = resolve_speakers(one.text, [judged.mention for judged in one.sources])
    yield from (pair for pair in zip(one.sources, found, strict=True) if pair[0].kind)


def score(articles: Iterable[SpokenArticle], scorer: Path) -> dict[str, Any]:
    """What the scorer says of them."""
    judged: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for one in articles:
        for source, resolution in resolutions(one):
            row = {"stem": one.name, "id": str(source.number)}
            written = source.mention.source.of(one.text) if source.mention.source else ""
            sure = {"source": written, "sure": source.sure}
            judged.append(row | {"speaker": source.speaker, "kind": source.kind} | sure)
            found.append(row | {"speaker": resolution.speaker.name, "kind": resolution.speaker.kind})
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / "judged.jsonl", Path(folder) / "found.jsonl"]
        for path, lines in zip(paths, (judged, found), strict=True):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        run = subprocess.run([sys.executable, str(scorer), *map(str, paths)], check=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def main() -> None:
    """Reads the command line and prints the shares that are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("scorer", type=Path, help="score_speakers.py")
    args = parser.parse_args()
    for part, held in (("learned from", False), ("held back", True)):
        result = score(spoken_articles(args.corpora, held=held), args.scorer)
        print(part, result["scored"], json.dumps(result["percent right"]), json.dumps(result["counts"]))


if __name__ == "__main__":
    main()
