"""The labels of a transcript: who speaks, written before what is said or on the line above it.

``WALLACE: Will she be there?``, ``**Ann Roe:**``, ``[Ann Roe]``, ``Speaker 1:``, ``Q:`` and ``A:``, ``Q   Thanks.``,
``Mr. KELSO. Madam Speaker, ...``, ``The PRESIDENT:``, ``Ann Roe (PPE). – Madam President``, ``Opposition
senators—Shame!``, ``ANN ROE - The rent has doubled.``, ``From Ann Roe to Everyone:``; above what is said ``ANN ROE,
HOST:``, ``Speaker 1 (00:03)``, ``Ann Roe -- Chief Executive``, ``The Minister (Ann Roe)``, ``HOST (ANN ROE):``.
"""

from collections.abc import Container
from dataclasses import dataclass

from factdb.language import ENGLISH, alternatives
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span

_CAPITALISED = r"[^\W\d_][\w.'’-]*"
PARTICLE = f"(?:{ENGLISH.any_of('name_particles')})"
NAME = rf"{_CAPITALISED}(?:[ \xa0](?:{PARTICLE}[ \xa0]){{0,2}}{_CAPITALISED}){{0,4}}"
# Who is numbered, and who is known by a handle.
_OTHERWISE = rf"(?i:(?:unidentified[ \xa0])?(?:{ENGLISH.any_of('voices')}))[ \xa0]?#?\d{{1,2}}|/?u/[\w-]{{2,30}}"
_BRACKETS = r"(?:[ \xa0]?(?:\([^()\n]{1,70}\)|\[[^\[\]\n]{1,40}\]))"
# A station or an office, and what is said of the voice: ", CNN HOST (voice-over)".
_ABOUT = rf"(?P<about>(?:,[ \xa0][^:\n(]{{1,60}})?{_BRACKETS}{{0,2}})"
_LABEL = rf"(?P<mark>[\"“]?)(?P<bold>[*_]{{0,3}})(?P<name>{_OTHERWISE}|{NAME}){_ABOUT}(?P<cue>[*_]{{0,3}}:[*_]{{0,3}})"
_WITH_COLON = re.compile(rf"{_LABEL}\s+")
_IN_BRACKETS = re.compile(rf"(?P<mark>)\[(?P<name>{NAME})\](?P<about>)(?P<cue>:?)\s+")
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
    rf"(?P<mark>)(?P<name>{NAME})(?P<about>{_BRACKETS}?(?:,[ \xa0][^.\n]{{1,80}})?)(?P<cue>\.[ \xa0][–—-])\s+"
)
_BY_LETTER = re.compile(
    rf"(?P<mark>)(?P<bold>[*_]{{0,3}})(?P<name>Q|A|QUESTION|ANSWER)(?P<about>{_BRACKETS}?)"
    r"(?P<cue>[*_]{0,3}[.:][*_]{0,3})\s+"
)
# A press office writes "Q    Thanks.", with no mark behind the letter.
_BY_LONE_LETTER = re.compile(r"(?P<mark>)(?P<name>Q|A)(?P<about>)(?P<cue>[ \xa0\t])[ \xa0\t]+")
_WITH_DASH = re.compile(rf"(?P<mark>)(?P<name>{NAME})(?P<about>)(?P<cue>\s?[—–]\s?)(?=[\"“]?[A-Z])")
# "ANN ROE - The rent has doubled."
_IN_CAPITALS = re.compile(
    rf"(?P<mark>)(?P<name>{NAME})(?P<about>{_BRACKETS}?)[ \xa0](?P<cue>--|[—–-])[ \xa0](?=[\"“]?[A-Z])"
)
_TO_SOMEBODY = re.compile(
    rf"(?P<mark>)[Ff]rom\s{{1,2}}(?P<name>{NAME})(?P<about>\s{{1,2}}to\s{{1,2}}[^:\n]{{1,40}}?)(?P<cue>\s?:)\s+"
)
# The House of Commons: "The Secretary of State for Health (Ann Roe): The list is shorter."
_OFFICE = rf"(?P<mark>)(?P<about>The[ \xa0][^():\n]{{3,100}}[ \xa0]\()(?P<name>{NAME})\)"
_WITH_OFFICE = re.compile(rf"{_OFFICE}(?P<cue>:)\s+")
# What somebody is, and who that is: "HOST (ANN ROE):", "THE HOST [Ann Roe]:", "Q (Ann Roe):".
_HOLDER = (
    rf"(?P<mark>)(?P<bold>[*_]{{0,3}})(?P<about>"
    rf"(?P<office>{_CAPITALISED}(?:[ \xa0][\w.'’-]{{1,30}}){{0,4}})[ \xa0]?[(\[])"
    rf"(?P<name>{NAME})[)\]]{_BRACKETS}?(?P<cue>[*_]{{0,3}}:[*_]{{0,3}})"
)
_WITH_HOLDER, _HOLDER_ABOVE = re.compile(rf"{_HOLDER}\s+"), re.compile(_HOLDER)
_BEFORE = (
    ("holder", _WITH_HOLDER),
    ("letter", _BY_LETTER),
    ("letter", _BY_LONE_LETTER),
    ("congress", _OF_CONGRESS),
    ("message", _TO_SOMEBODY),
    ("colon", _WITH_OFFICE),
    ("colon", _WITH_COLON),
    ("europe", _OF_EUROPE),
    ("bracket", _IN_BRACKETS),
    ("capitals", _IN_CAPITALS),
    ("dash", _WITH_DASH),
)
_LONGEST_LABEL = 140
_COLON_ABOVE = re.compile(_LABEL)
_TIME_ABOVE = re.compile(
    rf"(?P<mark>)(?P<name>{_OTHERWISE}|{NAME})(?P<about>(?:,[ \xa0][^:\n(]{{1,60}})?)\s{{1,4}}"
    r"(?P<cue>[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?[\])]?:?)"
)
# "Ann Roe -- Chief Executive Officer", "Ann Roe (Kelso) (Lab)", "Operator".
_NAME_ABOVE = re.compile(
    rf"(?P<mark>)(?P<name>{NAME})(?P<about>(?:\s(?:--|[—–-])\s[^.!?:\n]{{2,100}}|,[ \xa0][^.!?:\n(]{{2,80}})?"
    rf"{_BRACKETS}{{0,3}})(?P<cue>)"
)
_OFFICE_ABOVE = re.compile(rf"{_OFFICE}(?P<cue>)")
# "Sen. Ann Roe, D-Ohio, tweeted: ..." is a sentence.
_SAYS = re.compile(rf"\b(?:{ENGLISH.any_saying('after-name')})\b")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}")
_AGED = re.compile(r",[ \xa0]\d{2}\b")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Who is not named: these speak, wherever others do.
_VOICES = frozenset(ENGLISH.words("voices"))
_LETTERS = frozenset(["q", "a"])
# What stands before the surname in a label, and before nothing else: "MR PRICE", though a price is no name.
_ADDRESSES = frozenset(["congressman", "congresswoman", "councillor", "dr", "lord", "miss", "mr", "mrs", "ms", "mx"])
_ADDRESSES |= {"councilman", "councilmember", "councilor", "councilwoman", "dame", "det", "detective", "justice"}
_ADDRESSES |= {"mayor", "prof", "professor", "rep", "sen", "senator", "sir"}


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
    def name(self) -> str:
        """The name alone, as it is written."""
        return self.label["name"]


