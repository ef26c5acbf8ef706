"""What somebody puts forward as so, and what they only do: "said that it rains" against "announced a ban".

Each piece of a content is weighed by its cue, by its shape and by how the two stand together. The weights were learned
from news that people judged (training/claim_weights.py).
"""

from collections.abc import Iterator, Sequence

from factdb.extract.attribution.contents import standing
from factdb.extract.attribution.frames import AS_SAYING, ASIDE, PASSIVE
from factdb.extract.attribution.grown import GOES_ON_LATER
from factdb.extract.nobody import WAS_TOLD, is_heard
from factdb.extract.rejected import rejected
from factdb.extract.weighing import odds, probability, weights
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Attribution, Span
from factdb.text.spans import letters, overlapping
from factdb.text.whitespace import WORD, plain

_WEIGHTS = weights("claim_weights")
_COMPLEMENT = re.compile(rf"[^\w]*(?:{ENGLISH.any_of('complementisers')})\b", re.I)
_QUESTION = re.compile(r"[^\w]*(?:whether|if|how|why|what|who|when|where|which)\b", re.I)
_RELATIVE = re.compile(rf"\b(?:{ENGLISH.any_of('relatives')})\b.*", re.I | re.S)
# A clause that only tells when, why or on which condition: "his opposition to the plan if the town has to pay".
_SUBORDINATE = re.compile(rf"(?<=\w)\W+(?:{ENGLISH.any_of('subordinators')}|when|before|until)\s.*", re.I | re.S)
_SUBORDINATE_FIRST = re.compile(rf"(?:{ENGLISH.any_of('leading_subordinators')})\b[^,]*\Z", re.I)
_FINITE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs')})\b|n[’']t\b|\w[’'](?:re|ll|ve|d|m)\b", re.I)
_SUBJECT = re.compile(
    rf"(?:^|[,;:—–-]\s*|\b(?:and|but|or|as|because|when|while)\s)(?:{ENGLISH.any_of('subject_pronouns')})\s\w", re.I
)
# "The army staged a coup": a verb in the past with an object is no participle.
_PAST = re.compile(
    rf"\W*(?:(?:{ENGLISH.any_of('headline_determiners')}|a|an|the|his|her|their|its|our|my|this|these|those|some|many|most)\s"
    r"|[A-Z])[^,.;:()“”\"]{1,60}?\s"
    rf"(?:{ENGLISH.any_of('past_verbs')}|[a-z]{{2,}}ed)\s(?:a|an|the|his|her|their|its|that|about|no)\s"
)
_SAYING = re.compile(rf"\b(?:{ENGLISH.any_saying('of-clause')})\b", re.I)
_PHRASE = re.compile(rf"[^\w]*(?:{ENGLISH.any_of('phrase_openers')})\b", re.I)
_INFINITIVE = re.compile(r"[^\w]*(?:not\s+)?to\s+\w", re.I)
_NEGATED = re.compile(
    r"(?:\bnot|n[’']t)\b(?! (?:only|merely)\b)"
    r"|\b(?:never(?! tire)|no|nor|neither|without|fail\w*|declin\w+|refus\w+)\b",
    re.I,
)
_NOBODY = re.compile(r"\W*(?:no one|nobody|none|few|neither|anyone|anybody|everyone|everybody)\b", re.I)
# "Announced recently", "said Monday": no part of the verb.
_WHEN = re.compile(rf"[a-z]{{2,}}(?<!rep)(?<!app)ly|{ENGLISH.any_of('weekdays')}|today|yesterday|again", re.I)
# "Accused the board of hiding it".
_ACCUSES = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!being )\baccus(?:e|es|ed|ing)\Z")
_OF = re.compile(r"(?:[^,.;:]{1,120}?\s)?of\s")
# Verbs with what stands behind them, by the form of which it is put forward as so.
_BY_FORM = [
    (_ACCUSES, _OF),
    *((re.compile(cue), re.compile(piece)) for cue, piece in ENGLISH.expressions("claims_by_form")),
]
# "Suggested that the mayor be fired": what ought to be.
_PROPOSES = re.compile(r"\b(?:ask|insist|order|propos|requir|suggest|urg)(?:e|es|s|ed|ing)?\Z")
_NO_WISH = r"(?:to|not|\w+n[’']t|will|would|could|should|can|may|might|must)\b"
_BE = re.compile(rf"(?:that\s)?(?:(?!{_NO_WISH})[\w’'-]+\s){{1,9}}(?:not\s)?be\s")
# "Reported it on Monday": of what "it" is nothing is said.
_REPORTS = re.compile(r"\b(?:report|cover|mention|repeat|publish|post|discuss)(?:s|ed|es|ing)?\Z")
_IT = re.compile(r"(?:it|them)\s(?:\w+ly\s)?(?:on|over|in|at|during|to|with|for|from|by|after|before)\b[^,.;:“”\"]*\W*")
# "The reading shows a fall", "they found they were late": who finds something may say nothing.
_SHOWS = re.compile(r"\b(?:show|indicat|reveal|learn|find|found)\w*\Z")
# "Told the crew to wait", "warned swimmers not to dive": what somebody is to do.
_TELLS = re.compile(r"\b(?:tell|told|warn|remind)(?:s|ed|ing)?\Z")
_NO_NOUN = f"{ENGLISH.any_of('subject_pronouns', 'finite_verbs', 'past_verbs')}|that|about|of|on"
_TO_DO = re.compile(rf"(?:(?!(?:{_NO_NOUN})\b)[\w’'.&-]+\s){{0,9}}?(?:not\s)?to\s[a-z]+\b")
# "Urged the town to “rise”", "asked her to wait", "asked if it rains": what somebody is to do or tell, quoted or not.
_URGES = re.compile(
    r"\b(?:ask|direct|encourag|implor|instruct|invit|order|press|push|task|threaten|urg)(?:e|es|s|ed|ing)?\Z"
)
_TO_QUOTED = re.compile(
    r"(?:if|whether)\s|(?!to\b)(?:(?!(?:that|what|how|who|why|when|where|which|is|are|was|were)\b)[\w’'.&-]+\s){1,9}?"
    r"[“\"‘]?(?:not\s)?to\s[“\"‘]?[a-z]+\b"
)
# What it is may be in the words of whoever urges or vows it, "vowed to “fight on to the end”"; fewer may be a slogan.
_IN_HIS_WORDS = re.compile(
    r"(?!(?:if|whether)\b)(?:[^.;:“”\"\n]{1,100}\s)??(?:to\s[“\"]|[“\"](?:not\s)?to\s)[a-z]+(?:\s[^\s“”\"]+){3}"
)
# "Was confirmed by the Senate", "admits large numbers of guests".
_DONE_BY = re.compile(r"\b(?:was|were|is|are|been|being)\s(?:confirmed|approved|elected|nominated|dismissed|adopted)\Z")
_ADMITS, _GERUND = re.compile(r"\badmit(?:s|ted|ting)?(?:\sto)?\Z"), re.compile(r"(?:to\s)?(?:\w+ly\s)?\w+ing\b")
# "Declared Monday a day of mourning", "declared a state of emergency": by saying so it is done.
_DECREES = re.compile(
    r"\bdeclar(?:e|es|ed|ing)\s(?:[^;:“”\"]{1,90}?\s)??(?:(?:state|days?|week)\sof\s|war\s|victory\b|bankruptcy\b"
    r"|independence\b|[a-z]+\sholiday"
    r"|(?:an?|the)\s(?:[\w-]+\s){0,2}(?:caliphate|disaster\sarea|emergency|monument|pandemic|winner)\b|[Nn]ational\s(?:[\w-]+\s){1,3}(?:[Dd]ay|[Ee]mergency)\b)"
)
# "Opposed the tax, as “we have enough trouble”": a reason in his words.
_WITH_REASON = re.compile(
    r"(?!if\b|whether\b)[^“”\"\n]{2,200}?(?<!such),?\s(?:as|because|since)\s"
    rf"[“\"](?i:{ENGLISH.any_of('subject_pronouns')}|there|nobody)\s[\w’']+\s"
)
_DEMANDS, _THAT = re.compile(r"\b(?:demand|request|recommend)(?:s|ed|ing)?\b"), re.compile(r"that\s", re.I)
# "Have claimed all along that": when and how often it is said.
_TOLD = re.compile(
    r"(?:(?:all\salong|time\sand\sagain|again\sand\sagain|over\sand\sover|once\s(?:again|more)|many\stimes"
    r"|from\sthe\s(?:start|outset|beginning)|for\s(?:\w+\s){0,3}(?:days|weeks|months|years|decades))\s)?that\s",
    re.I,
)
# "Announced a ban", "welcomed the ban", "hailed the ruling", "called for the ban to be lifted".
_TAKES_SIDES = re.compile(
    r"\b(?:announc|prais|hail|welcom|condemn|applaud|endors|oppos|denounc|criticis|criticiz|thank|commend|salut|reject"
    r"|defend|approv|back|support|agre|offer|pledg|promis|vow)(?:e|es|s|ed|ing)?\Z|\bcall(?:s|ed|ing)?\s(?:for|on|upon)\Z"
)
QUOTED, _AS = re.compile(r"[\"“”‘«»]|(?<!\w)'"), re.compile(r"\bas\b", re.I)
# "Answered criticism that it is late", "hopes to refute it", "misses the fact that": so say others, or the writer.
_OTHERS_SAY = re.compile(
    r"\b(?:(?:test|reject|dismiss|disput|rebut|refut|counter|answer|challeng|question|debunk|weigh|consider|explor|examin"
    r"|investigat|discuss|debat|resist|miss|ignor|overlook|neglect|forget|(?:respond|react)(?=\w*\sto\s))(?:e|es|s|ed|ing)?"
    r"(?:\sto)?|forgot|(?:push|brush|shrug|wav)[a-z]*\s(?:back|off|aside|away)(?:\s(?:against|on|at))?)\s"
    rf"(?:[\w’'-]+\s){{0,4}}?(?:{ENGLISH.any_of('idea_nouns')})s?\sthat\s"
)
# "A:" before an answer says who speaks; the mark of the question before one without a label is the question's.
_ANSWERS = re.compile(r"[*_]{0,3}A[*_]{0,3}[.:][*_]{0,3}")
_POSTS = re.compile(r"\(?@\w")
_ASIDE = re.compile(rf"{ASIDE}|{WAS_TOLD}|according to")
_PASSIVE = re.compile(rf"{PASSIVE}|{AS_SAYING}")
_TO_ASIDE, _TO_TOLD = re.compile(r",\s"), re.compile(r",\s(?:[\w’'-]+\s){0,6}")
# "As she put it,", "In the words of": what stands behind is hers.
_PUTS = re.compile(
    r"(?:(?:has\s)?puts?|sees|saw|tells?|told)\sit|tell\sthe\sstory|In\sthe\s\w+\sof|(?:own\s)?"
    r"(?:words|view|opinion|telling|account|judgment|eyes|estimate)"
)
_MODAL = re.compile(r"\b(?:will|would|could|should|can|may|might|must|to|if)\b", re.I)
_PRONOUN = re.compile(r"(?:I|we|you|he|she|it|they|who|which|that|this|these|those)", re.I)
# How many characters of a piece are looked at: time stays linear however long it is.
AHEAD = 300
_FEW, _SOME, _MANY = 3, 6, 13


