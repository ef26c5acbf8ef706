"""Resolve each source of an article to its speaker, in the order of the text."""

import re
from collections.abc import Iterator, Sequence

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.telling import is_owner
from factdb.extract.layout import Layout
from factdb.extract.speakers.descriptions import called_by_noun, described, whom_noun_means
from factdb.extract.speakers.descriptions.called_otherwise import begins_a_headline, called_otherwise
from factdb.extract.speakers.descriptions.documents import described_documents
from factdb.extract.speakers.descriptions.groups import groups, note_group
from factdb.extract.speakers.descriptions.individuals import individuals, note_individual, note_office, offices
from factdb.extract.speakers.descriptions.listed import each_joined, each_set_off
from factdb.extract.speakers.descriptions.named_later import named_later
from factdb.extract.speakers.descriptions.organisations import bodies, note_body
from factdb.extract.speakers.descriptions.surnames import one_of_several, those_of_surname
from factdb.extract.speakers.first_person import QuotedBy, first_person
from factdb.extract.speakers.grammar import is_adjective, prominence
from factdb.extract.speakers.phrases import (
    LONGEST,
    analyse,
    own_words,
    trim,
    with_noun,
    without_possessive,
    without_share,
)
from factdb.extract.speakers.phrases.times import without_time
from factdb.extract.speakers.pronouns import relative, third_person
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.relays import relayed
from factdb.extract.speakers.roles import noun_kind
from factdb.extract.speakers.salience import MODIFIER, OBLIQUE, SPEAKER, SUBJECT
from factdb.extract.speakers.shared import without_source
from factdb.extract.speakers.together import (
    PRONOUN_AND,
    answered,
    are_joined,
    lone_part,
    named_together,
    pairs,
    together,
)
from factdb.extract.speakers.values import Mention, Resolution
from factdb.language import ENGLISH, longest_of
from factdb.language import lexicon as lx
from factdb.records import Span, Speaker, SpeakerKind

# "he, like many others,"
_SET_OFF = re.compile(r"(?:he|she|they|it), ")
_PRONOUN = re.compile(r"\b(?=[hs])(?:he|she|his|her|him)\b", re.I)
# "The resolution passed", "Reed's letter asks": a noun for a document that a sentence begins with.
_SUBJECT = re.compile(
    r"(?:[Tt]he|An?|This|One|His|Her|Its|Their|(?:[A-Z][\w.-]+ ){0,2}[A-Z][\w-]+['’]s) "
    rf"((?:[\w-]+(?:['’]s)? ){{0,2}}?(?:{longest_of(lx.DOCUMENTS)}))\b"
)
_OF = re.compile(r" (?:on|about|by|from|into|of) ")
_BRACKETS = str.maketrans("", "", "[]")
# What a byline begins with, and how far before a name, in characters, it is looked for.
_BY, _BYLINE = re.compile(r"(?:^|\n)\W{0,3}[Bb][Yy]:? $"), 12
# What are somebody's own words: "Reed's tweet said", "Reed's own"
_OWN_WORDS = frozenset(ENGLISH.words("own_words"))
# "The council passed its rule": no noun phrase goes on with these.
_NO_PHRASE = lx.PREPOSITIONS | lx.ARTICLES | lx.PRONOUNS | frozenset(ENGLISH.words("past_verbs"))
# How far in front of its cue, in characters, a source may be cut.
_CUT = 80
# What may lie between a source that was cut and its cue: "editorial board member".
_WORDS = re.compile(r"(?: [a-zA-Z][\w’'-]*){1,4} ")
# What may lie between a name that a source was cut behind and its cue: "’s campaign".
_OWNED = re.compile(r"['’]s?(?: [a-z][\w’'-]*){1,4} ")
# ", the clerk Ann Reed, ", cut off a description before its cue: "a woman who left, the clerk Ann Reed, said".
_NAMED_NEXT = re.compile(r", (?!\w+ing\b)(?:[\w’'.&-]+ ){0,8}[\w’'.-]+,? ")
# The rest of a relative clause: "gave his name as Ann".
_CLAUSE = re.compile(r" [^.,;:“”\"\n]+ ")
# "Ann Reed Ann Lee ReedSenate to vote on dues MORE": links to other pages that ran into a name.
_MORE = re.compile(r"(?<=\w )MORE\b")
# "U.S" of "U.S. President Ann Reed"
_CUT_LETTERS = re.compile(r"\b(?:[A-Z]\.)+[A-Z]$")
# "Q:" and "A.", the labels of a talk: no article of a noun.
_LETTER = re.compile(r"[QA](?=[*_]{0,3}[.:]|[ \xa0\t]{2})")
# "UNIDENTIFIED PERSON #1": no name, and another than #2.
_NUMBERED = re.compile(r"(?:\w{1,20}\s){0,3}\w{1,20}\s?#\d{1,2}")
# "The Prime Minister (Ann Reed)", "HOST [ANN REED]"
_HOLDER = re.compile(r"(?P<office>(?:[Tt]he )?[^()\[\]\n]{1,120}?)\s?[(\[](?P<name>[^()\[\]\n]{4,60})[)\]]?\Z")
# "the magazine, which", and how far before the relative, in characters, it begins.
_DEFINITE = re.compile(r"\b([Tt]he (?:[a-z][\w’'-]+ )?[a-z][\w’'-]+),? $")
_NOUN_BEFORE = 60
# Above which confidence it is taken for sure whom a pronoun means.
_SURE = 0.8
_SOURCE, _NAME, _PRONOUN_EVENT, _PAIR, _NOUN, _OFFICE, _GROUP, _INDIVIDUAL, _BODY = range(9)
# How it is remembered that somebody is told of; what each of these is, ends where the others have their index.
_TOLD_OF = {_OFFICE: note_office, _GROUP: note_group, _INDIVIDUAL: note_individual, _BODY: note_body}


