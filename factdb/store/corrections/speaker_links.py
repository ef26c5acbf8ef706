"""Carrying out decisions about speakers: whom attributions mean, and what speakers are called.

A decision changes only what it is about, in the tables as they stand. When one is taken back, what holds of those whom
it may have concerned is worked out from all the others, because any of them may build on it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, assert_never

from sqlalchemy import Connection, Select, Text, and_, bindparam, delete, func, select, tuple_, update
from sqlalchemy.orm import Session

from factdb.names.folding import fold
from factdb.names.kinds import NAMED_KINDS
from factdb.records import Action, SpeakerKind, is_of_speakers
from factdb.review.speakers import (
    Concerned,
    Correction,
    Mention,
    SpeakerDecisions,
    SpeakerLink,
    former_names,
    undone,
)
from factdb.store.dialect import insert_missing
from factdb.store.read.speakers.corrections import (
    MENTIONED,
    decided_speakers,
    names_folding_to,
    speaker_corrections,
    speaker_decisions,
)
from factdb.store.schema.tables import Attribution, Extraction, SpeakerAlias
from factdb.store.schema.tables import Speaker as SpeakerRow
from factdb.store.write import rows
from factdb.store.write.shown import count_claims, hand_over_counts, shown_of
from factdb.store.write.speakers import stored_speakers

# A query for rows of whatever columns.
Rows = Select[*tuple[Any, ...]]


def carry_out(session: Session, correction: Correction) -> None:
    """Bring the tables in line with the newest correction, which takes none back."""
    connection, data, action = session.connection(), correction.data, correction.action
    if not is_of_speakers(action):
        raise ValueError(f"correction {correction.id} is none of speakers: {action}")
    match action:
        case Action.MERGE:
            _merge(connection, data["from"], data["into"], correction)
            _hand_over_aliases(connection, data["from"], data["into"])
        case Action.SPLIT:
            _split(connection, correction)
        case Action.RENAME:
            _describe(connection, data["speaker"], name=data["name"])
            _give_aliases(connection, [(data["speaker"], name) for name in former_names(data)])
        case Action.KIND:
            _describe(connection, data["speaker"], kind=data["kind"])
            named = {(data["kind"], fold(name)): data["speaker"] for name in data["names"]}
            _move_by_name(connection, named, correction)
        case Action.ALIAS:
            _give_aliases(connection, [(data["speaker"], data["alias"])])
            _move_by_name(connection, {(data["kind"], fold(data["alias"])): data["speaker"]}, correction)
        case Action.LOAD:
            _load(connection, correction)
        case _:
            assert_never(action)
    session.expire_all()


def carry_out_undoings(session: Session, count: int) -> None:
    """Bring the tables in line with the newest ``count`` corrections of speakers, which take others back."""
    _work_out(session, undone(speaker_corrections(session.connection()), count))


def work_out(session: Session) -> None:
    """Bring speakers, their aliases and whom each attribution means in line with all the corrections that hold."""
    _work_out(session, None)


def _work_out(session: Session, concerned: Concerned | None) -> None:
    """The same for those who are ``concerned``; None is everybody."""
    connection = session.connection()
    decisions = speaker_decisions(connection)
    _work_out_links(connection, decisions, concerned)
    speakers = None if concerned is None else concerned.speakers
    rows_of_speakers = _of(select(SpeakerRow.__table__), SpeakerRow.id, speakers)
    for row in [row for query in rows_of_speakers for row in connection.execute(query)]:
        name = decisions.names.get(row.id, row.found_name)
        decided = (name, decisions.kinds.get(row.id, row.found_kind), decisions.wikidata.get(row.id))
        if decided != (row.name, row.kind, row.wikidata):
            _describe(connection, row.id, **dict(zip(("name", "kind", "wikidata"), decided, strict=True)))
    needed = {
        (speaker, alias)
        for speaker, aliases in decisions.aliases.items()
        if speakers is None or speaker in speakers
        for alias in aliases
    }
    given = _of(select(SpeakerAlias.speaker_id, SpeakerAlias.alias), SpeakerAlias.speaker_id, speakers)
    there = {tuple(row) for query in given for row in connection.execute(query)}
    for batch in batches(sorted(there - needed)):
        connection.execute(delete(SpeakerAlias).where(tuple_(SpeakerAlias.speaker_id, SpeakerAlias.alias).in_(batch)))
    _give_aliases(connection, needed - there)
    session.expire_all()


def _of(query: Rows, column: Any, ids: Collection[int] | None) -> Iterator[Rows]:
    """``query`` of those of which ``column`` says one of ``ids``, in as many as it takes; None is everybody."""
    if ids is None:
        yield query
        return
    for some in batches(sorted(ids)):
        yield query.where(column.in_(some))


def _merge(connection: Connection, gone: Collection[int], into: int, correction: Correction) -> None:
    others = Attribution.speaker_id.in_([speaker for speaker in gone if speaker != into])
    articles = connection.scalars(shown_of(others)).all()
    moved = update(Attribution).where(others)
    connection.execute(moved.values(speaker_id=into, joined_by=f"correction {correction.id}"))
    hand_over_counts(connection, articles, gone, into)


def _split(connection: Connection, correction: Correction) -> None:
    data = correction.data
    which = [Attribution.speaker_id == data["from"]]
    if data["articles"]:
        of_articles = select(Extraction.id).where(Extraction.article_id.in_(data["articles"]))
        which.append(Attribution.extraction_id.in_(of_articles))
    if data["names"]:
        wanted = set(map(fold, data["names"]))
        named = connection.scalars(select(Attribution.named).where(*which).distinct()).all()
        which.append(Attribution.named.in_([name for name in named if fold(name) in wanted]))
    articles = connection.scalars(shown_of(and_(*which))).all()
    moved = update(Attribution).where(*which).values(speaker_id=data["into"], joined_by=f"correction {correction.id}")
    connection.execute(moved)
    count_claims(connection, articles)


def _load(connection: Connection, correction: Correction) -> None:
    speakers_of: dict[tuple[str, str], int] = {}
    aliases = []
    described = [
        {
            "row": entry["speaker"],
            "its_name": entry["name"],
            "its_folded": fold(entry["name"]),
            "its_kind": entry["kind"],
            "its_wikidata": entry["wikidata"] or None,
        }
        for entry in correction.data["speakers"]
    ]
    load = update(SpeakerRow).where(SpeakerRow.id == bindparam("row"))
    load = load.values(
        name=bindparam("its_name"),
        folded=bindparam("its_folded"),
        kind=bindparam("its_kind"),
        wikidata=func.coalesce(bindparam("its_wikidata", type_=Text()), SpeakerRow.wikidata),
    )
    connection.execute(load, described)
    for entry in correction.data["speakers"]:
        aliases += [(entry["speaker"], alias) for alias in entry["aliases"]]
        for name in (entry["name"], *entry["aliases"]):
            speakers_of[entry["kind"], fold(name)] = entry["speaker"]
    _give_aliases(connection, aliases)
    _move_by_name(connection, speakers_of, correction)


def _move_by_name(connection: Connection, speakers_of: Mapping[tuple[str, str], int], correction: Correction) -> None:
    """Whatever the engine found by one of these kinds and folded names means that speaker, unless a person chose."""
    kinds = {kind for kind, _ in speakers_of} & set(NAMED_KINDS)
    names = names_folding_to(connection, {name for _, name in speakers_of})
    mentioned = (
        select(Attribution.id, Attribution.named, Attribution.named_kind, Attribution.speaker_id, Extraction.article_id)
        .join(Extraction, Extraction.id == Attribution.extraction_id)
        .where(Attribution.named_kind.in_(kinds), Attribution.chosen_speaker_id.is_(None))
    )
    moved, articles = [], set()
    for some in batches(sorted(names)):
        for row_id, name, kind, speaker, article in connection.execute(mentioned.where(Attribution.named.in_(some))):
            into = speakers_of.get((kind, names[name]), speaker)
            if into != speaker:
                moved.append({"row": row_id, "into": into})
                articles.add(article)
    if moved:
        values = {"speaker_id": bindparam("into"), "joined_by": f"correction {correction.id}"}
        connection.execute(update(Attribution).where(Attribution.id == bindparam("row")).values(values), moved)
        count_claims(connection, articles)


def _describe(connection: Connection, speaker: int, **values: str | None) -> None:
    if name := values.get("name"):
        values["folded"] = fold(name)
    connection.execute(update(SpeakerRow).where(SpeakerRow.id == speaker).values(values))


def _hand_over_aliases(connection: Connection, gone: Iterable[int], into: int) -> None:
    of_gone = SpeakerAlias.speaker_id.in_(gone)
    aliases = connection.scalars(select(SpeakerAlias.alias).where(of_gone)).all()
    connection.execute(delete(SpeakerAlias).where(of_gone))
    _give_aliases(connection, [(into, alias) for alias in aliases])


def _give_aliases(connection: Connection, aliases: Iterable[tuple[int, str]]) -> None:
    new = [rows.alias_row(speaker, alias) for speaker, alias in sorted(set(aliases))]
    insert_missing(connection, SpeakerAlias, new, "speaker_id")


def _work_out_links(connection: Connection, decisions: SpeakerDecisions, concerned: Concerned | None) -> None:
    changed: dict[Mention, SpeakerLink] = {}
    for mention, so_far in _mentions(connection, concerned).items():
        link = decisions.link(mention)
        if so_far != {link}:
            changed[mention] = link
    if changed:
        _relink(connection, changed)


def _relink(connection: Connection, links: Mapping[Mention, SpeakerLink]) -> None:
    """Whatever attribution is one of these mentions means whom its link says.

    They are looked for article by article: by its name, each mention would look through all that have the name.
    """
    wanted = {
        (mention.article, mention.name, mention.kind, mention.found if mention.chosen else None): link
        for mention, link in links.items()
    }
    articles = {mention.article for mention in links}
    there = select(
        Attribution.id,
        Extraction.article_id,
        Attribution.named,
        Attribution.named_kind,
        Attribution.chosen_speaker_id,
    ).join(Extraction, Extraction.id == Attribution.extraction_id)
    moved = [
        {"row": row_id, "speaker": link.speaker, "rule": link.joined_by}
        for query in _of(there, Extraction.article_id, articles)
        for row_id, article, name, kind, chosen in connection.execute(query)
        if (link := wanted.get((article, name, SpeakerKind(kind), chosen)))
    ]
    move = update(Attribution).where(Attribution.id == bindparam("row"))
    connection.execute(move.values(speaker_id=bindparam("speaker"), joined_by=bindparam("rule")), moved)
    count_claims(connection, articles)


def _mentions(connection: Connection, concerned: Concerned | None) -> dict[Mention, set[SpeakerLink]]:
    """Every mention that is ``concerned``, with whom its attributions mean so far."""
    speakers = None if concerned is None else concerned.meant
    queries: list[Rows] = list(_of(MENTIONED, Attribution.speaker_id, speakers))
    if concerned is not None:
        # Not in one with those by speaker: neither database takes one index for this and another for that.
        names = names_folding_to(connection, concerned.names)
        queries += [MENTIONED.where(Attribution.named.in_(some)) for some in batches(sorted(names))]
    mentioned = [row for query in queries for row in connection.execute(query)]
    named = ((row.named, SpeakerKind(row.named_kind), row.sha256) for row in mentioned)
    ids = stored_speakers(connection, named, decided_speakers(connection))
    links: defaultdict[Mention, set[SpeakerLink]] = defaultdict(set)
    for article, sha256, name, kind, speaker, rule, chosen in mentioned:
        own = ids[name, SpeakerKind(kind), sha256]
        mention = Mention(article, name, SpeakerKind(kind), chosen or own, chosen is not None)
        links[mention].add(SpeakerLink(speaker, rule))
    return links


def batches(pairs: list[Any]) -> Iterable[list[Any]]:
    """Few enough for the parameters of one statement."""
    return (pairs[first : first + 1000] for first in range(0, len(pairs), 1000))
