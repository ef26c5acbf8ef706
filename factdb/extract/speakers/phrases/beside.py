"""Who is named beside the head of a source: in a list, behind a comma, in a headline."""

import re
from collections.abc import Sequence

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.speakers.phrases.lists import AND, gap, start_of
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span

RELATIVE = re.compile(r", (?:who|which|whose|where)\b")
# "a candidate named Ann Reed", "one woman, who gave her name only as Ann", "the group, dubbed “Harbour Now”"
_CALLED = re.compile(
    r"\b(?:named|called|dubbed|known as|"
    r"identified (?:(?:him|her)self )?(?:only )?as|g[ai]ve (?:his|her) name (?:only )?as) (?:the )?[“\"‘]?$"
)
# "Seven senators, including Ann Reed" are seven, whom else they name.
_SOME_OF = re.compile(r", (?:including|among them|such as|some of them) ")
_COMMA_BEHIND = re.compile(rf",(?:\Z| (?:{ENGLISH.any_saying('after-name', 'aside')})\b)")
# What parts a description from the name behind it: "former mayor (and current baker) Ann Reed".
_SET_OFF = re.compile(r"\s\([^()]{1,60}\)\s\Z|(?:(?:,|\s[–—-]{1,2})\s|—)(?!.*(?:(?:,|\s[–—-]{1,2})\s|—))")
# "Some senators, including majority leader Ann Reed": she is one of them.
_NO_ROLE = lx.PREPOSITIONS | lx.RELATIVES | {"and", "or", "but", "including", "like", "such", "notably", "excluding"}


def listed(text: str, head: tuple[Name, Entity], names: Sequence[tuple[Name, Entity]]) -> tuple[Entity, ...]:
    """The head and what is listed with it: "A, B and C"; with a person only persons."""
    names = [pair for pair in names if pair[1].kind == nm.PERSON or head[1].kind != nm.PERSON]
    at = next(i for i, pair in enumerate(names) if pair is head)
    first = last = at
    while first and gap(text, names[first - 1][0], names[first][0]):
        first -= 1
    while last + 1 < len(names) and gap(text, names[last][0], names[last + 1][0]):
        last += 1
    while last > at and not AND.search(gap(text, names[last - 1][0], names[last][0])):
        last -= 1
    # "Ann Reed, Consultant Surgeon and Clinical Lead, said": what is set off on both sides is what she is.
    set_off = first == at and _COMMA_BEHIND.match(text, names[last][0].span.end)
    no_names = any(pair[1].kind != nm.PERSON or _tells_office(pair[0]) for pair in names[first + 1 : last + 1])
    if set_off and no_names and gap(text, names[first][0], names[min(first + 1, last)][0]) == ", ":
        return (head[1],)
    if first < last and AND.search(gap(text, names[last - 1][0], names[last][0])):
        return tuple(dict.fromkeys(entity for _, entity in names[first : last + 1]))
    return (head[1],)


def is_bare(text: str, span: Span, names: Sequence[Name]) -> bool:
    """Two surnames and "and"; two names of a headline with nothing but a comma between them, "Clinton, Sanders"; no
    "— Ann Reed, Pier Live".
    """
    if len(names) != 2 or (start_of(names[0]), names[1].span.end) != (span.start, span.end):
        return False
    between = text[names[0].span.end : start_of(names[1])]
    if between == " and " and max(len(name.words) for name in names) == 1:
        return True
    if any(name.kind == nm.GROUP for name in names) or text[max(span.start - 2, 0) : span.start] in ("— ", "– "):
        return False
    return between == ", " and not names[1].title


def told_apart(text: str, left: tuple[Name, Entity], right: tuple[Name, Entity]) -> tuple[Entity, ...]:
    """Both of two bare names, but of "Ann Reed, The Herald" and "ANN REED, SECRETARY OF STATE" only the first."""
    no_name = _tells_office(right[0])
    comma = text.startswith(",", left[0].span.end)
    if comma and left[1].kind == nm.PERSON and (right[1].kind != nm.PERSON or no_name):
        return (left[1],)
    return tuple(dict.fromkeys((left[1], right[1])))


def appositive(text: str, core: Span, head: str, names: Sequence[tuple[Name, Entity]]) -> tuple[Entity, ...]:
    """Who is named behind a comma or a dash: "an attorney for Pagliano, Mark MacDougall", "two aides, Ann and Bob"."""
    kind = nm.ORGANISATION if head in lx.ORGANISATION_NOUNS else nm.PERSON
    alike = (pair for pair in names if pair[1].kind in (nm.PERSON, kind))
    if called := next((e for n, e in alike if _CALLED.search(text, core.start, start_of(n))), None):
        return (called,)
    if RELATIVE.match(text, core.end):
        return ()
    for pair in names:
        name, entity = pair
        if _SOME_OF.search(text, core.end, max(start_of(name), core.end)):
            return ()
        parted = _SET_OFF.search(text, core.end, max(start_of(name), core.end))
        # A name may be emphasised, as Markdown does it: "the minister, **Ann Reed**".
        words = text[parted.end() : start_of(name)].strip("*_ ").split() if parted else []
        words = words[1:] if words == ["the"] and name.title else words
        body = head in lx.INDEFINITE or head in lx.BODIES_OR_PEOPLE
        fits = entity.kind == kind or (body and entity.kind == nm.ORGANISATION)
        if parted and fits and (not words or _is_role(words)):
            return listed(text, pair, names)
    return ()


def _tells_office(name: Name) -> bool:
    return not lx.ROLES.keys().isdisjoint((name.words[0], name.words[-1]))


def _is_role(words: Sequence[str]) -> bool:
    """ "syndicated radio host", "Alabama Democratic Party chairwoman", "state": what stands before a person's name."""
    last = key(words[-1])
    before = {word.casefold() for word in words}
    return (last in lx.ROLES or last in lx.DEMONYMS or last == "state") and before.isdisjoint(_NO_ROLE)
