"""The word lists that speaker resolution reads, loaded once; all entries are in lower case."""

from functools import lru_cache

from factdb.language import ENGLISH


def _words(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in ENGLISH.words(name))


def _people(*files: str) -> tuple[dict[str, str], dict[str, str]]:
    """Gender by noun (m or f, only where it tells one) and role by noun (what the noun stands for)."""
    rows = [entry.split(maxsplit=2) for file in files for entry in ENGLISH.words(file)]
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


GIVEN_NAMES = dict(entry.split() for entry in ENGLISH.words("given_names"))
SURNAMES = _words("surnames")
# Of names of things: "Cold War".
NO_GIVEN_NAMES = _words("no_given_names") - GIVEN_NAMES.keys()
NO_SURNAMES = _words("no_surnames") - SURNAMES
TITLE_GENDER, _TITLE_ROLE = _people("titles")
TITLES = frozenset(entry.split()[0] for entry in ENGLISH.words("titles"))
ROLE_GENDER, ROLES = _people("role_nouns", "titles")
ROLE_PLURALS = {_plural(noun): role for noun, role in ROLES.items()}
ANONYMOUS = _words("anonymous_nouns")
GROUPS = _words("group_nouns")
ORGANISATION_NOUNS = _words("organisation_nouns")
ORGANISATION_PLURALS = frozenset(map(_plural, ORGANISATION_NOUNS))
ORGANISATION_WORDS = ORGANISATION_NOUNS | _words("organisation_names")
DOCUMENTS = _words("document_nouns")
DOCUMENT_PLURALS = frozenset(map(_plural, DOCUMENTS))
# By sort: the nouns that call an organisation of this sort, and the words of a name that tell the sort.
SORTS = {
    sort.strip(): (frozenset(nouns.split()), frozenset(words.split()))
    for sort, nouns, words in (entry.split("|") for entry in ENGLISH.words("organisation_sorts"))
}
# The sorts that hand on what others say.
OUTLETS = frozenset({"newspaper", "magazine", "broadcaster", "news agency", "website"})
POSITIONS = _words("player_positions")
ROLE_VARIATIONS = _words("role_variations") | POSITIONS
ORGANISATION_VARIATIONS = _words("organisation_variations")
TITLE_WORDS = _words("title_words")
DEMONYMS = _words("demonyms")
COUNTRY_OF = dict(entry.split() for entry in ENGLISH.words("countries"))
PLACES = _words("places")
STATES = {short.strip(): state.strip() for short, state in (entry.split("|") for entry in ENGLISH.words("us_states"))}
# "Fla." and "Calif." stand behind a town; "In" and "Me" may be other words.
PLACES |= frozenset(short for short in STATES if len(short) > 2 and short not in {"ill", "miss", "mass", "wash", "del"})
# As they are written: "KC", "PhD".
_POST_NOMINALS = [entry.split() for entry in ENGLISH.words("post_nominals")]
POST_NOMINALS = frozenset(letters for letters, *_ in _POST_NOMINALS)
LETTERS_OF_LEGISLATORS = frozenset(letters for letters, *of_whom in _POST_NOMINALS if of_whom)
LETTERS_OF_RANK = _words("letters_of_rank")
NOT_NAMES = _words("not_names")
KICKERS = _words("kickers")

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
SECOND_PERSON = frozenset({"you", "your", "yours"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER_PRONOUNS = frozenset({"it", "its", "itself"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
PRONOUNS = MASCULINE | FEMININE | FIRST_PERSON | SECOND_PERSON | PLURAL_PRONOUNS | NEUTER_PRONOUNS | RELATIVES
ARTICLES = frozenset({"the", "a", "an"})
PREPOSITIONS = _words("prepositions")
# None of these is part of what somebody is called before a name: "whether", "after", "met", "his".
CLAUSE_WORDS = _words(
    "prepositions", "linking_words", "subordinators", "complementisers", "determiners", "relatives", "finite_verbs",
    "weekdays", "subject_pronouns",
) | {"including"}  # fmt: skip
PAST_VERBS = _words("past_verbs")
INDEFINITE = _words("indefinite_pronouns")
BODIES_OR_PEOPLE = _words("bodies_or_people")
QUANTIFIERS = _words("quantifiers")
SPEECH_VERBS = frozenset(ENGLISH.sayings("before-name"))
WEEKDAYS = _words("weekdays")
OTHER_ONES = _words("other_ones")
ORGANISATION_FIELDS = _words("organisation_fields")
BYSTANDERS = _words("bystanders")
HEADS = _words("heads")
HEADS_BY_OFFICE = _words("heads_by_office")


@lru_cache(maxsize=50_000)  # an article says the same nouns over and over, and all articles do
def singular(noun: str) -> str:
    """The singular of a regular plural, or the noun itself."""
    if noun.endswith(("men", "women")):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ses", "xes", "ches", "shes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
