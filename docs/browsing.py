"""The browser that draws our pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from ovop.bootstrap import find_browser


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Chromium without a window; closed at the end."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()
