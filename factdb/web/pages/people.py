"""Who may log in, for an admin."""

from factdb.errors import InputError
from factdb.store import users
from factdb.web.asking import Answer, Ask, Go, Page


def listing(ask: Ask) -> Answer:
    """Everybody who may log in, and the tokens of programs."""
    with ask.reading() as session:
        people = [{"name": one.name, "role": one.role, "made_at": one.made_at} for one in users.users(session)]
        tokens = [{"name": one.name, "made_at": one.made_at} for one in users.tokens(session)]
    return Page("people.html", {"people": people, "tokens": tokens}, {"roles": users.ROLES, "alone": ask.site.alone})


def change(ask: Ask) -> Answer:
    """Let somebody in, give another password or role, or let them in no more."""
    name, what = ask.field("name"), ask.field("what")
    password = next((value for key, value in ask.form if key == "password"), "")
    if what in ("remove", "role") and name == ask.person.name:
        raise InputError("nobody takes their own rights away: ask another admin")
    with ask.writing() as session:
        match what:
            case "add":
                users.add_user(session, name, ask.field("role"), password)
            case "reset":
                users.set_password(session, name, password)
            case "role":
                users.set_role(session, name, ask.field("role"))
            case "remove":
                users.remove_user(session, name)
            case _:
                raise InputError(f"what: {what!r} is none of add, reset, role, remove")
    ask.visit.tell(f"{name}: done")
    return Go("/people", {"done": what})
