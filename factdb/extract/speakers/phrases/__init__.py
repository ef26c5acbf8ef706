"""Take a source apart: which names are its head, or which noun, and what kind of speaker that noun is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Cast, Entity
from factdb.extract.cast.names import Name
from factdb.extract.speakers.phrases.beside import RELATIVE, appositive, is_bare, listed, told_apart
from factdb.extract.speakers.phrases.commas import PERSON_ENDINGS, goes_on
from factdb.extract.speakers.phrases.lists import start_of
from factdb.extract.speakers.roles import is_counted, noun_kind
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

# In characters: what a longer source goes on to say is no part of its name.
LONGEST = 300
# How far behind its article, in characters, the noun of a source may end that was cut.
_CUT = 80
_EDGE = " \t\r\n\xa0,.;:-–—\"“”‘’'()[]*"
_TOKEN = re.compile(r"[\w’'&/%@$–-]+(?:(?:\.(?=\w)|(?<=\d),(?=\d{3}))[\w’']+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"(?:'s|’s|(?<=s)['’])$")
# Behind a name: "Reed's", "the Lunds'", "Tom Reed Jr.'s".
_WHOSE = re.compile(r"(?:\.?['’]s|(?<=s)['’‘])(?!\w)")
_BEHIND_NAME = re.compile(
    r" \([A-Z][\w.&]{1,9}\)(?= [a-z])|"
    r"\.?['’]s?\b(?: \((?:[DRI](?:-[A-Z][\w.]*)?)\)(?= [a-z]))?|(?<=s)‘(?= )|\.(?=['’]s\b)|-[a-z]+ed\b"
)
_STOPS = (
    lx.PREPOSITIONS
    | lx.RELATIVES
    | {"when", "where", "including", "based", "according", "familiar", "close", "as", "such"}
)
# "the Dover, Delaware-based company"
_BASED = re.compile(r", [A-Z][\w.]*(?: [A-Z][\w.]*)?-based ")
_SHARE_OF = re.compile(r"(?:some|many|most|several|one|all|none|few|both|each|any) of (?=\S)", re.I)
_CLAUSE = re.compile(
    r"(?:,|\s[–—-]{1,2}) (?:who|whom|which|whose|where|that|dubbed|called|nicknamed|known|once|now|including|such as"
    r"|among them|some of them"
    # "The report, published on Monday,"
    r"|(?:\w+ly |first |also |just )?(?:[a-z]{2,}(?:ed|ing)|led|written|made|sent|seen|taken|held|put|drawn up|set)"
    r" (?:in|on|at|by|for|to|with|from|about|under|after|before|during|as|this|last|earlier|late"
    r"|[A-Z]\w+day|[A-Z][a-z]+(?= \d)))(?: |\Z)"
)
# "One minister I spoke" to, which is a clause of its own.
_RELATIVE_CLAUSE = re.compile(r"\s(?:I|we|you|he|she|they)(?:['’]ve)?(?:\s\w+){1,3}\W*\Z")
# "staff lawyer at the Reading chapter Ann Reed"
_PARTS_OF_BODIES = frozenset({"chapter", "branch", "division", "wing", "unit"})
# What stands between an office and who holds it: "of State", "to the United Nations", "(SBA) Administrator".
_OFFICE_GAP = re.compile(r"(?:\s\([^()]{1,12}\)|\s(?:of|for|to|on|at|in)\b)(?:\s[\w.&’'-]+)*[^’']\s$")
_HEADS = lx.HEADS | lx.HEADS_BY_OFFICE | {"professor"}
_ENDS_NAME = re.compile(r"$|,|\s?\(|\s[–—-]|\s(?:who|which|in|on|at|of|told|said|says)\b")
_COLLECTIVES = frozenset(ENGLISH.words("collectives"))
# "a host of experts", but "the host of the show"
_OF_MANY = re.compile(r"of (?:[a-z-]+ )?[a-z-]+[^s\W]s\b")
_SUBJECTS = frozenset({"i", "he", "she", "they", "we", "it", "you"})
# Behind a noun, they say where or when: "Hispanics here", "most Democrats today".
_WHERE = frozenset(ENGLISH.words("adverbs_behind_nouns"))
# "emails" or "an email exchange": not an exchange where shares are sold.
_OF_DOCUMENTS = frozenset({"exchange", "chain", "thread", "transcript"})
# "white paper", "court papers": no newspaper.
_PAPERS, _PAPER_KINDS = frozenset({"paper", "papers"}), frozenset(ENGLISH.words("paper_kinds"))
# "a report by" The Herald
_BY = frozenset({"by", "from", "of"})
_NAME_BEHIND = re.compile(
    r" (?:the |The )?(?:[A-Z][\w&’'-]*|(?:[A-Z]\.)+)(?: (?:of |for |and |of the )?(?:[A-Z][\w&’'-]*|(?:[A-Z]\.)+)){0,6}"
)
# Marks that stand within a description; the others end it.
_WITHIN = ".@$&%'’\"“”[]"
# What a description begins with and is no part of it: "these two clerks", "far too many clerks", "just a clerk".
POINTERS = frozenset({"this", "that", "these", "those"})
_OPENS = re.compile(
    r"(?:(?:just|only)\s|(?:far\s)?(?:too|so)\s(?=many\b|few\b))?(?:(?:the|an?|(?P<points>this|that|these|those))\s|(?<=\s))"
    r"(?=\S)",
    re.I,
)
# What no description ends in, where a source was cut: "the spokesman for the city on".
_LAST_WORD = re.compile(r"\s(\S+)$")
_NO_END = lx.PREPOSITIONS | lx.RELATIVES | lx.ARTICLES | {"and", "or", "say", "says", "said"}
_NO_END -= {"inside", "outside", "above", "below", "nearby"}
# "30%", "six-in-ten", "a third (32%)"
_SHARE = re.compile(r"^(?:thirds?|quarters?)$|%|-in-(?:two|three|four|five|six|eight|ten|\d+)\b|per-?cent")
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine"})
# What the adjective of a people ends in that the people itself is called by: "the Irish", "many Chinese".
_PEOPLES = ("sh", "ese", "ch", "ss")
_MASS_ENDINGS = ("tion", "ment", "ness", "ity", "ism", "ing", "ance", "ence", "ory", "logy")

_Part = str | tuple[Name, Entity]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source in parts.

    ``named`` are the entities that are its head (several in a list); else ``head`` is its noun in lower case,
    with ``modifiers`` before it, ``determiner`` the first of them. ``owner`` is whose it is: "Trump's lawyer".
    """

    span: Span
    core: Span
    named: tuple[Entity, ...]
    head: str
    modifiers: tuple[str, ...]
    determiner: str
    owner: Entity | None


