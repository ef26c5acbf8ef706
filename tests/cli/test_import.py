import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.conftest import SEED, Run
from tests.text import documents


def test_the_first_import_makes_the_database_and_says_so(run: Run, here: Path) -> None:
    result = run("import", SEED)
    assert (result.exit_code, result.stdout) == (0, "")
    made, summary = result.stderr.splitlines()
    assert made == "made the database factdb.db"
    assert summary.startswith("imported 1 article, 0 already there, 0 failed; ")
    before = run("report", "attribution").stdout
    again = run("import", SEED)
    assert again.stderr == "imported 0 articles, 1 already there, 0 failed; 0 claims\n"
    assert run("report", "attribution").stdout == before


def test_a_bad_file_is_named_and_the_rest_goes_on(run: Run, here: Path) -> None:
    (here / "news").mkdir()
    (here / "news" / "a.txt").write_bytes(SEED.read_bytes())
    (here / "news" / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 10)
    (here / "news" / "c.txt").write_text("It is so, Ann said.")
    (here / "news" / "d.jsonl").write_text('{"text": "Bob said no."}\nnonsense\n{"text": "It may rain."}\n')
    result = run("import", "news", "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    errors = [line for line in result.stderr.splitlines() if line.startswith("factdb: ")]
    assert len(errors) == 3
    assert "b.txt" in errors[0]
    assert "d.jsonl, line 2" in errors[1]
    assert "missing.txt" in errors[2]
    assert "imported 4 articles, 0 already there, 3 failed" in result.stderr
    assert [row["name"] for row in json.loads(run("articles", "--format", "json").stdout)] == ["a", "c", "d-1", "d-3"]


def test_an_archive_imported_again_changes_nothing(run: Run, here: Path) -> None:
    """Also where it has a page as it was on two days, and other articles under one name in folders of one name."""
    for day, text in (("1", "The pier is open."), ("2", "The pier may close in June.")):
        (here / "news" / day / "a").mkdir(parents=True)
        (here / "news" / day / "pier.md").write_text(f"---\nurl: https://example.org/pier\n---\n{text}\n")
    (here / "news" / "1" / "a" / "lead.txt").write_text("Ann said the ferry had sunk.")
    (here / "news" / "2" / "a" / "lead.txt").write_text("A herring was caught in the harbour on Monday.")
    assert run("import", "news").stderr.splitlines()[1:] == [
        "imported 3 articles, 1 new version, 0 already there, 0 failed; 4 claims",
        "`factdb diff ARTICLE` shows what changed in the claims of a new version",
    ]
    before = run("articles", "--versions").stdout
    assert run("import", "news").stderr == "imported 0 articles, 4 already there, 0 failed; 0 claims\n"
    assert run("articles", "--versions").stdout == before


def test_a_folder_with_nothing_to_read(run: Run, here: Path) -> None:
    (here / "empty").mkdir()
    result = run("import", "empty")
    assert result.exit_code == 1
    assert result.stderr.startswith("factdb: empty: no file here")


def test_who_types_an_article_is_told_how_to_end_it(here: Path) -> None:
    keys, side = pty.openpty()
    command = [sys.executable, "-m", "factdb", "import", "-"]
    running = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, cwd=here, start_new_session=True)
    try:
        os.write(keys, b"\x04")  # once
        assert running.wait(300) == 1
    finally:
        running.kill()
    shown = os.read(keys, 10_000).decode()
    os.close(keys)
    os.close(side)
    assert "press Enter and Ctrl-D" in shown
    assert "- is empty" in shown
    assert "importing" not in shown  # no bar that writes over what is typed


