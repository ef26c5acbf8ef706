"""A claim's words with what they refer to in square brackets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdb.extract.layout import Layout
from factdb.extract.readings import with_readings
from factdb.extract.speakers import Mention, resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.records import Attribution, Claim, QuoteType, Span, Speaker, SpeakerKind

BRACKETED = [
    (
        "Maria Holt leads the council. She opened the new bridge on Friday.",
        "She opened the new bridge on Friday.",
        "She [Maria Holt] opened the new bridge on Friday.",
    ),
    (
        "Peter Vance runs the ferry company. Vance sold two boats.",
        "Vance sold two boats.",
        "Vance [Peter Vance] sold two boats.",
    ),
    (
        "Maria Holt leads the council. Her plan has three parts.",
        "Her plan has three parts.",
        "Her [Maria Holt’s] plan has three parts.",
    ),
    (
        "Maria Holt leads the council. The vote went against her.",
        "The vote went against her.",
        "The vote went against her [Maria Holt].",
    ),
    (
        "Holt Motors closed its plant. Maria Holt, the founder, wept. Holt left the town.",
        "Holt left the town.",
        "Holt [Maria Holt] left the town.",
    ),
    (
        "Harbour Motors Inc. builds vans. The company sold its plant.",
        "The company sold its plant.",
        "The company [Harbour Motors Inc] sold its plant.",
    ),
    (
        "Maria Holt leads the council. The vote makes her one of three mayors.",
        "The vote makes her one of three mayors.",
        "The vote makes her [Maria Holt] one of three mayors.",
    ),
    # What he is himself is nobody else.
    ("Peter Vance is a driver. He was late.", "He was late.", "He [Peter Vance] was late."),
    ("Mayor Peter Vance left. The mayor said so. He was late.", "He was late.", "He [Peter Vance] was late."),
    # Of two of one surname the one who was named first and last in full.
    (
        "Maria Holt wept. Holt left the town. Peter Holt sang.",
        "Holt left the town.",
        "Holt [Maria Holt] left the town.",
    ),
    # Whom it saw, not whose.
    (
        "Maria Holt leads the council. It saw her first blamed.",
        "It saw her first blamed.",
        "It saw her [Maria Holt] first blamed.",
    ),
    # Whoever alone the article calls by the office.
    (
        "President Peter Vance left. A clerk saw the president’s boat.",
        "A clerk saw the president’s boat.",
        "A clerk saw the president’s [Peter Vance’s] boat.",
    ),
    (
        "U.S. President Peter Vance and Vice President Ann Reed left. Kelso thanked the president.",
        "Kelso thanked the president.",
        "Kelso thanked the president [Peter Vance].",
    ),
    # A name of men and women.
    ("Chris Holt left the town. Holt was late.", "Holt was late.", "Holt [Chris Holt] was late."),
    # Whom they test, before how.
    (
        "Maria Holt leads the council. They tested her “out of caution.”",
        "They tested her “out of caution.”",
        "They tested her [Maria Holt] “out of caution.”",
    ),
    # "Will" asks, and "Cue" is no name.
    ("Peter Vance left. Will Vance run? He may.", "He may.", "He [Peter Vance] may."),
    ("Cue Maria Holt of Kelso. She sang.", "She sang.", "She [Maria Holt] sang."),
    # A man is no rival of hers.
    ("Maria Holt met Paul Reed. Her boat sank.", "Her boat sank.", "Her [Maria Holt’s] boat sank."),
]
BARE = [
    # Two men: nobody knows whom "he" means.
    ("Peter Vance met Paul Reed. He was late.", "He was late."),
    ("Peter Vance left. Peter Vance had met Paul Reed there. It grew dark. He was late.", "He was late."),
    # Somebody without a name.
    ("Peter Vance met a driver. He was late.", "He was late."),
    ("Peter Vance called for help. His son came, and he was late for dinner.", "he was late for dinner."),
    # Somebody who is known, and whom nobody called Vance.
    ("Peter Vance met the driver on Friday. He was late.", "He was late."),
    ("Peter Vance met one of the drivers. He was late.", "He was late."),
    # Her husband may be meant.
    ("Maria Holt met a man who knew President Holt. Kelso thanked the president.", "Kelso thanked the president."),
    # An office of several, of one who isn't named, and of one who will have it.
    ("Mayor Maria Holt met Mayor Peter Vance. Kelso thanked the mayor.", "Kelso thanked the mayor."),
    ("Mayor Maria Holt met the former mayor. Kelso thanked the mayor.", "Kelso thanked the mayor."),
    ("Mayor Maria Holt left. Peter Vance was elected the mayor.", "Peter Vance was elected the mayor."),
    ("Mayor Maria Holt left. Kelso thanked the mayor of Dover.", "Kelso thanked the mayor of Dover."),
    # Barack Obama was president too, and is told of.
    ("President Richard Nixon left. Obama wept. Kelso thanked the president.", "Kelso thanked the president."),
    # Of whoever is mayor.
    ("Mayor Maria Holt left. A law says, ‘When the mayor leaves.’", "A law says, ‘When the mayor leaves.’"),
    ("Mayor Maria Holt left. Whenever it rains, the mayor leaves.", "Whenever it rains, the mayor leaves."),
    # Of whom somebody told where that was said.
    ("Peter Vance left. “She asked, ‘Where did he go?’”", "“She asked, ‘Where did he go?’”"),
    # Whether it is a man or a woman is known of neither.
    ("Ouisa Vance left the town. His boat sank.", "His boat sank."),
    # Two of one surname.
    ("Maria Holt met Peter Holt. Holt left the town.", "Holt left the town."),
    ("Maria Holt wept. Peter Holt did not. Maria Holt left. Peter Holt came. Holt sang.", "Holt sang."),
    ("Maria Holt met Maria Reed. Maria sang.", "Maria sang."),
    ("Maria Holt wept. Ann Holt did not. Holt left the town. She was late.", "She was late."),
    ("Peter Vance left. While his boat sank, Paul Reed wept.", "While his boat sank, Paul Reed wept."),
    # The mayor who stands behind.
    ("Peter Vance left. After reading his mail, the mayor wept.", "After reading his mail, the mayor wept."),
    # A newspaper is hardly called a company.
    ("The Kelso Herald sold its mill. The company wept.", "The company wept."),
    # Too far back.
    ("Peter Vance left. It rained. It snowed. It froze. It thawed. It rained. He was late.", "He was late."),
    # Two companies, one that nobody calls a company, and one that is told behind.
    ("Harbour Motors Inc. sued Kelso Foods Inc. on Friday. The company won.", "The company won."),
    ("The council of Kelso met on Friday. The country cheered.", "The country cheered."),
    ("Harbour Motors Inc. shrank. The company that grows fastest wins.", "The company that grows fastest wins."),
    ("Kelso Motors Inc. moved. It would take years.", "It would take years."),
    # The article says itself whom it means.
    ("Maria Holt leads the council. “[Holt’s] friends left.”", "“[Holt’s] friends left.”"),
    # The name stands there already.
    ("Maria Holt leads the council. Maria Holt said that she was tired.", "Maria Holt said that she was tired."),
    # Nobody is meant.
    ("The Harbour Bank closed. It rained all day.", "It rained all day."),
    # Nothing stands before it.
    ("They rarely agree on anything.", "They rarely agree on anything."),
    # What "the plan" is stands behind it, or before it in the claim.
    ("The mill closed. The plan to sell it failed.", "The plan to sell it failed."),
    ("The mill closed. A plan was made, and the plan failed.", "A plan was made, and the plan failed."),
    # "His" may point ahead, and an office may be anybody's.
    ("Peter Vance left. Despite his fear of crowds, Paul Reed came.", "Despite his fear of crowds, Paul Reed came."),
    # Letters are no person's last name.
    ("Kim Jong Un met Maria Holt. Kelso kept to U.N. rules in 2012.", "Kelso kept to U.N. rules in 2012."),
    # A widow, whose husband may be meant, and one who is never named in full.
    ("Maria Holt met Peter Holt’s clerk. Maria Holt left. Holt is dead.", "Holt is dead."),
    ("Mrs. Holt spoke. Peter Holt came. Holt left.", "Holt left."),
    # Father and son, and a firm.
    ("Fred Sr. left the town. His son wept. Fred was late.", "Fred was late."),
    ("Peter Vance left. At Vance, the profits fell.", "At Vance, the profits fell."),
    # What people are, and a law.
    ("Peter White left the town. Kelso spoke of White men.", "Kelso spoke of White men."),
    ("Peter Vance left. Kelso likes the Vance Amendment. Kelso backs Vance.", "Kelso backs Vance."),
    # A town, the father of a son, and a writer who is to be followed.
    ("Paul Moscow left. Kelso has a lawyer in Moscow.", "Kelso has a lawyer in Moscow."),
    ("Vance wept. Peter Vance Jr. did not. Mr. Vance left.", "Mr. Vance left."),
    ("Maria Holt left the town. Follow Maria on Twitter.", "Follow Maria on Twitter."),
    # Somebody who is called by him.
    ("Maria Holt paid Peter Vance’s wife. She was late.", "She was late."),
    # Bloomberg, who is known as a firm.
    ("Peter Vance spoke. Bloomberg’s money helps him.", "Bloomberg’s money helps him."),
    # Who is spoken to.
    ("Think of it, said Kelso. Peter. He was late.", "He was late."),
    # Whoever calls her so is somebody else.
    ("Maria Holt called her a star.", "Maria Holt called her a star."),
    ("Maria Holt said it was late and told her to go.", "Maria Holt said it was late and told her to go."),
    # A letter that somebody else may have written.
    ("Peter Vance wrote this.\n\nI saw the boat. He came to my house.", "He came to my house."),
    # Whom an article is about, though another has spoken last.
    (
        "Maria Holt left. " + "Holt sang. " * 7 + "Ann Reed came.\n\nMany people want to be rid of her.",
        "Many people want to be rid of her.",
    ),
    # A name.
    ("Peter Vance left the town. A cousin has the name of Vance.", "A cousin has the name of Vance."),
    # A book is no person.
    ("James Bible wrote a novel. People read the Bible on Sunday.", "People read the Bible on Sunday."),
]


# What has its sentence behind it as well: no name stands in the claim.
UNNAMED = [
    ("Peter Vance left. The former Vance aide said that he was late.", "he was late."),
    ("PETER VANCE: The boat sank.\nKELSO: Who is late?", "Who is late?"),
    # Another was "he" before.
    ("Peter Vance won. He is late. Not even Paul Reed said that he was ill.", "he was ill."),
    # What is told of the cats, not of the town, and a body right before "who".
    ("Kelso read a study of cats in Dover, which ended.", "which ended."),
    ("Peter Vance blamed the Freedom Caucus, who called it late.", "who called it late."),
    # What somebody else has said or done.
    ("Peter Vance spoke. Voters left. Paul Reed dismissed his talk of boats.", "dismissed his talk of boats."),
]


def _reading_of(text: str, words: str, speaker: str = "") -> str:
    at = text.index(words)
    claim = Claim((Span(at, at + len(words)),), attribution=0 if speaker else None)
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [Mention(None, None, claim.spans)])
    said = Attribution(
        (), Span(0, 1), claim.spans, QuoteType.DIRECT, Speaker(speaker, SpeakerKind.PERSON), confidence=1.0
    )
    (found,) = with_readings(reading, [claim], [said] if speaker else [])
    return found.reading


@pytest.mark.parametrize(("text", "words", "reading"), BRACKETED)
def test_what_is_meant_stands_in_brackets(text: str, words: str, reading: str) -> None:
    assert _reading_of(text, words) == reading


@pytest.mark.parametrize(("text", "words"), BARE)
def test_nothing_is_added_where_it_is_not_sure(text: str, words: str) -> None:
    assert _reading_of(text, words) == ""


@pytest.mark.parametrize(("text", "words"), UNNAMED)
def test_nobody_is_named_in_a_part_of_a_sentence_where_it_is_not_sure(text: str, words: str) -> None:
    assert _reading_of(text, words).startswith(words)


def test_the_first_person_of_a_quotation_is_its_speaker() -> None:
    text = "“I sold my boat,” Peter Vance said."
    assert _reading_of(text, "“I sold my boat,”", "Peter Vance") == "“I [Peter Vance] sold my boat,”"


def test_a_number_is_not_the_first_person() -> None:
    assert _reading_of("“Title I was cut,” said Peter Vance.", "“Title I was cut,”", "Peter Vance") == ""


def test_nobody_calls_himself_he_in_his_own_line() -> None:
    text = "PETER VANCE: It was in his briefing."
    claim = Claim((Span(13, len(text)),), attribution=0)
    by = Speaker("PETER VANCE", SpeakerKind.PERSON)
    told = Attribution((Span(0, 11),), Span(11, 12), claim.spans, QuoteType.INDIRECT, by, confidence=1.0)
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [Mention(told.sources[0], told.cue, claim.spans)])
    assert [found.reading for found in with_readings(names, [claim], [told])] == [""]


def test_he_of_words_that_may_be_his_own_is_nobody() -> None:
    text = "Peter Vance left. Vance wept over what was said: “He was late.”"
    at = text.index("“")
    claim = Claim((Span(at, len(text)),), attribution=0)
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    for speaker, kind, reading in (
        ("words", SpeakerKind.DOCUMENT, "“He was late.”"),
        ("Maria Holt", SpeakerKind.PERSON, "“He [Peter Vance] was late.”"),
    ):
        told = Attribution(
            (Span(0, 11),), Span(12, 16), claim.spans, QuoteType.DIRECT, Speaker(speaker, kind), confidence=1.0
        )
        (found,) = with_readings(names, [claim], [told])
        assert reading in found.reading and (kind is SpeakerKind.PERSON or "[Peter" not in found.reading)


def test_whom_one_speaks_for_may_be_meant() -> None:
    text = "Maria Holt left. Ann Reed said the town would let her in and that she was glad."
    at, end = text.index("the town"), len(text)
    claim = Claim((Span(at, end),), attribution=0)
    by = Speaker("Ann Reed", SpeakerKind.PERSON)
    told = Attribution((Span(17, 25),), Span(26, 30), claim.spans, QuoteType.INDIRECT, by, confidence=1.0)
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [Mention(told.sources[0], told.cue, claim.spans)])
    (found,) = with_readings(names, [claim], [told])
    assert "let her in" in found.reading or not found.reading


def test_he_who_may_be_another_is_not_written_behind_i() -> None:
    said = "“I sold my boat,” he said."
    for text, reading in (
        (f"Peter Vance met Paul Reed. {said}", ""),
        (f"Peter Vance left. {said}", "“I [Peter Vance] sold my boat,”"),
    ):
        at, he = text.index("“I"), text.index(" he said") + 1
        claim = Claim((Span(at, he - 1),), attribution=0)
        by = Speaker("Peter Vance", SpeakerKind.PERSON)
        told = Attribution((Span(he, he + 2),), Span(he + 3, he + 7), claim.spans, QuoteType.DIRECT, by, confidence=1.0)
        names = Reading.of(text, Layout.of(text))
        resolve_in(names, [Mention(told.sources[0], told.cue, claim.spans)])
        assert [found.reading for found in with_readings(names, [claim], [told])] == [reading]


def test_i_of_somebody_who_is_only_described_is_left_bare() -> None:
    text = "“I sold my boat,” her husband said. Maria Holt left."
    at = text.index(" her")
    claim = Claim((Span(0, at),), attribution=0)
    by = Speaker("Maria Holt", SpeakerKind.PERSON, rule="described, named later")
    told = Attribution(
        (Span(at + 1, at + 12),), Span(at + 13, at + 17), claim.spans, QuoteType.DIRECT, by, confidence=1.0
    )
    names = Reading.of(text, Layout.of(text))
    resolve_in(names, [])
    assert [found.reading for found in with_readings(names, [claim], [told])] == [""]


def test_the_first_person_of_a_quotation_in_a_quotation_is_nobodys() -> None:
    text = "“She called out, ‘I sold my boat,’ and left,” Peter Vance said."
    assert "[Peter" not in _reading_of(text, text[: text.index(" Peter")], "Peter Vance")


def test_the_first_person_of_whom_a_post_quotes_is_nobody() -> None:
    text = "“I cannot pay,” she told them. Nobody believed it. — Maria Holt (@mariaholt)"
    read = _read(text, "“I cannot pay,” she told them. Nobody believed it.", "(@mariaholt)", "Maria Holt")
    assert "[Maria Holt]" not in read


def test_the_first_person_behind_a_colon_is_not_who_is_told_of_before_it() -> None:
    text = "He raged against Peter Vance: “I went home.”"
    assert _read(text, "“I went home.”", ":", "Peter Vance") == ""
    assert _read("Peter Vance: “I went home.”", "“I went home.”", ":", "Peter Vance") == "“I [Peter Vance] went home.”"


def _read(text: str, words: str, cue: str, name: str) -> str:
    """The reading of ``words`` that ``name``, as it stands in the text, says with the cue."""
    content, marked, source = (Span(at := text.index(part), at + len(part)) for part in (words, cue, name))
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [Mention(None, None, (content,))])
    speaker = Speaker(name, SpeakerKind.PERSON)
    said = Attribution((source,), marked, (content,), QuoteType.MIXED, speaker, confidence=1.0)
    return next(with_readings(reading, [Claim((content,), attribution=0)], [said])).reading


def test_who_is_asked_to_do_something_is_somebody_else() -> None:
    assert _read("Peter Vance suggested he resign.", "he resign.", "suggested", "Peter Vance") == ""
    read = _read("Peter Vance suggested he was ill.", "he was ill.", "suggested", "Peter Vance")
    assert read == "he [Peter Vance] was ill."


def test_the_first_person_of_a_line_that_others_say_is_nobodys() -> None:
    text = "“Drivers say, ‘What’s in it for me?’” Peter Vance said."
    assert "[Peter Vance]" not in _read(text, "“Drivers say, ‘What’s in it for me?’”", "said", "Peter Vance")


def test_the_first_person_of_a_quotation_in_a_sentence_of_its_own_is_nobodys() -> None:
    text = "Peter Vance wept, he said. Her remark that “I sold my boat” was late."
    assert "[Peter Vance]" not in _read(text, "“I sold my boat”", "said", "Peter Vance")


def test_the_first_person_of_whom_somebody_recalls_is_nobody() -> None:
    for behind in ("the clerk saying", "hearing from the clerk"):
        text = f"“I sold it,” Peter Vance recalled {behind}."
        assert "[Peter Vance]" not in _read(text, "“I sold it,”", "recalled", "Peter Vance")


def test_the_first_person_of_what_may_be_an_answer_is_nobodys() -> None:
    asked, answered = "“Boats?”", "“Look, I sold mine.”"
    text = f"{asked} asked Peter Vance.\n\n{answered}"
    contents = tuple(Span(at := text.index(part), at + len(part)) for part in (asked, answered))
    source, cue = (Span(at := text.index(part), at + len(part)) for part in ("Peter Vance", "asked"))
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [Mention(None, None, contents)])
    said = Attribution(
        (source,), cue, contents, QuoteType.DIRECT, Speaker("Peter Vance", SpeakerKind.PERSON), confidence=1.0
    )
    assert "[Peter Vance]" not in next(with_readings(reading, [Claim(contents, attribution=0)], [said])).reading


def test_several_spans_keep_their_gap() -> None:
    text = "Maria Holt leads the council. “She is late,” a clerk said, “and she knows it.”"
    claim = Claim((Span(text.index("“She"), text.index(" a clerk")), Span(text.index("“and"), len(text))))
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    (found,) = with_readings(reading, [claim], [])
    assert found.reading.count(" … ") == 1
    assert found.reading.endswith("“and she knows it.”")


@given(st.text(alphabet='AaB .,he sIit’"“”\n', max_size=200), st.integers(0, 200), st.integers(0, 200))
@settings(deadline=None)
def test_without_the_brackets_the_words_are_the_claims_own(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    reading = Reading.of(text, Layout.of(text))
    resolve_in(reading, [])
    (found,) = with_readings(reading, [Claim((Span(start, end),))], [])
    if found.reading:
        outside = "".join(part.split("]")[-1] for part in found.reading.split(" ["))
        assert outside == text[start:end]