# By a closing bracket or mark, the one that opens.
_OPENED_BY = {")": "(", "”": "“", '"': '"', "»": "«"}


def trim(text: str, span: Span) -> Span:
    """The span without white space, quotation marks and punctuation at its edges."""
    start, end = max(span.start, 0), min(span.end, len(text))
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not _ends_abbreviation(text, start, end):
        end -= 1
    return Span(start, max(start, end))


def _ends_abbreviation(text: str, start: int, end: int) -> bool:
    """A closing bracket or mark whose opening one is inside, or the full stop of "Jr." and "U.S."."""
    if opening := _OPENED_BY.get(text[end - 1]):
        return opening in text[start : end - 1]
    return (
        text[end - 1] == "."
        and re.search(r"(?:\b[A-Z]|\bJr|\bSr|\bInc|\bCo|\bCorp)\.$", text[max(start, end - 6) : end]) is not None
    )


def without_possessive(text: str, span: Span) -> Span:
    """The span without the possessive that it ends in: "the Reed administration's" request."""
    whose = _POSSESSIVE.search(text, span.start, span.end)
    return Span(span.start, whose.start()) if whose and span.start < whose.start() else span


def without_share(text: str, span: Span) -> Span:
    """ "some of the mayor" of "some of the mayor's claims": whose they are."""
    share = _SHARE_OF.match(text, span.start, span.end)
    return Span(share.end(), span.end) if share and _WHOSE.match(text, span.end) else span


