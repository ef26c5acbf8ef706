"""Files of every format and of none: the exact text, or one line that says why not."""

import io
import json
import os
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers import find_files, read

ONE_FILE_FOR_ALL = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def read_bytes(folder: Path, data: bytes, name: str = "story.txt") -> list[Article | InputError]:
    path = folder / name
    path.write_bytes(data)
    return list(read(path))


def article(folder: Path, data: bytes | str, name: str = "story.txt") -> Article:
    (found,) = read_bytes(folder, data.encode() if isinstance(data, str) else data, name)
    assert isinstance(found, Article), found
    return found


def error(folder: Path, data: bytes | str, name: str = "story.txt") -> str:
    (found,) = read_bytes(folder, data.encode() if isinstance(data, str) else data, name)
    assert isinstance(found, InputError), found
    return str(found)


# Plain text


@pytest.mark.parametrize(
    "text",
    ["A.\r\nB.\rC.\nD.", "\ufeffA byte-order mark", "tab\tno-break\u00a0space e\u0301 😀 \u2028", "  edges \n\n"],
)
def test_the_stored_text_is_exact(tmp_path: Path, text: str) -> None:
    assert article(tmp_path, text).text == text


def test_name_source_and_title(tmp_path: Path) -> None:
    found = article(tmp_path, "\ufeff\n  Pact signed \r\n\r\nIt was late.")
    assert (found.name, found.source, found.title) == ("story", str(tmp_path / "story.txt"), "Pact signed")
    assert (found.publisher, found.author, found.published) == ("", "", None)


def test_a_long_first_line_is_no_title(tmp_path: Path) -> None:
    assert article(tmp_path, "x" * 200 + "\nmore").title == "x" * 200
    assert article(tmp_path, "x" * 201 + "\nmore").title == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("FOR IMMEDIATE RELEASE\n\nDam opens\n\nIt rained.", "Dam opens"),
        ("Press release\nDam opens\nIt rained.", "Dam opens"),
        ("NEWS RELEASE – March 3, 2024\n\nDam opens\n", "Dam opens"),
        ("Embargoed until Monday\n\n*MEDIA RELEASE*\n\nDam opens\n", "Dam opens"),
        ("Press release: dam opens\n\nIt rained.", "Press release: dam opens"),
        ("Embargo lifted\n\nIt rained.", "Embargo lifted"),
        ("FOR IMMEDIATE RELEASE", "FOR IMMEDIATE RELEASE"),
        ("BC-US--Mill Fire, 2nd Ld-Writethru,0412\nMill burns\nEds: UPDATES.", "Mill burns"),
        ("PM-EU--Dam,0098\n\nDam opens\n", "Dam opens"),
        ("Co-op--sales up,2000\nIt rained.", "Co-op--sales up,2000"),
        ("OPINION\n\nThe dam must go\n\nIt rained.", "The dam must go"),
        ("Analysis\nDam opens\nIt rained.", "Dam opens"),
        ("COMMENT | Ann Roe\n\nDam opens\n\nIt rained.", "Dam opens"),
        ("EXCLUSIVE\nPublished: 3 Nov 2025 08:15 GMT\nDam opens\nIt rained.", "Dam opens"),
        ("Hello Tom,\n\nDam opens\n\nIt rained.", "Dam opens"),
        ("Analysis\n\nIt rained.", "Analysis"),
        ("Analysis of the dam\nIt opens\nIt rained.", "Analysis of the dam"),
    ],
)
def test_when_a_release_may_be_printed_a_slug_and_a_label_are_no_titles(tmp_path: Path, text: str, title: str) -> None:
    assert article(tmp_path, text).title == title


def test_publisher_and_date_of_a_file_name(tmp_path: Path) -> None:
    found = article(tmp_path, "Text.", "daily-news_2016-02-29_a-slug_x.txt")
    assert (found.publisher, found.published) == ("daily-news", datetime(2016, 2, 29, tzinfo=UTC))
    found = article(tmp_path, "Text.", "daily-news_2015-02-29_no-such-day.txt")
    assert (found.publisher, found.published) == ("", None)


def test_a_file_of_another_extension_is_text(tmp_path: Path) -> None:
    assert article(tmp_path, "Just words.", "story.xyz").text == "Just words."


