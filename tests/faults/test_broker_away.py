"""The broker is frozen, stopped or emptied while people send forms: each is answered, and its effect comes later."""

from __future__ import annotations

import os
import signal

import pytest

from tests.faults.web import SOON, Browser
from tests.faults.workers import eventually

FORMS = 4
RECOVERED = 120  # seconds waited at most; the figure says how many it took


def frozen(web):
    os.kill(web.broker._process.pid, signal.SIGSTOP)
    return lambda: os.kill(web.broker._process.pid, signal.SIGCONT)


def killed(web):
    """Gone with all it held; another is started in its place, empty."""
    web.broker._process.kill()
    web.broker._process.wait(10)

    def back():
        (web.broker.data / "appendonlydir").rename(web.broker.data / "lost")
        web.broker.start()

    return back


@pytest.mark.parametrize("trouble", [frozen, killed], ids=["frozen", "killed and emptied"])
def test_every_form_is_answered_soon_and_its_effect_comes_once_the_broker_is_back(
    web, trouble, figures
):
    number = {frozen: 1, killed: 2}[trouble]
    browsers = [Browser(web) for _form in range(FORMS)]
    for browser in browsers:
        browser.open("/accounts/login/code/")
    phones = [f"+8551250{number}00{form}" for form in range(FORMS)]
    mend = trouble(web)
    try:
        answers = [each.send(phone=phone) for each, phone in zip(browsers, phones, strict=True)]
    finally:
        mend()
    slowest = max(seconds for _status, seconds in answers)
    assert [status for status, _seconds in answers] == [200] * FORMS
    assert slowest <= SOON

    def states():
        return web.rows(
            "SELECT phone, state, attempts FROM notices_notice WHERE phone = ANY(%s)", phones
        )

    assert len(states()) == FORMS
    programs = [web.run("worker"), web.run("beat")]
    try:
        took = eventually(
            lambda: all(state == "sent" for _phone, state, _tries in states()),
            "all were sent",
            RECOVERED,
        )
    finally:
        for program in programs:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait(10)
    found = states()
    doubled = sum(tries > 1 for _phone, _state, tries in found)
    figures(
        f"asked {FORMS}, done {len(found)}, lost {FORMS - len(found)}, doubled {doubled}; "
        f"slowest answer {slowest:.1f} s, recovered in {took:.0f} s"
    )
    assert (len(found), doubled) == (FORMS, 0)
