"""Figures over ten years: 100,000 products, 500,000 meetings; counting, pages, first paint (budget 300 ms).

    python -m benchmarks.figures [--products 100000] [--meetings 500000] [--json]

The same numbers are asked of the buckets and counted anew; they must be equal.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.metrics import percentile
from benchmarks.scratch import DEMO, scratch, settle, show, told_by
from benchmarks.serving import web
from ovop.bootstrap import find_browser

YEARS, FORUMS_A_YEAR, SLOTS = 10, 50, 20
LOAD = """
CREATE TEMP TABLE makers AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM producers_producer;
CREATE TEMP TABLE takers AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM buyers_buyer;
CREATE INDEX ON makers (n); CREATE INDEX ON takers (n); ANALYZE makers; ANALYZE takers;
UPDATE producers_product SET registered_at = now() - (random() * 3600) * interval '1 day' WHERE state = 'registered';
CREATE TEMP TABLE made AS
  WITH f AS (
    INSERT INTO forums_forum (name_km, name_en, province_id, venue_km, venue_en, day, last_day, layout, about_km, about_en,
      booking, languages, state, board, created_by_id, created_at)
    SELECT '', 'Forum ' || n, lpad((1 + n %% 25)::text, 2, '0'), '', '', d, d, '{}', '', '', 'timetabled', '{km}', 'finished',
      lpad(n::text, 8, 'X'), %(user)s, now()
    FROM (SELECT n, (now() - (n * 3650.0 / %(forums)s) * interval '1 day')::date AS d FROM generate_series(1, %(forums)s) AS n) AS k
    RETURNING id, day)
  SELECT row_number() OVER () AS n, id, day FROM f;
INSERT INTO forums_slot (forum_id, position, session, day, starts_at, ends_at, closed)
  SELECT id, s, 1, 0, day + s * interval '20 minutes', day + (s + 1) * interval '20 minutes', false
  FROM made, generate_series(1, %(slots)s) AS s;
INSERT INTO forums_table (forum_id, number, zone, accessible, interpreter) SELECT id, t, '', false, false
  FROM made, generate_series(1, %(tables)s) AS t;
INSERT INTO forums_timetableversion (forum_id, number, state, value, bound, requested, unplaced, shortfalls, breaks, breaks_bound, table_moves, created_at)
  SELECT id, 1, 'published', 0, 0, 0, '[]', '[]', 0, 0, 0, now() FROM made;
INSERT INTO forums_meetingrequest (forum_id, producer_id, buyer_id, asked_by_side, asked_by_id, message, answer, priority, bonus, state, expires_at, decline_reason, created_at)
  SELECT k.forum, makers.id, takers.id, 'buyer', %(user)s, k.s || '-' || k.t, '', 2, 0, 'accepted', now(), '', now()
  FROM (SELECT made.id AS forum, s, t, (made.n * 37 + t + s * %(tables)s) %% (SELECT count(*) FROM makers) AS maker,
               (made.n * 13 + t) %% (SELECT count(*) FROM takers) AS taker
        FROM made, generate_series(1, %(slots)s) AS s, generate_series(1, %(tables)s) AS t OFFSET 0) AS k
  JOIN makers ON makers.n = k.maker JOIN takers ON takers.n = k.taker;
INSERT INTO forums_meeting (timetable_id, request_id, slot_id, table_id, producer_id, buyer_id, locked, producer_seat, buyer_seat)
  SELECT v.id, q.id, s.id, t.id, q.producer_id, q.buyer_id, false, 0, 0
  FROM forums_meetingrequest AS q JOIN made ON made.id = q.forum_id JOIN forums_timetableversion AS v ON v.forum_id = q.forum_id
  JOIN forums_slot AS s ON s.forum_id = q.forum_id AND s.position::text = split_part(q.message, '-', 1)
  JOIN forums_table AS t ON t.forum_id = q.forum_id AND t.number::text = split_part(q.message, '-', 2);
INSERT INTO forums_outcome (request_id, side, result, reason, unit, period, value_currency, country, next_step, note, recorded_by_id, recorded_at)
  SELECT q.id, 'staff', (ARRAY['not_held', 'none', 'deal', 'follow_up', 'sample'])[1 + q.id %% 5], '', 'kg', 'once', 'KHR', 'KH', '', '', %(user)s, now()
  FROM forums_meetingrequest AS q JOIN made ON made.id = q.forum_id;
