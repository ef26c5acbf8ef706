from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from factdb.errors import NotFoundError, Remedy
from factdb.records import SpeakerKind
from factdb.store.connect import writing
from factdb.store.corrections.choose_speaker import chosen_speaker
from factdb.store.read.find.article import find_article
from factdb.store.read.find.speaker import find_speaker, find_speakers
from factdb.store.save import save
from tests.store.example import ARTICLE, EXTRACTION, TEXT

STORED = (
    ARTICLE,
    replace(
        ARTICLE, text=TEXT + " 2", name="Élan", source="https://example.org/news/élan.html", title="Victory is far"
    ),
    replace(ARTICLE, text=TEXT + " 3", name="1", source="a/same.txt", title="100 % of “it”"),
    replace(ARTICLE, text=TEXT + " 4", name="same", source="b/same.txt", title=""),
    replace(ARTICLE, text=TEXT + " 5", name="same", source="c/same.txt", title="Other"),
)


@pytest.fixture(scope="module")
def session(shared_database: Database) -> Iterator[Session]:
    with writing(shared_database) as session:
        for article in STORED:
            save(session, article, EXTRACTION)
        yield session


@pytest.mark.parametrize(
    ("wanted", "article"),
    [
        ("1", 1),  # an id comes before a name
        (" 3 ", 3),
        ("victory", 1),
        ("VICTORY.TXT", 1),
        ("news/victory.txt", 1),
        ("./news/victory.txt", 1),
        ("élan", 2),
        ("ÉLAN.html", 2),
        ("https://example.org/news/élan.html", 2),
        ("b/same.txt", 4),
        ("victory is n", 1),
        ("éla", 2),
        ("100 %", 3),
        ("other", 5),
        (ARTICLE.sha256, 1),
        (ARTICLE.sha256[:8].upper(), 1),
    ],
)
def test_an_article_is_found_by_what_a_person_types(session: Session, wanted: str, article: int) -> None:
    assert find_article(session, wanted) == article


@pytest.mark.parametrize(
    ("wanted", "candidates"),
    [("same", ("4 (same)", "5 (other)")), ("same.txt", ("3 (", "4 (", "5 (")), ("victory is", ("1 (", "2 ("))],
)
def test_an_ambiguous_name_lists_the_candidates(session: Session, wanted: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_article(session, wanted)
    assert all(candidate in str(caught.value) for candidate in candidates)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("wanted", "near"), [("victroy", "did you mean victory?"), ("99", ""), ("", ""), ("%", "")])
def test_an_unknown_name_says_what_is_near(session: Session, wanted: str, near: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_article(session, wanted)
    assert str(caught.value).endswith(near)
    assert (caught.value.remedy is Remedy.LIST_ARTICLES) == (not near)


def test_a_long_list_of_candidates_is_cut(database: Database) -> None:
    with writing(database) as session:
        for number in range(12):
            save(session, replace(ARTICLE, text=f"{TEXT} {number}"), EXTRACTION)
        with pytest.raises(NotFoundError, match="and 2 more"):
            find_article(session, "victory")


def test_those_of_a_table_are_listed_by_its_name(database: Database) -> None:
    with writing(database) as session:
        for number in (1, 2):
            row = replace(
                ARTICLE, text=f"{TEXT} {number}", name=f"{number}0", source=f"desk/week.csv#{number}", title=""
            )
            save(session, row, EXTRACTION)
        with pytest.raises(NotFoundError, match=r"^week.csv: 2 articles are called that: 1 \(10\), 2 \(20\)"):
            find_article(session, "week.csv")
        assert find_article(session, "week.csv#2") == 2


def test_a_file_means_what_it_has_now_also_beside_a_copy_of_what_it_had(database: Database) -> None:
    def has(name: str, text: str) -> None:
        stored = replace(ARTICLE, text=text, name=name, source=f"desk/{name}.txt", title="", collection="desk")
        with writing(database) as session:
            save(session, stored, replace(EXTRACTION, attributions=(), claims=()))

    for name, text in (("story", "Old."), ("story copy", "Old."), ("story", "New."), ("1.5", "Half.")):
        has(name, text)
    with writing(database) as session:
        found = {name: find_article(session, name) for name in ("Story", "story.txt", "story copy", "STORY COPY.txt")}
        assert found == {"Story": 2, "story.txt": 2, "story copy": 1, "STORY COPY.txt": 1}
        assert [find_article(session, name) for name in ("story@1", "story@2", "story copy@1", "1.5")] == [1, 2, 1, 3]


def test_a_question_takes_a_part_of_a_name_and_a_decision_does_not(session: Session) -> None:
    [anna, *_] = find_speakers(session, "Müller")
    assert [find_speaker(session, called) for called in ("anna muller", str(anna.id))] == [anna.id] * 2
    with pytest.raises(NotFoundError) as caught:
        find_speaker(session, "anna")
    assert find_speaker(session, "Cllr Anna Müller") == anna.id
    assert anna in find_speakers(session, "Councillor Müller")
    with pytest.raises(NotFoundError, match="nobody's whole name"):
        find_speaker(session, "Ms Anna")
    assert chosen_speaker(session, "Cllr Anna Müller", SpeakerKind.PERSON, "").chosen == anna.id
    assert chosen_speaker(session, "Cllr Anna Müller", SpeakerKind.GROUP, "").name == "Cllr Anna Müller"
    told = str(caught.value)
    assert told.startswith(f"anna: nobody's whole name or alias; did you mean {anna.id} (Anna Müller, person)")
    assert told.endswith("? Give the id, or the whole name")
