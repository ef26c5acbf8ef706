import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.formats import brat
from factdb.formats.brat.edits import AttributionEdit, attribution_edits
from factdb.records import Span, Speaker, SpeakerKind
from tests.formats.samples import ARTICLE, EXTRACTION, TEXT


def test_the_lines_of_a_file() -> None:
    assert list(brat.lines(TEXT, EXTRACTION)) == [
        "T1\tSource 10 22\tthe minister",
        "T2\tCue 23 27\tsaid",
        "T3\tContent 0 8\t=SUM(A1)",
        "T4\tAttribution 23 27\tsaid",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "#1\tSpeaker E1\tthe minister",
        "#2\tSpeakerKind E1\tunnamed",
        "T5\tSource 63 74\tAna 𝒜lvarez",
        "T6\tCue 58 62\tsaid",
        "T7\tContent 42 57;76 87\t“We shall win,” “and soon.”",
        "T8\tAttribution 58 62\tsaid",
        "E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5",
        "#3\tSpeaker E2\tAna 𝒜lvarez",
        "#4\tSpeakerKind E2\tperson",
    ]


@pytest.mark.parametrize(
    ("kind", "note"), [(SpeakerKind.AUTHOR, "AUTHOR"), (SpeakerKind.NONE, ""), (SpeakerKind.GROUP, "x")]
)
def test_a_source_that_is_not_given_has_no_line(kind: SpeakerKind, note: str) -> None:
    attribution = replace(EXTRACTION.attributions[0], sources=(), speaker=Speaker("x", kind))
    found = list(brat.lines(TEXT, replace(EXTRACTION, attributions=(attribution,))))
    assert not any("Source" in line for line in found)
    assert f"#1\tSpeaker E1\t{note}" in found


def test_a_folder_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert brat.write_folder(tmp_path / "new" / "folder", [(ARTICLE, EXTRACTION)]) == 1
    folder = tmp_path / "new" / "folder"
    assert sorted(path.name for path in folder.iterdir()) == ["exported.jsonl", "hard.ann", "hard.txt"]
    assert (folder / "hard.txt").read_bytes().decode() == TEXT
    assert brat.read(folder / "hard.ann") == [brat.annotation(found) for found in EXTRACTION.attributions]


@pytest.mark.parametrize(
    "names",
    [
        ("a", "a", "a-2"),
        ("a-2", "a", "a"),
        ("a", "a-2", "a", "a-2", "a-2-2", "a"),
        ("News", "news", "NEWS", "news-2"),
        ("straße", "STRASSE", "strasse"),
        ("é", "e\u0301", "É"),
        ("ﬁle", "file", "FILE"),
        ("a.", "a", "a ", "a/", "a:"),
        ("x" * 300, "x" * 250, "X" * 201, "x" * 200 + "-2"),
        ("", "article", ".", "...", "/"),
    ],
)
def test_no_file_takes_the_place_of_another(tmp_path: Path, names: tuple[str, ...]) -> None:
    given = [(replace(ARTICLE, text=f"{number} {TEXT}", name=name), EXTRACTION) for number, name in enumerate(names)]
    assert brat.write_folder(tmp_path, given) == len(names)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")}
    assert sorted(int(text.split()[0]) for text in texts.values()) == list(range(len(names)))
    # Also where case and composition make no difference.
    assert len({unicodedata.normalize("NFKD", stem).casefold().rstrip(". ") for stem in texts}) == len(names)
    assert {path.stem for path in tmp_path.glob("*.ann")} == set(texts)


def test_an_edit_of_what_somebody_relays_is_told_and_who_relays_it_is_not_taken() -> None:
    first, second = EXTRACTION.attributions
    nested = replace(EXTRACTION, attributions=(first, replace(second, via=0)))
    exported = list(brat.lines(TEXT, nested, nested=True))
    assert "R2\tRelayedBy Arg1:E2 Arg2:E1" in exported
    assert list(attribution_edits(TEXT, exported, exported)) == []
    moved = [line.replace("Source 63 74\tAna 𝒜lvarez", "Source 67 74\t𝒜lvarez") for line in exported]
    [edit] = attribution_edits(TEXT, exported, moved)
    assert isinstance(edit, AttributionEdit)
    assert (edit.event, edit.before and edit.before.sources, edit.after and edit.after.sources) == (
        "E2",
        (Span(63, 74),),
        (Span(67, 74),),
    )
    [gone] = attribution_edits(TEXT, exported, [line for line in exported if not line.startswith("R")])
    assert str(gone).startswith("R2: is gone, but nothing is decided by that")
    [turned] = attribution_edits(
        TEXT, exported, [line.replace("Arg1:E2 Arg2:E1", "Arg1:E1 Arg2:E2") for line in exported]
    )
    assert str(turned).startswith("R2: is no attribution")
    # Whoever deletes an attribution deletes that it is relayed.
    [deleted] = attribution_edits(TEXT, exported, [line for line in exported if "E2" not in line])
    assert isinstance(deleted, AttributionEdit)
    assert (deleted.event, deleted.after) == ("E2", None)


def test_who_numbers_anew_changes_nothing() -> None:
    exported = list(brat.lines(TEXT, EXTRACTION))
    other = {"E1": "E2", "E2": "E1"}
    swapped = [re.sub(r"\bE[12](?=\t)", lambda event: other[event[0]], line) for line in exported]
    assert swapped != exported
    assert list(attribution_edits(TEXT, exported, swapped)) == []


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
PIECES = st.lists(SPANS, min_size=1, max_size=3).map(tuple)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=60), st.text(), PIECES, SPANS, PIECES)
def test_any_text_comes_back(
    text: str, name: str, sources: tuple[Span, ...], cue: Span, contents: tuple[Span, ...]
) -> None:
    attribution = replace(
        EXTRACTION.attributions[0],
        sources=sources,
        cue=cue,
        contents=contents,
        speaker=Speaker(name, SpeakerKind.PERSON),
    )
    found = list(brat.lines(text, replace(EXTRACTION, attributions=(attribution,))))
    assert all(len(line.splitlines()) == 1 for line in found)
    assert list(brat.parse(found)) == [brat.annotation(attribution)]


def test_names_stay_in_the_folder_and_apart(tmp_path: Path) -> None:
    names = ["../../up", "a/b", ".hidden", "", "x" * 400, "same", "same", "nul\0name", "é" * 200]
    count = brat.write_folder(tmp_path / "out", ((replace(ARTICLE, name=name), EXTRACTION) for name in names))
    written = list((tmp_path / "out").glob("*.ann"))
    assert count == len(names) == len(written)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert {"same.ann", "same-2.ann", "article.ann"} <= {path.name for path in written}


def test_other_lines_and_events_without_content_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    path.write_text(
        "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;14 15\tyes x\nT4\tContent 20 22\tno\nstray\n\n"
        "A1\tNegation E1\n*\tEquiv T1 T2\nE1\tAttribution:T2 Content:T3 Cue:T2 Source:T1 Content2:T4\n"
        "E2\tAttribution:T2 Cue:T2\n#1\tAnnotatorNotes E1\thm\nR1\tx Arg1:T1 Arg2:T2\n",
        encoding="utf-8",
    )
    assert brat.read(path) == [brat.Annotation((Span(0, 3),), (Span(4, 8),), (Span(9, 12), Span(14, 15), Span(20, 22)))]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.ann").write_bytes(b"\xff\xfe\xff")
    for name in ("bad.ann", "missing.ann"):
        with pytest.raises(InputError, match=name):
            brat.read(tmp_path / name)
