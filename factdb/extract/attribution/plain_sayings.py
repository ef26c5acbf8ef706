"""Plain sayings that the tagger misses: "Roe said the bridge is closed", "The bridge, she ventured, is closed".

Only where no attribution has the words, and only with a verb that says something and hardly anything else.
Linear: of a sentence a fixed number of characters is looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factdb.extract.attribution.assertions import is_saying
from factdb.extract.attribution.frames import ASIDE, PASSIVE
from factdb.extract.attribution.shaping import Found, taken_by
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.spans import letters, merged, overlapping, trimmed, without
from factdb.text.whitespace import WORD

# A saying of fewer words may be a phrase: "she said so".
_FEWEST_WORDS, _FEWEST_CLAUSE = 4, 2
# No phrase has as many words: a clause, though none of its verbs is known.
_LONG = 15
# How many characters of a sentence are looked at.
_LOOKED_AT = 400
# No name of ours ends in "I" or "we": those are the writer, who attributes nothing.
_NAME = r"(?:[Tt]he\s)?(?:[A-Z][\w.&’'-]{0,30}\s){0,4}[A-Z][\w&’'-]{1,30}(?<!We)(?<!You)"
_PRONOUN = "he|she|they"
# "the chief conservator", "a team at the hospital", "Kelso’s mayor": somebody who is only described.
_SOMEBODY = (
    r"(?:the|an?|one|his|her|its|their|[A-Z][\w-]{1,30}[’']s?)"
    r"(?:\s(?!wh[io]|that\b)[\w.’'-]{1,30}){1,7}?"
)
# ", the mayor of Varna,": who the one named is, or the name of the one described.
_WHO = rf"(?:,\s(?:(?:the|an?|who|whose|his|her|its)\s[^,.;:“”\"]{{2,80}}|{_NAME}),)?"
_VERB = ENGLISH.any_saying("after-name")
# "Did Roe say" asks, and "To say that", "So say" and "Let's say" are no saying of anybody's.
_ASKS = "(?:Did|Does|Do|Would|Will|Could|Should|Has|Have|Can|May|To|Never|Let(?:[’']s)?|Just|So|Now|Then|Well|OK|Okay)"
# "A Roe aide": somebody described who opens a sentence.
_ANYBODY = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Mm]any|[Ss]everal|[Mm]ost|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)"
    r"(?:\s(?!wh[io]|that\b|said\b)[\w.’'-]{1,30}){1,6}"
)
# "Roe said", "But she says": what opens a sentence, a clause behind it.
_BEFORE = re.compile(
    rf"[\"“]?(?:(?:And|But|Still|Meanwhile|However),?\s)?"
    rf"(?:(?P<source>(?!{_ASKS}\s){_NAME}(?:\s(?:of|for|on|at)\s(?:the\s)?{_NAME})?|(?:[Hh]e|[Ss]he|[Tt]hey))"
    rf"|(?P<somebody>{_ANYBODY}))\s"
    # "said in a post on its site that": where, when and to whom.
    r"(?:(?:also|later|then)\s)?(?P<cue>said|says|say|wrote|writes)\s"
    r"(?:(?:in|on|at|during|to)\s[^,.;:“”\"\n]{2,60}?\sthat\s|(?:that\s)?)(?=[\w“\"‘$])"
)
_PASSIVE = re.compile(PASSIVE)
# "The driver was reported as telling the inquest that".
_BEFORE_PASSIVE = re.compile(
    rf"(?:(?P<named>{_NAME}(?:,\s[^.;:“”\"\n]{{2,160}}?,)?|[Hh]e|[Ss]he|[Tt]hey)"
    rf"|(?P<somebody>(?:The|An?|One|His|Her|Its|Their)(?:\s(?!wh[io]|that\b)[\w.’'-]{{1,30}}){{1,7}}?){_WHO})\s"
    rf"(?P<cue>{PASSIVE}):?\s(?:that\s)?(?=[\w“\"‘'$])"
)
_CLAUSE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs')})\b|n[’']t\b|\w[’'](?:s|re|ll|ve|d)\b")
# "he said so", "they say in the letter": no clause begins with these.
_NO_CLAUSE = re.compile(rf"(?:{ENGLISH.any_of('no_clause_openers')})\b", re.I)
_QUOTES = re.compile(r"[“”„«\"]")
# What may follow a frame at the end.
_ENDS = (
    r"(?=[.,:]|\Z|\s(?:on|in|at|to|during|after|last|this|earlier|today|yesterday"
    rf"|(?i:{ENGLISH.any_of('weekdays')}))\b)"
)
# ", she wrote.", ", lamented Ann Roe, the curator." and ", according to the paper." behind a clause.
_BEHIND = re.compile(
    rf"(?P<marks>,[\"”’]*)\s(?:(?P<source>{_NAME}|{_PRONOUN})\s(?P<cue>{_VERB}){_ENDS}"
    rf"|(?:(?P<named>{_NAME}|{_PRONOUN})|(?P<somebody>{_SOMEBODY})){_WHO}\s(?P<aside>{ASIDE}){_ENDS}"
    rf"|(?P<turned>{ASIDE})\s(?P<turner>{_NAME})(?=[.,]|\Z|\sof\b)"
    r"|(?P<to>according to)\s(?P<whom>(?:the\s)?[\w.&’'-]{0,30}\w(?:\s[\w.&’'-]{0,30}\w){0,5}?)" + _ENDS + ")"
)
# Words that tell that somebody is described, and no thing: not "a body found in the river".
_PEOPLE = lx.ROLES.keys() | lx.ROLE_PLURALS.keys() | lx.GROUPS | lx.ORGANISATION_NOUNS | lx.ORGANISATION_PLURALS
_PEOPLE -= {"body"}
_DOCUMENTS = lx.DOCUMENTS | lx.DOCUMENT_PLURALS
_PAIRS = (("source", "cue"), ("named", "aside"), ("somebody", "aside"), ("turner", "turned"), ("whom", "to"))
# ", court rules", ", union chief says": how a headline ends.
_HEADLINE = re.compile(rf",\s(?P<somebody>(?:[\w’'-]{{1,30}}\s){{0,2}}[\w’'-]{{2,30}})\s(?P<cue>{ASIDE})\Z")
# ", she ventured," in a clause; what goes on with these is another.
_INSIDE = re.compile(
    rf",\s(?:(?P<source>{_NAME}|{_PRONOUN}|it|(?P<somebody>{_SOMEBODY})){_WHO}\s(?P<cue>{ASIDE})"
    rf"(?:\s(?:{ENGLISH.any_of('when_said')})\b[^,.;:“”\"\n]{{1,40}})?"
    r"|(?P<to>according to)\s(?P<whom>[^,;:.“”\"]{2,80})),\s"
    rf"(?!{ENGLISH.any_of('subordinators')}|and\b|but\b|or\b|so\b|who|then\b|[“\"‘]|\w+ing\b)"
)
_LINK = re.compile(r"(?<=\s)(?:who|whom|which|that)\Z")
# "Ann Roe, who has said that the mill is shut, left", "Roe, who denies fraud, said": told in passing.
_EARLIER = r"(?:ha(?:s|ve|d)\s)?(?:(?:also|always|previously|repeatedly|recently|earlier|once)\s)?"
_IN_PASSING = re.compile(
    rf"{_NAME}(?:\s\([^()]{{1,20}}\)|,\s\d+)?,\s(?P<source>who)\s"
    rf"(?P<cue>{_EARLIER}(?:(?:said|says|say|confirmed|confirms|claimed|claims|insisted|insists|argued|argues)"
    r"(?=\s(?:(?:that|he|she|they|it)\s|[A-Z]))|(?P<denies>den(?:y|ies|ied))))\s(?P<words>[^,;:“”\"()\n]{3,200})"
    rf"(?=,\s(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|said|told|[a-z]{{2,}}ed)\s|\.?\Z)"
)
# "As Ann Roe put it,", "To hear the mayor tell it,": frames that stand first.
_BY = r"(?!I\b|we\b|you\b|my\b|our\b|your\b)(?P<source>[^,;:.“”\"]{2,60}?)"
_OWN = "words|view|opinion|telling|account|judgment|eyes|estimate"
_WORDS = re.compile(rf"\s(?:{_OWN}),")
_OWN_WORDS = rf"(?:(?P<whose>his|her|their)|{_BY}[’']s?)\s(?P<cue>(?:own\s)?(?:{_OWN}))"
_FIRST = tuple(
    re.compile(rf"(?:(?:And|But|Yet)\s)?{frame},\s")
    for frame in (
        rf"(?i:as)\s{_BY}{_WHO}\s(?P<cue>(?:put|puts|sees|saw|tells|told|has put)\sit)",
        rf"(?P<cue>In\sthe\s(?:words|view|opinion|telling|judgment|eyes)\sof)\s{_BY}",
        rf"To\shear\s{_BY}{_WHO}\s(?P<cue>tell\s(?:it|the\sstory))",
        rf"(?:In|By)\s{_OWN_WORDS}",
    )
)
# "Was, in her own words, “too late”", "is, by Roe's account, a ruin": a frame between a verb and what it links.
_IN_HIS_WORDS = re.compile(
    r"(?:(?<=\bis)|(?<=\bare)|(?<=\bwas)|(?<=\bwere)|(?<=\bbeen)|(?<=\bbecame)|(?=,\s[^,“”\"]{4,90},\s[“\"]))"
    rf",\s(?:in|by)\s{_OWN_WORDS},\s"
)
# Where what is said in such words begins and ends: "the town knows that it is, in his words, “a ruin,” and sells it".
_CLAUSE_BEGINS = re.compile(r"[;:—–]\s?|--\s?|\b(?=(?:who|which|that)\b[^,]*\Z)")
_ANOTHER_CLAUSE = re.compile(
    r"[;—–]|,[\"”]?\s(?=(?:and|but|so)\s(?:he|she|it|they|we|the|that|there|after|when|then|[A-Z][a-z’']*)\b)"
)
# A clause that only leads to the one with the frame: "When it was over, the mayor replied".
_LEADS = re.compile(rf"(?:{ENGLISH.any_of('leading_subordinators')}|\w+ing|\w+ed)\b[^,]*\Z", re.I)


def with_plain_sayings(text: str, sentences: Sequence[Span], found: Sequence[Found]) -> list[Found]:
    """The attributions ``found`` and the plain sayings where none of them stands, in the order of their cues."""
    found = [_untorn(text, sentences, one) for one in found if not _is_in_front(text, sentences, one)]
    cues = merged(one.cue for one in found)
    # What somebody only does may be what another says: "The town, according to Roe, refused to pay".
    sayings = (one for one in found if is_saying(text, one.cue) or any(map(_QUOTES.search, _words(text, one))))
    taken = taken_by(sayings)
    missed = [one for sentence in sentences for one in _missed(text, sentence, cues, taken)]
    return sorted([*found, *missed], key=lambda one: one.cue) if missed else list(found)


def _is_in_front(text: str, sentences: Sequence[Span], one: Found) -> bool:
    """Is all of it the frame that opens a sentence, the "it" of "As she sees it,"; or does its cue stand in one beside
    the frame's own, the "By" of "By his own account,"?"""
    (sentence,) = overlapping(sentences, one.cue)[:1] or (one.cue,)
    whole = _said_first(text, sentence)
    if whole is None:
        whole = _said_in_his_words(text, sentence)
        return whole is not None and one.cue.end == whole.sources[0].start - 1
    words = whole.contents[0].start
    beside = one.cue.end <= words and not one.cue.overlaps(whole.cue)
    return beside or all(content.end <= words for content in one.contents)


