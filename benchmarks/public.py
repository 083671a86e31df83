"""Public pages from a phone: KB over the line, and what Lighthouse gives them (of 100).

python -m benchmarks.public [--times 3] [--json]

The platform runs as in production: collected files, compressed, with the headers browsers keep them by. Lighthouse
(Apache-2.0) is installed into benchmarks/lighthouse/ by its own lock file, and is no part of the site.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.scratch import MISSED, scratch, show, told_by
from benchmarks.serving import web
from ovop.bootstrap import find_browser
from tests.e2e.slow_line import SlowLine

HERE = Path(__file__).resolve().parent / "lighthouse"
ROOT = HERE.parent.parent
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "ovop.settings.production", "ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": "http://127.0.0.1",
    "SECURE_SSL_REDIRECT": "0", "SECRET_KEY": "only-for-this-benchmark-" + "x" * 40,
}  # fmt: skip


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument(
        "--times", type=int, default=3, help="each page is looked at; the middle one counts"
    )
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with scratch():
        result = measure(given.times)
    show(result, as_json=given.json)
    return int(any(MISSED in told for told in result.values()))


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`."""
    return told_by("benchmarks.public")


def measure(times: int) -> dict[str, Any]:
    """Every public page of the demo, `times` times."""
    from django.core.management import call_command

    _install()
    call_command("load_demo", verbosity=0)
    paths = _paths()
    production = os.environ | PRODUCTION
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=production, check=True)
    with web(env=production) as (address, _process):
        found: dict[str, Any] = dict(_weights(address))
        for name, path in paths.items() if times else ():
            looks = [_look(address + path) for _ in range(times)]
            scores = {aim: round(statistics.median(look[aim] for look in looks)) for aim in AIMS}
            missed = [aim for aim, least in AIMS.items() if scores[aim] < least]
            told = f"  {MISSED}: {', '.join(missed)}" if missed else ""
            found[f"{name}: {', '.join(AIMS)}"] = ", ".join(map(str, scores.values())) + told
    return found


def _weights(address: str) -> dict[str, str]:
    """KB that pass over the line (headers too) for the catalogue without its photos: the first visit and the next."""
    line = SlowLine(int(address.rsplit(":", 1)[1]))
    found = {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find_browser(), args=FLAGS.split())
        phone = browser.new_context(viewport={"width": 360, "height": 740}, base_url=line.url)
        scripts: list[int] = []
        page = phone.new_page()
        # Playwright's own way to keep photos out would switch the browser's cache off.
        session = phone.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setBlockedURLs", {"urls": ["*/media/*"]})
        page.on(
            "response",
            lambda answer: (
                scripts.append(int(answer.headers.get("content-length", 0)))
                if answer.request.resource_type == "script"
                else None
            ),
        )
        for visit, most in (("first", 200), ("next", 25)):
            line.passed = 0
            page.goto("/products/", wait_until="networkidle")
            page.wait_for_timeout(3000)  # the service worker fetches what it keeps
            told = "" if line.passed <= 1000 * most else f"  {MISSED}"
            found[f"catalogue without photos, {visit} visit, KB (aim {most})"] = (
                f"{line.passed / 1000:.1f}{told}"
            )
            if visit == "first":
                found["scripts of it, KB (aim 60)"] = f"{sum(scripts) / 1000:.1f}"
        browser.close()
    line.close()
    return found


def _install() -> None:
    """Lighthouse by its lock file, once."""
    if not (HERE / "node_modules").exists():
        npm = Path(sys.executable).parent / "npm"
        env = os.environ | {"PATH": f"{npm.parent}{os.pathsep}{os.environ['PATH']}"}
        subprocess.run(
            [npm, "--silent", "ci", "--ignore-scripts", "--no-fund", "--no-audit"],
            cwd=HERE,
            env=env,
            check=True,
        )


def _paths() -> Mapping[str, str]:
    from forums.models import Forum
    from producers.models import Product

    product = Product.objects.public().filter(province="17").order_by("pk")[0]
    return {
        "front page": "/", "catalogue": "/products/", "product": product.get_absolute_url(),
        "producer": f"/producers/{product.producer_id}/", "village": f"/villages/{product.village_id}/",
        "province": "/provinces/17/", "forums": "/forums/",
        "forum": Forum.objects.order_by("-pk")[0].get_absolute_url(), "figures": "/figures/",
    }  # fmt: skip


def _look(address: str) -> dict[str, float]:
    """Lighthouse's scores (0-100) of one visit with an empty cache."""
    node = Path(sys.executable).parent / "node"
    done = subprocess.run(
        [
            node, HERE / "node_modules/lighthouse/cli/index.js", address, "--quiet", "--output=json",
            f"--chrome-flags={FLAGS}", f"--only-categories={','.join(AIMS)}",
        ],
        env=os.environ | {"CHROME_PATH": str(find_browser())}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    report = json.loads(done.stdout)
    if os.environ.get("LIGHTHOUSE_REPORT"):
        Path(os.environ["LIGHTHOUSE_REPORT"]).write_text(done.stdout)
    return {aim: 100 * report["categories"][aim]["score"] for aim in AIMS}


if __name__ == "__main__":
    sys.exit(main())
