"""Whom a line that ends in a colon names as the one whose words stand under it, in a paragraph without marks.

"Here is the Herald's Ann Reed on Monday:", "As Roe put it in his column:", "Reed argued that the pier is safe:", "From
the guild's statement:". The last sentence of the line decides, and what stands below has to look like somebody's words
and not like the writer's own about whoever is named. Read off in some 160 such places of many outlets.
"""

from collections.abc import Iterable
from itertools import tee

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.segments import sentences
from factdb.text.spans import PLACE

# How long a line's last sentence is that is read, and what stands below.
_LONGEST, _FEWEST_WORDS = 500, 7
_NAME = r"[A-Z][\w.&’'-]*(?:\s(?:(?:of|for)\s(?:the\s)?)?[A-Z][\w.&’'-]*){0,5}"
_OWNER = rf"(?:(?:[Tt]he\s)?{_NAME}(?<=s)\s(?:[a-z-]+\s){{0,3}})?"
_ADVERBS = r"(?:(?:has|had|have|also|then|later|just|once|since|again|recently|[a-z]{2,14}ly)\s){0,3}"
_DESCRIBES = r"put|puts|phrase[sd]|frame[sd]|describe[sd]|explain(?:s|ed)|respond(?:s|ed)|summed|sums|report(?:s|ed)"
_VERB = (
    r"(?!(?:show|ask|list|want|hope|know|find|found|learn|expect|plan|promis|vow|fear|feel|felt|see|saw|believ|think"
    r"|thought)\w*\b)"
    rf"(?:{ENGLISH.any_saying('after-name', 'bare-clause', 'handed-on', 'relays')}|{_DESCRIBES}|notes|details|detailed"
    r"|testif(?:ies|ied)|worr(?:ies|ied)|warn(?:s|ed)|cites|cited|define[sd]|reads|says|writes|states|quotes|laments?"
    r"|conceded?s?|elaborate[sd])"
)
# What somebody's words are called.
_WORDS = (
    r"(?P<words>answer|response|reply|take|statement|explanation|description|account|summary|comparison|observation"
    r"|comments?|remarks|words|quote|quotation|passage|excerpts?|paragraphs?|analysis|assessment|argument|conclusion"
    r"|reasoning|rationale|warning|admission|verdict|advice|note|letter|message|email|thoughts|rebuttal|defense|defence"
    r"|reminder|insight|testimony|prediction|tribute|report|editorial|column|essay|op-ed|article|opinion|ruling|memo"
    r"|blog|post|transcript|story|release|complaint|study|book|speech|interview)"
)
_WRITTEN = r"(?:statement|letter|note|email|e-mail|memo|message|tweet|post)"
_WHERE = (
    r"(?:,?\s(?:on|in|with|at|about|to|of|last|this|earlier|yesterday|today|via|regarding|published|posted|released|sent"
    r"|writing|speaking|from|for|again|when|during|after|quoted|explaining)\b[^:]{0,160}|\s\([^)]{1,40}\))?"
)
# "From Kelso to Poe:" is a way, and no report.
_FROM_WHERE = _WHERE.replace("|to|", "|")
_OPENER = (
    r"(?:UPDATED?\s?[:–—-]\s)?"
    r"(?:(?:And|But|Meanwhile|Now|Again|So|[Ff]irst|Finally|Then|Yes|For instance|For example),?\s){0,2}"
)
_HERE = r"(?:[Hh]ere|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)(?:['’]s|\s(?:is|are|was|were))"
# "released the following statement on Friday", "put out a curt reply to the guild", "offered an answer worth quoting".
_GIVES = (
    r"(?:released|releases|issued|issues|posted|published|gave|sent|shared|left|offered|put\sout|unleashed|fired\soff)\s"
    r"(?:the\sfollowing|this|these|another|an?|what\s[^:]{3,60}?\san?|(?:his|her|their|its)\sown)\s(?:[\w-]+\s){0,3}?"
    r"(?:statement|message|response|reply|answer|comment|note|letter|email|e-mail|explanation|apology|quote|warning"
    r"|tweets?|posts?)\b"
)
# "clarified the point in her statement", "hit back with a curt note to the guild".
_IN_WORDS = (
    rf"\s[^:]{{0,120}}?\b(?:in|with)\s(?:an?|the|this|his|her|their|its)\s(?:[\w-]+\s){{0,3}}?{_WRITTEN}\b(?:{_WHERE})"
)
_CLAUSE = (
    f"that|which|who|whom|whose|than|whether|what|how|why|to|{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]+ed"
)
_WHOM = (
    rf"(?P<source>(?:(?!(?:{_CLAUSE})\b)[\w.&’'-]+\s){{0,8}}?(?!(?:{_CLAUSE})\b)[\w.&’'-]+)"
    r"(?:,\s[^:]{2,120}?,)?"
)
_PAST = ENGLISH.any_of("past_verbs") + r"|[a-z]{3,}ed"
_OWNER_OF = rf"(?:(?!(?:{_CLAUSE})\b)[\w.&’'-]+\s){{0,4}}?[\w.&-]+(?:['’]s|s['’])"
# How a line begins before it names somebody.
_MORE = r"(?:(?:More|Again|This|Also|And|But)\s(?:is\s|comes\s)?)?"
_LEADS = tuple(
    re.compile(rf"{lead}:\Z")
    for lead in (
        # "Here's what the guild wrote of it:", "This is how Ann Reed explained it:"
        rf"\A{_OPENER}{_HERE}\s(?:\w+\s){{0,3}}?(?:what|how)\s{_WHOM}\s{_ADVERBS}(?P<cue>{_VERB})\b[^:]*",
        # "Here is Reed's answer, and it is brilliant:", "This was the guild's response on Friday:"
        rf"\A{_OPENER}{_HERE}\s(?P<source>(?:the\s|an?\s)?{_OWNER_OF}|his|her|their)"
        rf"\s(?:[\w-]+\s){{0,4}}?(?P<cue>{_WORDS})\b(?:,\sand\s[^:]*|{_WHERE})",
        # "Here's the Herald's Ann Reed with more:"
        rf"\A{_OPENER}(?P<cue>[Hh]ere(?:['’]s|\sis))\s(?:again\s|more\sfrom\s)?{_OWNER}"
        rf"(?P<source>(?:(?!(?:{ENGLISH.any_of('prepositions')}|to)\b)[a-z]+\s){{0,3}}{_NAME}){_WHERE}",
        # "From the Herald's report on the pier:", "More from Ann Reed:", "From our reporter Ann Reed:"
        rf"\A{_MORE}(?P<cue>[Ff]rom|Via|Per|[Aa]ccording\sto)\s(?:our\s(?:[a-z-]+,?\s){{1,4}})?"
        rf"(?P<source>(?:the\s)?{_NAME}(?:\s(?:[\w-]+\s){{0,3}}?{_WORDS})?|"
        rf"(?:the|an?|his|her|their|its)\s(?:[\w’'-]+\s){{0,4}}?{_WORDS.replace('words>', 'document>')}){_FROM_WHERE}",
        # "That is a rare admission from Roe:"
        rf"\b(?:an?|another|the|some|more|this|these)\s(?:[\w-]+,?\s){{0,4}}(?P<cue>{_WORDS})\s(?:from|by)\s"
        rf"(?P<source>(?:the\s)?{_NAME}){_WHERE}",
        # "Reed's take on it:"
        rf"\A{_OPENER}(?P<source>(?:[Tt]he\s)?{_OWNER_OF})\s(?:[a-z-]+\s){{0,3}}?"
        rf"(?P<cue>{_WORDS})(?:{_WHERE}|(?:,\swhich\s[^:]{{2,80}},)?\s(?:is|was|reads?|follows|appears)\b[^:]{{0,60}})",
        # "It is over, as the Herald's Ann Reed put it in May:"
        rf"(?:\A|(?<=[,;–—(]\s)|(?<=[–—]))(?:[Aa]nd\s|[Bb]ut\s|[Oo]r,?\s)?[Aa]s\s{_WHOM}\s"
        rf"{_ADVERBS}(?P<cue>{_VERB})\b[^:,]*",
        # "Please attribute the following to a spokesperson for Roe Gas:"
        r"\A(?:[Pp]lease\s)?(?P<cue>[Aa]ttribute)\s[^:]{3,40}?\sto\s(?P<source>(?:(?:the|an?|our)\s)?[\w.&’' -]{3,100})"
        r"(?:,[^:]{2,100})?",
        # "Roe released the following statement on the pier:"
        rf"\A{_OPENER}(?:[^:,]{{2,80}},\s)?{_WHOM}\s{_ADVERBS}(?P<cue>{_GIVES})[^:]*",
        # "Roe clarified the point in her statement:"
        rf"\A{_OPENER}(?:[^:,]{{2,80}},\s)?{_WHOM}\s{_ADVERBS}(?P<cue>(?:{_PAST})){_IN_WORDS}",
        # "Reed, writing in the Herald, adds:", "The Herald has more on that:"
        rf"(?:\A|,\s|\A[^,:]{{2,60}},\s){_WHOM}\s{_ADVERBS}(?P<cue>has\s(?:much\s|a\sbit\s|some\s)?more"
        r"|ha[ds]\sthis\sto\ssay|has\sthe\s(?:details|story)|go(?:es)?\son|went\son|begins|began)\b[^:]*",
        # "On Monday Reed argued that the pier is safe:"
        rf"\A{_OPENER}(?:[^:,]{{2,80}},\s)?{_WHOM}\s{_ADVERBS}(?P<cue>{_VERB})\b[^:]*",
    )
)
_CAPITAL = re.compile(r"\b[A-Z]")
_WORD = re.compile(r"\w+")
_INNER_NAME = re.compile(r"\b[A-Z]\w+")
_NOBODY = re.compile(
    r"(?:(?:he|she|they)\s|according|rather|every|each|all|both|several|no|others?|I|we|you|it|this|that|these|those"
    r"|there|who|which|what|how|one|some|many|few|most|critics|people|here|when"
    rf"|{ENGLISH.any_of('prepositions')}|while|if|because|although|though|after|before|as|since|look|note|see|watch|read"
    r"|listen|check|consider)\b",
    re.I,
)
_PRONOUN = re.compile(r"(?:he|she|they)\Z", re.I)
_POINTS = re.compile(
    r"\b(?:watch|videos?|clips?|charts?|graphs?|graphics?|maps?|photos?|images?|pictures?|tables?|below"
    r"|screenshots?|headlines?|following (?:\w+ )?(?:steps|points|items|reasons|ways|options))\b",
    re.I,
)
# A page shows a post that its text may lack.
_POSTED = re.compile(r"\b(?:tweets?|tweeted)\b", re.I)
_MARK = re.compile('["“„«]')
_OWNS = re.compile(r"(?:['’]s|s['’])\Z")
_NO_OWNER = re.compile(r"\b(?:years?|months?|weeks?|days?|nights?|today|yesterday|tonight|mornings?|evenings?)\W*s?\Z")
_TIMES_AND_PLACES = frozenset(word for name in ("weekdays", "countries", "places") for word in ENGLISH.words(name))
# A paragraph of the writer's that goes on from what he told, or of whoever is named.
_GOES_ON = re.compile(r"(?:Similarly|Likewise|Meanwhile|Also|Elsewhere|Nevertheless|Watch|Read|See|He|She)\b")
_ENDS = re.compile(r"[.!?…\])”\"’'*]\Z")
_IS_TOLD = re.compile(r"(?:,|\sthat)?\s[“\"][^“”\"]*[”\"]\s*:\Z")
_WRITERS = re.compile(r"\bhere(?:['’]s|\s(?:is|are|was|were))\s")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
# Who speaks of himself alone, or of himself and others.
_PERSONS = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b"), re.compile(r"\b[Ww]e\b")
_APART = re.compile(r"[\"“„«‘'`>*•–—-]|[A-Z][\w. ]{0,40}:\s")
# How far before a line the writer is looked for as "I" or "we".
_WRITER = 1500
# So many characters of white space before a paragraph are looked at.
_WIDEST_GAP = 40


