"""What becomes of any text and any file:

    python -m benchmarks.fuzz [--texts N] [--model N] [--files M] [--seed S] [--log FILE]

N made-up texts go through extraction: no text may end it, every span must be of the text and hold words without white
space at its edges, every sentence must be in a claim, what is quoted must be of a quote type that says so, and the
same text must come out the same. --texts are read with a tagger that looks words up (word_tagger.py), --model ones
with the shipped one.

M made-up files, some of them articles, some damaged, some of nothing at all, are imported into SQLite and into
PostgreSQL, verified and reported; the reports must be the same byte for byte, and be proved by the database and by the
texts alone. A line for each thing that is wrong, and counts at the end. A run that is broken off goes on where it was
with the same --log.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from sqlalchemy import select

from benchmarks.database import KINDS, made
from benchmarks.progress import Progress
from benchmarks.word_tagger import read_with, word_extractor
from factdb.cli import cli
from factdb.extract import load_extractor
from factdb.extract.engine import Extractor
from factdb.records import Article, Extraction, QuoteType, Span, Status
from factdb.store.connect import make_engine, reading
from factdb.store.schema.tables import Article as ArticleRow
from factdb.text.segments import paragraphs, sentences

# How many are tried in one part, after which a run can go on.
_TEXTS, _FILES = 500, 50
_SHOWN = 40
_MARKS = "\"'“”‘’«»‹›„‟‚‛「」『』``''—–-…?!.,;:()[]{}<>&*#_/\\|@$%"
_SPACES = [
    *" \t\n\r\v\f\u00a0\u1680\u2003\u2009\u200a\u202f\u205f\u3000\u2028\u2029\u0085\x1c\x1d\x1e\x1f",
    "\n\n",
    "\r\n",
]
_UNSEEN = [
    *"\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202e\u2066\u2069\ufe0f\u0301\u0323\x01\x07\x1b\x7f\x9b"
]
_ODD = [*"éßİıŽ中文日ёعא😀👩\U0001d49c\U000e0001\ufffd\uffff", "e\u0301", "👩\u200d🚀"]
_WORDS = (
    *(
        "Ann Lee",
        "Bob Ray",
        "Mr. Roe",
        "the mayor",
        "Lee",
        "she",
        "they",
        "the company",
        "IBM",
        "U.S.",
        "O'Neil",
        "who",
    ),
    *("said", "says", "told reporters", "warned that", "according to", "asked", "denied", "wrote", "announced", "that"),
    *(
        "may",
        "could",
        "if",
        "allegedly",
        "unless",
        "not",
        "but",
        "and",
        "which",
        "however",
        "reportedly",
        "likely",
        "who",
    ),
    *("it rains", "the mill is closed", "10.5 percent", "$1,000", "in 2015", "nobody came", "yes", "no", "x" * 40),
    *("By Ann Lee", "LONDON (AP) —", "LEE:", "Q.", "A.", "- ", "1. ", "Photo:", "http://a.example/b?c=d", "@ann"),
)
_SENTENCES = (
    "“It may rain,” said Ann Lee, the mayor of Northfield. ",
    'Bob Ray told reporters: "The mill is closed." ',
    "According to the ministry, ten towns could lose one. ",
    "She said that they had warned her, “and not for the first time”. ",
    "Nobody came. ",
    "‘It was,’ he added, ‘a “bad” idea.’ ",
    "If it rains, the council said, it may not meet.\n\n",
    "SMITH: It may.\nLEE: No.\n",
)


def any_text(chance: random.Random) -> str:
    """A text of words, sentences, marks and characters of all sorts, sometimes of one sort over and over."""
    sorts: tuple[Sequence[str], ...] = (_WORDS, _SENTENCES, _MARKS, _SPACES, _UNSEEN, _ODD, (" ",))
    weights = [chance.random() ** 3 for _ in sorts]
    parts: list[str] = []
    for _ in range(chance.randint(1, chance.choice((4, 8, 16, 48)))):
        (sort,) = chance.choices(sorts, weights)
        part = chance.choice(sort)
        parts.append(part * (chance.randint(2, 9) if chance.random() < 0.03 else 1))
        if chance.random() < 0.4:
            parts.append(" ")
        if chance.random() < 0.01:
            parts.append(chr(chance.choice((chance.randrange(1, 0xD800), chance.randrange(0xE000, 0x110000)))))
    return "".join(parts)


def wrong_in(text: str, found: Extraction) -> Iterator[str]:
    """What is wrong with an extraction."""
    covered = bytearray(len(text))
    for claim in found.claims:
        for span in claim.spans:
            yield from _edges("claim", text, span)
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
        for span in (*claim.quotations, *(hedge.span for hedge in claim.hedges)):
            yield from _edges("quotation or hedge", text, span)
        said = found.attributions[claim.attribution] if claim.attribution is not None else None
        if said and claim.status is Status.QUOTED and said.quote_type is QuoteType.INDIRECT:
            yield "quoted, of quote type indirect"
        if any(not any(one.start <= q.start and q.end <= one.end for one in claim.spans) for q in claim.quotations):
            yield "a quotation outside its claim"
    for one in found.attributions:
        for span in (*one.sources, one.cue, *one.contents):
            yield from _edges("attribution", text, span)
            covered[span.start : span.end] = b"\1" * (span.end - span.start)  # "Ann Lee added:" is no claim
    for paragraph in paragraphs(text):
        for sentence in sentences(text, paragraph):
            if any(map(str.isalnum, sentence.of(text))) and not any(covered[sentence.start : sentence.end]):
                yield f"a sentence in no claim: {sentence.of(text)[:60]!r}"


def _edges(what: str, text: str, span: Span) -> Iterator[str]:
    words = text[span.start : span.end] if 0 <= span.start < span.end <= len(text) else ""
    if not words:
        yield f"a span of a {what} outside the text, or empty: {span}"
    elif words != words.strip():
        yield f"white space at the edge of a {what}: {words[:60]!r}"


def try_texts(extractor: Extractor, seed: int, numbers: range) -> dict[str, Any]:
    """What was found in so many texts, and what was wrong with it."""
    problems: list[str] = []
    claims = spans = 0
    for number in numbers:
        text = any_text(random.Random(f"{seed} {number}"))
        article = Article(text, name="any", source="any")
        try:
            found = extractor.extract(article)
            wrong = list(wrong_in(text, found))
            if number % 50 == 0 and extractor.extract(article) != found:
                wrong.append("another outcome for the same text")
        except Exception as error:
            wrong = [f"{type(error).__name__}: {error}"]
        else:
            claims += len(found.claims)
            spans += sum(len((*one.spans, *one.quotations, *one.hedges)) for one in found.claims)
            spans += sum(len((*one.sources, one.cue, *one.contents)) for one in found.attributions)
        problems += (f"{problem} (text {seed} {number})" for problem in wrong)
    return {"texts": len(numbers), "claims": claims, "spans": spans, "problems": problems}


def any_file(chance: random.Random, folder: Path, number: int) -> None:
    """Writes a file: an article, one that is damaged, one in another encoding, or bytes."""
    ending = chance.choice((".txt", ".txt", ".txt", ".md", ".jsonl", ".html", ".csv", ".bin", ""))
    data = any_text(chance).encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252")), "replace")
    if ending == ".jsonl":
        lines = ({"text": any_text(chance), "id": f"{chance.randrange(50)}/a"} for _ in range(3))
        data = "\n".join(map(json.dumps, lines)).encode()
    match chance.randrange(10):
        case 0:
            data = bytes(chance.randrange(256) for _ in range(chance.randrange(200)))
        case 1:
            data = data[: chance.randrange(len(data) + 1)]
        case 2 if data:
            place = chance.randrange(len(data))
            data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
        case _:
            pass
    path = folder / f"{number % 7}" / f"{number}{ending}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def try_files(seed: int, numbers: range) -> dict[str, Any]:
    """How many articles and lines of a report came of so many files, and what was wrong."""
    problems: list[str] = []

    def ask(*words: str | Path) -> str:
        done = CliRunner().invoke(cli, [str(word) for word in words], prog_name="factdb")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            problems.append(f"traceback of {words[0]}: {done.exception!r}")
        if done.exit_code not in ((0, 1) if words[0] == "import" else (0,)) or "fault of factdb" in done.stderr:
            problems.append(f"{words[0]} ends with {done.exit_code}: {done.stderr[-600:]}")
        return done.stderr

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "files")
        folder.mkdir()
        for number in numbers:
            any_file(random.Random(f"{seed} file {number}"), folder, number)
        reports, stored = [], 0
        for kind in KINDS:
            with made(kind) as url:
                ask("import", folder, "--db", url)
                ask("verify", "--db", url)
                report, texts = Path(name, f"{kind}.csv"), Path(name, f"{kind}.jsonl")
                ask("report", "attribution", "--db", url, "-o", report)
                ask("verify", report, "--db", url)
                stored = write_texts(url, texts)
                ask("verify", report, texts)
                reports.append(report.read_bytes())
    if len(set(reports)) > 1:
        problems.append(f"reports of the two databases that differ (files {seed} {numbers})")
    return {"files": len(numbers), "articles": stored, "lines": reports[0].count(b"\n"), "problems": problems}


def write_texts(url: str, path: Path) -> int:
    """Writes the articles as they are stored, because some stood in files of another encoding; how many they are."""
    engine = make_engine(url)
    with reading(engine) as session:
        texts = session.scalars(select(ArticleRow.text).order_by(ArticleRow.id)).all()
    engine.dispose()
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    return len(texts)


def told(what: str, found: Iterable[Mapping[str, Any]]) -> int:
    """Prints the sums of what came of all parts; how much was wrong."""
    sums: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    for part in found:
        sums += Counter({name: count for name, count in part.items() if name != "problems"})
        for problem in part["problems"]:
            problems[problem.partition(":")[0]] += 1
            if problems.total() <= _SHOWN:
                print(f"{what}: {problem}", flush=True)
    counts = ", ".join(f"{count:,} {name}" for name, count in sums.items())
    print(f"{what}: {counts}: {dict(problems) or 'nothing wrong'}", flush=True)
    return problems.total()


def main() -> None:
    """Tries and tells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=0)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--model", type=int, default=0, metavar="N", help="texts to extract with the shipped model")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, help="where the outcome of each part is kept, and not tried again")
    given = parser.parse_args()
    progress, wrong = Progress(given.log), 0

    def parts(what: str, count: int, size: int, work: Callable[[range], Any]) -> Iterator[Any]:
        for first in range(0, count, size):
            some = range(first, min(first + size, count))
            yield progress.part(f"{what} {given.seed} {some.start}-{some.stop}", partial(work, some))

    if given.model:
        try_some = partial(try_texts, load_extractor(), given.seed)
        wrong += told("texts read with the model", parts("model", given.model, _TEXTS, try_some))
    by_words = word_extractor()
    if given.texts:
        wrong += told("texts", parts("texts", given.texts, _TEXTS, partial(try_texts, by_words, given.seed)))
    if given.files:
        # Both databases are of the same files, whose extraction is not what is compared.
        by_words.extract = cache(by_words.extract)  # type: ignore[method-assign]
        read_with(by_words)
        wrong += told("files", parts("files", given.files, _FILES, partial(try_files, given.seed)))
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
