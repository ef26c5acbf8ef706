"""What can go wrong in a way that a person can mend: one line each, and what to do next."""

from enum import Enum, StrEnum, auto
from pathlib import Path
from typing import Self, TypeVar

Word = TypeVar("Word", bound=StrEnum)


class Remedy(Enum):
    """What mends a failure, where how that is done depends on how factdb is used: by command or from Python."""

    LIST_ARTICLES = auto()
    LIST_VERSIONS = auto()
    LIST_CLAIMS = auto()
    LIST_SPEAKERS = auto()
    ADD_CLAIM = auto()
    GIVE_KIND = auto()
    SET_KIND = auto()
    GIVE_ENCODING = auto()
    GIVE_CUE = auto()
    GIVE_HEDGE = auto()
    MERGE_KINDS = auto()
    MERGE_SPEAKERS = auto()
    MERGE_KINDS_OF = auto()
    LIST_CORRECTIONS = auto()
    TELL_HISTORY = auto()
    UNDO_ANY = auto()
    REMOVE_DECIDED = auto()
    IMPORT = auto()
    MAKE_TABLES = auto()
    UPGRADE_DATABASE = auto()
    UPGRADE_FACTDB = auto()
    MAKE_REPORT = auto()
    MAKE_PAGE = auto()
    LIST_USERS = auto()
    ADD_USER = auto()
    OVERWRITE = auto()
    PROVE = auto()
    MAKE_SEAL = auto()
    MAKE_KEY = auto()
    EXTRACT = auto()
    FINISH_EXTRACTING = auto()
    EXPORT_BRAT = auto()
    MAP_TEXT = auto()
    FETCH_LISTED = auto()
    ALLOW_PRIVATE = auto()


class FactDBError(Exception):
    """A failure with a message for people: what happened, where, and what to do next, as far as ``remedy`` does not."""

    remedy: Remedy | None = None

    def mended_by(self, remedy: Remedy) -> Self:
        """The same failure, with what mends it."""
        self.remedy = remedy
        return self


class InputError(FactDBError):
    """A file, a folder or a record that cannot be read as an article or a report.

    ``reason`` is the same in a few words, by which a batch counts what it could not take.
    """

    def __init__(self, message: str, *, reason: str = "cannot be read") -> None:
        super().__init__(message)
        self.reason = reason


def one_of(words: type[Word], value: str, what: str) -> Word:
    """The one of ``words`` that ``value`` is. Raises InputError, which names all of them, if it is none."""
    try:
        return words(value)
    except ValueError as error:
        raise InputError(f"{what}: {value!r} is none of {', '.join(words)}") from error


def overwrites(path: Path) -> InputError:
    """Something would be written where a file is that ought to be kept."""
    return InputError(f"{path}: is there already; give another name").mended_by(Remedy.OVERWRITE)


class SchemaError(FactDBError):
    """A database that is missing, behind, ahead or not factdb's."""


class ConnectionLostError(FactDBError):
    """A database server that does not answer, or has gone; it may come back."""


class NotFoundError(FactDBError):
    """A name, number or hash that matches nothing, or more than one thing (the message lists the candidates)."""


class StaleError(FactDBError):
    """A decision about something that somebody else has changed since; the message says who, and to what."""


class ProofError(FactDBError):
    """A stored or exported span that does not stand in its text."""