def label_before(text: str, span: Span, known: Container[str] = ()) -> Turn | None:
    """The turn that the line is, if a label begins it; ``known`` are the surnames of those who speak for certain, which
    may be a place's as well: "HOST (ANN PARIS)", then "PARIS".
    """
    for form, expression in _BEFORE:
        label = expression.match(text, span.start, span.end)
        if label and label.end() < span.end and not _SAYS.search(label["about"]) and (key := _key(form, label, known)):
            return Turn(span, key, form, label, text[label.end() : span.end])
    return None


def label_above(text: str, span: Span, following: Span) -> Turn | None:
    """The turn of which the line is the label and ``following`` what is said, if it is."""
    if span.end - span.start > _LONGEST_LABEL:
        return None
    for form, expression in (
        ("holder", _HOLDER_ABOVE),
        ("colon", _COLON_ABOVE),
        ("colon", _TIME_ABOVE),
        ("line", _NAME_ABOVE),
        ("line", _OFFICE_ABOVE),
    ):
        label = expression.fullmatch(text, span.start, span.end)
        if label and (key := _key(form, label)):
            turn = Turn(span, key, form, label, following.of(text), above=True)
            return turn if form != "line" or _is_somebody(turn) else None
    return None


def is_shouted(turn: Turn) -> bool:
    """The label's last word in capitals, as a page sets a label: "Senator HALE"."""
    word = str(_WORD.findall(turn.name)[-1])
    return word.isupper() and len(word) > 1


