"""The built-in authority list: persons and organisations that news often names by less than their full name."""

from dataclasses import dataclass

from factdb.language import ENGLISH
from factdb.names.folding import plain


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the list with gender (m or f) and the offices ever held, or an organisation with its sort."""

    name: str
    gender: str = ""
    offices: frozenset[str] = frozenset()
    sort: str = ""


def known_person(name: str) -> Known | None:
    """Whom a name means in any article that names no other so: "Obama", "Donald J. Trump".

    >>> known_person("Merkel").name
    'Angela Merkel'
    """
    return _PEOPLE.get(plain(name))


def known_organisation(name: str) -> Known | None:
    """Which organisation a name or an acronym means: "F.B.I.", "the Fed".

    >>> known_organisation("the F.B.I.").name
    'Federal Bureau of Investigation'
    """
    return _ORGANISATIONS.get(plain(name))


def _read() -> tuple[dict[str, Known], dict[str, Known]]:
    people: dict[str, Known] = {}
    organisations: dict[str, Known] = {}
    for entry in ENGLISH.words("authority_people"):
        name, gender, offices, others = (part.strip() for part in entry.split("|"))
        _add(people, Known(name, gender, frozenset(office.strip() for office in offices.split(","))), others)
    for entry in ENGLISH.words("authority_organisations"):
        name, sort, others = (part.strip() for part in entry.split("|"))
        _add(organisations, Known(name, sort=sort), others)
    return people, organisations


def _add(found: dict[str, Known], known: Known, others: str) -> None:
    for written in (known.name, *others.split(";")):
        if plain(written):
            found[plain(written)] = known


_PEOPLE, _ORGANISATIONS = _read()