def with_noun(text: str, article: Span, cue: Span | None, cast: Cast) -> Span:
    """ "a report" of a source that was cut behind its article, whether its noun is the cue or stands before it."""
    until = article.end + _CUT
    if cue and cue.start >= article.end:
        until = min(until, cue.start if cue.start > article.end + 1 else cue.end)
    core = analyse(text, Span(article.start, until), cast).core
    return Span(article.start, max(article.end, core.end))


def before_relative(text: str, span: Span) -> int:
    """Where a span ends but for a clause that a comma parts: "the two leaders, who met"."""
    clause = RELATIVE.search(text, span.start, span.end)
    return clause.start() if clause else span.end


def analyse(text: str, source: Span, cast: Cast) -> Phrase:
    """Take ``source`` apart; its words up to a comma, a preposition or a relative are the core that holds the head."""
    span = trim(text, Span(source.start, min(source.end, source.start + LONGEST)))
    names = [
        (name, entity)
        for name, entity in cast.within(span)
        if name.span.start >= span.start - 1 or text[span.start - 2] != "."
    ]
    core, parts = _core(text, span, names)
    while len(parts) > 1 and isinstance(parts[-1], str) and _is_behind_head(parts[-1]):
        parts.pop()
    head = parts[-1] if parts else ""
    if isinstance(head, str):
        head = _POSSESSIVE.sub("", head)
        head = str(parts[0]) if head in lx.PRONOUNS and isinstance(parts[0], str) else head
    owner = None
    for part in parts[:-1]:
        if isinstance(part, tuple) and _WHOSE.match(text, part[0].span.end):
            owner = part[1]
    words = [part for part in parts if isinstance(part, str) and part]
    determiner = words[0] if words and isinstance(parts[0], str) else ""
    modifiers = tuple(w for part in parts[:-1] for w in (part[0].words if isinstance(part, tuple) else (part,)))
    if isinstance(head, tuple) and head[1].kind == nm.GROUP:
        if of_body := _of_office(text, span, core, head, names):
            return Phrase(span, core, (of_body,), "", modifiers, determiner, owner)
        *before, noun = head[0].words
        return Phrase(span, core, (), noun, (*modifiers, *before), determiner, owner)
    if of_office := _of_office(text, span, core, head, names):
        return Phrase(span, core, (of_office,), "", modifiers, determiner, owner)
    if isinstance(head, tuple) and _is_published(parts):
        return Phrase(span, core, (), str(parts[-2]), modifiers[:-1], determiner, owner)
    if isinstance(head, tuple):
        bare = is_bare(text, span, [name for name, _ in names])
        heads = told_apart(text, *names) if bare else listed(text, head, names)
        return Phrase(span, core, heads, "", modifiers, determiner, owner)
    if named := appositive(text, core, head, names):
        return Phrase(span, core, named, head, modifiers, determiner, owner)
    return Phrase(span, core, (), head, modifiers, determiner, owner)


def _is_published(parts: Sequence[_Part]) -> bool:
    """ "a new poll Pew" released: a document and who made it."""
    if len(parts) < 3 or not all(isinstance(part, str) for part in parts[:-1]):
        return False
    return parts[0] in lx.ARTICLES and parts[-2] in lx.DOCUMENTS and parts[-2] not in lx.ROLES


