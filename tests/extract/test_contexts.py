"""The context that a claim is shown with, to be read alone."""

import pytest

from factdb.extract.context import with_context
from factdb.extract.layout import Layout
from factdb.extract.readings import with_readings
from factdb.extract.speakers import resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.records import Claim, Passage, Span

CONTEXT = [
    ("The council sold two boats.", "They had rusted."),
    ("The council sold two boats.", "“That is a shame.”"),
    ("The council sold two boats.", "The decision was final."),
    ("The council sold two boats.", "Few had seen it yet."),
    ("The council sold two boats.", "This came as no surprise."),
]


@pytest.mark.parametrize(("before", "words"), CONTEXT)
def test_what_leans_on_the_sentence_before_has_it_behind(before: str, words: str) -> None:
    text = f"A long summer had come to its end when the news of it reached the island [of Kelso]. {before} {words}"
    at = text.index(words)
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    claims = [Claim((sentence,)) for sentence in reading.layout.sentences]
    *_, found = with_readings(reading, claims, [])
    assert found.spans[0].start == at
    first = "A long summer had come to its end when the news of it reached the island (of Kelso)."
    assert found.reading == f"{words} [before: {first} {before}]"


def test_a_heading_is_set_off_from_what_stands_below_it() -> None:
    text = "Council sells boats\n\nTwo went on Friday. They had rusted."
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    claims = [Claim((sentence,)) for sentence in reading.layout.sentences]
    *_, found = with_readings(reading, claims, [])
    assert found.reading == "They had rusted. [before: Council sells boats — Two went on Friday.]"


def test_an_answer_has_the_heading_that_asks_before_it() -> None:
    text = "Two boats went on Friday.\n\nDid the council sell more boats?\n\nNo."
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    first, asked, answer = reading.layout.sentences
    *_, found = with_readings(
        reading, [Claim((first,)), Claim((asked,), passage=Passage.HEADLINE), Claim((answer,))], []
    )
    assert found.reading == "No. [before: Did the council sell more boats?]"


def test_a_part_without_a_verb_has_its_sentence_behind() -> None:
    text = "The harbour was closed, the mayor said, for the whole of the winter."
    at = text.index("for the")
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    (found,) = with_readings(reading, [Claim((Span(at, len(text)),))], [])
    assert found.reading == f"{text[at:]} [in: The harbour was closed, the mayor said, …]"


OPEN = [
    ("Maria Holt left the harbour.", "The vote went against her."),
    ("Maria Holt left the harbour.", "On Thursday she’ll be back in the town."),
    # "A general", "one" and somebody of another gender are not whom it means; "I" tells of nobody else.
    ("Ann Reed met Maria Holt in the harbour.", "In a general vote, she won the town."),
    ("Ann Reed met Maria Holt in the harbour.", "At one point, she wrote to the town."),
    ("Ann Reed met Maria Holt in the harbour.", "If Paul Reed wins, the town will thank her."),
    ("Maria Holt left the harbour.", "“I said that I met her in the town,” a clerk said."),
    # What the president is called by, whom nothing before tells of.
    ("President Maria Holt met President Ann Reed.", "On Friday, the president left the town."),
    ("A boat sank near the town.", "Nobody told the mayor of it, but the captain wept."),
]


@pytest.mark.parametrize(("before", "words"), OPEN)
def test_whom_nothing_in_the_claim_tells_of_has_context(before: str, words: str) -> None:
    text = f"Peter Vance met Ann Reed and Maria Holt at noon. {before} {words}"
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    *_, found = with_readings(names, [Claim((sentence,)) for sentence in names.layout.sentences], [])
    assert f"{before}]" in found.reading


def test_the_context_is_the_sentence_that_has_the_noun() -> None:
    text = (
        "Kelso drew up a plan for the harbour and for all that lies beside it, and the town was asked about it. "
        "Maria Holt leads the harbour board of Kelso and has led it since the autumn of 2012, when it began. "
        "The plan has failed in the end."
    )
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    *_, found = with_readings(names, [Claim((sentence,)) for sentence in names.layout.sentences], [])
    assert "[before: Kelso drew up a plan" in found.reading
    assert "since the autumn" not in found.reading


FAR = "Kelso drew up a plan for a ferry with the help of a company that nobody had heard of before."
NEAR = "Maria Holt leads the harbour board of Kelso and has led it with great care since the autumn of 2012."

