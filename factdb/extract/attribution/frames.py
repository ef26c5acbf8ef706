"""What attributions leave of a sentence: words of the writer's own, or the frame of what somebody says.

A frame is the source, the cue and what tells when, where and to whom somebody said it ("Mr. Roe told reporters on
Monday that"). It claims nothing beside what was said. What has a verb of its own does: "Roe, who leads it, said".
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factdb.extract.attribution.framing import is_asked, only_frames, with_both_sides
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span
from factdb.text.spans import letters, merged, overlapping, trimmed, without
from factdb.text.whitespace import WORD

AS_SAYING = r"as\s(?:saying|writing|telling\s(?:(?:the|a|an|its|his|her)\s)?[\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
# "Was quoted on Monday by the paper as saying", "was quoted saying by it", "was reported as telling the inquest".
PASSIVE = (
    r"(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:(?:also|later|widely)\s)?(?:quoted|cited|reported)\s"
    rf"(?:(?:(?:earlier|later|last|this)\s)?(?:[\w’'-]+\s)?(?:by|in|on)\s[^,;:.“”\"\n]{{2,80}}?\s"
    rf"|(?i:{ENGLISH.any_of('weekdays')}|yesterday|today)\s)?(?:{AS_SAYING}|saying)"
    r"(?:\sby\s[^,;:.“”\"\n]{2,60}?(?=\sthat\b|[,:.]|\Z))?"
)
# ", the mayor emailed" behind what he emailed, and ", she ventured," within it.
ASIDE = rf"(?:(?:has|have|had)\s)?(?:{ENGLISH.any_saying('aside')})|{PASSIVE}"
WIDEST_SPACE = 8
# How many characters at the edges and inside of a part are looked at: time stays linear in any sentence.
LINK, LOOKED_AT = 40, 400
# "The town, which" before "she called wet": the link to what was said.
_DANGLING = re.compile(
    r"(?:\A|[^\w’'])(?:(?:which|who|whom|whose|that|(?:and|but)(?:\s(?:then|later|also))?"
    r"|(?:(?:even|just)\s)?(?:after|although|as|because|before|since|though|unless|until|when|where|whereas|while)"
    r"|by|with|so|or|(?:(?:about|after|at|by|for|from|in|of|on|over|to|under|with)\s)?(?:what|which|whom))\W*)+\Z",
    re.I,
)
# "The bill raises the toll, [although]" Roe says it is late: a clause stands before it, though its verb is unknown.
_JOINS = re.compile(r",?\s(?:although|because|though|unless|until|whereas|while)\W*\Z", re.I)
DESCRIBES = re.compile(r"\b(?:which|who|whom|whose|that)\W*\Z", re.I)
_DESCRIBED_NEXT = re.compile(r"(?:,?\s\(?|(?<=\())(?:which|who|whom|whose)\b", re.I)
_LEADING = re.compile(r"\W*(?:(?:and|but|or|so|yet|as|that|however|meanwhile)\b\W*)*", re.I)
_OF, _OPENS_OF = re.compile(r"\b(?:of|about|on)\Z"), re.compile(r"\W*(?:of|about)\b")
RELATIVE = re.compile(r"\W*(?:who|whose|which|where)\b", re.I)
_POINTS = re.compile(r"\W*(?:which|who|whom|that|what)\W*", re.I)
VERB = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')})\b|\bisn|n[’']t\b|\w[’'](?:re|ll|ve|d|m)\b")
REGULAR_PAST = re.compile(r"\b[a-z]{2,}ed\b(?!\s+(?:by|with)\b)")
_SAYING = re.compile(rf"\b(?:{ENGLISH.any_saying('bare-clause', 'after-name')}|asked|according|saying)\b", re.I)
# "[Roe] asked the crew to wait" is more than a saying.
_DEMANDS = re.compile(r"(?:asked|told|urged|ordered|instructed|called\son)\s(?:[\w’'-]+\s){1,6}?to\s[a-z]")
# "On Monday, the prices rose": a clause behind what opens it.
_CLAUSE_BEHIND = re.compile(
    rf"[^,]{{2,80}},\s(?:(?:{ENGLISH.any_of('determiners')}|an?|the|[A-Z][\w’'-]+)\s(?:[\w’'-]+\s){{0,3}}?[a-z]{{2,}}ed\b"
    rf"|(?:{ENGLISH.any_of('subject_pronouns')})\s(?:\w+ly\s)?[a-z]{{3,}}(?:s|ed)\b)"
)
# What a clause goes on with behind its subject: "leaks", "was shut".
PREDICATE = rf"(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]{{2,}}(?:ed|[^s\W]s))\b"
# "If he falls short," before another's frame: behind a pronoun stands a verb.
_PRONOUN_CLAUSE = re.compile(
    r"\W*(?:(?:and|but)\s)?(?:although|as|because|before|if|once|since|though|unless|until|when|whereas|while)\s"
    rf"(?:{ENGLISH.any_of('subject_pronouns')}|there)\s[a-z]"
    # "after she and other bakers carried the sacks in", not "after her talk"
    rf"|\W*after\s(?:he|she|they|it|we|I)\s(?:and\s(?:[\w’'-]+\s){{1,4}}?)?{PREDICATE}",
    re.I,
)
_PREDICATE = re.compile(PREDICATE)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*+,?+\s?+){1,5}")
# "In May", "reading it", but not "this prompted".
_CIRCUMSTANCE = re.compile(
    rf"\W*(?!(?:this|that)\s[a-z]{{2,}}ed\b)(?:{ENGLISH.any_of('circumstance_openers')}|\w+ing|\w+ed)\b", re.I
)
VERB_OR_PAST = re.compile(f"{VERB.pattern}|{REGULAR_PAST.pattern}|\\b[a-z]{{3,}}s\\s")
_DESCRIBED = re.compile(r",\s+(?P<clause>(?:who|whose|which|where)\s+\w+\s+\w+\s+\w+)", re.I)
_CLAUSE_BEGINS = re.compile(r",\s+(?P<clause>(?:who|whose|which|where)\s[^,]*+\Z)", re.I)
# "In a letter to the mayor, whose office is shut", "in a note that he later burned".
_RELATES = re.compile(
    r",\s(?:who|whose|which|where)\s"
    rf"|\b(?:that|which)\s(?:{ENGLISH.any_of('subject_pronouns')})\s(?:\w+\s)?{PREDICATE}"
)
# A relative clause says something, wherever it stands: "in a turn that called to mind the strike of 1926".
_RELATED = re.compile(r"\b(?:which|who|whose|that)\b(?:\s[\w.’'-]+){0,4}?\s[a-z]{2,}ed\b")
# "He shouted [as Cole approached]", "last May, [when letters arrived], Roe said so": a clause, whatever its verb.
_MEANWHILE = re.compile(
    r"\b(?:(?i:as|when|while|after|before|since|until|because|once)\s"
    r"(?:he|she|it|they|we|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})\s(?:\w+ly\s)?[a-z]{2,}ed\b(?!-)"
    r"|(?i:as|when|while)\s(?:(?:the|his|her|their|its|some|many)\s)?(?:[a-z-]+\s){0,2}?[a-z]{2,}[^s\W]s\s"
    r"[a-z]{2,}ed\b(?!\s(?:by|with)\b))"
)
# "On Friday, [as a strike at the yard idled workers]": a verb with its object, or with nothing behind it.
_HAPPENED = re.compile(
    r"(?:[^,]{2,60},\s)?(?P<clause>(?i:as|after|before|because|once|since|until|when|while)\s(?!being\b|having\b)(?:[\w’'-]+\s){1,9}?"
    rf"[a-z]{{2,}}ed(?:\W*\Z|\s(?!(?:{ENGLISH.any_of('prepositions')}|last|this|earlier|later|yesterday|today)\b)[\w“\"$]))"
)
# "While the league lobbies for it," before another's frame: a clause of the writer's, whatever its verb.
_CONCEDES = re.compile(
    r"\W*(?:(?:and|but)\s)?(?:while|whereas|although|though|even\s(?:as|though))\s"
    rf"(?!\w+(?:ing|ed|ly)\b|(?:{ENGLISH.any_of('prepositions')}|not|still|once|never|out|there)\b)",
    re.I,
)
# "The union [wants a raise] and says": what a source does besides saying something.
_AND_SAYS = re.compile(r",?\s(?:and|but)\s(?:(?:also|now|later|then)\s)?")
# "Roe [wept], saying": who only says something in a participle does something else before.
_PARTICIPLE = re.compile(r"(?!according)[a-z]{2,}ing\b")
_TO_OR_WHERE = re.compile(rf"(?:\w+\W+)?(?:{ENGLISH.any_of('prepositions')}|reporters|viewers|\w+day|\W*\Z)", re.I)
# "Roe expressed concern, stating": no more than that he says something.
_EXPRESSES = re.compile(r"(?:\w+ly\s)?(?:express|voic|respond|react|weigh|spoke|comment|share)", re.I)
# "Roe called it “late” [in a long talk with the paper on Monday]": where and when, however many words that takes, but
# not "on Monday, [handing out prizes]".
_WHERE_SAID = re.compile(
    rf"(?:{ENGLISH.any_of('when_said')})\b(?![^.]*,\s(?:(?:\w+ly\s)?[a-z]{{2,}}ing|and|but)\b)", re.I
)
# "“We wait,” wrote Roe [in a letter sent to the paper]".
_IN_WRITING = re.compile(
    r"in\s(?:an?|the|his|her|its|their)\s(?:[\w-]+\s)?"
    r"(?:article|column|e-?mail|filing|interview|letter|memo|message|note|post|report|speech|statement|tweet)\b"
)
# "Roe said, [a claim bakers rejected]".
_JUDGES_IT = re.compile(
    r"(?i:an?)\s(?:[\w-]+\s)?(?:allegation|argument|assertion|charge|characteri[sz]ation|claim|contention|notion|statement|suggestion"
    r"|view)\s(?:(?:that|which)\s)?(?:[\w’'-]+\s){1,6}?[a-z]{2,}(?:ed|s)\b"
)
# "[who spoke on condition of anonymity because he may not say so]": why somebody isn't named belongs to who says it.
UNNAMED = re.compile(
    r"\W*who(?:se)?\s[^.;:“”\"]{0,60}?(?:\b(?:anonymity|anonymously|remain\sanonymous)\b"
    r"|\bnot\s(?:want\s)?(?:to\s)?be\s(?:identified|named|quoted)\b"
    r"|\bnames?\s(?:(?:ha(?:s|ve)\sbeen|was|were|is|are)\s(?:being\s)?(?:changed|hidden|kept|not|protected|removed|withheld)\b"
    r"|(?:wasn|weren|isn|aren)['’]t\b)|\b(?:give|provide|use)\s(?:her|his|their)\s(?:\w+\s)?names?\b"
    r"|(?:\bnot|n['’]t)\sauthori[sz]ed\sto\s(?:be|comment|discuss|disclose|give|reveal|speak|talk)\b)"
    # "Who may not speak but whose agency paid for it": that is told.
    r"(?![^.;:“”\"]*\b(?:and|but|though)\s(?:whose?|he|she|they)\b)"
)
# "“Late” [was how] Roe put it", "“Late” [is what] she wrote".
_WAS_HOW = re.compile(r"(?:is|was|are|were)(?:\s(?:how|what|the\sway))?\W*", re.I)
_JOINED = re.compile(r"\W*(?:and|but)\b", re.I)
# The fewest words that claim something, with a verb that is known and without one.
FEWEST, SUBSTANCE = 3, 7
# The most words that only tell to whom, where and when something was said.
_LONGEST_ADDRESS = 12


@dataclass(frozen=True, slots=True)
class Roles:
    """Where the article's attributions stand, each sorted and disjoint.

    Their sources, sources and cues, all of it, and what they claim; and the verbs of what somebody only does, each up
    to what it is done to: "backed t" in "backed the bill".
    """

    sources: Sequence[Span]
    frames: Sequence[Span]
    taken: Sequence[Span]
    claimed: Sequence[Span]
    acts: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class _Beside:
    """What may stand beside a part of a sentence: sources by their ends, where contents end, and where cues begin and
    end.
    """

    subjects: Mapping[int, int]
    contents: Container[int]
    cues: Container[int]
    cue_ends: Container[int]


def left_over(text: str, sentence: Span, roles: Roles) -> tuple[Span, ...]:
    """What the attributions leave of a sentence to the writer, if it says something; all of it if they leave all.

    A source is the speaker's name in one claim and may be the subject of the other: "Putin linked the two, suggesting
    ...".
    """
    holes = overlapping(roles.taken, sentence)
    # A content may end in a line of nothing but marks, which is no part of what it claims.
    if not holes or not (letters(text, sentence) or overlapping(roles.claimed, sentence)):
        return (sentence,)
    left = (part for some in without(sentence, holes) for part in trimmed(text, some) if letters(text, part))
    frames = overlapping(roles.frames, sentence)
    begin = {_before(text, source.start) for source in overlapping(roles.sources, sentence)}
    parts = [part for part in left if not only_frames(text, part, before_source=part.end in begin)]
    if not frames:
        return tuple(parts)
    beside = _beside(text, sentence, frames, roles)
    described = [_is_described(text, part, sentence, beside) for part in parts]
    joined = [_joins(text, part, beside) for part in parts]
    about = [_tells_of_source(text, part, beside) for part in parts]
    parts = [next(trimmed(text, _unlinked(text, _from_clause(text, part, beside))), part) for part in parts]
    own = [_claims(text, part, beside) or _acts(text, part, roles.acts) for part in parts]
    own = [is_own or joins for is_own, joins in zip(own, joined, strict=True)]
    own = [is_own and not tells for is_own, tells in zip(own, about, strict=True)]
    kept = with_both_sides(text, parts, _kept(text, parts, own, described))
    opening = {part.end: part.start for part in parts}
    # A part may begin with the subject that another, before it, ends with: then both are one.
    return tuple(
        merged(_with_subject(text, part, opening, beside) for part, is_kept in zip(parts, kept, strict=True) if is_kept)
    )


def _beside(text: str, sentence: Span, frames: Sequence[Span], roles: Roles) -> _Beside:
    sources = overlapping(roles.sources, sentence)
    return _Beside(
        {_before(text, source.end): source.start for source in sources},
        {span.end for span in overlapping(roles.claimed, sentence)},
        {span.start for span in frames} - {source.start for source in sources},
        {span.end for span in frames} - {source.end for source in sources},
    )


def _kept(text: str, parts: Sequence[Span], own: list[bool], described: Sequence[bool]) -> list[bool]:
    """Which parts are kept: those that say something of their own, and the subjects of such."""
    goes_on = [_PREDICATE.match(text, part.start, part.end) is not None for part in parts]
    # "[The pump], which Roe says is new, [leaks]".
    for number in range(1, len(parts)):
        own[number] |= described[number - 1] and goes_on[number]
    # "[The bill raises the toll], which Roe says is new": without a verb behind, the sentence has its own here.
    if own and described[0] and not any(own):
        own[0] = len(WORD.findall(text, parts[0].start, min(parts[0].end, parts[0].start + LOOKED_AT))) > FEWEST
    # "The town" of "The town, which she called wet, lies on a river" is the subject of what goes on behind.
    last = max((number for number, is_own in enumerate(own) if is_own), default=-1)
    kept = [is_own or (described[number] and number < last) for number, is_own in enumerate(own)]
    # And so is "Roe" of "Roe, the man police say fled, was seen".
    for number in range(1, len(parts)):
        if own[number] and goes_on[number]:
            kept[number - 1] |= _is_name(text, parts[number - 1])
    return kept


def _is_name(text: str, part: Span) -> bool:
    name = _NAME.fullmatch(text, part.start, part.end)
    return name is not None and not is_pointer(text, part) and not _CIRCUMSTANCE.match(text, part.start, part.end)


def _joins(text: str, part: Span, beside: _Beside) -> bool:
    """Is the part a clause by the conjunction that it ends in, and not only when and to whom something was said?"""
    joins = _JOINS.search(text, max(part.start, part.end - LINK), part.end)
    if not joins or _before(text, part.start) in beside.cue_ends or _CIRCUMSTANCE.match(text, part.start):
        return False
    return len(WORD.findall(text, part.start, min(joins.start(), part.start + LOOKED_AT))) > FEWEST


def _from_clause(text: str, part: Span, beside: _Beside) -> Span:
    """Without what only tells when something was said: "on Friday" before "as a strike idled workers"."""
    happened = _HAPPENED.match(text, part.start, min(part.end, part.start + LOOKED_AT))
    is_when = happened and _before(text, part.start) in beside.cue_ends
    return Span(happened.start("clause"), part.end) if happened and is_when else part


def _tells_of_source(text: str, part: Span, beside: _Beside) -> bool:
    """Is it only why a source isn't named, or what it was asked: "Roe, [asked whether it is late], said"?"""
    if _after(text, part.end) not in beside.cues:
        return False
    asked = _before(text, part.start) in beside.subjects and is_asked(text, part)
    return asked or UNNAMED.match(text, part.start, part.end) is not None