def _of_office(text: str, span: Span, core: Span, head: _Part, names: Sequence[tuple[Name, Entity]]) -> Entity | None:
    """The person behind an office or a body of several words: "Ambassador to Chad Ann Reed", "University of Ghent
    professor Ann Reed"; not whom somebody speaks for: "a spokesman for Mayor Ann Reed".
    """
    if isinstance(head, tuple) and head[1].kind == nm.PERSON:
        return None
    for name, entity in names:
        if entity.kind != nm.PERSON or name.span.start <= core.end or len(name.words) == 1:
            continue
        between = text[core.end : name.span.start]
        if not _OFFICE_GAP.match(between) or not _ENDS_NAME.match(text, name.span.end, span.end):
            return None
        words = between.split()
        if _POSSESSIVE.search(words[-1]):
            return None
        last = key(words[-1])
        office = last in lx.ROLES or last in lx.DEMONYMS or last in lx.TITLE_WORDS
        body = head[1].kind == nm.ORGANISATION if isinstance(head, tuple) else _is_body(text, core, head)
        # "Americans for Clean Streets President Ann Reed"
        body = body or (words[0] == "for" and len(words) > 2 and text[core.start].isupper())
        # "the vice chairman of the committee Sen. Ann Reed"
        of_body = key(text[core.end : start_of(name)].rstrip().rpartition(" ")[2]) if name.title else last
        if head in lx.ROLES and (of_body in lx.ORGANISATION_NOUNS or of_body in _PARTS_OF_BODIES):
            return entity
        # "White House chief of staff Ann Reed"
        person = last in lx.ROLES or last in lx.ROLE_PLURALS
        if words[0] == "of" and head in _HEADS and not (person or last in lx.ARTICLES or last in _STOPS):
            return entity
        if office:
            return entity if body or (len(words) > 1 and words[-2].casefold() == "the") else None
        return entity if words[-1][0].isupper() else None
    return None


def _is_body(text: str, core: Span, head: str) -> bool:
    """Is the noun written as part of a name: "University" of "University of Ghent"?"""
    return head in lx.ORGANISATION_WORDS and text[core.end - len(head) : core.end][:1].isupper()


def _is_behind_head(word: str) -> bool:
    return word.isdigit() or word in ("and", "or") or word in _WHERE


def _core(text: str, span: Span, names: Sequence[tuple[Name, Entity]]) -> tuple[Span, list[_Part]]:
    parts: list[_Part] = []
    at, end, i = span.start, span.start, 0
    while at < span.end:
        if i < len(names) and start_of(names[i][0]) <= at:
            name = names[i][0]
            if name.span.end > at:
                parts.append(names[i])
                at = end = name.span.end
                # "Pier Board (PB) head", "Reed's", "Reed's (R-Ohio)", "CBS‘ ", "Tom Reed Jr.'s", "U.S.-owned companies"
                if suffix := _BEHIND_NAME.match(text, at):
                    at += len(suffix[0])
            i += 1
            continue
        limit = start_of(names[i][0]) if i < len(names) else span.end
        token = _TOKEN.search(text, at, max(limit, at))
        if not token:
            at = max(limit, at + 1) if i >= len(names) else max(limit, at)
            continue
        word = token[0].casefold().replace("’", "'")
        # "Helen Marsh KC"; but "a Labour MP"
        of_name = parts and (_is_of(nm.PERSON, parts[-1]) or parts[0] not in lx.ARTICLES)
        if token[0] in lx.POST_NOMINALS and of_name and isinstance(parts[-1], tuple):
            at = token.end()
            continue
        # "Ann Reed the director": but "Reed's the Quay"
        if parts and (word == "." or word in lx.ARTICLES) and _is_of(nm.PERSON, parts[-1]):
            break
        mark = not token[0][0].isalnum() and token[0][0] not in _WITHIN
        if word == "," and (based := _BASED.match(text, token.start(), span.end)):
            at = based.end()
            continue
        if word == "," and (rest := goes_on(text, Span(token.start(), span.end), parts, names[i:])):
            at = rest
            i += sum(name.span.end <= rest for name, _ in names[i:])
            continue
        # "Los Angeles based Tern Motors"
        if word == "based" and i < len(names) and parts and _is_of(nm.PLACE, parts[-1]):
            at = token.end()
            continue
        if parts and (word in _STOPS or word in _SUBJECTS or mark) and not _is_partitive(text, token, parts):
            break
        # "Activist turned host Ann Reed"
        told = word.endswith(("ing", "ed")) and word != "turned"
        if told and parts and _is_noun(parts[-1]) and not noun_kind(word):
            break
        at = token.end()
        if word[0].isalnum() or word[0] in "@$":
            parts.append(word)
            end = at
    return Span(span.start, end), parts


def _is_of(kind: str, part: _Part) -> bool:
    return isinstance(part, tuple) and part[1].kind == kind


def _is_noun(part: _Part) -> bool:
    return bool(noun_kind(part)) if isinstance(part, str) else part[1].kind == nm.GROUP