def chance_of_claim(text: str, said: Attribution, piece: Span, quoted: Sequence[Span], probed: float = 0.0) -> float:
    """The probability that ``piece``, a part of the contents of ``said``, can be so or not so and is put forward as so.

    ``quoted`` are its parts in quotation marks, sorted; ``probed`` is how much the tagger's probes speak for it.
    """
    return probability(odds(_WEIGHTS, signs(text, said, piece, quoted)) + probed)


def is_saying(text: str, cue: Span) -> bool:
    """Does the cue say that somebody says or thinks something, or begin with a mark that does: not "picks a fight"?"""
    if _ANSWERS.fullmatch(text, cue.start, cue.end):
        return True
    opening = text[cue.start : cue.start + 1]
    return bool(_SAYING.search(plain(cue.of(text)[:AHEAD]))) or not (opening.isalnum() or opening == "?")


def by_rule(text: str, said: Attribution, piece: Span) -> bool | None:
    """Whether the piece is put forward as so, where cue and piece leave no doubt; None if it has to be weighed.

    What somebody posts is, what he denies having done, announces that it will be, accuses somebody of, voices or
    rejects, and what a frame between commas stands in or behind; what he demands that somebody do is not.
    """
    cue = said.cue
    if _POSTS.match(text, cue.start, cue.end) or _PUTS.fullmatch(text, cue.start, cue.end):
        return True
    if _PASSIVE.fullmatch(text, cue.start, cue.end):
        return True
    proposed = _PROPOSES.search(text, cue.start, cue.end)
    reported = _REPORTS.search(text, cue.start, cue.end) and _IT.fullmatch(text, piece.start, piece.end)
    decreed = cue.end < piece.start and _DECREES.search(text, cue.start, min(piece.end, cue.end + AHEAD))
    if reported or (decreed and decreed.start() < cue.end) or (proposed and _BE.match(text, piece.start, piece.end)):
        return False
    if _is_aside(text, said, piece) or _is_told(text, said, piece) or _is_heard(text, said, piece):
        return True
    if _NEGATED.search(text, cue.start, cue.end):
        return False if _ACCUSES.search(text, cue.start, cue.end) else None
    if rejected(text, cue, piece) is not None or any(
        verb.search(text, cue.start, cue.end) and shape.match(text, piece.start, piece.end) for verb, shape in _BY_FORM
    ):
        return True
    if cue.end <= piece.start and _WITH_REASON.match(text, piece.start, piece.end):
        return True
    asked = _URGES.search(text, cue.start, cue.end) or _TAKES_SIDES.search(text, cue.start, cue.end)
    if asked and _IN_HIS_WORDS.match(text, piece.start, piece.end):
        return True
    told = _OTHERS_SAY.search(text, cue.start, min(piece.end, piece.start + AHEAD))
    others = told and told.start() < cue.end <= piece.start < told.end()
    demands = not proposed and _DEMANDS.search(text, cue.start, cue.end)
    demanded = demands and _THAT.match(text, piece.start, piece.end)
    return False if demanded or others or _is_bare_object(text, cue, piece) else None