def named_in(text: str, line: Span, below: Span) -> tuple[Span, Span] | None:
    """The source and the cue in a line whose words are what stands below, if the line says so and it may be."""
    last = sentences(text, line)[-1]
    if last.end - last.start > _LONGEST or _POINTS.search(text, *PLACE(last)):
        return None
    if _POSTED.search(text, *PLACE(last)) and not _MARK.match(text, below.start):
        return None
    words = last.of(text)
    for lead in _LEADS:
        match = lead.search(words)
        # "He concluded, “It is over”:" has told what he said, and "Experts say little, but here is what we know:" is
        # the writer's word.
        if match and not _IS_TOLD.match(words, match.end("cue")) and not _WRITERS.search(words, match.end("cue")):
            source, cue = (
                Span(last.start + match.start(part), last.start + match.end(part)) for part in ("source", "cue")
            )
            return (source, cue) if _is_somebody(source.of(text)) and _may_be_of(text, source, below) else None
    return None


def _is_somebody(source: str) -> bool:
    if _PRONOUN.match(source) or source in ("his", "her", "their"):
        return True
    last, named = _last_word(source).casefold(), source.removeprefix("the ").casefold()
    if not last or _NOBODY.match(source) or last in lx.FIRST_PERSON or named in _TIMES_AND_PLACES:
        return False
    # A people or a party has no one voice that a whole paragraph could be quoted from.
    if last.removesuffix("s") in lx.DEMONYMS and last.endswith("s"):
        return False
    if _CAPITAL.search(source.removeprefix("The ")) or (_OWNS.search(source) and not _NO_OWNER.search(source)):
        return True
    return last in lx.DOCUMENTS | lx.ROLES.keys() | lx.GROUPS | lx.ORGANISATION_NOUNS


