import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def change(run: Run, stored: Path, here: Path) -> Run:
    """Run a command about speakers on a copy of the stored database, as Ann."""
    shutil.copy(stored, here / "factdb.db")
    return lambda *arguments: run("speakers", *arguments)


ANN = ("--reviewer", "Ann")


def named(change: Run) -> dict[str, int]:
    rows = json.loads(change("--format", "json").stdout)
    return {row["speaker"]: row["speaker_id"] for row in rows}


def test_decide_see_the_log_and_undo(change: Run, run: Run) -> None:
    ana = named(change)["Ana 𝒜lvarez"]
    result = change("rename", "ana alvarez", "Ana Alvarez Gil", *ANN, "--reason", "her passport")
    assert (result.exit_code, result.stdout) == (0, "")
    renamed = f"rename {ana} Ana 𝒜lvarez to Ana Alvarez Gil"
    assert result.stderr == f"correction 1: {renamed}; `factdb speakers undo 1` takes it back\n"
    again = change("rename", str(ana), "Ana Alvarez Gil", *ANN)
    assert again.stderr == f"factdb: speaker {ana} is called Ana Alvarez Gil already; give another name\n"
    assert named(change)["Ana Alvarez Gil"] == ana
    found = run("claims", "--speaker", "ana alvarez")
    assert (found.exit_code, found.stderr) == (0, f"ana alvarez: speaker {ana} is called Ana Alvarez Gil now\n")
    assert found.stdout.count("Ana Alvarez Gil") > 0
    [row] = json.loads(change("log", "--format", "json").stdout)
    assert (row["reviewer"], row["reason"], row["action"]) == ("Ann", "her passport", "rename")
    assert change("undo", *ANN).stderr == f"correction 1 is undone: {renamed}\n"
    assert named(change)["Ana 𝒜lvarez"] == ana
    assert change("undo", *ANN).exit_code == 1


def test_whoever_asks_by_the_name_of_a_speaker_that_was_merged_is_told(change: Run, run: Run) -> None:
    ana = named(change)["Ana 𝒜lvarez"]
    assert run("import", "-", input="Jon Berg said that the ice is thin.").exit_code == 0
    assert change("merge", str(ana), "Jon Berg", *ANN).exit_code == 0
    assert run("claims", "--speaker", "jon berg").stderr == f"jon berg: speaker {ana} is called Ana 𝒜lvarez now\n"
    assert run("claims", "--speaker", "Ana 𝒜lvarez").stderr == ""


def test_of_others_whose_names_end_so_it_is_told(run: Run) -> None:
    for text in ("Zaltron said it was late.", "Bryan Zaltron said it was early. Bryan Zaltron’s wife said no."):
        assert run("import", "-", "--db", "town.db", input=text).exit_code == 0
    found = run("claims", "--db", "town.db", "--speaker", "zaltron", "--format", "json")
    assert [row["claim"] for row in json.loads(found.stdout)] == ["it was late"]
    assert re.fullmatch(
        r"zaltron: not those of \d+ \(Bryan Zaltron, person\); name them as well if they are meant, "
        r"or `factdb speakers merge \d+ \d+` makes them one\n",
        found.stderr,
    )
    assert run("claims", "--db", "town.db", "--speaker", "Bryan Zaltron").stderr == ""
    assert run(*found.stderr.split("`")[1].split()[1:], "--any-kind", "--db", "town.db", *ANN).exit_code == 0
    found = run("claims", "--db", "town.db", "--speaker", "zaltron", "--format", "json")
    assert [row["claim"] for row in json.loads(found.stdout)] == ["it was late", "it was early"]
    assert {row["speaker"] for row in json.loads(found.stdout)} == {"Bryan Zaltron"}


def test_of_several_whose_names_end_so_none_is_to_be_merged(run: Run) -> None:
    others = ("Bryan Zaltron", "Ana Zaltron", "Jon Berg and Eve Zaltron", "The agreement signed by Zaltron")
    for name in ("Zaltron", *others):
        assert run("import", "-", "--db", "town.db", input=f"{name} said it was late.").exit_code == 0
    told = run("claims", "--db", "town.db", "--speaker", "zaltron").stderr
    assert re.fullmatch(
        r"zaltron: not those of \d+ \((Bryan|Ana) Zaltron, person\), \d+ \((Bryan|Ana) Zaltron, person\);"
        r" name them as well if they are meant\n",
        told,
    )


