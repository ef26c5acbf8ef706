"""The whole engine on any text: exact, complete, repeatable."""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factdb
from factdb.errors import InputError
from factdb.extract import chosen, engine_of, load_extractor
from factdb.extract.engine import Extractor
from factdb.extract.tagging.files import FAST
from factdb.extract.tagging.windows import Words, windows
from factdb.records import Article, EngineChoice, Extraction, OperatingPoint
from factdb.text.quotes import quotations
from factdb.text.segments import paragraphs, sentences

SEED = (Path(__file__).parents[2] / "seeds" / "article.txt").read_bytes().decode("utf-8")
PIECES = ["“", "”", '"', "''", "‘", "’", "\n", "\r\n\r\n", " ", ". ", ", ", "𝔸𝔹", "e\u0301", "\u00a0", "\ufeff", "\t"]
PIECES += [
    "Mr. Hill said",
    " according to the mayor",
    "the plan could fail",
    "It may rain",
    " who asked whether",
    "PENCE: ",
]
NEWS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@cache
def extractor(threads: int = 1) -> Extractor:
    return chosen(EngineChoice()) if threads == 1 else load_extractor(threads)


def extract(text: str, threads: int = 1) -> Extraction:
    return extractor(threads).extract(Article(text, "name", "source"))


def windows_of(text: str) -> Iterator[Words]:
    parts = paragraphs(text)
    return windows(text, parts, quotations(text, parts), extractor().tagger.tokenizer)


def test_what_is_done_beside_what_is_said_is_a_claim_of_the_writers() -> None:
    text = "Several members of the guild disagreed with the ruling, saying it was unfair to small shops."
    said = [(claim.attribution is not None, claim.spans[0].of(text)) for claim in extract(text).claims]
    assert said == [
        (False, "Several members of the guild disagreed with the ruling"),
        (True, "it was unfair to small shops"),
    ]


def check(text: str, found: Extraction) -> None:
    """Every span stands in the text, bare of white space, every sentence is in a claim, no two claims are the same."""
    spans = [span for claim in found.claims for span in (*claim.spans, *claim.quotations)]
    spans += [hedge.span for claim in found.claims for hedge in claim.hedges]
    spans += [hedge.scope for claim in found.claims for hedge in claim.hedges]
    spans += [span for one in found.attributions for span in (*one.sources, one.cue, *one.contents)]
    assert all(0 <= span.start < span.end <= len(text) and span.of(text) == span.of(text).strip() for span in spans)
    assert len({claim.spans for claim in found.claims}) == len(found.claims)
    covered = [span for claim in found.claims for span in claim.spans]
    covered += [span for one in found.attributions for span in (*one.sources, one.cue)]
    for part in paragraphs(text):
        for sentence in sentences(text, part):
            assert any(span.overlaps(sentence) for span in covered)


@given(NEWS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=120))
@settings(max_examples=60)
def test_any_text(text: str) -> None:
    found = extract(text)
    check(text, found)
    assert found == extract(text)


def test_threads_change_nothing() -> None:
    assert len(list(windows_of(SEED))) > 3
    assert extract(SEED, threads=1) == extract(SEED, threads=3)


def test_other_articles_change_nothing() -> None:
    alone = load_extractor().extract(Article(SEED, "name", "source"))
    extract("Something else, she said, “and more.”")
    assert extract(SEED) == alone


def test_a_paragraph_longer_than_a_window() -> None:
    text = SEED.replace("\n", " ")
    assert len(list(windows_of(text))) > 1
    check(text, extract(text))


def test_a_word_without_end() -> None:
    text = "a" * 2000 + " " + "“" * 1200 + " said Mr. Hill."
    check(text, extract(text))


def test_the_digest_names_model_and_word_lists() -> None:
    engine = extractor().engine
    assert (engine.name, len(engine.digest)) == ("factdb", 64)
    assert engine == load_extractor().engine


def test_what_somebody_does_before_the_words_of_another_sentence_is_the_writers() -> None:
    first, second = (
        "Ann Lind criticised the harbour board on Monday.",
        "“They have no idea what they are doing down there.”",
    )
    found = extract(f"{first} {second}")
    assert [[span.of(f"{first} {second}") for span in claim.spans] for claim in found.claims] == [[first], [second]]
    assert [claim.attribution is None for claim in found.claims] == [True, False]


def test_what_stands_unquoted_before_the_sentence_of_a_saying_is_the_writers() -> None:
    told, said = "Ministers agreed the cut in Ely at 4 a.m.", "Eels might not come back for a decade"
    text = f"Quotas for eels in the fens will be cut by half next year. {told} {said}, anglers say."
    found = extract(text)
    (claim,) = (claim for claim in found.claims if claim.attribution is not None)
    assert [span.of(text) for span in claim.spans] == [said]


def test_operating_points_keep_more_and_less() -> None:
    texts = (
        "Officials hinted at cuts.",
        "Critics of the plan see waste.",
        "Some hear a threat.",
        "It might shock some guests to learn that the duke cooks.",
    )
    extractors = {point: chosen(EngineChoice(point)) for point in OperatingPoint}
    counts = dict.fromkeys(OperatingPoint, 0)
    for text in texts:
        for point, one in extractors.items():
            extraction = one.extract(Article(text, "a", "a"))
            check(text, extraction)
            counts[point] += len(extraction.attributions)
    assert counts[OperatingPoint.PRECISION] < counts[OperatingPoint.BALANCED] < counts[OperatingPoint.RECALL]
    assert len({one.engine.digest for one in extractors.values()}) == 3


def test_the_fast_engine_is_an_engine_of_its_own() -> None:
    text = f"{SEED}\n\nThe city will “close two schools,” Ann Roe said on Friday."
    kept = {(fast, point): chosen(EngineChoice(point, fast)) for fast in (False, True) for point in OperatingPoint}
    assert len({extractor.engine.digest for extractor in kept.values()}) == 2 * len(OperatingPoint)
    found = {point: kept[True, point].extract(Article(text, "a", "a")) for point in OperatingPoint}
    for extraction in found.values():
        check(text, extraction)
    counts = {point: len(extraction.attributions) for point, extraction in found.items()}
    assert counts[OperatingPoint.PRECISION] <= counts[OperatingPoint.BALANCED] <= counts[OperatingPoint.RECALL]
    assert "Ann Roe" in {one.speaker.name for one in found[OperatingPoint.PRECISION].attributions}


def test_an_engine_is_told_by_its_files() -> None:
    choices = [EngineChoice(point, fast) for fast in (False, True) for point in OperatingPoint]
    assert [engine_of(choice) for choice in choices] == [chosen(choice).engine for choice in choices]


def test_an_engine_is_told_without_loading_it() -> None:
    program = """
import sys
from factdb.extract import engine_of
from factdb.records import EngineChoice
print(engine_of(EngineChoice()).digest, "onnxruntime" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == [extractor().engine.digest, "False"]


def test_the_fast_model_is_small() -> None:
    assert sum(path.stat().st_size for path in FAST.iterdir()) <= 8_000_000


def test_the_front_door_takes_the_fast_engine() -> None:
    text = "Ann Lee said the mill could close."
    assert factdb.extract(text, fast=True).engine == load_extractor(fast=True).engine != factdb.extract(text).engine


def test_half_of_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError, match="the character at 4 is half of a surrogate pair"):
        factdb.extract("It’s\ud800 late.")
