"""What makes somebody's words whole where the tagger tore them: in a quotation, in a sentence, behind a lost mark.

The tagger reads word by word. It takes who is told of in a quotation ("“The surveys suggest that it rains,” she said")
for somebody who speaks beside its speaker, and leaves out a clause between two parts of what somebody says. The page
tells better: a quotation is all its speaker's, and so is what stands between two parts of his words in one sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factdb.extract.attribution.frames import PREDICATE
from factdb.extract.attribution.loose_quotations import is_followed_by_speaker
from factdb.extract.attribution.shaping import Found, taken_by
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span
from factdb.text.spans import letters, overlapping
from factdb.text.whitespace import WORD

# A clause in a gap that says who says something is no part of what another says.
_PARTICIPLES = "|".join(form for form in ENGLISH.sayings("of-clause") if form.endswith("ing"))
_SAYING = re.compile(rf"\b(?:{ENGLISH.any_saying('after-name', 'bare-clause')}|{_PARTICIPLES}|says|according)\b", re.I)
# Nor is one that goes on with something else he does: "called it late [and took credit for] the bridge".
_GOES_ON = re.compile(r"\W*(?:and|but|or|nor|when|while)\b", re.I)
_COMMA = re.compile(r",\s?\Z")
_MIDDLE = re.compile(r";|[a-z][.!?][”\"]?(?=[A-Z])|\bof wh(?:om|ich)\b")
# A mark that ends a paragraph and that nothing opened: "“We wait,” she said. It is late.”"
_ENDS = re.compile(r"[.!?…](?P<mark>[\"”])\Z")
_OPENING = frozenset("“„")
_MARK = re.compile(r"[“”\"„]")
# A clause that ends in the "who" or "what" of another that a frame opens; what is said of whom "it is" is all one's.
_TOLD_BY = re.compile(r"(?!It\s|it\s)(?P<clause>[^“”\"\n]{1,600})\s(?P<link>(?:who|whom|that|which|what)\b,?)")
_VERB = re.compile(
    rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}"
    rf"|[a-z]{{2,}}ed\s(?:{ENGLISH.any_of('determiners')}|an?|the))\b"
)
# "Although the mayor says [it is safe], trucks turned back": a clause that opens a sentence, and what another, behind a
# comma, doesn't begin with.
_SUBORDINATE = re.compile(
    r"\W*(?:even\s)?(?:although|though|while|whereas|because|since|after|before|when|once)\s", re.I
)
_CALLED = re.compile(
    r"(?:Described|Hailed|Dubbed|Branded|Praised|Derided|Dismissed|Denounced|Billed|Touted|Labell?ed)\b"
)
_NEXT_CLAUSE = re.compile(
    rf",[”\"’]?\s(?!(?:{ENGLISH.any_of('relatives', 'subordinators', 'prepositions', 'finite_verbs')}"
    r"|and|or|but|nor|as|not|who|where)\b|\w+ing\b)"
)
# "Is", "rose", "opened", "opens".
_FINITE = re.compile(rf"{_VERB.pattern}|\b[a-z]{{2,}}(?:ed|[^s\W]s)\b")
# "The pier, which" before who says something, and what the sentence goes on with: ", has closed".
_LINK = re.compile(r",\s(?P<word>which|who|whom|that)\s\Z")
_LONGEST_LINK = 12
_PREDICATE = re.compile(rf",\s(?={PREDICATE})")
_LOOKED_AT = 400
# What is left of a sentence and has fewer words is no claim.
_FEWEST_OF_CLAUSE = 3
# "“Nobody asked,” ... “and nobody will.”": a quotation that a comma interrupts, and one that goes on with it.
_INTERRUPTED, _RESUMES = re.compile(r",[\"”’]\Z"), re.compile(r"[“\"][a-z]")
_MARKS = 3
# "“late,” sending shares down"
_RESULT = re.compile(
    r",[\"”]\s(?:sending|prompting|drawing|sparking|triggering|stunning|surprising|fuell?ing|touching\soff|setting\soff"
    r"|referring|alluding|citing|echoing|contradicting)\b"
)
# How far before a cue the bracket opens that it stands in.
_WIDEST_BRACKET = 200
_MARKS_AND_BREAKS = re.compile(r"[()“”\"\n]")
# "The levee, [said] [Roe], held"; a day is nobody, and whoever is asked or told something isn't who says it.
_SAYS = re.compile(
    "sa(?:id|ys)|wr(?:ote|ites)|(?:argu|not)(?:ed|es)|(?:add|explain|contend|insist|claim|suggest|maintain|recall)(?:ed|s)"
)
_NAMED_BEHIND = re.compile(
    rf"\s(?P<source>(?!(?i:{ENGLISH.any_of('weekdays')})\b)(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.\s)?"
    r"[A-Z][\w’'-]{1,30}(?:\s(?:[A-Z]\.|[A-Z][\w’'-]{1,30})){0,3}),\s"
)
# "the mayor, with [Roe] reportedly yelling: “Out!”": who stands right before the cue of a quotation that nobody says.
_RIGHT_BEFORE = re.compile(
    r"\b(?P<source>[Hh]e|[Ss]he|[Tt]hey|(?<!\b[IiOo]n\s)(?<!\b[OoAa][ft]\s)"
    rf"(?!(?:{ENGLISH.any_of('sentence_starters')})\b)(?!(?i:{ENGLISH.any_of('weekdays')})\b)"
    r"[A-Z][\w’'-]{1,30}(?:\s(?:[A-Z]\.|[A-Z][\w’'-]{1,30})){0,3})"
    r"(?:\s(?:has|had|have|also|then|later|once|just|even|[a-z]{2,12}ly)){0,2}\s\Z"
)
_WIDEST_NAME = 120
# "[Yet] another said", "[Prosecuting,] Ann Roe said": what opens the sentence is nobody, and what stands between it and
# the cue is somebody.
_LINKING = re.compile(
    r"(?:Yet|Still|But|And|So|Then|Also|However|Meanwhile),?"
    r"|(?:Prosecut|Defend|Mitigat|Sentenc|Testify|Open|Clos|Speak|Writ|Respond|Reply|Address|Summ)ing(?:\sup)?,"
)
_SUBJECT = re.compile(r"\s(?P<source>[\w“\"][^“”\"«».,;:!?\n]{1,60}?)\s")
_TURNED = "the speaker stands between commas behind the verb"
_RESUMED = "an interrupted quotation goes on behind who says it"
_NAMED_BEFORE = "the speaker stands right before the verb"
_TOLD_OF_IT = "a participle behind the quotation is the writer's"
_BRACKETED = "what somebody says in brackets ends with them"
_TOLD = "the clause before one with a frame is the writer's"
_MAIN = "the clause behind the one that opens the sentence is the writer's"
_FILLED = "nothing of anybody else's stands between the parts of a sentence"
_CLOSED = "the mark at the paragraph's end closes what goes on behind the frame"


def with_speakers_before(text: str, found: Sequence[Found]) -> list[Found]:
    """The attributions, those of quotations that are nobody's with whoever stands right before their cue as source, and
    without those of which neither a name nor a word says that somebody said it.
    """
    taken = taken_by(found)
    told = (_with_subject(text, one, taken) if one.sources else _with_speaker_before(text, one, taken) for one in found)
    return [one for one in told if one.sources or letters(text, one.cue)]


def _with_subject(text: str, one: Found, taken: Sequence[Span]) -> Found:
    """By whom stands between a conjunction that was taken for a source and the cue."""
    first = one.sources[0]
    if not _LINKING.fullmatch(text, first.start, first.end) or first.end > one.cue.start:
        return one
    subject = _SUBJECT.fullmatch(text, first.end, one.cue.start)
    if not subject or overlapping(taken, Span(*subject.span("source"))):
        return one
    return replace(one, sources=(Span(*subject.span("source")),), rules=(*one.rules, _NAMED_BEFORE))


def _with_speaker_before(text: str, one: Found, taken: Sequence[Span]) -> Found:
    first = min(one.contents)
    if not any(mark in '“"„' for mark in text[max(first.start - 1, 0) : first.start + 1]):
        return one
    before = _RIGHT_BEFORE.search(text, max(one.cue.start - _WIDEST_NAME, 0), one.cue.start)
    if not before or overlapping(taken, Span(before.start(), one.cue.start)):
        return one
    return replace(one, sources=(Span(*before.span("source")),), rules=(*one.rules, _NAMED_BEFORE))


def without_told_of(text: str, found: Sequence[Found], quoted: Sequence[Span]) -> list[Found]:
    """The attributions without those inside of a quotation that somebody outside of it says.

    ``quoted`` are the outermost closed quotations, sorted. Whom a speaker relays is read for later.
    """
    said = {
        whole
        for one in found
        for content in one.contents
        for whole in overlapping(quoted, content)
        if not _is_within(one, whole) and 2 * letters(text, _shared(content, whole)) >= letters(text, whole)
    }
    within = {whole for one in found for whole in overlapping(quoted, one.cue) if _is_within(one, whole)}
    closed = sorted(said | {whole for whole in within - said if is_followed_by_speaker(text, whole)})
    return [one for one in found if not any(_is_within(one, whole) for whole in overlapping(closed, one.cue))]


def _is_within(one: Found, whole: Span) -> bool:
    return all(map(whole.covers, (*one.sources, one.cue)))


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def with_gaps_filled(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions, each with what stands between two parts of its content in a sentence, if nobody says that."""
    taken = taken_by(found)
    return [_filled(text, sentences, taken, one) if len(one.contents) > 1 else one for one in found]


