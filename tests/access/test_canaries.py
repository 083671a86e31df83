"""Words that stand in private texts of one province never reach people of another: no page, search, count, export."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Role
from insights.counting import recount
from tests.access.asking import ask, people, text_of, undone
from tests.access.routes import address
from tests.access.table import LISTED, rooms
from tests.access.world import world
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
# Of Siem Reap, or of nowhere; the words are of Battambang.
OUTSIDERS = ("visitor", "producer", "buyer", "staff")
# Shown by no page to anybody: they are in messages, or only counted.
UNSEEN = {"delivery error", "notice", "wording"}
LISTS_MIGHT_HOLD = (
    "draft product",
    "product in review",
    "draft need",
    "draft forum",
    "draft training",
    "saved search",
)
SEARCHED = {
    "producers:catalogue": "q", "producers:suggest": "q", "buyers:needs": "q", "producers:producers": "q",
    "forums:forums": "q", "forums:trainings": "q", "forums:deals": "q", "matching:enquiries": "q", "product-list": "q",
    "need-list": "q", "producer-list": "q", "places:search": "place-text",
}  # fmt: skip


@pytest.fixture
def places():
    here, there = world("17"), world("02")
    recount()
    national = UserFactory(role=Role.NATIONAL)
    return here, there, people(here, there, national)


def looked_at(rows):
    return [row for row in rows if "GET" in LISTED[row]]


@pytest.mark.parametrize("rows", rooms(), ids=lambda rows: rows[0])
def test_private_words_of_another_province_are_on_no_page(places, rows):
    here, there, sessions = places
    found = set()
    for row in looked_at(rows):
        for path in {address(row, here), address(row, there)}:
            for who in OUTSIDERS:
                shown = text_of(ask(sessions[who], "GET", path))
                found |= {(row, who, what) for what, word in there.words.items() if word in shown}
    assert found == set()


def test_each_word_is_shown_to_somebody_of_its_province(places):
    """The control: a word that no page ever shows would prove nothing."""
    _here, there, _sessions = places
    own = {"staff": there.staff, "officer": there.officer, "producer": there.producer_user, "buyer": there.buyer_user}  # fmt: skip
    missing = set(there.words)
    for user in own.values():
        browser = Client()
        browser.force_login(user)
        for row in looked_at(LISTED):
            shown = text_of(ask(browser.cookies["sessionid"].value, "GET", address(row, there)))
            missing -= {what for what, word in there.words.items() if word in shown}
    assert missing <= UNSEEN


@pytest.mark.parametrize("row", sorted(SEARCHED))
def test_search_for_a_private_word_answers_as_if_it_were_not_written(places, row):
    """Neither results nor counts nor suggestions tell that such a text exists."""
    here, there, sessions = places
    path, name = address(row, here), SEARCHED[row]
    glue = "&" if "?" in path else "?"
    for who in ("visitor", "producer", "buyer", "staff"):
        for what in LISTS_MIGHT_HOLD:
            word = there.words[what]
            pages = [_found(sessions[who], f"{path}{glue}{name}={word}")]
            with undone():
                for private in (
                    "draft",
                    "in_review",
                    "draft_need",
                    "draft_forum",
                    "draft_training",
                    "search",
                ):
                    type(there.at[private]).objects.filter(pk=there.at[private].pk).delete()
                cache.clear()
                pages.append(_found(sessions[who], f"{path}{glue}{name}={word}"))
            assert pages[0] == pages[1], (who, word)


def _found(session: str, path: str) -> str:
    """The page without what differs each time."""
    cache.clear()
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", text_of(ask(session, "GET", path)))
