"""Whether anything makes factdb slow:

    python -m benchmarks.time_bombs [--what W ...] [--only NAME] [--most N] [--log FILE]

Every pattern of benchmarks/bombs.py is read at 1,000, 10,000, 100,000 and 1,000,000 characters. The time of the
processor should grow as the length does: the exponent is the steepest slope between any two lengths from 10,000
characters up, in logarithms, and may be 1.15 at most. A short time is the least of two tries, and what seems to grow
faster is measured again, up to three times: of each length the least time counts. No pattern may take the
shipped engine more than three times as long as ordinary news of the greatest length. What costs the same for any text,
such as the start of a command, is in the times.

``extraction`` reads with a tagger that looks words up (word_tagger.py), because the model takes the same time for
whatever it reads; ``model`` reads with the shipped one, to 100,000 characters. ``commands`` stores what the first
finds, and the same with one more sentence as a second version, and runs every command that grows with an article. A
pattern that takes over a minute at some length is not read at the next. A run that is broken off goes on where it was
with the same --log.
"""

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import _lru_cache_wrapper, partial
from itertools import combinations
from math import log
from pathlib import Path

from click.testing import CliRunner

from benchmarks.bombs import BOMBS, Bomb, ordinary, written
from benchmarks.progress import Progress
from benchmarks.word_tagger import read_with, word_extractor
from factdb.cli import CYCLES_AFTER, cli
from factdb.errors import InputError
from factdb.extract import load_extractor
from factdb.extract.engine import Extractor
from factdb.records import Article, Claim, Span
from factdb.store.connect import make_engine, writing
from factdb.store.save import save
from factdb.store.schema import migrate as schema
from factdb.text.readers import Reading, read

_LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
_MEASURED_FROM = 10_000
# What is longer takes the model too long, and costs it as much a word.
_MOST_READ = {"extraction": 1_000_000, "model": 100_000, "commands": 1_000_000}
_MOST_GROWTH, _MOST_TIMES = 1.15, 3.0
_LONGEST = 60.0  # seconds, after which no greater length is tried
_SHORT = 0.5
_TRIES = 4
_MANY_WORDS = 1_000
# Below this a time is mostly chance and what any text costs.
_NOTHING = 0.02
_LATER = "And then it rained."

# For each thing measured, seconds; and these at each length.
Times = Mapping[str, float]
Grown = dict[str, dict[int, float]]


def read_text(text: str, folder: Path) -> Article:
    """The text as a file of it is read, or as it is where a file of that would be refused."""
    path = folder / "bomb.txt"
    path.write_text(text, encoding="utf-8")
    found = next(read(path, reading=Reading("text")))
    return Article(text, name="bomb", source=str(path)) if isinstance(found, InputError) else found


