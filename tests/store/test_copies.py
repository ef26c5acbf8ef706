"""Near copies are found among articles that share a little with each other, and told with what they share."""

from random import Random

from sqlalchemy import Engine as Database
from sqlalchemy import select

from factdb.records import Article
from factdb.store.browse.copies import Copies
from factdb.store.connect import reading, writing
from factdb.store.save import save
from factdb.store.schema import tables
from tests.store.newsroom import extract

WORDS = [f"w{number}" for number in range(3000)]


def test_a_cut_text_is_alike_to_the_whole_and_a_shared_paragraph_makes_none(database: Database) -> None:
    chance = Random(1)
    whole, common = chance.choices(WORDS, k=500), chance.choices(WORDS, k=80)
    texts = {
        "whole": whole,
        "cut": whole[:170],
        "again": [*whole[:100], "elsewhere", *whole[101:]],
        "one": [*common, *chance.choices(WORDS, k=400)],
        "other": [*common, *chance.choices(WORDS, k=400)],
    }
    for name, words in texts.items():
        text = f"{' '.join(words)}."
        with writing(database) as session:
            save(session, Article(text, name, f"{name}.txt"), extract(text))
    with reading(database) as session:
        names = dict(session.execute(select(tables.Article.id, tables.Article.name)).all())
        found = Copies().of(session, list(names))
    assert {names[number]: {one.name for one in alike} for number, alike in found.items()} == {
        "whole": {"cut", "again"},
        "cut": {"whole", "again"},
        "again": {"whole", "cut"},
    }
