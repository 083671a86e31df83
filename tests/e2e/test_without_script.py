"""A phone whose browser runs no script: slow, old, or saving data."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import press, sign_in

pytestmark = pytest.mark.e2e


def test_product_is_listed_and_changed_with_the_place_chosen_level_by_level(person):
    page = person(360, script=False)
    name = f"ស្ករត្នោតសាក {random.randint(0, 99999):05d}"
    sign_in(page, "producer")
    page.goto("/products/new/")
    page.fill("input[name=name_km]", name)
    page.select_option("select[name=category]", "sweets")
    page.fill("input[name=price_0]", "៨,៥០០")
    page.fill("input[name=monthly_supply-amount]", "៤០")
    page.check("input[name=monthly_supply-months][value='1']")

    # Another village: each level comes with the button, and nothing typed is lost on the way.
    page.click("#id_village summary")
    page.select_option("select[name=village-province]", "02")
    for level in ("district", "commune", "village"):
        press(page, "#id_village button[value=steps]")
        page.select_option(f"select[name=village-{level}]", index=1)
    expect(page.locator("input[name=name_km]")).to_have_value(name)
    press(page, "button[name=save]")

    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("main")).to_contain_text("8,500")
    expect(page.locator("main")).to_contain_text("បាត់ដំបង")

    page.goto(f"{page.url}edit/")
    page.fill("input[name=price_0]", "9000")
    press(page, "button[name=save]")
    expect(page.locator("main")).to_contain_text("9,000")


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
