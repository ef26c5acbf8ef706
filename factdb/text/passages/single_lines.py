"""What the words and marks of a line alone say that it is: navigation, a byline or credit, a caption, a question."""

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Passage, Span
from factdb.text.passages.plugs import LONGEST as LONGEST_PLUG
from factdb.text.passages.plugs import is_plug
from factdb.text.segments import sentences
from factdb.text.spans import PLACE

# Longer lines are prose.
_LONGEST_LINE, _LONGEST_CAPTION = 200, 500
# With a credit in brackets behind it, a caption may tell as much.
_LONGEST_CREDITED = 800
# "Home." may be a sentence of the article.
_FEWEST_OF_A_LINK = 2

# A star of the list stands for any words.
_NAVIGATION_LINES = "|".join(re.escape(line).replace(r"\*", ".*") for line in ENGLISH.words("navigation_lines"))
_NAVIGATION = re.compile(rf"\W*(?:{_NAVIGATION_LINES})\W*")
_SHARE_WORDS = frozenset(ENGLISH.words("share_words"))
_FOLLOW = re.compile(
    r"(?:follow|contact|email|e-mail|reach|write to)\b.{1,90}(?:\b(?:on|at)\s(?:twitter|facebook|instagram|x)\b|@)"
)
# Lines of stars or dots, the number of what stood there, and what a page's source leaves in its text: "<tweet
# id="12">Well said!</tweet>".
_ORNAMENT = re.compile(r"[\W_]*|\d{9,}")
_TAGS = re.compile(r"\W*(?:</?[a-z][\w-]*(?:[\s/][^<>]{0,300})?>\W*)+")
# Markdown: "![The dam in May](dam.jpg)" is a picture, and "- [Read the report](report.html)" leads away.
_PICTURE = re.compile(r"!\[[^\]]+\]\([^()\s]*\)\W*")
# What leads to another article within a line: "Who closed the mill? Read more", "Reid:Senator backs mill", as pages run
# a label, which may be a quotation or a question, into a title.
_LEADS_AWAY = re.compile(
    r".{20,}[^.:…] Read more|(?:[A-Z][^:.!?“\"]{2,40}|[“\"‘'][^:.!?“”\"]{2,40}[”\"’']|[A-Z][^:.!?“\"]{10,40}[?!])"
    r":(?=[A-Z][a-z]|[“\"‘']).{20,}[^.:,]"
)
# When a caption of a film is seen: "00:00:01.000 --> 00:00:05.500".
_CUE = re.compile(r"(?:WEBVTT\b.*|(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3} --> (?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}\b.*)")
# What a record of a parliament tells of who isn't heard: "Mr Poe interjecting—".
_INTERRUPTS = re.compile(r"[A-Z][\w.’' -]{1,60} (?:interject(?:ing|ed)|interrupt(?:ing|ed)|rose|rising)\s?[—–-]?\.?")
# An agency's note for those who print it: "((ann.roe@elm.example; +1 555 0100))".
_NOTE = re.compile(r"\(\(.*\)\)\W*")
_LINK = r"\W*(?:https?://|www\.)[^\s()]+"
# A blank or a bracket parts two links: an address may hold "www." again and again.
_BARE_LINKS = re.compile(rf"{_LINK}(?:[\s()]{_LINK})*\W*")
_LINKS = re.compile(r"(?:[-*+•]\s+)?(?:\[[^\]]*[^\].!?]\]\([^()\s]*\)[\s|·•]*)+")
# The tables under a match: who played, who watched, runs by innings.
_LINE_UP = re.compile(
    r"(?:[\w.’'&-]{1,30} ){0,4}[\w.’'&-]{1,30}(?: \((?:\d-){2,4}\d\):|: \((?:\d-){2,4}\d\)) [^!?]{10,}"
    r"|(?:attendance|att): [\d,. ]+\W*|(?:referee|umpires?|subs|substitutes|unused subs|subs not used|booked|bookings"
    r"|sent off|man of the match|player of the match|half-?time|ht): [^:]{2,120}",
    re.I,
)
_BOX_SCORE = re.compile(
    r"(?:[A-Z][\w.’'&-]{0,30}\s){1,4}(?:[\dx]{1,4}[\s–—-]{1,3}){4,}[\dx]{1,4}|(?:WP?|LP?): .{3,120}"
)
_CREDIT = re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, ENGLISH.words('credits')))})(?!\w)")
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article)\b|^\W*©|\(c\) \d{4}\b|^\(c\) \w"
    r"|^\W*with (?:[\w.’'-]+ ){0,3}(?:wires|(?:wire|news) (?:reports|services))\W*$"
)
# The author's address or account, under the name.
_ADDRESS = re.compile(r"\W*(?:[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,30}){1,4}|@\w{1,30})\W*")
# The agency alone, under what it wrote: "dpa/afp".
_AGENCIES = ENGLISH.any_of("agencies")
_BY_AGENCIES = re.compile(rf"\W*(?:{_AGENCIES})(?:(?:\W+|\s?and\s)(?:{_AGENCIES})){{0,4}}\W*")
_NAME = rf"(?:[^\W\d_a-z][\w.’'-]*|{ENGLISH.any_of('name_particles')})"
# "Staff writer Ann Roe contributed from Lynn. Cole reported from Elm, Kent.", and nothing else.
_FROM = rf"(?: from {_NAME}(?:,? (?:(?:and|from|in) )?{_NAME}){{0,9}})"
_REPORTED = (
    rf"(?:[^!?:“”\"\n]{{0,140}}? )?{_NAME},? (?:contributed(?: (?:reporting|this report))?{_FROM}?|reported{_FROM})"
)
_REPORTERS = re.compile(rf"[\W_]*{_REPORTED}(?:\. {_REPORTED}){{0,3}}\.?")
# "Courtesy of Elm Street Press, Inc.", under a picture.
_COURTESY = re.compile(rf"\W*Courtesy (?:of )?(?:the )?{_NAME}(?:(?:,|\s(?:and|of|&))?(?:\sthe)?\s{_NAME}){{0,6}}\W*")
_BYLINE = re.compile(
    rf"[\W_]*(?:By|BY|by)[ \xa0]{_NAME}(?:[ \xa0]{_NAME}){{0,5}}"
    r"(?:(?:,|[ \xa0](?:and|AND|&|[|•·–—-]|with|for|in|of|at|the)|,[ \xa0](?:and|with))"
    rf"[ \xa0]{_NAME}(?:[ \xa0]{_NAME}){{0,5}}){{0,8}}"
    rf"(?:, (?i:(?:[\w’'& -]{{2,40}} )?(?:{ENGLISH.any_of('writers')})))?"
    r"(?:[,|•·–—\s-]*(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)).{0,60})?[\W_]*"
)
_MONTHS = ENGLISH.any_of("months", "month_abbreviations").casefold()
_DATE = re.compile(
    rf"\W*(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|{_MONTHS}|am|pm|a\.m|p\.m|at|on"
    r"|updated|published|posted|last|gmt|bst|est|edt|et|pt|utc|\d{1,4}(?:st|nd|rd|th)?(?!\d)|\d{1,2}:\d{2}(?::\d{2})?|ago"
    r"|hours?|minutes?|days?|min|read)\W*){2,12}"
)
_AGENCY = (
    r"(?:AFP|AP|EPA|Getty(?:\s?Images)?|GETTY IMAGES|PA(?: Wire)?|Reuters|REUTERS|Shutterstock|UPI|Xinhua|Zuma|iStock)"
)
# Behind a sentence a name and an outlet are a credit, whichever they are: "The dam in May. Ann Reed/The Courier".
_TAKEN_BY = rf"(?<=[.!?”\"’)]\s)(?:{_NAME}\s){{1,3}}{_NAME}\s?/\s?{_NAME}(?:\s{_NAME}){{0,4}}"
_CREDITED = re.compile(
    rf"(?:{_TAKEN_BY}|\((?:[^()]{{0,60}}\b)?(?:Photo|PHOTO|Photos|Image|Picture|Photograph|Credit|{_AGENCY})\b[^()]{{0,80}}\)"
    rf"|\[\s?(?:{_NAME}\s){{0,3}}{_NAME}\s?/\s?{_NAME}(?:\s{_NAME}){{0,3}}\s?\]|\|\s?{_AGENCY}(?:\s(?:Photos?|File))?"
    rf"|(?:{_NAME}\s){{0,3}}(?:{_NAME})?/\s?{_AGENCY}(?:\sPhotos?)?(?:, FILE)?(?:/[\w.’' ]{{1,40}})*"
    rf"|\[(?:[^\[\]]{{1,40}} via )?{_AGENCY}\]|/(?:[\w’' -]{{1,40}}\s)?via {_AGENCY}(?:\sATTENTION EDITORS\b.*)?"
    rf"|\b{_AGENCY}(?:/[\w.’' ]{{1,40}})+"
    r"|\b(?:Credit|Photo|Image|Photograph|Picture)(?: by)?:[^.:]{1,60}"
    rf"|\b(?:via )?Getty Images(?:, FILE)?|\bCredit [A-Z][^.]{{1,60}})(?:\sMore)?[\W_]*\Z"
)
# "Ann Reed/AP The dam is seen in May.": who took it may stand first.
_CREDIT_FIRST = re.compile(
    rf"(?:{_NAME}\s){{1,3}}{_NAME}\s?/\s?(?:{_AGENCY}|Staff|The(?:\s{_NAME}){{1,4}})(?:/\w+|\sPhotos?)?\s(?=[^a-z\s].{{15}})"
)
# "Photo: the dam in May" says what the picture shows.
_FEWEST_TELLING = 3
# What every credit has one of: cheaper to look for.
_CREDITING = ("(", "[", "/", "|", ":", "Getty Images", "Credit ")
# "Ann Reed/The Courier", under a picture.
_SLASHED = re.compile(rf"(?:{_NAME}\s){{1,3}}{_NAME}\s?/\s?{_NAME}(?:\s{_NAME}){{0,2}}\W*")
_CAPTION = re.compile(
    r"\W*(?:(?:image|media|photo|video) caption\b|open this photo in gallery\b|caption:|file photo\b"
    r"|file\s?(?:photo)?\s?[–—-]|pictured:|(?:above|below):"
    r"|(?:(?:from|top|bottom|clockwise from top) ?)?(?:left|right)(?: to right)?:|clockwise from\b"
    r"|photos?:|picture:|video:|in this\b.{1,60}\bphoto\b)"
)
# The captions of a gallery, which a page runs into one paragraph.
_GALLERY = re.compile(r"\bHide Caption \d{1,3} of \d")
# What a page puts above what it shows: a button that closes a film, a heading.
_FILM = re.compile(r"\W*(?:CLOSE|Related Video) (?=[^\W_a-z])")
_CAPTIONED = re.compile(r"\b(?:image|media|photo|toggle|video) caption \w")
_QUESTION = re.compile(
    r"[*_\W]*(?:\d{1,4}[.)]?\s{1,8})?(?:Q|QUESTION|Question)(?:\.|:|\s?[-–—])|[*_]{1,3}[^*_]{3,300}\?[*_]{1,3}\s*\Z"
)
_ENDED = (".", "!", "?", "…")
_BOLD_HEADING = re.compile(r"(\*\*|__)(?=[^\W_a-z])[^*_:]{2,80}(?<![.,;!?])\1")
# "## The flood", "- 'Nobody sleeps' -", "Story highlights Dam leaks"
HIGHLIGHTS = re.compile(r"Story highlights?:?\s{1,3}(?=[^a-z\s])")
_HEADING_MARKS = re.compile(rf"#{{1,6}}\s|{HIGHLIGHTS.pattern}|[-–—]\s\S.{{1,80}}\S\s[-–—]\Z")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def by_itself(text: str, paragraph: Span) -> Passage:
    """What the words of a line alone say that it is; BODY if they say nothing."""
    size = paragraph.end - paragraph.start
    if size <= LONGEST_PLUG and is_plug(paragraph.of(text)):
        return Passage.NAVIGATION
    if _GALLERY.search(text, *PLACE(paragraph)):
        return Passage.CAPTION
    if size <= _LONGEST_LINE:
        line = paragraph.of(text)
        small = line.casefold()
        # Marks of emphasis, which Markdown sets anywhere in a line.
        plain = line.replace("*", "").strip("_ ")
        if _CAPTIONED.search(small) or _PICTURE.fullmatch(line):
            return Passage.CAPTION
        if _is_navigation(plain.casefold()) or _leads_away(line, plain):
            return Passage.NAVIGATION
        if _is_byline(plain, plain.casefold()):
            return Passage.BYLINE
        if _QUESTION.match(line):
            return Passage.QUESTION
        if _HEADING_MARKS.match(line) or _BOLD_HEADING.fullmatch(line):
            return Passage.HEADLINE
    if size <= _LONGEST_CREDITED and _CREDIT_FIRST.match(text, *PLACE(paragraph)):
        return Passage.CAPTION
    if size <= _LONGEST_CAPTION:
        line = paragraph.of(text)
        if _LINE_UP.fullmatch(line) or _BOX_SCORE.fullmatch(line):
            return Passage.NAVIGATION
        if line[0] == "<" and _TAGS.fullmatch(line):
            return Passage.NAVIGATION
        if credited := _credited(line):
            tells = sum(map(str.islower, _WORD.findall(credited[0]))) >= _FEWEST_TELLING
            return Passage.CAPTION if tells or len(_WORD.findall(line[: credited.start()])) > 2 else Passage.BYLINE
        if _FILM.match(line) or _CAPTION.match(line[:120].casefold()):
            return Passage.CAPTION
    elif size <= _LONGEST_CREDITED and (credited := _credited(paragraph.of(text))) and credited[0][0] in "([":
        return Passage.CAPTION
    return Passage.BODY


