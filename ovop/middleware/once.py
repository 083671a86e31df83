"""What is sent twice is done once: a second tap on a slow line, a program that never got its answer.

Programs send an `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header-07); forms carry a hidden field.
Only answers of success are kept: what was refused may be sent again under its key, mended.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from accounts.authentication import KeyAuthentication
from accounts.models import GivenAnswer, User
from accounts.models.answers import KEPT
from ovop.kernel.asking import is_api
from ovop.kernel.locks import wait_at_most, waited_in_vain

FIELD = "once"
ONCE = re.compile(r"[0-9a-f]{32}")
LONGEST_KEY = 255
PATIENCE = "5s"  # that a second one waits for the first
KEPT_HEADERS = ("Location", "Content-Type", "HX-Redirect", "HX-Location")
AGAIN = timedelta(minutes=2)  # a form sent later than this is meant: things have changed since
# No row: answered already, or by whoever it waited for.
RESERVE = """
INSERT INTO accounts_givenanswer AS a (user_id, key, digest, status, headers, body, given_at)
VALUES (%(user)s, %(key)s, %(digest)s, 0, '{}', '', clock_timestamp())
ON CONFLICT (user_id, key) DO UPDATE SET given_at = clock_timestamp(), digest = EXCLUDED.digest
WHERE a.given_at < clock_timestamp() - make_interval(secs => %(within)s) RETURNING id
"""


def new_once() -> str:
    """For a form: one a time it is shown."""
    return uuid.uuid4().hex


class OnceMiddleware:
    """Answers again what was answered already, without doing it again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        of_program = request.headers.get("Idempotency-Key", "")
        if of_program and _may_be_kept(request):
            if len(of_program) > LONGEST_KEY:
                return _refused(
                    400, _("The Idempotency-Key is longer than 255 characters. Nothing was done.")
                )
            asker = _who_asks(request)
            if asker is None:
                return self.get_response(request)
            return self._once(request, asker, of_program, _digest(request))
        user, once = request.user, _of_form(request)
        if not once or not user.is_authenticated:
            return self.get_response(request)
        # A form out of a phone's store carries the field of an earlier one: another content is another thing.
        digest = _digest(request)
        return self._once(request, user, f"{once}:{digest}", digest)

    def _once(self, request: HttpRequest, user: User, key: str, digest: str) -> HttpResponse:
        try:
            with transaction.atomic():
                within = KEPT if is_api(request) else AGAIN
                given, new = _reserve(user, key, digest, within)
                if not new:
                    return _again(given, digest)
                answer = self.get_response(request)
                if _is_done(request, answer):
                    _keep(given, answer)
                elif answer.status_code >= 500:
                    transaction.set_rollback(True)  # nothing half done
                else:
                    given.delete()
                return answer
        except OperationalError as error:
            if not waited_in_vain(error):
                raise
            refused = _refused(409, _("This was sent a moment ago and is still being worked on. Nothing was done twice."))  # fmt: skip
            refused.headers["Retry-After"] = "5"
            return refused


def _may_be_kept(request: HttpRequest) -> bool:
    """What the API is told to do, but not an answer with a key to it: that is for nobody's table."""
    writes = request.method in ("POST", "PATCH", "PUT", "DELETE")
    return writes and is_api(request) and request.path != reverse("api_token")


def _of_form(request: HttpRequest) -> str:
    """The hidden field of a form that somebody signed in sends; signing in itself counts its own tries."""
    if request.method != "POST" or is_api(request) or request.path.startswith("/accounts/"):
        return ""
    once = request.POST.get(FIELD, "") if request.user.is_authenticated else ""
    return once if ONCE.fullmatch(once) else ""


def _who_asks(request: HttpRequest) -> User | None:
    if request.user.is_authenticated:
        return request.user
    try:
        found = KeyAuthentication().authenticate(Request(request))
    except APIException:
        return None  # the view says what is wrong with the key
    return found[0] if found else None


def _digest(request: HttpRequest) -> str:
    """Of address and content; of a form without the fields that are new each time it is shown."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if is_api(request):
        digest.update(request.body)
    else:
        for name, values in sorted(request.POST.lists()):
            if name not in (FIELD, "csrfmiddlewaretoken"):
                digest.update(repr((name, values)).encode())
        for name, files in sorted(request.FILES.lists()):
            digest.update(repr((name, [(file.name, file.size) for file in files])).encode())
    return digest.hexdigest()


def _reserve(user: User, key: str, digest: str, within: timedelta) -> tuple[GivenAnswer, bool]:
    """The row of this key, and whether it is new; waits while somebody else works on it."""
    wait_at_most(PATIENCE, in_transaction=True)
    with connection.cursor() as cursor:
        cursor.execute(
            RESERVE,
            {"user": user.pk, "key": key, "digest": digest, "within": within.total_seconds()},
        )
        new = cursor.fetchone() is not None
    wait_at_most("0", in_transaction=True)
    return GivenAnswer.objects.get(user=user, key=key), new


def _is_done(request: HttpRequest, answer: HttpResponse) -> bool:
    """A program is told 2xx; a person led on to another page, for a form shown again was not taken."""
    if is_api(request):
        return 200 <= answer.status_code < 300
    return 300 <= answer.status_code < 400 or answer.has_header("HX-Redirect")


def _keep(given: GivenAnswer, answer: HttpResponse) -> None:
    given.status = answer.status_code
    given.headers = {name: answer[name] for name in KEPT_HEADERS if answer.has_header(name)}
    given.body = answer.content.decode() if not answer.streaming else ""
    given.save()


def _again(given: GivenAnswer, digest: str) -> HttpResponse:
    if given.digest != digest:
        return _refused(
            422, _("This Idempotency-Key was used for something else. Nothing was done.")
        )
    answer = HttpResponse(given.body, status=given.status)
    for name, value in given.headers.items():
        answer[name] = value
    answer["Idempotent-Replayed"] = "true"
    return answer


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"detail": sentence}, status=status)
