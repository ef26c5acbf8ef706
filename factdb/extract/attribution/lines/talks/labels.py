"""The labels of a transcript: who speaks, written before what is said or on the line above it.

``WALLACE: Will she be there?``, ``**Ann Roe:**``, ``[Ann Roe]``, ``Speaker 1:``, ``Q:`` and ``A:``, ``Q   Thanks.``,
``Mr. KELSO. Madam Speaker, ...``, ``The PRESIDENT:``, ``Ann Roe (PPE). – Madam President``, ``Opposition
senators—Shame!``, ``ANN ROE - The rent has doubled.``, ``From Ann Roe to Everyone:``; above what is said ``ANN ROE,
HOST:``, ``Speaker 1 (00:03)``, ``Ann Roe -- Chief Executive``, ``The Minister (Ann Roe)``, ``HOST (ANN ROE):``.
"""

from collections.abc import Container
from dataclasses import dataclass

from factdb.extract.attribution.lines.talks.named import (
    VOICES,
    is_addressed,
    is_full_name,
    is_group,
    is_initials,
    is_made_up,
    is_name,
    is_thing,
)
from factdb.language import ENGLISH, alternatives
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.whitespace import BREAK, WORD

_CAPITALISED = r"[^\W\d_][\w.'’-]*"
PARTICLE = f"(?:{ENGLISH.any_of('name_particles')})"
NAME = rf"{_CAPITALISED}(?:[ \xa0](?:{PARTICLE}[ \xa0]){{0,2}}{_CAPITALISED}){{0,4}}"
# Who is numbered, and who is known by a handle.
_OTHERWISE = (
    rf"(?i:(?:unidentified[ \xa0])?(?:{ENGLISH.any_of('voices')}))[ \xa0]?#?\d{{1,2}}|/?u/[\w-]{{2,30}}"
    rf"|[A-Z]{{1,3}}\d{{1,3}}(?![\w.])|{_CAPITALISED}(?:[ \xa0]{_CAPITALISED}){{0,2}}[ \xa0]?#\d{{1,2}}"
)
_WHO = f"(?P<name>{_OTHERWISE}|{NAME})"
# Before a colon on the same line a handle is a post's.
_WHO_ABOVE = rf"(?P<name>@\w{{2,30}}|{_OTHERWISE}|{NAME})"
# What a line has before its label: its number, the hour, a bullet, a picture, the edge of a table.
_ZONE = r"(?:\s(?:GMT|BST|CET|E[SD]?T|P[SD]?T|UTC)\b)?"
CLOCK = rf"\d{{1,4}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:[.,]\d{{1,3}})?(?:\s?[AaPp]\.?[Mm]\.?)?{_ZONE}"
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s"
PICTURED = r"[^\w\s!-/:-@\[-`{-~“”„\"‘’'«»¿¡…–—―-]"
_PICTURE = f"{PICTURED}{{1,4}}"
HOUR = re.compile(rf"[\[(<]?(?:{_DAY})?{CLOCK}[\])>]?")
_AHEAD = re.compile(
    rf"(?:(?:[\[(<]?(?:{_DAY})?{CLOCK}[\])>]?|Q?\d{{1,4}}[.)]?(?=\s)|[>|•·*#–—-]{{1,3}}(?=\s)|\[[–+-]\]|{_PICTURE}"
    # "(dog barking) ANN: ", whatever it is.
    r"|[(\[][a-z][^()\[\]\n]{1,40}[)\]](?=\s[A-Z][^:\n]{1,40}:))"
    r"[\s,:|–—-]{0,40}+){0,4}"
)
_LONGEST_AHEAD = 60
# How a page sets a label off: by emphasis, by a tag, by brackets.
_SET_OFF = r"[*_]{1,3}|<[vV](?:\.[\w.]{1,20})?\s|<\w{1,6}>|[<\[({]"
CLOSED = r"[*_]{1,3}|</\w{1,6}>|[>\])}]"
BRACKETS = r"(?:[ \xa0]?(?:\([^()\n]{1,70}\)|\[[^\[\]\n]{1,40}\]))"
# A station or an office, and what is said of the voice: ", CNN HOST (voice-over)".
_ABOUT = rf"(?P<about>(?:,[ \xa0][^:\n(]{{1,60}})?{BRACKETS}{{0,3}})"
OPENS = rf"(?P<mark>[\"“]?)(?P<open>(?:{_SET_OFF}){{0,2}})"
_LABEL = rf"{OPENS}{_WHO}{_ABOUT}(?P<cue>(?:{CLOSED}){{0,2}}[ \xa0]?[:：](?:{CLOSED}){{0,2}})"
_WITH_COLON = re.compile(rf"{_LABEL}\s+")
# The Congressional Record: "Mr. KELSO of Ohio. ", "The SPEAKER pro tempore (Mr. POE). ".
_OF_CONGRESS = re.compile(
    rf"(?P<mark>)(?P<name>(?:(?i:{alternatives(sorted(lx.TITLES, key=len, reverse=True))})\.?[ \xa0]){{1,2}}"
    r"(?:[A-Z][\w.'’-]{0,20}[ \xa0]){0,3}?"
    r"(?:[A-Z]['’]|Mc|Mac|De|Van|La)?[A-Z]{2,}(?:['’-][A-Z]{2,})?(?:[ \xa0][A-Z]{2,})?"
    r"|The[ \xa0](?:ACTING[ \xa0])?[A-Z]{4,}(?:[ \xa0][A-Z]{3,}){0,2}(?:[ \xa0]pro[ \xa0]tempore)?)"
    r"(?P<about>(?:[ \xa0]of[ \xa0][A-Z]\w+(?:[ \xa0][A-Z]\w+)?)?(?:[ \xa0]\([^()\n]{1,60}\))?)(?P<cue>\.)\s+"
)
# The European Parliament: "President. – The debate is closed.", "Ann Roe, on behalf of the Group. – Madam President".
_OF_EUROPE = re.compile(
    rf"(?P<mark>)(?P<name>{NAME})(?P<about>{BRACKETS}?(?:,[ \xa0][^.\n]{{1,80}})?)(?P<cue>\.[ \xa0][–—-])\s+"
)
_BY_LETTER = re.compile(
    rf"(?P<mark>)(?P<open>[*_]{{0,3}})(?P<name>Q|A|QUESTION|ANSWER)\d{{0,3}}(?P<about>{BRACKETS}?)"
    r"(?P<cue>[*_]{0,3}[.:][*_]{0,3}|(?<=[*_][QA])[*_]{1,3})\s+"
)
# A press office writes "Q    Thanks.", with no mark behind the letter. No word is "Q", so that one blank is enough.
_BY_LONE_LETTER = re.compile(
    r"(?P<mark>)(?P<name>Q(?=[ \xa0][A-Z(“\"])|[QA](?=\t|[ \xa0][ \xa0\t]))(?P<about>)(?P<cue>[ \xa0\t])[ \xa0\t]*"
)
# Right below what "Q" says "A" is a label as well, whatever stands behind it: no word of a sentence.
_ANSWERED = re.compile(r"(?P<mark>)(?P<name>A)(?P<about>)(?P<cue>[ \xa0])(?=[A-Z(“\"])")
_TO_SOMEBODY = re.compile(
    rf"(?P<mark>)[Ff]rom\s{{1,2}}(?P<name>{NAME})(?P<about>\s{{1,2}}to\s{{1,2}}[^:\n]{{1,40}}?)(?P<cue>\s?:)\s+"
)
# The House of Commons: "The Secretary of State for Health (Ann Roe): The list is shorter."
_OFFICE = rf"(?P<mark>)(?P<about>(?P<office>The[ \xa0][^():\n]{{3,100}})[ \xa0]\()(?P<name>{NAME})\)"
# What somebody is, and who that is: "HOST (ANN ROE):", "THE HOST [Ann Roe]:", "Q (Ann Roe):".
_HOLDER = (
    rf"(?P<mark>)(?P<open>[*_]{{0,3}})(?P<about>"
    rf"(?P<office>{_CAPITALISED}(?:,?[ \xa0][\w.'’-]{{1,30}}){{0,12}})[ \xa0]?[(\[])"
    rf"(?P<name>{NAME})[)\]]{BRACKETS}?(?P<cue>[*_]{{0,3}}:[*_]{{0,3}})"
)
_WITH_HOLDER = re.compile(rf"{_HOLDER}\s+")
# "[Ann Roe] ", "ANN ROE – ", "Opposition senators—"; other marks set off who speaks where a page has more (manners.py).
_MARKED = re.compile(
    rf"{OPENS}(?P<name>{_OTHERWISE}|{NAME}|(?<=[<@])[a-z][\w.-]{{2,30}}){_ABOUT}"
    rf"(?P<cue>[ \xa0]?[\[(]{CLOCK}[\])][ \xa0]?[:–—-]?|(?:{CLOSED}){{1,2}}[ \xa0]?(?:--|[—–|:/-])?"
    rf"|[ \xa0]?(?:--|[—–|»→]|[>/]{{1,2}})(?:{CLOSED})?|[ \xa0]-(?=\s)|[ \xa0\t]{{2}}|\t)"
    r"\s*(?=\S)"
)
_BEFORE = (
    ("holder", _WITH_HOLDER),
    ("letter", _BY_LETTER),
    ("letter", _BY_LONE_LETTER),
    ("congress", _OF_CONGRESS),
    ("message", _TO_SOMEBODY),
    ("colon", _WITH_COLON),
    ("europe", _OF_EUROPE),
    ("marked", _MARKED),
)
# A line without a colon, as most are, is none of the others.
_WITHOUT_COLON = tuple(
    (form, expression) for form, expression in _BEFORE if expression not in (_WITH_HOLDER, _TO_SOMEBODY, _WITH_COLON)
)
_LONGEST_LABEL, _LONGEST_CLOSING = 140, 40
# What a chat puts behind the name of a program, and the hour or the age of a post behind any name.
BADGE = r"(?:APP|BOT)"
_AGE = r"\d{1,2}\s?(?:[hmd]|hrs?|hours?|mins?|minutes?|days?|weeks?|months?|years?)\b(?:\sago)?"
_WHEN = rf"[\[(]?(?:{_DAY})?(?:{CLOCK}|{_AGE})[\])]?"
WHEN = re.compile(_WHEN)
# "Today at 9:14 AM", "Mar 4, 2024, 21:02", "14 Feb 2024 at 08:01".
_DAY_NAMED = (
    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Today|Yesterday|Last)[a-z]{0,6}"
)
WHEN_AT = rf"(?:(?:\d{{1,2}}\s)?{_DAY_NAMED}\.?,?\s(?:\d{{1,2}},?\s)?(?:\d{{4}},?\s)?(?:at\s)?)?{_WHEN}"
_COLON_ABOVE = re.compile(_LABEL)
# "Ann Roe -- Chief Executive Officer", "Ann Roe (Kelso) (Lab)", "Operator".
_NAME_ABOVE = re.compile(
    rf"{OPENS}{_WHO_ABOVE}(?P<about>(?:\s(?:--|[—–-])\s[^.!?:\n]{{2,100}}|,[ \xa0][^.!?:\n(]{{2,80}})?"
    rf"{BRACKETS}{{0,3}})(?:{CLOSED})?(?P<cue>)"
)
# "The Minister of State, Department for Roads (Lord Roe) (Con)"
_LORD_ABOVE = re.compile(
    rf"(?=.{{3,120}}\((?:Lord|Lady|Baroness|Viscount|Earl|Dame|Sir|Dr|Mrs?|Ms)\s){_OFFICE}{BRACKETS}{{0,2}}(?P<cue>)"
)
# "Sen. Ann Roe, D-Ohio, tweeted: ..." is a sentence.
SAYS = re.compile(rf"\b(?:{ENGLISH.any_saying('after-name')})\b")
# "<v Roe, Ann>"
_GIVEN_BEHIND = re.compile(r",[ \xa0][^\W\d_a-z][^\W\d_A-Z][\w’'-]*(?:[ \xa0][A-Z]\.)?")
_AGED = re.compile(r",[ \xa0]\d{2}\b")
# How the voice is heard: whose it is speaks.
_HEARD = r"\b(?:translat\w+|interpreter|spoke|speaking|voice-?over|off[- ](?:mic|camera)|on camera|ph|via \w+)\b"
_HEARD_SO, _HEARD_BEHIND = re.compile(_HEARD, re.I), re.compile(rf"[(\[][^()\[\]]*?{_HEARD}[^()\[\]]*[)\]]\Z", re.I)
# A word that isn't "OP"; behind a dash stands an office with the body that it is in.
_TELLING = re.compile(r"[^\W\d_]{3}")
_OFFICE_BEHIND_DASH = re.compile(r"\s(?:--|[—–-])\s")
# What closes a line that a tag or the edge of a table opens.
_CLOSING = re.compile(r"(?:\s?(?:</\w{1,6}>|\|)){1,3}\s*\Z")
_LETTERS = frozenset(["q", "a"])


