"""What the words of a name and those around it tell: a company without "Inc.", what a body is, a person's gender."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import ORGANISATION, UNKNOWN, Name
from factdb.extract.cast.public_bodies import is_placed
from factdb.language import ENGLISH, longest_of
from factdb.language import lexicon as lx
from factdb.names.authority import Known, known_person
from factdb.names.persons import GENERATIONS, NICKNAME, SHORT_FOR, core, generation, likeness, same_given

# An age behind a name, before what else is told of whoever has it: "Ann Reed, 35, a clerk"; also in verbose patterns.
AGE = r"(?:,\ (?:aged?\ )?\d{1,3}(?=,\ ))?"
# What stands after a name and may say that it is a person's: "Xi Jinping, the president of China,".
_DESCRIBED = re.compile(AGE + r", (who\b|(?:an?|the|his|her|their|[A-Z][\w.]+['’]s) [^,.;]{3,70})")
# What is a person's and called by the name: "the Reed administration".
_OWNED = re.compile(r" (?:administration|campaign|presidency|White House|cabinet|era|camp)\b")
_VERBS = lx.SPEECH_VERBS | {"is", "was", "are", "were", "has", "had", "will", "would", "can", "could", "did", "does"}
_SAY = longest_of(lx.SPEECH_VERBS)
_SPEAKS = re.compile(rf"(?:, (?:who\b|\d\d\b)|(?: also| \w+ly)? (?:{_SAY})\b)")
# "Reed joked", "Reed's mother", "Reed told them that he": what no company does or has.
_OF_A_PERSON = re.compile(
    r" (?:said|says|(?:told|tells)(?: [\w’'-]+){1,4}?)(?: that)? s?he\b"
    r"| (?:joked|laughed|smiled|sighed|shrugged|grinned|quipped|wept|whispered|chuckled|nodded)\b"
    r"|['’]s (?:mother|father|parents|wife|husband|widow|sister|brother|son|daughter|barrister)\b"
)
# In characters.
_LONGEST_VERB = 30
_SPOKE = re.compile(rf"\b(?:{_SAY}) \Z")
# What a company's name may be cut of at its end: "Moderna Inc.", "Fox News Channel".
COMPANY_ENDS = frozenset(ENGLISH.words("company_ends"))
_FORCES = frozenset(ENGLISH.words("police_forces"))
# "WXYZ", "KXYZ-TV": stations of the United States.
_CALL_LETTERS = re.compile(r"(?:W|K)[A-Z]{3}(?:-?(?:TV|FM|AM))?")
_ADDRESS = re.compile(r"\w\.(?:com|net)$")
# A lone surname is not that of a relative of somebody who was named before: "his wife, Victoria Ankrah".
_RELATIVE = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w-]+['’]s) (?:\w+ )?"
    r"(?:wife|husband|spouse|partner|widow|son|daughter|brother|sister|mother|father|"
    r"cousin|niece|nephew|uncle|aunt|grand(?:son|daughter|mother|father))(?:,| is| was)? $"
    r"|\b(?:daughter|son|brother|sister|widow|wife|husband) of $|\bnamed (?:after|for)(?: \w+,)? $"
)
_END = "(?:death|murder|killing|funeral|body|killers?|murderers?|suicide)"
# In characters.
_NEAR_DEATH = 2000
_DIED = (
    r"(?:died|drowned|(?:had )?passed away|(?:was|were|is|had) (?:\w+ly )?(?:killed|murdered|dead|died|shot dead|"
    r"stabbed to death|beaten to death|found dead|pronounced dead|fatally \w+))\b"
)
# "Egyptian Harbours": but "Democrat Ann Reed" is a person.
_PEOPLES = lx.DEMONYMS - lx.ROLES.keys() - lx.GIVEN_NAMES.keys()
# Between a name and that of the father.
_OF_FATHER = frozenset({"bin", "ibn", "bint"})
# In words: what has more is hardly somebody's name.
_LONGEST_NAME = 3
# In letters: shorter surnames are alike by chance.
_LONG_ENOUGH = 5
# As they are without their points.
_STATES_BY_LETTERS = frozenset({"us", "uk", "un", "eu"})
# The first sort of an organisation that a word tells.
_SORTS = {word: sort for sort, (_, telling) in reversed(lx.SORTS.items()) for word in telling}


def holds_letters(written: str) -> bool:
    """ "New GM", "Acting U.S. Citizenship", "UK Harbours": a word is an acronym of a body or a place."""
    if key(written.split(maxsplit=1)[0]) in _STATES_BY_LETTERS:
        return True
    return not written.isupper() and any(
        (word.isupper() and len(word) > 1 and "." not in word and key(word) not in GENERATIONS)
        or key(word) in _STATES_BY_LETTERS
        for word in written.split()[1:]
    )


def holds_office(text: str, known: Known, name: Name) -> bool:
    """ "President Obama" of an article that names another Obama in full."""
    titles = name.title.of(text).split() if name.title else []
    return any(lx.ROLES.get(key(title)) in known.offices for title in titles)


def is_of_a_thing(words: Sequence[str], written: str) -> bool:
    """ "Cold War", "Northern Grid", "CBS Sports", "Marsh & Quill", "Muslim-majority Zenda": no person is called so."""
    first, last = words[0], words[-1]
    # "Police Scotland", "UC Riverside": given names are known by now.
    if last in lx.PLACES:
        return True
    if "&" in words or first in lx.NO_GIVEN_NAMES or last in lx.NO_SURNAMES or last.endswith("tion"):
        return True
    adjective = first in _PEOPLES and len(words) == 2
    letters = written.split(maxsplit=1)[0]
    shouted = len(letters) > 2 and letters.isalpha() and letters.isupper() and not written.isupper()
    return adjective or shouted or ("-" in first and first.partition("-")[0] in _PEOPLES)


def is_headline(words: Sequence[str], alone: Mapping[str, int]) -> bool:
    """ "Reed Launches Harbour Plan" of an article that calls somebody Reed, and nobody Plan: a clause in capitals."""
    no_other = lx.GIVEN_NAMES.keys().isdisjoint(words[1:])
    return len(words) > _LONGEST_NAME and alone[words[0]] > alone[words[-1]] and no_other


def is_fathers(text: str, name: Name, person: Entity) -> bool:
    """ "Salman" beside "Mohamed bin Salman": his father's name, but where "bin" stands before it."""
    before = text[max(name.span.start - 5, 0) : name.span.start].split()[-1:]
    return not _OF_FATHER.isdisjoint(person.words[-2:-1]) and _OF_FATHER.isdisjoint(map(key, before))


