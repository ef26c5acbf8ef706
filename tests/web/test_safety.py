"""Who may come, with what, and what every answer carries."""

import io
import re
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from factdb.errors import FactDBError, InputError
from factdb.store import users
from factdb.store.connect import reading, writing
from factdb.web.access.people import Throttle, Visits
from factdb.web.app import make_app
from factdb.web.routes import ROUTES
from factdb.web.serving import make_site
from factdb.web.site import Site
from tests.web.conftest import csrf, send, site_for_many

PASSWORD = "a herring and three boats"
WEB = Path(__file__).parents[2] / "factdb" / "web"


@pytest.fixture
def many(database: Engine) -> Site:
    """A server where people log in; somebody of each role may."""
    with writing(database) as session:
        for role in users.ROLES:
            users.add_user(session, role.title(), role, PASSWORD)
    return site_for_many(database)


def stranger(site: Site) -> TestClient:
    return TestClient(make_app(site), base_url=f"http://{site.hosts[0]}", follow_redirects=False)


def logged_in(site: Site, name: str, password: str = PASSWORD) -> TestClient:
    client = stranger(site)
    answer = send(client, "/login", {"name": name, "password": password, "next": "/articles"})
    assert answer.status_code == 303, answer.text
    return client


def test_every_answer_carries_the_policy(reader: TestClient) -> None:
    for path in ("/", "/nowhere", "/claims?status=x", "/claims.json", "/static/page.css", "/claims/download"):
        headers = reader.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_nothing_in_a_template_stands_inline() -> None:
    for template in (WEB / "templates").glob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"\son\w+=|\sstyle=|javascript:|<style", text), template
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), template
        assert "|safe" not in text, template


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in [*(WEB / "templates").iterdir(), *(WEB / "static").iterdir()]:
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(src=\"|@import|url\()\s*[\"']?(https?:)?//", text), file


def test_without_the_key_nobody_is_let_in(read_site: Site) -> None:
    client = TestClient(make_app(read_site), base_url="http://127.0.0.1:8765")
    for path in ("/", "/articles", "/claims", "/history", "/articles/1", "/claims/download"):
        assert client.get(path).status_code == 401
    assert client.get("/?key=guess").status_code == 401
    assert client.get("/articles").status_code == 401
    answer = client.get("/articles", params={"key": read_site.key}, follow_redirects=False)
    assert answer.headers["location"] == "/articles"
    assert client.get("/articles").status_code == 200


def test_another_host_is_refused(read_site: Site) -> None:
    client = TestClient(make_app(read_site), base_url="http://evil.example")
    assert client.get("/", params={"key": read_site.key}).status_code == 400


