"""What people are called of whom an article gives no given name: "Mrs Hall" beside Mr Hall, "Lord Grange"."""

from collections.abc import Collection, Sequence

from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Cast, Entity
from factdb.extract.cast.names import PERSON, Name
from factdb.language import ENGLISH
from factdb.names.authority import known_person
from factdb.names.persons import core

_TITLES = dict(entry.split() for entry in ENGLISH.words("courtesy_titles"))


def name_by_titles(text: str, cast: Cast) -> None:
    """Call those by surname and title whom nothing else tells from others of that surname."""
    of_surname: dict[str, set[Entity]] = {}
    titles: dict[Entity, set[str]] = {}
    for name, entity in zip(cast.names, cast.entities, strict=True):
        if entity.kind == PERSON:
            of_surname.setdefault(core(entity.words)[-1], set()).add(entity)
            if len(entity.words) == 1 and (title := _title(text, name)):
                titles.setdefault(entity, set()).add(title)
    for entity, called in titles.items():
        title = called.pop()
        # "Miss Reed" and "Mrs Reed" may be two.
        if not called and (_TITLES[key(title)] == "peer" or _may_be_another(entity, of_surname[entity.words[0]])):
            entity.name = f"{title} {entity.name}"


def _title(text: str, name: Name) -> str:
    """ "Mrs" of "Council leader Mrs Hall"; empty for other titles."""
    words: Sequence[str] = name.title.of(text).split() if name.title else ()
    return words[-1] if words and key(words[-1]) in _TITLES else ""


def _may_be_another(entity: Entity, of_surname: Collection[Entity]) -> bool:
    """Would the surname mean another: of the article, or "Obama" him whom everybody knows, though this is Mrs Obama?"""
    known = known_person(entity.name)
    return known.gender != entity.gender if known else len(of_surname) > 1
