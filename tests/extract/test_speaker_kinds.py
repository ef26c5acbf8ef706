"""Kinds of speakers that readers of other news found wrong. Sources are marked as in ``test_speakers``."""

import pytest

from factdb.extract import extract
from factdb.extract.cast.names import find_names
from factdb.extract.layout import Layout
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names, resolve

NAMES = [
    ("It rained when Vice President-elect Dora Quill came. [Quill] said so.", "Dora Quill"),
    ("It was a Tern Valley Star-Statesman story. [The newspaper] said so.", "Tern Valley Star-Statesman"),
    ("The county has the Tern Sheriff's Association in it. [The association] spoke.", "Tern Sheriff's Association"),
    ("It rained. The Tern Trawlermen's Association left. [The association] spoke.", "Tern Trawlermen's Association"),
    ("It rained. The Tern Bakers’ Guild left. [The guild] spoke.", "Tern Bakers’ Guild"),
    ("It rained. Quill Motors' Union left. [The union] spoke.", "Quill Motors' Union"),
    ("[The quay report, published on Monday], said so.", "quay report"),
    ("[One minister I spoke to] said so.", "One minister I spoke to"),
    ("[The letter, signed by 40 bakers], said so.", "letter"),
    ("[A woman, dressed in black], said so.", "woman"),
    ("Roads were shut, the Teachers' Union of Ghent said. [The union] would strike.", "Teachers' Union of Ghent"),
    ("They wrote to Quills.com, a shop for pens. [The company] was glad.", "Quills.com"),
    ("Then Dora King came to the quay. In a letter, [King] said so.", "Dora King"),
    ("Dora Day was there. “It is over,” said [Day].", "Dora Day"),
    ("Dora May won in May. It is over, according to [May].", "Dora May"),
    ("Dora Price, the coach, was hired. [Price] claimed so.", "Dora Price"),
    ("“Never,” said [Adam Smith Society Vice President Dora Quill].", "Dora Quill"),
    ("It rained. (RELATED: [Ghent Pastor] Accuses Mayor Of Lying About Police At The Quay)", "Ghent Pastor"),
    ("Quill Motors has a shop near Ternham. Ternham is wet. [The company] said so.", "Quill Motors"),
    ("Quill Steel, a manufacturer, was sued, CNN reported. [The company] said so.", "Quill Steel"),
    ("Bob Tern left the mill. Asked whether Karl Reed calls him often, [he] said so.", "Bob Tern"),
    ("Mayor Karl Reed came. Bob Tern left the mill. Asked if the mayor was ill, [he] said so.", "Bob Tern"),
    ("Bob Tern left the mill. Asked whether he would go, [he] said so.", "Bob Tern"),
    ("[Centers for Disease Control and Prevention director Dr. Dora Quill] said so.", "Dora Quill"),
    ("It was late, according to [US Customs and Border Protection].", "US Customs and Border Protection"),
    ("It rained. (RELATED: Quill Says That It Will Sell) [Quill] said so.", "Quill"),
    ("First Lady Dora Quill has backed singer Kim Tern. Tern met Ann Lund. [He] said so.", "Kim Tern"),
    ("They kept men in the hills in May, a plan cursed by the Syrians [who] say so.", "Syrians"),
    ("The plan was cheered by Democrats [who] say so.", "Democrats"),
    ("It was in the same week that [Americans for Clean Quays President Dora Quill] said so.", "Dora Quill"),
    ("It was in the same week that [Acting U.S. Harbour and Pier Services Director Dora Quill] said so.", "Dora Quill"),
    ("Sen. Dora Quill calls it late and other news of the same day [MORE (D-Kan.)] said so.", "Dora Quill"),
    ("[Sen. Dora Quill. R-Kan.], said so.", "Dora Quill"),
    ("Mike Tern left. Michael Tern came back. [Tern] said so.", "Michael Tern"),
    ("Sources near KQXZ heard it. [The station] said so.", "KQXZ"),
    ("It was late. [South Korean-born Dora Quill] said so.", "Dora Quill"),
    ("Bank of Ternham reports losses. It fell. [The bank] said so.", "Bank of Ternham"),
    ("Tern Motors fell. Tern Motors Co., a maker of bikes, was sued. [Tern] said so.", "Tern Motors Co"),
    (
        "It was up to the Coastal Defence and Pier Authority (CDPA). [CDPA] said so.",
        "Coastal Defence and Pier Authority",
    ),
    (
        "The Department of Health and Community Services shut. [DOHCS] said so.",
        "Department of Health and Community Services",
    ),
    ("Boats sank. [Quill's parent company], Tern Motors, said so.", "Tern Motors"),
    ("Boats sank. Tern Motors, [Quill's biggest company], said so.", "Tern Motors"),
    ("The Tern Group met.\n\nPHOTOS: Ternham at night\n\n[The group] said so.", "Tern Group"),
    ("The Herald news website moved. [The Tern Foundation website] said so.", "Tern Foundation website"),
]