def test_ten_megabytes_on_a_line(tmp_path: Path) -> None:
    text = "“Yes,” he said. " * 625_000
    assert article(tmp_path, text).text == text


# Encodings


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    text = "\ufeffPact “signed” 😀\r\n"
    assert article(tmp_path, text.encode(encoding)).text == text


@pytest.mark.parametrize("text", ["“It’s café society,” he said – or so.", "Elm’s mayor said it’s over."])
def test_windows_1252(tmp_path: Path, text: str) -> None:
    assert article(tmp_path, text.encode("windows-1252")).text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"ab\0c", "NUL at byte 2"),
        (b"\x01\x02\x03 text", "binary"),
        ("“damaged” UTF-8".encode()[:20] + b"\xe2\x80 and more", "not UTF-8 at byte"),
        (b"undefined \x81", "not UTF-8 at byte 10"),
        (b"a control \x1b and \xe9", "not UTF-8 at byte 16"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "not UTF-16-LE at byte 4"),
        (b"\xff\xfea\x00\x00\x00", "NUL at character 2"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    message = error(tmp_path, data)
    assert message.startswith(str(tmp_path / "story.txt"))
    assert reason in message


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path, tmp_path / "missing.jsonl"):
        (found,) = read(path)
        assert isinstance(found, InputError)
        assert str(path) in str(found)


# Markdown


def test_front_matter_describes_and_is_no_text(tmp_path: Path) -> None:
    text = (
        "---\r\ntitle: 'A pact: signed'\r\nURL: https://example.com/a\r\npublisher: \"Daily\"\r\nauthor: Ann Roe\r\n"
        "published: 2024-06-20T09:30:00+02:00\r\n"
        "tags:\r\n  - pacts\r\n# a comment\r\n---\r\n# Pact\r\n\r\nIt was late.\r\n"
    )
    found = article(tmp_path, text, "story.md")
    assert found.text == "# Pact\r\n\r\nIt was late.\r\n"
    assert (found.title, found.source, found.publisher, found.author) == (
        "A pact: signed",
        "https://example.com/a",
        "Daily",
        "Ann Roe",
    )
    assert found.published == datetime(2024, 6, 20, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["---\nA rule: one\n\n---\n\nText.", "---\n\nText.", "--- \nno end: here", "Text.\n---\n"]
)
def test_a_rule_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert article(tmp_path, text, "story.markdown").text == text


def test_the_first_heading_is_the_title(tmp_path: Path) -> None:
    assert article(tmp_path, "By Ann Roe\n\n## The pact ##\nText.", "story.md").title == "The pact"
    assert article(tmp_path, "By Ann Roe\n\nText.", "story.md").title == "By Ann Roe"


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Ferry\n\nauthors:\n  - Ann Lee\n  - 'Bo Quist'\ndate: 2026-03-12\nabout: |\n  Two\n  lines\n---\n",
        '---\ntitle: Ferry\nauthors: [Ann Lee, "Bo Quist"]\ndate: 2026-03-12\nabout: >-\n  Two\n  lines\n---\n',
        '+++\ntitle = "Ferry"\nauthors = ["Ann Lee", "Bo Quist"]\n\n# x\ndate = 2026-03-12\nabout = "Two lines"\n+++\n',
    ],
)
def test_lists_and_lines_below_and_toml_in_front_matter(tmp_path: Path, front: str) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(f"{front}The ferry is laid up.\n")
    [found] = read(path)
    assert isinstance(found, Article)
    assert (found.title, found.author, found.text) == ("Ferry", "Ann Lee; Bo Quist", "The ferry is laid up.\n")
    assert (found.published, found.extra) == (datetime(2026, 3, 12, tzinfo=UTC), {"about": "Two lines"})


@pytest.mark.parametrize(
    "talk",
    [
        "Ann: It is laid up.\n\nBo: Why?",
        "Reporter: Is it late?\n\nRoe: It is late",
        "Reporter: Is it late?\n\nPublisher: It is\n\nDate: None",
    ],
)
def test_talk_between_two_rules_is_no_front_matter(tmp_path: Path, talk: str) -> None:
    path = tmp_path / "talk.md"
    path.write_text(f"---\n{talk}\n---\nThat is all.\n")
    [found] = read(path)
    assert isinstance(found, Article) and found.text == path.read_text()


