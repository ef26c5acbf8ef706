"""``python -m tests.web.ten_minutes FOLDER``: a fact-checker's work in a real Chromium, with a picture of every step.

Three pages are imported, what somebody said is found, claims are corrected in five ways and others accepted and
rejected, two speakers become one, and what they said is exported. docs/walk.md tells what was awkward; the test of the
same name does the same.
"""

import csv
import html
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factdb.store.connect import make_engine
from factdb.store.schema import migrate
from factdb.web.serving import make_site
from tests.web.chromium import chromium, new_context, select_words
from tests.web.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TRAM = """The tram line to the harbour will not open before 2028, the city said on Tuesday. It is the third delay in \
five years.

“We were promised rails by now,” said Ida Brandt, who runs a bakery on the quay. Brandt said half of her customers \
could stay away if the street is dug up again.

Transport chief Leo Marsh pointed at the soil. “The ground is softer than the maps say,” he told reporters. Marsh said \
a contractor had warned him in spring. Shopkeepers doubt that story.

Karl Ostrow of the Riders' League called the delay “a bad joke”. According to the league, some 9,000 people would use \
the line every day.

The council meets on Friday."""

BAKER = """Ida Brandt has kept a calendar beside the oven since the day the city promised a tram.

“I cross out every day,” Ms. Brandt said. She expects nothing before the end of the decade.

Her neighbour, Paul Renner, sells nets. He admitted that he has stopped reading the letters from the town hall. “They \
write, and then they write that they were wrong,” he said.

The mayor's office declined to comment. A person close to the mayor said the money may be spent on buses instead."""

SOIL = """Quay Street stands on what was once the sea. Engineers at the harbour museum say the fill is sand and broken \
brick.

A report by the Institute of Ground found that rails would sink by four centimetres a year. Its author, Mara Vane, \
said the city had seen a draft in March. “Nobody rang me,” Vane said.

Leonard Marsh of the transport office denied that he had read it.

Rails may never be laid there at all."""

_PAGES = (
    ("Tram to the harbour put off again", "Quayside Herald", "2025-10-02", TRAM),
    ("The baker who counts the days", "The Ferry Post", "2025-10-05", BAKER),
    ("What lies under Quay Street", "Quayside Herald", "2025-10-09", SOIL),
)
# What each step is called, and what there is to see then.
Look = Callable[[str], object]


def work(browser: "Browser", folder: Path, look: Callable[["Page", str], object]) -> Mapping[str, Any]:
    """Do all of it in a new database in ``folder``; what came of it: claims by their words, told, rows, complaints."""
    database = make_engine(str(folder / "work.db"))
    migrate.upgrade(database)
    site = make_site(database, "127.0.0.1", 0, (), "Jane Doe")
    with served(site) as address:
        context = new_context(browser, viewport={"width": 1400, "height": 900}, accept_downloads=True)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/?key={site.key}")
        checker = _Checker(page, lambda what: look(page, what))
        checker.import_pages(_saved(folder))
        checker.find("Ida Brandt")
        checker.correct()
        checker.accept_and_reject()
        checker.make_one("Leo Marsh")
        rows = checker.export("Leo Marsh")
        claims = {
            one["claim"]: one
            for number in range(1, len(_PAGES) + 1)
            for one in page.request.get(f"{address}/articles/{number}.json").json()["claims"]
        }
        context.close()
    database.dispose()
    return {"claims": claims, "told": checker.told, "rows": rows, "complaints": complaints}


