"""How many rows of a report need no correction: claims.py CLAIMS.jsonl --scorer score_claims.py [--fast] [--wrong]

CLAIMS.jsonl has a line an article, with its text and every claim as a careful reader judges it. The articles are
imported into a fresh database and exported as JSON Lines by the commands that people use; the scorer compares. With
``--wrong`` the rows that need a correction are listed as well, the most frequent kind of error first: to read errors in
articles to learn from, never in those that are kept for measuring.
"""

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

AROUND = 80


def exported(articles: Path, folder: Path, options: Sequence[str] = ()) -> Path:
    """What factdb makes of the articles, by its own import, with these ``options``, and export."""
    texts, database, out = folder / "articles.jsonl", folder / "claims.db", folder / "found.jsonl"
    with texts.open("w", encoding="utf-8") as file:
        for line in articles.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            file.write(json.dumps({"id": article["stem"], "text": article["text"]}) + "\n")
    factdb, db = [sys.executable, "-m", "factdb"], ["--db", str(database)]
    subprocess.run([*factdb, "import", str(texts), *options, *db], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*factdb, "export", "-o", str(out), *db], check=True, stdout=subprocess.DEVNULL)
    return out


def scorer_module(path: Path) -> ModuleType:
    """The scorer as a module; it imports its neighbours."""
    sys.path.insert(0, str(path.parent))
    return importlib.import_module(path.stem)


def wrong_rows(gold: Path, found: Path, scorer: ModuleType) -> dict[str, list[str]]:
    """The claims of which less than four fifths of the letters are right, by the kind of error."""
    by_text = {article["text"]: article for article in map(json.loads, found.read_text(encoding="utf-8").splitlines())}
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        ours = by_text[article["text"]]
        at = scorer.by_letter(ours)
        for claim in filter(lambda one: one["sure"], article["claims"]):
            letters = [i for a, b in claim["spans"] for i in range(a, b) if article["text"][i].isalnum()]
            errors = [_error(claim, at[i], scorer.same_speaker) for i in letters]
            if letters and 5 * errors.count("") < 4 * len(letters):
                (kind, _), *_ = Counter(filter(None, errors)).most_common(1)
                kinds[kind].append("\n".join(_shown(article, claim, ours, [at[i] for i in letters])))
    return kinds


def _error(claim: dict[str, Any], found: tuple[Any, ...] | None, same_speaker: Callable[[str, str], bool]) -> str:
    """What is wrong with one letter; nothing if it is right."""
    if found is None:
        return f"{claim['status']} in no claim"
    status, speaker, speculative = found[:3]
    if status != claim["status"]:
        return f"{claim['status']} taken for {status}"
    if status in {"quoted", "sourced"} and not same_speaker(claim["speaker"], speaker):
        return "speaker"
    if bool(speculative) != claim["speculative"]:
        return "taken for speculative" if speculative else "not taken for speculative"
    return ""


def _shown(
    article: dict[str, Any], claim: dict[str, Any], ours: dict[str, Any], found: list[tuple[Any, ...] | None]
) -> Iterator[str]:
    """A claim with the words around it, and what stands there instead."""
    text, spans = article["text"], claim["spans"]
    start, end = spans[0][0], spans[-1][1]
    before, words, after = text[max(start - AROUND, 0) : start], text[start:end], text[end : end + AROUND]
    facts = [claim["status"], claim["speaker"], "speculative" if claim["speculative"] else ""]
    yield f"{article['stem']}: {', '.join(filter(None, facts))}"
    yield " ".join(f"  …{before}[[{words}]]{after}…".split())
    for (status, speaker, speculative, _, number), _ in Counter(filter(None, found)).most_common(2):
        own = " … ".join(text[span[0] : span[1]] for span in ours["claims"][number]["spans"])
        facts = [status, speaker, "speculative" if speculative else ""]
        yield f"    {', '.join(filter(None, facts))}: {' '.join(own.split())}"


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="path of score_claims.py")
    parser.add_argument("--fast", action="store_true", help="with the fast model")
    parser.add_argument("--wrong", action="store_true", help="list the rows that need a correction")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = exported(args.claims, Path(folder), ["--fast"] if args.fast else [])
        subprocess.run([sys.executable, str(args.scorer), str(args.claims), str(found)], check=True)
        if args.wrong:
            kinds = wrong_rows(args.claims, found, scorer_module(args.scorer))
            for kind, rows in sorted(kinds.items(), key=lambda one: -len(one[1])):
                print(f"\n== {kind}: {len(rows)}\n")
                print("\n\n".join(rows))


if __name__ == "__main__":
    main()
