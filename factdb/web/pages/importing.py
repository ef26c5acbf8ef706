"""Importing by the browser: files that are dropped, pages by their addresses, pasted text; progress meanwhile."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from sqlalchemy import select

from factdb.errors import InputError, NotFoundError
from factdb.ingest import ImportResult, Wanted, ingest_articles
from factdb.records import Article
from factdb.store.dialect import is_one_of
from factdb.store.schema.tables import Article as ArticleRow
from factdb.text.fetch import fetch, is_url
from factdb.text.readers import Reading, read
from factdb.web.asking import Answer, Ask, Go, Page, Upload, whole
from factdb.web.templating import address

_UNSAFE = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f]')
_COLLECTION = "browser"
_PASTED = "pasted"
_MOST_URLS = 100
# What a person types of pasted text, and is told if the text is stored with other words of it.
_TYPED = ("title", "publisher", "author")
_OF_ONE = frozenset((".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml", ".srt", ".vtt"))


def form(ask: Ask) -> Answer:
    """Where to drop files, or to paste text."""
    return Page("import.html", {"problem": None}, {"collection": _COLLECTION})


def begin(ask: Ask) -> Answer:
    """Take what was sent, and import it in the background."""
    collection = ask.field("collection") or _COLLECTION
    pasted = ask.field("text")
    urls = _urls(ask.field("urls"))
    if not ask.uploads and not pasted and not urls:
        raise InputError("nothing to import: drop a file, name a page, or paste some text")
    folder = ask.site.jobs.folder()
    files = [_kept(folder, number, upload) for number, upload in enumerate(ask.uploads)]
    if pasted:
        files.append((_record(folder, ask, pasted), _PASTED))
    database = ask.site.database

    def work(_folder: Path) -> Iterator[ImportResult]:
        pages = chain.from_iterable(fetch(url, ask.site.fetching) for url in urls)
        wanted = Wanted(reading=Reading(given={name: ask.field(name) for name in _TYPED if ask.field(name)}))
        return ingest_articles(database, chain(_articles(files, collection), pages), wanted=wanted)

    # A file of several articles says how many when it is read.
    of_one = all(path.suffix.lower() in _OF_ONE for path, name in files if name != _PASTED)
    job = ask.site.jobs.begin(ask.person.name, folder, len(files) + len(urls) if of_one else None, work)
    return Go(address("import", job.number), {"import": job.number})


def progress(ask: Ask) -> Answer:
    """How far it is; without a script the page asks again by itself."""
    job = ask.site.jobs.find(whole("import", ask.path["job"], 0))
    if job is None or job.who != ask.person.name:
        raise NotFoundError(f"{ask.path['job']}: no such import; perhaps the server was started again since")
    is_done = job.is_done  # first, or what comes in between would never be told
    outcomes = list(job.outcomes)
    with ask.reading() as session:
        found = [outcome.article for outcome in outcomes if outcome.article]
        are_they = is_one_of(session.connection(), ArticleRow.id, found)
        titles = dict(session.execute(select(ArticleRow.id, ArticleRow.title).where(are_they)).all())
    data: dict[str, Any] = {
        "import": job.number,
        "done": is_done,
        "articles": job.count,
        "known": job.known,
        "total": job.total,
        "claims": job.claims,
        "failed": job.failed,
        "problem": job.problem or None,
        "outcomes": [_told(outcome, titles) for outcome in outcomes],
    }
    return Page("importing.html", data)


def _told(outcome: ImportResult, titles: Mapping[int, str]) -> dict[str, Any]:
    return {
        "saved": outcome.saved and str(outcome.saved),
        "name": outcome.name,
        "title": titles.get(outcome.article, ""),
        "article": outcome.article or None,
        "claims": outcome.claims,
        "error": outcome.error and str(outcome.error),
        "notes": list(outcome.notes),
        "decisions": dict(outcome.decisions),
    }


def _urls(typed: str) -> list[str]:
    """The addresses, one a line. Raises InputError for what is none."""
    found = list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    if wrong := [url for url in found if not is_url(url)]:
        raise InputError(f"{wrong[0][:200]}: is no address of a page; it begins with https://")
    if len(found) > _MOST_URLS:
        raise InputError(f"{len(found)} pages are too many at once; give {_MOST_URLS} or fewer")
    return found


def _kept(folder: Path, number: int, upload: Upload) -> tuple[Path, str]:
    """The file under a safe name of the same ending, and the name that it had."""
    name = upload.name.replace("\\", "/").rsplit("/", 1)[-1]
    place = folder / str(number)
    place.mkdir()
    safe = _UNSAFE.sub("-", name).lstrip(".").encode("utf-8", "replace")[-120:].decode("utf-8", "ignore")
    path = place / (safe or "file.txt")
    with path.open("wb") as file:
        copyfileobj(upload.file, file)
    return path, name


def _record(folder: Path, ask: Ask, text: str) -> Path:
    """Pasted text as a line of JSON, with what else was typed."""
    fields = {name: ask.field(name) for name in (*_TYPED, "published", "url")}
    path = folder / "pasted.jsonl"
    path.write_text(
        json.dumps({"text": text, **{name: value for name, value in fields.items() if value}}) + "\n", "utf-8"
    )
    return path


def _articles(files: list[tuple[Path, str]], collection: str) -> Iterator[Article | InputError]:
    """What is in the files, with the names that they had in the place of where they lie here."""
    for path, name in files:
        for item in read(path, collection):
            if isinstance(item, InputError):
                yield InputError(str(item).replace(str(path), name))
                continue
            notes = tuple(note.replace(str(path), name) for note in item.notes)
            source = item.source
            if name == _PASTED and source == f"{path}#1":  # a line of our file, and no address of its own was given
                source = name
            elif source.startswith(str(path)):  # a row of a file, or a member of an archive, has more behind it
                source = name + source.removeprefix(str(path))
            yield replace(item, source=source, notes=notes)
