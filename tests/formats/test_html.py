"""The report that is one file: valid, whole, alone, and proved by itself."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.formats.html.facts import claim_facts, relays
from factdb.formats.html.links import link_to_words, original
from factdb.formats.html.marking import marked_paragraphs
from factdb.formats.html.proof import verify_page
from factdb.formats.html.report import annotations, fragment, report_page
from factdb.records import Article, Attribution, Claim, Extraction, QuoteType, Span, Speaker, SpeakerKind
from factdb.text.segments import paragraphs
from tests.formats.samples import ARTICLE, EXTRACTION
from tests.store.newsroom import engine, extract

TOWN = Article(
    "The bridge may close.\n\n“We wait,” said Ann Lee. Bob Ray said “all of the dams” may hold <b>.",
    "town",
    "https://example.org/town?a=1&b=2",
    "Town & <country>",
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A report of two articles."""
    path = tmp_path / "page.html"
    path.write_text(report_page([(ARTICLE, EXTRACTION, ()), (TOWN, extract(TOWN.text), ())]), "utf-8")
    return path


def test_it_proves_itself(page: Path) -> None:
    proofs = list(verify_page(page))
    assert [proof.problems for proof in proofs] == [(), ()]
    assert [proof.claims for proof in proofs] == [len(EXTRACTION.claims), 3]


def test_it_is_valid_and_alone(page: Path) -> None:
    text = page.read_text("utf-8")
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(text)
    assert not re.search(r"<link|<img|<script(?! type=\"application/)|@import|url\(", text)
    assert "https://example.org/town?a=1&amp;b=2#:~:text=" in text


def test_the_fragment_has_every_claim(page: Path) -> None:
    part = fragment(TOWN, extract(TOWN.text))
    html5lib.HTMLParser(strict=True).parseFragment(part)
    assert part.count(" id=") == 3


# What somebody may change in the file: each has to be found.
CHANGES = (
    ("may close", "will close"),
    ("hold &lt;b&gt;", "hold &lt;i&gt;"),
    ('data-c="1"', 'data-c="2"'),
    (">quoted</span> · <bdi>Ann", ">sourced</span> · <bdi>Ann"),
    ('"status": "quoted"', '"status": "sourced"'),
    ('"cue": "said"', '"cue": "lied"'),
    ('"spans": [[0, 21]]', '"spans": [[0, 20]]'),
    ('"TextQuoteSelector", "exact": "The', '"TextQuoteSelector", "exact": "A'),
    ("<li><blockquote", "<li hidden><p></p><blockquote><p>Not said</p></blockquote></li><li><blockquote"),
)


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_change_is_found(page: Path, old: str, new: str) -> None:
    text = page.read_text("utf-8")
    places = [found.start() for found in re.finditer(re.escape(old), text)]
    assert places, old
    page.write_text(text[: places[-1]] + new + text[places[-1] + len(old) :], "utf-8")
    assert any(proof.problems for proof in verify_page(page)), old


def test_every_character_of_the_shown_text_counts(page: Path) -> None:
    text = page.read_text("utf-8")
    start, end = text.rindex('<div class="text">'), text.rindex("</div>")
    letters = [at for at in range(start, end) if text[at].isalpha() and not _in_tag(text, at)]
    for at in letters[:: max(len(letters) // 40, 1)]:
        page.write_text(text[:at] + "Q" + text[at + 1 :], "utf-8")
        assert any(proof.problems for proof in verify_page(page)), text[at - 20 : at + 20]


def _in_tag(text: str, at: int) -> bool:
    return text.rfind("<", 0, at) > text.rfind(">", 0, at) or text.rfind("&", 0, at) > text.rfind(";", 0, at)


def test_another_page_is_no_report(tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    for content in (
        b"<p>Hello",
        b"",
        b"\xff\xfe",
        b'<article><script type="application/factdb-report+json">{}</script>',
    ):
        other.write_bytes(content)
        with pytest.raises(InputError, match=r"other\.html"):
            list(verify_page(other))


def test_annotations_are_those_of_the_web(page: Path) -> None:
    found = annotations(TOWN, claim_facts(TOWN, extract(TOWN.text)))
    assert json.loads(json.dumps(found)) == found
    for one in found:
        for target in one["target"]:
            position, quote = target["selector"]
            assert TOWN.text[position["start"] : position["end"]] == quote["exact"]
            assert TOWN.text[: position["start"]].endswith(quote["prefix"])
            assert TOWN.text[position["end"] :].startswith(quote["suffix"])


@given(st.text(min_size=1, max_size=120), st.data())
def test_pieces_are_all_of_the_text_with_all_that_is_said_of_it(text: str, data: st.DataObject) -> None:
    spans = st.builds(
        lambda a, b: Span(min(a, b), max(a, b) + 1), *(st.integers(0, max(len(text) - 1, 0)) for _ in range(2))
    )
    claims = tuple(Claim((span,)) for span in data.draw(st.lists(spans, max_size=8)))
    extraction = Extraction(engine(1), (), claims)
    found = list(marked_paragraphs(text, extraction))
    assert [one.span for one in found] == paragraphs(text)
    for one in found:
        assert "".join(piece.span.of(text) for piece in one.pieces) == one.span.of(text)
        for piece in one.pieces:
            covering = {number for number, claim in enumerate(claims) if claim.spans[0].covers(piece.span)}
            touching = {number for number, claim in enumerate(claims) if claim.spans[0].overlaps(piece.span)}
            assert set(piece.claims) == covering == touching


def test_who_tells_what_another_said_is_told() -> None:
    text = "Ann said Bob said Carol said it rains."
    cues = [found.start() for found in re.finditer("said", text)]
    attributions = tuple(
        Attribution(
            (Span(cue - len(name) - 1, cue - 1),),
            Span(cue, cue + 4),
            (Span(cue + 5, len(text) - 1),),
            QuoteType.INDIRECT,
            Speaker(name, SpeakerKind.PERSON),
            0.9,
        )
        for cue, name in zip(cues, ("Ann", "Bob", "Carol"), strict=True)
    )
    extraction = Extraction(engine(1), attributions, (Claim(attributions[2].contents, attribution=2),))
    assert relays(extraction) == {1: [0], 2: [1, 0]}
    [one] = claim_facts(replace(TOWN, text=text), extraction)
    assert (one.speaker, one.relayed_by) == ("Carol", ["Bob", "Ann"])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=so%20it%20is"),
        ("https://example.org/a#part", "https://example.org/a#:~:text=so%20it%20is"),
        ("news/a.txt", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("http://[", None),
    ],
)
def test_a_link_opens_the_original_at_the_words(source: str, expected: str | None) -> None:
    assert link_to_words(source, "so it is") == expected
    assert (original(source) is None) is (expected is None)


def test_a_link_gives_a_long_claim_by_its_ends() -> None:
    words = " ".join(f"word-{number}," for number in range(40))
    link = link_to_words("https://example.org/a", words)
    assert link
    start, end = link.partition("#:~:text=")[2].split(",")
    assert (unquote(start), unquote(end)) == (" ".join(words.split()[:4]), " ".join(words.split()[-4:]))