def _is_bare_object(text: str, cue: Span, piece: Span) -> bool:
    """Is the piece nothing but what another is urged to do; or, none of it quoted, what is announced or admitted, what
    somebody is for or against, or what another is told to do?"""
    words = text[piece.start : min(piece.end, piece.start + AHEAD)]
    if _URGES.search(text, cue.start, cue.end) and _TO_QUOTED.match(words):
        return True
    verb = (
        _TAKES_SIDES.search(text, cue.start, cue.end)
        or (piece.end <= cue.start and _DONE_BY.search(text, cue.start, cue.end))
        or (_ADMITS.search(text, cue.start, cue.end) and not _GERUND.match(words))
        or (_TELLS.search(text, cue.start, cue.end) and _TO_DO.match(words))
    )
    if not verb or QUOTED.search(words) or _AS.search(words):
        return False
    return clause_of(words) in ("infinitive", "phrase")


def _is_told(text: str, said: Attribution, piece: Span) -> bool:
    """Does a verb of saying stand right before a clause: "stressed that it rains", "warned the town was late"?"""
    cue = said.cue
    words = text[piece.start : min(piece.end, piece.start + AHEAD)]
    if not (text[cue.end : piece.start].isspace() and _ASIDE.fullmatch(text, cue.start, cue.end)):
        return False
    told = _TOLD.match(words) or (not _SHOWS.search(text, cue.start, cue.end) and clause_of(_main(words)) == "clause")
    return bool(told) and not _NOBODY.match(_first(text, said.sources))


