"""The context of a claim that leans on the words around it: "They turned it down." with the sentence before.

Whom a pronoun means can be told where it is sure (readings.py). What "this", "they" or "the plan" means can hardly
ever, but the sentence before says it, and can't make the claim false.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from factdb.extract.context.leaning import is_item, leans, pointed_at, points_back, tells_little, told_again, told_alone
from factdb.extract.context.torn import is_torn
from factdb.extract.layout import Layout
from factdb.language import ENGLISH
from factdb.records import Claim, Passage, Span
from factdb.text.passages import BESIDE
from factdb.text.spans import letters
from factdb.text.stage_directions import is_stage_direction

# How many characters of a stretch of context are shown, at most how many sentences before the one that tells what is
# meant, and how far back the one before a place is looked for.
_LONGEST, _FURTHER, _REMEMBERED = 300, 2, 12
_SELF_EVIDENT = frozenset(ENGLISH.words("self_evident_nouns"))
# At most so many sentences that tell different things, and of how many nouns they tell.
_MOST, _NOUNS = 3, 2
# How much of each is read, since many claims may ask for what stands in one sentence without end.
_READ = 2_000
# How much of a long sentence is shown before the claim that is a part of it.
_BEFORE = 200
# A sentence of fewer characters is shown with the one before it.
_SHORT = 80
# So many letters of a sentence before the claim tell more of what it leans on than the sentence before, and so does
# what it is said of: "“They are late,” Holt said of the boats".
_MUCH = 25
# Of fewer letters beside a claim and who says it is nothing to be told.
_REST = 12
_CLAUSE = re.compile(r"\W*(?:that\s|(?:he|she|it|they|we|I|you|there)\b)", re.I)
_SAID_OF = re.compile(
    rf"\b(?:{ENGLISH.any_saying('after-name')}) (?:of|about)\b|\b(?:in (?:response|reference) to|referring to|regarding"
    r"|when asked|asked (?:about|whether|if))\b"
)
_WORD = re.compile(r"[^\W_]+")
# The time of an entry in a line of its own: "4:05 p.m.", "10.30pm:", "9:46".
_TIME = re.compile(
    r"\W*\d{1,2}(?:[:.]\d\d(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)(?:\s(?:[A-Z]{1,3}T|GMT|UTC))?\W*", re.I
)
# Marks of Markdown and addresses, and what is shown for them.
_SOURCE = (
    (re.compile(r"^\s{0,3}(?:#{1,6}|>|[*+-])\s+", re.M), ""),
    (re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{0,300}\)"), r"\1"),
    (re.compile(r"\*\*|__|~~"), ""),
    (re.compile(r"\b(?:https?://|(?:www|pic)\.)\S{1,300}"), ""),
)
# Two gaps with no words between.
_REPEATED = re.compile(r"(?:\s*…[\s,;.]*){2,}|\s*…[\s,;.]*\Z")


# An article says the same words over and over, and all articles do.
@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    """A noun in its singular and its plural."""
    return word.casefold().removesuffix("s")


# Behind these, or one word after, a noun is one that was told of before.
_POINTING = frozenset(map(_key, ("the", "this", "that", "these", "those", "such")))
_ADJECTIVE = 2
# "The country" is told of by its name: where the noun stands, another may be meant.
_KINDS = frozenset(map(_key, ENGLISH.words("kinds_of_named")))


@dataclass(slots=True)
class _Told:
    """What the article's body has told so far: its last sentences, and for each word the one that tells what it is."""

    text: str
    layout: Layout
    last: deque[Span] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    words: dict[str, Span] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)
    first: Span | None = None
    read: int = 0
    # The sentence after the last that a claim of the body has reached.
    reached: int = 0
    # What is no part of the article, bylines and links, by number; where headings begin, from which nothing goes on.
    beside: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)

    def read_before(self, sentence: int) -> None:
        """Take in what claims have reached, up to the sentence of this number."""
        for number in range(self.read, min(sentence, self.reached)):
            one = self.layout.sentences[number]
            # A line in capitals is a heading, which tells what is under it if it has a number; applause tells nothing.
            heading = one.of(self.text).isupper() and not self.text[one.start].isdigit()
            if number not in self.beside and not heading and not is_stage_direction(self.text, one):
                self._take_in(one)
        self.read = max(self.read, min(sentence, self.reached))

    def pass_by(self, claim: Claim) -> None:
        """Take in what stands outside of the body: what the article is about is told by its headline."""
        first, last = (self.layout.sentence(at) for at in (claim.spans[0].start, claim.spans[-1].end - 1))
        if claim.passage is Passage.HEADLINE:
            self.headings.update(one.start for one in self.layout.sentences[first : last + 1])
            # "What is the movement?" is what "It was born in May" right below it answers.
            if self.first is None or self.text[claim.spans[-1].end - 1] == "?":
                self.reached = max(self.reached, last + 1)
        elif claim.passage in BESIDE or claim.passage is Passage.DATELINE:
            self.beside.update(range(first, last + 1))
            if _TIME.fullmatch(self.text, claim.spans[0].start, claim.spans[-1].end):
                self._begin_entry(first)

    def _begin_entry(self, sentence: int) -> None:
        """What one entry of a live blog says leans on no other, but on what they are all about."""
        self.read_before(sentence)
        self.last.clear()
        self.words.clear()
        self.introduced.clear()

    def _take_in(self, sentence: Span) -> None:
        self.first = self.first or sentence
        self.last.append(sentence)
        since = _ADJECTIVE
        for word in map(_key, _WORD.findall(self.text, sentence.start, min(sentence.end, sentence.start + _READ))):
            since = 0 if word in _POINTING else since + 1
            # "A board" tells more of it than "the board".
            if since > _ADJECTIVE:
                self.introduced.add(word)
            if since > _ADJECTIVE or word not in self.words:
                self.words[word] = sentence


