"""The rooms in a real Chromium: import, read, filter, review by keys, choose words, undo, conflict, download, print."""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factdb.records import Action, Article
from factdb.review.decisions import Target
from factdb.store.connect import make_engine, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.save import save
from factdb.store.schema import migrate
from factdb.web.serving import make_site
from factdb.web.site import Site
from tests.store.newsroom import extract
from tests.web import hostile
from tests.web.chromium import new_context, select_words
from tests.web.screenshots import PAGES, filled_path
from tests.web.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def site(paper_file: Path, tmp_path: Path) -> Site:
    path = tmp_path / "paper.db"
    shutil.copy(paper_file, path)
    return make_site(make_engine(str(path)), "127.0.0.1", 0, (), "Jane Doe")


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with served(site) as found:
        yield found


class Watched:
    """A browser of one person, of which whatever the policy or a script complains about is remembered."""

    def __init__(self, context: "BrowserContext", address: str, site: Site) -> None:
        self.context, self.address = context, address
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.page.on(
            "console", lambda message: self.complaints.append(message.text) if message.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)
        self.page.goto(f"{address}/?key={site.key}")

    def _request(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"asked for {url}")

    def go(self, path: str) -> "Page":
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture
def jane(browser: "Browser", site: Site, address: str) -> Iterator[Watched]:
    context = new_context(browser, viewport={"width": 1400, "height": 900}, accept_downloads=True)
    watched = Watched(context, address, site)
    yield watched
    context.close()
    assert not watched.complaints


def _article(jane: Watched, number: int = 6) -> dict:  # type: ignore[type-arg]
    return dict(jane.page.request.get(f"{jane.address}/articles/{number}.json").json())


def test_files_that_are_dropped_are_imported_and_shown(jane: Watched, tmp_path: Path) -> None:
    page = jane.go("/import")
    for name in ("quay", "tower"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} may close, Ann Lee said.\n", "utf-8")
    page.set_input_files("#files", [tmp_path / "quay.txt", tmp_path / "tower.txt"])
    assert "quay.txt, tower.txt" in page.inner_text("#chosen")
    page.click("main button.big")
    page.wait_for_selector("h1:has-text('Imported')")
    page.click("text=quay")
    assert page.inner_text(".text p").startswith("The quay may close")


def test_pasted_text_is_imported(jane: Watched) -> None:
    page = jane.go("/import")
    page.fill("#pasted", "“We are open,” said Bob Ray.")
    page.fill("[name=title]", "Open again")
    page.click("main button.big")
    page.wait_for_selector("h1:has-text('Imported')")
    page.click(".articles a.title")
    assert page.inner_text("h1") == "Open again"


def test_claims_are_chosen_by_click_and_key(jane: Watched) -> None:
    page = jane.go("/articles/6")
    told = _article(jane)
    page.keyboard.press("j")
    page.wait_for_selector(".panel")
    assert page.url.endswith(told["claims"][0]["id"])
    page.keyboard.press("j")
    page.wait_for_selector(f".panel[data-id='{told['claims'][1]['id']}']")
    page.locator(f"#c-{told['claims'][3]['id']}").dispatch_event("click")
    page.wait_for_selector(f".panel[data-id='{told['claims'][3]['id']}']")
    chosen = page.eval_on_selector_all("mark.chosen", "marks => marks.map(one => one.textContent).join(' … ')")
    assert chosen == told["claims"][3]["claim"]
    assert page.eval_on_selector_all("mark.evidence", "marks => marks.length") >= 1
    page.reload()
    assert page.get_attribute(".panel", "data-id") == told["claims"][3]["id"]
    page.keyboard.press("Escape")
    assert page.locator("mark.chosen").count() == 0


def test_filters_fade_the_rest(jane: Watched) -> None:
    page = jane.go("/articles/6")
    told = _article(jane)
    page.keyboard.press("q")
    quoted = [one for one in told["claims"] if one["status"] == "quoted"]
    assert page.inner_text("#fits") == f"{len(quoted)} of {len(told['claims'])}"
    ink = page.evaluate("getComputedStyle(document.body).color")
    colours = "marks => [...new Set(marks.map(one => getComputedStyle(one).color))]"
    assert ink not in page.eval_on_selector_all("mark.sourced", colours)
    assert page.eval_on_selector_all("mark.quoted", colours) == [ink]
    page.keyboard.press("j")
    page.wait_for_selector(f".panel[data-id='{quoted[0]['id']}']")
    page.keyboard.press("Escape")
    page.select_option("[name=by]", "Anna Lindqvist")
    said = [one for one in told["claims"] if one["speaker"] == "Anna Lindqvist"]
    assert page.locator("#index li:not(.out)").count() == len(said)


