"""A reliability table: how sure a program is of what it finds, and how much of that is right."""

from collections.abc import Sequence

BINS = 10


def show(judged: Sequence[tuple[float, bool]], what: str) -> None:
    """Prints the mean confidence and the share of right ones in each of ten bins, and the expected calibration error.

    That is the mean distance between the two, weighted by size. ``judged`` has the confidence of each of ``what``, a
    plural, and whether it is right.
    """
    error = 0.0
    print("confidence    found   mean confidence   right")
    for number in range(BINS):
        inside = [row for row in judged if min(int(row[0] * BINS), BINS - 1) == number]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            error += len(inside) / len(judged) * abs(mean - right)
            print(f"{number / BINS:.1f} to {(number + 1) / BINS:.1f} {len(inside):8} {mean:17.3f} {right:7.3f}")
    print(f"expected calibration error {error:.3f} over {len(judged)} {what}")
