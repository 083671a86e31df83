"""A forum from the first step to the agenda: prepared, invited to, asked at, timetabled, changed, published."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.actions import drag, press, sign_in, work_out

pytestmark = pytest.mark.e2e

# Whoever comes to several forums meets at the next one: each run of the story is a day earlier.
_days = (date.today() + timedelta(days=60 - n) for n in count())
WORDS = "Please bring samples. សូមយកគំរូមក។"


@pytest.mark.parametrize("language", ["km", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_first_step_to_the_agenda(person, width, language):
    staff, producer, buyer = (person(width, language=language) for _ in range(3))
    for page, key in ((staff, "staff"), (producer, "producer"), (buyer, "buyer")):
        sign_in(page, key)
    mark = f"{random.randint(0, 99999):05d}"
    path = _prepare(staff, mark)
    _invite(staff, path, "producer", "ភូមិទី១" if language == "km" else "Phum Ti Muoy Community")
    _invite(staff, path, "buyer", "បឹងឈូក" if language == "km" else "Lotus Lake Hotel")

    # Both read the invitation and register from it; the producer comes with two people.
    for page in (producer, buyer):
        page.goto("/notices/")
        press(page, ".notice:has-text('samples') >> nth=0")
        expect(page.locator(".card--good")).to_contain_text(WORDS)
    producer.fill("input[name=delegates]", "២")
    for page in (producer, buyer):
        press(page, "form[action$='/register/'] button.btn-primary")
    staff.goto(f"{path}registrations/")
    press(staff, "button[name=approve_all]")

    # The buyer sees whom to meet and why, asks, and the producer agrees.
    buyer.goto(path)
    press(buyer, "a[href$='/suggestions/']")
    first = buyer.locator("li.card").first
    expect(first.locator(".match__score")).to_contain_text("%")
    with buyer.expect_navigation():
        first.locator("a.btn-primary").click()
    buyer.fill("textarea[name=message]", f"For {mark}")
    press(buyer, "main form button.btn-primary")
    producer.goto("/requests/")
    press(producer, f".request:has-text('{mark}') button[name=answer][value=accept]")

    # The timetable is worked out, its meeting brought to another place, and published.
    work_out(staff, path)
    place = _move(staff, path, with_mouse=width > 1000)
    press(staff, "form[action$='/publish/'] button")
    expect(staff.locator(".message--success")).to_be_visible()
    for page in (producer, buyer):
        page.goto("/my/agenda/")
        group = page.locator("section", has=page.locator(f"a[href*='{path}my-agenda']"))
        expect(group.locator(".agenda__time")).to_have_text(place["time"])
        expect(group.locator(".table-number")).to_have_text(place["table"])
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def _prepare(staff: Page, mark: str) -> str:
    """All steps, each at least once; the path of the open forum."""
    staff.goto("/forums/new/")
    staff.fill("input[name=name_km]", f"វេទិកា {mark}")
    staff.fill("input[name=name_en]", f"Forum {mark}")
    staff.fill("input[name=day]", next(_days).isoformat())
    staff.check("input[name=languages][value=en]")
    staff.fill("input[name=hosts-0-name_km]", "រដ្ឋបាលខេត្ត")
    press(staff, ".form-actions button.btn-primary")
    staff.fill("input[name=morning_pause_start]", "09:50")
    staff.fill("input[name=morning_pause_end]", "10:10")
    press(staff, ".form-actions button.btn-primary")
    staff.fill("input[name=table_count]", "៤")
    staff.fill("input[name=groups-0-first]", "4")
    staff.fill("input[name=groups-0-last]", "4")
    staff.check("input[name=groups-0-interpreter]")
    press(staff, ".form-actions button.btn-primary")
    staff.fill("input[name=most_buyers]", "40")
    staff.fill("input[name=questions-0-name_en]", "How many samples do you bring?")
    press(staff, ".form-actions button.btn-primary")
    expect(staff.locator("main")).to_contain_text("How many samples")
    assert not staff.evaluate("document.documentElement.scrollWidth > innerWidth")
    path = staff.url.removesuffix("edit/review/")
    press(staff, "form[action$='/open_registration/'] button")
    return path.removeprefix(staff.url[: staff.url.index("/forums/")])


def _invite(staff: Page, path: str, side: str, name: str) -> None:
    """Find one by name, choose it, read the invitation in both languages, send it."""
    staff.goto(f"{path}invite/?side={side}")
    staff.fill("input[name=q]", name)
    press(staff, ".search button")
    staff.locator("input[name=organisation]").first.check()
    staff.fill("textarea[name=message]", WORDS)
    press(staff, "form[data-check-all] button.btn-primary")
    expect(staff.locator("section[lang=km]")).to_contain_text("វេទិកា")
    expect(staff.locator("section[lang=en]")).to_contain_text("You are invited to Forum")
    press(staff, "button[name=send]")
    expect(staff.locator("tbody tr")).to_have_count(1)


def _move(staff: Page, path: str, *, with_mouse: bool) -> dict[str, str]:
    """Bring the only meeting to the first other place that is free for both; its time and table there."""
    meeting = staff.locator(".grid__meeting")
    expect(meeting).to_have_count(1, timeout=30_000)
    meeting.click()
    place = staff.locator(".grid__here").first.get_attribute("value")
    slot, table = place.split("-")
    told = {
        "time": staff.locator(f"#desk-slot option[value='{slot}']").inner_text(),
        "table": staff.locator(f"#desk-table option[value='{table}']").inner_text(),
    }
    if with_mouse:
        staff.goto(f"{path}timetable/")
        drag(staff, staff.locator(".grid__meeting"), place)
    else:
        staff.select_option("#desk-slot", slot)
        staff.select_option("#desk-table", table)
        press(staff, "#place-form .btn-primary")
    expect(staff.locator(".grid__meeting")).to_have_attribute("data-seen", place)
    return told
