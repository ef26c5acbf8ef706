"""``python -m benchmarks.browser [WORDS]``: how soon an article of 10,000 words answers a key, in a real Chromium.

Every key is pressed in the page as a person would, by Playwright; it takes from the moment at which the browser was
told of it until the next frame was painted, which is told beside what the browser itself calls that time (Event Timing,
in steps of 8 ms) and the tasks of 50 ms and more. A key that does nothing says how much of a figure is waiting for a
frame. ``computed`` is what the page's main thread used of a processor for a key, all that followed from it included:
it says the same on a machine that does other work as well. The last line says how long
it takes until what is known of a chosen claim stands beside the text, which the server is asked for.
"""

import sys
from collections.abc import Iterator
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from benchmarks.database import made
from benchmarks.newsstand import long_article
from benchmarks.serving import Server, serving
from factdb.store.connect import make_engine, writing
from factdb.store.save import save
from tests.store.newsroom import extract
from tests.web.chromium import chromium

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

_TIMES = 40
_PANELS = 20
_BETWEEN = 60  # milliseconds between two keys
# What a person does, and the keys of it; each is pressed in turn until there are enough of them.
_DOINGS = (
    ("nothing (a frame)", ("x",)),
    ("next claim", ("j",)),
    ("next and previous claim", (*("j",) * 10, *("k",) * 9)),
    ("only some status, and all again", ("q", "q", "s", "s", "p", "p", "u", "u")),
    ("several statuses", ("q", "s", "q", "s")),
    ("next of the quoted", ("q", *("j",) * 12, "q")),
    ("choose none, show all", ("j", "q", "Escape")),
    ("scroll by a line", ("ArrowDown",)),
    ("scroll by a page", (*("PageDown",) * 8, *("PageUp",) * 8)),
    ("scroll to the end and back", ("End", "Home")),
)

# A message that is sent in a frame comes when that frame has been painted.
_WATCH = """() => {
  const seen = (window.seen = { painted: [], timed: [], long: [], shown: [] });
  const channel = new MessageChannel();
  let pressed = 0;
  channel.port1.onmessage = () => seen.painted.push(performance.now() - pressed);
  addEventListener("keydown", (event) => {
    pressed = event.timeStamp;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }, { capture: true });
  new MutationObserver(() => seen.shown.push(performance.now() - pressed))
    .observe(document.getElementById("panel"), { childList: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.name === "keydown") seen.timed.push(one.duration);
  }).observe({ type: "event", durationThreshold: 16 });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) seen.long.push(one.duration);
  }).observe({ type: "longtask" });
}"""
_CLEAR = "() => { for (const name in window.seen) window.seen[name].length = 0; }"


def main(words: int) -> None:
    """Print a line for each thing that a person does."""
    article = long_article(words, Random(1))
    extraction = extract(article.text)
    with made("sqlite") as url:
        database = make_engine(url)
        with writing(database) as session:
            save(session, article, extraction)
        database.dispose()
        print(f"an article of {len(article.text.split()):,} words with {len(extraction.claims):,} claims")
        with serving(url) as server, chromium() as browser:
            for width, height in ((1400, 900), (390, 844)):
                page = browser.new_page(viewport={"width": width, "height": height})
                print(f"\n{width} pixels wide")
                _measure(page, server)
                page.close()


def _measure(page: "Page", server: Server) -> None:
    page.goto(f"{server.address}/?key={server.key}")
    page.goto(f"{server.address}/articles/1", wait_until="networkidle")
    page.evaluate(_WATCH)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    print(
        f"{'':<34}{'median':>8}{'95th':>8}{'longest':>9}{'by Event Timing':>17}{'long tasks':>12}{'computed':>10}  (ms)"
    )
    for name, keys in _DOINGS:
        page.keyboard.press("Escape")
        page.wait_for_timeout(200)
        page.evaluate(_CLEAR)
        began = _computed(devtools)
        for key in _in_turn(keys):
            page.keyboard.press(key)
            page.wait_for_timeout(_BETWEEN)
        page.wait_for_timeout(300)
        seen = page.evaluate("() => window.seen")
        _tell(name, seen, (_computed(devtools) - began) / len(seen["painted"]))
    _until_the_panel(page)


def _until_the_panel(page: "Page") -> None:
    """How long somebody waits who goes on to the next claim and reads what is known of it."""
    page.keyboard.press("Escape")
    page.evaluate(_CLEAR)
    for number in range(_PANELS):
        page.keyboard.press("j")
        page.wait_for_function("number => window.seen.shown.length > number", arg=number)
    shown = page.evaluate("() => window.seen.shown")
    print(f"{'until the panel tells of a claim':<34}{median(shown):>8.1f}{quantiles(shown, n=20)[-1]:>8.1f}")


def _computed(devtools: "CDPSession") -> float:
    """Milliseconds of a processor's time that the page's main thread has used so far."""
    told = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    return float(1000 * told["TaskDuration"])


def _in_turn(keys: tuple[str, ...]) -> Iterator[str]:
    for number in range(max(_TIMES, len(keys))):
        yield keys[number % len(keys)]


def _tell(name: str, seen: dict[str, Any], computed: float) -> None:
    painted = seen["painted"]
    timed = max(seen["timed"], default=0)  # of what took less than 16 ms it tells nothing
    print(
        f"{name:<34}{median(painted):>8.1f}{quantiles(painted, n=20)[-1]:>8.1f}{max(painted):>9.1f}"
        f"{timed:>17.0f}{len(seen['long']):>12}{computed:>10.1f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
