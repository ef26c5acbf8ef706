"""Proving who is who: speakers, their aliases and whom each attribution means are what the corrections come to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from factdb.names.folding import fold
from factdb.records import SpeakerKind
from factdb.review.checksums import speaker_checksum
from factdb.review.speakers import Mention, SpeakerLink, named_speakers, take_together
from factdb.review.undoing import effective
from factdb.store.read.speakers.corrections import MENTIONED, decided_speakers, speaker_corrections
from factdb.store.schema import tables
from factdb.store.write.speakers import known_speakers

# Statements are made once, because making one takes as long as running it.
_SPEAKERS = select(tables.Speaker.__table__)
_KINDS = {kind.value: kind for kind in SpeakerKind}
_ALIASES = select(tables.SpeakerAlias.speaker_id, tables.SpeakerAlias.alias, tables.SpeakerAlias.folded)


def speaker_problems(connection: Connection) -> Iterator[str]:
    """What is wrong with speakers, a line each."""
    rows = {row["id"]: row for row in connection.execute(_SPEAKERS).mappings()}
    mentions = _mentions(connection)
    # Anew, and not as remembered by the hash of the last correction, which is what is to be proved.
    decisions = take_together(effective(speaker_corrections(connection)))
    for number, row in rows.items():
        who = f"speaker {number} ({row['name']})"
        if row["checksum"] != speaker_checksum(row["key"], row["found_name"], row["found_kind"]):
            yield f"{who}: as whom an engine found it was changed after it was stored"
        expected = {
            "name": decisions.names.get(number, row["found_name"]),
            "kind": decisions.kinds.get(number, _KINDS[row["found_kind"]]).value,
            "wikidata": decisions.wikidata.get(number),
        }
        expected["folded"] = fold(str(expected["name"]))
        for column, value in expected.items():
            if row[column] != value:
                yield f"{who}: {column} is stored as {row[column]!r}, and the corrections come to {value!r}"
    for mention, links in mentions.items():
        link = decisions.link(mention)
        for other in links - {link}:
            yield (
                f"article {mention.article}: what {mention.name!r} says is stored as speaker {other.speaker}'s "
                f"({other.joined_by}), and the corrections come to speaker {link.speaker} ({link.joined_by})"
            )
    yield from _alias_problems(connection, decisions.aliases)
    yield from _unknown_speakers(connection, rows)


def _mentions(connection: Connection) -> dict[Mention, set[SpeakerLink]]:
    """Every mention, with whom its attributions mean; without those stored by other rules than those of today."""
    rows = [(*row, _KINDS[row.named_kind]) for row in connection.execute(MENTIONED)]
    named = ((name, kind, sha256) for _, sha256, name, *_, kind in rows)
    ids = known_speakers(connection, named, decided_speakers(connection))
    mentions: defaultdict[Mention, set[SpeakerLink]] = defaultdict(set)
    for article, sha256, name, _, speaker, rule, chosen, kind in rows:
        number = chosen or ids.get((name, kind, sha256))
        if number is not None:
            mention = Mention(article, name, kind, number, chosen is not None)
            mentions[mention].add(SpeakerLink(speaker, rule))
    return mentions


def _alias_problems(connection: Connection, given: Mapping[int, set[str]]) -> Iterator[str]:
    expected = {(speaker, alias): fold(alias) for speaker, aliases in given.items() for alias in aliases}
    found = {(speaker, name): folded for speaker, name, folded in connection.execute(_ALIASES)}
    for key in sorted(expected.keys() | found.keys(), key=repr):
        if expected.get(key) != found.get(key):
            yield f"alias {key[1]!r} of speaker {key[0]}: {_difference(expected.get(key), found.get(key))}"


def _difference(expected: str | None, found: str | None) -> str:
    if found is None:
        return "people gave it, and it is missing"
    return "nobody gave it" if expected is None else "its form for look-ups was changed"


def _unknown_speakers(connection: Connection, known: Mapping[int, Any]) -> Iterator[str]:
    """Corrections of speakers who are not there."""
    for correction in speaker_corrections(connection):
        if gone := sorted(set(named_speakers(correction)) - known.keys()):
            yield f"correction {correction.id}: is about speaker {gone[0]}, who is missing"
