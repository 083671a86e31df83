"""A sheet of two villagers of the demo officer's commune, one with a phone that is none."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tests.producers.sheets import line, xlsx

WORK_SECONDS = 30


def sheet(page: Page, mark: str) -> dict[str, object]:
    """Two families of the demo officer's commune; the phone in the second line is to mend."""
    villages = page.request.get("/api/v1/villages/?commune=171007").json()["results"]
    village = villages[0]["code"]
    rows = [
        line(name_km=f"គ្រួសារមួយ {mark}", phone=f"០៩៧ {mark} ២", village=village, category="prahok"),
        line(name_km=f"គ្រួសារពីរ {mark}", phone="១២", village=village, category="prahok"),
    ]
    return {
        "name": f"villagers-{mark}.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": xlsx(rows),
    }


def wait_for_stage(page: Page, selector: str) -> None:
    """Without a script nothing refreshes itself: look again until the worker is done."""
    deadline = time.monotonic() + WORK_SECONDS
    while not page.locator(selector).count() and time.monotonic() < deadline:
        page.wait_for_timeout(300)
        page.reload()
    expect(page.locator(selector).first).to_be_visible()