def names_itself(turn: Turn) -> bool:
    """ "CLARA VOSS", "Mr Price", "Ann Price (Kenya)", "Ann Price, 34, nurse": a person in full, set as a label."""
    if turn.form == "dash":
        return False
    if is_addressed(turn.name) or (" " in turn.name and _AGED.match(turn.label["about"])):
        return True
    return (turn.name.isupper() or "(" in turn.label["about"]) and is_full_name(turn.name)


def is_made_up(name: str) -> bool:
    """ "Speaker 1", "u/mossback": a number or a handle, which is nobody's name and nothing else."""
    return name[-1].isdigit() or "/" in name


def is_initials(name: str) -> bool:
    """ "A.B.", but not "U.S."."""
    return _INITIALS.fullmatch(name) is not None and name.casefold() not in lx.PLACES


def is_addressed(name: str) -> bool:
    """ "Mr. Price": how people are addressed, and a name."""
    words = _WORD.findall(name)
    return len(words) > 1 and words[0].casefold() in _ADDRESSES and words[-1][0].isupper()


def is_titled(name: str) -> bool:
    """ "Vice Adm. Price": a title, and a name."""
    words = _WORD.findall(name)
    return words[-1][0].isupper() and not lx.TITLES.isdisjoint(word.casefold() for word in words[:-1])


def is_introduced(turn: Turn) -> bool:
    """ "ANN ROE (HOST)", "Ann Roe, mayor", "HOST (ANN ROE)": the label tells what its speaker is."""
    words = {word.casefold() for word in _WORD.findall(turn.label["about"])}
    return turn.form == "holder" or not (words.isdisjoint(lx.ROLES) and words.isdisjoint(_VOICES))


def is_voice(turn: Turn) -> bool:
    """ "UNIDENTIFIED MALE": somebody who speaks and isn't named."""
    words = {word.casefold() for word in _WORD.findall(turn.name)}
    return not words.isdisjoint(_VOICES)


def is_group(key: str) -> bool:
    """ "Opposition senators": several who speak at once."""
    return key in lx.ROLE_PLURALS or key in lx.GROUPS or key in lx.ANONYMOUS or key in _VOICES


def is_full_name(name: str) -> bool:
    """ "Ann Roe": begins with a given name."""
    words = _WORD.findall(name)
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and words[0].casefold() in lx.GIVEN_NAMES


def _is_somebody(turn: Turn) -> bool:
    """May a line that is nothing but a label be one?"""
    return is_full_name(turn.name) or is_addressed(turn.name) or turn.key in _VOICES or bool(turn.label["about"])


def _key(form: str, label: re.Match[str], known: Container[str] = ()) -> str:
    """By what its speaker is told from others; "" if that is nobody's name."""
    name = label["name"]
    if form == "letter":
        return name[0].casefold()
    if is_made_up(name) or is_initials(name):
        return name.casefold()
    key = str(_WORD.findall(name)[-1]).casefold()
    if form == "holder" and not _holds_office(label):
        return ""
    if form == "capitals" and not (name.isupper() and (is_full_name(name) or is_addressed(name))):
        return ""
    return key if (_is_name(name, key) or key == name.casefold() in known) and (form != "dash" or is_group(key)) else ""


def _holds_office(label: re.Match[str]) -> bool:
    """Does a person's name stand in brackets behind what somebody is: not "SENATOR (RHODE ISLAND)"?"""
    office = str(_WORD.findall(label["office"])[-1]).casefold()
    words = [word for word in _WORD.findall(label["name"]) if word.casefold() not in lx.TITLES]
    name = " ".join(words).casefold()
    is_person = is_addressed(label["name"]) or (
        2 <= len(words) <= 4
        and all(word[0].isupper() for word in words)
        and name not in lx.PLACES
        and (words[0].casefold() in lx.GIVEN_NAMES or words[-1].casefold() in lx.SURNAMES)
    )
    return is_person and (office in lx.ROLES or office in lx.TITLES or office in _VOICES or office in _LETTERS)


def _is_name(label: str, key: str) -> bool:
    if key in lx.KICKERS and label.isupper() and key in lx.SURNAMES:
        return True
    if label.casefold() in lx.KICKERS or (key in lx.KICKERS and not is_addressed(label)):
        return False
    known = key in _VOICES or is_addressed(label) or (label.isupper() and is_full_name(label))
    known = known or (label.isupper() and key in lx.GIVEN_NAMES) or (key not in lx.NOT_NAMES and key not in lx.PLACES)
    return label[0].isupper() and len(key) > 1 and known