def with_context(
    text: str,
    layout: Layout,
    claims: Sequence[Claim],
    untold: Sequence[Claim],
    opened: Sequence[int | None],
    said: Sequence[Sequence[Span]],
) -> Iterator[str]:
    """For each claim the words around it that it needs to be read alone, on one line and without square brackets.

    Empty if it needs none: what is no part of the article's body, and what leans on nothing. ``untold`` are the claims
    without the words of which it is written behind them whom they mean. ``opened`` are, for claims that speak of
    somebody of whom nothing in them says who it is, the places where that may be told. ``said`` are the words that tell
    who says each claim, who is known beside it.
    """
    told = _Told(text, layout)
    for claim, left, place, told_by in zip(claims, untold, opened, said, strict=True):
        if claim.passage is not Passage.BODY or not layout.sentences:
            if layout.sentences:
                told.pass_by(claim)
            yield ""
            continue
        first = claim.spans[0]
        number = layout.sentence(first.start)
        told.beside.discard(number)
        told.read_before(number)
        told.reached = max(told.reached, layout.sentence(claim.spans[-1].end - 1) + 1)
        sentence = layout.sentences[number]
        alone = not claim.denied and bool(told_by) and _is_all_but(text, sentence, claim, told_by)
        torn = not alone and is_torn(text, claim, sentence, told=left is not claim)
        before = _joined(_before(told, left, place))
        much = letters(text, Span(sentence.start, max(first.start, sentence.start))) > _MUCH
        much = much or bool(_SAID_OF.search(text, first.end, min(sentence.end, first.end + _READ)))
        # "Vance asked Holt if they trusted her": it is told before the claim in its own sentence.
        here = place is not None and sentence.start <= place < first.start
        if torn or here or (much and not alone and (before or leans(text, left))):
            around = _joined(_before(told, Claim((sentence,)), place))
            # Whom "He" of "He said" means is known.
            around = before if around and told_by else around
            # "“Not until May,” Holt replied": that an answer leans on what was asked is seen by its own words alone.
            answers = bool(claim.quotations) and first.start == sentence.start
            lead = around or (before if answers or (much and not torn) else "")
            yield f"in: {_joined((lead, _shown_around(text, sentence, claim)))}"
        else:
            yield f"before: {before}" if before else ""


def _is_all_but(text: str, sentence: Span, claim: Claim, said: Sequence[Span]) -> bool:
    """Is a claim a clause, and all of its sentence but who says it, of whom it is known?"""
    if not _CLAUSE.match(text, claim.spans[0].start):
        return False
    inside = (Span(max(one.start, sentence.start), min(one.end, sentence.end)) for one in (*claim.spans, *said))
    return letters(text, sentence) - sum(letters(text, one) for one in inside if one.start < one.end) < _REST


