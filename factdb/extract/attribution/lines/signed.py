"""Quotations and posts that are signed: ``“It is over.” — Ann Roe``, ``“It is over” (Ann Roe)``, ``“It is over.” Ann
Roe, The Herald``, a post with its author's name and handle above, below or behind it, ``RT @annroe: It is over``.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factdb.extract.attribution.lines.talks import Line
from factdb.extract.attribution.lines.talks.labels import NAME, PARTICLE
from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.segments import is_block_quoted
from factdb.text.spans import PLACE, letters, trimmed
from factdb.text.whitespace import LINE_END, WORD

# One pair of marks, which writers now and then turn the wrong way, around a sentence; a dash, a colon or a bracket, a
# name, and perhaps a little about it; a dash or a bullet may begin the line.
_SIGNED = re.compile(
    r"(?:(?:[―—–•*-]|--)\s+)?(?P<words>[“”\"„«‘'][^“”\"«»]*[“”\"»’'])"
    r"(?:\s*(?P<dash>[―—–~:]|--)|\s+(?P<hyphen>-)|\s(?P<bracket>\())\s*"
    # An editorial is the paper's: "— Editorial, The Kelso Herald".
    r"(?:(?i:editorial(?:\sboard)?),\s)?"
    rf"(?P<about>(?P<name>{NAME})(?:, [^“”\"\n]{{1,80}}| \([^()\n]{{1,40}}\))?"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?)\)?\.?"
)
# "CLARA VOSS, ELM SECURITIES: “Nobody saw it coming.”"
_LABELLED = re.compile(
    rf"(?:[•*-]\s+)?[*_]{{0,3}}(?P<about>(?P<name>{NAME})(?:, [^“”\":\n]{{1,90}})?)[*_]{{0,3}}(?P<cue>:)"
    r"[*_]{0,3}\s+(?P<words>[“\"„«][^“”\"«»]+[”\"»])"
)
# "— Ann Roe, in a letter to the town", the last line of a block quote.
_BELOW = re.compile(
    rf"(?P<cue>[—–―-]{{1,2}})\s?[*_]{{0,2}}(?P<about>(?P<name>{NAME})(?:, [^“”*_\"\n]{{1,80}})?)[*_]{{0,2}}\.?"
)
# A review of the press: what a paper wrote, and below or behind it who wrote it there, without a dash.
_NAMED = r"[A-Z][\w.&’'-]*"
_REVIEWED = re.compile(
    # Paragraphs may be run together, with the mark that opens each.
    r"(?P<words>[“\"„«‘'](?:[^“”\"«»]|(?<=[.!?…]\s)[“\"](?=\S))*[.!?…][’']?\s?[”\"»])\s*"
    rf"(?P<name>{NAME}(?: and {NAME})?)(?P<cue>, (?:The )?{_NAMED}(?: (?:of |the |for |& |and )?{_NAMED}){{0,4}})"
)
_SAYS = re.compile(rf"\b(?:{ENGLISH.any_saying('after-name', 'aside')})\b|[.!?]\s(?:He|She|They)\s")
_CLOSING, _ENDED = "“”\"»’' ", (".", "!", "?", "…", ",")
_LARGE = re.compile(rf"[^\W\d_a-zß-ÿ]|{PARTICLE}\Z")
_UNCLOSED = re.compile(r"[“\"„«][^“”\"«»]*")
_FINITE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs')})\b|n[’']t\b|[’'](?:re|ll|ve|m|s)\b", re.I)
# A full stop that only ends the line.
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")
_HANDLE = r"@\w{1,30}"
# Names of networks have little pictures behind them: "Ann Roe 🐘 (@annroe)".
_PICTURES = r"(?:[^\w\s()@.,:;!?“”\"'’-]{1,8}\s?){0,3}"
# The day may be a link, as Markdown has it.
_DAY = r"(?:\s?\[[^\[\]]{4,40}\]\(\S{1,120}\)|\s[A-Z][a-z]{2,8} \d{1,2}, \d{4})"
# Between a dash and a handle with a day whatever stands is a name: "Ann Roe, MD", "4th Kelso Fan Club".
_SIGNATURE = re.compile(
    rf"[—–―-]{{1,2}}\s?(?P<name>{NAME}(?:, [JS]r\.)?(?=\s{_PICTURES}\()"
    rf"|[^\s()—–―-][^()\n—–―]{{0,60}}?(?=[^\w()]{{0,12}}\({_HANDLE}\){_DAY}\Z))"
    rf"[^\w()]{{0,24}}\((?P<handle>{_HANDLE})\)(?P<date>[^.!?]{{0,40}}|{_DAY})\Z"
)
_QUOTED = re.compile(r"(?:[“„]|(?<![\w.,!?])\")[^“”\"]{20,}(?:[”\"]|\Z)")
_BELOW_POST, _ABOVE_POST = "the post is signed by its author", "the post names its author above"
# Under these rules a post stands without marks.
SIGNED = frozenset({_BELOW_POST, _ABOVE_POST})
# How far before its end the signature of a post begins.
_SIGNATURE_LENGTH = 160
_HEADER = re.compile(
    rf"(?!RT\s)(?P<name>{NAME})\s\(?(?P<handle>{_HANDLE})\)?\s?(?P<cue>·|\||-|–|—|:)\s?(?P<date>.{{0,30}})"
)
# "Ann Roe (@annroe): It is over.", "Ann Roe (@annroe) It is over.": no date, and more than a word.
_IN_ONE_LINE = re.compile(
    rf"(?!RT\s)(?P<name>{NAME})\s{_PICTURES}\(?(?P<handle>{_HANDLE})\)?(?P<cue>\s?:|(?<=\))(?=\s[^a-z(]))"
    r"\s(?!https?:)(?=[^\d\s]+\s\D)"
)
_REPOST = re.compile(rf"(?:RT\s|Retweet:\s|QT\s)?(?P<name>{_HANDLE})(?P<cue>:)\s(?=\S)")
# "@annroe tweets: It is over."
_TOLD_IN_POST = re.compile(
    rf"(?P<name>{_HANDLE})\s(?P<cue>(?:has\s)?(?:tweet(?:s|ed)|post(?:s|ed)|writes|wrote|says|said|add(?:s|ed))"
    r"(?:\s(?:on|at|from|earlier|this|today|yesterday)\b[^:.\n]{0,40})?:)\s(?=[^\s“\"‘'«])"
)
# Its letters come first, so that nothing is asked where they aren't.
_INNER_REPOST = re.compile(rf"RT(?<![\w“\"‘']RT)\s(?P<name>{_HANDLE})(?P<cue>:)\s(?=\S)")
# A shorter quotation before a name and a place may be a title.
_REVIEWED_WORDS = 6
# A post has hardly more lines.
_MOST_LINES = 12
# A line's end and a blank line part paragraphs.
_PARAGRAPHS_APART = 2


def signed(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The quotations that stand alone with the name of who said them; the name may stand on a line of its own."""
    spans = [part.span for part in parts]
    both = [Span(this.start, following.end) for this, following in pairwise(spans)]
    for part in (*spans, *both):
        line = _SIGNED.fullmatch(text, part.start, part.end)
        if not line or not _is_signature(line):
            continue
        cue = Span(*next(line.span(group) for group in ("dash", "hyphen", "bracket") if line[group]))
        name = Span(line.start("about"), line.start("about") + len(_FULL_STOP.sub("", line["about"])))
        yield part, _line(name, cue, (Span(*line.span("words")),), "the quotation is signed with its speaker's name")
    prose = [part.span for part in parts if part.passage is not Passage.NAVIGATION]
    for part in prose:
        label = _LABELLED.fullmatch(text, part.start, part.end)
        # "Ann Roe, a clerk, said: “It is over.”" is a sentence.
        if label and _is_label(label) and not _SAYS.search(label["about"]):
            found = (Span(*label.span("about")), Span(*label.span("cue")), (Span(*label.span("words")),))
            yield part, _line(*found, "the quotation has its speaker's name before it")
    yield from _signed_below(text, prose)
    for number in range(len(prose)):
        yield from _reviewed(text, prose, number)