@pytest.mark.parametrize(("marked", "name"), NAMES)
def test_names_are_read_whole(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(
    "marked",
    [
        "Dora Quill went to El Paso. [She] said so.",
        "Dora Quill was out. Speculation swirled for days. [She] said so.",
        "Dora Quill was out. Some liked it. [She] said so.",
        "Bob Tern left. Dora Quill fought anti-Semitism and a pro-Tern mob. [She] said so.",
        "Dora Quill grew up in the Cold War. The Cold War was long. [She] said so.",
    ],
)
def test_what_is_nobody_is_not_taken_for_who_speaks(marked: str) -> None:
    assert last(marked)[0] == "Dora Quill"


@pytest.mark.parametrize("count", range(30, 39))
def test_what_a_headline_goes_on_with_is_no_name(count: int) -> None:
    """How many words are left over behind two runs of thirteen, the most that one has, must not decide it."""
    words = ("Every", "Word", "With", "One") * 10
    line = f"It rained. {' '.join(words[:count])}"
    assert find_names(line, Layout.of(line)) == []


LISTS = [
    ("Dora Quill and Bob Tern met. [Neither Quill nor Tern] said so.", "Dora Quill; Bob Tern"),
    ("[Sens. Dora Quill, R-Kan., and Bob Tern, D-Ohio,] said so.", "Dora Quill; Bob Tern"),
    ("Mayor Dora Quill came. [The mayor and Bob Tern] said so.", "Dora Quill; Bob Tern"),
    ("Mayor Dora Quill came with Bob Tern. [Neither the mayor nor Tern] said so.", "Dora Quill; Bob Tern"),
    ("[Tern Motors (TM) and Lund Motors] said so.", "Tern Motors; Lund Motors"),
    ("Dora Quill and Bob Tern met. [The two leaders, who had quarrelled,] said so.", "Dora Quill; Bob Tern"),
    ("Dora Quill and Bob Nader-Quill own it. [The Quills] said so.", "Dora Quill; Bob Nader-Quill"),
]


@pytest.mark.parametrize("body", ["Police Scotland", "Midtown Manhattan", "Recount Minnesota", "UC Quillham"])
def test_what_ends_in_a_place_or_begins_with_a_college_is_nobody(body: str) -> None:
    assert last(f"{body} came first. [{body}] said so.")[:2] == (body, SpeakerKind.ORGANISATION)
    assert last(f"{body} came first. [{body.split()[1]}] said so.")[1] == SpeakerKind.ORGANISATION
    assert last(f"Dora Quill went to {body}. [She] said so.")[0] == "Dora Quill"


def test_people_are_called_as_places_are() -> None:
    assert last("Whitney Houston sang. [Houston] said so.")[:2] == ("Whitney Houston", SpeakerKind.PERSON)


@pytest.mark.parametrize(("marked", "speakers"), LISTS)
def test_several_are_all_speakers(marked: str, speakers: str) -> None:
    assert last(marked)[0] == speakers


def test_letters_before_questions_and_answers_are_nobody_s_name() -> None:
    _, kind = last("Questions were cut.\n\nQ: Who came?\n\n[A]: I came home.")[:2]
    assert kind == SpeakerKind.UNNAMED


@pytest.mark.parametrize("asks", ["HOST", "INTERVIEWER", "Q"])
@pytest.mark.parametrize("pronoun", ["They", "He", "She"])
def test_nobody_speaks_of_who_asks(asks: str, pronoun: str) -> None:
    text = f"{asks}: Were you warned?\n\nDORA QUILL: {pronoun} told me so.\n\n{asks}: By whom?\n\nDORA QUILL: Nobody."
    spoke = {one.speaker.name for one in extract(text).attributions if one.cue.of(text) == "told"}
    assert asks not in spoke


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert last("[Sen. Dora Quill’s (R-N.D.) amendment] said so.")[1] == SpeakerKind.DOCUMENT
    assert last("They liked [the Quill administration's] plan.")[0] == "Quill administration"
    assert last("It broke [the harbour charter’s] rules.")[0] == "harbour charter"


DESCRIBED = [
    ("President Bob Tern and Mr. Trump met. Mr. Trump was glad, as Trump is. [The president] said so.", "Trump"),
    ("At the talks with Prime Minister Bob Tern, [the Belgian president] was glad.", "Belgian president"),
    ("Gov. Dora Quill came. [The state’s governor] said so.", "Dora Quill"),
    ("Officer Dora Quill came. [The officer, who has worked there for years,] said so.", "Dora Quill"),
    ("Rep. Dora Quill, chairman of a panel, praised Obama. [The Ohio Democrat] said so.", "Dora Quill"),
    ("[One lawmaker] was cross. “It is late,” said [Rep. Dora Quill].", "Dora Quill"),
    ("[Someone close to the talks] said so. [The insider, who hid,] was sure.", "Someone close to the talks"),
]


@pytest.mark.parametrize(("marked", "name"), DESCRIBED)
def test_a_description_is_of_whom_it_fits(marked: str, name: str) -> None:
    assert last(marked)[0] == name


def test_a_body_is_named_behind_its_description() -> None:
    marked = "[A county court] struck it down. The Tern County Court of Claims sat in May."
    assert names(marked) == ["Tern County Court of Claims"]


def test_a_spokesman_is_no_secretary() -> None:
    marked = "[A spokesman for the jail] was cross. “It is late,” [Defense Secretary Dora Quill] said."
    assert names(marked)[0] == "spokesman for the jail"


def test_the_state_is_no_country() -> None:
    assert last("Texas rules. The U.S. does not. [The state] said so.")[0] == "Texas"


def test_the_only_outlet_that_spoke_is_the_newspaper() -> None:
    found = resolve("[The Quill] wrote that it rained. [The newspaper] was sure.")
    assert [one.speaker.name for one in found] == ["Quill", "Quill"]
    assert found[1].confidence <= 0.5


def test_a_post_is_its_signer_s() -> None:
    marked = "She posted.\n\n[I] have faith in it. — Dora Quill (@doraquill) May 3, 2019"
    assert last(marked) == ("Dora Quill", SpeakerKind.PERSON)


def test_words_beside_a_quotation_tell_whose_it_is() -> None:
    assert last("“It rained, and [I] left,” said Dora Quill, the mayor.")[0] == "Dora Quill"
    assert last("Dora Quill said to all, “It rained, and [I] left.”")[0] == "Dora Quill"


HANDED_ON = [
    ("{“It is late,”} Dora Quill said, <according to> [the Times].", "Dora Quill"),
    ("{The quay was closed}, [the BBC] <reported>, citing court documents.", "court documents"),
    ("[Reuters], citing a friend, <reported> {that the quay was closed}.", "friend"),
    ("An aide, Dora Quill, was quoted by the daily [Courier] <as saying> {the quay was closed}.", "Dora Quill"),
    ("Dora Quill was quoted by [Reuters] <as saying> {the quay was closed}.", "Dora Quill"),
    (
        "[CNN] <quoted> a “source with a view of the quay” as saying {that it was late}.",
        "source with a view of the quay",
    ),
]


@pytest.mark.parametrize(("marked", "name"), HANDED_ON)
def test_an_outlet_hands_on(marked: str, name: str) -> None:
    (found,) = resolve(marked)
    assert name in found.speaker.name.replace("“", "").replace("”", "")
    assert "handed on by" in found.speaker.rule


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Officials believe the storm sank four boats over the weekend, according to Reuters.", {"Officials"}),
        (
            "Dora Quill said “the quay is a part of every town,” “a place to live,” according to NBC News.",
            {"Dora Quill"},
        ),
        ("The harbour office closed the quay at noon on Friday, according to Reuters.", {"Reuters"}),
    ],
)
def test_what_an_outlet_hands_on_is_the_other_s(text: str, speakers: set[str]) -> None:
    """What others think as well as say, and quotations that go on; but not what they do."""
    found = extract(text)
    said = [found.attributions[one.attribution] for one in found.claims if one.attribution is not None]
    assert {one.speaker.name for one in said} == speakers


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("It rained. [You] promised {that it would end}.", SpeakerKind.GROUP),
        ("[you] said {that it was late}.", SpeakerKind.GROUP),
        ("[About six-in-ten (62%)] said {that it was late}.", SpeakerKind.GROUP),
        ("[About 30 per cent of bakers] said {that it was late}.", SpeakerKind.GROUP),
        ("[Nearly three out of four bakers] said {that it was late}.", SpeakerKind.GROUP),
        ("[Nine in 10 bakers] said {that it was late}.", SpeakerKind.GROUP),
        ("[About a third (32%) of the bakers] said {that it was late}.", SpeakerKind.GROUP),
        ("[A new poll out today] said {that it was late}.", SpeakerKind.DOCUMENT),
        ("[An inquiry carried out by the board] said {that it was late}.", SpeakerKind.DOCUMENT),
        ("[3 out of 4] said {that it was late}.", SpeakerKind.GROUP),
        ("[The clinic] said {that it was late}.", SpeakerKind.ORGANISATION),
        ("[Large majorities] said {that it was late}.", SpeakerKind.GROUP),
        ("[Harbour officials worldwide] said {that it was late}.", SpeakerKind.UNNAMED),
        ("[The mayor-elect] said {that it was late}.", SpeakerKind.UNNAMED),
        ("[The home side] thought {they had won}.", SpeakerKind.GROUP),
        ("[Their side] said {that it was late}.", SpeakerKind.GROUP),
        ("[The visiting side] claimed {a penalty}.", SpeakerKind.GROUP),
    ],
)
def test_you_and_a_side_are_no_documents(marked: str, kind: SpeakerKind) -> None:
    assert last(marked)[1] is kind


