"""Lines that are told by what stands around them: headlines and headings, who wrote it, and lists of links."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.whitespace import BLANK

_LONGEST_HEADLINE = 200
_LONGEST_HEADING, _HEADING_WORDS = 90, 16
_SHORTEST_BODY = 25
# A heading may ask, if another does or all of it is in capitals: one question alone is the writer's.
_QUESTION_WORDS, _FEWEST_QUESTIONS = 9, 2
# Below a colon more words are an item of a list.
_WORDS_BELOW_COLON = 9
_ASKS_ON = re.compile(rf"(?:{ENGLISH.any_of('linking_words')}|guess)\b", re.I)
# "LET'S BREAK DOWN THE PLAN": to its readers an article says so of what follows.
_LEADS_ON = re.compile(r"(?:LET['’]S|LET US|HERE['’]S|HERE IS|HERE ARE|NOW,?|WE)\s")
_SHOUTED_WORDS = 7
_KICKER_WORDS = 3
# How many lines further on what belongs to a headline stands.
_NEAR = 8
# How many lines apart the numbers of headings stand.
_FAR = 40

_STOPS = (".", "!", "?", "…", "”", '"', "’", "'", ")", ":", ";", ",", "»", "—", "–", "-")
_CLOSING_MARKS = ("”", '"', "’", "'", "»")
_ENDED = (".", "!", "?", "…")
# A quotation or a post above a heading: "... not yet.” — Ann Roe, The Courier", "... not yet. — Ann (@roe) May 1, 2019"
_SIGNED = re.compile(r"[.!?…”\"’\w]\s?[—–]\s?[^\W\d_a-z](?:[^—–.!?:]|(?<=\b[A-Z])\.){2,70}\Z")
# How a letter to a paper begins.
_LETTER = re.compile(r"(?:Sir|SIR|Madam|Editor|Dear [A-Z]\w+)\b\s?[,:–—-]")
_IN_MARKS = re.compile(r"[“\"‘']((?:[^“”\"‘’'.!?…]|\b[’']\b){4,60})[”\"’']\Z")
_ITEM = re.compile(r"(?:[-*+•⁃▪]|\d{1,3}[.)])\s")
_NUMBERED, _NUMBERED_WORDS = re.compile(r"(?P<value>\d{1,2})[.)]\s(?=[^\W\d_a-z])"), 6
_FIGURE = re.compile(r"\W{0,3}\d")
_LABEL = re.compile(r"[^:]{1,40}:[*_]*\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# "in Lisbon", ", Alpine correspondent", behind an author's name.
_AT_WORK = re.compile(
    r"(?P<name>[^,]{3,40}?)(?: in [A-Z][\w’' -]{2,30}"
    rf"|, (?i:(?:[\w’'& -]{{2,40}} )?(?:{ENGLISH.any_of('writers')})))"
)
_NAME_WORD = r"[^\W\d_a-z][\w’'-]+"
_PARTICLE = f"(?:{ENGLISH.any_of('name_particles')})"
_AUTHOR = re.compile(rf"{_NAME_WORD}(?: (?:[A-Z]\.|{_NAME_WORD}|{_PARTICLE})){{0,3}} {_NAME_WORD}")
# What is written small in a line of names and offices.
_BETWEEN_NAMES = frozenset({"and", "of", "for", "the", *ENGLISH.words("name_particles")})
LISTS_LINKS = re.compile(rf"\W*(?:{ENGLISH.any_of('link_lists')})\W*", re.I)


def ends_open(text: str, span: Span) -> bool:
    """True if no full stop, question or exclamation mark ends the words, with or without a mark behind it."""
    end = text[max(span.end - 8, span.start) : span.end].rstrip(BLANK + "”\"'’)»*_")
    return not end.endswith(_ENDED)


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page, and what each is as far as it is known; ``asking`` are those that may head and ask."""

    text: str
    lines: Sequence[Span]
    kinds: Sequence[Passage]
    asking: frozenset[int]

    def words(self, i: int) -> str:
        return self.lines[i].of(self.text)

    def ends_open(self, i: int) -> bool:
        return ends_open(self.text, self.lines[i])

    def next_body(self, i: int) -> int | None:
        """The next line near by that is body so far."""
        return next((j for j in range(i + 1, min(i + _NEAR, len(self.kinds))) if self.kinds[j] is Passage.BODY), None)

    def next_sentence(self, i: int) -> int | None:
        """The next one of them that ends like a sentence."""
        j = self.next_body(i)
        while j is not None and j < i + _NEAR and self.ends_open(j):
            j = self.next_body(j)
        return j


