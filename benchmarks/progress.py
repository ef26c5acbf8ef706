"""What a run of hours has found, a line of JSON for each part of it: broken off, it goes on from there."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Progress:
    """The parts that are done, by name. Without a file, nothing is known of an earlier run."""

    def __init__(self, log: Path | None) -> None:
        self._log = log
        lines = log.read_text(encoding="utf-8").splitlines() if log and log.exists() else []
        self._done: dict[str, Any] = dict(map(json.loads, lines))

    def part(self, name: str, work: Callable[[], Any]) -> Any:
        """What came of a part, in values of JSON: as it was noted, else ``work`` is done and noted now."""
        if name not in self._done:
            self._done[name] = json.loads(json.dumps(work()))
            if self._log:
                with self._log.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([name, self._done[name]], ensure_ascii=False) + "\n")
        return self._done[name]
