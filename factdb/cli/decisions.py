"""Decisions about claims that stand in a file or in a folder, each to be made by itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factdb.cli.correct import tell_of_words
from factdb.cli.reviewer import reviewer_of
from factdb.cli.talk import say
from factdb.errors import FactDBError, InputError, NotFoundError, StaleError
from factdb.formats.brat import lines
from factdb.formats.brat.edits import AnnotatedFile, AttributionEdit, annotated_files, attribution_edits
from factdb.formats.comparison import report_rows
from factdb.formats.decisions import DecisionRow, read_decisions
from factdb.formats.report_edits import decided_elsewhere, redescribed, with_edits
from factdb.records import Action, Speaker, SpeakerKind, State
from factdb.review.annotations import MarkedAttribution
from factdb.review.decisions import Target
from factdb.store.connect import reading, writing
from factdb.store.corrections.annotate import annotate
from factdb.store.corrections.edit import resolve_edit
from factdb.store.corrections.once import decide_once
from factdb.store.corrections.repeated import has_corrections, own_corrections_of, said_before, undecided
from factdb.store.read.find.article import find_article
from factdb.store.read.find.claim import find_claim, shown_id
from factdb.store.read.find.speaker import KnownNames, called
from factdb.store.read.load import load


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, and where it stands; ``make`` makes it, and says what came of it."""

    place: str
    make: Callable[[], str]


def of_file(engine: Engine, file: Path, reviewer: str | None, reason: str) -> Iterator[Decision | FactDBError]:
    """Those of a CSV file or a workbook, or what is wrong with a row. Raises InputError if it cannot be read."""
    kept = _Kept(engine)
    for row in read_decisions(file):
        if isinstance(row, InputError):
            yield row
        else:
            place = f"{file}: row {row.row}"
            yield Decision(place, partial(_decide_row, kept, row, reviewer, reason, place))


def of_folder(engine: Engine, folder: Path, reviewer: str | None, reason: str) -> Iterator[Decision | FactDBError]:
    """Those of a folder of brat standoff, or what is wrong with an edit. Raises InputError if it holds no such file."""
    kept = _Kept(engine)
    for file in annotated_files(folder):
        if isinstance(file, InputError):
            yield file
            continue
        try:
            with reading(engine) as session:
                number = find_article(session, file.sha256)
                article, extraction = load(session, number)
        except FactDBError as error:
            yield InputError(f"{file.path}: its text is not in the database ({error})")
            continue
        # Where nobody kept what was exported, an edit is what differs from how the article is now.
        exported = file.exported
        if exported is None:
            exported = tuple(lines(article.text, extraction, nested=_is_nested(file)))
        for edit in attribution_edits(article.text, exported, file.lines):
            if isinstance(edit, InputError):
                yield InputError(f"{file.path}: {edit}")
            else:
                found = edit if edit.after is None else replace(edit, after=_spoken(article.text, edit.after))
                place = f"{file.path}: {edit.event}"
                yield Decision(place, partial(_annotate, kept, number, found, reviewer, reason, place))


def _decide_row(kept: "_Kept", row: DecisionRow, reviewer: str | None, reason: str, place: str) -> str:
    row = replace(row, reviewer=row.reviewer or reviewer or "")
    if row.cells:
        with reading(kept.engine) as session:
            found = _with_edits(session, kept, row, place)
        if found is None:
            return "of claims that are not there"
        row = found
    if row.action is None:
        return "without a decision"
    with writing(kept.engine) as session:
        target = find_claim(session, row.claim)
        who = reviewer_of(row.reviewer or None, row.reason or reason)
        new = _new(session, row.request.speaker, row.request.speaker_kind)
        change = resolve_edit(session, target, row.request) if row.action is Action.CHANGE else None
        if said_before(session, target, who.name, row.action, change) is not None:
            return "decided before"
        made = decide_once(session, target, row.action, who, change, row.seen)
        kept.rows.clear()
    _tell_of_new(kept, place, new, [made.id])
    tell_of_words(made)
    return "decided"


@dataclass(slots=True)
class _Kept:
    """What one decision reads for those that follow: the rows of the report of one article, and of what is rejected, as
    they are until something is decided; and what speakers are called.
    """

    engine: Engine
    article: int = 0
    rows: dict[str, Mapping[str, str]] = field(default_factory=dict)
    names: KnownNames | None = None
    told: set[str] = field(default_factory=set)

    def row(self, session: Session, target: Target, claim: str) -> Mapping[str, str] | None:
        if self.article != target.article or not self.rows:
            self.article = target.article
            self.rows = report_rows(session, target.article, state=State.REJECTED) | report_rows(
                session, target.article
            )
        return self.rows.get(claim) or self.rows.get(shown_id(session, target) or target.key)

    def near(self, new: str) -> list[str]:
        """The names of others that are near one that has just been given."""
        if self.names is None:
            with reading(self.engine) as session:
                self.names = KnownNames(session)
        self.names.add(new)
        return [name for name in self.names.near(new) if name != new]


