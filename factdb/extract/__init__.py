"""Article in, attributions and claims out.

The package can be called: a package and a function cannot both be called ``factdb.extract``, so it is both.
"""

import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from factdb.records import Article, Extraction, OperatingPoint

if TYPE_CHECKING:
    from factdb.extract.engine import Extractor


def load_extractor(threads: int = 1, point: OperatingPoint = OperatingPoint.BALANCED) -> "Extractor":
    """The engine that ships with factdb, at an operating ``point``; ``threads`` change its speed, never its output."""
    # Loading onnxruntime and the model takes a second, which nobody should wait for who only wants a word list.
    from factdb.extract.engine import Extractor

    return Extractor(threads=threads, point=point)


def extract(article: Article | str, point: OperatingPoint = OperatingPoint.BALANCED) -> Extraction:
    """The attributions and claims of an article, or of a text. Offsets are code points of the text.

    ``point`` is how sure the engine has to be of an attribution to keep it.

    >>> import factdb
    >>> [claim.status.value for claim in factdb.extract("Ann Lee said the mill could close.").claims]
    ['sourced']
    """
    return extractor_at(point).extract(Article(article, name="", source="") if isinstance(article, str) else article)


@cache
def extractor_at(point: OperatingPoint) -> "Extractor":
    """The engine at this operating point, loaded once a process."""
    return load_extractor(point=point)


class _Callable(ModuleType):
    def __call__(self, article: Article | str, point: OperatingPoint = OperatingPoint.BALANCED) -> Extraction:
        return extract(article, point)


sys.modules[__name__].__class__ = _Callable
