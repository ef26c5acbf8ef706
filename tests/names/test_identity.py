from hashlib import sha256

import pytest

from factdb.errors import InputError
from factdb.names.identity import (
    alias,
    canonical_name,
    clean_name,
    former_keys,
    is_description,
    is_fuller,
    joined_by,
    speaker_key,
)
from factdb.records import Speaker, SpeakerKind


@pytest.mark.parametrize(
    ("name", "kind", "joined"),
    [
        ("Anna Müller", SpeakerKind.PERSON, True),
        ("NATO", SpeakerKind.ORGANISATION, True),
        ("BP", SpeakerKind.ORGANISATION, True),
        ("Bank of Elm", SpeakerKind.ORGANISATION, True),
        ("The", SpeakerKind.ORGANISATION, True),
        ("Q", SpeakerKind.ORGANISATION, False),
        ("The Sun Report", SpeakerKind.DOCUMENT, True),
        ("Donald J. Trump", SpeakerKind.PERSON, True),
        ("Jo Smith", SpeakerKind.PERSON, True),
        ("J. Smith", SpeakerKind.PERSON, False),
        ("O'Brien", SpeakerKind.PERSON, False),
        ("Jean-Claude", SpeakerKind.PERSON, False),
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
        ("Han Bo-ra", "Han Bo Ra", True),
        ("Tim O'Brien", "Tim O’Brien", True),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("George H.W. Bush", "George Bush", False),
        ("J. D. Vance", "J. K. Vance", False),
        ("Jean-Claude Juncker", "Jean Juncker", False),
        ("Tim O'Brien", "Tim Brien", False),
        ("Jean-Claude Poe", "Jean-Claude Ann Poe", True),
        ("Jean-Claude Poe", "JeanClaude Poe", True),
        ("Pat O'Brien", "Pat OBrien", True),
        ("Anna Bell; Tom Cook", "Tom Cook; Anna Bell", True),
    ],
)
def test_which_names_of_persons_join(one: str, other: str, same: bool) -> None:
    keys = {speaker_key(Speaker(name, SpeakerKind.PERSON), "") for name in (one, other)}
    assert (len(keys) == 1) is same


def test_an_organisation_with_and_without_full_stops_and_article_is_one() -> None:
    keys = {speaker_key(Speaker(name, SpeakerKind.ORGANISATION), "") for name in ("F.B.I.", "the FBI", "FBI")}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hill Inc.", "The Hill"),
        ("Elm Co.", "Elm"),
        ("US Airways", "Airways"),
        ("US Reuters", "Reuters"),
        ("Inc.", "Co."),
    ],
)
def test_what_a_company_is_by_law_and_a_country_are_part_of_other_names(one: str, other: str) -> None:
    keys = {speaker_key(Speaker(name, SpeakerKind.ORGANISATION), "") for name in (one, other)}
    assert len(keys) == 2


def test_the_key_of_earlier_rules_is_that_of_the_name_with_what_the_company_is() -> None:
    company = Speaker("Elm Dams Inc.", SpeakerKind.ORGANISATION)
    assert sha256(b"organisation\nelm dams inc\n").hexdigest() in former_keys(company, "1")
    assert speaker_key(company, "1") == sha256(b"organisation\nelm dams\n").hexdigest()


