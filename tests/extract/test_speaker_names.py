"""Which part of a source is its name, and where a name that was taken for more is found. Marked as in
``test_speakers``."""

import pytest

from factdb.extract import extract
from factdb.extract.speakers import Mention, resolve_speakers
from factdb.records import Span, SpeakerKind
from tests.extract.test_speakers import last, names, resolve

BUDGET = "Center on Budget and Policy Priorities"
HEALTH = "Senate Health, Education, Labor and Pensions Committee"
OVERSIGHT = "House Oversight and Government Reform Committee"
CYBERSECURITY = "Cybersecurity and Infrastructure Security Agency"
NAMED = [
    # behind a town and its state
    ("[Harlow, Ohio, Mayor Ann Reed] <said> {it was late}.", "Ann Reed"),
    ("[Dover, D.C. Mayor Ann Reed] <said> {it was late}.", "Ann Reed"),
    ("[Louisville, Kentucky Fire Chief Ann Reed] <said> {it was late}.", "Ann Reed"),
    # behind what somebody is, at the beginning of a sentence
    ("Gardener Ann Reed came late. [Reed] <said> {no}.", "Ann Reed"),
    ("The hotel is old. Hotel Ann Reed came late. [Hotel Ann Reed] <said> {no}.", "Hotel Ann Reed"),
    ("[Minister for Housing Darragh Kelly] <said> {it was late}.", "Darragh Kelly"),
    ("Jeff Marlin left. [AG Marlin] <said> {it was late}.", "Jeff Marlin"),
    ("[VP Marlin] <said> {it was late}.", "Marlin"),
    ("[CM Asha Rao] <said> {it was late}.", "Asha Rao"),
    ("[He Yadong] <said> {it was late}.", "He Yadong"),
    ("Bo Cole left. [He] <said> {it was late}.", "Bo Cole"),
    ("[Darragh Kelly TD] <said> {it was late}.", "Darragh Kelly"),
    ("[The Fianna Fáil TD] <said> {it was late}.", "Fianna Fáil TD"),
    # a letter in the place of a name
    ("[Mr A] <said> {it was late}.", "Mr A"),
    ("Mr A left. [He] <said> {it was late}.", "Mr A"),
    ("[Juror B] <said> {it was late}.", "Juror B"),
    ("Ann A. Reed left. [Mayor Reed] <said> {it was late}.", "Ann A. Reed"),
    # behind adjectives
    ("[quiet, soft-spoken Sen. Ann Reed (R-Maine)] <said> {it was late}.", "Ann Reed"),
    ("[The quiet, bookish Gov. Ann Reed] <said> {it was late}.", "Ann Reed"),
    # behind a rank
    ("[Petty Officer Second Class Joe Marsh] <said> {it was late}.", "Joe Marsh"),
    ("[Sgt. First Class Ann Reed, a medic,] <said> {it was late}.", "Ann Reed"),
    ("[Kent County Justice of the Peace Ann Reed, a devout reader,] <said> {it was late}.", "Ann Reed"),
    # behind an office that is cut short, but the SEC is none
    ("[Former Harbour Defence Sec. Ann Reed] <said> {it was late}.", "Ann Reed"),
    ("The SEC met. [The SEC] <said> {it was late}.", "SEC"),
    # behind a body that ends in what it does
    ("[Acting Director for the Center for Quays and Harbour Services Ann Reed] <said> {no}.", "Ann Reed"),
    # behind a surname's particle
    ("Lena el Marlin came. [Mr el Marlin] <said> {it was late}.", "Lena el Marlin"),
    # before a link's words, behind a fiscal year
    ("It was late | Ann Reed Read more\n\n[Ann Reed] <said> {no}.", "Ann Reed"),
    ("The FY2031 Tern Bureau budget fell. [The Tern Bureau] <said> {no}.", "Tern Bureau"),
    # that a word ran into which is none of theirs
    ("Remember Ann Reed? Ann Reed led it, and Ann Reed left. [Ann Reed] <said> {no}.", "Ann Reed"),
    ("<Citing> [Ann Reed], the Elm Herald reported {that it was late}.", "Ann Reed"),
    ("Georgia Govenor Bob Cole came. Bob Cole left. [Governor Cole] <said> {no}.", "Bob Cole"),
    ("[British PM Marlin] <said> {it was late}.", "Marlin"),
    ("Ann Reed left. REUTERS/Ann Quill\n\n[She] <said> {it was late}.", "Ann Reed"),
    # of a company and of one of the family that founded it
    ("Ford Motor Company fell. Ford wept. Bill Ford left. [Ford] <did> not {wait}.", "Ford Motor Company"),
    ("Ford Motor Company fell. Ford wept. William Clay Ford left. {No}, <said> [Ford].", "William Clay Ford"),
    # of two who are told by surnames alone
    ("[Quillberg and Cole] <said> {no}. Tyler Cole left.", "Quillberg; Tyler Cole"),
    ("[Cole and Quillberg] <said> {no}. Tyler Cole left.", "Tyler Cole; Quillberg"),
    # behind a place, of a college
    ("[Los Angeles based Tern Motors] <said> {no}.", "Tern Motors"),
    ("[Franklin and Marshall College political scientist Ann Reed] <said> {no}.", "Ann Reed"),
    # in marks, before a relative
    ("“Tern Man,” [who] <said> {it was late}, left.", "Tern Man"),
    # that a body is told by
    ("Reuters came. [The group, dubbed “Harbour Now,”] <said> {no}.", "Harbour Now"),
    ("Reuters came. [A firm called Tern Works] <said> {no}.", "Tern Works"),
    # behind a possessive that is set otherwise, behind a picture's credit
    ("[Pier Sports‘ Ann Reed] <said> {no}.", "Ann Reed"),
    ("It is cold. | AP Photos Cole: Quay too small\n\nBo Cole left. [Cole] <said> {no}.", "Bo Cole"),
    # beside the letters of their shares
    ("[Tern.com Inc (TERN.O), Lund Co (LUNDa.N) and Quill (NYSE: QUI)] <said> {no}.", "Tern.com Inc; Lund Co; Quill"),
    # of a third of the name, who is no king
    ("[Ann Reed and Martin Luther King III] <said> {no}.", "Ann Reed; Martin Luther King III"),
    # of bodies
    ("It rained, [the Center on Budget and Policy Priorities] <said>, {all day}.", BUDGET),
    ("It rained, [the Institute for Justice] <said>, {all day}.", "Institute for Justice"),
    # before a picture's credit
    ("It is cold. | Bo Quill/Getty Images Cole: Quay too small\n\nBo Cole left. [Cole] <said> {no}.", "Bo Cole"),
    # in brackets, of which one was cut off
    ("{No}, [[M]embers] <say>.", "Members"),
    # in a list
    ("[Ohio Gov. Ann Reed (R) and Georgia Gov. Bo Cole (R)] <said> {it was late}.", "Ann Reed; Bo Cole"),
    ("[Kent Mayor Ann Reed and New York Sen. Bo Cole] <said> {it was late}.", "Ann Reed; Bo Cole"),
    # of a headline that was taken for a name
    ("Harbour News: [Gov. Marlin] <Orders> {Probe Of The Quay}\n\nAnn Marlin left.", "Ann Marlin"),
    ("Ann Marlin left. (RELATED: [Marlin] <Supports> {Harbour Dues Study})", "Ann Marlin"),
    # before what is said of it without a comma
    ("[Ann Reed the bank's head of research] <said> {no}.", "Ann Reed"),
    ("Ann Reed left. [Reed the mother] <said> {no}.", "Ann Reed"),
    ("[Bo Cole a clerk at the harbour] <said> {no}.", "Bo Cole"),
    # whose surname is a trade, behind two given names
    ("William Rick Singer paid. [Singer] <said> {it was late}.", "William Rick Singer"),
    # of a short paragraph with a capital to almost every word
    ("So Justices Ruth Bader Marlin and Sonia Cole dissented.\n\n[Marlin] <wrote> {no}.", "Ruth Bader Marlin"),
    # behind what somebody is like or is to be
    ("Pope Marlin came. A Christ-like Marlin left. [Marlin] <said> {no}.", "Marlin"),
    ("[Speaker-designate Ann Reed] <said> {it was late}.", "Ann Reed"),
    # of a headline that goes on behind the name
    ("It wrote “Clinton Launches Iraq Air Strike”. Mr. Clinton left. [Clinton] <said> {no}.", "Clinton"),
    # of a father beside his son's
    ("King Salman met Mohamed bin Salman. [King Salman] <said> {no}.", "Salman"),
    ("Osama bin Laden left. [bin Laden] <said> {no}.", "Osama bin Laden"),
    # of bodies
    ("[The U.S Embassy in Baghdad] <said> {no}.", "U.S Embassy"),
    (
        "Coastal Defence and Space Company CDS N.V. (CDS) grew. [CDS] <said> {no}.",
        "Coastal Defence and Space Company CDS N.V.",
    ),
    (
        "It rained, [the Centre for Flood Prevention and Control] <said>, {all day}.",
        "Centre for Flood Prevention and Control",
    ),
    ("It rained, [Health and Human Services] <said>, {all day}.", "Health and Human Services"),
    ("It rained, [the Senate Health, Education, Labor and Pensions Committee] <said>, {all day}.", HEALTH),
    ("It rained, [the House Oversight and Government Reform Committee] <said>, {all day}.", OVERSIGHT),
    ("It rained, [the Cybersecurity and Infrastructure Security Agency] <said>, {all day}.", CYBERSECURITY),
    ("It rained, [the State Department] <said>, {not the Treasury and State Department}.", "State Department"),
    # beside another's, with what each of them is
    ("[Ann Reed, the head of the harbour board, and Bo Cole, a clerk,] <said> {no}.", "Ann Reed; Bo Cole"),
    ("[Ann Reed, Bo Cole, and Dora Marlin] <said> {no}.", "Ann Reed; Bo Cole; Dora Marlin"),
    # of an East Asian name, again and again
    ("Kim Jong Un wrote. Kim Jong Un left. Kim Yong Chol came. [Kim] <said> {no}.", "Kim Jong Un"),
]