def _acts(text: str, part: Span, acts: Sequence[Span]) -> bool:
    """Does somebody do something in the part: "The union [backs the bill], saying"? Not "citing the bill, it said"."""
    return any(part.covers(act) and not _PARTICIPLE.match(text, act.start) for act in overlapping(acts, part))


def _is_described(text: str, part: Span, sentence: Span, beside: _Beside) -> bool:
    """Is the part something that a relative clause behind it tells more about?"""
    # "That" of "said that Roe told her it is late" joins a clause.
    if is_pointer(text, part) and (part.start == sentence.start or _before(text, part.start) in beside.cue_ends):
        return False
    ends = DESCRIBES.search(text, max(part.start, part.end - LINK), part.end)
    return bool(ends or _DESCRIBED_NEXT.match(text, part.end))


def is_pointer(text: str, part: Span) -> bool:
    """Is the part nothing but a word that points back to what it is about: "which"?"""
    return _POINTS.fullmatch(text, part.start, part.end) is not None


def is_of_something(text: str, end: int) -> bool:
    """Does a cue that ends there tell what it is said of behind it: "she said of the ferry"?"""
    return _OF.search(text, max(end - LINK, 0), end) is not None


def clauses_of(text: str, source: Span) -> Iterator[Span]:
    """What a source says itself of whom it names: "who leads the council" in "Roe, who leads the council,"."""
    inside = _DESCRIBED.search(text, source.start, min(source.end, source.start + LOOKED_AT))
    if (
        inside
        and not UNNAMED.match(text, inside.start("clause"), source.end)
        and VERB_OR_PAST.search(text, inside.end(), source.end)
    ):
        yield from trimmed(text, Span(inside.start("clause"), source.end))


