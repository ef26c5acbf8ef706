"""Who relays whom, in sentences of our own with two and three layers."""

from collections.abc import Iterable

import pytest

from factdb.extract import extract
from factdb.extract.attribution.chains import chained, own_contents
from factdb.extract.attribution.relayed import Hints
from factdb.extract.tagging.tagger import FloatArray, Tagger
from factdb.extract.tagging.windows import Words
from factdb.records import Attribution, QuoteType, Span, Speaker, SpeakerKind
from tests.extract.sentences import cases, lines_of

LINES = lines_of("chain_sentences.txt")


@pytest.mark.parametrize(("text", "layers"), cases(LINES))
def test_every_layer_of_a_chain_is_found(text: str, layers: str) -> None:
    found = extract(text).attributions
    outer = None
    for layer in layers.split(" => "):
        source, cue, content = layer.split(" | ")
        at = text.rindex(content)
        wanted = _letters(text, [Span(at, at + len(content))])
        outer = next(
            number
            for number, one in enumerate(found)
            if one.via == outer
            and cue.split()[-1] in one.cue.of(text)
            and any(source.split()[-1] in span.of(text) for span in one.sources)
            and 5 * len(wanted & _letters(text, one.contents)) >= 4 * len(wanted | _letters(text, one.contents))
        )


def test_most_chains_are_right() -> None:
    assert len(LINES) == 40
    assert sum(line.startswith("? ") for line in LINES) <= 6


def test_a_content_is_read_again_only_where_a_word_hints_at_another_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    ask = Tagger.asked

    def asked(tagger: Tagger, words: Words) -> dict[str, FloatArray]:
        read.append(len(words.spans))
        return ask(tagger, words)

    monkeypatch.setattr(Tagger, "asked", asked)
    for text, times in (
        ("Ann Lee said the old mill by the river will close in May.", 1),
        ("Ann Lee said Bo Roe had warned that the old mill would close in May.", 2),
    ):
        read.clear()
        extract(text)
        assert len(read) == times


@pytest.mark.parametrize(
    ("content", "tells"), [(Span(0, 30), True), (Span(5, 30), True), (Span(0, 20), False), (Span(30, 60), False)]
)
def test_hints_are_for_contents_of_a_few_words(content: Span, tells: bool) -> None:
    starts = list(range(0, 60, 5))
    assert Hints(starts, [9.0 if start == 10 else -9.0 for start in starts]).tell_of(content) is tells


def test_a_relayed_saying_is_the_innermost_speakers_claim() -> None:
    text = "The Courier reported that the mayor said the bridge would close in May."
    extraction = extract(text)
    (claim,) = extraction.claims
    assert claim.attribution is not None
    said = extraction.attributions[claim.attribution]
    assert said.speaker.name == "mayor"
    assert said.via is not None
    assert extraction.attributions[said.via].speaker.name == "Courier"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Courier reported that doctors fear the fever will spread to the coast.", "doctors"),
        ("According to the Courier, a survey of 900 anglers suggests that eels are back.", "survey of 900 anglers"),
        (
            "“The pier was built too low, according to two engineers who saw it,” the Courier wrote on Monday.",
            "two engineers who saw it",
        ),
        ("Ann Reed said the union has made clear that the strike will go on.", "union"),
        ("State radio said the marshal had vowed that the fort will never fall.", "marshal"),
        ("Unions said managers had promised the drivers that no route would be cut.", "managers"),
        ("The skipper said the boy had confessed that he cut the rope.", "boy"),
        ("The lawyers said the ruling recognized that the families own the meadow.", "ruling"),
        ("The millers said the flood underlined that the dam was never safe.", "millers"),
        ("Ann Reed said that no engineer on the board has claimed that the dam is safe.", "Ann Reed"),
        ("Ann Reed said that she and Bo Cole had decided that the mill should be sold.", "Ann Reed"),
    ],
)
def test_whose_claim_it_is_that_somebody_relays(text: str, speaker: str) -> None:
    extraction = extract(text)
    claimed = {one.attribution for one in extraction.claims if one.attribution is not None}
    assert {extraction.attributions[number].speaker.name for number in claimed} == {speaker}


def test_what_is_relayed_in_quotation_marks_stays_with_who_is_quoted() -> None:
    text = "“The minister told me that the tunnel is unsafe,” Ann Reed said."
    extraction = extract(text)
    (claim,) = extraction.claims
    assert claim.attribution is not None
    assert extraction.attributions[claim.attribution].speaker.name == "Ann Reed"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Reed said the ruling showed that the mayor “can’t ignore the law.”", "Ann Reed"),
        ("Ann Reed said the ruling showed that the mayor was late.", "ruling"),
        ("Ann Reed said the report says the mayor “knew it all along.”", "report"),
    ],
)
def test_the_words_quoted_of_what_a_document_only_shows_are_who_points_to_it(text: str, speaker: str) -> None:
    extraction = extract(text)
    (claim,) = (one for one in extraction.claims if one.attribution is not None)
    assert extraction.attributions[claim.attribution or 0].speaker.name == speaker


def _said(name: str, start: int, end: int, via: int | None = None) -> Attribution:
    speaker = Speaker(name, SpeakerKind.PERSON)
    content = (Span(start + 2, end),)
    return Attribution((), Span(start, start + 1), content, QuoteType.INDIRECT, speaker, 1.0, via=via)


def test_what_goes_on_behind_a_whole_saying_that_is_handed_on_is_its_speakers() -> None:
    text = (
        "Ann Reed runs the ferry.\n\n“Nobody will sail tonight,” Reed wrote, according to Kelmouth Online. “We are "
        "tired of a harbor without lights and of people who promise them every year.”"
    )
    found = extract(text)
    said = [one for one in found.claims if one.attribution is not None]
    assert {found.attributions[one.attribution or 0].speaker.name for one in said} == {"Ann Reed"}


