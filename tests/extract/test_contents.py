"""Contents against quotation marks, and what a content says."""

import pytest

from factdb.extract import extract
from factdb.extract.attribution.contents import (
    only_said,
    pieces,
    quote_type,
    quoted_parts,
    settled,
)
from factdb.extract.attribution.shaping import Found, shaped, within_paragraphs
from factdb.records import QuoteType, Span, Status
from factdb.text.quotes import outermost, quotations
from factdb.text.segments import paragraphs, sentences
from tests.extract.sentences import cases, lines_of, span, unmarked


def quoted(text: str) -> list[Span]:
    return outermost(quotations(text, paragraphs(text)))


TEXT = "“It rains a lot here in spring,” she said, and called the town “wet.”"
CALLED = span(TEXT, "called")


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (["“It rains a lot here in spring,”"], QuoteType.DIRECT),
        (["the town “wet.”"], QuoteType.MIXED),
        (["the town"], QuoteType.INDIRECT),
        (["“It rains a lot here in spring,”", "“wet.”"], QuoteType.DIRECT),
        (["“It rains a lot here in spring,”", "the town"], QuoteType.MIXED),
    ],
)
def test_quote_type(contents: list[str], expected: QuoteType) -> None:
    assert quote_type(TEXT, [span(TEXT, words) for words in contents], quoted(TEXT), CALLED) == expected


def test_quoted_parts_keep_their_marks() -> None:
    (part,) = quoted_parts(TEXT, [span(TEXT, "the town “wet.”")], quoted(TEXT), CALLED)
    assert part.of(TEXT) == "“wet.”"


def test_a_content_that_fills_most_of_a_quotation_takes_it_all() -> None:
    (content,) = settled(TEXT, [span(TEXT, "rains a lot here in spring")], quoted(TEXT), lambda _: True)
    assert content.of(TEXT) == "“It rains a lot here in spring,”"


def test_a_content_does_not_grow_over_somebody_elses_words() -> None:
    content = span(TEXT, "rains a lot here in spring")
    assert settled(TEXT, [content], quoted(TEXT), lambda _: False) == (content,)


def test_parts_between_which_only_marks_stand_are_joined() -> None:
    text = "She said it rains - often - and snows."
    parts = [span(text, "it rains"), span(text, "often"), span(text, "and snows")]
    assert [s.of(text) for s in settled(text, parts, [], lambda _: True)] == ["it rains - often - and snows"]


def cut(text: str, *contents: str) -> list[str]:
    whole = [sentence for part in paragraphs(text) for sentence in sentences(text, part)]
    return [piece.of(text) for piece in pieces(text, [span(text, one) for one in contents], whole, quoted(text))]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("It rains. It snows, she said.", "It rains. It snows", ["It rains.", "It snows"]),
        ("“It rains. It snows,” she said.", "“It rains. It snows,”", ["“It rains. It snows,”"]),
        ("He told the crowd, “We won.”", "the crowd, “We won.”", ["the crowd", "“We won.”"]),
        ("She put it so: “It rains.”", "it so: “It rains.”", ["it so", "“It rains.”"]),
        ("She called the town “wet.”", "the town “wet.”", ["the town “wet.”"]),
        ("She said it was, “in a way,” wet.", "it was, “in a way,” wet", ["it was, “in a way,” wet"]),
        ("She asked whether\n,", "whether\n,", ["whether"]),
        ("She wrote that: “It rains.”", "that: “It rains.”", ["“It rains.”"]),
        ("She wrote that:\n\n“It rains.”", "that:\n\n“It rains.”", ["“It rains.”"]),
    ],
)
def test_pieces_of_a_content(text: str, content: str, expected: list[str]) -> None:
    assert cut(text, content) == expected


@pytest.mark.parametrize(("sentence", "kind"), cases(lines_of("label_sentences.txt")))
def test_labels_are_not_quoted(sentence: str, kind: str) -> None:
    text, (cue,) = unmarked(sentence)
    (marked,) = quoted(text)
    found = quote_type(text, [marked], quoted(text), span(text, cue))
    assert found == (QuoteType.INDIRECT if kind == "a label" else QuoteType.DIRECT)


@pytest.mark.parametrize(
    ("text", "cue", "whole"),
    [
        ("Roe also told us that it rains.", "also", "also told"),
        ("Roe has since said that it rains.", "since", "since said"),
        ("Roe and Cole both said that it rains.", "both", "both said"),
        ("Roe also made it clear that it rains.", "also", "also made it clear"),
        ("Roe also, to our surprise, that it rains.", "also", "also"),
        ("Roe told us that it rains.", "told", "told"),
    ],
)
def test_a_cue_has_its_verb(text: str, cue: str, whole: str) -> None:
    found = Found((span(text, "Roe"),), span(text, cue), (span(text, "that it rains"),), None)
    (made,) = shaped(text, [found], [])
    assert made.cue.of(text) == whole


