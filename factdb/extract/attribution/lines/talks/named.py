"""Whom the name in a label names by itself: "Ann Roe", "Mr. Roe", "Vice Adm. Roe", "A.B.", "Senators"."""

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.text.whitespace import WORD

PARTICLES = frozenset(ENGLISH.words("name_particles"))
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}")
_PART = re.compile(
    r"(?i:(?:act|count|day|part|phase|section|step)\s(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five)"
    rf"|(?:{ENGLISH.any_of('months')})\s\d{{1,4}})"
)
# These speak, wherever others do, and are not named.
VOICES = frozenset(ENGLISH.words("voices"))
# What stands before the surname in a label, and before nothing else: "MR PRICE", though a price is no name.
ADDRESSES = frozenset(["congressman", "congresswoman", "councillor", "dr", "lord", "miss", "mr", "mrs", "ms", "mx"])
ADDRESSES |= {"councilman", "councilmember", "councilor", "councilwoman", "dame", "det", "detective", "hon", "justice"}
ADDRESSES |= {"archbishop", "baroness", "bishop", "earl", "lady", "viscount", "viscountess"}
ADDRESSES |= {"adv", "cllr", "mayor", "prof", "professor", "rep", "rt", "sen", "senator", "shri", "sir", "smt"}


def is_thing(name: str) -> bool:
    """ "CLIP #2", but not "JUROR #2"; "COUNT ONE", "June 11"."""
    if _PART.fullmatch(name):
        return True
    return "#" in name and not any(word.casefold() in {*lx.ROLES, *VOICES} for word in WORD.findall(name))


def is_written_as_name(name: str) -> bool:
    """ "Zyzza van der Qorm": two words or three, all with a capital but for particles, and none that no name has."""
    words = [word for word in WORD.findall(name) if word not in PARTICLES]
    return 2 <= len(words) <= 3 and all(
        word[0].isupper() and word.casefold() not in lx.NOT_NAMES and word.casefold() not in lx.PRONOUNS
        for word in words
    )


def is_in_title_case(name: str) -> bool:
    """ "Ann Roe", "Fox's Ann Roe", "An Ceann Comhairle": two words or more, each with a capital."""
    words = WORD.findall(name)
    return len(words) > 1 and not name.isupper() and all(word[0].isupper() for word in words)


def is_initials(name: str) -> bool:
    """ "A.B.", but not "U.S."."""
    return _INITIALS.fullmatch(name) is not None and name.casefold() not in lx.PLACES


def is_addressed(name: str) -> bool:
    """ "Mr. Price": how people are addressed, and a name."""
    words = WORD.findall(name)
    return len(words) > 1 and words[0].casefold() in ADDRESSES and words[-1][0].isupper()


def is_titled(name: str) -> bool:
    """ "Vice Adm. Price": a title, and a name."""
    words = WORD.findall(name)
    return words[-1][0].isupper() and not lx.TITLES.isdisjoint(word.casefold() for word in words[:-1])


def is_group(key: str) -> bool:
    """ "Opposition senators": several who speak at once."""
    return key in lx.ROLE_PLURALS or key in lx.GROUPS or key in lx.ANONYMOUS or key in VOICES


def is_full_name(name: str) -> bool:
    """ "Ann Roe": begins with a given name."""
    words = WORD.findall(name)
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and words[0].casefold() in lx.GIVEN_NAMES
