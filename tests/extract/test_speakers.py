"""Sources are marked with [square brackets], cues with <angle> ones, contents with {braces}; the text has no marks."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdb.extract.cast.names import find_names
from factdb.extract.layout import Layout
from factdb.extract.speakers import Mention, Resolution, resolve_speakers
from factdb.records import Span, SpeakerKind

SEED = Path(__file__).parents[2] / "seeds" / "article.txt"
MARKS = re.compile(r"[\[\]{}<>]")


def read(marked: str) -> tuple[str, list[Mention]]:
    """The text without marks, and its attributions: contents and cues go with the source before, or the next.

    An empty source, [], gives none.
    """
    text, at = "", 0
    opened: list[tuple[str, int, int]] = []
    rows: list[dict[str, Span | None]] = []
    waiting: dict[str, Span | None] = {}
    for mark in MARKS.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] in "[{<":
            opened.append((mark[0], len(text), len(rows)))
            if mark[0] == "[":
                rows.append(waiting)
                waiting = {}
            continue
        kind, start, before = opened.pop()
        span = Span(start, len(text))
        row = rows[before] if kind == "[" else rows[before - 1] if before and kind not in rows[before - 1] else waiting
        row[kind] = span if span.start < span.end else None
    text += marked[at:]
    return text, [Mention(row.get("["), row.get("<"), tuple(filter(None, [row.get("{")]))) for row in rows]


def resolve(marked: str) -> list[Resolution]:
    text, mentions = read(marked)
    return resolve_speakers(text, mentions)


def names(marked: str) -> list[str]:
    return [resolution.speaker.name for resolution in resolve(marked)]


def last(marked: str) -> tuple[str, SpeakerKind]:
    speaker = resolve(marked)[-1].speaker
    return speaker.name, speaker.kind


PEOPLE = [
    ("[Kenyan President Amina W. Otieno] spoke first. [Otieno] went on. [Ms. Otieno] left.", "Amina W. Otieno"),
    ("[Mr. Brandt] was late. Peter Brandt, a baker, came by bus, [Brandt] said.", "Peter Brandt"),
    ("[Sen. Maria Lopez (D-Ohio)] asked why. [Lopez] got no answer.", "Maria Lopez"),
    ("[Secretary of State Ruth Bader] flew home. [Bader] slept.", "Ruth Bader"),
    ("[Lena Fox, director of the centrist Harbour Institute,] agreed. [Fox] smiled.", "Lena Fox"),
    ("[An attorney for the town, Carl Weiss,] objected. [Weiss] sat down.", "Carl Weiss"),
    ("[The Herald’s Nina Kovac] asked him. [Kovac] waited.", "Nina Kovac"),
    ("[Robert Hill] won. [Bob Hill] thanked them. [R. Hill] cried.", "Robert Hill"),
    ('[William "Buddy" Tate] sang. [Mr. Tate] bowed.', 'William "Buddy" Tate'),
    ("[Xi Jinping, the president of China,] waved. [Mr. Xi] left. [Xi] said no more.", "Xi Jinping"),
    ("[Ban Ki-moon] came back. [Mr. Ban] was tired.", "Ban Ki-moon"),
    ("[Chandler van der Berg] laughed, and [Mr. van der Berg] coughed.", "Chandler van der Berg"),
    ("[Karim al-Tamir] rose. [Al-Tamir] left. [Mr. Tamir] slept, and [al-Tamir] wrote.", "Karim al-Tamir"),
    ("[Gen. Fathi el-Nour] came back. [El-Nour] was tired, and [Nour] slept.", "Fathi el-Nour"),
    ("[Helen Marsh KC, prosecuting,] spoke. [Ms Marsh] sat down.", "Helen Marsh"),
    ("[Sir Tom Vale QC] rose. [Vale] sat down. [Mr Vale QC] left.", "Tom Vale"),
    ("[Ann Reed MP] came. [Reed] left.", "Ann Reed"),
    ("[Dora Quill CBE, the chair of the trust,] rang. [Ms Quill MBE] wrote.", "Dora Quill"),
    ("[Ruth Bell PhD] wrote. [Dr. Bell] rang. [Ruth Bell, MD,] came.", "Ruth Bell"),
    ("[Karl Holt, Esq.,] sued. [Mr. Holt] won.", "Karl Holt"),
    ("Greta Lind Wins Again\n\n[Greta Lind] was glad. [Lind] said so.", "Greta Lind"),
]


@pytest.mark.parametrize(("marked", "name"), PEOPLE)
def test_a_person_is_one_speaker_under_the_fullest_name(marked: str, name: str) -> None:
    for resolution in resolve(marked):
        assert (resolution.speaker.name, resolution.speaker.kind) == (name, SpeakerKind.PERSON)


def test_people_of_one_surname_are_kept_apart() -> None:
    assert names("[Anna Reed] and her brother met. [Tom Reed] paid. [Mrs. Reed] ate. [Anna Reed] left.") == [
        "Anna Reed",
        "Tom Reed",
        "Anna Reed",
        "Anna Reed",
    ]


def test_a_son_is_not_his_father() -> None:
    assert names("[John Marsh] founded it. [John Marsh Jr.] sold it.") == ["John Marsh", "John Marsh Jr."]


def test_a_title_tells_which_of_two_it_is() -> None:
    assert names("[Hans Vogel] met [Eva Vogel]. [Ms. Vogel] nodded; [Mr. Vogel] did not.")[2:] == [
        "Eva Vogel",
        "Hans Vogel",
    ]


PRONOUNS = [
    ("Helen Ross won the race. [She] thanked the town.", "Helen Ross"),
    ("Helen Ross met Mark Bell in May. [He] was late.", "Mark Bell"),
    ("Helen Ross met Mark Bell in May. [She] was late.", "Helen Ross"),
    ("Mark Bell, [who] ran the mill, said little.", "Mark Bell"),
    ("The bus was full, said Mark Bell, a driver for the line [who] had seen it all.", "Mark Bell"),
    ("[Mark Bell] {said that [he] would go}.", "Mark Bell"),
    ("[Mark Bell] said no. The rain fell. “It is cold,” [he] said.", "Mark Bell"),
    ("{“[I] never sleep,”} [Mark Bell] said.", "Mark Bell"),
    ("[Mark Bell] said: {“In the end [we] lost.”}", "Mark Bell"),
]


@pytest.mark.parametrize(("marked", "name"), PRONOUNS)
def test_a_pronoun_means_the_person_spoken_of(marked: str, name: str) -> None:
    assert name in names(marked)
    assert set(names(marked)) == {name}


def test_what_stands_in_quotation_marks_is_no_antecedent_outside_of_them() -> None:
    assert names("[Mark Bell] said, “Paul Stein is a fool.” [He] laughed.")[1] == "Mark Bell"


def test_the_quoted_he_is_not_the_speaker() -> None:
    text = "Paul Stein lost. [Mark Bell] said: {“[He] was a fool.”}"
    assert names(text) == ["Mark Bell", "Paul Stein"]


def test_they_and_it_are_not_persons() -> None:
    assert names("[Several teachers] met Mark Bell. [They] went home.")[1] == "Several teachers"
    assert names("Mark Bell left the [Harbour Commission]. [It] said nothing.")[1] == "Harbour Commission"


def test_a_pronoun_that_opens_the_article_is_who_is_named_first_though_far_behind() -> None:
    assert names("[He] was late. " + "It was cold in the hills. " * 20 + "Mr. Robert Hill left.") == ["Robert Hill"]


def test_a_source_of_nothing_but_white_space_is_nobody() -> None:
    (found,) = resolve_speakers("It\x85rains", [Mention(Span(2, 3), None, (Span(0, 2),))])
    assert found.speaker.name == ""


def test_nobody_to_mean() -> None:
    resolution = resolve("It was cold in the hills all week and the roads were shut. " * 8 + "Then [he] spoke.")[0]
    assert resolution.speaker.rule == "no antecedent"
    assert resolution.confidence == 0


def test_two_who_may_be_meant_alike() -> None:
    resolution = resolve("Ann Wood and Sue Lake were there. [She] spoke.")[0]
    assert set(resolution.candidates) == {"Ann Wood", "Sue Lake"}
    assert resolution.speaker.name in resolution.candidates
    assert resolution.confidence < 0.6


def test_of_two_who_may_be_meant_alike_it_is_the_one_named_more_often() -> None:
    marked = "Sue Lake won. " + "It was cold, nobody came. " * 9 + "Ann Wood and Sue Lake were there. [She] spoke."
    (resolution,) = resolve(marked)
    assert (resolution.speaker.name, resolution.candidates[:2]) == ("Sue Lake", ("Sue Lake", "Ann Wood"))


ORGANISATIONS = [
    (
        "[The European Fishing Board] met. [The E.F.B.] rose. [The EFB] sat. [The board] voted.",
        "European Fishing Board",
    ),
    ("[The Northern Coal Union (NCU)] struck. [NCU] won.", "Northern Coal Union"),
    ("[Harland Energy] fell. [Harland] rose.", "Harland Energy"),
    ("[The United States Air Force] flew. [The Air Force] landed.", "United States Air Force"),
    ("[The Centre for Ice and Water Studies] froze.", "Centre for Ice and Water Studies"),
]


@pytest.mark.parametrize(("marked", "name"), ORGANISATIONS)
def test_an_organisation_is_one_speaker(marked: str, name: str) -> None:
    for resolution in resolve(marked):
        assert (resolution.speaker.name, resolution.speaker.kind) == (name, SpeakerKind.ORGANISATION)


ROLES = [
    ("Sen. Maria Lopez came. Hugo Price, a lawyer, came too. [The senator] spoke.", "Maria Lopez"),
    ("Sen. Maria Lopez came. Hugo Price, a lawyer, came too. [The attorney] spoke.", "Hugo Price"),
    ("Lopez spokesman Hugo Price rang. Maria Lopez was out. [Her spokesman] apologised.", "Hugo Price"),
    ("[The former mayor], Hugo Price, waved.", "Hugo Price"),
    ("Ann Wood, the Green nominee, met Sue Lake, the Labour nominee. [The Labour nominee] won.", "Sue Lake"),
]


@pytest.mark.parametrize(("marked", "name"), ROLES)
def test_a_role_means_whom_the_article_gives_it(marked: str, name: str) -> None:
    assert last(marked) == (name, SpeakerKind.PERSON)


def test_another_office_is_another_person() -> None:
    assert (
        last("Former President Hugo Price came. President Maria Lopez left. [The president] spoke.")[0] == "Maria Lopez"
    )
    assert (
        last("Former President Hugo Price came. President Maria Lopez left. [The former president] spoke.")[0]
        == "Hugo Price"
    )


def test_several_named_together() -> None:
    assert last("[Ann Wood, Sue Lake and Hugo Price] all agreed.") == (
        "Ann Wood; Sue Lake; Hugo Price",
        SpeakerKind.PERSON,
    )
    assert last("[Sens. Ann Wood (D-Ohio) and Sue Lake (R-Utah)] agreed.") == ("Ann Wood; Sue Lake", SpeakerKind.PERSON)
    assert last("[Japan and South Korea] agreed.") == ("Japan; South Korea", SpeakerKind.ORGANISATION)


KINDS = [
    ("[Two officials] warned of it.", SpeakerKind.UNNAMED, "Two officials"),
    (
        "[A spokeswoman for the Ministry of Health] warned of it.",
        SpeakerKind.UNNAMED,
        "spokeswoman for the Ministry of Health",
    ),
    ("[White House aides] warned of it.", SpeakerKind.UNNAMED, "White House aides"),
    ("[Several experts] warned of it.", SpeakerKind.UNNAMED, "Several experts"),
    ("[One Democrat] warned of it.", SpeakerKind.UNNAMED, "One Democrat"),
    ("[Someone] warned of it.", SpeakerKind.UNNAMED, "Someone"),
    ("[Experts] warned of it.", SpeakerKind.GROUP, "Experts"),
    ("[Critics of the plan] warned of it.", SpeakerKind.GROUP, "Critics of the plan"),
    ("[Some Republicans] warned of it.", SpeakerKind.GROUP, "Some Republicans"),
    ("[42 percent of those asked] warned of it.", SpeakerKind.GROUP, "42 percent of those asked"),
    ("[Several environmental groups] warned of it.", SpeakerKind.GROUP, "Several environmental groups"),
    ("[The report] warned of it.", SpeakerKind.DOCUMENT, "report"),
    ("[A new poll of farmers] warned of it.", SpeakerKind.DOCUMENT, "new poll of farmers"),
    ("[Data from the census] warned of it.", SpeakerKind.DOCUMENT, "Data from the census"),
    ("[The 1951 Fisheries Convention] warned of it.", SpeakerKind.DOCUMENT, "Fisheries Convention"),
    ("[The Lopez campaign] warned of it.", SpeakerKind.ORGANISATION, "Lopez campaign"),
    ("[The Daily Lantern] warned of it.", SpeakerKind.ORGANISATION, "Daily Lantern"),
    ("[The White House] warned of it.", SpeakerKind.ORGANISATION, "White House"),
    ("[The F.B.I.] warned of it.", SpeakerKind.ORGANISATION, "F.B.I."),
    ("[I] warned of it.", SpeakerKind.AUTHOR, "AUTHOR"),
]


@pytest.mark.parametrize(("marked", "kind", "name"), KINDS)
def test_kinds(marked: str, kind: SpeakerKind, name: str) -> None:
    assert last(marked) == (name, kind)


def test_a_document_is_called_by_its_noun() -> None:
    assert names("[A Lantern/Quorum opinion poll] came out. [The poll] was clear.")[1] == "Lantern/Quorum opinion poll"


def test_first_persons_outside_of_quotation_marks() -> None:
    assert names("PRICE: Well, [I] would not.\n\nLOPEZ: [I] would. Hugo Price and Maria Lopez debated.") == [
        "Hugo Price",
        "Maria Lopez",
    ]
    assert names("To the editor: [I] love the paper.\n\nMaria Lopez, Ghent") == ["Maria Lopez"]


def test_no_source() -> None:
    resolution = resolve("It is []<thought> {that it will rain}.")[0]
    assert (resolution.speaker.name, resolution.speaker.kind) == ("", SpeakerKind.NONE)
    assert resolution.speaker.rule == "no source given"


def test_a_second_cue_shares_the_source_of_the_first() -> None:
    first, second = resolve("[Hugo Price] <praised> {the plan} and []<said> {that it would work}.")
    assert first.speaker.name == second.speaker.name == "Hugo Price"
    assert second.speaker.rule == "the source of the cue before"
    assert second.confidence < first.confidence


def test_the_sample_article() -> None:
    text = SEED.read_bytes().decode("utf-8")
    wanted = {
        "Russian President Vladimir Putin": ("Vladimir Putin", SpeakerKind.PERSON),
        "Putin": ("Vladimir Putin", SpeakerKind.PERSON),
        "North Korean leader Kim Jong Un": ("Kim Jong Un", SpeakerKind.PERSON),
        "Kim": ("Kim Jong Un", SpeakerKind.PERSON),
        "A spokesperson for the United States (U.S.) State Department": (
            "spokesperson for the United States (U.S.) State Department",
            SpeakerKind.UNNAMED,
        ),
        "experts": ("experts", SpeakerKind.GROUP),
    }
    mentions = [
        Mention(Span(m.start(), m.end()), None, ())
        for source in wanted
        for m in [*re.finditer(rf"\b{re.escape(source)}\b", text)][-1:]
    ]
    resolutions = resolve_speakers(text, mentions)
    assert [(r.speaker.name, r.speaker.kind) for r in resolutions] == list(wanted.values())
    assert resolutions[4].roles


WORDS = (
    "Mr. Sen. Ann Wood Hugo Price U.S. the The he She who which they it I we said says and of for a an -- who's "
    "lawyer president Board Commission poll experts officials Republicans é 𝔘 É́ Jr. , . ; “ ” \" ' ’s ( )"
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*WORDS.split(), "\n", " \n\n", "–", "    "]), max_size=80).map(" ".join),
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    mention = st.builds(Mention, st.none() | spans, st.none() | spans, st.lists(spans, max_size=3).map(tuple))
    return text, draw(st.lists(mention, max_size=12))


@given(marked_texts())
@settings(max_examples=150, deadline=None)
def test_any_text_and_any_spans_get_an_answer(case: tuple[str, list[Mention]]) -> None:
    text, mentions = case
    resolutions = resolve_speakers(text, mentions)
    assert len(resolutions) == len(mentions)
    assert resolutions == resolve_speakers(text, mentions)
    for mention, resolution in zip(mentions, resolutions, strict=True):
        assert 0 <= resolution.confidence <= 1
        assert resolution.speaker.rule
        assert all(0 <= role.start < role.end <= len(text) for role in resolution.roles)
        if mention.source is None and mention.cue is None:
            assert resolution.speaker.kind is SpeakerKind.NONE


@given(st.integers(0, 3))
@settings(max_examples=4, deadline=None)
def test_a_longer_text_does_not_change_what_stood_before(extra: int) -> None:
    start = "Helen Ross won. [She] was glad. [Mark Bell] clapped. [He] left."
    assert names(start + " The rain fell." * extra) == names(start)


def test_a_long_line_takes_time_in_proportion() -> None:
    sentence = (
        'Sen. Ann Wood, a lawyer, told Hugo Price, “I will go,” and he said the Harbour Board (HB) and "Kim" knew. '
    )
    seconds = []
    for copies in (100, 400):
        text = sentence * copies
        starts = range(0, len(text), len(sentence))
        mentions = [Mention(Span(i, i + 13), Span(i + 24, i + 28), (Span(i + 42, i + 54),)) for i in starts]
        began = time.process_time()
        assert {resolution.speaker.name for resolution in resolve_speakers(text, mentions)} == {"Ann Wood"}
        seconds.append(time.process_time() - began)
    assert seconds[1] < 4 * 3 * seconds[0] + 0.3


def test_initials_alone_name_nobody_in_a_headline() -> None:
    text = "HOW A. B. C. ANN MOSS WON\n\nThe town knows A. B. and Ann Moss."
    assert [name.span.of(text) for name in find_names(text, Layout.of(text))] == ["ANN MOSS", "A. B.", "Ann Moss"]
