"""What changed in claims between two texts: nothing where only places changed, and each claim accounted for once."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.records import (
    Attribution,
    Certainty,
    Claim,
    Hedge,
    Holder,
    QuoteType,
    Span,
    Speaker,
    SpeakerKind,
)
from factdb.review.claims import AttributedClaim, words
from factdb.review.comparison import Version, differences, pairs

OLD = """The pact was signed on Wednesday in Pyongyang. Experts fear a new arms race in Asia.
“We will help each other,” Vladimir Putin said at the ceremony.
South Korea summoned the ambassador of Russia. Talks on grain go on as before.
"""


def attributed(name: str, chosen: int | None = None, kind: SpeakerKind = SpeakerKind.PERSON) -> Attribution:
    return Attribution((), Span(0, 3), (Span(0, 3),), QuoteType.INDIRECT, Speaker(name, kind, "", chosen), 1.0)


def version(text: str, **speakers: Attribution) -> Version:
    """Each sentence a claim; those that begin with a word of ``speakers`` attributed, those with "may" hedged."""
    claims = []
    for sentence in re.finditer(r"[^\s.][^.\n]*[.\n]", text):
        span = Span(*sentence.span())
        attribution = speakers.get(sentence[0].split()[0])
        hedge = Hedge(span, "epistemic", Holder.WRITER, span)
        hedges = (hedge,) if "may" in sentence[0].split() else ()
        claim = Claim((span,), None if attribution is None else 0, (), hedges, denied="not" in sentence[0].split())
        claims.append(AttributedClaim(claim, attribution))
    return Version(text, claims)


def changed(old: Version, new: Version) -> list[tuple[tuple[str, ...], str]]:
    return [
        (one.changes, words(new.text, one.new) if one.new else words(old.text, one.old) if one.old else "")
        for one in differences(old, new)
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        ("was signed", "may be signed", [("reworded", "now hedged")]),
        ("was signed", "was not signed", [("reworded", "now denied")]),
        (" Talks on grain go on as before.", "", [("gone",)]),
        ("in Asia.", "in Asia. The yen fell by two points.", [("added",)]),
        ("Wednesday in Pyongyang", "Wednesday   in Pyongyang", []),
        ("The pact was signed on Wednesday in Pyongyang. ", "Nobody expected any of it. ", [("added",), ("gone",)]),
    ],
)
def test_a_sentence_that_changed(was: str, becomes: str, expected: list[tuple[str, ...]]) -> None:
    assert [changes for changes, _ in changed(version(OLD), version(OLD.replace(was, becomes)))] == expected


def test_paragraphs_that_change_places_are_no_change() -> None:
    first, second, third = OLD.splitlines(keepends=True)
    assert changed(version(OLD), version("A headline.\n" + third + first + second)) == [(("added",), "A headline.")]


def test_a_sentence_edited_in_a_paragraph_that_moved() -> None:
    first, second, third = OLD.splitlines(keepends=True)
    moved = version(third.replace("summoned the", "expelled the") + first + second)
    assert [changes for changes, _ in changed(version(OLD), moved)] == [("reworded",)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, attributed("Anna Bell"), [("now sourced",)]),
        (attributed("Anna Bell"), None, [("no longer sourced",)]),
        (attributed("Anna Bell", 1), attributed("Carl Dee", 2), [("now attributed to someone else",)]),
        (attributed("Anna Bell"), attributed("Carl Dee", 1), [("now attributed to someone else",)]),
        (attributed("Anna Bell", 1), attributed("A. Bell", 1), []),
        (attributed("the minister", 1, SpeakerKind.UNNAMED), attributed("The Minister", 2, SpeakerKind.UNNAMED), []),
    ],
)
def test_who_says_it(before: Attribution | None, after: Attribution | None, expected: list[tuple[str, ...]]) -> None:
    old = version(OLD, **({"South": before} if before else {}))
    new = version(OLD, **({"South": after} if after else {}))
    assert [changes for changes, _ in changed(old, new)] == expected


def test_how_sure_it_is_and_what_is_quoted() -> None:
    text = "It may rain."
    one = version(text).claims[0]
    [hedge] = one.claim.hedges
    surer = replace(one, claim=replace(one.claim, hedges=(replace(hedge, certainty=Certainty.PROBABLE),)))
    assert changed(Version(text, [one]), Version(text, [surer])) == [(("now probable",), text)]
    said = AttributedClaim(replace(one.claim, attribution=0), attributed("Anna Bell"))
    quoted = replace(said, claim=replace(said.claim, quotations=said.claim.spans))
    assert changed(Version(text, [said]), Version(text, [quoted])) == [(("now quoted",), text)]
    assert changed(Version(text, [quoted]), Version(text, [said])) == [(("no longer quoted",), text)]


def between(old: str, new: str) -> list[tuple[str, str]]:
    """The claims of two texts that are one; "[" and "]" stand around each."""
    versions = []
    for text in (old, new):
        ends = [found.start() for found in re.finditer(r"[\[\]]", text)]
        places = [Span(ends[at] - at, ends[at + 1] - at - 1) for at in range(0, len(ends), 2)]
        plain = re.sub(r"[\[\]]", "", text)
        versions.append(Version(plain, [AttributedClaim(Claim((span,))) for span in places]))
    one, other = versions
    return [(words(one.text, one.claims[i]), words(other.text, other.claims[j])) for i, j in pairs(one, other)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # The one that has most words in common, and of those that have as many the one nearest to its place.
        (
            "[The old dam leaks now.]",
            "[The new dam leaks here.] [The old dam leaks here.]",
            [("The old dam leaks now.", "The old dam leaks here.")],
        ),
        (
            "[Nobody came.] [The dam is shut now.]",
            "[The dam was shut now.] [The dam stays shut now.]",
            [("The dam is shut now.", "The dam stays shut now.")],
        ),
        # Of paragraphs that were replaced any may be any.
        (
            "[The old dam leaks now.]\nNobody came of them.\n[The mill burned in May.]\nIt rained.",
            "Not one of them came.\n[The mill burned in June.]\n[The old dam leaks here.]\nIt rained.",
            [
                ("The old dam leaks now.", "The old dam leaks here."),
                ("The mill burned in May.", "The mill burned in June."),
            ],
        ),
        # A claim was cut otherwise in a paragraph that is the same.
        (
            "A mill.\nNobody came.\n[The old dam leaks now.]\nIt rained.",
            "Nobody came.\n[The old dam leaks] now.\nIt rained.",
            [("The old dam leaks now.", "The old dam leaks")],
        ),
        # Paragraphs that stand apart have nothing in common.
        (
            "[The dam is shut.] So be it.\nNobody came.\nThe mill burned.",
            "The dam is shut. So be it.\nNobody came.\n[The dam was shut.]",
            [],
        ),
        (
            "The mill burned.\nNobody came.\nThe dam is shut. [So be it all.]",
            "[So be it now.]\nNobody came.\nThe dam is shut. So be it all.",
            [],
        ),
        (
            "[The dam is shut.] So be it.\nThe mill burned.\nNobody came.",
            "The dam is shut. So be it.\n[The dam was shut.]\nNobody came.",
            [],
        ),
        (
            "[The dam is shut.] So be it.\nA mill burned.\nNobody came.",
            "The dam is shut. So be it.\n[The dam was shut.]\nNobody came.",
            [],
        ),
    ],
)
def test_which_claims_are_one(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert between(old, new) == expected


_sentences = st.sampled_from(
    [
        "The talks may fail.",
        "The talks will fail.",
        "Anna said so.",
        "Anna said no.",
        "It rained.",
        "Nobody knows why it rained in May.",
        "…",
        "\n",
    ]
)
_texts = st.lists(_sentences, max_size=12).map(" ".join)
_versions = st.builds(
    lambda text, name: version(text, Anna=attributed(name)), _texts, st.sampled_from(["Anna Bell", "Anna Dee"])
)


@given(_versions)
def test_a_text_has_not_changed_from_itself(one: Version) -> None:
    assert list(differences(one, one)) == []


@given(_versions, _versions)
def test_every_claim_is_accounted_for_once(old: Version, new: Version) -> None:
    found = pairs(old, new)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    listed = list(differences(old, new))
    added = [one.new for one in listed if one.changes == ("added",)]
    gone = [one.old for one in listed if one.changes == ("gone",)]
    assert len(added) + len(found) == len(new.claims)
    assert len(gone) + len(found) == len(old.claims)
    assert all(one.old and one.new for one in listed if one.changes not in (("added",), ("gone",)))


@given(_versions, _versions)
def test_versions_swapped_swap_what_was_added_and_what_is_gone(old: Version, new: Version) -> None:
    assert pairs(old, new) == sorted((i, j) for j, i in pairs(new, old))
    there, back = list(differences(old, new)), list(differences(new, old))
    assert {id(one.new) for one in there if one.old is None} == {id(one.old) for one in back if one.new is None}
    assert {id(one.old) for one in there if one.new is None} == {id(one.new) for one in back if one.old is None}


def test_changes_come_in_the_order_of_the_text_however_the_claims_are_listed() -> None:
    old, new = (
        version("The dam leaks. A road closed. It rained.\n"),
        version("The dam fell. A mill burned. It rained.\n"),
    )
    found = changed(replace(old, claims=old.claims[::-1]), replace(new, claims=new.claims[::-1]))
    assert found == [
        (("reworded",), "The dam fell."),
        (("added",), "A mill burned."),
        (("gone",), "A road closed."),
    ]
    found = changed(replace(old, claims=old.claims[::-1]), version("Nobody came of them.\n"))
    assert [gone for _, gone in found][1:] == ["The dam leaks.", "A road closed.", "It rained."]


@pytest.mark.parametrize(("moved", "found"), [(0, 120), (10, 110), (-10, 110), (11, 0), (-11, 0)])
def test_of_very_many_edited_sentences_each_is_looked_for_about_its_place(moved: int, found: int) -> None:
    """Where all of 120 sentences were edited, those are found that stand no more than ten places away."""
    numbers = [(number - moved) % 120 for number in range(120)]
    old = version(" ".join(f"Dam{number} holds lake{number} well." for number in range(120)) + "\n")
    new = version(" ".join(f"Dam{number} holds lake{number} now." for number in numbers) + "\n")
    expected = [(number, number + moved) for number in range(120) if 0 <= number + moved < 120]
    assert pairs(old, new) == (expected if found else [])
    assert found in (len(expected), 0)
