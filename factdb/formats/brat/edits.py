"""What a person changed in a folder of brat standoff that factdb exported."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from factdb.errors import InputError, Remedy
from factdb.formats.brat import EXPORTED
from factdb.records import Span, Speaker, SpeakerKind
from factdb.review.annotations import MarkedAttribution

_LINE = re.compile(r"(?P<id>[A-Z*#]\w*)\t(?P<rest>.*)", re.DOTALL)
_PLACE = re.compile(r"(?P<role>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>.*)", re.DOTALL)
_NOTE = re.compile(r"(?P<kind>\w+) (?P<event>E\w+)\t(?P<words>.*)", re.DOTALL)
_EVENT = re.compile(r"\bE\w+")
_NAMELESS = (SpeakerKind.AUTHOR, SpeakerKind.NONE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class AnnotatedFile:
    """One .ann file, as it is and as it was ``exported`` (None if nobody knows); ``sha256`` is that of its text."""

    path: Path
    sha256: str
    lines: tuple[str, ...]
    exported: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class AttributionEdit:
    """An attribution that was made, changed or deleted: ``before`` is None for a new one, ``after`` for one deleted.

    ``event`` is its id in the file, ``reason`` the annotator's note on it.
    """

    event: str
    before: MarkedAttribution | None
    after: MarkedAttribution | None
    reason: str = ""


@dataclass(slots=True)
class _Standoff:
    """The lines of a file by what they are; ``others`` are those that say nothing of an attribution."""

    spans: dict[str, tuple[str, tuple[Span, ...], str]] = field(default_factory=dict)
    events: dict[str, list[str]] = field(default_factory=dict)
    notes: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    others: list[str] = field(default_factory=list)


def annotated_files(folder: Path) -> Iterator[AnnotatedFile | InputError]:
    """The .ann files of a folder, by name, or what is wrong with one. Raises InputError if there are none."""
    exported = _exported(folder)
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".ann")
    if not paths:
        raise InputError(f"{folder}: holds no .ann file").mended_by(Remedy.EXPORT_BRAT)
    for path in paths:
        digest, lines = exported.get(path.stem, (None, None))
        text = path.with_suffix(".txt")
        try:
            found = sha256(text.read_bytes()).hexdigest() if text.exists() else digest
            if found is None or (digest is not None and found != digest):
                yield InputError(
                    f"{text}: is missing" if found is None else f"{text}: is not the text that was exported"
                )
                continue
            edited = path.read_bytes().decode().replace("\r\n", "\n").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            yield InputError(f"{path}: cannot read the annotations ({error})")
            continue
        yield AnnotatedFile(path, found, tuple(filter(None, edited)), lines)


def attribution_edits(
    text: str, exported: Sequence[str], edited: Sequence[str]
) -> Iterator[AttributionEdit | InputError]:
    """What a person changed from ``exported`` to ``edited``, the lines of an article's .ann file.

    Whatever was changed that is no attribution is an InputError that names it.
    """
    was, now = _parsed(exported), _parsed(edited)
    old = {event: _attribution(was, event) for event in was.events}
    new = {event: _attribution(now, event, old.get(event)) for event in now.events}
    had = _ids_before(old, new)
    for event in (event for event in old if event not in had.values()):
        yield AttributionEdit(event, old[event], None)
    for event, after in sorted(new.items(), key=lambda item: item[0] not in had):
        before = old[had[event]] if event in had else None
        note = now.notes[event].get("AnnotatorNotes", "")
        wrong = _wrong_note(now.notes[event], known=before is not None)
        if after != before:
            wrong = wrong or _misplaced(now, event, text)
        if wrong:
            yield InputError(f"{event}: {wrong}")
        elif after != before:
            yield AttributionEdit(event, before, after, note)
        elif note != was.notes[had.get(event, event)].get("AnnotatorNotes", ""):
            yield InputError(f"{event}: has a note, but nothing of it is changed, so nothing is decided")
    yield from _other_edits(was, now)


def _other_edits(was: _Standoff, now: _Standoff) -> Iterator[InputError]:
    """What was changed that cannot be taken: relations, attributes, notes on anything else."""
    told = [line for line in now.others if line not in was.others]
    for line in told:
        yield InputError(f"{_id(line)}: is no attribution, so nothing is decided by it: {line!r}")
    for line in was.others:
        left = all(event in now.events for event in _EVENT.findall(line))
        if line not in now.others and left and not told:
            yield InputError(f"{_id(line)}: is gone, but nothing is decided by that: {line!r}")


def _id(line: str) -> str:
    return line.partition("\t")[0]


def _exported(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By name the digest of each text that was exported, and its annotations; empty if nobody knows."""
    path = folder / EXPORTED
    if not path.exists():
        return {}
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        return {row["name"]: (row["sha256"], tuple(row["annotations"])) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}: is not as factdb wrote it ({error}); take it from a fresh export, or away"
        ) from error