def resolve_speakers(text: str, mentions: Sequence[Mention], layout: Layout | None = None) -> list[Resolution]:
    """Resolve the source of each attribution of ``text``; one resolution a mention, in the order given.

    Spans are code points of ``text``. Pure and deterministic, and linear in the length of the text.
    ``layout`` is that of ``text``, if the caller has it.
    """
    return resolve_in(Reading.of(text, layout or Layout.of(text)), mentions)


def resolve_in(reading: Reading, mentions: Sequence[Mention], asides: Sequence[Mention] = ()) -> list[Resolution]:
    """The same; ``reading`` afterwards knows all that is spoken of in the text.

    ``asides`` come behind: what they say of who speaks changes nothing for the others.
    """
    reading.pairs = pairs(reading)
    described_documents(reading)
    sources = [_whole(reading, mention) for mention in mentions]
    by_start = {source.start: mention for source, mention in zip(sources, mentions, strict=True) if source}
    found: dict[int, Found] = {}
    quoted = []
    last: tuple[Span, Found] | None = None
    for kind, i, start in _events(reading, sources):
        source = sources[i] if kind == _SOURCE else None
        if source is not None:
            if reading.layout.quotation(source.start):
                quoted.append(i)
            else:
                others = answered(reading, mentions[i], source, last)
                found[i] = _resolve(reading, source, contents=mentions[i].contents, without=others)
                last = (source, found[i])
                _note(reading, source, found[i])
                found[i] = relayed(reading, mentions[i], source, found[i], _resolve, by_start) or found[i]
        elif kind == _NAME:
            _note_name(reading, i)
        elif kind == _NOUN:
            _note_subject(reading, start)
        elif kind in _TOLD_OF:
            _TOLD_OF[kind](reading, Span(start, i))
        elif kind == _PAIR:
            reading.salience.add(start, together(reading, reading.pairs[i][1], start), SUBJECT)
        else:
            _note_pronoun(reading, start)
    named_later(reading, sources, found)
    quoted_by = QuotedBy(reading, mentions, found)
    for i in quoted:
        source = sources[i] or Span(0, 0)
        found[i] = _resolve(reading, source, quoted_by, i)
        for entity in found[i].entities:
            reading.salience.add(source.start, entity, SUBJECT, quoted=True)
    for i, one in found.items():
        if one.entities == (reading.author,) and (source := sources[i]):
            found[i] = quoted_by.around(i, source) or one
    without_source(reading, mentions, sources, found)
    for aside in asides:
        sources.append(source := _whole(reading, aside))
        if source is not None:
            quoted_here = quoted_by if reading.layout.quotation(source.start) else None
            found[len(sources) - 1] = _resolve(reading, source, quoted_here, contents=aside.contents)
    return [_resolution(reading, source, found.get(i)) for i, source in enumerate(sources)]


