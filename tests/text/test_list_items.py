"""Lists that stand in one paragraph: where their items begin. "|" stands where one does."""

import pytest

from factdb.records import Span
from factdb.text.list_items import items


def cut(text: str) -> list[str]:
    around = f"1. {text} 2. The mill"
    return [item.of(around) for item in items(around, Span(3, 3 + len(text)))]


@pytest.mark.parametrize(
    "case",
    [
        "1. The dam | 2. The road | 3. The bridge",
        "1) The dam | 2) The road",
        "(1) The dam | (2) The road",
        "1.) The dam | 2.) The road",
        "9. The dam | 10. The road | 11. The bridge",
        "999. The dam 1. The road",
        "a. The dam | b. The road",
        "i. The dam | ii. The road | iii. The bridge | iv. The mill",
        "(viii) The dam | (ix) The road | (x) The bridge | (xi) The mill | (xii) The ferry",
        "h) The dam | i) The road | j) The bridge | k) The mill",
        "We want two things: 1) The dam 2) The road",
        "We want things; 1. The dam. | 2. The road. | 3. The bridge.",
        "We want things 1. The dam. 2. The road.",
        "We want two things: a) The dam. | b) The road.",
        "We want two things: i) The dam. | ii) The road.",
        "We want two things: 3) The dam. 4) The road.",
        "1. The dam. 1) The road. | 2. The bridge.",
        "i) The dam iii) The road",
        "1. The dam and the road",
        "2. The dam | 3. The road | 4. Nothing",
        "The dam holds. 2. The road does. 3. The bridge too.",
        "1. The dam | 2. The road 1. The bridge | 3. The mill",
        "1. The dam 2) The road | 2. The bridge",
        "1. The dam 3. The road",
        "1. to mend the dam 2. to close the road",
        "A dam of 1) stone 2) Earth",
        "• The dam | • The road | • The bridge",
        "▪ The dam | ▪ The road",
        "• The dam ▪ The road",
        "• The dam•The road",
        "- The dam - The road",
        "• 1. The dam 2. The road | • The bridge",
    ],
)
def test_where_items_begin(case: str) -> None:
    assert cut(case.replace("| ", "")) == [item.strip() for item in case.split("|")]
