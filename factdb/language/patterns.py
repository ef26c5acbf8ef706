"""The extractor's word lists as parts of regular expressions."""

import re

from factdb.language.wordlists import LISTS, entries


def any_of(name: str) -> str:
    """An alternative that matches any entry of the word list ``name``."""
    return "|".join(map(re.escape, entries(LISTS / name)))
