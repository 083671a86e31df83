"""Text messages through any gateway that takes one HTTP request a message.

Which address, fields and headers: settings.SMS (README, "Telling people"). No gateway is built in.
"""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
from django.conf import settings

from notices.channels.errors import Busy, ChannelDown, DeliveryError, Refused, careful
from notices.channels.tls import trusted
from notices.channels.waiting import wait_of
from notices.messages import as_sms
from notices.models import Notice

SECONDS = 10.0


def deliver(notice: Notice) -> str:
    """Hand the message to the gateway.

    2xx (and, when SMS_OK is set, a body that has it) is success. 400, 404, 413 and 422 speak of this
    message and are final; 429 is a wish to wait; everything else means that the gateway does not work.
    """
    gateway: dict[str, Any] = settings.SMS
    if not gateway["url"]:
        raise ChannelDown("no SMS gateway is set (SMS_URL)")
    fields = gateway["extra"] | {gateway["to"]: _number(notice), gateway["text"]: as_sms(notice)}
    if gateway["id"]:
        # The same for every attempt: a gateway that took it before its answer got lost can tell.
        fields[gateway["id"]] = f"notice-{notice.pk}"
    try:
        answer = _ask(gateway, fields)
    except httpx.HTTPError as error:
        raise ChannelDown(f"SMS gateway: {type(error).__name__}") from error
    return _judged(answer, gateway["ok"], str(fields[gateway["text"]]))


def _ask(gateway: dict[str, Any], fields: dict[str, Any]) -> httpx.Response:
    how: dict[str, Any] = {"headers": gateway["headers"], "timeout": SECONDS, "verify": trusted()}
    if gateway["format"] == "query":
        return httpx.get(gateway["url"], params=fields, **how)
    if gateway["format"] == "form":
        return httpx.post(gateway["url"], data=fields, **how)
    return httpx.post(gateway["url"], json=fields, **how)


def _without(sent: str, said: str) -> str:
    """The gateway's words without ours, which many repeat (also as JSON writes them)."""
    for ours in (sent, json.dumps(sent)[1:-1]):
        said = said.replace(ours, "…")
    return careful(said)


def _judged(answer: httpx.Response, ok: str, sent: str) -> str:
    said = f"SMS gateway said {answer.status_code}: {_without(sent, answer.text)}"
    if answer.status_code == 429:
        raise Busy(wait_of(answer.headers.get("Retry-After", "")))
    if answer.status_code in (400, 404, 413, 422):
        raise Refused(said)
    if not answer.is_success:
        # Everybody who looks after the gateway reads this: nothing of this message.
        raise ChannelDown(f"SMS gateway said {answer.status_code}")
    if ok and not re.search(ok, answer.text):
        raise DeliveryError(said)
    found = re.search(
        r'"(?:message_?id|id|sid)"\s*:\s*"?([\w.-]{1,60})', answer.text, re.IGNORECASE
    )
    return found[1] if found else ""


def _number(notice: Notice) -> str:
    phone = notice.phone
    if settings.SMS["number"] == "national":
        return str(phone.as_national).replace(" ", "")
    return (
        str(phone.as_e164) if settings.SMS["number"] == "e164" else str(phone.as_e164).lstrip("+")
    )