@pytest.mark.parametrize(("marked", "name"), NAMED)
def test_a_name_is_found_behind_what_is_said_of_it(marked: str, name: str) -> None:
    assert names(marked)[0] == name


OTHERWISE = [
    # a comma that ends the phrase
    ("[The mill, citing Sen. Ann Reed,] <said> {it was late}.", "mill, citing Sen. Ann Reed"),
    ("[A clerk, unlike Sen. Ann Reed,] <said> {it was late}.", "clerk, unlike Sen. Ann Reed"),
    # whom somebody works for
    ("[An Ann Reed spokeswoman] <said> {no}.", "Ann Reed spokeswoman"),
    ("[Ann Reed's clerk at the harbour] <said> {no}.", "Ann Reed's clerk at the harbour"),
    # who is only among them
    ("[Some senators, including majority leader Ann Reed,] <said> {no}.", "Some senators"),
    ("[some - such as the group Peta -] <said> {no}.", "some - such as the group Peta"),
    ("[A number of the judges — including the liberal Ann Reed —] <said> {no}.", "number of the judges"),
    ("[parts of the navy, including former defense minister Bo Cole,] <said> {no}.", "parts of the navy"),
    # senators are not the one who is called a senator
    ("Sen. Ann Reed left. [GOP senators] <said> {no}.", "GOP senators"),
    ("Sen. Ann Reed left. [Twenty-two senators] <wrote> {so}.", "Twenty-two senators"),
    ("[Democratic senators from the coast] <opposed> {Sen. Ann Reed}.", "Democratic senators from the coast"),
    # a verb behind a source that is no cue of it
    ("Ann Reed sued. [The council] passed a rare resolution <apologising> {for it}.", "council"),
    ("Ann Reed sued. [Reed] ran her own ad <attacking> {the mayor}.", "Ann Reed"),
    # several of whom none is named more often
    ("Kim Jong Un wrote. Kim Yong Chol came. [Kim] <said> {no}.", "Kim"),
]


