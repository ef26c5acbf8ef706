"""Who is made one with whom, and who no longer: later imports obey what people decided."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.records import Engine, Speaker, SpeakerKind
from factdb.store.corrections.speakers import load_authorities, log, merge, rename, split
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.find.speaker import find_speaker, find_speakers
from factdb.store.read.speakers import speakers
from factdb.store.save import save
from factdb.store.verify.proof import prove
from tests.store.bells import BY, TEXT, article, extraction, ids, people, total


def test_a_merge_holds_for_what_is_imported_later_and_by_another_engine(session: Session) -> None:
    anna, ann = ids(session)["Anna Bell"], ids(session)["Ann Bell"]
    merge(session, anna, [ann], BY)
    assert (total(session, anna), total(session, ann)) == (6, 0)
    save(session, article(7), extraction())
    save(session, article(0), extraction(Engine("rules", "2", "")))
    assert (total(session, anna), total(session, ann)) == (8, 0)
    [row] = [row for row in speakers(session) if row["speaker_id"] == anna]
    assert row["aliases"] == ["Ann Bell", "Anna Bell"]
    undo(session, None, BY)
    assert (total(session, anna), total(session, ann)) == (4, 4)


def test_a_name_merged_away_finds_whom_it_was_merged_into(session: Session) -> None:
    # The first is written otherwise wherever it is: what it was called is no alias of its own.
    anna, ann, bank = (ids(session)[name] for name in ("Anna Bell", "Ann Bell", "Bell Bank"))
    rename(session, ann, "prime minister", BY)
    rename(session, anna, "PM", BY)
    first = merge(session, anna, [ann], BY)
    for called in (find_speaker(session, "Prime Minister"), find_speakers(session, "prime minister")[0].id):
        assert called == anna
    assert len(list(claims(session, ClaimFilter(speaker="prime minister")))) == 6
    merge(session, bank, [anna], BY, any_kind=True)
    assert [find_speaker(session, name) for name in ("prime minister", "PM", "Ann Bell")] == [bank] * 3
    undo(session, first, BY)
    assert [find_speaker(session, name) for name in ("prime minister", "PM")] == [ann, bank]
    assert list(prove(session)) == []


def test_a_split_takes_an_article_or_a_name_off(session: Session) -> None:
    anna = ids(session)["Anna Bell"]
    one = next(row["article_id"] for row in claims(session))
    new = split(session, anna, "Anna Bell (the baker)", [one], [], BY)
    assert (total(session, anna), total(session, new)) == (2, 1)
    merge(session, anna, [ids(session)["Ann Bell"], new], BY)
    other = split(session, anna, "Ann", [], ["ann bell"], BY)
    assert (total(session, anna), total(session, other)) == (3, 3)
    with pytest.raises(NotFoundError, match="nothing there to split off"):
        split(session, anna, "Ann", [], ["Zoe"], BY)
    with pytest.raises(InputError, match="say what to split off"):
        split(session, anna, "Ann", [], [], BY)


def test_an_authority_file_joins_by_its_aliases_and_twice_changes_nothing(session: Session) -> None:
    authority = {"name": "Annabel Bell", "kind": "person", "wikidata": "Q7", "aliases": ["Ann Bell", "Anna Bell"]}
    assert load_authorities(session, [authority], BY) == 1
    before = people(session)
    found = find_speaker(session, "annabel bell")
    assert total(session, found) == 6
    [row] = [row for row in speakers(session) if row["speaker_id"] == found]
    assert (row["speaker"], row["wikidata"]) == ("Annabel Bell", "Q7")
    assert load_authorities(session, [authority], BY) == 0
    assert people(session) == before
    assert len(list(log(session))) == 1


def test_what_people_say_together_is_said_by_each(session: Session) -> None:
    before = total(session, ids(session)["Anna Bell"])
    one = extraction().attributions[0]
    both = replace(one, speaker=Speaker("Tom Cook; Anna Bell", SpeakerKind.PERSON))
    save(session, article(8), replace(extraction(), attributions=(both,), claims=extraction().claims[:1]))
    assert total(session, ids(session)["Anna Bell"]) == before + 1


def test_what_joined_speakers_is_said(session: Session) -> None:
    merge(session, ids(session)["Anna Bell"], [ids(session)["Ann Bell"]], BY)
    save(session, replace(article(9), text=f"{TEXT} 9"), extraction())
    number = next(log(session))["id"]
    rules = {row["speaker"]: row["joined_by"] for row in speakers(session)}
    assert set(rules["Anna Bell"]) == {"same name", f"correction {number}"}
    assert (rules["Bell Bank"], rules["J. Bell"]) == (["same name"], ["same article"])
