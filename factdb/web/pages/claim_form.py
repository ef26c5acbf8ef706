"""The fields in which people say what a claim is, as what they mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from factdb.errors import InputError
from factdb.records import QuoteType, Span, SpeakerKind, Status
from factdb.store.corrections.edit import EditRequest
from factdb.web.asking import Ask, Word
from factdb.web.looking import placed_words

# Fields of words of the text; whose places may be given beside them.
WORDS = ("words", "source", "cue", "hedge")
FIELDS = (
    *("status", "quote_type", "speaker", "speaker_kind", "denied", "via", "reason"),
    *(f"{name}{place}" for name in WORDS for place in ("", "_at")),
)
# What the form offers to choose from.
CHOICES: Mapping[str, Any] = {
    "quote_types": list(QuoteType),
    "kinds": [kind for kind in SpeakerKind if kind is not SpeakerKind.AUTHOR],
}
_ARGUMENTS = {"words": "spans"}  # what the form calls otherwise than the store
_DENIED = {"": None, "yes": True, "no": False}


def request_of(ask: Ask) -> EditRequest:
    """What the form says. Raises InputError for a word that is none of those to choose from."""
    said = {name: ask.field(name) for name in FIELDS}
    if said["denied"] not in _DENIED:
        raise InputError(f"denied: {said['denied']!r} is neither yes nor no")
    return EditRequest(
        spans=(said["words"],) if said["words"] else (),
        status=_word("status", said["status"], Status),
        source=said["source"] or None,
        cue=said["cue"] or None,
        hedge=said["hedge"] or None,
        speaker=ask.field("speaker_id") or said["speaker"] or None,
        speaker_kind=_word("speaker_kind", said["speaker_kind"], SpeakerKind),
        quote_type=_word("quote_type", said["quote_type"], QuoteType),
        denied=_DENIED[said["denied"]],
        via=said["via"] or None,
    )


def chosen_places(ask: Ask, session: Session, article: int) -> dict[str, Sequence[Span]]:
    """Where those words stand that were chosen in the text, by the names that ``resolve_edit`` gives them."""
    found = {name: placed_words(session, article, ask.field(name), ask.field(f"{name}_at")) for name in WORDS}
    return {_ARGUMENTS.get(name, name): spans for name, spans in found.items() if spans}


def _word(name: str, given: str, words: type[Word]) -> Word | None:
    if not given:
        return None
    try:
        return words(given)
    except ValueError as error:
        raise InputError(f"{name}: {given!r} is none of {', '.join(words)}") from error
