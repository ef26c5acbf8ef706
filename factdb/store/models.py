"""The tables as Python sees them. The migrations make them; ``schema.check`` proves that the two agree."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from factdb.records import Certainty, Holder, QuoteType, Role, SpeakerKind, Status

# What stands between the pieces of a claim or a source that has several, and between several hedges.
GAP = " … "
AND = "; "


class Action(StrEnum):
    """What people may decide about speakers; UNDO takes an earlier decision back."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ALIAS = "alias"
    LOAD = "load"
    UNDO = "undo"


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a time without a zone is refused. On SQLite ISO 8601 text, whose order is that of time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, which has no type for times."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """The moment in UTC, as the database takes it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value}: a time needs its time zone")
        moment = value.astimezone(UTC)
        return moment.isoformat() if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        return (datetime.fromisoformat(value) if dialect.name == "sqlite" else value).astimezone(UTC)


class Base(DeclarativeBase):
    """Every constraint has a name, so that a later migration can change it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {str: Text, datetime: UTCDateTime}  # noqa: RUF012 SQLAlchemy reads it from the class


def _one_of(column: str, values: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    literals = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({literals})", name=column)


def _offsets(prefix: str = "") -> CheckConstraint:
    start, end = f"{prefix}start_offset", f"{prefix}end_offset"
    return CheckConstraint(f"0 <= {start} AND {start} < {end}", name=f"{prefix}offsets")


def _confidence() -> CheckConstraint:
    return CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence")


class Article(Base):
    """One imported text, unchanged; ``words`` counts what white space parts."""

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    words: Mapped[int]
    name: Mapped[str]
    source: Mapped[str]
    title: Mapped[str]
    publisher: Mapped[str]
    author: Mapped[str]
    published: Mapped[datetime | None]
    imported_at: Mapped[datetime]


class Extraction(Base):
    """One run of one engine over one article; the article's newest, by id, is the current one."""

    __tablename__ = "extraction"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    engine: Mapped[str]
    version: Mapped[str]
    digest: Mapped[str]
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("article_id", "engine", "version", "digest"),)


class Speaker(Base):
    """Somebody quoted or cited; ``key`` (see ``identity``) tells which names are one speaker.

    ``name`` and ``kind`` are what people decided, else ``found_name`` and ``found_kind``, the engine's answer.
    """

    __tablename__ = "speaker"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    folded: Mapped[str] = mapped_column(index=True)
    found_name: Mapped[str]
    found_kind: Mapped[str]
    wikidata: Mapped[str | None]

    __table_args__ = (
        _one_of("kind", SpeakerKind),
        _one_of("found_kind", SpeakerKind),
    )


class SpeakerAlias(Base):
    """A name that people gave a speaker; those that articles give it stand with the attributions."""

    __tablename__ = "speaker_alias"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 SQLAlchemy reads it from the class

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True)
    alias: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str]


class SpeakerCorrection(Base):
    """What somebody decided about speakers; never changed or deleted, only undone by another. See ``replay``."""

    __tablename__ = "speaker_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    reviewer: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]

    __table_args__ = (_one_of("action", Action),)


class Attribution(Base):
    """Who is quoted or cited: ``named`` and its like are the engine's answer, ``speaker_id`` is whom that means.

    ``joined_by`` is the rule, or the correction, that says so. ``alias`` is the source as written, if it is a name or a
    description, and ``alias_folded`` the same for look-ups.
    """

    __tablename__ = "attribution"

    id: Mapped[int] = mapped_column(primary_key=True)
    extraction_id: Mapped[int] = mapped_column(ForeignKey("extraction.id"))
    position: Mapped[int]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), index=True)
    named: Mapped[str]
    named_kind: Mapped[str]
    named_rule: Mapped[str]
    quote_type: Mapped[str]
    confidence: Mapped[float]
    why: Mapped[list[str]] = mapped_column(JSON)
    joined_by: Mapped[str]
    alias: Mapped[str | None]
    alias_folded: Mapped[str | None] = mapped_column(index=True)

    __table_args__ = (
        UniqueConstraint("extraction_id", "position"),
        _one_of("named_kind", SpeakerKind),
        _one_of("quote_type", QuoteType),
        _confidence(),
    )


