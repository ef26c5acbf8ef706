"""Article in, attributions and claims out.

The package can be called: a package and a function cannot both be called ``factdb.extract``, so it is both.
"""

import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from factdb.errors import InputError, one_of
from factdb.records import Article, Engine, EngineChoice, Extraction, OperatingPoint

if TYPE_CHECKING:
    from factdb.extract.engine import Extractor


def load_extractor(
    threads: int = 1, point: OperatingPoint = OperatingPoint.BALANCED, *, fast: bool = False
) -> "Extractor":
    """The engine that ships with factdb, or its ``fast`` one, at an operating ``point``.

    ``threads`` change its speed, never its output.
    """
    # Loading onnxruntime and the model takes a second, which nobody should wait for who only wants a word list.
    from factdb.extract.engine import Extractor
    from factdb.extract.tagging.files import FAST, MODEL

    return Extractor(FAST if fast else MODEL, threads, point)


def extract(
    article: Article | str, point: OperatingPoint = OperatingPoint.BALANCED, *, fast: bool = False
) -> Extraction:
    """The attributions and claims of an article, or of a text. Offsets are code points of the text.

    ``point`` is how sure the engine has to be of an attribution to keep it; with ``fast`` it reads with a model that
    is several times as fast and errs more often. Raises InputError if the text has half of a surrogate pair, or
    ``article`` is neither a text nor an Article.

    >>> import factdb
    >>> [claim.status.value for claim in factdb.extract("Ann Lee said the mill could close.").claims]
    ['sourced']
    """
    given = Article(article, name="", source="") if isinstance(article, str) else article
    if not isinstance(given, Article):
        raise InputError(f"extract: {type(article).__name__} is neither a text (str) nor an Article")
    try:
        given.text.encode()
    except UnicodeEncodeError as error:
        half = f"{given.source or 'the text'}: the character at {error.start} is half of a surrogate pair"
        raise InputError(f'{half}; decode the text with errors="replace"') from error
    return extract_by(EngineChoice(one_of(OperatingPoint, point, "point"), fast), given)


def extract_by(choice: EngineChoice, article: Article) -> Extraction:
    """The same by the chosen engine."""
    return chosen(choice).extract(article)


@cache
def chosen(choice: EngineChoice) -> "Extractor":
    """The engine of this choice, loaded once a process."""
    return load_extractor(point=choice.point, fast=choice.fast)


@cache
def engine_of(choice: EngineChoice) -> Engine:
    """What the chosen engine is called where its work is stored: told by its files, without loading it."""
    from factdb.extract.identity import identity
    from factdb.extract.tagging.files import FAST, MODEL, digest, read_files

    return identity(digest(read_files(FAST if choice.fast else MODEL)), choice.point)


class _Callable(ModuleType):
    def __call__(
        self, article: Article | str, point: OperatingPoint = OperatingPoint.BALANCED, *, fast: bool = False
    ) -> Extraction:
        return extract(article, point, fast=fast)


sys.modules[__name__].__class__ = _Callable
