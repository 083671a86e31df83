"""The frame of every page: language, errors, health, who may enter what."""

import pytest
from django.core.checks import Error

from accounts.models import Role
from ovop.checks import khmer_trigrams_work
from tests.factories import UserFactory, buyer, forum, need, producer, product, staff

pytestmark = pytest.mark.django_db


def test_first_visit_is_in_khmer_and_the_switch_is_remembered(client):
    assert b'<html lang="km">' in client.get("/").content
    assert b'<html lang="en">' in client.get("/?lang=en").content
    assert b'<html lang="en">' in client.get("/products/").content


def test_switch_keeps_the_filters_of_the_page(client):
    page = client.get("/products/?q=rice&month=2").content.decode()
    assert "?q=rice&amp;month=2&amp;lang=en" in page


def test_unknown_language_is_ignored(client):
    assert b'<html lang="km">' in client.get("/?lang=xx").content


def test_missing_page_is_ours_and_offers_a_search(english):
    page = english.get("/no/such/page/")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.content.decode()


def test_broken_page_says_so_in_both_languages(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("ovop.views._front_page", lambda request: 1 / 0)
    page = client.get("/")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.content.decode()
    assert "មានបញ្ហា" in page.content.decode()


def test_live_and_ready_answer(client):
    assert client.get("/livez").json() == {"status": "ok"}
    assert client.get("/readyz").json()["database"] == "ok"


def test_ready_says_503_while_the_cache_is_away(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "ovop.kernel.forgiving.ForgivingCache",
            "LOCATION": "redis://127.0.0.1:1/1",
        }
    }
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["redis"] != "ok"


def test_pages_carry_a_content_security_policy_without_inline_script(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_database_that_cannot_see_khmer_is_refused():
    assert khmer_trigrams_work(databases=["default"]) == []


def test_database_with_c_locale_is_named_with_the_mend(monkeypatch):
    class Cursor:
        answers = iter([[1], [0]])

        def __enter__(self):
            return self

        def __exit__(self, *rest):
            return None

        def execute(self, sql):
            return None

        def fetchone(self):
            return next(self.answers)

    class Connection:
        def cursor(self):
            return Cursor()

    monkeypatch.setattr("ovop.checks.connections", {"default": Connection()})
    (found,) = khmer_trigrams_work(databases=["default"])
    assert isinstance(found, Error)
    assert "LC_CTYPE=C" in found.msg


def test_disabled_account_is_out_at_its_next_request(client):
    person = staff("17")
    client.force_login(person)
    assert client.get("/review/").status_code == 200
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/review/").status_code == 302


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("language", ["km", "en"])
def test_home_and_menu_work_for_every_role(client, gazetteer, role, language):
    product()
    need()
    forum()
    person = UserFactory(role=role, province_id="17")
    if role == Role.PRODUCER:
        producer(user=person)
    elif role == Role.BUYER:
        buyer(user=person)
    client.force_login(person)
    home = client.get(f"/?lang={language}")
    assert home.status_code == 200
    for entry in home.context["menu"]:
        assert client.get(entry.url).status_code == 200, entry.url
