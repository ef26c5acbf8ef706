"""Find the names of a text in one pass, without the titles before them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdb.extract.cast.alone import HYPHENATED, named_alone
from factdb.extract.cast.capitals import (
    Token,
    is_given,
    is_set_off,
    is_town,
    key,
    opens_sentence,
    runs,
    small_words,
    titles_end,
    without_edges,
    without_title_behind,
)
from factdb.extract.cast.fields import (
    ABSTRACT,
    begins_committee,
    goes_on_listing,
    is_aim,
    is_begun,
    is_one_body,
    is_station,
    lists_field,
)
from factdb.extract.cast.headlines import (
    SHOUTED,
    goes_on,
    headlines,
    is_title,
    known_parts,
    part_shouted,
    parted_by,
)
from factdb.extract.cast.parting import office_before, parted
from factdb.extract.cast.public_bodies import whose_before
from factdb.extract.layout import Layout
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.names.authority import known_organisation, known_person
from factdb.names.persons import GENERATIONS
from factdb.records import Span

PERSON, ORGANISATION, PLACE = "person", "organisation", "place"
GROUP, DOCUMENT, UNKNOWN = "group", "document", "unknown"
# "Rival Lloyds"
_BESIDE_A_NAME = frozenset({"rival", "rivals", "fellow"})
# In words: a longer name goes on no more; and in characters what lies between two names of one body.
_LONGEST, _LONGEST_LINK = 12, 24
_LINKS = frozenset({" of ", " for ", " on ", " of the ", " for the ", " on the ", " for a "})
_AIMS = frozenset({" for ", " for the ", " for a ", " to "})
# "Campaign" to End the "War": a verb that is no name by itself.
_TO_DO = re.compile(r" to [A-Z][a-z]+ (?:the |an? )?")
_FOR = frozenset({"for", "on", "to"})
_BODY_OF = re.compile(
    r"\b(?:Department|Ministry|Court|Committee|Bureau|Office|Institute|Centers?|Council|Society|Joint Chiefs) "
    r"(?:of|on|for) (?:the )?(?:[A-Z]\w+ and )?$"
)
_CHIEFS = ("joint", "chiefs")
_LETTER = re.compile(r"\([A-Z]\)")
_PARTY = re.compile(r"[DRI]-\w+")
# "Surveying the damage", "Asked about it": no names, though the text may have them once only.
_NEVER_WITHIN = lx.ARTICLES | lx.PREPOSITIONS | (lx.PRONOUNS - {"us"}) | {"but", "and", "if", "when", "as"}
# "Ruby Capital" is no Ruby.
_COMPANIES = frozenset(ENGLISH.words("company_nouns"))
_PARTS_OF = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"])
_PARTED = lx.PLACES | {"korea"}
_NO_SURNAMES = lx.DEMONYMS - lx.SURNAMES - _PARTS_OF
_FIRST_NAMES = lx.GIVEN_NAMES.keys() - {"roman"}
# "Ann Reed Airport", "Lincoln Memorial": what such a name ends in is nobody's surname.
_GROUNDS = frozenset(ENGLISH.words("grounds"))
_SAINTS = frozenset({"el", "san", "santa", "los", "las", "fort", "mount", "cape", "camp", "ciudad"})
# "South Carolinians", "Egyptian Islamists"
_PEOPLE_ENDS = ("ists", "ians", "yans", "eans", "erners")
_PEOPLE_PLURALS = ("ers", "ors", "ists", "ians", "ents", "people")
_COMPOUNDS = tuple(f"-{end}" for end in ENGLISH.words("compounds_before_names"))
# "Known as", "Asked about", "Proponents of"
_FOLLOWED = re.compile(
    r"(?:[A-Z]\w+ed|Known|Born|Seen|Taken|Given|Built|Made|Held|Told|[A-Z]\w+[^s\W]s) "
    r"(?:as|of|by|for|in|to|about|from|who|that|with|at|over) "
)
# "Reading the letter"
_HAS_OBJECT = re.compile(r" (?:the|an?|his|her|its|their|this|that|these|those)\b")
# "Harbour Now, Inc."
_INCORPORATED = re.compile(r", (?:Inc|LLC|L\.L\.C|Ltd|LLP|Corp)\b")
# "FWD.us": an address that is a name.
_ADDRESS = re.compile(r"\.(?:com|org|net|us|gov|io|co\.uk|tv)(?![\w.]\w)(?: (?:Inc|Corp|Ltd|LLC)\b)?")
# "Speculation", "Reality": a lone word like these is hardly a name where it begins a sentence.
# "The Kent Ledger" is a newspaper.
_DOCUMENTS = lx.DOCUMENTS - lx.ROLES.keys() - lx.SORTS["newspaper"][1]
# "Gave his name as Musa", "identified herself only as Ann"; "his son, Musa,".
_NAME_AS = re.compile(r"\b(?:name|(?:him|her)self)(?: only)? as $")
# "Port operator Tern Quays": whoever is called so is a firm, unless a given name tells a person.
_FIRM = re.compile(r"\b(?:carrier|distributor|insurer|lender|manufacturer|operator|provider|retailer|supplier),? \Z")
_PERSON_ENDINGS = ("er", "or", "ist", "man", "lord")
_KNOWN_AS = re.compile(r"([\w-]+),? (?:better )?(?:known|nicknamed|dubbed)(?: only)?(?: as)? $")
_APPOSED = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:[\w-]+ ){0,2}?([\w-]+), $")
_NOUNS = frozenset(ENGLISH.words("capitalised_nouns"))
# "Harris County Fire Marshal": but "Ann Church" is a person.
_BODIES = lx.ORGANISATION_NOUNS - lx.SURNAMES - {"house", "church"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: ``words`` in lower case without full stops, ``title`` the capitalised titles right before."""

    span: Span
    words: tuple[str, ...]
    kind: str
    title: Span | None = None


