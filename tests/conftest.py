"""Fixtures that more than one folder uses."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings
from django.core.cache import cache

from tests.factories import tiny_gazetteer


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Rate limits and cached answers of one test must not reach the next."""
    from notices.models.wordings import forget_wordings

    cache.clear()
    forget_wordings()


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