def test_a_review_goes_by_keys_alone(jane: Watched) -> None:
    page = jane.go("/review?article=6")
    page.click("text=Begin: a key a decision")
    page.wait_for_selector("#decide")
    assert re.match(r"1 of \d+", page.inner_text("h1"))
    _press(page, "a")
    assert "1 accepted" in page.inner_text("h1")
    assert "accepted" in page.inner_text("#told")
    _press(page, "r")
    assert "1 accepted, 1 rejected" in page.inner_text("h1")
    _press(page, "u")
    assert page.inner_text("h1").startswith("2 of")
    assert "rejected" not in page.inner_text("h1")
    _press(page, " ")
    assert page.inner_text("h1").startswith("3 of")
    _press(page, "b")
    assert page.inner_text("h1").startswith("2 of")
    page.keyboard.press("s")
    assert page.locator("#status-choices.asking").count() == 1
    _press(page, "u")
    assert "1 accepted, 1 changed" in page.inner_text("h1") or page.locator(".note.bad").count() == 1


def _press(page: "Page", key: str) -> None:
    page.wait_for_load_state()  # keys are heard once the script has run
    with page.expect_navigation():
        page.keyboard.press(key)


def test_words_are_corrected_by_choosing_them(jane: Watched) -> None:
    told = _article(jane)
    one = told["claims"][2]
    page = jane.go(f"/decide/6/{one['id']}")
    start = told["text"].index("next spring")
    select_words(page, "next spring")
    page.keyboard.press("w")
    assert page.input_value("#words") == "next spring"
    assert page.input_value("[name=words_at]") == f"{start}-{start + 11}"
    _press(page, "Enter")
    after = _article(jane)
    assert [start, start + 11] in [span for claim in after["claims"] for span in claim["spans"]]
    assert page.inner_text("#told").startswith("claim: ")
    page.click("#told button")
    assert _article(jane)["claims"] == told["claims"]


def test_a_second_piece_is_added(jane: Watched) -> None:
    told = _article(jane)
    one = told["claims"][2]
    page = jane.go(f"/decide/6/{one['id']}")
    select_words(page, "The swing bridge")
    page.keyboard.press("w")
    select_words(page, "next spring")
    page.keyboard.press("+")
    assert page.input_value("#words") == "The swing bridge … next spring"
    _press(page, "Enter")
    assert any(claim["claim"] == "The swing bridge … next spring" for claim in _article(jane)["claims"])


def test_a_claim_is_added_by_choosing_its_words(jane: Watched) -> None:
    told = _article(jane)
    page = jane.go("/articles/6")
    with page.expect_navigation():
        page.click("text=Add a claim")
    page.wait_for_load_state()
    start = told["text"].index("next spring")
    select_words(page, "next spring")
    page.keyboard.press("w")
    assert page.input_value("[name=words_at]") == f"{start}-{start + 11}"
    _press(page, "Enter")
    assert page.inner_text("#told").startswith("added")
    assert [start, start + 11] in [span for claim in _article(jane)["claims"] for span in claim["spans"]]


@pytest.mark.parametrize(
    "text", ["a 🌊🌊 “b” é wave", "x\u200b\u200by 👩‍👩‍👧 tail wave", "\ufeffשלום wave", "A\tB\u00a0C\u202eD wave"]
)
def test_places_are_counted_in_code_points(jane: Watched, site: Site, text: str) -> None:
    article = Article(f"Head line.\n\n{text} may rise.", "odd", "odd.txt")
    with writing(site.database) as session:
        save(session, article, extract(article.text))
    told = _article(jane, 7)
    page = jane.go(f"/decide/7/{told['claims'][-1]['id']}")
    select_words(page, "wave may")
    page.keyboard.press("w")
    start = article.text.index("wave may")
    assert page.input_value("[name=words_at]") == f"{start}-{start + 8}"


def test_somebody_else_was_quicker(jane: Watched, site: Site) -> None:
    told = _article(jane)
    one = told["claims"][4]
    page = jane.go(f"/decide/6/{one['id']}")
    with writing(site.database) as session:
        decide(session, Target(6, one["id"]), Action.REJECT, Reviewer("Bob Ray"), seen=0)
    _press(page, "a")
    assert "Bob Ray has decided about this claim since" in page.inner_text("[role=alert]")
    jane.complaints.clear()  # the browser notes the answer 409, which is right
    _press(page, "a")
    assert "accepted" in page.inner_text("#told")


def test_a_file_is_downloaded(jane: Watched, tmp_path: Path) -> None:
    page = jane.go("/claims?status=quoted")
    with page.expect_download() as waiting:
        page.click("text=CSV")
    assert waiting.value.suggested_filename == "claims.csv"
    with Path(waiting.value.path()).open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == int(page.inner_text("#found").split()[0])


def test_facets_are_chosen_with_a_click(jane: Watched) -> None:
    page = jane.go("/claims")
    count = page.inner_text("label.facet:has(input[value=quoted]) .n")
    with page.expect_navigation():
        page.check("input[value=quoted]")
    assert page.inner_text("#found").startswith(f"{count} claim")
    assert page.url.endswith("/claims?status=quoted")