class _Checker:
    """A person at the browser, who reads what it tells of each decision."""

    def __init__(self, page: "Page", look: Look) -> None:
        self.told: list[str] = []
        self._page, self._look = page, look

    def import_pages(self, pages: list[Path]) -> None:
        self._page.click("main >> text=Import an article")
        self._page.set_input_files("#files", pages)
        self._look("chosen to be imported")
        self._page.click("main button.big")
        self._page.wait_for_selector("h1:has-text('Imported')")
        self._look("imported")

    def find(self, speaker: str) -> None:
        self._page.click("nav >> text=Speakers")
        self._page.click(f"main >> text={speaker}")
        self._look("what the speaker said")
        self._page.click(".claims a.words >> nth=0")
        self._look("where it stands")

    def correct(self) -> None:
        """Status, speaker, cue, the flag, and words: each by the keys, and words by selecting them."""
        self._decide_about("pointed at the soil")
        self._keys("s", "s")
        self._select("Transport chief Leo Marsh", "o")
        self._select("pointed at", "c")
        self._look("another status, with what shows it")
        self._send()
        self._decide_about("some 9,000")
        self._keys("p", *"Harbour Riders' League", "Enter")
        self._page.wait_for_selector("[role=alert]")
        self._look("a new speaker needs a kind")
        self._keys("o")
        self._send()
        self._decide_about("The ground is softer")
        self._select("told reporters", "c")
        self._send()
        self._decide_about("some 9,000")
        self._select("would", "h")
        self._send()
        self._decide_about("the delay")
        self._select("“a bad joke”", "w")
        self._send()
        self._look("corrected")

    def accept_and_reject(self) -> None:
        self._page.goto(f"{self._page.url.split('/articles')[0]}/articles/2")
        with self._page.expect_navigation():
            self._page.click("text=Review its claims")
        self._look("a review")
        self._send("r")
        self._send("a")

    def make_one(self, name: str) -> None:
        self._page.click("nav >> text=Speakers")
        self._page.click("text=Who may be one and the same?")
        self._look("one and the same?")
        with self._page.expect_navigation():
            self._page.click(f"text=Both are {name}")
        self._hear()

    def export(self, speaker: str) -> list[dict[str, str]]:
        self._page.click("nav >> text=Speakers")
        self._page.click(f"main >> text={speaker}")
        self._page.click("text=As a table")
        self._look("what both said, as a table")
        with self._page.expect_download() as waiting:
            self._page.click("text=CSV")
        with Path(waiting.value.path()).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def _decide_about(self, words: str) -> None:
        page = self._page
        page.goto(f"{page.url.split('/articles')[0]}/articles/1", wait_until="networkidle")
        page.click(f"#index a:has-text('{words}') >> nth=0")
        page.wait_for_selector("#correct")
        with page.expect_navigation(wait_until="networkidle"):
            page.keyboard.press("c")

    def _select(self, words: str, key: str) -> None:
        """Words in the text, and what they are."""
        select_words(self._page, words)
        self._page.keyboard.press(key)

    def _keys(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def _send(self, key: str = "Enter") -> None:
        with self._page.expect_navigation(wait_until="networkidle"):
            self._page.keyboard.press(key)
        self._hear()

    def _hear(self) -> None:
        self.told.append(self._page.inner_text("#told").removesuffix("Undo").strip())


def _saved(folder: Path) -> list[Path]:
    """The pages as a browser would have saved them."""
    found = []
    for title, outlet, day, text in _PAGES:
        path = folder / f"{title.split()[1]}.html"
        paragraphs = "".join(f"<p>{html.escape(one, quote=False)}</p>" for one in text.split("\n\n"))
        path.write_text(
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - {outlet}</title>'
            f'<meta property="og:site_name" content="{outlet}">'
            f'<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><nav><a href="/">Home</a>'
            f' <a href="/sport">Sport</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>',
            "utf-8",
        )
        found.append(path)
    return found


def main(folder: Path) -> None:
    """Write a picture of each step, and print when it was reached and what the browser told."""
    folder.mkdir(parents=True, exist_ok=True)
    began, pictures = time.monotonic(), iter(range(1, 100))

    def look(page: "Page", what: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {what}")
        page.screenshot(path=folder / f"{next(pictures):02}-{what.replace(' ', '-').strip('?')}.png")

    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        found = work(browser, Path(place), look)
    for one in found["told"]:
        print(f"told: {one}")
    print(f"exported: {len(found['rows'])} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
