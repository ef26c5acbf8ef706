"""How many claims are right in news of other subjects: python -m benchmarks.own_rows CORPORA SCORER [--fast]

On the articles with our own labels of attributions (training/own_labels.py) and of who speaks
(training/own_speakers.py) that were kept to measure on. A claim is whatever a reader says that somebody puts forward,
the innermost speaker where several relay it, and each of the writer's sentences, as far as nobody else's words stand in
it. The frame of what is relayed is nobody's claim, and readers didn't say how much of "told reporters at a conference
in Rome" is a frame: what stands beside one without a verb doesn't count. The labels don't tell quoted from sourced,
which quotation marks do: they are one here. The scorer of claims, which is not part of the project, compares.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import FAST, MODEL
from factdb.language import ENGLISH
from factdb.records import Article, Span, Status
from factdb.text.segments import paragraphs, sentences
from factdb.text.spans import letters, merged, overlapping, without
from training.own_labels import first_rows, spans
from training.own_speakers import JudgedSource, spoken_articles

# What is left of a writer's sentence beside others' words counts from so many letters on.
FEWEST_LETTERS = 25
_VERB = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]{{2,}}ed)\b")
Claim = dict[str, Any]


def judged(text: str, row: Mapping[str, Any], speakers: Mapping[int, JudgedSource]) -> Iterator[Claim]:
    """The claims of an article as its reader labelled it."""
    taken: list[Span] = []
    every_sentence = [sentence for paragraph in paragraphs(text) for sentence in sentences(text, paragraph)]
    hedged_words = spans(row["own"])
    framed, relayed = (
        merged(
            span
            for one in row["attributions"]
            if "claim" in one["flags"] and (one["in"] is not None) == inner
            for span in (*spans(one["sources"]), *spans(one["cues"]))
        )
        for inner in (False, True)
    )
    doubted = [sentence for sentence in every_sentence if any(one.overlaps(sentence) for one in hedged_words)]
    for one in row["attributions"]:
        who, flags = speakers.get(one["number"]), set(one["flags"])
        contents, frame = spans(one["contents"]), (*spans(one["sources"]), *spans(one["cues"]))
        taken += frame if one["in"] is None else ()
        hedged = not flags.isdisjoint(("spec", "specw"))
        said = [part for content in contents for part in without(content, relayed)]
        if "claim" in flags:
            taken += contents
            sure = "unsure" not in flags and who is not None and who.sure and who.speaker is not None
            sure &= _says_something(text, one, said, row["attributions"])
            yield _claim(said, Status.SOURCED, who.speaker or "" if who else "", speculative=hedged, sure=sure)
        elif one["in"] is None:
            taken += contents
            # The bare object of an act is the writer's, and as sure as the sentence in which it stands.
            hedged = hedged or any(part.overlaps(sentence) for part in contents for sentence in doubted)
            yield _own_claim(said, hedged=hedged, sure="unsure" not in flags)
            # Who does it and what is done are the writer's as well, but no row of their own.
            yield _own_claim(frame, hedged=hedged, sure=False)
    for sentence in every_sentence:
        left = [part for part in without(sentence, merged(taken)) if letters(text, part)]
        is_clause = not overlapping(framed, sentence) or any(_VERB.search(part.of(text)) for part in left)
        sure = is_clause and sum(letters(text, part) for part in left) >= FEWEST_LETTERS
        if left:
            yield _own_claim(left, hedged=sentence in doubted, sure=sure)


def judged_rows(corpora: Path) -> Iterator[dict[str, Any]]:
    """The articles that are kept, as the corpus of claims writes them."""
    labelled = first_rows()
    for one in spoken_articles(corpora, held=True):
        speakers = {source.number: source for source in one.sources}
        yield {"stem": one.name, "text": one.text, "claims": list(judged(one.text, labelled[one.name], speakers))}


def _says_something(
    text: str, one: Mapping[str, Any], said: Iterable[Span], attributions: Sequence[Mapping[str, Any]]
) -> bool:
    """Does whoever says it say more than what he relays of others: more than the "that" of "that Roe believes it"?"""
    relayed = [other for other in attributions if other["in"] == one["number"] and "claim" in other["flags"]]
    theirs = merged(span for other in relayed for span in spans(other["contents"]))
    beside = sum(letters(text, part) for span in said for part in without(span, theirs))
    return not relayed or beside >= FEWEST_LETTERS


def _own_claim(where: Sequence[Span], *, hedged: bool, sure: bool) -> Claim:
    return _claim(where, Status.SPECULATIVE if hedged else Status.UNSOURCED, speculative=hedged, sure=sure)


def _claim(where: Sequence[Span], status: Status, speaker: str = "", *, speculative: bool = False, sure: bool) -> Claim:
    return {
        "spans": [[span.start, span.end] for span in where],
        "status": status,
        "speaker": speaker,
        "speculative": speculative,
        "sure": sure,
    }


def found(extractor: Extractor, text: str) -> Iterator[Claim]:
    """The claims of an article as the engine finds them."""
    extraction = extractor.extract(Article(text, "article", "article"))
    for one in extraction.claims:
        speaker = "" if one.attribution is None else extraction.attributions[one.attribution].speaker.name
        status = Status.SOURCED if one.status is Status.QUOTED else one.status
        yield _claim(one.spans, status, speaker, speculative=one.speculative, sure=True)


def main() -> None:
    """Reads the command line and prints what the scorer says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("scorer", type=Path, help="score_claims.py")
    parser.add_argument("--fast", action="store_true", help="with the small model")
    args = parser.parse_args()
    extractor = Extractor(FAST if args.fast else MODEL)
    with TemporaryDirectory() as folder:
        gold, ours = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        with gold.open("w", encoding="utf-8") as judgements, ours.open("w", encoding="utf-8") as predictions:
            for row in judged_rows(args.corpora):
                judgements.write(json.dumps(row) + "\n")
                predictions.write(json.dumps(row | {"claims": list(found(extractor, row["text"]))}) + "\n")
        subprocess.run([sys.executable, str(args.scorer), str(gold), str(ours)], check=True)


if __name__ == "__main__":
    main()
