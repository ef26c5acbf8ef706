"""Quotations that the tagger ties to nobody: what a colon introduces, what its speaker follows, and what goes on with
what somebody said before.

``The mayor wrote: “...”`` names its speaker, and so does ``“...,” a woman who had come with her sons told the paper``.
A quotation right behind somebody's words is theirs too, and so is a whole paragraph of one. Linear in the number of
quotations: a fixed number of characters before and behind each is looked at.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from factdb.extract.attribution.lead_lines import named_in
from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.segments import sentences
from factdb.text.spans import letters, merged, overlapping
from factdb.text.whitespace import WORD

# A quotation of fewer words may be a title or a nickname.
_FEWEST_WORDS = 5
# How far before a quotation its lead-in begins, how many words stand between the verb and the colon, and what gap parts
# quotations that go on from each other.
_BEFORE, _MOST_WORDS, _GAP = 200, 5, 12
_VERB = (
    f"{ENGLISH.any_saying('after-name', 'bare-clause', 'before-name')}|put|say|quote|reports|states"
    r"|(?:released|issued|posted|published|gave|sent)\s(?:the\sfollowing|this|an?)\s(?:[a-z]+\s)?"
    r"(?:statement|message|response|reply|tweet|note|letter|warning)"
)
_LEAD_IN = re.compile(
    rf"(?P<source>\b(?!(?i:{ENGLISH.any_of('weekdays', 'prepositions')})\b)"
    r"(?:[Tt]he\s)?[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,4}|\b(?:he|she|they|we|it))"
    # What is told of whoever it is: ", who lost the vote,".
    r"(?:,\s(?:who|whose|an?|one\sof)\s[^“”\"«»:;.!?\n]{2,120},)?\s"
    rf"(?:(?:has|had|have|also|then|later|just|once|[a-z]+ly)\s){{0,2}}(?P<cue>{_VERB})\b"
)
# "A sign reading “...”", "the note that says: “...”".
_READING = re.compile(
    r"\b(?P<source>(?:an?|the|its|his|her|their)(?:\s(?!(?:that|which)\b)[a-z-]+){1,3})\s"
    r"(?P<cue>(?:(?:that|which)\s)?(?:reads|read|says|said|states|stated)|reading|saying|stating)\Z"
)
# "The harbour committee said [of its plans for the bridge in the draft of its budget]:"
_DESCRIBED = re.compile(
    r"\b(?P<source>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)(?:\s[\w’'-]{1,30}){0,3}\s(?P<noun>[a-z]{3,20}))\s"
    r"(?P<cue>said|says|wrote|writes|stated|states|declared|declares|explained|explains)\b"
)
_OF_WHAT = re.compile(
    r"\s(?:about|of|on|in|at|to|during|regarding)\s"
    rf"(?:(?!\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs', 'complementisers')}|and|\w+ed)\b)[^“”\"«».;:!?\n])+"
)
_SPEAKING = lx.ROLES.keys() | lx.ROLE_PLURALS.keys() | lx.GROUPS | lx.ORGANISATION_NOUNS | lx.DOCUMENTS
_ACCORDING = re.compile(
    r"(?:\b(?P<cue>[Aa]ccording to)|(?P<from>(?<![^.!?…)\]\s]\s)\b(?:Via|From|Per)|(?<=, )(?:via|per)))"
    r" (?P<source>(?:[Tt]he )?(?:[A-Z][\w.&’'-]*\s?){1,5}),?\Z"
)
# Whoever stands behind a quotation, with all that is told of him, and a verb that is no relative clause's.
_BEHIND = 220
_LED_OUT = re.compile(
    r"\s(?P<source>[\w(][^“”\"«»:;?!\n]{1,160}?)"
    rf"(?<!\bwho)(?<!\bthat)(?<!\bwhich)(?<!\bhas)(?<!\bhad)(?<!\bhave)(?<!\bbeen)(?<!\bwas)(?<!\bbe)\s"
    rf"(?P<cue>{ENGLISH.any_saying('after-name')}|tells|told|says|say)\b(?=[\s.,:])"
)
_NAME = r"[A-Z][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30}){0,3}"
# "“It is late,” Ann Roe, whose firm built the bridge." has lost its verb.
_NAMED_ALONE = re.compile(
    rf"\s(?P<source>(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof)\.\s)?{_NAME}"
    r"(?:,\s(?P<who>(?:who|whose|an?|the|[a-z][\w-]+)\s[^“”\"«»:;?!\n]{2,160}?))?)(?P<cue>\.)(?=\n|\s[“\"A-Z]|\s?\Z)"
)
_GOES_ON_ITSELF = re.compile(rf",\s(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]+(?:ed|[^s]s))\b")
_SMALL_WORD = re.compile(r"\s[a-z’']{4,}\b")
_RELATED, _VERB_IN = re.compile(r"who|whose"), re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')})\b")
# "“The bank”, replied Tom." is Tom's, whoever asked before him.
_TURNED = re.compile(
    rf",?\s(?P<cue>{ENGLISH.any_saying('after-name', 'before-name')}|reports|states)\s"
    rf"(?P<source>the\s[a-z]{{3,20}}|{_NAME})(?=[.,;:](?:\s|\Z))"
)
# "“Go home,” read one. “It is late,” was another." is the other's.
_ANOTHER = re.compile(
    rf",?\s(?P<cue>{ENGLISH.any_saying('after-name', 'before-name')}|reads?|was|went|ran)\s"
    r"(?P<source>another|others)(?=[.,;:](?:\s|\Z))"
)
# "“It is late,” Reed wrote, according to the paper" is Reed's, whoever tells it on.
_TOLD_ON = re.compile(
    rf",?\s(?P<source>{_NAME}|he|she|they)\s"
    rf"(?P<cue>{ENGLISH.any_saying('after-name')}|says)(?=,\s(?:according to|as reported by|per|via)\s)"
)
# "Added her brother, Guy: “...”": a verb that opens the sentence, and its speaker before the colon.
_INVERTED = re.compile(
    r"(?:\A|(?<=[.!?”\"’)\n]\s))"
    rf"(?P<cue>(?i:{ENGLISH.any_saying('before-name')}|says|adds|asks|replies|writes))\s"
    r"(?P<source>(?!(?i:in|on|at|to|by|of|for|that)\b)\w[^.!?:;“”\"«»\n]{1,90}):\s\Z"
)
# "Cole shook his head. “Read it.”": a short sentence of what somebody does before he speaks.
_ACTED = re.compile(
    rf"(?:\A|(?<=[.!?”\"’)\n]\s))(?P<source>The\s(?P<noun>[a-z]{{3,14}})|"
    rf"(?!(?:It|This|That|There|These|Those|We|You|They|What|Nobody|Nothing|Others?)\b){_NAME}|He|She)\s"
    r"(?P<cue>(?:was|is|[a-z]{2,12}(?:ed|s)|shook|grinned|laughed|paused|sat|stood|bit|threw|spoke|said|had|has|knows|knew))\b"
    r"(?P<rest>[^.!?:;,“”\"«»A-Z\n]{0,50})[.]\s\Z"
)
# "Bo Hill, whose farm it is, hit out at the board on Monday. “They sold us out.”": what he judges may be long.
_JUDGED = re.compile(
    rf"(?:\A|(?<=[.!?”\"’)\n]\s)|(?<=\n))(?P<source>(?:(?:[Tt]he|[A-Z][a-z]{{1,9}}\.)\s)?{_NAME}|He|She)"
    r"(?:,\s[^,.;:“”\"\n]{2,80},)?\s(?:(?:has|also|then|later|[a-z]{2,12}ly)\s){0,2}"
    rf"(?P<cue>{ENGLISH.any_of('judging_verbs')})\b\s[^.!?:;“”\"«»\n]{{1,160}}[.]\s{{0,3}}\Z"
)
_LONGEST_JUDGEMENT = 320
_WHOLE = re.compile(r"[.!?…][”\"»]\Z")
# "“It is a pity.”", but not "“RedState.”"
_SHORT_SENTENCE = re.compile(r"[“\"](?:[A-Z][\w’']*)(?:\s[\w’'-]+)*\s[a-z’']+[.!][”\"]\Z")
_OWN_SENTENCE = re.compile(r"[“\"«](?!(?:He|She)\b)[A-Z].*[.!?…][”\"»]\Z", re.S)
# The rest of a sentence behind who says something, up to a quotation: "“It is late,” Reed wrote at noon. “Go.”"
_TAIL = re.compile(r"[^.!?“”\"«»:;\n]{1,120}[.!?]\s{1,3}\Z")
_PARAGRAPH_TAIL = re.compile(r"[^.!?“”\"«»:;\n]{1,120}[.!?](?=\n)")
_ENDS_IN_COMMA = re.compile(r"(?:,[\"”’»]+|[\"”’»]+,)\Z")
_INTRODUCES = re.compile(r"[:,]\s*\Z")
_ASKS = re.compile(r"\?[\"”’»]*\Z")
_BEHIND_IT = "the quotation's speaker stands behind it"


@dataclass(slots=True)
class _Page:
    text: str
    paragraphs: Sequence[Span]
    links: Sequence[Span]
    # What attributions cover, and where the words of each end, with its index; both sorted.
    taken: list[Span]
    ends: list[tuple[int, int]]
    added: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))


def tied(
    text: str, paragraphs: Sequence[Span], quoted: Sequence[Span], found: Sequence[Found], links: Sequence[Span] = ()
) -> list[Found]:
    """The attributions with the quotations that go on with theirs, and those that a lead-in makes, in order of cues.

    ``paragraphs``, ``quoted`` (the outermost quotations) and ``links`` (lines that lead to other pages) are sorted.
    """
    turned = _turned(text, quoted, found)
    theirs = {content for one in turned for content in one.contents}
    found = [left for one in found if (left := _without(one, theirs))]
    tagged = len(found)
    found += turned
    spans = [(span, index) for index, one in enumerate(found) for span in one.spans]
    # In lines that lead to other pages nothing goes on.
    ends = sorted((span.end, index) for span, index in spans if not overlapping(links, span))
    page = _Page(text, paragraphs, links, merged(span for span, _ in spans), ends)
    tied_before: tuple[int, int] | None = None
    for quotation in quoted:
        is_short = len(WORD.findall(quotation.of(text))) < _FEWEST_WORDS
        if (
            overlapping(page.taken, quotation)
            or overlapping(links, quotation)
            or (is_short and not _SHORT_SENTENCE.match(text, quotation.start, quotation.end))
        ):
            continue
        number = bisect_right(paragraphs, quotation.start, key=lambda one: one.start) - 1
        if not is_short and (introduced := _introduced(page, quotation, number)):
            found.append(introduced)
            tied_before = max(introduced.sources[-1].end, introduced.cue.end, quotation.end), len(found) - 1
        elif (index := _goes_on(page, quotation, number, tied_before)) is not None:
            page.added[index].append(quotation)
            tied_before = quotation.end, index
    grown = [_with(one, page.added[index]) if index in page.added else one for index, one in enumerate(found)]
    return sorted(grown, key=lambda one: one.cue) if len(found) > tagged else grown


def _introduced(page: _Page, quotation: Span, number: int) -> Found | None:
    """The attribution that the words beside a quotation make of it."""
    return (
        _led_in(page, quotation, number)
        or _led_out(page, quotation, number)
        or _answered(page, quotation)
        or _named_alone(page, quotation, number)
        or _acted(page, quotation, number)
        or _judged(page, quotation, number)
    )


def _turned(text: str, quoted: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions of quotations that are somebody else's so far, though their own speaker stands behind them."""
    frames = merged(span for one in found for span in (*one.sources, one.cue))
    outermost = set(quoted)
    turned = ((_turn(text, content), content) for one in found for content in one.contents if content in outermost)
    return [
        Found((Span(*behind.span("source")),), Span(*behind.span("cue")), (content,), None, (_BEHIND_IT,))
        for behind, content in turned
        if behind and not overlapping(frames, Span(behind.start() + 1, behind.end()))
    ]