def _untorn(text: str, sentences: Sequence[Span], one: Found) -> Found:
    """The attribution by who stands before its cue, if that and its source are of a frame that tells so: "the talks,
    Roe was quoted as saying,", "Roe was quoted by the Post as saying".
    """
    if not _PASSIVE.match(text, one.cue.start, one.cue.end + _LOOKED_AT):
        return one
    (sentence,) = overlapping(sentences, one.cue)[:1] or (one.cue,)
    whole = next(_read(text, sentence), None)
    if whole is None or not all(map(whole.cue.covers, (one.cue, *one.sources))):
        return one
    frame = Span(min(whole.sources[0].start, whole.cue.start), max(whole.sources[0].end, whole.cue.end))
    left = (part for content in one.contents for some in without(content, [frame]) for part in trimmed(text, some))
    contents = tuple(part for part in left if letters(text, part))
    return replace(whole, contents=contents or whole.contents)


def _words(text: str, one: Found) -> Iterator[str]:
    return (content.of(text) for content in one.contents)


def _missed(text: str, sentence: Span, cues: Sequence[Span], taken: Sequence[Span]) -> Iterator[Found]:
    # A source may be that of another cue too: "Roe wrote, adding".
    for one in (next(_read(text, sentence), None), _said_in_passing(text, sentence)):
        if (
            one
            and not overlapping(cues, one.cue)
            and not any(overlapping(taken, span) for span in (one.cue, *one.contents))
        ):
            yield one


