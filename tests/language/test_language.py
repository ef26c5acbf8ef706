"""A language as a folder of word lists."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdb.language import Language, alternatives, longest_of


@pytest.fixture
def language(tmp_path: Path) -> Language:
    (tmp_path / "nouns.txt").write_text("# Made up.\n\n  elm dam\n#nothing\nmill\n", encoding="utf-8")
    (tmp_path / "stops.txt").write_text("etc.\nÖl\n", encoding="utf-8")
    (tmp_path / "sayings.txt").write_text("said: speech past\nsays: speech\nurged: past asking\n", encoding="utf-8")
    return Language(tmp_path)


def test_a_list_is_its_lines_without_comments(language: Language) -> None:
    assert language.words("nouns") == ["elm dam", "mill"]


def test_any_word_of_lists_is_matched_as_it_stands(language: Language) -> None:
    assert re.findall(language.any_of("nouns", "stops"), "elm dams, mills etc. Öl öl elm") == [
        "elm dam",
        "mill",
        "etc.",
        "Öl",
    ]
    assert re.fullmatch(language.any_of("stops"), "etc.")
    assert not re.fullmatch(language.any_of("stops"), "etcx")


def test_words_of_saying_are_chosen_by_what_they_do(language: Language) -> None:
    assert language.sayings("speech") == ["said", "says"]
    assert language.sayings("asking", "past") == ["said", "urged"]
    assert language.sayings("nothing") == []
    assert re.findall(language.any_saying("speech"), "says, said, urged") == ["says", "said"]


def test_words_that_begin_alike_share_their_letters() -> None:
    assert alternatives(["said", "told", "stated"]) == "s(?:aid|tated)|told"


def test_of_words_that_begin_with_one_another_the_longest_is_found() -> None:
    found = re.findall(longest_of({"mill", "mill pond", "mills", "dam"}), "mill ponds, mills, dams")
    assert found == ["mill pond", "mills", "dam"]


@given(
    words=st.lists(st.text("aAbs. ", max_size=5), min_size=1, max_size=8),
    text=st.text("aAbs. ", max_size=20),
    flags=st.sampled_from((re.NOFLAG, re.IGNORECASE)),
    behind=st.sampled_from(("", r"\b")),
)
def test_words_that_share_letters_match_as_one_beside_the_other(
    words: list[str], text: str, flags: re.RegexFlag, behind: str
) -> None:
    def found(any_of: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(f"(?:{any_of}){behind}", text, flags)]

    assert found(alternatives(words)) == found("|".join(map(re.escape, words)))


def test_expressions_stand_for_words_of_lists_and_for_what_is_said_above(language: Language) -> None:
    (language.folder / "pairs.txt").write_text(
        "@OF = (?:of|by)\\s\n@OF_ALL = @OFall\\s\n(?:@nouns,stops)\\s@OF_ALL => (?:@sayings:past|hums)\\b\n=> a\n",
        encoding="utf-8",
    )
    (before, behind), alone = language.expressions("pairs")
    assert re.fullmatch(before, "mill of all ") and re.fullmatch(before, "Öl by all ")
    assert not re.fullmatch(before, "mill in all ")
    assert [re.fullmatch(behind, word) is not None for word in ("urged", "hums", "says")] == [True, True, False]
    assert alone == ("", "a")
