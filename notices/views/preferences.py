"""How a person wants to be told, and trying whether it arrives."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import SignedInRequest
from notices.forms import PreferenceForm
from notices.models import Away, Channel, Notice, Preference, TelegramChat
from notices.routing import Message, Router
from notices.sending import wake_delivery
from notices.ways import is_set_up

_SIGNER = TimestampSigner(salt="e-mail")
MOST_A_DAY = 5
LINK_GOOD_FOR = 3 * 24 * 60 * 60


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    """Choose channel, pace, quiet hours and language."""
    choice = Preference.of(request.user)
    form = PreferenceForm(request.POST or None, instance=choice)
    if form.is_valid():
        with transaction.atomic():
            saved = form.save()
            saved.user.language = form.cleaned_data["language"]
            asked = not form.address_is_new or _ask_to_confirm(saved)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
            if not asked:
                messages.warning(request, _too_many())
        if saved.away == Away.TELEGRAM and not hasattr(request.user, "telegram_chat"):
            return redirect(f"{reverse('notices:connect')}?lang={form.cleaned_data['language']}")
        return redirect(f"{reverse('notices:preferences')}?lang={form.cleaned_data['language']}")
    router = Router([request.user])
    stored = router.choice_of(request.user)  # not the form's, which a refused answer has changed
    chat = TelegramChat.objects.filter(user=request.user).first()
    channel = router.channel_of(request.user, stored)
    context = {
        "form": form, "stored": stored, "chat": chat, "has_bot": is_set_up(Channel.TELEGRAM),
        "has_mail": is_set_up(Channel.EMAIL),
        "channel": Channel(channel).label if channel else "",
        "instead": channel is not None and channel != stored.away and stored.away != Away.SMS,
    }  # fmt: skip
    return render(request, "notices/preferences.html", context)


@login_required
@require_POST
def trial(request: SignedInRequest) -> HttpResponse:
    """Send the person one message the way they chose; at most one a minute."""
    row = Router([request.user]).away_row(request.user, Message("trial", {}))
    if row is None:
        messages.info(request, _("You chose to be told only on the site."))
        return redirect("notices:preferences")
    if _often_enough(request.user, "trial"):
        messages.info(request, _("You have tried it often enough today. Try again tomorrow."))
        return redirect("notices:preferences")
    row.dedupe_key = f"trial:{request.user.pk}:{timezone.now():%Y%m%d%H%M}"
    made = Notice.objects.bulk_create([row], ignore_conflicts=True)
    wake_delivery({row.channel for row in made})
    where = Channel(row.channel).label
    messages.success(request, _("A trial message is on its way: %(where)s.") % {"where": where})
    return redirect("notices:preferences")


@login_required
@require_POST
def confirm_again(request: SignedInRequest) -> HttpResponse:
    """Write once more to an address that was not confirmed."""
    choice = Preference.of(request.user)
    if choice.email and not choice.email_confirmed:
        if _ask_to_confirm(choice):
            messages.success(request, _("We wrote to %(email)s again.") % {"email": choice.email})
        else:
            messages.warning(request, _too_many())
    return redirect("notices:preferences")


def _often_enough(user: User, kind: str) -> bool:
    """Whether the person has had us send MOST_A_DAY of this kind in a day."""
    since = timezone.now() - timedelta(days=1)
    return (
        Notice.objects.filter(recipient=user, kind=kind, created_at__gt=since).count() >= MOST_A_DAY
    )


def _too_many() -> str:
    return _(
        "We wrote to many addresses for you today. The next message can be asked for tomorrow."
    )


def _ask_to_confirm(choice: Preference) -> bool:
    """One message to the new address; at most one in five minutes to the same one, and MOST_A_DAY to all.

    False when it is too many: nobody may write to strangers' addresses through us.
    """
    now = timezone.localtime()
    if _often_enough(choice.user, "email_confirm"):
        return False
    key = _SIGNER.sign_object({"user": choice.user_id, "email": choice.email})
    row = Notice(
        recipient=choice.user, email=choice.email, channel=Channel.EMAIL, kind="email_confirm",
        language=choice.user.language, link=reverse("notices:confirm_email", args=[key]),
        dedupe_key=f"confirm:{choice.user_id}:{hash_of(choice.email)}:{now:%Y%m%d%H}{now.minute // 5}",
    )  # fmt: skip
    Notice.objects.bulk_create([row], ignore_conflicts=True)
    wake_delivery({Channel.EMAIL})
    return True


def hash_of(email: str) -> str:
    """A short name for an address, for a key."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:16]


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request: HttpRequest, key: str) -> HttpResponse:
    """The link in that message. Opening it changes nothing (mail programs open links); the button does."""
    try:
        said = _SIGNER.unsign_object(key, max_age=LINK_GOOD_FOR)
    except SignatureExpired:
        return _confirm_page(request, {"late": True}, 404)
    except BadSignature:
        return _confirm_page(request, {}, 404)
    mine = Preference.objects.filter(user_id=said["user"], email=said["email"])
    if not mine.exists():
        return _confirm_page(request, {}, 404)
    done = request.method == "POST" and bool(mine.update(email_confirmed=True))
    return _confirm_page(request, {"email": said["email"], "done": done})


def _confirm_page(
    request: HttpRequest, context: dict[str, object], status: int = 200
) -> HttpResponse:
    response = render(request, "notices/confirm_email.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
