"""Loads all that extraction needs, for a process from which workers are forked: see ``factdb.workers``."""

import os
from contextlib import suppress

# Each worker has one core; NumPy's own threads, as many as there are cores for each, would be in one another's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from factdb.errors import FactDBError
from factdb.extract import extract

# One article through all of it, so that whatever is made when it is first needed is made here. If the model is damaged,
# whoever asks for work is told.
with suppress(FactDBError):
    extract("“It may rain,” Ann Lee said, according to The Courier.")