def _last_word(source: str) -> str:
    words: list[str] = _WORD.findall(source.removesuffix("’s").removesuffix("'s"))
    return words[-1] if words else ""


def _may_be_of(text: str, source: Span, below: Span) -> bool:
    """Is what stands below whole sentences, and not the writer's of whoever is named?"""
    said = below.of(text)
    if len(_WORD.findall(said)) < _FEWEST_WORDS or not _ENDS.search(said) or _GOES_ON.match(said):
        return False
    name = _last_word(source.of(text))
    return not (name[0].isupper() and re.search(rf"\b{re.escape(name)}\b", _spoken(text, below)))


def with_same_voice(text: str, line: Span, below: Span, behind: Iterable[Span]) -> Span:
    """What stands below the line, with the paragraphs right behind it that are its speaker's as well.

    Those are what stands wider apart than the article's own paragraphs, as copied block quotes do, or else what the
    same "I" or "we" goes on with.
    """
    once, again = tee(behind)
    return Span(below.start, max(_end_of_block(text, line, below, once), _end_of_person(text, line, below, again)))


def _end_of_block(text: str, line: Span, below: Span, behind: Iterable[Span]) -> int:
    """Where the paragraphs end that stand wider apart than the line does from what is before and below it."""
    usual, end = _lines_before(text, below), below.end
    if _lines_before(text, line) > usual:
        return end
    for paragraph in behind:
        if not text[end : paragraph.start].isspace() or _lines_before(text, paragraph) <= usual:
            break
        if not _ENDS.search(paragraph.of(text)):
            break
        end = paragraph.end
    return end


