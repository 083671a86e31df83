"""Connecting one's Telegram by a deep link, and ending that."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from notices.bot import api
from notices.models import Away, ChatInvitation, Preference, TelegramChat
from ovop.kernel.paper import qr_inline

STOP = 286  # htmx: show this and ask no more


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: SignedInRequest) -> HttpResponse:
    """What connecting is; POST makes the link, which is good once and for half an hour."""
    if not api.configured():
        raise Http404
    context: dict[str, object] = {"chat": TelegramChat.objects.filter(user=request.user).first()}
    if request.method == "POST":
        token = ChatInvitation.make(request.user.pk)
        address = api.deep_link(token)
        qr = qr_inline(address, scale=5)
        context |= {"address": address, "token": token, "chat": None, "qr": qr}
    return render(request, "notices/connect.html", context)


@login_required
@never_cache
@require_safe
def connected(request: SignedInRequest) -> HttpResponse:
    """The part of that page that waits for Telegram: asked again every few seconds."""
    chat = TelegramChat.objects.filter(user=request.user).first()
    link = ChatInvitation.objects.filter(user=request.user).first()
    waits = link is not None and link.good
    if waits:
        return HttpResponse(status=204)  # nothing to show, ask again
    done = {"chat": None if link else chat, "waits": False}
    return render(request, "notices/_connected.html", done, status=STOP)


@login_required
@require_POST
def disconnect(request: SignedInRequest) -> HttpResponse:
    """The bot writes no more; what waits for the person comes by text message again."""
    TelegramChat.objects.filter(user=request.user).delete()
    ChatInvitation.objects.filter(user=request.user).delete()
    Preference.objects.filter(user=request.user, away=Away.TELEGRAM).update(away=Away.SMS)
    messages.success(
        request, _("Telegram is disconnected. What waits for you comes by text message.")
    )
    return redirect("notices:preferences")
