"""A thumb on a cheap phone: it taps and types, and what that costs is counted."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.e2e.slow_line import SlowLine

# A processor four times slower than this one.
SLOWER = 4
TABLE = Path(__file__).with_name("journeys.txt")


@dataclass(frozen=True)
class Cost:
    """What a journey costs or may cost."""

    taps: int
    kilobytes: float
    seconds: float


def budgets() -> dict[str, Cost]:
    """Journey -> the most it may cost, from the table."""
    rows = (
        re.split(r"\s{2,}", line.strip())
        for line in TABLE.read_text().splitlines()
        if line.strip() and not line.startswith("#")
    )
    return {name: Cost(int(taps), float(kb), float(seconds)) for name, taps, kb, seconds in rows}


class Hand:
    """Taps and types on `page`, which was opened through `line`; slow from here on.

    What came before (signing in) is not counted.
    """

    def __init__(self, page: Page, line: SlowLine) -> None:
        self.page, self.line, self.taps = page, line, 0
        self._processor = page.context.new_cdp_session(page)
        self._processor.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        line.slow, line.passed = True, 0
        self._began = time.monotonic()

    def tap(self, selector: str) -> None:
        """Press something; whatever it opens is waited for by the next step."""
        self.taps += 1
        self.page.locator(selector).first.click()

    def go(self, selector: str) -> None:
        """Press something that opens a page, and wait for that page."""
        self.taps += 1
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def write(self, selector: str, text: str) -> None:
        """Tap a field and type."""
        self.taps += 1
        self.page.locator(selector).first.fill(text)

    def choose(self, selector: str, value: str) -> None:
        """Open a list and tap one of it."""
        self.taps += 2
        self.page.select_option(selector, value)

    def photograph(self, selector: str, photo: Any) -> None:
        """Tap the camera's box, and its shutter."""
        self.taps += 2
        self.page.set_input_files(selector, photo)

    def done(self) -> Cost:
        """What it cost until now; the line is a normal one again."""
        cost = Cost(self.taps, self.line.passed / 1000, time.monotonic() - self._began)
        self.line.slow = False
        self._processor.detach()
        return cost
