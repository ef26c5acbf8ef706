"""Lines of a page, and what part of it each is."""

from factdb.text.passages import Part, passages
from factdb.text.segments import paragraphs

BODY = "The dam holds, and nobody in the town below it has been told to leave so far."


def read(text: str) -> list[Part]:
    return passages(text, paragraphs(text))


def kinds(*lines: str) -> list[str]:
    text = "\n\n".join(lines)
    return [part.passage.value for part in read(text)]
