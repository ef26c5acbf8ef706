"""Interviews whose answers have no name before them: under the questions, or behind an "A:".

The page says above the first question whom it talks to: ``The mountaineer Doro Kessler spoke to us at home.`` If it
names nobody, the answers are the writer's own, as in ``Your questions answered``; only where an "A:" speaks of itself,
more than once, it is somebody of whom no more is known.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from factdb.extract.attribution.lines.talks import NAMED, Line
from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.segments import sentences
from factdb.text.spans import PLACE, overlapping
from factdb.text.whitespace import WORD

# How far above the first question it is told whom the page talks to, and how many paragraphs an answer has.
_INTRODUCTION, _MOST_PARAGRAPHS = 3000, 8
# In how many characters before a name it is told that the page talks with it.
_BEHIND = 90
_TALKS = r"(?:spoke|speaks|talk(?:ed|s)|chat(?:ted|s)|sat down|sits down|caught up|catches up|conversation)"
_ANNOUNCES = re.compile(
    rf"\b(?:{_TALKS} (?:to|with|about|by)|interview\w*|conversation|Q ?& ?A"
    r"|(?:answers|answered|took) (?:our|your|readers)|(?:asked|met|visited) (?:her|him|them)|meets"
    r"|edited for (?:length|clarity)|(?:minutes|questions|breakfast|coffee|tea|lunch|dinner|drink|word) with"
    r"|(?:receives?|received|welcomes?|welcomed|greets|greeted|met) (?:us|me))\b",
    re.I,
)
_WITH = re.compile(rf"\b(?:{_TALKS} (?:to|with)|interview(?:s|ed)?(?: with)?)\s[^.;:\n]{{0,60}}\Z", re.I)
# "Salon spoke by telephone with Ann Roe", "Roe sat down with the Herald", "NPR's Tom Poe spoke with Roe".
_TALK = re.compile(rf"\b{_TALKS}\b[^;:\n]{{0,150}}?\s(?:to|with)\s")
_OUTLET = (
    rf"(?:[A-Z]{{2,6}}|[Tt]he(?:\s[A-Z][\w’']*){{1,4}}|{ENGLISH.any_of('outlet_names')}"
    rf"|(?:[A-Z][\w’']*\s){{0,3}}(?:{ENGLISH.any_of('outlet_words')}))"
)
_THE_PAGE = re.compile(rf"(?:us|me|our)\b|\W{{0,2}}{_OUTLET}\b|[A-Z][\w]*\b(?!['’-]|\s[A-Z])")
_PAGE_TALKS = re.compile(
    rf"(?:\b(?:I|[Ww]e)|\b{_OUTLET}(?:['’]s(?:\s[A-Z]\w*){{1,3}})?|(?<![a-z]\s)\b(?P<name>[A-Z]\w*))\s(?:[a-z]+\s)?\Z"
)
# "Theda Roe, the author of it": whatever the given name.
_PRESENTED_BEHIND = re.compile(r",\s(?:the|an?|who|whose|author)\b")
_SHE_TALKS_TO = re.compile(rf"\b(?:[Ss]?he|[Tt]hey) (?:[a-z]+ ){{0,2}}?(?:{_TALKS} (?:to|with)|tells|told)\s\Z")
_INTERVIEWED = re.compile(r"\binterview(?:s|ed)?(?: with)?\s[^.;:\n]{0,60}\Z", re.I)
# Who asks: "Interview: Ann Roe", "interviewed by Ann Roe", "as told to Ann Roe".
_BY = re.compile(r"(?:\binterview:|\bby|\btold to)\s\Z", re.I)
# "Ann Roe, the mayor of Elm, talks to Bob Cole".
_PRESENTED = re.compile(rf",\s(?P<about>[^,.;:\n]{{3,60}}),\s(?:[a-z]+\s){{0,2}}?{_TALKS} (?:to|with)\b")
_ASKED_BY = re.compile(r"\binterview(?:ed by|er|:| by)\s\Z", re.I)
_NAME_WORD = r"[^\W\d_a-z][^\W\d_]*(?:[’'-][^\W\d_]+)?"
_PARTICLE = f"(?:{ENGLISH.any_of('name_particles')})"
_FULL_NAME = re.compile(
    rf"(?:\b(?P<before>[^\W\d_][\w-]*)\.? )?\b(?P<name>{_NAME_WORD}(?: [A-Z]\.)?(?: {_PARTICLE}){{0,2}} {_NAME_WORD}"
    rf"(?: {_NAME_WORD})?)"
)
# A paragraph that tells of somebody from its first word on: "Liv Sørdal won three medals".
_SUBJECT = re.compile(rf"(?P<name>{_NAME_WORD}(?: {_PARTICLE}){{0,2}} {_NAME_WORD}),? (?:[a-z]|\d\d,)")
# A record of a court: "DEPOSITION OF ANN ROE", "WITNESS: ANN ROE [Resumed]", "EXAMINATION BY MR. POE", "BY MR. POE:".
_TESTIFIES = re.compile(
    r"(?i:\b(?:deposition|testimony|examination|interview) of|^witness:)\s{1,4}(?i:dr\.?\s|mrs?\.?\s|ms\.?\s)?"
    rf"(?P<name>{_NAME_WORD}(?: [A-Z]\.)?(?: {_NAME_WORD}){{1,2}})"
    r"(?=[\s,.:]{0,3}(?:\n|\Z|[A-Z][a-z]{2,8} \d|[Vv]ol|[\[(]))",
    re.M,
)
# "ANN ROE, having been duly sworn, testified as follows:", "MS ANN ROE (affirmed)".
_SWORN = re.compile(
    r"^(?i:whereupon,?\s)?(?i:dr\.?\s|mrs?\.?\s|ms\.?\s)?"
    rf"(?P<name>{_NAME_WORD}(?: [A-Z]\.)?(?: {_NAME_WORD}){{1,2}})"
    r"(?=,|\s\(|\s(?:being|called|having|was)\b)[^.:?!]{1,160}?\b(?i:sworn|affirmed)\b(?! in\b)",
    re.M,
)
# "Q. Please state your full name." / "A. My name is Ann Roe.", for the record.
_STATED = re.compile(
    r"\byour (?:[a-z]+ ){0,3}names?\b[^\n]{0,80}[.?]\s{1,4}"
    r"(?:\d{1,4}[.)]?\s{1,8})?(?:A|ANSWER|THE WITNESS|WITNESS)[.:]?\s{1,8}"
    rf"(?:(?i:yes|sure|okay|thank you)[.,] )?(?:(?i:my name is|it[’']s|i[’']m|i am) )?(?:(?i:dr|mrs?|ms)\.? )?"
    rf"(?P<name>{_NAME_WORD}(?: [A-Z]\.)?(?: {_NAME_WORD}){{1,2}})(?=[.,;:]|\s[A-Z-]{{3}}|\s\(|$)",
    re.M,
)
_EXAMINED_BY = re.compile(
    r"^(?i:(?:(?:direct|cross|redirect|recross|further)[ -]?)?(?:examination )?by) "
    r"(?P<name>M(?:rs?|RS?|s|S)\.? [A-Z][\w’'-]+):?(?: [\[(][^\[\]()\n]{1,30}[\])])?$",
    re.M,
)
# "Q&A: Saskia Roe", "Five minutes with... Saskia Roe": whatever the given name, at the edge of a line.
_HEADED = re.compile(
    r"(?i:\b(?:interview|conversation|q ?& ?a|minutes|questions|breakfast|coffee|tea|lunch|dinner|drink|word))"
    rf"(?: (?:with|for)\W{{1,5}}|: )(?P<name>{_NAME_WORD}(?: {_PARTICLE}){{0,2}} {_NAME_WORD})"
    r"(?= on\b| about\b|[,.:]|\Z)"
)
_WRITERS = frozenset(ENGLISH.words("writers"))
_ROLE = re.compile(r"[A-Za-z-]{3,}(?:er|or|ist|ian|ess|man|woman|chef)", re.I)
# What a turn begins with where all do.
_DASH = re.compile(r"[—–-]\s")
_OF_ONESELF = re.compile(r"\b(?:I|[Mm]y|me|(?<![Tt]he )mine|myself)\b")
# An article that asks and answers reports: "the ministry said", where who is asked says it himself.
_REPORTS = re.compile(r"\b(?:said|says|told|announced|according to)\b")
_SAID_BEHIND = re.compile(r",[”\"’']?\s(?:he|she|they|[A-Z][\w’'-]+)\s(?:said|says|told)\b")
PAGE_ASKS = "the letter before a question stands for the page, as nobody else is named before one"
ANSWERED = "what stands under a question is said by whom the page talks to"
_FEW_LABELS, _FEWEST_TURNS = 2, 3
_ADDRESSED = re.compile(r"\byou(?:r|['’]\w+)?\b", re.I)
# At least so many of the answers speak of themselves, and at most so many report.
_SPEAK, _REPORT = 0.33, 0.34


def answers(text: str, parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that say who speaks, those of the answers among them, by whom the page says that it talks to."""
    lettered = [one for _, one in lines if _is_letter(text, one, "A")]
    asked = [part.span for part in parts if part.passage is Passage.QUESTION]
    asked += [line for line, one in lines if _is_letter(text, one, "Q")]
    first = min((span.start for span in asked), default=None)
    if first is None:
        yield from lines
        return
    introduction = [part for part in parts if part.span.end <= first]
    testifying = sorted(_named(text, _TESTIFIES) + _named(text, _SWORN) + _named(text, _STATED))
    somebody = _last_before(testifying, Span(first, first)) or introduced(text, introduction)
    by_letter = list({one.cue: one.contents for one in lettered}.values())
    named = somebody if _is_announced(text, introduction) or are_spoken(text, by_letter) else None
    asker = _asker(text, introduction)
    examined = _named(text, _EXAMINED_BY)
    own = sum(in_first_person(text, contents) for contents in by_letter)
    # In a hearing others speak as well, by name.
    beside = any(NAMED in one.rules and not any(_is_letter(text, one, letter) for letter in "QA") for _, one in lines)
    for line, one in lines:
        by = _last_before(examined, line) or asker
        # Who states his name answers so himself.
        answering = _last_before(testifying, Span(one.contents[0].end, line.end)) or named
        if by and _is_letter(text, one, "Q"):
            yield line, _of(one, by)
        elif _is_letter(text, one, "Q") and not beside:
            yield line, replace(one, rules=(*one.rules, PAGE_ASKS))
        elif not _is_letter(text, one, "A"):
            yield line, one
        elif answering:
            yield line, _of(one, answering)
        elif beside or (own and len(by_letter) > 1):
            yield line, one
    announced = _is_announced(text, introduction) or (somebody is not None and _is_evident(text, parts, somebody))
    if somebody and len(lines) <= _FEW_LABELS and announced:
        # Some pages have labels at the first question and answer alone.
        behind = max((line.end for line, _ in lines), default=0)
        yield from _under_questions(text, [part for part in parts if part.span.start >= behind], somebody)


