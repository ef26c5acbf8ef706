"""What stands for whom, kind by kind. Sources are marked as in ``test_speakers``."""

import pytest

from factdb.extract import extract
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names, resolve

RELAYS = [
    (
        "Dora Quill left. {“Nobody told us,”} Quill wrote in a note to staff on May 3, <according to> [Reuters].",
        0,
    ),
    ("Dora Quill left. {“Nobody told us,”} Quill said in Ghent, as [Reuters] <reported>.", 0),
    ("{“Nobody told us,”} the owner's aide, Dora Quill, told reporters, <according to> [the BBC].", 0),
    ("{The quay will stay shut, Dora Quill said in May}, <according to> [the BBC].", 0),
    ("{The quay was open, Dora Quill told police}, <according to> [an arrest report].", 0),
    ("{“Nobody told us,”} [Reuters] <quoted> harbour master Dora Quill (left), who was there.", 0),
    ("{“Nobody told us,”} [Reuters] <quoted> Dora Quill.", 0),
    ("{“Nobody told us,”} Dora Quill said in a statement Tuesday, <per> [Anchor].", 0),
    ("{“Nobody told us,”} Dora Quill said on Monday, <according to> [Bo Cole].", 0),
    ("The mayor, Dora Quill, spoke at noon. {Quill said the bridge would close}, <reports> [The Washington Post].", 0),
    ("Dora Quill spoke at noon. According to [Reuters], {Quill added that the bridge would close}.", 0),
    ("Dora Quill spoke at noon. According to [Reuters], {Quill said that the bridge would close}.", 0),
    ("Dora Quill spoke at noon. {Ms. Quill told villagers the bridge would close}, <according to> [the BBC].", 0),
    ("Dora Quill was out. {“Not on my watch,”} [the Pier Report] <quotes> Quill as saying.", 0),
    ("Sen. Dora Quill left. According to [Politico], {the senator said she would be back}.", 0),
]


@pytest.mark.parametrize(("marked", "which"), RELAYS)
def test_whom_an_outlet_quotes_is_the_speaker(marked: str, which: int) -> None:
    resolution = resolve(marked)[which]
    assert (resolution.speaker.name, resolution.speaker.kind) == ("Dora Quill", SpeakerKind.PERSON)
    assert "handed on by" in resolution.speaker.rule


@pytest.mark.parametrize(
    "marked",
    [
        "[The Washington Post] <reported> {that the bridge would close}.",
        "[Reuters] <said> {prices fell}.",
        "[Dora Quill] <said> {Reuters said so first}.",
        "According to [the BBC], {the bridge that Quill built will close}.",
        "[Politico] <says> {to say so is brave}.",
        "Dora Quill left. {Quill added the name of the ship in May}, <according to> [Reuters].",
    ],
)
def test_an_outlet_that_quotes_nobody_speaks_itself(marked: str) -> None:
    assert "handed on" not in resolve(marked)[0].speaker.rule


FDA = "Food and Drug Administration"
CALLED = [
    ("Boeing built it. Harland Motors Inc. sold it. [The company] was glad.", "Harland Motors Inc"),
    ("[Quillan's] said sales fell.", "Quillan's"),
    ("Quillan’s shares fell. “It rained,” [Quillan’s] says.", "Quillan’s"),
    ("The FBI came to Ghent. [The agency] took the files.", "FBI"),
    ("Ann Wood wrote for the Pier Herald. She left. [The newspaper] printed it.", "Pier Herald"),
    ("CNN showed it. The Pier Museum was shut. [The broadcaster] said so.", "CNN"),
    ("Ghent voted. The Harbour Union struck. [The union] won.", "Harbour Union"),
    ("Pfizer of New York sold it. [The drugmaker] said it works.", "Pfizer"),
    ("Quorum Research, a consulting firm, counted. [The firm] found few.", "Quorum Research"),
    ("In Cleveland it rained. [The city] closed the roads.", "Cleveland"),
    ("Ryanair flew. [The Irish airline] was late.", "Ryanair"),
    ("Police Ruritania came. [The force] left.", "Police Ruritania"),
    ("The Food and Drug Administration met. [The administration] left.", FDA),
    ("The Tern Workers sang. [The United Lock Workers union] left. [United Lock Workers] ate.", "United Lock Workers"),
    ("Harland Motors Inc. sold it. Harland Motors left. [Harland Motors] Chief Ann Wood ate.", "Harland Motors Inc"),
    ("Greenpeace came in boats. [The group] wrote a letter.", "Greenpeace"),
    ("The Department of Justice (DOJ) sued. [DOJ] won. [The Justice Department] said so.", "Department of Justice"),
    (
        "[The Bureau of Alcohol, Tobacco, Firearms and Explosives] came. [The agency] left.",
        "Bureau of Alcohol, Tobacco, Firearms and Explosives",
    ),
    ("Lund Motors fell. In a filing with the Port Safety Agency, [the company] said so.", "Lund Motors"),
    ("A federal court sat. The Harlow District Court ruled. [The court] said so.", "Harlow District Court"),
    ("Dora Quill leads. [Quill's campaign] objected. [Her campaign] sued.", "Quill campaign"),
]


