"""A newsstand: so many claims of invented articles by many outlets over three years, stored as an import would."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

from sqlalchemy import Engine

from factdb.records import Article
from factdb.store.connect import writing
from factdb.store.save import save
from tests.store.newsroom import extract

_FIRST = ("Ann", "Bob", "Carol", "Dan", "Eve", "Finn", "Gia", "Hugo", "Ida", "Jon", "Kim", "Lou", "Mia", "Ned", "Olga")
_LAST = ("Lee", "Ray", "Day", "Fox", "Hill", "Ito", "Jung", "Kerr", "Lund", "Moss", "Nash", "Ode", "Pell", "Quist")
_PEOPLE = tuple(f"{first} {last}" for first, last in product(_FIRST, _LAST))
_OUTLETS = ("The Gazette", "The Courier", "Harbour News", "Morning Post Bag", "Valley Times", "Wire One")
_TEMPLATES = (
    "“The {2} makes {0} tons a day,” said {1}.",
    "{1} said that {0} boats left the {2}.",
    "{1} said “all of the {0} dams” may hold for a year.",
    "The {2} at mile {0} may close in spring.",
    "The council met in room {0} of the {2} on Monday.",
)
_PLACES = ("mill", "harbour", "bridge", "market", "station", "town hall", "school", "ferry", "quarry", "library")
_SENTENCES = 30
_BEGIN = datetime(2023, 1, 1, tzinfo=UTC)


def fill(engine: Engine, claims: int, chance: Random) -> int:
    """Store articles until there are so many claims; how many articles these are."""
    count = 0
    for article in articles(chance):
        extraction = extract(article.text)
        with writing(engine) as session:
            save(session, article, extraction)
        claims -= len(extraction.claims)
        count += 1
        if claims <= 0:
            return count
    return count


def long_article(words: int, chance: Random) -> Article:
    """An article of about so many words."""
    text = "\n\n".join(" ".join(_sentence(chance) for _ in range(5)) for _ in range(words // 45))
    return Article(text, "long", "news/long.txt", "A long story", "The Gazette", "A. Writer", _BEGIN, "news")


def articles(chance: Random) -> Iterator[Article]:
    """One after the other, without end."""
    number = 0
    while True:
        number += 1
        paragraphs = (" ".join(_sentence(chance) for _ in range(5)) for _ in range(_SENTENCES // 5))
        text = f"Story {number} of the {chance.choice(_PLACES)}.\n\n" + "\n\n".join(paragraphs)
        published = _BEGIN + timedelta(hours=chance.randrange(3 * 365 * 24))
        title = f"What {chance.choice(_PEOPLE)} says of the {chance.choice(_PLACES)}"
        source = f"news/story-{number}.txt"
        yield Article(text, f"story-{number}", source, title, chance.choice(_OUTLETS), "", published, "news")


def _sentence(chance: Random) -> str:
    person = _PEOPLE[int(chance.triangular(0, len(_PEOPLE), 0)) % len(_PEOPLE)]
    return chance.choice(_TEMPLATES).format(chance.randrange(2, 9000), person, chance.choice(_PLACES))