def _credited(line: str) -> re.Match[str] | None:
    """Who took the picture, at the end of a line."""
    begin = max(len(line) - 160, 0)
    return _CREDITED.search(line, begin) if any(sign in line[begin:] for sign in _CREDITING) else None


def closing_links(text: str, paragraph: Span) -> Span | None:
    """The sentences at the end of a paragraph that as lines of their own would lead away from the article: "(RELATED:
    Mill closes)", "Follow her on Twitter @annreed". None if there are none.
    """
    start = end = paragraph.end
    is_cut = end - paragraph.start > LONGEST_PLUG
    for sentence in reversed(sentences(text, Span(max(paragraph.start, end - LONGEST_PLUG), end))[is_cut:]):
        if not _is_link(sentence.of(text)):
            break
        start = sentence.start
    return Span(start, end) if start < end else None


def _is_link(sentence: str) -> bool:
    """No part of a quotation, nor a lead-in or a signature, which say more than where to find something."""
    if sentence.endswith(":") or "(@" in sentence or sentence.count('"') % 2:
        return False
    if sentence.count("“") != sentence.count("”") or len(_WORD.findall(sentence)) < _FEWEST_OF_A_LINK:
        return False
    short = len(sentence) <= _LONGEST_LINE
    return is_plug(sentence) or (short and _is_navigation(sentence.replace("*", "").strip("_ ").casefold()))


