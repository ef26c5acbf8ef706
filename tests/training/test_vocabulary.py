"""A smaller vocabulary reads the same words at the same places."""

import json
from collections import Counter

import pytest
from tokenizers import Tokenizer

from factdb.extract.tagging.files import MODEL
from training.vocabulary import SPECIAL, frequencies, kept, trimmed

FREQUENT = "The mayor said the bridge would close. The mayor said so."
RARE = "Zoë’s archaeologist misremembered 1,300 “xylophones” in Łódź — naïvely 😀 …"
PIECES = 2500


@pytest.fixture(scope="module")
def whole() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


@pytest.fixture(scope="module")
def small(whole: Tokenizer) -> Tokenizer:
    settings = json.loads(whole.to_str())
    numbers = kept(settings["model"]["vocab"], frequencies([[FREQUENT]], whole), PIECES)
    return Tokenizer.from_str(json.dumps(trimmed(settings, numbers)))


def words(tokenizer: Tokenizer, text: str) -> list[tuple[int, int]]:
    """Where each word begins and ends."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans: dict[int, tuple[int, int]] = {}
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        assert word is not None
        spans[word] = (spans.get(word, (start, end))[0], end)
    return list(spans.values())


def test_what_is_frequent_stays_whole(whole: Tokenizer, small: Tokenizer) -> None:
    assert small.encode(FREQUENT).tokens == whole.encode(FREQUENT).tokens


def test_what_is_rare_falls_apart_and_keeps_its_place(whole: Tokenizer, small: Tokenizer) -> None:
    assert words(small, RARE) == words(whole, RARE)
    broken, before = (one.encode(RARE, add_special_tokens=False).tokens for one in (small, whole))
    assert len(broken) > len(before)
    assert broken.count("[UNK]") == before.count("[UNK]")


def test_special_pieces_keep_their_numbers(whole: Tokenizer, small: Tokenizer) -> None:
    for piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]"):
        number = small.token_to_id(piece)
        assert number is not None and number == whole.token_to_id(piece)
        assert number < SPECIAL
    assert sorted(small.get_vocab().values()) == list(range(small.get_vocab_size()))


def test_no_more_are_kept_than_asked_for_but_single_characters() -> None:
    vocabulary = {f"[special{number}]": number for number in range(SPECIAL)}
    vocabulary |= {"a": 104, "##a": 105, "often": 106, "seldom": 107, "never": 108}
    counts = Counter({106: 9, 107: 1})
    assert kept(vocabulary, counts, SPECIAL + 3)[SPECIAL:] == [104, 105, 106]
    assert kept(vocabulary, counts, SPECIAL + 9)[SPECIAL:] == [104, 105, 106, 107]
