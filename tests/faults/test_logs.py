"""What web and worker write while people use the site: JSON, joined by the number of the request, without people."""

from __future__ import annotations

import json

import pytest

from accounts.models import Role
from ovop.supervisor.servers import free_port
from tests.factories import UserFactory
from tests.faults.web import Browser
from tests.faults.workers import eventually, platform_process
from tests.standins import Mood

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, NAME, MAIL = "+85512345678", "Sok Daravuth", "sok.daravuth@example.com"


class Site:
    """Web and worker on the database of this test; what they write goes to a file each."""

    def __init__(self, folder, gateway):
        self.port, self.folder = free_port(), folder
        self.processes = [
            platform_process(
                name, self.port, stderr=(folder / name).open("wb"), SMS_URL=f"{gateway.url}/send",
                DJANGO_SETTINGS_MODULE="tests.faults.logging_settings",
            )
            for name in ("web", "worker")
        ]  # fmt: skip

    def text(self, name):
        return (self.folder / name).read_text()

    def lines(self, name):
        return [json.loads(line) for line in self.text(name).splitlines() if line]

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(20)


@pytest.fixture
def site(tmp_path, gateway):
    # It repeats what it was told, as some do.
    gateway.moods.append(Mood(422, {"error": f"no such subscriber {PHONE}, {NAME} <{MAIL}>"}))
    running = Site(tmp_path, gateway)
    yield running
    running.stop()


@pytest.fixture
def person():
    made = UserFactory(phone=PHONE, full_name=NAME, role=Role.BUYER)
    made.set_password("village-paddy-77")
    made.save()
    return made


def opened(browser):
    try:
        browser.open("/accounts/login/")
    except OSError:
        return False
    return True


def test_lines_are_json_with_the_number_of_the_request_and_nothing_of_people(site, person):
    browser = Browser(site)
    eventually(lambda: opened(browser), "the site answers")
    browser.send(login=PHONE, password="village-paddy-77")
    for address in (f"/products/?q={PHONE[1:]}", f"/{PHONE}/", f"/my/settings/?mail={MAIL}"):
        browser.look(address)
    browser.open("/my/settings/")
    browser.send(full_name=NAME, language="km")
    browser.open("/accounts/password/change/")
    browser.send(
        oldpassword="village-paddy-77", password1="paddy-village-78", password2="paddy-village-78"
    )
    eventually(lambda: "notice_failed" in site.text("worker"), "the gateway refused the message")
    site.stop()

    finished = [line for line in site.lines("web") if line["event"] == "request_finished"]
    pages = {line["request"] for line in finished}
    assert {"GET account_login", "POST account_login", "POST accounts:settings"} <= pages
    assert all(line["request_id"] and line["timestamp"] and line["level"] for line in finished)
    assert any(line.get("user_id") == person.pk for line in finished)
    everything = site.text("web") + site.text("worker")
    for private in (PHONE[1:], "12345678", NAME, MAIL):
        assert private not in everything
    asked = next(line for line in finished if line["request"] == "POST account_change_password")
    failed = next(line for line in site.lines("worker") if line["event"] == "notice_failed")
    assert failed["request_id"] == asked["request_id"]
    assert failed["task_id"]
