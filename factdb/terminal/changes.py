"""What changed in claims between two versions, as rows for programs and with the changed words marked for people."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.text import Text

from factdb.records import claim_id
from factdb.review.alignment import opcodes
from factdb.review.claims import AttributedClaim, words
from factdb.review.comparison import Difference
from factdb.terminal.article import SHORT_ID
from factdb.terminal.visible import visible

COLUMNS = (
    "changes",
    "old_claim_id",
    "new_claim_id",
    "old_claim",
    "new_claim",
    "old_status",
    "new_status",
    "old_speaker",
    "new_speaker",
)
_WORD = re.compile(r"\S+\s*")


def rows(found: Iterable[Difference], old: tuple[str, str], new: tuple[str, str]) -> Iterator[dict[str, Any]]:
    """A row with COLUMNS for each difference; ``old`` and ``new`` are the texts' digests and the texts.

    ``changes`` is a list; what does not apply is None.
    """
    for one in found:
        sides = {**_side("old", one.old, *old), **_side("new", one.new, *new)}
        yield {"changes": list(one.changes)} | {column: sides[column] for column in COLUMNS[1:]}


def table_row(row: Mapping[str, Any], colour: bool) -> dict[str, Any]:
    """The same for people: what was and what is in one cell, and in the claim the changed words marked.

    In colour what is gone is struck through; without, it stands in ``[-…-]`` and what is added in ``{+…+}``.
    """
    ids = ((row[f"{side}_claim_id"] or "")[:SHORT_ID] for side in ("old", "new"))
    return {
        "changes": row["changes"],
        "claim_ids": " → ".join(filter(None, dict.fromkeys(ids))),
        "statuses": _from_to(row, "status"),
        "speakers": _from_to(row, "speaker"),
        "claim": marked(row["old_claim"] or "", row["new_claim"] or "", colour),
    }


def marked(old: str, new: str, colour: bool) -> Text:
    """The words of both, those only in ``old`` and those only in ``new`` marked."""
    text = Text()
    for gone, come, is_same in changed_words(old, new):
        if is_same:
            _add(text, come, "", ("", ""), colour)
        else:
            _add(text, gone, "red strike", ("[-", "-]"), colour)
            _add(text, come, "green", ("{+", "+}"), colour)
    text.rstrip()
    return text


def changed_words(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    """Stretches of the words of both, in order: those of ``old``, those of ``new``, and whether they are the same."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    for kind, a1, a2, b1, b2 in opcodes([word.strip() for word in before], [word.strip() for word in after]):
        yield "".join(before[a1:a2]), "".join(after[b1:b2]), kind == "equal"


def _add(text: Text, words: str, style: str, signs: tuple[str, str], colour: bool) -> None:
    if piece := visible(words.strip()):
        text.append(piece if colour else f"{signs[0]}{piece}{signs[1]}", style=style if colour else "")
        text.append(" ")


def _from_to(row: Mapping[str, Any], part: str) -> str:
    values = [row[f"{side}_{part}"] for side in ("old", "new") if row[f"{side}_claim_id"]]
    return " → ".join(value or "none" for value in dict.fromkeys(values)) if any(values) else ""


def _side(side: str, one: AttributedClaim | None, sha256: str, text: str) -> dict[str, str | None]:
    columns = [f"{side}_{part}" for part in ("claim_id", "claim", "status", "speaker")]
    if one is None:
        return dict.fromkeys(columns)
    speaker = one.attribution.speaker.name if one.attribution else None
    values = (claim_id(sha256, one.claim.spans), words(text, one), str(one.claim.status), speaker or None)
    return dict(zip(columns, values, strict=True))