def test_speakers_are_merged_with_a_click(jane: Watched) -> None:
    page = jane.go("/speakers/candidates")
    pairs = page.locator(".pairs > li").count()
    page.click("text=Both are Anna Lindqvist >> nth=0")
    assert page.locator(".pairs > li").count() < pairs
    page.click("#told button")
    assert jane.go("/speakers/candidates").locator(".pairs > li").count() == pairs


def test_what_is_printed_is_the_article(jane: Watched) -> None:
    page = jane.go("/articles/6")
    page.emulate_media(media="print")
    for gone in (".top", "#fade", "#index", ".actions"):
        assert not page.locator(gone).first.is_visible()
    assert page.locator(".text p").first.is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_all_of_it_works_without_a_script(browser: "Browser", site: Site, address: str) -> None:
    context = new_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?key={site.key}")
    page.goto(f"{address}/articles/6")
    page.click("#index a >> nth=2")
    assert page.locator("mark.chosen").count() >= 1
    page.click("#correct")
    page.fill("#words", "next spring")
    page.click("#change")
    assert "next spring" in page.inner_text("#told")
    page.goto(f"{address}/review")
    page.click("text=Begin: a key a decision")
    page.click("button[value=accept]")
    page.wait_for_selector("h1:has-text('1 accepted')")
    page.goto(f"{address}/claims")
    page.check("input[value=sourced]")
    page.click("text=Show")
    assert "status=sourced" in page.url
    context.close()


def test_the_keyboard_reaches_everything(jane: Watched) -> None:
    page = jane.go("/articles")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    assert page.locator("#keys[open]").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("bridge")
    _press(page, "Enter")
    assert "q=bridge" in page.url


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1400)])
def test_axe_finds_nothing(browser: "Browser", site: Site, address: str, scheme: str, width: int) -> None:
    import axe_playwright_python

    axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
    context = new_context(browser, color_scheme=scheme, viewport={"width": width, "height": 900})
    watched = Watched(context, address, site)
    found = []
    for name, path in (*PAGES, ("describe", "/articles/3/describe"), ("remove", "/articles/2/remove")):
        page = watched.go(filled_path(_article(watched), path))
        page.evaluate(axe)
        for violation in page.evaluate(
            "axe.run(document, {resultTypes: ['violations'],"  # of what is right it would describe every element
            " runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )["violations"]:
            nodes = [node["html"][:160] for node in violation["nodes"][:3]]
            found.append((name, violation["id"], nodes))
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if too_wide > 0:
            found.append((name, f"{too_wide} pixels too wide", []))
    context.close()
    assert not found


# What a page has come to: whether a script ran, it is too wide or has lost its end; each paragraph's place and words,
# with a NUL for every character that is written out.
_COME_TO = """() => ({
  harmed: window.harmed === true,
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  ends: document.querySelector("footer.bottom") !== null,
  paragraphs: [...document.querySelectorAll(".text p")].map(p => [p.dataset.start, [...p.childNodes].map(
    function words(node) {
      if (node.nodeType === 3) return node.data;
      if (node.classList.contains("unseen")) return "\\0".repeat(node.dataset.n);
      return [...node.childNodes].map(words).join("");
    }).join("")])
})"""


def test_what_means_harm_does_nothing(browser: "Browser", tmp_path: Path) -> None:
    database = make_engine(str(tmp_path / "harm.db"))
    migrate.upgrade(database)
    hostile.fill(database)
    site = make_site(database, "127.0.0.1", 0, (), hostile.HOSTILE[0])
    wrong: list[str] = []
    with served(site) as address:
        context = new_context(browser, viewport={"width": 390, "height": 844})
        watched = Watched(context, address, site)

        def look(path: str) -> list[tuple[str, str]]:
            come_to = watched.go(path).evaluate(_COME_TO)
            if come_to["harmed"]:
                wrong.append(f"{path}: a script ran")
            if come_to["wide"]:
                wrong.append(f"{path}: is too wide")
            if not come_to["ends"]:
                wrong.append(f"{path}: has lost its end")
            return list(come_to["paragraphs"])

        for path in ("/", "/claims?size=500", "/speakers", "/speakers/candidates", "/history", "/pictures", "/review"):
            look(path)
        look("/articles/1")  # the others with the claim that is looked at: it is the same page, and says more
        for number, harm in enumerate(hostile.HOSTILE, 1):
            told = _article(watched, number)
            claim = told["claims"][1]
            if number % 6 == 1:  # what the other pages are for a browser, as ``test_hostile`` has read them
                look(f"/speakers/{claim['speaker_id']}")
            # Both show all of the text.
            paragraphs = look(
                (f"/articles/{number}/claims/{claim['id']}", f"/decide/{number}/{claim['id']}")[number % 2]
            )
            assert paragraphs
            for start, words in paragraphs:
                there = told["text"][int(start) : int(start) + len(words)]
                if any(one not in ("\0", other) for one, other in zip(words, there, strict=True)):
                    wrong.append(f"{harm[:40]!r}: is shown otherwise")
        complaints = [one for one in watched.complaints if "favicon" not in one]
        context.close()
    assert not wrong, "\n".join(wrong)
    assert not complaints