@pytest.mark.parametrize("paper", ["white paper", "court papers", "council papers published in June", "working paper"])
def test_a_paper_of_such_a_kind_is_a_document_and_no_body(paper: str) -> None:
    assert last(f"Dora Quill sued. [The {paper}] said {{it was late}}.") == (paper, SpeakerKind.DOCUMENT)
    body = paper.split(maxsplit=1)[0]
    assert last(f"[The {paper}] said {{it was late}}. [The {body}] said so.")[0] == body
    assert last("They asked for more. [Local papers] said so.")[1] == SpeakerKind.ORGANISATION


@pytest.mark.parametrize(
    "name", ["Northern Quays", "CBX Ternham", "Quill & Tern", "Ternham Online", "Common Quay", "Quill Action"]
)
def test_a_thing_or_a_body_is_no_person(name: str) -> None:
    assert last(f"They asked for more. [{name}] said so.")[1] == SpeakerKind.ORGANISATION


def test_a_people_is_a_group_and_an_adjective_or_acronym_before_a_full_name_no_part_of_it() -> None:
    assert last("They asked for more. [South Carolinians] said so.")[1] == SpeakerKind.GROUP
    assert last("Then Dora Quill came. [Egyptian Dora Quill] said so.")[0] == "Dora Quill"


@pytest.mark.parametrize("people", ["Irish", "Chinese", "Dutch", "Swiss", "Spanish"])
def test_a_people_without_a_plural_is_none_of_the_people_who_are_named(people: str) -> None:
    assert last(f"Dora Quill flew home. [The {people}] said {{they would wait}}.") == (people, SpeakerKind.GROUP)
    assert last(f"Dora Quill came. [Many {people}] said {{it was late}}.")[1] == SpeakerKind.GROUP
    assert last("[The three conservatives] said {it was late}.")[1] == SpeakerKind.GROUP
    # A given name, and the one of whom it is told.
    assert last(f"{{“It is late,”}} said [{people}, a scholar].")[1] == SpeakerKind.UNNAMED
    assert last("Dora Quill flew home. [The Dutchwoman] said {it was late}.")[0] == "Dora Quill"


