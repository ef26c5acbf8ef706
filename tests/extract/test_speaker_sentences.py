"""Who speaks: texts of our own, a line each, in ``speaker_sentences``."""

from pathlib import Path

import pytest

from tests.extract.sentences import cases, lines_of
from tests.extract.test_speakers import resolve

FILES = sorted((Path(__file__).parent / "speaker_sentences").glob("*.txt"))


@pytest.mark.parametrize(("marked", "told"), [case for file in FILES for case in cases(lines_of(file))])
def test_who_speaks(marked: str, told: str) -> None:
    """Told is the last source, or as many of the last as there are names: "_" is anybody, "nobody" no one."""
    wanted = told.split(" | ")
    for want, found in zip(wanted, resolve(marked.replace("\\n", "\n"))[-len(wanted) :], strict=True):
        name, kind = found.speaker.name or "nobody", f" ({found.speaker.kind})"
        assert want in (name, name + kind, "_", "_" + kind)