def _filled(text: str, sentences: Sequence[Span], taken: Sequence[Span], one: Found) -> Found:
    contents = list(_joined(text, sentences, taken, one))
    return (
        one
        if len(contents) == len(one.contents)
        else replace(one, contents=tuple(contents), rules=(*one.rules, _FILLED))
    )


def _joined(text: str, sentences: Sequence[Span], taken: Sequence[Span], one: Found) -> Iterator[Span]:
    last, *others = sorted(one.contents)
    for content in others:
        gap = Span(last.end, max(content.start, last.end))
        here = overlapping(sentences, Span(last.start, content.end))
        # All that stands before a frame is what is said; behind one another clause may begin.
        closed = content.end <= one.cue.start or _COMMA.search(text, gap.start, gap.end)
        if closed and len(here) == 1 and not overlapping(taken, gap) and not _is_apart(text[gap.start : gap.end + 1]):
            last = Span(last.start, content.end)
        else:
            yield last
            last = content
    yield last


def _is_apart(gap: str) -> bool:
    return bool(_SAYING.search(gap) or _GOES_ON.match(gap) or _MIDDLE.search(gap))


def parted_at_marks(text: str, found: Sequence[Found], quoted: Sequence[Span]) -> list[Found]:
    """The attributions, with source and contents parted where commas, brackets and quotation marks part them.

    ``quoted`` are the outermost closed quotations, sorted.
    """
    return [
        _within_brackets(
            text, _by_whom_stands_behind(text, _without_result(text, _with_rest(text, one, quoted), quoted))
        )
        for one in found
    ]