def _is_aside(text: str, said: Attribution, piece: Span) -> bool:
    """Does the frame stand between commas right behind the piece, or before it and behind another piece?"""
    cue = said.cue
    if not _ASIDE.fullmatch(text, cue.start, cue.end) or _NOBODY.match(_first(text, said.sources)):
        return False
    if piece.end <= cue.start:
        # Words behind a subordinate clause are no frame to it: "When it was over, she explained".
        subordinate = _SUBORDINATE_FIRST.match(text, piece.start, piece.end)
        begin = min((one.start for one in said.sources if piece.end < one.start < cue.start), default=cue.start)
        return not subordinate and bool((_TO_ASIDE if said.sources else _TO_TOLD).fullmatch(text, piece.end, begin))
    ends = max((source.end for source in said.sources), default=cue.end)
    first = said.contents[0]
    between = GOES_ON_LATER.fullmatch(text, max(ends, cue.end), piece.start)
    return bool(between) and first.end <= cue.start and _is_aside(text, said, first)


def _is_heard(text: str, said: Attribution, piece: Span) -> bool:
    """Does a court hear it: "the inquest heard that it was late", "it was late, the jury has heard"?"""
    words = text[piece.start : min(piece.end, piece.start + AHEAD)]
    return is_heard(text, said.cue) and clause_of(words) in ("that", "clause")