@pytest.mark.parametrize(("marked", "name"), CALLED)
def test_a_noun_joins_the_organisation_it_is_said_of(marked: str, name: str) -> None:
    assert set(names(marked)) == {name}
    assert last(marked)[1] is SpeakerKind.ORGANISATION


def test_whoever_has_said_something_is_no_company() -> None:
    assert names("[Quill's] said so before. Mr. Quill's dues were late.") == ["Quill"]
    assert names("Dora Quill's garden is green. [Quill's] told us.") == ["Dora Quill"]


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [
        ("Reuters came. [The half-official Tarnim news agency] said so.", "Reuters"),
        ("The Harlow Courier came. [The conservative Dover Mirror newspaper] said so.", "Harlow Courier"),
        ("A COVID-19 vaccine works. [The company] said so.", "COVID-19"),
        ("Golden Gate Park is green. [The newspaper] said so.", "Golden Gate Park"),
        ("The New York Times came. [The hospital] was full.", "New York Times"),
        ("Paris slept. [The airline] said so.", "Paris"),
        ("The Senate met. [The bank] failed.", "Senate"),
        ("Kent State won. [The state] was glad.", "Kent State"),
        ("President Ann Wood met the Food and Drug Administration. [The administration] left.", FDA),
    ],
)
def test_a_noun_does_not_join_what_it_cannot_mean(marked: str, wrong: str) -> None:
    assert names(marked)[0] != wrong


PRONOUNS = [
    ("Tom Fox spoke. Tom Fox sang. Tom Fox left. Hugo Price seemed glad of it. “I am tired,” [he] said.", "Hugo Price"),
    ("Tom Fox won. Hugo Price denied that Tom Fox had asked him, but [he] admitted the rest.", "Hugo Price"),
    ("Tom Fox is tall. Tom Fox is old. Hugo Price told Reuters all. [He] said it was late.", "Hugo Price"),
    ("Ann Wood met Tom Fox. [She] said so.", "Ann Wood"),
    ("Tom Fox sat. Tom Fox slept. Neither did former Gov. Hugo Price, his friend. “No,” [he] said.", "Hugo Price"),
    ("[The memo] <said> {so}.\n\n{It rained in Ruritania, Zenda and Ghent}, [it] <said>.", "memo"),
    ("Mr. Kel met Mrs. Dun. [She] said so.", "Dun"),
    ("The actress Lin Oke met the duke Pol Ar. [She] said so.", "Lin Oke"),
    ("Sen. Ann Wood and Rep. Tom Fox met. [They] agreed.", "Ann Wood; Tom Fox"),
    ("Ann Wood and former Gov. Tom Fox have much in common. [They] said so.", "Ann Wood; Tom Fox"),
    ("Ann Wood and Tom Fox ran for it. [Both] said so.", "Ann Wood; Tom Fox"),
    ("Ann Wood and Tom Fox ran for it. But [neither] said so.", "Ann Wood; Tom Fox"),
    ("Tom Fox came first. [Neither he nor Hugo Price] said so.", "Tom Fox; Hugo Price"),
    ("Merkel was there. “No,” [she] said.", "Merkel"),
]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # several documents or bodies are not "it"
        ("Tern Bank read [the letters]. [It] said so.", "Tern Bank"),
        ("Tern Bank showed [photos that] prove what [it] said.", "Tern Bank"),
        ("Tern Bank wrote, and [two firms] answered. [It] said so.", "Tern Bank"),
        # and documents are "they" where nobody else is
        ("[The letters] were read. [They] said so.", "letters"),
        ("The clerks wrote [the letters]. [They] said so.", "clerks"),
        # whoever opens a sentence as the owner of its subject
        ("[Tom Cole] said it was late.\n\nDan Marsh’s mother wept, and [he] said so.", "Dan Marsh"),
        ("[Tom Cole] said it was late.\n\nIt rained on Dan Marsh’s mother, and [he] said so.", "Tom Cole"),
        ("[The teen, whom the paper did not name,] said so.", "teen"),
    ],
)
def test_number_and_place_tell_whom_a_pronoun_means(marked: str, name: str) -> None:
    assert last(marked)[0] == name