def _leads_away(line: str, plain: str) -> bool:
    """Is the line a link, an ornament, or a note that is no part of the article?"""
    forms = (
        _CUE.fullmatch(line),
        _INTERRUPTS.fullmatch(line),
        _BARE_LINKS.fullmatch(line),
        _LINKS.fullmatch(plain),
        _LEADS_AWAY.fullmatch(plain),
        _ORNAMENT.fullmatch(line),
        _NOTE.fullmatch(line),
    )
    return any(forms)


def _is_navigation(small: str) -> bool:
    if _NAVIGATION.fullmatch(small) or _FOLLOW.match(small):
        return True
    words = _WORD.findall(small)
    return len(words) > 1 and all(word in _SHARE_WORDS for word in words)


def _is_byline(line: str, small: str) -> bool:
    if any(form.fullmatch(line) for form in (_BYLINE, _SLASHED, _COURTESY, _ADDRESS)):
        return True
    if _CONTRIBUTED.search(small) or _BY_AGENCIES.fullmatch(small):
        return True
    if (" contributed" in line or " reported " in line) and _REPORTERS.fullmatch(line):
        return True
    if _CREDIT.match(small):
        return not small.endswith(_ENDED) or " by " in small or small.startswith(("this ", "a version ", "("))
    return _DATE.fullmatch(small) is not None and any(map(str.isdigit, small))
