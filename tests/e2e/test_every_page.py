"""axe-core on every page there is, as the resolver knows them, for three roles in both languages.

The addresses come from the table of who is let in where: a route that is not in it fails a test there, so no page is
left out here. Each page shows one of everything, made for the tests; the demo's fuller pages are looked at in
test_accessibility.py.
"""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Error, Page

from accounts.models import Role
from tests.access.asking import PEOPLE, people
from tests.access.routes import address
from tests.access.table import LISTED, route_of
from tests.access.world import world
from tests.e2e.axe import violations
from tests.factories import UserFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
ROLES = ("producer", "buyer", "staff")
LEAST = {"producer": 66, "buyer": 50, "staff": 100}  # pages; fewer were skipped for being broken
# A phone in Khmer, a desk in English: what villagers and what foreign buyers have.
SCREENS = {"km": 360, "en": 1280}
# Not a page of ours: the reader of the interface's description draws itself.
NOT_OURS = ("admin:", "api_docs")
# A page, and one that says what is missing (a code, for example).
PAGES = (200, 422)


def pages_of(role: str) -> list[str]:
    """Lines of the table whose GET lets `role` in."""
    column = PEOPLE.index(role)
    return [
        row
        for row, methods in sorted(LISTED.items())
        if methods.get("GET", ["no"] * len(PEOPLE))[column] == "yes"
        and not route_of(row).startswith(NOT_OURS)
    ]


@pytest.fixture
def session_of(transactional_db):
    """The key of each role's session, in a province that has one of everything; and the province."""
    call_command("flush", verbosity=0, interactive=False)
    here = world("17")
    sessions = people(here, world("02"), UserFactory(role=Role.NATIONAL))
    return here, sessions


def opens(tab: Page, path: str) -> bool:
    """Open an address; whether it is a page, and not a part of one, a file or the way to another address.

    Raises AssertionError where it is refused: nothing may be left unseen because it is broken.
    """
    try:
        answer = tab.goto(path)
    except Error as error:  # a file is not opened but saved
        if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
            raise
        return False
    kind = answer.headers.get("content-type", "") if answer else ""
    there = answer is None or answer.request.redirected_from or answer.status < 400
    assert there or answer.status in PAGES, f"{path}: {answer.status}"
    if (
        answer is None
        or answer.status not in PAGES
        or answer.request.redirected_from
        or not kind.startswith("text/html")
    ):
        return False
    return "<html" in answer.text()


@pytest.mark.parametrize("language", SCREENS)
@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_a_role_has_a_violation(
    browser, live_server, session_of, figures, role, language
):
    here, sessions = session_of
    context = browser.new_context(
        viewport={"width": SCREENS[language], "height": 800}, base_url=live_server.url, service_workers="block",
    )  # fmt: skip
    context.add_cookies(
        [
            {"name": name, "value": value, "url": live_server.url}
            for name, value in (("sessionid", sessions[role]), ("ovop_language", language))
        ]
    )
    tab = context.new_page()
    found, seen = [], 0
    for row in pages_of(role):
        path = address(row, here)
        if not opens(tab, path):
            continue
        seen += 1
        found += violations(tab)
        if re.search(r"[\ue000-\uf8ff\ufffd]", tab.inner_text("body")):
            found.append(f"{tab.url} shows a letter no font has")
    context.close()
    figures(f"{role}, {language}, {SCREENS[language]} px: {seen} pages, {len(found)} violations")
    assert seen >= LEAST[role]
    assert not found, "\n".join(found)