def _signed_below(text: str, spans: Sequence[Span]) -> Iterator[Line]:
    """Block quotes that each end in a line with a dash that names who said them."""
    quoted: list[Span] = []
    for span in spans:
        if not is_block_quoted(text, span):
            quoted = []
            continue
        below = _BELOW.fullmatch(text, *PLACE(span)) if quoted else None
        if below and _is_label(below):
            lines = quoted[1 - _MOST_LINES :]
            found = (Span(*below.span("about")), Span(*below.span("cue")), tuple(lines))
            own = _line(*found, "the block quote is signed with its speaker's name")
            yield from ((line, own) for line in (*lines, span))
            quoted = []
        else:
            quoted.append(span)


def _reviewed(text: str, spans: Sequence[Span], number: int) -> Iterator[Line]:
    """What a paper wrote, with the paragraphs before it that go on in it, and the name of who wrote it there."""
    part, following = spans[number], spans[min(number + 1, len(spans) - 1)]
    line = _REVIEWED.fullmatch(text, part.start, part.end) or _REVIEWED.fullmatch(text, part.start, following.end)
    if not line or len(WORD.findall(line["name"])) < 2 or len(WORD.findall(line["words"])) < _REVIEWED_WORDS:
        return
    first = number
    while first and number - first < _MOST_LINES and _UNCLOSED.fullmatch(text, *PLACE(spans[first - 1])):
        first -= 1
    contents = (*spans[first:number], Span(*line.span("words")))
    rule = "the quotation is signed with its author's name and paper"
    found = _line(Span(*line.span("name")), Span(*line.span("cue")), contents, rule)
    yield from ((one, found) for one in (*spans[first:number], Span(part.start, line.end())))


