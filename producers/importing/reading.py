"""Opening what people upload as a sheet: Excel of any age, OpenDocument, CSV; hostile ones too."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from producers.importing import workbook

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 10_000
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class SheetError(Exception):
    """The file cannot be taken; `str(error)` is a sentence for the person."""


@dataclass(frozen=True)
class Sheet:
    """The titles and the rows below them, every cell a text, every row as long as the titles."""

    header: list[str]
    rows: list[list[str]]


def read_sheet(file: BinaryIO, size: int) -> Sheet:
    """Read the first sheet that has anything in it. Raises SheetError."""
    if size > MOST_BYTES:
        raise SheetError(_("The file is larger than 5 MB. Split it, or remove the pictures in it."))
    content = file.read(MOST_BYTES + 1)
    if not content.strip():
        raise SheetError(_("The file is empty. Nothing was imported."))
    if content.startswith((ZIP, OLD_EXCEL)):
        return _table(_workbook_rows(content))
    return _table(_csv_rows(content))


def _workbook_rows(content: bytes) -> Iterator[list[str]]:
    """The filled rows, read by a process of its own that may die of the file."""
    if content.startswith(ZIP):
        _refuse_bombs(content)
    try:
        done = subprocess.run(
            [sys.executable, "-I", workbook.__file__],
            input=content, capture_output=True, timeout=2 * workbook.SECONDS, check=False,
        )  # fmt: skip
        code = done.returncode
    except subprocess.TimeoutExpired:
        code = workbook.TOO_MUCH
    if code == workbook.LOCKED:
        raise SheetError(
            _("The file is locked with a password. Save it without one and send it again.")
        )
    if code == workbook.TOO_MUCH:
        raise SheetError(_("The file unpacks to more than we can take. Nothing was imported."))
    if code:
        raise _unreadable()
    yield from (json.loads(line) for line in done.stdout.splitlines())


def _unreadable() -> SheetError:
    return SheetError(
        _("This file is not a sheet we can read. Save it as .xlsx or .csv and send it again.")
    )


def _damaged() -> SheetError:
    return SheetError(_("The file is damaged. Save it again as .xlsx or .csv and send it again."))


def _refuse_bombs(content: bytes) -> None:
    """Unpack piece by piece and stop when it grows beyond what any honest sheet has."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    while piece := part.read(1024 * 1024):
                        unpacked += len(piece)
                        if unpacked > MOST_UNPACKED:
                            raise SheetError(
                                _(
                                    "The file unpacks to more than we can take. Nothing was imported."
                                )
                            )
    except SheetError:
        raise
    except Exception as error:  # whatever a hostile archive makes the reader raise
        raise _damaged() from error


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable() from error
    if "\0" in text:
        raise _unreadable()
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            yield [workbook.as_text(cell) for cell in row[: workbook.COLUMNS]]
    except csv.Error as error:
        raise _damaged() from error


def _table(rows: Iterable[list[str]]) -> Sheet:
    """Titles and rows; empty rows above, between and below are left out."""
    filled = (row for row in rows if any(row))
    header = next(filled, None)
    if header is None:
        raise SheetError(_("The file is empty. Nothing was imported."))
    width = len(header)
    kept = [(row + [""] * width)[:width] for row in islice(filled, MOST_ROWS + 1)]
    if len(kept) > MOST_ROWS:
        raise SheetError(
            _("The sheet has more than %(count)s lines. Split it and send it in parts.")
            % {"count": f"{MOST_ROWS:,}"}
        )
    if not kept:
        raise SheetError(_("There are titles but no lines below them. Nothing was imported."))
    return Sheet(header, kept)
