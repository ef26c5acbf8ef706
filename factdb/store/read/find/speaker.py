"""Finding the speaker that a person means, by any name it goes by."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Text, bindparam, func, or_, select, text

from factdb.errors import NotFoundError, Remedy
from factdb.names.authority import known_organisation, known_person
from factdb.names.folding import fold
from factdb.names.identity import is_description
from factdb.names.persons import without_titles
from factdb.records import Action, SpeakerKind
from factdb.review.speakers import Correction as SpeakerCorrection
from factdb.review.speakers import Mention, former_names, take_together
from factdb.review.undoing import effective
from factdb.store.connect import as_connection
from factdb.store.dialect import ask, ids_given, is_given, is_sqlite
from factdb.store.schema.tables import SEVERAL, Attribution, Correction, Extraction, Speaker, SpeakerAlias

if TYPE_CHECKING:
    from factdb.store.connect import Reader

# Any that PostgreSQL takes for an integer is as short, but for some that nobody has.
_ID = re.compile(r"[0-9]{1,9}")

_WIKIDATA = re.compile(r"Q[0-9]+")

_MOST_LISTED = 10

# What makes another of a speaker, or takes that back.
_MOVES = Correction.action.in_([Action.MERGE, Action.SPLIT, Action.UNDO]) & Correction.article_id.is_(None)

# A mention in it is one that goes wherever the speaker does, in whatever articles.
_NO_ARTICLE = 0


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A speaker, and in how many attributions it is."""

    id: int
    name: str
    kind: str
    attributions: int


def find_speakers(reader: "Reader", wanted: str) -> list[KnownSpeaker]:
    """Those whom ``wanted`` may mean, most frequent first, whatever its case and accents.

    By id or Wikidata's; else by a whole name or alias; else by words of the name (but not of an alias: Putin does not
    say what "Putin's spokesman" says), with a title before them or not. Raises NotFoundError, with near names, if there
    are none.
    """
    found = called(reader, wanted) or _by_words(reader, required_name(wanted))
    if found:
        return found
    raise _unknown(reader, wanted)


def called_more(reader: "Reader", wanted: str, found: Sequence[KnownSpeaker]) -> list[KnownSpeaker]:
    """Those whose longer names end in the one word by which others are ``found``: Bryan Foote beside Foote; neither
    several together nor documents, "the agreement signed by Foote".
    """
    folded = fold(wanted)
    if " " in folded or not folded.isalpha() or all(fold(one.name) != folded for one in found):
        return []
    ids = {one.id for one in found}
    others = (one for one in _by_words(reader, folded) if one.id not in ids and one.kind != SpeakerKind.DOCUMENT)
    return [one for one in others if fold(one.name).endswith(f" {folded}") and ";" not in one.name]


def with_joint(reader: "Reader", found: Sequence[KnownSpeaker]) -> list[int]:
    """The ids of those ``found``, and of speakers who are several people together, one of them among those found."""
    names = {fold(one.name) for one in found}
    asked = sorted(names) if len(names) <= _MOST_LISTED else []
    given = {f"name{place}": name for place, name in enumerate(asked)}
    together = ask(as_connection(reader), _together(len(asked)), **given)
    joint = (number for number, name in together if not names.isdisjoint(map(fold, name.split(";"))))
    return [*(one.id for one in found), *joint]


def find_speaker(reader: "Reader", wanted: str) -> int:
    """The id of the one speaker about whom a person decides: by its id, or a whole name or alias.

    A part of a name does for a question, whose answer shows whom it found; a decision changes what others see. Raises
    NotFoundError, listing the candidates, if it is only a part of names, or several are called so.
    """
    found = called(reader, wanted)
    if found and is_description(wanted) and not any(fold(one.name) == fold(wanted) for one in found):
        told = f"{wanted}: what articles call {listed(found)}, and others elsewhere"
        known = {*_given_to(reader, fold(wanted)), *_merged_away(reader, fold(wanted)).values()}
        found = [one for one in found if one.id in known]
        if not found:
            raise NotFoundError(f"{told}; give the id, or the name")
    if len(found) == 1:
        return found[0].id
    if found:
        raise NotFoundError(f"{ambiguous(wanted, found)}; give the id")
    if parts := _by_words(reader, required_name(wanted)):
        told = f"{wanted}: nobody's whole name or alias; did you mean {listed(parts, ' or ')}?"
        raise NotFoundError(f"{told} Give the id, or the whole name")
    raise _unknown(reader, wanted)


