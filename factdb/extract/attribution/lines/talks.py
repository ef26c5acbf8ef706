"""Transcripts: lines that begin with the name of who speaks, in the forms that broadcasters, parliaments, courts and
interviewers use.

``WALLACE: Will she be there?``, ``**Ann Roe:**``, ``[Ann Roe]``, ``Speaker 1:``, ``Q:`` and ``A:``, ``Mr. KELSO. Madam
Speaker, ...``, ``The PRESIDENT:``, ``Opposition senators—Shame!``; what follows without a label goes on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdb.extract.attribution.shaping import Found
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.passages import Part
from factdb.text.spans import trimmed, without

_CAPITALISED = r"[^\W\d_][\w.'’-]*"
_PARTICLES = "(?:(?:bin|da|de|del|der|di|du|el|la|le|van|von)[ \xa0]){0,2}"
NAME = rf"{_CAPITALISED}(?:[ \xa0]{_PARTICLES}{_CAPITALISED}){{0,4}}"
# A station or an office, and what is said of the voice: ", CNN HOST (voice-over)".
_ABOUT = r"(?P<about>(?:,[ \xa0][^:\n(]{1,60})?(?:[ \xa0]?\([^()\n]{1,40}\)){0,2})"
_WITH_COLON = re.compile(
    rf"(?P<mark>[\"“]?)(?P<bold>[*_]{{0,3}})(?P<name>(?:Speaker|SPEAKER)[ \xa0]?\d{{1,2}}|{NAME}){_ABOUT}"
    r"(?P<cue>[*_]{0,3}:[*_]{0,3})\s+"
)
_IN_BRACKETS = re.compile(rf"(?P<mark>)\[(?P<name>{NAME})\](?P<about>)(?P<cue>:?)\s+")
# The Congressional Record: "Mr. KELSO of Ohio. ", "The SPEAKER pro tempore (Mr. POE). ".
_OF_CONGRESS = re.compile(
    r"(?P<mark>)(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Senator|Chairman|Chairwoman)\.?[ \xa0]"
    r"(?:[A-Z][\w.'’-]{0,20}[ \xa0]){0,3}?"
    r"(?:[A-Z]['’]|Mc|Mac|De|Van|La)?[A-Z]{2,}(?:['’-][A-Z]{2,})?"
    r"|The[ \xa0](?:ACTING[ \xa0])?[A-Z]{4,}(?:[ \xa0][A-Z]{3,}){0,2}(?:[ \xa0]pro[ \xa0]tempore)?)"
    r"(?P<about>(?:[ \xa0]of[ \xa0][A-Z]\w+(?:[ \xa0][A-Z]\w+)?)?(?:[ \xa0]\([^()\n]{1,60}\))?)(?P<cue>\.)\s+"
)
_BY_LETTER = re.compile(r"(?P<mark>)(?P<bold>[*_]{0,3})(?P<name>Q|A)(?P<about>)(?P<cue>[*_]{0,3}[.:][*_]{0,3})\s+")
_WITH_DASH = re.compile(rf"(?P<mark>)(?P<name>{NAME})(?P<about>)(?P<cue>\s?[—–]\s?)(?=[\"“]?[A-Z])")
_MARKS = frozenset('“”"')
# What somebody says ends like a sentence, perhaps with marks behind; a tally or a list of facts seldom does.
_ENDS, _BEHIND = (".", "!", "?", "…", "—", "-"), '"”’)]'
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STAGE = re.compile(r"[(\[*][^()\[\]]{1,200}[)\]*]\W*")
# Such a line stands between two of one turn: "(Laughter.)"
_LAUGHTER = re.compile(r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]")
_REPORTS = re.compile(r"\b(?:added|asked|replied|responded|said|says|told)\b")
# In a talk at least a third of the lines ask something or have one of these words.
_TALKING = lx.FIRST_PERSON | lx.SECOND_PERSON
_KICKERS = frozenset(ENGLISH.words("kickers"))
# Who is not named: these speak, wherever others do.
_VOICES = frozenset(ENGLISH.words("voices"))
# What stands before the surname in a label, and before nothing else: "MR PRICE", though a price is no name.
_ADDRESSES = frozenset(["congressman", "congresswoman", "councillor", "dr", "lord", "miss", "mr", "mrs", "ms", "mx"])
_ADDRESSES |= {"prof", "professor", "rep", "sen", "senator", "sir"}

Line = tuple[Span, Found]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line with a label: ``key`` tells its speaker from the others, ``form`` is what the label looks like."""

    part: Span
    key: str
    form: str
    label: re.Match[str]
    said: str

    @property
    def name(self) -> str:
        return self.label["name"]


