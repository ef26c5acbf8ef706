"""Who speaks where one only hands on what another said: "The mayor said it would close, reports The Herald"."""

from collections.abc import Callable, Mapping

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.speakers.phrases import analyse, described_kind
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_kind
from factdb.extract.speakers.values import Mention
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

_VERB = ENGLISH.any_saying("handed-on")
# What is attributed begins with another who says it: "the congressman said he remained", "Mueller said that".
_SAYS = re.compile(
    rf"(?:, )?(?:that )?([\w.’'-]+(?: [\w.’'&-]+){{0,5}}?)(?:,[^,.;]{{2,60}},)?"
    rf"(?: (?:has|have|had|also|then|later|once|\w+ly))? (?:{_VERB})"
    r"(?: (?:on )?[A-Z]\w+day(?: (?:morning|afternoon|evening|night))?)? "
    # "The navy added the name": no saying.
    r"(?:that |(?<!\badded )(?=[\w“\"])|(?<=\badded )(?=[“\"]|(?:he|she|it|they|there|we)\b))"
)
_FRAME = 160
_COMMA = re.compile(r", ")
_NAMED = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr)\. )?[A-Z]|(?:[Hh]e|[Ss]he)\b")
_CLAIMS = re.compile(r" (?:claims|reports|charges|notes)\b")
_NO_NOUN = frozenset({"has", "have", "had", "is", "was", "are", "were", "the", "who", "which", "that", "and"})
# "the report quotes Trump as telling Porter", "the paper quoted her saying"
_QUOTES = re.compile(
    r"\s?(?:quot(?:es|ed|ing)|cit(?:es|ed|ing)) "
    r"((?:him|her|them)\b|[^,.;]{2,90}?(?= as\b))(?: as)? (?:saying|telling|writing|asking)\b"
)
# "“It is late,” the paper quoted Reed (left), the mayor": behind what is said, without "as saying".
_QUOTED = re.compile(r"\s?(?:also )?quot(?:es|ed) (?!as\b)(\w[^,.;:“”\"()]{2,90}?)(?=[,.;]| \(| as\b)")
# "Reed was quoted by the paper as saying"
_QUOTED_BY = re.compile(
    r"\b([Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he )?[\w.’'-]+(?: [\w.’'&-]+){0,4}?),? (?:was|were|is|has been) "
    r"quoted(?: as saying)? by (?:the )?(?:[a-z]+ )?$"
)
# What stands between what is said and the outlet that hands it on: "Reed wrote in a note to staff on Monday, as",
# "the bank's head, Ann Reed, told reporters,", "said Ann Reed last week,".
_SPEAKER = r"((?:the |an? )?[\w.’'-]+(?: [\w.’'&-]+){0,7}?(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?=,))?)"
_WHEN = (
    r"(?:,? (?:reporters|lawmakers|police|officials|authorities|investigators|staff))?"
    r"(?:,? (?:[A-Z]\w+day|last|this|earlier|later|yesterday|today|on|in|at|during|after|before|to|from|of|through|via|"
    r"alongside|when asked)\b(?: [\w.’'&-]+){0,12}?)?,? (?:as )?$"
)
_SAID = re.compile(rf"[\s,.”\"’]*{_SPEAKER},? (?:(?:also|then|later|had|has) )?(?:{_VERB}|reads?){_WHEN}")
_SAID_BY = re.compile(rf"[\s,.”\"’]*(?:{_VERB}) {_SPEAKER}{_WHEN}")
# The same where it was taken for a part of what is said.
_SAID_AT_ITS_END = re.compile(rf", {_SPEAKER},? (?:{_VERB}){_WHEN}")
_CITING = re.compile(
    r"(?: (?:on )?[A-Z]\w+day)?,? citing ((?:(?:an?|the|its|his|her|their) )?[^,.;:“”\"]{3,80}?)"
    r"(?=[,.;:]| (?:who|which|that) )"
)
# An outlet's sorts: these hand on what others say.
_SUMMARIES = frozenset({"summary", "account", "transcript", "excerpt", "excerpts", "minutes", "readout"})
_NOUNS = frozenset(ENGLISH.words("outlet_nouns"))


