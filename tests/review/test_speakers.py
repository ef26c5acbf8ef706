"""Whom mentions mean after people's decisions, without a database."""

import pytest

from factdb.records import Action, SpeakerKind
from factdb.review.speakers import Concerned, Correction, Mention, SpeakerLink, named_speakers, take_together, undone

ANN, ANNA, BELL, BANK, NEW = 1, 2, 3, 4, 5
PERSON = SpeakerKind.PERSON


def mention(found: int, name: str, article: int = 1, kind: SpeakerKind = PERSON, chosen: bool = False) -> Mention:
    return Mention(article, name, kind, found, chosen)


def merge(number: int, into: int, *gone: int) -> Correction:
    return Correction(number, Action.MERGE, {"into": into, "from": list(gone)})


def split(
    number: int, speaker: int, into: int, articles: tuple[int, ...] = (), names: tuple[str, ...] = ()
) -> Correction:
    data = {"from": speaker, "into": into, "articles": list(articles), "names": list(names)}
    return Correction(number, Action.SPLIT, data)


def alias(number: int, speaker: int, name: str, kind: SpeakerKind = PERSON) -> Correction:
    return Correction(number, Action.ALIAS, {"speaker": speaker, "alias": name, "kind": kind.value})


def load(number: int, speaker: int, name: str, *aliases: str, wikidata: str = "") -> Correction:
    entry = {"speaker": speaker, "name": name, "kind": "person", "wikidata": wikidata, "aliases": list(aliases)}
    return Correction(number, Action.LOAD, {"speakers": [entry]})


def links(*corrections: Correction, of: Mention) -> tuple[int, str]:
    link = take_together(corrections).link(of)
    return link.speaker, link.joined_by


def test_without_decisions_the_engine_is_believed() -> None:
    assert links(of=mention(ANN, "Ann Bell")) == (ANN, "same name")
    assert links(of=mention(BELL, "Bell")) == (BELL, "same article")
    assert links(of=mention(BELL, "Ann Bell", chosen=True)) == (BELL, "chosen by a person")


def test_merges_follow_one_another() -> None:
    assert links(merge(1, ANNA, ANN), of=mention(ANN, "Ann Bell")) == (ANNA, "correction 1")
    assert links(merge(1, ANNA, ANN), merge(2, BELL, ANNA), of=mention(ANN, "Ann Bell")) == (BELL, "correction 2")
    # What was merged before does not move with what is merged into its old place later.
    assert links(merge(1, BELL, ANNA), merge(2, ANNA, ANN), of=mention(ANN, "Ann Bell")) == (ANNA, "correction 2")
    assert links(merge(1, ANNA, ANN), of=mention(BELL, "Bell")) == (BELL, "same article")
    assert links(merge(1, ANNA, BELL, ANN), of=mention(ANN, "Ann Bell")) == (ANNA, "correction 1")


def test_a_merge_moves_what_a_person_chose_and_an_alias_does_not() -> None:
    chosen = mention(ANN, "Bell", chosen=True)
    assert links(alias(1, ANNA, "Bell"), of=chosen) == (ANN, "chosen by a person")
    assert links(alias(1, ANNA, "Bell"), merge(2, ANNA, ANN), of=chosen) == (ANNA, "correction 2")


@pytest.mark.parametrize(
    ("articles", "names", "taken"),
    [
        ((), (), True),
        ((1,), (), True),
        ((2,), (), False),
        ((2, 1), (), True),
        ((), ("ANN  BELL",), True),
        ((), ("Anna Bell",), False),
        ((1,), ("Ann Bell",), True),
        ((1,), ("Anna Bell",), False),
        ((2,), ("Ann Bell",), False),
    ],
)
def test_a_split_takes_what_its_conditions_say(articles: tuple[int, ...], names: tuple[str, ...], taken: bool) -> None:
    expected = (NEW, "correction 7") if taken else (ANN, "same name")
    assert links(split(7, ANN, NEW, articles, names), of=mention(ANN, "Ann Bell")) == expected


def test_the_second_of_two_splits_may_be_the_one_that_takes_it() -> None:
    both = split(1, ANN, NEW, articles=(9,)), split(2, ANN, BANK, articles=(1,))
    assert links(*both, of=mention(ANN, "Ann Bell")) == (BANK, "correction 2")
    assert links(*both, of=mention(ANN, "Ann Bell", article=9)) == (NEW, "correction 1")


def test_names_are_compared_folded_and_by_kind() -> None:
    assert links(alias(1, ANNA, "BÉLL"), of=mention(BELL, "Bell")) == (ANNA, "correction 1")
    assert links(alias(1, ANNA, "Bell"), of=mention(BELL, "Bell", kind=SpeakerKind.ORGANISATION))[0] == BELL
    assert links(alias(1, ANNA, "Bells"), of=mention(BELL, "Bell"))[0] == BELL
    described = mention(BELL, "a spokesman", kind=SpeakerKind.UNNAMED)
    assert links(alias(1, ANNA, "a spokesman", SpeakerKind.UNNAMED), of=described)[0] == BELL


def test_what_is_there_already_keeps_its_rule() -> None:
    assert links(alias(1, ANN, "Ann Bell"), of=mention(ANN, "Ann Bell")) == (ANN, "same name")
    assert links(load(1, ANN, "Ann Bell"), of=mention(ANN, "Ann Bell")) == (ANN, "same name")


def test_later_names_overrule_earlier_ones_and_merges() -> None:
    bell = mention(BELL, "Bell")
    assert links(alias(1, ANN, "Bell"), alias(2, ANNA, "Bell"), of=bell) == (ANNA, "correction 2")
    assert links(alias(1, ANN, "Bell"), merge(2, ANNA, ANN), of=bell) == (ANNA, "correction 2")
    assert links(merge(1, ANNA, ANN), alias(2, ANN, "Bell"), of=bell) == (ANN, "correction 2")
    assert links(load(1, ANN, "Ann", "Bell"), load(2, ANNA, "Bell"), of=bell) == (ANNA, "correction 2")


