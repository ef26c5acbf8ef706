"""Documents that are attached to a message, as press offices send what they announce."""

import base64
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from factdb.errors import InputError
from factdb.records import Article
from factdb.text.readers import Reading, read
from tests.text import documents

BODY = "Please find what we announce attached.\n"
PARAGRAPHS = ("The ferry is laid up, the harbour master said.", "It is to sail again in May.")
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def message(*attached: tuple[str, bytes], body: str = BODY) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Harbour Office <press@harbour.example>", "Ferry"
    made["Date"], made["Message-ID"] = "Thu, 12 Mar 2026 09:15:00 +0000", "<7@harbour.example>"
    if body:
        made.set_content(body)
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def articles(path: Path, made: EmailMessage, reading: Reading | None = None) -> list[Article | InputError]:
    path.write_bytes(made.as_bytes())
    return list(read(path, reading=reading or Reading()))


@pytest.mark.parametrize("kind", [documents.docx, documents.pdf])
def test_an_attached_document_is_an_article_of_the_day_of_its_message(tmp_path: Path, kind: documents.Make) -> None:
    name = f"release.{kind.__name__}"
    path = tmp_path / "mail.eml"
    data = kind("Ferry", PARAGRAPHS)
    mail, release = articles(path, message((name, data), ("logo.png", PICTURE)), Reading(originals=True))
    assert isinstance(mail, Article) and isinstance(release, Article)
    assert mail.text == BODY.rstrip("\n")
    assert mail.notes == (f"{path}: not read, what is attached: logo.png",)
    assert (release.source, release.text.split()) == (f"{path}/{name}", " ".join(PARAGRAPHS).split())
    assert (release.published, release.original) == (mail.published, data)


def test_a_day_in_the_document_goes_before_that_of_the_message(tmp_path: Path) -> None:
    dated = documents.docx("", ("Ferry laid up", "11 March 2026", *PARAGRAPHS))
    _, release = articles(tmp_path / "mail.eml", message(("release.docx", dated)))
    assert f"{release.published:%Y-%m-%d}" == "2026-03-11"  # type: ignore[union-attr]


def test_a_message_without_words_is_what_is_attached(tmp_path: Path) -> None:
    [release] = articles(tmp_path / "mail.eml", message(("a.docx", documents.docx("", PARAGRAPHS)), body=""))
    assert isinstance(release, Article) and release.text == "\n\n".join(PARAGRAPHS)
    [error] = articles(tmp_path / "mail.eml", message(("logo.png", PICTURE), body=""))
    assert isinstance(error, InputError)


def test_what_is_damaged_or_locked_is_named_and_the_message_is_read(tmp_path: Path) -> None:
    [mail] = articles(tmp_path / "mail.eml", message(("a.pdf", b"%PDF-1.4 no more"), ("b.docx", b"PK\x03\x04")))
    assert isinstance(mail, Article)
    assert mail.notes[0].endswith("not read, what is attached: a.pdf, b.docx")


def test_a_message_that_is_attached_is_read_with_what_it_has(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(message(("release.docx", documents.docx("", PARAGRAPHS)), body="It is the one of May.\n"))
    found = articles(tmp_path / "mail.eml", made)
    assert [one.text for one in found] == [BODY.rstrip("\n"), "It is the one of May.", "\n\n".join(PARAGRAPHS)]  # type: ignore[union-attr]


def test_a_message_that_is_attached_in_base64_is_read_as_what_it_is(tmp_path: Path) -> None:
    inner = base64.encodebytes(message(body="It is the one of May.\n").as_bytes())
    path = tmp_path / "mail.eml"
    path.write_bytes(
        b"From: a@harbour.example\nTo: b@harbour.example\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nSee below.\n--x\n'
        b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + inner + b"\n--x--\n"
    )
    mail, attached = read(path)
    assert isinstance(mail, Article) and isinstance(attached, Article)
    assert (mail.text, attached.text, attached.title) == ("See below.", "It is the one of May.", "Ferry")


def test_attachments_of_a_mailbox_are_of_their_messages(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    box.add(message(("release.docx", documents.docx("", PARAGRAPHS))))
    box.add(message(body="No more than this.\n"))
    box.close()
    found = list(read(tmp_path / "box.mbox"))
    assert [one.source.removeprefix(f"{tmp_path}/") for one in found] == [  # type: ignore[union-attr]
        "box.mbox#7@harbour.example",
        "box.mbox#7@harbour.example/release.docx",
        "box.mbox#7@harbour.example",
    ]


def test_attachments_of_one_name_are_articles_each(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    parts = [documents.docx("", (one,)) for one in PARAGRAPHS]
    _, *releases = articles(path, message(*(("release.docx", one) for one in parts)))
    assert [(one.source, one.text) for one in releases] == [  # type: ignore[union-attr]
        (f"{path}/release.docx", PARAGRAPHS[0]),
        (f"{path}/release.docx (2)", PARAGRAPHS[1]),
    ]