@dataclass(frozen=True, slots=True)
class Turn:
    """A line with a label: ``key`` tells its speaker from the others, ``form`` is what the label looks like, ``said``
    what stands behind it; if that is on the next line, ``above`` is true.
    """

    part: Span
    key: str
    form: str
    label: re.Match[str]
    said: str
    above: bool = False

    @property
    def timed(self) -> bool:
        """Does an hour stand before the label?"""
        return HOUR.search(self.label.string, self.part.start, self.label.start()) is not None

    @property
    def ahead(self) -> str:
        """What stands before the label on its line: the hour, if anything."""
        start = self.label.start()
        return BREAK.split(self.label.string[max(start - _LONGEST_AHEAD, 0) : start])[-1]

    @property
    def about(self) -> Span:
        """What the label tells of its speaker; empty if that is letters, an hour, offices above or behind a dash."""
        start, end = self.label.span("about")
        above = self.form == "line" and start < self.label.start("name")
        if heard := _HEARD_BEHIND.search(self.label.string, start, end):
            end = heard.start()
        told = self.label.string[start:end]
        if " " not in self.name and self.form in ("mark", "between", "gap") and _GIVEN_BEHIND.match(told):
            return Span(start, start)
        if above or (self.form != "holder" and (not _TELLING.search(told) or _OFFICE_BEHIND_DASH.match(told))):
            return Span(start, start)
        return Span(start, end)

    @property
    def name(self) -> str:
        """The name alone, as it is written."""
        return self.label["name"]

    @property
    def words(self) -> frozenset[str]:
        """Those of the name, in small letters."""
        return frozenset(word.casefold() for word in WORD.findall(self.name))

    @property
    def is_shouted(self) -> bool:
        """Is the last word in capitals, as a page sets a label: "Senator HALE", but not "ALSO ON THE DAM"?"""
        *words, last = map(str, WORD.findall(self.name))
        is_heading = any(word.casefold() in lx.NOT_NAMES for word in words[1:])
        return last.isupper() and len(last) > 1 and not is_heading

    @property
    def names_itself(self) -> bool:
        """ "CLARA VOSS", "Mr Price", "Ann Price (Kenya)", "Ann Price, 34, nurse": a person in full, set as a label."""
        if self.form == "dash":
            return False
        if is_addressed(self.name) or (" " in self.name and _AGED.match(self.label["about"])):
            return True
        return (self.name.isupper() or "(" in self.label["about"]) and is_full_name(self.name)

    @property
    def is_introduced(self) -> bool:
        """ "ANN ROE (HOST)", "Ann Roe, mayor", "HOST (ANN ROE)": the label tells what its speaker is."""
        words = {word.casefold() for word in WORD.findall(self.label["about"])}
        return self.form == "holder" or not (words.isdisjoint(lx.ROLES) and words.isdisjoint(VOICES))

    @property
    def is_voice(self) -> bool:
        """ "UNIDENTIFIED MALE": somebody who speaks and isn't named."""
        return not self.words.isdisjoint(VOICES)

    @property
    def is_somebody(self) -> bool:
        """May a line that is nothing but a label be one?"""
        return (
            is_full_name(self.name)
            or is_addressed(self.name)
            or self.key in VOICES
            or is_made_up(self.name)
            or bool(self.label["about"])
        )

    @property
    def is_of_himself(self) -> bool:
        """Does a list of people tell of the speaker: "Susan Roe (Ohio): Roe was the first to say so"?"""
        return len(self.key) > 1 and self.said[: len(self.key)].casefold() == self.key

    @property
    def is_heard(self) -> bool:
        """Does the label tell how the voice is heard: "(through translator)"?"""
        return _HEARD_SO.search(self.label["about"]) is not None


