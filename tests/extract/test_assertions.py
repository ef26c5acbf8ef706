"""What tells a claim from an act by its grammar alone."""

import pytest

from factdb.extract.attribution.assertions import by_rule, signs
from factdb.extract.attribution.no_ones import is_no_ones
from factdb.records import Attribution, QuoteType, Span, Speaker, SpeakerKind
from tests.extract.sentences import cases, lines_of, unmarked


def said(text: str, cue: str, content: str) -> tuple[Attribution, Span]:
    start, begin = text.index(cue), text.index(content)
    where, what = Span(start, start + len(cue)), Span(begin, begin + len(content))
    nobody = Speaker("Roe", SpeakerKind.PERSON)
    return Attribution((Span(0, 3),), where, (what,), QuoteType.INDIRECT, nobody, 0.9), what


@pytest.mark.parametrize(("marked", "expected"), cases(lines_of("assertion_sentences.txt")))
def test_what_is_put_forward_as_so(marked: str, expected: str) -> None:
    text, (cue, content) = unmarked(marked)
    one, piece = said(text, cue, content)
    assert by_rule(text, one, piece) is {"so": True, "neither": False, "weighed": None}[expected]


def test_what_stands_on_both_sides_of_a_frame_is_put_forward_as_so() -> None:
    text = "Rain, she ventured, is good."
    she, ventured = (Span(text.index(word), text.index(word) + len(word)) for word in ("she", "ventured"))
    parts = (Span(0, 4), Span(text.index("is"), len(text)))
    nobody = Speaker("Roe", SpeakerKind.PERSON)
    one = Attribution((she,), ventured, parts, QuoteType.INDIRECT, nobody, 0.9)
    assert [by_rule(text, one, part) for part in parts] == [True, True]
    behind = Attribution((she,), ventured, parts[1:], QuoteType.INDIRECT, nobody, 0.9)
    assert by_rule(text, behind, parts[1]) is None


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("The flood was worse than the harbour office admits.", "harbour office", "admits", "The flood", True),
        ("It is bigger than most towns say.", "most towns", "say", "It is bigger than", True),
        ("The hold was as full as the captain said.", "captain", "said", "The hold was as full as", True),
        ("The hold was full, the captain said.", "captain", "said", "The hold was full", False),
        ("Police found a sword in the font.", "Police", "found", "a sword in the font", True),
        ("Two young divers have discovered a bell.", "Two young divers", "have discovered", "a bell", True),
        ("Police found that it was a sword.", "Police", "found", "that it was a sword", False),
        ("Police found the sword was a fake.", "Police", "found", "the sword was a fake", False),
        ("Police found “a mess” in the hold.", "Police", "found", "“a mess” in the hold", False),
        ("The clerk failed to mention that it rained.", "The clerk", "failed to mention", "that it rained", True),
        (
            "The clerk would not confirm or deny that it rained.",
            "clerk",
            "would not confirm or deny",
            "it rained",
            True,
        ),
        ("The clerk did not deny that it rained.", "The clerk", "did not deny", "that it rained", True),
        ("The clerk decided to mention that it rained.", "The clerk", "decided to mention", "that it rained", False),
        ("The clerk did not only deny that it rained.", "The clerk", "did not only deny", "that it rained", False),
        ("The thief said nothing of the bell.", "The thief", "said", "nothing of the bell", True),
        ("The thief said nothing was stolen.", "The thief", "said", "nothing was stolen", False),
        ("No court has ruled that it was late.", "No court", "has ruled", "that it was late", True),
        ("Nothing in the deed says that it was late.", "Nothing in the deed", "says", "that it was late", True),
        ("No 10 denied that it was late.", "No 10", "denied", "that it was late", False),
        ("Contrary to what the mayor says, it rained.", "the mayor", "says", "it rained", True),
        ("There are no old maps that say it is deep.", "old maps", "say", "it is deep", True),
        ("The ads let people think the moat is deep.", "people", "think", "the moat is deep", True),
        ("The ads led the judge to rule the moat is deep.", "the judge", "to rule", "the moat is deep", False),
        ("What makes the clerk think that it is deep?", "the clerk", "think", "that it is deep", True),
        ("Even so, guests feel the moat will freeze.", "guests", "feel", "the moat will freeze", False),
        ("The audit found three faults in the lock.", "The audit", "found", "three faults in the lock", False),
        ("The lock was declared a monument by decree.", "decree", "was declared", "a monument", True),
        ("The moat is listed as a hazard in the guide.", "the guide", "is listed", "as a hazard", True),
        ("The diet confirmed Ann Lind as its clerk.", "The diet", "confirmed", "Ann Lind as its clerk", True),
        ("The diet confirmed Ann Lind as missing.", "The diet", "confirmed", "Ann Lind as missing", False),
        ("The note stops short of saying it sank.", "The note", "stops short of saying", "it sank", True),
        ("The flood has proven that the moat is deep.", "The flood", "has proven", "that the moat is deep", True),
        ("A book on the flood shows that it is deep.", "A book on the flood", "shows", "that it is deep", False),
        ("Lind told the guests that were waiting.", "Lind", "told", "that were waiting", True),
        ("Lind told the guests that they were waiting.", "Lind", "told", "that they were waiting", False),
        ("Lind talked about whether the moat leaks.", "Lind", "talked", "whether the moat leaks", True),
        ("Lind is asking whether the moat leaks.", "Lind", "is asking", "whether the moat leaks", False),
    ],
)
def test_what_is_compared_or_found_is_no_claim_of_anybody(
    text: str, source: str, cue: str, content: str, expected: bool
) -> None:
    who, how, what = (Span(text.index(words), text.index(words) + len(words)) for words in (source, cue, content))
    assert is_no_ones(text, (who,), how, what) is expected


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        ("the army staged a coup", "clause"),
        ("his rivals sold the mill", "clause"),
        ("Kelso opened its port", "clause"),
        ("the board lied about the rain", "clause"),
        ("some guests crossed the hall", "clause"),
        ("the claims made by the board", "phrase"),
        ("a plan announced on Monday", "phrase"),
        ("the calls for rain", "phrase"),
    ],
)
def test_a_past_with_an_object_makes_a_clause(content: str, shape: str) -> None:
    text = f"Roe denied {content}."
    one, piece = said(text, "denied", content)
    assert f"shape {shape}" in set(signs(text, one, piece, []))


@pytest.mark.parametrize("when", ["recently", "Monday", "again", "quietly", "today"])
def test_the_verb_of_a_cue_is_not_when_it_was_said(when: str) -> None:
    text = f"Roe announced {when} the port is shut."
    one, piece = said(text, f"announced {when}", "the port is shut")
    assert "verb announced" in set(signs(text, one, piece, []))