def test_front_matter_with_blank_lines_names_a_title_or_a_day(tmp_path: Path) -> None:
    for front in ("title: Ferry\n\nauthor: Ann Lee", "author: Ann Lee\n\ndate: 2026-03-12"):
        found = article(tmp_path, f"---\n{front}\n---\nIt is late.\n", "story.md")
        assert (found.author, found.text) == ("Ann Lee", "It is late.\n")


def test_front_matter_alone_is_empty(tmp_path: Path) -> None:
    assert "is empty" in error(tmp_path, "---\ntitle: x\n---\n", "story.md")


# JSON Lines


def test_json_lines_with_a_bad_line_among_good_ones(tmp_path: Path) -> None:
    lines = [
        {
            "text": "One.\r\n",
            "title": "T",
            "url": "https://example.com/1",
            "publisher": "P",
            "author": "A",
            "published": "2024-06-20",
            "section": "world",
        },
        {"text": "Two.", "id": 7, "title": None},
        {"title": "no text"},
        {"text": "Four."},
    ]
    data = "\ufeff" + "\n\n".join(map(json.dumps, lines)) + "\n{broken\n"
    path = tmp_path / "batch.jsonl"
    one, two, three, four, five = read_bytes(tmp_path, data.encode(), path.name)
    assert one == Article(
        "One.\r\n",
        "batch-1",
        "https://example.com/1",
        "T",
        "P",
        "A",
        datetime(2024, 6, 20, tzinfo=UTC),
        extra={"section": "world"},
    )
    assert one.notes == (f"{path}: kept as they are, not understood: section",)
    assert two == Article("Two.", "7", f"{path}#7", "Two.", collection=tmp_path.name)
    assert isinstance(three, InputError) and str(three).startswith(f"{path}, line 5: no field for the text among title")
    assert four == Article("Four.", "batch-7", f"{path}#7", "Four.")
    assert isinstance(five, InputError) and str(five).startswith(f"{path}, line 8: not JSON")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1]", "not an object"),
        ("[" * 100_000, "not JSON"),
        ('{"text": 5}', '"text" must be a string'),
        ('{"text": "a", "url": true}', '"url" must be a string'),
        ('{"text": "a", "publisher": true}', '"publisher" must be a string'),
        ('{"text": "  "}', "is empty"),
        ('{"text": "a\\u0000"}', "NUL at character 1"),
        ('{"text": "ab\\ud800"}', "half a surrogate pair (U+D800) at character 2"),
        ('{"text": "a", "title": "\\udc00"}', "title: half a surrogate pair"),
        ("", "is empty"),
    ],
)
def test_a_bad_line_says_why(tmp_path: Path, line: str, reason: str) -> None:
    assert reason in error(tmp_path, line, "batch.ndjson")