@pytest.mark.parametrize(("marked", "name"), OTHERWISE)
def test_what_is_no_name_of_the_source_is_left_out(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


def test_several_are_a_group() -> None:
    assert last("[GOP senators] <said> {no}.")[1] is SpeakerKind.GROUP


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[A federal judge] <stopped> {it}. District Judge Ann Reed gave no reason.", "Ann Reed"),
        (
            "[An Ohio judge] <said> {it was late}. It rained. The ruling by Kent County Judge Ann Reed is long.",
            "Ann Reed",
        ),
        ("[A coastal mayor] <said> {it was late}. Harlow's mayor, Ann Reed, met them.", "Ann Reed"),
    ],
)
def test_the_only_holder_of_an_office_is_named_soon_behind(marked: str, name: str) -> None:
    assert names(marked)[0] == name


@pytest.mark.parametrize(
    "marked",
    [
        "Judge Ann Reed left. [A federal judge] <stopped> {it}.",
        "[A federal judge] <stopped> {it}. Judge Ann Reed agreed. Judge Bo Cole did not.",
        "[A Texas senator] <stopped> {it}. Ohio Sen. Ann Reed agreed.",
        "Bo Lund left. [His lawyer] <said> {no}. Ann Reed, a lawyer for the bank, was late.",
        "Lawyer Ann Reed met Bo Lund. It rained. [A lawyer for Mr. Marsh] <said> {no}.",
        "[Another judge] <stopped> {it}. Judge Ann Reed agreed.",
        "[A clerk] <stopped> {it}. Harbour clerk Ann Reed agreed.",
    ],
)
def test_whoever_may_be_another_stays_unnamed(marked: str) -> None:
    assert resolve(marked)[0].speaker.kind is SpeakerKind.UNNAMED


