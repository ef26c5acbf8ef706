"""Where a content begins and ends: the model proposes, the quotation marks on the page decide."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import QuoteType, Span
from factdb.text.spans import letters, overlapping, trimmed
from factdb.text.whitespace import SPACE, WORD

# What introduces a quotation of whole sentences: a colon or a comma before it, a capital letter in it.
_INTRODUCED = re.compile(r"[:,]\s*[\"“„«'‘`]{1,2}\s?[A-Z]")
_BEFORE, _MARKS = 6, 4
_OPENING = frozenset('"“„«')
# "reports that: “The bridge is shut.”"
_LINK = re.compile(r"\W*that\W*", re.I)
# Behind these stands a title, a label or a name. What is "called" or "dubbed" so may be quoted of whoever calls it so.
_LABELS = re.compile(rf"(?<![\w-])(?P<word>{ENGLISH.any_of('label_words')})\s(?:as\s)?\Z", re.I)
_TITLES = re.compile(r"(?:en|sub)?titled\Z", re.I)
_LONGEST_LABEL_WORD = 20
# "the book “The Long Ditch”", "a piece for the paper, “The Ditch of Doom,”": titles of works, in capitals.
_WORK = re.compile(
    r"\b(?:book|novel|memoir|biography|film|movie|documentary|song|single|album|poem|play|musical|painting|podcast|essay|article"
    r"|column|op-ed|piece|series|sitcom|episode|pamphlet|report)(?:,|\s(?:for|in|by|on)\s[^.;:“”\"]{1,40},)?\s\Z"
)
_BEFORE_A_TITLE = 60
_TITLE_CASE = re.compile(
    r"[“\"‘']+[A-Z][\w’'-]*[a-z][\w’'-]*[,:]?(?:\s(?:(?:[a-z]{1,3}|with|from|into|over|than|that)\s){0,3}(?:&\s)?(?:[A-Z][\w’'-]*|\d+)[,:]?){1,20}"
    r"[.!?,]?[”\"’']+\Z"
)
# "He gave up “The Late Show”", "a clerk in “The Ditch: Part II”": no words of anybody's, but "chants of “Our Mill!”".
_NAMED_SO = re.compile(
    r"(?:\b(?<!chants )(?<!cries )(?<!shouts )(?<!yells )(?<!calls )(?<!as )"
    rf"(?:{ENGLISH.any_of('prepositions', 'determiners')}|an?|the|up|off|out)|\w['’]s)\s\Z",
    re.I,
)
_ART = re.compile(
    r"\b(?:book|novel|memoir|film|movie|documentary|song|single|album|poem|play|musical|podcast|series|sitcom),?\s\Z"
)
_ONE_WORD = re.compile(r"[“\"‘'][A-Z][\w’'-]+[.!?,]?[”\"’']\Z")
_CALLS = re.compile(r"\b(?:call|deem|describ|brand|dub|label)\w*\Z")
# "Russian for “truth”", "renamed the pier “Old Jetty”": what a word means, and a name.
_MEANS = re.compile(rf"\b(?:{ENGLISH.any_of('languages')})\sfor\s\Z")
_RENAMES = re.compile(r"\b(?:renam|rebrand)(?:es?|ed|ing|s)?\s(?:[\w’'-]+\s){0,5}\Z")
# Nicknames: "The man called himself “Bob”", "referred to them as “The Beatles”", "that “Jihadi John” had fled".
_NICKNAMES = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s(?:him|her|it|them)sel(?:f|ves)|refer(?:s|red|ring)?\sto\s[^.;:“”\"]{2,40}\sas)\s\Z"
)
_GIVEN_NAME = re.compile(r"[“\"](?:[A-Z][\w’'-]+\s)?(?P<name>[A-Z][a-z]+)[”\"](?=\s[a-z])")
# "the clerks, whom he called “tireless heroes”": so he said.
_AS_HE_CALLED = re.compile(
    rf"\b(?:whom?|which|what)\s(?:he|she|they)\s(?:ha[sd]\s|have\s)?(?:{ENGLISH.any_of('label_words')})\s\Z"
)
# "its “Clean the Harbour” campaign"
_OWNED = re.compile(r"(?:\b(?:an?|the|this|that|its|their|his|her|our|my|your)|['’]s)\s\Z", re.I)
_IN_CAPITALS = re.compile(
    r"[“\"‘']+[A-Z][\w’'-]*(?:\s(?:(?:a|an|and|for|in|of|on|or|the|to)\s)*(?:&\s)?(?:[A-Z][\w’'-]*|\d+))+[”\"’']+ "
    rf"(?:[a-z]+ )?(?:{ENGLISH.any_of('titled_nouns')})\b"
)
# "said [of the plan: “It is late”]", "“It is late,” he said of [the plan]": what somebody speaks of isn't what he says.
_LEADS_IN = re.compile(r"(?:of|about|on|in|at|during)\s[^“”\"«»:;.!?\n]{2,120}[:,]\s{1,3}(?=[“\"])")
_OF = re.compile(r"\s(?:of|about|in (?:reference|response) to|referring to)\s\Z")
# "told [the BBC] ministers were warned": whom somebody tells it is no part of it.
_TELLS = re.compile(r"\b(?:tells?|told|telling)\Z")
_OUTLET = re.compile(
    rf"(?:[Tt]he\s)?(?:[A-Z]{{2,6}}(?:\sNews)?|{ENGLISH.any_of('outlet_names')}"
    rf"|(?:[A-Z][\w’'-]{{1,20}}\s){{0,3}}(?:{ENGLISH.any_of('outlet_words')}))\s"
    rf"(?=(?!(?:{ENGLISH.any_of('prepositions', 'finite_verbs', 'past_verbs')}|and|or|of)\b)[a-z][\w’'-]+\s\w+\s\w)"
)
# How many characters between a cue and a piece are looked at, and how few words part them little.
_AHEAD, _NEAR = 300, 3
_FIRST_MARKS = f"{SPACE},:;"
# "asked [the whole hall], “Who will pay for it?”": whom somebody tells a sentence in quotation marks is no part of it.
_ADDRESSES = re.compile(
    r"\b(?:asks?|asked|tells?|told|warn(?:s|ed)?|remind(?:s|ed)?|assure[sd]?|inform(?:s|ed)?|advise[sd]?)\Z"
)
_VERB = rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|\w+ed|says?|said)\b"
_ADDRESSEE = re.compile(
    rf"(?!(?:{ENGLISH.any_of('prepositions', 'complementisers')})\b)"
    rf"(?:(?!{_VERB}|\bto\b)[^“”\"«».;:!?\n]){{2,60}}[,:]?\s(?=[“\"][A-Z])"
)
_SENTENCE = re.compile(r"[“\"](?:\w+[^\w“”\"]{1,9}){5}[^“”\"]*(?<=[.!?…,])[”\"]\W?\Z")
# "“It is late,” she said to Roe over [the bridge on the moor]": to whom, of what or where she said it.
_ASIDE = re.compile(
    rf"\s(?:{ENGLISH.any_of('prepositions')})\s(?:(?!\b(?:that|and|but|or)\b)[^“”\"«».,;:!?\n]){{0,80}}\Z"
)
_CLAUSE = re.compile(rf"[“”\"«»]|{_VERB}|\b(?:{ENGLISH.any_of('complementisers')})\b")
_LONGEST_ASIDE = 80
# "Roe said it was late, [but that isn't true]", "[which was false]": the writer's verdict on it.
_TRUE = (
    r"(?:is|was|are|were)(?:n['’]t|\snot)?\s(?:(?:\w+ly|just)\s)?"
    r"(?:true|so|the\scase|accurate|correct|false|untrue|wrong|incorrect|a\slie|a\smyth)(?:\s(?:at\sall|either))?(?=\W*\Z|[,;]\s)"
)
VERDICT = re.compile(rf",\s(?:(?:but|though|although)\s(?:that|this|it)|which)\s{_TRUE}", re.I)
_LONGEST_VERDICT = 60
_CLOSING = frozenset('”"')
# "After leaving [it], she said: “Nobody pays.”": the last words of a phrase that is the writer's.
_TORN = re.compile(r"(?<=[a-z]\s)[\w’'-]+(?:\s[\w’'-]+)?")


def settled(
    text: str, contents: Iterable[Span], quoted: Sequence[Span], is_free: Callable[[Span], bool]
) -> tuple[Span, ...]:
    """The contents of one attribution, grown to the quotations they mostly fill and joined where only marks part them.

    ``quoted`` are the article's outermost closed quotations; a content grows over one only if ``is_free``.
    """
    return tuple(_joined(text, sorted(_grown(text, content, quoted, is_free) for content in contents)))


def _grown(text: str, content: Span, quoted: Sequence[Span], is_free: Callable[[Span], bool]) -> Span:
    for whole in overlapping(quoted, content):
        inside = Span(max(whole.start, content.start), min(whole.end, content.end))
        at_an_edge = inside.start <= whole.start + 1 or inside.end >= whole.end - 1
        if (at_an_edge or 2 * letters(text, inside) >= letters(text, whole)) and is_free(whole):
            content = Span(min(content.start, whole.start), max(content.end, whole.end))
        # The comma behind a mark ("The bank”, said Ann) is the writer's.
        if content.end == whole.end + 1 and text[whole.end] == ",":
            content = Span(content.start, whole.end)
    return content


def only_said(text: str, cue: Span, contents: Sequence[Span]) -> tuple[Span, ...]:
    """The contents without marks that stand before them, whom they are said to, what leads in a quotation, and what one
    behind which they stand is said of.
    """
    found: list[Span] = []
    for content in contents:
        words = content.of(text)
        start = content.start + len(words) - len(words.lstrip(_FIRST_MARKS))
        if content.start >= cue.end and not letters(text, Span(cue.end, start)):
            start = _behind_addressee(text, cue, Span(start, content.end))
            leads = _LEADS_IN.match(text, start, content.end)
            start = leads.end() if leads else start
        if start < content.end and not _is_aside(text, cue, content, contents):
            verdict = VERDICT.search(text, max(start, content.end - _LONGEST_VERDICT), content.end)
            is_last = verdict and not letters(text, Span(verdict.end(), content.end))
            is_writers = is_last and content.start >= cue.end and text[content.end - 1] not in _CLOSING
            found.append(Span(start, verdict.start() if verdict and is_writers else content.end))
    return tuple(found) or tuple(contents)


def _behind_addressee(text: str, cue: Span, content: Span) -> int:
    """Where what is said begins, if whom it is said to stands before it: an outlet, or anybody before a sentence in
    quotation marks."""
    told = _TELLS.search(text, cue.start, cue.end) and _OUTLET.match(text, content.start, content.end)
    if told:
        return told.end()
    addressee = _ADDRESSES.search(text, cue.start, cue.end) and _ADDRESSEE.match(text, content.start, content.end)
    if not addressee or _OWNED.search(text, content.start, addressee.end()):
        return content.start
    return addressee.end() if _SENTENCE.match(text, addressee.end(), content.end) else content.start


def _is_aside(text: str, cue: Span, content: Span, contents: Sequence[Span]) -> bool:
    """Is a part of a content only of what or where its quotation was said, or the end of the writer's own phrase?"""
    if content.start > cue.end:
        behind = any(one.end <= cue.start and text[one.end - 1] in _CLOSING for one in contents)
        phrase = content.end - content.start <= _LONGEST_ASIDE and not _CLAUSE.search(text, content.start, content.end)
        aside = _ASIDE if phrase else _OF
        return behind and bool(aside.fullmatch(text, cue.end, content.start))
    return bool(_TORN.fullmatch(text, content.start, content.end)) and any(
        one.start > cue.end and _INTRODUCED.search(text, max(cue.end - 1, one.start - _BEFORE), one.start + _MARKS)
        for one in contents
    )


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Neighbours with no letter between them, as one."""
    last = None
    for span in spans:
        if last and not letters(text, Span(last.end, span.start)):
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def pieces(text: str, contents: Iterable[Span], sentences: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """The contents, cut where one sentence ends and the next begins, except inside a quotation, and before a quotation
    that a colon or comma introduces and that goes on to the end: "the crowd, “We won.”"
    """
    for content in contents:
        start = content.start
        for sentence in overlapping(sentences, content):
            if sentence.end < content.end and not _stands_in(sentence.end, quoted):
                if not _LINK.fullmatch(text, start, sentence.end):
                    yield from _introduced(text, Span(start, sentence.end), quoted)
                start = sentence.end
        yield from _introduced(text, Span(start, content.end), quoted)


def _introduced(text: str, piece: Span, quoted: Sequence[Span]) -> Iterator[Span]:
    for quotation in overlapping(quoted, piece)[-1:]:
        start = max(quotation.start, piece.start)
        if _INTRODUCED.search(text, max(start - _BEFORE, piece.start), start + _MARKS) and not letters(
            text, Span(min(quotation.end, piece.end), piece.end)
        ):
            if not _LINK.fullmatch(text, piece.start, start):
                yield from trimmed(text, Span(piece.start, start))
            piece = Span(start, piece.end)
    yield from trimmed(text, piece)


def _stands_in(offset: int, quoted: Sequence[Span]) -> bool:
    return any(span.start < offset < span.end for span in overlapping(quoted, Span(offset - 1, offset + 1)))


def quoted_parts(text: str, contents: Iterable[Span], outermost: Sequence[Span], cue: Span) -> tuple[Span, ...]:
    """The parts of the contents that stand in outermost quotation marks, marks included; each has a letter or digit.

    What only is a title or a label is none: "found a note marked “urgent”", "began its “Clean the Harbour” campaign".
    """
    parts = (
        Span(max(content.start, whole.start), min(content.end, whole.end))
        for content in contents
        for whole in overlapping(outermost, content)
        if _is_nested(text, whole, content) or not _is_label(text, whole, cue)
    )
    return tuple(part for part in parts if letters(text, part))


def _is_nested(text: str, quotation: Span, content: Span) -> bool:
    """Does one begin with the content, in which this one stands: '"I saw the "Hands Up" gesture," Roe wrote'?"""
    return quotation.start > content.start and not _OPENING.isdisjoint(
        text[max(content.start - 1, 0) : content.start + 1]
    )


@lru_cache(maxsize=64)  # asked for what is said, for each piece of it and for its kind
def _is_label(text: str, quotation: Span, cue: Span) -> bool:
    """Do the words before the quotation make it a label, and don't say that somebody calls something so?"""
    start = max(quotation.start - _LONGEST_LABEL_WORD, 0)
    if _OWNED.search(text[start : quotation.start]) and _IN_CAPITALS.match(text, quotation.start):
        return True
    before = text[max(quotation.start - _BEFORE_A_TITLE, 0) : quotation.start]
    if _TITLE_CASE.match(text, quotation.start, quotation.end):
        # "Warned of a “Long Wet Spring”" are the words of whoever warns, as are what somebody calls something.
        is_object = quotation.start > cue.start and len(text[cue.end : quotation.start][:_AHEAD].split()) < _NEAR
        is_his = is_object or _CALLS.search(text, cue.start, cue.end)
        named = not is_his and text[quotation.end - 2] not in "!?" and _NAMED_SO.search(before)
        if named or _WORK.search(before):
            return True
    if _ONE_WORD.match(text, quotation.start, quotation.end) and _ART.search(before):
        return not _CALLS.search(text, cue.start, cue.end)
    if _AS_HE_CALLED.search(before):
        return False
    if not _CALLS.search(text, cue.start, cue.end) and _is_nickname(text, quotation, before):
        return True
    if _MEANS.search(before) or (text[quotation.start + 1].isupper() and _RENAMES.search(before)):
        return True
    label = _LABELS.search(text[start : quotation.start])
    if not label:
        return False
    word = Span(start + label.start("word"), start + label.end("word"))
    return not word.overlaps(cue) or bool(_TITLES.match(label["word"]))


