"""Letting people in: by name and password, or by a token that only reads."""

from threading import BoundedSemaphore
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from factdb.store import users
from factdb.store.connect import reading
from factdb.web.access.people import Person, Role, Visit
from factdb.web.asking import Answer, Ask, Go, Page
from factdb.web.site import Site

# A password takes 64 MiB to check: so many at once, and the rest wait.
_checking = BoundedSemaphore(2)


def log_in_page(ask: Ask) -> Answer:
    """Where people give their name and password."""
    return Page("login.html", {"next": _inside(ask.asked("next")), "problem": "", "name": ""})


def log_in(ask: Ask) -> Answer:
    """Let somebody in who has a name and its password."""
    name, password, onward = ask.field("name"), _password(ask), _inside(ask.field("next"))
    whose = (f"name {name.casefold()}", f"address {ask.client}")
    if wait := ask.site.throttle.wait(*whose):
        problem = f"too many wrong passwords; try again in {wait} seconds"
        return Page("login.html", {"next": onward, "problem": problem, "name": name}, status=429)
    with _checking, ask.reading() as session:
        found = users.check_password(session, name, password)
    if found is None:
        ask.site.throttle.wrong(*whose)
        problem = "no such name, or another password"
        return Page("login.html", {"next": onward, "problem": problem, "name": name}, status=401)
    ask.site.throttle.right(*whose)
    # Another secret than before, so that whoever has planted a cookie is not let in with it.
    return Go(onward, {"entered": True}, person=Person(found[0], Role(found[1]), found[2]))


def log_out(ask: Ask) -> Answer:
    """Forget who it is."""
    ask.visit.person = None
    return Go("/login", {"left": True})


def is_current(site: Site, person: Person) -> bool:
    """False for whoever was removed since, or has another password or role."""
    if site.alone is not None:
        return person == site.alone
    with reading(site.database) as session:
        return users.stamp_of(session, person.name) == person.stamp


def known_by_token(site: Site, header: str) -> Visit:
    """The visit of a program that brings a token. Raises HTTPException if it brings none of ours."""
    kind, _, token = header.partition(" ")
    with reading(site.database) as session:
        name = users.token_name(session, token.strip()) if kind.lower() == "bearer" else None
    if name is None:
        raise HTTPException(401, "no such token")
    return Visit(Person(f"token {name}", Role.READER), "")


def _password(ask: Ask) -> str:
    """As it was typed, white space and all."""
    return next((value for key, value in ask.form if key == "password"), "")


def _inside(address: str) -> str:
    """An address on this server to go on to; the first page for any other."""
    parts = urlsplit(address)
    outside = parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\"))
    return "/" if outside or any(ord(sign) < 0x20 for sign in address) else address
