"""What lies over the pages, and how they look by choice: questions, short sentences, digits, night."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import press, sign_in
from tests.e2e.axe import violations
from tests.e2e.older import made_older

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("older", [False, True])
def test_a_question_can_be_answered_no_with_a_key_and_yes_with_a_tap(person, older):
    page = person(360, says_yes=False, quiet=False)  # this page takes no answer: 403
    if older:
        made_older(page)
    page.goto("/design/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    button = page.locator("div[lang=km] [data-confirm]")
    button.click()
    ask = page.get_by_role("dialog")
    expect(ask).to_be_visible()
    expect(ask).to_contain_text("តើលុបការដាក់ផលិតផលនេះចោលមែនទេ?")
    expect(ask.locator("[value=yes]")).to_contain_text("បោះចោល")  # the button's own word, in Khmer
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(ask).to_be_hidden()
    expect(button).to_be_focused()
    ask_again = page.locator("div[lang=km] [data-confirm]")
    ask_again.click()
    ask.get_by_role("button").last.click()
    assert "POST" not in asked
    ask_again.click()
    with page.expect_request(lambda request: request.method == "POST"):
        ask.locator("[value=yes]").click()


def test_a_line_that_goes_and_comes_back_is_told(person):
    page = person(360, quiet=False)
    page.goto("/products/")
    page.context.set_offline(True)
    expect(page.locator(".toast")).to_contain_text("គ្មានអ៊ីនធឺណិត")
    page.context.set_offline(False)
    expect(page.locator(".toast")).to_contain_text("មានអ៊ីនធឺណិតវិញ")


def test_a_slow_page_shows_that_it_is_on_its_way(person, line):
    page = person(360, base_url=line.url)
    page.goto("/products/")
    page.evaluate(
        "new MutationObserver(() => { sessionStorage.seen = document.documentElement.className; })"
        ".observe(document.documentElement, { attributes: true })"
    )
    line.slow, line.round_trip = True, 1.5
    page.locator('.foot a[href="/figures/"]').click(no_wait_after=True)
    page.wait_for_url("**/figures/", wait_until="commit")
    assert "is-leaving" in page.evaluate("sessionStorage.seen")


def test_numbers_are_drawn_in_khmer_for_who_chose_so_and_stay_what_they_are(person):
    page = person(360)
    sign_in(page, "producer")
    page.goto("/my/settings/")
    page.select_option("[name=digits]", "khmer")
    press(page, "main form button.btn-primary")
    expect(page.locator("html")).to_have_class(re.compile("digits-khmer"))
    page.goto("/products/")
    drawn = "document.fonts.ready.then(() => [...document.fonts].some(f => f.family.includes('OVOP Khmer Digits') && f.status === 'loaded'))"
    assert page.evaluate(drawn)
    assert re.search(
        r"\d", page.locator(".product-card__price").first.inner_text()
    )  # copied as it is
    page.goto("/my/settings/")
    page.select_option("[name=digits]", "latin")
    press(page, "main form button.btn-primary")
    assert not page.locator("html.digits-khmer").count()


@pytest.mark.parametrize("width", [360, 1280])
def test_by_night_every_part_keeps_its_contrast(person, width):
    page = person(width, color_scheme="dark")
    page.goto("/design/")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(18, 25, 22)"
    assert not violations(page)


def test_by_day_every_part_keeps_its_contrast(person):
    page = person(360, color_scheme="light")
    page.goto("/design/")
    assert not violations(page)


def test_on_paper_stands_what_is_read_and_not_what_is_pressed(person):
    page = person(1280)
    page.goto("/products/?province=17")
    page.emulate_media(media="print", color_scheme="dark")
    for pressed in (".btn", ".tabs", ".foot", ".filters", ".topbar__menu"):
        assert page.locator(f"{pressed}:visible").count() == 0, pressed
    expect(page.locator(".product-card").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_step_one_is_at_is_in_view_on_a_phone(person):
    staff = person(360)
    sign_in(staff, "staff")
    staff.goto("/forums/")
    forum = staff.locator(".forum-card h3 a").first.get_attribute("href")
    for step in ("edit/people/", "edit/review/"):
        staff.goto(f"{forum}{step}")
        expect(staff.locator(".steps [aria-current]")).to_be_in_viewport(ratio=0.99)


def test_amounts_of_single_months_can_be_seen_while_they_are_typed(person):
    producer = person(360)
    sign_in(producer, "producer")
    producer.goto("/my/products/")
    shown = producer.locator(".product-card:has(.badge-state--good) a[href^='/products/']")
    product = shown.first.get_attribute("href")
    producer.goto(f"{product}edit/")
    own = producer.locator("details:has(.months--own)")
    if own.get_attribute("open") is None:  # open where the months differ already
        own.locator("summary").click()
    amount = own.locator("input").first
    amount.fill("70")
    expect(amount).to_have_css("opacity", "1")
    box = amount.bounding_box()
    assert box
    assert box["height"] >= 30


def test_both_tabs_of_requests_are_at_their_entry(person):
    buyer = person(360)
    sign_in(buyer, "buyer")
    for tab in ("/enquiries/", "/requests/"):
        buyer.goto(tab)
        expect(buyer.locator(".tabs [aria-current]")).to_have_attribute("href", "/enquiries/")