def find_names(text: str, layout: Layout, labels: Sequence[Span] = ()) -> list[Name]:
    """All names of ``text`` in order; "Center for Strategic Studies" is one, "Mr. Xi" is Xi with a title.

    In a headline, where every word has a capital, the names are those that the rest of the text has. A line's label,
    one of ``labels`` in order, is no headline, and no name goes on across its edges.
    """
    found: list[Name] = []
    held: list[list[Token]] = []
    titled = headlines(text, layout)
    for whole, is_label in parted_by(runs(text), labels):
        shouted, run = ([], whole) if is_label else part_shouted(text, whole)
        heads = run and not is_label
        if heads and (layout.paragraph(run[0][0].start) in titled or is_title(text, run) or goes_on(text, held, whole)):
            shouted, run = [*shouted, *run], []
        if shouted:
            held.append(shouted)
        for name in (_with_whose(text, name) for name in _names_in(text, run, layout)):
            while found and found[-1].span.start >= name.span.start:
                found.pop()
            last = found[-1] if found else None
            # "Inc" of "Tern.com Inc"
            if last and name.span.end <= last.span.end:
                continue
            if last and (joined := _join(text, last, name)):
                found[-1] = joined
            else:
                found.append(name)
    found = _without_openers(text, found, layout)
    found += [Name(span, (word,), PERSON) for span, word in named_alone(text, found)]
    # Initials alone are no name: any two letters in capitals would be theirs.
    spelt = [name for name in found if max(map(len, name.words)) > 1]
    known = {name.words for name in spelt} | {(name.words[-1],) for name in spelt if name.kind == PERSON}
    for run in held:
        parts = list(known_parts(run, known)) or ([run] if len(run) < SHOUTED else [])
        found.extend(name for part in parts for name in _names_in(text, part, layout))
    return sorted((name for name in found if not _is_noun(text, name)), key=lambda name: name.span)


def _is_noun(text: str, name: Name) -> bool:
    """ "The Company" of a press release, "Blacks": a noun, whatever its capital."""
    if len(name.words) > 1 or name.title:
        return False
    several = name.kind == UNKNOWN and name.words[0] in lx.GROUPS and name.words[0].endswith("s")
    return several or (name.words[0] in _NOUNS and has_article(text, name.span))