def _lines_before(text: str, paragraph: Span) -> int:
    """How many line breaks stand right before a paragraph."""
    before = text[max(paragraph.start - _WIDEST_GAP, 0) : paragraph.start]
    return before[len(before.rstrip()) :].count("\n")


def _end_of_person(text: str, line: Span, below: Span, behind: Iterable[Span]) -> int:
    """Where the paragraphs end in which the same "I" or "we" goes on.

    Where the writer speaks of himself as well, or nobody does below, only the first paragraph is sure.
    """
    first, end = _spoken(text, below), below.end
    person = next((one for one in _PERSONS if one.search(first)), None)
    if not person or person.search(_spoken(text, Span(max(line.start - _WRITER, 0), line.end))):
        return end
    named = set(_INNER_NAME.findall(line.of(text)))
    for paragraph in behind:
        apart = not text[end : paragraph.start].isspace() or _APART.match(text, paragraph.start)
        spoken = _spoken(text, paragraph)
        goes_on = person.search(spoken) and _ENDS.search(paragraph.of(text)) and named.isdisjoint(_WORD.findall(spoken))
        if apart or not goes_on or _GOES_ON.match(text, paragraph.start):
            break
        end = paragraph.end
    return end


def _spoken(text: str, span: Span) -> str:
    """The words without those in quotation marks."""
    return _QUOTED.sub("", span.of(text))
