"""What sounds as if somebody said it: it ends like a sentence, asks, or has a first or second person."""

from factdb.extract.attribution.lines.labels import PICTURED
from factdb.language import ENGLISH, alternatives
from factdb.language import expressions as re
from factdb.language import lexicon as lx

# What somebody says ends like a sentence, perhaps with marks behind; a tally or a list of facts seldom does.
_ENDS, _BEHIND = (".", "!", "?", "…", "—", "-"), '"”’)]*_'
_LAUGHTER_BEHIND = re.compile(r"\s(?:\([^()]{1,40}\)|\[[^\[\]]{1,40}\])\s*\Z")
_PICTURES_BEHIND = re.compile(rf"(?<!{PICTURED})(?:\s?{PICTURED})++\s*\Z")
# In a talk at least a quarter of the lines ask something, have one of these words or begin with what is only spoken.
_TALKING = lx.FIRST_PERSON | lx.SECOND_PERSON
_SPOKEN = re.compile(rf"(?:{ENGLISH.any_of('spoken_openers')})(?=[\s,.;!?…—-])", re.I)
_TITLES = alternatives(sorted(title.capitalize() for title in lx.TITLES))
_SPOKEN_TO = re.compile(rf", (?:sir|ma[’']am|please|Your Honou?r|M(?:r|s|rs)\.? \w+|Madam \w+|(?:{_TITLES}))[.?!]\Z")


def is_speech(said: str) -> bool:
    """Does it end like a sentence, but for sounds, marks and pictures behind it?"""
    said = _PICTURES_BEHIND.sub("", _LAUGHTER_BEHIND.sub("", said))
    return said.rstrip().rstrip(_BEHIND).endswith(_ENDS) and any(map(str.isalpha, said))


def is_talk(said: str) -> bool:
    """Does it sound spoken: does it ask, or have a first or second person?"""
    if _SPOKEN.match(said) or _SPOKEN_TO.search(said):
        return True
    return "?" in said or not _TALKING.isdisjoint(re.findall(r"\w+", said.casefold()))


def is_in_first_person(said: str) -> bool:
    """Does somebody speak of himself, or of those with him?"""
    return not lx.FIRST_PERSON.isdisjoint(re.findall(r"\w+", said.casefold()))