def label_before(text: str, span: Span, known: Container[str] = ()) -> Turn | None:
    """The turn that the line is, if a label begins it; ``known`` are the surnames of those who speak for certain, which
    may be a place's as well: "HOST (ANN PARIS)", then "PARIS"; and "q" right below a question.
    """
    start = behind_what_is_ahead(text, span)
    line = text[start : span.end]
    forms = _BEFORE if ":" in line or "：" in line else _WITHOUT_COLON
    for form, expression in (("letter", _ANSWERED), *forms) if "q" in known else forms:
        label = expression.match(text, start, span.end)
        if label and label.end() < span.end and not SAYS.search(label["about"]):
            set_off = _as_marked(label) if form == "marked" else form
            if set_off and (key := _key(set_off, label, known)):
                said = text[label.end() : end_of_speech(text, label.end(), span.end)]
                return Turn(span, key, set_off, label, said)
    return None


def label_above(text: str, span: Span, following: Span) -> Turn | None:
    """The turn of which the line is the label and ``following`` what is said, if it is."""
    if span.end - span.start > _LONGEST_LABEL:
        return None
    start = behind_what_is_ahead(text, span)
    timed = start > span.start and any(map(str.isdigit, text[span.start : start]))
    for form, expression in (
        ("colon", _COLON_ABOVE),
        ("line", _LORD_ABOVE),
        ("colon" if timed else "line", _NAME_ABOVE),
    ):
        label = expression.fullmatch(text, start, span.end)
        if label and (key := _key(form, label)):
            turn = Turn(span, key, form, label, following.of(text), above=True)
            return turn if form != "line" or turn.is_somebody else None
    return None