def test_the_cookie_is_for_this_server_alone(read_site: Site) -> None:
    client = TestClient(make_app(read_site), base_url="http://127.0.0.1:8765", follow_redirects=False)
    cookie = client.get("/", params={"key": read_site.key}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    behind = TestClient(make_app(read_site), base_url="https://127.0.0.1:8765", follow_redirects=False)
    assert "Secure" in behind.get("/", params={"key": read_site.key}).headers["set-cookie"]


@pytest.mark.parametrize("path", [one.path for one in ROUTES if one.method == "POST"])
def test_a_form_without_its_token_changes_nothing(reader: TestClient, path: str) -> None:
    where = re.sub(r"\{\w+\}", "1", path)
    for data in ({}, {"csrf": "guess"}):
        assert reader.post(where, data={"action": "accept", **data}).status_code == 403
    mine = {"csrf": csrf(reader)}
    assert reader.post(where, data=mine, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert reader.post(where, data=mine, headers={"Origin": "https://evil.example"}).status_code == 403


def test_what_is_too_large_is_refused(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factdb.web.access.safety.LARGEST_BODY", 1000)
    file = {"files": ("large.txt", io.BytesIO(b"x" * 5000))}
    assert reader.post("/import", data={"csrf": csrf(reader)}, files=file).status_code == 413
    chunks = (b"a=" + b"x" * 500 for _ in range(9))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert reader.post("/undo", content=chunks, headers=headers).status_code == 413


def test_people_log_in_and_out(many: Site) -> None:
    client = stranger(many)
    refused = client.get("/articles?q=x")
    assert refused.headers["location"] == "/login?next=%2Farticles%3Fq%3Dx"
    wrong = send(client, "/login", {"name": "Reader", "password": "guess"})
    assert wrong.status_code == 401
    before = client.cookies[many.cookie]
    right = send(client, "/login", {"name": "reader", "password": PASSWORD, "next": "/articles?q=x"})
    assert right.headers["location"] == "/articles?q=x"
    assert client.cookies[many.cookie] != before
    assert client.get("/articles").status_code == 200
    send(client, "/logout", {})
    assert client.get("/articles").status_code == 303


def test_logging_in_leads_nowhere_else(many: Site) -> None:
    for where in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "x"):
        answer = send(stranger(many), "/login", {"name": "Reader", "password": PASSWORD, "next": where})
        assert answer.headers["location"] == "/", where


def test_each_role_may_what_it_may(many: Site) -> None:
    allowed = {"Reader": "reader", "Reviewer": "reviewer", "Admin": "admin"}
    for name, role in allowed.items():
        client = logged_in(many, name)
        rank = users.ROLES.index(role)
        for one in ROUTES:
            if one.role is None or one.method != "GET" or "{" in one.path:
                continue
            may = rank >= users.ROLES.index(one.role)
            assert (client.get(one.path).status_code == 200) is may, (name, one.path)
        assert (send(client, "/undo", {}).status_code == 403) is (role == "reader")
        assert (send(client, "/articles/1/add", {"words": "x"}).status_code == 403) is (role == "reader")
        assert (client.get("/articles/1/add").status_code == 403) is (role == "reader")
        assert (send(client, "/people", {"what": "x"}).status_code == 403) is (role != "admin")


def test_a_decision_carries_who_made_it(many: Site) -> None:
    from tests.web import paper

    paper.fill(many.database)
    client = logged_in(many, "Reviewer")
    one = client.get("/claims.json?state=open&size=1").json()["claims"][0]
    send(
        client, f"/decide/{one['article_id']}/{one['claim_id']}", {"action": "accept", "seen": "0", "reason": "checked"}
    )
    newest = client.get("/history.json").json()["decisions"][0]
    assert (newest["reviewer"], newest["reason"]) == ("Reviewer", "checked")


def test_another_password_or_role_ends_all_visits(many: Site) -> None:
    client = logged_in(many, "Reviewer")
    with writing(many.database) as session:
        users.set_password(session, "Reviewer", PASSWORD + "!")
    assert client.get("/articles").status_code == 303
    client = logged_in(many, "Reviewer", PASSWORD + "!")
    with writing(many.database) as session:
        users.set_role(session, "Reviewer", "reader")
    assert client.get("/articles").status_code == 303
    client = logged_in(many, "Reviewer", PASSWORD + "!")
    with writing(many.database) as session:
        users.remove_user(session, "Reviewer")
    assert client.get("/articles").status_code == 303


def test_an_admin_lets_people_in_and_resets_them(many: Site) -> None:
    admin = logged_in(many, "Admin")
    send(admin, "/people", {"what": "add", "name": "Ida", "role": "reader", "password": "short"})
    assert "Ida" not in admin.get("/people").text
    send(admin, "/people", {"what": "add", "name": "Ida", "role": "reader", "password": PASSWORD})
    send(admin, "/people", {"what": "reset", "name": "Ida", "password": PASSWORD[::-1]})
    logged_in(many, "Ida", PASSWORD[::-1])
    assert send(admin, "/people", {"what": "remove", "name": "Admin"}).status_code == 422


def test_guessing_is_slowed_down(many: Site) -> None:
    client = stranger(many)
    answers = [send(client, "/login", {"name": "Admin", "password": f"guess {n}"}).status_code for n in range(7)]
    assert answers == [401] * 5 + [429] * 2
    assert send(client, "/login", {"name": "Admin", "password": PASSWORD}).status_code == 429


def test_waiting_doubles_and_ends() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for expected in (0, 0, 0, 0, 2, 4, 8):
        throttle.wrong("Ann")
        assert throttle.wait("Ann", "another") == expected
    now[0] += 8
    assert throttle.wait("Ann") == 0
    throttle.right("Ann")
    throttle.wrong("Ann")
    assert throttle.wait("Ann") == 0


def test_a_visit_ends_after_two_weeks_unused() -> None:
    now = [0.0]
    visits = Visits(lambda: now[0])
    secret, visit = visits.begin(None)
    now[0] += 13 * 24 * 3600
    assert visits.of(secret) is visit
    now[0] += 13 * 24 * 3600
    assert visits.of(secret) is visit
    now[0] += 15 * 24 * 3600
    assert visits.of(secret) is None
    assert visits.of("guess") is None


def test_passwords_and_tokens_are_nowhere_stored(many: Site) -> None:
    with writing(many.database) as session:
        token = users.add_token(session, "dashboard")
    with reading(many.database) as session:
        stored = [one.password for one in users.users(session)] + [one.digest for one in users.tokens(session)]
        assert users.token_name(session, token) == "dashboard"
    assert all(one.startswith("$argon2id$") for one in stored[:3])
    assert PASSWORD not in "".join(stored)
    assert token not in "".join(stored)


def test_a_token_reads_and_changes_nothing(many: Site) -> None:
    with writing(many.database) as session:
        token = users.add_token(session, "dashboard")
    client = stranger(many)
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/claims.json", headers=bearer).status_code == 200
    assert client.get("/people.json", headers=bearer).status_code == 403
    assert client.post("/undo.json", headers=bearer).status_code == 403
    assert client.get("/claims.json", headers={"Authorization": "Bearer guess"}).status_code == 401
    with writing(many.database) as session:
        users.remove_token(session, "dashboard")
    assert client.get("/claims.json", headers=bearer).status_code == 401


def test_nobody_is_added_twice_or_without_a_name(database: Engine) -> None:
    with writing(database) as session:
        users.add_user(session, "Ann Lee", "reader", PASSWORD)
        for name in ("ANN  LEE", "", "\u200b"):
            with pytest.raises(InputError):
                users.add_user(session, name, "reader", PASSWORD)
        with pytest.raises(InputError):
            users.add_user(session, "Bob", "king", PASSWORD)


def test_a_server_that_others_see_needs_somebody_who_may_log_in(database: Engine) -> None:
    with pytest.raises(FactDBError, match="nobody may log in"):
        make_site(database, "0.0.0.0", 8765, (), "Jane")
    with writing(database) as session:
        users.add_user(session, "Ann Lee", "admin", PASSWORD)
    site = make_site(database, "0.0.0.0", 8765, ("factdb.example",), "Jane")
    assert site.alone is None
    assert site.hosts == ("factdb.example",)
    for host in ("127.0.0.1", "localhost", "::1", "127.8.9.10"):
        assert make_site(database, host, 8765, (), "Jane").alone


def test_no_traceback_reaches_a_user(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr("factdb.web.app.render", broken)
    answer = reader.get("/articles")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"]
