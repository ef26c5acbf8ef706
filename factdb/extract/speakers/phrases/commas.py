"""Commas that are no end of a noun phrase: behind a town that its state follows, between two adjectives."""

import re
from collections.abc import Sequence

from factdb.extract.cast import names as nm
from factdb.extract.cast.capitals import key
from factdb.extract.cast.entities import Entity
from factdb.extract.cast.names import Name
from factdb.extract.speakers.roles import noun_kind
from factdb.language import lexicon as lx
from factdb.records import Span

# ", Ohio," and ", D.C." behind a town, what stands between it and a name, and ", soft-spoken" behind an adjective
_STATE = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*)??),? (?=\w)")
_TITLED = re.compile(r"(?:[A-Z][\w.’'-]*[.\w] ){0,5}")
# "Mayor", "Ledger columnist"
_CALLED = re.compile(r"(?:[A-Z][\w.’'-]*[.\w] ){0,5}(?:(?:[a-z-]+ ){0,3}([a-z-]+) )?")
_ADJECTIVE = re.compile(r", ([a-z]\w*(?:-[a-z]+)*) (?=[A-Z])")
PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "person", "ee", "ant", "crat")


def goes_on(
    text: str, rest: Span, parts: Sequence[str | tuple[Name, Entity]], names: Sequence[tuple[Name, Entity]]
) -> int:
    """Where a phrase goes on behind a comma that is no end of it: "Harlow, Ohio, Mayor Ann Reed", "quiet, soft-spoken
    Sen. Ann Reed"; else 0.
    """
    people = [name for name, entity in names if entity.kind == nm.PERSON]
    if not parts or not people:
        return 0
    if isinstance(parts[-1], tuple):
        state = _STATE.match(text, rest.start, rest.end)
        known = state and (key(state[1]) in lx.STATES or state[1].casefold() in lx.PLACES or state[1] == "D.C.")
        named = known and state and _CALLED.fullmatch(text, state.end(), people[0].span.start)
        named = named if named and (not named[1] or noun_kind(named[1])) else None
        return state.end() if parts[-1][1].kind != nm.PERSON and state and named else 0
    adjectives = len(parts) < 3 and all(isinstance(part, str) and _may_be_adjective(part) for part in parts)
    more = _ADJECTIVE.match(text, rest.start, people[0].span.start)
    titled = more and _TITLED.fullmatch(text, more.end(), people[0].span.start)
    return more.start(1) if adjectives and more and titled and _may_be_adjective(more[1]) else 0


def _may_be_adjective(word: str) -> bool:
    folded = word.casefold()
    if folded in lx.ARTICLES:
        return True
    known = noun_kind(folded) or folded in lx.PRONOUNS or folded in lx.PREPOSITIONS
    return not known and word.islower() and not folded.endswith((*PERSON_ENDINGS, "s", "ing"))