INSERT INTO forums_deal (producer_id, buyer_id, forum_id, request_id, source, kind, unit, period, value, value_currency, value_usd, agreed_on, country, state, created_at, updated_at)
  SELECT q.producer_id, q.buyer_id, q.forum_id, q.id, 'meeting', 'deal', 'kg', 'once', 400000, 'KHR', 100, made.day,
    (ARRAY['KH', 'KH', 'KH', 'TH', 'JP'])[1 + (q.id / 5) %% 5], 'agreed', now(), now()
  FROM forums_meetingrequest AS q JOIN made ON made.id = q.forum_id WHERE q.id %% 5 = 2;
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--products", type=int, default=100_000)
    arguments.add_argument("--meetings", type=int, default=500_000)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with scratch():
        result = measure(given.products, given.meetings)
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`: a tenth of it, on servers of its own."""
    return told_by("benchmarks.figures", "--products", "10000", "--meetings", "50000")


def measure(products: int, meetings: int) -> dict[str, Any]:
    """Load, count, change a little, count that, compare, and time the pages."""
    from insights.counting import recount, refresh
    from insights.models import Bucket

    result = _load(products, meetings)
    result["counting everything, s"] = _timed(recount)
    result["buckets"] = Bucket.objects.count()
    settle()
    _change()
    result["counting what 300 changes touched, s"] = _timed(refresh)
    changed = _all()
    recount()
    result["buckets that differ from a full count"] = len(changed ^ _all())
    return result | _pages() | _paint()


def _load(products: int, meetings: int) -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import User
    from forums.models import Meeting
    from places.gazetteer import load_gazetteer
    from producers.models import Product

    load_gazetteer()
    call_command("load_demo", scale=round(products / DEMO), stdout=io.StringIO())
    forums = YEARS * FORUMS_A_YEAR
    given = {
        "user": User.objects.filter(role="national").values_list("pk", flat=True)[0], "forums": forums,
        "slots": SLOTS, "tables": max(1, round(meetings / forums / SLOTS)),
    }  # fmt: skip
    with connection.cursor() as cursor:
        # The past is loaded without triggers: the audit trail alone would take many minutes.
        cursor.execute("SET session_replication_role = replica")
        for statement in filter(str.strip, LOAD.split(";")):
            cursor.execute(statement, given)
            # A planner that believes the new tables to be empty joins them row by row.
            cursor.execute("ANALYZE")
        cursor.execute("SET session_replication_role = origin")
    settle()
    return {"products": Product.objects.count(), "meetings": Meeting.objects.count()}


def _timed(action: Any) -> str:
    started = time.perf_counter()
    action()
    return f"{time.perf_counter() - started:.2f}"


def _change() -> None:
    """What a busy minute changes."""
    from forums.models import Deal, Outcome
    from producers.models import Product

    draw = random.Random(3)
    products = list(Product.objects.public().values_list("pk", flat=True)[:20_000])
    Product.objects.filter(pk__in=draw.sample(products, 100)).update(state="suspended")
    for model, change in ((Deal, {"state": "broken"}), (Outcome, {"result": "not_held"})):
        keys = list(model.objects.order_by("-pk").values_list("pk", flat=True)[:100])
        model.objects.filter(pk__in=keys).update(**change)


def _all() -> set[tuple[Any, ...]]:
    from insights.models import Bucket

    rows = Bucket.objects.exclude(value=0)
    return set(rows.values_list("measure", "month", "province", "dim", "value"))


def _pages() -> dict[str, Any]:
    """The server's time for each page, in one process."""
    from django.test import Client
    from django.utils import timezone

    client = Client(headers={"host": "localhost"})
    year = timezone.localdate().year - 1
    found = {}
    for name, path in (
        ("the country", "/figures/"), ("a province", "/figures/?province=17"),
        ("an earlier year", f"/figures/?year={year}"), ("an indicator", "/figures/value_usd/"),
        ("the workbook", "/figures/figures.xlsx"),
    ):  # fmt: skip
        made, kept = [], []
        for _time in range(20):
            _counted()
            for spent in (made, kept):
                started = time.perf_counter()
                assert client.get(path).status_code == 200
                spent.append(1000 * (time.perf_counter() - started))
        found[f"{name}: ms to make, middle and p95"] = f"{percentile(made, 0.5):.0f}, {percentile(made, 0.95):.0f}"  # fmt: skip
        found[f"{name}: ms while it is kept"] = f"{percentile(kept, 0.5):.0f}, {percentile(kept, 0.95):.0f}"  # fmt: skip
    return found


def _counted() -> None:
    """As each minute in which something changed: no page is kept any more, what the task has added up is."""
    from insights.counting import PAGES
    from insights.tasks import refresh_figures
    from ovop.kernel.visitors import forget_pages

    forget_pages(PAGES)
    refresh_figures()


def _paint() -> dict[str, Any]:
    """First contentful paint in an open browser that comes for the first time (no cache), on this machine.

    The browser stands on an empty page first, as a phone does on its start page: starting the process that draws
    is its own time, not ours. Middle of fifteen; between two visits the server's kept page is forgotten every second
    time, so that both are told: the first visitor of a minute, for whom the page is made, and all others.
    """
    from playwright.sync_api import sync_playwright

    chromium = find_browser()
    if not chromium:
        return {"first paint": "no chromium here"}
    read = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
    paints: dict[str, list[float]] = {"made": [], "kept": [], "an almost empty page": []}
    # Where Playwright's loop runs the database may not be asked.
    elsewhere = ThreadPoolExecutor(1)
    with web() as (address, _process), sync_playwright() as driver:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
        ]
        browser = driver.chromium.launch(executable_path=chromium, args=flags)
        for _visit in range(16):
            for kind, found in paints.items():
                if kind == "made":
                    elsewhere.submit(_counted).result()
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                seen = context.new_page()
                seen.wait_for_timeout(500)
                path = "/offline/" if kind == "an almost empty page" else "/figures/"
                seen.goto(f"{address}{path}")
                seen.wait_for_timeout(200)
                found.append(float(seen.evaluate(read)))
                context.close()
        browser.close()
    return {
        f"first paint of the country, page {kind}, ms (budget 300)" if kind != "an almost empty page"
        else f"first paint of {kind} of ours, ms": f"{percentile(found[1:], 0.5):.0f}, {percentile(found[1:], 0.95):.0f}"
        for kind, found in paints.items()
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