def _with_edits(session: Session, kept: _Kept, row: DecisionRow, place: str) -> DecisionRow | None:
    """A report's row with what its cells say otherwise than the claim does; None if there is no claim to ask, of which
    the row decides nothing by itself either.
    """
    try:
        target = find_claim(session, row.claim)
        now = kept.row(session, target, row.claim)
    except NotFoundError:
        if row.action is None:
            return None
        raise
    if now is None:
        if row.action is Action.CHANGE:
            raise StaleError(f"claim {row.claim}: reports show it no more; make the report anew")
        return row if row.action else None
    for column, cell in redescribed(row, now).items():
        told = f"{column} is {cell or 'empty'}, and of the article {now[column] or 'empty'}"
        if told not in kept.told:
            kept.told.add(told)
            say(f"{place}: {told}; `factdb articles set {target.article} --{column}` sets it")
    if now["reviewer"] and not row.reviewer:
        row = replace(row, reviewer=reviewer_of(None, row.reason).name)
    state = row.cells.get("state", State.OPEN)
    is_decided, is_open = state in (State.ACCEPTED, State.REJECTED, State.DISPUTED), now["state"] == State.OPEN
    if row.action is None and is_decided and is_open and not has_corrections(session, target):
        if state == State.DISPUTED:  # of two who disagree the row names one, and not what that one said
            return row
        found = decided_elsewhere(row, now)
    else:
        is_own = state == State.OPEN and now["reviewer"] == row.reviewer
        own = own_corrections_of(session, target, row.reviewer) if is_own else ()
        found = with_edits(row, now, _as_reported(session, target, row, now), own)
    said = found.request
    # The kind in the row is that of a speaker who is new, too.
    if said.speaker and not said.speaker_kind and row.cells.get("speaker_kind") and not called(session, said.speaker):
        return replace(found, request=replace(said, speaker_kind=SpeakerKind(now["speaker_kind"])))
    return found


def _as_reported(
    session: Session, target: Target, row: DecisionRow, now: Mapping[str, str]
) -> Mapping[str, str | None]:
    """What the claim was in the row's report, or may have been; empty if it is so still, or if that is not known."""
    if row.cells.get("state", State.OPEN) != State.OPEN or now["state"] == State.OPEN:
        return {}
    if "state" not in row.cells and now["reviewer"] == row.reviewer:
        return {}
    was = undecided(session, target.key)
    speaker = was.get("speaker")
    kinds = {one.kind for one in called(session, speaker)} if speaker else {""}
    return {**was, "speaker_kind": row.cells["speaker_kind"]} if row.cells.get("speaker_kind") in kinds else was


def _annotate(kept: _Kept, article: int, edit: AttributionEdit, reviewer: str | None, reason: str, place: str) -> str:
    who = reviewer_of(reviewer, edit.reason or reason)
    with writing(kept.engine) as session:
        speaker = edit.after and edit.after.speaker
        new = _new(session, speaker.name, speaker.kind) if speaker and not speaker.rule else None
        made = annotate(session, article, edit.before, edit.after, who)
    if not made:
        return "decided before"
    _tell_of_new(kept, place, new, made)
    return "decided"


def _new(session: Session, name: str | None, kind: SpeakerKind | None) -> Speaker | None:
    """The speaker who will be made; None if somebody is called just so."""
    return Speaker(name, kind) if name and kind and not called(session, name) else None


def _tell_of_new(kept: _Kept, place: str, new: Speaker | None, made: Sequence[int]) -> None:
    """Say who was made, who is called nearly so, and what takes it back; afterwards, as all names are read for it."""
    if new:
        near = " or ".join(kept.near(new.name))
        meant = f" (did you mean {near}?)" if near else ""
        numbers, them = (f"{made[0]}-{made[-1]}", "them") if len(made) > 1 else (made[0], "it")
        say(f"{place}: new speaker {new.name}, {new.kind}{meant}; `factdb undo {numbers}` takes {them} back")


def _is_nested(file: AnnotatedFile) -> bool:
    return any(line.startswith("R") for line in file.lines)


def _spoken(text: str, one: MarkedAttribution) -> MarkedAttribution:
    """The attribution with its speaker; whoever marks a new one need not say who a source is that the engine knows."""
    if one.speaker or not one.sources or not one.cues:
        return one
    from factdb.extract.speakers import Mention, resolve_speakers

    [found] = resolve_speakers(text, [Mention(one.sources[0], one.cues[0], one.contents)])
    return replace(one, speaker=Speaker(found.speaker.name, found.speaker.kind, found.speaker.rule))
