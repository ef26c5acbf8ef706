"""Is a claim put forward as not so? Negation of its main verb, cues like "no evidence that", and verbs of denying.

After the polarity of FactBank (Saurí and Pustejovsky 2009); the rules are our own and look at the main clause alone.
"""

from collections.abc import Iterable, Sequence

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span
from factdb.text.segments import sentences

_DENYING = re.compile(rf"\b(?:{ENGLISH.any_of('denying_verbs')})\b", re.I)
# "Did not feel that it was late"; but who "could not believe" it saw it.
_DISBELIEVING = re.compile(
    r"(?:\b(?:do|does|did|is|are|was|were|has|have|had)(?:\s+not|n['’]t)|\bnever|\bno\s+longer)\s+(?:\w+ly\s+|yet\s+|even\s+)?"
    rf"(?:{ENGLISH.any_of('believing_verbs')})\b",
    re.I,
)
# So much of a claim is looked at: its main clause begins there, and time stays linear however long it is.
_LOOKED_AT = 600
# What may stand before the main clause, what stands inside of it between commas, and what ends it.
# "If it does not rain" alone, where somebody else's words part it from the main clause, is all condition.
_LEAD = re.compile(
    # "It is understood that he will not go"
    r"\W*(?:it\s(?:(?:is|was|has\sbeen)\s(?:(?:also|generally|now|still|widely)\s)?(?:alleged|assumed|believed|claimed"
    r"|expected|feared|(?:un)?likely|presumed|probable|reported|rumou?red|said|thought|understood)|(?:appear|seem)(?:s|ed))"
    r"\sthat\s+)?(?:(?:that|but|and|so)\s+|(?:no|yes|now|well|look|oh|in\s+fact),\s+(?!(?:but|because|as|since)\b)"
    rf"|(?:{ENGLISH.any_of('leading_subordinators')})\b[^,]*,\s*|(?:if|unless)\b[^,.!?…]*\Z)*",
    re.I,
)
_INSERTED = re.compile(
    rf",\s+(?:{ENGLISH.any_of('relatives')})\b[^,;:]*,"
    # "The talk, planned for Friday, never took place"
    rf"|(?<=\w),\s+(?:[a-z]+ly\s+)?(?:[a-z]{{2,}}ed|{ENGLISH.any_of('past_verbs')})\b[^,;:]*,"
    rf"(?=\s+never\s+(?:{ENGLISH.any_of('past_verbs')}|[a-z]{{2,}}ed)\b)"
    # "The mill (it is not old) burned", "the mill — no bakers were in it — burned"
    r"|(?<=\w\s)\((?=\w+\s)[^()]*\)|(?<=\w)\s?(?P<dash>—|–|--)\s?[^—–;:]{1,300}?\s?(?P=dash)(?=\s?\w)",
    re.I,
)
_ASIDE = re.compile(
    # Not "all of that food".
    rf",?\s(?:(?!(?<=\sof\s)that\b)(?:{ENGLISH.any_of('relatives')})(?!['’]s\b)|because|although|though|if|unless|when|while"
    r"|(?:as|so)\s+long\s+as|(?<=,\s)(?:granted|provided))\b.*|[;:].*"
    # "It is a help, not a harm", "goods - not cars -"; "came, as it did not rain"; "we ask so they don't have to".
    r"|(?:,|\s[–—-]{1,2}|—)\s*(?:not|never)\s+(?!yet\b).*|(?:,\s+(?:as|since)|\sso(?:\s+that)?)\s+(?:it|he|she|they|you|we|there|this)\b.*",
    re.I | re.S,
)
# "It sank in May but did not break": what is so comes first, and its verb with it.
_SO_FIRST = re.compile(
    rf"(?:\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]{{2,}}ed(?!,?\s+but\b))\b|['’](?:s|re|ll|ve|d|m)\b)"
    r"[^;:]*?,?\s(?P<behind>but\s.*)",
    re.I | re.S,
)
# But "this is hard to say, but the boat did not come back" only leads to what is said.
_PREFACE = re.compile(
    # "I sold it, but I did not leave" tells what is so.
    rf"\W*(?:\w+,\s+)?(?i:I(?!\s(?:\w+ly\s)?(?:{ENGLISH.any_of('past_verbs')}|[a-z]{{3,}}ed)\b)|(?:it|this|that)\b[^;:]*?\b(?:to\s(?:say|admit|hear|believe|tell|accept)|pity|shame))\b[^;:]*?\sbut\s"
    rf"(?:(?i:{ENGLISH.any_of('subject_pronouns', 'determiners')}|an?|the)|[A-Z]\w+)\b"
)
# Not a word of denial: "not only", "nothing but". "Warned people not to drink" denies no warning.
_AFFIRMING = re.compile(
    rf"\b(?:{ENGLISH.any_of('affirming_negations')})\b".replace("\\ ", r"\s+").replace("'", "['’]"), re.I
)
# "Found no cracks", "holds nothing back"; but "by no means", "little or no", "voted no".
_NO_OBJECT_BEHIND = (
    r"(?:about|after|among|an?|and|as|at|before|but|by|for|from|if|in|into|like|of|on|or|says?|said|than|the|through|to|under"
    r"|vot(?:e|es|ed|ing)|with|within|answer(?:s|ed)?)"
)
# A name in quotation marks denies nothing: "the “Never Trump” camp", "“No Country for Old Men” won".
_MARKED = r"[“\"«„][^“”\"«»„.!?;:\n]{1,60}[”\"»]"
_IS = "(?:he|here|it|she|that|there|what|who)"
_TITLE = rf"[“\"«„][A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|{ENGLISH.any_of('prepositions')}|the|an?|and|or))+[”\"»]"
_NAMED = re.compile(rf"\b(?i:the|an?|his|her|its|their|our|my|so-called|(?!{_IS}['’])\w+['’]s)\s+{_MARKED}|{_TITLE}")
# Denials in form alone.
_IN_FORM = re.compile("|".join(form for _, form in ENGLISH.expressions("denials_in_form")), re.I)
# "Simply false", "“a complete fabrication”", "dismissed as baseless".
_UNTRUE = (
    r"(?:(?:dismissed|rejected|denounced|described)\s+as\s+)?[“\"‘]?(?:[a-z]+ly\s+)?(?:just\s+|all\s+)?(?:an?\s+(?:[a-z]+\s+)?)?[“\"‘]?"
    rf"(?:{ENGLISH.any_of('words_for_untrue')})\b"
)
# "Of course, nobody came", "in May, no boat sank"; but "Roe, no sailor, drowned", "with no oars, no sail and no helm".
_CIRCUMSTANCE = (
    rf"(?:{ENGLISH.any_of('linking_words', 'opening_phrases')}|[a-z]+ly|of\s+course|to\s+date)\b"
    r"(?!\s+no\b)[^,;:]{0,60}"
)
# Where no word begins, only "n't" and "'s no" are looked for.
_NEGATION = re.compile(
    r"\b(?=\w)(?:(?:not|never|cannot|no\s+longer|neither|(?:has|have|had|is|are)\s+yet\s+to)\b(?!-)"
    r"|(?:is|was|are|were|has|had|have)\s+[“\"‘']?(?:no|nothing|nobody)\b"
    rf"|(?!{_NO_OBJECT_BEHIND}\b)[a-z]{{2,}}\s+(?:no\s+[a-z]|nothing\b|nobody\b)|(?<!\bof\s)nowhere\b"
    r"|(?:by|at|under|in|on)\s+no\s+(?:means|point|stage|time|circumstances?|way|account|(?:[a-z]+\s)?(?:measure|standard))\b"
    rf"|(?:(?:it|that|this|which)(?:['’]s|\s+is|\s+was)|\A(?:is|was))\s+{_UNTRUE}\W*\Z)"
    r"|n['’]t\b|['’]s\s+[“\"‘']?(?:no|nothing|nobody)\b"
    rf"|\A\W*(?:{_CIRCUMSTANCE},\s+)*(?:no\s+one|nobody|none|nothing|nor|no)\b(?![^.!,]*\?)",
    re.I,
)
# Who doesn't know says that it is open, not that it isn't so: "do not know whether it leaks", "couldn't say who".
# Who doesn't deny something doesn't say that it isn't so either.
_NOT = r"(?:not|never|cannot|n['’]t)\s+(?:(?:yet|even|really|quite|always|immediately|ever)\s+)?"
_OPEN = re.compile(
    rf"{_NOT}(?:(?:know|say|tell|be\s+(?:sure|certain)|sure|certain)\s+(?:yet\s+)?"
    r"(?:that|whether|if|who|what|when|where|which|why|how)\b"
    r"|(?:deny|denied|dispute[sd]?|denying|disputing)\b|rul(?:e|ed|ing)\s(?:(?:it|that|this|anything|them)\s)?out\b)",
    re.I,
)
# What every negation has in it: cheaper to look for than these.
_NEGATING = re.compile(
    r"\b(?:no(?:t|r|ne|thing|body|where|nsense)?\b|cannot|never|neither|yet\s+to"
    rf"|{ENGLISH.any_of('words_for_untrue')}|wrong)|n['’]t\b",
    re.I,
)
# "Reports that the pier sank are false", "the story was a hoax"; behind a cue, "the story as “baseless”".
_SAID = (
    rf"\W*(?:(?:the|an?|any|all|these|those|that|this|such|his|her|its|their|[\w’'-]+['’]s)\s+)?(?:[\w’'-]+\s+)?"
    rf"(?:{ENGLISH.any_of('idea_nouns')}|story|stories|theories)s?(?:\s[^.;:]{{1,200}}?)??\s"
)
_ENDS = r"(?=[”\"’]?(?:\W*\Z|[,.;:!]|\s+(?:and|but|because|by|or)\b))"
_SAID_TO_BE_UNTRUE = re.compile(rf"{_SAID}(?:is|are|was|were|ha(?:s|ve|d)\s+been)\s+(?:{_UNTRUE}|wrong){_ENDS}", re.I)
_CALLED_UNTRUE = re.compile(rf"{_SAID}(?:as\s+)?{_UNTRUE}{_ENDS}", re.I)
_CALLING = re.compile(r"\b(?:call|dismiss|denounc|describ|reject|decr|deride|brand|label|disput|blast|slam)\w*\Z", re.I)
# "Fit to drink: no."
_ANSWERED = re.compile(r":\s+no\W*\Z", re.I)