@pytest.mark.parametrize(
    "marked",
    ["It was a trap, [the author] <writes>. {Nobody knew}.", "[The author] <says> {it was late}. It rained."],
)
def test_the_author_who_opens_an_article_wrote_it(marked: str) -> None:
    assert last(marked)[1] is SpeakerKind.AUTHOR


@pytest.mark.parametrize(
    "marked",
    [
        "Ann Reed, the author of a book, spoke. [The author] <says> {it was late}.",
        "It rained. The book is long. It has a plan. It sells. [The author] <says> {it was late}.",
    ],
)
def test_the_author_of_something_else_did_not(marked: str) -> None:
    assert last(marked)[1] is not SpeakerKind.AUTHOR


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Dora Quill, 35, a day trader, left. It rained on Ann Reed. [The trader] <said> {no}.", "Dora Quill"),
        ("Ann Reed left. Bo Cole, aged 61, the harbour clerk, waved. [The clerk] <said> {no}.", "Bo Cole"),
        ("Ann Reed, 35, a trader and [Harlow Comets fan], <said> {no}.", "Ann Reed"),
        ("Bo Cole, 35, whom a clerk met, left. [The clerk] <said> {no}.", "clerk"),
        ("Bo Cole, 35, waved. A clerk left. [The clerk] <said> {no}.", "clerk"),
        ("In May, 35, a record, came to Harlow with Bo Cole. [The record] <said> {so}.", "record"),
    ],
)
def test_an_age_stands_before_what_somebody_is(marked: str, name: str) -> None:
    assert names(marked)[-1] == name


@pytest.mark.parametrize("blank", [" –    ", ",    ", " —     ", " –    \x0c"])
def test_nothing_but_spaces_behind_a_name_says_what_somebody_is(blank: str) -> None:
    assert names(f"By Ann Reed{blank}\n\nIt rained. [Reed] <said> {{so}}.") == ["Ann Reed"]