def _parsed(lines: Sequence[str]) -> _Standoff:
    found = _Standoff()
    for line in lines:
        match = _LINE.match(line)
        place = match and match["id"][0] == "T" and _PLACE.match(match["rest"])
        note = match and match["id"][0] == "#" and _NOTE.match(match["rest"])
        if match and place:
            pieces = (piece.split() for piece in place["places"].split(";"))
            spans = tuple(sorted(Span(int(start), int(end)) for start, end in pieces))
            found.spans[match["id"]] = (place["role"], spans, place["words"])
        elif match and match["id"][0] == "E":
            found.events[match["id"]] = match["rest"].split()
        elif note:
            found.notes[note["event"]][note["kind"]] = note["words"].strip()
        else:
            found.others.append(line)
    return found


def _attribution(file: _Standoff, event: str, before: MarkedAttribution | None = None) -> MarkedAttribution:
    roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": [], "Attribution": []}
    for argument in file.events[event]:
        name, _, target = argument.partition(":")
        role = name.rstrip("0123456789")
        if role in roles and target in file.spans:
            roles[role] += file.spans[target][1]
    sources, cues, contents, trigger = (tuple(sorted(spans)) for spans in roles.values())
    # The cue is marked twice, as such and as what brat hangs the attribution on: whichever was moved tells where it is.
    if trigger != cues and before and trigger != before.cues:
        cues = trigger if cues in ((), before.cues) else tuple(sorted((*cues, *trigger)))
    speaker = _speaker(file.notes[event]) or (before.speaker if before else None)
    return MarkedAttribution(sources, cues or trigger, contents, speaker)


def _speaker(notes: dict[str, str]) -> Speaker | None:
    if not notes.keys() & {"Speaker", "SpeakerKind"}:
        return None
    kind = notes.get("SpeakerKind", "").lower()
    known = SpeakerKind(kind) if kind in set(SpeakerKind) else SpeakerKind.PERSON
    return Speaker("" if known in _NAMELESS else notes.get("Speaker", ""), known)


def _wrong_note(notes: dict[str, str], *, known: bool) -> str:
    """What is wrong with the notes on a speaker; empty if nothing is."""
    name, kind = notes.get("Speaker", ""), notes.get("SpeakerKind", "").lower()
    if kind and kind not in set(SpeakerKind):
        return f"{kind!r} is no kind of speaker; there are {', '.join(SpeakerKind)}"
    if kind in _NAMELESS and name not in ("", "AUTHOR"):
        return f"has a speaker of the kind {kind}, who has no name; say in SpeakerKind what {name} is"
    if known and ("Speaker" not in notes or not kind):
        return "its notes on the speaker are gone, but nothing is decided by that"
    return ""


def _ids_before(old: dict[str, MarkedAttribution], new: dict[str, MarkedAttribution]) -> dict[str, str]:
    """For each event the id that it was exported under: another program may have given it a new one."""
    same = {event: event for event, one in new.items() if old.get(event) == one}
    moved = {one: event for event, one in old.items() if event not in same}
    same |= {event: moved[one] for event, one in new.items() if event not in same and one in moved}
    taken = set(same.values())
    return same | {event: event for event in new if event not in same and event in old.keys() - taken}


def _misplaced(file: _Standoff, event: str, text: str) -> str:
    """What is wrong with the spans of an event; empty if nothing is."""
    for target in (argument.partition(":")[2] for argument in file.events[event]):
        if target not in file.spans:
            return f"refers to {target}, which is not there"
        _, spans, words = file.spans[target]
        if any(span.start >= span.end or span.end > len(text) for span in spans):
            return f"{target} stands outside the text"
        there = " ".join(span.of(text) for span in spans)
        if _SPACE.sub("", there) != _SPACE.sub("", words):
            return f"the words of {target} are not those at its offsets: {there!r}"
    return ""