def _named(text: str, words: re.Pattern[str]) -> list[Span]:
    return [Span(*one.span("name")) for one in words.finditer(text)]


def _last_before(names: Sequence[Span], line: Span) -> Span | None:
    """Whom the record of a court named last: another may testify or examine further on."""
    at = bisect_left(names, line)
    return names[at - 1] if at else None


def _is_evident(text: str, parts: Sequence[Part], somebody: Span) -> bool:
    """Is it an interview that nothing announces: questions, one of them to "you", and "I" under most of them?"""
    turns = list(_turns(text, parts, _surname(text, somebody)))
    addressed = any(_ADDRESSED.search(text, *PLACE(question)) for question, _ in turns)
    own = sum(in_first_person(text, said) for _, said in turns)
    return addressed and len(turns) >= _FEWEST_TURNS and 2 * own >= len(turns)


def _is_letter(text: str, one: Found, letter: str) -> bool:
    return len(one.sources) == 1 and one.sources[0].of(text) == letter


def _of(one: Found, somebody: Span) -> Found:
    """A line that a letter begins, by whom the letter stands for."""
    return replace(one, sources=(somebody,), cue=Span(one.sources[0].start, one.cue.end))


def _asker(text: str, introduction: Sequence[Part]) -> Span | None:
    """The one reporter whom the page names before the first question: "she talked to Gazette reporter Ann Roe"."""
    named = [
        Span(*one.span("name"))
        for span in _told(introduction)
        for one in _FULL_NAME.finditer(text, *PLACE(span))
        if (one["before"] or "").casefold() in _WRITERS
        or _ASKED_BY.search(text, max(one.start("name") - 16, 0), one.start("name"))
    ]
    return named[0] if len({_surname(text, name) for name in named}) == 1 else None