def test_whoever_keeps_a_surname_alone_is_told_how_to_be_called_in_full(change: Run, run: Run) -> None:
    for name in ("Jon Berg", "Ana Berg"):
        assert run("import", "-", input=f"{name} said that the ice is thin.").exit_code == 0
    assert change("rename", "Ana Berg", "Berg", *ANN).exit_code == 0
    [_, told] = change("merge", "Berg", "Jon Berg", *ANN).stderr.splitlines()
    assert told.startswith("it is called Berg; `factdb speakers rename ")
    words = told.split("`")[1]
    assert words.endswith(" 'Jon Berg'")
    assert change("rename", words.split()[3], "Jon Berg", *ANN).exit_code == 0
    assert len(change("merge", "Jon Berg", "Ana 𝒜lvarez", *ANN).stderr.splitlines()) == 1


def test_an_acronym_finds_whom_it_is_known_to_mean(run: Run) -> None:
    text = "The International Monetary Fund said it was late."
    assert run("import", "-", "--db", "fund.db", input=text).exit_code == 0
    found = run("claims", "--db", "fund.db", "--speaker", "IMF", "--format", "json")
    assert [row["speaker"] for row in json.loads(found.stdout)] == ["International Monetary Fund"]
    assert run("claims", "--db", "fund.db", "--speaker", "OPEC").exit_code == 1


def test_a_description_finds_whom_people_say_it_means(run: Run) -> None:
    text = "Chief finance officer Ann Tran left. The finance officer said it was late. Ann Tran said it was early."
    assert run("import", "-", "--db", "council.db", input=text).exit_code == 0

    def said(who: str) -> list[tuple[str, str]]:
        rows = json.loads(run("claims", "--db", "council.db", "--speaker", who, "--format", "json").stdout)
        return [(row["claim_id"], row["claim"]) for row in rows]

    [(late, _), _] = said("the finance officer")
    other = ("--speaker", "finance officer", "--speaker-kind", "unnamed")
    assert run("correct", late, "--db", "council.db", *other, *ANN).exit_code == 0
    assert said("The finance officer") == said("finance officer") == [(late, "it was late")]
    assert [claim for _, claim in said("Tran")] == ["it was early"]


def test_of_what_kind_somebody_is_is_said_and_taken_back(change: Run, run: Run) -> None:
    ana = named(change)["Ana 𝒜lvarez"]
    said = f"kind {ana} Ana 𝒜lvarez is of the kind organisation"
    made = change("kind", "ana alvarez", "Organisation", *ANN)
    assert made.stderr == f"correction 1: {said}; `factdb speakers undo 1` takes it back\n"
    assert run("report", "attribution").stdout.count("Ana 𝒜lvarez,organisation") > 0
    assert run("verify").exit_code == 0
    assert change("kind", str(ana), "organisation", *ANN).exit_code == 1
    assert change("kind", str(ana), "author", *ANN).exit_code == 2
    assert change("undo", *ANN).stderr == f"correction 1 is undone: {said}\n"


def test_what_to_split_off_is_asked_by_its_options(change: Run) -> None:
    refused = change("split", "ana alvarez", *ANN)
    assert refused.exit_code == 2
    assert "split off what? --article ARTICLE, --named NAME, or both" in refused.stderr


def test_several_speakers_of_a_name_are_listed_with_their_ids(change: Run, run: Run) -> None:
    result = change("rename", "the minister", "X", *ANN)
    assert result.exit_code == 1
    assert "2 speakers are called that: " in result.stderr
    assert "give the id" in result.stderr
    said = run("claims", "--speaker", "the minister")
    assert said.exit_code == 0
    assert "the minister: 2 speakers are called that: " in said.stderr
    [one, other] = said.stderr.split("that: ")[1].split(", unnamed)")[:2]
    numbers = [one.split()[0], other.removeprefix(", ").split()[0]]
    assert change("merge", *numbers, *ANN).exit_code == 0
    assert run("claims", "--speaker", "the minister").stderr == ""
    split = change("split", numbers[0], "--article", "hard-longer", *ANN)
    assert split.exit_code == 0
    assert split.stderr.startswith(
        f"correction 2: split {int(split.stdout)} the minister off {numbers[0]} the minister: "
    )
    assert split.stderr.endswith("; `factdb speakers undo 2` takes it back\n")
    assert "2 speakers" in run("claims", "--speaker", "the minister").stderr


def test_an_alias_is_found_and_a_near_name_is_suggested(change: Run, run: Run) -> None:
    assert change("alias", "Ana Alvarez", "La Jefa", *ANN).exit_code == 0
    assert run("claims", "--speaker", "la jefa").stdout.count("Ana 𝒜lvarez") > 0
    result = run("claims", "--speaker", "Alvares")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no such speaker; did you mean " in result.stderr