def _unlinked(text: str, part: Span) -> Span:
    link = _DANGLING.search(text, max(part.start, part.end - LINK), part.end)
    return Span(part.start, max(link.start(), part.start)) if link else part


def _claims(text: str, part: Span, beside: _Beside) -> bool:
    """Does the part say something itself, and not only when, where and to whom?"""
    behind = _before(text, part.start)
    if behind in beside.contents and _WAS_HOW.fullmatch(text, part.start, part.end):
        return False
    # "Roe, however, said": what stands between source and cue is the frame's, if it isn't a clause of its own.
    subject, after = behind in beside.subjects, _after(text, part.end)
    between = subject and after in beside.cues
    lead = _LEADING.match(text, part.start, part.end)
    start = lead.end() if lead else part.start
    words = text[start : min(part.end, start + LOOKED_AT)]
    count = len(WORD.findall(words))
    if subject and count and _does(text, part, words, behind, after, beside):
        return True
    follows_cue = behind in beside.cue_ends and count <= _LONGEST_ADDRESS
    # "said of [the money spent on it]", "said [about the money spent on it]": what it was said of.
    if follows_cue and (is_of_something(text, behind) or _OPENS_OF.match(words)):
        return False
    framed = subject and _is_framed(text, beside.subjects[behind], beside)
    if framed and count <= _LONGEST_ADDRESS and _IN_WRITING.match(words) and not _RELATES.search(words):
        return False
    if VERB.search(words) and not (between and count < FEWEST):
        return True
    end = min(part.end, part.start + LOOKED_AT)
    if _HAPPENED.match(text, part.start, end) or _PRONOUN_CLAUSE.match(text, part.start, end):
        return True
    if _MEANWHILE.search(text, part.start, end) or (count >= SUBSTANCE and _CONCEDES.match(words)):
        return True
    if behind in beside.contents and _JOINED.match(text, part.start, part.end) and count > FEWEST:
        return True
    # "told [reporters after a meeting with the guests]": to whom and when.
    if _JUDGES_IT.match(words):
        return True
    only_says = _SAYING.match(words) and not _DEMANDS.match(words)
    if count < FEWEST or only_says or follows_cue:
        return False
    if _RELATED.search(words) or _CLAUSE_BEHIND.match(words):
        return True
    opens_with_circumstance = bool(_CIRCUMSTANCE.match(words))
    # "Said Roe [in a letter posted on Monday]": who stands behind a verb of saying is no subject of that.
    does = subject and not (framed and _WHERE_SAID.match(words))
    if REGULAR_PAST.search(words) and (does or not opens_with_circumstance):
        return True
    if RELATIVE.match(words):
        return True
    if behind in beside.contents and count > FEWEST:
        return not _WHERE_SAID.match(words)
    return count >= SUBSTANCE and not opens_with_circumstance


