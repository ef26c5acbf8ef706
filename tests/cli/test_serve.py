"""``factdb serve`` and ``factdb users``: who may come, and what is said where."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import uvicorn

from factdb.store.connect import make_engine, reading
from factdb.store.users import check_password, users
from tests.cli.conftest import Run

PASSWORD = "a herring and three boats"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_it_says_where_it_is_and_ends_with_ctrl_c(here: Path) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "factdb", "serve", "--port", str(port), "--reviewer", "Jane Doe"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            _ask_and_end(process, port)
        finally:
            process.kill()


def _ask_and_end(process: "subprocess.Popen[str]", port: int) -> None:
    assert process.stderr
    lines = [process.stderr.readline() for _ in range(3)]
    said = re.search(rf"^factdb is at http://127\.0\.0\.1:{port}/\?key=(\S+)$", "".join(lines), re.MULTILINE)
    assert said, lines
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/?key={said[1]}")
    entered = connection.getresponse()
    entered.read()
    assert entered.status == 303
    connection.request("GET", "/claims.json", headers={"Cookie": entered.headers["Set-Cookie"].split(";")[0]})
    assert json.loads(connection.getresponse().read())["total"] == 0
    process.send_signal(signal.SIGINT)
    assert process.wait(300) in (0, 130)


def test_a_server_for_several_says_to_which_names_it_answers(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **sockets: sockets["sockets"][0].close())
    assert run("db", "upgrade").exit_code == 0
    assert run("users", "add", "Ann", "--role", "admin", input=f"{PASSWORD}\n").exit_code == 0
    done = run("serve", "--host", "0.0.0.0", "--name", "facts.example", "--port", str(_free_port()))
    assert re.search(r"^factdb is at http://0\.0\.0\.0:\d+/, and answers to facts\.example$", done.stderr, re.MULTILINE)


def test_a_port_that_is_taken_is_one_line(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == f"factdb: port {port} is taken; give another with --port"


def test_others_are_served_only_where_somebody_may_log_in(run: Run) -> None:
    done = run("serve", "--host", "0.0.0.0", "--port", str(_free_port()))
    assert done.exit_code == 1
    assert "nobody may log in yet; `factdb users add NAME --role admin`" in done.stderr


def test_people_are_let_in_listed_and_removed(here: Path, run: Run) -> None:
    assert run("db", "upgrade").exit_code == 0
    assert run("users", "add", "Jane Doe", "--role", "admin", input=PASSWORD + "\n").exit_code == 0
    assert run("users", "add", "Bob", input="short\n").exit_code == 1
    listed = json.loads(run("users", "--format", "json").stdout)
    assert [(one["name"], one["role"]) for one in listed] == [("Jane Doe", "admin")]
    assert run("users", "reset", "jane doe", input=PASSWORD[::-1] + "\n").exit_code == 0
    assert run("users", "role", "Jane Doe", "reader").exit_code == 0
    engine = make_engine(str(here / "factdb.db"))
    with reading(engine) as session:
        found = check_password(session, "Jane Doe", PASSWORD[::-1])
        assert found
        assert found[:2] == ("Jane Doe", "reader")
        assert check_password(session, "Jane Doe", PASSWORD) is None
    assert run("users", "remove", "Jane Doe").exit_code == 0
    with reading(engine) as session:
        assert not users(session)
    missing = run("users", "remove", "Jane Doe")
    assert missing.stderr == "factdb: Jane Doe: nobody of that name may log in; `factdb users` lists them\n"


def test_a_token_is_told_once(run: Run) -> None:
    run("db", "upgrade")
    token = run("users", "token", "dashboard").stdout.strip()
    assert token.startswith("factdb_")
    listed = run("users", "tokens", "--format", "csv").stdout
    assert "dashboard" in listed
    assert token not in listed
    assert run("users", "token", "dashboard").exit_code == 1
    assert run("users", "token", "dashboard", "--remove").exit_code == 0


def test_a_report_is_one_page_and_proves_itself(run: Run, here: Path, stored: Path) -> None:
    done = run("report", "html", "1", "--db", stored, "-o", "page.html")
    assert done.exit_code == 0, done.output
    assert run("verify", "page.html").exit_code == 0
    page = here / "page.html"
    page.write_text(
        page.read_text("utf-8").replace('"denied": false', '"denied": true', 1).replace("said", "lied"), "utf-8"
    )
    assert run("verify", "page.html").exit_code == 1
    assert '<div class="text">' in run("show", "1", "--db", stored, "--format", "html").stdout


def test_metadata_is_of_the_database_at_hand(run: Run) -> None:
    told = json.loads(run("datasette-metadata", "--db", "news.db").stdout)
    assert told["databases"]["news"]["tables"]["speaker"] == {"label_column": "name"}
    assert told["databases"]["news"]["tables"]["account"]["allow"] is False


def test_nothing_of_the_pages_is_imported_by_other_commands(here: Path) -> None:
    program = (
        "import sys; from factdb.cli import cli; cli(['--help'], standalone_mode=False);"
        " cli(['articles', '--help'], standalone_mode=False); cli(['claims', '--help'], standalone_mode=False);"
        " print([name for name in sys.modules if name.split('.')[0] in ('starlette', 'jinja2', 'uvicorn', 'argon2')],"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