def _read(text: str, sentence: Span) -> Iterator[Found]:
    """The plain sayings of a sentence, by what stands where in it."""
    said = (_said_before, _said_first, _said_in_his_words, _said_inside, _said_behind, _said_by_headline)
    yield from (one for read in said if (one := read(text, sentence)))


def _said_before(text: str, sentence: Span) -> Found | None:
    opening = _BEFORE.match(text, sentence.start, min(sentence.end, sentence.start + _LOOKED_AT))
    if not opening:
        return _told_of(text, sentence)
    if _NO_CLAUSE.match(text, opening.end()):
        return None
    if opening["somebody"] and not _is_somebody(opening, "cue"):
        return None
    source = Span(*opening.span("source" if opening["source"] else "somebody"))
    return _made(text, source, Span(*opening.span("cue")), Span(opening.end(), sentence.end))


def _told_of(text: str, sentence: Span) -> Found | None:
    """Whom others quote: "The driver was reported as telling the inquest that"."""
    frame = _BEFORE_PASSIVE.match(text, sentence.start, min(sentence.end, sentence.start + _LOOKED_AT))
    if not frame or not _is_somebody(frame, "cue"):
        return None
    source, words = "named" if frame["named"] else "somebody", Span(frame.end(), sentence.end)
    return _made(
        text, Span(*frame.span(source)), Span(*frame.span("cue")), words, fewest=_FEWEST_CLAUSE, is_clause=True
    )