_CARE = "National Institute for Health and Care Excellence"
BODIES = [
    _CARE,
    "Syrian Observatory for Human Rights",
    "Movement for Rural Change",
    "Committee to Protect Bakers",
    "National Campaign to Abolish the Death Penalty",
    "Alliance for a Better Harbour",
    "Department for Environment, Food and Rural Affairs",
    "Department for Digital, Culture, Media and Sport",
    "Organization for Security and Co-operation in Europe",
]


@pytest.mark.parametrize("name", BODIES)
def test_what_a_body_is_for_is_part_of_its_name(name: str) -> None:
    assert last(f"[The {name}] said so.") == (name, SpeakerKind.ORGANISATION)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("It moved the Harbour Committee to Berlin. [The Harbour Committee] left.", "Harbour Committee"),
        ("It took the Harbour Committee to Bo Tern. [The Harbour Committee] left.", "Harbour Committee"),
        # two bodies side by side
        ("He told the Senate the House was late. [The Senate] left.", "Senate"),
        ("On Monday Parliament the House sat. [Parliament] left.", "Parliament"),
    ],
)
def test_where_a_body_goes_is_no_part_of_its_name(marked: str, name: str) -> None:
    assert last(marked)[0] == name


OF_LATE = [
    ("<Per> [Politico], {it was late}.", "Politico"),
    ("Quill Air cut jobs. Quill said it was late. Rival Tern fell 4%. [It] has hired many.", "Tern"),
    ("The city council shut it. The council said it was late. The fire brigade saw it. [It] was glad.", "fire brigade"),
    ("The National Institute for Health and Care Excellence (Nice) met. [Nice] was glad.", _CARE),
]


