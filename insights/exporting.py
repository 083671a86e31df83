"""The figures as a workbook and as CSV: every indicator of a year, in the whole country and by province."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from insights.boards import few, is_secret, is_small, places, reads_exactly
from insights.indicators import INDICATORS
from insights.reading import History, Year
from ovop.kernel.cells import safe_cell, workbook


def table(year: Year, user: Any) -> Iterator[list[Any]]:
    """A heading, then a line for each indicator and place: code, name, unit, year, place code, place, value, target.

    Numbers are numbers; a small group that the reader may not see is words.
    """
    yield ["code", _("Indicator"), _("Unit"), _("Year"), _("Province code"), _("Province"), _("Value"), _("Target")]  # fmt: skip
    exact = reads_exactly(user)
    for indicator in INDICATORS:
        head = [indicator.code, str(indicator.name), indicator.unit, year.year]
        secret = not exact and is_secret(indicator, year)
        value = few() if secret else _number(year.value(indicator))
        yield [*head, "", _("Cambodia"), value, _number(year.targets.get((indicator.code, "")))]
        for place in places(year, indicator, user):
            value = place.shown if place.hidden else _number(place.value)
            target = _number(year.targets.get((indicator.code, place.province.pk)))
            yield [*head, place.province.code, place.province.name, value, target]


def _number(value: Decimal | None) -> Any:
    return "" if value is None else round(float(value), 4)


def as_csv(year: Year, user: Any) -> bytes:
    """UTF-8 with a mark, so that spreadsheet programs read Khmer."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in table(year, user):
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(year: Year, user: Any) -> bytes:
    """Three sheets: the figures, their course over the years, what each means."""
    out = io.BytesIO()
    book = workbook(out, in_memory=True)
    bold = book.add_format({"bold": True, "bottom": 1})
    sheets = {
        _("Figures"): list(table(year, user)), _("Over the years"): list(_courses(user)),
        _("Definitions"): list(_definitions()),
    }  # fmt: skip
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name[:31])
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, None if number else bold)
        sheet.freeze_panes(1, 2)
        sheet.set_column(1, 1, 38)
        sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
    book.close()
    return out.getvalue()


def _courses(user: Any) -> Iterator[list[Any]]:
    history, exact = History(), reads_exactly(user)
    years = sorted(history.values)
    yield ["code", _("Indicator"), *years]
    for indicator in INDICATORS:
        trend = history.trend(indicator)
        cells = [
            few() if not exact and is_small(indicator, history.values[year]) else _number(trend[year])
            for year in years
        ]  # fmt: skip
        yield [indicator.code, str(indicator.name), *cells]


def _definitions() -> Iterator[list[Any]]:
    yield ["code", _("Indicator"), _("How it is counted"), _("Unit"), _("Source"), _("Better when"), _("Policy")]  # fmt: skip
    for indicator in INDICATORS:
        policies = "; ".join(str(policy) for policy in indicator.policies)
        better = _("higher") if indicator.up else _("lower")
        yield [indicator.code, str(indicator.name), str(indicator.formula), indicator.unit, str(indicator.source), better, policies]  # fmt: skip
