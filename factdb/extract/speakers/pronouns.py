"""The antecedents of pronouns: he and she, they and it, who and which, and the first person."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from itertools import takewhile

from factdb.extract.cast import names as nm
from factdb.extract.cast.entities import Entity
from factdb.extract.speakers.clause import asked_whom, told_whom, who_goes_on, who_says_so
from factdb.extract.speakers.grammar import is_adjective
from factdb.extract.speakers.phrases import trim
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_kind
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.names.authority import known_organisation
from factdb.records import Span, SpeakerKind

_UNKNOWN_GENDER, _UNNAMED, _LONE_NAME, _ONE_AS_THEY, _DOCUMENTS_AS_THEY = 0.7, 0.4, 0.2, 0.3, 0.3
# Of candidates this close to each other it is the one that was mentioned last; such as are closer can hardly be told
# apart. Chosen on the train articles.
_CLOSE, _TIE, _EITHER = 0.85, 0.97, 0.3
# How sure the likeliest is that hardly fits.
_MISFIT = 0.4
# In characters: how near to the start of an article a pronoun may stand before its name, and how far the name after it.
_OPENING, _AHEAD = 300, 900
# How likely somebody is to have said what they are named in, beside somebody who isn't: behind the pronoun grammar
# forbids it (but where a content ends may be wrong); in quotation marks and before the pronoun it is rare.
_NAMED_IN_CONTENT, _NAMED_APART = 0.15, 0.4
# How far behind a pronoun, in characters, whom its clause names is looked for, and where another begins.
_BEHIND = 300
_ASKED = re.compile(r"\W*(?:When |If )?[Aa]sked (?:about|by|whether|if|why|how|what|who|when|for|on|to)\b")
_PERSONAL = re.compile(r"(?:s?he|hi[ms]|hers?)\b", re.I)
# ", but he": a clause of the same rank as the first of its sentence.
_COORDINATE = re.compile(r"[,;] (?:and|but|yet|so|though|while) (?:\w+ly )?$")
_LINK = 24
_IN_PLACE = re.compile(r"\b(?<!believe )(?<!faith )(?<!trust )(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round) $")
_NEXT_CLAUSE = re.compile(r"[,;:]")
_NOUN_BEFORE = re.compile(r"([\w’'-]+(?: [\w’'-]+){0,6}),?\s$")
_ARTICLED = re.compile(
    r"\b(?:an?|the|one|this|that) ((?:[a-z][\w’'-]+ ){0,3}[a-z][\w’'-]+)"
    r"(?: (?:in|of|from|at|with) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}| recently| yesterday| today)?,? $"
)
# "tree huggers who", "between farmers who"
_BARE_PLURAL = re.compile(r"\b([a-z][\w’'-]+[^s\W]s),? $")
_VERBS = frozenset(ENGLISH.sayings("of-clause")) | {"say", "says"}
_BASE_VERBS = "|".join(sorted(verb for verb in _VERBS if verb + "s" in _VERBS))
# "who say", "who also believe"
_PLURAL_VERB = re.compile(
    rf"who,?(?: (?:all|both|also|now|still|already|often|\w+ly))? (?:are|were|have|{_BASE_VERBS})\b"
)
# "critics of Mr. Reed", "some groups, such as the League"; how far before the noun, in characters, its phrase begins.
_SEVERAL_OF = re.compile(r"\b([A-Za-z][\w-]+s|people),? (of|for|in|on|from|at|with|such as|like|including) (?=[\w“])")
# "Reds and" Blues in the senate
_AND_ALSO = re.compile(r"(?:\b[Bb]oth )?\b([A-Za-z][\w-]+s) and $")
_BEFORE_NOUN = 40
_BY_THE = re.compile(r"\b(?:by|from|to|with|against|between|among) (?:the |many |some )?$")
_VERBS_BEFORE = frozenset(ENGLISH.words("past_verbs")) | frozenset(ENGLISH.words("finite_verbs"))
_VERBS_BEFORE |= {"and", "or", "but", "that", "be", "told", "said"}
# "its 2014 Harbour Dues decision, which", "the report about the mayor Ann Reed, which"
_CAPITAL_NOUN = re.compile(
    r"\b(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?) ((?:[A-Z\d][\w.’'-]* ){1,4}([a-z]\w+)),? $"
)
# Between a noun and its relative: "a study released last year that found".
_PARTICIPLE = re.compile(r" (?:\w{3,}ed|made|done|led|written|sent|seen|taken)(?: [\w’'-]+){0,4} ?$")
# What may stand between a noun and its relative beside spaces: "“a campaign” which", "Reds -- who", "bakers (who".
_APART = " \xa0,–—-“”\"‘’'("
# "A clerk who was late and who": the relative that goes on.
_AND = re.compile(r",? (?:and|but|or) $")
# "Reed and" his aides
_AND_WHOSE, WHOSE = re.compile(r",? and $"), frozenset({"his", "her", "its", "their"})
# What parts a name from what is said of it.
_SAID_OF = (", ", " is ", " was ")
_STARTS_PHRASE = lx.ARTICLES | {"one", "two", "three", "some", "many", "several", "few", "those", "all", "other"}
_STARTS_PHRASE |= {"his", "her", "their"}
NO_ANTECEDENT = Found((), "no antecedent", 0.0)


def _he_or_she(reading: Reading, gender: str) -> Callable[[Entity], float]:
    def fits(entity: Entity) -> float:
        if entity.kind == nm.ORGANISATION and _may_be_surname(entity):
            # "Speaking in Reno", "the war in the Gulf": a place, though no list has it.
            is_place = _IN_PLACE.search(reading.text, max(entity.first - _LINK, 0), entity.first) is not None
            is_place |= nm.has_article(reading.text, Span(entity.first, entity.first))
            return 0.0 if is_place or known_organisation(entity.name) else _LONE_NAME
        if entity.kind not in (nm.PERSON, SpeakerKind.UNNAMED) or entity.plural or _only_asks(reading, entity):
            return 0.0
        if entity.gender:
            return float(entity.gender == gender)
        return _UNKNOWN_GENDER if entity.kind == nm.PERSON else _UNNAMED

    return fits


def _may_be_surname(entity: Entity) -> bool:
    """A single word of which nothing tells that it is an organisation's: "Tapper"."""
    if len(entity.words) != 1 or entity.sort or entity.name.isupper():
        return False
    (word,) = entity.words
    return word.isalpha() and word not in lx.GROUPS and word not in lx.ORGANISATION_WORDS


