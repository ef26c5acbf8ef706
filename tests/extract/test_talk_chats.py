"""Chats, threads, comments and recordings: messages under or behind names and hours."""

from factdb.extract import extract
from tests.extract.test_talks import lines


def test_prose_below_a_chat_is_nobodys_message() -> None:
    said = ["which door", "back, by the bins", "there are two vans", "too late"]
    chat = "\n".join(f"[10:4{n}] {('Anna', 'Ben')[n % 2]}: {words}" for n, words in enumerate(said))
    below = "The trial goes on.\nThe judge, Carla Voss, sent jurors home."
    assert lines(f"{chat}\n{below}")[-1] == ("Ben", ["too late"])
    assert lines(f"{chat}\nwe are sorry\n{below}")[-1] == ("Ben", ["too late", "we are sorry"])


def test_a_name_of_two_joined_writes_in_a_thread() -> None:
    said = ["How cold is it inside?", "About eleven degrees.", "Did anybody go mad?", "One man told us nothing."]
    names = ["icefan77", "GretaHolm"]
    text = "\n".join(f"[–]{names[n % 2]}[S] {90 - n} points 5 hours ago\n{words}" for n, words in enumerate(said))
    assert lines(text) == [(names[n % 2], [words]) for n, words in enumerate(said)]


def test_the_day_above_a_recording_is_nobodys_name() -> None:
    said = [("Karen Shaw", "Can you hear me?"), ("Dev Patel", "Yes.")] * 2
    text = "June 11, 2024, 6:02PM\n1h 12m 40s\n" + "\n".join(
        f"{who}   0:0{n}\n{words}" for n, (who, words) in enumerate(said)
    )
    assert lines(text) == [(who, [words]) for who, words in said]


def test_what_a_page_sets_under_a_comment_is_not_said() -> None:
    said = [("@moss_w", "I never saw it like that."), ("@engineer_joe", "It is normal. I was there.")] * 2
    text = "\n".join(f"{who} {n + 2} months ago\n{words}\n1{n}2\nReply" for n, (who, words) in enumerate(said))
    assert lines(text) == [(who, [words]) for who, words in said]


def test_a_badge_may_stand_before_a_name() -> None:
    said = [("tilda_k", "did it break saves for you?"), ("[DEV] Oskar", "It did. We know.")] * 2
    text = "\n".join(f"{who} — Today at 9:4{n} AM\n{words}" for n, (who, words) in enumerate(said))
    assert lines(text) == [("tilda_k", ["did it break saves for you?"]), ("Oskar", ["It did. We know."])] * 2


def test_a_message_that_looks_like_a_headline_is_body() -> None:
    said = ["Which Door", "Back, by the Bins", "There Are Two Vans", "By June."]
    text = "\n".join(f"10:0{n}:11 From {('Ann Roe', 'Tom Poe')[n % 2]} to Everyone : {x}" for n, x in enumerate(said))
    claims = [claim for claim in extract(f"The Chat\n\n{text}").claims if claim.attribution is not None]
    assert [str(claim.passage) for claim in claims] == ["body"] * 4
    assert [
        str(claim.passage) for claim in extract("\n\n".join(["Which Door", "It is the one on the left."])).claims
    ] == [
        "headline",
        "body",
    ]


def test_names_in_small_letters_stand_above_what_is_said() -> None:
    said = ["From Elm, I'm Nina Pratt.", "I am on the east bank.", "And what do they know?", "They know of the bridge."]
    text = "\n\n".join(f"{('nina pratt', 'rob tillis')[n % 2]}\n\n{words}" for n, words in enumerate(said))
    assert lines(text) == [(("nina pratt", "rob tillis")[n % 2], [words]) for n, words in enumerate(said)]


def test_what_stands_behind_the_hour_is_said_although_it_begins_the_page() -> None:
    said = ["Where Were We?", "We were in Elm.", "Were you alone?", "I was."]
    text = "\n".join(f"{('Nina Pratt', 'Otto Lind')[n % 2]}: [00:00:0{n}] {words}" for n, words in enumerate(said))
    assert [contents for _, contents in lines(text)] == [[words] for words in said]


def test_you_are_one_of_those_who_write() -> None:
    said = ["Hi, how can I help?", "my parcel is in Peru", "May I have the number?", "I typed it twice"]
    text = "\n".join(f"{('Mia', 'You')[n % 2]} (10:0{n}): {words}" for n, words in enumerate(said))
    assert lines(text) == [(("Mia", "You")[n % 2], [words]) for n, words in enumerate(said)]


def test_handles_in_small_letters_with_an_hour_write_what_stands_below() -> None:
    said = ["did anyone save the seed", "i wrote it on my hand", "you're joking", "found it, on the fridge"]
    chat = [f"{('ork', 'brin')[n % 2]} — Today at 21:1{n}\n{words}" for n, words in enumerate(said)]
    assert [name for name, _ in lines("\n".join(chat))] == ["ork", "brin"] * 2
    times = [
        f"{('chorus', 'opening')[n % 2]} — Today at 21:1{n}\n{words}" for n, words in enumerate(["Slow", "Loud"] * 2)
    ]
    assert lines("\n".join(times)) == []