@pytest.mark.parametrize(("marked", "name"), OF_LATE)
def test_it_is_the_body_that_the_sentence_before_is_about(marked: str, name: str) -> None:
    assert last(marked)[0] == name


JOBS = ["Substitute", "Full-back", "Debutant", "Mum-of-two", "Matriarch", "Striker", "Gardener"]


@pytest.mark.parametrize("job", JOBS)
def test_what_somebody_is_is_no_part_of_a_name_that_opens_a_sentence(job: str) -> None:
    assert last(f"{job} Chidi Okafor was hurt. [Okafor] said so.")[0] == "Chidi Okafor"


@pytest.mark.parametrize(
    "marked",
    [
        "[Quillan] joked so.",
        "Quillan’s mother left. [Quillan] said so.",
        "[Niamh] said so.",
        "Quillan told the paper that he was late. [Quillan] said so.",
    ],
)
def test_a_lone_name_is_a_persons_where_no_company_has_or_does_so(marked: str) -> None:
    assert last(marked)[1] == SpeakerKind.PERSON
    assert (
        last(
            marked.replace("joked", "said").replace("’s mother", "").replace("he ", "it ").replace("Niamh", "Zaltron")
        )[1]
        != SpeakerKind.PERSON
    )


@pytest.mark.parametrize(
    "body", ["Al Qaeda", "Boko Haram", "Lockheed Martin", "Fannie Mae", "St. Louis Post-Dispatch", "Jones Day"]
)
def test_a_body_that_is_known_is_none_of_the_people_of_whom_it_has_the_name(body: str) -> None:
    assert last(f"It was late, [{body}] said.") == (body, SpeakerKind.ORGANISATION)
    assert names(f"Tom Fox spoke of {body}. [He] said so. [It] said so.") == ["Tom Fox", body]


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Jerrold Poe"), ("She", "Pramila Roe")])
def test_a_given_name_tells_whom_a_pronoun_means(pronoun: str, name: str) -> None:
    assert names(f"Pramila Roe met Jerrold Poe. [{pronoun}] said so.") == [name]
    assert names(f"Jerrold Poe met Pramila Roe. [{pronoun}] said so.") == [name]


@pytest.mark.parametrize("several", ["Marchers", "Leftists", "Ex-prisoners", "Blacks", "Jews", "Spokespeople"])
def test_several_who_open_a_sentence_are_no_body(several: str) -> None:
    assert last(f"It was late. [{several}] said so.")[1] in (SpeakerKind.GROUP, SpeakerKind.UNNAMED)


@pytest.mark.parametrize("paper", ["Sun", "Harlow Sun"])
def test_the_sun_is_a_newspaper(paper: str) -> None:
    assert last(f"[The {paper}] said so.") == (paper, SpeakerKind.ORGANISATION)
    assert last(f"It was late, according to [The {paper}] of Sun 3 May.") == (paper, SpeakerKind.ORGANISATION)
    assert last("Ann Reed Sun 3 May. [Reed] said so.") == ("Ann Reed", SpeakerKind.PERSON)


def test_accents_make_no_other_name() -> None:
    said = "[Raul Peña] said so. [Raúl Peña] said so. [Pena] said so. [Peña] said so."
    assert set(names(said)) == {"Raul Peña"}