def imported(path: Path) -> int:
    """How many articles are there by now, asked without the cost of a command."""
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM article").fetchone()[0])
    return 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_quietly_and_keeps_what_was_imported(run: Run, here: Path, jobs: str) -> None:
    lines = [{"text": f"“It is {number},” said Ann Lee. It may rain."} for number in range(3000)]
    (here / "many.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    process = subprocess.Popen(
        [sys.executable, "-m", "factdb", "import", "many.jsonl", "--jobs", jobs],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while process.poll() is None and not imported(here / "factdb.db"):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in talk
    assert run("verify").exit_code == 0
    assert 0 < len(json.loads(run("articles", "--format", "json").stdout)) < 3000


def test_a_changed_text_is_a_new_version_and_decisions_go_along(run: Run, here: Path) -> None:
    news = here / "page.txt"
    text = "“It is so,” said Ann Lee. It may rain.\n\nNobody knows why. The bridge is closed.\n"
    news.write_text(text, encoding="utf-8")
    run("import", "page.txt")
    decided = json.loads(run("claims", "--format", "json").stdout)
    for row in (decided[0], decided[-1]):
        assert run("correct", row["claim_id"], "--accept", "--reviewer", "Ann").exit_code == 0
    news.write_text(text.replace("bridge", "road"), encoding="utf-8")
    result = run("import", "page.txt")
    told, summary, hint = result.stderr.splitlines()
    assert told == (
        "page (2): what people decided: 1 moved, 1 orphaned; go through these with `factdb review 2 --conflicts`; "
        "see `factdb diff 2`"
    )
    assert summary.startswith("imported 0 articles, 1 new version, 0 already there, 0 failed; ")
    assert "`factdb diff ARTICLE`" in hint
    assert [row["version"] for row in json.loads(run("articles", "--format", "json").stdout)] == [2]
    every = json.loads(run("articles", "--versions", "--format", "json").stdout)
    assert [(row["id"], row["version"]) for row in every] == [(1, 1), (2, 2)]
    assert json.loads(run("export", "page@1").stdout)["text"].startswith("“It is so,”")


def test_a_collection_tells_files_of_one_name_apart_or_together(run: Run, here: Path) -> None:
    for folder, text in (("monday", "It rained."), ("tuesday", "It snowed.")):
        (here / folder).mkdir()
        (here / folder / "page.txt").write_text(text)
    run("import", "monday", "tuesday", "--db", "apart.db")
    assert len(json.loads(run("articles", "--format", "json", "--db", "apart.db").stdout)) == 2
    run("import", "monday", "tuesday", "--collection", "gazette", "--db", "together.db")
    [newest] = json.loads(run("articles", "--format", "json", "--db", "together.db").stdout)
    assert (newest["title"], newest["version"]) == ("It snowed.", 2)


def test_an_empty_name_is_not_the_folder_that_one_is_in(run: Run, here: Path) -> None:
    (here / "other.txt").write_text("It rains.", encoding="utf-8")
    for names in ([""], ["other.txt", ""]):
        told = run("import", *names)
        assert (told.exit_code, "one of the names is empty" in told.stderr) == (2, True)
    assert [path.name for path in here.iterdir()] == ["other.txt"]


@pytest.mark.parametrize("command", [("import",), ("extract", "--to", "parts")], ids=["import", "extract"])
def test_a_bad_path_does_not_end_the_batch(command: tuple[str, ...], run: Run, here: Path) -> None:
    """Also where a shell gives what a folder would pass over."""
    (here / "pipe.jsonl").symlink_to("/dev/zero")
    (here / "loop.txt").symlink_to("loop.txt")
    (here / "gone.csv").symlink_to("nowhere")
    (here / "good.txt").write_text("It may rain, said Ann Lee.", encoding="utf-8")
    for bad in (
        "x" * 300,
        "y/" * 3000,
        "good.txt/below",
        "a\0b",
        "loop.txt",
        "gone.csv",
        "pipe.jsonl",
        "nowhere.jsonl",
    ):
        told = run(*command, bad, "good.txt", bad, "--", "good.txt")
        assert told.exit_code == 1, bad
        assert "fault" not in told.stderr
        assert len([line for line in told.stderr.splitlines() if line.startswith("factdb: ")]) == 2, told.stderr
        assert "2 failed" in told.stderr


@pytest.mark.parametrize("collection", ["\udcff", "a\0b", "\ud800x"])
def test_a_collection_that_cannot_be_stored_is_said_before_anything_is_read(
    collection: str, run: Run, here: Path
) -> None:
    told = run("import", SEED, "--collection", collection)
    assert (told.exit_code, "no text in UTF-8" in told.stderr) == (2, True)
    assert list(here.iterdir()) == []


def told_of(run: Run, *columns: str, of: str = "articles") -> list[tuple[str, ...]]:
    rows = json.loads(run(*of.split(), "--format", "json").stdout)
    return [tuple(str(row[column] or "")[:10] for column in columns) for row in rows]


def test_what_texts_do_not_say_themselves_is_given(run: Run, here: Path) -> None:
    """What a file or its name says goes before; a first line is no title of the file's own."""
    (here / "news").mkdir()
    (here / "news" / "pier.txt").write_text("The pier is shut.", encoding="utf-8")
    (here / "news" / "Post_2024-02-01_mill.txt").write_text("The mill burnt.", encoding="utf-8")
    (here / "news" / "two.jsonl").write_text(
        '{"text": "Ann said it rained.", "publisher": "Echo", "title": "Rain"}\n{"text": "It may snow."}\n'
    )
    given = ("--publisher", "Gazette", "--published", "4 March 2025", "--title", "Untold", "--author", "Ann Roe")
    assert run("import", "news", *given).exit_code == 0
    assert run("import", "-", *given[:4], input="It hails.").exit_code == 0
    assert told_of(run, "publisher", "published", "title") == [
        ("Post", "2024-02-01", "Untold"),
        ("Gazette", "2025-03-04", "Untold"),
        ("Echo", "2025-03-04", "Rain"),
        ("Gazette", "2025-03-04", "Untold"),
        ("Gazette", "2025-03-04", "It hails."),
    ]
    assert {author for (author,) in told_of(run, "author", of="articles --appearances")[:4]} == {"Ann Roe"}
    assert (
        len(json.loads(run("claims", "--since", "2025-03-04", "--publisher", "gazette", "--format", "json").stdout))
        == 3
    )
    again = run("import", "news", *given)
    assert again.stderr == "imported 0 articles, 4 already there, 0 failed; 0 claims\n"


def test_a_column_that_is_understood_later_is_told_not_to_be_set(run: Run, here: Path) -> None:
    (here / "t.csv").write_text("Text,Erschienen\nThe pier is shut.,2024-03-04\n", encoding="utf-8")
    run("import", "t.csv")
    told = run("import", "t.csv", "--map", "Erschienen=published").stderr
    assert "t.csv#1: stored already as article 1, which stays as it is; not set: date\n" in told
    assert run("articles", "set", "1", "--published", "2024-03-04", "--reviewer", "Ann").exit_code == 0
    assert "not set" not in run("import", "t.csv", "--map", "Erschienen=published").stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("127.0.0.1:8833/f.html",), "No such file or directory; an address begins with https://"),
        (("www.example.org/x",), "an address begins with https://"),
        (("http://127.0.0.1:9/x",), "--allow-private fetches it"),
        (("x.txt", "--db", "x.txt"), "x.txt: the database itself, from which nothing is read"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_may_be_meant(
    run: Run, here: Path, words: tuple[str, ...], says: str
) -> None:
    (here / "x.txt").touch()
    told = run("import", *words)
    assert told.exit_code == 1
    assert says in told.stderr


def test_what_is_given_later_leaves_a_stored_article_as_it_is(run: Run, here: Path) -> None:
    (here / "pier.txt").write_text("The pier is shut.", encoding="utf-8")
    run("import", "pier.txt")
    run("seal", "-o", "day.seal")
    later = ("import", "pier.txt", "--publisher", "Gazette", "--published", "2025-03-04")
    note = "factdb: pier.txt: stored already as article 1, which stays as it is; not set: publisher, date\n"
    hint = "`factdb articles set ARTICLE` sets what was not set\n"
    assert (
        run(*later).stderr
        == f"{note}imported 0 articles, 1 known from elsewhere, 0 already there, 0 failed; 0 claims\n{hint}"
    )
    assert run(*later).stderr == f"{note}imported 0 articles, 1 already there, 0 failed; 0 claims\n{hint}"
    assert told_of(run, "publisher", "published") == [("", "")]
    assert told_of(run, "publisher", "published", of="articles --appearances") == [("", ""), ("Gazette", "2025-03-04")]
    assert told_of(run, "claim", of="claims --publisher gazette") == [("The pier i",)]
    assert run("verify", "--seal", "day.seal").exit_code == 0
    (here / "pier.txt").write_text("The pier is open.", encoding="utf-8")
    assert "1 new version" in run(*later).stderr
    assert told_of(run, "publisher", "published") == [("Gazette", "2025-03-04")]


@pytest.mark.parametrize("day", ["yesterday", "2025-02-30", ""])
def test_a_day_that_cannot_be_told_is_said_before_anything_is_read(day: str, run: Run, here: Path) -> None:
    told = run("import", SEED, "--published", day)
    assert (told.exit_code, "no date that can be told; write it as 2025-03-04" in told.stderr) == (2, True)
    assert list(here.iterdir()) == []


def test_a_table_whose_text_is_called_otherwise_says_how_it_is_told(run: Run, here: Path) -> None:
    (here / "list.csv").write_text("Nr,Wording\n1,The weir leaks.\n")
    told = run("import", "list.csv").stderr
    assert "no column of text among Nr, Wording" in told
    assert "`factdb import FILE --map NAME=text` says it" in told
    assert run("import", "list.csv", "--map", "Wording=text").exit_code == 0
    typed = run("import", "list.csv", "--map", "Wording=text", "--map", "Wann=published", "--db", "again.db")
    assert "row 2: has no field Wann, so nothing is taken from it for published\n" in typed.stderr
    assert "has no field Wording" not in typed.stderr


def test_what_is_attached_to_two_messages_under_one_name_is_two_articles(run: Run, here: Path) -> None:
    for number, text in enumerate(("The ferry is laid up.", "The pier is open."), 1):
        made = EmailMessage()
        made["From"], made["Message-ID"] = "press@harbour.example", f"<{number}@harbour.example>"
        made.set_content(f"Please find number {number} attached.\n")
        made.add_attachment(documents.docx("", (text,)), maintype="application", subtype="zip", filename="a.docx")
        (here / f"{number}.eml").write_bytes(made.as_bytes())
    summary = run("import", "1.eml", "2.eml").stderr
    assert "imported 4 articles, 0 already there, 0 failed" in summary


def test_a_text_that_is_there_under_another_name_is_told_with_its_article(run: Run, here: Path) -> None:
    for name in ("pier.txt", "copy.txt"):
        (here / name).write_text("The pier is shut.", encoding="utf-8")
    assert "already, as article" not in run("import", "pier.txt").stderr
    assert run("import", ".").stderr.splitlines()[:1] == [
        "factdb: copy.txt: its text is there already, as article 1",
    ]