def test_what_speakers_are_called() -> None:
    decisions = take_together(
        [
            load(1, ANN, "Ann B.", "Annie", "A. Bell", wikidata="Q1"),
            load(2, ANNA, "Anna B."),
            Correction(3, Action.RENAME, {"speaker": ANNA, "name": "Anna the Elder"}),
            load(4, ANN, "Ann Bell"),
            alias(5, ANNA, "Nan"),
            merge(6, ANNA, ANN),
        ]
    )
    assert decisions.names == {ANN: "Ann Bell", ANNA: "Anna the Elder"}
    assert decisions.kinds == {ANN: PERSON, ANNA: PERSON}
    assert decisions.wikidata == {ANN: "Q1"}
    assert decisions.aliases[ANNA] == {"Annie", "A. Bell", "Nan"}
    assert ANN not in decisions.aliases


def test_taking_one_more_is_taking_all_together() -> None:
    decisions = take_together([alias(1, ANNA, "Bell")])
    decisions.take(merge(2, BANK, ANNA))
    assert decisions.link(mention(BELL, "Bell")) == SpeakerLink(BANK, "correction 2")


@pytest.mark.parametrize("action", [Action.ACCEPT, Action.REJECT, Action.CHANGE, Action.ADD, Action.UNDO])
def test_what_is_no_decision_about_speakers_is_refused(action: Action) -> None:
    with pytest.raises(ValueError, match="correction 1 is none of speakers"):
        take_together([Correction(1, action, {})])


def test_of_what_kind_somebody_is_holds_for_the_names_they_go_by() -> None:
    kind = Correction(1, Action.KIND, {"speaker": ANNA, "kind": "organisation", "names": ["Bell", "BELL & Co"]})
    assert take_together([kind]).kinds == {ANNA: SpeakerKind.ORGANISATION}
    for name in ("Bell", "Bell & Co"):
        assert links(kind, of=mention(BELL, name, kind=SpeakerKind.ORGANISATION)) == (ANNA, "correction 1")
        assert links(kind, of=mention(BELL, name))[0] == BELL
    assert named_speakers(kind) == [ANNA]


@pytest.mark.parametrize(
    ("renaming", "former"),
    [({"before": "Ann Bell"}, {"Ann Bell"}), ({"before": "ÁNNE"}, set()), ({"before": ""}, set()), ({}, set())],
)
def test_a_renaming_leaves_the_name_so_far_as_an_alias(renaming: dict[str, str], former: set[str]) -> None:
    decisions = take_together([Correction(1, Action.RENAME, {"speaker": ANN, "name": "Anne", **renaming})])
    assert (decisions.names, decisions.aliases[ANN]) == ({ANN: "Anne"}, former)


def undo(number: int, correction: int) -> Correction:
    return Correction(number, Action.UNDO, {"correction": correction})


def rename(number: int, speaker: int, name: str) -> Correction:
    return Correction(number, Action.RENAME, {"speaker": speaker, "name": name})


def test_whom_a_correction_names() -> None:
    assert named_speakers(merge(1, ANNA, ANN, BELL)) == [ANNA, ANN, BELL]
    assert named_speakers(split(1, ANN, NEW)) == [NEW, ANN]
    assert named_speakers(rename(1, ANN, "Anne")) == named_speakers(alias(1, ANN, "Anne")) == [ANN]
    assert named_speakers(load(1, ANN, "Ann")) == [ANN]
    assert named_speakers(undo(2, 1)) == []


def test_where_steps_lead() -> None:
    decisions = take_together([merge(1, ANNA, ANN), merge(2, BANK, ANNA), split(3, BELL, NEW), alias(4, ANNA, "NÁN")])
    assert decisions.led_to([ANN]) == {ANNA, BANK}
    assert decisions.led_to([ANNA, BELL]) == {BANK, NEW}
    assert decisions.led_to([NEW]) == set()
    assert decisions.reached() == {ANN, ANNA, BANK, BELL, NEW}
    assert list(decisions.of_names()) == [(PERSON, "nan")]


def test_whom_an_undoing_may_concern() -> None:
    both = [merge(1, ANNA, ANN), merge(2, BANK, ANNA)]
    assert undone([*both, undo(3, 1)]) == Concerned(
        frozenset({ANN, ANNA, BANK}), frozenset({ANN, ANNA, BANK}), frozenset()
    )
    # Another's merge is none of its business, but whither it leads is.
    assert undone([merge(1, BELL, NEW), *both[1:], undo(3, 1)]).speakers == {BELL, NEW}
    renamed = undone([rename(1, ANN, "Anne"), undo(2, 1)])
    assert renamed == Concerned(frozenset({ANN}), frozenset(), frozenset())
    named = undone([alias(1, ANN, "Nán"), undo(2, 1)])
    assert named == Concerned(frozenset({ANN}), frozenset({ANN}), frozenset({"nan"}))
    # Taken back once more, it holds again.
    assert undone([alias(1, ANN, "Nán"), undo(2, 1), undo(3, 2)]) == named
    # Both that were taken back last.
    both = [rename(1, BELL, "Bel"), alias(2, ANN, "Nán"), undo(3, 2), undo(4, 1)]
    assert undone(both, 2) == Concerned(frozenset({ANN, BELL}), frozenset({ANN}), frozenset({"nan"}))
    assert undone(both) == Concerned(frozenset({BELL}), frozenset(), frozenset())
