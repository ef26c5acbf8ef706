"""An article's text as HTML: every paragraph with the place where it begins, every claim as ``mark`` elements.

A reader of the page, and its script, find in each ``mark``: ``data-c``, the numbers of the claims that cover it;
``data-a``, those of the attributions whose source or cue it is; a class for the status of the innermost claim. A
claim's first mark has the claim's id, with ``c-`` before it.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from markupsafe import Markup

from factdb.formats.html.marking import Paragraph, Piece, marked_paragraphs
from factdb.formats.html.visible import shown
from factdb.records import Article, Extraction, Span, claim_id

TEXT_STYLE = Path(__file__).parent / "text.css"


def text_as_html(
    article: Article, extraction: Extraction, chosen: int | None = None, only: Collection[Span] | None = None
) -> Markup:
    """The paragraphs of the article as ``p`` elements, all or ``only`` some; the claim ``chosen`` is marked as such."""
    digest = article.sha256
    ids = [claim_id(digest, claim.spans) for claim in extraction.claims]
    statuses = [str(claim.status) for claim in extraction.claims]
    attributed = {claim.attribution for claim in extraction.claims}
    of_chosen = None if chosen is None else extraction.claims[chosen].attribution
    shown_ones = _Shown(article.text, ids, statuses, attributed, chosen, of_chosen)
    return Markup("\n").join(
        shown_ones.paragraph(one)
        for one in marked_paragraphs(article.text, extraction)
        if only is None or one.span in only
    )


class _Shown:
    """What is the same for all paragraphs."""

    def __init__(
        self,
        text: str,
        ids: Sequence[str],
        statuses: Sequence[str],
        attributed: Collection[int | None],
        chosen: int | None,
        of_chosen: int | None,
    ) -> None:
        self._text, self._ids, self._statuses, self._attributed = text, ids, statuses, attributed
        self._chosen, self._of_chosen = chosen, of_chosen

    # Put together by hand, of numbers, ids and escaped words: a long article has some thousand marks, and
    # Markup.format takes longer than all else that is done for its page.
    def paragraph(self, one: Paragraph) -> Markup:
        words = "".join(map(self._piece, one.pieces))
        return Markup(f'<p dir="auto" data-start="{one.span.start}">{words}</p>')

    def _piece(self, piece: Piece) -> str:
        words = shown(piece.span.of(self._text))
        classes = self._classes(piece)
        if not classes:
            return words
        attributes = f' class="{" ".join(classes)}"'
        if piece.begins:
            attributes += f' id="c-{self._ids[piece.begins[-1]]}"'
        if piece.claims:
            attributes += f' data-c="{_listed(piece.claims)}"'
        attributions = dict.fromkeys(n for n in piece.sources + piece.cues if n in self._attributed)
        if attributions:
            attributes += f' data-a="{_listed(attributions)}"'
        others = "".join(f'<span id="c-{self._ids[number]}"></span>' for number in piece.begins[:-1])
        return f"{others}<mark{attributes}>{words}</mark>"

    def _classes(self, piece: Piece) -> list[str]:
        found = [self._statuses[piece.claims[-1]]] if piece.claims else []
        found += ["begins"] if piece.begins else []
        found += ["several"] if len(piece.claims) > 1 else []
        found += ["hedge"] if piece.hedges else []
        found += ["source"] if any(number in self._attributed for number in piece.sources) else []
        found += ["cue"] if any(number in self._attributed for number in piece.cues) else []
        if self._chosen is not None and self._chosen in piece.claims:
            found.append("chosen")
        if self._of_chosen is not None and self._of_chosen in piece.sources + piece.cues:
            found.append("evidence")
        return found


def _listed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))
