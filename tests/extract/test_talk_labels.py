"""What a label of a talk tells of its speaker: all of the name, and nothing that stands beside it."""

import pytest

from factdb.extract import extract
from tests.extract.test_talks import lines

ASKS, TELLS = "{}: Where were you?\n\n{}: I was at the mill.\n\n", "{}: Who saw you?\n\n{}: My wife did.\n"

POSTS = [
    ("saltandfog[S]", "Hi all. I keep the light."),
    ("quiet_harbour", "Do you get lonely?"),
    ("saltandfog[S]", "I have my goats."),
    ("quiet_harbour", "What are they called?"),
]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param((ASKS + TELLS).format(*2 * ("LOU ANN ROE", "POE")), ["LOU ANN ROE", "POE"], id="two given names"),
        pytest.param(
            (ASKS + TELLS).format(*2 * ("MAYOR JORDI PUIG I SERRA", "POE")),
            ["JORDI PUIG I SERRA", "POE"],
            id="as long as a heading",
        ),
        *(
            pytest.param(
                f"DANA {name}, HOST: Where were you?\n\nJON POE, FARMER: I was at the mill.\n\n"
                f"{name}: Who saw you?\n\nPOE: My wife did.\n\n>> {name}: Really?\n",
                [f"DANA {name}", "JON POE"],
                id=f"named as a title or a common word is: {name}",
            )
            for name in ("KING", "POPE", "DEAN", "BRIG", "YOUNG", "BILL")
        ),
        pytest.param(
            "Briefing by Press Secretary Karen Lark\n\n"
            + ASKS.format("MS. LARK", "MR. POE")
            + "MR. POE: Thanks, Karen. I will say more.\n\nMS. LARK: Will you?\n",
            ["Karen Lark", "POE"],
            id="the given name alone as well",
        ),
        pytest.param(
            "Actor Joel Pike on hens\n\nThe actor met Time Out at home.\n\n"
            + (ASKS + TELLS).format(*2 * ("TIME OUT", "JOEL PIKE")),
            ["Time Out", "Joel Pike", ""],
            id="a paper asks",
        ),
        pytest.param(
            "The Chairwoman. Good morning.\n\nMr. Shaw. Thank you. I am glad.\n\n"
            "Senator Pike. Where were you?\n\nMr. Shaw. I was at home.\n\nSenator Pike. Who saw you?\n",
            ["Chairwoman", "Shaw", "Pike"],
            id="an office before a stop",
        ),
        pytest.param(
            "Operator\nOur first question comes from Ken Gold.\n\nKen Gold -- J.P. Morgan -- Analyst\nHow are you?\n\n"
            "Ana Ruiz -- Chief Executive\nI am well, and we grew.\n\nOperator\nWe go on.\n\n"
            "Ken Gold -- J.P. Morgan -- Analyst\nThank you.\n",
            ["Operator", "Ken Gold", "Ana Ruiz"],
            id="a firm with full stops",
        ),
        pytest.param(
            "09:01:40 From Ann Roe (she/her) : Where are you?\n\n09:02:10 From Tom Poe : I am at home.\n\n"
            "09:03:11 From Ann Roe (she/her) : Who is there?\n\n09:04:10 From Tom Poe : My wife.\n",
            ["Ann Roe", "Tom Poe"],
            id="from somebody",
        ),
        pytest.param(
            "Ask a lighthouse keeper\n\n"
            + "".join(f"[–]{who} {n + 2} points 5 years ago\n{said}\n\n" for n, (who, said) in enumerate(POSTS)),
            ["saltandfog", "quiet_harbour", ""],
            id="points behind an author",
        ),
        pytest.param(
            ">> ROE: Where were you?\n\n>> POE: I was at the mill.\n\n>> I was there.\n\n>> ROE: You were not.\n\n"
            ">> POE: He was.",
            ["ROE", "POE", ""],
            id="somebody else without a name",
        ),
    ],
)
def test_who_speaks_under_a_label(text: str, speakers: list[str]) -> None:
    found = extract(text)
    told = {
        found.attributions[claim.attribution].speaker.name if claim.attribution is not None else ""
        for claim in found.claims
        if claim.passage in ("body", "question")
    }
    assert told == set(speakers)


def test_somebody_numbered_is_named_so() -> None:
    text = "ROE: Are you in?\n\nUNIDENTIFIED PERSON #1: I am.\n\nROE: And you?\n\nUNIDENTIFIED PERSON #2: We are."
    named = {one.speaker.name for one in extract(text).attributions}
    assert named == {"ROE", "UNIDENTIFIED PERSON #1", "UNIDENTIFIED PERSON #2"}


def test_a_surname_that_is_a_heading_elsewhere_is_a_label() -> None:
    text = "Heledd Price: Will you go?\n\nAnn Bowen: I will.\n\nHeledd Price: When?\n\nAnn Bowen: In May, I think."
    assert [name for name, _ in lines(text)] == ["Heledd Price", "Ann Bowen"] * 2
    assert lines(text.replace("Heledd Price", "Ticket price")) == []


def test_a_below_q_is_a_label_with_one_blank_behind_it() -> None:
    text = (
        "Q Did you lock it?\n\nA Yes, I did.\n\nMR. POE: Objection.\n\nQ Where was he?\n\n12 A At home.\n\nA man rose."
    )
    assert [name for name, _ in lines(text)] == ["Q", "A", "MR. POE", "Q", "A"]
