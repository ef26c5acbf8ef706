"""``python -m factdb`` is ``factdb``."""

from factdb.cli import main

if __name__ == "__main__":
    main()
