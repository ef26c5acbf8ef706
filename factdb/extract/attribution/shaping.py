"""From linked runs of words to attributions with exact spans."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from factdb.extract.attribution.contents import only_said, settled
from factdb.extract.tagging.decode import Run
from factdb.extract.tagging.link import Linked
from factdb.extract.tagging.windows import Words
from factdb.language import ENGLISH
from factdb.records import Span
from factdb.text.quotes import Quotation, outermost_closed
from factdb.text.spans import PLACE, merged, overlapping
from factdb.text.whitespace import BREAKS

# "also" of "also told"
_WITHOUT_VERB = re.compile(r"(?:also|then|later|since|both|each|has|have|had)", re.I)
_OVER_A_BREAK = 2
# "wrote in a letter to" "the council last week" "that it rains": no relative clause.
_SAID_SOMEWHERE = re.compile(
    r"(?:ha(?:s|d|ve)\s)?(?:also\s)?(?:sa(?:id|ys?)|wr(?:ote|ites?|itten)|(?:argu|testifi|stat|claim|complain|not)ed)"
    r"\s(?:[^,;:.]+\s)?(?:in|on|at|during|for|of|to|from|with|about)"
)
_WHERE = re.compile(
    r"(?:(?!that\b)[^\s,;:“”\"]+\s){1,15}?"
    r"(?=that\s(?:the|an?|he|she|they|it|we|you|I|his|her|their|its|there|this|these|no|some|many|most|all|[A-Z]\w+)\s)"
)
_FINITE = re.compile(rf"\b(?:{ENGLISH.any_of('finite_verbs', 'past_verbs')}|[a-z]{{2,}}ed)\b|n[’']t\b")
# "Also [made it clear] that it rains"
_UP_TO_CONTENT = re.compile(r"(?:\s[\w’'-]+){1,4}\s")
_VERB_NEXT = re.compile(rf"\s(?:{ENGLISH.any_saying('before-name', 'relays', 'handed-on')})\b")


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution's spans, with the evidence of the model and the rules that shaped it; without evidence, the rules
    alone found it.
    """

    sources: tuple[Span, ...]
    cue: Span
    contents: tuple[Span, ...]
    evidence: Linked | None
    rules: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of its words: who says something, that they do, and what."""
        return (*self.sources, self.cue, *self.contents)


def taken_by(found: Iterable[Found]) -> list[Span]:
    """What attributions cover, sorted and disjoint."""
    return merged(span for one in found for span in one.spans)


def placed(words: Words, attributions: Sequence[Linked]) -> list[Found]:
    """The attributions of one window with spans for runs of words."""

    def spans(runs: Sequence[Run]) -> tuple[Span, ...]:
        return tuple(Span(words.starts[run.begin], words.ends[run.end - 1]) for run in runs)

    return [Found(spans(one.sources), spans([one.cue])[0], spans(one.contents), one, one.rules) for one in attributions]


def shaped(text: str, found: Sequence[Found], quotations: Sequence[Quotation]) -> Iterator[Found]:
    """The attributions with their contents settled against the quotation marks of the article.

    What the marks decide: a content that fills half of a quotation takes all of it, unless somebody else's words stand
    in it; a quotation that goes on in the next paragraph goes on in the content, and so does one that fills the
    paragraph before.
    """
    closed = outermost_closed(quotations)
    following, preceding = _neighbours(text, quotations)
    everything = sorted({span for one in found for span in one.spans}, key=PLACE)
    for one in found:
        own = set(one.contents)

        def is_free(span: Span, own: set[Span] = own) -> bool:
            return own.issuperset(overlapping(everything, span))

        contents, rules = settled(text, one.contents, closed, is_free), one.rules
        if contents != one.contents:
            rules += ("the quotation marks decide where the content ends",)
        # Up to somebody else's words, so that no two go on through the same paragraphs.
        further = [span for content in contents for span in takewhile(is_free, _chain(content, following))]
        if further:
            contents = settled(text, (*contents, *further), closed, is_free)
            rules += ("the quotation goes on in the next paragraph",)
        before = [span for content in contents for span in takewhile(is_free, _chain_before(content, preceding))]
        if before:
            contents = tuple(sorted((*contents, *before)))
            rules += ("the quotation begins in the paragraph before",)
        contents = _behind_that(text, one.cue, only_said(text, one.cue, contents))
        yield Found(one.sources, _with_verb(text, one.cue, contents, is_free), contents, one.evidence, rules)


def within_paragraphs(
    text: str, found: Iterable[Found], paragraphs: Sequence[Span], questions: Sequence[Span], quoted: Sequence[Span]
) -> Iterator[Found]:
    """The attributions with their contents cut where a paragraph ends: what stands behind is the speaker's only beside
    its cue, if it is quoted, a colon introduces it or its sentence goes on in small letters. Who answers a question
    says nothing in it.
    """
    for one in found:
        here = overlapping(paragraphs, one.cue)
        contents = [
            part
            for content in one.contents
            for parts in [list(_parted(content, paragraphs))]
            for number, part in enumerate(parts)
            if not number
            or overlapping(here, part)
            or overlapping(quoted, Span(part.start, part.start + 1))
            or text[part.start].islower()
            or any(before.of(text).rstrip().endswith(":") for before in parts[:number])
        ]
        asked = overlapping(questions, one.cue)
        contents = [content for content in contents if asked or not overlapping(questions, content)]
        if contents:
            yield one if tuple(contents) == one.contents else replace(one, contents=tuple(contents))


def _parted(content: Span, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """What of the content stands in each paragraph, all of it if it runs over no break."""
    around = overlapping(paragraphs, content)
    if len(around) < _OVER_A_BREAK:
        yield content
        return
    yield from (Span(max(content.start, one.start), min(content.end, one.end)) for one in around)


def _with_verb(text: str, cue: Span, contents: Sequence[Span], is_free: Callable[[Span], bool]) -> Span:
    """A cue with the verb of saying behind it, where the tagger took only the word before that."""
    if not _WITHOUT_VERB.fullmatch(text, cue.start, cue.end):
        return cue
    behind = next((content.start for content in contents if content.start >= cue.end), cue.end)
    verb = _VERB_NEXT.match(text, cue.end) or _UP_TO_CONTENT.fullmatch(text, cue.end, behind)
    if not verb or not is_free(Span(*verb.span())):
        return cue
    return Span(cue.start, cue.end + len(verb.group().rstrip()))


def _behind_that(text: str, cue: Span, contents: tuple[Span, ...]) -> tuple[Span, ...]:
    """The contents without where it was said: "wrote in a letter to [the council] that the bridge is shut"."""
    first = contents[0] if contents else cue
    if first.start - cue.end != 1 or not _SAID_SOMEWHERE.fullmatch(text, cue.start, cue.end):
        return contents
    where = _WHERE.match(text, first.start, first.end)
    if not where or _FINITE.search(where.group()) or not _FINITE.search(text, where.end(), first.end):
        return contents
    return (Span(where.end(), first.end), *contents[1:])


def _neighbours(text: str, quotations: Sequence[Quotation]) -> tuple[dict[int, Span], dict[int, Span]]:
    """The quotation of the next paragraph, by the end of the one that it goes on with, and that one by its start, where
    it is all of its paragraph.
    """
    outer = [quotation.span for quotation in quotations if quotation.depth == 0]
    goes_on = {quotation.span for quotation in quotations if quotation.follows}
    pairs = [(before, after) for before, after in pairwise(outer) if after in goes_on]
    return (
        {before.end: after for before, after in pairs},
        {after.start: before for before, after in pairs if before.start == 0 or text[before.start - 1] in BREAKS},
    )


def _chain(content: Span, following: dict[int, Span]) -> Iterator[Span]:
    while content.end in following:
        content = following[content.end]
        yield content


def _chain_before(content: Span, preceding: dict[int, Span]) -> Iterator[Span]:
    # The tagger may leave the mark out that opens a content.
    start = content.start if content.start in preceding else content.start - 1
    while start in preceding:
        yield preceding[start]
        start = preceding[start].start
