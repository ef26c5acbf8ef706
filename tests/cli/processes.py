"""The command as a process of its own: a copy of the one that tests, which has loaded all that a command needs.

To load it anew takes ten times as long as what most commands do; what happens meanwhile is tested elsewhere. It may
open what it makes itself, and no SQLite file that was open before: SQLite holds that for its own.
"""

import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

from factdb.__main__ import main


def begun(*arguments: str | Path, **streams: Any) -> "subprocess.Popen[Any]":
    """The command with these arguments, begun; ``streams`` are as Popen takes them."""

    def instead() -> NoReturn:
        """Be the command, in the copy, whose streams are those asked for already."""
        os.closerange(
            3, os.sysconf("SC_OPEN_MAX")
        )  # with them goes the one at which Popen waits for a program to begin
        sys.argv = ["factdb", *map(str, arguments)]
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w", buffering=1)
        code: object = 1
        try:
            try:
                main()
            except SystemExit as end:
                code = end.code or 0
            sys.stdout.flush()
        except BaseException:
            code = 1
            traceback.print_exc()
        os._exit(code if isinstance(code, int) else 1)

    return subprocess.Popen(["factdb"], preexec_fn=instead, **streams)  # noqa: PLW1509  no thread of ours holds a lock