def _only_asks(reading: Reading, entity: Entity) -> bool:
    """ "Q: Why did he go? A: He lied", "HOST: What did they say? BO COLE: They left": nobody speaks of who asks."""
    return entity.kind != nm.PERSON and entity.first in reading.labels


def _they(reading: Reading, entity: Entity) -> float:
    if _only_asks(reading, entity):
        return 0.0
    if entity.plural:
        return _DOCUMENTS_AS_THEY if entity.kind == SpeakerKind.DOCUMENT else 1.0
    # "A spokesperson apologised. They said": one of whom nobody knows whether it is a man or a woman.
    if entity.kind == SpeakerKind.UNNAMED:
        return _ONE_AS_THEY * (not entity.gender and not lx.ROLE_GENDER.get(entity.words[-1] if entity.words else ""))
    return {nm.GROUP: 1.0, nm.ORGANISATION: 0.5, nm.PLACE: 0.1}.get(entity.kind, 0.0)


def _it(entity: Entity) -> float:
    if entity.plural:
        return 0.0
    return {nm.ORGANISATION: 1.0, nm.PLACE: 0.6, SpeakerKind.DOCUMENT: 0.8}.get(entity.kind, 0.0)


def third_person(
    reading: Reading,
    word: str,
    at: int,
    quoted: bool = False,
    without: tuple[Entity, ...] = (),
    spoken_of: Collection[Span] = (),
) -> Found:
    """The likeliest antecedent of he, she, it or they: recent, prominent, often mentioned, of one gender and number.

    Who says something seldom is named in what they say, ``spoken_of``: "he said Romney responded".
    """
    gender = "m" if word in lx.MASCULINE else "f" if word in lx.FEMININE else ""
    fits = _fitting(reading, word, gender, at, spoken_of)
    if gender or spoken_of:
        one = who_says_so(reading, at, fits) or who_goes_on(reading, at, fits) or told_whom(reading, at, gender, fits)
        if one:
            return Found((one,), f"antecedent of “{word}”", 0.8, (one.name,))
    if whose := _named_before_and(reading, word, at, fits):
        return Found((whose,), f"the name before “and {word}”", 0.9, (whose.name,))
    if asked := asked_whom(reading, at, fits):
        return Found((asked,), f"whoever is asked before “{word}”", 0.85, (asked.name,))
    nested = not _COORDINATE.search(reading.text, max(at - _LINK, 0), at)
    ranked = reading.salience.rank(at, fits, quoted, without, nested=nested)
    if not ranked:
        return _named_next(reading, word, at, fits)
    names = tuple(entity.name for _, entity in ranked[:5])
    best, likeliest = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    # A clause of the same rank goes on about the subject of the first.
    near = best * (_CLOSE if nested else _TIE)
    if second > near:
        close = [entity for score, entity in ranked if score >= near]
        most = max(map(fits, close))
        likeliest = reading.salience.latest(at, [entity for entity in close if fits(entity) == most], quoted)
    if second > _TIE * best:
        return Found((likeliest,), "the likelier of several", _EITHER, names)
    sure = round(0.95 - 0.6 * second / best, 2)
    # Only a place for "they", a lone name for "he": it may be none of them.
    sure = min(sure, _MISFIT) if fits(likeliest) <= _LONE_NAME else sure
    return Found((likeliest,), f"antecedent of “{word}”", sure, names)


