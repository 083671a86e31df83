"""Photograph every page of a running demo, to be looked at: `make run`, then `python -m docs.every_page`.

Follows the links as each of the demo's people and as a visitor, one address of a kind; every page in both languages at
360, 768 and 1280 px, laid out on sheets in var/pages/. Prints pages wider than their screen and words cut off by their
box. Reads PORT (default 8000).

    python -m docs.every_page [--who staff …] [--width 360 …] [--language km …] [--only REGEX] [--high 3000]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page

from docs.browsing import opened_browser
from docs.screenshots import BASE, LOGINS, open_tab, sign_in
from docs.sheets import lay_out

TARGET = Path(__file__).resolve().parent.parent / "var" / "pages"
WIDTHS, LANGUAGES = (360, 768, 1280), ("km", "en")
VISITOR = "visitor"
LEAVES = re.compile(r"/logout/|/language/|/(livez|readyz|metrics)|\.(pdf|csv|xlsx|zip|ics|json|png|jpg|webp|xml)$|/static/|/media/|^/api/")  # fmt: skip
LINK = re.compile(r'href="([^"#]+)')
# Numbers, and codes that hold one: what tells two pages of a kind apart.
CHANGING = re.compile(r"(?<=[/=])(?=[^/&]*\d)[\w-]+")
ALIKE = re.compile(r"(?<=^/figures/)(?!provinces|targets|rates)\w+|(?<=/wordings/)\w+")
# The bar that stays at the bottom of a screen would lie across the middle of the whole page.
WHOLE = """() => {
  const bar = document.querySelector('.tabs');
  if (bar) bar.style.position = 'static';
  return [innerWidth, document.documentElement.scrollHeight];
}"""
# Words that do not fit into their box, and what makes the page wider than its screen.
CUT = """() => {
  const seen = [], wide = document.documentElement.scrollWidth;
  for (const each of document.querySelectorAll('main *, header *, nav *, footer *')) {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    if (box.width < 3 || style.visibility === 'hidden' || each.closest('.visually-hidden, svg, [hidden]')) continue;
    const holds = [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (holds && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && each.scrollWidth > each.clientWidth + 1)
      seen.push('cut: ' + each.textContent.trim().slice(0, 40));
  }
  if (wide > innerWidth) seen.push('wider than the screen: ' + wide);
  return seen;
}"""


def main() -> int:
    """Photograph what is asked for; 1 when a page does not fit its screen."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    people = [VISITOR, *LOGINS]
    arguments.add_argument("--who", nargs="+", choices=people, default=people)
    arguments.add_argument("--width", nargs="+", type=int, default=WIDTHS)
    arguments.add_argument("--language", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    arguments.add_argument("--only", type=re.compile, default="", help="what an address must hold")
    arguments.add_argument(
        "--high", type=int, default=6000, help="pixels of a page; below is a list that goes on"
    )
    given = arguments.parse_args()
    photographed = unfit = 0
    with opened_browser() as browser:
        seen: set[str] = set()
        for who in given.who:
            pages = [path for path in _pages_of(browser, who, seen) if re.search(given.only, path)]
            print(f"{who}: {len(pages)} pages", flush=True)
            for width in given.width:
                for language in given.language:
                    folder = TARGET / f"{who}-{width}-{language}"
                    tab = _tab(browser, who, width, language)
                    shots, problems = _shoot(tab, pages, folder, given.high)
                    photographed, unfit = photographed + len(shots), unfit + problems
                    for sheet in lay_out(shots, folder):
                        print(f"  {sheet.relative_to(TARGET.parent.parent)}", flush=True)
    print(f"{photographed} pictures; pages that do not fit: {unfit}")
    return 1 if unfit else 0


def _pages_of(browser: Browser, who: str, seen: set[str]) -> list[str]:
    """One address of each kind that `who` finds by the links, but for those `seen`.

    `seen` grows by the pages of visitors, who see what all see, and of staff, of which the National Committee's differ
    by what they hold.
    """
    tab = _tab(browser, who, WIDTHS[0], "en")
    found, waiting = dict[str, str](), deque(["/"])
    while waiting:
        path = waiting.popleft()
        kind = _kind(path)
        if kind in found or LEAVES.search(urlsplit(path).path):
            continue
        answer = tab.context.request.get(path, max_redirects=3)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        found[kind] = path
        waiting.extend(_links(answer.text(), path))
    tab.context.close()
    mine = [path for kind, path in found.items() if kind not in seen or path == "/"]
    if who in (VISITOR, "staff"):
        seen.update(found)
    return mine


def _links(text: str, here: str) -> Iterator[str]:
    for link in LINK.findall(text):
        parts = urlsplit(urljoin(BASE + here, link.replace("&amp;", "&")))
        if f"{parts.scheme}://{parts.netloc}" == BASE:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _kind(path: str) -> str:
    """What an address has in common with those of pages of its kind; what a list was asked is none of it."""
    return ALIKE.sub("*", CHANGING.sub("*", path.partition("?")[0]))


def _tab(browser: Browser, who: str, width: int, language: str) -> Page:
    tab = open_tab(browser, width, 800, language)
    if who != VISITOR:
        sign_in(tab, who)
    return tab


def _shoot(tab: Page, pages: list[str], folder: Path, most: int) -> tuple[list[tuple[str, Path]], int]:  # fmt: skip
    """(address, picture) of each page, one pixel of a screen for one of the page, and how many do not fit."""
    shots, problems = [], 0
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(pages):
        tab.goto(path, wait_until="load")
        tab.wait_for_timeout(150)  # what comes in moves for so long
        for problem in (said := tab.evaluate(CUT)):
            print(f"  {path} in {folder.name}: {problem}", flush=True)
        problems += bool(said)
        wide, high = tab.evaluate(WHOLE)
        part: Any = {"x": 0, "y": 0, "width": wide, "height": min(most, high)}
        picture = folder / f"{number:03}.png"
        tab.screenshot(path=picture, full_page=True, scale="css", clip=part)
        shots.append((path, picture))
    tab.context.close()
    return shots, problems


if __name__ == "__main__":
    sys.exit(main())