def is_followed_by_speaker(text: str, quotation: Span) -> bool:
    """Do the words right behind a quotation say who says it: "“...”, said Ann Roe"?"""
    if _TURNED.match(text, quotation.end):
        return True
    last = quotation.end + text.startswith(",", quotation.end)
    ends = _ENDS_IN_COMMA.search(text, max(last - 3, quotation.start), last)
    return bool(ends and _LED_OUT.match(text, last, quotation.end + _BEHIND))


def _turn(text: str, quotation: Span) -> re.Match[str] | None:
    before = max(quotation.start - _BEFORE, 0)
    return (
        _TURNED.match(text, quotation.end)
        or _ANOTHER.match(text, quotation.end)
        or _TOLD_ON.match(text, quotation.end)
        or _INVERTED.search(text, before, quotation.start)
    )


def _without(one: Found, theirs: Container[Span]) -> Found | None:
    """The attribution without the quotations that are others'; None if it has nothing else."""
    contents = tuple(content for content in one.contents if content not in theirs)
    return one if contents == one.contents else replace(one, contents=contents) if contents else None


def _with(one: Found, more: Sequence[Span]) -> Found:
    return replace(one, contents=(*one.contents, *more), rules=(*one.rules, "a quotation behind it goes on with it"))


def _led_in(page: _Page, quotation: Span, number: int) -> Found | None:
    """The attribution that the words before a colon make of the quotation behind it."""
    text, before = page.text, Span(page.paragraphs[number].start, quotation.start)
    if before.start == before.end:  # the lead-in is the paragraph before, past links to other pages
        while number and overlapping(page.links, page.paragraphs[number - 1]):
            number -= 1
        if not number or text[page.paragraphs[number - 1].end - 1] not in ":,":
            return None
        before = page.paragraphs[number - 1]
    line = Span(before.start, before.start + len(before.of(text).rstrip()))
    found = lead_in(text, before) or named_in(text, line, quotation)
    if not found or any(overlapping(page.taken, span) for span in found):
        return None
    named, cue = found
    return Found((named,), cue, (quotation,), None, ("a colon or comma introduces the quotation",))


