"""An officer is invited, signs in with a code, sets up a second step, and signs in with it from then on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.authenticator import digits
from tests.e2e.actions import choose_place, sign_in, some_phone

pytestmark = pytest.mark.e2e


def test_invited_officer_signs_in_and_sets_up_a_second_step(person):
    phone = some_phone()
    staff = person(1280, language="en")
    sign_in(staff, "staff")
    staff.goto("/people/")
    staff.fill("input[name=phone]", phone)
    choose_place(staff, "place", "Chong Khnies")
    staff.click("main form.card button.btn-primary")
    expect(staff.locator(".messages")).to_contain_text("Invited")

    officer = person(360, language="en")
    officer.goto("/accounts/signup/")
    officer.fill("input[name=full_name]", "Officer Dara")
    officer.fill("input[name=phone]", phone)
    officer.fill("input[name=password1]", "river-lotus-77")
    officer.check("input[name=terms]")
    officer.click("main form button.btn-primary")
    code = re.search(r"\b(\d{6})\b", officer.locator(".messages").inner_text())
    officer.fill("input[name=code]", code[1])
    officer.click("button[name=action][value=verify]")
    officer.goto("/producers/")
    expect(officer.locator("h1")).to_be_visible()

    officer.goto("/accounts/2fa/totp/activate/")
    expect(officer.locator("h1")).to_have_text("Is it you?")
    officer.fill("input[name=password]", "river-lotus-77")
    officer.click("main form button.btn-primary")
    officer.click("main details summary")
    secret = officer.locator("code.key").inner_text()
    officer.fill("input[name=code]", digits(secret))
    officer.click("main form button.btn-primary")
    expect(officer.locator(".recovery-codes li")).to_have_count(10)
    recovery = officer.locator(".recovery-codes li").first.inner_text()
    officer.click("main a.btn-primary")

    again = person(360, language="en")
    again.goto("/accounts/login/")
    again.fill("input[name=login]", phone)
    again.fill("input[name=password]", "river-lotus-77")
    again.click("main form button.btn-primary")
    expect(again.locator("h1")).to_have_text("Second step")
    again.fill("input[name=code]", "000000")
    again.click("main form button.btn-primary")
    expect(again.locator(".field__errors, .alert").first).to_contain_text("wrong")
    again.fill("input[name=code]", recovery)
    again.click("main form button.btn-primary")
    expect(again.locator(".topbar .account")).to_be_visible()

    staff.goto("/people/")
    staff.click("a:has-text('Officer Dara')")
    staff.click("text=Remove the second step")
    expect(staff.locator(".messages")).to_contain_text("Done")
    officer.goto("/producers/")
    expect(officer).to_have_url(re.compile("/accounts/login/"))
