"""Hearing from Telegram: by its calls at our door, and by asking."""

from __future__ import annotations

import pytest

from notices.bot import listening
from notices.models import BotUpdate
from tests.notices.people import somebody

pytestmark = pytest.mark.django_db
PATH = "/notices/telegram/heard/"
SECRET = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}


@pytest.fixture
def called(telegram, settings):
    settings.TELEGRAM |= {"webhook_secret": "s3cret"}
    return telegram


def post(client, body, headers=SECRET):
    return client.post(PATH, body, content_type="application/json", headers=headers).status_code


def test_telegram_is_let_in_with_the_secret_only(client, called):
    update = called.says(5, "hello")
    assert post(client, update, {}) == 403
    assert post(client, update, {"X-Telegram-Bot-Api-Secret-Token": "guess"}) == 403
    assert not BotUpdate.objects.exists()
    assert post(client, update) == 200
    assert post(client, update) == 200
    assert BotUpdate.objects.count() == 1


def test_without_a_secret_there_is_no_door(client, telegram):
    assert post(client, telegram.says(5, "hello")) == 404


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '"x"', '{"update_id": "1"}', '{"update_id": 99999999999999999999}']
)
def test_what_is_no_update_is_no_error(client, called, body):
    assert post(client, body) in (200, 400)
    assert not BotUpdate.objects.exists()


def test_webhook_is_registered_with_its_secret(called, settings):
    listening.be_called()
    (heard,) = called.calls("setWebhook")
    assert heard.fields["url"] == f"{settings.SITE_URL}{PATH}"
    assert heard.fields["secret_token"] == "s3cret"


def test_asking_goes_on_where_it_stopped_and_survives_a_telegram_that_fails(telegram, monkeypatch):
    """Every update is in the database before the next question tells Telegram that we have it."""
    monkeypatch.setattr(listening, "HOLDS", 0)
    monkeypatch.setattr(listening, "close_old_connections", lambda: None)  # the test's own
    monkeypatch.setattr(listening.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(telegram, "moody", lambda heard: True)
    somebody(5)
    telegram.says(5, "/waiting")
    telegram.moods.append(telegram.refuses(502, "Bad Gateway"))
    rounds = iter([True, True, True, False])
    listening.poll(lambda: next(rounds))
    assert BotUpdate.objects.count() == 1
    offsets = [call.fields.get("offset", "0") for call in telegram.calls("getUpdates")]
    assert offsets == ["0", "0", "1002"]
    telegram.says(5, "/agenda")
    rounds = iter([True, False])
    listening.poll(lambda: next(rounds))
    assert BotUpdate.objects.count() == 2, "the next process hears what came meanwhile"


def test_another_bot_with_lower_numbers_is_heard(telegram, monkeypatch):
    monkeypatch.setattr(listening, "HOLDS", 0)
    monkeypatch.setattr(listening, "close_old_connections", lambda: None)
    BotUpdate.objects.create(update_id=900_000_000, state="done")
    telegram.says(5, "hello")
    rounds = iter([True, True, False])
    listening.poll(lambda: next(rounds))
    assert BotUpdate.objects.filter(update_id=1001).exists()


def test_menu_is_shown_in_both_languages(telegram):
    listening.show_menu()
    khmer, english = telegram.calls("setMyCommands")
    assert "your meetings" in english.fields["commands"]
    assert english.fields["language_code"] == "en"
    assert "language_code" not in khmer.fields