def _fitting(
    reading: Reading, word: str, gender: str, at: int, spoken_of: Collection[Span]
) -> Callable[[Entity], float]:
    """How well an entity fits the pronoun: seldom if it is named in what is said, or right behind."""
    if gender:
        apart = _named_in(reading, spoken_of, at) | _asked_of(reading, at)
        apart |= _named_behind(reading, at, at + len(word)) if spoken_of else {}
        fits = _he_or_she(reading, gender)
        return _but_seldom(fits, apart) if apart else fits
    if word in lx.PLURAL_PRONOUNS:
        they = partial(_they, reading)
        return _but_seldom(they, _groups_in(reading, spoken_of, at)) if spoken_of else they
    return _but_seldom(_it, _places_in(reading, spoken_of, at)) if spoken_of else _it


def _named_before_and(reading: Reading, word: str, at: int, fits: Callable[[Entity], float]) -> Entity | None:
    """ "Reed" of "Reed and his aides", whoever else is told of."""
    joined = _AND_WHOSE.search(reading.text, max(at - _LINK, 0), at) if word in WHOSE else None
    named = reading.cast.within(Span(joined.start() - 1, joined.start())) if joined else []
    return named[0][1] if joined and named and named[0][0].span.end == joined.start() and fits(named[0][1]) else None


def _named_in(reading: Reading, spans: Collection[Span], at: int) -> dict[Entity, float]:
    """How much less likely than others those are to have said ``spans`` who are named there."""
    found: dict[Entity, float] = {}
    for name, entity in (pair for span in spans for pair in reading.cast.within(span)):
        apart = name.span.start < at or reading.layout.quotation(name.span.start)
        share = _NAMED_APART if apart else _NAMED_IN_CONTENT
        found[entity] = min(found.get(entity, 1.0), share)
    return found


def _groups_in(reading: Reading, spoken_of: Collection[Span], at: int) -> dict[Entity, float]:
    """The same for groups that it tells of before the pronoun and that haven't spoken: "Troops fled, they said"."""
    spoke = reading.salience.speakers(at)
    told = (pair for span in spoken_of if span.end <= at for pair in reading.salience.between(span.start, span.end))
    return {entity: _NAMED_APART for _, entity in told if entity.plural and entity not in spoke}


def _places_in(reading: Reading, spoken_of: Collection[Span], at: int) -> dict[Entity, float]:
    """The same for the places that what is said names, and what may be places: lone words that haven't spoken before.

    A company tells of itself by its name: "Boeing will build it, it said"; but "It rained in Zenda, it said".
    """
    spoke = reading.salience.speakers(at)
    return {
        entity: share
        for entity, share in _named_in(reading, spoken_of, at).items()
        if entity.kind == nm.PLACE
        or (entity.kind == nm.ORGANISATION and _may_be_surname(entity) and entity not in spoke)
    }


def _named_behind(reading: Reading, at: int, end: int) -> dict[Entity, float]:
    """The same for whom its own sentence names behind a subject: "She told Reed", "he said it, thanking Cole"."""
    starts = reading.layout.sentence_starts
    following = reading.layout.sentence(at) + 1
    until = starts[following] if following < len(starts) else len(reading.text)
    clause = _NEXT_CLAUSE.search(reading.text, end, min(until, end + _BEHIND))
    behind = reading.cast.within(Span(end, clause.start() if clause else min(until, end + _BEHIND)))
    return {
        e: _NAMED_IN_CONTENT for n, e in behind if n.span.start >= end and not reading.layout.quotation(n.span.start)
    }