def transcript(text: str, parts: Sequence[Part]) -> Iterator[Line]:
    """The turns of a talk: two speakers or more, of whom one at least comes again after another."""
    body = [part.span for part in parts if part.passage in (Passage.BODY, Passage.QUESTION)]
    turns = {span: turn for span in body if (turn := _turn(text, span))}
    accepted = _accepted(text, list(turns.values()))
    if not accepted:
        return
    first, last = accepted[0].part, accepted[-1].part
    own = {turn.part for turn in accepted}
    between = sum(first.start <= span.start <= last.start for span in body)
    going_on = 2 * len(own) >= between
    names = {turn.key for turn in accepted}
    current: _Turn | None = None
    further: list[Span] = []
    for span in body:
        if span in own:
            if current:
                yield from _lines(text, current, further)
            current, further = turns[span], []
        elif current and _LAUGHTER.fullmatch(text, span.start, span.end):
            continue
        elif current and not (going_on and _goes_on(span.of(text), names, last=span.start > last.start)):
            yield from _lines(text, current, further)
            current = None
        elif current:
            further.append(span)
    if current:
        yield from _lines(text, current, further)


def _turn(text: str, span: Span) -> _Turn | None:
    for form, expression in (
        ("letter", _BY_LETTER),
        ("congress", _OF_CONGRESS),
        ("colon", _WITH_COLON),
        ("bracket", _IN_BRACKETS),
        ("dash", _WITH_DASH),
    ):
        label = expression.match(text, span.start, span.end)
        if not label or label.end() >= span.end:
            continue
        key = label["name"].casefold() if form == "letter" or label["name"][-1].isdigit() else _last_word(label["name"])
        if form != "letter" and not _is_name(label["name"], key):
            continue
        if form == "dash" and not _is_group(key):
            continue
        return _Turn(span, key, form, label, text[label.end() : span.end])
    return None


def _accepted(text: str, turns: Sequence[_Turn]) -> list[_Turn]:
    """The turns of a talk, in order; none if the labelled lines make no talk."""
    speech = [turn for turn in turns if _is_speech(turn.said)]
    deciding = [turn for turn in speech if turn.form != "dash"]
    known = _speakers(deciding, text)
    if not known or 3 * sum(_is_talk(turn.said) for turn in deciding if turn.key in known) < sum(
        turn.key in known for turn in deciding
    ):
        return []
    forms = {turn.form for turn in deciding if turn.key in known}
    shouted = all(_is_shouted(turn) for turn in deciding if turn.key in known)
    accepted = []
    for turn in turns:
        once = (
            turn.form in forms | {"dash"}
            and _is_speech(turn.said)
            and (
                _is_voice(turn)
                or _is_group(turn.key)
                or _is_shouted(turn)
                or _is_addressed(turn.name)
                or (not shouted and _is_full_name(turn.name))
            )
        )
        if turn.key in known or once:
            accepted.append(turn)
    return accepted


def _speakers(turns: Sequence[_Turn], text: str) -> set[str]:
    """Who speaks for certain: those that the prose around the labels writes with a capital, those that come again and
    that it never writes small, and those whose label leaves no doubt. None if nobody comes again after another, unless
    two labels at least are a person's in full, in capitals.
    """
    if not turns:
        return set()
    again = _again([turn.key for turn in turns])
    labels = [Span(*turn.label.span("name")) for turn in turns]
    prose = "".join(part.of(text) for part in without(Span(0, len(text)), labels))
    words = _WORD.findall(prose) if again else []
    capitalised = {word.casefold() for word in words if word[0].isupper() and not word.isupper()}
    small = {word for word in words if word.islower()}
    sure = {turn.key for turn in turns if turn.form in ("letter", "congress") or turn.name[-1].isdigit()}
    known = {
        turn.key
        for turn in turns
        if turn.key in sure
        or turn.key in capitalised
        or _names_itself(turn)
        or (turn.key in again and (turn.key not in small or _is_shouted(turn)))
    }
    if sure and ({"q", "a"} <= sure or len(sure - {"q", "a"}) > 1):
        return known
    # Somebody else at least, by name or as a group.
    others = {turn.key for turn in turns if turn.key in known or _is_shouted(turn) or _is_group(turn.key)}
    plain = {turn.key for turn in turns if _names_itself(turn)}
    return known if len(others) > 1 and (known & again or len(plain) > 1) else set()


