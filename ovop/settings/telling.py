"""The ways to tell people. Each is there once its address is set (README, "Telling people")."""

import json
import os
import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def json_object(name: str) -> dict[str, Any]:
    """An environment variable that holds a JSON object; empty when it is not set."""
    try:
        found = json.loads(os.environ.get(name) or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ImproperlyConfigured(f'{name} must be a JSON object like {{"sender": "OVOP"}}.')
    return found


def pattern(name: str) -> str:
    """An environment variable that holds a regular expression, or nothing."""
    found = os.environ.get(name, "")
    try:
        re.compile(found)
    except re.error as error:
        raise ImproperlyConfigured(f"{name} is not a regular expression: {error}") from None
    return found


SMS: dict[str, Any] = {
    "url": os.environ.get("SMS_URL", ""),
    "format": os.environ.get("SMS_FORMAT", "json"),  # json, form or query
    "to": os.environ.get("SMS_TO_FIELD", "to"),
    "text": os.environ.get("SMS_TEXT_FIELD", "text"),
    "id": os.environ.get("SMS_ID_FIELD", ""),
    "number": os.environ.get("SMS_NUMBER", "e164"),  # e164, digits or national
    "extra": json_object("SMS_EXTRA"),
    "headers": {name: str(value) for name, value in json_object("SMS_HEADERS").items()},
    "ok": pattern("SMS_OK"),  # a pattern the body of a success holds
}
# Without a gateway text messages, one-time codes too, are written where the platform runs.
NOTICE_PHONE_CHANNEL = os.environ.get("NOTICE_PHONE_CHANNEL") or (
    "sms" if SMS["url"] else "console"
)
# One-time codes to all numbers together: a bill that somebody runs up for fun ends here.
SMS_CODES_A_DAY = int(os.environ.get("SMS_CODES_A_DAY", "3000"))
os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot's waits as it will give them soon
TELEGRAM = {
    "token": os.environ.get("TELEGRAM_BOT_TOKEN", ""),
    "name": os.environ.get("TELEGRAM_BOT_NAME", "").lstrip("@"),
    "api": os.environ.get("TELEGRAM_API_URL", "https://api.telegram.org/bot"),
    "webhook_secret": os.environ.get("TELEGRAM_WEBHOOK_SECRET", ""),
}
# Hosts of our own that people's programs may be called at (webhooks), also without TLS. Everything else must be public.
MAY_BE_CALLED = [name for name in os.environ.get("WEBHOOK_HOSTS", "").split(",") if name]
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "OVOP Match <no-reply@localhost>")
