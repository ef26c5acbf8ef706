"""What an outlet tells its readers about itself is navigation."""

import pytest

from factdb.records import Passage, Span
from factdb.text.passages import passages
from factdb.text.passages.plugs import LONGEST, is_plug
from factdb.text.segments import paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Get the Harbour Courier's stories delivered to your inbox. By signing up, you agree to our Privacy Policy",
        "Interested in the ferry? Add the ferry as an interest to stay up to date on the latest video. Add Interest",
        "Do you know more about the mill? Email desk@courier.example.",
        "Send tips to desk@courier.example.",
        "If you would like to receive the Morning Tide in your inbox, please sign up here.",
        "Visit the Harbour Courier's homepage for more stories.",
        "The opinions expressed by columnists are their own and do not represent the views of the Courier.",
        "This is a rush transcript. Copy may not be in its final form.",
        "JUST WATCHED Ferry leaves Kelso Replay More Videos ... MUST WATCH Ferry leaves Kelso 01:16",
        "Read the full report here.",
        "The Tide newsletter Email Sign Up By signing up you agree to receive alerts. You can unsubscribe at any time.",
        "7 years ago",
        "This story has been updated.",
        "A previous version of this post misstated whose the mill is. It is Roe’s.",
        "*Correction, May 3, 2024: An earlier version of this article said that the mill was Quint’s.",
        "Editor’s note: This post has been corrected to show that Roe is the mayor, not the vicar.",
        "This article was amended on 3 May 2024 to say whose the mill is.",
        "Advertisement Advertisement",
        "next Image 1 of 2",
        "Tide Table is a weekly letter on the harbour. Sign up here.",
        "FOR MORE ON THE FERRY, CLICK HERE.",
        "Is the graphic gone? Click here!",
        "Check local times or click HERE.",
        "For more on the ferry, see our map.",
        "The Courier is read by half of Kelso. Get inside access to the Courier by becoming a member.",
        "We at the Courier work for Kelso. Make a one-time donation to help us.",
        "For as little as £3 a month you can be one of us.",
        "We take no money of the council. For as little as $3, you can help us.",
        "Subscribe now for as little as $2 a month!",
        "Ann Reed writes about the sea. Follow her on Twitter @annreed.",
    ],
)
def test_plugs(line: str) -> None:
    assert is_plug(line)
    text = f"The ferry sank on Monday near Kelso.\n\n{line}\n\nThe mayor came to the harbour at night."
    kinds = [part.passage for part in passages(text, paragraphs(text))]
    assert kinds == [Passage.BODY, Passage.NAVIGATION, Passage.BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Get out of the harbour, the mayor said, or drown.",
        "“Sign up for the newsletter,” the mayor said.",
        '"Sign up for the newsletter," the mayor said.',
        "Send tips to desk@courier.example — Kelso Police (@kelsopolice) May 17, 2017",
        "To keep dues low, the town will need to sign up more members.",
        "Like most ferries, the Kelso has an app that sells tickets.",
        "If you see the ferry, call the harbour. If you have tips, call too — Kelso Police (@kelsopolice) May 17, 2017",
        "The opinions of the board were its own.",
        "The views expressed by the minister were not shared by his party.",
        "The mill closed 7 years ago",
        "This story has been told in every harbour.",
        "This report was first read by the mayor. He wept.",
        "This bridge was updated in May.",
        "More than 200 people have come to sign up here.",
        "An earlier version of this bridge fell into the harbour.",
        "An earlier version of this report was leaked to the Courier in May.",
        "Nobody is allowed to subscribe here.",
        "Abandon hope all who click here",
        "This report was revised in May to show that 200 people had left.",
        "This article was amended in 1971 to let women vote.",
        "Donors get inside access to the mayor.",
        "The mill pays its weavers for as little as $2 a day, the union said.",
        "Huts near Kelso sold for as little as £90 per square foot in May.",
        "Viewers may subscribe for as little as $5 a month, the studio said.",
        "The mayor agreed to make a one-time donation of $500 to the school.",
        "For more on the ferry, the council will read the letters of both men.",
        "Visit the harbour at night and you will see the old ferry.",
        "For more than a year the town has asked its people to watch the harbour.",
        "He thanks those who follow him on Twitter.",
    ],
)
def test_news_is_no_plug(line: str) -> None:
    assert not is_plug(line)