def _with_rest(text: str, one: Found, quoted: Sequence[Span]) -> Found:
    """With the rest of an interrupted quotation that the source ends in: "“Nobody asked,” said Ann Roe, whose farm it
    is, [“and nobody will.”]"
    """
    source = one.sources[-1] if one.sources else one.cue
    rest = next((q for q in overlapping(quoted, source) if q.start > source.start and q.end >= source.end - 1), None)
    before = max((content.end for content in one.contents if content.end <= one.cue.start), default=0)
    if not rest or not _INTERRUPTED.search(text, max(before - _MARKS, 0), before):
        return one
    comma = _COMMA.search(text, source.start, rest.start)
    if not comma or not _RESUMES.match(text, rest.start):
        return one
    sources = (*one.sources[:-1], Span(source.start, comma.start()))
    return _parted(one, _RESUMED, sources, {*one.contents, rest})


def _without_result(text: str, one: Found, quoted: Sequence[Span]) -> Found:
    """Without what a participle behind a quotation tells of it: "that it was “late,” [sending shares down]"."""
    last = max(one.contents)
    inside = [q for q in overlapping(quoted, last) if q.start >= last.start and q.end < last.end]
    if not inside or not _RESULT.match(text, inside[-1].end - 2, last.end):
        return one
    return _parted(one, _TOLD_OF_IT, one.sources, {*one.contents} - {last} | {Span(last.start, inside[-1].end)})


