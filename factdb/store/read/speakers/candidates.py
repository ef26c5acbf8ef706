"""Speakers who may be one and the same: likely duplicates for a person to decide about, never joined by themselves."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factdb.names.acronyms import initials, is_acronym
from factdb.names.identity import is_joined
from factdb.names.persons import INITIAL, NICKNAME, SAME, SHORT, are_told_apart, core, likeness
from factdb.records import Speaker as Named
from factdb.records import SpeakerKind
from factdb.store.schema.tables import Attribution, Extraction, Speaker

# How alike names must be: one letter in eight may differ. Of two bodies the words that differ must be alike as well:
# "Kenton County Police" and "Kenley County Police" are of two places, "Center" and "Centre" are one word.
_NEAR, _NEAR_WORDS = 0.875, 0.82
# How many are compared each with each, and how many neighbours in the alphabet are looked at where there are more.
MANY = 40
_NEIGHBOURS = 5
# Why two people of one surname may be one person, by how alike their given names are.
_ALIKE = {
    SAME: (0.95, "same first and last name"),
    NICKNAME: (0.9, "same surname, nickname"),
    INITIAL: (0.85, "same surname, initial"),
    SHORT: (0.8, "same surname, short first name"),
}

Pair = tuple[float, str]


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    name: str
    kind: str
    words: tuple[str, ...]
    total: int
    # Of a name that means another in each article, "Police", the article.
    article: int | None

    @property
    def surname(self) -> str:
        """The last word of a person's name, but for "jr" and the like."""
        return core(self.words)[-1]


def candidates(session: Session) -> Iterator[Mapping[str, Any]]:
    """Pairs of persons or organisations that may be one, best first, then the most frequent first.

    Where more than MANY have a surname or a beginning of a name in common, not each is compared with each: see
    ``_pairs``.

    Columns: score (0 to 1), reason, speaker_id, speaker, total, other_id, other, other_total, kind; the first of a pair
    is the more frequent, and totals are attributions.
    """
    found: dict[tuple[int, int], tuple[Pair, _Known, _Known]] = {}
    for block in _blocks(session):
        for pair in _pairs(block):
            one, other = sorted(pair, key=lambda known: (-known.total, known.id))
            if (one.id, other.id) not in found and (reason := _reason(one, other)):
                found[one.id, other.id] = (reason, one, other)
    ranked = sorted(found.values(), key=lambda pair: (-pair[0][0], -pair[1].total, -pair[2].total, pair[2].id))
    for (score, why), one, other in ranked:
        yield {
            "score": round(score, 2),
            "reason": why,
            "speaker_id": one.id,
            "speaker": one.name,
            "total": one.total,
            "other_id": other.id,
            "other": other.name,
            "other_total": other.total,
            "kind": one.kind,
        }


def _pairs(block: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Whom to compare in a block: all, or of many those that a person would ask about first.

    Those of one name are compared with the most frequent of them. He stands for all in comparing names: each with the
    most frequent ones, and with those that come next in the alphabet, read forwards and backwards, which finds slips in
    either half (the sorted neighbourhoods of Hernández and Stolfo, 1995). So cost grows with the block, not its square.
    """
    if len(block) <= MANY:
        yield from combinations(block, 2)
        return
    ranked = sorted(block, key=lambda known: (-known.total, known.id))
    names: dict[tuple[str, ...], _Known] = {}
    for known in ranked:
        first = names.setdefault(known.words, known)
        if first is not known:
            yield first, known
    firsts = list(names.values())
    for place, known in enumerate(firsts):
        yield from ((often, known) for often in firsts[: min(place, MANY)])
    for spelt in (lambda known: known.words, lambda known: " ".join(known.words)[::-1]):
        in_order = sorted(firsts, key=spelt)
        for place, known in enumerate(in_order):
            yield from ((known, near) for near in in_order[place + 1 : place + 1 + _NEIGHBOURS])


def _blocks(session: Session) -> Iterator[list[_Known]]:
    """Speakers that are worth comparing: of one kind, with a word's beginning or an acronym in common."""
    totals = (
        select(Attribution.speaker_id, func.count().label("total"), func.min(Extraction.article_id).label("article"))
        .join(Extraction, Extraction.id == Attribution.extraction_id)
        .where(Extraction.is_shown)
        .group_by(Attribution.speaker_id)
        .subquery()
    )
    counted = (
        select(Speaker.id, Speaker.name, Speaker.kind, Speaker.folded, totals.c.total, totals.c.article)
        .join(totals, totals.c.speaker_id == Speaker.id)
        .where(Speaker.kind.in_((SpeakerKind.PERSON, SpeakerKind.ORGANISATION)))
        .where(Speaker.folded != "", ~Speaker.name.contains(";"))
        .order_by(Speaker.id)
    )
    blocks: defaultdict[tuple[str, str], list[_Known]] = defaultdict(list)
    for row_id, name, kind, folded, total, article in session.execute(counted):
        words = tuple(folded.removeprefix("the ").split()) or (folded,)
        own = None if is_joined(Named(name, SpeakerKind(kind))) else article
        known = _Known(row_id, name, kind, words, total, own)
        if kind == SpeakerKind.PERSON:
            blocks["surname", known.surname].append(known)
            # A wrong letter seldom stands first, in both names.
            blocks["start", words[0][:2] + known.surname[:1]].append(known)
        else:
            for letters in initials(words) or ("".join(words),):
                blocks["acronym", letters].append(known)
            blocks["start", words[0][:3]].append(known)
    yield from blocks.values()


def _reason(one: _Known, other: _Known) -> Pair | None:
    if one.kind != other.kind or _are_of_two_articles(one, other):
        return None
    if one.kind == SpeakerKind.PERSON and one.surname == other.surname:
        if are_told_apart(one.words, other.words):
            return None
        if compatible := _compatible(one.words, other.words):
            return compatible
    elif one.kind == SpeakerKind.ORGANISATION and is_acronym(one.words, other.words):
        return 0.9, "acronym"
    if len(one.words) != len(other.words):
        return None
    if one.kind == SpeakerKind.ORGANISATION and not _differ_in_letters(one.words, other.words):
        return None
    alike = SequenceMatcher(None, " ".join(one.words), " ".join(other.words))
    # The quick ones are bounds of what takes longer.
    if alike.real_quick_ratio() < _NEAR or alike.quick_ratio() < _NEAR or (ratio := alike.ratio()) < _NEAR:
        return None
    return 0.8 * ratio, "same name" if one.words == other.words else "near spelling"


def _are_of_two_articles(one: _Known, other: _Known) -> bool:
    """ "Police" and "the bank" of one article are others than those of another; of a lone surname it is asked."""
    apart = one.kind == SpeakerKind.ORGANISATION and one.article is not None and other.article is not None
    return apart and one.article != other.article


def _differ_in_letters(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Are the words that differ the same but for a letter: "Wells" and "Wels", not "Kenton" and "Kenley"?"""
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    differing = (" ".join(words) for words in zip(*pairs, strict=True)) if pairs else ("", "")
    return SequenceMatcher(None, *differing).ratio() >= _NEAR_WORDS


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> Pair | None:
    """Why two people of one surname may be one person."""
    if 1 in (len(core(one)), len(core(other))):
        return 0.6, "same surname"
    return _ALIKE.get(likeness(one[0], other[0]))
