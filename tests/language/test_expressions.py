"""Expressions are compiled when they are first looked for, and are then those of Python."""

import re
from copy import copy

import pytest

from factdb.language import expressions


def test_one_finds_what_python_s_finds() -> None:
    lazy, pythons = (module.compile(r"(may|might)\b", module.I) for module in (expressions, re))
    text = "It May rain, or it might."
    for _ in range(2):
        assert [one.span() for one in lazy.finditer(text)] == [one.span() for one in pythons.finditer(text)]
        assert (lazy.sub("will", text), lazy.pattern, lazy.flags) == (pythons.sub("will", text), pythons.pattern, 34)


def test_it_has_the_flags_that_it_is_given_and_python_s_own() -> None:
    assert expressions.compile("may").flags == re.compile("may").flags


def test_a_copy_finds_the_same() -> None:
    assert copy(expressions.compile("may")).findall("It may rain") == ["may"]
    with pytest.raises(AttributeError, match="_unheard_of"):
        _ = expressions.compile("may")._unheard_of  # type: ignore[attr-defined]


def test_nothing_is_compiled_before_it_is_looked_for() -> None:
    broken = expressions.compile("(")
    with pytest.raises(re.error):
        broken.search("a")