def test_the_rule_that_joined_is_named() -> None:
    assert joined_by(Speaker("Dora J. Quill", SpeakerKind.PERSON)) == "same first and last name"
    assert joined_by(Speaker("Dora Quill", SpeakerKind.PERSON)) == "same name"
    assert joined_by(Speaker("Quill", SpeakerKind.PERSON)) == "same article"
    assert joined_by(Speaker("Jean-Claude Quill", SpeakerKind.PERSON)) == "same name"
    assert joined_by(Speaker("The Elm Dam Board", SpeakerKind.ORGANISATION)) == "same name"
    assert joined_by(Speaker("the Fed", SpeakerKind.ORGANISATION)) == "authority list"
    assert joined_by(Speaker("Boeing Co.", SpeakerKind.ORGANISATION)) == "authority list"
    assert joined_by(Speaker("Elm Dams Inc.", SpeakerKind.ORGANISATION)) == "same name but for Inc. and the like"
    assert joined_by(Speaker("Merkel", SpeakerKind.PERSON)) == "authority list"
    assert joined_by(Speaker("Donald J. Trump", SpeakerKind.PERSON)) == "same first and last name"


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("Obama", "Barack Obama", "Barack H. Obama"), SpeakerKind.PERSON),
        (("Merkel", "Angela Merkel"), SpeakerKind.PERSON),
        (("Schumer", "Chuck Schumer", "Charles Schumer", "Charles E. Schumer"), SpeakerKind.PERSON),
        (("Obama; Merkel", "Angela Merkel; Barack Obama"), SpeakerKind.PERSON),
        (("Kim Jong Un", "Kim Jong-un"), SpeakerKind.PERSON),
        (("the Fed", "Federal Reserve", "U.S. Federal Reserve"), SpeakerKind.ORGANISATION),
        (("Justice Department", "US Department of Justice", "U.S. Justice Department"), SpeakerKind.ORGANISATION),
        (("Boeing", "Boeing Co.", "Boeing Co"), SpeakerKind.ORGANISATION),
        (("Harbour Foods", "Harbour Foods Inc.", "Harbour Foods Co., Inc."), SpeakerKind.ORGANISATION),
        (("U.S.", "the United States", "USA"), SpeakerKind.ORGANISATION),
        (("Britain", "the U.K.", "United Kingdom"), SpeakerKind.ORGANISATION),
        (("A.C.L.U.", "ACLU", "American Civil Liberties Union"), SpeakerKind.ORGANISATION),
        (("J&J", "Johnson & Johnson"), SpeakerKind.ORGANISATION),
        (("GOP", "Republican Party", "the G.O.P."), SpeakerKind.ORGANISATION),
        (("Justice Department", "Department of Justice", "DOJ"), SpeakerKind.ORGANISATION),
        (("Congress", "the Congress"), SpeakerKind.ORGANISATION),
        (("al-Shabab", "al-Shabab"), SpeakerKind.ORGANISATION),
        (("Clinton campaign", "the Clinton campaign"), SpeakerKind.ORGANISATION),
        (("Republicans", "the Republicans"), SpeakerKind.GROUP),
        (("House Democrats", "the House Democrats"), SpeakerKind.GROUP),
    ],
)
def test_names_of_one_speaker_join_across_articles(names: tuple[str, ...], kind: SpeakerKind) -> None:
    assert len({speaker_key(Speaker(name, kind), str(article)) for article, name in enumerate(names)}) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Clinton", SpeakerKind.PERSON),
        ("Bush", SpeakerKind.PERSON),
        ("Kim", SpeakerKind.PERSON),
        ("Mrs. Quill", SpeakerKind.PERSON),
        ("—", SpeakerKind.PERSON),
        ("Obama; Quill", SpeakerKind.PERSON),
        ("Experts", SpeakerKind.GROUP),
        ("some Republicans", SpeakerKind.GROUP),
        ("Police", SpeakerKind.ORGANISATION),
        ("Poll", SpeakerKind.DOCUMENT),
        ("Q", SpeakerKind.DOCUMENT),
        ("panel led by Dora Quill", SpeakerKind.ORGANISATION),
        ("survey by the bank in March", SpeakerKind.DOCUMENT),
        ("supporters of Quill", SpeakerKind.GROUP),
        ("the moderate Republicans", SpeakerKind.GROUP),
        ("—", SpeakerKind.GROUP),
        ("Federal administration", SpeakerKind.ORGANISATION),
        ("New campaign", SpeakerKind.ORGANISATION),
        ("campaign", SpeakerKind.ORGANISATION),
        ("Local bank", SpeakerKind.ORGANISATION),
    ],
)
def test_names_that_may_be_others_elsewhere_do_not_join(name: str, kind: SpeakerKind) -> None:
    assert speaker_key(Speaker(name, kind), "1") != speaker_key(Speaker(name, kind), "2")


