"""What the tagger tears, and the page makes whole: quotations, sentences, quotations whose opening mark is lost."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.shaping import Found
from factdb.extract.attribution.whole import (
    parted_at_marks,
    with_gaps_filled,
    with_lost_openings,
    with_speakers_before,
    without_clauses_before,
    without_main_clauses,
    without_told_of,
)
from factdb.records import Span, Status
from factdb.text.quotes import outermost_closed, quotations
from factdb.text.segments import paragraphs, sentences
from tests.extract.sentences import span


def found(text: str, source: str, cue: str, *contents: str) -> Found:
    return Found((span(text, source),), span(text, cue), tuple(span(text, words) for words in contents), None)


def all_sentences(text: str) -> list[Span]:
    return [one for part in paragraphs(text) for one in sentences(text, part)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "parts", "whole"),
    [
        (
            "Hale, who ran for the quay at noon, “liked the boat” and bought it, the guards said.",
            "the guards",
            "said",
            ("Hale", "“liked the boat” and bought it"),
            "Hale, who ran for the quay at noon, “liked the boat” and bought it",
        ),
        (
            "As Reed has granted, she was outvoted by the whole board, including the two founders.",
            "Reed",
            "has granted",
            ("she", "including the two founders"),
            "she was outvoted by the whole board, including the two founders",
        ),
        (
            "The weir has been loved by all of its painters, who drew it, according to the guide.",
            "the guide",
            "according to",
            ("The weir", "its painters, who drew it"),
            "The weir has been loved by all of its painters, who drew it",
        ),
        (
            "Tests of the pump, with a hundred guests at 9 a.m. today, are near, Cole said.",
            "Cole",
            "said",
            ("Tests of the pump", "today, are near"),
            "Tests of the pump, with a hundred guests at 9 a.m. today, are near",
        ),
        (
            "The clerk wrote that both the noise of the mill would undo the choir, keeping the town “awake.”",
            "The clerk",
            "wrote",
            ("both the noise of the mill", "keeping the town “awake.”"),
            "both the noise of the mill would undo the choir, keeping the town “awake.”",
        ),
    ],
)
def test_what_stands_between_two_parts_of_a_sentence_is_said_too(
    text: str, source: str, cue: str, parts: tuple[str, ...], whole: str
) -> None:
    (one,) = with_gaps_filled(text, all_sentences(text), [found(text, source, cue, *parts)])
    assert [content.of(text) for content in one.contents] == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Roe said the talks may help and took credit for the calm.", ("the talks may help", "the calm")),
        ("Roe said the pier is shut; the town has not asked him, and it leaks.", ("the pier is shut", "it leaks")),
        ("Roe said it leaks. The pier is old. It smells.", ("it leaks", "It smells")),
        ("Roe said the tower leans, arguing it will fall.", ("the tower leans", "it will fall")),
        ("Roe said guests came, a majority of whom like the pier.", ("guests came", "the pier")),
    ],
)
def test_what_somebody_else_may_mean_stays_out(text: str, parts: tuple[str, ...]) -> None:
    (one,) = with_gaps_filled(text, all_sentences(text), [found(text, "Roe", "said", *parts)])
    assert [content.of(text) for content in one.contents] == list(parts)


@pytest.mark.parametrize(
    ("text", "parts", "left"),
    [
        ("The guards met a man who, Roe said, fled.", ("a man who", "fled"), ["a man who", "fled"]),
        ("The guards met a man who, Roe said, fled.", ("The guards met a man who",), ["who"]),
        ("It is odd what Roe said was luck.", ("It is odd what", "was luck"), ["It is odd what", "was luck"]),
        ("Guards met a man who, Roe said, fled.", ("a man who", "fled"), ["who", "fled"]),
        ("It was Cole who, Roe said, fled.", ("It was Cole who", "fled"), ["It was Cole who", "fled"]),
        ("“Cole is one who,” Roe said, “fled.”", ("“Cole is one who,”", "“fled.”"), ["“Cole is one who,”", "“fled.”"]),
    ],
)
def test_the_clause_before_one_with_a_frame_is_the_writers(text: str, parts: tuple[str, ...], left: list[str]) -> None:
    (one,) = without_clauses_before(text, all_sentences(text), [found(text, "Roe", "said", *parts)])
    assert [content.of(text) for content in one.contents] == left


@pytest.mark.parametrize(
    ("text", "said", "left"),
    [
        (
            "While Roe says the pier is safe, nobody goes there.",
            "the pier is safe, nobody goes there",
            "the pier is safe",
        ),
        ("Even though Roe said it rained, the hall was dry.", "it rained, the hall was dry", "it rained"),
        (
            "Because Roe said boats, which leak, are late, guests left.",
            "boats, which leak, are late, guests left",
            "boats, which leak, are late",
        ),
        ("While at sea, Roe said the pier is safe, nobody goes there.", "the pier is safe, nobody goes there", ""),
        ("While Roe says the pier is safe, as guests know, it leaks.", "the pier is safe, as guests know", ""),
    ],
)
def test_the_main_clause_behind_one_with_a_frame_is_the_writers(text: str, said: str, left: str) -> None:
    cue = "says" if "says" in text else "said"
    (one,) = without_main_clauses(text, all_sentences(text), [found(text, "Roe", cue, said)])
    assert [content.of(text) for content in one.contents] == [left or said]


@pytest.mark.parametrize(
    ("text", "parts", "left"),
    [
        ("The pier, which Roe said was shut, reopened at noon.", ("was shut, reopened",), ["was shut"]),
        ("The guard, who Roe said was 22, fled.", ("The guard, who", "was 22, fled"), ["who", "was 22"]),
        ("They liked the pier, which Roe said was shut, sold off.", ("was shut, sold off",), ["was shut, sold off"]),
        ("The pier, which Roe said, leaks.", ("leaks",), ["leaks"]),
    ],
)
def test_the_predicate_behind_a_relative_clause_is_the_writers(
    text: str, parts: tuple[str, ...], left: list[str]
) -> None:
    (one,) = without_main_clauses(text, all_sentences(text), [found(text, "Roe", "said", *parts)])
    assert [content.of(text) for content in one.contents] == left


def test_whom_a_quotation_quotes_is_within_it_if_its_speaker_follows() -> None:
    text = "“The clerk wrote that it was late and that the gate was shut,” said Ann Roe."
    (quotation,) = (one.span for one in quotations(text, paragraphs(text)))
    inner = found(text, "The clerk", "wrote", "that it was late and that the gate was shut")
    assert without_told_of(text, [inner], [quotation]) == []
    assert without_told_of(text.replace(" said Ann Roe", " at the gate"), [inner], [quotation]) == [inner]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“The polls look gloomy, suggesting that trade falls,” Reed said.", ("The polls", "suggesting", "that trade")),
        ("“We waited, and nobody asked us to leave the hall,” said Reed.", ("nobody", "asked", "us to leave")),
        ("Reed said: “The council wants rain in the spring of the year.”", ("The council", "wants", "rain")),
        ("“My aunt hopes it snows. It never does here,” Reed said.", ("My aunt", "hopes", "it snows")),
        ("“Some say the ferry sank in the calm of the night,” Reed said.", ("Some", "say", "the ferry")),
    ],
)
def test_who_is_told_of_in_a_quotation_speaks_in_it_and_not_beside(text: str, inner: tuple[str, str, str]) -> None:
    (quotation,) = (one.span for one in quotations(text, paragraphs(text)))
    outer = found(text, "Reed", "said", quotation.of(text))
    assert without_told_of(text, [found(text, *inner), outer], [quotation]) == [outer]


def test_two_who_speak_of_one_quotation_from_outside_both_stay() -> None:
    text = "Reed said the mayor called the pier “a dark and a very wet place to be.”"
    (quotation,) = (one.span for one in quotations(text, paragraphs(text)))
    both = [found(text, "Reed", "said", quotation.of(text)), found(text, "the mayor", "called", quotation.of(text))]
    assert without_told_of(text, both, [quotation]) == both


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("“We asked them to wait,” Roe said. It is in nobody’s interest.”", "It is in nobody’s interest.”"),
        ('"We waited," Roe said. They had no reason to go. It rained."', 'They had no reason to go. It rained."'),
        ('"We waited," Roe said on Monday. Nobody came."\n\nIt rained.', 'Nobody came."'),
        ("Rain fell. “It is late,” Roe said in the hall. The pier is shut.”", "The pier is shut.”"),
        ("“Why?” Roe said. Is the pier open?”\n\nShe left.", "Is the pier open?”"),
    ],
)
def test_a_closing_mark_that_nothing_opened_closes_what_is_said(text: str, more: str) -> None:
    first = next(iter(quotations(text, paragraphs(text)))).span.of(text)
    (one,) = with_lost_openings(text, paragraphs(text), all_sentences(text), [found(text, "Roe", "said", first)])
    assert [content.of(text) for content in one.contents] == [first, more]


@pytest.mark.parametrize(
    "text",
    [
        "“We waited,” Roe said. It rained.",
        "“We waited,” Roe said. “It rained.”",
        "“We waited,” Roe said. He calls it “the pier.”",
    ],
)
def test_marks_that_are_opened_close_nothing_else(text: str) -> None:
    one = found(text, "Roe", "said", "“We waited,”")
    assert with_lost_openings(text, paragraphs(text), all_sentences(text), [one]) == [one]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("I walked nine miles to the phone,” said Ann Roe, the surviving hiker.", Status.QUOTED),
        ("It was late. The waves came over the bridge,” the captain, Ben Orr, said.", Status.QUOTED),
        ("The waves came over the bridge, said the captain, Ben Orr.", Status.SOURCED),
    ],
)
def test_words_before_a_closing_mark_are_quoted_though_nothing_opened_them(text: str, status: Status) -> None:
    assert [claim.status for claim in extract(text).claims if claim.attribution is not None] == [status]


@pytest.mark.parametrize(
    ("text", "source", "cue", "parts", "speaker", "left"),
    [
        (
            "“Nobody asked,” said Hale, whose goats they are, “and nobody will.”",
            "Hale, whose goats they are, “and nobody will.”",
            "said",
            ("“Nobody asked,”",),
            "Hale, whose goats they are",
            ["“Nobody asked,”", "“and nobody will.”"],
        ),
        (
            "“It rains,” said Hale, who painted “The Weir.”",
            "Hale, who painted “The Weir.”",
            "said",
            ("“It rains,”",),
            "Hale, who painted “The Weir.”",
            ["“It rains,”"],
        ),
        (
            "Hale said it was “too wet,” sending guests home.",
            "Hale",
            "said",
            ("it was “too wet,” sending guests home",),
            "Hale",
            ["it was “too wet,”"],
        ),
        (
            "Hale said she was “quick,” holding the gate with one hand.",
            "Hale",
            "said",
            ("she was “quick,” holding the gate with one hand",),
            "Hale",
            ["she was “quick,” holding the gate with one hand"],
        ),
        (
            "The goats, said Ann Hale, ate the hedge.",
            "The goats,",
            "said",
            ("ate the hedge",),
            "Ann Hale",
            ["The goats", "ate the hedge"],
        ),
        (
            "Ann Hale, a farmer, said Tuesday, as it rained, it was late.",
            "Ann Hale, a farmer",
            "said",
            ("it was late",),
            "Ann Hale, a farmer",
            ["it was late"],
        ),
        (
            "The moat is deep (guests say it is cold) and wide.",
            "guests",
            "say",
            ("it is cold) and wide",),
            "guests",
            ["it is cold"],
        ),
        (
            "The moat is deep, guests say (it is dug) and wide.",
            "guests",
            "say",
            ("it is dug) and wide",),
            "guests",
            ["it is dug) and wide"],
        ),
    ],
)
def test_source_and_contents_are_parted_where_marks_part_them(
    text: str, source: str, cue: str, parts: tuple[str, ...], speaker: str, left: list[str]
) -> None:
    closed = outermost_closed(quotations(text, paragraphs(text)))
    (one,) = parted_at_marks(text, [found(text, source, cue, *parts)], closed)
    assert [span.of(text) for span in one.sources] == [speaker]
    assert [content.of(text) for content in one.contents] == left


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The crowd rose, with Bo Hill reportedly yelling: “Shut the weir!”", "yelling", "Bo Hill"),
        ("Bo Hill rose, and she then yelled: “Shut the weir!”", "yelled", "she"),
        ("It rained. Reportedly yelling: “Shut the weir!”", "yelling", None),
        ("It rained on Monday, on Tuesday yelling: “Shut the weir!”", "yelling", None),
        ("The head of Greenpeace reportedly yelling: “Shut the weir!”", "yelling", None),
        ("The crowd rose, with Bo Hill far behind, yelling: “Shut the weir!”", "yelling", None),
    ],
)
def test_who_stands_right_before_the_cue_of_nobodys_quotation_says_it(text: str, cue: str, source: str | None) -> None:
    quotation = "“Shut the weir!”"
    (one,) = with_speakers_before(text, [Found((), span(text, cue), (span(text, quotation),), None)])
    assert [each.of(text) for each in one.sources] == ([source] if source else [])


def test_nobody_says_what_has_neither_a_name_nor_a_word_for_it() -> None:
    text = "It rained: “Shut the weir!” Hill: “Why?”"
    nobodys = Found((), span(text, ":"), (span(text, "“Shut the weir!”"),), None)
    by_hill = Found(
        (span(text, "Hill"),), Span(text.index("Hill") + 4, text.index("Hill") + 5), (span(text, "“Why?”"),), None
    )
    assert with_speakers_before(text, [nobodys, by_hill]) == [by_hill]


def test_what_somebody_says_in_a_bracket_ends_with_it() -> None:
    text = "The locks (a trifle, Roe said), the weir and the kiln were shut."
    one = Found((span(text, "Roe"),), span(text, "said"), (span(text, "a trifle"), span(text, "the weir")), None)
    (made,) = parted_at_marks(text, [one], [])
    assert [each.of(text) for each in made.contents] == ["a trifle"]


@pytest.mark.parametrize(
    ("text", "first", "source"),
    [
        ("Yet another said it leaks.", "Yet", "another"),
        ("But a guard said it leaks.", "But", "a guard"),
        ("Yet, as all know, Roe said it leaks.", "Yet", "Yet"),
        ("Prosecuting, Ann Roe said it leaks.", "Prosecuting,", "Ann Roe"),
        ("Summing up, the judge said it leaks.", "Summing up,", "the judge"),
        ("One guard said it leaks.", "One", "One"),
    ],
)
def test_a_conjunction_says_nothing(text: str, first: str, source: str) -> None:
    (one,) = with_speakers_before(text, [found(text, first, "said", "it leaks")])
    assert [each.of(text) for each in one.sources] == [source]


def test_what_something_is_called_ends_before_the_main_clause() -> None:
    text = "Hailed by Roe as a triumph, the new weir would leak."
    one = Found(
        (span(text, "Roe"),), span(text, "Hailed by"), (span(text, "a triumph, the new weir would leak"),), None
    )
    (made,) = without_main_clauses(text, [Span(0, len(text))], [one])
    assert [each.of(text) for each in made.contents] == ["a triumph"]