def lead_in(text: str, before: Span) -> tuple[Span, Span] | None:
    """The source and the cue of what introduces what follows, with a colon or comma at its end: "The mayor wrote:"."""
    near = Span(max(before.start, before.end - _BEFORE), before.end)
    start = max((one.start for one in sentences(text, near)), default=near.start)
    mark = _INTRODUCES.search(text, max(start, before.end - _GAP), before.end)
    leads = list(_LEAD_IN.finditer(text, start, mark.start())) if mark else []
    according = _ACCORDING.search(text, start, mark.start()) if mark else None
    if mark and according and (according["cue"] or text[mark.start()] == ":"):
        leads = [according]
    elif mark and (reading := _READING.search(text, start, mark.start())):
        leads = [reading]
    if mark and not leads and (inverted := _INVERTED.search(text, start, before.end)):
        return Span(*inverted.span("source")), Span(*inverted.span("cue"))
    if mark and not leads:
        leads = [one for one in _DESCRIBED.finditer(text, start, mark.start()) if one["noun"] in _SPEAKING]
    if not mark or not leads or not _leads_up(text, Span(leads[-1].end(), mark.start())):
        return None
    lead = leads[-1]
    source, cue = lead["source"].rstrip(), "from" if lead["cue"] is None else "cue"
    return Span(lead.start("source"), lead.start("source") + len(source)), Span(*lead.span(cue))


