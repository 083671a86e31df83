"""Whoever sends more fields than a form has gets no further: what others decide about them stays as it was."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from accounts.models import Membership, Role, User
from buyers.models import Buyer, Need
from forums.models import Deal, Forum, Meeting, Registration, Training
from producers.models import Certificate, Producer, Product, Rating
from tests.access.asking import PEOPLE, ask, people, text_of, undone
from tests.access.routes import address
from tests.access.table import LISTED
from tests.access.world import world
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
# What nobody decides about themselves, as it is before and after.
DECIDED = {
    User: ("role", "is_staff", "is_superuser", "is_active", "phone_verified", "phone", "province_id", "district_id", "commune_id"),
    Membership: ("user_id", "organisation_id"), Producer: ("organisation_id",), Buyer: ("organisation_id",),
    Product: ("producer_id", "registration_number", "registered_at", "registered_by_id", "stars"),
    Certificate: ("producer_id", "confirmed_at", "confirmed_by_id"), Rating: ("product_id", "stars"), Need: ("buyer_id",),
    Forum: ("state", "province_id", "created_by_id"), Training: ("state", "province_id"),
    Registration: ("organisation_id", "side", "checked_in_at"), Meeting: ("slot_id", "table_id", "producer_id", "buyer_id"),
    Deal: ("producer_id", "buyer_id", "forum_id"),
}  # fmt: skip
# Forms that are complete as they are opened, so that what is sent with them is really saved.
COMPLETE = {
    "producer": ["producers:edit", "producers:edit_visit", "producers:profile", "accounts:settings", "notices:preferences"],
    "buyer": ["buyers:edit", "buyers:profile", "accounts:settings", "notices:preferences"],
}  # fmt: skip


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type", "text")
    return kind not in ("file", "submit", "button") and (kind not in ("checkbox", "radio") or "checked" in given)  # fmt: skip


class Fields(HTMLParser):
    """The names and values that a browser would send with the forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._list = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "select":
            self._list = name
        elif tag == "option" and "selected" in given and self._list:
            self.found.setdefault(self._list, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self.found.setdefault(name, [""])
        elif tag == "input" and name and _is_sent(given):
            ticked = "on" if given.get("type") in ("checkbox", "radio") else ""
            self.found.setdefault(name, []).append(given.get("value", ticked))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area


@pytest.fixture
def places():
    here, there, national = world("17"), world("02"), UserFactory(role=Role.NATIONAL)
    greedy = {
        "state": "registered", "registration_number": "KH-OVOP-17-99999", "registered_at": "2020-01-01", "registered_by": national.pk,
        "stars": 5, "producer": there.maker.pk, "buyer": there.hotel.pk, "organisation": there.maker.organisation_id,
        "role": "national", "is_staff": "on", "is_superuser": "on", "is_active": "", "phone_verified": "", "phone": "+85512000999",
        "province": "02", "district": "0210", "commune": "021007", "confirmed_at": "2020-01-01", "confirmed_by": national.pk,
        "user": national.pk, "members": national.pk, "created_by": national.pk, "forum": there.at["forum"].pk, "checked_in_at": "2020-01-01",
        "id": 1, "pk": 1, "side": "buyer", "slot": 1, "table": 1,
    }  # fmt: skip
    return here, people(here, there, national), {name: str(value) for name, value in greedy.items()}


def decided() -> dict[tuple[str, int], tuple[Any, ...]]:
    return {
        (model.__name__, row[0]): row
        for model, fields in DECIDED.items()
        for row in model.objects.values_list("pk", *fields)
    }


def changed(before: dict[tuple[str, int], tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """(what it was, what it became) of each row there was."""
    after = decided()
    return [(row, after.get(key)) for key, row in before.items() if after.get(key) != row]


def lines(who: str, method: str) -> list[str]:
    column = PEOPLE.index(who)
    return [row for row, found in LISTED.items() if method in found and found[method][column] == "yes"]  # fmt: skip


# Who signs out, and what is meant to change exactly such a thing.
MEANT = {
    "account_logout", "producers:delete_certificate", "producers:discard", "forums:give_back", "forums:sign_up",
    "account_change_phone", "account_change_password", "account_set_password",
}  # fmt: skip


@pytest.mark.parametrize("who", ["producer", "neighbour", "buyer"])
def test_no_page_takes_more_than_its_form_has(places, who):
    here, sessions, greedy = places
    both = set(lines(who, "POST"))
    for row in sorted(both - MEANT):
        path = address(row, here)
        if path.startswith("/api/"):
            continue
        with undone():
            form = {}
            if row in lines(who, "GET"):
                form = Fields(text_of(ask(sessions[who], "GET", path))).found
            before = decided()
            # First as the browser would send it, with more; then more alone.
            for data in ({**greedy, **form}, {**form, **greedy}, greedy):
                ask(sessions[who], "POST", path, data)
                assert changed(before) == [], (row, who)


@pytest.mark.parametrize("who", sorted(COMPLETE))
def test_forms_are_saved_while_what_they_do_not_have_is_left(places, who):
    """The control: these are really saved, so the test above does not only send what is refused."""
    here, sessions, greedy = places
    for row in COMPLETE[who]:
        path = address(row, here)
        form = Fields(text_of(ask(sessions[who], "GET", path))).found
        with undone():
            answer = ask(sessions[who], "POST", path, {**greedy, **form})
            assert answer.status_code == 302, row


@pytest.mark.parametrize("who", ["producer", "neighbour", "buyer", "officer"])
def test_programs_write_no_more_than_the_schema_lets_them(places, who):
    here, sessions, greedy = places
    for method in ("POST", "PATCH", "PUT"):
        for row in lines(who, method):
            path = address(row, here)
            if not path.startswith("/api/") or row == "api_token":
                continue
            with undone():
                before = decided()
                ask(sessions[who], method, path, greedy)
                assert changed(before) == [], (row, method, who)
