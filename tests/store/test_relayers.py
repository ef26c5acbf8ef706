"""Whoever relays what another says may be named behind it in the text."""

from dataclasses import replace

from sqlalchemy import Engine

from factdb.records import Article
from factdb.store.connect import reading, writing
from factdb.store.read.load import load
from factdb.store.save import save
from tests.store.newsroom import extract


def test_a_relayer_who_comes_last_is_stored(database: Engine) -> None:
    text = "Ann Lee said that 3 boats left. Bob Ray said that 4 boats left."
    found = extract(text)
    first, last = found.attributions
    found = replace(found, attributions=(replace(first, via=1), last))
    with writing(database) as session:
        save(session, Article(text, "boats", "boats.txt"), found)
    with reading(database) as session:
        assert load(session, 1)[1] == found