@pytest.mark.parametrize(("marked", "name"), PRONOUNS)
def test_a_pronoun_is_whom_the_sentence_before_is_about(marked: str, name: str) -> None:
    assert last(marked)[0] == name


DOUBTS = [
    ("Victor Braca met Victor Fehr. [Victor] left.", {"Victor Braca", "Victor Fehr"}),
    ("Ann Lee and Ann Dahl found it. [Ann] was cold.", {"Ann Lee", "Ann Dahl"}),
    ("Coach Tom Reed thanked his son, Tom Reed Jr. [Reed] was proud.", {"Tom Reed", "Tom Reed Jr."}),
    ("Per Ankrah went with his wife, Ida Ankrah. [Ankrah] sang.", {"Per Ankrah", "Ida Ankrah"}),
    ("Tom Fox saw Hugo Price. [He] left.", {"Tom Fox", "Hugo Price"}),
    ("Cole Capital and Ruby Capital merged. [Capital] will cut jobs.", {"Cole Capital", "Ruby Capital"}),
    ("First Bank sued Second Bank. [The bank] lost.", {"First Bank", "Second Bank"}),
    ("The Lunds sold the farm. [Lund] will miss it.", {"Lunds"}),
]


@pytest.mark.parametrize(("marked", "candidates"), DOUBTS)
def test_who_cannot_be_told_apart_is_in_doubt(marked: str, candidates: set[str]) -> None:
    resolution = resolve(marked)[-1]
    assert resolution.confidence < 0.85
    assert candidates <= {*resolution.candidates, resolution.speaker.name}


OFFICES = [
    ("Jon Vale, a plumber, died. [The mayor] was sad.", "mayor"),
    ("Ann Wood, a teacher, won. [The president] rang her.", "president"),
    ("Hugo Price, a baker, left. [The governor] stayed.", "governor"),
    ("Ann Wood sings. Ann Wood dances. [The senator] clapped.", "senator"),
    ("The mayor, who met Ann Wood, left. [She] said so.", "mayor"),
    ("{The mayor will not resign}, [she] said.", "mayor"),
    ("The prime minister flew to Oslo. [She] said so.", "prime minister"),
    ("The vicar, who had scolded Tom Fox in May, sang. [He] said so.", "vicar"),
    ("Tom Fox is a painter. [The prime minister] bought one.", "prime minister"),
    # One of another kind
    ("Planning officer Tom Fox wrote it. [The returning officer] was sad.", "returning officer"),
    ("Deputy editor Ann Wood left. [The managing editor] stayed.", "managing editor"),
    ("Home Secretary Ann Wood left. [The foreign secretary] stayed.", "foreign secretary"),
    ("Mayor Ann Wood left. [The deputy mayor] stayed.", "deputy mayor"),
    ("Head coach Tom Fox left. [The assistant coach] stayed.", "assistant coach"),
    ("Professor Ann Wood left. [The other professor] stayed.", "other professor"),
    ("Police chief Ann Wood left. [The fire chief] stayed.", "fire chief"),
    ("Health minister Ann Wood left. [The shadow minister] stayed.", "shadow minister"),
    # Of another country, party or club
    ("French President Ann Wood flew to Oslo. [The Russian president] stayed.", "Russian president"),
    ("Labour leader Ann Wood left. [The Conservative leader] stayed.", "Conservative leader"),
    ("Arsenal manager Tom Fox left. [The Spurs manager] stayed.", "Spurs manager"),
    # Or of another body
    ("President Obama met Tom Fox. Obama left. [The president of Ghana] stayed.", "president of Ghana"),
    ("President Obama met Tom Fox. Obama left. [The president of the Mill Bank] stayed.", "president of the Mill Bank"),
]


@pytest.mark.parametrize(("marked", "name"), OFFICES)
def test_an_office_is_not_the_last_person_named(marked: str, name: str) -> None:
    assert last(marked) == (name, SpeakerKind.UNNAMED)


