"""A small newspaper of our own invention: a harbour town, its mayor, and a bridge that may or may not close."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select

from factdb.ingest import ingest_articles
from factdb.records import Action, Article
from factdb.review.decisions import Target
from factdb.store.connect import reading, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.schema.tables import Claim, Extraction

BRIDGE = """The old swing bridge may close for good

HARWICK. The swing bridge over the Lune may close for good next spring, Mayor Anna Lindqvist said on Monday. “We have \
patched it for forty years,” she told the council. “There is nothing left to patch.”

An engineer who asked not to be named said the bearings could fail “at any hour”. The Harbour Authority denied that \
the bridge is unsafe. Its director, Tomas Berg, said inspectors had told him that the deck will hold until 2031.

According to a report by the Institute of Bridges, 1,400 lorries cross it every day. Ferry owners fear that a closure \
would cost them the summer.

The council votes on Thursday."""

BRIDGE_LATER = BRIDGE.replace("1,400 lorries", "1,150 lorries").replace(
    "Ferry owners fear that a closure would cost them the summer.",
    "Ferry owners fear that a closure could cost them the summer. “Nobody has asked us,” said Ida Moss, who runs "
    "two boats.",
)

FISH = """Herring is back, and nobody knows why

Herring has come back to the bay in numbers that fishers say they have not seen since 1987. “My nets were full by \
six,” said Ida Moss. Biologists at the university believe that warmer water is to blame.

“It is probably too early to celebrate,” warned Dr. Piet Olsen, who has counted fish in the bay for twenty years. \
He said Moss had told him that the shoals stood “as thick as porridge”.

The ministry said it would not raise the quota this year. Critics allege that it has no figures at all."""

LIBRARY = """Library to open on Sundays

The library will open on Sundays from May, the town said. Lindqvist called it “a small thing that costs little and \
changes much”. The librarians’ union said its members had not been consulted and might refuse to work.

Some readers doubt that there is money for it. According to Berg, the Harbour Authority will pay for the heating."""

FERRY = """Ferry fares rise by a tenth

Fares on the Lune ferry rise by a tenth on Saturday. The company blamed the price of fuel. “We held out as long as we \
could,” said its spokesman, Hugo Kerr.

Anna Lindqvist said the town would look into it. If fuel becomes cheaper, fares could fall again in autumn, Kerr said. \
Passengers reportedly heard of it from a notice on the quay."""

MARKET = """Market square stays free of cars

Cars stay off the market square, a court has ruled. The judges found that the town had weighed the shops’ losses. \
Shopkeepers had claimed that sales fell by a third; the town’s own count suggests a seventh.

“We lost, and we accept it,” said Gia Nash, who speaks for them. Mayor Lindqvist said she was relieved. She is said to \
have feared a costly delay."""

_BEGIN = datetime(2025, 9, 1, 8, tzinfo=UTC)
_PAGES = (
    ("Harwick Courier", "bridge", BRIDGE, 62),
    ("Harwick Courier", "herring", FISH, 34),
    ("The Lune Gazette", "library", LIBRARY, 20),
    ("The Lune Gazette", "ferry", FERRY, 3),
    ("Morning Tide", "market", MARKET, 48),
    ("Harwick Courier", "bridge", BRIDGE_LATER, 63),
)


def articles() -> list[Article]:
    """Its pages in the order of import; the last is a new version of the first."""
    return [
        Article(
            text,
            name,
            f"https://{publisher.lower().replace(' ', '-')}.example/{name}",
            text.split("\n", 1)[0],
            publisher,
            "Staff",
            _BEGIN + timedelta(days=days),
            "town",
        )
        for publisher, name, text, days in _PAGES
    ]


def fill(database: Engine) -> None:
    """Import all of it by the real engine, and decide about a few claims."""
    for outcome in ingest_articles(database, articles()):
        assert outcome.error is None, outcome.error
    with reading(database) as session:
        query = (
            select(Extraction.article_id, Claim.uid)
            .join(Extraction, Extraction.id == Claim.extraction_id)
            .where(Extraction.article_id == 2)
            .order_by(Claim.position)
        )
        targets = [Target(*row) for row in session.execute(query)]
    for target, action, who in (
        (targets[0], Action.ACCEPT, "Jane Doe"),
        (targets[1], Action.ACCEPT, "Jane Doe"),
        (targets[3], Action.REJECT, "Bob Ray"),
        (targets[3], Action.ACCEPT, "Jane Doe"),
    ):
        with writing(database) as session:
            decide(session, target, action, Reviewer(who, "as it stands"))
