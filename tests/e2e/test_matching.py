"""Needs that find what they look for: across languages, and by several producers together."""

from __future__ import annotations

import random

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


@pytest.fixture
def mark() -> str:
    """A number that no other product or need carries."""
    return f"{random.randint(0, 99999):05d}"


def test_need_in_khmer_finds_a_product_described_in_english_and_becomes_a_deal(person, mark):
    producer, buyer, staff = person(360, language="en"), person(360), person(1280)
    name = f"Palm sugar blocks {mark}"
    become_producer(producer, f"Sugar makers {mark}")
    fill_listing(producer, name, language="en", category="sweets")
    press(producer, "button[name=submit]")
    sign_in(staff, "staff")
    register_product(staff, name)

    # The buyer says it in Khmer; the form understands.
    become_buyer(buyer, f"Guesthouse {mark} (test)")
    buyer.goto("/needs/new/")
    buyer.fill("input[name=name_km]", f"ស្ករត្នោត {mark} ៥០គីឡូ ក្នុងមួយសប្តាហ៍")
    buyer.locator("input[name=name_km]").blur()
    expect(buyer.locator(".proposed")).to_be_visible()
    expect(buyer.locator("select[name=category]")).to_have_value("sweets")
    expect(buyer.locator("input[name=quantity]")).to_have_value("50")
    expect(buyer.locator("select[name=period]")).to_have_value("week")
    press(buyer, "button[name=publish]")

    # Found by itself, with a bar for each factor and the reason in Khmer.
    best = buyer.locator(".match").first
    expect(best).to_contain_text(name, timeout=30_000)
    expect(best.locator(".match__why")).to_contain_text("ណែនាំព្រោះ")
    expect(best.locator(".reasons progress")).to_have_count(9)

    # Asked for a price; she is told, makes an offer on her phone, and he accepts it.
    best.locator("a[href^='/enquiries/ask/']").click()
    expect(buyer.locator("input[name=quantity]")).to_have_value("50")
    press(buyer, "main form button.btn-primary")
    producer.goto("/enquiries/")
    press(producer, ".request .btn-primary")
    expect(producer.locator(".contact")).to_have_count(0)
    producer.click("#steps details:has(input[name=price_0]) summary")
    producer.fill("input[name=price_0]", "14000")
    press(producer, "form[action$='/offer/'] button.btn-primary")
    buyer.reload()
    expect(buyer.locator("aside")).to_contain_text("14,000")
    press(buyer, "form[action$='/accept/'] button")
    expect(buyer.locator(".contact")).to_be_visible()
    producer.reload()
    expect(producer.locator(".contact")).to_be_visible()
    expect(producer.locator(".card--good")).to_contain_text("14,000")


def test_three_producers_together_fill_what_none_can_alone(person, mark):
    buyer, staff = person(1280, language="en"), person(1280)
    sign_in(staff, "staff")
    makers = [person(360) for _ in range(3)]
    for number, maker in enumerate(makers):
        name = f"ប្រហុក {mark} {number}"
        become_producer(maker, f"ក្រុម {mark} {number}")
        fill_listing(maker, name, amount="3000")
        press(maker, "button[name=submit]")
        register_product(staff, name)

    become_buyer(buyer, f"Factory {mark} (test)")
    buyer.goto("/needs/new/")
    buyer.fill("input[name=name_km]", f"ប្រហុក {mark}")
    buyer.select_option("select[name=category]", "prahok")
    buyer.fill("input[name=quantity]", "9000")
    choose_place(buyer, "place", "Siem Reab")
    press(buyer, "button[name=publish]")
    expect(buyer.locator(".match").first).to_contain_text(mark, timeout=30_000)
    buyer.reload()
    buyer.locator("a[href^='/pools/']").first.click()
    for number in range(3):
        expect(buyer.locator("main")).to_contain_text(f"ក្រុម {mark} {number}")
    press(buyer, "form[action$='/ask/'] button")

    for answered, maker in enumerate(makers, 1):
        maker.goto("/my/opportunities/")
        maker.locator("a[href^='/pools/']").first.click()
        press(maker, "button[name=agree]")
        buyer.reload()
        # The numbers appear with the last yes, not before.
        expect(buyer.locator(".contact")).to_have_count(3 if answered == 3 else 0)


def test_price_of_one_product_is_asked_without_a_need(person, mark):
    buyer = person(360)
    become_buyer(buyer, f"Shop {mark} (test)")
    buyer.goto("/products/?q=ប្រហុក")
    buyer.locator(".product-card h3 a").first.click()
    buyer.locator("a[href^='/enquiries/ask/']").click()
    buyer.fill("textarea[name=text]", f"តម្លៃប៉ុន្មាន? {mark}")
    press(buyer, "main form button.btn-primary")
    expect(buyer.locator(".thread")).to_contain_text(mark)
    press(buyer, "form[action$='/withdraw/'] button")
    expect(buyer.locator(".badge-state").first).to_have_text("បានដកវិញ")
