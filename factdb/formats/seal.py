"""Seals: small statements, signed or not, of what a database or a report holds; one JSON object in a file.

    {"statement": {...}, "hash": "5e88...", "key": "9a0b...", "signature": "c3d4..."}

``hash`` is the SHA-256 of the statement as JSON with sorted keys and without spaces; printed or mailed elsewhere it is
a seal by itself. The signature is Ed25519 (RFC 8032) of that hash, as bytes; it and the public key are hex digits.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from factdb.errors import InputError, ProofError, Remedy
from factdb.formats import csv

REPORT = "factdb report seal 1"

_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Seal:
    """A statement, its hash, and the public key (hex digits) of whoever signed it; empty if nobody did."""

    statement: Mapping[str, Any]
    hash: str
    signer: str


def written(statement: Mapping[str, Any], key: Ed25519PrivateKey | None) -> str:
    """The line of a seal's file, signed with ``key`` if there is one."""
    seal: dict[str, Any] = {"statement": statement, "hash": hash_of(statement)}
    if key is not None:
        seal |= {"key": public(key), "signature": key.sign(bytes.fromhex(seal["hash"])).hex()}
    return json.dumps(seal, ensure_ascii=False) + "\n"


def read(path: Path, kind: str) -> Seal:
    """The seal in ``path``, whose statement has the format ``kind``.

    Raises InputError if it is none, ProofError if its hash or its signature is not that of its statement.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        statement, told = content["statement"], content["hash"]
        signer, signature = content.get("key", ""), content.get("signature", "")
        is_seal = statement["format"] == kind
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise InputError(f"{path}: is no seal").mended_by(Remedy.MAKE_SEAL) from error
    if not is_seal:
        raise InputError(f"{path}: seals something else ({statement['format']!r:.60})")
    if hash_of(statement) != told:
        raise ProofError(f"{path}: was changed after it was made; its hash is another")
    if signer or signature:
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)).verify(
                bytes.fromhex(signature), bytes.fromhex(told)
            )
        except (InvalidSignature, ValueError, TypeError) as error:
            raise ProofError(
                f"{path}: its signature is not that of its key; it was changed, or never signed"
            ) from error
    return Seal(statement, told, signer)


def beside(report: Path) -> Path:
    """The file of a report's seal."""
    return Path(f"{report}.seal")


def hash_of(statement: Mapping[str, Any]) -> str:
    """SHA-256 of a statement, hex digits."""
    return hashlib.sha256(json.dumps(statement, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def public(key: Ed25519PrivateKey) -> str:
    """The public key, as hex digits: who signed."""
    return key.public_key().public_bytes_raw().hex()


def make_key(path: Path) -> Ed25519PrivateKey:
    """A new private key, in a file that only its owner may read. Raises InputError if there is one already."""
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputError(f"{path}: is there already; take it away yourself if no seal needs it any more") from error
    with os.fdopen(number, "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    return key


def load_key(path: Path) -> Ed25519PrivateKey | None:
    """The private key in ``path``; None if there is no such file. Raises InputError if it holds another thing."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError(f"{path}: holds no private key").mended_by(Remedy.MAKE_KEY) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(f"{path}: holds a key of another kind than Ed25519")
    return key


def of_report(report: TextIO) -> Mapping[str, Any]:
    """What a report holds (a CSV file opened with ``newline=""``): its columns, and for each row its claim and hash."""
    columns, rows = csv.read(report)
    told = [[row.get("claim_id", ""), _hash_of_row(columns, row)] for row in rows]
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": REPORT, "made_at": made_at, "columns": list(columns), "rows": told}


def report_problems(report: TextIO, sealed: Mapping[str, Any]) -> Iterator[str]:
    """Where a report is not as it was sealed, a line each. The order of its rows is free."""
    columns, rows = csv.read(report)
    if list(columns) != sealed["columns"]:
        yield "the columns are not those that were sealed"
        return
    left = Counter((claim, row) for claim, row in sealed["rows"])
    odd = []
    for number, row in enumerate(rows, 2):
        told = (row.get("claim_id", ""), _hash_of_row(columns, row))
        if left[told]:
            left[told] -= 1
        else:
            odd.append((number, told[0]))
    missing = Counter(claim for claim, _ in left.elements())
    for number, claim in odd:
        changed = missing[claim] > 0
        missing[claim] -= changed
        yield f"row {number}: {'was changed since it was sealed' if changed else 'is none of those that were sealed'}"
    for claim in missing.elements():
        yield f"the row of claim {claim} was sealed, and is missing"


def _hash_of_row(columns: Sequence[str], row: Mapping[str, str]) -> str:
    cells = json.dumps([row[column] for column in columns])
    return hashlib.sha256(cells.encode()).hexdigest()[:_DIGITS]
