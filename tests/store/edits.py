"""The ways in which somebody edits an article after it was published."""

from collections.abc import Sequence
from itertools import cycle

from tests.store.newsroom import Page, Sentence, copied, edited, sentence


def number_in(one: Sentence) -> str:
    return next(word for word in one.text.replace("”", " ").split() if word.isdigit())


# What is done to a page, given one of its paragraphs and a sentence's place in it.
def new_paragraph_before(page: Page, at: int, number: int) -> None:
    page.insert(at, [sentence(number)])


def sentence_before(page: Page, at: int, number: int) -> None:
    page[at].insert(0, sentence(number))


def sentence_after(page: Page, at: int, number: int) -> None:
    page[at].append(sentence(number))


def sentence_between(page: Page, at: int, number: int) -> None:
    page[at].insert(len(page[at]) // 2, sentence(number))


def deleted_sentence(page: Page, at: int, number: int) -> None:
    del page[at][number % len(page[at])]


def deleted_paragraph(page: Page, at: int, number: int) -> None:
    del page[at]


def paragraph_to_the_end(page: Page, at: int, number: int) -> None:
    page.append(page.pop(at))


def paragraph_to_the_top(page: Page, at: int, number: int) -> None:
    page.insert(0, page.pop(at))


def sentence_again_elsewhere(page: Page, at: int, number: int) -> None:
    page[at - 1].append(Sentence(page[at][number % len(page[at])].text))


def sentence_again_at_once(page: Page, at: int, number: int) -> None:
    place = number % len(page[at])
    page[at].insert(place, Sentence(page[at][place].text))


def paragraph_again(page: Page, at: int, number: int) -> None:
    page.append([Sentence(one.text) for one in page[at]])


def other_number(page: Page, at: int, number: int) -> None:
    one = page[at][number % len(page[at])]
    page[at] = edited([page[at]], {one.number: one.text.replace(number_in(one), f"{number}")})[0]


def other_name(page: Page, at: int, number: int) -> None:
    changes = {one.number: one.text.replace("Ann Lee", "Anna Lee").replace("Bob Ray", "Rob Ray") for one in page[at]}
    page[at] = edited([page[at]], changes)[0]


def other_cue(page: Page, at: int, number: int) -> None:
    page[at] = edited([page[at]], {one.number: one.text.replace(" said ", " has said ") for one in page[at]})[0]


def joined(page: Page, at: int, number: int) -> None:
    page[at - 1 : at + 1] = [page[at - 1] + page[at]]


def parted(page: Page, at: int, number: int) -> None:
    page[at : at + 1] = [page[at][:2], page[at][2:]]


EDITS_OF_PAGES = (
    new_paragraph_before,
    sentence_before,
    sentence_after,
    sentence_between,
    deleted_sentence,
    deleted_paragraph,
    paragraph_to_the_end,
    paragraph_to_the_top,
    sentence_again_elsewhere,
    sentence_again_at_once,
    paragraph_again,
    other_number,
    other_name,
    other_cue,
    joined,
    parted,
)


def after_edits(before: Sequence[Page], edits: int) -> list[Page]:
    """The pages after so many edits, of every kind in turn, spread over all of them."""
    after = [copied(page) for page in before]
    kinds = cycle(EDITS_OF_PAGES)
    for number in range(edits):
        page = after[number % len(after)]
        next(kinds)(page, 1 + number // len(after), 2000 + number)
    return after
