"""The three stories, all invented, that the files in tests/files tell.

The files were made with pandoc (DOCX, EPUB), LibreOffice (ODT, RTF, PDF, by-libreoffice.xlsx), Chromium
(ferry-saved.html), warcio, gzip, bzip2, xz, zip and tar, and Python's email, mailbox and csv, openpyxl and zstandard.
"""

from dataclasses import dataclass
from pathlib import Path

FILES = Path(__file__).parents[1] / "files"


@dataclass(frozen=True)
class Story:
    title: str
    author: str
    day: str
    outlet: str
    paragraphs: tuple[str, ...]
    last: str


FERRY = Story(
    "Island ferry to stop for a year",
    "Mara Quist",
    "2025-03-04",
    "The Sound Courier",
    (
        "The ferry between Holm and Vester will stop in May for at least a year, the county said on Tuesday.",
        "“The hull could break in a heavy sea,” said Commissioner Ida Brandt, who had asked for an "
        "inspection in January.",
        "Traders on the island fear for the summer. According to the Vester Trade Guild, four in "
        "ten visitors come by boat.",
        "Shipping company Nordlinie allegedly knew of the cracks. It denied that on Tuesday: “We "
        "learned of it from the press.”",
        "A bus over the new bridge may help. It’s 40 kilometres longer, and the café owners’ "
        "association called it “no answer at all”.",
    ),
    "A replacement costs 3.2 million crowns.",
)
SCHOOL = Story(
    "Council keeps three village schools open",
    "Jonas Achterberg",
    "2025-02-11",
    "Valley Observer",
    (
        "Three village schools that were to close this summer stay open, the district council decided late on Monday.",
        "“Nobody here wanted long bus rides for six-year-olds,” Mayor Petra Lindholm told reporters after the vote.",
        "The finance office warned that the decision might cost 1.4 million a year, a figure that parents doubt.",
        "Opposition leader Karl Ostrow said that the council had “bought itself a spring of quiet”.",
        "Experts believe that pupil numbers could fall by a fifth before 2030, if nothing changes.",
    ),
    "Nine voted against, and one abstained.",
)
WATER = Story(
    "Town tells residents to boil water",
    "Lena Okoro",
    "2025-01-22",
    "Harbour Gazette",
    (
        "Residents of Eastport should boil their tap water until Friday, the health office said on Wednesday.",
        "A test had found bacteria in two wells, according to a report that was published on the town’s site.",
        "“There is no reason to panic,” said Dr. Samir Haddad, head of the office. “Boiling for a minute is enough.”",
        "The cause is unknown. Engineers suspect that the flood of last week may have damaged a main.",
        "The opposition accused the town of having waited too long; a spokeswoman for the mayor rejected that.",
    ),
    "Use bottled water for infants.",
)
STORIES = {"ferry": FERRY, "school": SCHOOL, "water": WATER}