def _is_label(line: re.Match[str]) -> bool:
    """A name of two words or more in capitals, and no sentence that a colon ends: "He concluded:"."""
    words = WORD.findall(line["name"])
    name = [word.casefold() for word in words]
    if len(name) < 2 or not (words[0][0].isupper() and all(map(_LARGE.match, words[1:]))):
        return False
    return name[-1] not in lx.NOT_NAMES and name[-1] not in lx.PLACES and name[0] not in lx.KICKERS


def _is_signature(line: re.Match[str]) -> bool:
    name = WORD.findall(line["name"])
    # "(The Kelso Herald)"
    name = name[1:] if name[0] == "The" and len(name) > 2 else name
    # "Paula K."
    last = (name[-2] if len(name) > 1 and len(name[-1]) == 1 else name[-1]).casefold()
    if not line["name"][0].isupper() or len(last) < 2 or last in lx.NOT_NAMES or last in lx.PLACES:
        return False
    if name[0].casefold() in lx.NOT_NAMES or (line["dash"] == ":" and len(name) < 2):
        return False
    # Without a stop it is a title rather than a sentence, unless a verb or small words tell.
    words = WORD.findall(line["words"])
    if line["words"].rstrip(_CLOSING).endswith(_ENDED):
        return True
    return len(words) > 2 and len(name) > 1 and _FINITE.search(line["words"]) is not None


