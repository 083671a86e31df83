"""Any list of the API as a table: `?format=csv` and `?format=xlsx`, for programs and for people with a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.serializers import DecimalField

from ovop.kernel.cells import safe_cell, workbook

# What a table holds at most; with more rows there is a next page, which the Link header names.
MOST_ROWS = 10_000
Row = Mapping[str, Any]


class _TableRenderer(BaseRenderer):
    """A page of rows, or one thing as one row. Subclasses write `_written`."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:  # fmt: skip
        context = renderer_context or {}
        rows = _rows(data)
        if (answer := context.get("response")) is not None:
            if answer.status_code != 200:
                # What is wrong stands in a table, too, under the name of the field.
                return self._written(_columns(rows, {}), rows, set())
            name = getattr(context.get("view"), "basename", "") or "ovop"
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{self.format}"'
            if isinstance(data, dict) and data.get("next"):
                answer.headers["Link"] = f'<{data["next"]}>; rel="next"'
        fields = _fields(context.get("view"))
        return self._written(_columns(rows, fields), rows, _numbers(fields))

    def _written(self, columns: list[str], rows: list[Row], numbers: set[str]) -> bytes:
        raise NotImplementedError


class CSVRenderer(_TableRenderer):
    """UTF-8 with a mark that Excel needs to read Khmer; no cell is a formula."""

    media_type = "text/csv"
    format = "csv"

    def _written(self, columns: list[str], rows: list[Row], numbers: set[str]) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe_cell(str(_plain(row.get(name)))) for name in columns])
        return out.getvalue().encode("utf-8-sig")


class XLSXRenderer(_TableRenderer):
    """Numbers as numbers, texts as texts: phones keep their nought, nothing is a formula or a link."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    render_style = "binary"

    def _written(self, columns: list[str], rows: list[Row], numbers: set[str]) -> bytes:
        out = io.BytesIO()
        with workbook(out, in_memory=True) as book:
            sheet = book.add_worksheet()
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            for n, name in enumerate(columns):
                sheet.write_string(0, n, name, bold)
            for line, row in enumerate(rows, 1):
                for n, name in enumerate(columns):
                    value = _plain(row.get(name))
                    if name in numbers and value != "":
                        sheet.write_number(line, n, float(value))
                    elif isinstance(value, int | float) and not isinstance(value, bool):
                        sheet.write_number(line, n, value)
                    else:
                        sheet.write_string(line, n, str(value))
        return out.getvalue()


def _rows(data: Any) -> list[Row]:
    if isinstance(data, dict):
        data = data["results"] if isinstance(data.get("results"), list) else [data]
    return [row if isinstance(row, Mapping) else {"detail": row} for row in data or []]


def _fields(view: Any) -> dict[str, Any]:
    serializer = getattr(view, "get_serializer", None)
    return dict(serializer().fields) if serializer else {}


def _numbers(fields: dict[str, Any]) -> set[str]:
    """What JSON says in a string so that no digit is lost, and a spreadsheet should add up."""
    return {name for name, field in fields.items() if isinstance(field, DecimalField)}


def _columns(rows: list[Row], fields: dict[str, Any]) -> list[str]:
    """Those of the rows, in the serializer's order; of an empty list what its rows would have had."""
    if rows:
        return list(dict.fromkeys(name for row in rows for name in row))
    return list(fields)


def _plain(value: Any) -> Any:
    """What stands in a cell: lists with semicolons, other things within things as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        return "; ".join(str(each) for each in value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def is_table(name: Any) -> bool:
    """Whether this format of the API is one of the tables."""
    return name in (CSVRenderer.format, XLSXRenderer.format)
