"""What readers wrote down is found in the text, and only where it stands is kept."""

import pytest

from training.own_labels import contents_alone, held_back, outer_events, own_ids, resolved, rows

TEXT = "Ann Reed said that rain was near. Officials said Ann Reed had warned of rain. “Stay in,” she told them."


def only(*lines: str) -> list[dict[str, object]]:
    (row,) = resolved(["# one", *lines], {"one": TEXT}, 2)
    found = row["attributions"]
    assert isinstance(found, list)
    return found


def words(pairs: object) -> list[str]:
    assert isinstance(pairs, list)
    return [TEXT[begin:end] for begin, end in pairs]


def test_phrases_are_found_from_the_sentence_on() -> None:
    (found,) = only("A1 1 | src:Ann Reed | cue:said | con:that rain ... near | spk:Ann Reed | flags:claim")
    assert words(found["contents"]) == ["that rain was near"]
    assert found["sources"] == [[0, 8]]
    assert found["flags"] == ["claim"]
    assert "speaker" not in found


def test_of_several_places_a_cue_takes_the_nearest_to_its_content() -> None:
    first, inner = only(
        "A1 2 | src:Officials | cue:said | con:Ann Reed had warned of rain | flags:claim",
        "A2 2 | src:Ann Reed | cue:had warned | con:of rain | in:A1 | flags:claim",
    )
    assert words(first["cues"]) == ["said"]
    assert first["cues"] != [[9, 13]]
    assert inner["in"] == 1


def test_phrases_are_whole_words() -> None:
    (found,) = only("A1 3 | src:she | cue:told | con:“Stay in,” | flags:act")
    assert words(found["sources"]) == ["she"]


def test_what_is_not_found_is_told_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert only("A1 1 | src:Bob | cue:said | con:nothing of the kind | flags:claim") == []
    assert "not found" in capsys.readouterr().err


def test_nested_attributions_are_left_to_the_outer_one() -> None:
    (row,) = resolved(
        [
            "# one",
            "A1 2 | src:Officials | cue:said | con:Ann Reed had warned of rain | flags:claim",
            "A2 2 | src:Ann Reed | cue:had warned | con:of rain | in:A1 | flags:claim",
        ],
        {"one": TEXT},
        0,
    )
    (event,) = outer_events(row)
    assert event.cue.of(TEXT) == "said"


def test_a_content_alone_holds_what_is_relayed_in_it() -> None:
    (row,) = resolved(
        [
            "# one",
            "A1 2 | src:Officials | cue:said | con:Ann Reed had warned of rain | flags:claim",
            "A2 2 | src:Ann Reed | cue:had warned | con:of rain | in:A1 | flags:claim",
        ],
        {"one": TEXT},
        0,
    )
    outer, inner = contents_alone(row, TEXT)
    assert (outer.text, inner.text) == ("Ann Reed had warned of rain", "of rain")
    ((event,),) = outer.annotations
    assert [span.of(outer.text) for span in (*event.sources, event.cue, *event.contents)] == [
        "Ann Reed",
        "had warned",
        "of rain",
    ]
    assert inner.annotations == ((),)


def test_the_labels_hold_offsets_and_no_words() -> None:
    assert len(own_ids()) >= 150
    for row in rows():
        assert set(row) == {"id", "reader", "attributions", "own"}
        for one in row["attributions"]:
            assert set(one) == {"number", "sources", "cues", "contents", "in", "flags"}
            assert all(
                isinstance(n, int) for name in ("sources", "cues", "contents") for pair in one[name] for n in pair
            )


def test_a_fifth_is_held_back() -> None:
    share = sum(map(held_back, own_ids())) / len(own_ids())
    assert 0.13 < share < 0.27
