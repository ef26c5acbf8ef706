"""Rows of every kind that the schema knows: each member of each enum, each column filled in and empty."""

from itertools import cycle

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
    Locator,
    Origin,
    Passage,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
    Status,
)
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.corrections import speakers as people
from factdb.store.corrections.decide import add_claim, decide
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import claims
from factdb.store.read.find.claim import find_claim
from factdb.store.save import save, save_extraction
from tests.store.newsroom import Page, article, extract, rendered, sentence
from tests.store.ways import ANN, BOB, YAN, ZOE

_SOURCE, _CONTENT = "The {0} office", "it is “number {1}” and might perhaps be so"
_LINES = [f"{_SOURCE} says {_CONTENT}.".format(kind.value, number) for number, kind in enumerate(SpeakerKind)]
TEXT = "\n".join(_LINES)

ARTICLE = Article(
    TEXT,
    name="offices",
    source="https://example.org/offices.pdf",
    collection="press",
    language="de",
    extra={"edition": "late"},
    locators=(Locator(0, "page=1"),),
    origin=Origin("a" * 64, "application/pdf", "pdf (pypdfium2 1)"),
)


def extraction() -> Extraction:
    """One attribution and claim for each kind of speaker and each passage, hedged in every way."""
    attributions, found = [], []
    quote_types, hedged = cycle(QuoteType), cycle([(), ("might",), ("perhaps",), ("might", "perhaps")])
    for number, (line, kind, passage) in enumerate(zip(_LINES, SpeakerKind, Passage, strict=True)):
        start = TEXT.index(line)

        def span(words: str, line: str = line, start: int = start) -> Span:
            return Span(start + line.index(words), start + line.index(words) + len(words))

        content = span(_CONTENT.format("", number))
        source = _SOURCE.format(kind.value)
        attributions.append(
            Attribution(
                sources=() if kind is SpeakerKind.NONE else (span(source),),
                cue=span("says"),
                contents=(content,),
                quote_type=next(quote_types),
                speaker=Speaker(source, kind, "as written"),
                confidence=0.5,
                roles=(span("office"),) if number else (),
                via=number - 1 if number == 1 else None,
            )
        )
        found.append(
            Claim(
                (content,),
                attribution=number,
                quotations=(span(f"“number {number}”"),),
                hedges=tuple(_hedge(words, span(words), content) for words in next(hedged)),
                confidence=0.5,
                denied=number % 2 == 1,
                passage=passage,
                reading=f"{content.of(TEXT)} [so it is]" if number % 2 else "",
            )
        )
    return Extraction(Engine("rules", "2", "e" * 64, "de"), tuple(attributions), tuple(found))


def _hedge(words: str, span: Span, scope: Span) -> Hedge:
    if words == "might":
        return Hedge(span, "epistemic", Holder.SPEAKER, scope)
    return Hedge(span, "doxastic", Holder.WRITER, scope, Certainty.PROBABLE, 0.6)


def fill_kinds(session: Session) -> None:
    """That article, and a page about which people decided everything before it and its engine became others."""
    save(session, ARTICLE, extraction())
    offices = [row["speaker_id"] for row in claims(session) if str(row["speaker"]).endswith("office")]
    people.merge(session, offices[0], offices[1:2], ANN)

    page: Page = [[sentence(number)] for number in (0, 1, 3, 4, 5, 6)]
    save(session, article(page, "story"), extract(rendered(page)))
    shown = {row["claim"]: find_claim(session, row["claim_id"]) for row in claims(session)}

    def claim(number: int) -> Target:
        return next(target for words, target in shown.items() if f" {number} " in words)

    agreed, conflicting, orphaned, kept, disputed, undone = (claim(number) for number in (1, 6, 4, 0, 3, 5))
    decide(session, agreed, Action.CHANGE, ANN, Change(speaker=ZOE))
    decide(session, conflicting, Action.CHANGE, ANN, Change(speaker=YAN))
    decide(session, kept, Action.ACCEPT, BOB)
    decide(session, orphaned, Action.CHANGE, BOB, Change(status=Status.SPECULATIVE, hedges=(_words(page, "room"),)))
    for by, action in ((ANN, Action.ACCEPT), (BOB, Action.REJECT)):
        decide(session, disputed, action, by)
    decide(session, undone, Action.REJECT, BOB)
    undo(session, None, BOB)
    mile = Change(spans=(_words(page, "mile 3"),), status=Status.UNSOURCED)
    add_claim(session, kept.article, mile, BOB)

    quirks = {"that 1 boats left the harbour": ZOE.name, "that 6 boats left the harbour": "Carol Day"}
    save_extraction(session, kept.article, extract(rendered(page), 2, quirks))
    later = [[sentence(11)], *page[:3], *page[4:]]
    save(session, article(later, "story"), extract(rendered(later), 2, quirks))


def _words(page: Page, words: str) -> Span:
    start = rendered(page).index(words)
    return Span(start, start + len(words))
