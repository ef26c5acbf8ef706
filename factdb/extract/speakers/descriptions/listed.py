"""Who is named and who is described in one source: "the mayor and Ann Reed", "Boeing and the union"."""

from collections.abc import Callable, Iterator

from factdb.extract.cast import names as nm
from factdb.extract.speakers.phrases import Phrase, analyse, described_kind, trim
from factdb.extract.speakers.phrases.lists import start_of
from factdb.extract.speakers.reading import Found, Reading
from factdb.extract.speakers.roles import noun_kind
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span, SpeakerKind

_OPENING = re.compile(r"(?:(?:both|neither|either) )?", re.I)
# Behind a comma "or" tells what somebody is called as well.
_AND = re.compile(r"(?:,? (?:and|nor)|(?<!,) or) (?=\S)")
# "Ann Reed, the mayor of Kent, and harbour master" Bo Cole, from behind the first name
_SET_OFF_AND = re.compile(r", [^,;“”\"\n]{3,140}, and (?:[\w.’'-]+ ){0,5}")
_SET_OFF = re.compile(r", [^,;“”\"\n]{2,140},")
# The letters of a body, a person's party and state: "(UAW)", "(R-Ohio)", ", D-Kent,".
_BEHIND_NAME = re.compile(r"(?: \([^()]{1,40}\)?|, [DRI]-[A-Z][\w.]{1,8},?)?")
_DEFINITE = lx.POSSESSIVES | {"the"}
_DETERMINERS = frozenset(ENGLISH.words("determiners")) | lx.QUANTIFIERS | {"other", "others", "fellow", "most"}


def each_joined(reading: Reading, together: Phrase, resolve: Callable[[Reading, Span], Found]) -> Found | None:
    """Two whom "and" joins, one of them described: "Reed and his lawyer", "neither the mayor nor Reed".

    None if they are one, as "the author and activist Ann Reed" is, or if the article names neither. ``resolve`` finds
    whom words mean.
    """
    for one, other in _parted(reading, together.span):
        left, right = (analyse(reading.text, part, reading.cast) for part in (one, other))
        # "Reed and Cole" are a list of names.
        if left.named and right.named and {*left.named, *right.named} <= {*together.named}:
            return None
        # The first that may be two is: to resolve the parts of each would take far too long.
        if _is_whole(reading, left) and _may_be_another(reading, right, left):
            first = resolve(reading, one)
            other_one = not right.named or left.named or _is_other(reading, right, left, first)
            return _both(first, resolve(reading, other)) if other_one else None
    return None


def _both(first: Found, second: Found) -> Found | None:
    """The two as one source, if they are others and the article names any of them."""
    entities = (*first.entities, *second.entities)
    if len(set(entities)) < len(entities) or not any(entity.count for entity in entities):
        return None
    sure = min(first.confidence, second.confidence)
    return Found(entities, f"{first.rule}, and {second.rule}", sure, tuple(entity.name for entity in entities))


def _parted(reading: Reading, source: Span) -> Iterator[tuple[Span, Span]]:
    """What stands before and behind each "and" that is in no name."""
    opening = _OPENING.match(reading.text, source.start, source.end)
    begin = opening.end() if opening else source.start
    for joint in _AND.finditer(reading.text, begin, source.end):
        around = reading.cast.within(Span(*joint.span()))
        if not any(name.span.start < joint.start() and joint.end() < name.span.end for name, _ in around):
            yield trim(reading.text, Span(begin, joint.start())), trim(reading.text, Span(joint.end(), source.end))


def _is_whole(reading: Reading, phrase: Phrase) -> bool:
    """Is nothing behind the name or the noun that an "and" might go on with: not "clerks of the mayor"?"""
    if phrase.named:
        (first, one), (name, entity) = (reading.cast.within(phrase.span)[i] for i in (0, -1))
        # "Ann Reed, a clerk in Kent," and others
        if one in phrase.named and _SET_OFF.fullmatch(reading.text, first.span.end, phrase.span.end + 1):
            return True
        ends = _BEHIND_NAME.fullmatch(reading.text, name.span.end, phrase.span.end)
        return entity in phrase.named and ends is not None
    return (
        phrase.core == phrase.span and (phrase.determiner in _DEFINITE or phrase.owner is not None) and _speaks(phrase)
    )