def _again(keys: Sequence[str]) -> set[str]:
    """Those that come again after another."""
    seen: set[str] = set()
    found = set()
    for before, key in pairwise(["", *keys]):
        if key in seen and key != before:
            found.add(key)
        seen.add(key)
    return found


def _goes_on(words: str, names: set[str], *, last: bool) -> bool:
    """Does a line without a label go on with what the one before it says? Prose about the speakers does not."""
    if _STAGE.fullmatch(words) or _REPORTS.search(words[:300]) or not _is_speech(words):
        return False
    label = _WITH_COLON.match(words[:200])
    if label and (label["name"].isupper() or label["name"].casefold() in _KICKERS):
        return False
    if not names.isdisjoint(word.casefold() for word in _WORD.findall(words) if word[0].isupper()):
        return False
    return _is_talk(words) if last else True


def _lines(text: str, turn: _Turn, further: Sequence[Span]) -> Iterator[Line]:
    label = turn.label
    content = Span(label.end(), turn.part.end)
    # The last mark closes the one before the label, unless it closes one of its own.
    if label["mark"] and text[content.end - 1] in _MARKS and sum(map(content.of(text).count, _MARKS)) % 2:
        content = Span(content.start, content.end - 1)
    if content.start >= content.end:
        return
    about = tuple(trimmed(text, Span(*label.span("about"))))
    source = (Span(*label.span("name")), *about)
    cue = Span(*label.span("cue")) if label["cue"].strip() else Span(label.end("name"), label.end("name") + 1)
    found = Found(source, cue, (content, *further), None, ("the line begins with its speaker's name",))
    yield turn.part, found
    for span in further:
        yield span, found


def _is_speech(said: str) -> bool:
    return said.rstrip(_BEHIND).endswith(_ENDS) and any(map(str.isalpha, said))


def _is_talk(said: str) -> bool:
    return "?" in said or not _TALKING.isdisjoint(re.findall(r"\w+", said.casefold()))


def _last_word(label: str) -> str:
    return str(_WORD.findall(label)[-1]).casefold()


def _is_shouted(turn: _Turn) -> bool:
    """The label's last word in capitals, as a page sets a label: "Senator HALE"."""
    word = str(_WORD.findall(turn.name)[-1])
    return word.isupper() and len(word) > 1


def _names_itself(turn: _Turn) -> bool:
    """ "CLARA VOSS", "MR PRICE": a person in full, set as a label."""
    return turn.form != "dash" and turn.name.isupper() and (_is_full_name(turn.name) or _is_addressed(turn.name))


def _is_addressed(name: str) -> bool:
    words = _WORD.findall(name)
    return len(words) > 1 and words[0].casefold() in _ADDRESSES


def _is_voice(turn: _Turn) -> bool:
    words = {word.casefold() for word in _WORD.findall(turn.name)}
    return not words.isdisjoint(_VOICES)


def _is_group(key: str) -> bool:
    return key in lx.ROLE_PLURALS or key in lx.GROUPS or key in lx.ANONYMOUS or key in _VOICES


def _is_full_name(name: str) -> bool:
    words = _WORD.findall(name)
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and words[0].casefold() in lx.GIVEN_NAMES


def _is_name(label: str, key: str) -> bool:
    if label.casefold() in _KICKERS or (key in _KICKERS and not _is_addressed(label)):
        return False
    known = key in _VOICES or _is_addressed(label) or (label.isupper() and _is_full_name(label))
    known = known or (key not in lx.NOT_NAMES and key not in lx.PLACES)
    return label[0].isupper() and len(key) > 1 and known