def signs(text: str, said: Attribution, piece: Span, quoted: Sequence[Span]) -> Iterator[str]:
    """What may tell whether a piece of a content is a claim, each sign a string that has a weight."""
    cue, source = plain(said.cue.of(text)[:AHEAD]), plain(_first(text, said.sources))
    verb, shape = _verb(cue), shape_of(text, piece, quoted)
    stands = standing(text, said.cue, piece)
    who = _who(source)
    stem = _stem(verb)
    yield from (f"stem {stem}", f"stem {stem} {shape}")
    yield from (f"cue {cue}", f"verb {verb}", f"begins {cue.split(' ')[0]}", f"shape {shape}")
    yield from (f"verb {verb} {shape}", f"stands {stands}", f"{shape} {stands}", f"who {who}", f"{who} {shape}")
    yield from (f"kind {said.speaker.kind}", f"confidence {int(said.confidence * 10)}")
    yield f"confidence {int(said.confidence * 10)} {shape.split(' ')[0]}"
    saying = "saying" if is_saying(text, said.cue) else "other"
    yield from (saying, f"{saying} {shape}", f"{saying} {stands}", f"{saying} {who}")
    if _NEGATED.search(cue):
        yield from ("negated", f"negated {shape}", f"negated {saying}")
    if _NOBODY.match(source):
        yield "nobody"
    if found := _MODAL.search(cue):
        yield from ("modal", f"modal {found.group()}", f"modal {saying}")
    if verb.endswith("ing"):
        yield from ("gerund", f"gerund {saying}")
    words = WORD.findall(text, piece.start, min(piece.end, piece.start + AHEAD))
    yield from (f"opens {plain(words[0]) if words else ''}", f"size {_size(len(words))} {shape}")
    if words and words[0][0].isupper():
        yield f"capital {stands}"
    if piece != said.contents[0]:
        yield from ("further", f"further {shape}")


def _first(text: str, spans: Sequence[Span]) -> str:
    return spans[0].of(text)[:AHEAD] if spans else ""


def _verb(cue: str) -> str:
    """The last word of a cue, or the one before if that is a preposition: "was quick to say", "agreed to"."""
    words: list[str] = WORD.findall(cue) or [cue[:1]]
    while len(words) > 1 and _WHEN.fullmatch(words[-1]):
        words.pop()
    return words[-2] if len(words) > 1 and _PHRASE.match(words[-1]) else words[-1]


def _stem(verb: str) -> str:
    """A verb without its ending, so that its forms are counted as one: claims, claimed and claiming."""
    return re.sub(r"(?<=\w{3})(?:ies|ied|ing|es|ed|e|s|y)\Z", "", verb)


def _who(source: str) -> str:
    if not source:
        return "none"
    return source if _PRONOUN.fullmatch(source) else "name"


def shape_of(text: str, piece: Span, quoted: Sequence[Span]) -> str:
    """Whether the piece stands in quotation marks, and else what kind of clause or phrase it is."""
    inside = overlapping(quoted, piece)
    within = sum(letters(text, Span(max(one.start, piece.start), min(one.end, piece.end))) for one in inside)
    words = text[piece.start : min(piece.end, piece.start + AHEAD)]
    if within and within >= letters(text, piece):
        return f"quotation {_size(len(WORD.findall(words)))}"
    return f"{'mixed ' if within else ''}{clause_of(words)}"


def clause_of(words: str) -> str:
    """What words are by their form: "question", "that", "infinitive", "clause" or "phrase"; or "prepositional"."""
    if _QUESTION.match(words):
        return "question"
    if _COMPLEMENT.match(words):
        return "that"
    if _INFINITIVE.match(words):
        return "infinitive"
    main = _main(words)
    if _SUBJECT.search(words) or _FINITE.search(main) or _PAST.match(main):
        return "prepositional clause" if _PHRASE.match(words) else "clause"
    return "prepositional" if _PHRASE.match(words) else "phrase"


def _main(words: str) -> str:
    """The words up to the first clause that hangs on them."""
    return _SUBORDINATE.sub("", _RELATIVE.sub("", words))


def _size(words: int) -> str:
    return next((name for name, bound in (("few", _FEW), ("some", _SOME), ("many", _MANY)) if words <= bound), "more")
