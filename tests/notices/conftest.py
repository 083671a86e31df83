"""The ways out of the platform, each with a stand-in at its other end."""

from __future__ import annotations

import pytest

from notices.bot import api
from notices.channels import sms
from tests.standins import Gateway, Mailbox, TelegramServer


@pytest.fixture
def gateway(settings, monkeypatch):
    server = Gateway()
    settings.SMS = settings.SMS | {"url": f"{server.url}/send"}
    settings.NOTICE_PHONE_CHANNEL = "sms"
    monkeypatch.setattr(sms, "SECONDS", 0.6)
    yield server
    server.stop()


@pytest.fixture
def telegram(settings, monkeypatch):
    server = TelegramServer()
    settings.TELEGRAM = settings.TELEGRAM | {
        "token": server.token, "name": "ovop_match_bot", "api": server.api,
    }  # fmt: skip
    monkeypatch.setattr(api, "SECONDS", 0.6)
    yield server
    server.stop()


@pytest.fixture
def mailbox(settings):
    server = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = (
        "127.0.0.1",
        server.port,
        False,
    )
    settings.EMAIL_TIMEOUT = 0.6
    yield server
    server.stop()
