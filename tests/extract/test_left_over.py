"""What a sentence says beside what somebody says in it: whose subject it has, and whether it is a claim at all."""

import pytest

from tests.extract.test_claims import made, saying, words


def test_a_source_stays_the_subject_of_what_is_left() -> None:
    text = "Hill tied the rain to the river, suggesting that it floods."
    found = made(text, [saying(text, "Hill", "suggesting", "that it floods")])
    assert words(text, found) == [["Hill tied the rain to the river"], ["that it floods"]]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "own"),
    [
        (
            "While the guild lobbies for wider locks near Ghent, clerks say that it rains.",
            "clerks",
            "say",
            "that it rains",
            "While the guild lobbies for wider locks near Ghent",
        ),
        (
            "The guild opposes the wider locks, arguing that it rains.",
            "The guild",
            "arguing",
            "that it rains",
            "The guild opposes the wider locks",
        ),
        (
            "On Monday, the prices dropped after the guild said that it rains.",
            "the guild",
            "said",
            "that it rains",
            "On Monday, the prices dropped",
        ),
        (
            "But when he steps into the lock, clerks say that it rains.",
            "clerks",
            "say",
            "that it rains",
            "But when he steps into the lock",
        ),
        ("On Monday, in a letter posted here, the guild said that it rains.", "the guild", "said", "that it rains", ""),
        ("While visiting the wide locks near Ghent, clerks say that it rains.", "clerks", "say", "that it rains", ""),
        ("The guild appears on stage now, arguing that it rains.", "The guild", "arguing", "that it rains", ""),
    ],
)
def test_a_clause_before_what_is_said_is_the_writers(text: str, source: str, cue: str, content: str, own: str) -> None:
    assert words(text, made(text, [saying(text, source, cue, content)])) == [[own], [content]][not own :]


def test_a_source_that_ends_in_a_comma_stays_the_subject_too() -> None:
    text = "Ann Lind, chair of the harbour board, summoned the pilots to her office and demanded that it rain."
    source = "Ann Lind, chair of the harbour board,"
    found = made(text, [saying(text, source, "demanded", "that it rain")])
    assert words(text, found) == [[f"{source} summoned the pilots to her office"], ["that it rain"]]


@pytest.mark.parametrize(
    ("text", "cue", "content", "left"),
    [
        ("Hill wants a new weir and says it leaks.", "says", "it leaks", "Hill wants a new weir"),
        ("Hill sued, arguing that it leaks.", "arguing", "that it leaks", "Hill sued"),
        ("Hill denies it and is saying it leaks.", "is saying", "it leaks", "Hill denies it"),
        (
            "Hill tweeted her thanks to the crew, saying it leaks.",
            "saying",
            "it leaks",
            "Hill tweeted her thanks to the crew",
        ),
        ("Hill said it leaks and asked the town for help.", "said", "it leaks", "and asked the town for help."),
        ("Hill, mayor since May, saying it leaks.", "saying", "it leaks", None),
        ("Hill expressed concern, saying it leaks.", "saying", "it leaks", None),
        ("Hill said in a letter, adding that it leaks.", "adding", "that it leaks", None),
        (
            "In May, Hill asked a friend to empty it, claiming it leaks.",
            "claiming",
            "it leaks",
            "In May, Hill asked a friend to empty it",
        ),
        ("In May, Hill asked in a letter if it rains, claiming it leaks.", "claiming", "it leaks", None),
        ("Hill last week showing it leaks.", "showing", "it leaks", None),
    ],
)
def test_what_a_source_does_beside_saying_something_is_the_writers(
    text: str, cue: str, content: str, left: str | None
) -> None:
    found = made(text, [saying(text, "Hill", cue, content)])
    assert [part for part in words(text, found) if part != [content]] == ([[left]] if left else [])


@pytest.mark.parametrize(
    "judged", ["a claim bakers rejected", "a view that few shared", "a characterization Hill denies"]
)
def test_what_is_thought_of_a_saying_is_the_writers(judged: str) -> None:
    text = f"It rained, Roe said, {judged}."
    assert words(text, made(text, [saying(text, "Roe", "said", "It rained")]))[1:] == [[f"{judged}."]]


def test_what_was_written_where_is_the_frames() -> None:
    text = "It rained, wrote Roe, in a letter sent to the paper."
    assert words(text, made(text, [saying(text, "Roe", "wrote", "It rained")]))[1:] == []


@pytest.mark.parametrize(
    ("text", "cue", "source", "left"),
    [
        (
            "It rained, according to Roe, but a dry week will follow.",
            "according to",
            "Roe",
            "but a dry week will follow.",
        ),
        ("Pumps that leak according to Roe will be mended soon.", "according to", "Roe", "will be mended soon."),
        ("It rained, said Roe, who leads the council.", "said", "Roe", "who leads the council."),
        ("It rained, wrote Roe, a view that few shared.", "wrote", "Roe", "a view that few shared."),
        ("It rained, said Roe as she sits down in the hall.", "said", "Roe", "as she sits down in the hall."),
    ],
)
def test_a_source_is_no_subject_of_what_has_another(text: str, cue: str, source: str, left: str) -> None:
    content = text[: text.index(cue)].rstrip(", ")
    assert words(text, made(text, [saying(text, source, cue, content)]))[1:] == [[left]]


@pytest.mark.parametrize(
    ("behind", "left"),
    [
        ("in a letter posted on Monday", []),
        ("at a forum hosted by the guild", []),
        ("in a letter that he later burned", [["in a letter that he later burned."]]),
        ("in a note to the guild, whose hall is shut", [["in a note to the guild, whose hall is shut."]]),
        ("after she and other bakers carried in the sacks", [["after she and other bakers carried in the sacks."]]),
        ("after her talk of sacks carried in by bakers", []),
        (", and walked to the mill", [["and walked to the mill."]]),
        ("on Monday, and walked to the mill", [["on Monday, and walked to the mill."]]),
    ],
)
def test_where_it_is_said_behind_who_says_it_is_no_claim(behind: str, left: list[list[str]]) -> None:
    text = f"It rained, said Roe {behind}.".replace(" ,", ",")
    assert words(text, made(text, [saying(text, "Roe", "said", "It rained")]))[1:] == left


def test_what_a_source_says_of_itself_is_no_second_claim_where_it_stands_in_what_the_source_did() -> None:
    text = "Roe, who leads the council, has been hitting Hill on this, claiming he is late."
    found = words(text, made(text, [saying(text, "Roe, who leads the council,", "claiming", "he is late")]))
    assert found == [["Roe, who leads the council, has been hitting Hill on this"], ["he is late"]]
