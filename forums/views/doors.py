"""The door: badges scanned, names found, people nobody expected. Works with forms, and better with the script."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from forums.arriving import Said, sentence, take_in
from forums.doors import history_of, latest_of, people_of
from forums.models import CheckIn, Forum, Organiser, Registration, Side
from forums.views.entering import organised_forum, part_of
from forums.walk_ins import WalkIn
from ovop.kernel.boxes import searched
from ovop.kernel.codes import as_code
from ovop.kernel.digits import small_number

MOST_AT_ONCE = 200
UNREADABLE = (ValueError, TypeError, KeyError, OverflowError, AttributeError)
GOOD = (CheckIn.Result.COME, CheckIn.Result.UNDONE)


def _door_of(request: HttpRequest, pk: int) -> Forum:
    return organised_forum(request, pk, Organiser.Part.DOOR)


@login_required
@require_safe
def door(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who is expected, with who is there; `?q=` finds a name, `?badge=` shows one."""
    forum = _door_of(request, pk)
    people = sorted(people_of(forum), key=lambda person: person["name"])
    asked = searched(request)
    badge = request.GET.get("badge", "")[:20]
    shown = [person for person in people if _meets(person, asked, badge)]
    coming = [person for person in people if person["state"] == Registration.State.APPROVED]
    context = {
        "forum": forum, "people": people, "shown": shown, "q": asked, "badge": badge,
        "expected": len(coming), "there": sum(bool(person["at"]) for person in coming),
        "latest": latest_of(forum), "key": uuid4(), "sides": Side.choices, "history": history_of(forum),
    }  # fmt: skip
    return render(request, "forums/door.html", context)


def _meets(person: dict[str, Any], asked: str, badge: str) -> bool:
    if badge:
        return bool(person["badge"] == badge)
    words = f"{person['name']} {person['other']} {person['phone']}".casefold()
    return asked.casefold() in words


@login_required
@require_POST
def say(request: SignedInRequest, pk: int) -> JsonResponse:
    """What the door's phone sends: {"door", "user", "since", "said": [{"key", "kind", "ago", ...}]}, in order.

    Answers {"results": [{"key", "result", "text", "id"}], "latest", "people"}: people as the page knows them,
    about whom any door said something after `since`. 409 when the phone is somebody else's by now.
    """
    forum = _door_of(request, pk)
    sent = _object(request)
    if sent is None:
        return JsonResponse(
            {"error": _("This could not be read. Note the name on paper.")}, status=400
        )
    if str(sent.get("user", request.user.pk)) != str(request.user.pk):
        return JsonResponse({"error": _("Somebody else is signed in on this phone.")}, status=409)
    given = sent.get("said")
    items = [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
    said: list[Said] = []
    results: list[dict[str, Any]] = []
    for item in items[:MOST_AT_ONCE]:
        try:
            said.append(_said(item))
        except UNREADABLE:
            text = _("This could not be read. Note the name on paper.")
            results.append({"key": str(item.get("key", "")), "result": "wrong", "text": text, "id": None})  # fmt: skip
    results += [
        {
            "key": str(row.key),
            "result": row.result,
            "text": sentence(row),
            "id": row.registration_id,
        }
        for row in take_in(forum, said, request.user, _door_name(sent.get("door")))
    ]
    since = sent.get("since", 0)
    since = since if isinstance(since, int) and 0 <= since < 2**62 else 0
    return JsonResponse({"results": results} | _news(forum, since))


def _door_name(given: Any) -> str:
    return _text(given).strip()


def _text(given: Any) -> str:
    """What a database takes: no NUL, no half of a character (a phone cuts long texts anywhere)."""
    return str(given or "").replace("\0", "").encode("utf-8", "ignore").decode()


def _object(request: HttpRequest) -> dict[str, Any] | None:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):  # the last: somebody sent a form
        return None
    return sent if isinstance(sent, dict) else None


def _said(item: dict[str, Any]) -> Said:
    """Raises one of UNREADABLE for what no phone of ours sends."""
    kind = CheckIn.Kind(item["kind"])
    ago = float(item.get("ago", 0))
    if not isfinite(ago):
        raise ValueError(ago)
    walk_in = item.get("walk_in") if kind == CheckIn.Kind.WALK_IN else None
    return Said(
        key=UUID(str(item["key"])), kind=kind, ago=min(max(ago, 0), 1e9),
        badge=_text(item.get("badge")), registration=_number(item.get("registration")), walk_in=_walk_in(walk_in),
    )  # fmt: skip


def _walk_in(given: dict[str, Any] | None) -> WalkIn | None:
    if given is None:
        return None
    text = {name: _text(given.get(name)) for name in ("name", "side", "phone")}
    return WalkIn(
        name=text["name"], side=text["side"], phone=text["phone"][:40],
        organisation=_number(given.get("organisation")), delegates=small_number(str(given.get("delegates"))) or 1,
    )  # fmt: skip


def _number(given: Any) -> int | None:
    return int(given) % 2**63 if given not in (None, "") else None


def _news(forum: Forum, since: int) -> dict[str, Any]:
    latest = latest_of(forum)
    return {"latest": latest, "people": people_of(forum, since) if latest > since else []}


@login_required
@require_safe
def door_news(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the other doors said after number `?since=`; 304 when the page knows it."""
    news = _news(_door_of(request, pk), small_number(request.GET.get("since")) or 0)
    etag = f'"{news["latest"]}"'
    answer = JsonResponse(news)
    answer["ETag"] = etag
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=answer))


@login_required
@require_POST
def check_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same from a form: one person (`registration`, `kind`), one badge typed in, or one nobody expected."""
    forum = _door_of(request, pk)
    try:
        said = _said({"walk_in": request.POST, "key": uuid4()} | request.POST.dict())
    except UNREADABLE:
        messages.warning(request, _("Choose whom you mean."))
        return redirect("forums:door", pk=pk)
    row = take_in(forum, [said], request.user, _door_name(request.POST.get("door")))[0]
    (messages.success if row.result in GOOD else messages.warning)(request, sentence(row))
    return redirect("forums:door", pk=pk)


@login_required
@require_safe
def badge(request: SignedInRequest, code: str) -> HttpResponse:
    """A badge scanned with the phone's own camera: to the door's page for who stands there, else to the forum."""
    row = get_object_or_404(Registration.objects.select_related("forum"), badge=as_code(code))
    if part_of(request.user, row.forum):
        return redirect(f"{reverse('forums:door', args=[row.forum_id])}?badge={row.badge}")
    return redirect(row.forum)