def is_owner(text: str, name: Name) -> bool:
    """ "Reed" of "the Reed administration": it tells of what is hers."""
    return _OWNED.match(text, name.span.end) is not None


def is_slip(one: str, other: str) -> bool:
    """Are two surnames alike but for one letter more, or two neighbours that changed places: "Balman" and "Balkman"?

    Two that there are may be those of two people.
    """
    # "The Balkmans" are several.
    if len(one) < _LONG_ENOUGH or {one, other} <= lx.SURNAMES or one + "s" == other or other + "s" == one:
        return False
    return _is_a_letter_off(one, other)


def _is_a_letter_off(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1:
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    apart = [i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and len(short) == len(long)
    return swapped and [long[i] for i in apart] == [short[i] for i in reversed(apart)]


def says_what(word: str) -> bool:
    """Does a word before an organisation's name say what it is: "automaker", "Dayton-based"?"""
    return word in lx.ORGANISATION_NOUNS or word.endswith("-based")


def describes(word: str, small: Collection[str]) -> bool:
    """May a word before an organisation's name tell what it is; ``small`` are those of the text without a capital?"""
    return word in small or word in lx.NOT_NAMES or says_what(word)


def is_run_into(name: Name, times: Mapping[tuple[str, ...], int], small: Collection[str]) -> bool:
    """ "Remember Ann Reed" of an article that names Ann Reed more often: another word ran into hers."""
    first, *rest = name.words
    # "Georgia Ann Reed" may be her, "Georgia Govenor Ann Reed" is not.
    state = first in lx.PLACES and len(rest) > _LONGEST_NAME - 1
    if name.kind != UNKNOWN or (first in lx.GIVEN_NAMES and not state) or first in lx.SURNAMES or len(first) == 1:
        return False
    often = times[name.words] - (first in small or first in lx.PLACES)
    return any(rest[i] in lx.GIVEN_NAMES and times[tuple(rest[i:])] > often for i in range(len(rest) - 1))


def may_be_person(text: str, name: Name) -> bool:
    """Does a surname that is a company's name too say something, or is it told who has it: "Ford, who left"?"""
    return _SPEAKS.match(text, name.span.end) is not None or (
        _SPOKE.search(text[max(name.span.start - _LONGEST_VERB, 0) : name.span.start]) is not None
    )


def company_stem(words: Sequence[str]) -> tuple[str, ...]:
    """ "aer lingus" of "aer lingus group plc"; nothing if no such word is at the end."""
    end = len(words)
    while end > 1 and words[end - 1] in COMPANY_ENDS:
        end -= 1
    return tuple(words[:end]) if end < len(words) else ()


def short_names(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a body of this name may be called: by the end of it, without "Inc." or the like, "Harlow Police"."""
    for i in range(1, len(words) - 1):
        yield words[i:]
        if words[-i] in COMPANY_ENDS:
            yield words[:-i]
    if stem := police_stem(words):
        yield stem


def police_stem(words: Sequence[str]) -> tuple[str, ...]:
    """ "harlow police" of "harlow police department"; nothing if it is no such name."""
    return tuple(words[:-1]) if len(words) > 2 and words[-2] == "police" and words[-1] in _FORCES else ()


def nouns_of(description: str) -> list[str]:
    """The words of a description before a preposition; none if it is a sentence: "the senator said"."""
    words = description.casefold().split()
    return list(takewhile(lambda word: word not in lx.PREPOSITIONS, words)) if _VERBS.isdisjoint(words) else []


def sort_told(words: Sequence[str], written: str) -> str:
    """What an organisation's name says that it is, by its last telling word or as the call letters of a station."""
    if _CALL_LETTERS.fullmatch(written):
        return "broadcaster"
    if _ADDRESS.search(written) or "".join(words[-1:]).endswith("blog"):
        return "website"
    if len(words) == 1 and words[0].endswith("news") and len(words[0]) > _LONG_ENOUGH:
        return "broadcaster"
    told = next((_SORTS[told] for word in reversed(words) if (told := word.rpartition("-")[2]) in _SORTS), "")
    # "Marsh & Quill"
    return told or ("company" if " & " in written else "")


def gender_known(words: Sequence[str]) -> str:
    """The gender of a person of the authority list or with a given name that tells it; else empty."""
    known = known_person(" ".join(words))
    return known.gender if known else lx.GIVEN_NAMES.get(words[0].split("-")[0], "").replace("u", "")


def known_as(word: str, gender: str) -> Known | None:
    """Who is known by a surname alone: "Obama", but not "Mrs. Obama"."""
    known = known_person(word)
    return None if known and gender and known.gender not in ("", gender) else known


def gender_of_title(text: str, name: Name) -> str:
    """The gender that the titles before a name tell; else empty."""
    if name.title is None:
        return ""
    return next((g for t in name.title.of(text).split() if (g := lx.TITLE_GENDER.get(key(t), ""))), "")


def generations_agree(theirs: Sequence[str], ours: Sequence[str]) -> bool:
    """A son is named with his "Jr." from the start, so a name without one that stood before is his father's."""
    return generation(ours) == generation(theirs) or bool(generation(theirs))


def is_described(text: str, name: Name) -> bool:
    """Does what stands behind the name say that it is a person's: "who", or a role?"""
    if _OF_A_PERSON.match(text, name.span.end):
        return True
    described = _DESCRIBED.match(text, name.span.end, name.span.end + 90)
    if not described:
        return False
    return described[1] == "who" or not lx.ROLES.keys().isdisjoint(nouns_of(described[1]))


def is_described_otherwise(text: str, name: Name) -> bool:
    """ "Quorum Research, a consulting firm"; not "Nadia Reed, a former Kent Department of Health clerk"."""
    described = _DESCRIBED.match(text, name.span.end, name.span.end + 90)
    nouns = nouns_of(" ".join(filter(str.islower, described[1].split()))) if described else []
    return not lx.ORGANISATION_NOUNS.isdisjoint(nouns) and lx.ROLES.keys().isdisjoint(nouns)


def is_part(short: Entity, whole: Entity) -> bool:
    """Is it an organisation that a longer name may stand for? But "the Supreme Court" before "Texas's Supreme
    Court" is another's.
    """
    another = is_placed(whole.words) and short.first < whole.first
    return short.kind == ORGANISATION and not another


def is_same_person(theirs: Sequence[str], ours: Sequence[str]) -> bool:
    """May two names of one surname be one person's: "Thomas Reed", "T. Reed", "Tom Reed"?"""
    return (same_given(theirs, ours) or _is_misspelt(core(theirs)[0], core(ours)[0])) and generations_agree(
        theirs, ours
    )


def _is_misspelt(one: str, other: str) -> bool:
    """ "Micheal" for "Michael": a given name, and what is that but for a letter and is none that there is.

    But a man's and a woman's may be those of two people: "Stefan" and "Stefana".
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG_ENOUGH or (one in lx.GIVEN_NAMES) is (other in lx.GIVEN_NAMES):
        return False
    return long not in (short + "a", short + "e") and _is_a_letter_off(one, other)


def is_fuller(words: Sequence[str], known: Sequence[str]) -> bool:
    """More words than the name so far, or as many with a given name that a nickname is short for, or rightly spelt."""
    given, so_far = core(words)[0], core(known)[0]
    if _is_misspelt(given, so_far):
        return given in lx.GIVEN_NAMES
    alike = likeness(given, so_far)
    if alike == NICKNAME and len(words) == len(known):
        return (so_far, given) in SHORT_FOR
    return bool(alike) and len(words) > len(known)


def is_dead(text: str, person: Entity) -> bool:
    """Is it said near the first of somebody's names that they are dead: "the late Ann Reed", "Reed, 40, was killed"?"""
    surname = re.escape(person.name.split()[-1])
    dead = rf"\b(?:[Tt]he late|{_END} of)(?: [A-Z][\w.'-]*){{0,3}} {surname}\b|"
    dead += rf"\b{surname}(?:(?:,[^,.;]{{1,60}},)? (?:who )?{_DIED}|(?:['’]s|(?<=s)['’]) (?:{_END}|widow(?:er)?)\b)"
    return re.search(dead, text[max(person.first - _NEAR_DEATH, 0) : person.first + _NEAR_DEATH]) is not None


def is_relative(text: str, at: int) -> bool:
    """ "His wife, ", "the son of" or "named for" stands before the name of somebody told of beside another."""
    return _RELATIVE.search(text, max(at - 40, 0), at) is not None


def most_often(people: Sequence[Entity], often: Mapping[Entity, int]) -> Entity | None:
    """Who of several is named in full at least twice as often as any other."""
    ranked = sorted(people, key=lambda one: -often[one])
    return ranked[0] if len(ranked) > 1 and often[ranked[0]] >= 2 * often[ranked[1]] else None


def shares_surname(text: str, one: Name, other: Name) -> bool:
    """ "Ann and Bob Reed": the first has the surname of the second."""
    if len(one.words) != 1 or len(other.words) != 2 or one.title or other.title or one.words[0] in lx.SURNAMES:
        return False
    between = text[one.span.end : other.span.start]
    return between in (" and ", " & ") and {one.words[0], other.words[0]} <= lx.GIVEN_NAMES.keys()
