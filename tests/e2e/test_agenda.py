"""One's agenda on the phone, also where there is no line."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import sign_in, wait_for_worker

pytestmark = pytest.mark.e2e


def test_agenda_once_opened_opens_without_a_line(person):
    phone = person(360, quiet=False)  # requests that fail while there is no line are meant to
    sign_in(phone, "producer")
    phone.goto("/")
    wait_for_worker(phone)
    phone.goto("/my/agenda/")
    times = phone.locator(".agenda__time").all_inner_texts()
    assert times
    phone.context.set_offline(True)
    again = phone.context.new_page()
    again.goto("/my/agenda/")
    expect(again.locator(".agenda__time")).to_have_text(times)