def test_a_name_that_a_headline_goes_on_with_is_not_cut_before_a_later_verb() -> None:
    text = "Quay Fire: Gov. Quill Orders Probe, Says It Was Set\n\nGov. Dora Quill came at noon. Quill left."
    source, cue = text.index("Gov."), text.index("Says")
    mention = Mention(Span(source, source + 10), Span(cue, cue + 4), ())
    assert resolve_speakers(text, [mention])[0].speaker.name == "Dora Quill"


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("[Michael Brandt] came. [Micheal Brandt] paid. [Brandt] left.", ["Michael Brandt"] * 3),
        ("[Micheal Brandt] came. [Michael Brandt] paid. [Brandt] left.", ["Michael Brandt"] * 3),
        # Two given names that there are or aren't, a man's and a woman's, and short ones may be those of two people.
        ("[Ilvarin Brandt] met [Illvarin Brandt].", ["Ilvarin Brandt", "Illvarin Brandt"]),
        ("[Marta Brandt] met [Martha Brandt].", ["Marta Brandt", "Martha Brandt"]),
        ("[Stefan Brandt] met [Stefana Brandt].", ["Stefan Brandt", "Stefana Brandt"]),
        ("[Ivo Brandt] met [Ivok Brandt].", ["Ivo Brandt", "Ivok Brandt"]),
        ("[Michael Brandt] met [Micheal Lund].", ["Michael Brandt", "Micheal Lund"]),
    ],
)
def test_a_given_name_may_be_misspelt(marked: str, told: list[str]) -> None:
    assert names(marked) == told


RANKS = [
    "[PC Lee Brand] came. [PC Brand] left. [Brand] slept.",
    "[Pc Lee Brand] came. [Brand] left.",
    "[Det Con Lee Brand] came. [Det Con Brand] left. [Brand] slept.",
    "[Asst Ch Con Lee Brand] came. [Brand] left.",
    "[DI Lee Brand] came. [DI Brand] left.",
    "[DCI Lee Brand] came. [Insp Brand] left.",
    "[Det Ch Insp Lee Brand] came. [Supt Brand] left.",
]


@pytest.mark.parametrize("marked", RANKS)
def test_ranks_of_police_are_no_part_of_a_name(marked: str) -> None:
    assert set(names(marked)) == {"Lee Brand"}


@pytest.mark.parametrize("marked", ["[DC Comics] said so.", "[PC World] said so.", "[TD Bank] said so."])
def test_letters_before_another_word_are_no_rank(marked: str) -> None:
    assert len(names(marked)[0].split()) == 2


def test_a_town_that_is_called_like_a_person_is_nobody() -> None:
    assert last("Jeh Moss, the envoy, was cold. Gary is cold too. It rained in Gary. [He] went home.")[0] == "Jeh Moss"
    assert last("[Gary] came late. We have faith in Gary. [Gary] left.") == ("Gary", SpeakerKind.PERSON)
    assert last("Gary Cole was hurt in Gary. [Gary] slept.") == ("Gary Cole", SpeakerKind.PERSON)


@pytest.mark.parametrize("pitied", ["Poor Mexico", "Lucky Norway", "Brave Denmark", "Little Malta", "Proud Poland"])
def test_who_is_pitied_is_the_country(pitied: str) -> None:
    assert last(f"It rained. [{pitied}] never said so.") == (pitied.split()[1], SpeakerKind.ORGANISATION)


RANKED = ["Senior Airman", "Seaman", "Trooper", "Airman", "Cadet", "Ensign"]


@pytest.mark.parametrize("rank", RANKED)
def test_other_ranks_are_no_part_of_a_name_either(rank: str) -> None:
    assert names(f"It rained. [{rank} Ciera Bridges, 26,] came. [Bridges] left.") == ["Ciera Bridges"] * 2


