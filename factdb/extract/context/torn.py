"""Does a claim lack a part of its sentence: its verb, its subject, its end? Judged by its words and what is beside."""

from itertools import islice

from factdb.extract.context.leaning import FEWEST, VERB, words_of
from factdb.language import ENGLISH, alternatives
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Claim, Span
from factdb.text.spans import letters
from factdb.text.whitespace import WORD

# What has a verb of its own inside of a clause: "a debate that is near", "the town where she led the council".
_RELATIVE = re.compile(r"(?:(?<=[\w,] )|(?<=[\w,] [“\"‘']))(?:that|which|who|whose|where|what|even (?:as|though|if))\b")
_INNER = re.compile(
    r"(?<=[\w,] )(?:(?:when|while|because|if|although|though|unless|whether)\b"
    r"|(?:after|before|since|until|as)\s(?:[\w’'-]+\s){1,3}?"
    rf"(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]{{2,}}ed)\b)"
    r"|\b(?:anyone|anybody|everyone|those|people|someone)\s[a-z]{2,}ed\b"
)
_SUBORDINATE = re.compile(
    r"\W*(?:(?:and|but|even)\s)*(?:as|when|while|after|before|because|since|although|though|if|unless|until|once)\b",
    re.I,
)
# What the writer goes on with behind what somebody said: "referring to the vote", "published by the board", "during a
# walk in which he fell".
_GOES_ON = re.compile(rf"\W*(?:[a-z]{{2,}}(?:ing|ed)|instead|{alternatives(sorted(lx.PREPOSITIONS))})\b", re.I)
_JOINED = re.compile(
    r"\W*(?:(?:and|but|or|yet|so|though|although|while)\b|(?P<whose>which|who|whose)\b"
    r"|that\s(?:(?:\w+ly|also|already|now|still|once|even)\s)?"
    rf"(?:(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')})\b|[a-z]{{2,}}ed\b))"
)
# "He defended his vote, but late Saturday"
_CUT_OFF = re.compile(
    r"\b(?:and|but|or|which|while|including|headlined|titled|entitled|dubbed|such as|with|the|of|by|is|was|are|were|be"
    r"|(?:and|but) (?:only|also|then|just|not))\W*\Z"
    r"|\bwho\s(?:[a-z]{2,}ed|said|says|told|thought)\W*\Z"
    r"|[,;]\s(?:and|but)\s(?:[\w’']+\s){0,3}"
    rf"(?:{ENGLISH.any_of('weekdays')}|week|weeks|month|months|year|years|later|morning|night|afternoon|evening|ago)\W*\Z",
    re.I,
)
# "It came a day| after the vote", "when it released| a list": behind the end goes on what the words want. What may be a
# sentence of its own follows an "and", an "as".
_GOES_ON_BEHIND = re.compile(
    rf"[a-z]\s(?!(?:{ENGLISH.any_of('subordinators', 'relatives')}|and|but|or|as|when|then|so|since)\b)[a-z]"
)
_BROKEN_OFF = re.compile(r"\b(?:was|were|is|are|did|even|that)(?=\s[\w“\"‘'])")
# A first part of fewer words is an opener.
_OPENER = 2
# How much of an end is looked at, of its last word, and of what is behind it.
_END, _LAST_WORD, _NEXT = 60, 5, 2
# A verb that opens the words has its subject before them: "has been unfair", "and vowing to run".
_LACKS_SUBJECT = re.compile(
    r"\W*(?:(?:and|but|or|nor|then|also|not)\s)*(?:has|have|had|is|are|was|were|will|would|can|could|may|might|should"
    r"|must|does|did)\b(?!.*\?\W*\Z)"
    r"|\W*(?:(?:and|but|or|nor|then|not)\s)+[a-z]{2,}(?:ed|ing|s)\b|\W*Asked\s(?:by|if|whether|about|how|why|what)\b"
    r"|\W*(?:wants|needs|plans|hopes|seeks|intends|expects|tries|refuses|vows|promises)\sto\b"
)


def is_torn(text: str, claim: Claim, sentence: Span, *, told: bool = False) -> bool:
    """Is the claim a part of its sentence that has no verb but in a clause, no subject, or an end cut off?

    ``told`` says that whom its first words mean is written behind them: "who [Maria Holt] mends boats".
    """
    if sum(letters(text, span) for span in claim.spans) >= letters(text, sentence):
        return False
    words = words_of(text, claim)
    # "Now […] the mayor has to go": what stood between told of it.
    first = claim.spans[0]
    if len(claim.spans) > 1 and claim.attribution is None and len(WORD.findall(text, first.start, first.end)) < _OPENER:
        return True
    if _LACKS_SUBJECT.match(words) or _CUT_OFF.search(text, max(claim.spans[-1].end - _END, 0), claim.spans[-1].end):
        return True
    if claim.attribution is None:
        if _is_broken_off(text, claim.spans[-1].end):
            return True
        # "When Vance asked if Holt had left|, she wept": the clause is another's.
        if _SUBORDINATE.match(words) and "," not in words[:-1] and _is_before_comma(text, claim):
            return True
        # "Under the plan that Holt drew up|, Vance said": the clause that the words belong to is another's.
        if _GOES_ON.match(words) and (claim.spans[0].start > sentence.start or _is_before_comma(text, claim)):
            return True
        # "Holt sold it, |but nobody saw it|", "a plan |that many liked|": what the writer goes on with.
        joined = _JOINED.match(words)
        if claim.spans[0].start > sentence.start and joined and not (told and joined["whose"]):
            return True
        if claim.spans[0].start > sentence.start and len(WORD.findall(words)) < FEWEST:
            return True
    clauses = len(_RELATIVE.findall(words)) + len(_INNER.findall(words)) + bool(_SUBORDINATE.match(words))
    return next(islice(VERB.finditer(words), clauses, None), None) is None


def _is_before_comma(text: str, claim: Claim) -> bool:
    end = claim.spans[-1].end
    return "," in text[max(end - 1, 0) : end + 1]


def _is_broken_off(text: str, end: int) -> bool:
    """Does a word at the end want another, which stands right behind it?"""
    if _GOES_ON_BEHIND.match(text, max(end - 1, 0)):
        return True
    broken = _BROKEN_OFF.search(text, max(end - _LAST_WORD, 0), end + _NEXT)
    return broken is not None and broken.end() == end
