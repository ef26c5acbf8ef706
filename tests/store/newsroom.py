"""Articles made of sentences that keep their identity through edits, and an engine that reads them by simple rules.

So a test knows where each sentence went, and what the engine says of it, without asking what it tests.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from factdb.records import (
    Article,
    Attribution,
    Claim,
    Engine,
    Extraction,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)

PEOPLE = ("Ann Lee", "Bob Ray", "Carol Day", "Dan Fox", "Eve Hill")
# What a sentence may be, with a number that makes it one of its kind.
TEMPLATES = (
    "“The mill makes {0} tons a day,” said {1}.",
    "{1} said that {0} boats left the harbour.",
    "{1} said “all of the {0} dams” may hold for a year.",
    "The bridge at mile {0} may close in spring.",
    "The council met in room {0} on Monday.",
)
_SENTENCE = re.compile(r"[^.\n]+\.")
_QUOTED_FIRST = re.compile(r"(?P<content>“[^”]+”) (?P<cue>said) (?P<source>\w+ \w+)\.")
_SPEAKER_FIRST = re.compile(r"(?P<source>\w+ \w+) (?P<cue>said) (?P<content>.+)\.")
_numbers = count(1)


@dataclass(eq=False)
class Sentence:
    """One sentence; the same one however often it is moved or edited."""

    text: str
    number: int = field(default_factory=lambda: next(_numbers))


Page = list[list[Sentence]]


def sentence(number: int) -> Sentence:
    """A sentence unlike any of another number."""
    return Sentence(TEMPLATES[number % len(TEMPLATES)].format(number, PEOPLE[number // 5 % len(PEOPLE)]))


def rendered(page: Page) -> str:
    """The text: sentences a space apart, paragraphs an empty line apart."""
    return "\n\n".join(" ".join(one.text for one in paragraph) for paragraph in page if paragraph)


def starts(page: Page) -> dict[int, int]:
    """Where each sentence begins, by its number."""
    found, at = {}, 0
    for paragraph in filter(None, page):
        for one in paragraph:
            found[one.number] = at
            at += len(one.text) + 1
        at += 1
    return found


def copied(page: Page) -> Page:
    """The same sentences, for an edit that leaves ``page`` as it is."""
    return [list(paragraph) for paragraph in page]


def edited(page: Page, changed: Mapping[int, str]) -> Page:
    """The page with other words for some sentences, by their numbers."""
    return [
        [Sentence(changed[one.number], one.number) if one.number in changed else one for one in paragraph]
        for paragraph in page
    ]


def article(page: Page, name: str) -> Article:
    """The page as an article of the collection "news"."""
    return Article(rendered(page), name, f"news/{name}.txt", collection="news")


def engine(version: int) -> Engine:
    """A version of the engine."""
    return Engine("toy", str(version), f"{version:064}")


def extract(text: str, version: int = 1, quirks: Mapping[str, str] | None = None) -> Extraction:
    """One claim a sentence; ``quirks`` tell by a claim's words what this version does with it.

    "gone": makes no claim of it; "shorter": leaves its first word out; "certain": sees no hedge; "plain": sees no
    attribution; anything else is the speaker's name.
    """
    attributions: list[Attribution] = []
    claims: list[Claim] = []
    for match in _SENTENCE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        for claim, attribution in _read(text, Span(start, match.end()), quirks or {}):
            claims.append(claim if attribution is None else replace(claim, attribution=len(attributions)))
            attributions += [attribution] if attribution else []
    return Extraction(engine(version), tuple(attributions), tuple(claims))


def _read(text: str, span: Span, quirks: Mapping[str, str]) -> Iterator[tuple[Claim, Attribution | None]]:
    words = span.of(text)
    said = _QUOTED_FIRST.fullmatch(words) or _SPEAKER_FIRST.fullmatch(words)
    content = _part(said, "content", span.start) if said else span
    quirk = quirks.get(content.of(text), "")
    if quirk == "gone":
        return
    if quirk == "shorter":
        content = Span(content.start + content.of(text).index(" ") + 1, content.end)
    if quirk == "plain":
        said = None
    holder = Holder.SPEAKER if said else Holder.WRITER
    may = [] if quirk == "certain" else re.finditer(r"\bmay\b", content.of(text))
    hedges = tuple(
        Hedge(Span(content.start + one.start(), content.start + one.end()), "epistemic", holder, content) for one in may
    )
    if said is None:
        yield Claim((content,), hedges=hedges), None
        return
    quotations = _quotations(text, content)
    quote_type = QuoteType.INDIRECT
    if quotations:
        quote_type = QuoteType.DIRECT if quotations == (content,) else QuoteType.MIXED
    name = quirk if quirk[:1].isupper() else said["source"]
    attribution = Attribution(
        sources=(_part(said, "source", span.start),),
        cue=_part(said, "cue", span.start),
        contents=(content,),
        quote_type=quote_type,
        speaker=Speaker(name, SpeakerKind.PERSON, "as written"),
        confidence=0.9,
    )
    yield Claim((content,), 0, quotations, hedges, confidence=0.9), attribution


def _quotations(text: str, content: Span) -> tuple[Span, ...]:
    found = re.finditer(r"“[^”]+”", content.of(text))
    return tuple(Span(content.start + one.start(), content.start + one.end()) for one in found)


def _part(said: re.Match[str], name: str, start: int) -> Span:
    return Span(start + said.start(name), start + said.end(name))


def place_of(page: Page, number: int, words: Sequence[str]) -> tuple[Span, ...] | None:
    """Where ``words`` stand in the sentence with this number; None if it is gone, or has them no longer."""
    start = starts(page).get(number)
    one = next((one for paragraph in page for one in paragraph if one.number == number), None)
    if start is None or one is None or any(one.text.count(part) != 1 for part in words):
        return None
    return tuple(Span(start + one.text.index(part), start + one.text.index(part) + len(part)) for part in words)