def test_whom_somebody_relays_that_tells_of_himself_is_relayed_by_the_one_before() -> None:
    given = [_said("Ann", 0, 90), _said("Ann", 20, 90, via=0), _said("Bob", 40, 90, via=1)]
    assert [(one.speaker.name, one.via) for _, one in chained(given)] == [("Ann", None), ("Ann", 0), ("Bob", 0)]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Ann Reed said she believes the old bridge will close in May.", "she", "believes"),
        ("Ann Reed said: “I think that the old bridge will close in May.”", "I", "think"),
        ("“I hope that the ferry will sail again in the spring,” Ann Reed told reporters.", "I", "hope"),
    ],
)
def test_what_somebody_tells_of_himself_is_a_layer_and_no_claim_apart(text: str, source: str, cue: str) -> None:
    extraction = extract(text)
    outer, inner = extraction.attributions
    if outer.via is not None:
        outer, inner = inner, outer
    assert [span.of(text) for span in inner.sources] == [source]
    assert inner.cue.of(text) == cue
    assert inner.speaker.name == outer.speaker.name == "Ann Reed"
    (claim,) = extraction.claims
    assert claim.attribution is not None
    assert extraction.attributions[claim.attribution] == outer


def test_attributions_come_in_the_order_of_the_text_and_keep_who_relays_them() -> None:
    given = [_said("Ann", 50, 90), _said("Cat", 0, 20), _said("Bob", 60, 90, via=0)]
    assert [(one.speaker.name, one.via) for _, one in chained(given)] == [("Cat", None), ("Ann", None), ("Bob", 1)]


def test_what_is_left_of_a_content_is_its_speakers_own() -> None:
    text = "x " + "the river rose again and " + "y " + "the dam held"
    outer, inner = _said("Ann", 0, len(text)), _said("Bob", 27, len(text), via=0)
    own = own_contents(text, [outer, inner], [outer.contents, inner.contents])
    assert [span.of(text).strip() for span in own[0]] == ["the river rose again"]
    assert own_contents(text, [outer, inner], [outer.contents, ()])[0] == outer.contents


def test_a_sentence_beside_what_is_relayed_is_its_speakers_however_short() -> None:
    text = "x It rained. y the dam held"
    outer, inner = _said("Ann", 0, len(text)), _said("Bob", 13, len(text), via=0)
    pieces = (Span(2, 12), Span(13, len(text)))
    assert own_contents(text, [outer, inner], [pieces, inner.contents])[0] == (Span(2, 12),)


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {index for span in spans for index in range(span.start, span.end) if text[index].isalnum()}


def test_what_is_left_of_a_content_has_no_white_space_at_its_edges() -> None:
    text = "x The old mill will close , he added it must and the dam was shut ."
    outer, inner = _said("Ann", 0, len(text)), _said("Bob", text.index("he added"), text.index(" and"), via=0)
    left = own_contents(text, [outer, inner], [outer.contents, inner.contents])[0]
    assert [span.of(text) for span in left] == ["The old mill will close", "and the dam was shut ."]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Mayor Ann Cole told reporters at the harbour on Monday that the bridge is safe, the Herald reported.",
            ["that the bridge is safe"],
        ),
        (
            "The Herald reported that Mayor Ann Cole told reporters at the harbour that the bridge is safe.",
            ["that the bridge is safe"],
        ),
        (
            "In an interview on Monday, Ann Cole said the bridge is safe, the Herald reported.",
            ["the bridge is safe"],
        ),
        (
            "“The bridge is safe,” Mayor Ann Cole said at a joint briefing with Bo Roe, the Herald reported.",
            ["“The bridge is safe,”"],
        ),
        (
            "The Herald reported that Mayor Ann Cole closed the bridge, saying it was unsafe.",
            ["that Mayor Ann Cole closed the bridge", "it was unsafe"],
        ),
    ],
)
def test_whom_and_when_somebody_told_what_is_relayed_is_no_claim(text: str, wanted: list[str]) -> None:
    extraction = extract(text)
    said = [one for one in extraction.claims if one.attribution is not None]
    assert [" … ".join(span.of(text) for span in one.spans) for one in said] == wanted
    assert extraction.attributions[said[-1].attribution or 0].speaker.name == "Ann Cole"


def test_a_name_is_the_subject_of_what_goes_on_behind_anothers_words() -> None:
    text = "Bo Roe, the man police say robbed the bank on Monday, was seen at the pier."
    (own,) = (one for one in extract(text).claims if one.attribution is None)
    assert " … ".join(span.of(text) for span in own.spans) == "Bo Roe … was seen at the pier."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Barr said two clerks told him the mill was shut. “I said I would open it, and I did.”", "Barr"),
        ("Lee said that her mother told her bread was dear. “I never forgot it, and I baked.”", "Lee"),
        ("Police said a witness told them the man ran. “He ran like the wind.”", "witness"),
    ],
)
def test_whoever_was_told_goes_on_in_the_first_person(text: str, speaker: str) -> None:
    found = extract(text)
    last = found.claims[-1].attribution
    assert last is not None
    assert found.attributions[last].speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Cole points out that the court backed Roe's contention that the mill is old.",
            ["that the court backed Roe's contention", "that the mill is old"],
        ),
        (
            "Some in the town said the paper was promoting the council's narrative that the fire was small.",
            ["the paper was promoting the council's narrative", "that the fire was small"],
        ),
    ],
)
def test_what_somebody_does_with_anothers_view_is_told_with_whose_it_is(text: str, rows: list[str]) -> None:
    assert [" … ".join(span.of(text) for span in claim.spans) for claim in extract(text).claims] == rows
