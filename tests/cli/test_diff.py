"""``factdb diff`` on stored versions: what the text changed is listed, what people or places changed is not."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from shutil import copy

import pytest

from factdb.records import (
    Action,
    Attribution,
    Claim,
    Extraction,
    Span,
    Speaker,
    SpeakerKind,
    claim_id,
)
from factdb.review.claims import Change
from factdb.review.decisions import Target
from factdb.store.connect import make_engine, writing
from factdb.store.corrections.chain import Reviewer
from factdb.store.corrections.decide import decide
from factdb.store.save import save
from tests.cli.conftest import Run
from tests.formats.samples import ARTICLE, EXTRACTION, TEXT

PAGE = replace(ARTICLE, source="https://example.org/page", name="page")
NEWER = "News.\n" + TEXT.replace("and soon", "and very soon").replace(
    "=SUM(A1), the minister", "=SUM(A1), the chancellor"
)


def moved(text: str) -> Extraction:
    """What the sample engine finds in a changed text: the same parts, by their words."""

    def placed(span: Span) -> Span:
        words = span.of(TEXT)
        for old, new in (("and soon", "and very soon"), ("the minister", "the chancellor")):
            if new in text:
                words = words.replace(old, new)
        before = len(re.findall(re.escape(span.of(TEXT)), TEXT[: span.start]))
        start = [found.start() for found in re.finditer(re.escape(words), text)][before]
        return Span(start, start + len(words))

    def all_of(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(map(placed, spans))

    def attribution(one: Attribution) -> Attribution:
        [source] = one.sources
        name = placed(source).of(text)
        speaker = replace(one.speaker, name=name)
        return replace(
            one, sources=(placed(source),), cue=placed(one.cue), contents=all_of(one.contents), speaker=speaker
        )

    def claim(one: Claim) -> Claim:
        hedges = tuple(replace(hedge, span=placed(hedge.span), scope=placed(hedge.scope)) for hedge in one.hedges)
        return replace(one, spans=all_of(one.spans), quotations=all_of(one.quotations), hedges=hedges)

    return replace(
        EXTRACTION,
        attributions=tuple(map(attribution, EXTRACTION.attributions)),
        claims=tuple(map(claim, EXTRACTION.claims)),
    )


@pytest.fixture
def versions(migrated_sqlite: Path, here: Path) -> Path:
    """A page in two versions, about the first of which somebody decided, and about the second somebody else."""
    engine = make_engine(copy(migrated_sqlite, "page.db"))
    last = claim_id(PAGE.sha256, EXTRACTION.claims[-1].spans)
    with writing(engine) as session:
        save(session, PAGE, EXTRACTION)
        decide(session, Target(1, last), Action.REJECT, Reviewer("Ann"))
    with writing(engine) as session:
        save(session, replace(PAGE, text=NEWER), moved(NEWER))
    engine.dispose()
    return Path("page.db")


def listed(run: Run, *arguments: str) -> list[dict[str, str]]:
    result = run("diff", "page", "--db", "page.db", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return list(csv.DictReader(StringIO(result.stdout, newline="")))


def test_what_changed_in_claims(run: Run, versions: Path) -> None:
    speaker, words = listed(run)
    assert (speaker["changes"], speaker["old_speaker"], speaker["new_speaker"]) == (
        "now attributed to someone else",
        "the minister",
        "the chancellor",
    )
    assert (words["changes"], words["new_claim"]) == ("reworded", "“We shall\nwin,” … “and very soon.”")
    assert words["old_claim_id"] == claim_id(ARTICLE.sha256, EXTRACTION.claims[1].spans)


def test_all_styles_have_the_same_differences(run: Run, versions: Path) -> None:
    found = json.loads(run("diff", "page", "--db", "page.db", "--format", "json").stdout)
    assert [one["changes"] for one in found] == [["now attributed to someone else"], ["reworded"]]
    table = run("diff", "page", "--db", "page.db", "--format", "table")
    assert (table.exit_code, table.stderr) == (0, "")
    assert "the minister → the chancellor" in table.stdout
    assert "“We shall win,” … “and {+very+} soon.”" in table.stdout


def test_colours_mark_the_changed_words(run: Run, versions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[32mvery\x1b[0m" in run("diff", "page", "--db", "page.db", "--format", "table").stdout


def test_versions_are_chosen_either_way(run: Run, versions: Path) -> None:
    [speaker, words] = listed(run, "--from", "2", "--to", "1")
    assert (speaker["new_speaker"], words["old_claim"]) == ("the minister", "“We shall\nwin,” … “and very soon.”")
    assert listed(run, "--from", "1", "--to", "1") == []
    both = [
        run("diff", *named, "--db", "page.db", "--format", "json").stdout for named in (["page"], ["page@1", "page@2"])
    ]
    assert both[0] == both[1] != "[]"
    assert run("diff", "page@1", "page@2", "--to", "1", "--db", "page.db").exit_code == 2
    missing = run("diff", "page", "--db", "page.db", "--to", "3")
    assert missing.exit_code == 1
    assert "version 3: there are 1 to 2" in missing.stderr


def test_what_is_decided_of_one_version_alone_is_no_change(run: Run, versions: Path) -> None:
    before = listed(run)
    engine = make_engine("page.db")
    found = moved(NEWER).claims
    second, third = (Target(2, claim_id(replace(PAGE, text=NEWER).sha256, claim.spans)) for claim in found[1:3])
    with writing(engine) as session:
        bo = Speaker("Bo Li", SpeakerKind.PERSON, "by hand")
        decide(session, second, Action.CHANGE, Reviewer("Bob"), Change(speaker=bo))
        decide(session, third, Action.REJECT, Reviewer("Bob"))
    engine.dispose()
    assert listed(run) == before


def test_listings_say_that_they_are_of_the_newest_version_alone(run: Run, versions: Path) -> None:
    for command in (("claims", "--article"), ("report", "attribution")):
        older = run(*command, "page@1", "--db", "page.db", "--format", "csv")
        assert (older.exit_code, len(older.stdout.splitlines())) == (0, 1)
        assert "page@1 has a newer version, whose claims alone are listed; `factdb show page@1`" in older.stderr
        assert run(*command, "page", "--db", "page.db", "--format", "csv").stderr == ""


def test_an_article_of_one_version_says_so(ask: Run) -> None:
    result = ask("diff", "hard", "--format", "table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("hard has one version\n")
