"""What an article says its people are: titles before a name, descriptions after it or set off by commas before it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Cast, Entity
from factdb.extract.cast.names import Name
from factdb.extract.cast.telling import AGE
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

_WORD = re.compile(r"[\w’'-]+(?:\.(?=\w))?")
_BEFORE = 90
_AFTER = 160
# Whoever is called "they" though one: "Ann Reed, who uses they/them pronouns,".
_THEY_THEM = re.compile(r"\b[Tt]hey/them\b")
# What stands right before a name and belongs to it: at most eight words, up to a mark or a determiner.
_MARKS = frozenset('.,;:!?"“”()[]—–-\u2028\u2029\t\r')
# "KC OBE", behind a name.
_LETTERS = rf"(?:\ (?:{'|'.join(sorted(lx.POST_NOMINALS))})\b)*"
# A description after a name ends at a mark, a relative or a verb of saying.
_APPOSITIVE = re.compile(
    _LETTERS
    + r"(?:\ \([^()]{1,30}\))?"  # a party or an age in brackets
    + AGE
    + r"""(?:,|\s[–—-]{1,2})\ (?:
    who\ (?:(?:is|was|has\ been)\ (?:also\ |now\ |then\ )?|(?:(?:also|now|previously)\ )?serve[ds]\ as\ )
    |(?!who(?:m|se)?\ ))
    ((?:an?|the|his|her|their|its|then|now)?\s?(?:[^,;.()–—\"“”\n]|(?<=\d)[,.](?=\d)){3,120})""",
    re.VERBOSE,
)
_COPULA = re.compile(
    r" (?:is|was|became|remains|served as) (?:(?:also|now|still|then) )?"
    r"((?:an?|the) (?:[^,;.()–—\"“”\n]|(?<=\d)[,.](?=\d)){3,100})"
)
# "Secretary of State", "Minister for Trade", "Mayor of Leeds" before a name
_OF_OFFICE = re.compile(rf"\b(?:{ENGLISH.any_of('offices_of_places')}) (?:of|for|to) (?:the )?[A-Z]")
_PARTY = re.compile(r"(?: \(|, )(([DRI])-([A-Z][\w.]{1,7}))(?:\)|,|(?<=\.)| )")
_PARTIES = {"D": "democrat", "R": "republican", "I": "independent"}
# "the mayor was", "the mayor praised": but "the mayor accused of" stands beside a name.
_PAST = ENGLISH.any_of("past_verbs")
_VERB_OF_CLAUSE = re.compile(
    r"\s?(?:(?:the|his|her|their|its) (?:[\w’'-]+ ){0,3}?|(?:[a-z]+ )?(?=[a-z]+s ))([\w’'-]+)"
    rf" (?:(?:has|had|have|was|is|were|are|will|would|said|says|say|told"
    rf"|(?:{_PAST}|\w{{2,}}ed)(?! (?:by|of|in|with|for|on|at|from|as|to|forth|forward)\b))(?=[ :])"
    r"|(?:said|says|say|told|\w{2,}ed)\Z)"
    # "They met Ann Reed, a senior official told the paper."
    r"|\s?an? (?:[\w’'-]+ ){0,3}?([\w’'-]+) (?:has|had|was|is|will|would|said|says|told|tells)(?= )"
)
# "Dover, Delaware-based company": where it is based is no such company.
_BASED = re.compile(r"[A-Z][\w. ]*-based\b")
# What may be a person as well, and in news is a body: "the regulator".
_BODIES = frozenset({"regulator", "watchdog", "lender", "insurer"})
_SENTENCE = re.compile(r"[.!?”\"]\s|\n")
_ADJUNCT = re.compile(rf"(?:{'|'.join(sorted(lx.PREPOSITIONS))}|when|while|as|once|\w+ing|\w+ed)\b", re.I)
_WHOSE = re.compile(r"['’]s ")
_WHERE = frozenset({"in", "at", "near"})
# How many descriptions of one name are kept: those of a long text would come again and again.
_MOST = 12
# No clause: "An aide told the paper that Reed, Cole's deputy".
_BEFORE_COMMA = re.compile(
    r"""(?:^|[\s\"“(,])(
    (?:[Aa]n?|[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Ii]ts|[Oo]ne|[Aa]nother|
    [A-Z][\w.]+(?:\ [A-Z][\w.]+)?(?:'s|’s?))
    \s(?:(?!(?<!\ who)(?<!\ that)\ (?:sa(?:id|ys?)|told|tells|was|is|has|had)\ )[^,;:.()\"“”\n]){2,70}),\ $""",
    re.VERBOSE,
)
_ANOTHER = re.compile(r"\band (?=(?:the|his|her|their|an?) )")
_GOES_ON = re.compile(
    r"\s(?:who|which|that|said|says|told|whose|has|had|was|is|were|are|in an?|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
# What goes on with these describes nobody: "Ghent, where police said".
_LINKS = frozenset({"and", "or", "but", "where", "when", "while", "because", "though", "although", "since", "which"})
# "Twitter and Google rejected": what a list of bodies goes on with, and does.
_LISTED = re.compile(rf"\s?(?:[A-Z][\w.&-]* )+and (?:[A-Z][\w.&-]* )+(?:{_PAST}|\w{{2,}}ed)\b")
# "The then-candidate", "an ex-aide", "the mayor-elect"
_WAS = re.compile(r"\A(?:then|ex|now)-(?=[a-z])|-(?:elect|designate)\Z")
# Of these somebody is one among many.
_PLURAL_INDEFINITES = lx.INDEFINITE - {"one", "another", "someone", "somebody", "each", "neither"}
# Of others so many are a group, though counted in a way.
_COUNTED = lx.QUANTIFIERS - {"many", "some", "all", "hundreds", "thousands", "dozens", "dozen"}
# What such words make of somebody opens the phrase: "his brother former Florida Gov. Bo Cole".
_OPENERS = frozenset({"former", "then", "longtime", "outgoing", "incoming", "retired", "late"})
# Written small, these alone stand before a title with a capital: "former state police Officer", not "defeat President".
_OF_CLAUSE = lx.CLAUSE_WORDS | lx.SPEECH_VERBS
_BEFORE_TITLES = lx.TITLE_WORDS | _OPENERS | {"federal", "chief", "lead", "top", "police", "district", "county", "city"}
_BREAKS = frozenset(ENGLISH.words("breaks_before_names"))


def describe(text: str, cast: Cast) -> None:
    """Give each person of ``cast`` the roles that stand beside its names."""
    for told in _THEY_THEM.finditer(text) if "hey/them" in text else ():
        before = cast.within(Span(max(told.start() - _BEFORE, 0), told.start()))
        for person in [entity for _, entity in before if entity.kind == nm.PERSON][-1:]:
            person.plural = True
    _share_titles(text, cast)
    for name, entity, beside in zip(cast.names, cast.entities, cast.roles, strict=True):
        if entity.kind in (nm.PERSON, nm.ORGANISATION):
            for span, noun, words in _roles_of(text, name, entity):
                beside.append(span)
                entity.gender = entity.gender or _gender_told(span.of(text))
                if len(entity.roles) < _MOST:
                    entity.roles.setdefault(key(span.of(text)), span)
                if (noun, words) not in entity.described[-_MOST:]:
                    entity.described.append((noun, words))


def _share_titles(text: str, cast: Cast) -> None:
    """ "Senators Ann Reed and Bo Cole": a title of several is that of the next as well."""
    for (one, _), (other, person) in pairwise(zip(cast.names, cast.entities, strict=True)):
        if text[one.span.end : other.span.start] != " and " or other.title or person.kind != nm.PERSON:
            continue
        before = _premodifier(text, one, (one.title or one.span).start)
        words = before.of(text).split() if before else []
        role = lx.ROLE_PLURALS.get(key(words[-1])) if words else None
        told = role or "", frozenset(map(key, words[:-1]))
        if role and told not in person.described[-_MOST:]:
            person.described.append(told)


def _roles_of(text: str, name: Name, entity: Entity) -> Iterator[tuple[Span, str, frozenset[str]]]:
    start = name.title.start if name.title else name.span.start
    is_body = entity.kind == nm.ORGANISATION
    if is_body:
        before = _premodifier(text, name, start)
        if before and (role := role_in(before.of(text), last=True, organisation=True)):
            yield before, *role
        if set_off := _set_off_before(text, start, name, organisation=True):
            yield set_off
    if entity.kind == nm.PERSON:
        if before := _premodifier(text, name, start):
            of_office = _OF_OFFICE.search(before.of(text)) is not None
            if role := role_in(before.of(text), last=not of_office):
                yield before, *role
            # "Forensic pathologist Dr. Ann Reed"
            if name.title and (role := role_in(text[before.start : name.title.start], last=True)):
                yield before, *role
        if party := _PARTY.match(text, name.span.end):
            state = lx.STATES.get(key(party[3]), key(party[3]))
            yield Span(*party.span(1)), _PARTIES[party[2]], frozenset(state.split())
        if set_off := _set_off_before(text, start, name):
            yield set_off
    where = text[max(start - 5, 0) : start].split()[-1:]
    for pattern in (_APPOSITIVE, _COPULA):
        # "In Chelsea, the mayor"
        if pattern is _APPOSITIVE and where and where[0].casefold() in _WHERE:
            continue
        after = pattern.match(text, name.span.end, name.span.end + _AFTER)
        if (
            after
            and not _names_another(after[1])
            and not _BASED.match(after[1])
            and not _goes_on_otherwise(after[1])
            and not (pattern is _APPOSITIVE and _is_clause(after[1], is_body))
            and (role := role_in(after[1], organisation=is_body))
        ):
            begin = after.start(1) + len(after[1]) - len(after[1].lstrip())
            yield Span(begin, _trimmed_end(text, begin, after.end(1))), *role


def _gender_told(description: str) -> str:
    """What "the actress" and "a businessman from Ghent" tell, and of "Mr. Reed's rival" the rival alone."""
    words = (key(word) for word in _WHOSE.split(description)[-1].split())
    nouns = takewhile(lambda word: word not in lx.PREPOSITIONS and word not in lx.RELATIVES, words)
    return next((gender for word in nouns if (gender := lx.ROLE_GENDER.get(word, ""))), "")


def _is_clause(words: str, organisation: bool) -> bool:
    """ "At the talks with Ann Reed, the mayor was glad", "in the wild Vosges, the army said": what follows the name has
    a verb of its own.
    """
    found = _VERB_OF_CLAUSE.match(words)
    noun = key(found[1] or found[2]) if found else ""
    return bool(noun_role(noun, organisation)) or noun in lx.ROLE_PLURALS


def _goes_on_otherwise(words: str) -> bool:
    """ "The talks of Ann Reed, and the mayor, Bo Cole", "Ann Reed, said the mayor had no plan", "his son, Bo, addressed
    the party", "Boeing, Airbus and Tern sued the firm": no description of the name.
    """
    first, second = (*map(key, words.split(maxsplit=2)[:2]), "", "")[:2]
    acts = first.endswith("ed") and (second in lx.ARTICLES or second in lx.PRONOUNS)
    return acts or first in _LINKS or first in lx.SPEECH_VERBS or _LISTED.match(words) is not None


def _names_another(phrase: str) -> bool:
    """True for "FBI director James Comey" after a comma: that goes with the name in it."""
    words = phrase.split()[:6]
    return any(noun_role(key(a)) and b[0].isupper() and not _is_title_word(key(b)) for a, b in pairwise(words))


def _is_title_word(word: str) -> bool:
    """ "Operating" of "Chief Operating Officer"."""
    return word in lx.TITLE_WORDS or word in lx.TITLES or word in lx.ROLES


def _premodifier(text: str, name: Name, start: int) -> Span | None:
    """The words before a name that say what it is: "Clinton campaign manager", "Secretary of State"."""
    begin = start
    if text[start - 1 : start] == " ":
        for word in reversed(text[max(start - _BEFORE, 0) : start - 1].replace("\n", " . ").split(" ")[-8:]):
            if not word or word.casefold() in _BREAKS or word[-1] in _MARKS or word[0] in _MARKS:
                break
            begin -= len(word) + 1
    end = name.title.end if name.title else start
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(_without_clause(text, begin, end), end) if end > begin else None


def _without_clause(text: str, begin: int, end: int) -> int:
    """Where the phrase begins that ends at ``end``, without a clause before it: "setback for Senate leader", "Ann Reed
    praised Senator", "defeat President".
    """
    of_office = _OF_OFFICE.search(text, begin, end)
    words = [word[0] for word in _WORD.finditer(text, begin, of_office.end() - 1 if of_office else end)]
    starts = [word.start() for word in _WORD.finditer(text, begin, end)]
    at = starts.index(of_office.start()) if of_office and of_office.start() in starts else len(words) - 1
    titled = at >= 0 and words[at][0].isupper()
    # "the disgraced lawyer Ann Reed", but "had praised designer Ann Reed"
    told = lx.ARTICLES.isdisjoint(text[max(begin - 5, 0) : begin].casefold().split()[-1:])
    while at > 0 and not _ends_phrase(words, at, titled, told):
        at -= 1
        titled = titled and key(words[at]) not in lx.ROLES
        if key(words[at]) in _OPENERS and not (at and words[at - 1].endswith(("'s", "’s"))):
            break
    return starts[at] if words else begin


def _ends_phrase(words: Sequence[str], at: int, titled: bool, told: bool) -> bool:
    """Whether the word before ``at`` is of a clause, not of the phrase. With ``titled`` the phrase has a title with a
    capital alone so far, with ``told`` its first word may be a verb.
    """
    word = words[at - 1]
    name = key(word)
    if word in {"of", "for"} and 1 < at < len(words) - 1:
        # "Bank of England governor"
        return not (words[at - 2][0].isupper() and words[at][0].isupper())
    if word[0].isupper():
        # "USA Today reporter"
        return name in lx.WEEKDAYS or (at == 1 and name in _OF_CLAUSE)
    if titled and name not in _BEFORE_TITLES and name not in lx.ROLES:
        return True
    return name in _OF_CLAUSE or name in lx.PAST_VERBS or (name.endswith("ed") and (at > 1 or told))


def _set_off_before(
    text: str, start: int, name: Name, organisation: bool = False
) -> tuple[Span, str, frozenset[str]] | None:
    """A description that a comma parts from the name: "An attorney for Pagliano, Mark MacDougall, said"."""
    if text[start - 2 : start] != ", " or text[name.span.end : name.span.end + 1] not in {",", ".", "’", "'"}:
        return None
    floor = max(start - _BEFORE, 0)
    before = text[floor:start]
    found = _BEFORE_COMMA.search(before)
    role = role_in(found[1], organisation=organisation) if found else None
    # "The inquiry heard from the harbour master, Ann Reed,": the description begins further on; but whoever is named
    # behind "After a meeting with the harbour master," is another.
    while found and not role and not _ADJUNCT.match(_SENTENCE.split(before)[-1]):
        found = _BEFORE_COMMA.search(before, found.start(1) + 1)
        role = role_in(found[1], organisation=organisation) if found else None
    if not found or not role:
        return None
    # "The mayor and the harbour master, Ann Reed,": the mayor is another.
    begin = found.start(1) + max((one.end() for one in _ANOTHER.finditer(found[1])), default=0)
    return Span(floor + begin, floor + found.end(1)), *role


def _trimmed_end(text: str, begin: int, end: int) -> int:
    """Without a clause that goes on after the description: "the lawyer who", "the senator said"."""
    cut = _GOES_ON.search(text, begin, end)
    end = cut.start() if cut else end
    while end > begin and text[end - 1].isspace():
        end -= 1
    return end


def role_in(phrase: str, last: bool = False, organisation: bool = False) -> tuple[str, frozenset[str]] | None:
    """The role that a description gives, and the words around its noun; None if it has no noun for a role.

    The noun is the last one before a preposition, or with ``last`` the last word of the phrase.
    """
    words = [key(word[0].removesuffix("'s").removesuffix("’s")) for word in _WORD.finditer(phrase)]
    if last and not (words and noun_role(words[-1], organisation)):
        return None
    noun, at = "", -1
    for i, word in enumerate(words):
        # "The Kent clerk who spearheaded the mayor's trial" is no mayor.
        if (word in lx.PREPOSITIONS or (noun and word in lx.RELATIVES)) and not last:
            break
        found = noun_role(word, organisation)
        if found:
            noun, at = found, i
    if not noun:
        return None
    return noun, frozenset(
        w for i, w in enumerate(words) if i != at and w not in lx.ARTICLES and w not in lx.PREPOSITIONS
    )


# An article says the same nouns over and over, and all articles do.
@lru_cache(maxsize=50_000)
def noun_role(word: str, organisation: bool = False) -> str:
    """The role that a noun stands for: "attorney" and "lawyer" are one; empty if it is no such noun."""
    if organisation:
        return word if word in lx.ORGANISATION_NOUNS else ""
    return lx.ROLES.get(word, "") or lx.ROLES.get(_WAS.sub("", word), "")


@lru_cache(maxsize=50_000)
def noun_kind(noun: str) -> SpeakerKind | None:
    """What a source with this noun as its head is; None if the lists do not know the noun."""
    noun = _WAS.sub("", noun)
    if noun in _PLURAL_INDEFINITES:
        return SpeakerKind.GROUP
    if noun in _BODIES:
        return SpeakerKind.ORGANISATION
    if (noun in lx.ROLES and noun not in lx.ROLE_PLURALS) or noun in lx.INDEFINITE:
        return SpeakerKind.UNNAMED
    if noun in lx.ANONYMOUS:
        return SpeakerKind.UNNAMED
    if noun in lx.ROLE_PLURALS or noun in lx.GROUPS or (noun.rstrip("s") in lx.DEMONYMS and noun.endswith("s")):
        return SpeakerKind.GROUP
    if noun in lx.ORGANISATION_NOUNS or noun in lx.ORGANISATION_PLURALS:
        return SpeakerKind.ORGANISATION
    if noun in lx.DOCUMENTS or noun in lx.DOCUMENT_PLURALS:
        return SpeakerKind.DOCUMENT
    return SpeakerKind.UNNAMED if noun in lx.DEMONYMS else None


def is_counted(before: set[str]) -> bool:
    """True for "two experts", "several experts": individuals, though unnamed."""
    return "more" not in before and (not _COUNTED.isdisjoint(before) or any(word.isdigit() for word in before))
