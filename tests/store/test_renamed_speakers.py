"""What people call speakers and what kind they make them, of which nobody else is robbed."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from factdb.errors import InputError, NotFoundError
from factdb.extract import extract
from factdb.records import Article, Engine, SpeakerKind
from factdb.store.corrections.speakers import add_alias, merge, rename, set_kind
from factdb.store.corrections.undo import undo
from factdb.store.read.claims import ClaimFilter, claims
from factdb.store.read.find.speaker import find_speaker, find_speakers, renamed
from factdb.store.read.speakers import speakers
from factdb.store.save import save
from factdb.store.verify.proof import prove
from tests.store.bells import BY, article, extraction, ids, total


def test_an_alias_joins_lone_surnames_and_a_name_renamed_is_found(session: Session) -> None:
    anna = ids(session)["Anna Bell"]
    add_alias(session, anna, "BELL", BY)
    assert total(session, anna) == 6
    rename(session, anna, "Anna  Žižek", BY)
    assert find_speaker(session, "anna zizek") == anna
    assert {row["speaker"] for row in claims(session, ClaimFilter(speaker=str(anna)))} == {"Anna Žižek"}
    with pytest.raises(InputError, match="no name"):
        rename(session, anna, "—", BY)
    with pytest.raises(InputError, match="same speaker already"):
        merge(session, anna, [anna], BY)


def test_nobody_becomes_of_another_kind_or_is_called_as_another_is_by_mistake(session: Session) -> None:
    known = {row["speaker"]: row for row in speakers(session) if row["speaker"]}
    anna, ann, bank = (known[name]["speaker_id"] for name in ("Anna Bell", "Ann Bell", "Bell Bank"))
    with pytest.raises(InputError, match=f"{anna} Anna Bell is of the kind person, and would become organisation as "):
        merge(session, bank, [anna], BY)
    with pytest.raises(InputError, match=f"ANN bell is speaker {ann} already; merge {anna} into {ann} if"):
        rename(session, anna, "ANN bell", BY)
    rename(session, anna, "ANNA Bell", BY)
    set_kind(session, bank, SpeakerKind.UNNAMED, BY)
    with pytest.raises(InputError, match=f"Ann Bell is speaker {ann} already; merge {bank} into {ann} if"):
        rename(session, bank, "Ann Bell", BY)  # "a minister" is somebody whom articles name
    set_kind(session, bank, SpeakerKind.ORGANISATION, BY)
    merge(session, ann, [anna], BY)
    rename(session, ann, "Anna Bell", BY)  # whose that was has gone into this one
    merge(session, bank, [ann], BY, any_kind=True)
    assert total(session, bank) == 9


def test_a_former_name_is_an_alias_until_the_renaming_is_undone(session: Session) -> None:
    bank = ids(session)["Bell Bank"]
    for name in ("First Bank", "Second Bank", "SECOND bank"):
        rename(session, bank, name, BY)
    connection = session.connection()
    for former in ("first bank", "Bell Bank"):
        assert find_speaker(session, former) == bank
        found = find_speakers(session, former)
        assert [one.id for one in renamed(connection, former, found)] == [bank]
    found = find_speakers(session, "second bank")
    assert renamed(connection, "second bank", found) == []
    [row] = [row for row in speakers(session) if row["speaker_id"] == bank]
    assert row["aliases"] == ["Bell Bank", "First Bank"]
    for _ in range(2):
        undo(session, None, BY)
    with pytest.raises(NotFoundError, match="Second Bank: no such speaker"):
        find_speaker(session, "Second Bank")
    assert find_speaker(session, "Bell Bank") == bank
    assert list(prove(session)) == []


def test_what_kind_somebody_is_holds_for_later_imports_and_is_undone(session: Session) -> None:
    known = {row["speaker"]: row for row in speakers(session) if row["speaker"]}
    anna, bank = (known[name]["speaker_id"] for name in ("Anna Bell", "Bell Bank"))

    def kinds(name: str) -> list[tuple[int, str]]:
        return [(row["speaker_id"], row["kind"]) for row in speakers(session) if row["speaker"] == name]

    made = set_kind(session, bank, SpeakerKind.GROUP, BY)
    assert kinds("Bell Bank") == [(bank, "group")]
    found = [row["claim"] for row in claims(session, ClaimFilter(speaker="Bell Bank", speaker_kind="group"))]
    assert len(found) == total(session, bank)
    # Whether an engine calls it what it was found as, or what people say.
    said = extraction()
    as_group = tuple(
        replace(one, speaker=replace(one.speaker, kind=SpeakerKind.GROUP)) if one.speaker.name == "Bell Bank" else one
        for one in said.attributions
    )
    save(session, article(7), said)
    save(session, article(8), replace(said, attributions=as_group))
    save(session, article(0), extraction(Engine("rules", "2", "")))
    assert kinds("Bell Bank") == [(bank, "group")]
    assert list(prove(session)) == []
    with pytest.raises(InputError, match=f"speaker {bank} Bell Bank is of the kind group already"):
        set_kind(session, bank, SpeakerKind.GROUP, BY)
    with pytest.raises(InputError, match="nobody is made author; the kinds are person, "):
        set_kind(session, anna, SpeakerKind.AUTHOR, BY)
    session.execute(text("UPDATE speaker SET kind = 'person' WHERE id = :bank"), {"bank": bank})
    assert any("the corrections come to 'group'" in line for line in prove(session))
    session.execute(text("UPDATE speaker SET kind = 'group' WHERE id = :bank"), {"bank": bank})
    undo(session, made, BY)
    [(_, one), (other, _)] = sorted(kinds("Bell Bank"))
    assert (one, len({kind for _, kind in kinds("Bell Bank")})) == ("organisation", 2)
    with pytest.raises(InputError, match=f"is speaker {other} already; merge {bank} into {other} if"):
        set_kind(session, bank, SpeakerKind.GROUP, BY)
    assert list(prove(session)) == []


def test_nobody_takes_the_claims_of_whom_another_kind_has_by_his_first_name(session: Session) -> None:
    known = {row["speaker"]: row["speaker_id"] for row in speakers(session) if row["speaker"]}
    bell, bank = known["Ann Bell"], known["Bell Bank"]
    rename(session, bell, "Ann Bell-Cole", BY)
    add_alias(session, bank, "Ann Bell", BY)
    with pytest.raises(InputError, match=f"Ann Bell is speaker {bank} already; merge {bell} into {bank} if"):
        set_kind(session, bell, SpeakerKind.ORGANISATION, BY)
    assert list(prove(session)) == []


def test_what_articles_call_somebody_beside_his_name_is_no_name_in_a_decision(session: Session) -> None:
    words = "Ann Cole is the mayor of Elm. “It is late,” Cole said. The mayor said it was wet."
    save(session, Article(words, "mayor", "mayor.txt"), extract(words))
    (cole,) = (row["speaker_id"] for row in speakers(session) if row["speaker"] == "Ann Cole")
    assert find_speaker(session, "Cole") == cole
    assert [one.id for one in find_speakers(session, "the mayor")] == [cole]
    with pytest.raises(NotFoundError, match=rf"the mayor: what articles call {cole} \(Ann Cole, person\), and others"):
        find_speaker(session, "the mayor")
    add_alias(session, cole, "the mayor", BY)
    assert find_speaker(session, "the mayor") == cole
