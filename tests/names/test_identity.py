import pytest

from factdb.names.identity import alias, joined_by, speaker_key
from factdb.records import Speaker, SpeakerKind


@pytest.mark.parametrize(
    ("name", "kind", "joined"),
    [
        ("Anna Müller", SpeakerKind.PERSON, True),
        ("NATO", SpeakerKind.ORGANISATION, True),
        ("The Sun Report", SpeakerKind.DOCUMENT, True),
        ("Donald J. Trump", SpeakerKind.PERSON, True),
        ("J. Smith", SpeakerKind.PERSON, False),
        ("O'Brien", SpeakerKind.PERSON, False),
        ("Anna Müller; Tom Bell", SpeakerKind.PERSON, True),
        ("Anna Müller; Bell", SpeakerKind.PERSON, False),
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


@pytest.mark.parametrize("name", ["bank", "the bank", "report", "a report", "you"])
def test_a_common_noun_is_another_in_another_article(name: str) -> None:
    for kind in (SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT):
        assert speaker_key(Speaker(name, kind), "1") != speaker_key(Speaker(name, kind), "2")
        assert joined_by(Speaker(name, kind)) == "same article"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Donald Trump", "Donald J. Trump", True),
        ("Hillary Rodham Clinton", "hillary clinton", True),
        ("Jorge Castañeda", "Jorge Castaneda", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Tim O'Brien", "Tim O’Brien", True),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("George H.W. Bush", "George Bush", False),
        ("J. D. Vance", "J. K. Vance", False),
        ("Jean-Claude Juncker", "Jean Juncker", False),
        ("Tim O'Brien", "Tim Brien", False),
        ("Anna Bell; Tom Cook", "Tom Cook; Anna Bell", True),
    ],
)
def test_which_names_of_persons_join(one: str, other: str, same: bool) -> None:
    keys = {speaker_key(Speaker(name, SpeakerKind.PERSON), "") for name in (one, other)}
    assert (len(keys) == 1) is same


def test_an_organisation_with_and_without_full_stops_and_article_is_one() -> None:
    keys = {speaker_key(Speaker(name, SpeakerKind.ORGANISATION), "") for name in ("F.B.I.", "the FBI", "FBI")}
    assert len(keys) == 1


def test_the_rule_that_joined_is_named() -> None:
    assert joined_by(Speaker("Donald J. Trump", SpeakerKind.PERSON)) == "same first and last name"
    assert joined_by(Speaker("Donald Trump", SpeakerKind.PERSON)) == "same name"
    assert joined_by(Speaker("Trump", SpeakerKind.PERSON)) == "same article"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("He", None),
        ("who", None),
        ("—", None),
        ("", None),
        ("Putin", "Putin"),
        ("experts\nwho warned", "experts"),
        ("Mr.  Bell, who left,", "Mr. Bell"),
    ],
)
def test_what_is_an_alias(source: str, written: str | None) -> None:
    assert alias(source) == written
