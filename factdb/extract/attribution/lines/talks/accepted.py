"""Which of the lines with labels make a talk: two speakers or more, of whom one at least comes again after another."""

from collections.abc import Sequence
from itertools import dropwhile, pairwise

from factdb.extract.attribution.lines.talks.labels import Turn
from factdb.extract.attribution.lines.talks.named import (
    is_addressed,
    is_full_name,
    is_group,
    is_initials,
    is_made_up,
    is_titled,
)
from factdb.extract.attribution.lines.talks.speech import again, is_in_first_person, is_speech, is_talk
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.spans import without
from factdb.text.whitespace import WORD

# Labels of these forms are nothing else.
_SURE = frozenset({"letter", "congress", "europe", "message"})
_RECORDS = frozenset({"congress", "message"})


def accepted_among(text: str, turns: Sequence[Turn], *, staged: bool) -> list[Turn]:
    """The turns of a talk, in order; none if the labelled lines make no talk, ``staged`` with sounds or not."""
    speech = [turn for turn in turns if is_speech(turn.said) and not turn.is_of_himself]
    deciding = [turn for turn in speech if turn.form != "dash"]
    known = _speakers(deciding, text, staged=staged)
    theirs = [turn for turn in deciding if turn.key in known]
    introduced = {turn.key for turn in theirs if turn.is_introduced}
    talking = sum(
        is_talk(turn.said) or turn.is_heard or turn.form in _RECORDS or turn.key in introduced for turn in theirs
    )
    if not known or (not staged and (4 * talking < len(theirs) or not _is_between_people(deciding, introduced))):
        return []
    forms = {turn.form for turn in theirs}
    shouted = all(turn.is_shouted for turn in theirs)
    # "Ann Roe (Elm) (Lab)", where others have their seats or offices so as well.
    bracketed = any(turn.label["about"].endswith(")") for turn in theirs)
    taken = []
    for turn in turns:
        once = (
            turn.form in forms | {"dash"}
            and is_speech(turn.said)
            and (
                turn.is_voice
                or is_group(turn.key)
                or turn.key in lx.ROLES
                or turn.is_shouted
                or is_initials(turn.name)
                or is_addressed(turn.name)
                or is_titled(turn.name)
                or (turn.is_introduced and " " in turn.name)
                or (bracketed and turn.label["about"].endswith(")") and " " in turn.name)
                or (not shouted and is_full_name(turn.name))
                or turn.form in ("line", "message", "europe")
            )
        )
        if turn.key in known or once:
            taken.append(turn)
    # "Interviewer: Ann Roe" above a talk says who it is.
    return list(dropwhile(lambda turn: not is_speech(turn.said), taken))


def _is_between_people(turns: Sequence[Turn], introduced: set[str]) -> bool:
    """Does anybody speak of himself, ask what somebody else answers, or have a label that tells that he speaks?

    A page of advice only speaks to its readers; where nobody comes again it may be a list that tells what people are,
    unless half of the lines sound spoken.
    """
    labelled = any(
        turn.form in _RECORDS or is_addressed(turn.name) or turn.is_voice or turn.key in lx.ROLES or turn.is_heard
        for turn in turns
    )
    if labelled or not again([turn.key for turn in turns]):
        return labelled or 2 * sum(is_talk(turn.said) for turn in turns) >= len(turns)
    answered = any("?" in one.said and one.key != other.key and "?" not in other.said for one, other in pairwise(turns))
    return answered or bool(introduced) or any(is_in_first_person(turn.said) for turn in turns)


def _speakers(turns: Sequence[Turn], text: str, *, staged: bool) -> set[str]:
    """Who speaks for certain: those that the prose around the labels writes with a capital, those that come again and
    that it never writes small, and those whose label leaves no doubt. None if nobody comes again after another, unless
    two labels at least are a person's in full, in capitals; where there is applause, one is a speech.
    """
    if not turns:
        return set()
    recurring = again([turn.key for turn in turns])
    labels = [Span(*turn.label.span("name")) for turn in turns]
    prose = "".join(part.of(text) for part in without(Span(0, len(text)), labels))
    words = WORD.findall(prose) if recurring else []
    capitalised = {word.casefold() for word in words if word[0].isupper() and not word.isupper()}
    small = {word for word in words if word.islower()}
    sure = {turn.key for turn in turns if turn.form in _SURE or is_made_up(turn.name)}
    known = {
        turn.key
        for turn in turns
        if turn.key in sure
        or turn.key in capitalised
        or turn.names_itself
        or turn.is_heard
        or (turn.is_shouted and (staged or turn.is_voice))
        or (
            turn.key in recurring
            and (
                turn.key not in small
                or (turn.above and turn.form == "colon")
                or turn.is_shouted
                or turn.is_voice
                or turn.key in lx.ROLES
            )
        )
    }
    if sure and ({"q", "a"} <= sure or len(sure - {"q", "a"}) > 1):
        return known
    # Somebody else at least, by name or as a group.
    others = {turn.key for turn in turns if turn.key in known or turn.is_shouted or is_group(turn.key)}
    others |= {turn.key for turn in turns if turn.key in lx.ROLES or (turn.label["about"] and is_full_name(turn.name))}
    if staged and all(turn.is_shouted for turn in turns):
        named = any(turn.names_itself or is_titled(turn.name) for turn in turns)
        return known if named or len(others) > 1 else set()
    plain = {turn.key for turn in turns if turn.names_itself}
    return known if len(others) > 1 and (known & recurring or len(plain) > 1) else set()