def _whole(reading: Reading, mention: Mention) -> Span | None:
    """The source without what is not of its name: white space and marks, another paragraph, a possessive; with the
    rest of its noun phrase, where it was cut: "U.S." of "U.S. President Ann Reed said", "the" of "the law says".
    """
    if not mention.source:
        return None
    text = reading.text
    source = trim(text, lone_part(text, mention.source, mention.cue))
    if _CUT_LETTERS.search(text, source.start, source.end) and text[source.end : source.end + 2] == ". ":
        source = Span(source.start, source.end + 1)
    if _MORE.search(text, source.start, source.end) and (named := reading.cast.within(source)):
        source = Span(source.start, max(source.start, named[0][0].span.end))
    if mention.source.end == mention.source.start + 1 and _LETTER.match(text, mention.source.start):
        return mention.source
    if mention.source.start in reading.labels:
        return source
    if source.of(text).casefold() in lx.ARTICLES:
        return with_noun(text, source, mention.cue, reading.cast)
    whole = without_share(text, without_possessive(text, without_time(text, source)))
    return _to_its_noun(reading, whole, mention.cue) if whole == source and mention.cue else whole


def _to_its_noun(reading: Reading, source: Span, cue: Span) -> Span:
    text = reading.text
    if _NAMED_NEXT.fullmatch(text, source.end, cue.start) and not _people(reading, source):
        named = _people(reading, Span(source.end, cue.start))
        return Span(source.start, named[-1].span.end) if named else source
    if cue.start <= source.end + 1 or text[source.end : source.end + 1] != " " or source.start == source.end:
        return source
    until = min(cue.start, source.end + _CUT)
    if until == cue.start and source.of(text).endswith(" who") and _CLAUSE.fullmatch(text, source.end, until):
        return Span(source.start, cue.start - 1)
    behind = [name for name, _ in reading.cast.within(Span(source.end + 1, until)) if name.span.end < cue.start]
    goes_on = (
        behind and source.start <= (behind[0].title or behind[0].span).start <= source.end + 1 < behind[0].span.end
    )
    if goes_on and not begins_a_headline(reading, source):
        whole = until == cue.start and _OWNED.fullmatch(text, behind[0].span.end, until)
        return Span(source.start, cue.start - 1 if whole else behind[0].span.end)
    rest = text[source.end : until].split()
    if until < cue.start or not _WORDS.fullmatch(text, source.end, until) or not _NO_PHRASE.isdisjoint(rest):
        return source
    return Span(source.start, cue.start - 1) if noun_kind(key(rest[-1])) else source


def _people(reading: Reading, span: Span) -> list[nm.Name]:
    return [name for name, entity in reading.cast.within(span) if entity.kind == nm.PERSON]


def _events(reading: Reading, sources: Sequence[Span | None]) -> Iterator[tuple[int, int, int]]:
    """Sources, names and pronouns in the order of the text: what it is, its index, where it starts."""
    lone = {source.start for source in sources if source and source.of(reading.text).casefold() in lx.PRONOUNS}
    events = [(source.start, _SOURCE, i) for i, source in enumerate(sources) if source and source.start < source.end]
    events += [(start, _NAME, i) for i, start in enumerate(reading.cast.starts)]
    events += [(start, _PAIR, i) for i, (start, _) in enumerate(reading.pairs)]
    taken = {source.start for source in sources if source}
    events += [
        (start, _NOUN, 0)
        for start in reading.layout.sentence_starts
        if start not in taken and not reading.layout.quotation(start) and _SUBJECT.match(reading.text, start)
    ]
    events += [
        (match.start(), _PRONOUN_EVENT, 0)
        for match in _PRONOUN.finditer(reading.text)
        if match.start() not in lone and not reading.layout.quotation(match.start())
    ]
    for kind, told in ((_GROUP, groups), (_INDIVIDUAL, individuals), (_OFFICE, offices), (_BODY, bodies)):
        events += [(one.start, kind, one.end) for one in told(reading, sources)]
    for start, kind, i in sorted(events):
        yield kind, i, start