def _is_nickname(text: str, quotation: Span, before: str) -> bool:
    name = _GIVEN_NAME.match(text, quotation.start)
    is_name = name is not None and name.end() == quotation.end and name["name"].casefold() in lx.GIVEN_NAMES
    return is_name or _NICKNAMES.search(before) is not None


def quote_type(text: str, contents: Sequence[Span], outermost: Sequence[Span], cue: Span) -> QuoteType:
    """Direct if every letter of the contents is in quotation marks, indirect if none is, else mixed."""
    quoted = sum(letters(text, part) for part in quoted_parts(text, contents, outermost, cue))
    if quoted == 0:
        return QuoteType.INDIRECT
    return QuoteType.DIRECT if quoted >= sum(letters(text, content) for content in contents) else QuoteType.MIXED


def is_question(text: str, piece: Span) -> bool:
    """Does the piece ask something?"""
    return text[piece.start : piece.end + 1].rstrip("”\"'’)»*_ \n").endswith("?")


def standing(text: str, cue: Span, piece: Span) -> str:
    """How the piece stands to the cue: right behind, behind a colon or further words, before it, on another line."""
    first, last = min(cue.end, piece.end), max(cue.start, piece.start)
    between = text[first:last][:_AHEAD]
    side = "behind" if piece.start >= cue.end else "before"
    if "\n" in between:
        return f"{side}, other line"
    if re.search(r"[.!?]", between):
        return f"{side}, other sentence"
    if ":" in between or (side == "behind" and text[cue.start : cue.end].rstrip().endswith(":")):
        return f"{side}, colon"
    gap = len(WORD.findall(between))
    return f"{side}, near" if gap <= _NEAR else f"{side}, far"
