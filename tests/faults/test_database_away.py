"""The database is cut off, stopped and started again under real web processes: 503 meanwhile, nothing afterwards."""

from __future__ import annotations

import psycopg2

from tests.faults.web import ASKED, SOON
from tests.faults.workers import eventually


def test_connections_that_are_cut_cost_nobody_a_page(web, figures):
    assert set(web.pages()) == {200}
    connection = psycopg2.connect(web.address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        cut = cursor.fetchone()[0]
    connection.close()
    after = web.pages()
    figures(
        f"connections cut {cut}, pages asked {len(after)}, lost {sum(code != 200 for code in after)}"
    )
    assert cut >= 1
    assert set(after) == {200}


def test_pages_say_503_and_when_to_come_again_until_the_database_is_back(web, figures):
    assert set(web.pages()) == {200}
    web.server.stop()
    status, headers, text, seconds = web.ask(ASKED)
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "go back and send it again" in text
    assert seconds < SOON
    status, headers, text, _seconds = web.ask("/api/v1/products/")
    assert (status, headers["Retry-After"]) == (503, "5")
    assert "Nothing was changed" in text
    assert web.ask("/readyz")[0] == 503
    assert web.ask("/livez")[0] == 200
    down = web.pages()
    assert set(down) == {503}
    assert web.server.start() == web.address
    took = eventually(lambda: set(web.pages()) == {200}, "all pages are back", SOON)
    figures(f"pages asked {len(down)} while away, all 503; back after {took:.1f} s")