def test_a_long_paragraph_is_prose() -> None:
    asking = "Sign up for our newsletter. "
    assert is_plug(asking + "x" * (LONGEST - len(asking)))
    assert not is_plug(asking + "x" * (LONGEST - len(asking) + 1))


@pytest.mark.parametrize(
    ("links", "count"),
    [
        ("(RELATED: Ferry Sinks, Says ‘Courier’)", 1),
        ("(RELATED: Ferry Sinks) (RELATED: Mill Closes Too)", 1),
        ("Sign up here for our newsletter. Write to Ann Roe at ann.roe@courier.example.", 1),
        ("The opinions expressed in this commentary are her own.", 1),
        ('Sign up for the Courier\'s "Morning Tide" newsletter here.', 1),
        # A lead-in, an account's signature, what somebody says, and plain sentences are the article's own.
        ("More from the Courier:", 0),
        ("Send tips to desk@courier.example — Kelso Police (@kelsopolice) May 17, 2017", 0),
        ("“It is late. Sign up here for our newsletter.”", 0),
        ("She wanted one thing. Home.", 0),
        ("Prices rose. The weir is shut.", 0),
    ],
)
def test_what_leads_away_behind_a_paragraph_is_no_part_of_it(links: str, count: int) -> None:
    prose = "The ferry is late. It has run for years."
    text = f"The mill is shut.\n\n{prose} {links}\n\nRain fell in the night."
    parts = [part for part in passages(text, paragraphs(text)) if part.span.overlaps(Span(19, 19 + len(prose + links)))]
    assert [part.span.of(text) for part in parts if part.passage is Passage.NAVIGATION] == [links] * count
    assert parts[0].passage is Passage.BODY
    assert parts[0].span.of(text).startswith(prose)


@pytest.mark.parametrize("line", ["https://courier.example/mill-1.html?id=2", "www.courier.example"])
def test_an_address_alone_leads_away(line: str) -> None:
    text = f"The mill is shut.\n\n{line}\n\nRain fell in the night."
    kinds = [part.passage for part in passages(text, paragraphs(text))]
    assert kinds == [Passage.BODY, Passage.NAVIGATION, Passage.BODY]


@pytest.mark.parametrize("address", ["www." * 40, "http://" * 25])
def test_a_line_that_goes_on_behind_an_address_is_read_once(address: str) -> None:
    text = f"The mill is shut.\n\n{address}a is where the mayor wrote."
    assert [part.passage for part in passages(text, paragraphs(text))] == [Passage.BODY] * 2


def test_a_paragraph_of_nothing_but_links_is_judged_as_a_line() -> None:
    text = "The mill is shut.\n\nFollow her on Twitter @annroe.\n\nRain fell in the night."
    kinds = [part.passage for part in passages(text, paragraphs(text))]
    assert kinds == [Passage.BODY, Passage.NAVIGATION, Passage.BODY]


def test_a_paragraph_of_nothing_but_links_leads_away() -> None:
    links = "Like “The Tide” on Facebook here. You can also follow the show on Twitter here."
    text = f"The mill is shut.\n\n{links}\n\nRain fell."
    assert [part.passage for part in passages(text, paragraphs(text))] == [
        Passage.BODY,
        Passage.NAVIGATION,
        Passage.BODY,
    ]


@pytest.mark.parametrize("line", ["ANALYSIS/OPINION:", "Photo", "Health Ferry Nurse Leaves Kelso Listen · 3:02 3:02"])
def test_what_a_page_puts_between_paragraphs(line: str) -> None:
    text = f"The ferry sank on Monday near Kelso.\n\n{line}\n\nThe mayor came to the harbour at night."
    assert passages(text, paragraphs(text))[1].passage is Passage.NAVIGATION
