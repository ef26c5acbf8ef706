"""The built-in authority list: persons and organisations that news often names by less than their full name."""

from dataclasses import dataclass

from factdb.language.wordlists import LISTS, entries
from factdb.names.folding import plain


@dataclass(frozen=True, slots=True)
class Known:
    """A person or an organisation of the list; ``gender`` is m, f or empty, ``sort`` is what an organisation is."""

    name: str
    gender: str = ""
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
    for file, found in (("authority_people.txt", people), ("authority_organisations.txt", organisations)):
        for entry in entries(LISTS / file):
            name, told, others = (part.strip() for part in entry.split("|"))
            known = Known(name, gender=told) if found is people else Known(name, sort=told)
            for written in (name, *others.split(";")):
                if plain(written):
                    found[plain(written)] = known
    return people, organisations


_PEOPLE, _ORGANISATIONS = _read()
