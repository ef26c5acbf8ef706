"""The extractor's word lists as parts of regular expressions."""

import re
from pathlib import Path

from factdb.text.wordlists import entries

_DATA = Path(__file__).parent / "data"


def any_of(name: str) -> str:
    """An alternative that matches any entry of the word list ``name``."""
    return "|".join(map(re.escape, entries(_DATA / name)))
