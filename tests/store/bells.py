"""Five speakers with much the same name, in the same words of three articles, about whom people decide."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factdb.records import Article, Attribution, Claim, Engine, Extraction, QuoteType, Span, Speaker, SpeakerKind
from factdb.store.corrections.chain import Reviewer
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.speakers import speakers
from factdb.store.schema.tables import Article as ArticleRow
from factdb.store.schema.tables import Attribution as AttributionRow
from factdb.store.schema.tables import Extraction as ExtractionRow
from factdb.store.schema.tables import Speaker as SpeakerRow

BY = Reviewer("Ann", "she knows")
ENGINE = Engine("rules", "1", "")
TEXT = "Anna Bell, J. Bell, Bell, Ann Bell and the Bell Bank said A B C D E."
NAMES = ("Anna Bell", "J. Bell", "Bell", "Ann Bell", "Bell Bank")


def extraction(engine: Engine = ENGINE) -> Extraction:
    cue = Span(TEXT.index("said"), TEXT.index("said") + 4)
    found = []
    for name, letter in zip(NAMES, "ABCDE", strict=True):
        source = Span(TEXT.index(name), TEXT.index(name) + len(name))
        content = Span(TEXT.index(f" {letter}", cue.end) + 1, TEXT.index(f" {letter}", cue.end) + 2)
        kind = SpeakerKind.ORGANISATION if name == "Bell Bank" else SpeakerKind.PERSON
        found.append(Attribution((source,), cue, (content,), QuoteType.INDIRECT, Speaker(name, kind), 1.0))
    contents = tuple(Claim(one.contents, attribution=number) for number, one in enumerate(found))
    return Extraction(engine, tuple(found), contents)


def article(number: int) -> Article:
    return Article(f"{TEXT} {number}", f"news-{number}", f"news-{number}.txt")


def people(session: Session) -> list[str]:
    """All that people see of speakers, without ids: those that a transaction took back are not given again."""
    meant = session.execute(
        select(
            ArticleRow.sha256,
            ExtractionRow.version,
            AttributionRow.position,
            AttributionRow.joined_by,
            SpeakerRow.key,
            SpeakerRow.name,
            SpeakerRow.kind,
            SpeakerRow.wikidata,
        )
        .join(ExtractionRow, ExtractionRow.article_id == ArticleRow.id)
        .join(AttributionRow, AttributionRow.extraction_id == ExtractionRow.id)
        .join(SpeakerRow, SpeakerRow.id == AttributionRow.speaker_id)
    )
    listed = ({**row, "speaker_id": 0} for row in speakers(session))
    return sorted([*map(str, meant), *map(str, listed)])


def everyone(session: Session) -> list[int]:
    return sorted({row["speaker_id"] for row in speakers(session)})


def ids(session: Session) -> dict[str, int]:
    return {str(row["speaker"]): row["speaker_id"] for row in speakers(session) if row["total"] == 3}


def total(session: Session, speaker: int) -> int:
    return len(list(claims(session, ClaimFilter(speaker=str(speaker)))))
