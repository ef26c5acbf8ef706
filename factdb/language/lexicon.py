"""The word lists that speaker resolution reads, loaded once; all entries are in lower case."""

from factdb.language.wordlists import LISTS, entries


def _words(name: str) -> frozenset[str]:
    return frozenset(entries(LISTS / name))


def _people(*files: str) -> tuple[dict[str, str], dict[str, str]]:
    """Gender by noun (m or f, only where it tells one) and role by noun (what the noun stands for)."""
    rows = [entry.split(maxsplit=2) for file in files for entry in entries(LISTS / file)]
    return (
        {noun: gender for noun, gender, _ in rows if gender != "-"},
        {noun: role for noun, _, role in rows if role != "-"},
    )


_IRREGULAR = {"person": "people", "child": "children"}


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith(("man", "woman")) and not noun.endswith("human"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in set("aeou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


GIVEN_NAMES = dict(entry.split() for entry in entries(LISTS / "given_names.txt"))
SURNAMES = _words("surnames.txt")
TITLE_GENDER, _TITLE_ROLE = _people("titles.txt")
TITLES = frozenset(entry.split()[0] for entry in entries(LISTS / "titles.txt"))
ROLE_GENDER, ROLES = _people("role_nouns.txt", "titles.txt")
ROLE_PLURALS = {_plural(noun): role for noun, role in ROLES.items()}
ANONYMOUS = _words("anonymous_nouns.txt")
GROUPS = _words("group_nouns.txt")
ORGANISATION_NOUNS = _words("organisation_nouns.txt")
ORGANISATION_PLURALS = frozenset(map(_plural, ORGANISATION_NOUNS))
ORGANISATION_WORDS = ORGANISATION_NOUNS | _words("organisation_names.txt")
DOCUMENTS = _words("document_nouns.txt")
DOCUMENT_PLURALS = frozenset(map(_plural, DOCUMENTS))
# By sort: the nouns that call an organisation of this sort, and the words of a name that tell the sort.
SORTS = {
    sort.strip(): (frozenset(nouns.split()), frozenset(words.split()))
    for sort, nouns, words in (entry.split("|") for entry in entries(LISTS / "organisation_sorts.txt"))
}
ROLE_VARIATIONS = _words("role_variations.txt")
ORGANISATION_VARIATIONS = _words("organisation_variations.txt")
TITLE_WORDS = _words("title_words.txt")
DEMONYMS = _words("demonyms.txt")
PLACES = _words("places.txt")
STATES = {
    short.strip(): state.strip() for short, state in (entry.split("|") for entry in entries(LISTS / "us_states.txt"))
}
# "Fla." and "Calif." stand behind a town; "In" and "Me" may be other words.
PLACES |= frozenset(short for short in STATES if len(short) > 2 and short not in {"ill", "miss", "mass", "wash", "del"})
NOT_NAMES = _words("not_names.txt")

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
SECOND_PERSON = frozenset({"you", "your", "yours"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER_PRONOUNS = frozenset({"it", "its", "itself"})
RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
PRONOUNS = MASCULINE | FEMININE | FIRST_PERSON | SECOND_PERSON | PLURAL_PRONOUNS | NEUTER_PRONOUNS | RELATIVES
ARTICLES = frozenset({"the", "a", "an"})
PREPOSITIONS = _words("prepositions.txt")
INDEFINITE = _words("indefinite_pronouns.txt")
QUANTIFIERS = _words("quantifiers.txt")
SPEECH_VERBS = _words("speech_verbs.txt")
WEEKDAYS = _words("weekdays.txt")
OTHER_ONES = _words("other_ones.txt")
ORGANISATION_FIELDS = _words("organisation_fields.txt")


def singular(noun: str) -> str:
    """The singular of a regular plural, or the noun itself."""
    if noun.endswith(("men", "women")):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
