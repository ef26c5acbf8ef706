"""Proving: every stored span against the stored text."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Proof:
    """What was checked of one article: how many spans were compared with the text, and what is wrong, a line each."""

    article_id: int
    name: str
    spans: int
    problems: tuple[str, ...]


def proofs(session: Session) -> Iterator[Proof]:
    """One Proof an article, in the order of import; the last is for what belongs to no article, if that is wrong."""
    raise NotImplementedError


def prove(session: Session) -> Iterator[str]:
    """What is wrong, a line each: the article, the claim or attribution, offsets, what is stored and what is there."""
    for proof in proofs(session):
        yield from proof.problems