FURTHER = [
    # What was told of with "a", though the noun is on no list.
    ((FAR, NEAR), "The ferry sank on Friday near Kelso.", "before: Kelso drew up"),
    # What nothing told of: the first sentence tells what the article is about.
    ((FAR, NEAR), "The outcome was clear to Kelso.", f"before: {FAR} {NEAR}"),
    # What was told in other words stands in the sentence before.
    ((FAR, NEAR), "Kelso asked for the files and got none.", f"before: {NEAR}]"),
    # A country is named in the sentence before, not where the noun stands.
    (("Kelso burns as much as any other country.", FAR, NEAR), "Coal drives the country's growth.", f"{NEAR}]"),
    # Items of a list, whose subject the line before has.
    ((FAR, "Last year the town:", "Sold two old boats: 40"), "Bought one new boat: 20", "Last year the town:]"),
]


@pytest.mark.parametrize(("before", "words", "context"), FURTHER)
def test_what_tells_what_is_meant_may_stand_further_back(before: tuple[str, ...], words: str, context: str) -> None:
    text = "\n\n".join((*before, words))
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    *_, found = with_readings(names, [Claim((sentence,)) for sentence in names.layout.sentences], [])
    assert context in found.reading


def test_a_torn_claim_has_what_its_sentence_leans_on() -> None:
    text = f"{NEAR} They sold it to Ann Reed, a captain of the harbour."
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    torn = Claim((Span(text.index("a captain"), len(text)),))
    *_, found = with_readings(names, [Claim((names.layout.sentences[0],)), torn], [])
    assert found.reading.endswith(f"[in: {NEAR} They sold it to Ann Reed, …]")


IN_SENTENCE = [
    # Who is asked is named before the claim, and what it is said of behind it.
    ("Vance asked Ann Reed and Ann Cole if |the town of Kelso trusted her|.", "Vance asked Ann Reed and Ann Cole if"),
    ("He praised the old ferries of Kelso, saying |they were the best|.", "the old ferries of Kelso"),
    ("|“They sank in the harbour,”| Holt said of the ferries.", "Holt said of the ferries"),
]


@pytest.mark.parametrize(("marked", "shown"), IN_SENTENCE)
def test_what_tells_what_is_meant_in_the_same_sentence_is_shown(marked: str, shown: str) -> None:
    before, words, behind = marked.split("|")
    text = f"Maria Holt left the harbour. {before}{words}{behind}"
    at = text.index(words)
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    claims = [Claim((names.layout.sentences[0],)), Claim((Span(at, at + len(words)),))]
    *_, found = with_readings(names, claims, [])
    assert shown in found.reading.split(" [")[-1]


def test_an_answer_has_what_was_asked() -> None:
    text = "Vance asked whether the ferry had left Kelso in time for the storm. “Not until dusk,” Maria Holt replied."
    at, end = text.index("“"), text.index(" Maria")
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    said = Claim((Span(at, end),), quotations=(Span(at, end),))
    *_, found = with_readings(names, [Claim((names.layout.sentences[0],)), said], [])
    assert found.reading == f"{text[at:end]} [in: {text[: at - 1]} … Maria Holt replied.]"


def test_the_headline_tells_what_the_first_sentence_leans_on() -> None:
    text = "Kelso asks its captains\n\nBut the weight of what has been is against them."
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    first, second = names.layout.sentences
    *_, found = with_readings(names, [Claim((first,), passage=Passage.HEADLINE), Claim((second,))], [])
    assert found.reading.endswith("[before: Kelso asks its captains]")


def test_the_context_has_no_marks_of_a_page() -> None:
    text = "# Kelso asks **its** captains\n\nThey [met](https://kelso.example/a) on Friday.\n\nIt was late."
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    first, second, third = names.layout.sentences
    made = [Claim((first,), passage=Passage.HEADLINE), Claim((second,)), Claim((third,))]
    *_, before, found = with_readings(names, made, [])
    assert before.reading.endswith("[before: Kelso asks its captains]")
    assert found.reading == "It was late. [before: They met on Friday.]"


def test_what_is_no_part_of_the_article_is_no_context() -> None:
    text = "The council of Kelso sold two ferries.\n\nShare this page\n\nThey had rusted."
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    first, share, last = names.layout.sentences
    made = [Claim((first,)), Claim((share,), passage=Passage.NAVIGATION), Claim((last,))]
    *_, found = with_readings(names, made, [])
    assert found.reading == "They had rusted. [before: The council of Kelso sold two ferries.]"


