"""Organisers in the browser: a timetable worked out, changed with mouse and keyboard, published, planned again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.actions import drag, press, sign_in, work_out

pytestmark = pytest.mark.e2e


@pytest.fixture
def practice(platform):
    """Makes a practice forum of so many people and gives its path."""
    if platform is None:
        pytest.skip("needs a platform of its own to make a practice forum on")
    return lambda people: platform.manage("practice_forum", "--people", str(people)).splitlines()[
        -1
    ]


@pytest.mark.parametrize(("width", "language"), [(1280, "km"), (360, "en")])
def test_desk_is_worked_by_mouse_and_by_keyboard_and_tells_only_whom_it_concerns(
    person, practice, width, language
):
    staff = person(width, language=language)
    sign_in(staff, "staff")
    path = practice(12)
    work_out(staff, path)
    desk = f"{path}timetable/"
    meeting = staff.locator(".grid__meeting").first
    request = meeting.get_attribute("data-request")
    meeting.click()  # the places where both are free say so
    place = staff.locator(".grid__here").first.get_attribute("value")
    staff.goto(desk)
    meeting = staff.locator(f".grid__meeting[data-request='{request}']")

    if width > 1000:  # dragged with the mouse to a free place
        drag(staff, meeting, place)
    else:  # chosen by touch, the place from the lists
        meeting.click()
        slot, table = place.split("-")
        staff.select_option("#desk-slot", slot)
        staff.select_option("#desk-table", table)
        press(staff, "#place-form .btn-primary")
    moved = staff.locator(f".grid__meeting[data-request='{request}']")
    expect(moved).to_have_attribute("data-seen", place)

    # By keyboard: choose it, lock it; then it cannot be moved.
    moved.focus()
    staff.keyboard.press("Enter")
    expect(staff.locator("#chosen")).to_be_visible()
    staff.locator("button[name=locked]").focus()
    with staff.expect_navigation():
        staff.keyboard.press("Enter")
    expect(staff.locator(f".grid__meeting[data-request='{request}']")).to_have_class(
        "grid__meeting is-locked"
    )

    # A clash is refused with its name and nothing is lost.
    others = staff.locator(".grid__meeting:not(.is-locked)")
    taken = others.first.get_attribute("data-seen")
    other = others.last
    other.click()
    slot, table = taken.split("-")
    staff.select_option("#desk-slot", slot)
    staff.select_option("#desk-table", table)
    press(staff, "#place-form .btn-primary")
    expect(staff.locator(".message--warning")).to_be_visible()

    staff.goto(desk)
    press(staff, "form[action$='/publish/'] button")
    expect(staff.locator(".message--success")).to_be_visible()
    press(staff, "form[action$='/change/'] button")
    staff.locator(".grid__meeting:not(.is-locked)").first.click()
    press(staff, "#place-form button[value=off]")
    expect(staff.locator(".change--called_off")).to_have_count(1)
    press(staff, "form[action$='/undo/'] button")
    expect(staff.locator(".change")).to_have_count(0)


def test_two_at_one_desk_the_later_one_is_told(person, practice):
    path = practice(6)
    first, second = person(1280, language="en"), person(1280, language="en", quiet=False)
    for page in (first, second):
        sign_in(page, "staff")
    work_out(first, path)
    request = first.locator(".grid__meeting").first.get_attribute("data-request")
    for page in (first, second):
        page.goto(f"{path}timetable/?meeting={request}")
    press(first, "#place-form button[value=off]")
    press(second, "#place-form button[value=off]")
    expect(second.locator(".message--warning")).to_contain_text("changed this meeting")
    expect(second.locator("#chosen")).to_be_visible()


def test_forum_of_300_is_planned_again_live(person, practice):
    """No-shows, somebody late, a lost table: one button, a draft with what changes, published."""
    staff = person(1280, language="en")
    sign_in(staff, "staff")
    path = practice(300)
    work_out(staff, path)
    press(staff, "form[action$='/publish/'] button")

    staff.goto(f"{path}day/")
    for n in range(3):
        with staff.expect_navigation():
            staff.locator("button[name=state][value=never]").nth(10 * n).click()
    with staff.expect_navigation():
        staff.locator("form[action*='/day/tables/'] button").first.click()
    press(staff, "form[action$='/again/'] button")
    expect(staff.locator(".message--success")).to_contain_text("Planned again")
    expect(staff.locator(".change--called_off").first).to_be_visible()
    assert staff.locator(".change--moved").count() == 0  # nobody had to move for them
    press(staff, "form[action$='/publish/'] button")
    expect(staff.locator(".message--success")).to_contain_text("Published")
