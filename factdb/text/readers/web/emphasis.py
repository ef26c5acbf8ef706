"""What an interviewer says without asking: on a page it is told from what is answered by nothing but bold type.

Plain text has no bold type, so that such paragraphs get Markdown's signs for it: ``**Tell me about the bridge.**``.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factdb.text.readers.web.blocks import Block

_HEADINGS = ("h2", "h3", "h4", "h5")
_LONGEST, _FEWEST, _SHARE = 320, 2, 0.2
_ENDED = (".", "!", "?", "…")


def with_signs(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those that an interviewer says with signs of emphasis, if some of them ask and others don't."""
    said = [
        number for number, (one, below) in enumerate(pairwise(blocks)) if _is_set_off(one) and not _is_set_off(below)
    ]
    asking = [blocks[number].words.endswith("?") for number in said]
    close = said and len(said) >= _SHARE * (said[-1] + 1 - said[0])
    marked = frozenset(said) if close and len(said) >= _FEWEST and any(asking) and not all(asking) else frozenset()
    for number, block in enumerate(blocks):
        yield block._replace(words=f"**{block.words}**") if number in marked else block


def _is_set_off(block: Block) -> bool:
    """Is the whole block emphasised, or set as a heading, and does it end like a sentence, as headings don't?"""
    ends = len(block.words) <= _LONGEST and "\n" not in block.words and block.words.rstrip("”\"’')").endswith(_ENDED)
    return ends and (block.emphasised or block.tag in _HEADINGS) and "*" not in block.words