def _note_name(reading: Reading, i: int) -> None:
    span, entity = reading.cast.names[i].span, reading.cast.entities[i]
    if is_adjective(reading.text, reading.cast.names[i]):
        return
    if reading.layout.quotation(span.start):
        reading.salience.add(span.start, entity, _prominence(reading, i), quoted=True)
    else:
        if is_owner(reading.text, reading.cast.names[i]) or entity in reading.beside:
            # "Related Stories:" is no body that an article goes on to speak of, and "By Ann Reed" no person.
            byline = _BY.search(reading.text, max(span.start - _BYLINE, 0), span.start)
            if entity not in reading.beside or (entity.kind != SpeakerKind.ORGANISATION and not byline):
                reading.salience.add(span.start, entity, MODIFIER)
            return
        # "Reed and her partner, Cole, opened it": both did.
        before, behind = are_joined(reading, i - 1), are_joined(reading, i)
        weight = max(_prominence(reading, j) for j in range(i - before, i + behind + 1))
        beside = reading.cast.entities[i - 1] if before else None
        reading.salience.add(span.start, entity, weight, beside=beside)


def _prominence(reading: Reading, i: int) -> float:
    name = reading.cast.names[i]
    return prominence(reading, Span((name.title or name.span).start, name.span.end))


def _note_subject(reading: Reading, start: int) -> None:
    """A document that a sentence begins with is what "it" means in the next."""
    found = _SUBJECT.match(reading.text, start)
    if not found or not (_OF.match(reading.text, found.end()) or prominence(reading, Span(*found.span())) == SUBJECT):
        return
    phrase = analyse(reading.text, Span(*found.span()), reading.cast)
    if not phrase.named:
        for entity in described(reading, phrase).entities:
            reading.salience.add(start, entity, SUBJECT)


def _note_pronoun(reading: Reading, start: int) -> None:
    match = _PRONOUN.match(reading.text, start)
    word = match[0].casefold() if match else ""
    found = third_person(reading, word, start)
    for entity in found.entities:
        reading.salience.add(start, entity, SUBJECT if word in ("he", "she") else OBLIQUE)
    _learn_gender(found, word)


def _learn_gender(found: Found, pronoun: str) -> None:
    """Of those whom a pronoun means surely it tells whether they are men or women."""
    if found.confidence > _SURE:
        for entity in found.entities:
            entity.gender = entity.gender or ("m" if pronoun in lx.MASCULINE else "f")


def _note(reading: Reading, source: Span, found: Found) -> None:
    """Remember who spoke: speakers are what the next pronoun most often means."""
    word = source.of(reading.text).casefold()
    if word in ("he", "she") and len(found.entities) == 1:
        _learn_gender(found, word)
    if reading.beside.issuperset(found.entities):
        return
    if len(found.entities) > 1:
        reading.salience.add(source.start, together(reading, found.entities, source.start), SPEAKER)
    for entity in found.entities:
        reading.salience.add(source.start, entity, SPEAKER / len(found.entities))


def _resolve(
    reading: Reading,
    source: Span,
    quoted_by: QuotedBy | None = None,
    i: int = -1,
    contents: Sequence[Span] = (),
    without: tuple[Entity, ...] = (),
) -> Found:
    text = reading.text
    lettered = source.end == source.start + 1 and _LETTER.match(text, source.start)
    if lettered or _NUMBERED.fullmatch(text, source.start, source.end):
        letter = reading.somebody(source.of(text), SpeakerKind.UNNAMED, source.of(text), source.start)
        return Found((letter,), "described, not named", 0.8)
    if holder := _holder(reading, source):
        return _resolve(reading, holder, quoted_by, i)
    # "[H]e said", "by her own account"
    word = source.of(text).translate(_BRACKETS).casefold().removesuffix(" own")
    if word in lx.FIRST_PERSON:
        return quoted_by.first_person(i, source) if quoted_by else first_person(reading, source.start)
    if (word.startswith(("who ", "which ")) and not text.startswith("WHO ", source.start)) or _SET_OFF.match(word):
        word = word.split()[0].rstrip(",")
    if word in lx.RELATIVES:
        return _described_relative(reading, source) or relative(reading, word, source.start)
    if word in lx.PRONOUNS - lx.SECOND_PERSON:
        without = quoted_by.speaker(i, source).entities if quoted_by else without
        found = third_person(reading, word, source.start, quoted_by is not None, without, contents)
        return found if found.entities or quoted_by else third_person(reading, word, source.start, spoken_of=contents)
    if with_others := PRONOUN_AND.match(text, source.start, source.end):
        return _with_others(reading, source, with_others)
    if told := named_together(reading, source) or called_otherwise(reading, source):
        return told
    phrase = analyse(text, source, reading.cast)
    if joined := each_joined(reading, phrase, _resolve):
        return joined
    if phrase.owner and (phrase.head == "own" or (phrase.owner.kind == nm.PERSON and phrase.head in _OWN_WORDS)):
        return Found((phrase.owner,), "named", 0.9, (phrase.owner.name,))
    if not phrase.named:
        return described(reading, phrase)
    listed = each_set_off(reading, source) if len(phrase.named) == 1 else None
    if listed := listed or those_of_surname(reading, phrase):
        return listed
    if len(phrase.named) == 1 and (rivals := reading.cast.rivals_of(phrase.span, phrase.named[0])):
        return one_of_several(reading, source, phrase.named[0], rivals, contents)
    rule = "named" if len(phrase.named) == 1 else "named together"
    return Found(phrase.named, rule, 0.95, tuple(entity.name for entity in phrase.named))


