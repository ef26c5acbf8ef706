"""Does a stop end its sentence? What follows decides first, then what stands before.

The rules are our own, made against the cases of pySBD's golden rules and what news writes.
"""

from collections.abc import Callable

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.text.whitespace import BLANK

_TITLES = frozenset(ENGLISH.words("title_abbreviations"))
_ABBREVIATIONS = frozenset(ENGLISH.words("abbreviations"))
_BEFORE_NUMBERS = frozenset(ENGLISH.words("number_abbreviations"))
_COMPANIES = frozenset(ENGLISH.words("company_abbreviations"))
_MONTHS = frozenset(ENGLISH.words("month_abbreviations"))
_AFTER_HOURS = _MONTHS.union(ENGLISH.words("months"), ENGLISH.words("after_hours"), map(str.capitalize, lx.WEEKDAYS))
_BEFORE_LETTERS = frozenset(ENGLISH.words("before_letters"))
_MARKED_NAMES = frozenset(ENGLISH.words("marked_names"))
_STARTERS = frozenset(ENGLISH.words("sentence_starters"))
# Those that begin a name as well: the First Lady, the Second Fleet.
_ORDINALS = frozenset({"First", "Second", "Third", "Last", "Next"})
_NAMED = lx.ORGANISATION_WORDS | lx.ROLES.keys() | lx.ROLE_PLURALS.keys() | lx.GROUPS | lx.DEMONYMS | lx.PLACES
_SAID = ENGLISH.any_saying("after-name")