def test_another_of_the_name_is_not_whom_the_authority_list_knows() -> None:
    keys = {speaker_key(Speaker(name, SpeakerKind.PERSON), "1") for name in ("Obama", "Michelle Obama", "Malia Obama")}
    assert len(keys) == 3
    assert len({speaker_key(Speaker(name, SpeakerKind.PERSON), "1") for name in ("Trump", "Donald Trump Jr.")}) == 2


def test_the_canonical_name_is_that_of_the_authority_list() -> None:
    assert canonical_name(Speaker("Obama", SpeakerKind.PERSON)) == "Barack Obama"
    assert canonical_name(Speaker("the Fed", SpeakerKind.ORGANISATION)) == "Federal Reserve"
    assert canonical_name(Speaker("Dora Quill", SpeakerKind.PERSON)) == "Dora Quill"
    assert canonical_name(Speaker("Fed", SpeakerKind.PERSON)) == "Fed"
    assert canonical_name(Speaker("Obama; Dora Quill", SpeakerKind.PERSON)) == "Barack Obama; Dora Quill"
    assert canonical_name(Speaker("Dora Quill;Tom Bell", SpeakerKind.PERSON)) == "Dora Quill;Tom Bell"
    assert canonical_name(Speaker("Fed", SpeakerKind.DOCUMENT)) == "Fed"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("He", None),
        ("who", None),
        ("—", None),
        ("", None),
        ("Putin", "Putin"),
        ("experts\nwho warned\nof it", "experts"),
        (": the Xu XX,", "the Xu XX"),
        ("Mr.  Bell, who left,", "Mr. Bell"),
        ("Elm Foods Inc. (", "Elm Foods Inc."),
        ("Elm Foods Inc. (NYSE: ELM)", "Elm Foods Inc. (NYSE: ELM)"),
        ("the Elm Trust [", "the Elm Trust"),
        ("the Elm Trust, ; : ([", "the Elm Trust"),
        ("(", None),
    ],
)
def test_what_is_an_alias(source: str, written: str | None) -> None:
    assert alias(source) == written


def test_a_speaker_s_key_is_made_of_kind_name_and_article() -> None:
    """Keys are stored: what they are made of must never change."""
    ada = Speaker("Ada  Jo POE", SpeakerKind.PERSON)
    assert speaker_key(ada, "1") == sha256(b"person\nada poe\n").hexdigest()
    assert (
        speaker_key(Speaker("A  Spokesman", SpeakerKind.UNNAMED), "1") == sha256(b"unnamed\na spokesman\n1").hexdigest()
    )
    assert speaker_key(Speaker("the Bank", SpeakerKind.UNNAMED), "1") == sha256(b"unnamed\nthe bank\n1").hexdigest()
    assert former_keys(Speaker("Mayor  Poe", SpeakerKind.PERSON), "1") == (
        sha256(b"person\nmayor poe\n1").hexdigest(),
        sha256(b"person\nmayor poe\n").hexdigest(),
    )


def test_a_name_that_a_person_gives_has_single_spaces_and_a_letter() -> None:
    assert clean_name("  Ada\n Poe ") == "Ada Poe"
    for name in ("", " — ", "Ada\0Poe"):
        with pytest.raises(InputError, match="no name; give at least one letter or digit"):
            clean_name(name)


@pytest.mark.parametrize(("words", "expected"), [(" the mayor", True), ("its spokesman", True), ("Ann Roe", False)])
def test_what_each_text_means_another_by(words: str, expected: bool) -> None:
    assert is_description(words) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ada Poe", "Poe", True),
        ("ÅDA  Poe", "poe", True),
        ("Poe", "Ada Poe", False),
        ("Poe", "Poe", False),
        ("Ada Capoe", "Poe", False),
        ("the mayor of Poe", "Poe", False),
    ],
)
def test_which_of_two_names_is_fuller(one: str, other: str, expected: bool) -> None:
    assert is_fuller(one, other) is expected
