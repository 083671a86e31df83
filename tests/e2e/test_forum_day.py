"""A forum's day in the browser: the hall's network is gone and comes back, badges before a camera, who does not come,
the rest planned again, what came of it."""

from __future__ import annotations

import re

import pytest
import segno
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.actions import press, sign_in, wait_for_worker, work_out
from tests.e2e.older import made_older

pytestmark = pytest.mark.e2e
ANY_CLOCK = re.compile(r"\d\d:\d\d")
CAMERA = (640, 480, 20)  # width, height, pictures a second


@pytest.fixture
def day(platform, person):
    """A forum of twelve whose day is today, planned, published and begun: its path and an organiser's page."""
    if platform is None:
        pytest.skip("needs a platform of its own to make a practice forum on")
    path = platform.manage("practice_forum", "--people", "12", "--today").splitlines()[-1]
    staff = person(1280, language="en")
    sign_in(staff, "staff")
    work_out(staff, path)
    press(staff, "form[action$='/publish/'] button")
    staff.goto(path)
    press(staff, "form[action$='/step/start/'] button")
    return path, staff


def door_phone(person, path, language="km", *, older=False):
    """A phone at the door whose page is kept for when there is no network."""
    phone = person(360, language=language, quiet=False)
    if older:
        made_older(phone)
    sign_in(phone, "staff")
    phone.goto(f"{path}door/")
    wait_for_worker(phone, f"{path}door/")
    return phone


def there(phone):
    return phone.locator(".door-person.is-there")


@pytest.mark.parametrize(("language", "older"), [("km", True), ("en", False)])
def test_day_goes_on_while_the_network_is_gone_and_nothing_is_lost_or_doubled(
    person, day, language, older
):
    path, staff = day
    phone = door_phone(person, path, language, older=older)
    phone.reload()  # the script is kept with the page from here on
    queue = phone.locator("[data-queue]")

    # The hall's network goes. The page opens all the same; three come, and one whom nobody expected.
    phone.context.set_offline(True)
    phone.reload()
    expected = phone.locator(".door-person:not(.is-there)")
    for n in range(1, 4):
        expected.first.locator(".door-person__in").click()
        expect(there(phone)).to_have_count(n)
    phone.locator("#walk-in summary").click()
    phone.fill("#walk-name", "Late weavers")
    phone.locator("#walk-in button[type=submit]").click()
    expect(queue).to_have_attribute("data-waits", "4")
    phone.reload()  # an impatient thumb, or the phone's own mind: still kept
    expect(queue).to_have_attribute("data-waits", "4")

    # It comes back: everything is sent once, and the organisers see it.
    phone.context.set_offline(False)
    expect(queue).to_have_attribute("data-waits", "0", timeout=20_000)
    expect(phone.locator(".door-person", has_text="Late weavers")).to_have_class("door-person is-there")  # fmt: skip
    staff.goto(f"{path}door/")
    expect(there(staff)).to_have_count(4)

    # Another door agrees within seconds: what one says the other knows.
    expected.first.locator(".door-person__in").click()
    expect(there(phone)).to_have_count(5)
    expect(there(staff)).to_have_count(5, timeout=20_000)
    there(staff).first.locator(".door-person__undo").click()
    expect(there(phone)).to_have_count(4, timeout=20_000)

    # Who has not come by now is missing; the rest is planned again and published.
    staff.goto(f"{path}day/")
    press(staff, "form[action$='/day/missing/'] button")
    expect(staff.locator(".badge-state--bad").first).to_be_visible()
    press(staff, "form[action$='/timetable/again/'] button")
    expect(staff.locator(".message").first).to_be_visible()
    publish = staff.locator("form[action$='/publish/'] button")
    expect(publish).to_be_visible()
    press(staff, "form[action$='/publish/'] button")

    # What came of the first meeting is written down within a minute.
    staff.goto(f"{path}outcomes/")
    staff.locator("main table a.btn").first.click()
    staff.locator("input[name=result][value=deal]").check()
    expect(staff.locator("[name=value_0]")).to_be_visible()
    expect(staff.locator("input[name=reason]").first).to_be_hidden()
    staff.fill("[name=value_0]", "1200000")
    if staff.locator("[name=took_place]").count():
        staff.locator("[name=took_place]").check()
    press(staff, "main form .btn-primary")
    expect(staff.locator(".message--success")).to_be_visible()
    staff.goto("/deals/")
    expect(staff.locator("main")).to_contain_text("1,200,000")


def test_hall_screen_follows_the_day_without_being_touched(person, day):
    path, staff = day
    staff.goto(f"{path}day/")
    address = staff.locator("main code").inner_text()
    screen = person(1280)
    screen.goto(address)
    expect(screen.locator(".board__table").first).to_be_visible()
    expect(screen.locator("[data-left]")).to_have_text(ANY_CLOCK)
    expect(screen.locator(".board__calls li")).to_have_count(0)
    # One is checked in: from now on the doors say who is there, so whoever should sit at a table is called.
    staff.goto(f"{path}door/")
    staff.locator(".door-person__in").first.click()
    expect(screen.locator(".board__calls li").first).to_be_visible(timeout=20_000)
    expect(screen.locator(".board__calls").first).to_contain_text("please come to table")


def test_badge_before_the_camera_checks_in(
    browser_type, browser_type_launch_args, site, day, tmp_path
):
    path, staff = day
    staff.goto(f"{path}door/")
    badge = staff.evaluate(
        "JSON.parse(document.getElementById('door-people').textContent)[0].badge"
    )
    film = camera_film(tmp_path, f"{site}/b/{badge}/")
    flags = [
        *browser_type_launch_args["args"], "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={film}",
    ]  # fmt: skip
    filmed = browser_type.launch(**browser_type_launch_args | {"args": flags})
    try:
        phone = filmed.new_context(viewport={"width": 360, "height": 740}, base_url=site).new_page()
        sign_in(phone, "staff")
        phone.goto(f"{path}door/")
        phone.locator("[data-camera]").click()
        expect(there(phone)).to_have_count(1, timeout=20_000)
        expect(phone.locator("[data-queue]")).to_have_attribute("data-waits", "0", timeout=20_000)
        expect(there(staff)).to_have_count(1, timeout=20_000)
    finally:
        filmed.close()


def camera_film(folder, text):
    """A film of a badge held before a camera, as Chromium's pretended camera plays it (YUV4MPEG2)."""
    wide, high, rate = CAMERA
    code = folder / "code.png"
    segno.make(text, error="m").save(str(code), scale=8, border=4)
    picture = Image.new("L", (wide, high), 200)
    drawn = Image.open(code).convert("L")
    picture.paste(drawn, ((wide - drawn.width) // 2, (high - drawn.height) // 2))
    frame = b"FRAME\n" + picture.tobytes() + bytes([128]) * (wide * high // 2)
    film = folder / "badge.y4m"
    film.write_bytes(f"YUV4MPEG2 W{wide} H{high} F{rate}:1 Ip A1:1 C420jpeg\n".encode() + frame * 4)
    return film