def _before(told: _Told, claim: Claim, place: int | None) -> Iterator[str]:
    """The stretches before the claim that tell what it means, in their order."""
    shown = -1
    for one in sorted(_chosen(told, claim, place), key=lambda span: span.start):
        lead = [span for span in _lead(told, one) if span.start > shown]
        if lead:
            shown = lead[-1].start
            yield _shown(told.text, lead)


def _chosen(told: _Told, claim: Claim, place: int | None) -> Sequence[Span]:
    """The sentence before, the one of a place, and the last one that tells of the noun of which the claim tells more,
    "plan" of "the plan"; where none does, the first of the article, which tells what it is about.
    """
    if told.first is None:
        return ()
    text, last = told.text, told.last[-1] if told.last else told.first
    tells_more = list(told_again(text, claim))
    again = [next((noun for noun in nouns if _key(noun) in told.words), "") for nouns in tells_more]
    pointed = pointed_at(text, claim)
    nouns = dict.fromkeys(_key(noun) for noun in (*again, *pointed) if noun)
    found = [told.words[noun] for noun in nouns if noun in told.words][:_NOUNS]
    if place is not None:
        found.insert(0, next((one for one in told.last if one.start <= place < one.end), last))
    if (
        points_back(text, claim)
        or not nouns.keys().isdisjoint(_KINDS)
        or (not found and (nouns or _is_told_in_other_words(text, claim) or tells_little(text, claim)))
    ):
        found.insert(0, last)
    if is_item(text, claim):
        found.insert(0, next((one for one in reversed(told.last) if text[one.end - 1] == ":"), last))
    if not told.introduced.issuperset(nouns) or (pointed and last not in found):
        found.insert(1, told.first)
    return list(dict.fromkeys(found))[:_MOST]


def _is_told_in_other_words(text: str, claim: Claim) -> bool:
    """Is one of the nouns that no sentence before has one that has to be told: "the records" of what was "a file"?"""
    return any(noun not in _SELF_EVIDENT for noun in told_alone(text, claim))


def _lead(told: _Told, one: Span) -> list[Span]:
    text = told.text
    lead = [one]
    size = one.end - one.start
    before = [span for span in told.last if span.start < one.start]
    for span in reversed(before[-_FURTHER:]):
        size += span.end - span.start
        # What stands before a heading is no part of what is under it.
        if (
            size > _LONGEST
            or not told.headings.isdisjoint((span.start, lead[0].start))
            or text[lead[0].start : lead[0].end].isupper()
            or (lead[0].end - lead[0].start >= _SHORT and not leans(text, Claim((lead[0],))))
        ):
            break
        lead.insert(0, span)
    return lead


def _shown(text: str, told: Sequence[Span]) -> str:
    """The first words, since many claims may be told what stands in one sentence without end."""
    return _cut(_joined(text[span.start : min(span.end, span.start + _READ)] for span in told))


def _joined(told: Iterable[str]) -> str:
    """One stretch behind the other, with a dash behind what ends as a heading does: without a full stop."""
    joined = ""
    for words in told:
        joined += (" — " if joined[-1:].isalnum() else " " * bool(joined)) + words
    return joined


def _shown_around(text: str, sentence: Span, claim: Claim) -> str:
    """As much of the claim's sentence, with what stands right before the claim, but not the claim once more."""
    begin, first = sentence.start, claim.spans[0]
    if first.start - _BEFORE > begin and sentence.end - begin > _LONGEST:
        begin = first.start - _BEFORE
        while begin < first.start and not text[begin - 1].isspace():
            begin += 1
    shown = " … " * (begin > sentence.start)
    # Where the claim has gaps itself, two times half of a sentence are harder to read than the whole.
    if len(claim.spans) == 1 and begin <= first.start < sentence.end:
        shown += f"{text[begin : first.start]} … "
        begin = first.end
    shown += text[begin : min(sentence.end, begin + _READ)]
    return _cut(_REPEATED.sub(" … ", shown))


@lru_cache(maxsize=64)  # the same sentence is shown before several claims
def _cut(words: str) -> str:
    """On one line, without the marks and addresses of a page's source, and as much as is shown."""
    for pattern, replacement in _SOURCE:
        words = pattern.sub(replacement, words)
    words = " ".join(words.split()).replace("[", "(").replace("]", ")")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"