def _without_openers(text: str, found: list[Name], layout: Layout) -> list[Name]:
    """Without words that have a capital only where a sentence begins, and that the text writes small elsewhere."""
    inside = {n.words[0] for n in found if len(n.words) > 1 or not opens_sentence(text, n.span, layout)}
    small = small_words(text)
    surnames = {n.words[-1] for n in found if len(n.words) > 1}
    # "Backing Reed", "Added Reed": a verb that opens a sentence, before a name that the text has alone.
    known = {n.words for n in found}
    ends = Counter(words[-1] for words in known)
    named = {n.words for n in found if not opens_sentence(text, n.span, layout)}

    def is_opener(name: Name) -> bool:
        word = name.words[0]
        if word in small or (word.endswith("ing") and not _is_known(text, name)):
            return True
        alone = len(name.words) == 1 and name.kind == UNKNOWN and word not in surnames and word not in lx.SURNAMES
        # "Undaunted, the mayor went on"
        undaunted = word.endswith("ed") and text.startswith(", ", name.span.end)
        # "Marchers said so"
        abstract = (
            (word.endswith(ABSTRACT + _PEOPLE_PLURALS) or word in lx.GROUPS)
            and word not in lx.GIVEN_NAMES
            and not known_organisation(word)
        )
        followed = _FOLLOWED.match(text, name.span.start, name.span.end + 8) is not None
        return alone and (undaunted or abstract or followed)

    def opened(name: Name) -> Name:
        word, *rest = name.words
        if not rest or name.words in named or name.title or word in lx.GIVEN_NAMES or word in lx.SURNAMES:
            return name
        others = ends[rest[0]] > 1 if len(rest) == 1 else tuple(rest) in known  # beside "Downing Street" itself
        verb = others and (word.endswith("ing") or word in lx.SPEECH_VERBS)
        # "Gardener Ann Reed"
        role = len(rest) > 1 and word in lx.ROLES and (name.kind == PERSON or tuple(rest) in known)
        role = role or word in _BESIDE_A_NAME
        if not (verb or role) or not opens_sentence(text, name.span, layout):
            return name
        start = name.span.start + text[name.span.start : name.span.end].index(" ") + 1
        span = Span(start, name.span.end)
        return Name(span, tuple(rest), _kind(text, span, tuple(rest), None))

    # "PHOTOS: The quay at night"; but "PRICE: Well," may be Ann Price
    labels = {n for n in found if " ".join(n.words) in lx.KICKERS and text.startswith(":", n.span.end)}
    labels = {n for n in labels if n.words[0] not in surnames and n.words[0] not in lx.SURNAMES}
    return [opened(n) for n in found if n not in labels and (n.title or n.words[0] in inside or not is_opener(n))]


def _is_known(text: str, name: Name) -> bool:
    """ "Boeing", "Beijing", "Harding": a name, though it looks like a verb; not "Reading the letter"."""
    word = name.words[0]
    known = word in lx.PLACES or word in lx.SURNAMES or known_organisation(word)
    return bool(known) and not _HAS_OBJECT.match(text, name.span.end)


def _names_in(text: str, run: list[Token], layout: Layout) -> Iterator[Name]:
    for sentence in _by_sentence(text, run, layout):
        for part in parted(text, without_edges(text, sentence, layout)):
            if name := _name(text, part):
                yield name


def _by_sentence(text: str, run: list[Token], layout: Layout) -> Iterator[list[Token]]:
    """No name reaches over the end of a sentence: "U.S." and "During", "Inc." and "Shares"."""
    first = 0
    for i in range(1, len(run)):
        span, word = run[i]
        stopped = text[run[i - 1][0].end - 1] == "."
        if (run[i - 1][1] in GENERATIONS and stopped) or (
            stopped and (layout.sentence_start(span.start) == span.start or word in _NEVER_WITHIN)
        ):
            yield run[first:i]
            first = i
    yield run[first:]


