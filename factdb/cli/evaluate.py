"""``factdb evaluate``."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdb.cli import options
from factdb.records import Article, EngineChoice

if TYPE_CHECKING:
    from factdb.evaluate import Scored

_TABLE = {
    "attributions": "attributions",
    "measure": "measure",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "matched": "matched",
    "gold": "gold",
    "predicted": "predicted",
}


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="GOLD_DIR")
@options.debug
@options.listing()
@options.engine_choice
def command(gold: Path, style: str | None, choice: EngineChoice) -> None:
    """Score this engine against your own annotations.

    They are made with brat: GOLD_DIR holds NAME.txt with NAME.ann beside it, or text/ and attributions/, where several
    annotators' files (NAME_ANNOTATOR.ann) may belong to a text and the first by name counts. An attribution is an event
    with a Content, a Cue and a Source.

    Precision, recall and F1 are in per cent. content@0.3 counts pairs of contents that share at least 0.3 of their
    letters, attribution@0.3 those of them whose sources overlap, chars the letters inside any content.

    \b
    Examples:
      factdb evaluate annotations/
      factdb evaluate annotations/ --format json
      factdb evaluate annotations/ --fast
    """
    from factdb.cli.output import print_rows
    from factdb.evaluate import scores

    rows = [asdict(score) for score in scores(_scored(gold, choice))]
    print_rows(rows, tuple(_TABLE), style, _TABLE)


def _scored(gold: Path, choice: EngineChoice) -> Iterator["Scored"]:
    from factdb.cli.progress import track
    from factdb.evaluate import Scored, gold_files, load
    from factdb.extract import chosen
    from factdb.formats.brat import annotation

    files = list(gold_files(gold))
    extractor = chosen(choice)
    for text_path, annotation_path in track(files, "scoring", len(files)):
        text, annotations = load(text_path, annotation_path)
        extraction = extractor.extract(Article(text, name=text_path.stem, source=str(text_path)))
        # Annotations have one layer: whom a speaker relays stands inside the content of who relays him.
        outer = (one for one in extraction.attributions if one.via is None)
        yield Scored(text, annotations, [annotation(attribution) for attribution in outer])
