"""How well articles are read out of web pages: python -m benchmarks.pages [FOLDER]

Makes 40 pages of invented articles in the layouts that news sites have (menus, share bars, captions, comments, consent
banners, related links, live blogs, AMP), and reads them with factdb, with trafilatura alone and with readability. With
FOLDER the pages are written there as well. A main text is right if every paragraph of the article is in it, in order,
and nothing that is none. Prints how many of 40 are right, and milliseconds a page.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from lxml import html as parser

from factdb.text.readers.web.html import article_of_page

PEOPLE = ("Mara Quist", "Jonas Achterberg", "Lena Okoro", "Samir Haddad", "Petra Lindholm", "Karl Ostrow")
OUTLETS = ("The Sound Courier", "Valley Observer", "Harbour Gazette", "Northern Dispatch", "Eastport Times")
THINGS = ("ferry", "bridge", "school", "reservoir", "harbour", "railway", "clinic", "library", "market", "forest")
SENTENCES = (
    "The {thing} will close in {month} for at least {n} weeks, the county said.",
    "“The {thing} could fail in any storm,” said {person}, who leads the works committee.",
    "Traders near the {thing} fear that they may lose a third of their sales this year.",
    "According to a report of the audit office, the repair costs {n} million crowns.",
    "{person} denied that anyone had been warned, and called the report “thin”.",
    "Residents allegedly complained about the {thing} as early as {month}.",
    "A vote is planned for {month} {n}, and nobody expects it to be close.",
    "Experts believe that the {thing} might have stood for {n} more years.",
    "The opposition wants to know why the council waited for {n} months.",
    "Two smaller towns have made the same choice, with little to show for it so far.",
)
MONTHS = ("January", "March", "April", "June", "September", "November")
UNWANTED = (
    "cookies",
    "Sign up",
    "Share this",
    "Photograph:",
    "I disagree with all of this",
    "All rights",
    "Also today",
)


@dataclass(frozen=True)
class Story:
    """An article as it should be read."""

    title: str
    author: str
    outlet: str
    day: str
    paragraphs: tuple[str, ...]


def story(chance: random.Random) -> Story:
    """An invented article of 6 to 14 paragraphs, with a heading and a list."""
    thing = chance.choice(THINGS)

    def sentence() -> str:
        words = {
            "thing": thing,
            "person": chance.choice(PEOPLE),
            "month": chance.choice(MONTHS),
            "n": chance.randint(2, 40),
        }
        return chance.choice(SENTENCES).format(**words)

    paragraphs = (" ".join(sentence() for _ in range(chance.randint(1, 3))) for _ in range(chance.randint(6, 14)))
    day = f"2025-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}"
    told = list(dict.fromkeys(paragraphs))
    told[3:3] = [f"What is known of the {thing}"]
    told += [
        f"The {thing} in figures:",
        f"{chance.randint(2, 99)} thousand visits a year",
        f"Built in {chance.randint(1890, 1999)}",
    ]
    title = f"Council to decide on {thing} after {chance.randint(2, 30)} years"
    return Story(title, chance.choice(PEOPLE), chance.choice(OUTLETS), day, tuple(told))


def page(number: int, told: Story, chance: random.Random) -> str:
    """The story in one of eight layouts, with what stands around an article."""
    layout = number % 8
    day, outlet = told.day, told.outlet
    head = f"<title>{told.title} {('|', '-', '–')[number % 3]} {outlet}</title>"
    ld = (
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"{outlet}"}},'
        f'{{"@type":"NewsArticle","headline":"{told.title}","datePublished":"{day}T08:00:00Z",'
        f'"author":[{{"@type":"Person","name":"{told.author}"}}],"publisher":{{"@type":"Organization","name":"{outlet}"}}}}]}}</script>'
    )
    graph = (
        f'<meta property="og:title" content="{told.title}"><meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{day}T08:00:00+00:00"><meta name="author" content="{told.author}">'
    )
    head += (ld, graph, ld + graph, "")[number % 4]
    menu = (
        "<nav class='main-menu'><ul>"
        + "".join(f"<li><a href='/{x}'>{x.title()}</a></li>" for x in THINGS)
        + "</ul></nav>"
    )
    consent = "<div id='consent' class='cookie-consent'><p>We use cookies to make this site better for you and for our partners.</p><button>Accept</button></div>"
    share = "<div class='share-tools'><a href='#'>Share this on Mastodon</a> <a href='#'>Share this by mail</a></div>"
    figure = f"<figure><img src='a.jpg'><figcaption>The {chance.choice(THINGS)} last week. Photograph: A. Body</figcaption></figure>"
    letter = "<div class='newsletter-signup'><p>Sign up for our letter and get the best stories every morning in your inbox.</p></div>"
    related = (
        "<div class='related-articles'><h3>Also today</h3>"
        + "".join(
            f"<p><a href='/{x}'>Also today: what the {x} costs each of us, and why it will cost more</a></p>"
            for x in THINGS[:4]
        )
        + "</div>"
    )
    comments = (
        "<section id='comments'><h2>Comments</h2>"
        + "".join(
            f"<div class='comment'><p>I disagree with all of this, and I have said so {n} times already.</p></div>"
            for n in range(5)
        )
        + "</section>"
    )
    foot = f"<footer><p>© 2025 {outlet}. All rights reserved, on this and on every other page.</p></footer>"
    middle = len(told.paragraphs) // 2
    parts = [f"<p>{words}</p>" for words in told.paragraphs]
    parts[3] = f"<h2>{told.paragraphs[3]}</h2>"
    parts[-2:] = [f"<ul><li>{told.paragraphs[-2]}</li>", f"<li>{told.paragraphs[-1]}</li></ul>"]
    byline = f"<p class='byline'>By {told.author}</p><time datetime='{day}T08:00:00Z'>{day}</time>"
    if number % 3 == 0:
        parts[1] = f"<blockquote>{parts[1]}</blockquote>"
    parts[-2:] = ["".join(parts[-2:])]
    inside = [*parts[:2], figure, *parts[2:middle], (related, letter, share, "")[number % 4], *parts[middle:]]
    title = f"<h1>{told.title}</h1>"
    match layout:
        case 0:
            body = f"<main><article>{title}{byline}{share}{''.join(inside)}</article></main>"
        case 1:
            body = f"<div class='wrap'><div class='col-8'>{title}{byline}<div class='article-body'>{''.join(inside)}</div></div></div>"
        case 2:
            body = (
                f"<div id='content'>{title}{byline}{share}{''.join(f'<div class=para>{p}</div>' for p in inside)}</div>"
            )
        case 3:
            body = f"<main>{title}{byline}<div itemprop='articleBody'>{''.join(inside)}</div></main>"
        case 4:
            posts = "".join(
                f"<div class='live-post'><time datetime='{day}T0{n % 9}:00:00Z'>0{n % 9}:00</time>{p}</div>"
                for n, p in enumerate(inside)
            )
            body = f"<article class='live-blog'>{title}{byline}{posts}</article>"
        case 5:
            body = f"<article>{title}{byline}<amp-img src='a.jpg'></amp-img>{''.join(inside)}<amp-ad>All rights of this advertiser</amp-ad></article>"
        case 6:
            body = f"<table><tr><td>{menu}</td><td>{title}{byline}{''.join(inside)}</td></tr></table>"
        case _:
            cut = [f"<section>{''.join(inside[at : at + 3])}</section>" for at in range(0, len(inside), 3)]
            body = f"<div class='page'><div class='story'>{title}{byline}{''.join(cut)}</div></div>"
    amp = " amp" if layout == 5 else ""
    link = f"<link rel='canonical' href='https://news.example/{day}/{number}'>"
    return (
        f"<!doctype html><html lang='en'{amp}><head><meta charset='utf-8'>{head}{link}</head><body>{consent}"
        f"<header><a href='/'>{outlet}</a>{menu}</header>{body}{related}{comments}{foot}</body></html>"
    )


def pages() -> Iterator[tuple[Story, str]]:
    """The 40 pages, the same every time."""
    chance = random.Random(17)
    for number in range(40):
        told = story(chance)
        yield told, page(number, told, chance)


Read = tuple[str, str, str, str]


def by_factdb(html: str) -> Read:
    """Text, title, day and outlet."""
    found, text = article_of_page(html, "page")
    return text, found.title, f"{found.published:%Y-%m-%d}" if found.published else "", found.publisher


def by_trafilatura(html: str) -> Read:
    """The same by trafilatura with its own settings."""
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return "", "", "", ""
    return found.text or "", found.title or "", found.date or "", found.sitename or ""


def by_readability(html: str) -> Read:
    """The same by readability, which tells a title only."""
    from readability import Document  # what else asks for these stories needs none of it

    found = Document(html)
    return "".join(map(str, parser.fromstring(found.summary()).itertext())), found.short_title(), "", ""


def is_right(text: str, told: Story) -> bool:
    """Every paragraph in order, and nothing that is none."""
    words, at = " ".join(text.split()), 0
    for paragraph in told.paragraphs:
        at = words.find(paragraph, at)
        if at < 0:
            return False
        at += len(paragraph)
    return not any(unwanted in words for unwanted in UNWANTED)


def main(folder: Path | None) -> None:
    """Print the table."""
    made = list(pages())
    if folder:
        folder.mkdir(exist_ok=True)
        for number, (_, html) in enumerate(made):
            (folder / f"{number:02}.html").write_text(html, encoding="utf-8")
    ways: dict[str, Callable[[str], Read]] = {
        "factdb": by_factdb,
        "trafilatura": by_trafilatura,
        "readability": by_readability,
    }
    print(f"{'of 40 pages':14}{'text':>6}{'title':>7}{'date':>6}{'outlet':>8}{'ms/page':>9}")
    for name, way in ways.items():
        way(made[0][1])
        started = time.process_time()
        found = [way(html) for _, html in made]
        spent = 1000 * (time.process_time() - started) / len(made)
        right = [is_right(text, told) for (text, *_), (told, _) in zip(found, made, strict=True)]
        same = [
            [one[1] == told.title, one[2] == told.day, one[3] == told.outlet]
            for one, (told, _) in zip(found, made, strict=True)
        ]
        title, day, outlet = (sum(column) for column in zip(*same, strict=True))
        print(f"{name:14}{sum(right):6}{title:7}{day:6}{outlet:8}{spent:9.1f}")
        if missed := [number for number, fine in enumerate(right) if not fine]:
            print(f"  text not right: {missed}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