def test_labels_and_days_are_no_part_of_a_name() -> None:
    said = "Related Coverage Justice Department says it rained. [The Justice Department] said no."
    assert names(said) == ["Justice Department"]
    assert "Super" not in names("It rained on Super Tuesday. [The group] <said> {it rained}.")
    assert "Cyber" not in names("It rained on Cyber Monday. [The company] <said> {it rained}.")


def test_an_airman_may_be_a_woman() -> None:
    said = "[Senior Airman Ciera Bridges, 26,] said {it rained}. A clerk wept.\n\n{“It rained,”} [she] <said>."
    assert names(said)[-1] == "Ciera Bridges"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Downing Street said the bridge was safe.", "Downing Street"),
        ("Harding Group said it would pay. The union agreed with Harding Group.", "Harding Group"),
        ("Ann Reed left. Backing Reed said nothing, Cole said it was late.", "Cole"),
    ],
)
def test_a_name_whose_first_word_looks_like_a_verb_keeps_it(text: str, speaker: str) -> None:
    assert speaker in [one.speaker.name for one in extract(text).attributions]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[Boeing] <said> {it was late}. {“We wait,”} [the planemaker] <added>.", "Boeing"),
        ("[Beijing] <said> {it was late}.", "Beijing"),
        ("[Harding] <said> {it was late}.", "Harding"),
        ("Reading the letter, [Cole] <said> {it was late}.", "Cole"),
    ],
)
def test_a_name_that_looks_like_a_verb_is_one_where_it_is_known(text: str, speaker: str) -> None:
    assert set(names(text)) == {speaker}


@pytest.mark.parametrize("word", ["a Ph.D in law", "the cry “Hail Reed”"])
def test_what_only_looks_like_a_name_is_none(word: str) -> None:
    assert names(f"Ann Reed left. They heard of {word}. [Reed] said so.") == ["Ann Reed"]
    assert "Ph" not in names(f"They heard of {word}. “It was late,” [he] said.")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Ann Roe addressed [a] <report> that it was late.", "report"),
        ("A court gave [a] ruling based on an old law that <says> {it was late}.", "ruling"),
        ("If this is new, [the] reflections on his life <remind> us {that it is late}.", "reflections"),
        ("{It was late}, <as> told in [the] letter: no.", "letter"),
        ("{“It was late.”} <(>[The] New York Times)", "New York Times"),
        ("{It was late}, <said> [the].", "the"),
    ],
)
def test_a_source_cut_behind_its_article_has_its_noun(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[Harbour News Editor-in-Chief Ann Reed] <said> {no}. [Reed] <said> {so}.", "Ann Reed"),
        ("[Dems] <said> {no}. [They] <said> {so}.", "Dems"),
        ("Reed was late. Lest CNN forget, [CNN] <said> {no}.", "CNN"),
        ("[Kent District Judges Lena Fox and Ann Reed] <said> {no}.", "Lena Fox; Ann Reed"),
        ("[House Republicans Lena Fox and Ann Reed] <said> {no}.", "Lena Fox; Ann Reed"),
    ],
)
def test_what_somebody_is_before_a_name_is_no_part_of_it(text: str, speaker: str) -> None:
    assert set(names(text)) == {speaker}


def test_dems_are_people() -> None:
    assert last("[Dems] <said> {no}.")[1] is SpeakerKind.GROUP


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Sun Yang, a swimmer,] said it was cold.", "Sun Yang"),
        ("“It is cold,” said [Sun Zhe, co-director of the harbour].", "Sun Zhe"),
        ("[May Reed, a baker,] said it was cold.", "May Reed"),
        ("[Young Lee, a clerk,] said it was cold.", "Young Lee"),
        ("[Moon Lee, the mayor of Kelso,] said it was cold.", "Moon Lee"),
        ("In May [Reed, a baker,] said it was cold.", "Reed"),
    ],
)
def test_a_word_that_may_be_a_name_is_one_where_who_it_is_stands_behind(text: str, name: str) -> None:
    assert last(text) == (name, SpeakerKind.PERSON)
