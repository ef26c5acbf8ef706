"""What an engine is called where its work is stored, told by its files: nobody has to load it for that."""

import hashlib

from factdb import __version__
from factdb.language import ENGLISH
from factdb.records import Engine, OperatingPoint


def identity(model: str, point: OperatingPoint) -> Engine:
    """Name, version, and a digest of all that decides: the model's files, of which ``model`` is the digest, the word
    lists, the operating point.
    """
    digest = hashlib.sha256(model.encode())
    for path in sorted(ENGLISH.folder.glob("*.txt")):
        digest.update(path.read_bytes())
    if point is not OperatingPoint.BALANCED:
        digest.update(point.encode())
    return Engine("factdb", __version__, digest.hexdigest())