QUOTES = "\"'“”‘’«»„‟‹›「」『』〝〞〟＂"
_SPACE = rf"[{re.escape(BLANK)}]"
# Places of which news says that somebody spoke in them: "across the U.S. Cole said".
_PLACES = frozenset({"D.C", "E.U", "L.A", "N.Y", "N.Y.C", "U.A.E", "U.K", "U.N", "U.S", "U.S.A"})
_NOTES = r"\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)\]|[¹²³⁴-⁹]"
# Closing marks: right behind the stop, or a space behind it where the mark can only close. Marks that open in English
# and close in other tongues count if a space or the end follows.
_CLOSE = (
    rf"(?:[\"'”’»›)\]}}」』〞〟＂]|[“‘«‹](?={_SPACE}|\Z)|&(?:quot|rdquo|rsquo|raquo|#34|#8221|#8217);|>>"
    rf"|{_SPACE}[»›”](?!\w)|{_SPACE}''(?!\w)|{_NOTES})"
)
# A run of stops, dots with a space between them too (". . ."), and the closing marks after it. Groups are repeated
# greedily here: what follows them matches anything, so nothing is tried twice, and in Python 3.11.2 a possessive
# group that fails in the middle of its last turn keeps what it had read.
STOP = re.compile(rf"(?P<mark>[.!?…](?:\s?[.!?…])*|[。！？])(?P<close>{_CLOSE}*)")
NEXT = re.compile(
    rf"(?P<space>{_SPACE}*+)(?P<open>(?:[\"'“‘«(\[{{`„‚‹「『〝＂»›]|<<|,,|&(?:quot|ldquo|laquo|#34|#8220);)*)(?P<word>\w{{0,20}})"
)
_QUOTES = frozenset(QUOTES)
_LONGEST_WORD = 20
_WORD_BEFORE = re.compile(r"[\w.°º]*\Z")
_TWO_BEFORE = re.compile(rf"(\w*)[\"'“‘]?{_SPACE}{{0,2}}[(\"“'‘]?[\w.°º]*\Z")
_OPENING = re.compile(rf"(?:\W|&\w{{2,5}};){{0,{_LONGEST_WORD}}}")
_INNER_MARKS = tuple(",;:-–—/&=+)]}")
_INITIALS = re.compile(r"(?:[A-Z]|(?:[^\W\d_]\.)+[^\W\d_])")
_NUMBERING = re.compile(r"(?:[•⁃‣▪■●◦-]\s?)?[*_]{0,3}\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
# What is cried, within a sentence that goes on: "chanted “Stop! Go home!” at the gate".
_CRIED = re.compile(r"\w,?\s[\"“‘'][^\"“”‘’'.]{1,40}\Z")
_CRIED_ON = re.compile(r"\s(?:[^\"“”‘’'.!?]{1,30}[!?]\s?){1,3}[\"”’']\s[a-z]")
_LONGEST_CRY = 60
_AFTER_COLON = re.compile(rf":{_SPACE}{{1,3}}\(?(?:\d{{1,2}}|[a-z])\Z")
_SMALL_NAME = re.compile(r"[a-z]{1,2}[A-Z]\w|(?:ad|al|an|ar|as|ash|at|az|el)-[A-Z]")
# "14 Elm St.", "on Oak Dr.": no saint and no doctor.
_STREET = re.compile(rf"(?:[A-Z][\w’'-]+|\d+(?:st|nd|rd|th)){_SPACE}(?:St|Dr)\Z")
# "20 C.", "95 F."
_DEGREES = re.compile(rf"(?<![\d.,])(?:\d{{1,2}}[.,])?\d{{1,3}}{_SPACE}?°?{_SPACE}?[CF]\Z")
_IN_STATE = re.compile(rf",{_SPACE}[\w.]+\Z")
_HOUR = re.compile(r"(?:[ap]\.m|[AP]\.M)")
_HOUR_PHRASE = re.compile(
    r"(?:About|Around|After|At|Before|By|From|Shortly|Since|Until)\b(?:\s[\w.:-]{1,12}){1,5}\s?[\w.]*"
)
_NAME_SAID = re.compile(rf"(?:[A-Z][\w’'.-]{{0,30}}+\s){{1,4}}(?:{_SAID})\b")
_SOMEBODY_SAID = re.compile(rf"(?P<name>[A-Z][\w’'-]{{1,30}})\s(?:{_SAID})\b")
_PLURAL_ACTS = re.compile(r"[A-Z][a-z]{1,20}(?<!s)s\s(?!and\b|of\b|or\b|for\b)[a-z]")
_FOLLOWED_BY_NAME = re.compile(r"\w+\s[A-Z]")
_CITED = re.compile(r"\([^()]{1,60}\)\s?[.,;]")
# A new sentence without a space before it: "fired.Roe was". Not a domain's name, nor "Node.js".
_JOINED = re.compile(r"[A-Z][a-z]{1,20}(?:\s|,\s|[’'][a-z]|-)")
_DOMAINS = frozenset({"Com", "Org", "Net", "Gov", "Edu", "Info", "Js"})
_NOTE_NUMBER = re.compile(rf"\d{{1,2}}(?={_SPACE}+[\"“‘«(]?[^\W\d_a-z]|\Z)")
_SPELT = re.compile(r"[a-z]{3,}[\"'”’)]?\Z")
_SPACED_MARK = re.compile(
    rf"{_SPACE}[\"＂](?=(?P<end>{_SPACE}*\Z)|(?P<space>{_SPACE}+(?P<small>[a-z])?)|(?P<inner>[,.;:]))"
)


def sentence_end(text: str, start: int, stop: re.Match[str], end: int, closes: Callable[[int], bool]) -> int | None:
    """Where the sentence that begins at ``start`` ends, if this stop ends it; its closing marks belong to it.

    ``end`` is the paragraph's; ``closes`` tells of a straight mark with spaces on both sides whether it closes.
    """
    stop_end = stop.end()
    spaced = _SPACED_MARK.match(text, stop_end, end)
    quoted = not _QUOTES.isdisjoint(stop["close"]) or stop["close"].endswith((";", ">>"))
    if spaced and (spaced["end"] is not None or spaced["small"] or spaced["inner"] or closes(spaced.end())):
        stop_end, quoted = spaced.end(), True
    if stop_end == end:
        return end
    following = NEXT.match(text, stop_end, end)
    assert following  # every part of the expression may be empty
    if stop["mark"] in "。！？":
        return stop_end
    if _OPENING.fullmatch(text, start, stop.start()):
        return None
    if not following["space"]:
        return _end_without_space(text, stop, following, end, quoted=quoted)
    if _goes_on(text, stop, following, end, quoted=quoted):
        return None
    word = following["word"]  # the "I" of "I'm"
    if stop["mark"] == ".":
        return None if not quoted and _is_abbreviated(text, start, stop, following, end) else stop_end
    if quoted and (word == "I" or word not in _STARTERS) and _NAME_SAID.match(text, following.start("word"), end):
        return None
    if not quoted and (_is_marked_name(text, start, stop, word) or _is_cried(text, start, stop, end)):
        return None
    if stop["mark"].split() == [".", ".", "."] and text[stop.start() - 1] in BLANK:
        return None  # words left out inside a sentence
    return stop_end if quoted or word in _STARTERS or not _is_ellipsis(stop["mark"]) else None


def _end_without_space(
    text: str, stop: re.Match[str], following: re.Match[str], end: int, *, quoted: bool
) -> int | None:
    word = following["word"]
    if quoted:
        return stop.end() if word[:1].isupper() else None
    before = text[max(stop.start() - _LONGEST_WORD, 0) : stop.start()]
    if word in _STARTERS and len(word) > 1:
        return stop.end()
    if not _SPELT.search(before) or re.search(r"[@/]\S*\Z", before):
        return None
    note = _NOTE_NUMBER.match(text, stop.end(), end)
    if note and _last_word(before) not in _BEFORE_NUMBERS:
        return note.end()
    joined = _JOINED.match(text, stop.end(), end) and word not in _DOMAINS
    name = _last_word(before)
    known = name in _TITLES or name in _ABBREVIATIONS or name in _BEFORE_NUMBERS
    return stop.end() if joined and not known and stop["mark"] in ".!?" else None


def _last_word(before: str) -> str:
    found = _WORD_BEFORE.search(before)
    assert found  # it may be empty
    return found.group()


def _goes_on(text: str, stop: re.Match[str], following: re.Match[str], end: int, *, quoted: bool) -> bool:
    """A small letter follows, or a mark that stands inside a sentence, or the source of a quotation in brackets."""
    if following["open"]:
        left_out = text[stop.start() - 1 : stop.start()] == "[" and stop["close"].startswith("]")
        return (quoted or left_out) and _CITED.match(text, following.start("open"), end) is not None
    if following["word"]:
        small = following["word"][0].islower()
        return small and not _SMALL_NAME.match(text, following.start("word"), end)
    return text[following.end() : min(following.end() + 1, end)] in _INNER_MARKS


def _is_ellipsis(mark: str) -> bool:
    """Three dots, which may stand for words left out; a fourth is a full stop."""
    return not set(mark) & set("!?") and mark.count(".") + 3 * mark.count("…") == 3


def _is_marked_name(text: str, start: int, stop: re.Match[str], next_word: str) -> bool:
    """ "Yahoo!" and the like, with the name going on."""
    if next_word in _COMPANIES:
        return True
    name = _last_word(text[max(start, stop.start() - _LONGEST_WORD) : stop.start()])
    return stop["mark"] == "!" and name in _MARKED_NAMES and next_word not in _STARTERS


def _is_cried(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    begun = _CRIED.search(text, max(start, stop.start() - _LONGEST_CRY), stop.start())
    return begun is not None and _CRIED_ON.match(text, stop.end(), end) is not None


def _is_abbreviated(text: str, start: int, stop: re.Match[str], following: re.Match[str], end: int) -> bool:
    """Does the full stop belong to an abbreviation, an initial or the number of a list item, and the sentence go on?"""
    at, next_word = following.start("word"), following["word"]
    before = text[max(start, stop.start() - 2 * _LONGEST_WORD) : stop.start()]
    if _NUMBERING.fullmatch(text, start, stop.start()):
        return True
    if _AFTER_COLON.search(before):
        return True
    word = _last_word(before)
    starts = next_word in _STARTERS and not (next_word in _ORDINALS and _FOLLOWED_BY_NAME.match(text, at, end))
    if word in _BEFORE_NUMBERS:
        return next_word[:1].isdigit() or re.fullmatch(r"[IVX]+|[A-Z]", next_word) is not None
    if word in _TITLES or (word.capitalize() in _TITLES and word.isupper()):
        ends = starts and (_earlier_word(before) in lx.ARTICLES or _STREET.search(before))
        return not stop["close"] and not ends
    if _HOUR.fullmatch(word):
        clock = next_word in _AFTER_HOURS or (next_word.isupper() and 2 <= len(next_word) <= 4)
        return clock or (_HOUR_PHRASE.fullmatch(text, start, stop.start()) is not None and not starts)
    if _is_letter(word):
        earlier = _earlier_word(before)
        if earlier in _BEFORE_LETTERS or _DEGREES.search(before):
            return False
        if earlier in lx.ARTICLES and _PLURAL_ACTS.match(text, at, end):
            return False
    elif (word in _PLACES and _somebody_said(text, at, end)) or (
        _stands_last(word, before) and _PLURAL_ACTS.match(text, at, end)
    ):
        return False
    return (word in _ABBREVIATIONS or word in _COMPANIES or _INITIALS.fullmatch(word) is not None) and not starts


def _stands_last(word: str, before: str) -> bool:
    """Is it a company's, a month's or, behind a town, a state's, so that no noun is likely to belong to it?"""
    in_state = word.replace(".", "").casefold() in lx.STATES and _IN_STATE.search(before) is not None
    return word in _COMPANIES or word in _MONTHS or in_state


def _earlier_word(before: str) -> str:
    """The one before the last, in small letters."""
    two = _TWO_BEFORE.search(before)
    assert two  # every part of it may be empty
    return two[1].casefold()


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _somebody_said(text: str, at: int, end: int) -> bool:
    """Does a name that is no institution's say something here: "across the U.S. Cole said"? The Army would not."""
    found = _SOMEBODY_SAID.match(text, at, end)
    return found is not None and found["name"].casefold() not in _NAMED
