"""Texts that make a program slow if anything can: each is a pattern that goes on for as long as it is asked to."""

from collections.abc import Callable, Iterator, Mapping
from itertools import count, cycle, product

Bomb = Callable[[int], str]

_SYLLABLES = ("ba", "ko", "mi", "ren", "ta", "lu", "vos", "del", "nar", "quin")
_LAST = ("Hale", "Moss", "Ford", "Lane", "Pike", "Shaw", "Rowe", "Dunn")
_PLACES = ("mill", "bridge", "harbour", "school", "ferry", "clinic", "depot", "station")
_DONE = ("closed", "opened", "sold", "flooded", "painted", "moved", "checked", "rebuilt")


def repeated(unit: str, opening: str = "", closing: str = "") -> Bomb:
    """``unit`` over and over, between ``opening`` and ``closing``."""

    def text(length: int) -> str:
        inner = max(length - len(opening) - len(closing), 1)
        return opening + (unit * (inner // len(unit) + 1))[:inner] + closing

    return text


def written(parts: Callable[[], Iterator[str]]) -> Bomb:
    """The parts one after another."""

    def text(length: int) -> str:
        made: list[str] = []
        size = 0
        for part in parts():
            if size >= length:
                break
            made.append(part)
            size += len(part)
        return "".join(made)[:length]

    return text


def names() -> Iterator[str]:
    """Names that are all different."""
    for number in count(2):
        for syllables in product(_SYLLABLES, repeat=number):
            yield "".join(syllables).capitalize()


def ordinary() -> Iterator[str]:
    """News such as it comes, but for its sense: quotations, reports and the writer's own words, by several people."""
    firsts = cycle(("Ann", "Bob", "Carla", "Dan", "Eve"))
    # Of lengths without a common divisor, so that it takes long until anything is said again.
    things = zip(cycle((*_PLACES, "quay")), cycle((*_DONE, "lost", "found", "named")), strict=False)
    parts = zip(cycle(_LAST), things, firsts, count(1), strict=False)
    for last, (place, done), first, number in parts:
        yield (
            f"The {place} in Northfield was {done} in {1900 + number % 120}, after {number} people had asked.\n\n"
            f"“We may see another {place} {done},” said {first} {last}, the mayor. “Nobody knows why.” "
            f"{last} warned that the council could vote on the {place} next week.\n\n"
            f"According to the ministry, {number} towns have {done} one. She did not say when it would end. "
        )


def _roles() -> Iterator[str]:
    yield "Ann Lee, "
    for place, done in cycle(product(_PLACES, _DONE)):
        yield f"the {place} director and former minister of {done} affairs, "


BOMBS: Mapping[str, Bomb] = {
    "spaces in a sentence": repeated(" ", "It rained", "here."),
    "but, but": repeated("it could rain, but it snows, "),
    "a contract's sentence": repeated("the lender, who shall, if so agreed, pay what may be due, and which "),
    "dialogue on one line": repeated("“Yes, it may,” said Ann Lee. “No,” said Bob Ray. "),
    "straight dialogue on one line": repeated('"Yes, it may," said Ann Lee. "No," said Bob Ray. '),
    "one person's roles": written(_roles),
    "a claim that repeats itself": repeated("the mill is closed and the bridge is closed and "),
    "one line of words": repeated("word "),
    "one word": repeated("x"),
    "straight marks": repeated('"'),
    "opening marks": repeated("“"),
    "closing marks": repeated("”"),
    "opening and closing marks": repeated("“”"),
    "marks in marks": repeated("“a ‘b "),
    "straight marks apart": repeated('" '),
    "apostrophes": repeated("'"),
    "words with apostrophes": repeated("don't 'tis the boys' "),
    "guillemets": repeated("«Oui», said Ann. "),
    "marks of LaTeX": repeated("``It may,'' said Ann. "),
    "if if": repeated("if "),
    "hedges, but": repeated("hedges, but "),
    "may may": repeated("may "),
    "not not": repeated("not "),
    "unless and whether": repeated("unless it rains, whether or not it may, "),
    "names, all different": written(lambda: (f"{one} {one}son said no. " for one in names())),
    "one surname, many first names": written(lambda: (f"{one} Lee said no. " for one in names())),
    "one first name, many surnames": written(lambda: (f"Ann {one} said no. " for one in names())),
    "a list of names": written(lambda: (f"{one} Lee, " for one in names())),
    "a person of many names": written(lambda: (f"{one} " for one in names())),
    "acronyms": written(lambda: (f"The {one} {one} Board ({one[0]}{one[1].upper()}B) said no. " for one in names())),
    "pronouns": repeated("She said that he said that they said it. "),
    "the company": repeated("The company said so. The firm, it said, may close. "),
    "fences": repeated("```\n"),
    "said said": repeated("said "),
    "he said that she said that": repeated("he said that she said that "),
    "a name that said he": repeated("Rate My Professor said he "),
    "according to": repeated("according to him, "),
    "that that": repeated("that "),
    "which, which": repeated("which, "),
    "a long word before I said": lambda length: "x" * (length - 8) + " I said.",
    "hyphens": repeated("well-to-do-"),
    "full stops without spaces": repeated("a."),
    "abbreviations": repeated("U.S. Mr. Dr. e.g. "),
    "initials": repeated("J. K. "),
    "dots": repeated("."),
    "marks of exclamation": repeated("! ? "),
    "digits": repeated("1234567890"),
    "amounts": repeated("$1,000.50, 3.5%, "),
    "list items": repeated("- item\n"),
    "numbered items": repeated("1. item (2) item "),
    "line ends": repeated("\n"),
    "lines of one full stop": repeated(".\n\n"),
    "line separators": repeated("it\u2028rains\u2029"),
    "zero-width characters": repeated("\u200b\ufeff"),
    "combining marks": repeated("e\u0301\u0323"),
    "smileys": repeated("\U0001f600"),
    "words without spaces between": repeated("新聞記者は言った"),
    "text from right to left": repeated("\u202eقال \u202c"),
    "brackets": repeated("(["),
    "closed brackets": repeated("(a) "),
    "dashes": repeated("— "),
    "commas": repeated(", "),
    "semicolons": repeated("so; "),
    "colons": repeated("so: "),
    "speakers' lines": repeated("SMITH: It may rain.\nLEE: No.\n"),
    "speakers of one surname": written(lambda: (f"{one} Lee: I know that it may rain.\n" for one in names())),
    "questions and answers": repeated("Q Is it late?\nA Yes, I know.\n"),
    "authors of an article": written(lambda: (f"Ann {one} is a fellow at the mill.\n\n" for one in names())),
    "speakers on one line": repeated("SMITH: It may rain. LEE: No. "),
    "headlines": repeated("Mayor Says Mill May Close\n\n"),
    "bylines": repeated("By Ann Lee\n\n"),
    "datelines": repeated("LONDON (AP) — It rains.\n\n"),
    "all capitals": repeated("ALL OF IT IN CAPITALS "),
    "capitals": repeated("Every Word With One "),
    "and and": repeated("Ann and Bob and "),
    "of the of the": repeated("of the "),
    "addresses": repeated("https://example.org/a?b=c&d=e "),
    "an address of addresses": repeated("www." * 40 + " goes on\n\n"),
    "mail addresses": repeated("@ann ann@example.org "),
    "lines of tags": repeated("<br />" * 40 + "it rains\n\n"),
    "entities": repeated("&lt;&amp;&quot; "),
    "sayings parted by semicolons": repeated("Ann Lee said that it may rain in all of the north; "),
    "sayings of one sentence": repeated("according to Bob Ray they say it rains, and Ann Lee said that he left, "),
    "sayings in one quotation": repeated("Ann Lee said that the mill is closed. ", "“It rained. ", "” said Bob Ray."),
    "I of one quotation": repeated("I know that I said so and ", "“", "” said Bob Ray."),
    "he behind what opens a sentence": lambda length: (
        "Bob Ray left. Despite " + "rain and " * (length // 18) + "his boat, " * (length // 20) + "Bob Ray went."
    ),
    "a quotation of many paragraphs": repeated("“Ann Lee said that it may rain in all of the north\n\n"),
    "pronouns of one sentence": repeated("and he knew that she told him ", "Bob Ray said that it rained "),
    "letters of a signed quotation": repeated("“It may.”\n— Ann Lee\n\n"),
}
