"""axe-core on the demo's full pages and on what only appears while one works: steps, errors, the grid.

Each on the screen of who uses it most; every page on both, and in both languages, is in test_every_page.py.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.actions import next_step, open_listing, press, sign_in, work_out
from tests.e2e.axe import violations
from tests.e2e.sheets import sheet

pytestmark = pytest.mark.e2e
PHONE, DESK = [(360, "km")], [(1280, "en")]


def look(page: Page, *paths: str) -> list[str]:
    found = []
    for path in paths:
        answer = page.goto(path)
        assert answer, path
        assert answer.status == 200, path
        page.evaluate(
            "for (const each of document.querySelectorAll('main details')) each.open = true"
        )
        found += violations(page)
    return found


def first(page: Page, path: str, selector: str) -> str:
    page.goto(path)
    return page.locator(selector).first.get_attribute("href") or ""


@pytest.mark.parametrize(("width", "language"), PHONE)
def test_public_pages_have_no_violation(person, width, language):
    page = person(width, language=language)
    product = first(page, "/products/?province=17", ".product-card h3 a")
    village = first(page, product, "a[href^='/villages/']")
    visit = first(page, "/provinces/17/", "a[href^='/visits/']")
    assert not look(
        page, "/products/", "/products/?q=zzzqqq", product, village, "/provinces/17/", visit,
        "/claim/", "/claim/?code=ACDEF-34679", "/offline/", "/privacy/", "/", "/accounts/login/",
        "/accounts/signup/?role=producer", "/accounts/login/code/",
    )  # fmt: skip


@pytest.mark.parametrize(("width", "language"), PHONE)
def test_pages_of_a_producer_have_no_violation(person, width, language):
    page = person(width, language=language)
    sign_in(page, "producer")
    product = first(page, "/my/products/", ".product-card h3 a[href^='/products/']")
    page.goto("/my/certificates/")
    mine = re.sub(r"certificates/$", "", page.url)
    found = look(
        page, "/", "/my/products/", product, f"{product}edit/", f"{product}export/?market=eu",
        f"{mine}certificates/", f"{mine}certificates/new/", f"{mine}visits/", f"{mine}visits/new/",
        "/claim/", "/my/data/", "/my/data/erase/",
    )  # fmt: skip
    open_listing(page)
    for step in range(2, 4):
        found += violations(page)
        if step == 2:
            next_step(page, 2)
            found += violations(page)
            page.fill("input[name=name_km]", "ប្រហុក")
            page.locator(".category-field summary").first.click()
            page.locator("input[name=category]").first.check()
            next_step(page, 3)
    page.fill("input[name=price_0]", "9000")
    next_step(page, 4)
    found += violations(page)
    page.fill("input[name=monthly_supply-amount]", "9")
    page.check("input[name=monthly_supply-months][value='1']")
    for step in (5, 6):
        next_step(page, step)
        found += violations(page)
    assert not found


@pytest.mark.parametrize(("width", "language"), DESK)
def test_pages_of_officers_staff_and_committee_have_no_violation(person, width, language):
    officer = person(width, language=language)
    sign_in(officer, "officer")
    found = look(officer, "/", "/producers/", "/producers/enrol/", "/imports/")
    officer.goto("/imports/")
    officer.set_input_files("input[name=sheet]", sheet(officer, "000000"))
    press(officer, "main form button.btn-primary")
    found += violations(officer)
    press(officer, ".form-actions button")
    expect(officer.locator(".import-row--wrong")).to_have_count(1, timeout=30_000)
    found += violations(officer)

    staff = person(width, language=language)
    sign_in(staff, "staff")
    review = first(staff, "/review/", "tbody a.btn")
    judge = first(staff, "/review/?queue=stars", "tbody a.btn")
    found += look(staff, "/review/", "/review/?queue=stars", review, judge)

    national = person(width, language=language)
    sign_in(national, "national")
    rubric = first(national, "/rubrics/", "a[href^='/rubrics/']:not([href$='new/'])")
    found += look(national, "/rubrics/", rubric)
    found += look(
        national, "/figures/", "/figures/products/", "/figures/deals/rows/", "/figures/targets/", "/deals/",
        "/trainings/", "/trainings/new/", "/trainings/needed/", "/notices/", "/notices/deliveries/", "/notices/programs/", "/status/",
        "/notices/wordings/", "/notices/wordings/product_changes/",
    )  # fmt: skip
    past = first(staff, "/forums/", "h2.mt + .stack h3 a")
    outcome = first(staff, f"{past}outcomes/", "tbody a.btn")
    training = first(staff, "/trainings/", ".forum-card h3 a")
    board = first(staff, f"{past}day/", "main p a")
    found += look(
        staff, f"{past}door/", f"{past}day/", f"{past}outcomes/", outcome, f"{past}commitments/", training,
        f"{past}commitments/new/", first(staff, f"{past}commitments/", "a[href$='/report/']"), board,
        first(staff, "/deals/", "tbody a.btn"),
    )  # fmt: skip
    assert not found


ORGANISING = (
    "edit", "edit/times", "edit/hall", "edit/people", "edit/review", "invite", "organisers", "registrations/paper",
)  # fmt: skip


@pytest.mark.parametrize(("width", "language"), DESK)
def test_pages_of_needs_enquiries_and_the_engine_have_no_violation(
    person, platform, width, language
):
    buyer = person(width, language=language)
    sign_in(buyer, "buyer")
    need = first(buyer, "/needs/", "tbody a[href^='/needs/']")
    thread = first(buyer, "/enquiries/", ".request strong a")
    product = first(buyer, "/products/?q=ប្រហុក", ".product-card h3 a")
    number = product.strip("/").split("/")[-1]
    found = look(
        buyer, "/", "/needs/", "/needs/new/", need, "/enquiries/", thread, "/requests/", "/my/searches/",
        f"/enquiries/ask/?product={number}", "/products/?q=ប្រហុក&province=17", product,
    )  # fmt: skip

    producer = person(width, language=language)
    sign_in(producer, "producer")
    wanted = first(producer, "/my/opportunities/", "a[href^='/needs/']")
    offer = first(producer, "/my/opportunities/", "a[href^='/enquiries/ask/']")
    thread = first(producer, "/enquiries/", ".request strong a")
    found += look(
        producer,
        "/my/opportunities/",
        wanted,
        offer,
        "/enquiries/",
        thread,
        "/my/livelihood/",
        "/my/agenda/",
        "/notices/",
        "/notices/choice/",
        "/notices/telegram/",
        "/my/settings/",
        "/accounts/password/change/",
        "/accounts/2fa/totp/activate/",
    )
    producer.goto("/notices/telegram/")
    press(
        producer, "main form button.btn-primary"
    )  # the page with the link, the code and what waits
    found += violations(producer)

    staff = person(width, language=language)
    sign_in(staff, "staff")
    forum = first(staff, "/forums/", ".forum-card h3 a")
    found += look(
        staff,
        "/people/",
        first(staff, "/people/", "li.card a"),
        "/matching/",
        "/matching/compare/",
        "/matching/weights/",
        "/needs/",
        f"{forum}matches/",
        f"{forum}day/",
        f"{forum}registrations/",
        *(f"{forum}{page}/" for page in ORGANISING),
    )
    path = platform.manage("practice_forum", "--people", "6").splitlines()[-1] if platform else ""
    if path:
        work_out(staff, path)
        found += look(staff, f"{path}timetable/")
        meeting = staff.locator(".grid__meeting").first.get_attribute("data-request")
        found += look(staff, f"{path}timetable/?meeting={meeting}")
    assert not found
