"""What people do on the site, named in their words; used by every journey."""

from __future__ import annotations

import io
import random
import re

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from ovop.demo.accounts import DEMO_LOGINS, DEMO_PASSWORD
from ovop.text import khmer_digits

PASSWORD = "ត្រីឆ្អើរ-2026"


def some_phone() -> str:
    """A number nobody has used yet on the instance under test."""
    return f"097 {random.randint(100, 999)} {random.randint(1000, 9999)}"


def sign_up(page: Page, role: str, name: str, phone: str) -> None:
    """Sign up by phone and confirm with the code, which development shows on the page."""
    page.goto(f"/accounts/signup/?role={role}")
    page.locator(f"input[name=role][value={role}]").check()
    page.fill("input[name=full_name]", name)
    page.fill("input[name=phone]", khmer_digits(phone))
    page.fill("input[name=password1]", PASSWORD)
    page.check("input[name=terms]")
    page.click("main form button.btn-primary")
    code = re.search(r"\b(\d{6})\b", page.locator(".messages").inner_text())
    assert code, "the code is on the page in development"
    page.fill("input[name=code]", code[1])
    page.click("button[name=action][value=verify]")
    expect(page.locator(".topbar .account")).to_be_visible()


def sign_in(page: Page, key: str) -> None:
    """Sign in as one of the demo's people."""
    phone = next(login.phone for login in DEMO_LOGINS if login.key == key)
    page.goto("/accounts/login/")
    page.fill("input[name=login]", khmer_digits(phone))
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main form button.btn-primary")
    expect(page.locator(".topbar .account")).to_be_visible()


def choose_place(page: Page, field: str, text: str) -> None:
    """Find a place by typing its name and take the first that is offered."""
    if not page.is_visible(f"#id_{field}-text"):  # a place is chosen already
        page.click(f"#id_{field} summary")
    page.fill(f"#id_{field}-text", text)
    page.locator(f"#id_{field}-results input[type=radio]").first.check()


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true in the page.

    Playwright's own `wait_for_function` evaluates inside the page from its second look on, which our
    content security policy refuses.
    """
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not within 10 s: {expression}")


def photo(name: str = "prahok.jpg", *, hardest: bool = False) -> dict[str, object]:
    """A photo as a phone gives it to a form; `hardest`: noise, of which nothing can be left out.

    An ordinary one weighs in the catalogue what photos weigh there: what one test lists, others look at.
    """
    noise, buffer = Image.effect_noise((900, 700), 60), io.BytesIO()
    smooth = Image.radial_gradient("L").resize(noise.size)
    drawn = noise if hardest else Image.blend(smooth, noise, 0.04)
    drawn.convert("RGB").save(buffer, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def next_step(page: Page, number: int) -> None:
    """Press Next and see the step that follows."""
    page.click(".listing__step:not([hidden]) .btn-primary[name=go]")
    expect(page.locator(f"[data-step='{number}']")).to_be_visible()


def fill_listing(
    page: Page, name: str, *, price: str = "12000", amount: str = "៣០០", language: str = "km",
    category: str = "prahok",
) -> None:  # fmt: skip
    """Write a listing, of prahok by default, from the photo to the last step, which is left open."""
    page.set_input_files("input[name=photos]", photo())
    next_step(page, 2)
    page.fill(f"input[name=name_{language}]", name)
    page.click(f".category-field:has(input[value={category}]) summary")
    page.check(f"input[name=category][value={category}]")
    next_step(page, 3)
    page.fill("input[name=price_0]", price)
    next_step(page, 4)
    page.fill("input[name=monthly_supply-amount]", amount)
    for month in range(1, 13):
        page.check(f"input[name=monthly_supply-months][value='{month}']")
    next_step(page, 5)
    page.select_option("select[name=packaging_kind]", "jar")
    next_step(page, 6)


def open_listing(page: Page) -> None:
    """Open an empty listing and wait for its script."""
    page.goto("/products/new/")
    expect(page.locator("form[data-listing][data-ready]")).to_be_attached()


def press(page: Page, selector: str) -> None:
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.click(selector)


def become_producer(page: Page, name: str) -> None:
    """Sign up and say who we are: a producer of Chong Kau Su village, ready to list."""
    sign_up(page, "producer", name, some_phone())
    page.goto("/my/producer/")
    page.fill("input[name=name_km]", name)
    choose_place(page, "village", "ចុងកៅស៊ូ")
    press(page, ".form-actions button")
    expect(page.locator("form[data-listing][data-ready]")).to_be_attached()


def become_buyer(page: Page, name: str) -> None:
    """Sign up and say who we are: a buyer of Siem Reap town."""
    sign_up(page, "buyer", name, some_phone())
    page.goto("/my/buyer/")
    page.fill("input[name=name_en]", name)
    choose_place(page, "place", "Siem Reab")
    press(page, ".form-actions button")


def register_product(staff: Page, name: str) -> None:
    """Staff find the listing among those that wait, check it and register it."""
    staff.goto("/review/?page=999")
    with staff.expect_navigation():
        staff.locator("tr", has_text=name).locator("a.btn").click()
    for box in staff.locator("input[name=checked]").all():
        box.check()
    press(staff, "button[formaction$='/register/']")
    expect(staff.locator(".message--success")).to_contain_text("KH-OVOP-17-")


def work_out(page: Page, path: str) -> None:
    """Have the timetable worked out and stop as soon as there is something to keep."""
    page.goto(f"{path}timetable/")
    press(page, "form[action$='/make/'] button")
    expect(page.locator("#run-scheduling .text-muted, .grid__meeting").first).to_be_visible(
        timeout=60_000
    )
    stop = page.locator("form[action*='/cancel/'] button")
    if stop.count():
        stop.click()
    expect(page.locator(".grid__meeting").first).to_be_visible(timeout=60_000)


def drag(page: Page, meeting: Locator, place: str) -> None:
    """Drag a meeting of the desk to a place with the mouse."""
    meeting.hover()
    page.mouse.down()
    box = meeting.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)  # it is dragged before anything scrolls
    target = page.locator(f"td[data-place='{place}']")
    target.hover()
    target.hover()
    with page.expect_navigation():
        page.mouse.up()


def wait_for_worker(page: Page, kept: str = "/products/new/") -> None:
    """The service worker is in charge and has kept a page.

    A page that was on its way while the worker became active is not in its charge; the next one is. A worker that
    could not be put in place (a file did not come) is tried again by the next page, so `ready`, which never says no,
    is not asked.
    """
    for _visit in range(5):
        page.reload()
        try:
            until(page, "navigator.serviceWorker.controller !== null")
        except AssertionError:
            continue
        break
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, f"caches.match('{kept}').then((found) => Boolean(found))")