@pytest.mark.parametrize(
    ("cue", "content", "said"),
    [
        ("wrote in a letter to", "the council last week that the weir is low", "that the weir is low"),
        ("said of", "the weir that it is low", "that it is low"),
        ("told of", "a weir that the storm had left dry", "a weir that the storm had left dry"),
        ("said in", "a letter that surfaced late that it leaks", "a letter that surfaced late that it leaks"),
    ],
)
def test_where_something_is_said_is_no_part_of_it(cue: str, content: str, said: str) -> None:
    text = f"Roe {cue} {content}."
    found = Found((span(text, "Roe"),), span(text, cue), (span(text, content),), None)
    (made,) = shaped(text, [found], [])
    assert [one.of(text) for one in made.contents] == [said]


@pytest.mark.parametrize(
    ("text", "cue", "parts", "said"),
    [
        ("Roe wrote: “The weir leaks.”", "wrote", [": “The weir leaks.”"], ["“The weir leaks.”"]),
        ("Roe said of the weir: “It leaks.”", "said", ["of the weir: “It leaks.”"], ["“It leaks.”"]),
        ("Roe wrote in her diary, “It leaks.”", "wrote", ["in her diary, “It leaks.”"], ["“It leaks.”"]),
        ("“It leaks,” Roe said of the weir.", "said", ["“It leaks,”", "the weir"], ["“It leaks,”"]),
        ("“It leaks,” Roe said of the weir.", "said of", ["“It leaks,”", "the weir"], ["“It leaks,”", "the weir"]),
        ("Roe spoke of the weir.", "spoke", ["the weir"], ["the weir"]),
        ("Roe said to mend “it all.”", "said", ["to mend “it all.”"], ["to mend “it all.”"]),
        ("Roe said in May it was, “in a way,” wet.", "said", ["it was, “in a way,” wet"], ["it was, “in a way,” wet"]),
        ("Roe wrote:\u2003\u2028It leaks.", "wrote", [":\u2003\u2028It leaks."], ["It leaks."]),
        ("Roe told the BBC weirs may leak.", "told", ["the BBC weirs may leak"], ["weirs may leak"]),
        ("Roe told Reuters weirs may leak.", "told", ["Reuters weirs may leak"], ["weirs may leak"]),
        ("Roe told the Old Post weirs leak badly.", "told", ["the Old Post weirs leak badly"], ["weirs leak badly"]),
        ("Roe found the BBC weirs may leak.", "found", ["the BBC weirs may leak"], ["the BBC weirs may leak"]),
        ("Roe told it: the BBC was at the weir.", "told it", ["the BBC was at the weir"], ["the BBC was at the weir"]),
        ("Roe wrote: .", "wrote", [":"], [":"]),
    ],
)
def test_what_leads_to_somebodys_words_is_none_of_them(text: str, cue: str, parts: list[str], said: list[str]) -> None:
    contents = only_said(text, span(text, cue), [span(text, words) for words in parts])
    assert [content.of(text) for content in contents] == said


@pytest.mark.parametrize(
    ("text", "cue", "parts", "said"),
    [
        (
            "Roe, shaking, asked the whole hall, “Who will pay for the new weir?”",
            "asked",
            ["the whole hall, “Who will pay for the new weir?”"],
            ["“Who will pay for the new weir?”"],
        ),
        (
            "Roe told the hall the weir “leaks at night and in the rain.”",
            "told",
            ["the hall the weir “leaks at night and in the rain.”"],
            ["the hall the weir “leaks at night and in the rain.”"],
        ),
        (
            "Roe told the hall he wanted no weir, “And no mill, and no pier.”",
            "told",
            ["the hall he wanted no weir, “And no mill, and no pier.”"],
            ["the hall he wanted no weir, “And no mill, and no pier.”"],
        ),
        (
            "Roe told the board and its “Friends of the Weir and of the Old Pier.”",
            "told",
            ["the board and its “Friends of the Weir and of the Old Pier.”"],
            ["the board and its “Friends of the Weir and of the Old Pier.”"],
        ),
        (
            "Roe mentioned the hall, “Who will pay for the new weir?”",
            "mentioned",
            ["the hall, “Who will pay for the new weir?”"],
            ["the hall, “Who will pay for the new weir?”"],
        ),
    ],
)
def test_whom_a_sentence_is_said_to_is_no_part_of_it(text: str, cue: str, parts: list[str], said: list[str]) -> None:
    contents = only_said(text, span(text, cue), [span(text, words) for words in parts])
    assert [content.of(text) for content in contents] == said


