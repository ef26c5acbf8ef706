"""Whom somebody cites or quotes for what is said: "The Herald reported, citing two aides, that it was late".

Those who are cited say it, and who cites them tells of it; the tagger gives all of it to who cites them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factdb.extract.attribution.frames import AS_SAYING
from factdb.extract.attribution.shaping import Found
from factdb.extract.speakers.reading import Reading
from factdb.extract.speakers.relays import is_outlet, may_speak
from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.records import Span
from factdb.text.spans import letters, overlapping, without

CITED = "those who are cited say it"
# How far behind a source or cue, in characters, others may be cited.
_AHEAD = 200
_WHOM = (
    r"[“\"]?(?P<source>[^,;:“”\"()\n]{2,80}?)"
    r"(?=,?[”\"]|[,;:(\n]|(?<!\b[A-Z])\.(?:\s|\Z)|\s(?:who|which|that)\s|\Z)(?P<end>(?:[,”\"]{0,3}\s)?)"
)
_CITING = r"(?:citing|quoting|which\s(?:cite|quote)[sd])"
# "[The Herald reported] on Monday, citing two aides", "[The Herald,] citing two aides, [reported]".
_CITES = rf"(?:\s(?:first|(?:{ENGLISH.any_of('when_said')})\b[^,.;:“”\"\n]{{0,40}}?))?,?\s(?P<cue>{_CITING})\s"
_BEHIND = re.compile(_CITES + _WHOM)
# "[The Herald reported that Roe would go,] citing two aides"; but "citing her doctors" Roe may have gone.
_AT_THE_END = re.compile(rf"{_CITES}(?!(?:his|her|its|their|the)\s){_WHOM}")
# "The Herald [reported on Monday,] citing two aides", where all of it was tied to "citing".
_TELLS = re.compile(rf"\s(?P<cue>{ENGLISH.any_saying('handed-on', 'aside')})\b[^,;:“”\"\n]{{0,60}}?(?=,?\s{_CITING}\b)")
# "Citing two aides, [the Herald reported]".
_FIRST = re.compile(rf"(?P<cue>Citing|Quoting)\s{_WHOM}")
# "The Herald [quoted Roe as saying]", "[quotes her saying]".
_QUOTED = re.compile(
    r"(?:(?:also|later|then)\s)?(?<!was\s)(?<!were\s)(?<!is\s)(?<!are\s)(?<!been\s)(?<!be\s)"
    r"(?P<cue>(?:quot|cit)(?:es|ed|ing))\s(?P<source>(?:him|her|them)(?=\ssaying)|(?!by\b|in\b)[^,;:()\n]{2,90}?(?=\sas\s))"
    rf"\s(?P<saying>{AS_SAYING}|saying)"
    # "Saying [in a talk on Monday,] “It is late”"
    rf"(?P<end>(?:\s(?:{ENGLISH.any_of('when_said')})\b[^,.;:“”\"\n]{{2,80}}(?=[,:]\s[“\"]))?[:,]?\s?)"
)
# "Roe [was quoted on Monday by the Herald as saying]", "[was quoted as saying by the Herald]".
_TELLER = r"(?P<source>[^,;:.“”\"\n]{2,60}?)"
_QUOTED_BY = (
    re.compile(
        rf"(?P<cue>(?:\w+\s){{1,3}}quoted\s(?:[\w\s]{{1,30}}?\s)??(?P<by>by|in))\s{_TELLER}\s(?P<saying>{AS_SAYING})"
    ),
    re.compile(rf"(?P<cue>(?:\w+\s){{1,3}}quoted)\s(?P<saying>{AS_SAYING})\s(?P<by>by)\s{_TELLER}"),
)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What those who are cited say, and what whoever cites them tells."""

    said: Found
    told: Found


def with_cited(
    names: Reading, sentences: Sequence[Span], found: Iterable[tuple[Found, float]]
) -> tuple[list[tuple[Found, float]], dict[int, Found]]:
    """The attributions, each with how sure it is, those of whoever is cited in the place of those of who cites them;
    and these by the number of what they tell.
    """
    pairs = [(one, chance, _cited(names, sentences, one)) for one, chance in found]
    cues = sorted({cited.said.cue for *_, cited in pairs if cited})
    kept: list[tuple[Found, float]] = []
    tellers: dict[int, Found] = {}
    for one, chance, cited in pairs:
        if cited:
            tellers[len(kept)] = cited.told
            kept.append((cited.said, chance))
        elif not overlapping(cues, one.cue):
            kept.append((one, chance))
    return kept, tellers


def _cited(names: Reading, sentences: Sequence[Span], one: Found) -> _Cited | None:
    if not one.sources:
        return None
    return next((cited for cited in _readings(names, sentences, one) if cited), None)


def _readings(names: Reading, sentences: Sequence[Span], one: Found) -> Iterator[_Cited | None]:
    text, source, cue = names.text, one.sources[-1], one.cue
    for frame in _QUOTED_BY:
        if (by := frame.fullmatch(text, cue.start, cue.end)) and _tells(names, by):
            teller = replace(one, sources=(Span(*by.span("source")),), cue=Span(*by.span("cue")))
            yield _Cited(replace(one, cue=Span(*by.span("saying")), rules=(*one.rules, CITED)), teller)
    if quoted := _QUOTED.match(text, cue.start, cue.start + _AHEAD):
        yield _pair(names, one, quoted, Span(*quoted.span("cue")), Span(*quoted.span("saying")))
    (sentence, *_) = overlapping(sentences, source) or (source,)
    if tells := _TELLS.match(text, source.end, source.end + _AHEAD):
        cue = Span(*tells.span("cue"))
    behind = max(source.end, cue.end)
    for citing in (
        _BEHIND.match(text, behind, behind + _AHEAD),
        _BEHIND.match(text, source.end, source.end + _AHEAD),
        _FIRST.match(text, sentence.start, source.start),
        _AT_THE_END.match(text, one.contents[-1].end, sentence.end),
    ):
        if citing and not cue.overlaps(Span(*citing.span("cue"))) and is_outlet(names, source):
            yield _pair(names, one, citing, cue, Span(*citing.span("cue")))


def _tells(names: Reading, by: re.Match[str]) -> bool:
    """Is it an outlet or a document that somebody is quoted in: not "in London"?"""
    source = Span(*by.span("source"))
    told = by["by"] == "by" or by["source"][0].islower() or is_outlet(names, source)
    return told and may_speak(names, source)


def _pair(names: Reading, one: Found, frame: re.Match[str], cue: Span, saying: Span) -> _Cited | None:
    """The two, if somebody who speaks is cited, without the ``frame`` in what is said."""
    source = Span(*frame.span("source"))
    whole = Span(frame.start(), frame.end("end"))
    left = (part for content in one.contents for part in without(content, [whole]))
    contents = tuple(part for part in left if letters(names.text, part))
    if not contents or not may_speak(names, source):
        return None
    return _Cited(Found((source,), saying, contents, None, (CITED,)), replace(one, cue=cue, contents=contents))
