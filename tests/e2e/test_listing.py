"""Listing a product from a phone: on a slow line, and with no line at all."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.actions import (
    fill_listing,
    next_step,
    open_listing,
    photo,
    press,
    sign_in,
    until,
    wait_for_worker,
)

pytestmark = pytest.mark.e2e


def test_product_is_listed_over_slow_3g_and_its_photo_appears(person, line):
    page = person(360, base_url=line.url)
    page.context.set_default_timeout(40_000)
    name = f"ប្រហុកយឺត {random.randint(0, 99999):05d}"
    sign_in(page, "producer")
    line.slow = True
    open_listing(page)
    fill_listing(page, name)
    page.click("button[name=submit]")
    expect(page).to_have_url(re.compile(r"/products/\d+/$"), timeout=40_000)
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator(".gallery img.picture")).to_be_visible(timeout=40_000)


def open_listing_with_worker(page: Page) -> None:
    """Sign in and open an empty listing that would open without a line too."""
    sign_in(page, "producer")
    page.goto("/")
    wait_for_worker(page)
    open_listing(page)


def cut(context: BrowserContext, *, off: bool) -> None:
    context.set_offline(off)


def expect_to_arrive(context: BrowserContext, selector: str, name: str) -> None:
    """Look at "My products" until what the phone kept has reached it, once."""
    page = context.new_page()
    for _ in range(40):
        page.goto("/my/products/")
        if page.locator(selector, has_text=name).count():
            break
        page.wait_for_timeout(250)
    expect(page.locator(selector, has_text=name)).to_have_count(1)


def test_line_is_lost_half_way_and_nothing_typed_is(person):
    page = person(360, quiet=False)  # requests that fail while there is no line are meant to
    name = f"ប្រហុកដាច់ខ្សែ {random.randint(0, 99999):05d}"
    open_listing_with_worker(page)
    next_step(page, 2)
    page.fill("input[name=name_km]", name)

    cut(page.context, off=True)
    page.click(".category-field:has(input[value=prahok]) summary")
    page.check("input[name=category][value=prahok]")
    next_step(page, 3)
    page.fill("input[name=price_0]", "15500")
    expect(page.locator("[data-listing-status]")).to_have_attribute("data-tone", "phone")
    page.wait_for_timeout(600)  # the pause after the last key before it is kept

    # The tab is closed and opened again, still without a line.
    again = page.context.new_page()
    page.close()
    again.goto("/products/new/")
    expect(again.locator("form[data-listing][data-ready]")).to_be_attached()
    expect(again.locator("[data-listing-continued]")).to_be_visible()
    expect(again.locator("input[name=price_0]")).to_have_value("15500")
    assert again.locator("input[name=name_km]").input_value() == name
    next_step(again, 4)
    again.fill("input[name=monthly_supply-amount]", "50")
    again.check("input[name=monthly_supply-months][value='5']")
    next_step(again, 5)
    next_step(again, 6)
    again.click("button[name=submit]")
    expect(again.locator("[data-listing-later]")).to_be_visible()

    cut(again.context, off=False)
    expect_to_arrive(again.context, ".product-card", name)


def test_page_without_a_line_says_so_and_leads_to_the_listing(person):
    page = person(360, quiet=False)
    sign_in(page, "producer")
    page.goto("/")
    wait_for_worker(page)
    cut(page.context, off=True)
    page.goto("/forums/")
    page.click("a[href='/products/new/'].btn")
    expect(page.locator("form[data-listing][data-ready]")).to_be_attached()


def test_category_is_found_by_a_word_in_either_language(person):
    page = person(360, language="en")
    sign_in(page, "producer")
    open_listing(page)
    next_step(page, 2)
    for word, code in (("jaggery", "sweets"), ("ផាមួង", "silk"), ("bamboo", "basketry")):
        page.fill("[data-find-category]", word)
        expect(page.locator(f"input[name=category][value={code}]")).to_be_visible()
        expect(page.locator(".category-field__kinds label:visible")).to_have_count(1)


def test_step_does_not_go_on_without_what_it_needs(person):
    page = person(360)
    sign_in(page, "producer")
    open_listing(page)
    next_step(page, 2)
    page.click("[data-step='2'] .btn-primary[name=go]")
    expect(page.locator("[data-step='2'] [data-step-problem]")).to_be_visible()
    expect(page.locator("[data-step='3']")).to_be_hidden()


def test_two_tabs_at_one_listing_keep_what_each_typed(person):
    first = person(360)
    name = f"ប្រហុកពីរទំព័រ {random.randint(0, 99999):05d}"
    sign_in(first, "producer")
    open_listing(first)
    next_step(first, 2)
    first.fill("input[name=name_km]", name)
    first.click(".category-field:has(input[value=prahok]) summary")
    first.check("input[name=category][value=prahok]")
    next_step(first, 3)
    expect(first.locator("[data-listing-status]")).to_have_attribute("data-tone", "saved")

    second = first.context.new_page()
    open_listing(second)
    expect(second.locator("input[name=name_km]")).to_have_value(name)
    second.fill("input[name=price_0]", "9000")
    next_step(second, 4)
    expect(second.locator("[data-listing-status]")).to_have_attribute("data-tone", "saved")

    # The first tab knows no price yet. It goes back a step, and the other's price stays.
    first.click("[data-go='2']")
    expect(first.locator("[data-listing-status]")).to_have_attribute("data-tone", "saved")
    expect(first.locator("input[name=price_0]")).to_have_value("9000")


def test_photo_that_is_none_is_told_and_does_not_hold_up_the_rest(person):
    page = person(360, quiet=False)
    sign_in(page, "producer")
    open_listing(page)
    broken = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"no photo at all"}
    page.set_input_files("input[name=photos]", [broken, photo()])
    expect(page.locator("[data-listing-errors] li")).to_have_count(1)
    expect(page.locator(".photo-tray__item")).to_have_count(1)
    next_step(page, 2)
    page.fill("input[name=name_km]", "ប្រហុក")
    expect(page.locator("[data-step='2']")).to_be_visible()

    # A photo taken away here is taken away there.
    page.click("[data-go='1']")
    page.click(".photo-tray__item button")
    expect(page.locator(".photo-tray__item")).to_have_count(0)
    expect(page.locator("[data-listing-status]")).to_have_attribute("data-tone", "saved")
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator("form[data-listing][data-ready]")).to_be_attached()
    expect(page.locator(".photo-tray__item")).to_have_count(0)


def test_thrown_away_listing_stays_away(person):
    page = person(360)
    name = f"ប្រហុកបោះចោល {random.randint(0, 99999):05d}"
    sign_in(page, "producer")
    open_listing(page)
    next_step(page, 2)
    page.fill("input[name=name_km]", name)
    page.click("[data-go='1']")
    page.wait_for_timeout(800)  # it says "saved" already, of the step before
    page.goto("/my/products/")
    press(page, f"a[href^='/listings/']:has-text('{name}')")
    press(page, "form[data-discard] button")
    open_listing(page)
    page.wait_for_timeout(500)
    expect(page.locator("input[name=name_km]")).not_to_have_value(name)
    page.goto("/my/products/")
    expect(page.locator("main")).not_to_contain_text(name)


def test_next_person_on_the_phone_sees_nothing_of_the_one_before(person):
    page = person(360, quiet=False)
    name = f"ប្រហុកសម្ងាត់ {random.randint(0, 99999):05d}"
    open_listing_with_worker(page)
    next_step(page, 2)
    page.fill("input[name=name_km]", name)
    page.wait_for_timeout(600)
    page.context.clear_cookies(name="sessionid")  # the session ends without a sign-out
    sign_in(page, "buyer")
    until(
        page, "caches.keys().then((all) => all.filter((n) => n.startsWith('pages-')).length === 1)"
    )
    page.wait_for_timeout(500)
    cut(page.context, off=True)
    page.goto("/products/new/")
    expect(page.locator("main")).not_to_contain_text(name)
    expect(page.locator("form[data-listing]")).to_have_count(0)


def test_another_one_can_be_begun_without_a_line(person):
    page = person(360, quiet=False)
    name = f"ប្រហុកមុន {random.randint(0, 99999):05d}"
    open_listing_with_worker(page)
    cut(page.context, off=True)
    next_step(page, 2)
    page.fill("input[name=name_km]", name)
    page.wait_for_timeout(600)
    page.reload()
    expect(page.locator("[data-listing-continued]")).to_be_visible()
    with page.expect_navigation():
        page.click("[data-listing-new]")
    expect(page.locator("form[data-listing][data-ready]")).to_be_attached()
    expect(page.locator("input[name=name_km]")).to_have_value("")
    cut(page.context, off=False)
    expect_to_arrive(page.context, "a[href^='/listings/']", name)


def test_what_was_typed_just_before_leaving_is_there(person):
    page = person(360)
    name = f"ប្រហុកប្រញាប់ {random.randint(0, 99999):05d}"
    sign_in(page, "producer")
    open_listing(page)
    next_step(page, 2)
    page.fill("input[name=name_km]", name)
    page.goto("/products/")  # at once, without a pause
    open_listing(page)
    expect(page.locator("input[name=name_km]")).to_have_value(name)


def test_completed_listing_is_not_written_again_after_a_reload_without_a_line(person):
    page = person(360, quiet=False)
    open_listing_with_worker(page)
    cut(page.context, off=True)
    fill_listing(page, f"ប្រហុកចប់ {random.randint(0, 99999):05d}")
    page.click("button[name=submit]")
    expect(page.locator("[data-listing-later]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-listing-waiting]")).to_be_visible()
