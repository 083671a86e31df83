"""Remake the README's pictures from a running demo: `make run`, then `make screenshots`.

Reads PORT (default 8000). The demo's names are invented, so nothing private can be in a picture.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from docs.browsing import opened_browser

TARGET = Path(__file__).resolve().parent / "screenshots"
BASE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
# As the README lists the demo's people.
LOGINS = {
    "producer": "012 000 101", "buyer": "012 000 102", "officer": "012 000 103", "staff": "012 000 104",
    "national": "012 000 105",
}  # fmt: skip
PASSWORD = "ovop-demo-2026"


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    with opened_browser() as browser:
        phone = open_tab(browser, 360, 720, "km")
        phone.goto("/products/?q=ប្រហុក")
        _shoot(phone, "catalogue-phone-km")
        sign_in(phone, "producer")
        begin_listing(phone)
        _shoot(phone, "listing-phone-km")
        desk = open_tab(browser, 1280, 800, "en")
        sign_in(desk, "buyer")
        open_matches(desk)
        _shoot(desk, "matches-desk-en")


def sign_in(page: Page, who: str) -> None:
    """As one of LOGINS."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", LOGINS[who])
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button.btn-primary")
    page.wait_for_selector(".topbar .account")


def begin_listing(tab: Page) -> None:
    """Write a listing up to its fourth step."""
    tab.goto("/products/new/")
    tab.wait_for_selector("form[data-ready]")
    tab.click(".listing__step:not([hidden]) .btn-primary")
    tab.fill("input[name=name_km]", "ប្រហុកត្រីកំភ្លាញ")
    tab.click(".category-field:has(input[value=prahok]) summary")
    tab.check("input[name=category][value=prahok]")
    tab.click("[data-step='2'] .btn-primary")
    tab.fill("input[name=price_0]", "12000")
    tab.click("[data-step='3'] .btn-primary")
    tab.fill("input[name=monthly_supply-amount]", "300")
    for month in (1, 2, 3, 4, 5, 12):
        tab.check(f"input[name=monthly_supply-months][value='{month}']")


def open_matches(tab: Page) -> None:
    """A need for prahok with its matches."""
    tab.goto("/needs/?q=prahok")
    tab.locator("main tbody a").filter(has_text=re.compile("Prahok|ប្រហុក")).first.click()
    tab.wait_for_selector(".match")


def open_tab(browser: Browser, width: int, height: int, language: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, base_url=BASE, device_scale_factor=1.5
    )
    context.add_cookies([{"name": "ovop_language", "value": language, "url": BASE}])
    return context.new_page()


def _shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(160).save(TARGET / f"{name}.png", optimize=True)
    print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    main()