def forget_words() -> None:
    """Forget what is kept of the words of other texts: there is room for those of a short one, not of a long one."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and (one.cache_parameters()["maxsize"] or 0) >= _MANY_WORDS:
            one.cache_clear()


def read_times(extractor: Extractor, text: str) -> Times:
    """Seconds to read and extract a text."""
    with tempfile.TemporaryDirectory() as folder:
        forget_words()
        started = time.process_time()
        extractor.extract(read_text(text, Path(folder)))
        return {"extraction": time.process_time() - started}


def command_times(extractor: Extractor, text: str) -> Times:
    """Seconds that each command takes where the text, and another version of it, are stored."""
    with tempfile.TemporaryDirectory() as name:
        database = str(Path(name, "bomb.db"))
        article = read_text(text, Path(name))
        found = extractor.extract(article)
        later = replace(article, text=f"{article.text}\n\n{_LATER}")
        last = Claim((Span(len(later.text) - len(_LATER), len(later.text)),))
        engine = make_engine(database)
        schema.upgrade(engine)
        started = time.process_time()
        with writing(engine) as session:
            save(session, article, found)
        stored = time.process_time() - started
        with writing(engine) as session:
            save(session, later, replace(found, claims=(*found.claims, last)))
        engine.dispose()

        def ask(*words: str, typed: str = "") -> tuple[float, str]:
            # A command by itself has nothing of this program's, its model and the article as it was found, to look
            # through for garbage.
            gc.collect()
            gc.freeze()
            started = time.process_time()
            done = CliRunner().invoke(cli, [*words, "--db", database], input=typed, env={"FACTDB_REVIEWER": "Ann"})
            if done.exit_code:
                sys.exit(f"factdb {' '.join(words)}: {done.stderr or done.exception}")
            return time.process_time() - started, done.stdout

        ask("claims", "--limit", "1")  # imports what commands share
        listed = ask("claims", "--article", "2", "--limit", "1", "--all-passages", "--format", "json")[1]
        (key,) = [row["claim_id"] for row in json.loads(listed)]  # the last sentence of the second, at least
        return {
            "store": stored,
            "show": ask("show", "2")[0],
            "claims": ask("claims", "--article", "2", "--all-passages")[0],
            "review": ask("review", "2", typed="a\nr\nq\n")[0],
            "correct": ask("correct", key, "--reject")[0],
            "diff": ask("diff", "2")[0],
            "export": ask("export", "--format", "jsonl")[0],
            "verify": ask("verify")[0],
        }


def least(seconds: Callable[[str], Times], text: str) -> Times:
    """The seconds, of two tries where they are few."""
    taken = seconds(text)
    if sum(taken.values()) < _SHORT:
        again = seconds(text)
        taken = {what: min(one, again[what]) for what, one in taken.items()}
    return taken


def growth(times: Mapping[int, float]) -> float:
    """The exponent with which time grows: the steepest of the slopes between any two lengths."""
    points = [
        (log(length), log(max(taken, _NOTHING))) for length, taken in sorted(times.items()) if length >= _MEASURED_FROM
    ]
    return max(((y - b) / (x - a) for (a, b), (x, y) in combinations(points, 2)), default=0.0)


def _least_of(seconds: Callable[[str], Times], bomb: Bomb, length: int) -> Times:
    return least(seconds, bomb(length))


def measured(name: str, bomb: Bomb, most: int, seconds: Callable[[str], Times], progress: Progress) -> Grown:
    """For each thing measured, the least seconds at each length.

    While it seems to grow too fast all is measured again: what else the machine does can only add to a time.
    """
    found: Grown = {}
    for tried in range(_TRIES):
        again = f" again {tried}" if tried else ""
        for length in (one for one in _LENGTHS if one <= most):
            taken = progress.part(f"{name} {length}{again}", partial(_least_of, seconds, bomb, length))
            for what, one in taken.items():
                times = found.setdefault(what, {})
                times[length] = min(one, times.get(length, one))
            if max(taken.values()) > _LONGEST:
                break
        if all(growth(times) <= _MOST_GROWTH for times in found.values()):
            break
    return found


def verdicts(name: str, found: Grown, usual: Grown, most_times: float) -> Iterator[str]:
    """A line for each thing measured; the word SLOW is in those that are over a bound."""
    for what, times in found.items():
        last = max(times)
        exponent = growth(times)
        ordinarily = usual.get(what, times).get(last)
        ratio = times[last] / max(ordinarily, _NOTHING) if ordinarily else float("nan")
        slow = exponent > _MOST_GROWTH or ratio > most_times
        shown = " ".join(f"{taken:.2f}" for _, taken in sorted(times.items()))
        yield f"{what:10} {name:34} {exponent:5.2f} {ratio:6.2f} {last:9,}  {'SLOW' if slow else '    '}  {shown}"


def main(arguments: Sequence[str]) -> int:
    """Measures and prints; how many were too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--what", choices=tuple(_MOST_READ), nargs="+", default=["extraction", "commands"])
    parser.add_argument("--only", default="", metavar="NAME", help="patterns whose names hold this")
    parser.add_argument("--most", type=int, default=_LENGTHS[-1], help="the greatest length")
    parser.add_argument("--log", type=Path, help="where each outcome is kept, and not measured again")
    given = parser.parse_args(arguments)
    gc.set_threshold(CYCLES_AFTER)  # as every command has it
    by_words = word_extractor()
    work: dict[str, Callable[[str], Times]] = {
        "extraction": partial(read_times, by_words),
        "model": partial(read_times, load_extractor()),
        "commands": partial(command_times, by_words),
    }
    read_with(by_words)
    progress, slow = Progress(given.log), 0
    print("what       pattern                           growth  times    longest        seconds at each length")
    for what in given.what:
        work[what](written(ordinary)(_MEASURED_FROM))  # what is loaded once
        usual: Grown = {}
        for name, bomb in {"ordinary news": written(ordinary), **BOMBS}.items():
            if given.only in name or not usual:
                found = measured(f"{what} {name}", bomb, min(given.most, _MOST_READ[what]), work[what], progress)
                usual = usual or found
                for line in verdicts(name, found, usual, _MOST_TIMES if what == "model" else float("inf")):
                    slow += "SLOW" in line
                    print(line, flush=True)
    print(f"{len(BOMBS)} patterns; too slow: {slow}")
    return slow


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
