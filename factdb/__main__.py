"""``python -m factdb`` is ``factdb``: here it begins."""

import os
import signal


def main() -> None:
    """Run the command line. Ctrl-C while that is still being loaded ends it at once, for nothing was begun."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # and not ignored, as below nohup
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from factdb.cli import main as run

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