def _may_be_another(reading: Reading, phrase: Phrase, before: Phrase) -> bool:
    """May a phrase tell of another than the one ``before`` it, and not of what that is or whose both are?"""
    if phrase.named:
        name, one = reading.cast.within(phrase.span)[0]
        # "The Kent and Harlow mayors, Ann Reed and Bo Cole"
        if phrase.head and phrase.determiner not in _DETERMINERS:
            return False
        # "Health and Welfare Secretary Ann Reed", "Health and the Welfare Committee chairman, Bo Cole"
        if before.named and before.named[-1].kind == nm.ORGANISATION and before.determiner != "the":
            bare = one in phrase.named and name.span.start == phrase.span.start
            return bare or phrase.determiner in lx.POSSESSIVES or not _holds_person(phrase)
        return not before.named or _begins_with_title(reading, phrase) or _opens(reading, phrase)
    # "Ann Reed, a fellow in Kent, and a former clerk" is both.
    is_told_more = phrase.determiner in ("a", "an") and ", " in before.span.of(reading.text)
    if not _speaks(phrase) or is_told_more:
        return False
    if phrase.determiner in _DETERMINERS or phrase.determiner.isdigit():
        return before.named != () or phrase.determiner in _DEFINITE
    # "Reed and congressional leaders", but not "Reed and Cole supporters".
    people = [entity.kind for entity in before.named] == [nm.PERSON] and noun_kind(phrase.head) is SpeakerKind.GROUP
    return people and all(entity.kind == nm.GROUP for _, entity in reading.cast.within(phrase.core))


def _is_other(reading: Reading, phrase: Phrase, before: Phrase, found: Found) -> bool:
    """Is who is named another than whom a description ``before`` means: "The mayor and Ann Reed", "The clerks and Mayor
    Ann Reed", or one whom it is known to be?
    """
    several = described_kind(before) is not SpeakerKind.UNNAMED
    return _opens(reading, phrase) or _are_people(found) or (several and _begins_with_title(reading, phrase))


def _speaks(phrase: Phrase) -> bool:
    return bool(noun_kind(phrase.head)) and described_kind(phrase) is not SpeakerKind.DOCUMENT


def _opens(reading: Reading, phrase: Phrase) -> bool:
    """Does it begin with the name itself or a determiner: not "activist Ann Reed"?"""
    name = reading.cast.within(phrase.span)[0][0]
    return name.span.start == phrase.span.start or phrase.determiner in _DETERMINERS


def _begins_with_title(reading: Reading, phrase: Phrase) -> bool:
    name, one = reading.cast.within(phrase.span)[0]
    return one in phrase.named and start_of(name) == phrase.span.start


def _holds_person(phrase: Phrase) -> bool:
    return any(entity.kind == nm.PERSON for entity in phrase.named)


def _are_people(found: Found) -> bool:
    return bool(found.entities) and all(entity.kind == nm.PERSON for entity in found.entities)


def each_set_off(reading: Reading, source: Span) -> Found | None:
    """ "Ann Reed, the mayor of Kent, and Bo Cole, a clerk": both, though what the first is stands between them."""
    text = reading.text
    people = [(name, one) for name, one in reading.cast.within(source) if one.kind == nm.PERSON]
    if not people or "," in text[source.start : people[0][0].span.start]:
        return None
    first, one = people[0]
    for name, other in people[1:]:
        ends = name.span.end >= source.end or text[name.span.end] == ","
        if ends and other is not one and _SET_OFF_AND.fullmatch(text, first.span.end, (name.title or name.span).start):
            return Found((one, other), "named together", 0.9, (one.name, other.name))
    return None
