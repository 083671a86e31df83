"""The story: from a villager's sign-up to a recorded deal, each in their own browser."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import (
    become_buyer,
    become_producer,
    choose_place,
    fill_listing,
    press,
    register_product,
    sign_in,
)  # fmt: skip

pytestmark = pytest.mark.e2e


def test_from_the_village_to_the_deal(person):
    mark = f"{random.randint(0, 99999):05d}"
    product_name = f"ប្រហុកត្រីកំភ្លាញ {mark}"
    producer, buyer, staff = person(360), person(1280, language="en"), person(1280)

    # A producer of Siem Reap signs in by phone in Khmer and says who she is.
    become_producer(producer, f"ក្រុមប្រហុក {mark}")
    expect(producer.locator("html")).to_have_attribute("lang", "km")

    # She lists prahok of her village: photo, price per kg in riel, supply by month.
    expect(producer).to_have_url(re.compile(r"/products/new/$"))
    fill_listing(producer, product_name)
    press(producer, "button[name=submit]")
    expect(producer.locator("main")).to_contain_text(product_name)
    product_path = producer.url

    # Staff of the province review it; it gets its OVOP registration number.
    sign_in(staff, "staff")
    register_product(staff, product_name)
    producer.goto(product_path)
    expect(producer.locator("main")).to_contain_text("KH-OVOP-17-")

    # A hotel posts a need: 200 kg a month to Siem Reap town, target price, a wished certificate.
    become_buyer(buyer, f"Hotel Kampong {mark} (test)")
    buyer.goto("/needs/new/")
    buyer.fill("input[name=name_km]", product_name)
    buyer.select_option("select[name=category]", "prahok")
    buyer.fill("input[name=quantity]", "200")
    buyer.fill("input[name=price_ceiling_0]", "15000")
    choose_place(buyer, "place", "Siem Reab")
    if not buyer.is_visible("input[name=certificates_wished][value=ovop]"):
        buyer.click("details.more summary")
    buyer.check("input[name=certificates_wished][value=ovop]")
    press(buyer, "button[name=publish]")

    # The Celery run ranks pairings with reasons; hers is the best.
    best = buyer.locator(".match").first
    expect(best).to_contain_text(product_name, timeout=30_000)
    expect(best.locator(".match__why")).to_contain_text("Suggested because")
    expect(best.locator(".reasons progress")).to_have_count(9)

    # The buyer asks for a meeting, the producer agrees with one tap and both see the phone.
    best.locator("a[href^='/requests/ask/']").click()
    buyer.fill("textarea[name=message]", "We serve it every morning.")
    press(buyer, "main form button.btn-primary")
    producer.goto("/requests/")
    expect(producer.locator(".request")).to_contain_text("We serve it every morning.")
    press(producer, "button[name=answer][value=accept]")
    expect(producer.locator(".contact")).to_be_visible()

    # Staff make the forum: hall, day, slots, tables; both sides register and are approved.
    staff.goto("/forums/new/")
    staff.fill("input[name=name_km]", f"វេទិកាសាកល្បង {mark}")
    staff.fill("input[name=venue_km]", "សាលាខេត្តសៀមរាប")
    staff.fill("input[name=day]", "2031-02-20")
    press(staff, ".form-actions button.btn-primary")  # the draft is made, with times and a hall
    for _step in ("times", "hall", "people"):
        press(staff, ".form-actions button.btn-primary")
    forum_path = staff.url.removesuffix("edit/review/")
    press(staff, "form[action$='/open_registration/'] button")
    for page in (producer, buyer):
        page.goto(forum_path)
        press(page, "form[action$='/register/'] button")
    staff.goto(f"{forum_path}registrations/")
    press(staff, "button[name=approve_all]")
    staff.goto(forum_path)
    press(staff, "form[action$='/close_registration/'] button")

    # The scheduler works while staff watch; they publish its draft.
    staff.goto(f"{forum_path}timetable/")
    press(staff, "form[action$='/make/'] button")
    expect(staff.locator(".grid__meeting")).to_have_count(1, timeout=30_000)
    expect(staff.locator(".grid__meeting")).to_contain_text(f"ក្រុមប្រហុក {mark}")
    press(staff, "form[action$='/publish/'] button")

    # Both sides see their own agenda.
    producer.goto("/my/agenda/")
    expect(producer.locator(".agenda__item")).to_contain_text(f"Hotel Kampong {mark}")
    expect(producer.locator(".agenda__time")).to_have_text("08:30")
    buyer.goto("/my/agenda/")
    expect(buyer.locator(".agenda__item")).to_contain_text(f"ក្រុមប្រហុក {mark}")

    # After the meeting staff record a deal and its value.
    staff.goto(forum_path)
    press(staff, "form[action$='/start/'] button")
    staff.goto(f"{forum_path}outcomes/")
    staff.locator("tbody a.btn").click()
    staff.check("input[name=result][value=deal]")
    staff.fill("input[name=value_0]", "28800000")
    press(staff, "main form button.btn-primary")
    expect(staff.locator("tbody")).to_contain_text("28,800,000")
