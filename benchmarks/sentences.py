"""How many golden sentences are right: python benchmarks/sentences.py CASES.py [CASES.py ...]

A file of cases is Python with lists of (kind, text, sentences); where sentences is None nobody knows, and
it is left out. Prints each case that is wrong, and how many are right.
"""

import runpy
import sys

from factdb.text.segments import paragraphs, sentences


def segment(text: str) -> list[str]:
    """The sentences of ``text``, as words."""
    return [sentence.of(text) for paragraph in paragraphs(text) for sentence in sentences(text, paragraph)]


def main(paths: list[str]) -> None:
    """Print what is wrong in each file, then its figure."""
    for path in paths:
        cases = [
            case for value in runpy.run_path(path).values() if isinstance(value, list) for case in value if case[2]
        ]
        right = 0
        for kind, text, expected in cases:
            found = segment(text)
            right += found == expected
            if found != expected:
                print(f"{kind}: {found}")
        print(f"{path}: {right} of {len(cases)} right")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