def _under_questions(text: str, parts: Sequence[Part], somebody: Span) -> Iterator[Line]:
    """What stands under each question; nothing if too few answers are spoken by somebody."""
    found = [
        Found((somebody,), cue, tuple(said), None, (ANSWERED,))
        for question, said in _turns(text, parts, _surname(text, somebody))
        if (cue := _mark(text, question))
    ]
    if are_spoken(text, [one.contents for one in found]):
        yield from ((span, one) for one in found for span in one.contents)


def are_spoken(text: str, answers: Sequence[Sequence[Span]]) -> bool:
    """Do enough of the answers speak of themselves, and few report what others say?"""
    own = sum(in_first_person(text, contents) for contents in answers)
    reports = sum(_reports(text, contents) for contents in answers)
    return own >= _SPEAK * len(answers) > 0 and reports <= _REPORT * len(answers)


def _reports(text: str, spans: Sequence[Span]) -> bool:
    """Does it say who said something, and speak of nobody's self but in that: "“I know,” she said"?"""
    if any(_SAID_BEHIND.search(text, *PLACE(span)) for span in spans):
        return True
    return not in_first_person(text, spans) and any(_REPORTS.search(text, *PLACE(span)) for span in spans)


def _turns(text: str, parts: Sequence[Part], surname: str) -> Iterator[tuple[Span, list[Span]]]:
    """Each question with the paragraphs under it, up to the next one or to where the page tells of the speaker."""
    question: Span | None = None
    said: list[Span] = []
    for part in parts:
        if part.passage is Passage.QUESTION:
            if question and said:
                yield question, said
            question, said = part.span, []
        elif part.passage is Passage.HEADLINE or (
            part.passage is Passage.BODY and surname in WORD.findall(text, *PLACE(part.span))
        ):
            if question and said:
                yield question, said
            question, said = None, []
        elif part.passage is Passage.BODY and question and len(said) < _MOST_PARAGRAPHS:
            dash = _DASH.match(text, *PLACE(part.span))
            said.append(Span(dash.end(), part.span.end) if dash else part.span)
    if question and said:
        # Below the last one the page may go on itself.
        yield question, [said[0], *takewhile(lambda span: in_first_person(text, (span,)), said[1:])]


