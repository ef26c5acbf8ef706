"""Whom grammar leaves as the speaker, kind by kind. Sources are marked as in ``test_speakers``."""

import pytest

from tests.extract.test_speakers import last, names

OTHERS = [
    "Mia Thorne met Dora Quill in May. Dora Quill was late. [She] <told> Quill {that it was too late}.",
    "Dora Quill wrote to Mia Thorne. Quill and Quill's aides agreed. Later [she] <thanked> Quill {for the answer}.",
    "Mia Thorne spoke first. Dora Quill won. [She] <said> {Quill had cheated}.",
    "Mia Thorne came second. Dora Quill came first. [She] <reminded> Ms. Quill {that votes are counted twice}.",
    "Mia Thorne was heard. Dora Quill went home. [She] <said> of Quill {that nobody knew more}.",
]


@pytest.mark.parametrize("marked", OTHERS)
def test_whom_the_clause_names_behind_a_pronoun_is_another(marked: str) -> None:
    assert last(marked)[0] == "Mia Thorne"


WHOSE = [
    ("Karl Holt is ill. [His office] <said> {so}.", "Karl Holt's office"),
    ("Dora Quill is helping the police, [her husband] <said>.", "Dora Quill's husband"),
    ("Karl Holt is ill. He went home. [Holt’s doctor] <said> {so}.", "Karl Holt’s doctor"),
    ("Tom Hayes was out. [His staff] <said> {so}.", "Tom Hayes' staff"),
    ("Tom Reed Jr. was out. [Reed's family] <said> {so}.", "Tom Reed's family"),
    ("[Dr Dora Quill's lawyer] <said> {so}.", "Dora Quill's lawyer"),
    ("Karl Holt was jailed. [His lawyer, Tom Reed,] <said> {so}. [His lawyer] <added> {that}.", "Tom Reed"),
    ("Karl Holt was jailed. Tom Reed, his lawyer, wept. [His lawyer] <said> {so}.", "Tom Reed"),
    ("Karl Holt sang. [His agent, Tom Reed,] <said> {so}. [His agent] <added> {that}.", "Tom Reed"),
    ("Dora Quill sang. [Her agent, Tom Reed,] <said> {so}. [His lawyer] <added> {that}.", "His lawyer"),
]


@pytest.mark.parametrize(("marked", "name"), WHOSE)
def test_who_stays_unnamed_is_called_by_whose_they_are(marked: str, name: str) -> None:
    assert last(marked)[0] == name


SEVERAL = [
    ("Critics of Mayor Karl Holt, [who] <say> {it was late}, left.", "Critics of Mayor Karl Holt"),
    ("It was backed by harbour groups, such as the Pier League, [who] <say> {it works}.", "harbour groups"),
    ("It came under fire from members of Parliament [who] <believe> {it broke the law}.", "members of Parliament"),
    ("Friends of Dora Quill [who] <fear> {a trial} wrote.", "Friends of Dora Quill"),
    ("They met voters in Ghent, [who] <think> {little of it}.", "voters in Ghent"),
]


@pytest.mark.parametrize(("marked", "name"), SEVERAL)
def test_a_plural_verb_has_a_plural_noun(marked: str, name: str) -> None:
    assert last(marked)[0] == name


SPOKEN_OF = [
    "Mayor Karl Holt met Tom Reed. Reed won. In May, the mayor signed a law that [he] <said> {was overdue}.",
    "Gov. Karl Holt met Tom Reed. Reed won. The governor resigned. [He] <said> {he was ill}.",
    "Sen. Karl Holt met Tom Reed. Reed won. The senator had a cold. [He] <said> {so}.",
    "Judge Karl Holt heard Tom Reed. Reed won. But the judge was angry. [He] <said> {it was a shame}.",
    "Karl Holt, a pastor, met Tom Reed. Reed won. The pastor left. [He] <said> {he was tired}.",
]


