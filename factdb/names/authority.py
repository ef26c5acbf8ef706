"""The built-in authority list: persons and organisations that news often names by less than their full name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from factdb.language import ENGLISH
from factdb.names.folding import plain

_LEGAL_FORMS = frozenset(ENGLISH.words("legal_forms"))
_AT_HOME = ENGLISH.words("home_countries")
# Sorts of the list: of these a name may say what they are by law, and of those which country's.
_COMPANIES = frozenset({"company", "bank"})
_PUBLIC = frozenset({"agency", "chamber", "commission", "committee", "council", "court", "department", "service"})


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


def known_offices() -> frozenset[str]:
    """All that somebody of the list has been: "president", "prime minister"."""
    return frozenset(office for known in _PEOPLE.values() for office in known.offices)


# An article says the same names over and over, and all articles do.
@lru_cache(maxsize=50_000)
def known_organisation(name: str) -> Known | None:
    """Which organisation a name or an acronym means: "F.B.I.", "the Fed", "Boeing Co.", "U.S. Department of Justice".

    >>> known_organisation("the F.B.I.").name
    'Federal Bureau of Investigation'
    """
    written = plain(name)
    if found := _ORGANISATIONS.get(written):
        return found
    company = _ORGANISATIONS.get(without_legal_form(written))
    if company and company.sort in _COMPANIES:
        return company
    public = next((_ORGANISATIONS.get(written[len(us) + 1 :]) for us in _AT_HOME if written.startswith(f"{us} ")), None)
    return public if public and public.sort in _PUBLIC else None


def without_legal_form(name: str) -> str:
    """A name as ``plain`` has it without what the company is by law.

    >>> without_legal_form("harbour foods co inc")
    'harbour foods'
    """
    first, *rest = name.split() or [""]
    while rest and rest[-1] in _LEGAL_FORMS:
        rest.pop()
    return " ".join((first, *rest))


def written_organisations() -> tuple[str, ...]:
    """All that organisations of the list are called, as it writes them."""
    return tuple(
        written.strip()
        for name, _, others in map(_fields, ENGLISH.words("authority_organisations"))
        for written in (name, *others.split(";"))
        if written.strip()
    )


def people(entries: Iterable[str]) -> dict[str, Known]:
    """The persons of a list by all that they are called, as ``plain`` has it: name | gender | offices | other names.

    >>> people(["Ada Poe | f | mayor, judge | Poe; A. Poe"])["poe"].name
    'Ada Poe'
    """
    found: dict[str, Known] = {}
    for name, gender, offices, others in map(_fields, entries):
        held = frozenset(office.strip() for office in offices.split(",") if office)
        _add(found, Known(name, gender, held), others)
    return found


def organisations(entries: Iterable[str]) -> dict[str, Known]:
    """The organisations of a list in the same way: name | sort | other names."""
    found: dict[str, Known] = {}
    for name, sort, others in map(_fields, entries):
        _add(found, Known(name, sort=sort), others)
    return found


def _fields(entry: str) -> list[str]:
    return [part.strip() for part in entry.split("|")]


def _add(found: dict[str, Known], known: Known, others: str) -> None:
    for written in (known.name, *others.split(";")):
        if plain(written):
            found[plain(written)] = known


_PEOPLE = people(ENGLISH.words("authority_people"))
_ORGANISATIONS = organisations(ENGLISH.words("authority_organisations"))