def _is_partitive(text: str, word: re.Match[str], parts: Sequence[_Part]) -> bool:
    """ "of" in "a number of experts", "one of the lawyers"."""
    if word[0] != "of" or not isinstance(parts[-1], str):
        return False
    several = parts[-1] in lx.QUANTIFIERS or parts[-1] in _COLLECTIVES
    return several or (parts[-1] == "host" and _OF_MANY.match(text, word.start()) is not None)


def described_kind(phrase: Phrase) -> SpeakerKind:
    """The kind of a source that names nobody."""
    noun = phrase.head
    before = {phrase.determiner, *phrase.modifiers}
    before_noun = phrase.modifiers[-1] if phrase.modifiers else ""
    # "Three out" of four, "nine" in ten, but "a new poll out" and "the two"
    number = before_noun if noun == "out" else noun
    out_of = (number in _NUMBERS or (noun == "out" and number.isdigit())) and phrase.determiner != "the"
    if not {noun, *before}.isdisjoint({"percent", "cent"}) or _SHARE.search(noun) or out_of:
        return SpeakerKind.GROUP
    # "Q" and "A" stand before questions and answers.
    if noun and phrase.span.end - phrase.span.start == 1:
        return SpeakerKind.UNNAMED
    # "You" is anybody who reads or hears it; "no one", "every mayor".
    if noun in lx.SECOND_PERSON or phrase.determiner in ("every", "no"):
        return SpeakerKind.GROUP
    kind = noun_kind(noun)
    if (noun in _OF_DOCUMENTS and before_noun in lx.DOCUMENTS) or (noun in _PAPERS and before_noun in _PAPER_KINDS):
        return SpeakerKind.DOCUMENT
    if noun == "general" and before_noun in lx.ROLE_PLURALS:
        return SpeakerKind.GROUP
    if "and" in phrase.modifiers and kind is SpeakerKind.UNNAMED and not is_counted(before) and noun not in lx.ROLES:
        return SpeakerKind.GROUP
    people = noun.endswith(_PEOPLES) and (phrase.determiner == "the" or phrase.determiner in lx.QUANTIFIERS)
    if lx.singular(noun) in lx.DEMONYMS and (people or noun not in lx.DEMONYMS):
        return SpeakerKind.GROUP
    if kind is SpeakerKind.GROUP and (noun in lx.ROLE_PLURALS or noun in lx.ANONYMOUS) and is_counted(before):
        return SpeakerKind.UNNAMED
    if kind:
        return kind
    if noun.endswith("s") and not noun.endswith("ss"):
        one = lx.singular(noun)
        return SpeakerKind.DOCUMENT if one.endswith(_MASS_ENDINGS) else SpeakerKind.GROUP
    if noun.endswith(_MASS_ENDINGS):
        return SpeakerKind.DOCUMENT
    return SpeakerKind.UNNAMED if noun.endswith(PERSON_ENDINGS) else SpeakerKind.DOCUMENT


def own_words(text: str, phrase: Phrase) -> Span:
    """The source's own words without an article or a pointer before its noun, without how many "too many" are, and
    without a clause set off by a comma."""
    start, end = phrase.span.start, phrase.span.end
    if (opens := _OPENS.match(text, start, end)) and not (opens["points"] and phrase.head in POINTERS):
        start = opens.end()
    clause = _CLAUSE.search(text[start:end])
    # "Some, such as Ann Reed": nothing else tells who they are.
    bare = clause and clause[0].endswith((" such as ", " including "))
    if clause and not (bare and text[start : start + clause.start()].casefold() in lx.QUANTIFIERS):
        end = start + clause.start()
    own = trim(text, Span(start, end))
    last = _LAST_WORD.search(text, own.start, own.end)
    if last and last[1] in _BY and (by := _NAME_BEHIND.match(text, own.end)):
        return Span(own.start, by.end())
    while (last := _LAST_WORD.search(text, own.start, own.end)) and key(last[1]) in _NO_END:
        if _RELATIVE_CLAUSE.search(text, own.start, last.start()):
            break
        own = trim(text, Span(own.start, last.start()))
    return own
