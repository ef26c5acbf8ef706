"""What a person says of a claim in words, as the change that it means: words are found in the text, names looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from factdb.errors import InputError, Remedy, one_of
from factdb.records import (
    AND,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    Status,
)
from factdb.review.claims import AttributedClaim, Change, attributed_claims, quote_type_moved
from factdb.review.decisions import Target
from factdb.review.locate import locate, locate_all, locate_hedge, parted, written_place
from factdb.review.merge import MergedClaim
from factdb.review.relayers import is_same
from factdb.store.corrections.apply import CorrectedArticle, corrected_article
from factdb.store.corrections.choose_relayer import told_by
from factdb.store.corrections.choose_speaker import chosen_speaker
from factdb.store.corrections.decide import find_merged_claim
from factdb.store.dialect import own_corrections
from factdb.store.read.load import load_article

NO_HEDGE = "none"


@dataclass(frozen=True, slots=True)
class EditRequest:
    """What a person says; None or empty where nothing. ``speaker`` and ``via`` are an id, a name or an alias.

    ``denied`` is whether the claim is put forward as not so; ``via`` is who tells what the speaker said, "none" if the
    article's writer does.

    ``spans`` are the words of the claim, in one piece or several, which a GAP may part as in a listing; ``source``,
    ``cue`` and ``hedge`` are words of the text beside the claim. Words may be given by their place: "@120-124". Several
    hedges have AND between, as in a listing; "none" takes those off that there are.
    """

    spans: tuple[str, ...] = ()
    status: Status | None = None
    source: str | None = None
    cue: str | None = None
    hedge: str | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    quote_type: QuoteType | None = None
    denied: bool | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        """A word may be as it is written. Raises InputError for one that is none."""
        for name, words in (("status", Status), ("speaker_kind", SpeakerKind), ("quote_type", QuoteType)):
            if (said := getattr(self, name)) is not None:
                object.__setattr__(self, name, one_of(words, said, name))


def resolve_edit(session: Session, target: Target, request: EditRequest, **placed: Sequence[Span]) -> Change:
    """The change of a claim that ``request`` means. A speaker who is not yet known is made, if the kind is given.

    Whoever has chosen words in the text says where they are: ``placed`` has the spans of ``spans``, ``source``, ``cue``
    and ``hedge`` for which that is known; the others are looked for (see ``locate``). To place an orphan anew says
    again all that it was, as far as ``request`` does not say it. Raises InputError if words stand in no one place,
    NotFoundError if there is no such claim or speaker.
    """
    own_corrections(session.connection())  # before a speaker is made, or two programs might wait for each other
    now = corrected_article(session, target.article)
    one = find_merged_claim(now, target.key)
    here = _here(target.article, now, one)
    near = here.claim.spans if here else ()
    change = _change(session, request, now.article.text, now.article.sha256, near, placed)
    if request.via:
        change = replace(change, via=told_by(session, target.article, request.via, change, here))
    elif here and change.speaker and any(is_same(one.speaker, change.speaker) for one in here.relayers or ()):
        change = replace(change, via=())  # nobody tells what they say themselves
    if here or change.spans is None or one.reviewed is None:
        return _with_quote_type(_with_status(change, here), request, here, now.article.text)
    was = one.reviewed.ours or one.reviewed.machine
    return (
        change
        if was is None
        else _anew(change, was, load_article(session, one.reviewed.article).text, now.article.text)
    )


def resolve_addition(session: Session, article: int, request: EditRequest, **placed: Sequence[Span]) -> Change:
    """The change that adds a claim to an article, with words chosen and errors as ``resolve_edit`` has them."""
    own_corrections(session.connection())
    found = load_article(session, article)
    change = _change(session, request, found.text, found.sha256, (), placed)
    if request.via:
        change = replace(change, via=told_by(session, article, request.via, change, None))
    return _with_status(change, None)


def _change(
    session: Session,
    request: EditRequest,
    text: str,
    sha256: str,
    here: Sequence[Span],
    placed: Mapping[str, Sequence[Span]],
) -> Change:
    given = {name: words for name, words in {"source": request.source, "cue": request.cue}.items() if words}
    hedges = _hedges(text, request.hedge)
    pieces = [piece for words in request.spans for piece in parted(text, words)]
    spans: tuple[Span, ...] | None = tuple(placed.get("spans", ())) or None
    if pieces and not spans:
        spans = locate_all(text, pieces, here, [*given.values(), *(hedges or ())])
    near = spans or here
    places = {
        name: _evidence(name, text, written_place(placed[name][0]) if name in placed else words, near)
        for name, words in given.items()
    }
    return Change(
        spans,
        request.status,
        source=places.get("source"),
        cue=places.get("cue"),
        hedges=_placed_hedges(text, hedges, placed, near),
        speaker=_speaker(session, request, sha256),
        quote_type=request.quote_type,
        denied=request.denied,
    )


def _hedges(text: str, words: str | None) -> Sequence[str] | None:
    """Those that the words say, none of them for NO_HEDGE; None if nothing is said of them."""
    if not words:
        return None
    return () if words.strip().lower() == NO_HEDGE else parted(text, words, AND)


def _placed_hedges(
    text: str, hedges: Sequence[str] | None, placed: Mapping[str, Sequence[Span]], near: Sequence[Span]
) -> tuple[Span, ...] | None:
    if hedges is None:
        return None
    given = [written_place(span) for span in placed["hedge"]] if "hedge" in placed else hedges
    return tuple(sorted({_evidence("hedge", text, words, near) for words in given}))


def _evidence(name: str, text: str, words: str, near: Sequence[Span]) -> Span:
    """Where the words stand that are the claim's source, cue or hedge, which an error names."""
    try:
        return locate_hedge(text, words, near) if name == "hedge" else locate(text, words, near)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def _speaker(session: Session, request: EditRequest, sha256: str) -> Speaker | None:
    if request.speaker or request.speaker_kind is SpeakerKind.NONE:
        return chosen_speaker(session, request.speaker or "", request.speaker_kind, sha256)
    if request.speaker_kind:
        raise InputError("speaker_kind says what a new speaker is; give speaker as well").mended_by(Remedy.SET_KIND)
    return None