def _mark(text: str, question: Span) -> Span | None:
    """The mark that ends what the interviewer says, behind which somebody else speaks: a question's, if it has one."""
    marks = [max(text.rfind(mark, *PLACE(question)) for mark in some) for some in ("?", ".!…")]
    return next((Span(at, at + 1) for at in marks if at >= 0), None)


def _told(parts: Sequence[Part]) -> list[Span]:
    """What is told above the first question, near by."""
    near = [part for part in parts if part.span.end >= parts[-1].span.end - _INTRODUCTION]
    return [part.span for part in near if part.passage in (Passage.BODY, Passage.HEADLINE, Passage.CAPTION)]


def _is_announced(text: str, introduction: Sequence[Part]) -> bool:
    return any(_ANNOUNCES.search(text, *PLACE(span)) for span in _told(introduction))


def introduced(text: str, introduction: Sequence[Part]) -> Span | None:
    """Whom the page says that it talks to: the one person named in full, or the one it tells of talking with."""
    told = _told(introduction)
    named = [name for span in told for name in _persons(text, span)]
    named = [name for name in named if not _asks(text, name)] or named
    for words in (_SUBJECT.match, _HEADED.search):
        named = named or [Span(*name.span("name")) for span in told if (name := words(text, *PLACE(span)))]

    def behind(words: re.Pattern[str]) -> list[Span]:
        return [name for name in named if words.search(text, max(name.start - _BEHIND, 0), name.start)]

    for some in (
        _talked_with(text, told, named),
        # "An interview with Ann Roe", who "spoke to Bob Cole".
        behind(_INTERVIEWED),
        [name for name in named if _is_presented(text, name)],
        # "Ann Roe on her bridges. She has built nine. The builder talks to Bob Cole."
        _told_of(text, told, named, behind(_WITH)),
        behind(_WITH),
        named,
        [name for span in told if _ANNOUNCES.search(text, *PLACE(span)) for name in _persons(text, span)],
    ):
        if len({_surname(text, name) for name in some}) == 1:
            return some[0]
    return None