def find_headlines(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark headlines above the body, the line under them, the author's lone name above or below what he wrote, headings
    between paragraphs, and the links of a list of links.
    """
    page = _Page(text, paragraphs, kinds, _asking(text, paragraphs, kinds))
    seen_body = seen_headline = in_links = False
    before = 0  # the last line of the body
    for i, line in enumerate(paragraphs):
        if kinds[i] in (Passage.HEADLINE, Passage.CAPTION):
            seen_headline = True
        if kinds[i] is not Passage.BODY:
            in_links = kinds[i] is Passage.NAVIGATION and LISTS_LINKS.fullmatch(text, line.start, line.end) is not None
            continue
        in_links = in_links and _ITEM.match(text, line.start, line.end) is not None and page.ends_open(i)
        if in_links:
            kinds[i] = Passage.NAVIGATION
        elif seen_body:
            kinds[i] = _below_body(page, i, before)
        elif page.next_body(i) is not None or page.kinds[i + 1 : i + 2] == [Passage.CAPTION]:
            kinds[i] = _above_body(page, i, first=not seen_headline)
            seen_headline |= kinds[i] is Passage.HEADLINE
            seen_body = kinds[i] is Passage.BODY
        if kinds[i] is Passage.BODY:
            before = i


def _asking(text: str, lines: Sequence[Span], kinds: Sequence[Passage]) -> frozenset[int]:
    """The short questions that are a line of their own and have a paragraph below."""
    asking = [
        i
        for i, (line, below) in enumerate(pairwise(lines))
        if text[line.end - 1] == "?"
        and (kinds[i], kinds[i + 1]) == (Passage.BODY, Passage.BODY)
        and line.end - line.start <= _LONGEST_HEADING
        and not ends_open(text, below)
        and text[below.end - 1] != "?"
        and _may_head(line.of(text))
    ]
    sure = len(asking) >= _FEWEST_QUESTIONS
    return frozenset(i for i in asking if sure or lines[i].of(text).isupper() or _is_title(lines[i].of(text)))


def _may_head(question: str) -> bool:
    """Is it one question of few words, that goes on from nothing?"""
    words = _WORD.findall(question)
    goes_on = _ASKS_ON.match(question) or any(stop in question[:-1] for stop in (".", "!", "?", ", ", ": "))
    return len(words) <= _QUESTION_WORDS and not goes_on


def _above_body(page: _Page, i: int, *, first: bool) -> Passage:
    words, following = page.words(i), page.next_body(i)
    if following is None:  # above pictures alone
        return Passage.HEADLINE if first and page.ends_open(i) else Passage.BODY
    if _goes_on_byline(words, page.kinds[i - 1 : i]):
        return Passage.BYLINE
    if _is_lone_name(words):
        # Whom it is about has his name above it: "Ann Roe" / "Ann Roe, 84, died on Monday."
        return Passage.HEADLINE if first and page.words(following).startswith(words) else Passage.BYLINE
    if _under_headline(page, i) and _is_author(words) and not page.ends_open(following):
        return Passage.BYLINE
    if _is_headline(page, i, following, first=first) or _is_numbered_heading(page, i, i - 1, following):
        return Passage.HEADLINE
    return Passage.BODY


def _under_headline(page: _Page, i: int) -> bool:
    """Is there a headline right above that is no kicker, perhaps with a deck between?"""
    above = [page.words(j) for j in range(max(i - 2, 0), i) if page.kinds[j] is Passage.HEADLINE]
    return any(len(_WORD.findall(words)) > _KICKER_WORDS for words in above)


def _below_body(page: _Page, i: int, before: int) -> Passage:
    following = page.next_body(i)
    if _signs(page, i, before, following):
        return Passage.BYLINE
    if following is None:
        return Passage.BODY
    if _is_shouted_link(page, i, before, following):
        return Passage.NAVIGATION
    if _is_numbered_heading(page, i, before, following):
        return Passage.HEADLINE
    # A heading of two lines: "PERU" / "Bus plunge kills 14".
    if following == i + 1 and _looks_like_heading(page, following):
        following = page.next_body(following) or following
    return Passage.HEADLINE if _is_heading(page, i, before, following) else Passage.BODY


def _signs(page: _Page, i: int, before: int, following: int | None) -> bool:
    """The name of who wrote what is above it, as under a letter, or his place below his name; nothing goes on below."""
    words = page.words(i)
    below = following is None or page.ends_open(following) or _LETTER.match(page.words(i + 1))
    if page.ends_open(before) or not below:
        return False
    if _is_lone_name(words) and before == i - 1:
        return True
    signed = before == i - 2 and page.kinds[i - 1] is Passage.BYLINE and _is_lone_name(page.words(i - 1))
    return signed and _goes_on_byline(words, page.kinds[i - 1 : i])


def _is_headline(page: _Page, i: int, following: int, *, first: bool) -> bool:
    """A short line without a full stop above the body, or the first one in title case."""
    text, line, below = page.text, page.lines[i], page.lines[following]
    size = line.end - line.start
    # The cells of a row have tabs between them.
    if size > _LONGEST_HEADLINE or _ITEM.match(text, line.start, line.end) or "\t" in line.of(text):
        return False
    if _talks(page, i) and _talks(page, following):
        return False
    sentence = page.lines[page.next_sentence(i) or following]
    longer = max(below.end - below.start, sentence.end - sentence.start) > size
    if ends_open(text, line):
        return not line.of(text).endswith((":", ",", "—", "–")) and (first or longer or _is_title(line.of(text)))
    stop = text[max(line.end - 3, line.start) : line.end].rstrip("”\"'’)»*_")
    asks = stop.endswith(("?", "!")) and len(re.findall(r"[.?!]\s", line.of(text))) == 0
    return first and longer and (asks or _is_title(line.of(text)))


def _talks(page: _Page, i: int) -> bool:
    """Does the line begin with a label that may be a speaker's: neither "Claim:" nor "Dividend: 4.2p" in a table?"""
    line = page.lines[i]
    label = _LABEL.match(page.text, line.start, line.end)
    if label is None or label[0].rstrip(" :*_").casefold() in lx.KICKERS:
        return False
    return label[0].isupper() or _FIGURE.match(page.text, label.end()) is None


def _says_who_speaks(text: str, line: Span) -> bool:
    """ "ROE: Never", but not "Roe: Taxes must rise": capitals all over are a label's."""
    label = _LABEL.match(text, line.start, line.end)
    return label is not None and label[0].isupper() and not line.of(text).isupper()


def _is_heading(page: _Page, i: int, before: int, following: int) -> bool:
    """A few words without a stop between two paragraphs that are sentences."""
    below = page.lines[following]
    return (
        _looks_like_heading(page, i)
        and _parts_from(page, i, before)
        and below.end - below.start >= _SHORTEST_BODY
        and _is_prose(page, following)
        and not _says_who_speaks(page.text, page.lines[i])
    )


def _parts_from(page: _Page, i: int, before: int) -> bool:
    """Has the paragraph ``before`` ended, or does it lead on to headings, and neither to figures nor to a list?"""
    words, above = page.words(i), page.words(before)
    if above.endswith(":"):
        is_item = len(_WORD.findall(words)) > _WORDS_BELOW_COLON or ":" in words
        return not is_item and not any(map(str.isdigit, words))
    return not page.ends_open(before) or above.endswith(_CLOSING_MARKS) or _SIGNED.search(above[-80:]) is not None


def _is_shouted_link(page: _Page, i: int, before: int, following: int) -> bool:
    """The headline of another article between two paragraphs, all of it in capitals: longer than a heading is."""
    words = page.words(i)
    return (
        words.isupper()
        and len(words) <= _LONGEST_HEADLINE
        and len(_WORD.findall(words)) >= _SHOUTED_WORDS
        and page.ends_open(i)
        and not words.endswith((":", ",", ";"))
        and not _talks(page, i)
        and not _LEADS_ON.match(words)
        and not any(page.words(j).isupper() for j in (before, following))
    )


def _is_prose(page: _Page, i: int) -> bool:
    """Does the line end like a sentence, introduce something, or go on for longer than a heading does?"""
    line = page.lines[i]
    return not page.ends_open(i) or page.words(i).endswith(":") or line.end - line.start > _LONGEST_HEADLINE


def _is_numbered_heading(page: _Page, i: int, before: int, following: int) -> bool:
    """ "2. Schools" above a paragraph, which items of a list have not between them; and "1." or "3." near by."""
    number = _NUMBERED.match(page.words(i))
    below = page.words(following)
    return (
        number is not None
        and following == i + 1
        and page.ends_open(i)
        and len(_WORD.findall(page.words(i))) <= _NUMBERED_WORDS
        and not _ITEM.match(below)
        and len(below) >= _SHORTEST_BODY
        and not page.ends_open(following)
        and not (before >= 0 and _ITEM.match(page.words(before)))
        and any(
            (other := _NUMBERED.match(page.words(j))) and abs(int(other["value"]) - int(number["value"])) == 1
            for j in range(max(i - _FAR, 0), min(i + _FAR, len(page.lines)))
        )
    )


def _looks_like_heading(page: _Page, i: int) -> bool:
    line = page.lines[i]
    if line.end - line.start > _LONGEST_HEADING or _ITEM.match(page.text, line.start, line.end):
        return False
    # "‘No more mud’", "Dismissing the ‘star witness’"
    words = _IN_MARKS.sub(r"\1", page.words(i))
    words = words.removesuffix("?") if i in page.asking else words
    return (
        not words.endswith(_STOPS)
        and "\t" not in words
        and not words[0].islower()
        and words[0] not in "“\"'‘«„—–-("
        and "@" not in words
        and 0 < len(_WORD.findall(words)) <= _HEADING_WORDS
    )


def _is_title(words: str) -> bool:
    """Hardly a long word that has no capital."""
    long = [word for word in _WORD.findall(words) if len(word) > 4]
    return len(long) > 2 and sum(word[0].isupper() for word in long) * 5 > len(long) * 4


def _goes_on_byline(line: str, before: Sequence[Passage]) -> bool:
    """The outlet or the office of the author, on the line below the name."""
    words = _WORD.findall(line) if len(line) <= _LONGEST_HEADING else []
    return list(before) == [Passage.BYLINE] and 0 < len(words) <= 4 and all(word[0].isupper() for word in words)


def _is_author(words: str) -> bool:
    """ "Maryam Idris in Kano", "Jan de Wit, science editor": a name that nobody need know."""
    works = _AT_WORK.fullmatch(words.strip("*_ "))
    name = works["name"] if works else words.strip("*_ ")
    found = [word.casefold() for word in _WORD.findall(name)]
    known = (lx.NOT_NAMES, lx.PLACES, lx.ORGANISATION_NOUNS, lx.DOCUMENTS, lx.KICKERS)
    return _AUTHOR.fullmatch(name) is not None and not name.isupper() and all(some.isdisjoint(found) for some in known)


def _is_lone_name(words: str) -> bool:
    """ "Ann Roe", "Ann Roe, Associated Press", "ANN ROE | The Courier"."""
    if len(words) > _LONGEST_HEADING or words.endswith(_STOPS):
        return False
    found = _WORD.findall(words)
    return (
        2 <= len(found) <= 9
        and found[0].casefold() in lx.GIVEN_NAMES
        and all(word[0].isupper() or word in _BETWEEN_NAMES for word in found)
        and (len(found) <= 4 or "," in words or "|" in words or " and " in words)
    )
