"""Fixtures that more than one folder uses."""

from __future__ import annotations

import shutil
import time

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache

from accounts.second_factor.needed import is_needed_by
from ovop.kernel import wake
from ovop.kernel.forgiving import ForgivingCache
from tests.factories import tiny_gazetteer

# How long one example takes says something of the machine, not of the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Rate limits and cached answers of one test must not reach the next."""
    from notices.models.wordings import forget_wordings

    cache.clear()
    forget_wordings()
    wake._deaf_until = 0.0
    ForgivingCache._away_until = 0.0


@pytest.fixture(scope="session", autouse=True)
def signed_in_by_all_steps():
    """`force_login` stands for all of signing in: who needs a second factor has shown it."""
    from django.test import Client

    def force_login(self, user, backend=None):
        plain(self, user, backend)
        if is_needed_by(user):
            show_second_factor(self, user)

    plain, Client.force_login = Client.force_login, force_login
    yield
    Client.force_login = plain


def show_second_factor(client, user) -> None:
    """Write into the session what showing one writes."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture
def gazetteer(db: None) -> None:
    """Two provinces."""
    tiny_gazetteer()


@pytest.fixture(scope="session", autouse=True)
def remove_media():
    """Uploaded test photos go with the session."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def english(client):
    """A client that reads English."""
    client.cookies["ovop_language"] = "en"
    return client


@pytest.fixture(autouse=True)
def no_words_of_other_tests():
    """The search's word table is kept for a minute in each process; a test has its own."""
    from producers.search.aliases import forget

    forget()


@pytest.fixture
def figures(record_property):
    """Says in a line what a test counted; the lines stand together at the end of the run."""
    return lambda line: record_property("figures", line)


def pytest_terminal_summary(terminalreporter):
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    lines = [
        (report.nodeid.split("::")[-1], value)
        for report in reports
        if report.when == "call"
        for name, value in report.user_properties
        if name == "figures"
    ]
    if lines:
        terminalreporter.section("figures")
    for test, line in lines:
        terminalreporter.write_line(f"{test}: {line}")
