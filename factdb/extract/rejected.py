"""What others say or think and somebody does not accept: "dismissed claims that it leaks"."""

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span

# Not "the rejected claim", nor what somebody may reject yet: "hopes to refute", "would deny".
_BEFORE = ("the", "a", "to", "will", "would", "could", "should", "can", "may", "might", "must")
_NOT_YET = "".join(rf"(?<!\b{word}\s)" for word in _BEFORE)
_VERB = rf"\b{_NOT_YET}(?:{ENGLISH.any_of('rejecting_verbs')})"
_NOUN = rf"(?:{ENGLISH.any_of('idea_nouns')})"
# "Rejected claims the pier was safe" has no "that"; but "rejected claims he made" tells whose they are.
_BARE_CLAUSE = (
    r"(?:he|she|it|they|(?!(?:he|she|it|they|we|you|i)\s)[\w’'-]+(?:\s[\w’'-]+){0,4})\s"
    r"(?-i:is|are|was|were|will|would|could|should|may|might|must|did|has\sbeen|have\sbeen|had)\b"
)
# Not "a report that appeared in May".
_THAT = rf"that\s(?!(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]+ed)\s)"
# From the verb on: "rejected as false the claim that".
_REJECTS = re.compile(
    rf"{_VERB}\s(?:as\s[\w’'-]+\s)?(?:[\w’'“”\"-]+\s){{0,5}}?"
    rf"(?:{_NOUN}s?\s(?:[\w’'-]+\s){{0,5}}?{_THAT}|{_NOUN}s\s(?={_BARE_CLAUSE}))",
    re.I,
)
# "The claim that it leaks was rejected by": the verb stands behind.
_REJECTED, _CLAIM = re.compile(rf"{_VERB}\b", re.I), re.compile(rf"(?:[\w’'-]+\s){{0,2}}?{_NOUN}s?\s{_THAT}", re.I)
# "Denied taking it", "denies two counts of fraud", "denies it": not so, they say. "Denied the request", "denied Roe
# bail" and what a judge denies are refused.
_DENIES = re.compile(r"\b(?<!\bto\s)den(?:y|ies|ied|ying)\Z", re.I)
_BENCH = re.compile(r"\b(?:court|judge|justice|panel|tribunal)s?\s\Z", re.I)
_PREPOSITION = ENGLISH.any_of("prepositions")
_BEHIND_NOUN = rf"(?:of|{_PREPOSITION}|{ENGLISH.any_of('relatives', 'subordinators')}|and|or|but|made|[a-z]+ing)\b"
_DEED = (
    r"(?:(?:(?:even|ever)\s)?(?!anything|nothing)[a-z]{2,}ing\s|[“\"‘]?any\s|(?:it|this|that)\b(?!\s[a-z])"
    rf"|(?:(?!(?:{_PREPOSITION})\b)[\w’'“\"‘-]+\s){{0,5}}?(?:{ENGLISH.any_of('denied_nouns', 'idea_nouns')})s?"
    rf"(?:[^\w\s’'-]|\W*\Z|\s(?:{_BEHIND_NOUN}|\W)))"
)
# And "denied that it sank", "denied the ferry had sunk".
DENIED = rf"(?:{_DEED}|that\s|{_BARE_CLAUSE})"
_DENIED_DEED = re.compile(_DEED, re.I)
# So far behind a verb begins what is rejected; how long a verb may be.
_AHEAD, _LONGEST_VERB = 160, max(map(len, ENGLISH.words("rejecting_verbs")))


def rejected(text: str, cue: Span, piece: Span) -> int | None:
    """Where what is rejected begins, if the cue tells that the piece is what somebody does not accept or did not do."""
    if piece.end <= cue.start:
        claim = _CLAIM.match(text, piece.start, min(piece.end, piece.start + _AHEAD))
        return claim.end() if claim and _REJECTED.search(text, cue.start, cue.end) else None
    # Few cues have such a verb: cheaper to look for than all of it.
    verb = _REJECTED.search(text, cue.start, cue.end + _LONGEST_VERB)
    if verb and verb.start() < cue.end:
        told = _REJECTS.search(text, cue.start, min(piece.end, piece.start + _AHEAD))
        if told and told.start() < cue.end <= piece.start <= told.end():
            return max(told.end(), piece.start)
    return piece.start if _is_deed(text, cue, piece) else None


def _is_deed(text: str, cue: Span, piece: Span) -> bool:
    """Is the piece what somebody denies to have done, or what he is blamed for?"""
    denies = _DENIES.search(text, cue.start, cue.end) and not _BENCH.search(text, max(cue.start - _AHEAD, 0), cue.start)
    return bool(denies and _DENIED_DEED.match(text, piece.start, min(piece.end, piece.start + _AHEAD)))
