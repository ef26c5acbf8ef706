"""Who decides, and why."""

import subprocess

from factdb.errors import InputError
from factdb.store.corrections.chain import Reviewer


def reviewer_of(given: str | None, reason: str) -> Reviewer:
    """Who decides, and why: the name given, else git's configured name. Raises InputError if there is neither."""
    name = (given or "").strip() or _from_git()
    if not name:
        raise InputError("who decides? give --reviewer NAME, or set FACTDB_REVIEWER or git's user.name")
    return Reviewer(name, reason)


def _from_git() -> str:
    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return asked.stdout.strip()
