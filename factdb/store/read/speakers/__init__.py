"""Who is quoted or cited: speakers as rows, with what they are written as."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from factdb.names.folding import fold
from factdb.store.read.claims import Row, summary_by_speaker
from factdb.store.read.load import current_extractions
from factdb.store.schema.tables import Attribution, AttributionRole, Speaker, SpeakerAlias


def speakers(session: Session, *, furniture: bool = True, without: Collection[int] = ()) -> Iterator[Row]:
    """Every speaker, most frequent first; who speaks in ``furniture`` alone is left out without it.

    Nor do articles count ``without`` which to count; whoever speaks in them alone is left out.

    Columns: speaker_id, speaker, kind; aliases, roles, joined_by, which are lists; wikidata; quoted, sourced,
    speculative, total.
    ``quoted`` and ``sourced`` count claims by status and add up to ``total``; ``speculative`` counts those of them
    that a hedge governs. Aliases are what it is written as, most frequent first, then those that people gave it.
    """
    newest = Attribution.extraction_id.in_(current_extractions())
    aliases = _words_of(session, select(Attribution.speaker_id, Attribution.alias).where(newest))
    given = _words_of(session, select(SpeakerAlias.speaker_id, SpeakerAlias.alias))
    roles = _words_of(
        session,
        select(Attribution.speaker_id, AttributionRole.exact)
        .join(AttributionRole, AttributionRole.attribution_id == Attribution.id)
        .where(newest),
    )
    rules = _words_of(session, select(Attribution.speaker_id, Attribution.joined_by).where(newest))
    wikidata = dict(session.execute(select(Speaker.id, Speaker.wikidata)).all())
    for row in summary_by_speaker(session, furniture=furniture, without=without):
        speaker = row["speaker_id"]
        yield {
            "speaker_id": speaker,
            "speaker": row["speaker"],
            "kind": row["kind"],
            "aliases": [*aliases[speaker], *(alias for alias in given[speaker] if alias not in aliases[speaker])],
            "roles": roles[speaker],
            "joined_by": rules[speaker],
            "wikidata": wikidata[speaker],
            "quoted": row["quoted"],
            "sourced": row["sourced"],
            "speculative": row["speculative"],
            "total": row["claims"],
        }


def _words_of(session: Session, found: Select[int, str] | Select[int, str | None]) -> defaultdict[int, list[str]]:
    """What is found by speaker, once each whatever its case and accents, most frequent first."""
    spelt: defaultdict[int, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    owner, words = found.selected_columns
    for speaker, exact, count in session.execute(
        found.add_columns(func.count()).where(words.is_not(None)).group_by(owner, words)
    ):
        spelt[speaker][fold(exact)][" ".join(exact.split())] += count
    listed: defaultdict[int, list[str]] = defaultdict(list)
    for speaker, forms in spelt.items():
        often = sorted(forms.values(), key=lambda spellings: (-spellings.total(), min(spellings)))
        listed[speaker] = [min(spellings, key=lambda form: (-spellings[form], form)) for spellings in often]
    return listed
