"""Proving an attribution report against the articles' texts alone, with no database.

The text proves its digest, the claim's words, id, offsets, prefix and suffix, and the words of source, cue and hedges.
The rest of a row must agree with itself (a status with its three facts, a fact with the span that shows it, a state
with its reviewer) and, in what concerns the whole article, with the article's other rows. What the engine said, where a
report tells it, is proved in the same way.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TextIO

from factdb.errors import InputError, Remedy
from factdb.formats.csv import read, says
from factdb.records import (
    AND,
    GAP,
    Article,
    Certainty,
    Holder,
    Passage,
    QuoteType,
    Span,
    SpeakerKind,
    State,
    Status,
    claim_id,
)
from factdb.store.schema.view import MACHINE_COLUMNS, REPORT_COLUMNS
from factdb.store.write.rows import CONTEXT
from factdb.text.links import link_to

_SPANS = re.compile(r"\d{1,18}-\d{1,18}(;\d{1,18}-\d{1,18})*")
_SAME_FOR_THE_ARTICLE = (
    *("article_id", "title", "source", "publisher", "published", "engine", "engine_version"),
    *("also_in", "language", "engine_language"),
)

# What a reading adds behind words of the claim: no note has brackets in it.
_NOTE = re.compile(r" \[[^\[\]]*\]")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowProof:
    """One row of a report (the header is row 1) and what is wrong with it, a line each.

    ``not_given`` is the source of its text, if no text of that name is there to prove it by.
    """

    row: int
    problems: tuple[str, ...]
    not_given: str = ""


def verify(report: TextIO, name: str, articles: Iterable[Article]) -> Iterator[RowProof]:
    """Prove every row of ``report``, a CSV file opened with ``newline=""``, against ``articles``.

    Raises InputError, with ``name`` in it, if it is not an attribution report.
    """
    known = {article.sha256: article for article in articles}
    texts = {digest: article.text for digest, article in known.items()}
    names = {PurePath(article.source).name for article in known.values()}
    first: dict[str, tuple[int, Row]] = {}
    claims: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows_of(report, name), 2):
        text = texts.get(row["sha256"])
        if text is None:
            told = f"sha256: none of the texts is {row['source']}, with the digest {row['sha256']}"
            is_changed = PurePath(row["source"]).name in names
            yield RowProof(number, (told,), "" if is_changed else row["source"] or row["sha256"])
            continue
        first_number, first_row = first.setdefault(row["sha256"], (number, row))
        problems = [*_against_text(row, text), *_link(row, known[row["sha256"]]), *_against_itself(row)]
        if MACHINE_COLUMNS[0] in row:
            problems += _of_the_engine(row, text)
        problems += [
            f"{column}: {row[column]!r}, but {first_row[column]!r} in row {first_number} of the same article"
            for column in _SAME_FOR_THE_ARTICLE
            if row[column] != first_row[column]
        ]
        if number != (other := claims.setdefault((row["sha256"], row["claim_id"]), number)):
            problems.append(f"claim_id: the claim of row {other} again")
        yield RowProof(number, tuple(problems))


def rows_of(report: TextIO, name: str) -> Iterator[Row]:
    """The rows of an attribution report by column. Raises InputError, with ``name`` in it, if it is none."""
    try:
        columns, rows = read(report)
        needed = REPORT_COLUMNS + (MACHINE_COLUMNS if set(MACHINE_COLUMNS) & set(columns) else ())
        if missing := [column for column in needed if column not in columns]:
            raise InputError(f"{name}: not an attribution report (no column {missing[0]})").mended_by(
                Remedy.MAKE_REPORT
            )
        yield from rows
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not a CSV file in UTF-8 ({error})") from error


def _against_text(row: Row, text: str) -> Iterator[str]:
    yield from _words(row, "claim", "spans", GAP, text)
    yield from _words(row, "source_text", "source_spans", GAP, text)
    yield from _words(row, "cue", "cue_span", GAP, text)
    yield from _words(row, "hedges", "hedge_spans", AND, text)
    spans = _spans(row["spans"], text)
    if not spans:
        return
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    expected = {
        "claim_id": claim_id(row["sha256"], spans),
        "start": str(start),
        "end": str(end),
        "prefix": text[max(start - CONTEXT, 0) : start],
        "suffix": text[end : end + CONTEXT],
    }
    for column, value in expected.items():
        if not says(row[column], value):
            yield f"{column}: {row[column]!r}, but the text has {value!r}"


def _link(row: Row, article: Article) -> Iterator[str]:
    """The link leads to the row's own source, at the claim's words."""
    spans = _spans(row["spans"], article.text)
    if spans and row["link"] != (expected := link_to(replace(article, source=row["source"]), spans) or ""):
        yield f"link: {row['link']!r}, but to these words leads {expected!r}"


def _words(row: Row, words: str, places: str, between: str, text: str) -> Iterator[str]:
    if not row[places]:
        if row[words] or words in ("claim", "machine_claim"):
            yield f"{places}: empty, but {words} is {row[words]!r}"
        return
    spans = _spans(row[places], text)
    if not spans:
        yield f"{places}: {row[places]!r} is no place in the text, which has {len(text)} characters"
    elif not says(row[words], there := between.join(span.of(text) for span in spans)):
        yield f"{words}: {row[words]!r}, but at {places} {row[places]} the text has {there!r}"


def _spans(places: str, text: str) -> list[Span]:
    """The spans written as ``0-12;20-30``; empty if one of them lies outside the text or it is not written so."""
    if not _SPANS.fullmatch(places):
        return []
    spans = [Span(*map(int, place.split("-"))) for place in places.split(";")]
    return spans if all(span.start < span.end <= len(text) for span in spans) else []


def _against_itself(row: Row) -> Iterator[str]:
    for column in ("quoted", "sourced", "speculative", "denied"):
        if row[column] not in ("true", "false"):
            yield f"{column}: {row[column]!r} is neither true nor false"
    derived = next((status for status in Status if row.get(status) == "true"), Status.UNSOURCED)
    if row["status"] != derived:
        yield f"status: {row['status']!r}, but it derives as {derived!s} from quoted, sourced and speculative"
    yield from _goes_with(row, "sourced", "cue", "quote_type", "speaker_kind")
    yield from _goes_with(row, "speculative", "hedges", "hedged_by", "hedge_kinds")
    if (row["certainty"] == Certainty.CERTAIN) == (row["speculative"] == "true"):
        yield f"certainty: {row['certainty']!r}, but speculative is {row['speculative']}"
    kinds = row["hedge_kinds"].split(AND) if row["hedge_kinds"] else []
    places = row["hedge_spans"].split(";") if row["hedge_spans"] else []
    if len(kinds) != len(places) or any(kind not in _HEDGE_KINDS for kind in kinds):
        yield f"hedge_kinds: {row['hedge_kinds']!r} is not one of {', '.join(_HEDGE_KINDS)} for each hedge"
    if row["speaker"] and row["sourced"] != "true":
        yield f"speaker: {row['speaker']!r}, but the claim is not sourced"
    if row["state"] not in _STATES:
        yield f"state: {row['state']!r} is none of {', '.join(_STATES)}"
    elif (row["state"] == State.OPEN) == bool(row["reviewer"]):
        yield f"reviewer: {row['reviewer'] or 'empty'!r}, but state is {row['state']}"
    if row["reading"] and not adds_notes(row["reading"], row["claim"]):
        yield f"reading: {row['reading']!r}, but without its brackets it is not the claim"
    if row["via"] and row["sourced"] != "true":
        yield f"via: {row['via']!r}, but the claim is not sourced"
    if not row["passage"]:
        yield "passage: empty, but every claim stands in one"
    for column, allowed in _ALLOWED.items():
        if row[column] and row[column] not in allowed:
            yield f"{column}: {row[column]!r} is none of {', '.join(allowed)}"
    if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?|\d(\.\d+)?e-\d+", row["confidence"]):
        yield f"confidence: {row['confidence']!r} is no number from 0 to 1"


def adds_notes(reading: str, claim: str) -> bool:
    """Is the reading the claim with notes? What stands in brackets may be words of the claim's own, closed or not."""
    ends, at = {0}, 0
    for note in _NOTE.finditer(reading):
        ends = {end + note.start() - at for end in ends if claim.startswith(reading[at : note.start()], end)}
        ends |= {end + len(note[0]) for end in ends if claim.startswith(note[0], end)}
        at = note.end()
    return any(claim[end:] == reading[at:] for end in ends)


