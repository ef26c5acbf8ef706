"""Subtitles (SRT and WebVTT): who speaks and what is said, with the time of every cue.

Cues of one speaker are one paragraph, for a sentence runs over several of them. What stands in the text is what is
spoken: a voice (``<v Ann Lee>``) comes before its words as ``Ann Lee: ``, as in a transcript; other tags are left out.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdb.errors import InputError
from factdb.language import ENGLISH
from factdb.language import lexicon as lx
from factdb.records import Article, Locator, Origin, Span
from factdb.text.readers.decode import checked, decode
from factdb.text.readers.document import Document
from factdb.text.readers.fields import from_file_name
from factdb.text.stage_directions import is_stage_direction

_TIMES = re.compile(
    r"(?:(?P<hours>\d+):)?(?P<minutes>\d\d):(?P<seconds>\d\d[,.]\d{3})\s+-->\s+(?:\d+:)?\d\d:\d\d[,.]\d{3}.*", re.ASCII
)
# What a conference service writes above the times: "1 \"Ann Lee\" (2481)".
_HEARD = re.compile(r'\d+ "(?P<name>[^"<>]+)"(?: \(\d+\))?')
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+(?P<name>[^<>]+)>")
_TAG = re.compile(r"</?[^>]{0,100}>|\{\\[^}]{0,100}\}")
# "[Nina] Nobody has lived here.", where "[Thunder] " is heard.
_BRACKETED = re.compile(r"\[(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})\]\s+(?=\S)")
_LANGUAGES = frozenset(ENGLISH.words("demonyms")) - lx.GIVEN_NAMES.keys()
_LABEL = re.compile(r"(?:>>\s*)?(?P<name>[A-Z][A-Z .'’-]{1,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}):\s+(?=\S)")
_TURN = re.compile(r"^(?:>>|[-–—])\s*")
# A pause after which something new begins, if the sentence has ended.
_PAUSE = 4.0
# How many of the cues begin with lines of the one before where captions roll up.
_SHARE_ROLLED_UP = 0.3
_ENDS = tuple('.!?…"”’)')


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    speaker: str
    words: str
    is_turn: bool


def read(document: Document) -> Iterator[Article]:
    """The one article; its locators are ``t=SECONDS`` (https://www.w3.org/TR/media-frags/) from each cue on."""
    decoded = decode(document.data, document.source, document.charset, document.reading.encoding)
    cues = list(_without_rolled_up(list(_cues(decoded.text))))
    if not cues:
        raise InputError(f"{document.source}: subtitles without words", reason="empty")
    text, locators = _text(cues)
    publisher, published = from_file_name(document.stem)
    is_vtt = decoded.text.lstrip("\ufeff").startswith("WEBVTT")
    yield Article(
        text=checked(text, document.source),
        name=document.stem,
        source=document.url or document.source,
        title=_title(decoded.text) if is_vtt else "",
        publisher=publisher,
        published=published,
        collection=document.collection,
        locators=tuple(locators),
        origin=Origin(media_type="text/vtt" if is_vtt else "application/x-subrip"),
        notes=(decoded.note,) if decoded.note else (),
    )


def _without_rolled_up(cues: Sequence[tuple[float, list[str]]]) -> Iterator[_Cue]:
    """What is spoken, without the lines that stay on the screen from one cue to the next, where captions roll up.

    Where few do, somebody says the same twice.
    """
    shown = [list(filter(None, map(_plain, lines))) for _, lines in cues]
    stays = [0, *(_overlap(before, here) for before, here in pairwise(shown))]
    rolls_up = sum(map(bool, stays)) > _SHARE_ROLLED_UP * len(cues)
    for (start, lines), staying in zip(cues, stays, strict=False):
        yield from _spoken(start, [line for line in lines if _plain(line)][staying if rolls_up else 0 :])


def _overlap(shown: list[str], lines: list[str]) -> int:
    """With how many of the last lines that are shown these begin."""
    return next((size for size in range(min(len(shown), len(lines)), 0, -1) if shown[-size:] == lines[:size]), 0)


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())


def _cues(text: str) -> Iterator[tuple[float, list[str]]]:
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip("\n\ufeff").split("\n")
        at = next((number for number, line in enumerate(lines[:2]) if _TIMES.fullmatch(line.strip())), None)
        if at is None or lines[0].startswith(("NOTE", "STYLE", "REGION")):
            continue
        found = _TIMES.fullmatch(lines[at].strip())
        assert found
        start = int(found["hours"] or 0) * 3600 + int(found["minutes"]) * 60 + float(found["seconds"].replace(",", "."))
        heard = _HEARD.fullmatch(lines[0].strip()) if at else None
        voice = f"<v {heard['name']}>" if heard else ""
        yield start, [f"{voice}{line}" for line in lines[at + 1 :]]


def _spoken(start: float, lines: list[str]) -> Iterator[_Cue]:
    """A cue for each voice or turn; lines that go on belong to the one before."""
    pieces: list[_Cue] = []
    for line in lines:
        voice = _VOICE.search(line)
        words = html.unescape(_TAG.sub("", line)).strip()
        label = _LABEL.match(words) or _bracketed(words)
        turn = _TURN.match(words)
        speaker = (
            " ".join(html.unescape(voice["name"]).split())
            if voice
            else " ".join(label["name"].split())
            if label
            else ""
        )
        words = words[label.end() :] if label and not voice else words[turn.end() :] if turn else words
        if not words:
            continue
        if pieces and not speaker and not turn:
            pieces[-1] = _Cue(start, pieces[-1].speaker, f"{pieces[-1].words} {words}", pieces[-1].is_turn)
        else:
            pieces.append(_Cue(start, speaker, words, bool(turn)))
    yield from pieces


def _bracketed(words: str) -> re.Match[str] | None:
    """The name that words begin with in brackets, where these tell no sound and no language: "[Spanish] Hola."."""
    label = _BRACKETED.match(words)
    if not label or label["name"].casefold() in _LANGUAGES:
        return None
    return None if is_stage_direction(words, Span(0, label.end("name") + 1)) else label


def _text(cues: list[_Cue]) -> tuple[str, list[Locator]]:
    text, locators = "", []
    before = _Cue(0.0, "", "", False)
    for cue in cues:
        changed = cue.is_turn or (cue.speaker not in ("", before.speaker))
        paused = cue.start - before.start > _PAUSE + len(before.words) / 10 and text.endswith(_ENDS)
        if text:
            text += "\n\n" if changed or paused else " "
        locators.append(Locator(len(text), f"t={cue.start:g}"))
        if changed and cue.speaker:
            text += f"{cue.speaker}: "
        text += cue.words
        before = cue if cue.speaker or changed else _Cue(cue.start, before.speaker, cue.words, False)
    return text, locators


def _title(text: str) -> str:
    first = text.lstrip("\ufeff").partition("\n")[0].removeprefix("WEBVTT").strip(" -–\r\t")
    return first if first and len(first) <= 200 else ""
