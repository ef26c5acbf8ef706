"""What factdb is measured by."""

import os

# As the command does: NumPy's own threads only wait for one another, and would be counted as work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
