import pytest

from factdb.records import Speaker, SpeakerKind
from factdb.store.identity import speaker_key


@pytest.mark.parametrize(
    ("name", "kind", "joined"),
    [
        ("Anna Müller", SpeakerKind.PERSON, True),
        ("NATO", SpeakerKind.ORGANISATION, True),
        ("a report", SpeakerKind.DOCUMENT, True),
        ("Müller", SpeakerKind.PERSON, False),
        ("a spokesman", SpeakerKind.UNNAMED, False),
        ("experts", SpeakerKind.GROUP, False),
        ("the author", SpeakerKind.AUTHOR, False),
        ("", SpeakerKind.NONE, False),
        ("", SpeakerKind.ORGANISATION, False),
    ],
)
def test_who_is_the_same_in_two_articles(name: str, kind: SpeakerKind, joined: bool) -> None:
    here, there = speaker_key(Speaker(name, kind), "1"), speaker_key(Speaker(f"  {name.upper()} ", kind), "2")
    assert (here == there) is joined
    assert speaker_key(Speaker(name, kind, "another rule"), "1") == here


def test_the_same_name_of_another_kind_is_another_speaker() -> None:
    assert speaker_key(Speaker("The Sun", SpeakerKind.ORGANISATION), "") != speaker_key(
        Speaker("The Sun", SpeakerKind.DOCUMENT), ""
    )