def _by_whom_stands_behind(text: str, one: Found) -> Found:
    """By whom commas set off behind the verb: "The levee, said Roe, held" is Roe's, and the levee a part of it."""
    behind = (
        _NAMED_BEHIND.match(text, one.cue.end)
        if _COMMA.search(text, max(one.cue.start - 2, 0), one.cue.start)
        else None
    )
    if (
        not behind
        or not _SAYS.fullmatch(text, one.cue.start, one.cue.end)
        or any(source.end > one.cue.start for source in one.sources)
    ):
        return one
    subject = {
        Span(source.start, source.start + len(source.of(text).rstrip(", ")))
        for source in one.sources
        if one.cue.start - source.end <= len(", ")
    }
    ahead = {content for content in one.contents if content.end <= one.cue.start}
    rest = {Span(max(each.start, behind.end()), each.end) for each in one.contents if each.end > behind.end()}
    contents = subject | ahead | rest
    return _parted(one, _TURNED, (Span(*behind.span("source")),), contents) if contents else one


def _within_brackets(text: str, one: Found) -> Found:
    """Up to the bracket in which it all stands: "it is late (polls say [so]) and wet"."""
    last = max(one.contents)
    begin = min((one.cue.start, *(source.start for source in one.sources)))
    opening = text.rfind("(", max(begin - _WIDEST_BRACKET, 0), begin)
    closing = text.find(")", one.cue.end, one.cue.end + _WIDEST_BRACKET)
    if opening >= 0 and closing >= 0 and not _MARKS_AND_BREAKS.search(text, opening + 1, closing):
        inside = [Span(max(span.start, opening + 1), min(span.end, closing)) for span in one.contents]
        kept = {span for span in inside if span.start < span.end and letters(text, span)}
        if kept and kept != {*one.contents}:
            return _parted(one, _BRACKETED, one.sources, kept)
    closing = text.find(")", last.start, last.end) if last.start >= one.cue.end else -1
    if closing < 0 or "(" in text[last.start : closing] or "\n" in text[one.cue.start : closing]:
        return one
    opening = text.rfind("(", max(one.cue.start - _WIDEST_BRACKET, 0), one.cue.start)
    if opening < 0 or ")" in text[opening : one.cue.start] or not letters(text, Span(last.start, closing)):
        return one
    return _parted(one, _BRACKETED, one.sources, {*one.contents} - {last} | {Span(last.start, closing)})


def _parted(one: Found, rule: str, sources: tuple[Span, ...], contents: set[Span]) -> Found:
    return replace(one, sources=sources, contents=tuple(sorted(contents)), rules=(*one.rules, rule))


