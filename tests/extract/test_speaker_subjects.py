"""Who a pronoun means where something was told of somebody who hasn't spoken. Sources as in ``test_speakers``."""

import pytest

from tests.extract.test_speakers import last, names

BODIES = [
    (
        "The Pier Herald came early. The council was new, and {free to shut any quay [it] <suspects> of fraud}.",
        "council",
    ),
    (
        "Ghent was cold. The Reed administration has made it a habit to leave clubs {[it] <sees> as rude}.",
        "Reed administration",
    ),
    ("Bo Cole met the Tern Trust. The committee meets in May on dues {[it] <says> are high}.", "committee"),
    ("The Pier Herald was late. The ministry was told of a ship {[it] <believed> lost}.", "ministry"),
    ("Lune Foods opened. The union has an office in Ghent, and {[it] <wants> two}.", "union"),
    ("Reporters met Republicans. If the Democrats do not get the bridge {[they] <want>}, nobody will.", "Democrats"),
    ("Many voters said so. Republicans would have wept, but now {[they] <fear> nothing}.", "Republicans"),
]


@pytest.mark.parametrize(("marked", "name"), BODIES)
def test_it_and_they_may_be_a_body_or_a_party_that_was_only_told_of(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_what_somebody_is_is_no_party_that_was_told_of() -> None:
    assert last("[The clerks] said so. Most clerks are Republicans, and {[they] <fear> nothing}.")[0] != "Republicans"


STUDIED = [
    ("Researchers at Leeds followed 500 people. [They] <found> {that sleep helps}.", "Researchers"),
    ("Scientists from the Tern Institute tested 40 patients. [They] <say> {it works}.", "Scientists"),
    ("Doctors in Ghent asked many women. [They] <warn> {of salt}.", "Doctors"),
    ("Economists with the bank watched some farmers. [They] <expect> {rain}.", "Economists"),
    ("Researchers followed 500 people. [They] <found> {that sleep helps}.", "Researchers"),
]


@pytest.mark.parametrize(("marked", "name"), STUDIED)
def test_they_are_those_who_study_not_the_studied(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize("spokesman", ["The prime minister's spokesman", "A spokesman for the port", "His spokesman"])
def test_a_spokesman_is_no_woman_who_speaks_next(spokesman: str) -> None:
    assert "spokesman" in names(f"[{spokesman}] said no. [Carol King] said she was glad.")[0]
    assert names(f"[{spokesman}] said no. [Carol King, a spokeswoman for the port,] wept.")[1] == "Carol King"


@pytest.mark.parametrize("who", ["A spokeswoman", "The mayor's spokeswoman", "Her lawyer", "Their author"])
def test_whoever_speaks_next_for_the_first_time_was_described_before(who: str) -> None:
    assert names(f"It rained on Monday. [{who}] said no. [Carol King] said she was glad.")[0] == "Carol King"
    assert names(f"[Carol King] wept. [{who}] said no. [Carol King] said she was glad.")[1] != "Carol King"


OPENED = [
    "[The sister-in-law of Bo Cole] said [the family] was glad. “It rained,” [Ann Reed] said.",
    "[A former adviser to Sen. Bo Cole] <said> [senators] would weep. “It rained,” [Ann Reed] said. [Reed] sat.",
    "[The wife of Cole] said so. “It rained,” [Ann Reed] wrote.",
    "[A friend of the mayor] said [many clerks] were late. “[A clerk] told me so,” [Ann Reed] said.",
    "[A critic of the port] said [the port] was shut. “It rained,” [Ann Reed] said.",
]


@pytest.mark.parametrize("marked", OPENED)
def test_who_opens_an_article_is_named_with_the_quotation_behind(marked: str) -> None:
    assert names(marked)[0] == "Ann Reed"


def test_who_is_told_to_be_something_else_did_not_open_the_article() -> None:
    assert names("[A judge] stopped it. “It rained,” [Ann Reed, a lawyer for the port,] said.")[0] == "judge"


RELATED = [
    "[Reed] left. (RELATED: Reed Shrugs Off Harbour Row) [Reed] came.",
    "[Ann Reed] left. (RELATED: Mayor Reed Calls Out Bo Cole) [Reed] came.",
    "[Ann Reed] left. READ MORE: Reed Praises New Quay. [Reed] came.",
    "[Ann Reed] left. Related: “Reed Blocks Action On Dues”. [Reed] came.",
    "[Ann Reed] left. SEE ALSO: Reed Urges Council To Act. [Reed] came.",
]


@pytest.mark.parametrize("marked", RELATED)
def test_the_headline_of_another_article_is_no_name(marked: str) -> None:
    assert {name.split()[-1] for name in names(marked)} == {"Reed"}


def test_a_line_that_tells_who_said_what_follows_is_no_headline() -> None:
    assert last("It rained.\n\n[Operations Manager Bo Cole] told Pier Radio:\n\n“It rained.”")[0] == "Bo Cole"


SAYS_SO = [
    ("Kim Reed was late. Reed wept. [One general] <said> {[he] was cold}.", "One general"),
    ("Bo Cole was late. Cole wept. [A clerk] told police that {[he] was cold}.", "clerk"),
    ("Bo Cole asked why. [A farmer from Ghent] <said> {[he] would stay}.", "farmer from Ghent"),
    ("Bo Cole was late. [A writer for the Pier Post] <says> {[he] wants rain}.", "writer for the Pier Post"),
    ("Bo Cole was late. [One judge] <said> that {[he] was cold}.", "One judge"),
    ("Al Fox asked why. [A spokesman for Bo Cole] <said> {[he] was cold}.", "Bo Cole"),
    ("Al Fox asked why. [Bo Cole’s spokeswoman] told police {[he] was cold}.", "Bo Cole"),
]


@pytest.mark.parametrize(("marked", "name"), SAYS_SO)
def test_who_says_so_without_a_name_is_meant_or_whom_they_speak_for(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            "Bo Cole was jailed.\n\nCole may appeal, [his solicitor] <said>. {“It is late,”} [he] <added>.",
            "his solicitor",
        ),
        (
            "Bo Cole was jailed.\n\nIt is late, [a clerk] <said>. Bo Cole was in tears. {“I lied,”} [he] <added>.",
            "Bo Cole",
        ),
    ],
)
def test_who_adds_something_spoke_last_in_the_paragraph(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_a_caucus_is_a_group_and_a_blog_is_none() -> None:
    assert last("The Pier Caucus met. TideBlog wrote so. [The group] <said> {it rained}.")[0] == "Pier Caucus"


TOLD_ME = [
    (
        "Bo Cole met Ann Reed.\n\n**Bo Cole:** Why?\n\n**Ann Reed:** I met the owner. [He] <told> me {it was fine}.",
        "owner",
    ),
    (
        "By Bo Cole\n\nAnn Reed has a shop.\n\nQ: Why?\n\nA: The mayor came in May. [He] <told> me {it was fine}.",
        "mayor",
    ),
    ("Bo Cole met Ann Reed. “I met the owner, Al Fox, in May,” [Reed] said. “[He] <told> me {it was fine}.”", "Al Fox"),
    ("COLE: Why?\n\nREED: My brother was ill. [He] <asked> us {to come}.", "brother"),
    ("Bo Cole met Ann Reed. “A woman rang,” [Reed] said. “[She] has <promised> us {rain}.”", "woman"),
    (
        "By Bo Cole\n\nAnn Reed has a shop.\n\nQ: Why?\n\nA: Al Fox came in May. [He] <warned> us {it was late}.",
        "Al Fox",
    ),
]


@pytest.mark.parametrize(("marked", "name"), TOLD_ME)
def test_who_told_me_is_told_of_in_the_answer(marked: str, name: str) -> None:
    assert last(marked)[0] == name


CHARGED = [
    "Ann Reed, 31, was arrested on Monday. Bo Cole wept. [The suspect] <told> police {it rained}.",
    "Ann Reed faces two charges. Bo Cole, a clerk, wept. [The defendant] <said> {it rained}.",
    "Bo Cole rang. Ann Reed, a baker from Ghent, has been charged with arson. [The suspect] <said> {it rained}.",
    "Ann Reed pleaded not guilty. Bo Cole was hurt. [The accused] <said> {it rained}.",
    "Ann Reed was later indicted. Bo Cole was hurt. [The shooter] <wrote> {that it rained}.",
]


@pytest.mark.parametrize("marked", CHARGED)
def test_the_suspect_is_who_is_charged(marked: str) -> None:
    assert last(marked)[0] == "Ann Reed"


def test_the_suspect_of_several_who_are_charged_stays_without_a_name() -> None:
    said = "Ann Reed was arrested. Bo Cole was charged too. [The suspect] <said> {it rained}."
    assert last(said)[0] == "suspect"


UNNAMED = [
    ("A Leeds woman sued Tesco. [She] <says> {the floor was wet}.", "Leeds woman"),
    ("An Air Force pilot was hurt in Perth. [He] <said> {the wing broke}.", "Air Force pilot"),
    ("A former Republican lawmaker left Ghent. [She] <said> {it was late}.", "former Republican lawmaker"),
    ("A Melbourne mum slammed Woolworths. [She] <said> {it was a frog}.", "Melbourne mum"),
    ("Three Ohio men left Dayton. [They] <said> {it was late}.", "Three Ohio men"),
    ("A Kent couple sued Tesco. [They] <say> {the floor was wet}.", "Kent couple"),
    ("A London-based charity sued Tesco. [It] <says> {the deal was a trick}.", "London-based charity"),
    # one of whom nobody knows whether it is a man or a woman
    ("[A Tesco spokesperson] <said> {no}. [They] <added> {that it was late}.", "Tesco spokesperson"),
    ("A Tesco user rang. [They] <said> {it was late}.", "Tesco user"),
    # where something else stands before, or whose they are
    ("In Lviv, a woman in a long coat stood by the door. [She] <said> {it was late}.", "woman"),
    ("Bo Cole rang Instagram. His manager refused. [She] <said> {it was late}.", "His manager"),
    # a noun with a capital
    ("The University of Kent shut its doors. [The University] <said> {it was late}.", "University of Kent"),
    # one who is named is no body without a name
    ("The mill is Bo Cole's. [The operator, HydroSur,] <said> {it was late}.", "HydroSur"),
    ("[A Labour MP] <said> {it was late}.", "Labour MP"),
    ("Harris spoke in Reno to a crowd. [She] <said> {it was late}.", "Harris"),
    ("[Comrade Joe Ajaero] <said> {it was late}.", "Joe Ajaero"),
]


@pytest.mark.parametrize(("marked", "name"), UNNAMED)
def test_somebody_without_a_name_is_spoken_of_too(marked: str, name: str) -> None:
    assert last(marked)[0] == name
