"""What is no claim of anybody's, whatever the cue: "than the figures show", "no court ruled", "has not said"."""

from collections.abc import Sequence

from factdb.extract.attribution.assertions import AHEAD, QUOTED, clause_of
from factdb.extract.nobody import NOT_SAID
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span

# "It is far worse than the figures show", "as bad as they said": the writer compares.
_COMPARED = re.compile(rf"\b(?:than|as\s[\w’'-]+\sas)\s(?:(?:{ENGLISH.any_of('determiners')})\s)?\Z", re.I)
# "Contrary to what the mayor says, it is late".
_SET_ASIDE = re.compile(
    r"(?i)\b(?:whether|(?:contrary\sto|despite|regardless\sof|no\smatter|unlike|in\sspite\sof|beyond)\swhat)\s"
    rf"(?:(?:{ENGLISH.any_of('determiners')})\s)?\Z"
)
# "If she says that it is late", which she may not.
_SUPPOSED = re.compile(r"\b(?:if|unless|what (?:makes|made))\s\Z", re.I)
# "There are no studies that say so", "let people think that it rains", but "despite what she described as wet".
_NO = re.compile(r"\bno\s(?:[a-z-]+\s)?\Z")
_CALLS = re.compile(r"\b(?:describ|call|label|term|dub|regard|view|see|saw)")
_LETS = re.compile(r"\b(?:leads?|leading|led|lets?|letting|mak(?:es?|ing)|made|allow(?:s|ed)?|caus(?:es?|ed))\s\Z")
_PEOPLE = re.compile(r"(?:(?:many|most|some)\s)?(?:people|us|voters|readers|viewers|everyone|everybody|them)")
# "Police found a knife": whoever looks for things claims nothing by finding one.
_SEARCHERS = re.compile(
    r"\b(?:police|officers?|officials|detectives?|deputies|agents|guards|troops|soldiers|rescuers?|searchers|divers?|crews?"
    r"|firefighters|fighters|workers|volunteers)\Z",
    re.I,
)
_FINDS = re.compile(r"\b(?:found|finds?|discover(?:s|ed)?|seiz(?:es|ed)|recover(?:s|ed)?)\Z")
# "The flood has proven that walls are not enough": what happens says nothing.
_HAPPENS = re.compile(
    rf"(?:(?!(?:{ENGLISH.any_of('prepositions')})\b)[\w’'-]+\s){{0,5}}(?:[\w’']+-)?(?:{ENGLISH.any_of('happenings')})",
    re.I,
)
_PROVES = re.compile(
    r"(?:\w+\s)?(?:shows?|show(?:ed|n)|prov(?:es?|ed|en)|demonstrate[sd]?|reveal(?:s|ed)?|expose[sd]?|highlight(?:s|ed)?|suggest(?:s|ed)?"
    r"|taught|teach(?:es)?|remind(?:s|ed)?|underline[sd]?|underscore[sd]?)(?:\s\w+){0,2}\Z"
)
# "Was declared a monument by the king", "confirmed her as its judge": by saying so it is done.
_MAKES = re.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:declared|designated|named|proclaimed|listed|confirmed|appointed|elected)\Z"
)
_MADE = re.compile(r"(?:as\s)?an?\s")
_APPOINTS = re.compile(r"\b(?:confirm|appoint|nam|nominat|designat|elect|install)(?:s|es|ed|ing)?\Z")
_AS_OFFICE = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,4}as\s(?P<office>[^,.;:“”\"]{2,60})")
# "Told the crowd [that had been waiting]".
_WHO_WAITS = re.compile(
    r"(?:that|who)\s(?:ha[sd]|have|is|are|was|were)\s(?:\w+ly\s)?(?:been|[a-z]+(?:ing|ed))\b(?!.*\sthat\s)", re.S
)
_TELLS = re.compile(r"\b(?:tells?|told)\Z")
# "Talked about whether it would rain".
_TALKED_OF = "about whether "
_BEFORE_A_SOURCE = 40
# "He said nothing of the bill", but "he said nothing happened".
_NOTHING = re.compile(
    r"(?:almost\s|next\sto\s)?nothing(?=\W*\Z|\W*[,.;:]|\s(?:about|at|beyond|but|else|in|more|new|of|on|to|when)\b)",
    re.I,
)
# "No court has ruled that it is late", "nobody thinks so"; but "No 10 said so", "No Pier Tax said so".
_NONE = re.compile(r"(?:no|[Nn]either|No(?=\s[a-z]))\s(?!\d)|(?i:no one|nobody|none|nothing)\b")


def is_no_ones(text: str, sources: Sequence[Span], cue: Span, piece: Span) -> bool:
    """Do source, cue and what is around them leave no claim: "than the figures show", "no court ruled", "has not said",
    "police found it"?
    """
    if len(sources) != 1:
        return False
    (source,) = sources
    if _NONE.match(text, source.start, source.end) or NOT_SAID.search(text, cue.start, cue.end):
        return True
    before = text[max(source.start - _BEFORE_A_SOURCE, 0) : source.start]
    if cue.start >= source.end and _is_unsaid(text, before, source, cue):
        return True
    if piece.end <= source.start and cue.start >= source.end:
        return bool(_COMPARED.search(before))
    words = text[piece.start : min(piece.end, piece.start + AHEAD)]
    if _NOTHING.match(words):
        return clause_of(words) == "phrase"
    if _is_done(text, cue, words) or _tells_more(text, cue, piece, words):
        return True
    if _HAPPENS.fullmatch(text, source.start, source.end) and _PROVES.search(text, cue.start, cue.end):
        return True
    searcher = _SEARCHERS.search(text[source.start : source.end][-_BEFORE_A_SOURCE:])
    found = searcher and _FINDS.search(text, cue.start, cue.end)
    return bool(found) and not QUOTED.search(words) and clause_of(words) == "phrase"


def _is_unsaid(text: str, before: str, source: Span, cue: Span) -> bool:
    """Does what stands before a source deny, suppose or bring about that it says something, or set it aside?"""
    if _SUPPOSED.search(before) or (not _CALLS.search(text, cue.start, cue.end) and _SET_ASIDE.search(before)):
        return True
    led = _LETS.search(before) and _PEOPLE.fullmatch(text, source.start, source.end)
    return text[source.start].islower() and bool(led or _NO.search(before))


def _is_done(text: str, cue: Span, words: str) -> bool:
    """Is it so because it is said: somebody is declared, named or confirmed as something?"""
    if _MAKES.search(text, cue.start, cue.end):
        return _MADE.match(words) is not None
    named = _AS_OFFICE.match(words) if _APPOINTS.search(text, cue.start, cue.end) else None
    return named is not None and not lx.ROLES.keys().isdisjoint(named["office"].casefold().split())


def _tells_more(text: str, cue: Span, piece: Span, words: str) -> bool:
    """Is the piece a clause that hangs on the noun before it, or what somebody only talks about?"""
    if text.startswith(_TALKED_OF, piece.start - _TALKED_OF.index("w")):
        return True
    whom = cue.end + 1 < piece.start and _TELLS.search(text, cue.start, cue.end)
    return bool(whom) and _WHO_WAITS.match(words) is not None
