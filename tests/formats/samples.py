"""An article that is hard on file formats, and what an engine might find in it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from factdb.records import (
    Action,
    Article,
    Attribution,
    Certainty,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    claim_id,
)
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import add_claim, decide

TEXT = (
    "=SUM(A1), the minister said on Monday.\r\n"
    "\r\n"
    "“We shall\nwin,” said Ana 𝒜lvarez, “and soon.”\n"
    "- She might, it seems, leave.\tThat is so.\n"
)
ARTICLE = Article(
    text=TEXT,
    name="hard",
    source="news/hard.txt",
    title="@home, “quoted”, and, 'so'",
    publisher="The 'Post'",
    published=datetime(2024, 6, 20, 9, 30, tzinfo=UTC),
)


def span(words: str, text: str = TEXT, after: int = 0) -> Span:
    """Where ``words`` stand in ``text``, the first time at or after ``after``."""
    start = text.index(words, after)
    return Span(start, start + len(words))


_SECOND = TEXT.index("“We")
_MINISTER = Attribution(
    sources=(span("the minister"),),
    cue=span("said"),
    contents=(span("=SUM(A1)"),),
    quote_type=QuoteType.INDIRECT,
    speaker=Speaker("the minister", SpeakerKind.UNNAMED, "as written"),
    confidence=0.75,
    why=("“said” is a word of saying",),
)
_ALVAREZ = Attribution(
    sources=(span("Ana 𝒜lvarez"),),
    cue=span("said", after=_SECOND),
    contents=(span("“We shall\nwin,”"), span("“and soon.”")),
    quote_type=QuoteType.DIRECT,
    speaker=Speaker("Ana 𝒜lvarez", SpeakerKind.PERSON, "full name"),
    confidence=0.98,
    why=("the quotation stands beside “said”", "the source follows the cue"),
)
_SHE = span("She might, it seems, leave")
EXTRACTION = Extraction(
    engine=Engine("sample", "1.0", "0" * 64),
    attributions=(_MINISTER, _ALVAREZ),
    claims=(
        Claim(_MINISTER.contents, attribution=0, confidence=0.75),
        Claim(_ALVAREZ.contents, attribution=1, quotations=_ALVAREZ.contents, confidence=0.98),
        Claim(
            (span("- She might, it seems, leave."),),
            hedges=(
                Hedge(span("might"), "epistemic", Holder.WRITER, _SHE),
                Hedge(span("it seems"), "doxastic", Holder.WRITER, _SHE, Certainty.PROBABLE, 0.75),
            ),
        ),
        Claim((span("That is so."),), denied=True),
    ),
)


def correct(session: Session, article: int = 1) -> None:
    """Ann accepts the first claim, gives the second another speaker, and adds one; with Bob she disputes the third."""
    ann, bob = Reviewer("Ann", "heard it"), Reviewer("Bob")
    first, second, third, _ = (Target(article, claim_id(ARTICLE.sha256, claim.spans)) for claim in EXTRACTION.claims)
    decide(session, first, Action.ACCEPT, ann)
    decide(session, second, Action.CHANGE, ann, Change(speaker=Speaker("Bo Li", SpeakerKind.PERSON, "by hand")))
    decide(session, third, Action.CHANGE, bob, Change(status=Status.UNSOURCED))
    decide(session, third, Action.CHANGE, ann, Change(status=Status.SPECULATIVE, hedges=(span("it seems"),)))
    add_claim(session, article, Change(spans=(span("on Monday."),), status=Status.UNSOURCED), ann)
