"""The tables as Python sees them. The migrations make them; ``schema.check`` proves that the two agree."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from factdb.records import (
    AND,
    Action,
    Certainty,
    Holder,
    Outcome,
    Passage,
    QuoteType,
    Role,
    SpeakerKind,
    State,
    Status,
)
from factdb.store.schema.base import Base, offsets, one_of, probability

# What the name of a speaker is like who is several people together.
SEVERAL = "name LIKE '%;%'"

# What a correction is like that says which articles were removed.
REMOVAL = "action = 'remove'"


def _where(condition: str) -> dict[str, Any]:
    """What makes an index one of the rows for which ``condition`` holds."""
    return {f"{dialect}_where": text(condition) for dialect in ("sqlite", "postgresql")}


class Article(Base):
    """One imported text, unchanged; ``words`` counts what white space parts.

    ``superseded`` tells that every source that had this text has another one by now. ``source`` and what follows it are
    those of the first appearance. ``extra`` and ``locators`` are JSON, as text: what else the file says, and where in
    the original the words stand (``[[0, "page=1"], [812, "page=2"]]``). ``sketch`` is what near copies are found by.
    ``as_imported`` is, as JSON, what the file said where people said otherwise (see ``describe``). ``checksum`` (see
    ``checksums``) is of all as imported but ``superseded``.
    """

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
    published: Mapped[datetime | None] = mapped_column(index=True)
    imported_at: Mapped[datetime]
    collection: Mapped[str]
    superseded: Mapped[bool]
    language: Mapped[str]
    extra: Mapped[str]
    locators: Mapped[str]
    sketch: Mapped[bytes | None] = mapped_column(LargeBinary)
    checksum: Mapped[str]
    as_imported: Mapped[str | None]


class Appearance(Base):
    """One place where an article's text appeared: where, when, and the file that it was read from.

    The first is that of the article's own row; ``key`` is what tells two apart (see ``appearances``). ``original`` is
    the SHA-256 of the file or page, empty if it is not known; ``is_kept`` tells that it lies beside the database.
    ``checksum`` is of all but that, and of the appearance before it.
    """

    __tablename__ = "appearance"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    key: Mapped[str]
    source: Mapped[str]
    title: Mapped[str]
    publisher: Mapped[str] = mapped_column(index=True)
    author: Mapped[str]
    published: Mapped[datetime | None] = mapped_column(index=True)
    imported_at: Mapped[datetime]
    original: Mapped[str]
    media_type: Mapped[str]
    reader: Mapped[str]
    is_kept: Mapped[bool]
    checksum: Mapped[str]

    __table_args__ = (UniqueConstraint("article_id", "key"),)


class ArticleVersion(Base):
    """The texts that one source has had, the newest last; ``series`` is what they share (see ``versions``).

    ``checksum`` is of the version and the one before it in its series.
    """

    __tablename__ = "article_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    imported_at: Mapped[datetime]
    checksum: Mapped[str]


class Extraction(Base):
    """One run of one engine over one article; the article's newest, by id, is the current one.

    ``is_shown`` tells that reports show it: it is the current one of an article that no version supersedes.

    ``corrects`` is None for what the engine found, which stays as it is, and else the extraction that people corrected:
    such a row holds what they made of it, and is made again with every decision. ``checksum`` (see ``serial``) is of
    all that was found, ``run_checksum`` of the row itself.
    """

    __tablename__ = "extraction"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    engine: Mapped[str]
    version: Mapped[str]
    digest: Mapped[str]
    created_at: Mapped[datetime]
    corrects: Mapped[int | None] = mapped_column(ForeignKey("extraction.id"))
    checksum: Mapped[str | None]
    run_checksum: Mapped[str]
    language: Mapped[str]
    is_shown: Mapped[bool]

    __table_args__ = (
        UniqueConstraint("article_id", "engine", "version", "digest"),
        Index("ix_extraction_shown", "article_id", unique=True, **_where("is_shown")),
        Index("ix_extraction_corrects", "corrects", **_where("corrects IS NOT NULL")),
    )


class Speaker(Base):
    """Somebody quoted or cited; ``key`` (see ``identity``) tells which names are one speaker.

    ``name`` and ``kind`` are what people decided, else ``found_name`` and ``found_kind``, the engine's answer, of which
    ``checksum`` is.
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
    checksum: Mapped[str]

    __table_args__ = (
        one_of("kind", SpeakerKind),
        one_of("found_kind", SpeakerKind),
        Index("ix_speaker_joint", "name", **_where(SEVERAL)),
    )


class SpeakerAlias(Base):
    """A name that people gave a speaker; those that articles give it stand with the attributions."""

    __tablename__ = "speaker_alias"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 SQLAlchemy reads it from the class

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), primary_key=True)
    alias: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str]


