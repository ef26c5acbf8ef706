"""Whether anything makes factdb slow: python -m benchmarks.time_bombs [--what W ...] [--quick] [--only NAME] [--most N]

Every pattern of benchmarks/bombs.py is read at lengths that double. The time (of the processor, the best of two where
it is short) should grow as the length does: the exponent is the median slope between any two lengths from 10,000
characters up, in logarithms, and may be 1.15 at most. At the greatest length, no pattern may take the shipped engine
more than three times as long as ordinary news. What costs the same for any text, such as the start of a command, is in
the times.

``extraction`` reads with a tagger that looks words up (word_tagger.py), because the model takes the same time for
whatever it reads; ``model`` reads with the shipped one. The other names are of commands, on a database that holds the
pattern, stored with the first. --quick ends at 80,000 characters, --most N at N, else it ends at a million. A pattern
that takes over a minute at some length is not read at the next.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from math import log
from pathlib import Path
from statistics import median

from click.testing import CliRunner

from benchmarks.bombs import BOMBS, ordinary, written
from benchmarks.word_tagger import read_with, word_extractor
from factdb import ingest
from factdb.cli import cli
from factdb.errors import InputError
from factdb.extract import load_extractor
from factdb.extract.engine import Extractor
from factdb.records import Article
from factdb.store.connect import make_engine
from factdb.text.readers import Reading, read

_WHAT = ("extraction", "model", "commands")
_SMALLEST, _MEASURED_FROM = 1_000, 10_000
_MOST_GROWTH, _MOST_TIMES = 1.15, 3.0
_LONGEST = 60.0  # seconds, after which no greater length is tried
_SHORT = 0.5
# Below this a time is mostly chance and what any text costs.
_NOTHING = 0.02

# For each thing measured, the seconds at each length.
Times = dict[str, dict[int, float]]


def read_text(text: str, folder: Path) -> Article:
    """The text as a file of it is read, or as it is where a file of that would be refused."""
    path = folder / "bomb.txt"
    path.write_text(text, encoding="utf-8")
    found = next(read(path, reading=Reading("text")))
    return Article(text, name="bomb", source=str(path)) if isinstance(found, InputError) else found


def extraction(extractor: Extractor) -> Callable[[str], float]:
    """Seconds to read and extract a text."""

    def seconds(text: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            started = time.process_time()
            extractor.extract(read_text(text, Path(folder)))
            return time.process_time() - started

    return seconds


def named(what: str, seconds: Callable[[str], float], text: str) -> Mapping[str, float]:
    """The seconds, under a name."""
    return {what: seconds(text)}


def command_times(text: str) -> Mapping[str, float]:
    """Seconds that each command takes where the text, and another version of it, are stored."""
    with tempfile.TemporaryDirectory() as name:
        database = str(Path(name, "bomb.db"))
        article = read_text(text, Path(name))
        later = replace(article, text=f"{article.text}\n\nAnd then it rained.")
        engine = make_engine(database)
        failed = [one.error for one in ingest.ingest_articles(engine, [article, later]) if one.error]
        engine.dispose()
        if failed:
            raise failed[0]

        def ask(*words: str, typed: str = "") -> tuple[float, str]:
            started = time.process_time()
            done = CliRunner().invoke(cli, [*words, "--db", database], input=typed, env={"FACTDB_REVIEWER": "Ann"})
            if done.exit_code:
                sys.exit(f"factdb {' '.join(words)}: {done.stderr or done.exception}")
            return time.process_time() - started, done.stdout

        ask("claims", "--limit", "1")  # imports what commands share
        found = ask("claims", "--article", "2", "--limit", "1", "--all-passages", "--format", "json")[1]
        (key,) = [row["claim_id"] for row in json.loads(found)]  # the last sentence of the second, at least
        return {
            "show": ask("show", "2")[0],
            "claims": ask("claims", "--article", "2", "--all-passages")[0],
            "review": ask("review", "2", typed="a\nr\nq\n")[0],
            "correct": ask("correct", key, "--reject")[0],
            "diff": ask("diff", "2")[0],
            "export": ask("export", "--format", "jsonl")[0],
            "verify": ask("verify")[0],
        }


def lengths(most: int) -> Iterator[int]:
    """1,000 and 10,000, then twice as many each time, and at last ``most``."""
    yield _SMALLEST
    length = _MEASURED_FROM
    while length < most:
        yield length
        length *= 2
    yield most


def growth(times: Mapping[int, float]) -> float:
    """The exponent with which time grows: the median of the slopes between any two lengths."""
    points = [
        (log(length), log(max(taken, _NOTHING))) for length, taken in sorted(times.items()) if length >= _MEASURED_FROM
    ]
    slopes = [(y - b) / (x - a) for (a, b), (x, y) in combinations(points, 2)]
    return median(slopes) if slopes else 0.0


def measured(
    bomb: Callable[[int], str], most: int, seconds: Callable[[str], Mapping[str, float]]
) -> dict[str, dict[int, float]]:
    """For each thing measured, the time at each length."""
    found: dict[str, dict[int, float]] = {}
    for length in lengths(most):
        text = bomb(length)
        taken = seconds(text)
        if sum(taken.values()) < _SHORT:
            again = seconds(text)
            taken = {what: min(one, again[what]) for what, one in taken.items()}
        for what, one in taken.items():
            found.setdefault(what, {})[length] = one
        if max(taken.values()) > _LONGEST:
            break
    return found


def verdicts(
    name: str, found: Mapping[str, Mapping[int, float]], usual: Mapping[str, Mapping[int, float]]
) -> Iterator[str]:
    """A line for each thing measured; the word SLOW is in those that are over a bound."""
    for what, times in found.items():
        last = max(times)
        exponent = growth(times)
        ordinarily = usual.get(what, times).get(last)
        ratio = times[last] / max(ordinarily, _NOTHING) if ordinarily else float("nan")
        slow = exponent > _MOST_GROWTH or (what == "model" and ratio > _MOST_TIMES)
        shown = " ".join(f"{taken:.2f}" for _, taken in sorted(times.items()))
        yield f"{what:10} {name:34} {exponent:5.2f} {ratio:6.2f} {last:9,}  {'SLOW' if slow else '    '}  {shown}"


def main(arguments: Sequence[str]) -> int:
    """Measures and prints; how many were too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--what", choices=("extraction", "model", "commands"), nargs="+", default=["extraction", "commands"]
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", metavar="NAME", help="patterns whose names hold this")
    parser.add_argument("--most", type=int, default=1_000_000)
    given = parser.parse_args(arguments)
    most = min(given.most, 80_000) if given.quick else given.most
    by_words = word_extractor()
    with_the_model = load_extractor()
    read_with(by_words)
    slow = 0
    print("what       pattern                           growth  times    longest        seconds at each length")
    for what in given.what:
        if what == "commands":
            seconds: Callable[[str], Mapping[str, float]] = command_times
        else:
            one = extraction(by_words if what == "extraction" else with_the_model)
            one(written(ordinary)(_MEASURED_FROM))  # what is loaded once
            seconds = partial(named, what, one)
        usual = measured(written(ordinary), most, seconds)
        for line in verdicts("ordinary news", usual, usual):
            print(line, flush=True)
        for name, bomb in BOMBS.items():
            if given.only in name:
                for line in verdicts(name, measured(bomb, most, seconds), usual):
                    slow += "SLOW" in line
                    print(line, flush=True)
    print(f"{len(BOMBS)} patterns; too slow: {slow}")
    return slow


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
