"""A buyer who is signed in."""

import pytest

from tests.factories import buyer, category


@pytest.fixture
def hotel(english):
    """The buyer `english` is signed in for."""
    category()
    made = buyer()
    english.force_login(made.organisation.members.get())
    return made
