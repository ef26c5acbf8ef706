"""Article in, attributions and claims out.

The package can be called: a package and a function cannot both be called ``factdb.extract``, so it is both.
"""

import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from factdb.records import Article, Extraction

if TYPE_CHECKING:
    from factdb.extract.engine import Extractor


def load_extractor(threads: int = 1) -> "Extractor":
    """The engine that ships with factdb; ``threads`` change its speed, never its output."""
    # Loading onnxruntime and the model takes a second, which nobody should wait for who only wants a word list.
    from factdb.extract.engine import Extractor

    return Extractor(threads=threads)


def extract(article: Article | str) -> Extraction:
    """The attributions and claims of an article, or of a text. Offsets are code points of the text.

    >>> import factdb
    >>> [claim.status.value for claim in factdb.extract("Ann Lee said the mill could close.").claims]
    ['sourced']
    """
    return _extractor().extract(Article(article, name="", source="") if isinstance(article, str) else article)


_extractor = cache(load_extractor)


class _Callable(ModuleType):
    def __call__(self, article: Article | str) -> Extraction:
        return extract(article)


sys.modules[__name__].__class__ = _Callable
