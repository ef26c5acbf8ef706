"""Storing: one article with what one engine found in it, whole or not at all."""

from collections.abc import Sequence
from enum import StrEnum
from operator import itemgetter

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.records import Article, Attribution, Claim, Engine, Extraction
from factdb.store import models, rows
from factdb.store.corrections import effective
from factdb.store.dialect import insert_all, insert_one, next_ids, share_speakers
from factdb.store.identity import speaker_key
from factdb.store.replay import Naming, replay

_KEYS_AT_ONCE = 10_000

# Statements are made once, because making one takes as long as running it.
_ARTICLE_ID = select(models.Article.id).where(models.Article.sha256 == bindparam("sha256"))
_SPEAKER_IDS = select(models.Speaker.key, models.Speaker.id).where(
    models.Speaker.key.in_(bindparam("keys", expanding=True))
)


class Saved(StrEnum):
    """What ``save`` stored: a NEW article, nothing (UNCHANGED), or a new engine's extraction of a known one."""

    NEW = "new"
    UNCHANGED = "unchanged"
    EXTRACTED = "extracted"


def is_stored(session: Session, sha256: str, engine: Engine) -> bool:
    """True if the text with this digest is stored together with this engine's extraction of it."""
    found = (
        select(models.Extraction.id)
        .join(models.Article, models.Article.id == models.Extraction.article_id)
        .where(models.Article.sha256 == sha256)
        .where(models.Extraction.engine == engine.name)
        .where(models.Extraction.version == engine.version)
        .where(models.Extraction.digest == engine.digest)
    )
    return session.scalar(found) is not None


def save(session: Session, article: Article, extraction: Extraction) -> Saved:
    """Store the article, unless its text is known, and the extraction, unless this engine's is there.

    ``session`` comes from ``engine.writing``, which commits. Raises InputError for text that a database cannot hold
    (a NUL character, half of a surrogate pair) or a ``published`` without a time zone.
    """
    _refuse_what_cannot_be_stored(article)
    connection = session.connection()
    new_id = insert_one(connection, models.Article, rows.article_row(article))
    article_id = new_id or connection.scalars(_ARTICLE_ID, {"sha256": article.sha256}).one()
    extraction_id = insert_one(connection, models.Extraction, rows.extraction_row(article_id, extraction.engine))
    if extraction_id is None:
        return Saved.UNCHANGED
    attribution_ids = _put_attributions(connection, article, article_id, extraction_id, extraction.attributions)
    _put_claims(connection, article, extraction_id, extraction.claims, attribution_ids)
    return Saved.EXTRACTED if new_id is None else Saved.NEW


def _refuse_what_cannot_be_stored(article: Article) -> None:
    for text in (article.text, article.name, article.source, article.title, article.publisher, article.author):
        if "\0" in text:
            raise InputError(f"{article.source!r}: holds a NUL character, which is no text; take it out")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InputError(f"{article.source!r}: holds half of a surrogate pair, which is no text") from error
    if article.published is not None and article.published.tzinfo is None:
        raise InputError(f"{article.source!r}: its time of publication has no time zone; add one")


def _put_attributions(
    connection: Connection, article: Article, article_id: int, extraction_id: int, attributions: Sequence[Attribution]
) -> Sequence[int]:
    """The ids of the attributions, in their order."""
    # While an article is being stored nobody decides about speakers, so that each decision meets whole articles.
    share_speakers(connection)
    ids = next_ids(connection, models.Attribution, len(attributions))
    namings = _namings(connection, article, article_id, attributions)
    meant = replay(set(namings), effective(connection)).meant
    text = article.text
    new = [
        rows.attribution_row(text, row_id, extraction_id, position, meant[naming], attribution)
        for position, (row_id, naming, attribution) in enumerate(zip(ids, namings, attributions, strict=True))
    ]
    insert_all(connection, models.Attribution, new)
    numbered = list(zip(ids, attributions, strict=True))
    spans = [row for row_id, attribution in numbered for row in rows.attribution_span_rows(text, row_id, attribution)]
    insert_all(connection, models.AttributionSpan, spans)
    roles = [row for row_id, attribution in numbered for row in rows.attribution_role_rows(text, row_id, attribution)]
    insert_all(connection, models.AttributionRole, roles)
    return ids


def _namings(
    connection: Connection, article: Article, article_id: int, attributions: Sequence[Attribution]
) -> list[Naming]:
    """Whom the engine names in each attribution; speakers not yet known are added."""
    keys = [speaker_key(attribution.speaker, article.sha256) for attribution in attributions]
    speakers = {key: attribution.speaker for key, attribution in zip(keys, attributions, strict=True)}
    # In one order everywhere, so that two programs never wait for each other in a circle.
    new = [rows.speaker_row(key, speaker) for key, speaker in sorted(speakers.items(), key=itemgetter(0))]
    insert_all(connection, models.Speaker, new, missing=True)
    ids = _speaker_ids(connection, list(speakers))
    return [
        Naming(article_id, attribution.speaker.name, attribution.speaker.kind, ids[key])
        for key, attribution in zip(keys, attributions, strict=True)
    ]


def _speaker_ids(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    # A statement takes 32,766 parameters on SQLite and 65,535 on PostgreSQL; a very long text may name more speakers.
    for first in range(0, len(keys), _KEYS_AT_ONCE):
        ids.update(connection.execute(_SPEAKER_IDS, {"keys": keys[first : first + _KEYS_AT_ONCE]}).all())
    return ids


def _put_claims(
    connection: Connection,
    article: Article,
    extraction_id: int,
    claims: Sequence[Claim],
    attribution_ids: Sequence[int],
) -> None:
    text, sha256 = article.text, article.sha256
    ids = next_ids(connection, models.Claim, len(claims))
    claim_rows = [
        rows.claim_row(
            text,
            sha256,
            claim,
            id=row_id,
            extraction_id=extraction_id,
            position=position,
            attribution_id=None if claim.attribution is None else attribution_ids[claim.attribution],
        )
        for position, (row_id, claim) in enumerate(zip(ids, claims, strict=True))
    ]
    numbered = list(zip(ids, claims, strict=True))
    insert_all(connection, models.Claim, claim_rows)
    spans = [row for row_id, claim in numbered for row in rows.claim_span_rows(text, row_id, claim)]
    insert_all(connection, models.ClaimSpan, spans)
    hedges = [row for row_id, claim in numbered for row in rows.hedge_rows(text, row_id, claim)]
    insert_all(connection, models.Hedge, hedges)