def renamed(reader: "Reader", wanted: str, found: Sequence[KnownSpeaker]) -> list[KnownSpeaker]:
    """Those ``found`` who were called that until people named them otherwise, or made one of two speakers."""
    folded = fold(wanted)
    others = [one for one in found if fold(one.name) != folded]
    if not others:
        return []
    so_called = {*_merged_away(reader, folded).values()}
    if _aliased(reader, others, folded):
        renamings = reader.scalars(select(Correction.data).where(Correction.action == Action.RENAME)).all()
        so_called |= {data["speaker"] for data in map(json.loads, renamings) if folded in map(fold, former_names(data))}
    return [one for one in others if one.id in so_called]


def merged_into(reader: "Reader", speaker: int) -> int | None:
    """The id of whoever is now all that the speaker was; None if it is still somebody."""
    folded = reader.scalars(select(Speaker.folded).where(Speaker.id == speaker)).first()
    return None if folded is None else _merged_away(reader, folded).get(speaker)


def called(reader: "Reader", wanted: str) -> list[KnownSpeaker]:
    """Those with this id or Wikidata's; else those of whom it is a whole name or alias, or who are known by it, as the
    International Monetary Fund is by IMF; else the persons who are called so without their title. Most frequent first.
    """
    folded = required_name(wanted)
    numbered = [int(wanted)] if _ID.fullmatch(wanted) else []
    return (
        _counted(reader, numbered, every=True)
        or _counted(reader, _of_wikidata(reader, wanted), every=True)
        or _counted(reader, _wholly(reader, folded))
        or _counted(reader, _known_as(reader, wanted))
        or _titled(reader, folded)
    )


def ambiguous(wanted: str, found: Sequence[KnownSpeaker]) -> str:
    """Say in one line that several speakers go by a name, and which."""
    return f"{wanted}: {len(found)} speakers are called that: {listed(found)}"


def listed(found: Sequence[KnownSpeaker], separator: str = ", ") -> str:
    """Those whom a person chooses from, with their ids."""
    listed = separator.join(f"{one.id} ({one.name or 'no name'}, {one.kind})" for one in found[:_MOST_LISTED])
    return f"{listed} and {len(found) - _MOST_LISTED} more" if len(found) > _MOST_LISTED else listed


def _unknown(reader: "Reader", wanted: str) -> NotFoundError:
    if near := KnownNames(reader).near(wanted):
        return NotFoundError(f"{wanted}: no such speaker; did you mean {' or '.join(near)}?")
    return NotFoundError(f"{wanted}: no such speaker").mended_by(Remedy.LIST_SPEAKERS)


def _by_words(reader: "Reader", folded: str) -> list[KnownSpeaker]:
    """Those in whose names these words stand."""
    words = (" " + Speaker.folded + " ").contains(f" {folded} ")
    found = _counted(reader, reader.scalars(select(Speaker.id).where(words)))
    bare = without_titles(folded)
    return found or ([] if bare == folded else _persons(_by_words(reader, bare)))


def titled(reader: "Reader", wanted: str) -> int | None:
    """The id of the one person whom ``wanted`` names with a title, if nobody is called just so; None else."""
    folded = required_name(wanted)
    found = [] if _counted(reader, _wholly(reader, folded)) else _titled(reader, folded)
    return found[0].id if len(found) == 1 else None


def _titled(reader: "Reader", folded: str) -> list[KnownSpeaker]:
    """The persons whom it names with a title: Owen Pugh by "Cllr Owen Pugh"."""
    bare = without_titles(folded)
    return [] if bare == folded else _persons(_counted(reader, _wholly(reader, bare)))


def _persons(found: list[KnownSpeaker]) -> list[KnownSpeaker]:
    return [one for one in found if one.kind == SpeakerKind.PERSON]


def required_name(name: str) -> str:
    """``name`` folded. Raises NotFoundError if nothing is left of it."""
    if folded := fold(name):
        return folded
    raise NotFoundError(f"{name!r}: no name to look for; give at least one letter or digit")


def _of_wikidata(reader: "Reader", wanted: str) -> Iterable[int]:
    """Looked for only if it may be an id of Wikidata's, for there is no index."""
    return reader.scalars(select(Speaker.id).where(Speaker.wikidata == wanted)) if _WIKIDATA.fullmatch(wanted) else ()


def _wholly(reader: "Reader", folded: str) -> set[int]:
    # "The mayor" has the name "mayor".
    named = reader.scalars(select(Speaker.id).where(Speaker.folded.in_({folded, folded.removeprefix("the ")}))).all()
    gone = _merged_away(reader, folded) if named else {}
    return {
        *(gone.get(number, number) for number in named),
        *_given_to(reader, folded),
        *reader.scalars(_written_as(folded)),
    }


def _known_as(reader: "Reader", wanted: str) -> Iterable[int]:
    known = known_organisation(wanted) or known_person(wanted)
    return _wholly(reader, fold(known.name)) if known else ()