def _leads_up(text: str, between: Span) -> bool:
    """May a colon or comma behind ``between`` introduce what the verb before it says?"""
    few = len(WORD.findall(text, between.start, between.end)) <= _MOST_WORDS
    return few or (text[between.end] == ":" and bool(_OF_WHAT.fullmatch(text, between.start, between.end)))


def _led_out(page: _Page, quotation: Span, number: int) -> Found | None:
    """The attribution that the words behind a quotation's comma make of it."""
    text, end = page.text, min(page.paragraphs[number].end, quotation.end + _BEHIND)
    last = quotation.end + text.startswith(",", quotation.end)
    behind = _LED_OUT.match(text, last, end) if _ENDS_IN_COMMA.search(text, last - 3, last) else None
    return _said_by(page, quotation, behind, _BEHIND_IT)


def _answered(page: _Page, quotation: Span) -> Found | None:
    """The attribution of a quotation with a verb and its speaker behind: "“The bank”, replied Tom."."""
    return _said_by(page, quotation, _TURNED.match(page.text, quotation.end), _BEHIND_IT)


def _named_alone(page: _Page, quotation: Span, number: int) -> Found | None:
    """The attribution of a quotation to whose name stands behind its comma as if a verb were lost."""
    text, end = page.text, min(page.paragraphs[number].end + 1, quotation.end + _BEHIND)
    # "“The Old Man and the Sea,” Ernest Hemingway." is a title.
    is_sentence = _SMALL_WORD.search(text, quotation.start, quotation.end)
    ends = is_sentence and _ENDS_IN_COMMA.search(text, quotation.end - 3, quotation.end)
    named = _NAMED_ALONE.match(text, quotation.end, end) if ends else None
    who = named["who"] if named else None
    if not named or (who and (_GOES_ON_ITSELF.search(who) or not (_RELATED.match(who) or not _VERB_IN.search(who)))):
        return None
    return _said_by(page, quotation, named, "the name behind the quotation's comma says it")


