"""A claim as it reads alone: its words with what they refer to in square brackets, and the context that they need."""

import re

_CONTEXT = re.compile(r"\s\[((?:before|in): [^\[\]]*)\]\Z")


def read_alone(words: str, context: str) -> str:
    """The reading of a claim: "They left. [before: The two had planned a march.]"."""
    return f"{words} [{context}]" if context else words


def without_context(reading: str) -> tuple[str, str]:
    """The words of a reading, and its context, empty if it has none."""
    context = _CONTEXT.search(reading)
    return (reading[: context.start()], context[1]) if context else (reading, "")
