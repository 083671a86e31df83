"""Charts as SVG, drawn on the server: they need no script, print well and weigh little. Pure: no database.

Every chart stands beside its table; the picture itself is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from html import escape

WIDE, HIGH, PAD = 640, 220, 28
WIDEST = 110  # of one column with its gap: a single year is no wall
SPARK_WIDE, SPARK_HIGH = 120, 34


def bars(
    points: Sequence[tuple[str, float | None]],
    marks: Sequence[float | None] = (),
    pale: Container[str] = (),
) -> str:
    """A column for each (label, value); `marks` are targets drawn as lines across the columns, in their order;
    columns whose label is in `pale` are drawn lighter, for they come from elsewhere.
    """
    values = [value or 0 for _label, value in points]
    top = max([*values, *(mark or 0 for mark in marks)], default=0) or 1
    step = min(WIDEST, (WIDE - 2 * PAD) / max(1, len(points)))
    parts = []
    for number, ((label, value), height) in enumerate(zip(points, values, strict=True)):
        x, tall = PAD + number * step, (HIGH - 2 * PAD) * max(0.0, height) / top
        y = HIGH - PAD - tall
        middle, shade = x + step / 2, " is-pale" if label in pale else ""
        parts.append(f'<rect class="chart__bar{shade}" x="{x + step * 0.15:.1f}" y="{y:.1f}" width="{step * 0.7:.1f}" height="{tall:.1f}" rx="3"/>')  # fmt: skip
        parts.append(f'<text class="chart__label" x="{middle:.1f}" y="{HIGH - 8}">{escape(label)}</text>')  # fmt: skip
        if value is not None:
            parts.append(f'<text class="chart__value" x="{middle:.1f}" y="{y - 5:.1f}">{escape(short(value))}</text>')  # fmt: skip
        mark = marks[number] if number < len(marks) else None
        if mark is not None:
            at = HIGH - PAD - (HIGH - 2 * PAD) * mark / top
            parts.append(f'<line class="chart__target" x1="{x:.1f}" x2="{x + step:.1f}" y1="{at:.1f}" y2="{at:.1f}"/>')  # fmt: skip
    return _svg(WIDE, HIGH, "".join(parts), "chart")


def spark(values: Sequence[float | None]) -> str:
    """The course of a few values without axes, the last one marked."""
    known = [(number, value) for number, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(value for _n, value in known), max(value for _n, value in known)
    spread = (high - low) or 1
    across = max(1, len(values) - 1)
    points = [
        (4 + (SPARK_WIDE - 8) * number / across, SPARK_HIGH - 5 - (SPARK_HIGH - 10) * (value - low) / spread)
        for number, value in known
    ]  # fmt: skip
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    inside = f'<polyline class="chart__line" points="{path}"/><circle class="chart__dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'  # fmt: skip
    return _svg(SPARK_WIDE, SPARK_HIGH, inside, "spark")


def _svg(wide: int, high: int, inside: str, name: str) -> str:
    return f'<svg class="{name}" viewBox="0 0 {wide} {high}" role="img" aria-hidden="true" focusable="false">{inside}</svg>'  # fmt: skip


def short(value: float) -> str:
    """A number as it fits over a column: 950, 12.5k, 3.2M."""
    for size, letter in ((1_000_000_000, "G"), (1_000_000, "M"), (10_000, "k")):
        if abs(value) >= size:
            return f"{value / (1000 if letter == 'k' else size):.3g}{letter}"
    return f"{value:.3g}" if value != round(value) else f"{value:.0f}"