def end_of_speech(text: str, start: int, end: int) -> int:
    """Where what is said ends: before the tag or the edge of a table that closes the line."""
    closing = _CLOSING.search(text, max(start, end - _LONGEST_CLOSING), end)
    return closing.start() if closing else end


def behind_what_is_ahead(text: str, span: Span) -> int:
    """Where the label of a line may begin: behind its number, the hour, a bullet."""
    ahead = _AHEAD.match(text, span.start, span.end)
    return ahead.end() if ahead else span.start


def _as_marked(label: re.Match[str]) -> str:
    """The form of a label by its marks, if these hardly stand for anything else."""
    name, cue = label["name"], label["cue"].strip()
    if label["open"] == "[" and cue.startswith("]") and name[0].isupper():
        return "bracket"
    if cue.strip("–—-") or not cue or label["open"]:
        return ""
    if is_group(str(WORD.findall(name)[-1]).casefold()):
        return "dash"
    return "capitals" if name.isupper() and (is_full_name(name) or is_addressed(name)) else ""


def _key(form: str, label: re.Match[str], known: Container[str] = ()) -> str:
    """By what its speaker is told from others; "" if that is nobody's name."""
    name = label["name"]
    if form == "letter":
        return name[0].casefold()
    # "Roe continued: ..." is a sentence.
    if SAYS.search(name):
        return ""
    if is_thing(name):
        return ""
    if is_made_up(name) or is_initials(name):
        return name.casefold()
    key = str(WORD.findall(name)[-1]).casefold()
    if form == "holder" and not _holds_office(label):
        return ""
    return key if is_name(name, key) or key == name.casefold() in known else ""


def _holds_office(label: re.Match[str]) -> bool:
    """Does a person's name stand in brackets behind what somebody is: not "SENATOR (RHODE ISLAND)"?"""
    office = {word.casefold() for word in WORD.findall(label["office"])}
    words = [word for word in WORD.findall(label["name"]) if word.casefold() not in lx.TITLES]
    name = " ".join(words).casefold()
    is_person = is_addressed(label["name"]) or (
        2 <= len(words) <= 4
        and all(word[0].isupper() for word in words)
        and name not in lx.PLACES
        and (words[0].casefold() in lx.GIVEN_NAMES or words[-1].casefold() in lx.SURNAMES)
    )
    return is_person and not all(map(office.isdisjoint, (lx.ROLES, lx.TITLES, VOICES, _LETTERS)))
