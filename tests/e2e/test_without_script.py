"""A phone whose browser runs no script: slow, old, or saving data."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import photo, press, sign_in
from tests.e2e.sheets import sheet, wait_for_stage

pytestmark = pytest.mark.e2e


def test_product_is_listed_and_changed_with_the_place_chosen_level_by_level(person):
    page = person(360, script=False)
    name = f"ស្ករត្នោតសាក {random.randint(0, 99999):05d}"
    sign_in(page, "producer")
    page.goto("/products/new/")
    page.set_input_files("input[name=photos]", photo())
    press(page, "[data-step='1'] button.btn-primary")
    expect(page.locator(".photo-tray")).not_to_be_empty()

    # What is wrong is told at once, at its step.
    press(page, "[data-step='2'] button.btn-primary")
    expect(page.locator("[data-step='2'] .field__errors").nth(1)).to_be_visible()
    page.fill("input[name=name_km]", name)
    page.click(".category-field:has(input[value=sweets]) summary")
    page.check("input[name=category][value=sweets]")
    press(page, "[data-step='2'] button.btn-primary")
    page.fill("input[name=price_0]", "៨,៥០០")
    press(page, "[data-step='3'] button.btn-primary")
    page.fill("input[name=monthly_supply-amount]", "៤០")
    page.check("input[name=monthly_supply-months][value='1']")
    press(page, "[data-step='4'] button.btn-primary")
    press(page, "[data-step='5'] button.btn-primary")

    # Another village: each level comes with the button, and nothing typed is lost on the way.
    page.click("#id_village summary")
    page.select_option("select[name=village-province]", "02")
    for level in ("district", "commune", "village"):
        press(page, "#id_village button[value=steps]")
        page.select_option(f"select[name=village-{level}]", index=1)
    press(page, "button[name=save]")

    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("main")).to_contain_text("8,500")
    expect(page.locator("main")).to_contain_text("បាត់ដំបង")

    page.goto(f"{page.url}edit/")
    page.fill("input[name=price_0]", "9000")
    press(page, "button[name=save]")
    expect(page.locator("main")).to_contain_text("9,000")


def test_sheet_is_imported_and_undone(person):
    page = person(360, script=False)
    mark = f"{random.randint(0, 999999):06d}"
    sign_in(page, "officer")
    page.goto("/imports/")
    page.set_input_files("input[name=sheet]", sheet(page, mark))
    press(page, "main form button.btn-primary")
    press(page, ".form-actions button")
    wait_for_stage(page, ".import-row--wrong")
    page.fill(".import-row--wrong input[name=phone]", f"០៩៧ {mark} ១")
    press(page, ".import-row--wrong .import-row__mend button")
    press(page, "button[name=apply]")
    wait_for_stage(page, ".import-row--imported")
    expect(page.locator(".import-row--imported")).to_have_count(2)
    press(page, "form[action$='/undo/'] button")
    wait_for_stage(page, ".import-row--undone")
    expect(page.locator(".import-row--undone")).to_have_count(2)


def test_catalogue_is_filtered_by_map_month_and_words(person):
    page = person(360, script=False, language="en")
    page.goto("/products/")
    page.click(".catalogue__map summary")
    press(page, ".tile[href*='province=17']")
    expect(page.locator(".count")).to_contain_text("products")
    expect(page.locator(".chips .chip", has_text="Siem Reap")).to_be_visible()
    page.click(".filters summary")
    page.select_option("select[name=month]", "now")
    press(page, ".filters noscript button, .filters .filters__grid button")
    expect(page).to_have_url(re.compile("province=17.*month=now|month=now.*province=17"))
    expect(page.locator(".product-card").first).to_contain_text("Siem Reap")
    press(page, ".product-card h3 a")
    expect(page.locator(".season")).to_be_visible()
    press(page, "a[href^='/villages/']")
    expect(page.locator("h2", has_text="Made here")).to_be_visible()


def test_place_is_found_by_its_english_name(person):
    page = person(360, script=False, language="en")
    sign_in(page, "officer")
    page.goto("/producers/enrol/")
    page.fill("#id_village-text", "chong kausu")
    press(page, "#id_village button[value=search]")
    expect(page.locator("#id_village-results")).to_contain_text("ចុងកៅស៊ូ")


def test_need_is_posted_and_found_in_the_list(person):
    page = person(1280, script=False, language="en")
    name = f"smoked fish {random.randint(0, 99999):05d}"
    sign_in(page, "buyer")
    page.goto("/needs/new/")
    page.fill("input[name=name_en]", name)
    page.fill("input[name=quantity]", "30")
    press(page, "button[name=publish]")
    page.goto("/needs/")
    expect(page.locator("tbody")).to_contain_text(name)


def test_need_is_filled_in_from_its_words_and_an_enquiry_goes_to_a_deal(person):
    mark = f"{random.randint(0, 99999):05d}"
    buyer = person(360, script=False, language="en")
    producer = person(360, script=False, language="en")
    sign_in(buyer, "buyer")
    buyer.goto("/needs/new/")
    buyer.fill("input[name=name_en]", f"prahok {mark}, 50 kg a week, at most $5")
    press(buyer, "button[name=propose]")
    expect(buyer.locator(".proposed")).to_contain_text("Filled in from your words")
    expect(buyer.locator("input[name=quantity]")).to_have_value("50")
    press(buyer, "button[name=publish]")

    # The demo's producer answers with an offer, the buyer with one tap.
    sign_in(producer, "producer")
    producer.goto("/my/products/")
    product = producer.locator(".product-card h3 a[href^='/products/']").last.get_attribute("href")
    buyer.goto(f"/enquiries/ask/?product={product.strip('/').split('/')[-1]}")
    buyer.select_option("select[name=need]", label=f"prahok {mark}, 50 kg a week, at most $5")
    buyer.fill("textarea[name=text]", f"How much? {mark}")
    press(buyer, "main form button.btn-primary")
    thread = re.search(r"/enquiries/\d+/", buyer.url)[0]
    producer.goto(thread)
    expect(producer.locator(".thread")).to_contain_text(mark)
    producer.click("#steps details:has(input[name=price_0]) summary")
    producer.fill("input[name=price_0]", "14000")
    producer.fill("input[name=quantity]", "20")
    press(producer, "form[action$='/offer/'] button.btn-primary")
    buyer.goto(thread)
    press(buyer, "form[action$='/accept/'] button")
    expect(buyer.locator(".contact")).to_be_visible()
