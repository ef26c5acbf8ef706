"""Whom "the president" means, where the article knows of one alone."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.reading import Reading
from factdb.language import lexicon as lx
from factdb.names.authority import known_person
from factdb.names.persons import generation
from factdb.records import Span

# In characters, how far before an office it is looked whose it may be.
_LOOKED_BACK = 1_500
# Offices of which an article may know one holder: "the president".
_OFFICES = "president|prime minister|pope|governor|mayor|chancellor|queen|king|sheriff"
_OFFICE = re.compile(
    rf"\b[Tt]he (?P<office>(?i:{_OFFICES}))\b(?P<whose>['’]s\b)?(?![\w-])"
    r"(?!\s(?:of|and|who|whom|whose|that|elect|or|for|in)\b|\s[A-Z(“\"]|,\s(?:[A-Z]|an?\b|the\b|who\b))"
)
_OFFICE_ALONE = re.compile(rf"(?:u\.?s\.? )?(?P<office>{_OFFICES})")
# What he who becomes it isn't yet: "elected the president"
_BECOMES = re.compile(
    r"\b(?:is|was|be|been|being|become|becomes|became|as|elected|remains?|remained|named|called|than|like|not|or)\s\Z",
    re.I,
)
_BEFORE_OFFICE = 12
_ANYBODYS = re.compile(r"\b(?i:whenever|whoever|anyone|anybody)\b|\s[‘'](?=\w)[^’']*\Z")
# Words by which another may be the one of an office: "a mayor", "mayors", "the former president", "president of Kelso";
# and in characters how far before the office they begin.
_NAMED = re.compile(rf"\b(?P<office>{_OFFICES})(?P<several>s?)\b", re.I)
_ANOTHER = re.compile(
    r"\b(?:an?|any|each|every|another|next|future|new|no|first|last|previous|former|then|late|ex|his|her|their|its|our"
    r"|\w+['’]s)(?:-|\s(?:[a-z]+\s)?)\Z",
    re.I,
)
_OF = re.compile(r"\sof\s(?!the United States)", re.I)
_BEFORE_ANOTHER = 80


@dataclass(frozen=True, slots=True)
class Offices:
    """Who holds which office in the article, and where it is told first, if it knows of one holder alone."""

    held: Mapping[str, tuple[int, Entity]]
    titled: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, reading: Reading) -> "Offices":
        """Find the offices that stand before a name as a title, each of one person."""
        text = reading.text
        found: defaultdict[str, list[tuple[int, Entity]]] = defaultdict(list)
        sure: set[str] = set()
        for name, entity in zip(reading.cast.names, reading.cast.entities, strict=True):
            title = name.title.of(text).casefold() if name.title and entity.kind == nm.PERSON else ""
            if alone := _OFFICE_ALONE.fullmatch(title):
                found[alone["office"]].append((name.span.start, entity))
                if len(name.words) > 1 or len(entity.words) == 1:
                    sure.add(alone["office"])
        # "President Clinton" may be the husband of the one who is named in full.
        ones = [office for office, some in found.items() if len({e for _, e in some}) == 1 and office in sure]
        others = set(_others(text)) if ones else set()
        return cls(
            {
                office: found[office][0]
                for office in ones
                # "President Donald Trump" may have been taken for his son, whom the article names as often.
                if office not in others
                and not generation(found[office][0][1].words)
                and not _another_is_told_of(reading, office, found[office][0][1])
            },
            {office: [start for start, _ in some] for office, some in found.items()},
        )

    def told(self, text: str, span: Span) -> Iterator[tuple[int, bool, Entity]]:
        """Where in ``span`` an office stands for whom the article has called so before, and if something is his."""
        for told in _OFFICE.finditer(text, span.start, span.end) if self.held else ():
            since, holder = self.held.get(told["office"].casefold(), (len(text), None))
            becomes = _BECOMES.search(text, max(told.start() - _BEFORE_OFFICE, 0), told.start())
            # "The law says ‘whenever the president finds’": of whoever is president.
            anybodys = _ANYBODYS.search(text, max(span.start, told.start() - _LOOKED_BACK), told.start())
            if holder and since < told.start() and not becomes and not anybodys:
                yield told.end(), bool(told["whose"]), holder

    def untold(self, reading: Reading, spans: Sequence[Span], told: Container[int]) -> int | None:
        """Where it may be told who "the president" in ``spans`` is, with nobody named before; None if it is told."""
        for span in spans:
            office = _OFFICE.search(reading.text, span.start, span.end)
            if office and office.end() not in told:
                if any(entity.kind == nm.PERSON for _, entity in reading.cast.within(Span(span.start, office.start()))):
                    return None
                titled = self.titled.get(office["office"].casefold(), ())
                return titled[max(bisect_left(titled, span.start) - 1, 0)] if titled else span.start
        return None


def _others(text: str) -> Iterator[str]:
    """The offices that another may have."""
    for one in _NAMED.finditer(text):
        begin = max(one.start() - _BEFORE_ANOTHER, 0)
        if one["several"] or _OF.match(text, one.end()) or _ANOTHER.search(text, begin, one.start()):
            yield one["office"].casefold()


def _another_is_told_of(reading: Reading, office: str, holder: Entity) -> bool:
    """Is somebody named as often who is known to have had the office: "Trump" beside "President Nixon"?"""
    role = lx.ROLES.get(office, office)
    return any(
        entity is not holder
        and entity.count >= holder.count
        and (known := known_person(entity.name)) is not None
        and role in known.offices
        for entity in set(reading.cast.entities)
    )
