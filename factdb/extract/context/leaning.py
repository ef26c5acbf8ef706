"""Does a claim lean on the words around it: does it point to what was told before?

Judged by the claim's words alone. It is no harm to show a sentence of context too many, so a rule may err here; but
context behind every claim would be the article itself.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter

from factdb.extract.context.pointing import has_pointer
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import GAP, Claim, Span
from factdb.text.whitespace import WORD

_OPENING = rf"\W*(?:(?:{ENGLISH.any_of('linking_words')}|[a-z]+ly)\b\W*){{0,3}}"
# "On the ferry, it": a phrase that opens a sentence.
_PHRASE_BEFORE = (
    r"(?:For|In|On|At|By|After|With|To|As|Despite|Until|Before|During|From|Since|Under|Like|Unlike)\s[^,.;]{2,90},\s"
)
_OPENINGS = groupby(
    ENGLISH.expressions("leaning_openings", OPENING=_OPENING, PHRASE_BEFORE=_PHRASE_BEFORE), itemgetter(0)
)
_LEANS = re.compile(
    "|".join(f"{opening}(?:{'|'.join(leans for _, leans in some)})" for opening, some in _OPENINGS), re.I
)
# A share or a number of what was told before: "Forty percent would choose her."
_SHARE = re.compile(
    rf"\W*(?:(?:{ENGLISH.any_of('linking_words', 'words_before_numbers')})\b\W*){{0,3}}"
    r"[\w.-]+(?:\spercent|\sper cent|%)\s"
    r"(?:\w+ly\s)?(?:have|had|has|were|are|was|is|did|do|say|think|want|see|saw|chose|choose|back|view|feel|felt|favou?r"
    r"|would|will|approve|oppose|support|prefer|believe|agree|disagree|call|rate|found|name|[a-z]{2,}ed)\b",
    re.I,
)
_NUMBER = re.compile(
    rf"\b(?:has|have|had|won|lost|gain|gained|needs?|{ENGLISH.any_of('words_before_numbers')})\s\d[\d,]*"
    r"(?=[”\"’]?(?:[.;]?\s*\Z|[.;]\s|,\s(?:while|and|but)\b|\s(?:and|while)\s[A-Z]))"
)
# As the subject or before a noun; in small letters it mostly joins clauses.
_DEMONSTRATIVE = re.compile(
    r"\W*(?:(?:And|But|So|Yet|If|Because|While|and|but|so|if|because|while)\s)?"
    rf"(?:That\b|(?i:this)\b(?!\s(?i:{ENGLISH.any_of('nouns_at_hand')})s?\b))"
    r"|\W*(?:Maybe|Perhaps|Well|No|Yes|Yeah|Look|Clearly)\b\W*(?:this|that)\b"
    rf"|\W*(?:(?i:{ENGLISH.any_of('linking_words')}|or|if|when|whether|so)\b,?\s)?(?:\w+ly\s)?that"
    r"(?:\s(?:\w+ly\s)?(?:means|meant|doesn|didn|wasn|isn|won)\b)"
    r"|\W*(?:And|But|So|If|When|Whether|and|but|so|or|if|when|whether)\s(?:\w+ly\s)?that"
    r"(?:['’]s|\s(?:is|was|isn|wasn|has|had|will|would|means|meant|could|can|may|might|makes?|made|does|doesn|did|didn))\b"
)
_THE = re.compile(r"\b[Tt]he\s")
# "The company", but not "the giant" or "the party", which stand before a noun or are one of two.
_BODIES = rf"(?!(?:giant|maker|party|star|union)\b)(?:{ENGLISH.any_of('organisation_variations')})"
_TOLD_BEHIND = (
    r"(?!\s(?:of|to|that|which|who|on|for|in|against|with|by|between|about|over|from|at|into|when|where)\b"
    r"|\s(?:before|after)\b|\s[A-Z])"
)
_TOLD_OF = r"(?!\s(?:of|to|that|which|who|on|for|against|with|by|between|about|into|when|where)\b|\s[A-Z])"
_DEFINITE = re.compile(
    rf"\b[Tt]he\s(?:(?!(?:{ENGLISH.any_of('prepositions')})\b)[a-z\d-]+\s){{0,2}}"
    rf"(?P<noun>{ENGLISH.any_of('leaning_nouns')}|{_BODIES})\b(?!\s(?:{ENGLISH.any_of('leaning_nouns')})\b){_TOLD_OF}"
    rf"|\b[Tt]he\s(?:two|three|four|five)\s(?P<several>[a-z]+s|men|women|people)\b{_TOLD_BEHIND}"
)
# "The retired senator", "the campaign": whoever is meant may be named before, in the same words.
_SOMEBODY = re.compile(
    rf"\b[Tt]he\s(?P<words>(?!first|next|other|lone|only|last|same|more|most)[a-z-]+"
    r"(?:\s(?!(?:who|whose|that|which|of|to|in|for|on|at|from|with|by)\b)[a-z-]+){0,2})\b"
    rf"{_TOLD_BEHIND}(?!,\s[A-Z])"
)
# "The former secretary of state", "the Kelso senator".
_FORMERLY = re.compile(
    r"\b[Tt]he\s(?:(?:former|[A-Z][\w.]+)\s){1,3}(?P<words>[a-z-]+)\b(?!(?:,|\s(?:of|for)(?:\sthe)?)?\s[A-Z])"
)
# "The long drought": what it may be that the article has told before, up to a word that ends the phrase, and where it
# is told behind which one is meant.
_PHRASE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hose)\s(?=(?P<words>[a-z][a-z-]+(?:\s[a-z][a-z-]+){0,2})\b(?<!-)(?!-|['’](?:t|ll|re|ve)\b))"
)
_ENDS_PHRASE = lx.PREPOSITIONS.union(
    *map(ENGLISH.words, ("phrase_ends", "subordinators", "determiners", "subject_pronouns", "finite_verbs")),
    *map(ENGLISH.words, ("past_verbs", "relatives", "linking_words")),
    ENGLISH.sayings("after-name"),
)
_WHICH_ONE = re.compile(
    r"\s(?:of|that|which|who|whose|whom|for|on|between|against|where|when)\b"
    rf"|\s(?!(?i:{ENGLISH.any_of('weekdays')})\b)[A-Z]"
)
# What may be the verb behind a noun: "the walker sings", "the walkers turned".
_VERB_ENDINGS = ("s", "ed", "ing", "ly")
_ADJECTIVE_ENDINGS = ("ed", "ous", "ful", "ive", "less", "able", "ible", "ical", "ious", "ern", "ing", "ish", "ly")
_BEHIND = re.compile(r"\s([a-z][a-z’'-]*)")
_ENDS = re.compile(r"[.!?;”\"]|\W*\Z")
_TELLS_MORE = re.compile(r"['’]s?\s|\s(?:to|in|at|from|with|by)\b")
# "Nobody expects the bill to pass": what the bill is to do says not which one is meant.
_MADE_TO = re.compile(
    r"\b(?:allow|ask|caus|expect|forc|get|lik|need|order|permit|press|push|tell|urg|want)(?:e?s|e?d|ing|e|)?\s\Z"
)
_WELL_KNOWN = frozenset(ENGLISH.words("well_known_nouns"))
_UNPOINTED = _WELL_KNOWN | _ENDS_PHRASE
_UNDECIDED = _ENDS_PHRASE | {""}
_FIRST_PHRASE = re.compile(
    rf"(?i:{_OPENING})[Tt]he\s(?P<noun>[a-z-]{{3,}})\b(?=['’,]|\s(?!to\b)[a-z—–-])"
    rf"|{_PHRASE_BEFORE}the\s(?P<then>[a-z-]{{3,}})\b(?=['’]s|,|\s(?:{ENGLISH.any_of('finite_verbs')}|[a-z]+(?:ed|[^s]s))\b)"
)
# "Throughout the country"
_EVERYWHERE = re.compile(r"\b(?:across|throughout|around)\s\Z")
_KINDS_OF_LAND = frozenset({"country", "nation", "state", "city"})
# "A close race in the state", where no name tells which.
_PLACE = re.compile(
    r"\bthe\s(?P<noun>state|city|town|county|district|island|village|region|campus)\b(?!\s(?:of|that|where|which)\b|\s[A-Z]|-)"
)
_OWN_PLAN = re.compile(
    rf"(?:\b(?:their|its|his|her)|['’]s?)\s(?P<noun>{ENGLISH.any_of('said_and_done_nouns')})\b{_TOLD_OF}"
)
_CAMPAIGN = re.compile(r"\b[Tt]he\scampaign(?:['’]s\b|\s(?:is|was|has|had|will|would|can|could|did|does|[a-z]+ed)\b)")
# A day or a people is nobody's name: "On Friday, the senator", "Russian papers praised the senator".
_NO_NAME = rf"(?!(?i:{ENGLISH.any_of('weekdays', 'demonyms')}|republicans?|democrats?|democratic)s?\b)"
_NAME = re.compile(
    rf"(?<=[\w,”\"’')] ){_NO_NAME}[A-Z][a-z]|{_NO_NAME}[A-Z]{{2}}"
    rf"|\A\W*(?!(?i:the|a|an|{ENGLISH.any_of('linking_words', 'prepositions')})\b){_NO_NAME}[A-Z]\w+(?:['’]s)?\s[a-z]"
)
# Offices that every reader knows, and what is a role and more.
_KNOWN = frozenset({"president", "pope", "king", "queen", "public", "people", "head", "chief", "star", "right", "lady"})
_OFFICES = frozenset(ENGLISH.words("offices_of_names"))
_CALLED = ({*lx.ROLES} | {"contenders", "senators", "lawmakers", "couple"}) - _KNOWN
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.I)
_SEVERAL = re.compile(
    rf"\b(?<!one\s)(?<!body\s)(?<!\bwho\s)(?<!\bhe\s)(?<!\bit\s)(?<!\bthat\s)"
    # "Sanders" is one, "Russians" are several.
    rf"(?:(?!(?:ha|wa|doe|thi|alway|perhap)s\b)(?:[a-z’-]|\A[A-Z]|(?<=\A[“\"‘'])[A-Z])[\w’-]+(?<![sui’'])s"
    rf"|(?i:{ENGLISH.any_of('words_for_several')})|(?i:{ENGLISH.any_of('demonyms')}|republican|democrat)s"
    r"|[A-Z]\w+ and [A-Z])\b"
)
# "That you have to look at it": what it may mean are two things before, of which one is the subject.
_IT = re.compile(
    rf"\b(?!(?:{ENGLISH.any_of('subordinators', 'relatives', 'linking_words')}|as|what)\b)[a-z]{{2,}}\sit\b"
)
_THING = re.compile(
    rf"\b(?!(?i:{ENGLISH.any_of('weekdays', 'linking_words', 'quantifiers')})\b)[A-Z]?[a-z-]{{6,}}(?<!ing)\b(?![’'])"
    rf"|(?<=\w )(?!(?i:{ENGLISH.any_of('weekdays')})\b)[A-Z]",
)
_FINITE = (
    rf"(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|{ENGLISH.any_saying('after-name')})\b"
    r"|(?<!-)(?<!\bas\s)(?<!\ba\s)(?<!\ban\s)[a-z]{2,}ed\b"
    r"|(?:it|he|she|that|there|here|what|who|where|how|this|one|everybody|everyone|nobody)[’']s\b"
)
_SUBJECT = r"(?:I|we|you|they|he|she|it|there)(?:['’]\w+|\s(?:\w+ly\s)?[a-z’']+)"
_PASSIVE = (
    r"(?:is|are|was|were|be|been|has|have|had)\s(?:\w+ly\s|not\s|been\s){0,2}"
    rf"(?:{ENGLISH.any_of('past_verbs')}|[a-z]{{2,}}ed)\b"
)
# Where no word begins, only endings are looked for; and a run of letters once, from its first one on.
VERB = re.compile(
    rf"\b(?:{_SUBJECT}|{_PASSIVE}|{_FINITE})"
    r"|(?<![a-z])[a-z]{3,}(?<!ion)(?<!ment)s\sto\b|n[’']t\b|\w[’'](?:re|ll|ve|d|m)\b",
    re.I,
)
_ITEM = re.compile(
    rf"\W*[⦁•●▪‣◦]|\W*(?:(?-i:[A-Z])[a-z]+ed(?!,)|(?-i:(?=[A-Z]))(?:{ENGLISH.any_of('past_verbs')}|said|told))\b"
    r"(?!\s(?:by|in|on|at|as|with|from)\b)",
    re.I,
)
_LETTERS, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")
# A claim of fewer words is an answer or an outcry, one of few that names nothing tells too little; how much of one is
# looked at.
_MORE_QUOTED, _QUOTATION_MARKS = 2, frozenset("“\"‘'")
FEWEST, _FEW, _VERBLESS, _LOOKED_AT = 5, 8, 10, 400
_NAMED = re.compile(r"(?<=[\w,”\"’')] )[A-Z]|[A-Z]{2}|\d")


def leans(text: str, claim: Claim) -> bool:
    """Does the claim point to what was told before: with a pronoun, with "this", with a definite noun alone?"""
    return points_back(text, claim) or bool(pointed_at(text, claim)) or tells_little(text, claim)


def points_back(text: str, claim: Claim) -> bool:
    """Does it so without a noun: with a pronoun, with "this", with a number or an answer alone?"""
    return _points_back(words_of(text, claim))


# A claim is asked about where it stands, and again as what stands before the next ones.
@lru_cache(maxsize=32)
def _points_back(words: str) -> bool:
    fewest = FEWEST + _MORE_QUOTED if words[:1] in _QUOTATION_MARKS else FEWEST
    if next(islice(WORD.finditer(words), fewest - 1, None), None) is None:
        return True
    if _LEANS.match(words) or _DEMONSTRATIVE.match(words) or _SHARE.match(words):
        return True
    if _DIGIT.search(words) and _NUMBER.search(words):
        return True
    small = frozenset(_LETTERS.findall(words.casefold()))
    return has_pointer(words, small) or _is_open(words, small)


def tells_little(text: str, claim: Claim) -> bool:
    """Is it short, and nothing named in it: "A search had begun."? Or without a verb: "Holt and Vance: no."?"""
    words = words_of(text, claim)
    count = len(WORD.findall(words))
    return (count < _FEW and not _NAMED.search(words)) or (count < _VERBLESS and not VERB.search(words))


def is_item(text: str, claim: Claim) -> bool:
    """Does it open with a verb, as an item of a list whose first words have the subject: "Sold two ferries"?"""
    return _ITEM.match(words_of(text, claim)) is not None


def _is_open(words: str, small: frozenset[str]) -> bool:
    """Is there a "they", an "it" of whom nothing before says who they are? ``small`` are the words in small letters."""
    they, it = _THEY.search(words), _IT.search(words) if "it" in small else None
    if they and not _SEVERAL.search(words, 0, they.start()):
        return True
    return it is not None and len(_THING.findall(words, 0, it.start())) < 2


def pointed_at(text: str, claim: Claim) -> Sequence[str]:
    """The nouns that were told of before: "plan" of "The plan was dropped."."""
    return _pointed_at(words_of(text, claim))


@lru_cache(maxsize=32)
def _pointed_at(words: str) -> Sequence[str]:
    nouns = [opening] if (opening := _opens_with(words)) else []
    places = [found.start() for found in _THE.finditer(words)]
    for found in _at(places, _DEFINITE, words):
        noun = (found["noun"] or found["several"]).casefold()
        everywhere = noun in _KINDS_OF_LAND and _EVERYWHERE.search(words, 0, found.start())
        if not everywhere and noun not in words[: found.start()].casefold():
            nouns.append(noun)
    if (place := _PLACE.search(words)) and not _NAME.search(words):
        nouns.append(place["noun"])
    nouns += [called for at, called in _called(words, places) if not _NAME.search(words, 0, at)]
    return list(dict.fromkeys(nouns))


def _opens_with(words: str) -> str:
    """The noun of a first phrase of two words that says not which one is meant: "The outcome is open."."""
    found = _FIRST_PHRASE.match(words)
    if found is None or _WHICH_ONE.match(words, found.end()):
        return ""
    noun = found["noun"] or found["then"]
    behind = _BEHIND.match(words, found.end())
    # "The revived plan" and "The ferry line" say more of which one.
    after = behind[1] if behind else ""
    if after not in _UNDECIDED and (noun.endswith(_ADJECTIVE_ENDINGS) or not after.endswith(_VERB_ENDINGS)):
        return ""
    return "" if noun in _UNPOINTED else noun


def told_alone(text: str, claim: Claim) -> Iterator[str]:
    """The nouns that stand alone behind "the", of which nothing says which one is meant: "The footage was shown."."""
    words = words_of(text, claim)
    for found in _PHRASE.finditer(words):
        noun, *behind = found["words"].split()
        at = found.start("words") + len(noun)
        before = words[: found.start()].casefold()
        if noun in _UNPOINTED or noun.removesuffix("s") in before or _WHICH_ONE.match(words, at):
            continue
        # "The sweeping, cheap plan" may go on, "the reporting." is a noun.
        if noun.endswith(_ADJECTIVE_ENDINGS) and not (noun.endswith("ing") and _ENDS.match(words, at)):
            continue
        tells = _TELLS_MORE.match(words, at) and not _MADE_TO.search(words, 0, found.start())
        if not tells and (not behind or behind[0] in _ENDS_PHRASE or behind[0].endswith("ed")):
            yield noun


def told_again(text: str, claim: Claim) -> Iterator[Sequence[str]]:
    """What the claim tells more of if the article has told of it before, by the words that may be its noun, the
    likeliest first: "drought", of "The drought goes on."
    """
    words = words_of(text, claim)
    for found in _PHRASE.finditer(words):
        ended = False
        nouns: list[tuple[str, int]] = []
        for part in WORD.finditer(found["words"]):
            ended = ended or part[0] in _ENDS_PHRASE
            if not ended:
                nouns.append((part[0], found.start("words") + part.end()))
        likely: list[str] = []
        while nouns:
            noun, end = nouns.pop()
            before = words[: found.start()].casefold()
            known = noun in _WELL_KNOWN or noun.endswith("ed") or noun.removesuffix("s") in before
            if not known and not _WHICH_ONE.match(words, end):
                likely.append(noun)
            if not noun.endswith(_VERB_ENDINGS):
                break
        if likely:
            yield likely
    # "Their plan", "the senators' move"
    for found in _OWN_PLAN.finditer(words):
        if found["noun"].removesuffix("s") not in words[: found.start()].casefold():
            yield [found["noun"]]


def _at(places: Sequence[int], pattern: re.Pattern[str], words: str) -> Iterator[re.Match[str]]:
    """What fits at these places, one behind the other."""
    end = 0
    for place in places:
        if place >= end and (found := pattern.match(words, place)):
            end = found.end()
            yield found


def _called(words: str, places: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Where somebody is only called by what they are, and by which noun: "the senator", "the campaign"."""
    for found in chain(_at(places, _SOMEBODY, words), _at(places, _FORMERLY, words)):
        if called := next((word for word in found["words"].split() if word in _CALLED), None):
            # "The judge" of whom a name told nothing: "Holt asked for the judge's notes".
            is_office = called in _OFFICES and not _is_titled(called, words[: found.start()])
            yield 0 if is_office else found.start(), called
    for found in _at(places, _CAMPAIGN, words):
        yield found.start(), "campaign"


def _is_titled(office: str, before: str) -> bool:
    """Has a name this office for a title, or told of it behind: "Gov. Holt", "Holt, a senator"?"""
    return office in before.casefold() or office[:3] in map(str.casefold, WORD.findall(before))


def words_of(text: str, claim: Claim) -> str:
    """What of a claim is looked at: the first words of it."""
    return _joined(text, claim.spans)


@lru_cache(maxsize=4)  # asked for by all that look at a claim
def _joined(text: str, spans: Sequence[Span]) -> str:
    return GAP.join(text[span.start : min(span.end, span.start + _LOOKED_AT)] for span in spans[:FEWEST])[:_LOOKED_AT]
