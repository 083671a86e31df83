"""The door Telegram calls at, when it is told to (otherwise `manage.py telegram` asks it)."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
)
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notices.bot import updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name (Bot API, setWebhook)


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Keep one update and say so; it is acted on in the background.

    Telegram repeats what is not answered with 2xx, so what cannot be read is refused once and for all
    only when it is not from Telegram at all.
    """
    secret = settings.TELEGRAM["webhook_secret"]
    if not secret:
        raise Http404
    if not constant_time_compare(request.headers.get(SECRET_HEADER, ""), secret):
        return HttpResponseForbidden()
    try:
        payload = json.loads(request.body)
    except ValueError:
        return HttpResponseBadRequest()
    if isinstance(payload, dict):
        updates.keep([payload])
    return HttpResponse()
