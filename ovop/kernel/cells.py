"""Cells and workbooks of exports in which no spreadsheet program finds a formula."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

import xlsxwriter

_FORMULA = re.compile(r"^[=+\-@\t\r\n]")
_NUMBER = re.compile(r"^[+-]?[\d  .,()-]+$")


def safe_cell(text: str) -> str:
    """`text` as it may stand in a CSV: what a program would run is marked as text; phones and numbers stay.

    The quote is what OWASP's "CSV injection" page advises.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def workbook(out: BinaryIO, **options: Any) -> xlsxwriter.Workbook:
    """A workbook in which texts stay texts: no formulas, no links, and phones keep their nought."""
    return xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, **options})  # fmt: skip
