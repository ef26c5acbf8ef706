"""What somebody says, and what he denies in the same breath: "said it was late and denied that it had sunk"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from factdb.extract.attribution.shaping import Found
from factdb.extract.rejected import DENIED
from factdb.language import expressions as re
from factdb.records import Span

# Who denies something in a clause that begins with a name isn't sure: "said Roe took the boat and denied it was hers".
_AND_DENIES = re.compile(
    r"(?P<said>(?:that\s)?(?P<who>he|she|it|they)\s[^“”\"«».!?;:\n]{2,300}?),?\s(?:and|but)\s"
    rf"(?:(?:also|then|later|\w+ly)\s)?(?P<cue>(?:ha(?:s|ve|d)\s)?den(?:y|ies|ied))\s(?={DENIED})",
    re.I,
)
_RULE = "what is denied is no part of what is said beside it"


def with_denials_apart(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The attributions, and one of its own for what whoever somebody's words tell of denies behind them."""
    for one in found:
        said = next((content for content in one.contents if content.start > one.cue.end), None)
        told = _AND_DENIES.match(text, said.start, one.contents[-1].end) if said else None
        if said is None or told is None:
            yield one
            continue
        denied = next(content for content in one.contents if content.end > told.end())
        others = (content for content in one.contents if content.end <= said.start or content.start >= denied.end)
        contents = tuple(sorted((*others, Span(*told.span("said")))))
        yield replace(one, contents=contents, rules=(*one.rules, _RULE))
        who, cue, what = Span(*told.span("who")), Span(*told.span("cue")), Span(told.end(), denied.end)
        yield replace(one, sources=(who,), cue=cue, contents=(what,), rules=(*one.rules, _RULE))
