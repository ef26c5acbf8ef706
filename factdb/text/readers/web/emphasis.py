"""What an interviewer says without asking: on a page it is told from what is answered by nothing but bold type.

Plain text has no bold type, so that such lines get Markdown's signs for it: ``**Tell me about the bridge.**``.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factdb.text.readers.web.blocks import Block

_HEADINGS = ("h2", "h3", "h4", "h5")
_LONGEST, _FEWEST, _SHARE = 320, 2, 0.2
_ENDED = (".", "!", "?", "…")


def with_signs(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, what an interviewer says in them with signs of emphasis, if some of it asks and some doesn't."""
    lines = [_set_off(block) for block in blocks]
    plain = [line != block.words for line, block in zip(lines, blocks, strict=True)]
    said = [i for i, (here, below) in enumerate(pairwise([*plain, False])) if lines[i] and (here or below)]
    asking = [lines[number].endswith("?") for number in said]
    close = said and len(said) >= _SHARE * (said[-1] + 1 - said[0])
    marked = frozenset(said) if close and len(said) >= _FEWEST and any(asking) and not all(asking) else frozenset()
    for number, (line, block) in enumerate(zip(lines, blocks, strict=True)):
        words = f"**{line}**{block.words[len(line) :]}"
        yield block._replace(words=words) if number in marked else block


def _set_off(block: Block) -> str:
    """The line that the block begins with, or is, if it is emphasised, or set as a heading, and ends like a sentence,
    as headings don't; else nothing.
    """
    line = block.words if block.tag in _HEADINGS else block.emphasised
    ends = len(line) <= _LONGEST and "\n" not in line and line.rstrip("”\"’')").endswith(_ENDED)
    return line if ends and "*" not in line else ""
