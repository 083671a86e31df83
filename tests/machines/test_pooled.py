"""The platform behind PgBouncer in transaction mode: a crowd on two connections of the database."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import reverse

from ovop.bootstrap import find_pool
from tests.faults.web import Browser
from tests.faults.workers import eventually
from tests.machines.pooling import CONNECTIONS, ROLE, PooledWeb

pytestmark = pytest.mark.skipif(not find_pool(), reason="PgBouncer is not here (apt install pgbouncer)")  # fmt: skip
PEOPLE = ("012000101", "012000102", "012000103", "012000104", "012000105")
PAGES = (
    "/", "/products/", "/products/?q=prahokk", "/products/?province=17&page=2", "/needs/", "/forums/", "/figures/", "/notices/",
    "/api/v1/products/?format=csv",
)  # fmt: skip


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    running = PooledWeb(tmp_path_factory.mktemp("pooled"), SECOND_FACTOR_FOR="")
    yield running
    running.end()


def signed_in(web, phone):
    browser = Browser(web)
    browser.open("/accounts/login/")
    assert browser.send(login=phone, password="ovop-demo-2026")[0] == 200
    return browser


def test_crowd_shares_two_connections_and_nobody_is_refused(web, figures):
    """Twelve at once, half of them signed in, on every kind of page."""
    people = [signed_in(web, phone) for phone in PEOPLE]

    def look(number: int) -> list[int]:
        browser = people[number // 2 % len(people)] if number % 2 else Browser(web)
        return [browser.look(page) for page in PAGES]

    with ThreadPoolExecutor(12) as crowd:
        codes = [code for found in crowd.map(look, range(24)) for code in found]
    question = "SELECT count(*) FROM pg_stat_activity WHERE usename = %s"
    connections = web.rows(question, ROLE)[0][0]
    figures(
        f"asked {len(codes)} pages, 12 at once, through {connections} connections of the database: "
        f"{codes.count(200)} answered, {sum(code >= 500 for code in codes)} answered by 5xx"
    )
    assert set(codes) == {200}
    assert connections <= CONNECTIONS


def test_settings_of_the_session_hold_behind_the_pool(web):
    """A misspelt word is found, which needs a setting that a pooled session cannot make for itself."""
    status, _headers, text, _took = web.ask("/products/?q=prahokk&lang=en")
    assert status == 200 and "we looked for" in text


def test_what_is_asked_for_is_done_by_workers_behind_the_pool(web, figures):
    browsers = [Browser(web) for _form in range(4)]
    phones = [f"+85512597{number:03}" for number in range(4)]
    for browser, phone in zip(browsers, phones, strict=True):
        browser.open("/accounts/login/code/")
        assert browser.send(phone=phone)[0] == 200
    programs = [web.run("worker"), web.run("beat")]

    def sent() -> int:
        question = "SELECT count(*) FROM notices_notice WHERE phone = ANY(%s) AND state = 'sent'"
        return web.rows(question, phones)[0][0]

    def beats() -> int:
        return web.rows("SELECT count(*) FROM ovop_heartbeat")[0][0]

    try:
        eventually(lambda: sent() == 4 and beats() == 1, "sent, and beat showed itself", 120)
    finally:
        for program in programs:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait(10)
    figures(f"asked {len(phones)}, done {sent()}")


def test_history_says_who_behind_the_pool(web):
    """Who changed what is said in a setting of the transaction, which the pool keeps together."""
    question = (
        "SELECT n.id, u.id FROM buyers_need n JOIN buyers_buyer b ON b.id = n.buyer_id "
        "JOIN accounts_membership m ON m.organisation_id = b.organisation_id JOIN accounts_user u ON u.id = m.user_id "
        "WHERE u.phone = '+85512000102' AND n.state = 'open' ORDER BY 1 LIMIT 1"
    )
    ((need, user),) = web.rows(question)
    person = signed_in(web, "012000102")
    person.open(f"/needs/{need}/")
    person.path = reverse("buyers:step", args=[need, "pause"])
    assert person.send()[0] == 200
    history = (
        "SELECT e.state, c.metadata->>'user' FROM buyers_needevent e JOIN pghistory_context c ON c.id = e.pgh_context_id "
        "WHERE e.pgh_obj_id = %s ORDER BY e.pgh_id DESC LIMIT 1"
    )
    assert web.rows(history, need) == [("paused", str(user))]