def test_nobody_decides_namelessly(change: Run, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(here / "none"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(here / "none"))
    monkeypatch.delenv("FACTDB_REVIEWER", raising=False)
    result = change("rename", "Ana Alvarez", "X")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "--reviewer" in result.stderr
    (here / "config").write_text("[user]\nname = Git Name\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(here / "config"))
    assert change("rename", "Ana Alvarez", "X").exit_code == 0
    assert "Git Name" in change("log").stdout


def test_an_authority_file_twice(change: Run, here: Path) -> None:
    file = here / "authority.csv"
    file.write_text("name,aliases,kind,wikidata\nAna Gil,Ana 𝒜lvarez; La Jefa,person,Q42\n", encoding="utf-8-sig")
    assert change("load", file, *ANN).stderr == "loaded 1 speaker, 0 already there\n"
    assert change("load", file, *ANN).stderr == "loaded 0 speakers, 1 already there\n"
    rows = json.loads(change("--format", "json").stdout)
    assert {"Ana Gil": "Q42"}.items() <= {row["speaker"]: row["wikidata"] for row in rows}.items()


def test_who_is_of_another_kind_than_the_authority_file_says_is_told_and_can_be_joined(change: Run, here: Path) -> None:
    ana = named(change)["Ana 𝒜lvarez"]
    file = here / "authority.csv"
    file.write_text("name,aliases,kind\nFamily firm,ana alvarez,organisation\nNobody,,group\n", encoding="utf-8")
    told, counted = change("load", file, *ANN).stderr.splitlines()
    assert counted == "loaded 2 speakers, 0 already there"
    assert told.startswith("factdb: Family firm: loaded as organisation ")
    join = told.split("`")[1].split()
    assert (join[:4], join[5:]) == (["factdb", "speakers", "merge", "--any-kind"], [str(ana)])
    assert f"; articles call others so: person {ana}; " in told
    refused = change("merge", *join[4:], *ANN)
    assert refused.exit_code == 1
    assert refused.stderr.endswith(
        f"; merge {join[4]} into {join[5]} if that is meant; --any-kind merges them all the same\n"
    )
    assert change(*join[2:], *ANN).exit_code == 0
    assert change("load", file, *ANN).stderr == "loaded 0 speakers, 2 already there\n"
    assert {"Family firm", "Ana 𝒜lvarez"} & set(named(change)) == {"Family firm"}


def test_an_authority_file_of_another_spreadsheet_with_columns_of_ones_own(change: Run, run: Run, here: Path) -> None:
    table = 'Name;Aliases;Wikidata;Gender\r\nAna Gil;"Ana 𝒜lvarez; La Jefa";https://www.wikidata.org/wiki/Q42;f\r\n'
    (here / "authority.csv").write_text(table, encoding="utf-8-sig")
    assert change("load", "authority.csv", *ANN).stderr == "loaded 1 speaker, 0 already there\n"
    assert "Ana Gil" in run("claims", "--speaker", "Q42").stdout
    assert run("claims", "--speaker", "Q43").exit_code == 1
    counted = run("report", "counts", "--by", "gender", "--people", "authority.csv", "--speaker", "Q42")
    assert counted.stdout.splitlines()[1].startswith("f,2,")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "row 1: has no column name"),
        ("name,alias\nAna,A.\n", "row 1: 'alias' is no column of it; did you mean aliases?"),
        ("name,kind,kind\nAna,person,group\n", "row 1: has a column twice"),
        ("name\nAna\n —\n", "row 3: has no name"),
        ("name,kind\nAna,king\n", "row 2: 'king' is no kind"),
        ("name,wikidata\nAna,42\n", "row 2: '42' is no Wikidata id"),
        ("name,kind\nAna\n", "row 2: has not as many cells"),
        ("name,kind\nAna,person,more\n", "row 2: has not as many cells"),
        ("name\nAna\nana\n", "row 3: ana stands twice"),
        ('name\n"Ana\n', "row 2: "),
    ],
)
def test_a_bad_row_is_one_clear_line_and_changes_nothing(change: Run, here: Path, rows: str, said: str) -> None:
    (here / "bad.csv").write_text(rows)
    result = change("load", here / "bad.csv", *ANN)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert f"bad.csv: {said}" in result.stderr
    assert change("log").stdout.count("\n") == 1


def test_an_option_before_the_subcommand_holds(change: Run, here: Path) -> None:
    (here / "factdb.db").rename(here / "other.db")
    assert change("--db", "other.db", "--format", "json", "log").stdout.strip() == "[]"


def test_whose_claims_a_name_takes_with_it_is_told(change: Run, run: Run) -> None:
    assert run("import", "-", input="Jon Berg said that the ice is thin.").exit_code == 0
    berg = named(change)["Jon Berg"]
    ana = named(change)["Ana 𝒜lvarez"]
    [_, told] = change("alias", str(ana), "jon berg", *ANN).stderr.splitlines()
    assert told == f"{berg} (Jon Berg, person): all that was said under this name is {ana}'s now"
    assert "Jon Berg" not in named(change)
    assert len(change("alias", str(ana), "Somebody New", *ANN).stderr.splitlines()) == 1
