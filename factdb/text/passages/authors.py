"""What a page tells below an article of who wrote it: "Ann Roe is a fellow of the Elm Institute."."""

from collections.abc import Sequence

from factdb.language import ENGLISH
from factdb.language import expressions as re
from factdb.language import lexicon as lx
from factdb.records import Passage, Span
from factdb.text.spans import PLACE

# In characters of one paragraph; and how many may have written an article, so that a long page stays linear.
_LONGEST, _MOST = 900, 12
_NAME_WORD = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|{ENGLISH.any_of('name_particles')})){{1,3}}"
_TITLES = "|".join(sorted(title.capitalize() for title in lx.TITLES))
_OFFICE = r"an?\b|the\b|[a-z]+(?: [a-z-]+)? (?:and|at|for|in|of|on|with)\b|[A-Z]\S*(?: \S+){0,4}[’']s?\b"
# "• Ann Roe, a former judge, is the author of ...", "Dr. Ann Roe (@annroe) teaches law at ...", "The writer is ...".
_TELLS = re.compile(
    rf"(?P<sign>[•*_—–-]{{1,3}}\s?)?(?:(?:{_TITLES})\.? )?(?P<name>(?P<writer>The (?:author|writer))\b|{_NAME})"
    r"(?: \(@?[\w., @]{2,40}\))?(?:, [^.\n]{3,140}?,)? "
    rf"(?:(?:is|was) (?:currently )?(?:{_OFFICE})|(?:serves|served) (?:as|on)\b|(?:writes|teaches|covers|hosts)\b)"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def find_authors(text: str, paragraphs: Sequence[Span], kinds: list[Passage]) -> None:
    """Mark the last paragraphs that tell what somebody is of whom the article says nothing: he wrote it."""
    body = [i for i, kind in enumerate(kinds) if kind is Passage.BODY]
    for _ in range(min(_MOST, len(body) - 1)):
        i = body.pop()
        if not _is_of_author(text, paragraphs[i], [paragraphs[above] for above in body]):
            return
        kinds[i] = Passage.BYLINE


def _is_of_author(text: str, line: Span, above: Sequence[Span]) -> bool:
    tells = _TELLS.match(text, *PLACE(line)) if line.end - line.start <= _LONGEST else None
    if not tells or tells["writer"]:
        return tells is not None
    first, *_, last = _WORD.findall(tells["name"])
    surname = re.compile(rf"\b{re.escape(last)}\b")
    known = len(first) == 1 or first.casefold() in lx.GIVEN_NAMES or last.casefold() in lx.SURNAMES - lx.PLACES
    is_person = bool(tells["sign"]) or known
    return is_person and not any(surname.search(text, *PLACE(one)) for one in above)
