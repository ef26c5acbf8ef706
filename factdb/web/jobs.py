"""Imports that go on while people look at other things: one after the other, in a thread of their own."""

import logging
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Lock, Thread

from factdb.errors import FactDBError
from factdb.ingest import ImportResult
from factdb.store.save import Saved

_log = logging.getLogger("factdb.web")
_MOST_REMEMBERED = 200
_MOST_TOLD = 2_000  # outcomes of one import that are told one by one


@dataclass(slots=True)
class Job:
    """One import: whose it is, what became of each article so far, and whether it is done.

    Of the ``count`` articles so far ``known`` were there already, and ``failed`` could not be read.
    """

    number: int
    who: str
    total: int | None
    work: Callable[[Path], Iterator[ImportResult]] | None
    folder: Path
    outcomes: list[ImportResult] = field(default_factory=list)
    count: int = 0
    known: int = 0
    claims: int = 0
    failed: int = 0
    is_done: bool = False
    problem: str = ""


class Jobs:
    """The imports of a running server."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._waiting: Queue[Job | None] = Queue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def folder(self) -> Path:
        """A new folder for the files of an import; it is gone when that is done."""
        return Path(tempfile.mkdtemp(prefix="factdb-import-"))

    def begin(self, who: str, folder: Path, total: int | None, work: Callable[[Path], Iterator[ImportResult]]) -> Job:
        """Import what ``work`` yields, as soon as those before are done."""
        with self._lock:
            job = Job(max(self._jobs, default=0) + 1, who, total, work, folder)
            self._jobs[job.number] = job
            while len(self._jobs) > _MOST_REMEMBERED:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = Thread(target=self._run, daemon=True, name="imports")
                self._thread.start()
        self._waiting.put(job)
        return job

    def find(self, number: int) -> Job | None:
        """The import of that number, if it is remembered."""
        return self._jobs.get(number)

    def _run(self) -> None:
        while job := self._waiting.get():
            try:
                assert job.work is not None, "an import is run once"
                for outcome in job.work(job.folder):
                    job.count += 1
                    job.known += outcome.saved in (Saved.UNCHANGED, Saved.REPEATED)
                    job.claims += outcome.claims
                    job.failed += outcome.error is not None
                    if len(job.outcomes) < _MOST_TOLD:
                        job.outcomes.append(outcome)
            except FactDBError as error:
                job.problem = str(error)
            except Exception as error:  # the next import must still be able to run
                _log.error("an import failed", exc_info=error)
                job.problem = "the import failed; the server says more on its terminal; what was imported is whole"
            finally:
                job.is_done, job.work = True, None
                shutil.rmtree(job.folder, ignore_errors=True)