def _asked_of(reading: Reading, at: int) -> dict[Entity, float]:
    """The same for whom the question names that the sentence begins with: "Asked whether Reed would come, he said"."""
    start = reading.layout.sentence_start(at)
    if not _ASKED.match(reading.text, start) or at - start > _BEHIND:
        return {}
    asked = reading.salience.between(start, at)
    return {entity: _NAMED_IN_CONTENT for place, entity in asked if not _PERSONAL.match(reading.text, place)}


def _but_seldom(fits: Callable[[Entity], float], shares: Mapping[Entity, float]) -> Callable[[Entity], float]:
    return lambda entity: fits(entity) * shares.get(entity, 1.0)


def _named_next(reading: Reading, word: str, at: int, fits: Callable[[Entity], float]) -> Found:
    """A pronoun that opens an article before any name: of those named next that fit the one it names most often."""
    ahead = reading.cast.within(Span(at, at + _AHEAD)) if at < _OPENING else []
    fitting = [one for name, one in ahead if fits(one) == 1.0 and not is_adjective(reading.text, name)]
    if fitting:
        most = max(fitting, key=lambda one: one.count)
        return Found((most,), f"named most often behind “{word}”", 0.4)
    return NO_ANTECEDENT


def relative(reading: Reading, word: str, at: int) -> Found:
    """What who, which or that refers to: the name or the noun right before it."""
    text = reading.text
    start = max(reading.layout.sentence_start(at), at - 250)
    if first := _first_of_two(text, word, start, at):
        found = relative(reading, word, first)
        return replace(found, confidence=round(0.9 * found.confidence, 2))
    names = [(n, e) for n, e in reading.cast.within(Span(start, at)) if n.span.end <= at]
    people = word in ("who", "whom", "whose")
    fitting = [(n, e) for n, e in names if (e.kind == nm.PERSON) == people and e.kind != nm.GROUP]
    rule = f"the name before “{word}”"
    if people and names and _is_that_people(text, *names[-1], at):
        return Found((names[-1][1],), rule, 0.9)
    if people and _PLURAL_VERB.match(text, at) and (group := _group_before(reading, start, at)):
        return Found((group,), f"the noun before “{word}”", 0.7)
    if fitting and not text[fitting[-1][0].span.end : at].strip(f"{_APART}()"):
        return Found((fitting[-1][1],), rule, 0.95)
    if noun := _described_before(reading, at, start, people):
        phrase, linked = noun
        if linked:
            return Found((linked,), rule, 0.85)
        return Found((phrase,), f"the noun before “{word}”", 0.8)
    if people and fitting and (group := _group_before(reading, fitting[-1][0].span.end, at)):
        return Found((group,), f"the noun before “{word}”", 0.6)
    if not people and (noun_phrase := _CAPITAL_NOUN.search(text, max(start, at - 90), at)):
        entity = reading.somebody(noun_phrase[1], SpeakerKind.DOCUMENT, noun_phrase[2], noun_phrase.start(1))
        return Found((entity,), f"the noun before “{word}”", 0.6)
    # "Harlow United, who say"
    if near := fitting or [p for p in names[-1:] if p[1].kind == nm.ORGANISATION and text[p[0].span.end : at] == ", "]:
        return Found((near[-1][1],), rule, 0.7)
    # "Critics, including members of Congress, who argued"
    if people and (group := _group_before(reading, start, at)):
        return Found((group,), f"the noun before “{word}”", 0.5)
    return _some_noun(reading, word, text[start:at].rstrip(_APART) + " ", start)


def _first_of_two(text: str, word: str, start: int, at: int) -> int:
    """Where the relative before stands that one behind "and" goes on: "a clerk who was late and who"; 0 if none."""
    joined = _AND.search(text, start, at)
    before = list(re.finditer(rf"(?<=[\w,”]) {word} ", text[start : joined.start()])) if joined else []
    if not before:
        return 0
    noun = text[start : start + before[-1].start()].rstrip(_APART).rpartition(" ")[2]
    # "Said that it was late and that": no relatives.
    is_noun = word != "that" or noun_kind(noun.casefold()) is not None
    return start + before[-1].start() + 1 if is_noun else 0


def _is_that_people(text: str, name: nm.Name, entity: Entity, at: int) -> bool:
    """ "A stance rejected by the Palestinians who say": but "leaders of the Palestinians who say" are the leaders."""
    before = text[max(name.span.start - _BEFORE_NOUN, 0) : name.span.start]
    return entity.kind == nm.GROUP and text[name.span.end : at] == " " and bool(_BY_THE.search(before))


