"""Whether the rows of an extraction are what storing it would store, told from the rows themselves.

To make records of them, and rows of these again to compare, takes twice as long.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from factdb.records import (
    Article,
    Certainty,
    Claim,
    Hedge,
    Holder,
    Passage,
    QuoteType,
    Role,
    Span,
    SpeakerKind,
    claim_columns,
)
from factdb.review.serial import (
    WrittenSpans,
    attribution_text,
    checksum_of,
    claim_text,
    hedge_text,
    speaker_text,
)
from factdb.store.schema import tables
from factdb.store.schema.base import Base
from factdb.store.write.rows import alias_at, placed

# The rows of one extraction as ``stored_rows`` has them, by their table.
Found = Mapping[type[Base], Sequence[Any]]
# The places of the spans of an attribution or a claim, by its id and their role.
_Places = Mapping[tuple[int, str], WrittenSpans]

# The tables of spans, with the roles that each may have.
_ROLES: Mapping[type[Base], Collection[str]] = {
    tables.AttributionSpan: frozenset(Role),
    tables.AttributionRole: frozenset({"role"}),
    tables.ClaimSpan: frozenset({"claim", "quotation"}),
}
_KINDS, _QUOTE_TYPES, _PASSAGES = frozenset(SpeakerKind), frozenset(QuoteType), frozenset(Passage)
_SOMEWHERE = Span(0, 1)
_NOWHERE: WrittenSpans = []
# A JSON list of strings as ``json.dumps`` writes it, with no escape that it would not make.
_STRING = r'"[ !#-\[\]-~]*(?:\\(?:u(?!00[0-7])[0-9a-f]{4}|["\\nrt])[ !#-\[\]-~]*)*"'
_STRINGS = re.compile(rf"\[(?:{_STRING}(?:, {_STRING})*)?\]")


def is_as_stored(article: Article, sha256: str, checksum: str | None, found: Found) -> bool:
    """True if storing the extraction that has these rows would store all of them so, and its checksum is that.

    Raises whatever reading them back raises.
    """
    try:
        order = {row[1]: place for place, row in enumerate(found[tables.Attribution])}
        attributions, claims = _attributions(article.text, found, order), _claims(article, sha256, found, order)
        return checksum == checksum_of(attributions, claims)
    except _NotAsStoredError:
        return False


def count_spans(found: Found) -> int:
    """How many spans the rows have; each hedge has a scope besides."""
    return sum(len(found[table]) for table in _ROLES) + 2 * len(found[tables.Hedge])


class _NotAsStoredError(Exception):
    """A row is not what storing would make of the others."""


def _attributions(text: str, found: Found, order: Mapping[int, int]) -> Iterator[str]:
    """The attributions as JSON; ``order`` has the place of each by its id."""
    said, roles = _places(text, found, tables.AttributionSpan), _places(text, found, tables.AttributionRole)
    for place, row in enumerate(found[tables.Attribution]):
        _, number, _, position, name, kind, rule, quote_type, confidence, why, alias, folded, chosen, via = row
        sources = said[number, "source"]
        cue, *more = said[number, "cue"]
        if not (
            position == place
            and not more
            and kind in _KINDS
            and quote_type in _QUOTE_TYPES
            and (alias, folded) == alias_at(text, sources)
        ):
            raise _NotAsStoredError
        yield attribution_text(
            sources=sources,
            cue=cue,
            contents=said[number, "content"],
            quote_type=quote_type,
            speaker=speaker_text(name, kind, rule, chosen),
            confidence=confidence,
            why=_reasons(why),
            roles=roles[number, "role"],
            via=None if via is None else order[via],
        )


def _claims(article: Article, sha256: str, found: Found, order: Mapping[int, int]) -> Iterator[str]:
    """The claims as JSON, each with the place of its attribution."""
    places, hedges = _places(article.text, found, tables.ClaimSpan), _hedges(article.text, found)
    for place, row in enumerate(found[tables.Claim]):
        _, number, uid, _, position, said, start, end, exact, folded, *facts = row
        denied, passage, reading, confidence, prefix, suffix, machine, link = facts[6:]
        spans, quotations = places.get((number, "claim"), _NOWHERE), places.get((number, "quotation"), _NOWHERE)
        its = hedges.get(number, _NO_HEDGES)
        if not (
            position == place
            and machine is None
            and passage in _PASSAGES
            and (uid, start, end, exact, folded, prefix, suffix, link) == placed(article, sha256, spans)
            and facts[:6] == _facts(said is not None, bool(quotations), tuple(its.degrees))
        ):
            raise _NotAsStoredError
        yield claim_text(
            spans=spans,
            quotations=quotations,
            hedges=its.written,
            confidence=confidence,
            denied=denied,
            passage=passage,
            reading=reading,
            attribution=None if said is None else order[said],
        )


def _reasons(why: str) -> str:
    """As ``json.dumps`` has them, which is what they are but in a damaged row."""
    if _STRINGS.fullmatch(why):
        return why
    reasons = json.loads(why)
    if not isinstance(reasons, list):
        raise _NotAsStoredError
    return json.dumps(reasons)


def _places(text: str, found: Found, table: type[Base]) -> _Places:
    """The places of all spans of a table, of which each has its words there, and none is missing."""
    places: defaultdict[tuple[int, str], WrittenSpans] = defaultdict(list)
    roles = _ROLES[table]
    for _, owner, role, position, start, end, exact in found[table]:
        its = places[owner, role]
        if position != len(its) or exact != text[start:end] or role not in roles:
            raise _NotAsStoredError
        its.append([start, end])
    return places


class _Hedges:
    """Those of a claim: who hedges, and how sure it is left; and all of them as JSON."""

    def __init__(self) -> None:
        self.degrees: list[tuple[str, str]] = []
        self.written: list[str] = []


_NO_HEDGES = _Hedges()


def _hedges(text: str, found: Found) -> Mapping[int, _Hedges]:
    hedges: defaultdict[int, _Hedges] = defaultdict(_Hedges)
    for row in found[tables.Hedge]:
        _, claim, position, kind, holder, start, end, exact, first, last, governed, certainty, confidence = row
        its = hedges[claim]
        if position != len(its.written) or exact != text[start:end] or governed != text[first:last]:
            raise _NotAsStoredError
        its.degrees.append((holder, certainty))
        its.written.append(hedge_text([start, end], [first, last], kind, holder, certainty, confidence))
    return hedges


@cache
def _facts(is_attributed: bool, has_quotations: bool, hedges: tuple[tuple[str, str], ...]) -> list[Any]:
    """The facts of a claim with such hedges, of each of which who hedges and how sure it leaves it."""
    claim = Claim(
        spans=(_SOMEWHERE,),
        attribution=0 if is_attributed else None,
        quotations=(_SOMEWHERE,) if has_quotations else (),
        hedges=tuple(
            Hedge(_SOMEWHERE, "", Holder(holder), _SOMEWHERE, Certainty(certainty)) for holder, certainty in hedges
        ),
    )
    columns = claim_columns(claim)
    return [columns[name] for name in ("status", "quoted", "sourced", "speculative", "hedged_by", "certainty")]