# A rejected claim is in no report.
_STATES = (State.OPEN, State.ACCEPTED, State.DISPUTED)
_HEDGE_KINDS = ("epistemic", "doxastic", "condition", "investigation")
_ALLOWED: dict[str, tuple[str, ...]] = {
    "quote_type": tuple(QuoteType),
    "speaker_kind": tuple(SpeakerKind),
    "hedged_by": (*Holder, AND.join(Holder)),
    "certainty": tuple(Certainty),
    "passage": tuple(Passage),
}


def _of_the_engine(row: Row, text: str) -> Iterator[str]:
    """What the engine said of the claim; nothing if a person added it, or the engine says it no more."""
    if row["state"] == State.OPEN:
        # Nobody decided; but the speaker is another if somebody corrected that of a claim of the same attribution.
        for column in ("claim", "spans", "status", "quote_type"):
            if row[f"machine_{column}"] != row[column]:
                yield f"machine_{column}: {row[f'machine_{column}']!r}, but the claim is open and has {row[column]!r}"
    elif not any(row[column] for column in MACHINE_COLUMNS):
        return
    else:
        yield from _words(row, "machine_claim", "machine_spans", GAP, text)
    if row["machine_status"] not in tuple(Status):
        yield f"machine_status: {row['machine_status']!r} is none of {', '.join(Status)}"
    sourced = row["machine_status"] in (Status.QUOTED, Status.SOURCED)
    quote_types: tuple[str, ...] = tuple(QuoteType) if sourced else ("",)
    if row["machine_quote_type"] not in quote_types:
        yield f"machine_quote_type: {row['machine_quote_type']!r}, but machine_status is {row['machine_status']!r}"
    if row["machine_speaker"] and not sourced:
        yield f"machine_speaker: {row['machine_speaker']!r}, but machine_status is {row['machine_status']!r}"


def _goes_with(row: Row, fact: str, *columns: str) -> Iterator[str]:
    for column in columns:
        if bool(row[column]) != (row[fact] == "true"):
            yield f"{column}: {row[column] or 'empty'!r}, but {fact} is {row[fact]}"