HOLDERS = [
    ("Lou Park blamed the war in the Gulf. [She] was sad.", "Lou Park"),
    ("Ann Wood wrote to the papers. The bishop left. [She] said so.", "Ann Wood"),
    ("Planning officer Tom Fox wrote it. [The officer] was sad.", "Tom Fox"),
    ("Mayor Ann Wood left. [The embattled mayor] was sad.", "Ann Wood"),
    ("President Obama met Tom Fox. Obama left. [The president of the United States] was sad.", "Obama"),
    ("Ann Wood, president of the Mill Bank, met Obama. [The president of the bank] was sad.", "Ann Wood"),
    ("Mayor Ann Wood met Jon Vale, a plumber. [The mayor] was sad.", "Ann Wood"),
    ("Jon Vale met Ann Wood, the mayor of Ghent. [The mayor] was sad.", "Ann Wood"),
    ("Sen. Ann Wood (R-Fla.) met Sen. Eve Lake (D-Ohio). [The Florida senator] was sad.", "Ann Wood"),
    ("Rep. Ann Wood, R-S.C., met Jon Vale. [The South Carolina Republican] was sad.", "Ann Wood"),
    ("Gov. Ann Wood met Jon Vale. [The Republican governor] was sad.", "Ann Wood"),
    ("Obama met Jon Vale, a plumber. [The president] was sad.", "Obama"),
    ("Kel West, the rapper, met Jon Vale. [The rapper] was sad.", "Kel West"),
    ("Kel West sang a new song. [The singer] was sad.", "Kel West"),
    ("[A former minister -- Ann Wood --] was sad.", "Ann Wood"),
    ("[One delegate, Harbour Party chairwoman Ann Wood,] was sad.", "Ann Wood"),
    ("[Two aides from Ghent, Ann Wood and Tom Fox,] were sad.", "Ann Wood; Tom Fox"),
    ("It was late when [House Intelligence Republican Ann Wood] was told of it.", "Ann Wood"),
    ("[Rep. Steve King, R-Iowa,] was sad.", "Steve King"),
]


def test_who_tells_the_writer_something_stays_unnamed() -> None:
    told = "As [one senior Republican in Congress] {}, “No.” Rep. Ann Wood said so."
    assert names(told.format("told me"))[0] == "one senior Republican in Congress"
    assert names(told.format("told the Pier Herald"))[0] != "Pier Herald"


def test_who_does_something_beside_others_is_not_what_they_do_it_to() -> None:
    marked = "After Facebook, Twitter and Google rejected [the Wood campaign's] plea, it rained."
    assert names(marked) == ["Wood campaign"]


def test_words_of_many_offices_join_no_two() -> None:
    marked = "Ann Wood, the director of national parks, met Jon Vale. [The director of the National Bureau] was sad."
    assert last(marked)[0] != "Ann Wood"


@pytest.mark.parametrize(("marked", "name"), HOLDERS)
def test_a_role_is_who_holds_it(marked: str, name: str) -> None:
    assert last(marked) == (name, SpeakerKind.PERSON)


NO_FRAGMENTS = [
    ("Rain in Ghent\n\n[The engineers who built it\n\nThe bridge] <held>.", {"engineers who built it", "bridge"}),
    ("“It is late,” [said] Ann Wood.", {"Ann Wood"}),
    ("He lives in the U.S. [Jobs] are few.", {"Jobs"}),
    ("[J&J] paid. [Johnson & Johnson] paid more.", {"Johnson & Johnson"}),
    ("[AT&T] paid.", {"AT&T"}),
    ("[Although Ghent] paid.", {"Ghent"}),
    ("Underdogs bark. [Underdogs] bark because underdogs do.", {"Underdogs"}),
]


@pytest.mark.parametrize(("marked", "allowed"), NO_FRAGMENTS)
def test_a_fragment_is_no_speaker(marked: str, allowed: set[str]) -> None:
    assert set(names(marked)) <= allowed


SHORT = [
    ("The Federal Reserve met. [The Fed] cut rates.", "Federal Reserve"),
    (
        "[The B.B.C.] came. [The BBC] left. [The British Broadcasting Corporation] won.",
        "British Broadcasting Corporation",
    ),
    ("[The U.S. Air Force] flew. [The USAF] landed.", "U.S. Air Force"),
    ("Kel Motors Corp. fell. [Kel] rose.", "Kel Motors Corp"),
    ("It was late when [the House Energy and Commerce Committee] met again.", "House Energy and Commerce Committee"),
    ("[The Securities and Exchange Commission] met. [The SEC] fined him.", "Securities and Exchange Commission"),
    ("[Apple Computer] fell. [Apple] rose.", "Apple Computer"),
    ("[Airbus] sold an Airbus A330. [Airbus] sold two.", "Airbus"),
]


