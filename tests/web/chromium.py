"""A real Chromium, driven by Playwright: Debian's package, never a download of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# It asks nobody for anything: without these it looks for updates, and without a sandbox it runs as root.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--disable-lcd-text",  # letters in shades of grey make smaller pictures
)


# In milliseconds: how long a browser may take to begin, or a page to do what it is asked, on a machine that is busy.
_PATIENCE = 300_000


def missing() -> str:
    """Why no browser can be driven; empty if one can."""
    if find_spec("playwright") is None:
        return "playwright is not installed"
    return "" if path() else "no Chromium here (Debian: apt-get install chromium)"


def path() -> str | None:
    """Where it is, if it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A browser, closed with the block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=list(_FLAGS), timeout=_PATIENCE)
        try:
            yield browser
        finally:
            browser.close()


def new_context(browser: "Browser", **settings: Any) -> "BrowserContext":
    """Somebody's browser, waited for as long as it takes."""
    context = browser.new_context(**settings)
    context.set_default_timeout(_PATIENCE)
    return context


def select_words(page: "Page", words: str) -> None:
    """Select words in the article's text where they first stand, as a mouse does."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          for (let at = walker.nextNode(); at; at = walker.nextNode()) nodes.push(at);
          const start = nodes.map(one => one.data).join("").indexOf(words), end = start + words.length;
          const range = document.createRange();
          let passed = 0;
          for (const one of nodes) {
            if (start >= passed && start < passed + one.length) range.setStart(one, start - passed);
            if (end > passed && end <= passed + one.length) range.setEnd(one, end - passed);
            passed += one.length;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.activeElement.blur();
        }""",
        words,
    )
