"""Where it isn't sure whom a claim means, its reading names nobody."""

import pytest

from factdb.extract.layout import Layout
from factdb.extract.readings import with_readings
from factdb.extract.speakers import resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.records import Attribution, Claim, QuoteType, Span, Speaker, SpeakerKind
from tests.extract.readings import reading_of
from tests.extract.sentences import span

BARE = [
    # A word of a name or a style, and what is of any college.
    ("Ann Reed lost. They used Rate My Boat.", "They used Rate My Boat."),
    ("Ann Reed came first. Her Royal Highness came late.", "Her Royal Highness came late."),
    (
        "The University of Harlow lost a suit. They rigged the college admissions process.",
        "They rigged the college admissions process.",
    ),
    # Somebody's title names another company.
    (
        "Elm Motors cut its schedule. Harbour Air Lines CEO Tom Poe said the company would not cut pay.",
        "the company would not cut pay.",
    ),
    # What stands before a place may be meant, and nobody is where he works.
    ("Holt feared attacks on the town’s Harbour Quarter, which would cost a lot.", "which would cost a lot."),
    ("A ferry called by Ann Reed, a clerk at Kelso, who mends boats.", "who mends boats."),
    # Another tells of his own, whatever his name was taken for.
    (
        "Cole Trust sank. Peter Vance won. The town grew, as Cole tells in his book.",
        "The town grew, as Cole tells in his book.",
    ),
    # A given name that isn't said to be whose full name comes later.
    (
        "Maria left. Maria wept on Friday. Maria sang. A clerk met Maria Quell and her staff in Kelso.",
        "Maria wept on Friday.",
    ),
    # What a quotation tells of is not who says it, and whose brother that is may be meant.
    ("Ann Reed has a boat. “She is late,” Ann Reed said. To cheer her up, they sang.", "To cheer her up, they sang."),
    ("“My brother’s boat sank,” Peter Vance said. He wept at noon.", "He wept at noon."),
    # Of two who are named together both are meant, and a name may go on.
    ("Clerks Ann Reed and Paul Holt, who mend boats, wept.", "who mend boats"),
    # A case of law, and what a name has before it.
    ("Ann Reed wept. The town read Reed v. Kelso on Friday.", "The town read Reed v. Kelso on Friday."),
    ("Peter Vance wept. The town read Kelso v. Vance on Friday.", "The town read Kelso v. Vance on Friday."),
    # Addresses and marks are nobody's name.
    ("Peter Vance wrote a letter. Write to Vance.Holt@example.org today.", "Write to Vance.Holt@example.org today."),
    (
        "Peter Vance wrote a letter. See example.org/Vance or #Vance2016 today.",
        "See example.org/Vance or #Vance2016 today.",
    ),
]


@pytest.mark.parametrize(("text", "words"), BARE)
def test_who_may_be_another_is_left_bare(text: str, words: str) -> None:
    assert reading_of(text, words).partition(" [in: ")[0].partition(" [before: ")[0] in ("", words)


def test_a_given_name_behind_the_full_one_is_whose_that_is() -> None:
    text = "Maria Quell met a clerk and her staff. Maria wept on Friday. Maria sang. Maria left."
    assert "Maria [Maria Quell] wept" in reading_of(text, "Maria wept on Friday.")


def test_of_whom_a_doctor_tells_may_be_another() -> None:
    told = "said he might need surgery."
    assert "[" not in reading_of(f"Paul Reed fell. Club doctor Peter Vance {told}", told[5:], "said", "Peter Vance")
    assert "he [Peter Vance]" in reading_of(
        f"A boat sank. Club doctor Peter Vance {told}", told[5:], "said", "Peter Vance"
    )
    assert "he [Peter Vance]" in reading_of(
        f"Paul Reed fell. Mayor Peter Vance {told}", told[5:], "said", "Peter Vance"
    )


def test_i_that_opens_what_others_are_to_say_is_nobodys() -> None:
    words = "“They want you to say ‘I sold my boat.’”"
    assert "[" not in reading_of(f"{words} said Peter Vance.", words, "said", "Peter Vance").partition(" [in: ")[0]


SAID_BY_OTHERS = [
    "“Nobody can say you won’t make me mend a boat.”",
    "“They all said I was ill.”",
    "“People come here saying, my boat sank.”",
]


@pytest.mark.parametrize("words", SAID_BY_OTHERS)
def test_i_of_what_others_say_without_marks_is_nobodys(words: str) -> None:
    assert "[" not in reading_of(f"{words} said Peter Vance.", words, "said", "Peter Vance").partition(" [in: ")[0]


def test_a_letter_of_a_short_name_is_nobody() -> None:
    for words in ("“The I.M.F. sold a boat.”", "“The A&I sold a boat.”"):
        assert "[" not in reading_of(f"{words} said Peter Vance.", words, "said", "Peter Vance").partition(" [in: ")[0]


def test_whom_is_not_whose() -> None:
    for words in ("told her directly.", "put her ahead of others.", "blamed her publicly for it."):
        text = f"Maria Holt leads the council. The vote {words}"
        assert "her [Maria Holt] " in reading_of(text, text.partition(". ")[2])
    for words in ("help for her might come.", "a letter to her will follow."):
        text = f"Maria Holt leads the council. They said that {words}"
        assert "her [Maria Holt] " in reading_of(text, text.partition(". ")[2])
    text = "Maria Holt leads the council. Her “plan” has failed."
    assert "Her [Maria Holt’s] “plan”" in reading_of(text, text.partition(". ")[2])
    text = "Maria Holt leads the council. The vote harmed her elderly mother."
    assert "her [Maria Holt’s] elderly" in reading_of(text, text.partition(". ")[2])


def test_a_paper_tells_of_others() -> None:
    text = "Harbour Motors Inc. builds vans. The company sold its plant, according to Harbour Motors Inc. yesterday."
    content, cue, source = span(text, "The company sold its plant"), span(text, "according to"), text.rindex("Harbour")
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    speaker = Speaker("Harbour Motors Inc", SpeakerKind.ORGANISATION)
    told = Attribution((Span(source, source + 14),), cue, (content,), QuoteType.INDIRECT, speaker, confidence=1.0)
    (alone,) = with_readings(names, [Claim((content,))], [])
    assert "The company [Harbour Motors Inc]" in alone.reading
    (read,) = with_readings(names, [Claim((content,), attribution=0)], [told])
    assert "[Harbour Motors Inc]" not in read.reading


def test_he_of_a_name_that_may_go_on_is_left_bare() -> None:
    assert "[" not in reading_of("Dr. Peter Vance King leads the town. He left.", "He left.")
    assert "He [Peter Vance] left." in reading_of("Dr. Peter Vance leads the town. He left.", "He left.")


def test_i_that_says_something_is_who_speaks() -> None:
    words = "“I told you that. They said a lot. My boat sank.”"
    assert "I [Peter Vance]" in reading_of(f"{words} said Peter Vance.", words, "said", "Peter Vance")


def test_he_of_a_clause_in_front_may_be_named_in_the_next_claim() -> None:
    text = "Paul Reed left. As he mended a boat, Peter Vance wept."
    assert "[Paul Reed]" not in reading_of(text, "As he mended a boat")
    assert "[Paul Reed]" in reading_of("Paul Reed left. As he mended a boat, it sank.", "As he mended a boat")


def test_the_president_is_not_the_son_of_one() -> None:
    text = "President Peter Vance Jr. met a clerk. On Friday, the president left the town."
    assert "[Peter Vance Jr" not in reading_of(text, "On Friday, the president left the town.")
