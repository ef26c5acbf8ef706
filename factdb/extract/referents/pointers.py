"""What a claim points back to that begins with "which": "The deal, which Roe called wet"."""

from factdb.extract.layout import Layout
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Claim

_WHICH = re.compile(r"\W*which\W*")
# All that stands before it in its sentence: of more words one may be a verb.
_NOUN = re.compile(rf"(?:(?:and|but)\s)?(?P<noun>(?:{ENGLISH.any_of('determiners')}|an?|the)\s[\w’'-]+),\s", re.I)


def pointed_at(text: str, layout: Layout, claim: Claim) -> str:
    """The words before a claim's "which" that it surely means, "the deal"; else empty."""
    which = claim.spans[0]
    if len(claim.spans) < 2 or not _WHICH.fullmatch(text, which.start, which.end):
        return ""
    noun = _NOUN.fullmatch(text, layout.sentence_start(which.start), which.start)
    return noun["noun"][0].lower() + noun["noun"][1:] if noun else ""
