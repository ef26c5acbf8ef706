"""Who is quoted or cited: speakers as rows, with what they are written as."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text
from sqlalchemy.orm import Session

from factdb.names.folding import fold
from factdb.names.identity import is_description, is_joined
from factdb.records import Speaker as Named
from factdb.records import SpeakerKind
from factdb.store.read.claims import ANYWHERE, OneOrMore, Publication, Row
from factdb.store.read.summary import summary_by_speaker
from factdb.store.schema.tables import Attribution, AttributionRole, DecidedClaim, Extraction, Speaker, SpeakerAlias

_AT_ONCE = 1000


def speakers(
    session: Session,
    *,
    furniture: bool = True,
    without: Collection[int] = (),
    limit: int | None = None,
    published: Publication = ANYWHERE,
    kind: OneOrMore[SpeakerKind] = None,
) -> Iterator[Row]:
    """Every speaker, or so many, most frequent first; who speaks in ``furniture`` alone is left out without it.

    Nor do articles count ``without`` which to count, and those that were not so ``published``; whoever speaks in them
    alone is left out, and whoever is of another ``kind``, if one or several are given.

    Columns: speaker_id, speaker, kind; aliases, roles, joined_by, which are lists; wikidata; quoted, sourced,
    speculative, total; articles, in which that is.
    Raises NotFoundError, at once, if no publisher is called so.
    ``quoted`` and ``sourced`` count claims by status and add up to ``total``; ``speculative`` counts those of them
    that a hedge governs. Aliases are what it is written as, names before descriptions ("my agent"), most frequent
    first, then those that people gave it.
    """
    counted = summary_by_speaker(
        session, furniture=furniture, without=without, limit=limit, published=published, kind=kind
    )
    return _each_described(session, counted)


def _each_described(session: Session, counted: Iterator[Row]) -> Iterator[Row]:
    while some := list(islice(counted, _AT_ONCE)):
        yield from _described(session, some)


def _described(session: Session, counted: Sequence[Row]) -> Iterator[Row]:
    wanted = [row["speaker_id"] for row in counted]
    # As a list and not as a join: many mentions are of few extractions, each of which SQLite would look up every time.
    # Its condition is written as the index of what is shown has it, so that nothing but that is read.
    is_shown = Attribution.extraction_id.in_(select(Extraction.id).where(text("extraction.is_shown")))
    mentions = select(Attribution.speaker_id).where(Attribution.speaker_id.in_(wanted), is_shown)
    by_alias_and_rule = (Attribution.speaker_id, Attribution.alias, Attribution.joined_by)
    query = mentions.add_columns(*by_alias_and_rule[1:], func.count()).group_by(*by_alias_and_rule)
    found = session.execute(query).all()
    aliases = _listed(_by_engine(session, found, is_shown))
    rules = _listed((speaker, rule, count) for speaker, _, rule, count in found)
    its_roles = mentions.join(AttributionRole, AttributionRole.attribution_id == Attribution.id)
    roles = _words_of(session, its_roles.add_columns(AttributionRole.exact))
    by_people = select(SpeakerAlias.speaker_id, SpeakerAlias.alias).where(SpeakerAlias.speaker_id.in_(wanted))
    given = _words_of(session, by_people)
    wikidata = dict(session.execute(select(Speaker.id, Speaker.wikidata).where(Speaker.id.in_(wanted))).all())
    for row in counted:
        speaker = row["speaker_id"]
        written = _names_first(aliases[speaker], Named(row["speaker"], SpeakerKind(row["kind"])))
        yield {
            "speaker_id": speaker,
            "speaker": row["speaker"],
            "kind": row["kind"],
            "aliases": [*written, *(alias for alias in given[speaker] if alias not in written)],
            "roles": roles[speaker],
            "joined_by": rules[speaker],
            "wikidata": wikidata[speaker],
            "quoted": row["quoted"],
            "sourced": row["sourced"],
            "speculative": row["speculative"],
            "total": row["claims"],
            "articles": row["articles"],
        }


def _names_first(written: list[str], speaker: Named) -> list[str]:
    """Names before descriptions; of whom only those are a source ("my agent"), the name that the article gives."""
    ordered = sorted(written, key=is_description)
    return [speaker.name, *ordered] if ordered and is_description(ordered[0]) and is_joined(speaker) else ordered


def _by_engine(
    session: Session, found: Iterable[Any], *conditions: ColumnElement[bool]
) -> Iterator[tuple[int, str, int]]:
    """What is ``found`` without the sources of whom a person chose."""
    counts: Counter[tuple[int, str]] = Counter()
    for speaker, alias, _, count in found:
        if alias is not None:
            counts[speaker, alias] += count
    counts.subtract(chosen_aliases(session, *conditions))
    return ((*named, count) for named, count in counts.items() if count > 0)


def chosen_aliases(session: Session, *conditions: ColumnElement[bool]) -> Mapping[tuple[int, str], int]:
    """How often sources are written so of whom a person says that it is that speaker: often they name another.

    They are asked for apart, by the articles that people decided about, because no index has them with all others.
    """
    composed = select(Extraction.id).where(
        Extraction.article_id.in_(select(DecidedClaim.article_id)), Extraction.corrects.is_not(None)
    )
    by_alias = (Attribution.speaker_id, Attribution.alias)
    chosen = (Attribution.chosen_speaker_id.is_not(None), Attribution.alias.is_not(None))
    query = select(*by_alias, func.count()).where(Attribution.extraction_id.in_(composed), *chosen, *conditions)
    return {(speaker, alias or ""): often for speaker, alias, often in session.execute(query.group_by(*by_alias))}


def _words_of(session: Session, found: Select[int, str]) -> Mapping[int, list[str]]:
    """What is found by speaker, as ``_listed`` has it."""
    return _listed(session.execute(found.add_columns(func.count()).group_by(*found.selected_columns)).all())


def _listed(found: Iterable[Any]) -> Mapping[int, list[str]]:
    """By speaker the words that are found so often, once each whatever its case and accents, most frequent first."""
    spelt: defaultdict[int, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for speaker, exact, count in found:
        spelt[speaker][fold(exact)][" ".join(exact.split())] += count
    listed: defaultdict[int, list[str]] = defaultdict(list)
    for speaker, forms in spelt.items():
        often = sorted(forms.values(), key=lambda spellings: (-spellings.total(), min(spellings)))
        listed[speaker] = [min(spellings, key=lambda form: (-spellings[form], form)) for spellings in often]
    return listed