def _name(text: str, tokens: list[Token]) -> Name | None:
    whole, tokens = tokens, without_title_behind(tokens)
    # "Department of Justice", "Center for Law and Justice", "Office of the Attorney General"
    held = whole and not tokens and _BODY_OF.search(text, max(whole[0][0].start - 40, 0), whole[0][0].start)
    tokens = (whole if held[0].startswith("Office") else whole[:1]) if held else tokens
    # "South Korean-born Ann Reed", "the Palm Bay-based", "the GOP-led Senate"
    tokens = tokens[next((i for i in range(len(tokens), 0, -1) if tokens[i - 1][1].endswith(_COMPOUNDS)), 0) :]
    cut = 0 if held else titles_end(text, tokens)
    rest = tokens[cut:]
    if len(rest) == 1 and rest[0][1] in lx.ROLES and len(rest[0][1]) < 4:
        return None  # VP, CEO
    if not rest or _PARTY.fullmatch(text, rest[0][0].start, rest[0][0].end):
        return None
    # "(R)"
    if len(rest) == 1 and _LETTER.match(text, max(rest[0][0].start - 1, 0)):
        return None
    title = Span(tokens[0][0].start, tokens[cut - 1][0].end) if cut else None
    # A letter alone is nobody's name: "Speaker A", "Witness B".
    if cut and len(rest) == 1 and len(rest[0][1]) == 1:
        rest = tokens[cut - 1 :]
    if not cut and (office := office_before(text, rest[0][0].start)):
        given = (i for i, (_, word) in enumerate(rest[:-1]) if i and (word in lx.GIVEN_NAMES or len(word) == 1))
        person = next(given, int(len(rest) == 2 and rest[1][1] in lx.GIVEN_NAMES))
        titled = len(rest) == 2 and rest[0][1] in lx.TITLE_WORDS and rest[1][1] not in lx.ORGANISATION_FIELDS
        person = person or int(titled)
        # "Commissioner for Trade Ann Reed"; but "Director of National Intelligence"
        department = rest[0][1] in lx.ORGANISATION_FIELDS or office[0].startswith(("Secretary", "Minister"))
        person = person or int(len(rest) == 3 and department)
        if person:
            title, rest = Span(office.start(), rest[person - 1][0].end), rest[person:]
    words = tuple(word for _, word in rest)
    span = Span(rest[0][0].start, rest[-1][0].end)
    if address := _ADDRESS.match(text, span.end):
        return Name(Span(span.start, address.end()), words, ORGANISATION, title)
    kind = PERSON if len(rest) == 2 and not title and is_given(text, rest) else _kind(text, span, words, title)
    return Name(span, words, kind, title)


def _kind(text: str, span: Span, words: tuple[str, ...], title: Span | None) -> str:
    joined, size = " ".join(words), len(words)
    # "Our Harbour Now"
    if not title and (_INCORPORATED.match(text, span.end) or (size > 1 and words[0] in lx.FIRST_PERSON)):
        return ORGANISATION
    if size == 2 and (len(words[0]) == 1 or words[0] in _PARTS_OF) and words[1] in _PARTED:
        return PLACE
    # "San Pedro", but "Mr el Karoui"
    if size == 2 and words[0] in _SAINTS and text[span.start].isupper() and not title:
        called = _KNOWN_AS.search(text, max(span.start - 40, 0), span.start)
        person = called and (key(called[1]) in lx.ROLES or called[1].endswith(_PERSON_ENDINGS))
        return PERSON if person else PLACE
    if size > 1 and words[-1] in _GROUNDS and not title:
        return PLACE
    if words[-2:] == ("national", "convention"):
        return ORGANISATION
    lone = size == 1 or words[0] not in lx.GIVEN_NAMES
    if joined in lx.PLACES or (lone and not title and is_town(text, span)):
        return PLACE
    if lx.DEMONYMS.issuperset(words) or (words[-1].endswith("s") and words[-1][:-1] in lx.DEMONYMS):
        return GROUP
    # "Roman Catholic", "Popular Christian": but "Ann French" and "Gov. French" are persons.
    if size == 2 and words[1] in _NO_SURNAMES and not title and words[0] not in _FIRST_NAMES:
        return PERSON if words[1] not in lx.ROLES and is_set_off(text, span) else GROUP
    if size == 2 and words[0] in {*lx.DEMONYMS, "new"} and not title and words[1].endswith(_PEOPLE_ENDS):
        return GROUP
    if words[-1] in lx.ROLES and words[-1] in lx.DEMONYMS and " ".join(words[:-1]) in lx.PLACES:
        return GROUP
    if title and any(key(t) in lx.TITLES for t in title.of(text).split()):
        return PERSON
    first = span.of(text).split()[0]
    company = words[-1] in _BODIES or known_organisation(joined) is not None
    if size > 1 and words[-1] in _COMPANIES and not title:
        return ORGANISATION
    if size == 2 and words[0] in lx.GIVEN_NAMES and words[0] not in lx.PLACES and not has_article(text, span):
        return ORGANISATION if company else PERSON
    if size == 3 and len(words[1]) == 1 and words[1] != "&":
        return PERSON
    # "American-Statesman"
    if words[-1].rpartition("-")[2] in lx.ORGANISATION_WORDS or any(word in _BODIES for word in words[1:-1]):
        return ORGANISATION
    if size > 1 and words[-1] in _DOCUMENTS and not known_organisation(joined):
        return DOCUMENT
    if size > 1 and words[0] in lx.GIVEN_NAMES and words[0] not in lx.PLACES:
        return PERSON
    if size > 1 and not title and _FIRM.search(text, max(span.start - 16, 0), span.start):
        return ORGANISATION
    if size == 2 and HYPHENATED.fullmatch(text, span.start, span.end):
        return PERSON
    if size > 2 and len(words[1]) == 1 and words[1] != "&":
        return PERSON
    if size == 1 and 1 < len(words[0]) < 6 and first.replace(".", "").isupper():
        return ORGANISATION
    if any(word in lx.ORGANISATION_WORDS for word in words) and size > 2:
        return ORGANISATION
    if _NAME_AS.search(text, max(span.start - 20, 0), span.start) or _is_apposed(text, span, words):
        return PERSON
    before = text[max(span.start - 16, 0) : span.start].rpartition("\n")[2].split(" ")
    return PERSON if len(before) > 1 and not before[-1] and before[-2] in lx.ROLES else UNKNOWN


