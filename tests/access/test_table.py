"""Every route, every role: the table says who is let in, and nobody else is."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import Role
from accounts.second_factor.door import SETTING_UP
from tests.access.asking import API_METHODS, METHODS, PEOPLE, ask, fared, people, undone
from tests.access.routes import address, route_names, sent
from tests.access.table import LISTED, rooms, route_of
from tests.access.world import world
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
# The technical administration has a table of its own below; these two answer before any person is known.
ELSEWHERE = ("admin:", "notices:webhook")


# A method without a line lets nobody in: shown with those to whom most is open.
MIGHTY = ("visitor", "producer", "buyer", "staff", "national")
SHUT = ["in", "no", "none", "-"]


def test_every_route_is_in_the_table():
    routes = {name for name in route_names() if not name.startswith(ELSEWHERE)}
    assert routes - {route_of(row) for row in LISTED} == set(), "not in table.txt"
    assert {route_of(row) for row in LISTED} - routes == set(), "no such route any more"


@pytest.fixture
def places(monkeypatch):
    """Siem Reap, about whose things is asked, and the sessions of all who ask. No page is drawn: the door is asked."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *args, **rest: "")
    here, there = world("17"), world("02")
    return here, people(here, there, UserFactory(role=Role.NATIONAL))


@pytest.mark.parametrize("rows", rooms(), ids=lambda rows: rows[0])
def test_people_fare_as_listed(places, rows):
    here, sessions = places
    wrong = []
    for row in rows:
        path, data = address(row, here), sent(route_of(row), here)
        for method in API_METHODS if path.startswith("/api/") else METHODS:
            expected = dict(zip(PEOPLE, LISTED[row].get(method, []), strict=False))
            for who in expected or MIGHTY:
                with undone():
                    answer = fared(ask(sessions[who], method, path, data))
                listed = [expected[who]] if expected else SHUT
                if answer not in listed:
                    wrong.append(f"{row} {method} {who}: {answer}, listed: {listed}")
    assert wrong == []


@pytest.mark.parametrize("who", [each for each in PEOPLE if each != "national"])
def test_nobody_but_technical_staff_enters_the_administration(places, who):
    """Not even the National Committee, unless the account is marked for it (`is_staff`)."""
    _here, sessions = places
    for path in ("/admin/", "/admin/accounts/user/", "/admin/producers/product/", "/admin/accounts/user/add/"):  # fmt: skip
        answer = ask(sessions[who], "GET", path)
        assert answer.status_code == 302 and "login" in answer.headers["Location"], path


def test_staff_who_showed_no_second_factor_get_through_no_door(places):
    here, sessions = places
    session = SessionStore(sessions["staff"])
    del session["account_authentication_methods"]
    session.save()
    let_in = []
    for row in LISTED:
        if route_of(row) in SETTING_UP:
            continue
        for method in ("GET", "POST"):
            answer = ask(sessions["staff"], method, address(row, here), sent(route_of(row), here))
            if answer.status_code != 403 and not answer.headers.get("Location", "").startswith("/accounts/2fa/"):  # fmt: skip
                let_in.append(f"{row} {method}: {answer.status_code}")
    assert let_in == []
