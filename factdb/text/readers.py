"""Files in, articles out. What cannot be read comes out as an error in its place, so that the rest of a batch goes on.

    for article in read(path):
        if isinstance(article, InputError): ...  # report it and go on

Plain text is stored as it stands in the file. Markdown is too, but for front matter, whose ``title``, ``url``,
``publisher``, ``author`` and ``published`` describe the article and are no part of its text. JSON Lines holds many
articles. Any other file is read as plain text.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.decode import checked, decode
from factdb.text.fields import first_line, from_file_name, published_at
from factdb.text.jsonlines import is_record, read_lines
from factdb.text.markdown import heading, split_front_matter

_MARKDOWN = {".md", ".markdown"}
_JSON_LINES = {".jsonl", ".ndjson"}
_EXTENSIONS = {".txt"} | _MARKDOWN | _JSON_LINES
STANDARD_INPUT = "-"


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read: a path as it is, a folder as the text, Markdown and JSON Lines files in it and below, by name.

    In folders, hidden files and links to folders are passed over. What does not exist or cannot be listed is yielded
    as it is: ``read`` says what is wrong with it.
    """
    for path in paths:
        if _is_folder(path):
            yield from _walk(path)
        else:
            yield path


def read(path: Path | Literal["-"], collection: str | None = None) -> Iterator[Article | InputError]:
    """The articles of one file, or of standard input for "-".

    Standard input is JSON Lines if its first line is an object with a text, otherwise plain text. An article that
    cannot be read is an InputError in its place, one line that names the file, and the line if there are many;
    nothing is raised. ``Article.source`` is the path as given, or the URL that the file names; ``Article.collection``
    is ``collection``, by default the name of the file's folder, and empty for standard input.
    """
    source = os.fsencode(path).decode("utf-8", "replace")
    where = _folder(path) if collection is None else collection
    try:
        if str(path) == STANDARD_INPUT:
            yield from _read_standard_input(sys.stdin.buffer)
        elif Path(path).suffix.lower() in _JSON_LINES:
            with Path(path).open("rb") as file:
                yield from read_lines(file, Path(source).stem, source, where)
        else:
            article = _read_text(Path(path).read_bytes(), Path(source), source)
            # A URL is all that tells which article it is; a file's name does so in its collection only.
            yield replace(article, collection=where if article.source == source else "")
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(f"{source}: {error.strerror or error}; check the path")


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.suffix.lower() in _EXTENSIONS:
            yield entry


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # below a folder that may not be entered
        return False


def _read_standard_input(stream: BinaryIO) -> Iterator[Article | InputError]:
    first = stream.readline()
    if is_record(first):
        yield from read_lines(chain([first], stream), "stdin", STANDARD_INPUT)
    else:
        yield _read_text(first + stream.read(), Path("stdin"), STANDARD_INPUT)


def _folder(path: Path | str) -> str:
    return os.fsencode(Path(path).resolve().parent.name).decode("utf-8", "replace")


def _read_text(data: bytes, path: Path, source: str) -> Article:
    """The name ``PUBLISHER_YYYY-MM-DD_SLUG`` gives publisher and date, where no front matter does."""
    text = decode(data, source)
    fields: dict[str, str] = {}
    title = ""
    if path.suffix.lower() in _MARKDOWN:
        fields, text = split_front_matter(checked(text, source))
        title = fields.get("title") or heading(text)
    publisher, published = from_file_name(path.stem)
    return Article(
        text=checked(text, source),
        name=path.stem,
        source=fields.get("url") or source,
        title=title or first_line(text),
        publisher=fields.get("publisher") or publisher,
        author=fields.get("author", ""),
        published=published_at(fields.get("published", ""), source) or published,
    )
