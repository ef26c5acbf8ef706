"""Sources are marked with [square brackets], cues with <angle> ones, contents with {braces}; the text has no marks."""

import re
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from factdb.extract.cast.names import find_names
from factdb.extract.layout import Layout
from factdb.extract.speakers import Mention, Resolution, resolve_speakers
from factdb.records import Span, SpeakerKind

SEED = Path(__file__).parents[2] / "seeds" / "article.txt"
MARKS = re.compile(r"[\[\]{}<>]")


def read(marked: str) -> tuple[str, list[Mention]]:
    """The text without marks, and its attributions: contents and cues go with the source before, or the next.

    An empty source, [], gives none.
    """
    text, at = "", 0
    opened: list[tuple[str, int, int]] = []
    rows: list[dict[str, Span | None]] = []
    waiting: dict[str, Span | None] = {}
    for mark in MARKS.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] in "[{<":
            opened.append((mark[0], len(text), len(rows)))
            if mark[0] == "[":
                rows.append(waiting)
                waiting = {}
            continue
        kind, start, before = opened.pop()
        span = Span(start, len(text))
        row = rows[before] if kind == "[" else rows[before - 1] if before and kind not in rows[before - 1] else waiting
        row[kind] = span if span.start < span.end else None
    text += marked[at:]
    return text, [Mention(row.get("["), row.get("<"), tuple(filter(None, [row.get("{")]))) for row in rows]


def resolve(marked: str) -> list[Resolution]:
    text, mentions = read(marked)
    return resolve_speakers(text, mentions)


def names(marked: str) -> list[str]:
    return [resolution.speaker.name for resolution in resolve(marked)]


def last(marked: str) -> tuple[str, SpeakerKind]:
    speaker = resolve(marked)[-1].speaker
    return speaker.name, speaker.kind


def test_a_source_of_nothing_but_white_space_is_nobody() -> None:
    (found,) = resolve_speakers("It\x85rains", [Mention(Span(2, 3), None, (Span(0, 2),))])
    assert found.speaker.name == ""


def test_nobody_to_mean() -> None:
    resolution = resolve("It was cold in the hills all week and the roads were shut. " * 8 + "Then [he] spoke.")[0]
    assert resolution.speaker.rule == "no antecedent"
    assert resolution.confidence == 0


def test_two_who_may_be_meant_alike() -> None:
    resolution = resolve("Ann Wood and Sue Lake were there. [She] spoke.")[0]
    assert set(resolution.candidates) == {"Ann Wood", "Sue Lake"}
    assert resolution.speaker.name in resolution.candidates
    assert resolution.confidence < 0.6


def test_of_two_who_may_be_meant_alike_it_is_the_one_named_more_often() -> None:
    marked = "Sue Lake won. " + "It was cold, nobody came. " * 9 + "Ann Wood and Sue Lake were there. [She] spoke."
    (resolution,) = resolve(marked)
    assert (resolution.speaker.name, resolution.candidates[:2]) == ("Sue Lake", ("Sue Lake", "Ann Wood"))


def test_no_source() -> None:
    resolution = resolve("It is []<thought> {that it will rain}.")[0]
    assert (resolution.speaker.name, resolution.speaker.kind) == ("", SpeakerKind.NONE)
    assert resolution.speaker.rule == "no source given"


def test_a_second_cue_shares_the_source_of_the_first() -> None:
    first, second = resolve("[Hugo Price] <praised> {the plan} and []<said> {that it would work}.")
    assert first.speaker.name == second.speaker.name == "Hugo Price"
    assert second.speaker.rule == "the source of the cue before"
    assert second.confidence < first.confidence


def test_the_sample_article() -> None:
    text = SEED.read_bytes().decode("utf-8")
    wanted = {
        "Russian President Vladimir Putin": ("Vladimir Putin", SpeakerKind.PERSON),
        "Putin": ("Vladimir Putin", SpeakerKind.PERSON),
        "North Korean leader Kim Jong Un": ("Kim Jong Un", SpeakerKind.PERSON),
        "Kim": ("Kim Jong Un", SpeakerKind.PERSON),
        "A spokesperson for the United States (U.S.) State Department": (
            "spokesperson for the United States (U.S.) State Department",
            SpeakerKind.UNNAMED,
        ),
        "experts": ("experts", SpeakerKind.GROUP),
    }
    mentions = [
        Mention(Span(m.start(), m.end()), None, ())
        for source in wanted
        for m in [*re.finditer(rf"\b{re.escape(source)}\b", text)][-1:]
    ]
    resolutions = resolve_speakers(text, mentions)
    assert [(r.speaker.name, r.speaker.kind) for r in resolutions] == list(wanted.values())
    assert resolutions[4].roles


WORDS = (
    "Mr. Sen. Ann Wood Hugo Price U.S. the The he She who which they it I we said says and of for a an -- who's "
    "lawyer president Board Commission poll experts officials Republicans é 𝔘 É́ Jr. , . ; “ ” \" ' ’s ( )"
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*WORDS.split(), "\n", " \n\n", "–", "    "]), max_size=80).map(" ".join),
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    mention = st.builds(Mention, st.none() | spans, st.none() | spans, st.lists(spans, max_size=3).map(tuple))
    return text, draw(st.lists(mention, max_size=12))


@given(marked_texts())
@settings(max_examples=150)
def test_any_text_and_any_spans_get_an_answer(case: tuple[str, list[Mention]]) -> None:
    text, mentions = case
    resolutions = resolve_speakers(text, mentions)
    assert len(resolutions) == len(mentions)
    assert resolutions == resolve_speakers(text, mentions)
    for mention, resolution in zip(mentions, resolutions, strict=True):
        assert 0 <= resolution.confidence <= 1
        assert resolution.speaker.rule
        assert all(0 <= role.start < role.end <= len(text) for role in resolution.roles)
        if mention.source is None and mention.cue is None:
            assert resolution.speaker.kind is SpeakerKind.NONE


@given(st.integers(0, 3))
@settings(max_examples=4)
def test_a_longer_text_does_not_change_what_stood_before(extra: int) -> None:
    start = "Helen Ross won. [She] was glad. [Mark Bell] clapped. [He] left."
    assert names(start + " The rain fell." * extra) == names(start)


def test_a_long_line_takes_time_in_proportion() -> None:
    sentence = (
        'Sen. Ann Wood, a lawyer, told Hugo Price, “I will go,” and he said the Harbour Board (HB) and "Kim" knew. '
    )
    seconds = []
    for copies in (100, 400):
        text = sentence * copies
        starts = range(0, len(text), len(sentence))
        mentions = [Mention(Span(i, i + 13), Span(i + 24, i + 28), (Span(i + 42, i + 54),)) for i in starts]
        began = time.process_time()
        assert {resolution.speaker.name for resolution in resolve_speakers(text, mentions)} == {"Ann Wood"}
        seconds.append(time.process_time() - began)
    assert seconds[1] < 4 * 3 * seconds[0] + 0.3


def test_initials_alone_name_nobody_in_a_headline() -> None:
    text = "HOW A. B. C. ANN MOSS WON\n\nThe town knows A. B. and Ann Moss."
    assert [name.span.of(text) for name in find_names(text, Layout.of(text))] == ["ANN MOSS", "A. B.", "Ann Moss"]