@pytest.mark.parametrize(
    "date", ["yesterday", "0001-01-01T00:00:00+14:00", "03/04/2024", "3/4/18", "18/01/21", "2/30/18"]
)
def test_a_bad_date_is_a_note_and_no_lost_article(tmp_path: Path, date: str) -> None:
    found = article(tmp_path, json.dumps({"text": "a", "published": date}), "batch.ndjson")
    assert (found.published, found.extra) == (None, {"published": date})
    assert any(f"{date!r} is no date" in note for note in found.notes)


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("1/21/18", datetime(2018, 1, 21, tzinfo=UTC)),
        ("01/21/18 3:45 PM", datetime(2018, 1, 21, 15, 45, tzinfo=UTC)),
        ("12/31/99", datetime(1999, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_short_american_date_is_read_where_only_one_is_possible(tmp_path: Path, date: str, moment: datetime) -> None:
    found = article(tmp_path, json.dumps({"text": "a", "published": date}), "batch.ndjson")
    assert (found.published, found.notes) == (moment, ())


def test_a_line_that_is_not_utf_8(tmp_path: Path) -> None:
    assert "line 1: not UTF-8 at byte 10" in error(tmp_path, b'{"text": "\xe9"}', "batch.jsonl")


# Standard input, folders


def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_input(data: str) -> list[Article | InputError]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        return list(read("-"))

    assert read_input("A pact.\r\nSigned.") == [Article("A pact.\r\nSigned.", "stdin", "-", "A pact.")]
    assert read_input('{"text": "One."}\n{"text": "Two."}') == [
        Article("One.", "stdin-1", "-#1", "One."),
        Article("Two.", "stdin-2", "-#2", "Two."),
    ]
    assert [str(found) for found in read_input("")] == ["- is empty; there is nothing to import"]


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1.JSONL", "c.pdf", ".hidden.txt", ".git/x.txt", "d/e/f.markdown", "g.ndjson"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "d" / "loop").symlink_to(tmp_path, target_is_directory=True)
    named = [tmp_path / "c.pdf", tmp_path, tmp_path / "missing", Path("-")]
    found = [os.path.relpath(path, tmp_path) if path.is_absolute() else str(path) for path in find_files(named)]
    names = ["a/1.JSONL", "a/2.md", "b.txt", "c.pdf", "d/e/f.markdown", "d/loop", "g.ndjson"]
    assert found == ["c.pdf", *names, "missing", "-"]


def test_what_programs_leave_behind_is_nobodys_article(tmp_path: Path) -> None:
    left = ("~$report.docx", "Thumbs.db", "desktop.ini", "__MACOSX/._a.txt", ".DS_Store")
    for name in (*left, "a.txt", "~notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The pier is shut.")
    assert [path.name for path in find_files([tmp_path])] == ["a.txt", "~notes.txt"]
    assert list(find_files([tmp_path / "desktop.ini"])) == [tmp_path / "desktop.ini"]  # who names one means it
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in (*left, "a.txt"):
            archive.writestr(f"batch/{name}", "The pier is shut.")
    assert [one.name for one in read(tmp_path / "all.zip") if isinstance(one, Article)] == ["a"]


def test_what_a_browser_saves_beside_a_page_is_a_part_of_it(tmp_path: Path) -> None:
    for name in ("page.html", "page_files/advert.html", "page_files/style.css", "case_files/letter.txt", "old_files"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The pier is shut.")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["case_files/letter.txt", "old_files", "page.html"]
    assert len(list(find_files([tmp_path / "page_files"]))) == 2  # who names it means it


def test_a_row_without_its_text_says_which_cell_is_empty(tmp_path: Path) -> None:
    rows = "Nr,Headline,Paper,Story\n1,Pier shut,Gazette,The pier is shut.\n2,Pier open,Gazette,\n"
    found, lacking = read_bytes(tmp_path, rows.encode(), "list.csv")
    assert isinstance(found, Article)
    assert found.publisher == "Gazette"
    assert str(lacking) == f"{tmp_path / 'list.csv'}, row 3: its Story is empty; there is nothing to import"


# Any bytes at all

SOME_BYTES = (
    st.binary()
    | st.text().map(str.encode)
    | st.lists(
        st.sampled_from(
            [b"\xff\xfe", b"{", b'"text":', b'"', b"a", b"}", b"---\n", b"a: b\n", b"\n", b"\xe9", b"\0", b"\\ud800"]
        )
    ).map(b"".join)
)


@ONE_FILE_FOR_ALL
@given(SOME_BYTES, st.sampled_from(["any.txt", "any.md", "any.jsonl"]))
def test_any_bytes_give_articles_or_one_line_errors(tmp_path: Path, data: bytes, name: str) -> None:
    found = read_bytes(tmp_path, data, name)
    assert found
    for item in found:
        if isinstance(item, InputError):
            assert str(tmp_path / name) in str(item)
            assert len(str(item).splitlines()) == 1
        else:
            assert item.text.strip()
            assert len(item.sha256) == 64


@ONE_FILE_FOR_ALL
# What begins with a tag may be a page, and is read as one.
@given(st.text(st.characters(exclude_characters="\0<", exclude_categories=["Cs"])))
def test_any_utf_8_text_is_stored_as_it_is(tmp_path: Path, text: str) -> None:
    (found,) = read_bytes(tmp_path, text.encode())
    if isinstance(found, Article):
        assert found.text == text
    else:
        assert found.reason in ("empty", "no text")