def without_clauses_before(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions, each without the clause that "who" goes on from: "[They met a man] who, police say, fled"."""
    return [
        replace(one, contents=(Span(link, first.end), *others), rules=(*one.rules, _TOLD))
        if first.end <= one.cue.start and (link := _clause_before(text, sentences, first)) is not None
        else one
        for one in found
        for first, *others in (sorted(one.contents),)
    ]


def _clause_before(text: str, sentences: Sequence[Span], content: Span) -> int | None:
    """Where the clause that a content begins with ends, or that it goes on with: "[They met] a man who"."""
    told = _TOLD_BY.fullmatch(text, content.start, content.end)
    if not told:
        return None
    start = next((sentence.start for sentence in overlapping(sentences, content)), content.start)
    goes_on = 0 < len(WORD.findall(text, min(start, content.start), content.start)) < _FEWEST_OF_CLAUSE
    return told.start("link") if goes_on or _VERB.search(told["clause"]) else None


def without_main_clauses(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions, each without the main clause that follows one which opens the sentence with its frame, "While
    Roe says the pier is safe, [nobody goes there]", or goes on behind a relative one, "[The pier], which Roe says is
    safe, [has closed]"."""
    found = [_without_main_predicate(text, sentences, one) for one in found]
    return [
        replace(one, contents=(Span(first.start, end), *others), rules=(*one.rules, _MAIN))
        if (end := _main_clause_behind(text, sentences, one, first)) is not None
        else one
        for one in found
        for first, *others in (sorted(one.contents),)
    ]


def _main_clause_behind(text: str, sentences: Sequence[Span], one: Found, content: Span) -> int | None:
    """Where what is said ends, if its frame opens a subordinate clause, or a participle ("Hailed by Roe as safe, [the
    pier will stay]"), and the main one stands behind a comma."""
    (sentence, *_) = overlapping(sentences, one.cue) or (one.cue,)
    called = one.cue.start == sentence.start and _CALLED.match(text, sentence.start, one.cue.end)
    opening = _SUBORDINATE.match(text, sentence.start, sentence.end)
    if content.start < one.cue.end or not (
        called or (opening and [source.start for source in one.sources] == [opening.end()])
    ):
        return None
    end = min(content.end, sentence.end, content.start + _LOOKED_AT)
    for comma in _NEXT_CLAUSE.finditer(text, content.start, end):
        clauses = (Span(content.start, comma.start()), Span(comma.end(), end))[1 if called else 0 :]
        if all(_FINITE.search(text, clause.start, clause.end) for clause in clauses):
            return comma.start()
    return None


def _without_main_predicate(text: str, sentences: Sequence[Span], one: Found) -> Found:
    (sentence, *_) = overlapping(sentences, one.cue) or (one.cue,)
    if len(one.sources) != 1 or one.cue.start < one.sources[0].end:
        return one
    begin = one.sources[0].start
    link = _LINK.search(text, max(sentence.start, begin - _LONGEST_LINK), begin)
    if not link or _FINITE.search(text, max(sentence.start, begin - _LOOKED_AT), link.start()):
        return one
    contents = tuple(
        _before_predicate(text, content, sentence.end)
        if content.start >= one.cue.end
        else (Span(link.start("word"), content.end) if content.start < link.start("word") < content.end else content)
        for content in one.contents
    )
    return one if contents == one.contents else replace(one, contents=contents, rules=(*one.rules, _MAIN))


def _before_predicate(text: str, content: Span, end: int) -> Span:
    """What stands before a comma behind which the sentence goes on with a verb."""
    predicate = _PREDICATE.search(text, content.start, min(content.end, end, content.start + _LOOKED_AT))
    is_clause = predicate and _FINITE.search(text, content.start, predicate.start())
    return Span(content.start, predicate.start()) if predicate and is_clause else content


def with_lost_openings(
    text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], found: Sequence[Found]
) -> list[Found]:
    """The attributions, those of quotations whose paragraph ends in a mark that nothing opened with all up to it."""
    tails = {paragraph: tail for paragraph in paragraphs if (tail := _unopened(text, paragraph)) is not None}
    if not tails:
        return list(found)
    lines = list(tails)
    further: dict[Span, Span] = {}
    for one in found:
        for paragraph in overlapping(lines, one.cue):
            tail = tails[paragraph]
            begin = overlapping(sentences, one.cue)[-1].end
            if tail.covers(one.cue) and any(content.end in (tail.start, tail.start + 1) for content in one.contents):
                more = Span(begin + len(text[begin : tail.end]) - len(text[begin : tail.end].lstrip()), tail.end)
                if more.start < more.end and letters(text, more):
                    further[one.cue] = more
    closed = sorted(further.values())
    return [
        replace(one, contents=(*one.contents, further[one.cue]), rules=(*one.rules, _CLOSED))
        if one.cue in further
        else one
        for one in found
        if not overlapping(closed, one.cue)
    ]


def lost_openings(text: str, found: Sequence[Found], quoted: Sequence[Span]) -> Iterator[Span]:
    """What stands before a closing mark that nothing opened, as the quotations it would be: "We wait,” she said."""
    for one in found:
        for content in one.contents:
            last = Span(content.end - 1, content.end)
            if text[last.start] == "”" and not overlapping(quoted, content):
                yield content


def _unopened(text: str, paragraph: Span) -> Span | None:
    """What stands between the last two marks of a paragraph, of which the last has none that opens it."""
    ends = _ENDS.search(text, max(paragraph.end - 2, paragraph.start), paragraph.end)
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end)) if ends else []
    if len(marks) < 3 or marks[-2].group() in _OPENING:
        return None
    opening = sum(mark.group() in _OPENING for mark in marks)
    straight = sum(mark.group() == '"' for mark in marks)
    lost = straight % 2 == 1 if straight else len(marks) > 2 * opening
    return Span(marks[-2].end(), paragraph.end) if lost else None
