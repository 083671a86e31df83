"""Cells of exports that no spreadsheet program takes for a formula."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"^[=+\-@\t\r\n]")
_NUMBER = re.compile(r"^[+-]?[\d  .,()-]+$")


def safe_cell(text: str) -> str:
    """`text` as it may stand in a CSV: what a program would run is marked as text; phones and numbers stay.

    The quote is what OWASP's "CSV injection" page advises.
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text