def is_denied(
    text: str, claim: Span, cue: Span | None, begins: int | None, governing: Iterable[bool], hedges: Sequence[Span]
) -> bool:
    """True if the claim's words are put forward as not so; two denials cancel each other.

    ``claim`` is its first span, ``cue`` that of its attribution, ``begins`` where what the cue rejects begins (None: it
    rejects nothing), ``governing`` says of each hedge that governs it whether it denies ("unlikely"). A negation inside
    one of its ``hedges`` ("not yet clear") is the hedge's own.
    """
    denied = any(governing)
    if cue and _CALLING.search(text, cue.start, cue.end) and _CALLED_UNTRUE.match(text, claim.start, claim.end):
        return not denied
    if cue and (begins is not None or _DENYING.search(cue.of(text))):
        denied = denied == bool(_NEGATION.search(cue.of(text)))
    elif cue and _DISBELIEVING.search(text, cue.start, cue.end):
        denied = not denied
    return denied != _is_negated(text, claim if begins is None else Span(begins, max(begins, claim.end)), hedges)


def _is_negated(text: str, claim: Span, hedges: Sequence[Span]) -> bool:
    near = Span(claim.start, min(claim.end, claim.start + 2 * _LOOKED_AT))
    if not _NEGATING.search(text, near.start, near.end):
        return False
    # What other sentences of the claim deny is not its main clause.
    (first, *_) = sentences(text, near) or [claim]
    words = _NAMED.sub(_blank, text[first.start : min(first.end, first.start + 2 * _LOOKED_AT)])
    lead = _LEAD.match(words, 0, _LOOKED_AT)
    start = lead.end() if lead else 0
    clause = words[start : start + _LOOKED_AT]
    if _ANSWERED.search(clause) or _SAID_TO_BE_UNTRUE.match(clause):
        return True
    clause = _INSERTED.sub(_blank, _IN_FORM.sub(_blank, _OPEN.sub(_blank, _AFFIRMING.sub(_blank, clause))))
    clause = clause[: found.start()] if (found := _ASIDE.search(clause)) else clause
    if not _PREFACE.match(clause) and (found := _SO_FIRST.search(clause)):
        clause = clause[: found.start("behind")]
    start += first.start
    negations = [Span(start + found.start(), start + found.end()) for found in _NEGATION.finditer(clause)]
    return any(not any(hedge.overlaps(negation) for hedge in hedges) for negation in negations)


def _blank(found: re.Match[str]) -> str:
    """As many characters that say nothing, so that places stay."""
    return "·" * len(found.group())