def _said_by(page: _Page, quotation: Span, beside: re.Match[str] | None, rule: str) -> Found | None:
    """The attribution that a source and a cue beside the quotation make, unless the tagger has them."""
    if not beside:
        return None
    source, cue = Span(*beside.span("source")), Span(*beside.span("cue"))
    if overlapping(page.taken, Span(min(source.start, cue.start), beside.end())):
        return None
    return Found((source,), cue, (quotation,), None, (rule,))


def _acted(page: _Page, quotation: Span, number: int) -> Found | None:
    """The attribution of a quotation that stands as a sentence of its own to whom the one before shows acting."""
    text, paragraph = page.text, page.paragraphs[number]
    before = _ACTED.search(text, max(paragraph.start, quotation.start - _BEFORE), quotation.start)
    if before and before["noun"] and before["noun"] not in lx.ROLES:
        return None
    if not _OWN_SENTENCE.match(quotation.of(text)) or _is_followed_by_more(text, quotation, paragraph):
        return None
    return _said_by(page, quotation, before, "who acts before the quotation says it")


def _judged(page: _Page, quotation: Span, number: int) -> Found | None:
    """The attribution of a quotation that stands as a sentence or paragraph of its own to whom the sentence before
    shows judging something aloud.
    """
    text, paragraph = page.text, page.paragraphs[number]
    start = paragraph.start
    if start == quotation.start:
        if not number or letters(text, Span(quotation.end, paragraph.end)):
            return None
        start = page.paragraphs[number - 1].start
    before = _JUDGED.search(text, max(start, quotation.start - _LONGEST_JUDGEMENT), quotation.start)
    if _is_followed_by_more(text, quotation, paragraph) or not _WHOLE.search(text, quotation.end - 3, quotation.end):
        return None
    return _said_by(page, quotation, before, "who judges before the quotation says it")


def _is_followed_by_more(text: str, quotation: Span, paragraph: Span) -> bool:
    """Does the quotation's sentence go on behind it?"""
    behind = text[quotation.end : min(quotation.end + _GAP, paragraph.end)].strip()
    return bool(behind) and not behind[0].isupper()


def _goes_on(page: _Page, quotation: Span, number: int, tied_before: tuple[int, int] | None) -> int | None:
    """The attribution whose words end right before the quotation: in its paragraph, or before a whole one."""
    text, paragraph = page.text, page.paragraphs[number]
    at = bisect_left(page.ends, (quotation.start, len(page.ends))) - 1
    ends = [page.ends[at]] if at >= 0 else []
    end, index = max([*ends, tied_before] if tied_before else ends, default=(-_GAP, -1))
    if end > paragraph.start and _TAIL.fullmatch(text, end, quotation.start):
        return index
    begin = _before_links(page, quotation.start)
    # "“It is late,” Reed wrote on Monday.", and a whole paragraph of hers under it.
    if end <= paragraph.start and (tail := _PARAGRAPH_TAIL.match(text, end, min(begin, end + _BEFORE))):
        end = tail.end()
    if begin - end > _GAP or letters(text, Span(min(end, begin), begin)) or "(" in text[end:begin]:
        return None
    if overlapping(page.links, Span(end - 1, end)):
        return None
    if end <= paragraph.start:
        whole = quotation.start == paragraph.start and not letters(text, Span(quotation.end, paragraph.end))
        asked = _ASKS.search(text, max(end - _GAP, 0), end) or _ASKS.search(text, quotation.end - _GAP, quotation.end)
        if not whole or asked:
            return None
    return index


def _before_links(page: _Page, start: int) -> int:
    """Where the lines that lead to other pages begin that stand right before ``start``; there if none does."""
    at = bisect_left(page.links, start, key=lambda link: link.start) - 1
    while at >= 0 and start - page.links[at].end <= _GAP and not letters(page.text, Span(page.links[at].end, start)):
        start = page.links[at].start
        at -= 1
    return start
