"""The quotation scanner: kinds of marks, nesting, apostrophes, quotations that nobody closed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.text.quotes import Quotation, outermost, outermost_closed, quotations
from factdb.text.segments import paragraphs


def scan(text: str) -> list[Quotation]:
    return quotations(text, paragraphs(text))


def words(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rains,” she said, “again.”", ["“It rains,”", "“again.”"]),
        ('"It rains," she said. "Again."', ['"It rains,"', '"Again."']),
        ("''It rains,'' said Mr. Hill. ''Again.''", ["''It rains,''", "''Again.''"]),
        ("``It rains,'' she said.", ["``It rains,''"]),
        ("“It rains,’’ she said. ‘‘Again.’’", ["“It rains,’’", "‘‘Again.’’"]),
        ("“It rains,’’ she said. “She called it ‘late’.’’", ["“It rains,’’", "“She called it ‘late’.’’", "‘late’"]),
        ("He said «it rains» twice.", ["«it rains»"]),
        ("‘It’s raining,’ she said.", ["‘It’s raining,’"]),
        ("'It's raining,' she said.", ["'It's raining,'"]),
        ("“He called it ‘a day’ and left.”", ["“He called it ‘a day’ and left.”", "‘a day’"]),
        ("She said \"he called it 'a day' then\".", ["\"he called it 'a day' then\"", "'a day'"]),
        ("‘The workers’ rights matter,’ she said.", ["‘The workers’ rights matter,’"]),
        ("Rock ’n’ roll of the ’90s, and the Joneses’ car.", []),
        ("He is 6'2\" tall.", []),
        ('"He is 6\'2" tall," she said.', ['"He is 6\'2" tall,"']),
        ('"It fell in 1990" and rose.', ['"It fell in 1990"']),
        ('A 12"long" beam.', []),
        ("'Back in the '90s we won,' she said.", ["'Back in the '90s we won,'"]),
        ("‘It fell’ and he said ‘no’.", ["‘It fell’", "‘no’"]),
        ("‘The WORKERS’ rights matter,’ she said.", ["‘The WORKERS’ rights matter,’"]),
        ("He did it (‘in jest’) twice.", ["‘in jest’"]),
        ("He “said“it“ twice.", ["“it“"]),
        ("The price,,he said, rose'' twice.", []),
        ("1<<2 and 3>>4", []),
        ('Straight opens, "curly closes,” he said.', ['"curly closes,”']),
        ("She “said“ it.", ["“said“"]),
        ("an “alliance,” of sorts", ["“alliance,”"]),
        ("A stray ” mark and nothing else.", []),
        ("“No.”“Yes.”", ["“No.”", "“Yes.”"]),
        ("“He said ‘no and left,” the workers’ man said.", ["“He said ‘no and left,”"]),
        ("‘Rock ’ roll is dead,’ she said.", ["‘Rock ’ roll is dead,’"]),
        ("‘The workers’ iPhones are gone,’ she said.", ["‘The workers’ iPhones are gone,’"]),
        ("Add a ‘ and then a’ to it.", []),
        ('She said: "Nobody closes this. He said: "No."', ['"No."']),
        ("She said: ''Nobody closes this. He said: ''No.''", ["''No.''"]),
        ('She said: "Nobody closes this.', ['"Nobody closes this.']),
        ("She said: ''Nobody closes this.", ["''Nobody closes this."]),
        ('He wrote ,,dam and said: "Nobody closes this.', ['"Nobody closes this.']),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_inner_leaves_the_marks_out() -> None:
    text = "''It rains,'' he said."
    assert [quotation.inner.of(text) for quotation in scan(text)] == ["It rains,"]


def test_depth_and_kind() -> None:
    found = scan("“He called it ‘a day’ and left.”")
    assert [(quotation.depth, quotation.single) for quotation in found] == [(0, False), (1, True)]
    assert [quotation.depth for quotation in scan("“No.”“Yes.”")] == [0, 0]


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("“He wrote, ‘She said “no” to me,’” Ann said.", [0, 1, 2]),
        ('"He wrote, \'She said "no" to me,\'" Ann said.', [0, 1, 2]),
        ("‘The vet said, “It reads ‘one a day’,” and left,’ Ann said.", [0, 1, 2]),
        ("“He said ‘no,’ she wrote. “Go,” he said.", [0, 0]),
        ("“He said it. “Go ‘on’,” he said.", [0, 1]),
        ("‘He wrote, “She said ‘no’ to me,”’ Ann said. ‘Go.’", [0, 1, 2, 0]),
        ("“He wrote, ‘She said “no.”’” “Go.”", [0, 1, 2, 0]),
        ('"He wrote, \'She said "no" to me,\' " Ann said.', [0, 1, 2]),
        # Not three: the last mark is missing, opens another, is of another kind, or belongs to "workers".
        ("“He wrote, ‘She said “no” to me,’ Ann said.", [0]),
        ("“He wrote, ‘She said “no” to me,’ “Go,” Ann said.", [0, 0]),
        ('"He wrote, \'She said "no" to me,\' "Go," Ann said.', [0, 0]),
        ("“He wrote, ‘She said “no to me,’” Ann said.", [0]),
        ("“He wrote, ‘She said “no,’” Ann said.”", [0]),
        ("“He wrote, ‘She said “no” to the workers’ men.”", [0]),
    ],
)
def test_three_quotations_in_one_another(text: str, depths: list[int]) -> None:
    assert [quotation.depth for quotation in scan(text)] == depths


def test_quotation_of_several_paragraphs() -> None:
    text = "“It began in June.\n\n“It ended in July,” she said."
    first, second = scan(text)
    assert (first.closed, first.follows) == (False, False)
    assert (second.closed, second.follows) == (True, True)


def test_single_marks_around_several_paragraphs() -> None:
    first, second, last = "‘It rained. I couldn’t see.", "‘The workers’ huts were gone.", "‘We left,’ she said."
    assert words("\n\n".join([first, second, last])) == [first, second, "‘We left,’"]
    assert [one.follows for one in scan("\n\n".join([first, last]))] == [False, True]
    # Nothing closes them, or the next paragraph doesn't open anew.
    assert words("\n\n".join([first, "It snowed.", last])) == ["‘We left,’"]
    assert words("\n\n".join([first, "‘It snowed."])) == []


def test_single_marks_behind_a_colon_that_nothing_closes() -> None:
    first, second, after = "Roe said: ‘It rained. I couldn’t see.", "‘The workers’ huts were gone.", "It snowed."
    assert words("\n\n".join([first, second, after])) == ["‘It rained. I couldn’t see.", second]
    assert words("\n\n".join([first, second])) == ["‘It rained. I couldn’t see.", second]
    assert words("\n\n".join([first, "‘We left,’ she said."])) == ["‘It rained. I couldn’t see.", "‘We left,’"]
    # The next paragraph doesn't open anew, or the mark is closed.
    assert words("\n\n".join([first, after])) == []
    assert words("\n\n".join(["Roe said: ‘It rained.’", "‘It snowed."])) == ["‘It rained.’"]


def test_words_quoted_further_on_do_not_follow() -> None:
    first, second = scan("“It began in June.\n\nHe said “yes” to it.")
    assert (first.closed, second.follows) == (False, False)


def test_the_outermost_stand_in_no_other() -> None:
    text = "“He called it ‘a day’ and left.” “No.”"
    assert [span.of(text) for span in outermost(scan(text))] == ["“He called it ‘a day’ and left.”", "“No.”"]


def test_of_the_outermost_those_that_end_in_a_mark() -> None:
    text = "“No.”\n“He called it ‘a day’ and left."
    assert [span.of(text) for span in outermost_closed(scan(text))] == ["“No.”"]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "He said: “Nobody closed this.\nAnother paragraph."
    (only,) = scan(text)
    assert not only.closed
    assert only.span.of(text) == "“Nobody closed this."
    assert only.inner.of(text) == "Nobody closed this."


def test_a_new_opening_mark_gives_up_an_unclosed_one() -> None:
    assert words("“Nobody closed this. He said “yes” to it.") == ["“yes”"]


def test_other_paragraph_does_not_follow() -> None:
    assert not any(quotation.follows for quotation in scan("“Whole.”\n“Another whole.”"))


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_paragraphs_up_to_the_mark_that_closes_what_the_first_opens_are_one_quotation(marks: str) -> None:
    first, middle, last = f"{marks[0]}It rains.", "It’s cold.", f"Bring a coat.{marks[1]}"
    text = "\n\n".join([first, middle, f"{last} She left."])
    found = scan(text)
    assert [quotation.closed for quotation in found] == [False, False, True]
    assert [quotation.follows for quotation in found] == [False, True, True]
    assert words(text) == [first, middle, last]
    assert [quotation.inner.of(text) for quotation in found] == ["It rains.", "It’s cold.", "Bring a coat."]
    assert words(f"{first}\n\n{last}") == [first, last]
    # What is quoted within the last is quoted still, and that one goes on in none keeps no other from it.
    assert words(f"{first}\n\nIt’s ‘cold’.{marks[1]}") == [first, f"It’s ‘cold’.{marks[1]}", "‘cold’"]
    whole = f"{marks[0]}Why?{marks[1]}"
    assert words("\n\n".join([first, whole, first, last])) == [first, whole, first, last]


@pytest.mark.parametrize(
    "below",
    [
        ["It was cold.", "“It rains,” he said."],
        ["It was cold.", "He was “late” again."],
        ["It was cold.", "It was late” again."],
        ["It was cold."] * 9 + ["It was late.”"],
        ["It was cold."],
    ],
)
def test_what_no_mark_closes_ends_with_its_paragraph(below: list[str]) -> None:
    assert words("\n\n".join(["“It rains.", *below]))[0] == "“It rains."
    assert not any("cold" in quoted for quoted in words("\n\n".join(["“It rains.", *below])))


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_two_paragraphs_of_a_quotation_that_were_run_together_are_one(marks: str) -> None:
    text = f"{marks[0]}It rains. It’s cold. {marks[0]}Bring a coat.{marks[1]}"
    assert words(f"{text} She left.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "“It rains, Ann said on Monday. “Bring a coat.”",
        "“It rains, he asked. “Bring a coat.”",
        f"“{'It rains. ' * 99}It is cold, he asked. “Bring a coat.”",
        "It “rains. “Bring a coat.”",
    ],
)
def test_words_whose_closing_mark_is_lost_are_not_run_together(text: str) -> None:
    assert words(text) == ["“Bring a coat.”"]


MARKS = st.text(st.sampled_from("\"“”‘’'`«»„ ab.,\n6sS—é𝔸"), max_size=80)


@given(MARKS | st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Ordered, inside one paragraph, and outermost quotations never overlap."""
    parts = paragraphs(text)
    found = quotations(text, parts)
    assert all(any(part.covers(quotation.span) for part in parts) for quotation in found)
    assert all(quotation.span.covers(quotation.inner) for quotation in found)
    starts = [quotation.span.start for quotation in found]
    assert starts == sorted(starts)
    outer = [quotation.span for quotation in found if quotation.depth == 0]
    assert all(one.end <= other.start for one, other in pairwise(outer))


def test_a_long_line_of_marks_is_scanned_in_linear_steps() -> None:
    assert scan("‘a “b " * 50_000) is not None