def _given_to(reader: "Reader", folded: str) -> Iterable[int]:
    """Those to whom people gave this alias."""
    return reader.scalars(select(SpeakerAlias.speaker_id).where(SpeakerAlias.folded == folded))


def _merged_away(reader: "Reader", folded: str) -> dict[int, int]:
    """Those called so whom nothing means since people merged them into others, each with that one."""
    is_meant = select(Attribution.id).where(Attribution.speaker_id == Speaker.id).exists()
    called_so = select(Speaker.id, Speaker.name, Speaker.kind).where(Speaker.folded == folded, ~is_meant)
    unmeant = reader.execute(called_so).all()
    if not unmeant:
        return {}
    moves = reader.execute(select(Correction.id, Correction.action, Correction.data).where(_MOVES)).all()
    decisions = take_together(
        one for one in effective([SpeakerCorrection(row.id, Action(row.action), json.loads(row.data)) for row in moves])
    )
    gone = {}
    for number, name, kind in unmeant:
        into = decisions.link(Mention(_NO_ARTICLE, name, SpeakerKind(kind), number, chosen=True)).speaker
        if into != number:
            gone[number] = into
    return gone


def _written_as(folded: str) -> Select[int]:
    """Those for whom an engine took these words; where a person says who it is, they are another's."""
    by_engine = Attribution.chosen_speaker_id.is_(None)
    found = select(Attribution.speaker_id).where(Attribution.alias_folded == folded, by_engine).distinct()
    if not is_description(folded):
        return found
    # What the engine said before somebody said otherwise is kept, and no longer shown.
    return found.join(Extraction, Extraction.id == Attribution.extraction_id).where(Extraction.is_shown)


def _counted(reader: "Reader", ids: Iterable[int], every: bool = False) -> list[KnownSpeaker]:
    """The speakers of these ids, but (without ``every``) for those that nothing means and nobody named."""
    connection = as_connection(reader)
    known = ask(connection, _known(on_sqlite=is_sqlite(connection)), ids=ids_given(connection, set(ids)))
    found = [KnownSpeaker(*row) for row in known]
    used = found if every else [one for one in found if one.attributions] or _given(reader, found)
    return sorted(sorted(used, key=attrgetter("id")), key=attrgetter("attributions"), reverse=True)


# Kept, as the next is, because making a statement takes as long as running it.
@cache
def _known(*, on_sqlite: bool) -> Select[*tuple[Any, ...]]:
    """What is known of the speakers ``ids``."""
    mentions = select(func.count()).where(Attribution.speaker_id == Speaker.id).scalar_subquery()
    known = select(Speaker.id, Speaker.name, Speaker.kind, mentions)
    return known.where(is_given(Speaker.id, on_sqlite=on_sqlite))


@cache
def _together(names: int) -> Select[int, str]:
    """Speakers who are several people, their names with one of ``name0`` and so on in them if there are any.

    Word for word the condition of the index; of those in it the database leaves out most.
    """
    query = select(Speaker.id, Speaker.name).where(text(SEVERAL))
    # Folding leaves nothing of a name that has a meaning in a pattern.
    fitting = [Speaker.folded.contains(bindparam(f"name{place}", type_=Text())) for place in range(names)]
    return query.where(or_(*fitting)) if fitting else query


def _aliased(reader: "Reader", found: list[KnownSpeaker], folded: str) -> list[KnownSpeaker]:
    """Those whom people gave that alias."""
    given = {*_given_to(reader, folded)}
    return [one for one in found if one.id in given]


def _given(reader: "Reader", found: list[KnownSpeaker]) -> list[KnownSpeaker]:
    """Those to whom people gave names before any article named them."""
    given = {*reader.scalars(select(SpeakerAlias.speaker_id))} | {
        *reader.scalars(select(Speaker.id).where(Speaker.wikidata.is_not(None)))
    }
    return [one for one in found if one.id in given]


class KnownNames:
    """All names and aliases as they are written, by their words and by each of these."""

    def __init__(self, reader: "Reader") -> None:
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        for name in (
            *reader.scalars(select(Speaker.name).where(Speaker.id.in_(select(Attribution.speaker_id)))),
            *reader.scalars(select(SpeakerAlias.alias)),
            *reader.scalars(select(Attribution.alias).where(Attribution.alias.is_not(None)).distinct()),
        ):
            self.add(name)

    def add(self, name: str) -> None:
        """One more that somebody has."""
        words = fold(name)
        for part in (words, *words.split()):
            self._known[part].add(name)

    def near(self, wanted: str) -> list[str]:
        """Those near ``wanted``, which may also be near one word of them."""
        near = get_close_matches(fold(wanted), sorted(self._known), n=3, cutoff=0.75)
        return list(dict.fromkeys(min(self._known[words], key=lambda name: (len(name), name)) for words in near))