def test_a_numbered_heading_tells_what_is_under_it() -> None:
    text = "Kelso keeps its ferry.\n\n2. STORM HITS DOVER HARBOUR.\n\nThe town’s board counts the boats."
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    *_, found = with_readings(names, [Claim((sentence,)) for sentence in names.layout.sentences], [])
    assert "2. STORM HITS DOVER HARBOUR.]" in found.reading


def test_the_sentence_before_is_the_last_that_was_said() -> None:
    text = "“I sold a boat. It was an old ferry that nobody in Kelso wanted to have,” Holt said. That is a shame."
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    said = Claim((Span(0, text.index(" Holt")),))
    *_, found = with_readings(names, [said, Claim((names.layout.sentences[-1],))], [])
    assert "It was an old ferry" in found.reading


def test_claims_of_one_endless_sentence() -> None:
    """Each is told the first words of the sentence, which is looked at once for all of them."""
    unit = "the mill may close, "
    text = f"{unit * 5000}it rained."
    made = [Claim((Span(at, at + len(unit) - 2),)) for at in range(0, len(unit) * 5000, len(unit))]
    found = list(with_context(text, Layout.of(text), made, made, [None] * len(made), [()] * len(made)))
    assert found[5].startswith("in: the mill may close, the mill")
    assert found[40].startswith("in: … ") and "mill may close, the mill" in found[40]
    assert all(words.endswith(" …") and 250 < len(words) < 310 for words in found[5:-20])


def test_where_it_was_written_is_no_context() -> None:
    text = "KELSO (Harbour News) A ferry sank. Nobody saw it. The captain wept at last, and the board of Kelso met."
    at = len("KELSO (Harbour News)")
    spans = (Span(0, at), Span(at + 1, text.index(" Nobody")), Span(text.index("Nobody"), text.index(" The captain")))
    layout = Layout.made([Span(0, len(text))], spans, [])
    claims = [Claim((span,), passage=Passage.DATELINE if span.start == 0 else Passage.BODY) for span in spans]
    *_, context = with_context(text, layout, claims, claims, [None] * len(claims), [()] * len(claims))
    assert context == "before: A ferry sank."


TIMES = ["4:05 p.m.", "10.30pm:", "— 9:46", "11 a.m. ET"]


def _context_behind(line: str, passage: Passage) -> str:
    """The context of "She wept in Kelso", in a page that has ``line`` before it."""
    parts = ("A storm took the whole of the night, and so did all that came behind it in Kelso.", "A ferry sank.")
    text, spans = "", []
    for part in (*parts, line, "She wept in Kelso."):
        spans.append(Span(len(text), len(text) + len(part)))
        text += f"{part}\n\n"
    layout = Layout.made(spans, spans, [])
    claims = [Claim((span,), passage=passage if span.of(text) == line else Passage.BODY) for span in spans]
    *_, context = with_context(text, layout, claims, claims, [None] * len(claims), [()] * len(claims))
    return context


@pytest.mark.parametrize("time", TIMES)
def test_an_entry_of_a_live_blog_leans_on_no_other(time: str) -> None:
    for passage in (Passage.BYLINE, Passage.NAVIGATION):
        context = _context_behind(time, passage)
        assert "A storm took" in context
        assert "A ferry sank" not in context


@pytest.mark.parametrize("line", ["12 boats", "Read more", "By Ann Reed, 4:05 p.m."])
def test_another_line_begins_no_entry(line: str) -> None:
    assert "A ferry sank" in _context_behind(line, Passage.NAVIGATION)


SAID = [
    # Whom "He" of "He said" means is known, and so is what nobody needs to be told of who says it.
    ("He said |they had been sold|.", "before: Vance sold two boats."),
    ("He said |that captains of Kelso are more open to boats than owners are|.", ""),
    # What is no clause needs the word that joins it.
    ("He called |the sale of the boats a mistake|.", "in: Vance sold two boats. He called …"),
]


@pytest.mark.parametrize(("marked", "context"), SAID)
def test_who_says_a_claim_is_known_beside_it(marked: str, context: str) -> None:
    first = "Vance sold two boats."
    head, words, tail = marked.split("|")
    text = f"{first} {head}{words}{tail}"
    at = len(first) + 1 + len(head)
    spans = [Span(0, len(first)), Span(len(first) + 1, len(text))]
    layout = Layout.made([Span(0, len(text))], spans, [])
    claims = [Claim((spans[0],)), Claim((Span(at, at + len(words)),))]
    said = [(), (Span(spans[1].start, spans[1].start + 2), Span(spans[1].start + 3, spans[1].start + 7))]
    *_, found = with_context(text, layout, claims, claims, [None, None], said)
    assert found == context
