"""Attributions as brat standoff (https://brat.nlplab.org/standoff.html), in the layout of the PolNeAR corpus.

    T1<TAB>Source 0 5<TAB>Putin                          a span: role, offsets (``a b;c d`` if in pieces), words
    E1<TAB>Attribution:T4 Content:T3 Cue:T2 Source:T1    an attribution; a role may come more than once (Content2:T5)
    #1<TAB>Speaker E1<TAB>Vladimir Putin                 notes: the speaker and what it is
    R2<TAB>RelayedBy Arg1:E2 Arg2:E1                     what E1's speaker says that another says; only if asked for

Offsets are code points. A speaker who is the article's own writer is noted as ``AUTHOR``, one that is not given as
empty.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factdb.errors import InputError
from factdb.formats.files import whole_file
from factdb.records import (
    Article,
    Attribution,
    Extraction,
    Span,
    Speaker,
    SpeakerKind,
)

EXPORTED = "exported.jsonl"

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_EVENT = re.compile(r"E\d+\t(.*)")
# Whatever some reader of the file may take for the end of a line or of a field.
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")

_UNSAFE = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f]')
_LONGEST_NAME = 200  # bytes; 255 is the limit of most file systems, a number and an ending come on top


@dataclass(frozen=True, slots=True)
class Annotation:
    """One attribution as a standoff file gives it."""

    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]


def annotation(attribution: Attribution) -> Annotation:
    """What a standoff file keeps of ``attribution``."""
    return Annotation(attribution.sources, (attribution.cue,), attribution.contents)


def lines(text: str, extraction: Extraction, *, nested: bool = False) -> Iterator[str]:
    """The lines of one article's ``.ann`` file, without line ends; those relayed by others only if ``nested``."""
    spans = 0
    numbered = enumerate(extraction.attributions, 1)
    for number, attribution in ((number, one) for number, one in numbered if nested or one.via is None):
        roles = {
            "Source": attribution.sources,
            "Cue": (attribution.cue,),
            "Content": attribution.contents,
            "Attribution": (attribution.cue,),
        }
        ids = {}
        for role, pieces in roles.items():
            if pieces:
                spans += 1
                ids[role] = f"T{spans}"
                offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
                yield f"T{spans}\t{role} {offsets}\t{_one_line(' '.join(piece.of(text) for piece in pieces))}"
        arguments = (f"{role}:{ids[role]}" for role in ("Attribution", "Content", "Cue", "Source") if role in ids)
        yield f"E{number}\t{' '.join(arguments)}"
        yield f"#{2 * number - 1}\tSpeaker E{number}\t{_speaker_note(attribution.speaker)}"
        yield f"#{2 * number}\tSpeakerKind E{number}\t{attribution.speaker.kind}"
        if attribution.via is not None:
            yield f"R{number}\tRelayedBy Arg1:E{number} Arg2:E{attribution.via + 1}"


def write_folder(folder: Path, articles: Iterable[tuple[Article, Extraction]], *, nested: bool = False) -> int:
    """Write NAME.txt and NAME.ann for each article into ``folder``, made if need be; returns how many articles.

    What was written is kept in EXPORTED beside them, so that ``edits`` can tell what a person changed in them since.

    NAME is the article's, made safe for a file name; of several articles of one name all but the first get a number, as
    those do whose names differ in case or composition only, which some file systems take for one.
    The text is as imported, so that the offsets hold. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    numbers: Counter[str] = Counter()
    taken: set[str] = set()
    with whole_file(folder / EXPORTED) as exported:
        for article, extraction in articles:
            stem = _free_name(_file_name(article.name), numbers, taken)
            annotations = list(lines(article.text, extraction, nested=nested))
            with whole_file(folder / f"{stem}.txt") as file:
                file.write(article.text)
            with whole_file(folder / f"{stem}.ann") as file:
                file.writelines(f"{line}\n" for line in annotations)
            known = {"name": stem, "sha256": article.sha256, "annotations": annotations}
            exported.write(f"{json.dumps(known, ensure_ascii=False)}\n")
    return len(taken)


def _free_name(name: str, numbers: Counter[str], taken: set[str]) -> str:
    """``name`` if it is not ``taken``, else with the first number after the last tried that makes it another."""
    free, same = name, _same(name)
    while _same(free) in taken:
        numbers[same] += 1
        free = f"{name}-{numbers[same] + 1}"
    taken.add(_same(free))
    return free


def _same(name: str) -> str:
    """What is equal of two names wherever some file system takes them for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def read(path: Path) -> list[Annotation]:
    """The attributions of an ``.ann`` file; see ``parse``. Raises InputError if it cannot be read."""
    try:
        return list(parse(path.read_text(encoding="utf-8").split("\n")))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the annotations ({error})") from error


def parse(lines: Iterable[str]) -> Iterator[Annotation]:
    """The attributions of a standoff file, in its order; those without content and lines of other kinds are left out.

    An attribution refers to the spans of the lines above it, as PolNeAR's scores are counted.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    for line in lines:
        if found := _SPAN.match(line):
            pieces = (piece.split() for piece in found[3].split(";"))
            spans[found[1]] = tuple(Span(int(start), int(end)) for start, end in pieces)
        elif found := _EVENT.match(line):
            event = _annotation(found[1].split(), spans)
            if event.contents:
                yield event


def _annotation(event: list[str], spans: dict[str, tuple[Span, ...]]) -> Annotation:
    roles: dict[str, tuple[Span, ...]] = {"Source": (), "Cue": (), "Content": ()}
    for argument in event:
        name, _, target = argument.partition(":")
        role = name.rstrip("0123456789")
        if role in roles:
            roles[role] += spans.get(target, ())
    return Annotation(roles["Source"], roles["Cue"], roles["Content"])


def _speaker_note(speaker: Speaker) -> str:
    match speaker.kind:
        case SpeakerKind.AUTHOR:
            return "AUTHOR"
        case SpeakerKind.NONE:
            return ""
        case _:
            return _one_line(speaker.name)


def _file_name(name: str) -> str:
    """``name`` without what could lead out of a folder or hide a file, and not longer than file systems allow."""
    safe = _UNSAFE.sub("-", name).lstrip(".").encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    # Windows drops dots and spaces at the end.
    return safe.rstrip(". ") or "article"


def _one_line(words: str) -> str:
    return _BREAKS.sub(" ", words)