class Correction(Base):
    """What somebody decided; never changed or deleted, only undone by another.

    Each carries the ``hash`` of the one before as ``previous`` (see ``chain``). ``data`` is JSON, as text, because its
    very characters are hashed. Those about a claim (see ``decisions``) have the article and ``claim``, the id under
    which the claim was first decided about; those about an article (see ``describe``) have it alone, those about
    speakers (see ``corrections``) neither. The article may have been removed since.
    """

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    data: Mapped[str]
    reviewer: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    article_id: Mapped[int | None] = mapped_column(index=True)
    claim: Mapped[str | None] = mapped_column(index=True)
    previous: Mapped[str]
    hash: Mapped[str]

    __table_args__ = (
        one_of("action", Action),
        Index("ix_correction_removal", "id", **_where(REMOVAL)),
    )


class Attribution(Base):
    """Who is quoted or cited: ``named`` and its like are the engine's answer, ``speaker_id`` is whom that means.

    ``chosen_speaker_id`` is set where a person said who it is; ``via_id`` is the attribution that relays this one.

    ``joined_by`` is the rule, or the correction, that says so. ``alias`` is the source as written, if it is a name or a
    description, and ``alias_folded`` the same for look-ups.
    """

    __tablename__ = "attribution"

    id: Mapped[int] = mapped_column(primary_key=True)
    extraction_id: Mapped[int] = mapped_column(ForeignKey("extraction.id"))
    position: Mapped[int]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    named: Mapped[str] = mapped_column(index=True)
    named_kind: Mapped[str]
    named_rule: Mapped[str]
    quote_type: Mapped[str]
    confidence: Mapped[float]
    why: Mapped[list[str]] = mapped_column(JSON)
    joined_by: Mapped[str]
    alias: Mapped[str | None]
    alias_folded: Mapped[str | None] = mapped_column(index=True)
    chosen_speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"))
    via_id: Mapped[int | None] = mapped_column(ForeignKey("attribution.id"), index=True)

    __table_args__ = (
        UniqueConstraint("extraction_id", "position"),
        Index("ix_attribution_speaker", "speaker_id", "alias", "joined_by", "extraction_id"),
        one_of("named_kind", SpeakerKind),
        one_of("quote_type", QuoteType),
        probability(),
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

    __table_args__ = (one_of("role", Role), offsets(), {"sqlite_with_rowid": False})


class AttributionRole(Base):
    """Titles, positions and affiliations that the article gives the attribution's speaker."""

    __tablename__ = "attribution_role"

    attribution_id: Mapped[int] = mapped_column(ForeignKey("attribution.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    exact: Mapped[str]

    __table_args__ = (offsets(), {"sqlite_with_rowid": False})


class Claim(Base):
    """One thing the article puts forward as so; the offsets are from its first character to its last.

    ``exact`` is its words, a GAP between its spans, and ``folded`` the same for full-text search. ``machine_claim_id``
    is, in an extraction that people corrected, the engine's claim, or None if a person added this one. ``link`` opens
    the original at its words, where there is such a link.
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
    passage: Mapped[str]
    reading: Mapped[str]
    confidence: Mapped[float]
    prefix: Mapped[str]
    suffix: Mapped[str]
    machine_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    link: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("extraction_id", "position"),
        UniqueConstraint("extraction_id", "uid"),
        Index("ix_claim_machine_claim_id", "machine_claim_id", **_where("machine_claim_id IS NOT NULL")),
        offsets(),
        one_of("status", Status),
        CheckConstraint(
            "status = CASE WHEN quoted THEN 'quoted' WHEN sourced THEN 'sourced'"
            " WHEN speculative THEN 'speculative' ELSE 'unsourced' END",
            name="status_derives",
        ),
        CheckConstraint("sourced OR NOT quoted", name="quoted_is_sourced"),
        CheckConstraint("sourced = (attribution_id IS NOT NULL)", name="sourced_has_attribution"),
        CheckConstraint("speculative = (hedged_by IS NOT NULL)", name="speculative_has_holder"),
        one_of("hedged_by", (*Holder, AND.join(Holder))),
        one_of("certainty", Certainty),
        one_of("passage", Passage),
        CheckConstraint("speculative = (certainty <> 'certain')", name="speculative_is_uncertain"),
        probability(),
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

    __table_args__ = (one_of("role", ("claim", "quotation")), offsets(), {"sqlite_with_rowid": False})


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
        one_of("holder", Holder),
        one_of("certainty", (Certainty.PROBABLE, Certainty.POSSIBLE)),
        probability(),
        offsets(),
        offsets("scope_"),
        {"sqlite_with_rowid": False},
    )


class DecidedClaim(Base):
    """What people's decisions about one claim come to in one article: worked out from the corrections, see ``apply``.

    ``claim`` is its key in the corrections; ``claim_id`` is the row that shows it, None if it is rejected or orphaned;
    ``machine_claim_id`` is the engine's, None if it has none; ``correction_id`` is the last one about it.
    """

    __tablename__ = "decided_claim"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    claim: Mapped[str] = mapped_column(primary_key=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    machine_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    correction_id: Mapped[int] = mapped_column(ForeignKey("correction.id"))
    state: Mapped[str]
    outcome: Mapped[str]
    note: Mapped[str]
    reviewer: Mapped[str]
    exact: Mapped[str]

    __table_args__ = (
        one_of("state", State),
        one_of("outcome", Outcome),
        {"sqlite_with_rowid": False},
    )