def _talked_with(text: str, told: Sequence[Span], named: Sequence[Span]) -> list[Span]:
    """Whom the page, or its outlet, last tells of talking with, by a full name or by the surname of who has one."""
    known = {_surname(text, name): name for name in reversed(named)}
    for span in reversed(told):
        for sentence in reversed(sentences(text, span)):
            for talk in _TALK.finditer(text, *PLACE(sentence)):
                before, behind = Span(sentence.start, talk.start()), Span(talk.end(), sentence.end)
                page = _PAGE_TALKS.search(text, *PLACE(before))
                if page and page["name"] not in known and (some := _partners(text, behind, known)):
                    return some[:1]
                if _THE_PAGE.match(text, *PLACE(behind)) and (some := _partners(text, before, known)):
                    return some[-1:]
    return []


def _partners(text: str, words: Span, known: Mapping[str, Span]) -> list[Span]:
    """Those who are named in the words, in order."""
    full = [
        _without_owner(text, Span(*one.span("name")))
        for one in _FULL_NAME.finditer(text, *PLACE(words))
        if _PRESENTED_BEHIND.match(text, one.end("name"))
    ]
    short = [Span(*one.span()) for one in WORD.finditer(text, *PLACE(words)) if one[0] in known]
    found = {name.start: known[name.of(text)] for name in short if not overlapping(full, name)}
    found |= {name.start: name for name in full}
    return [found[at] for at in sorted(found)]


def _without_owner(text: str, name: Span) -> Span:
    """The name without the "Harvard's" before it."""
    owner = max(text.rfind(mark, *PLACE(name)) for mark in ("'s ", "’s "))
    return Span(owner + 3, name.end) if owner >= 0 else name


def _told_of(text: str, told: Sequence[Span], named: Sequence[Span], talked_to: Sequence[Span]) -> list[Span]:
    """Those of whom the page tells again, if it names whoever is talked to once: a reporter."""
    words = Counter(word for span in told for word in WORD.findall(text, *PLACE(span)))
    reporters = {_surname(text, name) for name in talked_to if words[_surname(text, name)] == 1}
    again = [name for name in named if words[_surname(text, name)] > 1]
    return again if len(reporters) == 1 and len({_surname(text, name) for name in talked_to}) == 1 else []


def _asks(text: str, name: Span) -> bool:
    """ "She talks to Ann Roe", of whom the page told before: Ann Roe asks."""
    return _SHE_TALKS_TO.search(text, max(name.start - _BEHIND, 0), name.start) is not None


def _is_presented(text: str, name: Span) -> bool:
    """Does the page say what somebody is who talks to another, and is that no reporter?"""
    presented = _PRESENTED.match(text, name.end)
    return presented is not None and _WRITERS.isdisjoint(presented["about"].casefold().split())


def _persons(text: str, span: Span) -> Iterator[Span]:
    """Those named in full, of whom a given name or a role before it tells that they are persons."""
    for found in _FULL_NAME.finditer(text, *PLACE(span)):
        if _BY.search(text, max(found.start("name") - 12, 0), found.start("name")):
            continue
        words = WORD.findall(found["name"])
        before = (found["before"] or "").casefold()
        if before in _WRITERS:
            continue
        role = before in lx.ROLES or before in lx.TITLES or _ROLE.fullmatch(before) is not None
        if words[0].casefold() in lx.GIVEN_NAMES or (role and words[0].casefold() not in lx.NOT_NAMES):
            yield Span(*found.span("name"))


def _surname(text: str, name: Span) -> str:
    return str(WORD.findall(text, *PLACE(name))[-1])


def in_first_person(text: str, spans: Sequence[Span]) -> bool:
    """Does some of it have a first person?"""
    return any(_OF_ONESELF.search(text, *PLACE(span)) for span in spans)
