"""Remake docs/guide/pictures from a running demo: `make run`, then `make screenshots`.

Every picture in both languages, at the width its reader has. Reads PORT (default 8000). The demo's people are
invented, so nothing private can be in a picture.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from docs.browsing import opened_browser
from docs.screenshots import begin_listing, open_matches, open_tab, sign_in

TARGET = Path(__file__).resolve().parent / "guide" / "pictures"
MOST_WIDE = 1440  # pixels: twice what a column of text is wide
PHONE, DESK = (360, 640), (1280, 720)


@dataclass(frozen=True)
class Shot:
    """A picture: its name, who looks (a key of `docs.screenshots.LOGINS`, or "" for a visitor), on what, and how one gets there."""

    name: str
    who: str
    screen: tuple[int, int]
    go: Callable[[Page], None]


def _at(path: str) -> Callable[[Page], None]:
    return lambda tab: tab.goto(path) and None


def _first(path: str, selector: str, then: str = "") -> Callable[[Page], None]:
    """Open the first link of a list, or a page below it."""

    def go(tab: Page) -> None:
        tab.goto(path)
        tab.goto(str(tab.locator(selector).first.get_attribute("href")) + then)

    return go


def _need(tab: Page) -> None:
    tab.goto("/needs/new/")
    tab.fill("input[name=name_km]", "ស្ករត្នោត ៥០ គីឡូ ក្នុងមួយសប្តាហ៍")
    tab.locator("input[name=name_km]").blur()
    tab.wait_for_selector(".proposed:not([hidden])")


def _matches(tab: Page) -> None:
    open_matches(tab)
    tab.evaluate("document.querySelector('.match').scrollIntoView()")
    tab.evaluate("scrollBy(0, -120)")


PAST = "h2.mt + .stack h3 a"
SHOTS = (
    Shot("visitor-front", "", PHONE, _at("/")),
    Shot("visitor-province", "", PHONE, _at("/provinces/17/")),
    Shot("producer-list", "producer", PHONE, begin_listing),
    Shot("producer-requests", "producer", PHONE, _at("/requests/")),
    Shot("producer-agenda", "producer", PHONE, _at("/my/agenda/")),
    Shot("buyer-need", "buyer", DESK, _need),
    Shot("buyer-matches", "buyer", DESK, _matches),
    Shot("buyer-catalogue", "buyer", DESK, _at("/products/?province=17")),
    Shot("officer-enrol", "officer", PHONE, _at("/producers/enrol/")),
    Shot("officer-import", "officer", DESK, _at("/imports/")),
    Shot("staff-review", "staff", DESK, _at("/review/")),
    Shot("staff-forum", "staff", DESK, _first("/forums/", ".forum-card h3 a", "edit/times/")),
    Shot("staff-timetable", "staff", DESK, _first("/forums/", PAST, "timetable/")),
    Shot("staff-door", "staff", PHONE, _first("/forums/", PAST, "door/")),
    Shot("national-figures", "national", DESK, _at("/figures/")),
    Shot("national-targets", "national", DESK, _at("/figures/targets/")),
)


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    with opened_browser() as browser:
        for language in ("km", "en"):
            for shot in SHOTS:
                _take(browser, shot, language)


def _take(browser: Browser, shot: Shot, language: str) -> None:
    tab = open_tab(browser, *shot.screen, language)
    if shot.who:
        sign_in(tab, shot.who)
    shot.go(tab)
    tab.wait_for_load_state("networkidle")
    image = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    image.thumbnail((MOST_WIDE, MOST_WIDE))
    image.save(TARGET / f"{shot.name}.{language}.webp", quality=45, method=6)
    tab.context.close()
    print(f"docs/guide/pictures/{shot.name}.{language}.webp")


if __name__ == "__main__":
    main()
