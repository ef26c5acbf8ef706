"""The files that are to be read, found below the paths that a person names."""

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from factdb.errors import InputError

STANDARD_INPUT = "-"
# What is given for a file and looks like an address without its beginning.
_ADDRESS = re.compile(r"www\.|[\w.-]+:\d+/")
# What macOS and Windows leave in folders, and Office beside a file that is open ("~$report.docx"): nobody's articles.
_LEFT_BEHIND = {"__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini"}


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read: a path as it is, a folder as every file in it and below, by name.

    In folders, what is ``passed_over`` is left out, and what a browser saves beside a page (``page_files`` beside
    ``page.html``). What does not exist, cannot be listed, is a link to a folder or no file at all is yielded as it is:
    ``open_file`` says what is wrong with it.
    """
    for path in paths:
        if _is_folder(path):
            yield from _walk(path)
        else:
            yield path


def passed_over(name: str) -> bool:
    """True for a file or folder that nobody means who gives the folder around it: hidden, or left by a program."""
    return name.startswith((".", "~$")) or name.lower() in _LEFT_BEHIND


def _dresses_a_page(name: str, beside: Collection[str]) -> bool:
    stem = name.removesuffix("_files")
    return stem != name and any(f"{stem}.{ending}" in beside for ending in ("html", "htm"))


def refusal(path: Path) -> InputError | None:
    """Why a path is nothing to read: a folder that cannot be listed, a device, a pipe; None if it is a file."""
    source = shown(path)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        what = error.strerror if isinstance(error, OSError) else str(error)
        check = "an address begins with https://" if _ADDRESS.match(source) else "check the path"
        return InputError(f"{source}: {what or error}; {check}", reason="no such file")
    if stat.S_ISDIR(mode):
        linked = "a link to a folder; give it by name to import it" if path.is_symlink() else "a folder, no file"
        return InputError(f"{source}: {linked}", reason="a link to a folder" if path.is_symlink() else "no file")
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
        what = kinds.get(stat.S_IFMT(mode), "no file")
        return InputError(f"{source}: {what}, no file; save what it gives as a file", reason="no file")
    return None


def shown(path: Path | str) -> str:
    """A path as text, with what is no UTF-8 replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def folder_name(path: Path | str) -> str:
    """The name of the folder that a file is in."""
    return shown(Path(path).resolve().parent.name)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        yield folder
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if passed_over(entry.name):
            continue
        if _is_folder(entry) and not entry.is_symlink():
            if not _dresses_a_page(entry.name, names):
                yield from _walk(entry)
        else:
            yield entry


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # below a folder that may not be entered; a NUL in the name
        return False
