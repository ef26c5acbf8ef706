"""Article in, attributions and claims out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factdb.extract.engine import Extractor


def load_extractor(threads: int = 1) -> "Extractor":
    """The engine that ships with factdb; ``threads`` change its speed, never its output."""
    # Loading onnxruntime and the model takes a second, which nobody should wait for who only wants a word list.
    from factdb.extract.engine import Extractor

    return Extractor(threads=threads)