def _group_before(reading: Reading, start: int, at: int) -> Entity | None:
    """ "Critics of Reed, who say", "groups such as the League, who say": the several, not the one named last."""
    for found in _SEVERAL_OF.finditer(reading.text, start, at):
        if not _are_people(found[1]):
            continue
        nearest = max(start, found.start() - _BEFORE_NOUN)
        also = _AND_ALSO.search(reading.text, nearest, found.start())
        first = also.start() if also and _are_people(also[1]) else found.start()
        described = list(takewhile(may_describe, reversed(reading.text[nearest:first].split(" ")[:-1])))
        begin = first - sum(len(word) + 1 for word in described)
        such = found[2] in ("such as", "like", "including")
        name = " ".join(trim(reading.text, Span(begin, found.end(1) if such else at)).of(reading.text).split())
        return reading.somebody(name, SpeakerKind.GROUP, found[1].casefold(), begin)
    return None


def _are_people(noun: str) -> bool:
    return noun.casefold() in lx.ROLE_PLURALS or noun.casefold() in lx.GROUPS


def may_describe(word: str) -> bool:
    """May a word stand in front of a noun as a part of its phrase: an adjective, a noun, "some"?"""
    folded = word.casefold()
    apart = folded in lx.PREPOSITIONS or folded in lx.PRONOUNS or folded in lx.ARTICLES
    return word.isalpha() and not apart and folded not in _VERBS_BEFORE and not folded.endswith("ed")


def _is_before(word: str) -> bool:
    return word.casefold() in lx.PREPOSITIONS or word.casefold() in _VERBS_BEFORE


def _some_noun(reading: Reading, word: str, before: str, start: int) -> Found:
    """Who or which behind a noun that no list has: "a startup that", "the fishmonger who"."""
    people = word in ("who", "whom", "whose")
    noun = _ARTICLED.search(before) or (_BARE_PLURAL.search(before) if people else None)
    if not noun:
        return NO_ANTECEDENT
    several = noun[1].endswith("s") and not noun[1].endswith("ss")
    kind = (SpeakerKind.GROUP if several else SpeakerKind.UNNAMED) if people else SpeakerKind.DOCUMENT
    entity = reading.somebody(noun[1], kind, noun[1].split()[-1].casefold(), start + noun.start(1))
    return Found((entity,), f"the noun before “{word}”", 0.5)


def _described_before(reading: Reading, at: int, start: int, people: bool) -> tuple[Entity, Entity | None] | None:
    """The noun phrase right before a relative, and the person that it is said of: "Ann Reed, a clerk who", "Ann Reed is
    a clerk who".
    """
    passage = reading.text[start:at].rstrip(_APART) + " "
    found = _NOUN_BEFORE.search(passage)
    if found and not noun_kind(found[1].split(" ")[-1].casefold()) and (cut := _PARTICIPLE.search(passage)):
        found = _NOUN_BEFORE.search(passage[: cut.start() + 1])
    if not found:
        return None
    words = found[1].split(" ")
    kind = noun_kind(words[-1].casefold())
    persons = (SpeakerKind.UNNAMED, SpeakerKind.GROUP)
    if not kind or (kind in persons) != people:
        return None
    first = next(
        (
            i
            for i in range(len(words) - 1, -1, -1)
            if words[i].casefold() in _STARTS_PHRASE
            # "Feb. 2 by aides who"
            or (words[i].isdigit() and words[i + 1 : i + 2] and words[i + 1] not in lx.PREPOSITIONS)
        ),
        len(words) - 1,
    )
    # "The plan was welcomed by Democrats who": what no phrase has in it ends before the noun's.
    first += next((i for i in range(len(words) - first - 1, 0, -1) if _is_before(words[first + i - 1])), 0)
    begin = start + found.start(1) + len(" ".join(words[:first])) + (1 if first else 0)
    alike = nm.PERSON if people else nm.ORGANISATION
    before = [(n, e) for n, e in reading.cast.within(Span(start, begin)) if e.kind == alike]
    linked = before[-1][1] if before and reading.text[before[-1][0].span.end : begin] in _SAID_OF else None
    # "Instead of Mr. Reed, those who"
    linked = None if linked and words[0].casefold() == "those" and not linked.plural else linked
    shown = words[first:] if words[first].casefold() not in lx.ARTICLES else words[first + 1 :]
    name = " ".join(shown)
    noun = words[-1].casefold()
    entity = reading.somebody(name, kind, noun, begin)
    entity.plural = entity.plural or noun in lx.ROLE_PLURALS
    return entity, linked