def _holder(reading: Reading, source: Span) -> Span | None:
    """Who holds the office that a transcript's label names: "The Prime Minister (Ann Reed)"."""
    found = _HOLDER.match(reading.text, source.start, source.end)
    if not found or _people(reading, Span(*found.span("office"))):
        return None
    name = Span(*found.span("name"))
    return name if [entity.kind for _, entity in reading.cast.within(name)] == [nm.PERSON] else None


def _described_relative(reading: Reading, source: Span) -> Found | None:
    """ "The magazine, which accused him": whom the noun before means, if that is somebody named."""
    begin = max(reading.layout.sentence_start(source.start), source.start - _NOUN_BEFORE)
    before = _DEFINITE.search(reading.text, begin, source.start)
    if not before:
        return None
    phrase = analyse(reading.text, Span(*before.span(1)), reading.cast)
    if phrase.named or not noun_kind(phrase.head):
        return None
    if body := called_by_noun(reading, phrase):
        return body
    # "The senator who voted no" tells which.
    somebody = whom_noun_means(reading, phrase) if before[0].endswith(", ") else None
    return Found((somebody,), "the noun before", 0.7, (somebody.name,)) if somebody else None


def _with_others(reading: Reading, source: Span, listed: re.Match[str]) -> Found:
    """ "neither he nor Sanders", "she and her husband"."""
    one = third_person(reading, listed[1].casefold(), source.start)
    rest = _resolve(reading, trim(reading.text, Span(listed.end(), min(source.end, source.start + LONGEST))))
    entities = tuple(dict.fromkeys((*one.entities, *rest.entities)))
    if not one.entities:
        return Found(rest.entities, rest.rule, 0.5 * rest.confidence, rest.candidates)
    return Found(entities, f"{one.rule}, and {rest.rule}", min(one.confidence, rest.confidence), one.candidates)


def _resolution(reading: Reading, source: Span | None, found: Found | None) -> Resolution:
    if found is None:
        return Resolution(Speaker("", SpeakerKind.NONE, "no source given"), 1.0, (), ())
    roles = tuple(sorted({span for entity in found.entities for span in entity.roles.values()}))
    if not found.entities:
        name = own_words(reading.text, analyse(reading.text, source or Span(0, 0), reading.cast)).of(reading.text)
        return Resolution(Speaker(name, _kind_of_pronoun(name), found.rule), 0.0, found.candidates, ())
    kinds = {entity.speaker_kind for entity in found.entities}
    kind = kinds.pop() if len(kinds) == 1 else SpeakerKind.GROUP
    name = "; ".join(" ".join(entity.name.split()) for entity in found.entities)
    return Resolution(Speaker(name, kind, found.rule), found.confidence, found.candidates, roles)


def _kind_of_pronoun(words: str) -> SpeakerKind:
    word = words.casefold()
    if word in lx.PLURAL_PRONOUNS or word in ("we", "us", "our"):
        return SpeakerKind.GROUP
    if word in lx.NEUTER_PRONOUNS or word in ("which", "that"):
        return SpeakerKind.ORGANISATION
    return SpeakerKind.UNNAMED
