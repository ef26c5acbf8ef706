"""What means harm is shown and does nothing: as the server writes it, whatever the page."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from factdb.formats.html.proof import verify_page
from factdb.formats.html.visible import plain, shown
from factdb.web.serving import make_site
from tests.web import hostile
from tests.web.conftest import entered, send

# The elements that our own pages consist of, and what may begin an attribute's name or an address in them.
_OURS: set[str] = set()
for _line in (
    "a article aside b bdi blockquote body button code datalist dd del details dialog",
    "div dl dt fieldset figure footer form h1 h2 head header html i input",
    "ins kbd label legend li line link main mark meta meter nav noscript ol",
    "option p path progress rect script section select span summary svg table tbody td",
    "text textarea th thead time title tr ul",
):
    _OURS |= set(_line.split())


# A tag as our own pages have it, each attribute in double quotation marks: any other "<" that is not written out is
# somebody else's. (A parser for what people write takes twice as long as the page.)
_TAG = re.compile(r'<(?:!doctype html|/[a-z]\w*|([a-zA-Z]\w*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*/?)>')
_ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')


def _wrong(tag: str, attributes: list[tuple[str, str]]) -> Iterator[str]:
    """What does not stand in our pages."""
    if tag not in _OURS or (tag == "script" and not any(name == "src" for name, _ in attributes)):
        yield f"<{tag}>"
    for name, value in attributes:
        ours = not name.startswith("on") and name not in ("style", "srcdoc")
        if name in ("href", "src", "action") and value:
            ours = bool(re.match(r"(/(?!/)|#|https?://)", value))
            if tag == "script" and name == "src":
                ours = value.startswith("/static/")
        if not ours:
            yield f"<{tag} {name}={value}>"


@pytest.fixture(scope="module")
def visitor(shared_database: Engine) -> Iterator[TestClient]:
    hostile.fill(shared_database)
    with entered(make_site(shared_database, "127.0.0.1", 8765, (), "<b>Jane</b>\u202e")) as client:
        yield client


# In how many tests each of the two kinds of hostile values is tried, so that several processes share them.
PARTS = 6


def _checked(page: str) -> str:
    """The text of a page that consists of nothing but our own elements."""
    pieces, seen, end = [], [], 0
    wrong: list[str] = []
    for found in _TAG.finditer(page):
        pieces.append(page[end : found.start()])
        end = found.end()
        if not found[1]:  # it ends something
            continue
        attributes = [(name, unescape(value)) for name, value in _ATTRIBUTE.findall(found[2])]
        wrong += _wrong(found[1], attributes)
        # What a form sends, and a script reads, stays as it is.
        seen += [value for name, value in attributes if name != "value" and not name.startswith("data-")]
    text = "".join((*pieces, page[end:]))
    assert "<" not in text, text[text.index("<") :][:80]
    assert not wrong
    # What turns or hides words stands nowhere but in the one element that shows it, and there it is written out.
    text = unescape(text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff\u200b\ufeff]", text + "".join(seen))
    return text


@pytest.mark.parametrize(
    "harm",
    [
        "a < b",
        "<script>harm()</script>",
        '<script src="https://evil.example/x.js"></script>',
        "<img src=x>",
        '<b onclick="harm()">b</b>',
        "<b title='x'>b</b>",
        '<a href="java&#115;cript:harm()">a</a>',
        '<form action="//evil.example/"></form>',
        '<b title="\u202e">b</b>',
        "&#x202e;",
    ],
)
def test_what_a_page_does_not_write_out_is_noticed(harm: str) -> None:
    page = '<!doctype html><html lang="en"><body><p data-start="0">{}</p></body></html>'
    assert _checked(page.format("a &lt; b")) == "a < b"
    with pytest.raises(AssertionError):
        _checked(page.format(harm))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_about_it_holds(visitor: TestClient, shared_database: Engine, part: int) -> None:
    numbers = range(len(hostile.HOSTILE))
    if shared_database.dialect.name == "postgresql":
        numbers = numbers[::5]  # the pages are made of the same rows: a few show that
    for number in numbers[part::PARTS]:
        _every_page_about_it_holds(visitor, number)


def _every_page_about_it_holds(visitor: TestClient, number: int) -> None:
    """Every third of the pages; of the next that means harm, the next."""
    harm, article = hostile.HOSTILE[number], number + 1
    told = visitor.get(f"/articles/{article}.json").json()
    claim = told["claims"][1]
    pages = (
        f"/articles/{article}",
        f"/articles/{article}/claims/{claim['id']}",
        f"/articles/{article}/claims/{told['claims'][0]['id']}/panel",
        f"/articles/{article}/changes",
        f"/articles/{article}/describe",
        f"/articles/{article}/remove",
        f"/decide/{article}/{claim['id']}",
        f"/speakers/{claim['speaker_id']}",
        f"/claims?article={article}",
    )
    for path in pages[number % 3 :: 3]:
        answer = visitor.get(path)
        assert answer.status_code == 200, (path, answer.text[:300])
        assert plain(harm).split()[0][:40] in " ".join(_checked(answer.text).split()), path


@pytest.mark.parametrize("part", range(PARTS))
def test_every_condition_holds(visitor: TestClient, shared_database: Engine, part: int) -> None:
    """Each meets everything hostile on one of the pages, and so does each page."""
    numbers = list(range(len(hostile.HOSTILE)))
    if shared_database.dialect.name == "postgresql":
        # Marks of a page are words like others to a database: the first shows that.
        numbers = [number for number in numbers if not number or hostile.HOSTILE[number][0] != "<"]
    for number in numbers[part::PARTS]:
        _every_condition_holds(visitor, number, all_of_them=shared_database.dialect.name == "sqlite")


def _every_condition_holds(visitor: TestClient, number: int, *, all_of_them: bool) -> None:
    pages = ("/claims", "/articles", "/review", "/speakers")
    # All of a list is looked at below; here of that day's five articles, which are this one and four others.
    day = f"2025-{1 + number % 12:02}-01"
    asked = ["q", "speaker", "publisher", "after"]
    if all_of_them:
        unheard = ["since", "columns", "status", "sort", "size"]  # of which no database hears, and each page alike
        asked += [unheard[number % 5], unheard[(number + 2) % 5]]
    for place, name in enumerate(asked, number):
        path = pages[place % len(pages)]
        answer = visitor.get(path, params={"since": day, "until": day, name: hostile.HOSTILE[number]})
        assert answer.status_code in (200, 404, 422), (path, name, answer.status_code)
        _checked(answer.text)


def test_lists_and_pictures_hold(visitor: TestClient) -> None:
    for path in ("/", "/articles", "/claims?size=500", "/speakers", "/speakers/candidates", "/review", "/history"):
        _checked(visitor.get(path).text)
    _checked(visitor.get("/pictures").text)


def test_files_and_their_names_hold(visitor: TestClient, shared_database: Engine, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(visitor.get("/claims/download?format=csv").text)))
    assert len(rows) == 2 * len(hostile.HOSTILE) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    every = range(1, len(hostile.HOSTILE) + 1)
    for article in every if shared_database.dialect.name == "sqlite" else every[::5]:
        answer = visitor.get(f"/articles/{article}/report.html")
        assert answer.status_code == 200
        assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.~%-]+", answer.headers["content-disposition"])
        page = tmp_path / "page.html"
        page.write_bytes(answer.content)
        [proof] = verify_page(page)
        assert not proof.problems


def test_what_is_typed_into_forms_holds(visitor: TestClient) -> None:
    one = visitor.get("/articles/1.json").json()["claims"][1]
    for harm in hostile.HOSTILE:
        data = {"action": "change", "seen": "0", "speaker": harm, "words": harm, "reason": harm, "status": harm}
        answer = send(visitor, f"/decide/1/{one['id']}", data)
        assert answer.status_code == 422
        _checked(answer.text.replace(f">{harm}</textarea>", "></textarea>"))


@pytest.mark.parametrize("harm", hostile.HOSTILE)
def test_unseen_characters_are_counted_as_they_are(harm: str) -> None:
    page = shown(harm)
    seen = re.sub(r'<span class="unseen" data-n="(\d+)"[^>]*>[^<]*</span>', lambda found: "\0" * int(found[1]), page)
    assert len(unescape(seen)) == len(harm)
