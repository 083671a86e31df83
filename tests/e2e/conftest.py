"""The running platform and a real browser.

With OVOP_URL set the tests walk that running instance; else they start one of their own with
`manage.py up` in a scratch folder, and end it the way a person does.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from ovop.bootstrap import find_browser
from tests.e2e.slow_line import SlowLine
from tests.platform_runner import RunningPlatform
from tests.plugin import EMBEDDED
from tests.standins import Gateway, Mailbox, TelegramServer


def _given_servers() -> dict[str, str | None]:
    """Nothing when the tests' own servers are embedded: the platform starts its own, as in life."""
    if os.environ.get(EMBEDDED):
        return {}
    return {
        "DATABASE_URL": _fresh_database(os.environ["DATABASE_URL"]),
        "REDIS_URL": os.environ["REDIS_URL"],
    }


def _fresh_database(url: str) -> str:
    """An empty database of this worker's beside the given one on the same server."""
    name = f"ovop_e2e_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


class Outside:
    """The servers that lie outside the platform, as stand-ins of this worker's own."""

    def __init__(self) -> None:
        self.telegram, self.gateway, self.mailbox = TelegramServer(), Gateway(), Mailbox()

    @property
    def env(self) -> dict[str, str | None]:
        """How the platform is told of them."""
        return {
            "TELEGRAM_BOT_TOKEN": self.telegram.token, "TELEGRAM_BOT_NAME": "ovop_match_bot",
            "TELEGRAM_API_URL": self.telegram.api, "SMS_URL": f"{self.gateway.url}/send",
            "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.mailbox.port), "EMAIL_USE_TLS": "0",
        }  # fmt: skip

    def stop(self) -> None:
        for server in (self.telegram, self.gateway, self.mailbox):
            server.stop()


@pytest.fixture(scope="session", autouse=True)
def beside_a_browser():
    """The browser's loop runs in this thread, which Django would take for an asynchronous caller."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def outside():
    """Telegram, a gateway for text messages and a mail server."""
    servers = Outside()
    yield servers
    servers.stop()


@pytest.fixture(scope="session")
def platform(outside):
    """The platform under test, one for each worker that walks journeys; None if it is somebody else's."""
    if os.environ.get("OVOP_URL"):
        yield None
        return
    running = RunningPlatform(env=_given_servers() | outside.env)
    yield running.start().wait_ready()
    running.press_ctrl_c()
    running.remove()


@pytest.fixture(scope="session")
def site(platform):
    """The address of the platform under test."""
    return platform.url if platform else os.environ["OVOP_URL"].rstrip("/")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium, kept from calling home."""
    quiet = [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--no-first-run",
    ]  # fmt: skip
    return browser_type_launch_args | {"executable_path": find_browser(), "args": quiet}


@pytest.fixture
def line(site):
    """A line to the platform that can be made slow, and counts what passes."""
    slow_line = SlowLine(urlsplit(site).port or 80)
    yield slow_line
    slow_line.close()


# A person who says yes to every "are you sure?"; the question itself has tests of its own.
SAYS_YES = """addEventListener("DOMContentLoaded", () => {
  const ask = document.getElementById("ask");
  if (ask) new MutationObserver(() => ask.open && ask.querySelector("[value=yes]").click())
    .observe(ask, { attributes: true, attributeFilter: ["open"] });
});"""


@pytest.fixture
def person(browser, site, line):  # the line ends after the browsers that use it
    """Opens a browser of somebody's own: `person(360)` on a phone, `person(1280)` at a desk.

    An error in a page's script, a broken request or a 5xx fails the test at its end, unless the
    test means such things to happen (`quiet=False`).
    """
    contexts, troubles = [], []

    def open_browser(
        width: int = 1280, *, language: str = "km", script: bool = True, quiet: bool = True,
        says_yes: bool = True, base_url: str = "", **options,
    ):  # fmt: skip
        context = browser.new_context(
            viewport={"width": width, "height": 740 if width < 600 else 900},
            has_touch=width < 600, base_url=base_url or site, java_script_enabled=script,
            **options,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "ovop_language", "value": language, "url": site}])
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        if says_yes:
            page.add_init_script(SAYS_YES)
        if not quiet:
            contexts.append(context)
            return page
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                troubles.append(f"{page.url}: {message.text}") if message.type == "error" else None
            ),
        )
        contexts.append(context)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert not troubles, troubles