@pytest.mark.parametrize("marked", SPOKEN_OF)
def test_whom_an_office_means_is_spoken_of(marked: str) -> None:
    assert last(marked)[0] == "Karl Holt"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Karl Holt led in Ghent. Tom Reed led in Harlow. [Both men] <say> {they will win}.", "Karl Holt; Tom Reed"),
        ("Mia Thorne ran. Dora Quill ran. [Both women] <say> {so}.", "Mia Thorne; Dora Quill"),
        (
            "Karl and Mia Holt own it. Tom Reed sued. He lost. He wept. He left. [The couple] <said> {so}.",
            "Karl Holt; Mia Holt",
        ),
        ("Karl & Mia Holt own it. [The couple] <said> {so}.", "Karl Holt; Mia Holt"),
        ("Gov. Karl Holt met Sen. Tom Reed. Holt lost. Reed won. [Both leaders] <said> {so}.", "Karl Holt; Tom Reed"),
    ],
)
def test_two_who_are_told_of_one_by_one(marked: str, expected: str) -> None:
    assert last(marked)[0] == expected


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Young was out. Ann Young heard of it. [Young], 61, <said> {so}.", "Ann Young"),
        ("Thad Balkman heard the case. [Balman] <said> {so}.", "Thad Balkman"),
        ("Lena Ullmann sang. [Ullman] <said> {so}.", "Lena Ullmann"),
        ("Ilya Shaprio wrote. [Shapiro] <said> {so}.", "Ilya Shaprio"),
        ("Judge John deGrave sat. [DeGrave] was out; [deGrave] <said> {so}.", "John deGrave"),
        ("Dora Quill won. (RELATED: [Quill] Says Bridge Is Shut By Ice) Holt left.", "Dora Quill"),
        ("Salim Danish, a port spokesman, was there. [Danish] <said> {so}.", "Salim Danish"),
        ("It is late, <said> [Chief Executive Dora Quill].", "Dora Quill"),
        ("It is late, <said> [Mayor of Harlow Dora Quill].", "Dora Quill"),
        ("It is late, <said> [former Secretary of Defense Ash Calder].", "Ash Calder"),
        ("It is late, <said> [FBI Special Agent in Charge Karl Holt].", "Karl Holt"),
        ("It is late, <said> [the harbour spokesman, the Rev. Karl Holt].", "Karl Holt"),
        ("It is late, <said> [a candidate from Ghent named Karl Holt].", "Karl Holt"),
        ("It is late, <said> [Staff attorney at the Pier League chapter Jay Holt].", "Jay Holt"),
        ("It is late, <said> [Karl Holt, Slate].", "Karl Holt"),
        ("{“It is late.”} <—> [Karl Holt, Penn Live]", "Karl Holt"),
        ("It is late, <said> [Pier Times editor Dean Holt].", "Dean Holt"),
        ("[Rep. Dean Holt] <said> {so}.", "Dean Holt"),
        ("Ann Reed came. [Dean Reed] <said> {so}.", "Ann Reed"),
        ("[U.S]. President Dora Quill <said> {so}.", "Dora Quill"),
        ("The head of the Order of Police Karl Holt left. [Holt] <said> {so}.", "Karl Holt"),
        ("Dora Quill wrote. [Quill's tweet] <said> {so}.", "Dora Quill"),
        ("Dora Quill wrote. [@RealDoraQuill] <said> {so}.", "Dora Quill"),
        ("Dora Quill sang. [The former coach] <said> {so}.", "Dora Quill"),
    ],
)
def test_names_as_they_are_written(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ann Balkman and Tom Walkman met. [Balkman] <said> {so}.", "Ann Balkman"),
        ("Ann Reed met the Reeds. [Reid] <said> {so}.", "Reid"),
        ("Ann Young spoke. [Young people] <said> {so}.", "Young people"),
        ("It topped the Big Pear, where [police] <said> {so}.", "police"),
        ("The EPA left. [EPA-approved firms] <said> {so}.", "EPA-approved firms"),
        ("{It is late}, she told ex-CIA Director Karl Holt, [a port official] <told> us.", "port official"),
        ("It was shut on Feb. 2 by council aides [who] <said> {so}.", "aides"),
        ("{It is late}, [the Democratic rebuttal] <said>. Ann Reed is a Democrat.", "Democratic rebuttal"),
        ("Dora Quill sang. [The former official] <said> {so}.", "former official"),
        ("The Harlow Crimson, it says, knows. He read the Crimson. Karl Holt sat. [He] <said> {so}.", "Karl Holt"),
        ("Karl Holt was hurt, UK Harbours wrote. [He] <said> {so}.", "Karl Holt"),
        ("Karl Holt landed at Logan International Airport. [He] <said> {so}.", "Karl Holt"),
        ("Karl Holt was heard. Unsatisfied with it, the crowd left. [He] <said> {so}.", "Karl Holt"),
        ("Tom Reed sat. Karl Holt spoke of the Reed administration. [He] <said> {so}.", "Karl Holt"),
        (
            "The Kent Court of Appeals sat. A lower court wept. [The appeals court] <said> {so}.",
            "Kent Court of Appeals",
        ),
        ("The memo came. The document <says>, [the document] <says> {so}.", "memo"),
        ("USA Today wrote. PierNews.com asked. [The publication] <said> {so}.", "PierNews.com"),
        ("It lost its 2014 Harbour Dues decision, [which] <held> {that it was late}.", "2014 Harbour Dues decision"),
    ],
)
def test_what_is_nobody_or_another(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "The Holt administration sued. The Pier Agency paid. [The administration] <said> {so}.",
            "Holt administration",
        ),
        ("Holt's campaign won. The Pier Committee paid. [The campaign] <said> {so}.", "Holt campaign"),
        ("The Pier Agency paid. [The administration] <said> {so}.", "administration"),
        ("Boats sail from North Korea. Karl Holt left. [The North] <said> {so}.", "North Korea"),
        ("The U.S. government left. [The Afghan government] <said> {so}.", "Afghan government"),
        (
            "The mayor's office wrote. Holt Motors sued. The mayor's office paid. [The company] <said> {so}.",
            "Holt Motors",
        ),
    ],
)
def test_a_body_that_is_called_by_a_noun(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Reed wrote the Harbour Dues Act. [The bill] <says> {so}.", "Harbour Dues Act"),
        ("Reed wrote the Harbour Dues Act. [This legislation] <says> {so}.", "Harbour Dues Act"),
        ("Reed lost to the Quay Safety Act. She wept. [The law] <says> {so}.", "Quay Safety Act"),
        ("Reed wrote a Harbour bill. She praised the Quay Safety Act. [The bill] <says> {so}.", "Harbour bill"),
        ("Reed wrote it. [The law] <says> {so}.", "law"),
        ("The Harlow poll was out. A similar poll came. [The poll] <says> {so}.", "Harlow poll"),
    ],
)
def test_a_law_or_a_poll_that_was_named(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_whose_words_are_whose_in_one_article() -> None:
    marked = "Karl Holt is ill. [His office] <said> {so}. It is bad, [Holt's office] <said>."
    assert set(names(marked)) == {"Karl Holt's office"}


@pytest.mark.parametrize(("opens", "closes"), [(", ", ","), (" – ", " –"), (" — ", " —")])
def test_whoever_is_named_in_an_aside_is_not_who_the_sentence_is_about(opens: str, closes: str) -> None:
    told = f"The court was told that Karl Holt{opens}who owns Marsh Pets{closes} sold a dog."
    assert last(f"{told} {{“It was mine,”}} [he] <said>.")[0] == "Karl Holt"