def hands_on(found: Found) -> bool:
    """Is the source one that mostly hands on what others say: a newspaper, a broadcaster, a summary of a report?"""
    if len(found.entities) != 1:
        return False
    entity = found.entities[0]
    if entity.kind == SpeakerKind.DOCUMENT:
        return bool(entity.words) and entity.words[-1] in _SUMMARIES
    return entity.kind == nm.ORGANISATION and entity.sort in lx.OUTLETS


def is_outlet(reading: Reading, source: Span | None) -> bool:
    """Is a source an outlet before it is resolved: "The Herald", "CNN and Fox News", "media reports"?"""
    if not source:
        return False
    phrase = analyse(reading.text, source, reading.cast)
    if phrase.named:
        return all(one.kind == nm.ORGANISATION and one.sort in lx.OUTLETS for one in phrase.named)
    return phrase.head in _NOUNS


def is_thing(reading: Reading, source: Span | None) -> bool:
    """Does a source only show something, and say nothing: "the flood", "the sanctions", but not "the poll"?"""
    if not source:
        return False
    phrase = analyse(reading.text, source, reading.cast)
    words = list(map(key, source.of(reading.text)[:_FRAME].split()))
    if phrase.named or not lx.ARTICLES.issuperset(words[:1]) or any(map(noun_kind, words)):
        return False
    return described_kind(phrase) is SpeakerKind.DOCUMENT


def relayed(
    reading: Reading,
    mention: Mention,
    source: Span,
    found: Found,
    resolve: Callable[[Reading, Span], Found],
    others: Mapping[int, Mention],
) -> Found | None:
    """The innermost speaker of the contents, if ``found`` only hands them on; ``resolve`` finds whom words mean.

    Where an attribution of its own says what is relayed in the contents, that stays, and so does who relays it:
    ``others`` are all attributions by where their sources begin.
    """
    told = next((content for content in mention.contents if any(map(str.isalpha, content.of(reading.text)))), None)
    inner = _quoted_as(reading, source, told)
    if not inner and told and hands_on(found):
        inner = (
            _saying(reading, told, source, within=not mention.relays)
            or _said_before(reading, mention, source)
            or _cited(reading, mention, source)
        )
    elif not inner and told:
        inner = _told_of(reading, mention, told, source, found)
    if inner is None or not may_speak(reading, inner):
        return None
    if (other := others.get(inner.start)) and _says_most(other, mention):
        return None
    speaker = resolve(reading, inner)
    if not speaker.entities or speaker.entities == found.entities:
        return None
    by = "; ".join(entity.name for entity in found.entities)
    return Found(speaker.entities, f"{speaker.rule}, handed on by {by}", 0.9 * speaker.confidence, speaker.candidates)


def _says_most(other: Mention, mention: Mention) -> bool:
    """Is most of what is said said by another as well?"""
    shared = sum(
        min(one.end, content.end) - max(one.start, content.start)
        for one in other.contents
        for content in mention.contents
        if one.overlaps(content)
    )
    return 2 * shared > sum(content.end - content.start for content in mention.contents)


def may_speak(reading: Reading, inner: Span) -> bool:
    """May it be who speaks? Not "the bogus health" of "the bogus health claims"."""
    phrase = analyse(reading.text, inner, reading.cast)
    return bool(phrase.named) or phrase.head in lx.PRONOUNS or noun_kind(phrase.head) is not None


