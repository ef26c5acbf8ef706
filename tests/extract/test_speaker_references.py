"""What stands for whom, kind by kind. Sources are marked as in ``test_speakers``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.extract import extract
from factdb.records import SpeakerKind
from tests.extract.test_speakers import last, names, resolve

RELAYS = [
    "Dora Quill left. {“Nobody told us,”} Quill wrote in a note to staff on May 3, <according to> [Reuters].",
    "Dora Quill left. {“Nobody told us,”} Quill said in Ghent, as [Reuters] <reported>.",
    "{“Nobody told us,”} the owner's aide, Dora Quill, told reporters, <according to> [the BBC].",
    "{The quay will stay shut, Dora Quill said in May}, <according to> [the BBC].",
    "{The quay was open, Dora Quill told police}, <according to> [an arrest report].",
    "{“Nobody told us,”} [Reuters] <quoted> harbour master Dora Quill (left), who was there.",
    "{“Nobody told us,”} [Reuters] <quoted> Dora Quill.",
    "{“Nobody told us,”} Dora Quill said in a statement Tuesday, <per> [Anchor].",
    "{“Nobody told us,”} Dora Quill said on Monday, <according to> [Bo Cole].",
    "The mayor, Dora Quill, spoke at noon. {Quill said the bridge would close}, <reports> [The Washington Post].",
    "Dora Quill spoke at noon. According to [Reuters], {Quill added that the bridge would close}.",
    "Dora Quill spoke at noon. According to [Reuters], {Quill said that the bridge would close}.",
    "Dora Quill spoke at noon. {Ms. Quill told villagers the bridge would close}, <according to> [the BBC].",
    "Dora Quill was out. {“Not on my watch,”} [the Pier Report] <quotes> Quill as saying.",
    "Sen. Dora Quill left. According to [Politico], {the senator said she would be back}.",
]


@pytest.mark.parametrize("marked", RELAYS)
def test_whom_an_outlet_quotes_is_the_speaker(marked: str) -> None:
    (resolution,) = resolve(marked)
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
        (
            "President Ann Wood met the Food and Drug Administration. [The administration] left.",
            "Food and Drug Administration",
        ),
    ],
)
def test_a_noun_does_not_join_what_it_cannot_mean(marked: str, wrong: str) -> None:
    assert names(marked)[0] != wrong


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


def test_who_tells_the_writer_something_stays_unnamed() -> None:
    told = "As [one senior Republican in Congress] {}, “No.” Rep. Ann Wood said so."
    assert names(told.format("told me"))[0] == "one senior Republican in Congress"
    assert names(told.format("told the Pier Herald"))[0] != "Pier Herald"


def test_words_of_many_offices_join_no_two() -> None:
    marked = "Ann Wood, the director of national parks, met Jon Vale. [The director of the National Bureau] was sad."
    assert last(marked)[0] != "Ann Wood"


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


def test_where_a_report_was_written_speaks_nowhere_in_it() -> None:
    """The dateline's place is no organisation that a pronoun may mean, though no list knows the place."""
    said = "The tenants' league published its survey on Tuesday. It says that most tenants are afraid."
    text = f"VELDEBORG, Ruritania (NNA) — {said}"
    assert extract(text).attributions[-1].speaker.name not in ("VELDEBORG", "Ruritania")


PARTS = ["Ann Reed", "the mayor", "his aides", "the Harbour Bank", "other Democrats", "its union", "Sen. Bo Lund"]


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=20))
def test_no_more_speak_than_and_joins_and_none_twice(parts: list[str]) -> None:
    told = last(f"[{' and '.join(parts)}] <said> {{so}}.")[0].split("; ")
    assert 0 < len(told) <= len(parts)
    assert len(set(told)) == len(told)


def test_whoever_wrote_an_article_is_nobody_that_it_goes_on_about() -> None:
    text = "Harbour to stay shut\n\nBy Jane Crawford\n\n“The harbour is shut,” she said.\n\nMayor Ann Reed was glad."
    assert [one.speaker.name for one in extract(text).attributions] == ["Ann Reed"]


@pytest.mark.parametrize(
    "marked",
    [
        "[A relative] said it. [The relative] asked for time. Another relative, [Bo Cole], said no.",
        "[A witness] said it. It was dark, [the witness] said. A second witness, [Dora Quill], hid.",
        "[A senator] said it was late. [The senator] left. The other senator, [Ann Reed], stayed.",
        "[An aide] said so. [The aide] said it twice. A separate aide, [Dora Quill], denied it.",
        "[A neighbor] heard it. [The neighbor] said so. Dora Quill, another neighbor, said [she] hid.",
    ],
)
def test_another_is_not_who_was_described_before(marked: str) -> None:
    first, again, other = names(marked)
    assert first == again
    assert other not in (first, again)


def test_a_page_s_links_name_nobody_who_speaks() -> None:
    text = "Related Stories:\n\nOfficers, it says, are “afraid of the fog, so they stay in the harbour.”"
    assert "Stories" not in {one.speaker.name for one in extract(text).attributions}


def test_what_somebody_is_is_no_party_that_was_told_of() -> None:
    assert last("[The clerks] said so. Most clerks are Republicans, and {[they] <fear> nothing}.")[0] != "Republicans"


@pytest.mark.parametrize("spokesman", ["The prime minister's spokesman", "A spokesman for the port", "His spokesman"])
def test_a_spokesman_is_no_woman_who_speaks_next(spokesman: str) -> None:
    assert "spokesman" in names(f"[{spokesman}] said no. [Carol King] said she was glad.")[0]
    assert names(f"[{spokesman}] said no. [Carol King, a spokeswoman for the port,] wept.")[1] == "Carol King"


@pytest.mark.parametrize("who", ["A spokeswoman", "The mayor's spokeswoman", "Her lawyer", "Their author"])
def test_whoever_speaks_next_for_the_first_time_was_described_before(who: str) -> None:
    assert names(f"It rained on Monday. [{who}] said no. [Carol King] said she was glad.")[0] == "Carol King"
    assert names(f"[Carol King] wept. [{who}] said no. [Carol King] said she was glad.")[1] != "Carol King"


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


@pytest.mark.parametrize(("one", "several"), [("I", "we"), ("My", "Our")])
def test_who_says_we_is_less_sure_than_who_says_i(one: str, several: str) -> None:
    alone, together = (
        resolve(f"{{“[{word}] <think> {{it leaks}},”}} [Ann Reed] <said>.")[0] for word in (one, several)
    )
    assert alone.speaker.name == together.speaker.name == "Ann Reed"
    assert together.confidence < alone.confidence