def _here(article: int, now: CorrectedArticle, one: MergedClaim) -> AttributedClaim | None:
    """The claim as it is or was in this text of the article; None if it is an orphan of another version."""
    if one.shown is not None:
        return one.shown
    if one.machine is not None:
        return attributed_claims(now.extraction)[one.machine]
    return one.reviewed.ours if one.reviewed is not None and one.reviewed.article == article else None


def _with_status(change: Change, here: AttributedClaim | None) -> Change:
    """Words that show a status say it as well. Raises InputError if they show another than the one given."""
    if change.source is None and change.cue is None and change.hedges is None:
        return change
    shows = Status.SOURCED if change.source or change.cue else Status.SPECULATIVE if change.hedges else Status.UNSOURCED
    status = change.status
    if status is None:
        status = here.claim.status if here and here.attribution else shows
    if change.hedges and status is Status.UNSOURCED:
        raise InputError("a hedge shows that a claim is speculative; give another status, or leave the hedge out")
    if change.hedges == () and status is Status.SPECULATIVE:
        raise InputError("a claim without a hedge is not speculative; give another status, or the words that hedge it")
    if (change.source or change.cue) and status not in (Status.QUOTED, Status.SOURCED):
        raise InputError("a source and a cue show who says it; give that status, or leave them out")
    return replace(change, status=status)


def _with_quote_type(change: Change, request: EditRequest, here: AttributedClaim | None, text: str) -> Change:
    """Other words that are quoted otherwise say that as well, unless somebody said how they are."""
    if change.spans is None or here is None or here.attribution is None or request.status or request.quote_type:
        return change
    quote_type = quote_type_moved(text, here.claim.spans, change.spans)
    if quote_type is None or change.status in (Status.UNSOURCED, Status.SPECULATIVE):
        return change
    status = Status.SOURCED if quote_type is QuoteType.INDIRECT else Status.QUOTED
    return replace(change, quote_type=quote_type, status=change.status and status)


def _anew(change: Change, was: AttributedClaim, old: str, text: str) -> Change:
    """All that an orphan was in the ``old`` text, but for what the change says, near its new words."""
    assert change.spans, "an orphan is placed by its words"
    near = change.spans
    status = change.status or was.claim.status
    change = replace(change, status=status)
    if status is Status.SPECULATIVE and change.hedges is None and was.claim.hedges:
        hedges = [hedge.span.of(old) for hedge in was.claim.hedges]
        return replace(change, hedges=_placed_hedges(text, hedges, {}, near))
    if status in (Status.QUOTED, Status.SOURCED) and (attribution := was.attribution):
        sources = () if change.source else attribution.sources[:1]
        return replace(
            change,
            cue=change.cue or _evidence("cue", text, attribution.cue.of(old), near),
            source=change.source or next((_evidence("source", text, one.of(old), near) for one in sources), None),
            speaker=change.speaker or attribution.speaker,
        )
    return change