@pytest.mark.parametrize(("marked", "name"), SHORT)
def test_short_names_and_acronyms_are_the_organisation(marked: str, name: str) -> None:
    assert set(names(marked)) == {name}
    assert last(marked)[1] is SpeakerKind.ORGANISATION


@pytest.mark.parametrize("name", ["Obama", "Merkel", "Putin", "Murkowski", "Shapiro", "Barr", "Esper", "Kaepernick"])
def test_a_surname_that_news_uses_alone_is_a_person(name: str) -> None:
    assert last(f"It was {name} who knew. [{name}] left.") == (name, SpeakerKind.PERSON)


def test_a_surname_that_everybody_knows_is_a_relative_where_the_article_says_so() -> None:
    assert last("Michelle Obama spoke. [Obama] left.")[0] == "Michelle Obama"


DOCUMENTS = [
    ("A Harbour College poll came out. [The poll] was clear.", "Harbour College poll"),
    ("A budget office report sent to Ghent was long. [The report] was clear.", "budget office report"),
    ("An NPR/Quorum survey came out. [That national poll] was clear.", "NPR/Quorum survey"),
    ("The builders’ lawsuit was filed. [The suit] was clear.", "builders’ lawsuit"),
    ("It builds on a study released last year [that] found it.", "study released last year"),
]


@pytest.mark.parametrize(("marked", "name"), DOCUMENTS)
def test_a_document_is_what_it_was_described_as(marked: str, name: str) -> None:
    assert last(marked)[0] in (name, name.removesuffix(" released last year"))
    assert last(marked)[1] is SpeakerKind.DOCUMENT


KINDS = [
    ("[Many critics] warned of it.", SpeakerKind.GROUP),
    ("[Those over 60] warned of it.", SpeakerKind.GROUP),
    ("[Most Democrats today] warned of it.", SpeakerKind.GROUP),
    ("[The poor] warned of it.", SpeakerKind.GROUP),
    ("[Demonstrators] warned of it.", SpeakerKind.GROUP),
    ("[The civil rights movement] warned of it.", SpeakerKind.GROUP),
    ("[Three television networks] warned of it.", SpeakerKind.ORGANISATION),
    ("[Intelligence agencies] warned of it.", SpeakerKind.ORGANISATION),
    ("[Ghent police] warned of it.", SpeakerKind.ORGANISATION),
    ("[The Green National Convention] warned of it.", SpeakerKind.ORGANISATION),
    ("[An email exchange] warned of it.", SpeakerKind.DOCUMENT),
    ("[Analysts] warned of it.", SpeakerKind.UNNAMED),
    # those who are counted, or are a part of others
    ("[The Tern family] warned of it.", SpeakerKind.GROUP),
    ("[His family] warned of it.", SpeakerKind.GROUP),
    ("[More than 10,000 voters] warned of it.", SpeakerKind.GROUP),
    ("[1,115 adults] warned of it.", SpeakerKind.GROUP),
    ("[A lot of people] warned of it.", SpeakerKind.GROUP),
    ("[A growing share of voters] warned of it.", SpeakerKind.GROUP),
    ("[The U.S. Geological Survey] warned of it.", SpeakerKind.ORGANISATION),
    ("[The Tern Survey] warned of it.", SpeakerKind.DOCUMENT),
    ("[The host of Pier Talk] warned of it.", SpeakerKind.UNNAMED),
]


@pytest.mark.parametrize(("marked", "kind"), KINDS)
def test_kinds_of_those_who_are_not_named(marked: str, kind: SpeakerKind) -> None:
    assert last(marked)[1] is kind


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Pier Authority last year", "Pier Authority"),
        ("The mayor earlier this week", "mayor"),
        ("Dora Quill last Sunday", "Dora Quill"),
        ("Pier Union Executive Director Dora Quill Tuesday", "Dora Quill"),
        ("The study published this week", "study published this week"),
    ],
)
def test_when_somebody_said_something_is_no_part_of_who_it_was(source: str, name: str) -> None:
    assert last(f"It is late. [{source}] <said> {{so}}.")[0] == name


def test_where_a_report_was_written_speaks_nowhere_in_it() -> None:
    """The dateline's place is no organisation that a pronoun may mean, though no list knows the place."""
    said = "The tenants' league published its survey on Tuesday. It says that most tenants are afraid."
    text = f"VELDEBORG, Ruritania (NNA) — {said}"
    assert extract(text).attributions[-1].speaker.name not in ("VELDEBORG", "Ruritania")