def _said_first(text: str, sentence: Span) -> Found | None:
    end = min(sentence.end, sentence.start + _LOOKED_AT)
    opening = next((opening for frame in _FIRST if (opening := frame.match(text, sentence.start, end))), None)
    if not opening:
        return None
    words = Span(opening.end(), sentence.end)
    return _made(text, _whose(opening), Span(*opening.span("cue")), words, is_clause=True)


def _whose(frame: re.Match[str]) -> Span:
    """The source of a frame, or the "her" of "in her own words"."""
    return Span(*frame.span("whose" if frame.groupdict().get("whose") else "source"))


def _said_in_his_words(text: str, sentence: Span) -> Found | None:
    """ "The plan was, by his own account, “half baked”": all that is told of it is his."""
    end = min(sentence.end, sentence.start + _LOOKED_AT)
    # Few sentences have it, and to look for whose words they are at every comma takes long.
    frame = _IN_HIS_WORDS.search(text, sentence.start, end) if _WORDS.search(text, sentence.start, end) else None
    if not frame:
        return None
    opens = [begin.end() for begin in _CLAUSE_BEGINS.finditer(text, sentence.start, frame.start())]
    ends = _ANOTHER_CLAUSE.search(text, frame.end(), sentence.end)
    before = Span(opens[-1] if opens else sentence.start, frame.start())
    behind = Span(frame.end(), ends.start() if ends else sentence.end)
    return _made(text, _whose(frame), Span(*frame.span("cue")), before, behind, fewest=2, is_clause=True)