@pytest.mark.parametrize(
    ("text", "parts", "said"),
    [
        ("“It is late,” Roe said to Hill in praise of her mill.", ("“It is late,”", "her mill"), ["“It is late,”"]),
        (
            "“It is late,” Roe said in reference to a pledge of the board to fund the widely mocked old weir.",
            ("“It is late,”", "a pledge of the board to fund the widely mocked old weir"),
            ["“It is late,”"],
        ),
        (
            "“It is late,” Roe said of the mill. “And wet.”",
            ("“It is late,”", "“And wet.”"),
            ["“It is late,”", "“And wet.”"],
        ),
        (
            "“It is late,” Roe said in May, and that the mill is shut.",
            ("“It is late,”", "the mill is shut"),
            ["“It is late,”", "the mill is shut"],
        ),
        (
            "It is late, Roe said to Hill of the old mill.",
            ("It is late", "the old mill"),
            ["It is late", "the old mill"],
        ),
        (
            "Leaving it, Cole said: “Nobody pays for mills.”",
            ("it", "“Nobody pays for mills.”"),
            ["“Nobody pays for mills.”"],
        ),
        ("It, Cole said, is “dead.”", ("It", "is “dead.”"), ["It", "is “dead.”"]),
        ("For years it, Cole said, was “dead.”", ("it", "was “dead.”"), ["it", "was “dead.”"]),
        ("It leaks, Cole said: “Nobody pays.”", ("It leaks", "“Nobody pays.”"), ["It leaks", "“Nobody pays.”"]),
    ],
)
def test_words_beside_a_quotation_that_only_frame_it_are_no_part_of_it(
    text: str, parts: tuple[str, ...], said: list[str]
) -> None:
    contents = only_said(text, span(text, "said"), [span(text, words) for words in parts])
    assert [content.of(text) for content in contents] == said


def test_a_quotation_that_opens_a_paragraph_and_goes_on_is_whose_the_next_one_is() -> None:
    first, second, last = "“The weir leaks.", "“It always has.", "“Nobody minds,”"
    text = f"“We wait,” Hill said.\n\n{first}\n\n{second}\n\n{last} Roe added."
    some = [("Hill", "said", "“We wait,”"), ("Roe", "added", last)]
    found = [Found((span(text, who),), span(text, cue), (span(text, words),), None) for who, cue, words in some]
    by_hill, by_roe = shaped(text, found, quotations(text, paragraphs(text)))
    assert [content.of(text) for content in by_hill.contents] == ["“We wait,”"]
    assert [content.of(text) for content in by_roe.contents] == [first, second, last]


def test_what_goes_on_behind_a_frame_of_its_own_paragraph_stays_there() -> None:
    first, last = "“But it leaks.", "“Nobody minds,”"
    text = f"“We wait,” Hill said. {first}\n\n{last} Roe added."
    found = [Found((span(text, "Roe"),), span(text, "added"), (span(text, last),), None)]
    (by_roe,) = shaped(text, found, quotations(text, paragraphs(text)))
    assert [content.of(text) for content in by_roe.contents] == [last]


def test_a_content_ends_with_its_paragraph_unless_it_is_quoted_or_introduced() -> None:
    def cut(text: str, asked: int = 0) -> list[list[str]]:
        blocks = paragraphs(text)
        whole = Found((Span(0, 3),), Span(4, 8), (Span(9, len(text)),), None)
        kept = within_paragraphs(text, [whole], blocks, blocks[:asked], outermost(quotations(text, blocks)))
        return [[content.of(text) for content in one.contents] for one in kept]

    assert cut("Ann said it leaks.\n\nNobody came.") == [["it leaks."]]
    assert cut("Ann said it leaks.\n\n“Run.”") == [["it leaks.", "“Run.”"]]
    assert cut("Ann said this:\n\nIt leaks.") == [["this:", "It leaks."]]
    assert cut("Ann said this:\n\n- It leaks.\n\n- Run.") == [["this:", "- It leaks.", "- Run."]]
    assert cut("Ann said it\n\nleaks.") == [["it", "leaks."]]
    text = "“It leaks.”\n\nNobody came, Ann said."
    told = Found((Span(27, 30),), Span(31, 35), (Span(0, 25),), None)
    (kept,) = within_paragraphs(text, [told], paragraphs(text), [], [Span(0, 11)])
    assert [content.of(text) for content in kept.contents] == ["“It leaks.”", "Nobody came,"]
    text = "Is it?\n\nNo, Ann said."
    answered = Found((Span(12, 15),), Span(16, 20), (Span(0, 5),), None)
    blocks = paragraphs(text)
    assert list(within_paragraphs(text, [answered], blocks, blocks[:1], [])) == []


def test_a_title_within_what_is_quoted_leaves_it_quoted() -> None:
    text = '"I had a call from him and thanked him for the "Hands Up" gesture he made," Belmar wrote.'
    assert [claim.status for claim in extract(text).claims] == [Status.QUOTED]
