"""``python -m tests.web.screenshots FOLDER``: a picture of every page, of our own invented newspaper."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from factdb.store.connect import make_engine
from factdb.store.schema import migrate
from factdb.web.serving import make_site
from tests.web import paper
from tests.web.chromium import chromium
from tests.web.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = (
    ("start", "/"),
    ("articles", "/articles"),
    ("article", "/articles/6?claim=@2"),
    ("claims", "/claims?sort=newest&status=quoted&status=sourced"),
    ("speakers", "/speakers"),
    ("speaker", "/speakers/@Anna Lindqvist"),
    ("candidates", "/speakers/candidates"),
    ("queue", "/review"),
    ("decide", "/decide/6/@5"),
    ("changes", "/articles/6/changes"),
    ("pictures", "/pictures"),
    ("import", "/import"),
    ("history", "/history"),
    ("api", "/api"),
    ("error", "/articles/999"),
)
# The two that are most unlike each other; the tests look at all four.
_LOOKS = (("light", 1400), ("dark", 390))


def main(folder: Path, looks: tuple[tuple[str, int], ...] = _LOOKS) -> None:
    """Write FOLDER/PAGE-SCHEME-WIDTH.png for every page."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        database = make_engine(f"{place}/paper.db")
        migrate.upgrade(database)
        paper.fill(database)
        site = make_site(database, "127.0.0.1", 0, (), "Jane Doe")
        with served(site) as address, chromium() as browser:
            for scheme, width in looks:
                _all_pages(browser, f"{address}/?key={site.key}", address, folder, scheme, width)
        database.dispose()


def _all_pages(browser: "Browser", entrance: str, address: str, folder: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 840},
    )
    page = context.new_page()
    page.goto(entrance)
    for name, path in PAGES:
        page.goto(address + filled_path(page.request.get(f"{address}/articles/6.json").json(), path))
        path_of = folder / f"{name}-{scheme}-{width}.png"
        page.screenshot(path=path_of)
        _make_small(path_of)
    context.close()


def _make_small(picture: Path) -> None:
    """Keep the 96 colours that a page of text has; they are in the repository."""
    with Image.open(picture) as shown:
        shown.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(picture, optimize=True)


def filled_path(article: dict[str, Any], path: str) -> str:
    """The address with ids for what it names: the claim with a number, a speaker of the article."""
    before, mark, what = path.partition("@")
    if not mark:
        return path
    if what.isdecimal():
        return before + str(article["claims"][int(what)]["id"])
    return before + str(next(one["speaker_id"] for one in article["claims"] if one["speaker"] == what))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
