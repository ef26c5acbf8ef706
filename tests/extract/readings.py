"""How a claim of a text of our own is read."""

from factdb.extract.layout import Layout
from factdb.extract.readings import with_readings
from factdb.extract.speakers import Mention, resolve_in
from factdb.extract.speakers.reading import Reading
from factdb.records import Attribution, Claim, QuoteType, Speaker, SpeakerKind
from tests.extract.sentences import span


def reading_of(text: str, words: str, cue: str = "", name: str = "") -> str:
    """The reading of ``words``, which ``name``, as it stands in the text, says with the cue, if anybody does."""
    content = span(text, words)
    reading = Reading.of(text, Layout.of(text))
    if not name:
        resolve_in(reading, [])
        return next(with_readings(reading, [Claim((content,))], [])).reading
    source, said = span(text, name), span(text, cue)
    resolve_in(reading, [Mention(source, said, (content,))])
    by = Speaker(name, SpeakerKind.PERSON)
    attribution = Attribution((source,), said, (content,), QuoteType.MIXED, by, confidence=1.0)
    return next(with_readings(reading, [Claim((content,), attribution=0)], [attribution])).reading
