import os
from pathlib import Path

import pytest

from factdb.formats.files import whole_file


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("old")
    with pytest.raises(RuntimeError), whole_file(path) as file:
        file.write("half of the n")
        file.flush()
        assert path.read_text() == "old"
        raise RuntimeError
    assert path.read_text() == "old"
    with whole_file(path) as file:
        file.write("new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.csv"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with whole_file(tmp_path / "link") as file:
        file.write("words")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "words"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with whole_file(Path(os.devnull)) as file:
        file.write("words")
    assert not Path(os.devnull).is_file()


def test_the_file_has_the_rights_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with whole_file(tmp_path / "file"):
        pass
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_part_of_a_name_that_can_be_foreseen_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / f".factdb-{os.getpid()}.part").symlink_to(victim)
    with whole_file(tmp_path / "report.csv") as file:
        file.write("report")
    assert victim.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "report.csv").read_text(encoding="utf-8") == "report"


def test_a_file_keeps_its_rights_and_a_new_one_has_those_of_any(tmp_path: Path) -> None:
    kept, new = tmp_path / "kept.csv", tmp_path / "new.csv"
    kept.touch()
    kept.chmod(0o640)
    before = os.umask(0o027)
    try:
        for path in (kept, new):
            with whole_file(path) as file:
                file.write("x")
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o777 for path in (kept, new)] == [0o640, 0o640]


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"nowhere/x\.csv'$"), whole_file(tmp_path / "nowhere" / "x.csv"):
        pass


def test_what_was_left_by_the_killed_is_taken_away(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".factdb-old.part", tmp_path / ".factdb-fresh.part"
    for left in (old, fresh, tmp_path / "mine.part"):
        left.touch()
    os.utime(old, (0, 0))
    os.utime(tmp_path / "mine.part", (0, 0))
    with whole_file(tmp_path / "x.csv"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [".factdb-fresh.part", "mine.part", "x.csv"]
