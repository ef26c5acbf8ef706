"""White space and line ends: what Python and Unicode take for them."""

import re
import unicodedata

from factdb.text.whitespace import BLANK, BREAKS, HIDDEN, SPACE, plain


def test_spaces_and_line_ends_are_those_of_python() -> None:
    everything = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert set(SPACE) == {one for one in everything if one.isspace()}
    assert set(SPACE) == set(re.findall(r"\s", "".join(everything)))
    assert set(BREAKS) == {one for one in everything if len(f"a{one}b".splitlines()) == 2}


def test_what_is_hidden_has_no_ink() -> None:
    assert {unicodedata.category(one) for one in HIDDEN} == {"Cc", "Cf", "Cn"}
    assert not set(HIDDEN) & set(SPACE)
    assert set(BLANK) == {*HIDDEN, *SPACE}


def test_words_are_compared_on_one_line_in_small_letters_with_straight_apostrophes() -> None:
    assert plain(" It’s\n LATE, “Ann” ") == "it's late, “ann”"
