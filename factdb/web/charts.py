"""Pictures as SVG: plain shapes with classes for the style sheet, and a title for each."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from factdb.formats.html.visible import plain
from factdb.records import Status

STATUSES = tuple(str(status) for status in Status)
_ROW, _WIDTH = 26, 720
_NAMED_ROW = 46
_HIGH = 160
_WIDEST_MONTH = 12.5  # of a hundred
_FEW_MONTHS = 8
_LONGEST_NAME = 34
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Counts = Mapping[str, int]


def share_chart(rows: Sequence[tuple[str, Counts]], title: str) -> Markup:
    """A name and a bar for each row, parted by status, as wide as the shares; how many claims it is stands beside."""
    parts = []
    for number, (name, counts) in enumerate(rows):
        total, x, y = sum(counts.values()), 0.0, number * _NAMED_ROW
        parts += _named(y, name, f"{total:,}")
        for status in STATUSES:
            width = 100 * counts.get(status, 0) / total if total else 0
            if width:
                parts.append(_part(x, y, width, status, f"{name}: {counts[status]:,} of {total:,} {status}"))
            x += width
    return _wide_svg(parts, max(len(rows), 1) * _NAMED_ROW, title)


def part_chart(rows: Sequence[tuple[str, int, int]], title: str) -> Markup:
    """A name and a bar for each row: how many of how many."""
    parts = []
    for number, (name, part, total) in enumerate(rows):
        y, share = number * _NAMED_ROW, part / total if total else 0
        parts += _named(y, name, f"{100 * share:.0f} %")
        parts.append(_part(0, y, 100, "all", f"{name}: {total:,} in all"))
        if share:
            parts.append(_part(0, y, 100 * share, "part", f"{name}: {part:,} of {total:,}"))
    return _wide_svg(parts, max(len(rows), 1) * _NAMED_ROW, title)


def months_chart(rows: Sequence[tuple[str, Counts]], title: str) -> Markup:
    """A column for each month, parted by status; below stand the years, above them the months if they are few."""
    if not rows:
        return Markup("")
    most = max(sum(counts.values()) for _, counts in rows) or 1
    step = min(100 / len(rows), _WIDEST_MONTH)
    parts = [
        Markup('<line x1="0" y1="{0}" x2="100%" y2="{0}"/>').format(_HIGH),
        _words("0", 12, f"{most:,} in a month at most"),
    ]
    for number, (month, counts) in enumerate(rows):
        x, y = number * step, float(_HIGH)
        for status in STATUSES:
            high = (_HIGH - 22) * counts.get(status, 0) / most
            if high:
                y -= high
                parts.append(
                    _bar(f"{x:.3f}%", y, f"{0.85 * step:.3f}%", high, status, f"{month}: {counts[status]:,} {status}")
                )
        few = len(rows) <= _FEW_MONTHS
        if few:
            parts.append(_words(f"{x:.3f}%", _HIGH + 18, _MONTHS[int(month[5:]) - 1]))
        if month.endswith("-01") or (number == 0 and (few or month < f"{month[:4]}-10")):
            parts.append(_words(f"{x:.3f}%", _HIGH + (36 if few else 18), month[:4]))
    return _wide_svg(parts, _HIGH + 44, title)


def relay_chart(rows: Sequence[tuple[str, str, int]], title: str) -> Markup:
    """Who tells what whom said: tellers left, those whom they tell of right, the thicker the more often."""
    left, right = _ranked(rows, 0), _ranked(rows, 1)
    most = max((count for *_, count in rows), default=1)
    ends = 230
    parts = []
    for teller, told, count in rows:
        y1, y2 = left[teller] * _ROW + 13, right[told] * _ROW + 13
        middle = _WIDTH / 2
        path = f"M{ends},{y1} C{middle},{y1} {middle},{y2} {_WIDTH - ends},{y2}"
        says = Markup("<title>{}</title>").format(plain(f"{teller} tells {count:,} times what {told} said"))
        width = 1 + 7 * count / most
        parts.append(Markup('<path class="relay" d="{}" stroke-width="{:.1f}">{}</path>').format(path, width, says))
    parts += [_words(f"{ends - 8}", place * _ROW + 17, _cut(name), "end") for name, place in left.items()]
    parts += [_words(f"{_WIDTH - ends + 8}", place * _ROW + 17, _cut(name)) for name, place in right.items()]
    return _svg(parts, _WIDTH, max(len(left), len(right), 1) * _ROW, title)


def strip(counts: Counts) -> Markup:
    """A small bar for one row of a table."""
    total, x = sum(counts.values()), 0.0
    parts = []
    for status in STATUSES:
        width = 120 * counts.get(status, 0) / total if total else 0
        if width:
            parts.append(_bar(f"{x:.1f}", 0, f"{width:.1f}", 8, status))
        x += width
    says = ", ".join(f"{counts[status]:,} {status}" for status in STATUSES if counts.get(status))
    return _svg(parts, 120, 8, says or "no claims", "strip")


def _ranked(rows: Sequence[tuple[str, str, int]], side: int) -> dict[str, int]:
    totals: dict[str, int] = {}
    for row in rows:
        name = str(row[side])
        totals[name] = totals.get(name, 0) + row[2]
    ordered = sorted(totals, key=lambda name: (-totals[name], name))
    return {name: place for place, name in enumerate(ordered)}


def _svg(parts: Sequence[Markup], width: float, height: float, title: str, kind: str = "chart") -> Markup:
    """A picture that is drawn larger or smaller as a whole."""
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" role="img" viewBox="0 0 {width} {height}"'
        f' aria-label="{escape(plain(title))}">{"".join(parts)}</svg>'
    )


def _wide_svg(parts: Sequence[Markup], height: float, title: str) -> Markup:
    """A picture as wide as there is room, whose words stay as large as they are."""
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart fluid" role="img" width="100%" height="{height}"'
        f' aria-label="{escape(plain(title))}">{"".join(parts)}</svg>'
    )


def _named(y: float, name: str, number: str) -> list[Markup]:
    return [_words("0", y + 14, _cut(name)), _words("100%", y + 14, number, "end")]


def _part(x: float, y: float, width: float, kind: str, says: str) -> Markup:
    return _bar(f"{x:.3f}%", y + 21, f"{width:.3f}%", 13, kind, says)


def _bar(x: str, y: float, width: str, height: float, kind: str, says: str = "") -> Markup:
    title = f"<title>{escape(plain(says))}</title>" if says else ""
    # Put together by hand: a page has some hundred of them, and Markup.format takes three quarters of its time.
    return Markup(f'<rect class="{kind}" x="{x}" y="{y:.1f}" width="{width}" height="{height:.1f}">{title}</rect>')


def _words(x: str, y: float, words: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, plain(words))


def _cut(name: str) -> str:
    shown = plain(name) or "no name"
    return shown if len(shown) <= _LONGEST_NAME else f"{shown[: _LONGEST_NAME - 1]}…"