def _said_inside(text: str, sentence: Span) -> Found | None:
    """A clause with its frame in it, before which no other clause ends: "who" belongs to what stands behind."""
    frame = _INSIDE.search(text, sentence.start, min(sentence.end, sentence.start + _LOOKED_AT))
    if not frame or not _is_somebody(frame, "cue"):
        return None
    link = _LINK.search(text, sentence.start, frame.start())
    if not link and _CLAUSE.search(text, sentence.start, frame.start()):
        return None
    before, behind = Span(link.start() if link else sentence.start, frame.start()), Span(frame.end(), sentence.end)
    source, cue = ("whom", "to") if frame["to"] else ("source", "cue")
    return _made(text, Span(*frame.span(source)), Span(*frame.span(cue)), before, behind, is_clause=True)


def _said_in_passing(text: str, sentence: Span) -> Found | None:
    end = min(sentence.end, sentence.start + _LOOKED_AT)
    # Few sentences have it, and to look for a name at every place takes long.
    frame = _IN_PASSING.search(text, sentence.start, end) if text.find("who", sentence.start, end) >= 0 else None
    if not frame:
        return None
    fewest = 1 if frame["denies"] else _FEWEST_WORDS
    return _made(text, *(Span(*frame.span(part)) for part in ("source", "cue", "words")), fewest=fewest, is_clause=True)


def _said_behind(text: str, sentence: Span) -> Found | None:
    ends = _BEHIND.search(text, max(sentence.start, sentence.end - _LOOKED_AT), sentence.end)
    if not ends or not _is_somebody(ends, "aside") or _LEADS.match(text, sentence.start, ends.start()):
        return None
    source, cue = next(pair for pair in _PAIRS if ends[pair[0]])
    # "It was, replied Ann Roe": no phrase stands before a verb and its name.
    fewest = _FEWEST_CLAUSE if cue == "turned" else _FEWEST_WORDS
    words = Span(sentence.start, ends.end("marks"))
    return _made(text, Span(*ends.span(source)), Span(*ends.span(cue)), words, fewest=fewest)


def _said_by_headline(text: str, sentence: Span) -> Found | None:
    """ "Ban on ferries is lawful, court rules": who says it has no article, and the sentence no full stop."""
    start = max(sentence.start, sentence.end - _LOOKED_AT)
    ends = _HEADLINE.search(text, start, sentence.end) if text[sentence.end - 1].isalpha() else None
    if not ends or not _is_somebody(ends, "cue"):
        return None
    words = Span(sentence.start, ends.start())
    return _made(text, Span(*ends.span("somebody")), Span(*ends.span("cue")), words, is_clause=True)


def _is_somebody(frame: re.Match[str], cue: str) -> bool:
    """Is whoever is only described one who speaks? A document is where its verb ends the frame: "a rule posted in May"
    says nothing.
    """
    if frame["somebody"] is None:
        return True
    ends = frame.string[frame.end(cue) : frame.end(cue) + 1] in (",", ".", "")
    known = _PEOPLE | _DOCUMENTS if ends else _PEOPLE
    return not known.isdisjoint(map(str.casefold, WORD.findall(frame["somebody"])))


def _made(
    text: str, source: Span, cue: Span, *parts: Span, fewest: int = _FEWEST_WORDS, is_clause: bool = False
) -> Found | None:
    """The saying, if its ``parts`` are a clause; ``is_clause`` tells that the frame leaves no doubt that they are."""
    contents = tuple(part for words in parts for part in trimmed(text, words) if letters(text, part))
    count = sum(len(WORD.findall(part.of(text))) for part in contents)
    if count < fewest or not (is_clause or count >= _LONG or any(_CLAUSE.search(part.of(text)) for part in contents)):
        return None
    return Found((source,), cue, contents, None, ("a plain saying that the tagger did not tie",))
