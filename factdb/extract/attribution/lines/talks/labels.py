"""The turns of a talk, and what a page sets beside a label: hours, numbers, bullets, marks around it, brackets behind
it.
"""

from dataclasses import dataclass

from factdb.extract.attribution.lines.talks.named import VOICES, is_full_name
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.whitespace import BREAK, WORD

_CAPITALISED = r"[^\W\d_][\w.'’-]*"
PARTICLE = f"(?:{ENGLISH.any_of('name_particles')})"
NAME = rf"{_CAPITALISED}(?:[ \xa0](?:{PARTICLE}[ \xa0]){{0,2}}{_CAPITALISED}){{0,4}}"
# What a line has before its label: its number, the hour, a bullet, a picture, the edge of a table.
_ZONE = r"(?:\s(?:GMT|BST|CET|E[SD]?T|P[SD]?T|UTC)\b)?"
CLOCK = rf"\d{{1,4}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:[.,]\d{{1,3}})?(?:\s?[AaPp]\.?[Mm]\.?)?{_ZONE}"
_DAY = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}),?\s"
PICTURED = r"[^\w\s!-/:-@\[-`{-~“”„\"‘’'«»¿¡…–—―-]"
_PICTURE = f"{PICTURED}{{1,4}}"
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
OPENS = rf"(?P<mark>[\"“]?)(?P<open>(?:{_SET_OFF}){{0,2}})"
# A label in capitals at the head of a line, and behind a sentence within it.
_IN_CAPITALS = r"(?:[A-Z][A-Z.’'-]+ ){0,3}[A-Z][A-Z’'-]+: "
SHOUTED, RUN_ON = (
    re.compile(_IN_CAPITALS),
    re.compile(rf"(?<=[.?!…”\"—-] )(?<![A-Z]\. )(?<!\b[DM][rs]\. )(?={_IN_CAPITALS})"),
)
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
# "Sen. Ann Roe, D-Ohio, tweeted: ..." is a sentence, and so is "Ann Roe, the mayor, had this to tell: ...".
SAYS = re.compile(rf"\b(?:{ENGLISH.any_saying('after-name')}|{ENGLISH.any_of('finite_verbs')})\b")
# "<v Roe, Ann>"
_GIVEN_BEHIND = re.compile(r",[ \xa0][^\W\d_a-z][^\W\d_A-Z][\w’'-]*(?:[ \xa0][A-Z]\.)?")
_AGED = re.compile(r",[ \xa0]\d{2}\b")
# "HOST", "MODERATOR", but not "all"
_SPEAKING = {word for word in VOICES if word in lx.ROLES} | {"q"}
# How the voice is heard: whose it is speaks.
_HEARD = r"\b(?:translat\w+|interpreter|spoke|speaking|voice-?over|off[- ](?:mic|camera)|on camera|ph|via \w+)\b"
_HEARD_SO, _HEARD_BEHIND = re.compile(_HEARD, re.I), re.compile(rf"[(\[][^()\[\]]*?{_HEARD}[^()\[\]]*[)\]]\Z", re.I)
# A word that isn't "OP"; behind a dash stands an office with the body that it is in.
_TELLING = re.compile(r"[^\W\d_]{3}")
_OFFICE_BEHIND_DASH = re.compile(r"\s(?:--|[—–-])\s")
_LONGEST_CLOSING = 40
# What closes a line that a tag or the edge of a table opens.
_CLOSING = re.compile(r"(?:\s?(?:</\w{1,6}>|\|)){1,3}\s*\Z")


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
    def ahead(self) -> str:
        """What stands before the label on its line: the hour, if anything."""
        start = self.label.start()
        return BREAK.split(self.label.string[max(start - _LONGEST_AHEAD, 0) : start])[-1]

    @property
    def about(self) -> Span:
        """What the label tells of its speaker; empty if that is letters, an hour, offices above or behind a dash."""
        start, end = self.label.span("about")
        above = self.above and start < self.label.start("name")
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
        """ "CLARA VOSS", "Ann Price (Kenya)", "Ann Price, 34, nurse", "Ranger (Ann Price)": a person in full, set as a
        label.
        """
        about = self.label["about"]
        told = not lx.ROLES.keys().isdisjoint(word.casefold() for word in WORD.findall(about))
        if self.form == "holder" or _AGED.match(about) or (" " in self.name and told):
            return True
        return (self.name.isupper() or "(" in about) and is_full_name(self.name)

    @property
    def is_introduced(self) -> bool:
        """ "ANN ROE (HOST)", "HOST (ANN ROE)": the label tells that its speaker speaks."""
        return not _SPEAKING.isdisjoint(word.casefold() for word in WORD.findall(self.label["about"]))

    @property
    def is_voice(self) -> bool:
        """ "UNIDENTIFIED MALE", "The Court", "Woman in the hall": somebody who speaks and isn't named."""
        words = [word.casefold() for word in WORD.findall(self.name)]
        words = words[words[:1] == ["the"] :]
        return bool(words) and (words[0] in VOICES or (len(words) < 3 and words[-1] in VOICES))

    @property
    def is_of_himself(self) -> bool:
        """Does the page tell of the speaker: "Susan Roe (Ohio): Roe was first", "NRO: “It leaks.” NRO said so"?"""
        if self.key not in self.said.casefold():
            return False
        if len(self.key) > 1 and self.said[: len(self.key)].casefold() == self.key:
            return True
        names = (Span(at.start(), at.end()) for at in WORD.finditer(self.said) if at[0].casefold() == self.key)
        return any(SAYS.match(self.said, name.end + 1) for name in names)

    @property
    def is_heard(self) -> bool:
        """Does the label tell how the voice is heard: "(through translator)"?"""
        return _HEARD_SO.search(self.label["about"]) is not None


def end_of_speech(text: str, start: int, end: int) -> int:
    """Where what is said ends: before the tag or the edge of a table that closes the line."""
    closing = _CLOSING.search(text, max(start, end - _LONGEST_CLOSING), end)
    return closing.start() if closing else end


def behind_what_is_ahead(text: str, span: Span) -> int:
    """Where the label of a line may begin: behind its number, the hour, a bullet."""
    ahead = _AHEAD.match(text, span.start, span.end)
    return ahead.end() if ahead else span.start