def _with_whose(text: str, name: Name) -> Name:
    """The name of a body together with whose it is, where that is a part of it."""
    whose = None if name.title else whose_before(text, name.span, name.words)
    if not whose:
        return name
    words = tuple(key(word) for word in whose[0].split())
    return Name(Span(whose.start(), name.span.end), (*words, *name.words), ORGANISATION)


def _is_apposed(text: str, span: Span, words: tuple[str, ...]) -> bool:
    found = _APPOSED.search(text, max(span.start - 40, 0), span.start) if text.startswith(",", span.end) else None
    return found is not None and len(words) == 1 and key(found[1]) in lx.ROLES


def has_article(text: str, span: Span) -> bool:
    """Does "the" stand right before a name?"""
    return text[max(span.start - 4, 0) : span.start].casefold() == "the "


def _join(text: str, left: Name, right: Name) -> Name | None:
    """One name of two, where an organisation's goes on: Department + of + Justice."""
    if (
        left.kind not in (ORGANISATION, UNKNOWN)
        or right.title
        or right.span.start - left.span.end > _LONGEST_LINK
        or len(left.words) > _LONGEST
    ):
        return None
    link = text[left.span.end : right.span.start]
    one_body = link == " and " and (
        is_one_body(text, left.words, right.words, right.span.end)
        or (has_article(text, left.span) and is_begun(left.words, right.words))
    )
    one_body = one_body or (link == ", " and begins_committee(text, left.words, right.words, right.span.end))
    if one_body or is_station(left.words, link):
        words = (*left.words, *link.split(), *right.words)
        return Name(Span(left.span.start, right.span.end), words, ORGANISATION, left.title)
    # "Centers for Disease Control", "Movement for Change", "Committee to Protect Journalists"
    is_body = left.words[-1] in lx.ORGANISATION_NOUNS or left.words[-1] in lx.ORGANISATION_PLURALS
    to_do = is_body and _TO_DO.fullmatch(link) is not None
    if left.kind != ORGANISATION and not (is_body and (link in _AIMS or to_do)) and left.words[-2:] != _CHIEFS:
        return None
    if link in (", ", ", and "):
        goes_on = goes_on_listing(text, left.words, right.words, right.span.end)
    elif link == " and ":
        goes_on = lists_field(left.words, right.words)
    else:
        # "Committee for Freedom" "of the Press"
        body = is_body or left.words[-2:] == _CHIEFS or not _FOR.isdisjoint(left.words) or left.words[0] == "office"
        to_do = to_do or is_aim(text, left.words, link, right.words, right.span.end, right.kind == UNKNOWN)
        goes_on = body and (link in _LINKS or to_do) and right.kind != PERSON
        # "Congress" for "Trump"'s trial
        goes_on = goes_on and not (link == " for " and known_person(right.words[0]))
        goes_on = goes_on and lx.GIVEN_NAMES.keys().isdisjoint(right.words[1:])
    if not goes_on:
        return None
    words = (*left.words, *link.casefold().split(), *right.words)
    return Name(Span(left.span.start, right.span.end), words, ORGANISATION, left.title)
