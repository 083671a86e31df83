"""What people typed comes out as text: in no page as a script, in no export as a formula; numbers stay numbers."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from itertools import cycle

import pytest
from python_calamine import CalamineWorkbook

from accounts.models import Organisation, Role
from insights.counting import recount
from tests.access.asking import ask, people
from tests.access.routes import address
from tests.access.table import LISTED
from tests.access.world import World, world
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
READERS = ("producer", "buyer", "officer", "staff", "national")
HOSTILE = (
    '=HYPERLINK("https://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1;2)", "\t=1+1", "\r=1+1",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{ 7|add:7 }}", "' OR 1=1 --",
)  # fmt: skip
PHONE = "+85512999888"
# What a browser would run, had it stood in a page as it was typed.
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>|<[^>]+\son[a-z]+\s*=|(?:href|src|action)=[\"']?\s*javascript:",
    re.IGNORECASE,
)
FORMULA = re.compile(r"^[=+\-@\t\r]")
AMOUNT = re.compile(r"^[+-]?[\d ,.()-]+$")


@pytest.fixture
def answers(monkeypatch):
    """(route, reader, answer) of every page of a province whose people typed hostile things everywhere."""
    typed = cycle(HOSTILE)
    monkeypatch.setattr(World, "word", lambda self, what: next(typed))
    here = world("17")
    for number, organisation in enumerate(Organisation.objects.order_by("pk")):
        Organisation.objects.filter(pk=organisation.pk).update(
            name_en=f"{HOSTILE[number % 6]} {number}", phone=PHONE
        )
    recount()
    sessions = people(here, world("02"), UserFactory(role=Role.NATIONAL))
    return [
        (row, who, ask(sessions[who], "GET", address(row, here)))
        for row in LISTED if "GET" in LISTED[row]
        for who in READERS
    ]  # fmt: skip


def content_of(answer):
    return b"".join(answer) if answer.streaming else answer.content


def test_nothing_typed_runs_in_a_browser_or_a_spreadsheet(answers, figures):
    pages, books, sheets, wrong = 0, 0, 0, []
    for row, who, answer in answers:
        content, kind = content_of(answer), answer.headers.get("Content-Type", "")
        assert answer.status_code < 500, (row, who)
        if kind.startswith("text/html"):
            pages += 1
            policy = answer.headers.get("Content-Security-Policy", "")
            assert "default-src 'self'" in policy and "unsafe" not in policy, row
            wrong += [(row, who, found[:80]) for found in INLINE.findall(content.decode())]
        elif "spreadsheet" in kind:
            books += 1
            wrong += [(row, who, each) for each in formulas_of(content)]
        elif "csv" in kind:
            sheets += 1
            wrong += [(row, who, each) for each in run_by_programs(content)]
    figures(
        f"{pages} pages, {books} workbooks and {sheets} CSV files of hostile words: {len(wrong)} would run"
    )
    assert not wrong
    assert pages > 200 and books > 3 and sheets > 3


def formulas_of(content: bytes) -> list[str]:
    """Formulas in a workbook, and numbers of phones that became amounts."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                found += re.findall(r"<f>.*?</f>|<f .*?/?>", archive.read(name).decode())
            assert "externalLinks" not in name
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        for cells in book.get_sheet_by_name(name).to_python():
            found += [
                repr(cell) for cell in cells if "12999888" in str(cell) and not whole_phone(cell)
            ]
    return found


def whole_phone(cell: object) -> bool:
    """Text that reads back as the number it was."""
    digits = re.sub(r"\D", "", str(cell))
    return isinstance(cell, str) and (PHONE in cell or digits.endswith("012999888"))


def run_by_programs(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    cells = [cell for row in rows for cell in row]
    return [cell for cell in cells if FORMULA.match(cell) and not AMOUNT.match(cell)]