def _does(text: str, part: Span, words: str, behind: int, after: int, beside: _Beside) -> bool:
    """Is what stands between a source and a cue something else that the source does: "Roe [wants a raise] and says",
    "Roe [wept], saying"?
    """
    joined = _AND_SAYS.match(text, part.end)
    if joined and joined.end() in beside.cues:
        return True
    # "A report [last week] showing" and "Roe, [mayor since May], saying" do nothing.
    source = text[beside.subjects[behind] : behind]
    set_off = "," in text[part.end : after] and ("," in source or "," not in text[behind : part.start])
    if after not in beside.cues or not set_off or not _PARTICIPLE.match(text, after):
        return False
    only_says = _SAYING.match(words) and " " not in words
    return not (only_says or _EXPRESSES.match(words) or _TO_OR_WHERE.match(words))


def _with_subject(text: str, part: Span, opening: Mapping[int, int], beside: _Beside) -> Span:
    """The part with the source right before it, and with what opens the sentence before that: "Last week, Roe went"."""
    start = beside.subjects.get(_before(text, part.start))
    if start is None:
        return part
    if _is_framed(text, start, beside):
        # "Said Roe, who wrote [a book that sold]": the clause whose end stands outside of the source.
        begun = _CLAUSE_BEGINS.search(text, start, min(part.start, start + LOOKED_AT))
        return Span(begun.start("clause"), part.end) if begun and not RELATIVE.match(text, part.start) else part
    return Span(opening.get(_before(text, start), start), part.end)


def _is_framed(text: str, source: int, beside: _Beside) -> bool:
    """Does a cue stand before the source, who is told as who says it: "It rains, wrote Roe, who wants an answer"?"""
    return _before(text, source) in beside.cue_ends


def _before(text: str, offset: int) -> int:
    """The end of the words before ``offset``: white space is skipped."""
    return len(text[max(offset - WIDEST_SPACE, 0) : offset].rstrip(" \t\n,")) + max(offset - WIDEST_SPACE, 0)


def _after(text: str, offset: int) -> int:
    """The start of the words behind ``offset``: white space is skipped."""
    ahead = text[offset : offset + WIDEST_SPACE]
    return offset + len(ahead) - len(ahead.lstrip(" \t\n,"))