def posts(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """Posts of a social network, with the name or handle of their author before or behind them."""
    body = [part.span for part in parts if part.passage in (Passage.BODY, Passage.HEADLINE)]
    for number, span in enumerate(body):
        line = _SIGNATURE.search(text, max(span.start, span.end - _SIGNATURE_LENGTH), span.end)
        if line and line.start() == span.start and number:
            own = _run(text, body, number - 1, -1)
            yield from _post(line, own, span, _BELOW_POST)
        elif line and line.start() > span.start and not _mostly_quotes(text[span.start : line.start()]):
            above, said = _above(text, body, number), trimmed(text, Span(span.start, line.start()))
            found = _signed_post(line, (*above, *said), span, _BELOW_POST)
            yield from ((one, found) for one in (*above, span))
        elif line := _IN_ONE_LINE.match(text, span.start, span.end):
            label, content = Span(span.start, line.end("cue")), Span(line.end(), span.end)
            yield span, _signed_post(line, (content,), label, "the post has its author's name before it")
        elif (line := _HEADER.fullmatch(text, span.start, span.end)) and number + 1 < len(body) and not _greets(line):
            own = _run(text, body, number + 1, 1)
            yield from _post(line, own, span, _ABOVE_POST)
        elif line := (
            _REPOST.match(text, span.start, span.end)
            or _TOLD_IN_POST.match(text, span.start, span.end)
            or _INNER_REPOST.search(text, span.start, span.end)
        ):
            content = Span(line.end(), span.end)
            name, cue = Span(*line.span("name")), Span(*line.span("cue"))
            yield Span(line.start(), span.end), _line(name, cue, (content,), "the post has its author's name before it")


def _greets(line: re.Match[str]) -> bool:
    """ "Hi @annroe -" is who is written to, no author."""
    return line["name"].casefold() in lx.NOT_NAMES


def _mostly_quotes(words: str) -> bool:
    """Who mostly quotes in a post says little himself."""
    return 2 * sum(len(quoted[0]) for quoted in _QUOTED.finditer(words)) > len(words)


def _post(line: re.Match[str], own: Sequence[Span], signature: Span, rule: str) -> Iterator[Line]:
    found = _signed_post(line, tuple(sorted(own)), signature, rule)
    yield from ((one, found) for one in (*own, signature))


def _signed_post(line: re.Match[str], own: tuple[Span, ...], signature: Span, rule: str) -> Found:
    """The author's name is the source; the handle and the date, which nobody says, stand in the cue."""
    cue = Span(line.start("handle") - (line.string[line.start("handle") - 1] == "("), signature.end)
    return _line(Span(*line.span("name")), cue, own, rule)


def _run(text: str, body: Sequence[Span], number: int, step: int) -> tuple[Span, ...]:
    """The paragraph at ``number`` and those next to it that only a line's end parts from it: the lines of one post."""
    found = [body[number]]
    while 0 <= number + step < len(body) and len(found) < _MOST_LINES:
        one, other = sorted((body[number], body[number + step]))
        if len(LINE_END.findall(text, one.end, other.start)) != 1:
            break
        number += step
        found.append(body[number])
    return tuple(found)


def _above(text: str, body: Sequence[Span], number: int) -> tuple[Span, ...]:
    """The paragraphs above that stand further apart, and from the one at ``number``, than the article's own do below: a
    page keeps the blank lines of a post beside those that it parts paragraphs with.
    """
    if number + 1 == len(body):
        return ()
    below = len(LINE_END.findall(text, body[number].end, body[number + 1].start))
    found: list[Span] = []
    while number and len(found) < _MOST_LINES:
        above = body[number - 1]
        wide = len(LINE_END.findall(text, above.end, body[number].start)) > max(below, _PARAGRAPHS_APART)
        # What is quoted in a post is whose it is, and above "Watch:" stands no part of it.
        if (
            not wide
            or letters(text, Span(above.end, body[number].start))
            or _mostly_quotes(above.of(text))
            or _is_signed(text, above)
        ):
            break
        number -= 1
        found.insert(0, above)
    return tuple(found)


def _is_signed(text: str, span: Span) -> bool:
    return _SIGNATURE.search(text, max(span.start, span.end - _SIGNATURE_LENGTH), span.end) is not None


def _line(source: Span, cue: Span, contents: tuple[Span, ...], rule: str) -> Found:
    return Found((source,), cue, contents, None, (rule,))
