"""What sounds as if somebody said it: it ends like a sentence, asks, or has a first or second person."""

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from factdb.extract.attribution.lines.talks.labels import PICTURED, end_of_speech
from factdb.extract.attribution.lines.talks.named import is_in_title_case
from factdb.language import ENGLISH, alternatives
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Span
from factdb.text.whitespace import WORD

MARKS = frozenset('“”"')
# What somebody says ends like a sentence, perhaps with marks behind; a tally or a list of facts seldom does.
_ENDS, _BEHIND = (".", "!", "?", "…", "—", "-"), '"”’)]*_'
_LAUGHTER_BEHIND = re.compile(r"\s(?:\([^()]{1,40}\)|\[[^\[\]]{1,40}\])\s*\Z")
_PICTURES_BEHIND = re.compile(rf"(?<!{PICTURED})(?:\s?{PICTURED})++\s*\Z")
# In a talk at least a quarter of the lines ask something, have one of these words or begin with what is only spoken.
_TALKING = lx.FIRST_PERSON | lx.SECOND_PERSON
_SPOKEN = re.compile(rf"(?:{ENGLISH.any_of('spoken_openers')})(?=[\s,.;!?…—-])", re.I)
_TITLES = alternatives(sorted(title.capitalize() for title in lx.TITLES))
_SPOKEN_TO = re.compile(
    rf"(?:\A|, )(?:sir|ma[’']am|please|Your Honou?r|M(?:r|s|rs)\.? \w+|Madam \w+|(?:{_TITLES}))[.?!]\Z|\bplease\b"
)
_STAGE = re.compile(r"[(\[*][^()\[\]]{1,200}[)\]*]\W*+")
_FIRST = re.compile(r"(?:[(\[*][^()\[\]]{1,60}[)\]*]\s*){0,3}[\W_]*(?P<first>\w)")
# But who "was told" of it may be whoever speaks.
_REPORTS = re.compile(r"\b(?:added|replied|responded|said|says|(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?:asked|told))\b")
_QUOTED = re.compile(r"“[^“”]*”?|\"[^\"]*\"?")
# "Told us" is what a writer says of those whom he talked to.
_TOLD_US = re.compile(r"\b(?:told|tells|asked|with)\s(?:me|us|you)\b", re.I)
_LABELLED = re.compile(r"[A-Z][^:\n“\"]{1,140}:\s[“\"]|(?P<name>[^:\n]{1,60}):\s")
# The minutes of an hour that has no seconds.
_MINUTES = re.compile(r"(?<![\d:.])\d{1,2}[:.](\d{2})(?![:.]?\d)")
# A page that is all talk has so many lines of prose around it at most; an exchange that is set off in an article has a
# third as many as it has turns.
_FEW = 3


class Around(IntEnum):
    """What stands before and behind a talk."""

    TALK = 0
    SOME = 1
    PROSE = 2


def is_speech(said: str) -> bool:
    """Does it end like a sentence, but for sounds, marks, tags and pictures behind it?"""
    said = said[: end_of_speech(said, 0, len(said))]
    said = _PICTURES_BEHIND.sub("", _LAUGHTER_BEHIND.sub("", said))
    return said.rstrip().rstrip(_BEHIND).endswith(_ENDS) and any(map(str.isalpha, said))


def is_talk(said: str) -> bool:
    """Does it sound spoken: does it ask, or have a first or second person?"""
    if _SPOKEN.match(said) or _SPOKEN_TO.search(said):
        return True
    return "?" in said or not _TALKING.isdisjoint(_words(said))


def is_in_first_person(said: str) -> bool:
    """Does somebody speak of himself, or of those with him?"""
    return not lx.FIRST_PERSON.isdisjoint(_words(said))


def _words(said: str) -> list[str]:
    """In small letters; "the US" is a country."""
    return [word.casefold() for word in re.findall(r"\w+", said) if word != "US" or said.isupper()]


def begins_large(said: str) -> bool:
    """Does it begin with a capital, or a figure, behind sounds and marks?"""
    first = _FIRST.match(said)
    return first is not None and not first["first"].islower()


def is_quoted(said: str) -> bool:
    """Does it stand in quotation marks, but for a note behind it?"""
    return said[:1] in MARKS and 3 * max(map(said.rfind, MARKS)) > len(said)


def is_planned(hours: Sequence[str]) -> bool:
    """Does all begin at full five minutes, as what is planned does? People write and speak at any."""
    minutes = [_MINUTES.search(hour) for hour in hours]
    return bool(minutes) and all(some and int(some[1]) % 5 == 0 for some in minutes)


def again(keys: Sequence[str]) -> set[str]:
    """Those that come again after another."""
    seen: set[str] = set()
    found = set()
    for before, key in pairwise(["", *keys]):
        if key in seen and key != before:
            found.add(key)
        seen.add(key)
    return found


def interviewers(text: str, body: Sequence[Span], own: set[Span], *, alone: bool) -> set[Span]:
    """The lines of the ``body`` that an interviewer says: those above the turns, if half of them ask, where one
    ``alone`` has a label; where several have, those without one, if each of them asks from above the first turn on.
    """
    asking = {line for line in body if text[line.end - 1] == "?"}
    above = {line for line, turn in pairwise(body) if turn in own} - own
    if alone:
        return above if len(above) + 1 >= len(own) and 2 * len(above & asking) >= len(above) else set()
    first, last = min(own), max(own)
    lead = [line for line in body if line < first][-1:]
    between = {*lead, *(line for line in body if first < line < last)} - own
    return between if lead and above == between <= asking else set()


def around_talk(prose: int, turns: int) -> Around:
    """What stands around a talk of so many turns with so many lines of prose before and behind."""
    if _FEW * prose > turns:
        return Around.PROSE
    return Around.SOME if prose > _FEW else Around.TALK


def goes_on(words: str, names: set[str], speaker: str, around: Around) -> bool:
    """Does a line without a label go on with what the one before it says? Prose about the speakers does not.

    Where all is talk, what sounds spoken does even so; in an exchange that is set off in prose nothing else does.
    """
    if _STAGE.fullmatch(words) or not is_speech(words):
        return False
    label = _LABELLED.match(words[:200])
    # "Ann Roe, on dams: “They leak.”" is somebody else's.
    if label and not label["name"]:
        return False
    name = label["name"].partition("(")[0].strip() if label else ""
    if name and (name.isupper() or name.casefold() in lx.KICKERS or is_in_title_case(name)):
        return False
    spoken = is_talk(_TOLD_US.sub(" ", _QUOTED.sub(" ", words)))
    if around is Around.TALK and spoken:
        return True
    named = [word.casefold() for word in WORD.findall(words) if word[0].isupper()]
    if _REPORTS.search(words[:300]) or (around is Around.PROSE and not spoken):
        return False
    if around is Around.TALK:
        return speaker not in named and names.isdisjoint(named[:2])
    return names.isdisjoint(named)
