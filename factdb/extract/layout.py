"""Where a place of the text lies: in which paragraph, which sentence and which quotation."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from factdb.records import Span
from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs, sentences


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs, sentences and outermost quotations in order, with the starts of each for bisection."""

    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    quotations: Sequence[Span]
    paragraph_starts: Sequence[int]
    sentence_starts: Sequence[int]
    quotation_starts: Sequence[int]
    narrated: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Layout":
        """Read the layout of ``text``; a quotation in single marks only counts outside of double ones."""
        blocks = paragraphs(text)
        lines = [sentence for block in blocks for sentence in sentences(text, block)]
        return cls.made(blocks, lines, outermost(quotations(text, blocks)))

    @classmethod
    def made(cls, blocks: Sequence[Span], lines: Sequence[Span], quoted: Sequence[Span]) -> "Layout":
        """The layout of a text whose paragraphs, sentences and outermost quotations are known."""
        return cls(
            blocks,
            lines,
            quoted,
            [block.start for block in blocks],
            [line.start for line in lines],
            [quotation.start for quotation in quoted],
            _narrated(lines, quoted),
        )

    def paragraph(self, at: int) -> int:
        """The index of the paragraph at or before ``at``; 0 before the first."""
        return bisect_right(self.paragraph_starts, at, 1) - 1 if self.paragraph_starts else 0

    def sentence(self, at: int) -> int:
        """The index of the sentence at or before ``at``; 0 before the first."""
        return bisect_right(self.sentence_starts, at, 1) - 1 if self.sentence_starts else 0

    def narrative(self, at: int) -> int:
        """The number of the sentence of ``at``, not counting sentences that lie wholly in a quotation."""
        return self.narrated[self.sentence(at)] if self.narrated else 0

    def sentence_start(self, at: int) -> int:
        """Where the sentence of ``at`` begins."""
        return self.sentence_starts[self.sentence(at)] if self.sentence_starts else 0

    def quotation(self, at: int) -> Span | None:
        """The outermost quotation around ``at``, or None."""
        index = bisect_right(self.quotation_starts, at) - 1
        return self.quotations[index] if index >= 0 and at < self.quotations[index].end else None


def _narrated(lines: Sequence[Span], quoted: Sequence[Span]) -> list[int]:
    numbers, number, i = [], 0, 0
    for line in lines:
        while i < len(quoted) and quoted[i].end <= line.start:
            i += 1
        if not (i < len(quoted) and quoted[i].covers(line)):
            number += 1
        numbers.append(number)
    return numbers
