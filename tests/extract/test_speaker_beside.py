"""Who is meant beside others who are told of. Sources are marked as in ``test_speakers``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names

EACH = [
    ("[Ann Reed and her lawyers] <said> {so}.", "Ann Reed; her lawyers"),
    ("[The Harbour Bank and the mayor] <said> {so}.", "Harbour Bank; mayor"),
    ("[The Lund campaign and the Harbour Committee] <said> {so}.", "Lund campaign; Harbour Committee"),
    ("[Chairman Bo Lund and the leader, Ann Reed,] <said> {so}.", "Bo Lund; Ann Reed"),
    ("[The Harbour Party and its leader, Ann Reed,] <said> {so}.", "Harbour Party; Ann Reed"),
    ("[Boeing and its chief executive, Bo Lund,] <said> {so}.", "Boeing; Bo Lund"),
    ("[Sen. Ann Reed (D-Kent) and other Democrats] <said> {so}.", "Ann Reed; other Democrats"),
    ("[Ann Reed and congressional leaders] <said> {so}.", "Ann Reed; congressional leaders"),
    ("[Neither Ann Reed nor the four unions] <said> {so}.", "Ann Reed; four unions"),
    ("[The clerks and Mayor Ann Reed] <said> {so}.", "clerks; Ann Reed"),
    ("Bo Lund is the mayor. [The mayor and his aides] <said> {so}.", "Bo Lund; his aides"),
    ("Carl Cole <said> {no}. [Bo Lund and his wife] <said> {so}.", "Bo Lund; Bo Lund's wife"),
]


@pytest.mark.parametrize(("marked", "names"), EACH)
def test_each_of_two_speaks_whom_and_joins(marked: str, names: str) -> None:
    assert last(marked)[0] == names


PARTS = ["Ann Reed", "the mayor", "his aides", "the Harbour Bank", "other Democrats", "its union", "Sen. Bo Lund"]


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=20))
def test_no_more_speak_than_and_joins_and_none_twice(parts: list[str]) -> None:
    told = last(f"[{' and '.join(parts)}] <said> {{so}}.")[0].split("; ")
    assert 0 < len(told) <= len(parts)
    assert len(set(told)) == len(told)


ONE = [
    ("[The author and activist Ann Reed] <said> {so}.", "Ann Reed"),
    ("[The author and Professor Ann Reed] <said> {so}.", "Ann Reed"),
    ("[Health and Harbour Secretary Ann Reed] <said> {so}.", "Ann Reed"),
    ("[Health and Human Services spokeswoman Ann Reed] <said> {so}.", "Ann Reed"),
    ("[Education and the Workforce Committee Chairman Bo Lund] <said> {so}.", "Bo Lund"),
    ("[The group’s founder and president, Ann Reed,] <said> {so}.", "Ann Reed"),
    ("[Ann Reed, the founder and the owner,] <said> {so}.", "Ann Reed"),
    ("[The UK and Canadian ministers, Ann Reed and Bo Lund,] <said> {so}.", "Ann Reed; Bo Lund"),
    ("[A clerk of Ann Reed and the mayor] <said> {so}.", "clerk of Ann Reed and the mayor"),
    ("[Reed and Lund supporters] <said> {so}.", "Reed and Lund supporters"),
    ("[The clerks and the mayor] <said> {so}.", "clerks and the mayor"),
]


@pytest.mark.parametrize(("marked", "name"), ONE)
def test_who_is_told_by_two_words_is_one(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "[Ghent Mayor Ann Reed, Belgian President Bo Cole and former U.S. Secretary of State Dora Quill] <agreed>.",
            "Ann Reed; Bo Cole; Dora Quill",
        ),
        (
            "[Utah’s oldest members, Ann Reed, Bo Cole and Dora Quill,] <said> {it was late}.",
            "Ann Reed; Bo Cole; Dora Quill",
        ),
        ("[Ann Reed, Consultant Surgeon and Clinical Lead,] <said> {it was late}.", "Ann Reed"),
        ("Mayor Ann Reed met Bo Cole. [The mayor and the harbour master, Cole], <agreed>.", "Ann Reed; Bo Cole"),
        ("Mayor Ann Reed met Bo Cole. [Both Cole and the mayor] <agreed>.", "Bo Cole; Ann Reed"),
        ("It rained on Bo Cole. [Both Cole and the mayor] <agreed>.", "Bo Cole; mayor"),
    ],
)
def test_who_is_listed(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("According to [Ann Reed], Dora Quill lied when [she] <said> {that it was late}.", "Dora Quill"),
        ("According to [Ann Reed], [she] <said> {that it was late}.", "Ann Reed"),
        ("According to [Ann Reed], it was late. [She] <said> {so}.", "Ann Reed"),
        ("Ann Reed pressed Dora Quill on why [she] <believed> {it was late}.", "Dora Quill"),
        ("Ann Reed asked Tom Cole why [she] <believed> {it was late}.", "Ann Reed"),
        ("Ann Reed told Dora Quill that [she] <believed> {it was late}.", "Ann Reed"),
    ],
)
def test_whom_a_pronoun_means_in_what_another_tells_or_asks(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Lund Motors cut jobs. [Another carmaker], Cole Motors, <said> {it would wait}.", "Cole Motors"),
        ("Lund Motors cut jobs. [Another carmaker] <said> {it would wait}.", "Another carmaker"),
        ("They met Harbour Watch, [a group] that helps divers and <says> {it leaked}.", "Harbour Watch"),
        ("At the talks with Harbour Watch, [a group] <said> {it leaked}.", "group"),
        ("Lund Motors cut jobs. [Company] president Ann Reed <said> {it would wait}.", "Lund Motors"),
        ("Lund Motors cut jobs. [A company] <said> {it would wait}.", "company"),
    ],
)
def test_bodies_that_are_described(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ann Reed left. Added [Reed]: {“It was late.”}", "Ann Reed"),
        # But a name that begins with a word that may be one is a name.
        ("Ann Reed left. [Mark Reed] <said> {it was late}.", "Mark Reed"),
    ],
)
def test_what_is_no_part_of_a_name(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


def test_well_known_bodies_are_no_persons() -> None:
    assert last("[Mother Jones] <said> {it was late}.") == ("Mother Jones", SpeakerKind.ORGANISATION)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The mayor, who dined with Hannah Cole, was tired. [She] <warned> {that it was late}.", "mayor"),
        ("Mayor Ann Reed, who met Hannah Cole, was tired. [She] <warned> {that it was late}.", "Ann Reed"),
        ("Tom Reed didn’t wait. After a talk by Bob Cole on Sunday, [he] <said> {it was late}.", "Tom Reed"),
        (
            "President Lee came. Rep. Bo Reed, the clerk who led the president’s trial, left. [The president] said so.",
            "Lee",
        ),
    ],
)
def test_whoever_only_is_named_beside_the_subject_is_not_meant(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_whoever_wrote_an_article_is_nobody_that_it_goes_on_about() -> None:
    text = "Harbour to stay shut\n\nBy Jane Crawford\n\n“The harbour is shut,” she said.\n\nMayor Ann Reed was glad."
    assert [one.speaker.name for one in extract(text).attributions] == ["Ann Reed"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # behind a body with its letters, behind an office with more of it in brackets, before a dash
        ("[The Harlow Flood Agency (Hfa) director, Ann Reed,] <said> {no}.", "Ann Reed"),
        ("{No}, <said> [the National Quay Board (NQB) chair, Ann Reed].", "Ann Reed"),
        ("[The Quay Board (QB)] <said> {no}.", "Quay Board"),
        ("{No}, <said> [the vice chairman of the committee Sen. Ann Reed, R-Ohio].", "Ann Reed"),
        ("{No}, <said> [the aide to Sen. Ann Reed].", "aide to Sen. Ann Reed"),
        ("[White House chief of staff Ann Reed] <said> {no}.", "Ann Reed"),
        ("{No}, <said> [the harbour's head of press relations Ann Reed].", "Ann Reed"),
        ("{No}, <said> [the mother of victim Ann Reed].", "mother of victim Ann Reed"),
        ("{No}, <said> [the leader of protests against Ann Reed].", "leader of protests against Ann Reed"),
        ("[The poll, released Wednesday,] <said> {no}.", "poll"),
        ("[A survey, conducted March 3-6,] <said> {no}.", "survey"),
        ("{No}, <said> [Harlow, Ohio, Ledger columnist Ann Reed].", "Ann Reed"),
        ("{No}, <said> [Paris, Texas, baker Ann Reed].", "Ann Reed"),
        ("[One woman who agreed to be named], former clerk Ann Reed, <said> {no}.", "Ann Reed"),
        ("[A senior nurse in Harlow], Ann Reed <said> {no}.", "Ann Reed"),
        ("[A nurse], who met Ann Reed, <said> {no}.", "nurse"),
        # of the sides of a case
        ("[Reed v. Cole] <held> {no}.", "Reed v. Cole"),
        ("[Reed v. Board of Education] <held> {no}.", "Reed v. Board of Education"),
        # beside others, behind what somebody is
        ("[Ann Reed, a clerk in Harlow, and others] <say> {no}.", "Ann Reed; others"),
        ("[Ann Reed, who runs the mill, and her sons] <say> {no}.", "Ann Reed; her sons"),
        ("[Ann Reed, a friend of Bo Cole, Dan Marsh, and Eve Lund, a clerk,] <said> {no}.", "Ann Reed"),
        ("{No}, <said> [former mayor (and current clerk) Ann Reed].", "Ann Reed"),
        ("{No}, <said> [then–Mayor Ann Reed].", "Ann Reed"),
        # that is an adjective
        ("Brock Long left. [Long, the harbour administrator,] <said> {no}.", "Brock Long"),
    ],
)
def test_whoever_is_named_behind_or_beside_what_else_is_told_speaks(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Eve Lund was ill. In a note to the mayor, Ann Reed, [she] <said> {no}.", "Eve Lund"),
        ("Tom Lund left. Bo Cole came. In an angry email to Cole and his clerk, [he] <said> {no}.", "Tom Lund"),
        ("Eve Lund was ill. In a speech to the guild, [she] <said> {no}.", "Eve Lund"),
    ],
)
def test_whoever_is_written_to_does_not_write(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


FAR = "It rained. " * 7


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (f"[The rights activist] <said> {{no}}. {FAR}Quay activist Ann Reed left.", "rights activist"),
        (f"[The activist] <said> {{no}}. {FAR}Quay activist Ann Reed left.", "activist"),
        (f"[The president] <said> {{no}}. {FAR}President Donald Trump left.", "Donald Trump"),
        (f"[The British prime minister] <said> {{no}}. {FAR}David Cameron, the prime minister, left.", "David Cameron"),
        (f"[The quay activist] <said> {{no}}. {FAR}Quay activist Ann Reed left.", "Ann Reed"),
        ("[The activist] <said> {no}. It rained. Quay activist Ann Reed left.", "Ann Reed"),
    ],
)
def test_whoever_is_only_named_far_behind_is_another(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


def test_a_noun_that_looks_like_a_verb_says_nothing() -> None:
    assert names("{Jobless claims fell}, <according to> [the data].") == ["data"]
    assert names("{Ann Reed claims it fell}, <according to> [the data].") == ["Ann Reed"]