class AttributionSpan(Base):
    """The spans of an attribution: sources, one cue, contents."""

    __tablename__ = "attribution_span"

    attribution_id: Mapped[int] = mapped_column(ForeignKey("attribution.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    exact: Mapped[str]

    __table_args__ = (_one_of("role", Role), _offsets(), {"sqlite_with_rowid": False})


class AttributionRole(Base):
    """Titles, positions and affiliations that the article gives the attribution's speaker."""

    __tablename__ = "attribution_role"

    attribution_id: Mapped[int] = mapped_column(ForeignKey("attribution.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    exact: Mapped[str]

    __table_args__ = (_offsets(), {"sqlite_with_rowid": False})


class Claim(Base):
    """One thing the article puts forward as so; the offsets are from its first character to its last.

    ``exact`` is its words, a GAP between its spans, and ``folded`` the same for full-text search.
    """

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(index=True)
    extraction_id: Mapped[int] = mapped_column(ForeignKey("extraction.id"))
    position: Mapped[int]
    attribution_id: Mapped[int | None] = mapped_column(ForeignKey("attribution.id"), index=True)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    exact: Mapped[str]
    folded: Mapped[str]
    status: Mapped[str]
    quoted: Mapped[bool]
    sourced: Mapped[bool]
    speculative: Mapped[bool]
    hedged_by: Mapped[str | None]
    certainty: Mapped[str]
    denied: Mapped[bool]
    confidence: Mapped[float]
    prefix: Mapped[str]
    suffix: Mapped[str]

    __table_args__ = (
        UniqueConstraint("extraction_id", "position"),
        UniqueConstraint("extraction_id", "uid"),
        _offsets(),
        _one_of("status", Status),
        CheckConstraint(
            "status = CASE WHEN quoted THEN 'quoted' WHEN sourced THEN 'sourced'"
            " WHEN speculative THEN 'speculative' ELSE 'unsourced' END",
            name="status_derives",
        ),
        CheckConstraint("sourced OR NOT quoted", name="quoted_is_sourced"),
        CheckConstraint("sourced = (attribution_id IS NOT NULL)", name="sourced_has_attribution"),
        CheckConstraint("speculative = (hedged_by IS NOT NULL)", name="speculative_has_holder"),
        _one_of("hedged_by", (*Holder, AND.join(Holder))),
        _one_of("certainty", Certainty),
        CheckConstraint("speculative = (certainty <> 'certain')", name="speculative_is_uncertain"),
        _confidence(),
    )


class ClaimSpan(Base):
    """The spans of a claim, and those parts of it that stand in quotation marks."""

    __tablename__ = "claim_span"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    exact: Mapped[str]

    __table_args__ = (_one_of("role", ("claim", "quotation")), _offsets(), {"sqlite_with_rowid": False})


class Hedge(Base):
    """Words that mark a claim as uncertain, who hedges, the words that they govern (the scope), and how sure they are.

    ``confidence`` is how likely the words hedge at all.
    """

    __tablename__ = "hedge"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    holder: Mapped[str]
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    exact: Mapped[str]
    scope_start_offset: Mapped[int]
    scope_end_offset: Mapped[int]
    scope_exact: Mapped[str]
    certainty: Mapped[str]
    confidence: Mapped[float]

    __table_args__ = (
        _one_of("holder", Holder),
        _one_of("certainty", (Certainty.PROBABLE, Certainty.POSSIBLE)),
        _confidence(),
        _offsets(),
        _offsets("scope_"),
        {"sqlite_with_rowid": False},
    )


# The view that reports read. It has a metadata of its own, because a migration makes it as SQL.
attribution_report = Table(
    "attribution_report",
    MetaData(),
    Column("article_id", Integer),
    Column("title", Text),
    Column("source", Text),
    Column("publisher", Text),
    Column("published", UTCDateTime),
    Column("sha256", Text),
    Column("claim_id", Text),
    Column("claim", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("spans", Text),
    Column("status", Text),
    Column("quoted", Boolean),
    Column("sourced", Boolean),
    Column("speculative", Boolean),
    Column("quote_type", Text),
    Column("speaker", Text),
    Column("speaker_kind", Text),
    Column("source_text", Text),
    Column("source_spans", Text),
    Column("cue", Text),
    Column("cue_span", Text),
    Column("hedges", Text),
    Column("hedge_spans", Text),
    Column("hedged_by", Text),
    Column("confidence", Double),
    Column("prefix", Text),
    Column("suffix", Text),
    Column("engine", Text),
    Column("engine_version", Text),
    Column("certainty", Text),
    Column("denied", Boolean),
    Column("hedge_kinds", Text),
    # What follows serves filters and order.
    Column("article_name", Text),
    Column("extraction_id", Integer),
    Column("position", Integer),
    Column("claim_row", Integer),
    Column("speaker_id", Integer),
)
