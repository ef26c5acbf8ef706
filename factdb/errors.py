"""What can go wrong in a way that a person can mend: one line each, and what to do next."""


class FactDBError(Exception):
    """A failure with a message for people: what happened, where, and what to do next."""


class InputError(FactDBError):
    """A file, a folder or a record that cannot be read as an article or a report."""


class SchemaError(FactDBError):
    """A database that is missing, behind, ahead or not factdb's; the message names the command that mends it."""


class NotFoundError(FactDBError):
    """A name, number or hash that matches nothing, or more than one thing (the message lists the candidates)."""


class StaleError(FactDBError):
    """A decision about something that somebody else has changed since; the message says who, and to what."""


class ProofError(FactDBError):
    """A stored or exported span that does not stand in its text."""
