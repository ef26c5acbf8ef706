"""Lines with labels that are no talk, and runs of signs in such lines."""

import pytest

from factdb.extract import extract
from tests.extract.test_talks import lines


@pytest.mark.parametrize(
    "text",
    [
        "COUNT ONE: He took our car.\n\nCOUNT TWO: You pay.\n\nCOUNT ONE: I saw it.\n\nCOUNT TWO: Who?",
        "OHIO: We vote at 7.\n\nTEXAS: You vote at 8.\n\nOHIO: We vote at 9.\n\nTEXAS: You vote at 9.",
        "Brandt: 48 percent.\n\nOsei: 49 percent.\n\nBrandt: 50 percent.\n\nOsei: 46 percent.",
        "Photo: You and I.\n\nVideo: We won.\n\nPhoto: Our dam.\n\nVideo: Are you there?",
        "CLIP #2: We paid.\n\nCLIP #3: I did.\n\nCLIP #2: Are you well?\n\nCLIP #3: We are.",
        "Strength: You keep your word.\n\nFlaw: You forget.\n\nStrength: You give.\n\nFlaw: You are late for all.",
        "Nova – You pay less.\n\nPixel – It lasts.\n\nNova – It is light.\n\nPixel – You get a case.",
        "1. Ann Roe – You know her.\n\n2. Tom Poe – He ran.\n\n3. Mia Ash – Our champion.\n\n4. Jo Lark – I saw her.",
        "| Elm | We found none. |\n\n| Ash | You pay more. |\n\n| Oak | I like it. |\n\n| Yew | It rained. |",
        "8:30: We open.\n\n9:30: You eat.\n\n8:30: We close.\n\n9:30: You go.",
        "PROS: You save.\n\nCONS: You pay.\n\nPROS: I like it.\n\nCONS: You wait.",
        "Star Dam: We Rise\n\nStar Dam: You Fall\n\nStar Dam: We End",
        "[Applause] We won.\n\n[Laughter] You lost.",
        "Mr. Brandt left. I saw him.\n\nMs. Osei stayed. You know her.\n\nMr. Brandt came back. We ate.",
        "Update: We erred.\n\nCorrection: You were right.\n\nUpdate: We thank you.\n\nCorrection: I erred.",
        "“We won.”\n\nAnn Roe, The Herald\n\n“You lost.”\n\nTom Poe, Post\n\n“We did.”\n\nAnn Roe, Post\n\nSo?",
        "Susan Roe (Ohio): Roe said she would. You pay.\n\nTom Poe (Iowa): Poe is not so sure. We pay.",
        "Ann Roe (Liberal): A farmer, and a judge since 2011.\n\nTom Poe (Independent): Runs the cinema.",
        "Prof Murray adds: We will pay.\n\nProf Vollset said: You will.\n\nProf Murray adds: We all will.",
        "Question: What could be worse?\n\nAnswer: You and I having to pay.",
        "Ann Roe\nThe baker was born in Lodz.\n\nKarl Poe\nThe chemist taught in Bonn.",
        "MARY HOLT: A farmer.\n\nJOHN POE: A lawyer.\n\nMARY HOLT: Raised $2.\n\nJOHN POE: Raised $9.",
        "The mill shut.\n\nAnn Doyle\n\nThe last baker kept a diary.\n\nJohn Tully\n\nHe ran a strike.",
        "A. The dam is ours.\n\nB. The road is yours.\n\nA. We pay.\n\nB. You do.",
        "10:42 Elm: You change here.\n11:07 Oak: We stop for tea.\n11:31 Ash: The line ends.\n11:58 Elm: You get off.",
        "Vi, Elm: Who pays for it?\n\nThe council does, it says.\n\nBo, Oak: Is it safe?\n\nNobody knows.",
        "Advertisement:\n\nWe saw it.\n\nAdvertisement:\n\nDid you?\n\nAdvertisement:\n\nI did.",
        "As tempers rose, Roe had an answer: “I won.”\n\nIn the end, Ann Poe had this: “We lost.”",
        "Roe\n\n“It leaks.”\n\nDam Street\n\nRoe said so.\n\nRoe\n\n“It is old.”\n\nDam Street\n\n“It is ours.”",
        "Reuters: We Lost The Dam. In May Reuters reported it.\n\nNRO: You Won. NRO said that it was so.",
        "Senator Ann Roe — and I like her — voted.\n\nSenator Bo Poe — you know him — did not.",
        # where links ran into the lines
        "\n\n".join(f"{name}{' ' * 60}(Elm) said he won." for name in ("Sen. Roe", "Sen. Poe", "Sen. Roe")),
        "Roe To Poe's President: We Won\n\nRoe's note, in all letters: “You lost.”",
    ],
)
def test_false_friends(text: str) -> None:
    assert lines(text) == []


def test_a_line_of_prose_that_a_verb_of_saying_leads_is_no_label() -> None:
    lines = [
        "Bo Roe spoke on Monday, and Ann Poe was there.",
        "Roe continued: “I have never seen anything like it, and I want it shut.”",
        "Poe added: “We were told that it holds. I think it does.”",
        "Roe continued: “We will see whether it holds when the snow comes. I think so.”",
        "Poe added: “I have my doubts, but we are told to wait.”",
    ]
    found = extract("\n\n".join(lines)).attributions
    assert [one.speaker.name for one in found if one.via is None] == ["Bo Roe", "Ann Poe"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe: I am here.\nTom Poe: Well " + "😀" * 500 + " x.\nAnn Roe: Are you?\nTom Poe: I am.\n",
        "ACGT" * 500 + ", a man who police said had fled, was seen in Elm.",
        "1" * 60 + "%",
    ],
)
def test_long_runs_of_signs_letters_and_digits_are_read_to_their_end(text: str) -> None:
    assert extract(text).claims


@pytest.mark.parametrize(
    "text",
    [
        "The harbour\nWe saw it.\nThe church\nOur guide slept.\nThe harbour\nDo you sail?\nThe church\nI went back.",
        "Myth: You need it.\nFact: We have it.\nMyth: My knees know.\nFact: Do they?",
        "Pros: We have a yard.\nCons: Your bus stops.\nPros: We liked it.\nCons: Who wants steps?",
        "North: We go up to the mill.\nSouth: You reach the sea.\nNorth: I see snow.\nSouth: Our boats.",
        "USD: You get 0.92.\nGBP: We sell at 1.17.\nJPY: Our rate is 160.\nUSD: I bought at 0.91.",
        "EXIT: You go left.\nLIFT: We mend it.\nSTAIRS: I would not.\nEXIT: Also right.",
        "REVENUE: We took $9m.\nCOSTS: You see the fall. I cut them.\nPROFIT: $1m.\nREVENUE: Up.",
        "Diesel: You pay £60. We tested it.\nElectric: I paid £21.\nDiesel: It smells.\nElectric: Do you have a plug?",
        "SPORT – Our side won.\nNEWS – You pay more.\nSPORT – I saw it.\nNEWS – Why?",
    ],
)
def test_labels_of_things_that_come_again_are_no_speakers(text: str) -> None:
    assert lines(text) == []