def _told_of(reading: Reading, mention: Mention, told: Span, source: Span, found: Found) -> Span | None:
    """Who says what another document or person only tells of: "Reed stressed that it was late, according to the
    report", "as Cole reported, Reed said that".
    """
    cue = mention.cue.of(reading.text).casefold() if mention.cue else ""
    document = len(found.entities) == 1 and found.entities[0].speaker_kind == SpeakerKind.DOCUMENT
    told_first = cue.startswith(("according", "per")) and told.end <= source.start
    if told_first and (before := _said_before(reading, mention, source)):
        return before
    if told_first and document and not mention.relays:
        definite = reading.text.startswith(("the ", "The "), source.start)
        inner = _saying(reading, told, source, within=True) if definite else None
        # "Jobless claims fell": no saying.
        noun = inner and _CLAIMS.match(reading.text, inner.end) and not _has_person(reading, inner)
        return inner if inner and not noun and _NAMED.match(inner.of(reading.text)) else None
    as_told = reading.text[max(source.start - 3, 0) : source.start].casefold() == "as "
    comma = _COMMA.search(reading.text, source.end, told.start) if as_told else None
    if not comma:
        return None
    said = _SAYS.match(reading.text, comma.end(), min(told.start + 1, comma.end() + _FRAME))
    return Span(*said.span(1)) if said and said.end() >= told.start else None


def _has_person(reading: Reading, span: Span) -> bool:
    return any(entity.kind == nm.PERSON for _, entity in reading.cast.within(span))


def _said_before(reading: Reading, mention: Mention, source: Span) -> Span | None:
    """Who says it between the content and the outlet, "“It is late,” she said, according to The Herald", or where the
    content ends."""
    begin = min(source.start, mention.cue.start) if mention.cue else source.start
    before = [content for content in mention.contents if content.end <= begin]
    if not before or begin - before[-1].end > _FRAME:
        return None
    said = _SAID.match(reading.text, before[-1].end, begin) or _SAID_BY.match(reading.text, before[-1].end, begin)
    if not said:
        said = _SAID_AT_ITS_END.search(reading.text, max(before[-1].start, begin - _FRAME), begin)
    return Span(*said.span(1)) if said and said[1].split()[0].casefold() not in lx.RELATIVES else None


def _cited(reading: Reading, mention: Mention, source: Span) -> Span | None:
    """Whom the outlet cites in its sentence: "the newspaper reported, citing court documents"."""
    behind = max(source.end, mention.cue.end) if mention.cue else source.end
    cited = _CITING.match(reading.text, behind, behind + _FRAME) or _CITING.match(reading.text, source.end, behind)
    return Span(*cited.span(1)) if cited else None


def _quoted_as(reading: Reading, source: Span, told: Span | None) -> Span | None:
    before = max(source.start - 120, 0)
    # Few have it before them, and to look for a name at every place takes long.
    if "quoted" in reading.text[before : source.start] and (
        passive := _QUOTED_BY.search(reading.text, before, source.start)
    ):
        return Span(*passive.span(1))
    said = _QUOTES.match(reading.text, source.end, source.end + 120)
    if not said and told and told.end <= source.start and reading.text[told.start] in '"“':
        said = _QUOTED.match(reading.text, source.end, source.end + 120)
    return Span(*said.span(1)) if said else None


def _saying(reading: Reading, content: Span, source: Span, *, within: bool) -> Span | None:
    """Who says it between the source or the start of the sentence and the content, or ``within`` the content."""
    start = reading.layout.sentence_start(content.start)
    frame = Span(max(start, source.end) if source.start < content.start else start, content.start)
    inside = [Span(content.start, min(content.end, content.start + _FRAME))] if within else []
    for span in (frame, *inside):
        # One more character, so that a verb at the end of the frame is seen to be followed by a word.
        said = _SAYS.match(reading.text, span.start, min(span.end + 1, span.start + _FRAME))
        if not said or reading.layout.quotation(said.start(1)) or (span not in inside and said.end() != span.end):
            continue
        words = said[1].casefold().split()
        if words[0] not in lx.PREPOSITIONS and _NO_NOUN.isdisjoint(words[1:]):
            return Span(*said.span(1))
    return None
