"""Reads a workbook from standard input in a process of its own; run by `reading.py`, imports no Django.

calamine makes a dense table of whatever extent a file claims: a file of five kilobytes can ask for
five hundred gigabytes and takes the process that asked with it. So this one is limited and expendable.
Writes one JSON list of texts per line, at most ROWS of them; exit code 3: too much text, 4: locked.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import python_calamine

MEMORY = 512 * 1024 * 1024
SECONDS = 20
ROWS, COLUMNS, LETTERS = 10_002, 60, 1000  # one row more than may be, for the reader to notice
ALL_LETTERS = 10_000_000
TOO_MUCH, LOCKED, UNREADABLE = 3, 4, 5


def as_text(cell: Any) -> str:
    """A cell as a person sees it: 12345678.0 is 12345678, a date is written out."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell).replace("\0", "").strip()[:LETTERS]


def main() -> int:
    """Read, write the filled rows of the first sheet that has any, return the exit code."""
    content = sys.stdin.buffer.read()
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        letters = 0
        for number, row in enumerate(_rows(book)):
            if number >= ROWS:
                break
            letters += sum(map(len, row))
            if letters > ALL_LETTERS:
                return TOO_MUCH
            sys.stdout.write(json.dumps(row) + "\n")
    except python_calamine.PasswordError:
        return LOCKED
    except Exception:
        return UNREADABLE
    return 0


def _rows(book: Any) -> Iterator[list[str]]:
    """The filled rows of the first sheet that has any."""
    for name in book.sheet_names:
        found = False
        for row in book.get_sheet_by_name(name).iter_rows():
            texts = [as_text(cell) for cell in row[:COLUMNS]]
            if any(texts):
                found = True
                yield texts
        if found:
            return


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.exit(main())
